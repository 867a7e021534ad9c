"""From what went wrong on the wire to our own problems: one table, no library's error leaves here."""

import socket
import ssl
from datetime import UTC, datetime
from enum import StrEnum

import requests
import urllib3.exceptions

from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem


class Wire(StrEnum):
    """What happened to one try."""

    NOT_SENT = "http.unreachable"
    UNKNOWN_HOST = "http.unknown_host"
    TLS = "http.tls"
    TLS_DATE = "http.tls_date"
    TLS_HOST = "http.tls_host"
    TLS_SELF_SIGNED = "http.tls_self_signed"
    TLS_CHAIN = "http.tls_chain"
    TLS_NONE = "http.tls_none"
    PROXY = "http.proxy"
    PROXY_REFUSED = "http.proxy_refused"
    PROXY_LOGIN = "http.proxy_login"
    TIMEOUT = "http.timeout"
    CUT = "http.cut"
    TOO_BIG = "http.too_big"

    @property
    def surely_not_done(self) -> bool:
        """Whether the other side cannot have acted on the request."""
        return self in (Wire.NOT_SENT, Wire.PROXY) or self in _SETUP

    @property
    def worth_a_retry(self) -> bool:
        """Whether trying again may help."""
        return self in (Wire.NOT_SENT, Wire.PROXY, Wire.TIMEOUT, Wire.CUT)


_SETUP = (
    Wire.UNKNOWN_HOST,
    Wire.TLS,
    Wire.TLS_DATE,
    Wire.TLS_HOST,
    Wire.TLS_SELF_SIGNED,
    Wire.TLS_CHAIN,
    Wire.TLS_NONE,
    Wire.PROXY_LOGIN,
    Wire.PROXY_REFUSED,
)
# Verdicts on a certificate: OpenSSL's, Windows' (CERT_E_…), macOS' (errSec…), in this order.
_VERDICTS = {
    verdict: wire
    for wire, verdicts in (
        (Wire.TLS_DATE, (9, 10, 0x800B0101, -67818)),
        (Wire.TLS_HOST, (62, 64, 0x800B010F, -67602)),
        (Wire.TLS_SELF_SIGNED, (18, 19, 0x800B0109)),
        (Wire.TLS_CHAIN, (2, 20, 21, 0x800B010A, -67843)),
    )
    for verdict in verdicts
}


class TooBig(Exception):
    """The answer is larger than any answer should be."""


class CutHead(Exception):
    """The head of the answer broke off."""


class LoginWanted(Exception):
    """A proxy on the way to a plain address wants a login; a server never says that."""


class TooSlow(Exception):
    """The answer drips in for longer than any answer should take."""


# In this order: requests' families overlap.
_TABLE: tuple[tuple[type[BaseException], Wire], ...] = (
    (requests.exceptions.ConnectTimeout, Wire.NOT_SENT),
    (requests.exceptions.Timeout, Wire.TIMEOUT),
    (TooSlow, Wire.TIMEOUT),
    (TooBig, Wire.TOO_BIG),
    (LoginWanted, Wire.PROXY_LOGIN),
)


def wire_of(error: BaseException) -> Wire:
    """What an exception of the HTTP library means."""
    for kind, wire in _TABLE:
        if isinstance(error, kind):
            return wire
    if isinstance(error, requests.exceptions.ProxyError):
        return _proxy(str(error))
    if isinstance(error, requests.exceptions.SSLError):
        return _secure(error)
    if isinstance(error, requests.exceptions.ConnectionError):
        return _connection(error)
    return Wire.CUT


def _secure(error: BaseException) -> Wire:
    """Only while hands are shaken is it sure that nothing was sent; later it is a cut like any other."""
    for reason in _chain(error):
        if isinstance(reason, ssl.SSLCertVerificationError):
            return _VERDICTS.get(reason.verify_code, Wire.TLS)
        if _shaking_hands(reason):
            # Who hangs up said nothing of certificates: a balancer, or a line that broke.
            hung_up = isinstance(reason, ssl.SSLEOFError | ssl.SSLZeroReturnError)
            return Wire.NOT_SENT if hung_up else Wire.TLS_NONE
    return Wire.CUT


def _proxy(said: str) -> Wire:
    """What a proxy answered to being asked for a way: its own policy is no passing trouble."""
    status = said.partition("Tunnel connection failed: ")[2][:3]
    if status == "407":
        return Wire.PROXY_LOGIN
    return Wire.PROXY_REFUSED if status.startswith("4") and status not in ("408", "429") else Wire.PROXY


def _shaking_hands(error: BaseException) -> bool:
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code is ssl.SSLSocket.do_handshake.__code__:
            return True
        step = step.tb_next
    return False


def _connection(error: BaseException) -> Wire:
    reasons = list(_chain(error))
    for reason in reasons:
        if isinstance(reason, urllib3.exceptions.NameResolutionError | socket.gaierror):
            return Wire.UNKNOWN_HOST
        if isinstance(reason, urllib3.exceptions.ReadTimeoutError):
            return Wire.TIMEOUT
        if isinstance(reason, urllib3.exceptions.NewConnectionError | ConnectionRefusedError):
            return Wire.NOT_SENT
        if isinstance(reason, ConnectionError) and _shaking_hands(reason):
            # Some hang up politely, some break the line: it is the same before a word was said.
            return Wire.NOT_SENT
    return Wire.CUT


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        inner = getattr(error, "reason", None) or next(
            (each for each in error.args if isinstance(each, BaseException)), None
        )
        error = inner if isinstance(inner, BaseException) else error.__context__
    return found


def problem_of(wire: Wire, host: str, connection: str) -> EccoProblem:
    """The problem a failed request ends as, after its retries."""
    kind = SetupProblem if wire in _SETUP else TransientProblem
    if wire is Wire.TLS_DATE:
        today = f"{datetime.now(UTC).astimezone():%d/%m/%Y %H:%M}"
        return kind(wire.value, host=host, connection=connection, today=today)
    return kind(wire.value, host=host, connection=connection)
