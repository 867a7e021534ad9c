"""The proxy, for people: none, the system's or an address; its password is a secret."""

from dataclasses import replace

from ecco_desktop.domain.addresses import origin
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.network import NOBODYS, PASSWORD, ProxyUse, Route, proxy_address
from ecco_desktop.ports.storage import SecretStore, Storage
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.words import _
from ecco_desktop.words.labels import key_label

# Where it stands among the settings that are kept. A proxy belongs to a place: no profile carries it.
PREFIX = "network."
USE, ADDRESS, USER = "proxy", "proxy_address", "proxy_user"


def route_of(storage: Storage, secrets: SecretStore) -> Route:
    """What was chosen, with the password where there is one; asks the keyring only for that.

    SetupProblem where the keyring is out of reach, or has the password for another proxy.
    """
    kept = _kept(storage)
    if kept.use is not ProxyUse.ADDRESS or not kept.user:
        return kept
    try:
        return replace(kept, password=secrets.get(NOBODYS, PASSWORD, origin(kept.address)) or "")
    except SetupProblem as problem:
        if problem.key != "secrets.elsewhere":
            raise
        raise SetupProblem("network.proxy_password", address=kept.address) from None


class NetworkService:
    """May ask the keyring: call it off the UI thread."""

    def __init__(self, storage: Storage, secrets: SecretStore, deeds: Deeds) -> None:
        self._storage = storage
        self._secrets = secrets
        self._deeds = deeds

    def read(self) -> Route:
        """What was chosen, without the password."""
        return _kept(self._storage)

    def save(self, use: ProxyUse, address: str = "", user: str = "", password: str | None = None) -> None:
        """Keep it; a password that is not given (None) stays, for the same proxy alone.

        SetupProblem, and nothing changed, where the address can be none.
        """
        before = self.read()
        chosen = Route(use)
        if use is ProxyUse.ADDRESS:
            chosen = Route(use, proxy_address(address), user.strip())
        if password is not None and chosen.user:
            self._secrets.set(NOBODYS, PASSWORD, password, origin(chosen.address))
            self._secrets.label(NOBODYS, PASSWORD, key_label(_("Senha do proxy")))
        if not chosen.user and before.user:
            self._secrets.delete(NOBODYS, PASSWORD)
        if chosen == before:
            return
        with self._deeds.of("deed.proxy", before=_shown(before), after=_shown(chosen)):
            for key, value in ((USE, chosen.use.value), (ADDRESS, chosen.address), (USER, chosen.user)):
                self._storage.settings.set(f"{PREFIX}{key}", value)


def _kept(storage: Storage) -> Route:
    said = storage.settings.all(PREFIX)
    use = said.get(USE, "")
    known = ProxyUse(use) if use in set(ProxyUse) else ProxyUse.NONE
    return Route(known, said.get(ADDRESS, ""), said.get(USER, ""))


def _shown(route: Route) -> str:
    return route.address or route.use.value
