"""By which way requests leave this computer: straight, or through a proxy that a person chose."""

import re
import socket
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from ecco_desktop.domain.addresses import checked, has_login
from ecco_desktop.domain.errors import SetupProblem

# The proxy's password among the secrets: no connection has this number.
NOBODYS = 0
PASSWORD = "proxy_password"  # noqa: S105 - the name of a secret
# What the usual hosts files call this computer.
_OWN_NAMES = (
    "localhost",
    "localhost.localdomain",
    "localhost4",
    "localhost6",
    "ip6-localhost",
    "ip6-loopback",
)
_SCHEMES = ("http", "https")


class ProxyUse(StrEnum):
    """Which proxy; what stands in the environment or the registry counts only where SYSTEM says so."""

    NONE = "none"
    SYSTEM = "system"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Route:
    """What was chosen. Nothing that stays on this computer ever goes through a proxy."""

    use: ProxyUse = ProxyUse.NONE
    address: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    def proxy_for(self, url: str) -> str | None:
        """The proxy's address, its login in it; None for straight on.

        SetupProblem("network.proxy_kind") where the system's is of a kind that cannot be used.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        if self.use is ProxyUse.NONE or is_here(host):
            return None
        if self.use is ProxyUse.SYSTEM:
            return _of_system(parts.scheme, host)
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        chosen = urlsplit(proxy_address(self.address))
        return f"{chosen.scheme}://{login}{chosen.netloc}"


DIRECT = Route()


def is_here(host: str) -> bool:
    """Whether a host is this computer."""
    # As whoever looks the name up reads it: full-width digits are digits.
    bare = unicodedata.normalize("NFKC", host).replace("。", ".").rstrip(".").casefold()
    if bare in _OWN_NAMES or bare.endswith((".localhost", ".localhost.localdomain")):
        return True
    try:
        found = ip_address(_written_out(bare.partition("%")[0]))
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_loopback or mapped.is_unspecified)


def _written_out(host: str) -> str:
    """ "127.1", "0x7f.1" and "2130706433" as the system reads them."""
    if not re.fullmatch(r"[0-9a-fx.]+", host):
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return host


def proxy_address(typed: str) -> str:
    """A proxy's address as it is kept; http is meant where nothing is said.

    SetupProblem("network.proxy_login") where a user or a password stands in it, ("network.proxy_address")
    where it can be none, ("network.proxy_kind") for one that is not spoken here.
    """
    entered = typed.strip()
    # A proxy has no path that an "@" could stand in.
    if "@" in entered or has_login(entered):
        raise SetupProblem("network.proxy_login")
    try:
        parts = checked(entered if "://" in entered else f"http://{entered}")
        port = parts.port
    except ValueError:
        raise SetupProblem("network.proxy_address", value=entered) from None
    if parts.scheme not in _SCHEMES:
        raise SetupProblem("network.proxy_kind", scheme=parts.scheme)
    if (
        not re.fullmatch(r"[\w.:-]+", parts.hostname or "")
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
        or any(map(str.isspace, entered))
    ):
        raise SetupProblem("network.proxy_address", value=entered)
    host = parts.hostname or ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"


def _of_system(scheme: str, host: str) -> str | None:
    # Loaded where it is asked for: few shops have one.
    from urllib.request import getproxies, proxy_bypass

    if proxy_bypass(host):
        return None
    known = getproxies()
    found = known.get(scheme) or known.get("all")
    if not found:
        return None
    found = found if "://" in found else f"http://{found}"
    if (kind := urlsplit(found).scheme.casefold()) not in _SCHEMES:
        raise SetupProblem("network.proxy_kind", scheme=kind)
    return found
