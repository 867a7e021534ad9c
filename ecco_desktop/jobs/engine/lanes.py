"""One run at a time on each connection; different connections side by side."""

import threading
from collections import deque
from collections.abc import Callable

Work = Callable[[], None]


class Lanes:
    """A queue for each lane. A lane's thread lives only while it has work, so idle lanes cost nothing."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._queues: dict[int, deque[Work]] = {}

    def submit(self, lane: int, work: Work) -> None:
        """Do `work` when everything before it in the lane is done. It must not raise."""
        with self._lock:
            if lane in self._queues:
                self._queues[lane].append(work)
                return
            self._queues[lane] = deque([work])
            threading.Thread(target=self._serve, args=(lane,), name=f"lane-{lane}", daemon=True).start()

    def wait_idle(self, seconds: float | None = None) -> bool:
        """Wait until nothing is queued or running; whether that came in time."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._queues, seconds)

    def _serve(self, lane: int) -> None:
        while True:
            with self._lock:
                queue = self._queues[lane]
                if not queue:
                    del self._queues[lane]
                    self._lock.notify_all()
                    return
                work = queue.popleft()
            work()
