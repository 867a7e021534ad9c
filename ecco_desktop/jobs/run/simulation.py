"""Simular: the same automations on a copy of our data, with outside systems that only pretend to be written.

What is read comes from the real systems; what is written stays in memory, and later reads of the same
simulation show it, so that a series of automations comes to the same changes as it would for real.
"""

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from ecco_desktop.domain.connections import Manifest
from ecco_desktop.domain.ledger import ChangeOutcome
from ecco_desktop.jobs.pretend.erp import PretendErp
from ecco_desktop.jobs.pretend.erp_pretence import ErpPretence
from ecco_desktop.jobs.pretend.store import PretendStore
from ecco_desktop.jobs.pretend.store_pretence import StorePretence
from ecco_desktop.jobs.run.written import written_by
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.store import Store


@dataclass(slots=True)
class Simulation:
    """One simulation of one or several tasks. Any thread; it is over when its last run has ended."""

    storage: Storage
    _stack: ExitStack
    _runs: int
    _erp: ErpPretence = field(default_factory=ErpPretence)
    _stores: dict[int, StorePretence] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, storage: Storage, runs: int) -> "Simulation":
        """A simulation of so many runs, on a copy of `storage`."""
        stack = ExitStack()
        return cls(stack.enter_context(storage.scratch()), stack, runs)

    def erp(self, real: Erp) -> Erp:
        """The ERP as it would be."""
        return PretendErp(real, self._erp)

    def store(self, connection_id: int, real: Store, manifest: Manifest) -> Store:
        """A store as it would be."""
        with self._lock:
            pretence = self._stores.setdefault(connection_id, StorePretence(manifest.cancelled))
        return PretendStore(real, pretence)

    def keep(self, run_id: int, real: Storage) -> None:
        """Put what a run would have changed into the real ledger, marked as simulated."""
        rows = written_by(run_id, self.storage)
        real.ledger.add([replace(row, outcome=ChangeOutcome.SIMULATED) for row in rows])

    def ended(self) -> None:
        """One of the runs has ended; with the last one the copy goes away."""
        self.storage.close()
        with self._lock:
            self._runs -= 1
            last = self._runs == 0
        if last:
            self._stack.close()
