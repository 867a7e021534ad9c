"""One HTTP client for every connector: budget, time-outs, retries of what is idempotent, no secrets out."""

import logging
import random
import threading
import time
from collections.abc import Callable, Container, Mapping
from copy import copy
from functools import partial
from urllib.parse import quote, urlsplit

import requests
from requests.structures import CaseInsensitiveDict

from ecco_desktop.connectors.http.answer import Answer
from ecco_desktop.connectors.http.auth import AuthBase
from ecco_desktop.connectors.http.body import decoded
from ecco_desktop.connectors.http.failures import (
    CutHead,
    LoginWanted,
    TooBig,
    TooSlow,
    Wire,
    problem_of,
    wire_of,
)
from ecco_desktop.connectors.http.headers import is_cached, retry_after
from ecco_desktop.connectors.http.redirects import STATUSES, RedirectLoop, target
from ecco_desktop.connectors.http.sessions import new_session, prepare
from ecco_desktop.connectors.http.throttle import Budget
from ecco_desktop.connectors.http.workers import WORKERS
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, TransientProblem
from ecco_desktop.ports.asides import aside
from ecco_desktop.ports.system import CallCounter, CancelToken

__all__ = ["Answer", "HttpClient", "RedirectLoop", "segment"]

_log = logging.getLogger(__name__)
# Who is refused once among good answers is asked for again once, before a person is sent to make a key.
REFUSALS = (401, 403)
# The request did not come whole, or too early (RFC 9110, RFC 8470): no verdict on it. Balancers say the first
# on a connection that was idle, where it is read as the answer to the next request.
NOT_TAKEN = (408, 425)
# A proxy on the way to a plain address wants another login.
PROXY_LOGIN = 407
IDEMPOTENT = frozenset({"GET", "HEAD", "PUT"})
MAX_BYTES = 32 * 1024 * 1024
# A server that asks for more is told on, and the run comes again at its next turn.
MAX_WAIT = 130.0
# Shorter pauses than this are not worth a line in the log.
TOLD_FROM = 5.0
CONNECT_SECONDS = 10.0
# The network of this computer wants a sign-in of its own.
NETWORK_LOGIN = 511
_LOOKED_AT = 2000
SLICE = 0.1
# A slow drip may take this many times the read time-out in all.
DRIP = 3.0


