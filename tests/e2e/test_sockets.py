"""What is refused is refused at once, in a way that programs understand; what is allowed works on
every kind of socket that programs use for it."""

from rig.cases import Case, expand, rows
from rig.internet import ATTACKER, ATTACKER6, OTHER, RESOLVER, WWW

POLICY = f"""\
{RESOLVER}:53/udp
www.allowed.example:80|443
{WWW}:7000|7001|7002
"""

PRELUDE = """
import errno, os, socket, struct, sys, time
IP_RECVERR = 11  # linux/in.h
def query(name, ident=7):
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    return struct.pack(">HHHHHH", ident, 0x100, 1, 0, 0, 0) + labels + b"\\0" + struct.pack(">HH", 1, 1)
"""

# name, program (python, after the prelude), words it must print
WORKS = [
    ("echo by address", f"""
s = socket.create_connection(("{WWW}", 7000), 5); s.sendall(b"ping"); print(s.recv(100))""", "ping"),
    ("half-close: the answer comes after our end", f"""
s = socket.create_connection(("{WWW}", 7000), 5); s.sendall(b"x" * 300000)
s.shutdown(socket.SHUT_WR); n = 0
while data := s.recv(65536): n += len(data)
print(n)""", "300000"),
    ("server speaks first", f"""
s = socket.create_connection(("{WWW}", 7001), 5); print(s.recv(100))""", "at your service"),
    ("nobody speaks, and the connection lives", f"""
s = socket.create_connection(("{WWW}", 7002), 5); s.settimeout(1)
try: s.recv(1)
except TimeoutError: print("still open")""", "still open"),
    ("connected datagram to the resolver", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(3)
s.connect(("{RESOLVER}", 53)); s.send(query("www.allowed.example")); print(len(s.recv(500)) > 40)""",
     "True"),
    ("unconnected datagram to the resolver", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(3)
s.sendto(query("www.allowed.example"), ("{RESOLVER}", 53)); data, peer = s.recvfrom(500)
print(peer, len(data) > 40)""", f"('{RESOLVER}', 53) True"),
    ("two queries on one socket", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(3)
for ident in (1, 2): s.sendto(query("www.allowed.example", ident), ("{RESOLVER}", 53))
print(sorted(struct.unpack(">H", s.recv(500)[:2])[0] for _ in range(2)))""", "[1, 2]"),
    ("bound source port", f"""
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("", 40123)); s.settimeout(5); s.connect(("{WWW}", 7000)); s.sendall(b"ping")
print(s.recv(9), s.getpeername())""", f"('{WWW}', 7000)"),
    ("non-blocking connect", f"""
import select
s = socket.socket(); s.setblocking(False); print(s.connect_ex(("{WWW}", 7000)) == errno.EINPROGRESS)
select.select([], [s], [], 5); print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
s.send(b"ping"); select.select([s], [], [], 5); print(s.recv(9))""", "ping"),
]

# What the kernel, or a filter of system calls, says of a send or of a socket that may not be.
REFUSAL = ("EPERM", "EACCES")
NO_SOCKET = (*REFUSAL, "EAFNOSUPPORT")
# What an ICMP error, which answers a datagram at once, says of the send before.
UNREACHABLE = ("EHOSTUNREACH",)

# name, program that ends within two seconds and prints one of the words
REFUSED = [
    ("connection to an address", f"""
s = socket.socket(); s.settimeout(5)
try:
    s.connect(("{OTHER}", 443)); s.sendall(b"x" * 100); print(s.recv(10) or "end of file")
except OSError as error: print(errno.errorcode[error.errno])""",
     ("ECONNRESET", "ECONNREFUSED", "EPERM", "end of file")),
    ("datagram, unconnected", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(5)
s.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
try: s.sendto(b"x", ("{ATTACKER}", 4444)); s.recv(10); print("answered")
except OSError as error: print(errno.errorcode[error.errno])""", UNREACHABLE),
    ("datagram, connected", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(5)
try: s.connect(("{ATTACKER}", 4444)); s.send(b"x"); s.recv(10); print("answered")
except OSError as error: print(errno.errorcode[error.errno])""", UNREACHABLE),
    ("datagram to port 443 (QUIC)", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(5)
try: s.connect(("{WWW}", 443)); s.send(b"x"); s.recv(10); print("answered")
except OSError as error: print(errno.errorcode[error.errno])""", UNREACHABLE),
    ("IPv6 connection", f"""
try: socket.socket(socket.AF_INET6).connect(("{ATTACKER6}", 443)); print("connected")
except OSError as error: print(errno.errorcode[error.errno])""",
     ("EPERM", "EACCES", "EAFNOSUPPORT", "ECONNREFUSED", "ENETUNREACH")),
    ("IPv6 datagram", f"""
try: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b"x", ("{ATTACKER6}", 443)); print("sent")
except OSError as error: print(errno.errorcode[error.errno])""",
     ("EPERM", "EACCES", "EAFNOSUPPORT", "ENETUNREACH")),
    ("ping socket", """
try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP); print("made")
except OSError as error: print(errno.errorcode[error.errno])""", NO_SOCKET),
    ("raw socket", """
try: socket.socket(socket.AF_INET, socket.SOCK_RAW, 255); print("made")
except OSError as error: print(errno.errorcode[error.errno])""", NO_SOCKET),
    ("packet socket", """
try: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0); print("made")
except OSError as error: print(errno.errorcode[error.errno])""", NO_SOCKET),
    ("UDP-Lite", f"""
try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 136).sendto(b"x", ("{ATTACKER}", 53)); print("sent")
except OSError as error: print(errno.errorcode[error.errno])""",
     ("EPERM", "EACCES", "EPROTONOSUPPORT")),
    ("v4-mapped address that is not allowed", f"""
s = socket.socket(socket.AF_INET6); s.settimeout(5)
try:
    s.connect(("::ffff:{ATTACKER}", 443)); s.sendall(b"x" * 100); print(s.recv(10) or "end of file")
except OSError as error: print(errno.errorcode[error.errno])""",
     ("EPERM", "EACCES", "EAFNOSUPPORT", "ECONNRESET", "ECONNREFUSED", "end of file")),
]


