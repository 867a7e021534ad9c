"""The figures behind the charts. Reads the past: call it off the UI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from ecco_desktop.domain.connections import USUAL_BOUNDS, erp_among
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import DayFigures, DaySends, Storage
from ecco_desktop.ports.system import Clock
from ecco_desktop.words.heads import first_sentence
from ecco_desktop.words.sentences import sentence

__all__ = ["Budget", "DayFigures", "DaySends", "FigureService"]
CAUSES = 8


@dataclass(frozen=True, slots=True)
class Budget:
    """Calls a minute: the busiest run of the period against what the account of the ERP allows."""

    busiest: float
    allowed: int


class FigureService:
    """Sums by local day, gaps filled with zeroes."""

    def __init__(self, storage: Storage, connectors: Connectors, clock: Clock, zone: tzinfo) -> None:
        self._storage = storage
        self._connectors = connectors
        self._clock = clock
        self._zone = zone

    def since(self, count: int) -> datetime:
        """When the last `count` local days began, today the last of them."""
        return midnight(self._clock.now(), self._zone) - timedelta(days=count - 1)

    def days(self, count: int, task_id: int | None = None) -> Sequence[DayFigures]:
        """Runs and calls of the last `count` local days, today last."""
        since = self.since(count)
        found = {day.day: day for day in self._storage.figures.days(since, self._zone, task_id)}
        first = since.astimezone(self._zone).date()
        days = [first + timedelta(days=offset) for offset in range(count)]
        return [found.get(day, DayFigures(day, 0, 0, 0)) for day in days]

    def sends(self, count: int) -> Sequence[DaySends]:
        """Quantities sent and refused in the last `count` local days."""
        since = self.since(count)
        found = {day.day: day for day in self._storage.figures.sends(since, self._zone)}
        first = since.astimezone(self._zone).date()
        days = [first + timedelta(days=offset) for offset in range(count)]
        return [found.get(day, DaySends(day, 0, 0)) for day in days]

    def causes(self, count: int) -> Sequence[tuple[str, int]]:
        """Why records failed in the last `count` days, in a few words each."""
        found = self._storage.figures.causes(self.since(count), CAUSES)
        return [(_cause(key), times) for key, times in found]

    def budget(self, count: int) -> Budget | None:
        """None where there is no ERP yet."""
        erp = erp_among(self._storage.connections.all())
        if erp is None:
            return None
        manifest = self._connectors.manifest(erp.kind)
        chosen = erp.values.get("requests_per_minute", "")
        allowed = USUAL_BOUNDS.within(chosen, manifest.requests_per_minute)
        return Budget(self._storage.figures.busiest_minute(self.since(count)), allowed)


def midnight(now: datetime, zone: tzinfo) -> datetime:
    """When the local day of `now` began."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _cause(key: str) -> str:
    """The sentence of a cause with its values left out, up to its first full stop."""
    words = sentence(key, {}).replace("“?”", "").replace(" ?:", ":").replace("?: ", "").replace("?", "")
    first = first_sentence(words.replace("()", "")).strip(" .:,")
    return " ".join(first.split()).removesuffix(" para").replace(" :", ":")
