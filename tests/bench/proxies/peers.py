"""The proxies that are compared: how each is configured and started, and what it has used.

Every one gets the same connections in the same way: what the client's user sends to the server is
redirected to it by netfilter. All verify the server's certificate, and run on one core, with one thread
for their work.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

from rig import space

PROXY_CORE, OTHER_CORE = "0", "1"
SERVER, NAME = "203.0.113.10", "www.bench.example"
CLIENT_USER = "nobody"
TICK = os.sysconf("SC_CLK_TCK")


def descendants(pid):
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        try:
            for children in pathlib.Path(f"/proc/{each}/task").glob("*/children"):
                waiting += map(int, children.read_text().split())
        except OSError:
            pass
    return found


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def resident_mb(pids):
    """Proportional, so that what processes share counts once."""
    total = 0
    for pid in pids:
        try:
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


class Peer:
    """One proxy. `port` is where it listens; `leaf` and `ca` are of the bench's own authority."""

    name = ""
    port = 0
    http2 = True       # it speaks HTTP/2 to the client
    intercepts = True  # and not only passes bytes through

    def __init__(self, bench):
        self.bench = bench
        self.dir = bench.net_dir / self.name.replace(" ", "-")
        self.dir.mkdir(exist_ok=True)
        self.process = None
        self.start_ms = None

    def command(self):
        raise NotImplementedError

    def start(self):
        begun = time.monotonic()
        with open(self.dir / "output", "ab") as output:
            self.process = subprocess.Popen(
                ["taskset", "-c", PROXY_CORE, *map(str, self.command())],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.dir,
                preexec_fn=space.die_with_parent)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - begun > 20:
                    raise space.RigError(f"{self.name} did not start: "
                                         + (self.dir / "output").read_text()[-500:]) from None
                time.sleep(0.002)
        self.start_ms = (time.monotonic() - begun) * 1000
        self._redirect("-A")
        return self

    def _redirect(self, how):
        space.run("iptables", "-w", "-t", "nat", how, "OUTPUT", "-d", SERVER, "-p", "tcp", "-m",
                  "owner", "--uid-owner", CLIENT_USER, "-j", "REDIRECT", "--to-ports",
                  str(self.port))

    def pids(self):
        return descendants(self.process.pid)

    def stop(self):
        self._redirect("-D")
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

    def client(self, *argv, timeout=120):
        """Runs a client as the client's user; returns what it says."""
        done = subprocess.run(["setpriv", f"--reuid={CLIENT_USER}", "--clear-groups", "taskset",
                               "-c", OTHER_CORE, *map(str, argv)], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=timeout, check=False,
                              env={**os.environ, "SSL_CERT_FILE": str(self.bench.trust)})
        if done.returncode:
            raise space.RigError(f"{self.name}: {argv[0]}: {done.stderr[-400:]}{done.stdout[-200:]}")
        return done.stdout


class Direct(Peer):
    name = "direct"

    def start(self):
        return self

    def stop(self):
        pass

    def pids(self):
        return []


class Nginx(Peer):
    name, port = "nginx", 10001

    def command(self):
        config = self.dir / "nginx.conf"
        config.write_text(f"""
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid {self.dir}/pid; user root;
error_log {self.dir}/error.log;
events {{ worker_connections 19900; }}
http {{
    access_log off; keepalive_requests 100000000;
    {self.bench.temporaries(self.dir)}
    upstream up {{ server {SERVER}:443; keepalive 64; }}
    server {{
        listen 127.0.0.1:{self.port} ssl http2; server_name {NAME};
        ssl_certificate {self.bench.leaf[0]}; ssl_certificate_key {self.bench.leaf[1]};
        ssl_session_tickets on; proxy_buffering on; proxy_max_temp_file_size 0;
        location / {{
            proxy_pass https://up; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host $host; proxy_ssl_verify on; proxy_ssl_server_name on;
            proxy_ssl_name {NAME}; proxy_ssl_trusted_certificate {self.bench.authority.certificate};
        }}
    }}
}}""")
        return ["nginx", "-c", config]


class NginxStream(Nginx):
    name, port, intercepts = "nginx preread", 10002, False

    def command(self):
        config = self.dir / "nginx.conf"
        config.write_text(f"""
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid {self.dir}/pid; user root;
error_log {self.dir}/error.log;
events {{ worker_connections 19900; }}
stream {{
    map $ssl_preread_server_name $to {{ {NAME} {SERVER}:443; }}
    server {{ listen 127.0.0.1:{self.port}; ssl_preread on; proxy_pass $to; }}
}}""")
        return ["nginx", "-c", config]


HAPROXY = """
global
    nbthread 1
    maxconn 9900
    tune.ssl.cachesize 20000
defaults
    timeout connect 10s
    timeout client 300s
    timeout server 300s
"""


