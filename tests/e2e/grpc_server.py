"""A gRPC server without generated code: grpc_server.py ADDRESS PORT [CERTIFICATE KEY]"""

import concurrent.futures
import pathlib
import sys

import grpc


def upper(request, _):
    return request.upper()


def count(request, _):
    for number in range(int(request)):
        yield str(number).encode()


def duplex(requests, _):
    for request in requests:
        yield request.upper()


def fail(_, context):
    context.abort(grpc.StatusCode.NOT_FOUND, "there is none")


HANDLERS = {"Upper": grpc.unary_unary_rpc_method_handler(upper),
            "Count": grpc.unary_stream_rpc_method_handler(count),
            "Duplex": grpc.stream_stream_rpc_method_handler(duplex),
            "Fail": grpc.unary_unary_rpc_method_handler(fail)}

server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("test.Words", HANDLERS),))
address = f"{sys.argv[1]}:{sys.argv[2]}"
if len(sys.argv) > 3:
    certificate, key = (pathlib.Path(path).read_bytes() for path in sys.argv[3:])
    server.add_secure_port(address, grpc.ssl_server_credentials([(key, certificate)]))
else:
    server.add_insecure_port(address)
server.start()
print("listening", flush=True)
server.wait_for_termination()
