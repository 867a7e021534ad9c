"""Requests answered in the calling thread by a sandbox's application: no socket, no thread, no waiting.

Everything above it is the program's own: the client with its retries, the budget, the connectors. What goes
wrong on the way is asked for by `Fault`; what happens meanwhile (a sale, another program, a kill) by `at`.
"""

import io
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from urllib.parse import unquote, urlsplit

import requests
from flask import Flask
from requests.structures import CaseInsensitiveDict

from ecco_desktop.connectors.http import client
from ecco_desktop.ports.system import CancelToken

Exchange = tuple[int, Mapping[str, str], bytes]
PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
_HTML = {"Content-Type": "text/html"}
_JSON = {"Content-Type": "application/json"}


class Killed(BaseException):
    """The program is no more: nothing of it may run on, `finally` and `except Exception` included."""


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` requests whose "METHOD path" holds one of `where`."""

    kind: str
    where: tuple[str, ...] = ("",)
    times: int = 1

    def takes(self, call: str) -> bool:
        """Whether this request is one of them; counts it."""
        if self.times <= 0 or not any(part in call for part in self.where):
            return False
        self.times -= 1
        return True


# Kinds that lose the answer when the work is done, and those whose answer stands in its place.
AFTER = ("cut after", "timeout after", "half", "page after")
INSTEAD: Mapping[str, Exchange] = {
    "500 page": (500, _HTML, PAGE),
    "500": (500, _JSON, b'{"code": "internal_server_error", "data": {"status": 500}}'),
    "429": (429, {**_JSON, "Retry-After": "1"}, b'{"erro": "Limite"}'),
    "page": (200, _HTML, PAGE),
    "404 page": (404, _HTML, b"<html><body>404 Not Found</body></html>"),
    "[]": (200, _JSON, b"[]"),
    "false": (200, _JSON, b"false"),
    "[null]": (200, _JSON, b"[null]"),
    "{}": (200, _JSON, b'{"mensagem": "ok"}'),
    "nothing": (200, {**_JSON, "Content-Length": "0"}, b""),
    "204": (204, {}, b""),
}


@dataclass(slots=True)
class Wire:
    """What every program in the test speaks through; `apps` by host and port."""

    apps: dict[str, Flask] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # What happens at the so-many-th request from now on: before its work, or after it.
    at: dict[tuple[int, str], Callable[[], None]] = field(default_factory=dict)
    # What happens once, after the work of the first request that holds this.
    after: dict[str, Callable[[], None]] = field(default_factory=dict)
    calls: int = 0
    # Told of each request that reached its sandbox: method, address, body.
    listener: Callable[[str, str, bytes], None] = lambda _method, _url, _body: None
    kept: dict[str, Exchange] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)

    def calm(self) -> None:
        """Nothing goes wrong, and nothing happens meanwhile."""
        self.faults, self.at, self.after = [], {}, {}

    def exchange(self, request: requests.PreparedRequest) -> Exchange | BaseException:
        """The answer, or the exception of the HTTP library."""
        number = self.calls = self.calls + 1
        self._happen(number, "before")
        kind = self._drawn(request)
        try:
            return self._answered(request, kind)
        finally:
            self._happen(number, "after")
            self._follow(request)

    def _happen(self, number: int, when: str) -> None:
        if (act := self.at.pop((number, when), None)) is not None:
            act()

    def _follow(self, request: requests.PreparedRequest) -> None:
        call = f"{request.method} {urlsplit(request.url or '').path}"
        for wanted in [one for one in self.after if one in call]:
            self.after.pop(wanted)()

    def _drawn(self, request: requests.PreparedRequest) -> str:
        call = f"{request.method} {unquote(urlsplit(request.url or '').path)}"
        kind = next((fault.kind for fault in self.faults if fault.takes(call)), "")
        if kind:
            self.met[kind] = self.met.get(kind, 0) + 1
        return kind

    def _answered(self, request: requests.PreparedRequest, kind: str) -> Exchange | BaseException:
        if kind == "cut":
            return requests.exceptions.ConnectionError("cut")
        if kind == "refused":
            return requests.exceptions.ConnectionError(ConnectionRefusedError())
        if kind == "timeout":
            return requests.exceptions.ReadTimeout()
        if kind in INSTEAD:
            return INSTEAD[kind]
        url = str(request.url)
        if kind == "cached" and request.method == "GET" and url in self.kept:
            status, headers, body = self.kept[url]
            return status, CaseInsensitiveDict({**headers, "Age": "300", "X-Cache": "HIT"}), body
        answer = self._work(request)
        if request.method == "GET":
            self.kept[url] = answer
        if kind in ("cut after", "half"):
            return requests.exceptions.ChunkedEncodingError("cut")
        if kind == "timeout after":
            return requests.exceptions.ReadTimeout()
        return INSTEAD["page"] if kind == "page after" else answer

    def _work(self, request: requests.PreparedRequest) -> Exchange:
        parts = urlsplit(str(request.url))
        raw = request.body or b""
        body = raw.encode() if isinstance(raw, str) else raw
        environ: dict[str, Any] = {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(parts.path),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": parts.hostname,
            "SERVER_PORT": str(parts.port or 80),
            "HTTP_HOST": parts.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in request.headers.items():
            environ[f"HTTP_{_text(name).upper().replace('-', '_')}"] = _text(value)
        head: list[Any] = []
        chunks = self.apps[parts.netloc].wsgi_app(
            environ, lambda status, headers, _=None: head.extend((status, headers))
        )
        text = b"".join(chunks)
        self.listener(str(request.method), str(request.url), body)
        return int(head[0].split()[0]), CaseInsensitiveDict(head[1]), text


def _text(word: str | bytes) -> str:
    """Signing libraries leave bytes among the headers."""
    return word.decode("latin-1") if isinstance(word, bytes) else word


@contextmanager
def on_wire(wire: Wire) -> Any:
    """Meanwhile every HTTP client of this process speaks through `wire`."""

    class Straight:
        """As client._Exchange: one request, here."""

        finished = True

        def __init__(
            self, _session: requests.Session, request: requests.PreparedRequest, _timeout: float, _limit: int
        ) -> None:
            self._request = request

        def wait(self, cancel: CancelToken) -> Exchange | BaseException:
            """The answer or the library's exception."""
            cancel.check()
            return wire.exchange(self._request)

    with mock.patch.object(client, "_Exchange", Straight):
        yield
