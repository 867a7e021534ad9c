"""One HTTP client for every connector: budget, time-outs, retries of what is idempotent, no secrets out."""

import json as json_module
import logging
import random
import threading
import time
from collections.abc import Callable, Container, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from urllib.parse import quote, urljoin, urlsplit

import requests
from requests.structures import CaseInsensitiveDict

from ecco_desktop.connectors.http.auth import AuthBase
from ecco_desktop.connectors.http.body import parsed
from ecco_desktop.connectors.http.failures import CutHead, TooBig, TooSlow, Wire, problem_of, wire_of
from ecco_desktop.connectors.http.headers import is_cached, retry_after
from ecco_desktop.connectors.http.sessions import new_session
from ecco_desktop.connectors.http.throttle import Budget
from ecco_desktop.domain import instants
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.ports.system import CallCounter, CancelToken

_log = logging.getLogger(__name__)
IDEMPOTENT = frozenset({"GET", "HEAD", "PUT"})
MAX_BYTES = 32 * 1024 * 1024
MAX_REDIRECTS = 5
# A server that asks for more is told on, and the run comes again at its next turn.
MAX_WAIT = 130.0
CONNECT_SECONDS = 10.0
SLICE = 0.1
# A slow drip may take this many times the read time-out in all.
DRIP = 3.0


def segment(text: str) -> str:
    """One path segment, encoded whole (SKUs hold spaces and slashes)."""
    return quote(text.strip(), safe="")


@dataclass(frozen=True)
class Answer:
    """What came back: every 2xx, and every 4xx but 429. Names of headers in any letter case.

    Its body is read once, however often it is asked for: who gets it must not change it.
    """

    status: int
    headers: Mapping[str, str]
    text: str
    host: str = ""
    connection: str = ""

    @property
    def is_json(self) -> bool:
        """Whether the body can be read as JSON."""
        return self._read[0]

    def json(self) -> object:
        """The body; TransientProblem("http.not_json") where it is a page or half an answer."""
        readable, value = self._read
        if not readable:
            raise TransientProblem("http.not_json", host=self.host, connection=self.connection)
        return value

    @property
    def at(self) -> datetime | None:
        """The other side's own clock (UTC) when it answered; None where it does not tell."""
        return instants.read(self.headers.get("Date"))

    @cached_property
    def _read(self) -> tuple[bool, object]:
        try:
            return True, parsed(self.text)
        except ValueError:
            return False, None


class RedirectLoop(SetupProblem):
    """The server sends a request round in circles (WordPress with plain permalinks does)."""


