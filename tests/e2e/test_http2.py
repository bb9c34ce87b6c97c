"""HTTP/2 without TLS between real clients and real servers: every request asked by itself."""

import hashlib
import pathlib
import re

from rig.cases import Case, expand, rows
from rig.internet import PYTHON, RESOLVER, WWW

HERE = pathlib.Path(__file__).resolve().parent
NGINX_PORT, NGHTTPD_PORT, GRPC_PORT = 8081, 8082, 8083
NGINX_TLS_PORT, GRPC_TLS_PORT = 8444, 8445
SITE = "http://www.allowed.example"
NGINX_URL, NGHTTPD_URL = f"{SITE}:{NGINX_PORT}", f"{SITE}:{NGHTTPD_PORT}"
PORTS = f"{NGINX_PORT}|{NGHTTPD_PORT}|{GRPC_PORT}"
HOST = f"{RESOLVER}:53/udp\nwww.allowed.example:{PORTS}\n"
URLS = f"{RESOLVER}:53/udp\nGET|POST {SITE}:{PORTS}/public/*\n"
UPLOAD_MIB = 16

TLS_SITE = f"https://www.allowed.example:{NGINX_TLS_PORT}"
TLS_PORTS = f"{NGINX_TLS_PORT}|{GRPC_TLS_PORT}"
TLS_HOST = f"{RESOLVER}:53/udp\nwww.allowed.example:{TLS_PORTS}\n"
TLS_URLS = f"{RESOLVER}:53/udp\nGET|POST https://www.allowed.example:{TLS_PORTS}/public/*\n"
NODE_CLIENT = """
const session = require("http2").connect(process.argv[1]);
const paths = ["/public/1", "/private", "/public/2"];
let left = paths.length;
for (const path of paths) {
    const request = session.request({":path": path});
    request.on("response", (head) => console.log(path, head[":status"]));
    request.on("end", () => { if (--left == 0) session.close(); });
    request.resume();
}
"""

NGINX = """
worker_processes 1;
pid {dir}/nginx-h2.pid;
error_log {dir}/nginx-h2.error.log;
user root;
events {{ worker_connections 512; }}
http {{
    access_log {dir}/nginx-h2.access.log;
    client_body_temp_path {dir}/h2-body;
    client_max_body_size 0;
    proxy_temp_path {dir}/h2-proxy; fastcgi_temp_path {dir}/h2-fastcgi;
    uwsgi_temp_path {dir}/h2-uwsgi; scgi_temp_path {dir}/h2-scgi;
    keepalive_requests 100000;
    server {{
        listen {www}:{port} http2;
        root {dir}/www;
        location /public/ {{ return 200 "$request_method $http_host $request_uri\\n"; }}
    }}
    server {{
        listen {www}:{tls_port} ssl http2;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        root {dir}/www;
        location /public/ {{ return 200 "$request_method $server_protocol $http_host $request_uri\\n"; }}
        location /put/ {{ dav_methods PUT; create_full_put_path on; }}
    }}
}}
"""


