"""What a screen reader sees of the window: the tree of AT-SPI."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.desktop.bus import Peer

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TABLE = "org.a11y.atspi.Table"
_ACTION = "org.a11y.atspi.Action"
_LABELLED = 2
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in the tree. Everything here waits for the window: ask in another thread."""

    peer: Peer
    place: tuple[str, str]

    @property
    def name(self) -> str:
        """What is read aloud."""
        return str(self.peer.read(*self.place, _ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        """What is read aloud after it."""
        return str(self.peer.read(*self.place, _ACCESSIBLE, "Description"))

    @property
    def role(self) -> str:
        """What kind of thing it is said to be."""
        return str(self.peer.ask(*self.place, _ACCESSIBLE, "GetRoleName"))

    def children(self) -> Iterator["Seen"]:
        """What is in it."""
        for place in self.peer.ask(*self.place, _ACCESSIBLE, "GetChildren"):
            yield Seen(self.peer, tuple(place))

    def all(self) -> Iterator["Seen"]:
        """It and all that is in it, but not the cells of tables."""
        yield self
        if self.role not in ("table", "list", "tree"):
            for child in self.children():
                yield from child.all()

    def find(self, role: str, name: str) -> "Seen":
        """The first of a role and a name; LookupError where there is none."""
        for one in self.all():
            if one.role == role and one.name == name:
                return one
        raise LookupError(f"no {role} called {name!r}; there is {[(o.role, o.name) for o in self.all()]}")

    def rows(self) -> list[list[str]]:
        """The names of a table's cells."""
        rows, columns = (self.peer.read(*self.place, _TABLE, what) for what in ("NRows", "NColumns"))
        return [[self.cell(row, column).name for column in range(columns)] for row in range(rows)]

    def cell(self, row: int, column: int) -> "Seen":
        """One cell of a table."""
        place = self.peer.ask(*self.place, _TABLE, "GetAccessibleAt", "ii", row, column)
        return Seen(self.peer, tuple(place))

    def labels(self) -> list[str]:
        """The names of the labels that say what it is for."""
        found = self.peer.ask(*self.place, _ACCESSIBLE, "GetRelationSet")
        return [Seen(self.peer, tuple(label)).name for kind, to in found if kind == _LABELLED for label in to]

    def actions(self) -> list[str]:
        """What can be done to it."""
        return [name for name, _words, _keys in self.peer.ask(*self.place, _ACTION, "GetActions")]

    def press(self) -> None:
        """Do the first of them."""
        assert self.peer.ask(*self.place, _ACTION, "DoAction", "i", 0)


def programs(peer: Peer, name: str) -> list[Seen]:
    """Those of a name that have come to the accessibility bus."""
    return [one for one in Seen(peer, _ROOT).children() if one.name == name]
