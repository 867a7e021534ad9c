"""One run, from its turn in the lane to its end on disk."""

import logging
from collections.abc import Callable

from ecco_desktop.domain.errors import Cancelled, EccoProblem
from ecco_desktop.domain.events import RunChanged
from ecco_desktop.domain.runs import RunState, end_state
from ecco_desktop.jobs.engine.active import ActiveRun
from ecco_desktop.jobs.engine.closing import Closing, End
from ecco_desktop.jobs.engine.openings import Openings
from ecco_desktop.jobs.engine.ways import TaskSwitch
from ecco_desktop.jobs.registry import automation

_log = logging.getLogger(__name__)
# Longer than a lease: one that was left without an owner is over by then.
CLAIM_TRIES = 80
CLAIM_PAUSE = 0.5

How = tuple[RunState, str, dict[str, str]]


class Execution:
    """Whatever happens in the run, its end is written; `state` says how it ended."""

    def __init__(
        self,
        active: ActiveRun,
        openings: Openings,
        closing: Closing,
        recover: Callable[[], object],
        leaving: Callable[[], bool],
    ) -> None:
        self.state = RunState.FAILED
        self._active = active
        self._openings = openings
        self._storage = openings.storage
        self._closing = closing
        # Interrupts runs whose owner is no more; whether the program is being closed.
        self._recover, self._leaving = recover, leaving
        self._switch = TaskSwitch(openings.storage, active.task, active.log, openings.clock)

    def run(self) -> None:
        """To its end."""
        active = self._active
        key, values = "run.bug", dict[str, str]()
        try:
            self.state, key, values = self._run()
        except Cancelled:
            self.state, key = RunState.CANCELLED, ""
            safely(active, self._stopped)
        except EccoProblem as problem:
            _log.warning("run %s failed: %s", active.run.id, problem)
            key, values = problem.key, dict(problem.values)
        except Exception:  # noqa: BLE001 - the one place where a bug ends a run and not the program
            _log.exception("run %s hit a bug", active.run.id)
        finally:
            end = End(active.run, active.log, self.state, active.tally, active.counter.calls, key, values)
            safely(active, lambda: self._closing.close(end))

    def _run(self) -> How:
        active = self._active
        active.cancel.check()
        kept = self._storage.tasks.get(active.task.id)
        if kept is None or kept.deleted:
            # It was deleted in the moment it was queued.
            raise Cancelled
        if not self._claimed():
            active.log.warning("run.elsewhere")
            return RunState.SKIPPED, "run.elsewhere", {}
        active.running = True
        self._openings.events.emit(RunChanged(active.task.id, active.run.id, RunState.RUNNING))
        context = self._openings.context()
        known = automation(active.task.automation)
        active.log.info(active.way.began, automation=known.info.name, connection=context.connection.name)
        active.way.carry_out(known, context, self._switch)
        return end_state(active.tally), "", {}

    def _claimed(self) -> bool:
        """For a while, or until it is known whether the one who has the lane still lives."""
        lane = f"connection:{self._active.task.connection_id}"
        for _ in range(CLAIM_TRIES):
            now = self._openings.clock.now()
            if self._storage.runs.claim(self._active.run.id, lane, self._active.owner, now):
                return True
            self._active.cancel.wait(CLAIM_PAUSE)
            self._recover()
        return False

    def _stopped(self) -> None:
        # Where the program is being closed, no person stopped it.
        if not self._leaving():
            self._active.way.stopped(automation(self._active.task.automation), self._switch)


def safely(active: ActiveRun, work: Callable[[], object]) -> None:
    """Do `work`; what fails is told to the technical log alone."""
    try:
        work()
    except Exception:  # noqa: BLE001 - the end of a run must come to its end
        _log.exception("run %s could not be closed in order", active.run.id)
