"""What listens at the attacker's: run in the attacker's namespace as
    attacker.py DIRECTORY CERTIFICATE KEY

It takes whatever comes, on TCP (plain, HTTP and TLS alike) and UDP, IPv4 and IPv6, answers a little
so that clients go on, and keeps it:
    DIRECTORY/capture.pcap   every packet that arrives on the link, whatever its protocol
    DIRECTORY/streams/       what each TCP connection said, TLS taken off
It is also the name server of evil.example, and of lie.example, whose answers are hostile.
"""

import itertools
import pathlib
import socket
import ssl
import struct
import sys
import threading
import time

TCP_PORTS = (22, 25, 53, 80, 443, 853, 4444, 8080, 8443)
UDP_PORTS = (53, 123, 443, 4444)
ADDRESS = "198.51.100.66"
ADDRESS6 = "2001:db8:bad::66"
ETH_P_ALL = 3
SO_RCVBUFFORCE = 33
PACKET_OUTGOING = 4


def capture(sniffer, path):
    """Writes arriving frames as a pcap file (https://wiki.wireshark.org/Development/LibpcapFileFormat)."""
    with open(path, "wb", buffering=0) as out:
        out.write(struct.pack("=IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        while True:
            frame, address = sniffer.recvfrom(65535)
            if address[0] == "lo" or address[2] == PACKET_OUTGOING:
                continue
            now = time.time()
            out.write(struct.pack("=IIII", int(now), int(now % 1 * 1e6), len(frame), len(frame))
                      + frame)


def serve_stream(connection, context, path):
    """One TCP connection: keeps all it says, answers the first of it."""
    try:
        connection.settimeout(0.3)
        try:
            first = connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            first = b""
            connection.sendall(b"220 evil.example speaks first\r\n")
        connection.settimeout(30)
        if first == b"\x16":
            connection = context.wrap_socket(connection, server_side=True)
        with open(path, "wb", buffering=0) as out:
            answered = False
            while data := connection.recv(65536):
                out.write(data)
                if not answered:
                    answered = True
                    connection.sendall(answer_stream(data))
                    if b"Connection: close" in data:
                        break
    except OSError:
        pass
    finally:
        connection.close()


def answer_stream(data):
    if len(data) > 14 and struct.unpack(">H", data[:2])[0] == len(data) - 2:
        reply = answer_dns(data[2:])  # DNS over TCP, or over TLS
        if reply:
            return struct.pack(">H", len(reply)) + reply
    if b"Connection: close" in data:
        return b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ngot it"  # our end is the answer's end
    return b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: keep-alive\r\n\r\ngot it"


def bound(family, kind, port):
    sock = socket.socket(family, kind)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind(("", port))
    if kind == socket.SOCK_STREAM:
        sock.listen(128)
    return sock


def serve_tcp(listener, port, context, directory, counter):
    while True:
        connection, _ = listener.accept()
        path = directory / f"{next(counter):05}-{port}"
        threading.Thread(target=serve_stream, args=(connection, context, path),
                         daemon=True).start()


def serve_udp(sock, port):
    while True:
        try:
            data, peer = sock.recvfrom(65535)
            sock.sendto(port == 53 and answer_dns(data) or b"got it", peer)
        except OSError:
            pass


# Names, as RFC 1035 has them.

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "NULL": 10, "TXT": 16, "AAAA": 28}


def wire_name(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label) \
        + b"\0"


def record(name, kind, data, ttl=60):
    return wire_name(name) + struct.pack(">HHIH", TYPES[kind], 1, ttl, len(data)) + data


def a(name, address):
    return record(name, "A", socket.inet_aton(address))


# First label under lie.example -> the records of its answer.
LIES = {
    "metadata": lambda name: [a(name, "169.254.169.254")],
    "loopback": lambda name: [a(name, "127.0.0.1")],
    "private": lambda name: [a(name, "10.0.0.1")],
    "attacker": lambda name: [a(name, ADDRESS)],
    "alias": lambda name: [record(name, "CNAME", wire_name("www.evil.example")),
                           a("www.evil.example", ADDRESS)],
    "extra": lambda name: [a(name, "203.0.113.10"), a("www.allowed.example", ADDRESS)],
    "stale": lambda name: [record(name, "A", socket.inet_aton(ADDRESS), ttl=0)],
}


def answer_dns(query):
    """The reply to one query, or None if it is not one."""
    try:
        ident, flags, questions = struct.unpack(">HHH", query[:6])
        if flags & 0x8000 or questions != 1:
            return None
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode("latin-1"))
            at += 1 + query[at]
        kind, = struct.unpack(">H", query[at + 1:at + 3])
    except (struct.error, IndexError):
        return None
    name = ".".join(labels)
    if name.lower().endswith("lie.example"):
        lie = LIES.get(labels[0].lower(), lambda name: [a(name, ADDRESS)])
        answers = lie(name) if kind == TYPES["A"] else []
    elif kind == TYPES["A"]:
        answers = [a(name, ADDRESS)]
    elif kind == TYPES["AAAA"]:
        answers = [record(name, "AAAA", socket.inet_pton(socket.AF_INET6, ADDRESS6))]
    elif kind in (TYPES["TXT"], TYPES["NULL"]):
        answers = [record(name, "TXT" if kind == TYPES["TXT"] else "NULL", b"\x06got it")]
    else:
        answers = []
    header = struct.pack(">HHHHHH", ident, 0x8400 | flags & 0x0100, 1, len(answers), 0, 0)
    return header + query[12:at + 5] + b"".join(answers)


def main():
    directory, certificate, key = sys.argv[1:]
    directory = pathlib.Path(directory)
    streams = directory / "streams"
    streams.mkdir()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    counter = itertools.count()
    sniffer = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    sniffer.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 16 << 20)
    tasks = [(capture, (sniffer, directory / "capture.pcap"))]
    for family in (socket.AF_INET, socket.AF_INET6):
        for port in TCP_PORTS:
            tasks.append((serve_tcp, (bound(family, socket.SOCK_STREAM, port), port, context,
                                      streams, counter)))
        for port in UDP_PORTS:
            tasks.append((serve_udp, (bound(family, socket.SOCK_DGRAM, port), port)))
    threads = [threading.Thread(target=task, args=arguments, daemon=True)
               for task, arguments in tasks]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
