"""A client of egress-lsp for tests: messages over pipes, waited for with a deadline."""

import json
import os
import select
import subprocess
import time


class Closed(Exception):
    pass


class Client:
    """Owns one server. Notifications and requests of the server are kept, in order."""

    def __init__(self, program, *options, environment=None, timeout=20):
        clean = {key: value for key, value in os.environ.items() if key != "GITHUB_REPOSITORY"}
        clean.update(environment or {})
        self.process = subprocess.Popen(
            [program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean
        )
        self.timeout = timeout
        self.buffer = b""
        self.next_id = 0
        self.notifications = []
        self.requests = []
        self.responses = {}
        self.versions = {}

    # ---- bytes ----

    def send_raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps(dict(message, jsonrpc="2.0")).encode()
        self.send_raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def _take(self):
        """One message out of the buffer, or None."""
        head, mark, rest = self.buffer.partition(b"\r\n\r\n")
        if not mark:
            return None
        fields = dict(line.split(b": ") for line in head.split(b"\r\n"))
        length = int(fields[b"Content-Length"])
        if len(rest) < length:
            return None
        self.buffer = rest[length:]
        return json.loads(rest[:length])

    def receive(self, deadline=None):
        """The next message, sorted to its kind."""
        deadline = deadline or time.monotonic() + self.timeout
        while (message := self._take()) is None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise TimeoutError("no message from the server")
            data = os.read(self.process.stdout.fileno(), 1 << 20)
            if not data:
                raise Closed("the server closed its output")
            self.buffer += data
        if "method" not in message:
            self.responses[message["id"]] = message
        elif "id" in message:
            self.requests.append(message)
            self.answer(message)
        else:
            self.notifications.append(message)
        return message

    # ---- messages ----

    def answer(self, request):
        """What the server asked: its configuration, or nothing in particular."""
        result = None
        if request["method"] == "workspace/configuration":
            result = [getattr(self, "configuration", None)]
        self.send({"id": request["id"], "result": result})

    def notify(self, method, params=None):
        message = {"method": method}
        if params is not None:
            message["params"] = params
        self.send(message)

    def start(self, method, params=None):
        self.next_id += 1
        message = {"id": self.next_id, "method": method}
        if params is not None:
            message["params"] = params
        self.send(message)
        return self.next_id

    def wait(self, number):
        while number not in self.responses:
            self.receive()
        return self.responses.pop(number)

    def request(self, method, params=None):
        """The result; an error is raised."""
        response = self.wait(self.start(method, params))
        if "error" in response:
            raise AssertionError(f"{method}: {response['error']}")
        return response["result"]

    def error(self, method, params=None):
        """The code of the error that the request must end in."""
        response = self.wait(self.start(method, params))
        assert "error" in response, f"{method}: no error but {response}"
        return response["error"]["code"]

    def wait_for(self, method, accept=lambda params: True):
        """The params of the next such notification (or one that has come already), taken out."""
        while True:
            for index, message in enumerate(self.notifications):
                if message["method"] == method and accept(message.get("params")):
                    return self.notifications.pop(index)["params"]
            self.receive()

    # ---- what tests do often ----

    def initialize(self, capabilities=None, options=None, **more):
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}}
        if options is not None:
            params["initializationOptions"] = options
        result = self.request("initialize", dict(params, **more))
        self.notify("initialized", {})
        return result

    def open(self, uri, text, language="egress"):
        self.versions[uri] = self.versions.get(uri, 0) + 1
        self.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": language, "version": self.versions[uri],
                              "text": text}},
        )

    def change(self, uri, *changes):
        """Changes are texts (the whole) or ((line, character), (line, character), text)."""
        self.versions[uri] += 1
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": self.versions[uri]},
                "contentChanges": [self.change_of(change) for change in changes],
            },
        )

    @staticmethod
    def change_of(change):
        if isinstance(change, str):
            return {"text": change}
        start, end, text = change
        return {"range": range_of(start, end), "text": text}

    def diagnostics(self, uri):
        """Those pushed for the document's version now."""
        version = self.versions[uri]
        return self.wait_for(
            "textDocument/publishDiagnostics",
            lambda params: params["uri"] == uri and params.get("version") == version,
        )["diagnostics"]

    def shutdown(self):
        self.request("shutdown")
        self.notify("exit")
        self.process.stdin.close()
        code = self.process.wait(timeout=self.timeout)
        self.process.stdout.close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def range_of(start, end):
    return {
        "start": {"line": start[0], "character": start[1]},
        "end": {"line": end[0], "character": end[1]},
    }


def at(uri, line, character, **more):
    return dict(
        {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}, **more
    )


def offset_of(text, place):
    """Of a place in UTF-16 units, as an index into the text."""
    lines = text.split("\n")
    line, units = lines[place["line"]], 0
    for index, character in enumerate(line):
        if units >= place["character"]:
            break
        units += 2 if ord(character) > 0xFFFF else 1
    else:
        index = len(line)
    return sum(len(before) + 1 for before in lines[: place["line"]]) + index


def apply_edits(text, edits):
    """The text with TextEdits done, the last one first."""
    spans = [
        (offset_of(text, e["range"]["start"]), offset_of(text, e["range"]["end"]), number, e["newText"])
        for number, e in enumerate(edits)
    ]
    for start, end, _, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
