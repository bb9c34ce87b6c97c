"""TLS that is intercepted: requests inside it, servers with something wrong, programs that trust the
run's authority and programs that do not."""

import hashlib
import os
import pathlib
import signal
import subprocess
import time

import remains
from rig import bad_tls, guard, internet
from rig.cases import Case, expand, rows
from rig.internet import OTHER, RESOLVER, WWW

DNS = f"{RESOLVER}:53/udp\n"
WWW_RULE = "www.allowed.example"
SITE = "https://www.allowed.example"

URLS = f"""{DNS}
GET {SITE}/echo/*
POST {SITE}/echo/post
"""

# method, path, allowed
REQUESTS = [
    ("GET", "/echo/a", True), ("GET", "/echo/a/b?key=value", True), ("POST", "/echo/post", True),
    ("HEAD", "/echo/a", False), ("POST", "/echo/a", False), ("DELETE", "/echo/a", False),
    ("GET", "/", False), ("GET", "/echo/../large", False), ("GET", "/echo/%2e%2e/large", False),
    ("GET", "/echo%2fa", False), ("GET", "//echo/a", True),
]


class Interception(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not hasattr(cls.net, "bad_servers"):
            cls.net.bad_servers = bad_tls.BadServers(cls.net, WWW)

    def curl(self, *arguments, policy=DNS + WWW_RULE, **options):
        return self.machine.guarded(["curl", "-sS", "-m", "10", *arguments], policy, **options)


@expand
class Requests(Interception):
    @rows([(f"{method} {path}", method, path, allowed) for method, path, allowed in REQUESTS])
    def asked(self, _, method, path, allowed):
        result = self.curl("-o", "/dev/null", "-w", "%{http_code}", "--path-as-is",
                           *(["-I"] if method == "HEAD" else ["-X", method]), SITE + path,
                           policy=URLS)
        self.assertEqual(result.status, 0, result)
        self.assertEqual(result.out, "200" if allowed else "403", result)
        event, = result.events(type="https")
        self.assertEqual(event["policy"], "allow" if allowed else "deny", result)
        self.assertEqual(event["method"], method, result)
        self.assertEqual(event["host"], "www.allowed.example", result)
        self.assertEqual(event["url"], (SITE + path).partition("?")[0], result)

    def test_the_protocol_is_the_servers(self):
        for url, options, version in ((SITE + "/", (), "2"), (SITE + "/", ("--http1.1",), "1.1"),
                                      ("https://git.allowed.example/", (), "1.1")):
            result = self.curl("-o", "/dev/null", "-w", "%{http_version}", *options, url,
                               policy=f"{DNS}{WWW_RULE}\ngit.allowed.example\n")
            self.assertEqual(result.out, version, result)
            self.assertEqual(len(result.events(type="https", policy="allow")), 1, result)

    def test_streams_of_one_connection(self):
        result = self.machine.guarded(
            ["nghttp", "-nv", f"{SITE}/echo/1", f"{SITE}/no", f"{SITE}/echo/2"], URLS)
        events = sorted((event["url"], event["policy"]) for event in result.events(type="https"))
        self.assertEqual(events, [(f"{SITE}/echo/1", "allow"), (f"{SITE}/echo/2", "allow"),
                                  (f"{SITE}/no", "deny")], result)
        self.assertEqual(len({event["src_port"] for event in result.events(type="https")}), 1, result)

    def test_a_refusal_says_why(self):
        result = self.curl(f"{SITE}/secret", policy=URLS)
        self.assertIn("egress: this request was refused", result.out, result)
        self.assertIn(f"GET {SITE}/secret", result.out, result)
        self.assertIn("curl", result.out, result)

    def test_requests_on_one_connection_are_asked_one_by_one(self):
        result = self.curl(f"{SITE}/echo/1", f"{SITE}/no", f"{SITE}/echo/2", policy=URLS)
        events = result.events(type="https")
        self.assertEqual([event["policy"] for event in events], ["allow", "deny", "allow"], result)
        self.assertEqual(len({event["src_port"] for event in events}), 1, result)

    def test_an_allowed_name_is_no_front_for_another(self):
        """The server's certificate covers other.example too, and the server would answer for it."""
        result = self.curl("-w", "%{http_code}", "-H", "Host: other.example", SITE + "/")
        self.assertIn("403", result.out, result)
        event, = result.events(type="https")
        self.assertEqual((event["policy"], event.get("host")), ("deny", "other.example"), result)
        allowed = self.curl("-w", "%{http_code}", "-H", "Host: other.example", SITE + "/",
                            policy=f"{DNS}{WWW_RULE}\nother.example\n")
        self.assertIn("200", allowed.out, allowed)

    def test_a_name_that_the_certificate_does_not_cover(self):
        for host in ("evil.example", "www.allowed.example.evil.example", internet.ATTACKER):
            result = self.curl("-w", "%{http_code}", "-H", f"Host: {host}", SITE + "/",
                               policy=f"{DNS}{WWW_RULE}\n*.evil.example\nevil.example\n")
            self.assertIn("421", result.out, result)
            event, = result.events(type="https")
            self.assertEqual(event["error"], "authority_mismatch", result)
            self.assertNotIn("host", event, result)

    def test_large_bodies_both_ways(self):
        expected = hashlib.sha256(b"large").digest() * (1 << 17)
        result = self.machine.guarded(
            ["sh", "-c", f"curl -sS {SITE}/large | sha256sum;"
             f" head -c 50000000 /dev/zero | curl -sSf -T - {SITE}/put/zeros"], DNS + WWW_RULE)
        self.assertIn(hashlib.sha256(expected).hexdigest(), result.out, result)
        self.assertEqual(result.status, 0, result)
        self.assertEqual((self.net.dir / "put" / "zeros").read_bytes(), bytes(50000000))

    def test_many_at_once(self):
        result = self.machine.guarded(
            ["sh", "-c", "for i in $(seq 40); do curl -sS https://www.allowed.example/ & done; wait"],
            DNS + WWW_RULE)
        self.assertEqual(result.out.count("allowed.example says hello"), 40, result)
        self.assertEqual(len(result.events(type="https", policy="allow")), 40, result)

    def test_many_are_held_open(self):
        """Each keeps keys, which have to be in locked memory as long as it lives."""
        held = """
import socket, ssl
context, name, kept = ssl.create_default_context(), "www.allowed.example", []
for _ in range(700):
    kept.append(context.wrap_socket(socket.create_connection((name, 443)), server_hostname=name))
    kept[-1].sendall(b"GET / HTTP/1.1\\r\\nHost: www.allowed.example\\r\\n\\r\\n")
    assert kept[-1].recv(15) == b"HTTP/1.1 200 OK", len(kept)
print("held", len(kept))
"""
        result = self.machine.guarded(["/usr/bin/python3", "-c", held], DNS + WWW_RULE, timeout=60)
        self.assertEqual(result.out, "held 700\n", result)

    def test_without_a_server_name_an_address_rule_is_needed(self):
        refused = self.curl("-k", f"https://{OTHER}/")
        self.assertEqual(refused.events(type="https")[0]["error"], "no_server_name", refused)
        # Then the certificate must be for the address.
        unproved = self.curl("-f", f"https://{OTHER}/", policy=f"{DNS}{OTHER}\n")
        self.assertNotEqual(unproved.status, 0, unproved)
        self.assertEqual(unproved.events(type="https")[0]["error"], "upstream_certificate_name",
                         unproved)
        allowed = self.curl(f"https://{OTHER}/", policy=f"{DNS}{OTHER} insecure\n")
        self.assertEqual(allowed.status, 0, allowed)


@expand
class Servers(Interception):
    def visit(self, port, flag):
        return self.curl("-f", f"https://{bad_tls.NAME}:{port}/", policy=f"{DNS}{bad_tls.NAME}:{port}{flag}\n")

    @rows([(what, port, word) for port, what, word, _ in bad_tls.SERVERS])
    def verified(self, what, port, word):
        result = self.visit(port, "")
        event, = result.events(type="https")
        self.assertEqual(event.get("error"), word, result)
        self.assertEqual(event["policy"], "allow", result)
        self.assertEqual(result.status == 0, word is None, result)
        if word:
            self.assertIn(bad_tls.NAME, event["reason"], result)
        if word == "upstream_wants_certificate":
            self.assertIn("passthrough", event["reason"], result)

    @rows([(what, port, word, of_certificate)
           for port, what, word, of_certificate in bad_tls.SERVERS])
    def insecure(self, what, port, word, of_certificate):
        result = self.visit(port, " insecure")
        event, = result.events(type="https")
        self.assertEqual(event.get("error"), None if of_certificate else word, result)
        self.assertTrue(event["insecure"], result)

    def test_the_program_is_told_what_is_wrong(self):
        result = self.curl("-w", "%{http_code}", f"https://{bad_tls.NAME}:9003/",
                           policy=f"{DNS}{bad_tls.NAME}:9003\n")
        self.assertIn("is for other names", result.out, result)
        self.assertTrue(result.out.endswith("502"), result)

    def test_more_authorities_for_servers(self):
        extra = self.net.dir / "bad-tls" / "nobody-knows.crt"
        result = self.curl(f"https://{bad_tls.NAME}:9005/", policy=f"{DNS}{bad_tls.NAME}:9005\n",
                           options=("--upstream-ca", str(extra)))
        self.assertEqual(result.status, 0, result)

    def test_something_else_than_http(self):
        command = ["sh", "-c", "(printf 'abc\\n'; sleep 1) | openssl s_client -quiet -no_ign_eof -verify_return_error"
                   f" -connect {bad_tls.NAME}:{bad_tls.REVERSES} -servername {bad_tls.NAME} 2>/dev/null"]
        allowed = self.machine.guarded(command, f"{DNS}{bad_tls.NAME}:{bad_tls.REVERSES}\n")
        self.assertIn("cba", allowed.out, allowed)
        self.assertEqual(len(allowed.events(type="https", policy="allow")), 1, allowed)
        refused = self.machine.guarded(
            command, f"{DNS}https://{bad_tls.NAME}:{bad_tls.REVERSES}/*\n")
        self.assertNotIn("cba", refused.out, refused)
        self.assertEqual(refused.events(type="https")[0]["error"], "not_http", refused)


VARIABLES = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "GIT_SSL_CAINFO",
             "AWS_CA_BUNDLE", "CARGO_HTTP_CAINFO", "NODE_EXTRA_CA_CERTS", "DENO_CERT"]


