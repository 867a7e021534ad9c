"""What every adapter does when it is opened: secrets, the address, and one client on the account's budget."""

import re
from collections.abc import Callable, Container
from functools import partial

from ecco_desktop.connectors.http.auth import AuthBase
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.http.sessions import authority_in, new_session
from ecco_desktop.connectors.http.throttle import Allowance, budget_for
from ecco_desktop.connectors.shared.form import AT_ONCE, RATE, SECONDS
from ecco_desktop.domain.addresses import checked, has_login, without_login
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.ports.connectors import Opening

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TIMEOUT = 30


def secret(opening: Opening, key: str) -> str:
    """A secret of the connection, trimmed; SetupProblem("connection.secret_missing") where it is empty."""
    found = opening.secrets.get(key, "").strip()
    if not found:
        raise SetupProblem(
            "connection.secret_missing", field=key, variable=key.upper(), connection=opening.connection.name
        )
    return found


def needed(connection: Connection, key: str) -> str:
    """A value of the connection, trimmed; SetupProblem("connection.missing") where it is empty."""
    found = connection.values.get(key, "").strip()
    if not found:
        raise SetupProblem("connection.missing", field=key, connection=connection.name)
    return found


def bearer(token: str) -> str:
    """The Authorization of a token, which people paste with "Bearer " before it and line breaks in it."""
    bare = re.sub(r"^bearer\b", "", token.strip(), flags=re.IGNORECASE)
    return f"Bearer {''.join(bare.split())}"


def user_agent(connection: Connection) -> str:
    """This program and whom to write to about it, for platforms that want to know both.

    SetupProblem("connection.missing") where the connection names no contact.
    """
    contact = needed(connection, "contact").encode("ascii", "ignore").decode()
    return f"Ecco Desktop ({' '.join(contact.split())})"


def base_address(value: str, connection: Connection, example: str) -> str:
    """A web address without a slash at its end; https is meant where nothing is said.

    SetupProblem("connection.address") for what can be none, ("connection.address_login") where a user or a
    password stands in it, and ("http.plain_http") for http that leaves this computer, unless the connection
    allows it expressly.
    """
    if has_login(value):
        raise SetupProblem("connection.address_login", connection=connection.name)
    try:
        parts = checked(value)
    except ValueError:
        raise SetupProblem("connection.address", value=without_login(value), example=example) from None
    host = parts.hostname or ""
    named = "." in host or host in LOOPBACK
    usable = parts.scheme in ("http", "https") and named
    if not usable or not re.fullmatch(r"[\w.:-]+", host):
        raise SetupProblem("connection.address", value=without_login(value), example=example)
    allowed = host in LOOPBACK or connection.values.get("allow_http") == "yes"
    if parts.scheme == "http" and not allowed:
        raise SetupProblem("http.plain_http", host=host, connection=connection.name)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def per_minute(connection: Connection, default: int) -> Allowance:
    """The allowance a technician set for the connection, or the usual one."""
    said = connection.values.get("requests_per_minute", "")
    return Allowance(RATE.within(said, default))


def calls_at_once(connection: Connection, default: int) -> int:
    """How many calls a technician lets be under way at a time, or the usual number."""
    said = connection.values.get("at_once", "")
    return AT_ONCE.within(said, default)


def open_client(
    opening: Opening,
    base: str,
    account: str,
    allowance: Allowance,
    auth: AuthBase,
    *,
    timeout: int = TIMEOUT,
    wait_after_429: float | None = None,
    explain: Callable[[Answer], EccoProblem | None] | None = None,
    headroom: Callable[[Answer], float] | None = None,
    wait_on: Container[int] = (429,),
) -> HttpClient:
    """A client for `base`. Everything opened on the same `account` shares one budget.

    SetupProblem("certificate.…") where the authority's file that the connection names cannot be used.
    """
    return HttpClient(
        base=base,
        connection=opening.connection.name,
        budget=budget_for(f"{opening.connection.kind}:{account}", allowance),
        cancel=opening.cancel,
        counter=opening.counter,
        auth=auth,
        secrets=tuple(opening.secrets.values()),
        timeout=float(SECONDS.within(opening.connection.values.get("timeout", ""), timeout)),
        wait_after_429=wait_after_429,
        explain=explain,
        headroom=headroom,
        wait_on=wait_on,
        # Where a parcel was a minute ago proves nothing wrong; stock, prices and orders do.
        fresh=opening.connection.role is not Role.CARRIER,
        connect=partial(new_session, base, opening.route, _authority(opening.connection)),
    )


def _authority(connection: Connection) -> bytes:
    """The shop's own authority, where the connection names one."""
    # Windows copies a path in quotes.
    file = connection.values.get("authority", "").strip().strip('"').strip()
    return authority_in(file, connection.name) if file else b""
