"""The budget of an account: never more than is allowed, and never much less while work waits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.http import throttle
from ecco_desktop.connectors.http.throttle import Allowance, Budget
from tests.fakes.system import FakeCancel


class Time(FakeCancel):
    """A clock that only waiting moves; it is the stop button too."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        # A wait shorter than the clock can tell would not move it.
        self.now += max(seconds, 1e-6)


@contextmanager
def still() -> Iterator[Time]:
    clock = Time()
    with mock.patch.object(throttle, "time", clock):
        yield clock


allowances = st.builds(
    Allowance,
    requests=st.integers(1, 400),
    seconds=st.sampled_from([1.0, 15.0, 60.0]),
    burst=st.integers(0, 60),
)


def turns(budget: Budget, clock: Time, count: int) -> list[float]:
    """When each of `count` requests that all wait already may go."""
    found = []
    for _ in range(count):
        budget.wait_turn(clock)
        found.append(clock.now)
    return found


@given(allowances, st.integers(1, 300))
def test_no_window_ever_holds_more_than_is_allowed(allowance: Allowance, count: int) -> None:
    with still() as clock:
        went = turns(Budget(allowance), clock, count)
    # A bucket gives its burst, and what drips in meanwhile; a window gives what it holds.
    most = allowance.burst + allowance.requests if allowance.burst else allowance.requests
    for index, first in enumerate(went):
        inside = [moment for moment in went[index:] if moment < first + allowance.seconds - 1e-6]
        assert len(inside) <= most


@given(allowances)
def test_with_work_waiting_at_least_nine_tenths_of_the_rate_are_used(allowance: Allowance) -> None:
    rounds = 5
    with still() as clock:
        count = allowance.requests * rounds + 1
        went = turns(Budget(allowance), clock, count)
    used = (count - 1) / ((went[-1] - went[0] or 1e-9) / allowance.seconds)
    assert used >= 0.9 * allowance.requests


@given(allowances, st.floats(0.1, 90))
def test_an_account_told_to_rest_sends_nothing_for_so_long(allowance: Allowance, seconds: float) -> None:
    with still() as clock:
        budget = Budget(allowance)
        budget.wait_turn(clock)
        budget.pause(seconds)
        before = clock.now
        budget.wait_turn(clock)
    assert clock.now >= before + seconds - 1e-6


def test_threads_that_share_an_account_share_its_budget() -> None:
    budget, went, lock = Budget(Allowance(40, 3600)), [], threading.Lock()

    class Ends(FakeCancel):
        def wait(self, seconds: float) -> None:
            raise StopIteration

    def work() -> None:
        cancel = Ends()
        try:
            while True:
                budget.wait_turn(cancel)
                with lock:
                    went.append(1)
        except StopIteration:
            return

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(went) == 40
