"""Commands on the machine, with and without egress-run around them."""

import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import time

from . import internet, space

TOP = pathlib.Path(__file__).resolve().parents[2]
RESOLVER_RULE = f"{internet.RESOLVER}:53/udp\n"


def binary(name):
    directory = pathlib.Path(os.environ.get("EGRESS_BIN", TOP / "build" / "bin"))
    path = directory / name
    if not path.exists():
        raise space.RigError(f"{path} is not built")
    return path


@dataclasses.dataclass
class Result:
    status: int  # exit status, negative for a signal, as subprocess has it; None: ran out of time
    out: str
    err: str
    seconds: float
    log: list = dataclasses.field(default_factory=list)

    def events(self, **wanted):
        """The log's events that have all these values."""
        return [event for event in self.log
                if all(event.get(key) == value for key, value in wanted.items())]

    def __str__(self):
        lines = [f"status {self.status} after {self.seconds:.2f} s"]
        lines += [f"{name}: {text.strip()[-1500:]}" for name, text in
                  (("stdout", self.out), ("stderr", self.err)) if text.strip()]
        lines += [f"log: {json.dumps(event)}" for event in self.log[-30:]]
        return "\n".join(lines)


class Machine:
    """Runs commands as the unprivileged user; `guarded` puts egress-run around them."""

    def __init__(self, net):
        self.net = net
        self._compiled = {}
        self._runs = 0
        uid, gid, name = internet.USER
        self.environment = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(net.home), "LANG": "C.UTF-8", "TMPDIR": str(net.home),
            **{key: os.environ[key] for key in (space.ENTERED, space.SESSION) if key in os.environ},
            "SSL_CERT_FILE": str(net.ca_bundle), "NODE_EXTRA_CA_CERTS": str(net.ca_bundle),
        }
        self.sudo_environment = {**self.environment, "SUDO_UID": str(uid), "SUDO_GID": str(gid),
                                 "SUDO_USER": name}

    def compile(self, policy):
        """The image of a policy text, as a path."""
        if policy not in self._compiled:
            stem = self.net.dir / f"policy-{len(self._compiled)}"
            text, image = stem.with_suffix(".egress"), stem.with_suffix(".egb")
            text.write_text(policy)
            space.run(str(binary("egress-policy")), "compile", "-o", str(image), str(text))
            self._compiled[policy] = image
        return self._compiled[policy]

    def plain(self, argv, *, timeout=20, env=None, **options):
        uid, gid, _ = internet.USER
        return _run(argv, timeout, cwd=self.net.home, user=uid, group=gid, extra_groups=[],
                    env={**self.environment, **(env or {})}, **options)

    def guarded(self, argv, policy, *, timeout=20, env=None, options=(), **keywords):
        """`policy` is text, or the path of an image."""
        image = self.compile(policy) if isinstance(policy, str) else policy
        self._runs += 1
        log = self.net.dir / f"connections-{self._runs}.jsonl"
        result = _run(_guard(argv, image, log, options), timeout, cwd=self.net.home,
                      env={**self.sudo_environment, **(env or {})}, **keywords)
        # Whatever is tested: the worker lives with the system calls that it has kept.
        assert "refused system call" not in result.err, result.err
        if log.exists():
            result.log = [json.loads(line) for line in log.read_text().splitlines()]
        return result

    def start_guarded(self, argv, image, log, *, options=(), **keywords):
        """As guarded, but returns the running subprocess.Popen."""
        return _start(_guard(argv, image, log, options), cwd=self.net.home,
                      env={**self.sudo_environment}, **keywords)


def _guard(argv, image, log, options):
    return [binary("egress-run"), "--bytecode", image, "--log", log, *options, "--", *argv]


def _start(argv, **options):
    return subprocess.Popen([str(word) for word in argv], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            errors="replace", start_new_session=True,
                            # With SIGTERM egress-run cleans up, too, when the tests are killed.
                            preexec_fn=lambda: space.die_with_parent(signal.SIGTERM), **options)


def _run(argv, timeout, **options):
    """Ends what it started: first in order, so that egress-run can clean up, then by force."""
    started = time.monotonic()
    process = _start(argv, **options)
    in_time = True
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        in_time = False
        process.send_signal(signal.SIGTERM)
        try:
            out, err = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
    return Result(process.returncode if in_time else None, out, err, time.monotonic() - started)
