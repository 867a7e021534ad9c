"""By which way requests leave this computer: straight, or through a proxy that a person chose."""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from ecco_desktop.domain.addresses import has_login
from ecco_desktop.domain.errors import SetupProblem

# The proxy's password among the secrets: no connection has this number.
NOBODYS = 0
PASSWORD = "proxy_password"  # noqa: S105 - the name of a secret
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
    bare = host.rstrip(".").casefold()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_loopback or mapped.is_unspecified)


def proxy_address(typed: str) -> str:
    """A proxy's address as it is kept; http is meant where nothing is said.

    SetupProblem("network.proxy_login") where a user or a password stands in it, ("network.proxy_address")
    where it can be none, ("network.proxy_kind") for one that is not spoken here.
    """
    entered = typed.strip()
    if has_login(entered):
        raise SetupProblem("network.proxy_login")
    try:
        parts = urlsplit(entered if "://" in entered else f"http://{entered}")
        port = parts.port
    except ValueError:
        raise SetupProblem("network.proxy_address", value=entered) from None
    if parts.scheme not in _SCHEMES:
        raise SetupProblem("network.proxy_kind", scheme=parts.scheme)
    if (
        not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
        or any(map(str.isspace, entered))
    ):
        raise SetupProblem("network.proxy_address", value=entered)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"


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
