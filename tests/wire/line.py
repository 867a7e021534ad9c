"""The proxy: requests answered by a sandbox in the calling thread, and what befalls their answers."""

import http.client
import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from urllib.parse import unquote, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from ecco_desktop.connectors.http import client
from ecco_desktop.ports.system import CancelToken
from tests.stateful.wire import Wire
from tests.wire.twists import Told, call_shape, other_page, paths, raw, replaced, shape

OFTEN = 0.3


class Endless(BaseException):
    """More calls than any run needs: nothing of it may run on."""


@dataclass(slots=True)
class Strike:
    """What is done to the answers of one connector (`account`: the first part of its paths).

    `how` is once (the answer number `at`, or the next that can be struck), often or always. Of kind "type …"
    it is `many` fields of each call, the same ones each time, in one row or in all (`rows`).
    """

    account: str
    kind: str
    how: str
    rng: random.Random
    at: int = 1
    many: int = 1
    rows: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    seen: int = 0
    met: int = 0
    what: str = ""

    def falls(self, request: requests.PreparedRequest) -> bool:
        """Whether this answer is one of them."""
        url = str(request.url)
        if urlsplit(url).path.split("/")[1] != self.account:
            return False
        self.seen += 1
        if self.how == "once":
            # Where that answer cannot be struck, the next is.
            return self.met == 0 and self.seen >= self.at
        return self.how == "always" or self.rng.random() < OFTEN

    def of(self, call: str, body: bytes) -> list[str]:
        """The fields of an answer that are struck; none where it is no JSON."""
        if call not in self.fields:
            try:
                known = sorted({shape(path) for path in paths(json.loads(body))})
            except ValueError:
                return []
            self.fields[call] = self.rng.sample(known, min(self.many, len(known)))
        return self.fields[call]

    def struck(self, request: requests.PreparedRequest) -> None:
        """Count one."""
        self.met += 1
        if not self.what:
            self.what = f"{request.method} {unquote(urlsplit(str(request.url)).path)}"


@dataclass(slots=True)
class Line:
    """Between all programs of the test and `wire`'s sandboxes."""

    wire: Wire
    strike: Strike | None = None
    limit: int = 100_000
    calls: int = 0
    # By account, where somebody listens: what was asked.
    heard: dict[str, list[str]] | None = None
    # Told of each request that reached its sandbox, and of its answer.
    listener: Callable[[str, str, bytes, bytes], None] = lambda _method, _url, _body, _answer: None
    kept: dict[str, list[tuple[str, str, Told]]] = field(default_factory=dict)

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.strike, self.calls, self.limit = None, 0, 100_000

    def send(self, request: requests.PreparedRequest) -> requests.Response:
        """The answer, or the exception of the HTTP library; Endless beyond the limit."""
        self.calls += 1
        if self.calls > self.limit:
            raise Endless
        strike = self.strike
        if strike is None or not strike.falls(request):
            return _response(raw(self._work(request)), request)
        return self._struck(request, strike)

    def _struck(self, request: requests.PreparedRequest, strike: Strike) -> requests.Response:
        kind = strike.kind
        if kind in ("refused", "cut before", "late before"):
            strike.struck(request)
            raise _LOST[kind]()
        if kind in ("another page", "first page again") and request.method == "GET":
            other = request.copy()
            other.url = other_page(str(request.url), further=kind == "another page")
            if other.url != request.url:
                strike.struck(request)
            return _response(raw(self._work(other)), request)
        told = self._work(request)
        if kind.startswith("type "):
            rng, body = None if strike.rows else strike.rng, told.body
            for wanted in strike.of(call_shape(str(request.method), str(request.url)), body):
                body = replaced(body, wanted, kind.removeprefix("type "), rng) or body
            if body != told.body:
                strike.struck(request)
            return _response(raw(Told(told.status, told.headers, body)), request)
        if kind in ("another record", "another answer", "another page", "first page again"):
            other_told = self._another(request, strike, alike=kind != "another answer")
            if other_told is None:
                return _response(raw(told), request)
            strike.struck(request)
            return _response(raw(other_told), request)
        strike.struck(request)
        if kind == "late":
            raise requests.exceptions.ReadTimeout
        if kind == "delivered twice":
            told = self._work(request)
        return _response(raw(told, kind), request)

    def _another(self, request: requests.PreparedRequest, strike: Strike, *, alike: bool) -> Told | None:
        """An earlier answer of the same side, to something else; `alike`: to a call of the same shape."""
        url, call = str(request.url), call_shape(str(request.method), str(request.url))
        known = [
            told
            for method, where, told in self.kept.get(strike.account, [])
            if where != url and (not alike or call_shape(method, where) == call)
        ]
        return strike.rng.choice(known) if known else None

    def _work(self, request: requests.PreparedRequest) -> Told:
        outcome = self.wire._work(request)
        status, headers, body = outcome
        told = Told(status, tuple((str(k), str(v)) for k, v in headers.items()), body)
        method, url = str(request.method), str(request.url)
        account = urlsplit(url).path.split("/")[1]
        self.kept.setdefault(account, []).append((method, url, told))
        if self.heard is not None:
            self.heard.setdefault(account, []).append(call_shape(method, url))
        sent = request.body or b""
        self.listener(method, url, sent.encode() if isinstance(sent, str) else sent, body)
        return told


def _refused() -> Exception:
    return requests.exceptions.ConnectionError(ConnectionRefusedError())


_LOST: dict[str, Callable[[], Exception]] = {
    "refused": _refused,
    "cut before": lambda: requests.exceptions.ConnectionError("cut"),
    "late before": requests.exceptions.ReadTimeout,
}


class _Socket:
    def __init__(self, sent: bytes) -> None:
        self._sent = sent

    def makefile(self, *_: Any) -> io.BytesIO:
        """What comes in."""
        return io.BytesIO(self._sent)


def _response(sent: bytes, request: requests.PreparedRequest) -> requests.Response:
    """As the HTTP library reads these bytes from a connection that ends after them."""
    head = http.client.HTTPResponse(_Socket(sent), method=request.method)  # type: ignore[arg-type]
    try:
        head.begin()
    except (http.client.HTTPException, OSError) as error:
        raise requests.exceptions.ConnectionError(urllib3.exceptions.ProtocolError("broken", error)) from None
    body = urllib3.HTTPResponse(
        body=head,
        headers=urllib3.HTTPHeaderDict(head.msg.items()),
        status=head.status,
        reason=head.reason,
        preload_content=False,
        original_response=head,  # type: ignore[arg-type]
        request_method=request.method,
    )
    return HTTPAdapter().build_response(request, body)


@contextmanager
def on_line(line: Line) -> Iterator[None]:
    """Meanwhile every HTTP client of this process speaks through `line`, in the calling thread."""

    class Session:
        def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
            return line.send(request)

    class Here(client._Exchange):
        """The client's own reading of what comes in."""

        def wait(self, cancel: CancelToken) -> client.Exchange | BaseException:
            cancel.check()
            self._session = Session()  # type: ignore[assignment]
            self._work()
            return self._outcome

    with mock.patch.object(client, "_Exchange", Here):
        yield
