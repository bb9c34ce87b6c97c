"""Calls of each kind to grpc_server.py: grpc_client.py HOST:PORT [tls]"""

import os
import pathlib
import sys

import grpc



def connect(address, tls):
    if not tls:
        return grpc.insecure_channel(address)
    roots = pathlib.Path(os.environ["SSL_CERT_FILE"]).read_bytes()
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(roots))


with connect(sys.argv[1], len(sys.argv) > 2) as channel:
    print("unary:", channel.unary_unary("/test.Words/Upper")(b"hello", timeout=10).decode())
    numbers = channel.unary_stream("/test.Words/Count")(b"5", timeout=10)
    print("stream:", *(number.decode() for number in numbers))
    words = channel.stream_stream("/test.Words/Duplex")(iter((b"a", b"b", b"c")), timeout=10)
    print("duplex:", *(word.decode() for word in words))
    try:
        channel.unary_unary("/test.Words/Fail")(b"", timeout=10)
    except grpc.RpcError as error:
        print("error:", error.code().name)
