"""Datagrams: judged with their process as they begin a flow, then on their way in the kernel."""

from rig.cases import Case, expand, rows
from rig.internet import ATTACKER, OTHER, RESOLVER, WWW

PYTHON = "/usr/bin/python3"

# Sends one datagram and prints what comes of it: the answer, or the error's name.
ONE = """import errno, os, socket, time
def one(s, *to):
    try:
        s.sendto(b"hello", *to) if to else s.send(b"hello")
        print(s.recv(100).decode())
    except OSError as e:
        print(errno.errorcode.get(e.errno, type(e).__name__))
def udp_socket():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(2); return s
"""

NAME = f"{RESOLVER}:53/udp\nwww.allowed.example:7000/udp\n"
LOOK_UP = "socket.gethostbyname('www.allowed.example')\n"

# label, policy, program, what it prints
FLOWS = [
    ("an address rule", f"{WWW}:7000/udp", f"one(udp_socket(), ('{WWW}', 7000))", "hello"),
    ("an address rule, connected", f"{WWW}:7000/udp",
     f"s = udp_socket(); s.connect(('{WWW}', 7000)); one(s)", "hello"),
    ("a block", f"{WWW}/24:*/udp", f"one(udp_socket(), ('{WWW}', 7000))", "hello"),
    ("a name that is bound", NAME, LOOK_UP + f"one(udp_socket(), ('{WWW}', 7000))", "hello"),
    ("a name, not asked for", NAME, f"s = udp_socket(); s.connect(('{WWW}', 7000)); one(s)",
     "EHOSTUNREACH"),
    ("another address than the name's", NAME,
     LOOK_UP + f"s = udp_socket(); s.connect(('{OTHER}', 7000)); one(s)", "EHOSTUNREACH"),
    ("another port", f"{WWW}:7001/udp", f"s = udp_socket(); s.connect(('{WWW}', 7000)); one(s)",
     "EHOSTUNREACH"),
    ("a rule for TCP", f"{WWW}:7000", f"s = udp_socket(); s.connect(('{WWW}', 7000)); one(s)",
     "EHOSTUNREACH"),
    ("the program that the rule names", f"{WWW}:7000/udp exe=/usr/bin/python3*",
     f"one(udp_socket(), ('{WWW}', 7000))", "hello"),
    ("another program than the rule names", f"{WWW}:7000/udp exe=/usr/bin/curl",
     f"s = udp_socket(); s.connect(('{WWW}', 7000)); one(s)", "EHOSTUNREACH"),
    ("v4-mapped", f"{WWW}:7000/udp",
     "s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.settimeout(2)\n"
     f"one(s, ('::ffff:{WWW}', 7000))", "hello"),
    ("v4-mapped, connected", f"{WWW}:7000/udp",
     "s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.settimeout(2)\n"
     f"s.connect(('::ffff:{WWW}', 7000)); one(s)", "hello"),
    ("between guarded programs", "127.0.0.1:5555/udp",
     "t = udp_socket(); t.bind(('127.0.0.1', 5555)); s = udp_socket(); s.connect(('127.0.0.1', 5555))\n"
     "s.send(b'x'); data, peer = t.recvfrom(10); t.sendto(b'back', peer); print(s.recv(10).decode())",
     "back"),
    ("two destinations of one socket", f"{WWW}:7000/udp",
     f"s = udp_socket(); one(s, ('{WWW}', 7000)); one(s, ('{OTHER}', 7000)); one(s, ('{WWW}', 7000))",
     "hello\nTimeoutError\nhello"),
]

# A client's first packet of QUIC, sealed by hand (RFC 9001): hello(NAME) is what TLS says.
QUIC = """
import hmac, hashlib, ssl
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
def hello(name):
    i, o = ssl.MemoryBIO(), ssl.MemoryBIO()
    try: ssl.create_default_context().wrap_bio(i, o, server_hostname=name).do_handshake()
    except ssl.SSLWantReadError: return o.read()[5:]
def mac(k, d): return hmac.new(k, d, hashlib.sha256).digest()
def expand(k, label, n):
    label = b"tls13 " + label
    return mac(k, n.to_bytes(2, "big") + bytes([len(label)]) + label + b"\\0\\1")[:n]
def initial(data, offset=0, number=0, id=os.urandom(8)):
    salt = bytes.fromhex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a")
    secret = expand(mac(salt, id), b"client in", 32)
    key, iv, hp = expand(secret, b"quic key", 16), expand(secret, b"quic iv", 12), expand(secret, b"quic hp", 16)
    frames = b"\\6" + (0x4000 | offset).to_bytes(2, "big") + (0x4000 | len(data)).to_bytes(2, "big") + data
    frames = frames.ljust(1100, b"\\0")
    n = number.to_bytes(4, "big")
    header = b"\\xc3\\0\\0\\0\\1\\x08" + id + b"\\0\\0" + (0x4000 | 4 + len(frames) + 16).to_bytes(2, "big") + n
    nonce = bytes(a ^ b for a, b in zip(iv, n.rjust(12, b"\\0")))
    sealed = AESGCM(key).encrypt(nonce, frames, header)
    mask = Cipher(algorithms.AES(hp), modes.ECB()).encryptor().update(sealed[:16])
    header = bytes([header[0] ^ mask[0] & 15]) + header[1:-4] + bytes(a ^ b for a, b in zip(n, mask[1:]))
    return header + sealed
def quic(*packets):
    s = udp_socket(); s.connect((WWW, 7000))
    try:
        for p in packets: s.send(p)
        print(sum(s.recv(2000) in packets for _ in packets))
    except OSError as e:
        print(errno.errorcode.get(e.errno, type(e).__name__))
h = hello("www.allowed.example"); half = len(h) // 2
""" + f"WWW = '{WWW}'\n"

