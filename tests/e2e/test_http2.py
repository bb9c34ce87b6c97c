"""HTTP/2 without TLS between real clients and real servers: every request asked by itself."""

import hashlib
import pathlib
import re

from rig.cases import Case, expand, rows
from rig.internet import PYTHON, RESOLVER, WWW

HERE = pathlib.Path(__file__).resolve().parent
NGINX_PORT, NGHTTPD_PORT, GRPC_PORT = 8081, 8082, 8083
SITE = "http://www.allowed.example"
NGINX_URL, NGHTTPD_URL = f"{SITE}:{NGINX_PORT}", f"{SITE}:{NGHTTPD_PORT}"
PORTS = f"{NGINX_PORT}|{NGHTTPD_PORT}|{GRPC_PORT}"
HOST = f"{RESOLVER}:53/udp\nwww.allowed.example:{PORTS}\n"
URLS = f"{RESOLVER}:53/udp\nGET|POST {SITE}:{PORTS}/public/*\n"
UPLOAD_MIB = 16

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
}}
"""


@expand
class Http2(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        directory = cls.net.dir
        config = directory / "nginx-h2.conf"
        config.write_text(NGINX.format(dir=directory, www=WWW, port=NGINX_PORT))
        cls.net.world.run("nginx", "-c", config, "-p", directory)
        cls.net.world.run("nghttpd", "--daemon", "--no-tls", "-a", WWW, "-d", directory / "www",
                          "--echo-upload", "--trailer", "x-behind: the body", NGHTTPD_PORT)
        cls.net.world.start(PYTHON, "-B", HERE / "grpc_server.py", WWW, GRPC_PORT,
                            log=directory / "grpc.log")
        cls.upload = cls.net.home / "upload"
        cls.upload.write_bytes(hashlib.sha256(b"up").digest() * (UPLOAD_MIB << 15))

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
        events = result.events(type="http")
        self.assertEqual([(event["url"], event["policy"]) for event in events],
                         list(zip(urls, ("allow", "deny", "allow"))), result)
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
            ["sh", "-c", f"curl -sS --http2-prior-knowledge -T {self.upload} {NGHTTPD_URL}/echo"
             " | sha256sum"], HOST, timeout=60)
        self.assertEqual(result.out.split()[0],
                         hashlib.sha256(self.upload.read_bytes()).hexdigest(), result)

    def test_nghttp_gets_trailers(self):
        result = self.machine.guarded(["nghttp", "-v", f"{NGHTTPD_URL}/index.html"], HOST)
        self.assertIn("x-behind: the body", result.out, result)

    def test_h2load_with_many_streams(self):
        result = self.machine.guarded(["h2load", "-n", "2000", "-c", "4", "-m", "32",
                                       f"{NGINX_URL}/public/load"], HOST, timeout=60)
        self.assertIn("2000 succeeded, 0 failed, 0 errored", result.out, result)
        self.assertEqual(len(result.events(type="http", policy="allow")), 2000)

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
