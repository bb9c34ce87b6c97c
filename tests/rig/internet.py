"""A small internet for one run.

    machine  203.0.113.200       this process and its children: what egress-run guards
       |     2001:db8:1::200
    world    203.0.113.1         router, and one address for each of the servers below
       |     198.51.100.1
    attacker 198.51.100.66       see attacker.py
             2001:db8:bad::66

Servers of the world (names are under allowed.example, certificates of an authority that the machine
trusts; other.example is as honest, but no policy of the tests allows it):
    www   .10  HTTP, HTTPS           git  .20  HTTPS, smart protocol      npm  .30  HTTPS, registry
    other .40  HTTP, HTTPS           ssh  .50  port 2222                  dns  .53  resolver
    dns2  .54  the same resolver at an address no policy allows
    .10 also has the speakers of speakers.py
"""

import base64
import contextlib
import hashlib
import io
import json
import os
import pathlib
import pwd
import shutil
import socket
import struct
import tarfile
import tempfile
import time

from . import space
from .pki import Authority

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"

RESOLVER = "203.0.113.53"
RESOLVER_2 = "203.0.113.54"
WWW, GIT, NPM, OTHER, SSH = (f"203.0.113.{host}" for host in (10, 20, 30, 40, 50))
MACHINE, MACHINE6 = "203.0.113.200", "2001:db8:1::200"
ATTACKER, ATTACKER6 = "198.51.100.66", "2001:db8:bad::66"

# Where lies lead (see attacker.py): the attacker answers there, too, so that the oracle sees it.
METADATA, PRIVATE = "169.254.169.254", "10.0.0.1"

ADDRESSES = {
    "www.allowed.example": WWW,
    "packages.allowed.example": WWW,
    "cdn.allowed.example": WWW,
    "git.allowed.example": GIT,
    "npm.allowed.example": NPM,
    "ssh.allowed.example": SSH,
    "speak.allowed.example": WWW,
    "tls.allowed.example": WWW,
    "other.example": OTHER,
    "front.evil.example": WWW,
}

NGINX = """
worker_processes 1;
pid {dir}/nginx.pid;
error_log {dir}/nginx.error.log;
user root;
events {{ worker_connections 1024; }}
http {{
    access_log {dir}/nginx.access.log;
    client_body_temp_path {dir}/tmp-body;
    proxy_temp_path {dir}/tmp-proxy;
    fastcgi_temp_path {dir}/tmp-fastcgi;
    uwsgi_temp_path {dir}/tmp-uwsgi;
    scgi_temp_path {dir}/tmp-scgi;
    default_type text/plain;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    server {{
        listen {www}:80; listen {www}:443 ssl http2; listen {www}:8080; listen {www}:8443 ssl http2;
        server_name www.allowed.example packages.allowed.example cdn.allowed.example;
        root {dir}/www;
        location /put/ {{
            alias {dir}/put/;
            dav_methods PUT;
            create_full_put_path on;
            client_max_body_size 0;
        }}
        location ~ ^/away/(.*)$ {{ return 302 http://{attacker}/$1; }}
        location /echo {{ return 200 "$request_method $host $request_uri\\n"; }}
    }}
    server {{  # what a content network is to whoever has an account there
        listen {www}:443 ssl;
        server_name front.evil.example hidden.evil.example;
        location / {{ proxy_pass http://{attacker}; }}
    }}
    server {{
        listen {other}:80; listen {other}:443 ssl;
        server_name other.example;
        root {dir}/www;
    }}
    server {{
        listen {git}:443 ssl;
        server_name git.allowed.example;
        location / {{ proxy_pass http://127.0.0.1:8020; }}
    }}
    server {{
        listen {npm}:443 ssl;
        server_name npm.allowed.example;
        root {dir}/npm;
        location /egress-demo {{
            default_type application/json;
            try_files $uri $uri/index.json =404;
        }}
    }}
}}
"""

SSHD = """
ListenAddress {ssh}
Port 2222
HostKey {dir}/ssh/host
PidFile none
AuthorizedKeysFile {dir}/ssh/user.pub
PasswordAuthentication no
PermitRootLogin yes
StrictModes no
UsePAM no
"""