QUIC_FLOWS = [
    ("QUIC by its name", LOOK_UP + "quic(initial(h))", "1"),
    ("QUIC in two datagrams", LOOK_UP + "quic(initial(h[:half]), initial(h[half:], half, 1))", "2"),
    ("QUIC in two datagrams, the second first",
     LOOK_UP + "quic(initial(h[half:], half, 1), initial(h[:half]))", "2"),
    ("QUIC by a name not asked for", "quic(initial(h))", "EHOSTUNREACH"),
    ("QUIC for another name", LOOK_UP + "quic(initial(hello('other.example')))", "EHOSTUNREACH"),
    ("half a hello", LOOK_UP + "quic(initial(h[:half]))", "EHOSTUNREACH"),
    ("an unknown version", LOOK_UP + "p = initial(h); quic(p[:4] + b'\\x09' + p[5:])",
     "EHOSTUNREACH"),
    ("another name on an allowed flow",
     LOOK_UP + "quic(initial(h), initial(hello('other.example'), id=b'12345678'))", "EHOSTUNREACH"),
]


@expand
class Datagrams(Case):
    def python(self, program, policy, **more):
        return self.machine.guarded([PYTHON, "-c", ONE + program], policy, **more)

    @rows(FLOWS)
    def flow(self, _, policy, program, printed):
        result = self.python(program, policy + "\n")
        self.assertEqual(result.out.strip(), printed, result)
        for event in result.events(type="udp"):
            self.assertIn("pid", event, result)
            self.assertTrue(event["exe"].startswith("/usr/bin/python3"), result)
        refused = {"EHOSTUNREACH", "TimeoutError"} & set(printed.split())
        self.assertEqual(bool(result.events(type="udp", policy="deny")), bool(refused), result)
        if not refused:
            self.assertEqual(len(result.events(type="udp", policy="allow")), 1, result)

    @rows(QUIC_FLOWS)
    def quic(self, _, program, printed):
        result = self.python(QUIC + program, NAME)
        self.assertEqual(result.out.strip(), printed, result)
        denied = result.events(type="udp", policy="deny")
        self.assertEqual(bool(denied), printed == "EHOSTUNREACH", result)
        for event in result.events(type="udp", policy="allow"):
            self.assertEqual(event["host"], "www.allowed.example", result)

    def test_a_refusal_comes_at_once(self):
        result = self.python(f"s = udp_socket(); s.connect(('{ATTACKER}', 4444))\n"
                             "t = time.monotonic(); one(s); print(time.monotonic() - t < 0.5)",
                             f"{WWW}:7000/udp\n")
        self.assertEqual(result.out.split(), ["EHOSTUNREACH", "True"], result)
        [event] = result.events(type="udp")
        self.assertEqual((event["policy"], event["dst_ip"], event["dst_port"]),
                         ("deny", ATTACKER, 4444), result)

    def test_a_sender_that_ends_at_once_is_known(self):
        command = f"for i in 1 2 3 4 5 6 7 8; do echo $i >/dev/udp/{WWW}/7000; done"
        result = self.machine.guarded(["bash", "-c", command], f"{WWW}:7000/udp exe=/*/bash\n")
        events = result.events(type="udp")
        self.assertEqual(len(events), 8, result)
        for event in events:
            self.assertEqual(event["policy"], "allow", result)
            self.assertEqual(event["cmdline"][:2], ["bash", "-c"], result)

    def test_a_bound_name_is_in_the_log(self):
        result = self.python(LOOK_UP + f"one(udp_socket(), ('{WWW}', 7000))", NAME)
        [event] = result.events(type="udp")
        self.assertEqual(event["host"], "www.allowed.example", result)
        self.assertEqual(event["rule"]["line"], 2, result)

    def test_many_datagrams_are_judged_once(self):
        result = self.python(f"""
s = udp_socket(); s.connect(('{WWW}', 7000)); s.send(b"x"); s.recv(10)
for i in range(2000): s.send(b"%d" % i); s.recv(10)
print("done")""", f"{WWW}:7000/udp\n")
        self.assertEqual(result.out.strip(), "done", result)
        self.assertEqual(len(result.events(type="udp")), 1, result)
        [stop] = result.events(type="stop")
        self.assertIn("datagrams held 1,", stop["reason"], result)

    def test_large_datagrams_pass_whole(self):
        result = self.python(f"""
s = udp_socket(); s.connect(('{WWW}', 7000)); data = os.urandom(60000)
s.send(data); print(s.recv(65536) == data)
s.send(data); print(s.recv(65536) == data)""", f"{WWW}:7000/udp\n")
        self.assertEqual(result.out.split(), ["True", "True"], result)

    def test_many_flows_at_once(self):
        result = self.python(f"""
sockets = [udp_socket() for _ in range(300)]
for s in sockets: s.sendto(b"x", ('{WWW}', 7000))
print(sum(s.recv(10) == b"x" for s in sockets))""", f"{WWW}:7000/udp\n")
        self.assertEqual(result.out.strip(), "300", result)
        self.assertEqual(len(result.events(type="udp", policy="allow")), 300, result)
