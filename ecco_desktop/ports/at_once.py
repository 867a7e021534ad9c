"""Work of which several pieces are under way at a time: slow answers are not waited for one by one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
# Answers that wait for a slow one before them, for each thread: enough to keep all busy, little to keep.
AHEAD = 3


def at_once(items: Iterable[T], work: Callable[[T], R], threads: int) -> Iterator[R]:
    """What `work` comes to for each item, in their order, with up to `threads` of them under way.

    Nothing is begun far ahead of what is taken, so a long list costs no memory. What `work` raises comes
    out in its place and ends the rest; what is under way then is waited for.
    """
    if threads <= 1:
        yield from map(work, items)
        return
    source = iter(items)

    def begin(item: T) -> Future[R]:
        # What the run notes (ports.unread) is noted in its threads too.
        return pool.submit(copy_context().run, work, item)

    with ThreadPoolExecutor(threads, thread_name_prefix="at-once") as pool:
        waiting: deque[Future[R]] = deque()
        try:
            waiting.extend(begin(item) for item in islice(source, threads * AHEAD))
            while waiting:
                done = waiting.popleft().result()
                waiting.extend(begin(item) for item in islice(source, 1))
                yield done
        finally:
            for left in waiting:
                left.cancel()
