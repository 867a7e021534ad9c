"""Which outcome deserves a notice: the first failure, the recovery, and nothing in between."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.events import Event, NoticeRaised, RunChanged
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.domain.runs import Run, RunResult, RunState, Trigger
from ecco_desktop.domain.settings import PAUSED_KEY, Preferences
from ecco_desktop.domain.tasks import Task
from ecco_desktop.ports.storage import Storage, StorageProblem
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.words import _
from ecco_desktop.words.phrases import RESULTS, counts
from ecco_desktop.words.sentences import sentence

_log = logging.getLogger(__name__)
STORM = 3
STORM_SECONDS = 60.0
# A run this many times its usual length, and longer than ten minutes, is told of.
LONG_TIMES, LONG_SECONDS = 4.0, 600.0
_WELL = (RunResult.SUCCESS, RunResult.NOTHING, RunResult.WARNINGS)
_UNTOLD = (RunState.SKIPPED, RunState.CANCELLED)

__all__ = ["AlertService", "Notice", "NoticeKind", "short"]


class AlertService:
    """Turns ends of runs into notices. Every notice is kept in the list, also those of the quiet hours;
    a kind that is switched off is not raised. Called from worker threads."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        preferences: PreferenceService,
        zone: tzinfo,
        deliver: Callable[[Notice], None],
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._preferences = preferences
        self._zone = zone
        self._deliver = deliver
        self._lock = threading.Lock()
        self._failing: dict[int, bool] = {}
        self._long: set[int] = set()
        # Tasks whose last failure was the run's own, not that of each record.
        self._dead: set[int] = set()
        self._silent = False
        self._data_failing = ""
        self._sent: list[float] = []

    # -- the list --

    def newest(self, limit: int = 100) -> Sequence[Notice]:
        """What was told, the newest first."""
        return self._storage.notices.newest(limit)

    def unseen(self) -> int:
        """How many nobody looked at."""
        return self._storage.notices.unseen()

    def mark_seen(self) -> None:
        """A person looked at the list."""
        self._storage.notices.mark_seen()

    # -- events --

    def handle(self, event: Event) -> None:
        """Look at one event; at most one notice follows."""
        if isinstance(event, NoticeRaised):
            task = self._storage.tasks.get(event.task_id)
            name = task.name if task else "Ecco Desktop"
            self._send(NoticeKind.FINDING, name, sentence(event.key, event.values), event.task_id)
        elif isinstance(event, RunChanged) and event.state.final:
            try:
                run = self._storage.runs.get(event.run_id)
                task = self._storage.tasks.get(event.task_id)
                if run is not None and task is not None and event.state not in _UNTOLD:
                    self._ended(run, task)
            except StorageProblem as problem:
                self.data_failed(problem)

    def data_failed(self, problem: EccoProblem) -> None:
        """The data itself cannot be read, written or copied: told once, until `data_well`.

        Kept in the list where that is still possible, and delivered in any case.
        """
        with self._lock:
            known, self._data_failing = self._data_failing, problem.key
        if known == problem.key:
            return
        words = sentence(problem.key, problem.values)
        notice = Notice(_("Dados deste computador"), words, NoticeKind.FAILURE, None, self._clock.now())
        self._deliver(self._kept(notice))

    def data_well(self) -> None:
        """The data was just read, or copied, as it should."""
        with self._lock:
            self._data_failing = ""

    def tell(self, title: str, words: str, kind: NoticeKind = NoticeKind.FINDING) -> None:
        """Something of the program itself, whatever kinds a person switched off."""
        self._deliver(self._kept(Notice(title, words, kind, None, self._clock.now())))

    def watch(self) -> None:
        """Look for runs that take far too long, and for a program in which nothing works any more."""
        now = self._clock.now()
        for run, _owner in self._storage.runs.open_runs():
            self._look_at_length(run, now)
        self._look_at_silence(now)

    # -- inside --

    def _ended(self, run: Run, task: Task) -> None:
        if run.trigger in (Trigger.SIMULATION, Trigger.UNDO):
            # A person is looking at it.
            return
        # A run that ended and still stands open on disk could not be closed there.
        failed = run.result is RunResult.FAILED or not run.state.final
        well = run.result in _WELL
        with self._lock:
            before = self._failing.get(task.id, False)
            # Half well is no recovery of records that failed, and neither is a stop; of a run that could not
            # work at all it is.
            works = well or (run.result is RunResult.PARTIAL and task.id in self._dead)
            self._failing[task.id] = failed or (before and not works)
            if not failed:
                self._dead.discard(task.id)
            elif run.error_key or not run.state.final:
                self._dead.add(task.id)
            self._long.discard(task.id)
            self._silent = self._silent and failed
        if failed and not before:
            if not self._muted(task):
                self._send(NoticeKind.FAILURE, _("Falhou") + f": {task.name}", _reason(run), task.id)
        elif before and works:
            title = _("Voltou ao normal") if well else _("Voltou a funcionar, com pendências")
            self._send(NoticeKind.RECOVERY, f"{title}: {task.name}", _counts(run), task.id)
        elif not failed and (run.tally.created or run.tally.updated):
            self._send(NoticeKind.SUCCESS, task.name, _counts(run), task.id)

    def _look_at_length(self, run: Run, now: datetime) -> None:
        usual = self._storage.runs.usual_seconds(run.task_id).get(run.task_id)
        task = self._storage.tasks.get(run.task_id)
        if usual is None or task is None or run.started_at is None or run.task_id in self._long:
            return
        spent = (now - run.started_at).total_seconds()
        if spent > LONG_SECONDS and spent > usual * LONG_TIMES and not self._muted(task):
            self._long.add(run.task_id)
            words = sentence("notice.long", {"minutes": str(round(spent / 60))})
            self._send(NoticeKind.FINDING, task.name, words, task.id)

    def _look_at_silence(self, now: datetime) -> None:
        hours = self._preferences.read().notice_silence_hours
        tasks = [task for task in self._storage.tasks.all() if task.active and task.recurrence]
        paused = self._storage.settings.get(PAUSED_KEY)
        if not hours or not tasks or self._silent or (paused and datetime.fromisoformat(paused) > now):
            return
        last = self._storage.runs.last_ends()
        good = [
            run.ended_at
            for run in last.values()
            if run.ended_at and run.result in (*_WELL, RunResult.PARTIAL)
        ]
        since = max([min(task.created_at for task in tasks if task.created_at), *good])
        # Tasks that rest at night or on Sundays are not silent: something must have been tried in vain.
        in_vain = any(run.ended_at is not None and run.ended_at > since for run in last.values())
        if in_vain and now - since > timedelta(hours=hours):
            self._silent = True
            words = sentence("notice.silence", {"hours": str(hours)})
            self._send(NoticeKind.SILENCE, _("Nenhuma tarefa está funcionando"), words, None)

    def _muted(self, task: Task) -> bool:
        return task.muted_until is not None and task.muted_until > self._clock.now()

    def _send(self, kind: NoticeKind, title: str, body: str, task_id: int | None) -> None:
        chosen = self._preferences.read()
        if not _wanted(kind, chosen):
            return
        now = self._clock.now()
        notice = Notice(title, body, kind, task_id, now, quiet=chosen.is_quiet(now, self._zone))
        told = self._unless_storm(self._kept(notice))
        if told is not None:
            self._deliver(told)

    def _kept(self, notice: Notice) -> Notice:
        """With its id; as it is where the disk is full: it must be told all the same."""
        try:
            return self._storage.notices.add(notice)
        except StorageProblem:
            _log.exception("a notice could not be kept")
            return notice

    def _unless_storm(self, notice: Notice) -> Notice | None:
        """Three notices a minute, then one that speaks of all, then silence: the list has every one."""
        steady = self._clock.monotonic()
        with self._lock:
            self._sent = [moment for moment in self._sent if steady - moment < STORM_SECONDS]
            self._sent.append(steady)
            number, failing = len(self._sent), sum(self._failing.values())
        if number <= STORM:
            return notice
        if number > STORM + 1:
            return None
        words = sentence("notice.many", {"count": str(failing)})
        kind = NoticeKind.FAILURE if failing else notice.kind
        title = _("Várias tarefas com falha") if failing else _("Vários avisos")
        return replace(notice, title=title, body=words, kind=kind, task_id=None)


def _wanted(kind: NoticeKind, chosen: Preferences) -> bool:
    return {
        NoticeKind.FAILURE: chosen.notice_failure,
        NoticeKind.RECOVERY: chosen.notice_recovery,
        NoticeKind.FINDING: chosen.notice_finding,
        NoticeKind.SUCCESS: chosen.notice_success,
        NoticeKind.SILENCE: chosen.notice_silence_hours > 0,
    }[kind]


def _counts(run: Run) -> str:
    words = counts(run.tally)
    return words or RESULTS[run.result]


def _reason(run: Run) -> str:
    """Why a run failed: its own reason, else that every record of it did."""
    if not run.error_key and run.state.final and run.tally.failed:
        return sentence("run.all_failed", {"count": str(run.tally.failed)})
    return sentence(run.error_key or ("run.bug" if run.state.final else "run.unkept"), run.error_values)


def short(text: str, limit: int) -> str:
    """Text cut at a word, for places with little room."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"
