"""Demo time compressed: thousands of runs of all automations over a living shop with faults.

`python tests/soak/soak.py --runs 10000 --reads 50` prints one table for each part and a verdict. It exits 0
only where the memory the program holds stays flat after the warm-up (the first fifth), no file, thread or
database connection is left, no run is left open, and both sides of the sandbox are right in the end. The
second part reads a large shop again and again: 2,000 orders, the bookmark moved back 50 times, are 100,000
orders' worth of pages.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[2]))

from ecco_desktop.app import Application
from ecco_desktop.domain.events import Event, RunChanged
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState
from ecco_desktop.jobs.orders import creation
from ecco_desktop.jobs.run.held import ORDERS
from ecco_desktop.services.upkeep import UpkeepService
from tests.crash.kill_all import OPTIONS, _let_the_shop_live
from tests.e2e.test_bad_luck_everywhere import ORDER
from tests.soak.measure import Sample, await_end, sample, table, verdict
from tests.support import WAIT, Sandbox, in_a_hurry, install_all, run, running_sandbox, wanted

FAULTS = {
    "rate_429": 0.02,
    "rate_500": 0.02,
    "rate_cut": 0.02,
    "rate_half": 0.01,
    "rate_html": 0.01,
    "rate_timeout": 0.0005,
    "timeout_seconds": 1.5,
    "retry_after": 0,
}
SAMPLES = 20
STOPPED_SHARE, SIMULATED_EVERY, LIVES_EVERY = 0.03, 130, 20
DAY = 24 * 60.0


def main() -> int:
    """Both parts, one table each, one verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="runs over the living shop")
    parser.add_argument("--orders", type=int, default=2_000, help="orders of the large shop")
    parser.add_argument("--reads", type=int, default=50, help="how often the large shop is read")
    parser.add_argument("--kept", type=int, default=400, help="how many runs the history keeps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--growth", type=float, default=5.0, help="how much memory may grow, in percent")
    options = parser.parse_args()
    with in_a_hurry(), mock.patch.object(creation, "SETTLE_SECONDS", 0.0):
        wrong = _part(
            "living shop",
            lambda folder: living(folder, options.runs, options.seed, options.kept),
            options.growth,
        )
        if options.reads:
            wrong += _part(
                "large shop",
                lambda folder: large(folder, options.orders, options.reads, options.kept),
                options.growth,
            )
    print("well" if not wrong else f"wrong: {'; '.join(wrong)}")
    return 1 if wrong else 0


Part = tuple[list[Sample], list[str]]


def _part(name: str, work: Callable[[Path], Part], growth: float) -> list[str]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        samples, wrong = work(Path(folder))
    wrong += verdict(samples, growth / 100)
    print(f"\n{name}: {time.monotonic() - began:.0f} s\n{table(samples)}\n", flush=True)
    return [f"{name}: {each}" for each in wrong]


