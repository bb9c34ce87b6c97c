"""Calls of each kind to grpc_server.py: grpc_client.py HOST:PORT"""

import sys

import grpc

with grpc.insecure_channel(sys.argv[1]) as channel:
    print("unary:", channel.unary_unary("/test.Words/Upper")(b"hello", timeout=10).decode())
    numbers = channel.unary_stream("/test.Words/Count")(b"5", timeout=10)
    print("stream:", *(number.decode() for number in numbers))
    words = channel.stream_stream("/test.Words/Duplex")(iter((b"a", b"b", b"c")), timeout=10)
    print("duplex:", *(word.decode() for word in words))
    try:
        channel.unary_unary("/test.Words/Fail")(b"", timeout=10)
    except grpc.RpcError as error:
        print("error:", error.code().name)
