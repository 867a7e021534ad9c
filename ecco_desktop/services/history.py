"""What happened: runs, log lines, changes; and their export."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import Level, LogLine, Run, RunState
from ecco_desktop.ports.storage import RunPage, Storage
from ecco_desktop.services.tables import write_table
from ecco_desktop.words import _

__all__ = ["HistoryService", "RunPage"]

LEVEL_WORDS = {Level.INFO: "informação", Level.WARNING: "aviso", Level.ERROR: "erro"}
_PAGE = 2000


class HistoryService:
    """Reads the past. Slow on large histories: call it off the UI thread."""

    def __init__(self, storage: Storage, zone: tzinfo) -> None:
        self._storage = storage
        self._zone = zone

    def runs(
        self,
        task_id: int | None,
        *,
        offset: int = 0,
        limit: int = 200,
        states: Sequence[RunState] = (),
        since: datetime | None = None,
    ) -> RunPage:
        """Runs of one task (None: all), newest first; `states` and `since` (UTC) narrow them."""
        return self._storage.runs.page(task_id, offset=offset, limit=limit, states=states, since=since)

    def run(self, run_id: int) -> Run | None:
        """One run."""
        return self._storage.runs.get(run_id)

    def log(
        self,
        task_id: int,
        *,
        run_id: int | None = None,
        after_id: int = 0,
        before_id: int | None = None,
        levels: Sequence[Level] | None = None,
        text: str = "",
        limit: int = 1000,
    ) -> Sequence[LogLine]:
        """The newest lines that fit, oldest first; page with `after_id` and `before_id`."""
        return self._storage.runs.log(
            task_id,
            run_id=run_id,
            after_id=after_id,
            before_id=before_id,
            levels=levels,
            text=text,
            limit=limit,
        )

    def changes(
        self,
        run_id: int,
        *,
        offset: int = 0,
        limit: int = 500,
        before_id: int | None = None,
        outcome: ChangeOutcome | None = None,
    ) -> Sequence[Change]:
        """What one run wrote outside, newest first."""
        return self._storage.ledger.changes(
            run_id=run_id, offset=offset, limit=limit, before_id=before_id, outcome=outcome
        )

    def task_names(self) -> Mapping[int, str]:
        """The name of every task there is or was."""
        return {task.id: task.name for task in self._storage.tasks.all(deleted=True)}

    def export_log(
        self,
        task_id: int,
        path: Path,
        *,
        run_id: int | None = None,
        levels: Sequence[Level] | None = None,
        text: str = "",
    ) -> int:
        """Write the lines that fit (see write_table) and say how many."""
        heads = (_("Data e hora"), _("Nível"), _("Pedido ou SKU"), _("Mensagem"), _("Execução"))
        rows = (
            (line.at.astimezone(self._zone), LEVEL_WORDS[line.level], line.subject, line.text, line.run_id)
            for line in self._every_line(task_id, run_id, levels, text)
        )
        return write_table(path, heads, rows)

    def local(self, moment: datetime) -> str:
        """A UTC instant as the shop reads it."""
        return moment.astimezone(self._zone).strftime("%d/%m/%Y %H:%M:%S")

    def short(self, moment: datetime) -> str:
        """A UTC instant as the shop reads it, to the minute."""
        return moment.astimezone(self._zone).strftime("%d/%m %H:%M")

    def _every_line(
        self, task_id: int, run_id: int | None, levels: Sequence[Level] | None, text: str
    ) -> Iterator[LogLine]:
        pages: list[Sequence[LogLine]] = []
        before: int | None = None
        while page := self.log(
            task_id, run_id=run_id, before_id=before, levels=levels, text=text, limit=_PAGE
        ):
            pages.append(page)
            before = page[0].id
        for page in reversed(pages):
            yield from page
