"""Every five minutes a look at what went silent, and new log lines are indexed; daily, copies and pruning."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.ports.storage import Storage, StorageProblem
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.alerts import AlertService
from ecco_desktop.services.keeping import KeepingService
from ecco_desktop.services.preferences import PreferenceService

_log = logging.getLogger(__name__)
DAY = timedelta(days=1)
# Not in the first minutes of a morning, when every task catches up.
WATCH_SECONDS = 300.0
BATCH = 2000
RUNS = 200
# A tenth of a second of work, and as long a rest.
LINES, BREATH_SECONDS = 1000, 0.1


class UpkeepService:
    """`start` prunes in its own thread; `prune` does it once in the calling one."""

    def __init__(
        self,
        storage: Storage,
        preferences: PreferenceService,
        clock: Clock,
        alerts: AlertService,
        keeping: KeepingService,
    ) -> None:
        self._alerts = alerts
        self._keeping = keeping
        self._storage = storage
        self._preferences = preferences
        self._clock = clock
        self._pruned: datetime | None = None
        self._ending = threading.Event()

    def start(self) -> None:
        """Begin; the thread ends with `stop`."""
        threading.Thread(target=self._work, name="upkeep", daemon=True).start()

    def stop(self) -> None:
        """No more batches."""
        self._ending.set()

    def prune(self) -> int:
        """Drop what is older than the preferences keep; how many runs went. May be stopped any time."""
        chosen, now = self._preferences.read(), self._clock.now()
        before = now - timedelta(days=chosen.history_days)
        failures = now - timedelta(days=chosen.failures_days)
        gone = 0
        while not self._ending.is_set():
            runs = self._storage.upkeep.old_runs(before, failures, RUNS)
            for run_id in runs:
                while not self._ending.is_set() and self._storage.upkeep.drop_run(run_id, BATCH):
                    pass
            gone += len(runs)
            if len(runs) < RUNS:
                break
        self._storage.notices.prune(failures)
        return gone

    def index(self) -> None:
        """Make the newest log lines quick to find, in steps that let others write in between."""
        while not self._ending.is_set() and self._storage.upkeep.index_log(LINES) == LINES:
            self._ending.wait(BREATH_SECONDS)

    def _work(self) -> None:
        # Before anything old leaves, and before the tasks of the morning change much.
        self._once(self._keeping.make_due)
        self._once(self.index)
        while not self._ending.wait(WATCH_SECONDS):
            self._once(self.turn)

    def turn(self) -> None:
        """One look: what is silent, whether a copy is due, whether old history may leave."""
        self._alerts.watch()
        self._keeping.make_due()
        self.index()
        now = self._clock.now()
        if self._pruned is None or abs(now - self._pruned) >= DAY:
            self._pruned = now
            _log.info("%s old runs were dropped", self.prune())

    def _once(self, what: Callable[[], object]) -> None:
        try:
            what()
        except EccoProblem as problem:
            _log.warning("upkeep waits for its next turn: %s", problem)
            if isinstance(problem, StorageProblem):
                self._alerts.data_failed(problem)
        finally:
            self._storage.close()
