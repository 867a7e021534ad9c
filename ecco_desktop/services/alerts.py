"""Which outcome deserves a notice: the first failure, the recovery, and nothing in between."""

from collections.abc import Callable
from dataclasses import dataclass

from ecco_desktop.domain.events import Event, NoticeRaised, RunChanged
from ecco_desktop.domain.runs import Run, RunState, Trigger, result_of
from ecco_desktop.domain.texts import sentence
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock

STORM = 3
STORM_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Notice:
    """A few words for the tray; `task_id` None where it speaks of several tasks."""

    title: str
    body: str
    failure: bool
    task_id: int | None


class AlertService:
    """Turns ends of runs into notices. `handle` is called from worker threads."""

    def __init__(self, storage: Storage, clock: Clock, deliver: Callable[[Notice], None]) -> None:
        self._storage = storage
        self._clock = clock
        self._deliver = deliver
        self._failing: dict[int, bool] = {}
        self._sent: list[float] = []

    def handle(self, event: Event) -> None:
        """Look at one event; at most one notice follows."""
        if isinstance(event, NoticeRaised):
            task = self._storage.tasks.get(event.task_id)
            name = task.name if task else "Ecco Desktop"
            self._send(Notice(name, sentence(event.key, event.values), failure=False, task_id=event.task_id))
            return
        if not isinstance(event, RunChanged) or not event.state.final:
            return
        run = self._storage.runs.get(event.run_id)
        task = self._storage.tasks.get(event.task_id)
        if run is None or task is None or run.state in (RunState.SKIPPED, RunState.CANCELLED):
            return
        if run.trigger in (Trigger.SIMULATION, Trigger.UNDO):
            # A person is looking at it.
            return
        failed = run.state is RunState.FAILED
        before = self._failing.get(task.id, False)
        self._failing[task.id] = failed
        if failed and not before:
            self._send(Notice(f"Falhou: {task.name}", _reason(run), failure=True, task_id=task.id))
        elif before and not failed:
            self._send(Notice(f"Voltou ao normal: {task.name}", _counts(run), failure=False, task_id=task.id))

    def _send(self, notice: Notice) -> None:
        now = self._clock.monotonic()
        self._sent = [moment for moment in self._sent if now - moment < STORM_SECONDS]
        self._sent.append(now)
        if len(self._sent) == STORM + 1:
            failing = sum(self._failing.values())
            notice = Notice(
                "Várias tarefas com falha",
                f"{failing} tarefas estão falhando. Abra o Ecco Desktop para ver a lista.",
                failure=True,
                task_id=None,
            )
        elif len(self._sent) > STORM:
            return
        self._deliver(notice)


def _reason(run: Run) -> str:
    return sentence(run.error_key or "run.bug", run.error_values)


def _counts(run: Run) -> str:
    tally = run.tally
    return f"{result_of(run.state, tally).value}: {tally.created + tally.updated} enviados"


def short(text: str, limit: int) -> str:
    """Text cut at a word, for places with little room."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"
