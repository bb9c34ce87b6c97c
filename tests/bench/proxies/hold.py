"""hold.py HOST COUNT READY RELEASE: opens COUNT TLS connections, makes one request on each, says so in
READY, and keeps them until RELEASE, a FIFO, has been opened and closed."""

import socket
import ssl
import sys


def main(host, count):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    held = []
    for _ in range(count):
        connection = context.wrap_socket(socket.create_connection((host, 443), timeout=20),
                                         server_hostname=host)
        connection.sendall(f"GET /1k HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        got = b""
        while len(got) < 1024:
            data = connection.recv(4096)
            if not data:
                sys.exit("closed early")
            got += data
        held.append(connection)
    with open(sys.argv[3], "w", encoding="ascii") as ready:
        ready.write("held\n")
    with open(sys.argv[4], encoding="ascii") as release:
        release.read()


main(sys.argv[1], int(sys.argv[2]))