class Haproxy(Peer):
    name, port = "HAProxy", 10003

    def command(self):
        config, pem = self.dir / "haproxy.cfg", self.dir / "leaf.pem"
        pem.write_text(self.bench.leaf[0].read_text() + self.bench.leaf[1].read_text())
        config.write_text(HAPROXY + f"""
frontend in
    mode http
    bind 127.0.0.1:{self.port} ssl crt {pem} alpn h2,http/1.1
    default_backend out
backend out
    mode http
    server s {SERVER}:443 ssl verify required ca-file {self.bench.authority.certificate} \
sni str({NAME}) verifyhost {NAME} alpn h2,http/1.1
""")
        return ["haproxy", "-f", config]


class HaproxyTcp(Peer):
    name, port, intercepts = "HAProxy TCP", 10004, False

    def command(self):
        config = self.dir / "haproxy.cfg"
        config.write_text(HAPROXY + f"""
listen in
    mode tcp
    bind 127.0.0.1:{self.port}
    server s {SERVER}:443
""")
        return ["haproxy", "-f", config]


class Sslsplit(Peer):
    name, port, http2 = "sslsplit", 10005, False

    def command(self):
        ca = self.bench.client_authority
        return ["sslsplit", "-k", ca.key, "-c", ca.certificate, "-K", self.bench.leaf[1], "-u",
                "root", "ssl", "127.0.0.1", self.port, SERVER, "443"]


class Squid(Peer):
    name, port, http2 = "Squid", 10006, False

    def command(self):
        ca = self.bench.client_authority
        pem, config, store = self.dir / "ca.pem", self.dir / "squid.conf", self.dir / "certificates"
        pem.write_text(ca.certificate.read_text() + ca.key.read_text())
        shutil.rmtree(store, ignore_errors=True)
        space.run("/usr/lib/squid/security_file_certgen", "-c", "-s", store, "-M", "4MB")
        for path in (self.dir, store, *store.rglob("*"), pem):
            shutil.chown(path, "proxy", "proxy")
        config.write_text(f"""
http_port 127.0.0.1:10007
https_port 127.0.0.1:{self.port} intercept ssl-bump generate-host-certificates=on tls-cert={pem}
sslcrtd_program /usr/lib/squid/security_file_certgen -s {store} -M 4MB
tls_outgoing_options cafile={self.bench.authority.certificate}
acl step1 at_step SslBump1
ssl_bump peek step1
ssl_bump bump all
http_access allow all
cache deny all
access_log none
cache_log {self.dir}/cache.log
pid_filename {self.dir}/pid
coredump_dir {self.dir}
host_verify_strict off
max_filedescriptors 20000
""")
        return ["squid", "-N", "-f", config]


class Mitmproxy(Peer):
    name, port = "mitmproxy", 10008

    def command(self):
        return ["mitmdump", "-q", "--mode", "transparent", "--listen-host", "127.0.0.1", "-p",
                self.port, "--set", f"confdir={self.dir}", "--set", "stream_large_bodies=1m",
                "--set", f"ssl_verify_upstream_trusted_ca={self.bench.authority.certificate}"]


class Egress(Peer):
    """egress-run around a shell that starts the clients."""

    name = "Egress"
    policy = f"GET https://{NAME}/*\n"

    def start(self):
        text, image = self.dir / "policy.egress", self.dir / "policy.egb"
        text.write_text(self.policy)
        space.run(self.bench.bin / "egress-policy", "compile", "-o", image, text)
        begun = time.monotonic()
        self.process = subprocess.Popen(
            ["taskset", "-c", PROXY_CORE, self.bench.bin / "egress-run", "--bytecode", image,
             "--log", self.dir / "log.jsonl", "--user", CLIENT_USER, "--upstream-ca",
             self.bench.authority.certificate, "--", "taskset", "-c", OTHER_CORE, "sh", "-c",
             "echo up; while read -r line; do eval \"$line\"; echo \"done $?\"; done"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            stderr=open(self.dir / "output", "wb"), preexec_fn=lambda: space.die_with_parent(signal.SIGTERM))
        if self.process.stdout.readline() != "up\n":
            raise space.RigError("egress-run did not start: " + (self.dir / "output").read_text())
        self.start_ms = (time.monotonic() - begun) * 1000
        return self

    def pids(self):
        """The supervisor and its own; not the command's."""
        return [pid for pid in descendants(self.process.pid)
                if pathlib.Path(f"/proc/{pid}/comm").read_text().startswith("egress")]

    def client(self, *argv, timeout=120):
        output = self.dir / "client"
        output.write_text("")
        output.chmod(0o666)
        words = " ".join("'" + str(word).replace("'", "'\\''") + "'" for word in argv)
        self.process.stdin.write(f"{words} </dev/null >{output} 2>&1\n")
        answer = self.process.stdout.readline()
        if answer != "done 0\n":
            raise space.RigError(f"Egress: {argv[0]}: {answer}{output.read_text()[-400:]}")
        return output.read_text()

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)


class EgressPassthrough(Egress):
    name, intercepts = "Egress passthrough", False
    policy = f"{NAME} passthrough\n"


ALL = [Direct, Egress, Haproxy, Nginx, Sslsplit, Squid, Mitmproxy,
       EgressPassthrough, HaproxyTcp, NginxStream]
