"""Real clients, each once where the policy allows it and once where it does not; and what the log
says of each: who, what, where, and the line that decided."""

import os
import shutil

from rig.cases import Case, expand, rows
from rig.internet import GIT, NPM, OTHER, RESOLVER, RESOLVER_2, SSH, WWW

# The text of a line of this policy is what the log must name as the rule.
POLICY = f"""\
# names
{RESOLVER}:53/udp
www.allowed.example:80|443
npm.allowed.example
git.allowed.example   # the clone
[:2222]
ssh.allowed.example
[]
speak.allowed.example:7000|7001|7002
txt.allowed.example
"""

# As above, but every name may be resolved and no host be reached.
NAMES_ONLY = f"{RESOLVER}:53/udp\ndns:*.allowed.example\ndns:other.example\n"

SSH_COMMAND = ("ssh -F none -i {dir}/ssh/user -o UserKnownHostsFile={dir}/ssh/known_hosts"
               " -o BatchMode=yes -p 2222 root@ssh.allowed.example echo logged in")
NPM_COMMAND = ("npm install --registry https://npm.allowed.example/ --no-audit --no-fund"
               " --prefix {fresh} --cache {fresh}/cache --loglevel error --fetch-retries 0"
               " egress-demo && cat {fresh}/node_modules/egress-demo/index.js")
CONNECT = ("/usr/bin/python3 -c 'import socket; s=socket.create_connection((\"{host}\", {port}), 5);"
           " s.sendall(b\"round trip\"); print(s.recv(100).decode())'")

# name, command, what it prints, its connection in the log (without the verdict), rule, program
ALLOWED = [
    ("curl https", "curl -sS https://www.allowed.example/", "allowed.example says hello",
     {"type": "https", "dst_ip": WWW, "dst_port": 443, "host": "www.allowed.example"},
     "www.allowed.example:80|443", "curl"),
    ("curl http", "curl -sS 'http://www.allowed.example/echo?key=secret'",
     "GET www.allowed.example /echo?key=secret",
     {"type": "http", "dst_ip": WWW, "dst_port": 80, "method": "GET",
      "url": "http://www.allowed.example/echo"}, "www.allowed.example:80|443", "curl"),
    ("curl http post", "curl -sS -d x=y http://www.allowed.example/echo",
     "POST www.allowed.example /echo",
     {"type": "http", "dst_ip": WWW, "dst_port": 80, "method": "POST",
      "url": "http://www.allowed.example/echo"}, "www.allowed.example:80|443", "curl"),
    ("curl https, large body", "curl -sS https://www.allowed.example/large | wc -c", "4194304",
     {"type": "https", "dst_ip": WWW, "dst_port": 443}, "www.allowed.example:80|443", "curl"),
    ("curl http, large body", "curl -sS http://www.allowed.example/large | wc -c", "4194304",
     {"type": "http", "dst_ip": WWW, "url": "http://www.allowed.example/large"},
     "www.allowed.example:80|443", "curl"),
    ("wget", "wget -qO- https://www.allowed.example/", "allowed.example says hello",
     {"type": "https", "dst_ip": WWW, "dst_port": 443}, "www.allowed.example:80|443", "wget"),
    ("dig", "dig +short www.allowed.example", WWW,
     {"type": "dns", "dst_ip": RESOLVER, "dst_port": 53, "name": "www.allowed.example"},
     "www.allowed.example:80|443", "dig"),
    ("dig over tcp", "dig +tcp +short www.allowed.example", WWW,
     {"type": "dns", "dst_ip": RESOLVER, "dst_port": 53, "name": "www.allowed.example"},
     "www.allowed.example:80|443", "dig"),
    ("dig for a text", "dig +short txt txt.allowed.example", "a text",
     {"type": "dns", "dst_ip": RESOLVER, "name": "txt.allowed.example"}, "txt.allowed.example",
     "dig"),
    ("dig for an IPv6 address gets none", "dig +noall +comments aaaa www.allowed.example",
     "status: NOERROR", {"type": "dns", "name": "www.allowed.example"},
     "www.allowed.example:80|443", "dig"),
    ("git clone", "git -c user.name=a -c user.email=a@b.example clone -q"
     " https://git.allowed.example/demo.git {fresh}/demo &&"
     " git -C {fresh}/demo log --format=%s", "first",
     {"type": "https", "dst_ip": GIT, "dst_port": 443, "host": "git.allowed.example"},
     "git.allowed.example", "git-remote-http"),
    ("npm install", NPM_COMMAND, "installed",
     {"type": "https", "dst_ip": NPM, "dst_port": 443, "host": "npm.allowed.example"},
     "npm.allowed.example", "node"),
    ("openssl s_client", "openssl s_client -connect www.allowed.example:443 -brief"
     " -servername www.allowed.example -verify_return_error 2>&1", "Verification: OK",
     {"type": "https", "dst_ip": WWW, "dst_port": 443}, "www.allowed.example:80|443", "openssl"),
    ("ssh, where the server speaks first", SSH_COMMAND, "logged in",
     {"type": "tcp", "dst_ip": SSH, "dst_port": 2222, "host": "ssh.allowed.example"},
     "ssh.allowed.example", "ssh"),
    ("python, client speaks first", CONNECT.format(host="speak.allowed.example", port=7000),
     "round trip", {"type": "tcp", "dst_ip": WWW, "dst_port": 7000},
     "speak.allowed.example:7000|7001|7002", "python3"),
    ("python, server speaks first", CONNECT.format(host="speak.allowed.example", port=7001),
     "at your service", {"type": "tcp", "dst_ip": WWW, "dst_port": 7001},
     "speak.allowed.example:7000|7001|7002", "python3"),
]

