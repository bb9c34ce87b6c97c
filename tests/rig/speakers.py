"""Small servers beside nginx, in the servers' namespace: speakers.py GIT_ROOT

    TCP 7000  echoes                          UDP 7000  echoes
    TCP 7001  speaks first, then echoes       TCP 7002  accepts and says nothing
    HTTP 8020 git's smart protocol, by git http-backend over GIT_ROOT (nginx puts TLS before it)
"""

import http.server
import os
import socket
import struct
import subprocess
import sys
import threading

IP_PKTINFO = 8  # ip(7)
BANNER = b"220 allowed.example at your service\r\n"


def echo(connection, greeting):
    with connection:
        try:
            connection.sendall(greeting)
            while data := connection.recv(65536):
                connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def silent(connection, _):
    with connection:
        try:
            while connection.recv(65536):
                pass
        except OSError:
            pass


def serve_tcp(listener, speaker, greeting):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=speaker, args=(connection, greeting), daemon=True).start()


def serve_udp(sock):
    """Answers from the address that was spoken to: connected clients take no other's."""
    sock.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
    while True:
        try:
            data, control, _, peer = sock.recvmsg(65535, socket.CMSG_SPACE(12))
            [(_, _, info)] = control
            _, _, to = struct.unpack("=I4s4s", info)
            sock.sendmsg([data], [(socket.IPPROTO_IP, IP_PKTINFO, struct.pack("=I4s4s", 0, to, to))],
                         0, peer)
        except OSError:
            pass


class Git(http.server.BaseHTTPRequestHandler):
    """CGI (RFC 3875) for one program."""

    root = "/"

    def answer(self):
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": self.root, "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command, "PATH_INFO": path, "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        done = subprocess.run(["git", "http-backend"], input=body, env=environment,
                              capture_output=True, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = [line.split(b": ", 1) for line in head.split(b"\r\n") if b": " in line]
        status = next((value for key, value in fields if key.lower() == b"status"), b"200 OK")
        self.send_response(int(status.split()[0]))
        for key, value in fields:
            if key.lower() != b"status":
                self.send_header(key.decode(), value.decode())
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer


def main():
    Git.root = sys.argv[1]
    for port, speaker, greeting in ((7000, echo, b""), (7001, echo, BANNER), (7002, silent, b"")):
        listener = socket.create_server(("", port), backlog=256)
        threading.Thread(target=serve_tcp, args=(listener, speaker, greeting), daemon=True).start()
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("", 7000))
    threading.Thread(target=serve_udp, args=(sock,), daemon=True).start()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 8020), Git)
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
