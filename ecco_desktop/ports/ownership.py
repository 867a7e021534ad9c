"""Whose folder, whose run: what every program that works on a data folder stands on."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ecco_desktop.domain.folder import Place


class Machine(Protocol):
    """What tells this computer, and who is signed in, from all others. Slow: it asks the keyring."""

    @abstractmethod
    def known(self) -> str | None:
        """Its name, by which folders know it; None where it has none. SetupProblem where that cannot be
        asked now."""

    @abstractmethod
    def named(self) -> str | None:
        """Its name, given to it now where it had none; None where this computer can keep none."""

    @abstractmethod
    def system(self) -> str:
        """A digest of what the system says of itself, whoever is signed in; "" where it says nothing."""

    @abstractmethod
    def place_of(self, folder_id: str) -> str:
        """Where the folder with this id was at home here last; "" where it never was."""

    @abstractmethod
    def settle(self, folder_id: str, place: str) -> None:
        """The folder with this id is at home here, at this path."""


class Home(Protocol):
    """Whether a data folder is where it belongs."""

    @abstractmethod
    def begin(self) -> None:
        """A new folder, or one of the time before folders knew, is at home here; others stay as they are."""

    @abstractmethod
    def place(self) -> Place:
        """What the folder is here, begun where it was not."""

    @abstractmethod
    def adopt(self) -> None:
        """A person says it moved here: its home is here now; the place it left refuses where it can know."""

    @abstractmethod
    def keep_as_copy(self) -> None:
        """A person says it is a copy: it may be read, and nothing runs in it, wherever it is taken."""


class Ownership(Protocol):
    """Which runs are this program's, and which have nobody any more. Any thread."""

    @abstractmethod
    def hold(self) -> str:
        """The owner that new runs belong to: this program, with a lease. StorageProblem as storage has it."""

    @abstractmethod
    def allow(self) -> None:
        """SetupProblem ("folder.…") where nothing may be written outside from this folder."""

    @abstractmethod
    def check(self, owner: str, *, outside: bool) -> None:
        """Before each step of a run of `owner`: SetupProblem where it must stop, because another program
        took its lease, the data was replaced, or (`outside`: it writes there) the folder is elsewhere."""

    @abstractmethod
    def beat(self) -> None:
        """Renew the lease, and look at what `check` looks at."""

    @abstractmethod
    def over(self, owners: Collection[str]) -> Mapping[str, bool]:
        """Of these owners of open runs: those that are not this program, and whether they are no more.

        It is when the process is surely dead, or when no beat came for the length of a lease, as this
        program's own clock counts it. An owner that is over can beat no more.
        """

    @abstractmethod
    def leave(self) -> None:
        """The program ends in order, and owns nothing any more."""
