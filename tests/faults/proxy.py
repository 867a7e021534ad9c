"""A server between the program and the sandbox that does to answers what networks do.

Every fault but `cut_before` strikes after the other side has done the work.
"""

import gzip
import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support import Sandbox

PAGE = b"<html><head><title>Hotel Wi-Fi</title></head><body>Aceite os termos</body></html>"
# How long a late answer takes: longer than the time-out of these tests (one second).
LATE_SECONDS = 1.6
BOMB_MEGABYTES = 48
# A share of answers for each fault; heavy ones are rarer.
SHARES = {
    "cut_before": 0.012,
    "cut_header": 0.012,
    "cut_body": 0.012,
    "wrong_length": 0.012,
    "late": 0.006,
    "drip": 0.004,
    "redirect": 0.004,
    "html": 0.008,
    "bomb": 0.003,
    "huge": 0.006,
    "skew": 0.03,
}


class Answer:
    """What the sandbox said."""

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.body = status, body
        hop = ("connection", "content-length", "transfer-encoding", "date", "server")
        self.headers = [(key, value) for key, value in headers if key.lower() not in hop]


class FaultProxy:
    """`shares` says how much goes wrong; {} ends it. `elsewhere` is where redirects lead."""

    def __init__(self, port: int, elsewhere: str, seed: int) -> None:
        self.upstream, self.elsewhere = port, elsewhere
        self.shares: Mapping[str, float] = {}
        self.struck: dict[str, int] = {}
        self.port = 0
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def draw(self) -> str:
        """The fault of the next answer; "" for none."""
        with self._lock:
            drawn = self._random.random()
            for name, share in self.shares.items():
                drawn -= share
                if drawn < 0:
                    self.struck[name] = self.struck.get(name, 0) + 1
                    return name
            return ""

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Hand a request on as it came, but for the host it names."""
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=60)
        try:
            sent = {k: v for k, v in headers.items() if k.lower() not in ("connection", "accept-encoding")}
            connection.request(method, path, body or None, sent)
            found = connection.getresponse()
            return Answer(found.status, found.getheaders(), found.read())
        finally:
            connection.close()


@contextmanager
def fault_proxy(sandbox: Sandbox, elsewhere: str, seed: int = 1) -> Iterator[FaultProxy]:
    """A proxy for the length of the block; it begins without faults."""
    proxy = FaultProxy(sandbox.hello["port"], elsewhere, seed)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = proxy.draw()
            if fault == "cut_before":
                self.close_connection = True
                self.connection.close()
                return
            answer = proxy.ask(self.command, self.path, dict(self.headers), body)
            self.close_connection = bool(fault)
            try:
                _FAULTS.get(fault, _whole)(self, answer, proxy)
            except OSError:
                # The program hung up first, as it may.
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    proxy.port = server.server_port
    sandbox.post("door", port=proxy.port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def through(sandbox: Sandbox, proxy: FaultProxy) -> Sandbox:
    """The same sandbox as the program shall see it: every address leads through the proxy."""
    text = json.dumps({key: value for key, value in sandbox.hello.items() if key not in ("control", "port")})
    text = text.replace(f"127.0.0.1:{sandbox.hello['port']}", f"127.0.0.1:{proxy.port}")
    kept = {key: sandbox.hello[key] for key in ("control", "port")}
    return Sandbox(json.loads(text) | kept)


# -- what is done to an answer --

Handler = BaseHTTPRequestHandler
Fault = Callable[[Any, Answer, FaultProxy], None]


def _head(handler: Handler, answer: Answer, length: int, **more: str) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} X"]
    lines += [f"{key}: {value}" for key, value in [*answer.headers, *more.items()]]
    lines += [f"Content-Length: {length}", "", ""]
    return "\r\n".join(lines).encode()


def _whole(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    handler.wfile.write(_head(handler, answer, len(answer.body)) + answer.body)


def _cut_header(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    head = _head(handler, answer, len(answer.body))
    handler.wfile.write(head[: len(head) // 2])


def _cut_body(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    handler.wfile.write(_head(handler, answer, len(answer.body)) + answer.body[: len(answer.body) // 2])


def _wrong_length(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    handler.wfile.write(_head(handler, answer, len(answer.body) + 7) + answer.body)


def _late(handler: Handler, answer: Answer, proxy: FaultProxy) -> None:
    time.sleep(LATE_SECONDS)
    _whole(handler, answer, proxy)


def _drip(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    head = _head(handler, answer, len(answer.body) + 100)
    for index in range(len(head)):
        handler.wfile.write(head[index : index + 1])
        time.sleep(0.05)


def _redirect(handler: Handler, answer: Answer, proxy: FaultProxy) -> None:
    moved = Answer(307, [("Location", f"{proxy.elsewhere}{handler.path}")], b"")
    handler.wfile.write(_head(handler, moved, 0))


def _html(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    page = Answer(200, [("Content-Type", "text/html")], PAGE)
    handler.wfile.write(_head(handler, page, len(PAGE)) + PAGE)


def _bomb(handler: Handler, answer: Answer, _proxy: FaultProxy) -> None:
    packed = gzip.compress(b" " * (BOMB_MEGABYTES << 20), compresslevel=6)
    head = _head(handler, answer, len(packed), **{"Content-Encoding": "gzip"})
    handler.wfile.write(head + packed)


def _huge(handler: Handler, answer: Answer, proxy: FaultProxy) -> None:
    """The right answer in 20 MB: JSON may be padded, and must be read all the same."""
    _whole(handler, Answer(answer.status, answer.headers, answer.body + b" " * (20 << 20)), proxy)


def _skew(handler: Handler, answer: Answer, proxy: FaultProxy) -> None:
    """The right answer from a server whose clock is years off."""
    skewed = [*answer.headers, ("Date", "Thu, 01 Jan 2015 00:00:00 GMT")]
    _whole(handler, Answer(answer.status, skewed, answer.body), proxy)


_FAULTS: dict[str, Fault] = {
    "cut_header": _cut_header,
    "cut_body": _cut_body,
    "wrong_length": _wrong_length,
    "late": _late,
    "drip": _drip,
    "redirect": _redirect,
    "html": _html,
    "bomb": _bomb,
    "huge": _huge,
    "skew": _skew,
}