class Programs(Interception):
    def test_one_that_does_not_trust_us_is_named_so(self):
        result = self.curl("--cacert", str(self.net.ca_bundle), SITE + "/")
        self.assertNotEqual(result.status, 0, result)
        event, = result.events(type="https")
        self.assertEqual(event["error"], "tls_client_rejected_ca", result)
        self.assertIn("--ca-out", event["reason"], result)

    def test_passthrough_shows_the_servers_own_certificate(self):
        result = self.curl("--cacert", str(self.net.ca_bundle), SITE + "/",
                           policy=f"{DNS}{WWW_RULE} passthrough\n")
        self.assertEqual(result.status, 0, result)
        event, = result.events(type="https")
        self.assertTrue(event["passthrough"], result)
        self.assertNotIn("url", event, result)

    def test_variables_name_files_that_the_command_may_read_and_not_write(self):
        script = "".join(f"openssl x509 -noout -in ${name} || exit 1; test -w ${name} && exit 2;"
                         f" echo ${name};" for name in VARIABLES)
        result = self.machine.guarded(
            ["sh", "-c", script + "touch $(dirname $SSL_CERT_FILE)/x && exit 3; ls /run/egress && exit 4;"
             "echo $JAVA_TOOL_OPTIONS"], DNS + WWW_RULE)
        self.assertEqual(result.status, 0, result)
        paths = result.out.split()
        self.assertEqual(len([path for path in paths if path.startswith("/run/egress/")]),
                         len(VARIABLES), result)
        for path in paths[:len(VARIABLES)]:
            self.assertFalse(os.path.exists(path), f"{path} stays")
        self.assertRegex(result.out, r"-Djavax.net.ssl.trustStore=/run/egress/\w+.files/")

    def test_the_bundle_has_the_systems_authorities_too(self):
        result = self.machine.guarded(
            ["sh", "-c", "cat $SSL_CERT_FILE; cmp $SSL_CERT_FILE /etc/ssl/certs/ca-certificates.crt"],
            DNS + WWW_RULE)
        self.assertEqual(result.status, 0, result)
        self.assertIn(self.net.authority.certificate.read_text().strip(), result.out)
        self.assertEqual(result.out.count("BEGIN CERTIFICATE"), 2, result)
        # And outside it is as it was.
        bundle = pathlib.Path("/etc/ssl/certs/ca-certificates.crt").read_text()
        self.assertEqual(bundle.count("BEGIN CERTIFICATE"), 1)

    def test_the_certificate_is_written_where_that_is_asked_for(self):
        out = self.net.fresh_directory() / "ca.pem"
        link = self.net.fresh_directory() / "link.pem"
        victim = self.net.dir / "victim"
        victim.write_text("precious")
        link.symlink_to(victim)
        script = f"curl -sS --cacert {{}} {SITE}/"
        for path in (out, link):
            result = self.machine.guarded(["sh", "-c", script.format(path)], DNS + WWW_RULE,
                                          options=("--ca-out", str(path)))
            self.assertIn("says hello", result.out, result)
            text = path.read_text()
            self.assertIn("BEGIN CERTIFICATE", text)
            self.assertNotIn("PRIVATE", text)
        self.assertEqual(victim.read_text(), "precious")

    def test_options_that_cannot_be_followed(self):
        for options, words in ((("--upstream-ca", "/no/such"), "/no/such"),
                               (("--upstream-ca", "/etc/passwd"), "no certificate"),
                               (("--ca-out", "/no/such/ca.pem"), "/no/such/ca.pem")):
            before = remains.of_this_rig()
            result = self.machine.guarded(["true"], DNS, options=options)
            self.assertEqual(result.status, 2, result)
            self.assertIn(words, result.err, result)
            self.assertEqual(remains.wait_for(before), [])

    def test_sessions_are_resumed(self):
        result = self.machine.guarded(
            ["sh", "-c", "for version in -tls1_2 -tls1_3; do"
             " (printf 'GET / HTTP/1.1\\r\\nHost: www.allowed.example\\r\\nConnection: close\\r\\n\\r\\n';"
             " sleep 0.5) | openssl s_client $version -ign_eof -connect www.allowed.example:443"
             " -servername www.allowed.example -sess_out s.pem >/dev/null 2>&1;"
             " openssl s_client $version -connect www.allowed.example:443"
             " -servername www.allowed.example -sess_in s.pem </dev/null 2>/dev/null"
             " | grep -E '^(New|Reused)'; done"], DNS + WWW_RULE, timeout=30)
        self.assertEqual([line.split(",")[0] for line in result.out.splitlines()],
                         ["Reused", "Reused"], result)

    def test_another_worker_goes_on_with_the_same_authority(self):
        program = ("import ssl, sys, urllib.request\n"
                   "context = ssl.create_default_context()\n"
                   f"get = lambda: print(urllib.request.urlopen('{SITE}/', context=context).read(), flush=True)\n"
                   "get(); sys.stdin.readline(); get()\n")
        image = self.machine.compile(DNS + WWW_RULE)
        run = subprocess.Popen(
            [str(guard.binary("egress-run")), "--bytecode", str(image), "--", "/usr/bin/python3", "-c",
             program], env=self.machine.sudo_environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.net.home)
        self.assertIn("says hello", run.stdout.readline())
        worker = self.worker_of(run.pid)
        os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while self.worker_of(run.pid) in (None, worker):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        out, err = run.communicate("go\n", timeout=30)
        self.assertIn("says hello", out, err)
        self.assertEqual(run.returncode, 0, err)

    @staticmethod
    def worker_of(pid):
        for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            try:
                if pathlib.Path(f"/proc/{child}/comm").read_text().strip() == "egress-worker":
                    return int(child)
            except OSError:
                pass
        return None