# name, command, the event in the log (without the verdict), program. Under NAMES_ONLY.
REFUSED = [
    ("curl https", "curl -sS https://www.allowed.example/",
     {"type": "https", "dst_ip": WWW, "dst_port": 443}, "curl"),
    ("curl http", "curl -sSf http://www.allowed.example/",
     {"type": "http", "dst_ip": WWW, "dst_port": 80, "url": "http://www.allowed.example/"}, "curl"),
    ("curl to another host", "curl -sS https://other.example/",
     {"type": "https", "dst_ip": OTHER, "dst_port": 443}, "curl"),
    ("curl to an address", f"curl -sSk https://{OTHER}/",
     {"type": "https", "dst_ip": OTHER, "dst_port": 443}, "curl"),
    ("wget", "wget -q -t 1 -O- https://www.allowed.example/",
     {"type": "https", "dst_ip": WWW, "dst_port": 443}, "wget"),
    ("a name that no rule has", "curl -sS https://www.unknown.example/",
     {"type": "dns", "dst_ip": RESOLVER, "name": "www.unknown.example"}, "curl"),
    ("dig", "dig +short unknown.example | grep .",
     {"type": "dns", "dst_ip": RESOLVER, "name": "unknown.example"}, "dig"),
    ("dig over tcp", "dig +tcp +short unknown.example | grep '^[0-9]'",
     {"type": "dns", "dst_ip": RESOLVER, "name": "unknown.example"}, "dig"),
    ("another resolver", f"dig +short +tries=1 @{RESOLVER_2} www.allowed.example | grep '^[0-9]'",
     {"type": "dns", "dst_ip": RESOLVER_2, "name": "www.allowed.example"}, "dig"),
    ("git clone", "git clone -q https://git.allowed.example/demo.git {fresh}/demo",
     {"type": "https", "dst_ip": GIT, "dst_port": 443}, "git-remote-http"),
    ("npm install", NPM_COMMAND, {"type": "https", "dst_ip": NPM, "dst_port": 443}, "node"),
    ("openssl s_client", "openssl s_client -connect www.allowed.example:443 -brief",
     {"type": "https", "dst_ip": WWW, "dst_port": 443}, "openssl"),
    ("ssh", SSH_COMMAND, {"type": "tcp", "dst_ip": SSH, "dst_port": 2222}, "ssh"),
    ("python, client speaks first", CONNECT.format(host="speak.allowed.example", port=7000),
     {"type": "tcp", "dst_ip": WWW, "dst_port": 7000}, "python3"),
    ("python, server speaks first", CONNECT.format(host="speak.allowed.example", port=7001),
     {"type": "tcp", "dst_ip": WWW, "dst_port": 7001}, "python3"),
]


def program_path(name):
    """What /proc/PID/exe shows for a command of this name."""
    places = {"git-remote-http": "/usr/lib/git-core/git-remote-http"}
    return os.path.realpath(places.get(name) or shutil.which(name, path="/usr/bin:/bin"))