@expand
class Sockets(Case):
    def guarded(self, program):
        return self.machine.guarded(["/usr/bin/python3", "-c", PRELUDE + program], POLICY)

    @rows(WORKS)
    def works(self, _, program, words):
        result = self.guarded(program)
        self.assertEqual(result.status, 0, result)
        self.assertIn(words, result.out, result)
        self.assertEqual(result.events(policy="deny"), [], result)

    @rows(REFUSED)
    def refused(self, _, program, words):
        result = self.guarded(program)
        self.assertIn(result.out.strip(), words, result)
        self.assertLess(result.seconds, 2.5, result)

    def test_java_and_others_reach_allowed_hosts_by_mapped_addresses(self):
        """An IPv6 socket to ::ffff:a.b.c.d is an IPv4 connection, and is judged as one."""
        result = self.guarded(f"""
s = socket.socket(socket.AF_INET6); s.settimeout(5); s.connect(("::ffff:{WWW}", 7000))
s.sendall(b"ping"); print(s.recv(9))""")
        self.assertIn("ping", result.out, result)
        event, = result.events(type="tcp", dst_ip=WWW, dst_port=7000)
        self.assertIn("python3", event["exe"], result)

    def test_localhost_of_the_command_itself(self):
        """A test suite that serves and connects to itself: loopback leaves no machine."""
        result = self.guarded("""
a = socket.create_server(("127.0.0.1", 0)); a.settimeout(3)
s = socket.socket(); s.settimeout(3)
try:
    s.connect(a.getsockname()); s.sendall(b"x"); b, _ = a.accept(); print(b.recv(1))
except OSError as error: print("refused", error)""")
        # Loopback is a destination like any other: no rule, no connection. It must not hang.
        self.assertIn("refused", result.out, result)
