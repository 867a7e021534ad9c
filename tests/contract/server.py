"""A loopback server that answers what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

RECORDINGS = Path(__file__).parent / "recordings" / "woocommerce"


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """One answer; `raw` breaks the rules of HTTP on purpose."""

    status: int = 200
    body: Any = None
    text: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


class Scripted:
    """Answers come from `answer`; what was asked is kept in `asked`."""

    def __init__(self, answer: Callable[[Asked], Reply]) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self.port = 0

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def scripted(answer: Callable[[Asked], Reply]) -> Iterator[Scripted]:
    """A server for the length of the block."""
    script = Scripted(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            raw = self.rfile.read(length) if length else b""
            query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
            body = json.loads(raw) if raw else None
            asked = Asked(self.command, parts.path, query, dict(self.headers), body)
            script.asked.append(asked)
            self._send(script.answer(asked))

        def _send(self, reply: Reply) -> None:
            if reply.raw is not None:
                reply.raw(self)
                self.close_connection = True
                return
            text = reply.text if reply.text is not None else json.dumps(reply.body)
            data = text.encode()
            if "Date" in reply.headers:
                # A store with a clock of its own.
                self.send_response_only(reply.status)
            else:
                self.send_response(reply.status)
            headers = {"Content-Type": "application/json", **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def recording(name: str) -> dict[str, Any]:
    """A recorded exchange with a real WooCommerce server."""
    found: dict[str, Any] = json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def replay(name: str) -> Reply:
    """The answer of a recorded exchange."""
    response = recording(name)["response"]
    kept = ("Content-Type", "Retry-After", "X-WP-Total", "X-WP-TotalPages", "Location", "Link")
    headers = {key: value for key, value in response["headers"].items() if key in kept}
    return Reply(response["status"], response.get("body"), response.get("body_text"), headers)