class Internet:
    """Everything above, up while the object is open. One for a process (see space.enter)."""

    def __init__(self):
        self._spaces = []
        self.dir = space.make_workdir()
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for each in self._spaces:
            with contextlib.suppress(Exception):
                each.close()
        space.remove_workdir(self.dir)

    def _set_up(self):
        self.world = space.Space("world")
        self._spaces.append(self.world)
        self.attacker = space.Space("attacker")
        self._spaces.append(self.attacker)
        self._link()
        self._certify()
        self._serve()
        self._dress_machine()

    def _link(self):
        for run in (space.run, self.world.run, self.attacker.run):
            # Without looking for duplicates first, a neighbour answers at once.
            run("sysctl", "-qw", "net.ipv6.conf.all.accept_dad=0",
                "net.ipv6.conf.default.accept_dad=0")
        space.run("ip", "link", "set", "lo", "up")
        space.run("ip", "link", "add", "m0", "type", "veth", "peer", "name", "w0",
                  "netns", str(self.world.pid))
        space.run("ip", "link", "add", "w1", "netns", str(self.world.pid), "type", "veth",
                  "peer", "name", "a0", "netns", str(self.attacker.pid))
        for run, device, addresses, routes in (
                (space.run, "m0", (f"{MACHINE}/24", f"{MACHINE6}/64"),
                 ("203.0.113.1", "2001:db8:1::1")),
                (self.world.run, "w0", ("203.0.113.1/24", "2001:db8:1::1/64"), ()),
                (self.world.run, "w1", ("198.51.100.1/24", "2001:db8:bad::1/64"), ()),
                (self.attacker.run, "a0", (f"{ATTACKER}/24", f"{ATTACKER6}/64"),
                 ("198.51.100.1", "2001:db8:bad::1"))):
            for address in addresses:
                run("ip", "addr", "add", address, "dev", device,
                    *(["nodad"] if ":" in address else []))
            run("ip", "link", "set", device, "up")
            for gateway in routes:
                run("ip", "route", "add", "default", "via", gateway)
        for address in {*ADDRESSES.values(), RESOLVER, RESOLVER_2}:
            self.world.run("ip", "addr", "add", f"{address}/32", "dev", "lo")
        for address in (METADATA, PRIVATE):
            self.attacker.run("ip", "addr", "add", f"{address}/32", "dev", "lo")
            self.world.run("ip", "route", "add", f"{address}/32", "via", ATTACKER)
        self.world.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
        # GitHub's runners let everybody have ping sockets, so the guarded machine does too.
        space.run("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647")

    def _certify(self):
        keys = self.dir / "keys"
        keys.mkdir(mode=0o700)
        self.authority = Authority(keys, "trusted-authority")
        self._server_pair = self.authority.issue("allowed.example", *ADDRESSES)
        self._attacker_pair = Authority(keys, "unknown-authority").issue("evil.example",
                                                                         "www.allowed.example")

    def _serve(self):
        _make_site(self.dir)
        _make_registry(self.dir)
        _make_repository(self.dir)
        self.world.run("mount", "-t", "tmpfs", "tmpfs", "/run")
        self.world.run("mkdir", "/run/sshd")
        if os.path.isdir("/var/log/nginx"):
            self.world.run("mount", "-t", "tmpfs", "tmpfs", "/var/log/nginx")
        config = self.dir / "nginx.conf"
        certificate, key = self._server_pair
        config.write_text(NGINX.format(dir=self.dir, www=WWW, other=OTHER, git=GIT, npm=NPM,
                                       attacker=ATTACKER, certificate=certificate, key=key))
        self.world.run("nginx", "-c", config, "-p", self.dir)
        self._serve_names()
        self.world.start(PYTHON, HERE / "speakers.py", self.dir / "git",
                         log=self.dir / "speakers.log")
        captured = self.dir / "attacker"
        captured.mkdir()
        self.attacker.start(PYTHON, HERE / "attacker.py", captured, *self._attacker_pair,
                            log=self.dir / "attacker.log")
        self.oracle = Oracle(captured, self.world)
        self._meet_neighbours()

    def _meet_neighbours(self):
        """Until addresses are resolved on every link, packets wait, and could arrive in the middle
        of a later test."""
        for family, address in ((socket.AF_INET, ATTACKER), (socket.AF_INET6, ATTACKER6)):
            hello = os.urandom(16).hex().encode()
            for _ in range(50):
                with socket.socket(family, socket.SOCK_DGRAM) as sock:
                    sock.sendto(hello, (address, 9))
                if self.oracle.wait_for(hello, seconds=0.1):
                    break
            else:
                raise space.RigError(f"no packet gets from the machine to {address}")
        self.oracle.mark()

    def _serve_names(self):
        lines = ["no-resolv", "no-hosts", "bind-interfaces", "cache-size=1000", "local-ttl=60",
                 "conf-file=", "user=root", f"pid-file={self.dir}/dnsmasq.pid", f"listen-address={RESOLVER}",
                 f"listen-address={RESOLVER_2}", "local=/allowed.example/", "local=/other.example/",
                 f"server=/evil.example/{ATTACKER}", f"server=/lie.example/{ATTACKER}",
                 "txt-record=txt.allowed.example,a text",
                 f"log-facility={self.dir}/dnsmasq.log", "log-queries"]
        lines += [f"host-record={name},{address}" for name, address in ADDRESSES.items()]
        config = self.dir / "dnsmasq.conf"
        config.write_text("\n".join(lines) + "\n")
        self.world.run("dnsmasq", f"--conf-file={config}")

    def forget_names(self):
        """Empties the resolver's cache."""
        self.world.run("sh", "-c", f"kill -HUP $(cat {self.dir}/dnsmasq.pid)")

    def serve_ssh(self):
        """sshd, for those tests that have it."""
        directory = self.dir / "ssh"
        directory.mkdir(mode=0o755)
        for name in ("host", "user"):
            space.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory / name)
        config = directory / "config"
        config.write_text(SSHD.format(ssh=SSH, dir=self.dir))
        self.world.run("/usr/sbin/sshd", "-f", config)
        user_key = directory / "user"
        os.chown(user_key, *USER[:2])
        (directory / "known_hosts").write_text(
            f"[ssh.allowed.example]:2222 {(directory / 'host.pub').read_text()}")
        return user_key

    def fresh_directory(self):
        """An empty directory of the unprivileged user's."""
        path = pathlib.Path(tempfile.mkdtemp(dir=self.home))
        os.chown(path, *USER[:2])
        return path

    def _dress_machine(self):
        """The machine's own idea of names and of whom to trust."""
        etc = self.dir / "etc"
        certificates = etc / "certs"
        certificates.mkdir(parents=True)
        bundle = certificates / "ca-certificates.crt"
        shutil.copy(self.authority.certificate, bundle)
        name = space.run("openssl", "x509", "-noout", "-hash", "-in", bundle).strip()
        (certificates / f"{name}.0").symlink_to("ca-certificates.crt")
        self.ca_bundle = bundle
        for file, text in (("resolv.conf", f"nameserver {RESOLVER}\noptions timeout:2 attempts:1\n"),
                           ("hosts", "127.0.0.1 localhost\n::1 localhost\n"),
                           ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n")):
            (etc / file).write_text(text)
            space.cover(f"/etc/{file}", etc / file)
        space.cover("/etc/ssl/certs", certificates)
        self.home = self.dir / "home"
        self.home.mkdir()
        os.chown(self.home, *USER[:2])


def _unprivileged():
    """(uid, gid, name) that guarded commands run as."""
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid, nobody.pw_name


USER = _unprivileged()


def _make_site(directory):
    site = directory / "www"
    site.mkdir()
    (site / "index.html").write_text("allowed.example says hello\n")
    (site / "upload").write_text("thank you\n")
    (site / "large").write_bytes(hashlib.sha256(b"large").digest() * (1 << 17))  # 4 MiB


def _make_registry(directory):
    """An npm registry of one package, as static files."""
    manifest = {"name": "egress-demo", "version": "1.0.0", "description": "a package",
                "license": "MIT", "main": "index.js"}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        for name, text in (("package/package.json", json.dumps(manifest)),
                           ("package/index.js", "module.exports = 'installed';\n")):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
    content = archive.getvalue()
    package = directory / "npm" / "egress-demo"
    (package / "-").mkdir(parents=True)
    (package / "-" / "egress-demo-1.0.0.tgz").write_bytes(content)
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    dist = {"tarball": "https://npm.allowed.example/egress-demo/-/egress-demo-1.0.0.tgz",
            "integrity": f"sha512-{digest}", "shasum": hashlib.sha1(content).hexdigest()}
    (package / "index.json").write_text(json.dumps(
        {"name": "egress-demo", "dist-tags": {"latest": "1.0.0"},
         "versions": {"1.0.0": {**manifest, "dist": dist}}}))


def _make_repository(directory):
    """git/demo.git with one commit, if git is here."""
    root = directory / "git"
    root.mkdir()
    if not shutil.which("git"):
        return
    environment = {**os.environ, "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1",
                   "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@allowed.example",
                   "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@allowed.example"}
    tree = root / "tree"
    for argv in (("init", "-q", "-b", "main", tree), ("-C", tree, "add", "-A"),
                 ("-C", tree, "commit", "-q", "--allow-empty", "-m", "first"),
                 ("clone", "-q", "--bare", tree, root / "demo.git")):
        space.run("git", *argv, env=environment)


class Oracle:
    """What reached the attacker. `mark` remembers where we are; questions are about what came since."""

    _FENCE_PORT = 9

    def __init__(self, directory, world):
        self._capture = directory / "capture.pcap"
        self._streams = directory / "streams"
        self._world = world
        self._from = 24  # the pcap file's own header
        self._ending = set()  # TCP connections from before the mark: their ends may come after it

    def mark(self):
        self.fence()
        self._ending |= {flow for frame in self._frames() if (flow := _tcp_flow(frame))}
        self._from = self._capture.stat().st_size
        for stream in self._streams.iterdir():
            stream.unlink()

    def fence(self):
        """Returns once everything already sent to the attacker has been captured: sends one more
        packet the same way, from the router, and waits until that one is in the file."""
        token = os.urandom(16).hex()
        self._world.run("bash", "-c", f"echo fence-{token} >/dev/udp/{ATTACKER}/{self._FENCE_PORT}")
        deadline = time.monotonic() + 5
        while f"fence-{token}".encode() not in self._since():
            if time.monotonic() > deadline:
                raise space.RigError("the attacker's capture has stopped")
            time.sleep(0.005)

    def packets(self):
        """Frames since the mark that the machine sent, but for those of older connections."""
        return [frame for frame in self._frames() if _source(frame) in (MACHINE, MACHINE6)
                and _tcp_flow(frame) not in self._ending]

    def _frames(self):
        data, at = self._since(), 0
        while at + 16 <= len(data):
            length, = struct.unpack_from("=I", data, at + 8)
            yield data[at + 16:at + 16 + length]
            at += 16 + length

    def holds(self, *forms, exact=False):
        """Whether any of these byte strings has arrived since the mark; in any case, or exactly."""
        seen = [self._since(), *self._joined(), *self._decrypted()]
        if not exact:
            seen, forms = [data.lower() for data in seen], [form.lower() for form in forms]
        return any(form in data for form in forms for data in seen)

    def _decrypted(self):
        return [stream.read_bytes() for stream in self._streams.iterdir()]

    def _joined(self):
        """What each TCP connection over IPv4 said, however small its segments were."""
        streams = {}
        for frame in self._frames():
            flow = _tcp_flow(frame)
            if not flow or frame[12:14] != b"\x08\x00":
                continue
            packet = frame[14:14 + int.from_bytes(frame[16:18], "big")]
            segment = packet[(packet[0] & 15) * 4:]
            streams.setdefault(flow, {})[segment[4:8]] = segment[(segment[12] >> 4) * 4:]
        return [b"".join(part for _, part in sorted(parts.items())) for parts in streams.values()]

    def wait_for(self, *forms, seconds=5, exact=False):
        deadline = time.monotonic() + seconds
        while not self.holds(*forms, exact=exact):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def _since(self):
        with open(self._capture, "rb") as capture:
            capture.seek(self._from)
            return capture.read()


def _tcp_flow(frame):
    """Addresses and ports as bytes, or None."""
    if frame[12:14] == b"\x08\x00" and frame[23] == socket.IPPROTO_TCP:
        header = 14 + (frame[14] & 15) * 4
        return frame[26:34] + frame[header:header + 4]
    if frame[12:14] == b"\x86\xdd" and frame[20] == socket.IPPROTO_TCP:
        return frame[22:58]
    return None


def _source(frame):
    kind = frame[12:14]
    if kind == b"\x08\x00":
        return socket.inet_ntoa(frame[26:30])
    if kind == b"\x86\xdd":
        return socket.inet_ntop(socket.AF_INET6, frame[22:38])
    return None
