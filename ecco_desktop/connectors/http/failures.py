"""From what went wrong on the wire to our own problems: one table, no library's error leaves here."""

import socket
from enum import StrEnum

import requests
import urllib3.exceptions

from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem


class Wire(StrEnum):
    """What happened to one try."""

    NOT_SENT = "http.unreachable"
    UNKNOWN_HOST = "http.unknown_host"
    TLS = "http.tls"
    TIMEOUT = "http.timeout"
    CUT = "http.cut"
    TOO_BIG = "http.too_big"

    @property
    def surely_not_done(self) -> bool:
        """Whether the other side cannot have acted on the request."""
        return self in (Wire.NOT_SENT, Wire.UNKNOWN_HOST, Wire.TLS)

    @property
    def worth_a_retry(self) -> bool:
        """Whether trying again may help."""
        return self in (Wire.NOT_SENT, Wire.TIMEOUT, Wire.CUT)


class TooBig(Exception):
    """The answer is larger than any answer should be."""


class CutHead(Exception):
    """The head of the answer broke off."""


class TooSlow(Exception):
    """The answer drips in for longer than any answer should take."""


# In this order: requests' families overlap.
_TABLE: tuple[tuple[type[BaseException], Wire], ...] = (
    (requests.exceptions.SSLError, Wire.TLS),
    (requests.exceptions.ConnectTimeout, Wire.NOT_SENT),
    (requests.exceptions.Timeout, Wire.TIMEOUT),
    (TooSlow, Wire.TIMEOUT),
    (TooBig, Wire.TOO_BIG),
)


def wire_of(error: BaseException) -> Wire:
    """What an exception of the HTTP library means."""
    for kind, wire in _TABLE:
        if isinstance(error, kind):
            return wire
    if isinstance(error, requests.exceptions.ConnectionError):
        return _connection(error)
    return Wire.CUT


def _connection(error: BaseException) -> Wire:
    reasons = list(_chain(error))
    for reason in reasons:
        if isinstance(reason, urllib3.exceptions.NameResolutionError | socket.gaierror):
            return Wire.UNKNOWN_HOST
        if isinstance(reason, urllib3.exceptions.ReadTimeoutError):
            return Wire.TIMEOUT
        if isinstance(reason, urllib3.exceptions.NewConnectionError | ConnectionRefusedError):
            return Wire.NOT_SENT
    return Wire.CUT


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        error = inner if isinstance(inner, BaseException) else error.__context__
    return found


def problem_of(wire: Wire, host: str, connection: str) -> EccoProblem:
    """The problem a failed request ends as, after its retries."""
    kind = SetupProblem if wire in (Wire.TLS, Wire.UNKNOWN_HOST) else TransientProblem
    return kind(wire.value, host=host, connection=connection)
