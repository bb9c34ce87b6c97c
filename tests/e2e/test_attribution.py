"""Who made a connection, when there are very many, very short ones."""

import collections

from rig.cases import Case
from rig.internet import ATTACKER, RESOLVER, WWW

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example\n{WWW}:7000\n"

# COUNT processes make EACH connections and exit; each says which port was its own: "port pid". A
# byte that begins neither a request nor a hello says at once that the connection is neither, and its
# echo that the connection has been judged.
MANY = """
import os, socket, sys
count, each, server = int(sys.argv[1]), int(sys.argv[2]), (sys.argv[3], 7000)
for _ in range(count):
    if os.fork() == 0:
        out = []
        for _ in range(each):
            s = socket.create_connection(server)
            out.append(f"{s.getsockname()[1]} {os.getpid()}\\n")
            s.sendall(b"\\0")
            s.recv(1)
            s.close()
        os.write(1, "".join(out).encode())
        os._exit(0)
while True:
    try: os.wait()
    except ChildProcessError: break
"""

# Each child sends one query from a socket of its own and exits; says "port pid".
DATAGRAMS = """
import os, socket, struct, sys
connected, count, resolver = sys.argv[1] == "connected", int(sys.argv[2]), (sys.argv[3], 53)
query = struct.pack(">HHHHHH", 9, 0x100, 1, 0, 0, 0) + b"\\3www\\7allowed\\7example\\0\\0\\1\\0\\1"
for _ in range(count):
    if os.fork() == 0:
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        if connected:
            s.connect(resolver)
            s.send(query)
        else:
            s.sendto(query, resolver)
        os.write(1, f"{s.getsockname()[1]} {os.getpid()}\\n".encode())
        os._exit(0)
    if _ % 50 == 49: os.wait()
while True:
    try: os.wait()
    except ChildProcessError: break
"""


class Attribution(Case):
    def assert_all_named(self, result, events):
        """The events' (port, process) are those that the clients said."""
        said = collections.Counter(result.out.splitlines())
        logged = collections.Counter(f"{event.get('src_port')} {event.get('pid')}"
                                     for event in events)
        missing, wrong = said - logged, logged - said
        self.assertEqual((sum(missing.values()), sum(wrong.values())), (0, 0),
                         f"of {sum(said.values())}: not logged {list(missing)[:5]},"
                         f" logged otherwise {list(wrong)[:5]}; {result.err[-500:]}")

    def test_ten_thousand_short_connections_from_fifty_processes(self):
        result = self.machine.guarded(["/usr/bin/python3", "-c", MANY, "50", "200", WWW], POLICY,
                                      timeout=120)
        self.assertEqual(result.status, 0, result.err[-2000:])
        self.assertEqual(len(result.out.splitlines()), 10000, result.err[-2000:])
        self.assert_all_named(result, result.events(type="tcp", dst_ip=WWW, policy="allow"))

    def test_a_thousand_processes_of_one_connection(self):
        result = self.machine.guarded(["/usr/bin/python3", "-c", MANY, "1000", "1", WWW], POLICY,
                                      timeout=60)
        self.assertEqual(result.status, 0, result.err[-2000:])
        self.assertEqual(len(result.out.splitlines()), 1000)
        self.assert_all_named(result, result.events(type="tcp", dst_ip=WWW, policy="allow"))

    def test_refused_connections_are_named_too(self):
        program = MANY.replace("s = socket.create_connection(server)", """
            s = socket.socket()
            try: s.connect(server)
            except OSError: pass""").replace('s.sendall(b"\\0")', "").replace("s.recv(1)", "")
        result = self.machine.guarded(
            ["/usr/bin/python3", "-c", program, "20", "20", ATTACKER], POLICY, timeout=60)
        for event in result.events(type="tcp", policy="deny"):
            self.assertIn("python3", event.get("exe", ""), event)

    def test_connected_datagrams(self):
        self.datagrams("connected")

    def test_unconnected_datagrams(self):
        self.datagrams("unconnected")

    def datagrams(self, kind):
        result = self.machine.guarded(
            ["/usr/bin/python3", "-c", DATAGRAMS, kind, "500", RESOLVER], POLICY, timeout=60)
        self.assertEqual(result.status, 0, result.err[-2000:])
        self.assertEqual(len(result.out.splitlines()), 500, result.err[-2000:])
        self.assert_all_named(result, result.events(type="dns"))