def segment(text: str) -> str:
    """One path segment, encoded whole (SKUs hold spaces and slashes)."""
    return quote(text.strip(), safe="")


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
        self._idle, self._lock = list[requests.Session](), threading.Lock()

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

        429 (see `wait_on`) is waited out for every method: it was not done. Cuts, time-outs, 5xx and
        NOT_TAKEN are tried again only where that does no harm; elsewhere they raise OutcomeUnknown, for the
        caller to settle by reading. A 401 or 403 is asked for again once, writes too: who is signed in is
        looked at before anything is done, so it was not done. TransientProblem after the last try,
        SetupProblem for TLS, unknown hosts and other addresses, Cancelled within a slice of a stop.
        """
        again = method in IDEMPOTENT if idempotent is None else idempotent
        url, refused = self.base + path, 0
        for number in range(1, self._tries + 1):
            last = number == self._tries
            outcome = self._once(method, url, query, json, timeout or self._timeout, asks=again)
            if isinstance(outcome, Wire):
                self._after_wire(outcome, again=again, last=last)
            elif outcome.status in self._wait_on:
                if last:
                    raise self._busy()
                self._wait_out(outcome, number)
                continue
            elif outcome.status >= 500 or outcome.status in NOT_TAKEN:
                self._after_5xx(outcome, again=again, last=last)
                if self._told_to_wait(outcome, number):
                    continue
            elif outcome.status in REFUSALS and not refused and not last:
                self._after_refusal(outcome, again=again)
                refused = outcome.status
            elif method == "GET" and again and self._fresh and is_cached(outcome.headers):
                return self._anew(url, query, timeout or self._timeout)
            else:
                if refused and outcome.status not in REFUSALS:
                    aside("http.stray", host=self.host, connection=self._connection, status=refused)
                return outcome
            self._cancel.wait(self._backoff(number))
        raise AssertionError("the last try always ends")

    def _anew(self, url: str, query: Mapping[str, str] | None, timeout: float) -> Answer:
        """The answer behind a cache, under another address; TransientProblem where a cache gives that too."""
        other = {**(query or {}), "_": str(time.time_ns())}
        outcome = self._once("GET", url, other, None, timeout, asks=True)
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
        if answer.status == NETWORK_LOGIN:
            raise answer.page_problem()
        if not again:
            raise self._unknown(status=answer.status)
        if last:
            raise self._in_trouble(answer)

    def _in_trouble(self, answer: Answer) -> EccoProblem:
        """What its page says, else that the server is in trouble."""
        return answer.spoken_for() or TransientProblem("http.server", host=self.host, status=answer.status)

    def _after_refusal(self, answer: Answer, *, again: bool) -> None:
        """A one-time number that is known already proves that this very request came once before."""
        if not again and "nonce" in answer.text[:_LOOKED_AT].casefold():
            raise self._unknown()

    def _told_to_wait(self, answer: Answer, number: int) -> bool:
        """Whether a 503 said how long, and that was waited for."""
        if answer.status != 503 or not answer.headers.get("Retry-After"):
            return False
        self._wait_out(answer, number)
        return True

    def _wait_out(self, answer: Answer, number: int) -> None:
        """Never less than the client's own pause, whatever is asked for."""
        said, own = retry_after(answer.headers), self._backoff(number)
        seconds = max(said, own) if said is not None else self._wait_after_429 or own
        _log.info("%s asks to wait: %.1f s", self.host, seconds)
        if seconds > MAX_WAIT:
            if answer.status >= 500:
                raise self._in_trouble(answer)
            aside("http.asked_too_long", host=self.host, minutes=round(seconds / 60))
            raise self._busy()
        if seconds >= TOLD_FROM:
            aside("http.asked_to_wait", host=self.host)
        self._budget.pause(seconds)
        self._cancel.wait(seconds)

    def _backoff(self, number: int) -> float:
        return min(10.0, self._pause * 2.0 ** (number - 1)) * random.uniform(0.8, 1.2)  # noqa: S311

    def _busy(self) -> TransientProblem:
        return TransientProblem("http.busy", host=self.host)

    def _unknown(self, **told: object) -> OutcomeUnknown:
        return OutcomeUnknown("http.outcome_unknown", host=self.host, connection=self._connection, **told)

    # -- one try --

    def _once(
        self,
        method: str,
        url: str,
        query: Mapping[str, str] | None,
        json: object,
        timeout: float,
        *,
        asks: bool,
    ) -> Answer | Wire:
        """One try, its redirects followed; with `asks`, a POST is a question."""
        visited: set[str] = set()
        wrote = method not in ("GET", "HEAD") and not (method == "POST" and asks)
        while True:
            answer = self._send(method, url, query, json, timeout, wrote)
            if isinstance(answer, Wire) or answer.status not in STATUSES:
                return answer
            location = answer.headers.get("Location", "")
            url = target(method, url, location, self.base, self._connection, visited)
            query = None

    def _send(
        self,
        method: str,
        url: str,
        query: Mapping[str, str] | None,
        json: object,
        timeout: float,
        wrote: bool,
    ) -> Answer | Wire:
        self._budget.wait_turn(self._cancel)
        self._counter.count_call()
        began = time.monotonic()
        session = self._borrowed()
        prepared = prepare(session, method, url, query, json, self._auth)
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
        text = decoded(body, headers.get("Content-Type", ""))
        answer = Answer(status, headers, text, self.host, self._connection, wrote)
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


Exchange = tuple[int, Mapping[str, str], bytes]


class _Exchange:
    """One request in a worker's thread, so that a stop is obeyed while the server is silent."""

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
        WORKERS.start(self._work)
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
                if response.status_code == PROXY_LOGIN:
                    raise LoginWanted
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
