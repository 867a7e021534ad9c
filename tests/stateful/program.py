"""A program on a data folder, all of it in the calling thread: it is started, runs, and may be killed."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from ecco_desktop import app
from ecco_desktop.connectors.http.client import HttpClient
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.runs import LogLine, Run, Trigger
from ecco_desktop.jobs.engine import runner
from ecco_desktop.jobs.engine.cancel import RunCancel
from ecco_desktop.jobs.engine.scheduler import Scheduler
from ecco_desktop.storage import database, session
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.system import FakeProcesses
from tests.stateful.wire import Killed

Hello = dict[str, dict[str, str]]


class InlineLanes:
    """As jobs.engine.lanes.Lanes, in the thread that asks."""

    def __init__(self) -> None:
        self._queues: dict[int, deque[Callable[[], None]]] = {}

    def submit(self, lane: int, work: Callable[[], None]) -> None:
        """Do it now, or after what the lane is at."""
        if lane in self._queues:
            self._queues[lane].append(work)
            return
        queue = self._queues[lane] = deque([work])
        try:
            while queue:
                queue.popleft()()
        finally:
            del self._queues[lane]

    def wait_idle(self, _seconds: float | None = None) -> bool:
        """What was asked for is done."""
        return True


class NoPulse:
    """Beats are written by the clock of the test alone."""

    def __init__(self, _beat: Callable[[], bool]) -> None: ...

    def start(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


@contextmanager
def in_one_thread(sleep: Callable[[float], None]) -> Iterator[None]:
    """Meanwhile programs run where they are asked, waits move the clock, and nobody waits for the disk."""

    def wait(self: RunCancel, seconds: float) -> None:
        self.check()
        sleep(seconds)

    with ExitStack() as patches:
        for place, name, other in (
            (runner, "Lanes", InlineLanes),
            (runner, "Pulse", NoPulse),
            (Scheduler, "handle", lambda _self, _event: None),
            (RunCancel, "wait", wait),
            (HttpClient, "_backoff", lambda _self, number: 0.002 * number),
            (session, "NORMAL", 0),
            (session, "FULL", 0),
            (database, "_PRAGMAS", {**database._PRAGMAS, "synchronous": 0}),
        ):
            patches.enter_context(mock.patch.object(place, name, other))
        yield


@dataclass(slots=True)
class Cut:
    """Counts what a program asks of its database; `left` statements on, it dies."""

    left: int = -1
    dead: bool = False

    def count(self) -> None:
        """One more; Killed where it was the last."""
        if self.left > 0:
            self.left -= 1
            if self.left == 0:
                self.dead = True
        if self.dead:
            raise Killed


@dataclass(slots=True)
class Program:
    """Started on `folder`; `owner` names its process, `living` all that live (this one's among them)."""

    folder: Path
    owner: str
    living: set[str]
    hello: Hello
    cut: Cut = field(default_factory=Cut)
    application: app.Application = field(init=False)

    def __post_init__(self) -> None:
        self.living.add(self.owner)
        processes = FakeProcesses(self.owner)
        processes.others = self.living
        storage = open_storage(self.folder)
        self._mortal(storage)
        secrets = MemorySecrets()
        with mock.patch.object(app, "SystemProcesses", return_value=processes):
            self.application = app.wire(self.folder, storage, secrets, floor=0.1)
        manifests = Registry()
        for connection in self.application.services.connections.list():
            for key in manifests.manifest(connection.kind).secret_keys:
                if key in (known := self.hello[connection.name]):
                    secrets.set(connection.id, key, known[key])

    @property
    def storage(self) -> SqliteStorage:
        """Its data."""
        return self.application.storage

    def recover(self) -> list[int]:
        """As the scheduler does at a start: what a crash left open."""
        return self.application.runner.recover()

    def tasks(self) -> dict[tuple[str, str], int]:
        """The number of each task, by automation and place."""
        names = {one.id: one.name for one in self.storage.connections.all()}
        return {
            (task.automation, names[task.connection_id]): task.id
            for task in self.application.services.tasks.in_order()
        }

    def run(self, task_id: int, trigger: Trigger) -> Run | None:
        """One run from request to record; None where it was refused. Killed goes through."""
        try:
            began = self.application.runner.request(task_id, trigger)
        except EccoProblem:
            return None
        return self.storage.runs.get(began.id)

    def log(self, run: Run) -> list[LogLine]:
        """What a run said."""
        return list(self.storage.runs.log(run.task_id, run_id=run.id, limit=10_000))

    def close(self) -> None:
        """An orderly end."""
        self.application.runner.close(0)
        self.storage.finish()
        self.living.discard(self.owner)

    def die(self) -> None:
        """What was not committed is gone; nothing is tidied up."""
        self.cut.dead = True
        self.living.discard(self.owner)
        connection = self.storage._database._state.conn
        if connection is not None:
            with contextlib.suppress(Exception):
                connection.close()

    def _mortal(self, storage: SqliteStorage) -> None:
        base: Any = storage._database
        for name in ("execute_sql", "connection", "begin", "commit"):
            setattr(base, name, self._counted(getattr(base, name)))

    def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            self.cut.count()
            return method(*words, **named)

        return call
