"""One request budget per account, shared by every task of this process."""

import threading
import time

from pyrate_limiter import Duration, Limiter, Rate

from ecco_desktop.ports.system import CancelToken

POLL_SECONDS = 0.05
_budgets: dict[str, "Budget"] = {}
_lock = threading.Lock()


class Budget:
    """At most so many requests in any minute. Any thread."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._limiter = Limiter(Rate(per_minute, Duration.MINUTE))
        self._lock = threading.Lock()
        self._paused_until = 0.0

    def wait_turn(self, cancel: CancelToken) -> None:
        """Wait until one more request fits; Cancelled as soon as a stop is asked for."""
        cancel.check()
        while (rest := self._rest()) > 0:
            cancel.wait(min(rest, 1.0))
        while not self._limiter.try_acquire("request", blocking=False):
            cancel.wait(POLL_SECONDS)

    def pause(self, seconds: float) -> None:
        """The account was told to slow down: nobody who uses it sends anything for so long."""
        with self._lock:
            self._paused_until = max(self._paused_until, time.monotonic() + seconds)

    def _rest(self) -> float:
        with self._lock:
            return self._paused_until - time.monotonic()


def budget_for(account: str, per_minute: int) -> Budget:
    """The budget of an account; a changed allowance makes a new one."""
    with _lock:
        known = _budgets.get(account)
        if known is None or known.per_minute != per_minute:
            known = _budgets[account] = Budget(max(1, per_minute))
        return known
