"""The life of tasks as a machine: what people, clocks, sleep and crashes do to them, beside a simple model.

The real task service, scheduler, runner and database, with fake outside systems and a fake clock. Runs are
held by the fake store until the machine lets them go, so nothing here waits for time to pass.
"""

import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ecco_desktop.domain.errors import Cancelled, SetupProblem
from ecco_desktop.domain.events import Event, RunChanged
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.words.sentences import SENTENCES
from tests.fakes.app import FakeShop
from tests.fakes.orders import store_order
from tests.fuzzing import examples

WAIT = 20.0
MINUTE = timedelta(minutes=1)
RECURRENCES = (
    None,
    Recurrence(every_minutes=10),
    Recurrence(every_minutes=600),
    Recurrence(at=(time(8), time(14, 30))),
    Recurrence(every_minutes=45, window=(time(22), time(6))),
)
# The longest any of these may put a turn off: fixed hours and the window come every day.
LONGEST = timedelta(days=2)


class Gate:
    """Holds the runs of one process at the store's first page, where the machine asked for it."""

    def __init__(self) -> None:
        self.closed = False
        self.dead = False
        self.inside = threading.Event()
        self._open = threading.Event()
        self._count = 0
        self._lock = threading.Lock()
        self.most = 0

    def hold(self) -> None:
        """Called by the store in a run's thread."""
        with self._lock:
            self._count += 1
            self.most = max(self.most, self._count)
        try:
            if self.closed:
                self.inside.set()
                assert self._open.wait(WAIT)
            if self.dead:
                raise Cancelled
        finally:
            with self._lock:
                self._count -= 1

    def close(self) -> None:
        """The next run waits."""
        self.closed = True
        self.inside.clear()
        self._open.clear()

    def open(self) -> None:
        """Runs go on."""
        self.closed = False
        self._open.set()


@dataclass
class Known:
    """What the model believes of one task."""

    active: bool = True
    deleted: bool = False
    extra: datetime | None = None
    before_extra: int = 0
    runs: list[int] = field(default_factory=list)