@expand
class Clients(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.net.serve_ssh()

    def command(self, text):
        if not hasattr(self, "_fresh"):
            self._fresh = self.net.fresh_directory()
        return ["sh", "-c", text.replace("{fresh}", str(self._fresh))
                .replace("{dir}", str(self.net.dir))]

    def assert_attributed(self, event, program, result):
        """Who made it stands in the event."""
        self.assertEqual(event.get("exe"), program_path(program), result)
        if program != "node":  # npm writes a title of its own over its arguments
            self.assertTrue(os.path.basename(event["cmdline"][0]).startswith(program), result)
        self.assertGreater(event["pid"], 1)
        self.assertRegex(event["cgroup"], r"^/.*egress-[a-z0-9]+/guarded$")

    @rows(ALLOWED)
    def allowed(self, _, text, expected, event, rule, program):
        result = self.machine.guarded(self.command(text), POLICY)
        self.assertEqual(result.status, 0, result)
        self.assertIn(expected, result.out, result)
        events = result.events(**event)
        self.assertTrue(events, f"no event {event}\n{result}")
        for each in events:
            self.assertEqual(each["policy"], "allow", result)
            self.assertEqual(each["rule"]["text"], rule, result)
            lines = POLICY.splitlines()
            self.assertTrue(lines[each["rule"]["line"] - 1].startswith(rule), result)
            self.assert_attributed(each, program, result)
        denied = [each for each in result.events(policy="deny")]
        self.assertEqual(denied, [], result)

    @rows(REFUSED)
    def refused(self, _, text, event, program):
        result = self.machine.guarded(self.command(text), NAMES_ONLY)
        self.assertNotIn(result.status, (0, None), result)
        self.assertLess(result.seconds, 6, f"refused, but not soon\n{result}")
        events = result.events(policy="deny", **event)
        self.assertTrue(events, f"no event {event}\n{result}")
        for each in events:
            self.assertNotIn("rule", each, result)
            self.assertTrue(each["reason"], result)
            self.assert_attributed(each, program, result)

    def test_a_query_in_a_url_is_not_logged(self):
        result = self.machine.guarded(
            self.command("curl -sS 'http://www.allowed.example/echo?key=hunter2#part'"), POLICY)
        self.assertIn("hunter2", result.out)
        urls = [event["url"] for event in result.log if "url" in event]
        self.assertEqual(urls, ["http://www.allowed.example/echo"], result)

    def test_requests_on_one_connection_are_asked_one_by_one(self):
        result = self.machine.guarded(
            self.command("curl -sS http://www.allowed.example/echo http://www.allowed.example/"),
            POLICY)
        self.assertEqual(result.status, 0, result)
        events = result.events(type="http", policy="allow")
        self.assertEqual([event["url"] for event in events],
                         ["http://www.allowed.example/echo", "http://www.allowed.example/"], result)
        self.assertEqual(len({event["src_port"] for event in events}), 1, result)

    def test_url_rules_decide_plain_requests(self):
        policy = (f"{RESOLVER}:53/udp\nGET http://www.allowed.example/echo/*\n"
                  "POST http://www.allowed.example/echo/post\n")
        for method, path, allowed in (("GET", "/echo/a", True), ("GET", "/echo/a/b", True),
                                      ("GET", "/large", False), ("POST", "/echo/post", True),
                                      ("POST", "/echo/a", False), ("GET", "/echo/../large", False),
                                      ("GET", "/echo/%2e%2e/large", False)):
            result = self.machine.guarded(
                ["curl", "-sSf", "--path-as-is", "-X", method,
                 f"http://www.allowed.example{path}"], policy)
            self.assertEqual(result.status == 0, allowed, f"{method} {path}\n{result}")

    def test_a_refused_request_is_answered_403(self):
        result = self.machine.guarded(
            ["curl", "-sS", "-w", "%{http_code}", "http://www.allowed.example/"], NAMES_ONLY)
        self.assertTrue(result.out.endswith("403"), result)
        self.assertIn("egress", result.out.lower(), result)
        self.assertIn("http://www.allowed.example/", result.out, result)

    def test_a_refused_query_is_answered_refused(self):
        result = self.machine.guarded(["dig", "unknown.example"], NAMES_ONLY)
        self.assertIn("status: REFUSED", result.out, result)

    def test_exe_rules_tell_programs_apart(self):
        policy = f"{RESOLVER}:53/udp\nwww.allowed.example exe={program_path('curl')}\n"
        allowed = self.machine.guarded(["curl", "-sS", "https://www.allowed.example/"], policy)
        self.assertEqual(allowed.status, 0, allowed)
        refused = self.machine.guarded(["wget", "-q", "-t", "1", "-O-",
                                        "https://www.allowed.example/"], policy)
        self.assertNotEqual(refused.status, 0, refused)
        self.assertEqual(refused.events(policy="allow"), [], refused)

