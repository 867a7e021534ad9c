"""Where secrets are kept, and what seals them."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from ecco_desktop.domain.settings import PinState
    from ecco_desktop.domain.vault import VaultState


class SecretStore(Protocol):
    """Credentials, in the system keyring, or sealed where there is none (see Vault).

    May block on a prompt: never call it on the UI thread.
    """

    @abstractmethod
    def get(self, connection_id: int, key: str, origin: str = "") -> str | None:
        """The secret, or None; SetupProblem("secrets.…") where the keyring is out of reach.

        `origin` is where it will be sent (Manifest.destination): SetupProblem("secrets.elsewhere") where it
        was kept for another address. What an earlier version kept for none is for this one from then on.
        """

    @abstractmethod
    def set(self, connection_id: int, key: str, value: str, origin: str = "") -> None:
        """Keep it for an address, split where the system limits its length; what it replaces goes last.

        SetupProblem where it is not there afterwards: what was kept before still is.
        """

    @abstractmethod
    def label(self, connection_id: int, key: str, words: str) -> None:
        """Have the system's own program for keys show it under these words, where it has words beside the
        names by which keys are found. Nothing happens where it does not, or where there is no such secret."""

    @abstractmethod
    def delete(self, connection_id: int, key: str) -> None:
        """Forget it; nothing happens where there is none."""


class Vault(Protocol):
    """The file that keeps secrets where the system has no keyring. Slow: never call it on the UI thread."""

    @abstractmethod
    def state(self) -> VaultState:
        """Whether it is needed here, and whether it is open."""

    @abstractmethod
    def unlock(self, passphrase: str) -> None:
        """Open it; SetupProblem("secrets.passphrase") or ("secrets.damaged"), and nothing changed."""

    @abstractmethod
    def choose(self, passphrase: str) -> None:
        """The passphrase of a new one, made with the first secret; SetupProblem where it is too short."""

    @abstractmethod
    def begin_anew(self) -> None:
        """Delete it: every secret in it is lost, and may be typed again."""

    @abstractmethod
    def movable(self) -> int:
        """How many secrets of the open file the keyring could take; 0 where there is none, or no file."""

    @abstractmethod
    def move(self) -> int:
        """Have the keyring take them all, and delete the file; how many. SetupProblem: those that were not
        taken are still in it."""


class SecretSafe(SecretStore, Vault, Protocol):
    """Both sides of where secrets are kept."""


class PinStore(Protocol):
    """Where the technician's PIN is kept: one file, so that deleting it resets it."""

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is kept, for who must delete it."""

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """One thread of one program at a time reads and writes; StorageProblem where that cannot be had."""

    @abstractmethod
    def read(self) -> PinState | None:
        """What is kept; None where no PIN is set, a `damaged` state where it cannot be read."""

    @abstractmethod
    def write(self, state: PinState) -> None:
        """Keep it; StorageProblem where that fails."""

    @abstractmethod
    def delete(self) -> None:
        """Forget it; StorageProblem where that fails."""


class Sealer(Protocol):
    """Encrypts a few texts with a passphrase."""

    @abstractmethod
    def seal(self, passphrase: str, text: str) -> Mapping[str, str]:
        """The sealed text and what is needed to open it with the passphrase."""

    @abstractmethod
    def open(self, passphrase: str, sealed: Mapping[str, str]) -> str:
        """The text; SetupProblem("profile.passphrase") where the passphrase is wrong or the text was
        changed, ("profile.unreadable") where it is none that was sealed."""