class TaskLife(RuleBasedStateMachine):
    """Two import tasks are never there at once: one is made again when it was deleted."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.process = 0
        self.crashed: list[tuple[FakeShop, Gate]] = []
        self.tasks: dict[int, Known] = {}
        self.current = 0
        self.held: int | None = None
        self.jumps = 0
        self.promise: tuple[object, datetime | None] = (None, None)
        self.finals: dict[int, list[RunState]] = {}
        self.boot()

    # -- processes --

    def boot(self) -> None:
        """A program opens on the folder, as another process."""
        self.process += 1
        now = self.shop.clock if self.process > 1 else None
        self.shop = FakeShop(Path(self.folder.name), owner=f"{self.process}:1.00")
        if now is not None:
            self.shop.clock.at, self.shop.clock.steady = now.at, now.steady
            self.shop.scheduler._walls = (now.at, now.steady)
        self.gate = Gate()
        self.shop.store.on_order = self.gate.hold
        self.shop.store.orders["1"] = store_order("1", status="cancelled")
        sink = self.shop.sink
        sink.emit = self._told  # type: ignore[method-assign]

    def _told(self, event: Event) -> None:
        if isinstance(event, RunChanged) and event.state.final:
            self.finals.setdefault(event.run_id, []).append(event.state)
            self.shop.scheduler.handle(event)

    @initialize(recurrence=st.sampled_from(RECURRENCES), catch_up=st.booleans())
    def begin(self, recurrence: Recurrence | None, catch_up: bool) -> None:
        """One import task; the other one of the fake shop is out of the way."""
        first, second = self.shop.storage.tasks.all()
        self.shop.tasks.delete(second.id)
        self.shop.storage.settings.set("preference.catch_up", "yes" if catch_up else "no")
        self.catch_up = catch_up
        self.current = first.id
        self.tasks[first.id] = Known()
        self.shop.tasks.set_recurrence(first.id, recurrence)

    # -- helpers --

    @property
    def me(self) -> Known:
        return self.tasks[self.current]

    def asked(self, what: Callable[[], Any], *, allowed: bool) -> Any:
        """Do it; where it is refused, that was right, and the reason has words."""
        if allowed:
            return what()
        with pytest.raises(SetupProblem) as refused:
            what()
        assert refused.value.key in SENTENCES, refused.value.key
        return None

    def settle(self) -> None:
        """Let what runs come to its end; a moment passes."""
        self.gate.open()
        assert self.shop.runner.wait_idle(WAIT)
        self.held = None
        self.shop.clock.move(1)

    def history(self) -> list[Run]:
        """The runs of the task, oldest first."""
        return list(self.shop.storage.runs.page(self.current, offset=0, limit=1000).runs)[::-1]

    def came(self, before: int) -> list[Run]:
        """What was added to the history since."""
        return self.history()[before:]

    def copies(self) -> list[Path]:
        """Databases of simulations; those of crashed programs stay, for all of them are this process."""
        return sorted(Path(self.folder.name).glob("scratch-*"))

    # -- what people do --

    @rule(hold=st.booleans())
    def start(self, hold: bool) -> None:
        """Iniciar agora."""
        free = self.held is None and not self.me.deleted
        if hold and free:
            self.gate.close()
        run = self.asked(lambda: self.shop.tasks.start(self.current), allowed=free)
        if run is None:
            return
        if hold:
            assert self.gate.inside.wait(WAIT)
            self.held = run.id
        else:
            self.settle()
            assert self.finals[run.id] == [RunState.SUCCEEDED]
            self.forget_extra()

    @rule()
    def stop(self) -> None:
        """Parar."""
        running = self.held is not None and self.shop.runner.state(self.current) is TaskState.RUNNING
        run = self.held
        self.asked(lambda: self.shop.tasks.stop(self.current), allowed=running)
        if running and run is not None:
            self.settle()
            assert self.finals[run] == [RunState.CANCELLED]
            self.forget_extra()

    @rule()
    def let_go(self) -> None:
        """The run comes to its end by itself."""
        run, self.held = self.held, None
        self.settle()
        if run is not None:
            assert len(self.finals[run]) == 1
            self.forget_extra()

    @rule()
    def activate(self) -> None:
        """Ativar."""
        allowed = not self.me.deleted and not self.me.active
        self.asked(lambda: self.shop.tasks.activate(self.current), allowed=allowed)
        self.me.active |= allowed

    @rule()
    def deactivate(self) -> None:
        """Desativar; what runs goes on."""
        allowed = not self.me.deleted and self.me.active
        self.asked(lambda: self.shop.tasks.deactivate(self.current), allowed=allowed)
        self.me.active &= not allowed

    @rule()
    def delete(self) -> None:
        """Excluir."""
        allowed = not self.me.deleted and self.held is None
        self.asked(lambda: self.shop.tasks.delete(self.current), allowed=allowed)
        if allowed:
            self.me.deleted, self.me.active = True, False

    @rule(recurrence=st.sampled_from(RECURRENCES))
    def create(self, recurrence: Recurrence | None) -> None:
        """Nova tarefa: the same automation on the same store, where there is none."""
        made = self.asked(
            lambda: self.shop.tasks.create("import_orders", "Loja", recurrence, {}), allowed=self.me.deleted
        )
        if made is not None:
            self.current = made.id
            self.tasks[made.id] = Known()

    @rule(recurrence=st.sampled_from((*RECURRENCES, Recurrence(every_minutes=0.01), Recurrence())))
    def set_recurrence(self, recurrence: Recurrence | None) -> None:
        """Recorrência; one that cannot be kept is refused."""
        good = recurrence is None or not recurrence.problem(self.shop.tasks.floor_minutes)
        self.asked(
            lambda: self.shop.tasks.set_recurrence(self.current, recurrence),
            allowed=good and not self.me.deleted,
        )

    @rule(minutes=st.integers(1, 2000))
    def book(self, minutes: int) -> None:
        """Agendar uma vez."""
        at = self.shop.clock.now() + minutes * MINUTE
        self.asked(lambda: self.shop.tasks.start_later(self.current, at), allowed=not self.me.deleted)
        if not self.me.deleted:
            last = self.shop.storage.runs.last(self.current)
            self.me.extra, self.me.before_extra = at, last.id if last else 0

    @rule(hours=st.none() | st.integers(1, 30))
    def pause(self, hours: int | None) -> None:
        """Pausar tudo."""
        self.shop.tasks.pause_all(hours)

    @rule()
    def resume(self) -> None:
        """Retomar."""
        self.shop.tasks.resume_all()
        assert self.shop.tasks.paused_until() is None

    @rule(hold=st.booleans())
    def simulate(self, hold: bool) -> None:
        """Simular: it writes nothing, moves no turn and takes none."""
        before, copies = len(self.history()), self.copies()
        free = self.held is None and not self.me.deleted
        if hold and free:
            self.gate.close()
        began = self.asked(lambda: self.shop.tasks.simulate([self.current]), allowed=free)
        if not free:
            return
        if hold:
            assert self.gate.inside.wait(WAIT)
            self.held = began[0][1].id
            return
        self.gate.open()
        assert self.shop.runner.wait_idle(WAIT)
        (run,) = self.came(before)
        assert (run.trigger, run.state) == (Trigger.SIMULATION, RunState.SUCCEEDED)
        assert self.copies() == copies

    # -- what clocks do --

    @rule()
    def the_clock_fires(self) -> None:
        """What the scheduler's own clock does at the turn, and once more by mistake: one run at the most."""
        before, now = len(self.history()), self.shop.clock.now()
        due = self.shop.scheduler.next_due(self.current)
        paused, busy = self.shop.tasks.paused_until() is not None, self.held is not None
        booked = self.me.extra is not None and self.me.extra <= now
        self.shop.scheduler._fire(self.current)
        if not busy:
            assert self.shop.runner.wait_idle(WAIT)
            self.shop.clock.move(1)
        self.shop.scheduler._fire(self.current)
        if not busy:
            assert self.shop.runner.wait_idle(WAIT)
        came = self.came(before)
        may = due is not None and due <= now and not busy and not self.me.deleted
        if not may:
            assert came == [], (due, now)
        elif paused:
            assert [run.error_key for run in came] in ([], ["run.paused"])
        else:
            assert self.me.active or booked, "a task that is switched off ran by itself"
            assert [(run.trigger, run.state) for run in came] == [(Trigger.SCHEDULE, RunState.SUCCEEDED)]
            self.forget_extra()
        self.shop.clock.move(1)

    @rule(minutes=st.integers(1, 3000))
    def time_passes(self, minutes: int) -> None:
        """Awake: both clocks go on."""
        self.shop.clock.move(60.0 * minutes)
        self.shop.scheduler._walls = (self.shop.clock.at, self.shop.clock.steady)
        self.shop.scheduler.reload()

    @rule(minutes=st.integers(2, 20_000))
    def sleep(self, minutes: int) -> None:
        """Asleep: only the wall clock goes on. What was missed comes once, or is told as given up."""
        self.jump(minutes * MINUTE)

    @rule(minutes=st.integers(2, 20_000))
    def clock_set_back(self, minutes: int) -> None:
        """By a person, by a time server, by a flat battery."""
        self.jump(-minutes * MINUTE)

    def jump(self, by: timedelta) -> None:
        self.jumps += 1
        before = len(self.history())
        self.shop.clock.at += by
        self.shop.scheduler.watch()
        came = self.came(before)
        assert [run.error_key for run in came] in ([], ["run.not_caught_up"])
        if came:
            assert not self.catch_up
            self.forget_extra(given_up=True)

    # -- the program ends --

    @rule(minutes=st.integers(0, 5000), paused=st.booleans())
    def close_and_open(self, minutes: int, paused: bool) -> None:
        """An orderly end, time goes by, a start: what became due meanwhile comes once."""
        run = self.held
        self.gate.open()
        if run is not None:
            assert self.shop.runner.close(WAIT)
            assert len(self.finals[run]) == 1
            self.held = None
            self.forget_extra()
        else:
            self.shop.close()
        self.shop.storage.close()
        self.shop.clock.move(60.0 * minutes + 1)
        self.boot()
        self.open_again(resumes=False)

    @precondition(lambda self: self.held is not None)
    @rule(minutes=st.integers(0, 5000))
    def crash(self, minutes: int) -> None:
        """Power off in the middle of a run, time goes by, a start."""
        run = next(run for run in self.history() if run.id == self.held)
        self.crashed.append((self.shop, self.gate))
        self.held = None
        self.shop.storage.close()
        self.shop.clock.move(60.0 * minutes + 1)
        self.boot()
        real = run.trigger is not Trigger.SIMULATION
        resumes = real and self.me.active and not self.me.deleted and self.shop.tasks.paused_until() is None
        self.open_again(resumes=resumes, crashed=run)

    def open_again(self, *, resumes: bool, crashed: Run | None = None) -> None:
        """What a start does, but for the thread of the clock: that is the machine's."""
        before = len(self.history())
        self.shop.scheduler.start()
        jobs = self.shop.scheduler._jobs
        assert jobs is not None
        jobs.pause()
        self.shop.scheduler.stop()
        while self.shop.scheduler._ticking:
            """A turn that was being taken in that moment is taken to its end."""
        assert self.shop.runner.wait_idle(WAIT)
        self.shop.clock.move(1)
        assert self.shop.storage.runs.open_runs() == []
        if crashed is not None:
            kept = self.shop.storage.runs.get(crashed.id)
            assert kept is not None and kept.state is RunState.INTERRUPTED
        came = self.came(before)
        own = [run for run in came if run.trigger is Trigger.RECOVERY]
        assert len(own) == (1 if resumes else 0)
        taken = [run for run in came if run.trigger is Trigger.SCHEDULE and run.state is not RunState.SKIPPED]
        assert len(taken) + len(own) <= 1 if not taken else len(own) + len(taken) <= 2
        for run in came:
            assert run.state in (RunState.SUCCEEDED, RunState.SKIPPED)
            if run.state is RunState.SKIPPED:
                assert run.error_key in ("run.not_caught_up", "run.paused")
        if own or taken:
            self.forget_extra()
        if any(run.error_key == "run.not_caught_up" for run in came):
            self.forget_extra(given_up=True)

    def forget_extra(self, *, given_up: bool = False) -> None:
        """A run that ended after it took the booked turn."""
        last = self.shop.storage.runs.last(self.current)
        newer = last is not None and last.id > self.me.before_extra
        ended = last.ended_at if last and newer else None
        if self.me.extra and (given_up or (ended is not None and ended >= self.me.extra)):
            self.me.extra = None

    # -- what always holds --

    @invariant()
    def never_two_at_once(self) -> None:
        assert self.gate.most <= 1

    @invariant()
    def each_run_ends_once(self) -> None:
        for run, states in self.finals.items():
            assert len(states) == 1, (run, states)

    @invariant()
    def nothing_is_open_but_what_runs(self) -> None:
        living = [run.id for run, owner in self.shop.storage.runs.open_runs()]
        assert living == ([self.held] if self.held is not None else [])

    @invariant()
    def what_is_deleted_never_runs(self) -> None:
        for task_id, known in self.tasks.items():
            runs = self.shop.storage.runs.page(task_id, offset=0, limit=1).total
            if known.deleted:
                assert runs == (known.runs[-1] if known.runs else runs)
                assert self.shop.scheduler.next_due(task_id) is None
            known.runs.append(runs)

    @invariant()
    def the_next_turn_is_neither_lost_nor_far_away(self) -> None:
        if not self.tasks or self.me.deleted or self.held is not None:
            return
        self.shop.scheduler.reload()
        task = self.shop.storage.tasks.get(self.current)
        assert task is not None
        due, now = self.shop.scheduler.next_due(self.current), self.shop.clock.now()
        if self.me.active and task.recurrence is not None:
            assert due is not None
            assert due <= now + LONGEST, (due, now)
        elif self.me.extra is not None:
            assert due is not None and due <= self.me.extra
        else:
            assert due is None, due
        # While nothing happens a turn may come nearer, but never move away.
        facts = (task, self.me.extra, len(self.history()), self.jumps, self.process)
        kept, promised = self.promise
        if facts == kept and promised is not None:
            assert due is not None and due <= max(promised, now), (promised, due, now)
        self.promise = (facts, due)

    @invariant()
    def refusals_have_words(self) -> None:
        for view in self.shop.tasks.list():
            for why in view.refusals.values():
                assert why in SENTENCES

    def teardown(self) -> None:
        self.gate.open()
        for shop, gate in self.crashed:
            gate.dead = True
            gate.open()
            with suppress(AssertionError):
                shop.runner.wait_idle(WAIT)
            shop.close()
        self.shop.close()
        self.folder.cleanup()


TestTaskLife = TaskLife.TestCase
TestTaskLife.settings = settings(
    max_examples=examples(40), stateful_step_count=30, phases=(Phase.generate, Phase.shrink)
)