class Servers(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if hasattr(cls.net, "http2_upload"):
            return
        directory = cls.net.dir
        config = directory / "nginx-h2.conf"
        config.write_text(NGINX.format(dir=directory, www=WWW, port=NGINX_PORT,
                                       tls_port=NGINX_TLS_PORT,
                                       certificate=cls.net._server_pair[0],
                                       key=cls.net._server_pair[1]))
        cls.net.world.run("nginx", "-c", config, "-p", directory)
        cls.net.world.run("nghttpd", "--daemon", "--no-tls", "-a", WWW, "-d", directory / "www",
                          "--echo-upload", "--trailer", "x-behind: the body", NGHTTPD_PORT)
        cls.net.world.start(PYTHON, "-B", HERE / "grpc_server.py", WWW, GRPC_PORT,
                            log=directory / "grpc.log")
        cls.net.world.start(PYTHON, "-B", HERE / "grpc_server.py", WWW, GRPC_TLS_PORT,
                            *cls.net._server_pair, log=directory / "grpc-tls.log")
        cls.net.http2_upload = cls.net.home / "upload"
        cls.net.http2_upload.write_bytes(hashlib.sha256(b"up").digest() * (UPLOAD_MIB << 15))


@expand
class Http2(Servers):
    def curl(self, *arguments, policy=HOST, **options):
        return self.machine.guarded(["curl", "-sS", "--http2-prior-knowledge", *arguments], policy,
                                    **options)

    def test_curl_to_nginx(self):
        result = self.curl("-w", "%{http_version} %{http_code}", f"{NGINX_URL}/public/a?b=c")
        self.assertEqual(result.out, f"GET www.allowed.example:{NGINX_PORT} /public/a?b=c\n2 200", result)
        event, = result.events(type="http")
        self.assertEqual((event["policy"], event["url"], event["method"], event["host"]),
                         ("allow", f"{NGINX_URL}/public/a", "GET", "www.allowed.example"), result)

    def test_requests_of_one_connection_are_asked_one_by_one(self):
        # (curl 7.88 cannot use a connection of this kind twice, with or without a proxy.)
        urls = [f"{NGINX_URL}{path}" for path in ("/public/1", "/private", "/public/2")]
        result = self.machine.guarded(["nghttp", "-v", *urls], URLS)
        self.assertEqual(sorted(re.findall(r":status: (\d+)", result.out)), ["200", "200", "403"], result)
        self.assertIn("egress: this request was refused", result.out, result)
        events = result.events(type="http")  # what waits for the server has its line when it goes
        self.assertEqual(sorted((event["url"], event["policy"]) for event in events),
                         sorted(zip(urls, ("allow", "deny", "allow"))), result)
        self.assertEqual(result.events(type="error"), [], result)
        self.assertEqual(len({event["src_port"] for event in events}), 1, result)
        access = (self.net.dir / "nginx-h2.access.log").read_text()
        self.assertNotIn("/private", access, result)

    @rows([("another method", ["-X", "DELETE", "/public/a"]),
           ("another path", ["/private"]),
           ("dot segments", ["--path-as-is", "/public/../private"]),
           ("dot segments, encoded", ["--path-as-is", "/public/%2e%2e/private"]),
           ("another authority", ["-H", "Host: www.unknown.example", "/public/a"]),
           ("another port", ["-H", f"Host: www.allowed.example:{NGHTTPD_PORT}", "/public/a"])])
    def refused(self, _, arguments):
        *options, path = arguments
        result = self.curl("-w", "%{http_code}", *options, f"{NGINX_URL}{path}", policy=URLS)
        self.assertTrue(result.out.endswith("403"), result)
        self.assertEqual([event["policy"] for event in result.events(type="http")], ["deny"], result)

    def test_a_large_body_down(self):
        result = self.machine.guarded(["sh", "-c", f"curl -sS --http2-prior-knowledge {NGINX_URL}/large"
                                       " | sha256sum"], HOST)
        large = (self.net.dir / "www" / "large").read_bytes()
        self.assertEqual(result.out.split()[0], hashlib.sha256(large).hexdigest(), result)

    def test_a_large_body_up_and_down(self):
        result = self.machine.guarded(
            ["sh", "-c", f"curl -sS --http2-prior-knowledge -T {self.net.http2_upload} {NGHTTPD_URL}/echo"
             " | sha256sum"], HOST, timeout=60)
        self.assertEqual(result.out.split()[0],
                         hashlib.sha256(self.net.http2_upload.read_bytes()).hexdigest(), result)

    def test_nghttp_gets_trailers(self):
        result = self.machine.guarded(["nghttp", "-v", f"{NGHTTPD_URL}/index.html"], HOST)
        self.assertIn("x-behind: the body", result.out, result)

    def test_h2load_with_many_streams(self):
        result = self.machine.guarded(["h2load", "-n", "2000", "-c", "4", "-m", "32",
                                       f"{NGINX_URL}/public/load"], HOST, timeout=60)
        self.assertIn("2000 succeeded, 0 failed, 0 errored", result.out, result)
        self.assertEqual(len(result.events(type="http", policy="allow")), 2000)
        self.assertEqual(result.events(type="error"), [])

    def test_nobody_listens(self):
        result = self.curl("-w", "%{http_code}", f"{SITE}:8090/", policy=f"{RESOLVER}:53/udp\n"
                           "www.allowed.example:8090\n")
        self.assertTrue(result.out.endswith("502"), result)
        event, = result.events(type="http")
        self.assertEqual((event["policy"], event["error"]), ("allow", "upstream_refused"), result)

    def test_grpc(self):
        result = self.machine.guarded(
            [PYTHON, "-B", HERE / "grpc_client.py", f"www.allowed.example:{GRPC_PORT}"], HOST,
            timeout=60)
        self.assertEqual(result.status, 0, result)
        self.assertEqual(result.out.split("\n")[:4],
                         ["unary: HELLO", "stream: 0 1 2 3 4", "duplex: A B C", "error: NOT_FOUND"], result)
        calls = [event["url"].rpartition("/")[2] for event in result.events(type="http")]
        self.assertEqual(calls, ["Upper", "Count", "Duplex", "Fail"], result)


@expand
class Http2InTls(Servers):
    def test_curl(self):
        result = self.machine.guarded(
            ["curl", "-sS", "-w", "%{http_version} %{http_code}", f"{TLS_SITE}/public/a?b=c"], TLS_HOST)
        self.assertEqual(result.out, f"GET HTTP/2.0 www.allowed.example:{NGINX_TLS_PORT} /public/a?b=c\n"
                         "2 200", result)
        event, = result.events(type="https")
        self.assertEqual((event["policy"], event["url"], event["method"], event["host"]),
                         ("allow", f"{TLS_SITE}/public/a", "GET", "www.allowed.example"), result)

    def test_a_client_that_wants_http1_gets_it(self):
        result = self.machine.guarded(
            ["curl", "-sS", "--http1.1", "-w", "%{http_version}", f"{TLS_SITE}/public/a"], TLS_HOST)
        self.assertIn("GET HTTP/1.1", result.out, result)
        self.assertTrue(result.out.endswith("1.1"), result)

    def test_requests_of_one_connection_are_asked_one_by_one(self):
        urls = [f"{TLS_SITE}{path}" for path in ("/public/1", "/private", "/public/2")]
        result = self.machine.guarded(["curl", "-sS", "-w", "%{http_code}\n", *urls], TLS_URLS)
        codes = [line for line in result.out.splitlines() if line.isdigit()]
        self.assertEqual(codes, ["200", "403", "200"], result)
        events = result.events(type="https")
        self.assertEqual([(event["url"], event["policy"]) for event in events],
                         list(zip(urls, ("allow", "deny", "allow"))), result)
        self.assertEqual(len({event["src_port"] for event in events}), 1, result)

    @rows([("another path", ["/private"], "403"),
           ("another method", ["-X", "DELETE", "/public/a"], "403"),
           ("an authority that the certificate does not cover",
            ["-H", "Host: www.unknown.example", "/public/a"], "421"),
           ("an authority that no rule has", ["-H", "Host: other.example", "/public/a"], "403")])
    def refused(self, _, arguments, status):
        *options, path = arguments
        result = self.machine.guarded(
            ["curl", "-sS", "-w", "%{http_version} %{http_code}", *options, TLS_SITE + path], TLS_URLS)
        self.assertTrue(result.out.endswith(f"2 {status}"), result)
        self.assertEqual([event["policy"] for event in result.events(type="https")], ["deny"], result)

    def test_node(self):
        result = self.machine.guarded(["node", "-e", NODE_CLIENT, TLS_SITE], TLS_URLS)
        self.assertEqual(sorted(result.out.splitlines()),
                         ["/private 403", "/public/1 200", "/public/2 200"], result)

    def test_large_bodies_both_ways(self):
        result = self.machine.guarded(
            ["sh", "-c", f"curl -sS {TLS_SITE}/large | sha256sum;"
             f" curl -sSf -T {self.net.http2_upload} {TLS_SITE}/put/http2"], TLS_HOST, timeout=60)
        large = (self.net.dir / "www" / "large").read_bytes()
        self.assertEqual(result.out.split()[0], hashlib.sha256(large).hexdigest(), result)
        self.assertEqual(result.status, 0, result)
        self.assertEqual((self.net.dir / "www" / "put" / "http2").read_bytes(),
                         self.net.http2_upload.read_bytes())

    def test_many_streams(self):
        result = self.machine.guarded(["h2load", "-n", "2000", "-c", "4", "-m", "32",
                                       f"{TLS_SITE}/public/load"], TLS_HOST, timeout=60)
        self.assertIn("2000 succeeded, 0 failed, 0 errored", result.out, result)
        self.assertEqual(len(result.events(type="https", policy="allow")), 2000)

    def test_grpc(self):
        result = self.machine.guarded(
            [PYTHON, "-B", HERE / "grpc_client.py", f"www.allowed.example:{GRPC_TLS_PORT}", "tls"],
            TLS_HOST, timeout=60)
        self.assertEqual(result.status, 0, result)
        self.assertEqual(result.out.split("\n")[:4],
                         ["unary: HELLO", "stream: 0 1 2 3 4", "duplex: A B C", "error: NOT_FOUND"], result)
