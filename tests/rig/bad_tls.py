"""TLS servers that no client should talk to, and odd ones, each on a port of its own at one address
of the world: for the tests of interception. Played by `openssl s_server`."""

from . import space
from .pki import Authority

NAME = "tls.allowed.example"

# port, what is wrong with it, the word in the log, is it the certificate (which `insecure` accepts)?
SERVERS = [
    (9001, "nothing", None, True),
    (9002, "expired", "upstream_certificate_expired", True),
    (9003, "wrong name", "upstream_certificate_name", True),
    (9004, "self-signed", "upstream_certificate_self_signed", True),
    (9005, "unknown issuer", "upstream_certificate_issuer", True),
    (9006, "TLS 1.1 only", "upstream_tls_old", False),
    (9007, "wants a certificate", "upstream_wants_certificate", False),
    (9008, "huge chain", "upstream_certificate_chain", False),
]
REVERSES = 9009  # answers each line with the line reversed: no HTTP


class BadServers:
    def __init__(self, net, address):
        self._net, self._address = net, address
        self._dir = net.dir / "bad-tls"
        self._dir.mkdir(mode=0o700)
        good = net.authority.issue(NAME)
        unknown = Authority(self._dir, "nobody-knows")
        self._start(9001, *good, "-www")
        self._start(9002, *net.authority.issue(NAME, days=0, stem="expired"), "-www")
        self._start(9003, *net.authority.issue("elsewhere.example"), "-www")
        self._start(9004, *self._self_signed(), "-www")
        self._start(9005, *unknown.issue(NAME), "-www")
        self._start(9006, *good, "-www", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        self._start(9007, *good, "-www", "-verify", "1")
        self._start(9008, *good, "-www", "-cert_chain", self._huge_chain(unknown))
        self._start(REVERSES, *good, "-rev")

    def _start(self, port, certificate, key, *options):
        self._net.world.start("openssl", "s_server", "-accept", f"{self._address}:{port}", "-cert",
                              certificate, "-key", key, *options,
                              log=self._dir / f"{port}.log")

    def _self_signed(self):
        certificate, key = self._dir / "self.crt", self._dir / "self.key"
        space.run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                  "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                  "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", certificate)
        return certificate, key

    def _huge_chain(self, authority):
        chain = self._dir / "chain.pem"
        chain.write_text(authority.certificate.read_text() * 300)
        return chain
