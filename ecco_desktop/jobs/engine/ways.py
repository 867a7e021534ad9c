"""The three ways a run is done: for real, pretended, or giving back what an earlier one wrote."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from ecco_desktop.domain.connections import Manifest
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.notices import Deed, Who
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import whole_run
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.jobs.run.simulation import Simulation
from ecco_desktop.jobs.run.written import written_by
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import Clock

Tell = Callable[[str, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class TaskSwitch:
    """Switches the task of a run off; its log says why."""

    storage: Storage
    task: Task
    log: RunLog
    clock: Clock

    def off(self, key: str) -> None:
        """Off, where it is on, with the key of the reason."""
        kept = self.storage.tasks.get(self.task.id)
        if kept is None or not kept.active:
            return
        deed = Deed(self.clock.now(), Who.SCHEDULER, "deed.task_off", {"task": kept.name})
        with self.storage.transaction():
            self.storage.tasks.update(replace(kept, active=False))
            self.storage.notices.add_deed(deed)
        self.log.info(key)


class Way(Protocol):
    """What a run works on, what it does, and what is left of it. Several runs may share one."""

    # The first line of its log.
    began: str
    # Whether nothing is written outside.
    simulated: bool

    @abstractmethod
    def storage(self, real: Storage) -> Storage:
        """The data the automation works on."""

    @abstractmethod
    def erp(self, real: Erp) -> Erp:
        """The ERP the automation works on."""

    @abstractmethod
    def store(self, connection_id: int, real: Store, manifest: Manifest) -> Store:
        """The store the automation works on."""

    @abstractmethod
    def telling(self, tell: Tell) -> Tell:
        """How a person is told during the run."""

    @abstractmethod
    def carry_out(self, known: Automation, ctx: RunContext, switch: TaskSwitch) -> None:
        """The run itself; leaves through a return, a problem or Cancelled."""

    @abstractmethod
    def stopped(self, known: Automation, switch: TaskSwitch) -> None:
        """A person stopped it."""

    @abstractmethod
    def ended(self) -> None:
        """It is over, however it ended; called once for each run."""


class RealRun(Way):
    """Writes what it finds to write: the whole automation, or the steps that are named.

    `finishes`: with it, what was booked to run once has had its run.
    """

    began = "run.started"
    simulated = False

    def __init__(self, steps: Collection[str] = (), *, finishes: bool = True) -> None:
        self._steps = steps
        self._finishes = finishes

    def storage(self, real: Storage) -> Storage:
        """The data itself."""
        return real

    def erp(self, real: Erp) -> Erp:
        """The ERP itself."""
        return real

    def store(self, _connection_id: int, real: Store, _manifest: Manifest) -> Store:
        """The store itself."""
        return real

    def telling(self, tell: Tell) -> Tell:
        """A person is told."""
        return tell

    def carry_out(self, known: Automation, ctx: RunContext, switch: TaskSwitch) -> None:
        """The automation; one that runs once has come to its end."""
        with whole_run(ctx, in_part=bool(self._steps)):
            known.carry_out(ctx, self._steps)
        if self._finishes and not known.info.recurrent:
            switch.off("install.switched_off")

    def stopped(self, known: Automation, switch: TaskSwitch) -> None:
        """What was booked to run once does not begin again by itself."""
        if self._finishes and not known.info.recurrent:
            switch.off("install.stopped")

    def ended(self) -> None:
        """Nothing is left of it."""


class UndoingRun(RealRun):
    """Gives back what the run `run_id` wrote."""

    began = "run.undoing"

    def __init__(self, run_id: int) -> None:
        super().__init__()
        self._run_id = run_id

    def carry_out(self, known: Automation, ctx: RunContext, switch: TaskSwitch) -> None:
        """The automation's undo; SetupProblem where it has none."""
        if known.undo is None:
            raise SetupProblem("undo.not_possible", automation=known.info.name)
        written = written_by(self._run_id, ctx.storage)
        if any(row.connection_id != ctx.connection.id for row in written):
            raise SetupProblem("undo.other_shop", connection=ctx.connection.name)
        # First: where the program is cut in the middle, nothing is sent anew by itself.
        switch.off("undo.switched_off")
        with whole_run(ctx):
            known.undo(ctx, written)


class PretendedRun(Way):
    """Works on a simulation's copies; what it would have written is kept in the real ledger, marked."""

    began = "run.simulating"
    simulated = True

    def __init__(self, simulation: Simulation, steps: Collection[str] = ()) -> None:
        self._simulation = simulation
        self._steps = steps

    def storage(self, _real: Storage) -> Storage:
        """The simulation's copy."""
        return self._simulation.storage

    def erp(self, real: Erp) -> Erp:
        """The ERP as it would be."""
        return self._simulation.erp(real)

    def store(self, connection_id: int, real: Store, manifest: Manifest) -> Store:
        """The store as it would be."""
        return self._simulation.store(connection_id, real, manifest)

    def telling(self, _tell: Tell) -> Tell:
        """Nobody is told: nothing happened."""
        return lambda _key, _values: None

    def carry_out(self, known: Automation, ctx: RunContext, switch: TaskSwitch) -> None:
        """The automation, as ever."""
        with whole_run(ctx, in_part=bool(self._steps)):
            known.carry_out(ctx, self._steps)
        self._simulation.keep(ctx.run.id, switch.storage)

    def stopped(self, _known: Automation, _switch: TaskSwitch) -> None:
        """The task stays as it is."""

    def ended(self) -> None:
        """Its part of the simulation is over."""
        self._simulation.ended()
