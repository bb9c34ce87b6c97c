"""Certificates made for one run: an authority that the guarded machine trusts, and one nobody does."""

from .space import run


class Authority:
    def __init__(self, directory, name):
        self._directory = directory
        self.certificate = directory / f"{name}.crt"
        self._key = directory / f"{name}.key"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", self._key,
            "-out", self.certificate, "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign")

    def issue(self, *names, days=2, stem=None):
        """Returns (certificate, key) paths of a server certificate for these names."""
        stem = self._directory / (stem or names[0].replace("*", "any"))
        certificate, key, request = (stem.with_name(stem.name + end)
                                     for end in (".crt", ".key", ".csr"))
        extensions = stem.with_name(stem.name + ".ext")
        extensions.write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in names) + "\n")
        run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", f"/CN={names[0]}", "-keyout", key, "-out", request)
        run("openssl", "x509", "-req", "-days", str(days), "-in", request, "-CA", self.certificate,
            "-CAkey", self._key, "-CAcreateserial", "-extfile", extensions, "-out", certificate)
        return certificate, key