class HttpClient:
    """Requests to one account, from any thread; several clients may share a Budget.

    `explain` tells what a 5xx means where it is no passing trouble. `headroom` reads what an answer says
    of the budget that is left: the seconds in which this account had better send nothing. `wait_on` are
    the statuses that say "not now, nothing was done" (429; 423 where a record is locked). `fresh` believes
    no answer that a cache between kept: what is read proves something. `connect` makes a session for `base`.
    """

    def __init__(
        self,
        *,
        base: str,
        connection: str,
        budget: Budget,
        cancel: CancelToken,
        counter: CallCounter,
        auth: AuthBase,
        secrets: tuple[str, ...] = (),
        timeout: float = 30.0,
        max_bytes: int = MAX_BYTES,
        tries: int = 5,
        pause: float = 0.5,
        wait_after_429: float | None = None,
        explain: Callable[[Answer], EccoProblem | None] | None = None,
        headroom: Callable[[Answer], float] | None = None,
        wait_on: Container[int] = (429,),
        fresh: bool = True,
        connect: Callable[[], requests.Session] | None = None,
    ) -> None:
        self.base = base.rstrip("/")
        self.host = urlsplit(base).hostname or base
        self._connection = connection
        self._budget = budget
        self._cancel = cancel
        self._counter = counter
        self._auth = auth
        self._secrets = tuple(secret for secret in secrets if secret)
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._tries = tries
        self._pause = pause
        self._wait_after_429 = wait_after_429
        self._explain = explain
        self._headroom = headroom
        self._wait_on = wait_on
        self._fresh = fresh
        self._connect = connect or partial(new_session, self.base)
        self._idle: list[requests.Session] = []
        self._lock = threading.Lock()

    def with_auth(self, auth: AuthBase) -> "HttpClient":
        """The same client with another sign-in."""
        twin = copy(self)
        twin._auth, twin._idle, twin._lock = auth, [], threading.Lock()
        return twin

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: object = None,
        idempotent: bool | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Send a request and give back its answer.

        429 (see `wait_on`) is waited out for every method: it was not done. Cuts, time-outs and 5xx are tried
        again only where that does no harm; elsewhere they raise OutcomeUnknown, for the caller to settle by
        reading. TransientProblem after the last try, SetupProblem for TLS, unknown hosts and redirects
        to another address, Cancelled within a slice of a stop.
        """
        again = method in IDEMPOTENT if idempotent is None else idempotent
        url = self.base + path
        for number in range(1, self._tries + 1):
            last = number == self._tries
            outcome = self._once(method, url, query, json, timeout or self._timeout)
            if isinstance(outcome, Wire):
                self._after_wire(outcome, again=again, last=last)
            elif outcome.status in self._wait_on:
                if last:
                    raise self._busy()
                self._wait_out(outcome, number)
                continue
            elif outcome.status >= 500:
                self._after_5xx(outcome, again=again, last=last)
                if self._told_to_wait(outcome, number):
                    continue
            elif method == "GET" and again and self._fresh and is_cached(outcome.headers):
                return self._anew(url, query, timeout or self._timeout)
            else:
                return outcome
            self._cancel.wait(self._backoff(number))
        raise AssertionError("the last try always ends")

    def _anew(self, url: str, query: Mapping[str, str] | None, timeout: float) -> Answer:
        """The answer behind a cache, under another address; TransientProblem where a cache gives that too."""
        other = {**(query or {}), "_": str(time.time_ns())}
        outcome = self._once("GET", url, other, None, timeout)
        if isinstance(outcome, Wire) or outcome.status >= 500 or is_cached(outcome.headers):
            raise TransientProblem("http.cached", host=self.host)
        return outcome

    # -- what follows a failed try --

    def _after_wire(self, wire: Wire, *, again: bool, last: bool) -> None:
        if not wire.surely_not_done and not again:
            raise self._unknown()
        if last or not wire.worth_a_retry:
            raise problem_of(wire, self.host, self._connection)

    def _after_5xx(self, answer: Answer, *, again: bool, last: bool) -> None:
        explained = self._explain(answer) if self._explain else None
        if explained is not None:
            raise explained
        if not again:
            raise self._unknown()
        if last:
            raise TransientProblem("http.server", host=self.host, status=answer.status)

    def _told_to_wait(self, answer: Answer, number: int) -> bool:
        """Whether a 503 said how long, and that was waited for."""
        if answer.status != 503 or retry_after(answer.headers) is None:
            return False
        self._wait_out(answer, number)
        return True

    def _wait_out(self, answer: Answer, number: int) -> None:
        said = retry_after(answer.headers)
        seconds = said if said is not None else self._wait_after_429 or self._backoff(number)
        if seconds > MAX_WAIT:
            raise self._busy()
        self._budget.pause(seconds)
        self._cancel.wait(seconds)

    def _backoff(self, number: int) -> float:
        return min(10.0, self._pause * 2.0 ** (number - 1)) * random.uniform(0.8, 1.2)  # noqa: S311

    def _busy(self) -> TransientProblem:
        return TransientProblem("http.busy", host=self.host)

    def _unknown(self) -> OutcomeUnknown:
        return OutcomeUnknown("http.outcome_unknown", host=self.host, connection=self._connection)

    # -- one try --

    def _once(
        self, method: str, url: str, query: Mapping[str, str] | None, json: object, timeout: float
    ) -> Answer | Wire:
        visited: set[str] = set()
        while True:
            answer = self._send(method, url, query, json, timeout)
            if isinstance(answer, Wire) or answer.status not in (301, 302, 303, 307, 308):
                return answer
            url, query = self._target(method, url, answer, visited), None

    def _target(self, method: str, url: str, answer: Answer, visited: set[str]) -> str:
        """Where a redirect leads; only a GET on the very same server is followed."""
        target = urljoin(url, answer.headers.get("Location", ""))
        here, there = urlsplit(url), urlsplit(target)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc) or method not in ("GET", "HEAD"):
            raise SetupProblem(
                "http.redirect",
                host=self.host,
                target=there.hostname or "?",
                connection=self._connection,
            )
        place = f"{there.path.rstrip('/')}?{_unsigned(there.query)}"
        if place in visited or len(visited) >= MAX_REDIRECTS:
            raise RedirectLoop("http.redirect", host=self.host, target=self.host, connection=self._connection)
        visited.add(place)
        return f"{there.scheme}://{there.netloc}{there.path}?{_unsigned(there.query)}"

    def _send(
        self, method: str, url: str, query: Mapping[str, str] | None, json: object, timeout: float
    ) -> Answer | Wire:
        self._budget.wait_turn(self._cancel)
        self._counter.count_call()
        began = time.monotonic()
        session = self._borrowed()
        prepared = self._prepared(session, method, url, query, json)
        work = _Exchange(session, prepared, timeout, self._max_bytes)
        try:
            outcome = work.wait(self._cancel)
        finally:
            self._give_back(session, usable=work.finished)
        spent = time.monotonic() - began
        if isinstance(outcome, BaseException):
            wire = wire_of(outcome)
            _log.info("%s %s: %s after %.2f s", method, urlsplit(url).path, wire.name, spent)
            return wire
        status, headers, body = outcome
        _log.debug("%s %s: %d in %.2f s, %d bytes", method, urlsplit(url).path, status, spent, len(body))
        answer = Answer(status, headers, _text(body), self.host, self._connection)
        if self._headroom is not None and (rest := self._headroom(answer)) > 0:
            self._budget.pause(min(rest, MAX_WAIT))
        return answer

    def _borrowed(self) -> requests.Session:
        """A session nobody else uses now."""
        with self._lock:
            return self._idle.pop() if self._idle else self._connect()

    def _give_back(self, session: requests.Session, *, usable: bool) -> None:
        """A silent server keeps its thread; the next request gets a connection of its own."""
        if not usable:
            session.close()
            return
        with self._lock:
            self._idle.append(session)

    def _prepared(
        self,
        session: requests.Session,
        method: str,
        url: str,
        query: Mapping[str, str] | None,
        json: object,
    ) -> requests.PreparedRequest:
        headers = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
        if method == "GET":
            headers |= {"Cache-Control": "no-cache", "Pragma": "no-cache"}
        body = None if json is None else json_module.dumps(json, ensure_ascii=False).encode()
        request = requests.Request(method, url, params=query, data=body, headers=headers, auth=self._auth)
        return session.prepare_request(request)


Exchange = tuple[int, Mapping[str, str], bytes]


class _Exchange:
    """One request in a thread of its own, so that a stop is obeyed while the server is silent."""

    def __init__(
        self, session: requests.Session, request: requests.PreparedRequest, timeout: float, limit: int
    ) -> None:
        self._session = session
        self._request = request
        self._timeout = timeout
        self._limit = limit
        self._deadline = time.monotonic() + timeout * DRIP
        self._done = threading.Event()
        self._outcome: Exchange | BaseException = TooSlow()

    @property
    def finished(self) -> bool:
        """Whether the server's answer was read to its end, or failed."""
        return self._done.is_set()

    def wait(self, cancel: CancelToken) -> Exchange | BaseException:
        """The answer or the library's exception; Cancelled within a slice of a stop."""
        threading.Thread(target=self._work, name="http", daemon=True).start()
        while not self._done.wait(SLICE):
            cancel.check()
            if time.monotonic() > self._deadline:
                return TooSlow()
        return self._outcome

    def _work(self) -> None:
        try:
            with self._session.send(
                self._request,
                stream=True,
                allow_redirects=False,
                timeout=(CONNECT_SECONDS, self._timeout),
                verify=True,
            ) as response:
                body = self._read(response)
                if not body and _head_was_cut(response):
                    raise CutHead
                self._outcome = (response.status_code, CaseInsensitiveDict(response.headers), body)
        except Exception as error:  # noqa: BLE001 - carried to the calling thread, where it is told apart
            self._outcome = error
        finally:
            self._done.set()

    def _read(self, response: requests.Response) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(65536):
            size += len(part)
            if size > self._limit:
                raise TooBig
            if time.monotonic() > self._deadline:
                raise TooSlow
            parts.append(part)
        return b"".join(parts)


def _head_was_cut(response: requests.Response) -> bool:
    """Whether an empty answer is one whose head broke off: nobody said how long the body would be.

    The library takes a head that ends in the middle for a whole one, and what follows for an empty body;
    to an ERP where empty means "no rows" that would prove an order absent.
    """
    told = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
    return not told and response.status_code not in (204, 304)


def _unsigned(query: str) -> str:
    """A query without OAuth parameters: a redirected request is signed anew."""
    return "&".join(part for part in query.split("&") if part and not part.startswith("oauth_"))


def _text(body: bytes) -> str:
    return body.decode("utf-8-sig", errors="replace")
