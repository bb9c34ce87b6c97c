"""Names that are only claimed, and TLS in its rarer forms."""

from rig.cases import Case, expand, rows
from rig.internet import OTHER, RESOLVER, WWW

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example:80|443\n"
CURL = "/usr/bin/curl -sS -o /dev/null --max-time 8 -w %{{http_code}}"

# What no DNS answer of the guarded command has bound: name, command, type, whether it is allowed
CLAIMS = [
    ("TLS to the name's own address", f"--resolve www.allowed.example:443:{WWW}"
     " https://www.allowed.example/", "https", True),
    ("TLS to another address", f"-k --resolve www.allowed.example:443:{OTHER}"
     " https://www.allowed.example/", "https", False),
    ("HTTP to the name's own address", f"--resolve www.allowed.example:80:{WWW}"
     " http://www.allowed.example/", "http", True),
    ("HTTP to another address", f"--resolve www.allowed.example:80:{OTHER}"
     " http://www.allowed.example/", "http", False),
    ("HTTP with a Host that is an address", f"http://{WWW}/", "http", False),
    ("HTTP with another Host", f"-H 'Host: other.example' http://{WWW}/", "http", False),
]


@expand
class Claims(Case):
    def curl(self, arguments):
        return ["sh", "-c", f"{CURL.format()} {arguments}"]

    @rows(CLAIMS)
    def claimed(self, _, arguments, kind, allowed):
        result = self.machine.guarded(self.curl(arguments), POLICY)
        [event] = result.events(type=kind)
        self.assertEqual(event["policy"], "allow" if allowed else "deny", result)
        if allowed:
            self.assertEqual(result.out, "200", result)
            self.assertEqual(event["host"], "www.allowed.example", result)
        else:
            self.assertIn(result.out, ("403", "000"), result)
            self.assertNotIn("host", event, result)
            self.assertTrue(event["reason"], result)

    def test_a_name_the_policy_does_not_have_is_not_looked_up(self):
        arguments = f"-k --resolve data.evil.example:443:{OTHER} https://data.evil.example/"
        result = self.machine.guarded(self.curl(arguments), POLICY)
        [event] = result.events(type="https")
        self.assertEqual(event["policy"], "deny", result)
        log = (self.net.dir / "dnsmasq.log").read_text()
        self.assertNotIn("data.evil.example", log)


class Tls(Case):
    def run_shell(self, text, policy=POLICY):
        return self.machine.guarded(["sh", "-c", text], policy)

    def test_a_server_that_asks_for_a_second_hello(self):
        certificate, key = self.net.authority.issue("www.allowed.example")
        server = self.net.world.start("openssl", "s_server", "-accept", f"{WWW}:4443", "-www",
                                      "-cert", certificate, "-key", key,
                                      "-groups", "P-384", log=self.net.dir / "s_server.log")
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        # The first share is for a group that the server does not have.
        result = self.run_shell(
            "openssl s_client -connect www.allowed.example:4443 -groups X25519:P-384 -msg"
            " -servername www.allowed.example </dev/null 2>&1 | grep '>>>.*ClientHello'",
            POLICY + "www.allowed.example:4443 passthrough\n")
        self.assertEqual(len(result.out.splitlines()), 2, result)
        [event] = result.events(type="https")
        self.assertEqual(event["policy"], "allow", result)
        self.assertEqual(result.events(type="error"), [], result)

    def test_tls_1_2(self):
        result = self.run_shell("curl -sS --tls-max 1.2 https://www.allowed.example/")
        self.assertIn("says hello", result.out, result)

    def test_no_server_name(self):
        result = self.run_shell("openssl s_client -connect www.allowed.example:443 -noservername"
                                " </dev/null 2>&1")
        [event] = result.events(type="https")
        self.assertEqual((event["policy"], event["error"]), ("deny", "no_server_name"), result)

    def test_many_large_bodies_at_once(self):
        result = self.run_shell(
            "for i in $(seq 40); do for s in http https; do"
            " curl -sS $s://www.allowed.example/large | sha256sum & done; done | sort | uniq -c;"
            " wait")
        lines = result.out.split("\n")
        self.assertEqual(len([each for each in lines if each]), 1, result.out)
        self.assertEqual(lines[0].split()[0], "80", result.out)

    def test_a_kept_connection_is_used_again(self):
        urls = " ".join(f"http://www.allowed.example/echo?{i}" for i in range(20))
        result = self.run_shell(f"curl -sS -w '%{{num_connects}} ' -o /dev/null {urls}")
        self.assertEqual(len(result.events(type="http", policy="allow")), 20, result)