def living(folder: Path, runs: int, seed: int, kept: int) -> Part:
    """So many runs of all automations, one after another, as the scheduler begins them."""
    rng = random.Random(seed)
    size = ("--seed", str(seed), "--orders", "40", "--products", "60", "--past", "16")
    with running_sandbox(*size) as sandbox:
        application = install_all(folder, sandbox, timeout=1, **OPTIONS)
        before = threading.enumerate()
        clock = Clockwork(application)
        application.begin()
        sandbox.post("faults", seed=seed, **FAULTS)
        samples: list[Sample] = []
        for number in range(1, runs + 1):
            if number % LIVES_EVERY == 0:
                _let_the_shop_live(sandbox, rng, number // LIVES_EVERY)
            if number % SIMULATED_EVERY == 0:
                clock.simulate()
            clock.turn(number, stop=rng.random() < STOPPED_SHARE)
            if number % max(1, runs // SAMPLES) == 0:
                prune(application, kept)
                samples.append(sample(application, number, trim=len(samples) == SAMPLES // 5 - 1))
        sandbox.post("faults")
        wrong = settled(application, sandbox)
        samples.append(sample(application, runs, trim=True))
        names = sorted(thread.name for thread in threading.enumerate())
        application.close()
        await_end(threading.enumerate())
        if left := [thread.name for thread in threading.enumerate() if thread not in before]:
            wrong.append(f"threads left: {left}")
        print(f"threads: {names}")
        print(f"ended as: {clock.ended}; simulations {clock.simulations}")
    return samples, wrong


class Clockwork:
    """Lets the real scheduler say that a task is due, one task after another, and awaits each end."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.ended: dict[str, int] = {}
        self.simulations = 0
        self._over = threading.Event()
        self._task = 0
        tasks = application.services.tasks
        for view in tasks.list():
            if view.automation.recurrent:
                tasks.set_recurrence(view.task.id, Recurrence(every_minutes=DAY))
        application.events.subscribe(self._listen)

    def turn(self, number: int, *, stop: bool = False) -> None:
        """One task comes due, runs and ends; with `stop` a person stops it as soon as it runs."""
        ids = [view.task.id for view in self.application.services.tasks.list() if view.task.active]
        self._task, self._stop = ids[number % len(ids)], stop
        self._over.clear()
        self.application.services.tasks.start_later(self._task, datetime.now(UTC))
        assert self._over.wait(WAIT), "a task that was due did not run to its end"
        assert self.application.runner.wait_idle(WAIT)

    def simulate(self) -> None:
        """Every task pretends once."""
        ids = [view.task.id for view in self.application.services.tasks.list()]
        self.simulations += len(self.application.services.tasks.simulate(ids))
        assert self.application.runner.wait_idle(WAIT)

    def _listen(self, event: Event) -> None:
        if not isinstance(event, RunChanged) or event.task_id != self._task:
            return
        if event.state is RunState.RUNNING and self._stop:
            self._stop = False
            self.application.runner.stop(self._task)
        elif event.state.final:
            self.ended[event.state.value] = self.ended.get(event.state.value, 0) + 1
            self._over.set()


class Later:
    """A clock that is ahead by as long as history is kept: what is older than `kept` is too old now."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """The instant in UTC."""
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        """Seconds."""
        return time.monotonic()


def prune(application: Application, kept: int) -> None:
    """Keep only the newest runs, as if the others had become old."""
    newest = application.storage.runs.page(None, offset=kept, limit=1).runs
    if not newest:
        return
    services = application.services
    chosen = services.preferences.read()
    days = max(chosen.history_days, chosen.failures_days)
    ahead = timedelta(days=days) - (datetime.now(UTC) - newest[0].queued_at)
    upkeep = UpkeepService(
        application.storage, services.preferences, Later(ahead), services.alerts, services.keeping
    )
    assert upkeep.prune(), "nothing was old enough to leave"
    upkeep.index()


def settled(application: Application, sandbox: Sandbox) -> list[str]:
    """After the faults: a person starts everything, and both sides are judged."""
    for _ in range(3):
        # Each side may answer to what the other was told.
        for automation in ORDER:
            run(application, automation)
    checks = sandbox.get("checks")
    wrong = [
        name for name in ("duplicates", "doubled_products", "went_back", "stock_differences") if checks[name]
    ]
    if lost := sorted(wanted(sandbox) - set(checks["orders"])):
        wrong.append(f"orders lost: {lost}")
    return wrong


def large(folder: Path, orders: int, reads: int, kept: int) -> Part:
    """A shop with many orders, all of them read again and again: the bookmark is moved back."""
    with running_sandbox("--orders", str(orders), "--products", "200") as sandbox:
        application = install_all(folder, sandbox, timeout=5)
        samples: list[Sample] = []
        store = next(c for c in application.storage.connections.all() if c.name == "Loja")
        total = 0
        for number in range(1, reads + 1):
            for name in ("", ORDERS):
                application.storage.bookmarks.set(store.id, "import_orders", "", name)
            ended = run(application, "import_orders")
            assert ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS), ended
            total += ended.tally.read
            prune(application, kept)
            samples.append(sample(application, number, trim=number in (max(1, reads // 5), reads)))
        checks = sandbox.get("checks")
        wrong = ["duplicates"] if checks["duplicates"] else []
        if lost := sorted(wanted(sandbox) - set(checks["orders"])):
            wrong.append(f"orders lost: {lost}")
        if total < orders * reads:
            wrong.append(f"only {total} orders were read")
        print(f"orders read: {total}")
        application.close()
    return samples, wrong


if __name__ == "__main__":
    sys.exit(main())
