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
