"""Copies of the data once a day, and what follows a restored one. Slow: call it off the UI thread."""

import json
import logging
import threading
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.keeping import RESTORED_KEY, Backup, BackupKind, is_due
from ecco_desktop.jobs.run.restored import RESTORED
from ecco_desktop.ports.keeping import BackupStore
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.alerts import AlertService
from ecco_desktop.services.catalog import duties
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.services.shops import distrust
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

_log = logging.getLogger(__name__)
# The place and the danger that were told last.
WARNED_KEY = "place.warned"


class KeepingService:
    """All methods are for any thread; copies are made one at a time."""

    def __init__(
        self,
        backups: BackupStore,
        storage: Storage,
        deeds: Deeds,
        alerts: AlertService,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._backups = backups
        self._storage = storage
        self._deeds = deeds
        self._alerts = alerts
        self._clock = clock
        self._zone = zone
        self._lock = threading.Lock()

    @property
    def place(self) -> Path:
        """The folder of the copies."""
        return self._backups.place

    def newest(self) -> Backup | None:
        """The newest copy of any kind."""
        return next(iter(self._backups.all(self._clock.now())), None)

    def make(self) -> Backup:
        """A copy now; StorageProblem where that cannot be, and a notice of it (once)."""
        with self._lock:
            return self._make()

    def make_due(self) -> Backup | None:
        """A copy where the newest daily one is a day old; a failure is noticed, not raised."""
        with self._lock:
            now = self._clock.now()
            daily = [one for one in self._backups.all(now) if one.kind is BackupKind.DAILY]
            if not is_due(next(iter(daily), None), now):
                return None
            try:
                return self._make()
            except SetupProblem as problem:
                _log.warning("no copy of the data could be made: %s", problem)
                return None

    def _make(self) -> Backup:
        try:
            made = self._backups.make(BackupKind.DAILY, self._clock.now())
        except SetupProblem as problem:
            self._alerts.data_failed(problem)
            raise
        _log.info("a copy of the data was made: %s, %s bytes", made.path.name, made.size)
        self._alerts.data_well()
        return made

    # -- at a start --

    def begin(self) -> None:
        """What a start owes the data: a restored copy is not believed, a place that endangers it is told."""
        self.after_restore()
        self.warn_of_place()

    def warn_of_place(self) -> None:
        """Where the data lies in danger, a notice says so: once for each place and danger."""
        risk = self._storage.upkeep.risk()
        said = f"{risk.key} {risk.values['folder']}" if risk else ""
        if said == (self._storage.settings.get(WARNED_KEY) or ""):
            return
        self._storage.settings.set(WARNED_KEY, said)
        if risk is not None:
            self._alerts.tell(_("Pasta de dados"), sentence(risk.key, risk.values))

    # -- after a restore --

    def after_restore(self) -> None:
        """Where an older copy was put in place: forget what it wrongly believes of the stores, and tell it.

        Bookmarks are as old as the links, so all that changed since is read again, and orders are looked up
        in the ERP before they are created. What would mislead is what was last *sent*, for another value may
        have been sent since, and what a platform told only once. All in one transaction, so that a cut in
        between does it again.
        """
        kept = self._storage.settings.get(RESTORED_KEY)
        if not kept:
            return
        facts = _facts(kept)
        with self._storage.transaction():
            known = self._storage.connections
            for connection in [*known.all(), *known.aside()]:
                self._distrust(connection.id, facts["at"])
            self._storage.settings.set(RESTORED_KEY, "")
            self._deeds.note("deed.restored", at=self._local(facts["made_at"]))
            words = {"at": self._local(facts["made_at"]), "aside": facts["aside"] or "—"}
            if facts["made_at"]:
                self._alerts.tell(_("Dados restaurados"), sentence("restore.done", words))
            else:
                self._alerts.tell(_("Dados novos"), sentence("restore.anew", words))

    def _distrust(self, connection_id: int, at: str) -> None:
        now, memory, borne = self._clock.now(), self._storage.memory, duties()
        distrust(self._storage, connection_id, now)
        importing = (
            task.automation == borne[Duty.ORDERS_IN] and task.connection_id == connection_id
            for task in self._storage.tasks.all()
        )
        if any(importing):
            RESTORED.keep(memory, connection_id, {"at": at}, now)

    def _local(self, moment: str) -> str:
        return f"{datetime.fromisoformat(moment).astimezone(self._zone):%d/%m/%Y %H:%M}" if moment else "—"


def _facts(kept: str) -> Mapping[str, str]:
    facts = dict.fromkeys(("made_at", "at", "aside"), "")
    try:
        return facts | {key: str(value) for key, value in json.loads(kept).items()}
    except (ValueError, AttributeError):
        # A restore all the same: what it says is only for the notice.
        return facts
