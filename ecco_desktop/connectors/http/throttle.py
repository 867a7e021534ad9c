"""One request budget per account, shared by every task of this process."""

import threading
import time
from collections import deque
from dataclasses import dataclass

from ecco_desktop.ports.system import CancelToken

LONGEST_NAP = 1.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an account may send: at most `requests` in any `seconds`.

    With a `burst` it is a bucket instead: so many at once, and `requests` more every `seconds`.
    """

    requests: int
    seconds: float = 60.0
    burst: int = 0


class Budget:
    """Gives out turns as fast as an allowance lets, and no faster. Any thread."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self._lock = threading.Lock()
        self._paused_until = 0.0
        # A window remembers its turns; a bucket, when it would be empty again.
        self._turns: deque[float] = deque(maxlen=max(1, allowance.requests))
        self._empty_at = 0.0

    def wait_turn(self, cancel: CancelToken) -> None:
        """Wait until one more request fits; Cancelled as soon as a stop is asked for."""
        cancel.confirm()
        while (rest := self._take()) > 0:
            cancel.wait(min(rest, LONGEST_NAP))

    def pause(self, seconds: float) -> None:
        """The account was told to slow down: nobody who uses it sends anything for so long."""
        with self._lock:
            self._paused_until = max(self._paused_until, time.monotonic() + seconds)

    def _take(self) -> float:
        """Take a turn, or say how many seconds until it is worth asking again."""
        with self._lock:
            now = time.monotonic()
            rest = max(self._paused_until - now, self._rest(now))
            if rest <= 0:
                self._spend(now)
            return rest

    def _rest(self, now: float) -> float:
        allowed = self.allowance
        if allowed.burst:
            drop = allowed.seconds / allowed.requests
            return self._empty_at - now - drop * (allowed.burst - 1)
        while self._turns and self._turns[0] + allowed.seconds <= now:
            self._turns.popleft()
        full = len(self._turns) == self._turns.maxlen
        return self._turns[0] + allowed.seconds - now if full else 0.0

    def _spend(self, now: float) -> None:
        if self.allowance.burst:
            self._empty_at = max(self._empty_at, now) + self.allowance.seconds / self.allowance.requests
        else:
            self._turns.append(now)


_budgets: dict[str, Budget] = {}
_lock = threading.Lock()


def budget_for(account: str, allowance: Allowance) -> Budget:
    """The budget of an account; a changed allowance makes a new one."""
    with _lock:
        known = _budgets.get(account)
        if known is None or known.allowance != allowance:
            known = _budgets[account] = Budget(allowance)
        return known
