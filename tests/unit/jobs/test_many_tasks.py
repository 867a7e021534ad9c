"""Many tasks that are due at once: each turn is taken, and taken once."""

import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.events import Event, RunChanged
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState
from tests.fakes.app import FakeShop

TASKS, WAIT = 60, 60.0


def test_every_late_turn_is_taken_once(tmp_path: Path) -> None:
    shop = FakeShop(tmp_path)
    for n in range(TASKS):
        store = shop.storage.connections.add(f"Loja {n}", "woocommerce", Role.STORE, {})
        shop.storage.tasks.add(
            f"Tarefa {n}",
            "import_orders",
            store.id,
            active=True,
            recurrence=Recurrence(every_minutes=10),
            options={},
            now=shop.clock.now(),
        )
    shop.clock.move(60.0)
    ended: Counter[int] = Counter()
    all_ended = threading.Event()

    def told(event: Event) -> None:
        if isinstance(event, RunChanged) and event.state.final:
            ended[event.task_id] += 1
            # As the composition root does: the next turn is worked out while others are still waiting.
            shop.scheduler.handle(event)
            if len(ended) == TASKS:
                all_ended.set()

    shop.sink.emit = told  # type: ignore[method-assign]
    shop.scheduler.start()
    # What other programs may have changed is looked for meanwhile.
    shop.scheduler.watch()
    assert all_ended.wait(WAIT), f"{len(ended)} of {TASKS} tasks ran"
    assert shop.runner.wait_idle(WAIT)
    shop.scheduler.watch()
    shop.scheduler.stop()
    assert set(ended.values()) == {1}
    tasks = [task for task in shop.storage.tasks.all() if task.recurrence]
    assert len(tasks) == TASKS
    for task in tasks:
        last = shop.storage.runs.last(task.id)
        assert last is not None and last.state is RunState.SUCCEEDED
        assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=10)
    shop.close()
