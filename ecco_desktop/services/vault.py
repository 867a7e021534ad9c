"""The file of secrets, for people: opened once a start, where this computer has no keyring."""

from collections.abc import Callable

from ecco_desktop.domain.vault import VaultState
from ecco_desktop.ports.storage import Vault
from ecco_desktop.services.deeds import Deeds

__all__ = ["VaultService", "VaultState"]


class VaultService:
    """Slow by design (the passphrase is made dear to guess): call it off the UI thread."""

    def __init__(self, vault: Vault, deeds: Deeds, moved: Callable[[], None] = lambda: None) -> None:
        """`moved` is called once a keyring has taken the keys."""
        self._vault = vault
        self._deeds = deeds
        self._moved = moved

    def state(self) -> VaultState:
        """Whether the file is needed here, and whether it is open."""
        return self._vault.state()

    def unlock(self, passphrase: str) -> None:
        """Open it; SetupProblem where the passphrase is wrong, and nothing is changed."""
        self._vault.unlock(passphrase)

    def choose(self, passphrase: str) -> None:
        """The passphrase of a new file, made with the first secret; SetupProblem where it is too short."""
        self._vault.choose(passphrase)

    def begin_anew(self) -> None:
        """The passphrase is forgotten: delete the file. Every connection needs its secrets typed again."""
        self._vault.begin_anew()
        self._deeds.note("deed.keys_anew")

    def movable(self) -> int:
        """How many keys of the open file a keyring could take, that was not there when they were kept."""
        return self._vault.movable()

    def move(self) -> int:
        """Have it take them, and delete the file; how many. SetupProblem: the rest is still in the file."""
        if moved := self._vault.move():
            self._moved()
            self._deeds.note("deed.keys_moved", count=moved)
        return moved
