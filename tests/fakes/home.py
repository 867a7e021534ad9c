"""A data folder's home as a test says it is."""

from ecco_desktop.domain.folder import Place
from ecco_desktop.ports.ownership import Home


class FakeHome(Home):
    """What it is told, until it is answered."""

    def __init__(self, found: Place = Place.HOME) -> None:
        self.found = found

    def begin(self) -> None:
        """Nothing to begin."""

    def place(self) -> Place:
        """As it was told."""
        return self.found

    def adopt(self) -> None:
        """At home."""
        self.found = Place.HOME

    def keep_as_copy(self) -> None:
        """A copy."""
        self.found = Place.COPY
