"""How a process is asked to end: Ctrl+C, the system, a terminal or session that closes. All mean the same."""

import _thread
import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# SIGBREAK: Ctrl+Break of Windows. Systems lack some of them.
ASKING = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
# What Windows tells a console program: its window closes, the person logs off, the computer goes down.
CONSOLE_CLOSES = (2, 5, 6)
# Windows ends a console program five seconds after that, whatever it does.
CONSOLE_SECONDS = 4.5
OUTPUTS = (1, 2)
# Who closes a terminal, and a system that goes down, say more than one word at once and mean one: the second
# would break off what the first began.
AT_ONCE_SECONDS = 2.0


class Ending:
    """Hears that an end is asked for. The first word calls `end`, in the main thread; so do further ones that
    do not come with it, until `closing`: from then on they change nothing, so nothing is left half closed."""

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._deaf = False
        self._heard: float | None = None
        # Asked now: a terminal that is gone no longer says that it was one.
        self._terminals = [each for each in OUTPUTS if _is_terminal(each)]

    @contextmanager
    def closing(self) -> Iterator[None]:
        """What is open is being closed; that has a limit of its own."""
        self._deaf = True
        yield

    def hear(self, number: int, _frame: FrameType | None = None) -> None:
        """A signal came."""
        if number == getattr(signal, "SIGHUP", None):
            # Nobody reads it any more, and writing to it would fail in the middle of the end.
            _let_go(self._terminals)
        now = time.monotonic()
        if not self._deaf and (self._heard is None or now - self._heard > AT_ONCE_SECONDS):
            self._heard = now
            self._end()


@contextmanager
def heeded(end: Callable[[], None]) -> Iterator[Ending]:
    """Meanwhile `end` is called when this process is asked to end. For the main thread.

    What it was started to ignore (`nohup`, a job in the background) stays ignored.
    """
    ending = Ending(end)
    before = {}
    for name in ASKING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, ending.hear)
    try:
        with _console_heard():
            yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def console_event(event: int, ended: threading.Event) -> bool:
    """Windows tells of `event` in a thread of its own, and ends the process when this returns True."""
    if event not in CONSOLE_CLOSES:
        return False
    _thread.interrupt_main(signal.SIGTERM)
    ended.wait(CONSOLE_SECONDS)
    return True


@contextmanager
def _console_heard() -> Iterator[None]:
    with contextlib.ExitStack() as until:
        if sys.platform == "win32":
            import ctypes

            ended = threading.Event()
            until.callback(ended.set)
            heard = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(lambda event: console_event(event, ended))
            ctypes.windll.kernel32.SetConsoleCtrlHandler(heard, True)
            until.callback(ctypes.windll.kernel32.SetConsoleCtrlHandler, heard, False)
        yield


def _is_terminal(number: int) -> bool:
    with contextlib.suppress(OSError):
        return os.isatty(number)
    return False


def _let_go(numbers: list[int]) -> None:
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in numbers:
            os.dup2(nowhere, number)
        os.close(nowhere)
