"""Who changed what in the configuration: written with the change itself, by the service that makes it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ecco_desktop.domain.notices import Deed, Who
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock


@dataclass(slots=True)
class Actor:
    """Who asks this program for things now; the edge (window, command line) says so."""

    who: Who = Who.OWNER


class Deeds:
    """Writes and reads them in the calling thread."""

    def __init__(self, storage: Storage, clock: Clock, actor: Actor) -> None:
        self._storage = storage
        self._clock = clock
        self.actor = actor

    @property
    def clock(self) -> Clock:
        """The time they are written with."""
        return self._clock

    @contextmanager
    def of(self, key: str, **values: object) -> Iterator[None]:
        """What is changed inside, and the deed of it: both are kept, or neither."""
        with self._storage.transaction():
            yield
            self.note(key, **values)

    def note(self, key: str, **values: object) -> None:
        """Write down who changed what, now. Values hold no secret and no customer's data."""
        texts = {name: str(value) for name, value in values.items()}
        self._storage.notices.add_deed(Deed(self._clock.now(), self.actor.who, key, texts))

    def newest(self, limit: int = 500) -> Sequence[Deed]:
        """Who changed what, the newest first."""
        return self._storage.notices.deeds(limit)
