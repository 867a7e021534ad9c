"""Whether the data folder is at home here, and a person's answer where that is not sure."""

from ecco_desktop.domain.events import TasksChanged
from ecco_desktop.domain.folder import Place
from ecco_desktop.ports.ownership import Home
from ecco_desktop.ports.system import EventSink
from ecco_desktop.services.deeds import Deeds

__all__ = ["FolderService", "Place"]


class FolderService:
    """Slow: it may ask the keyring, never on the UI thread. The demo is at home everywhere."""

    def __init__(self, home: Home | None, deeds: Deeds, events: EventSink) -> None:
        self._home = home
        self._deeds = deeds
        self._events = events

    def begin(self) -> None:
        """At each start, whatever is asked: a folder that knows no home yet is at home here."""
        if self._home is not None:
            self._home.begin()

    @property
    def asks(self) -> bool:
        """Whether the folder belongs to a computer at all; the demo's does not."""
        return self._home is not None

    def place(self) -> Place:
        """What the folder is here."""
        return self._home.place() if self._home is not None else Place.HOME

    def moved(self) -> None:
        """It moved to this computer: it works here from now on. SetupProblem where that cannot be kept."""
        if self._home is not None:
            with self._deeds.of("deed.folder_moved"):
                self._home.adopt()
            self._events.emit(TasksChanged())

    def copied(self) -> None:
        """It is a copy: for reading and simulating, and nothing runs in it."""
        if self._home is not None:
            with self._deeds.of("deed.folder_copy"):
                self._home.keep_as_copy()
            self._events.emit(TasksChanged())
