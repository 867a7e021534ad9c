"""Whatever asks a process to end means the same, and a second word breaks nothing."""

import os
import signal
import threading

import pytest

from ecco_desktop import endings
from ecco_desktop.endings import ASKING, AT_ONCE_SECONDS, CONSOLE_CLOSES, console_event, heeded

HERE = [getattr(signal, name) for name in ASKING if hasattr(signal, name)]


@pytest.mark.parametrize("number", HERE, ids=str)
def test_each_way_of_asking_ends_alike_and_what_was_before_comes_back(number: signal.Signals) -> None:
    before, asked = signal.getsignal(number), []
    with heeded(lambda: asked.append(number)) as ending:
        signal.raise_signal(number)
        signal.raise_signal(number)
        assert asked == [number], "who closes a terminal says more than one word, and means one"
        assert ending._heard is not None
        ending._heard -= AT_ONCE_SECONDS + 1
        signal.raise_signal(number)
    assert asked == [number, number], "until closing begins a later word counts: the first may have been lost"
    assert signal.getsignal(number) == before


def test_while_it_is_being_closed_a_further_word_changes_nothing() -> None:
    steps: list[str] = []

    def interrupt() -> None:
        raise KeyboardInterrupt

    with heeded(interrupt) as ending:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        with ending.closing():
            for number in HERE:
                signal.raise_signal(number)
                steps.append(number.name)
    assert len(steps) == len(HERE), "the closing was cut short"


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
def test_what_it_was_started_to_ignore_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with heeded(lambda: pytest.fail("nohup means that it goes on")):
            signal.raise_signal(signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no such terminals")
def test_a_terminal_that_is_gone_is_written_to_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, its = os.openpty()
    monkeypatch.setattr(endings, "OUTPUTS", (its,))
    with heeded(lambda: None):
        os.close(ours)
        with pytest.raises(OSError, match="Input/output"):
            os.write(its, b"x")
        signal.raise_signal(signal.SIGHUP)
        assert os.write(its, b"x") == 1
    os.close(its)


@pytest.mark.parametrize("event", CONSOLE_CLOSES)
def test_a_console_that_closes_waits_for_the_end(event: int) -> None:
    asked, ended, answers = threading.Event(), threading.Event(), []
    # Windows asks in a thread of its own, and ends the process when the answer is there.
    asking = threading.Thread(target=lambda: answers.append(console_event(event, ended)))
    with heeded(asked.set):
        asking.start()
        assert asked.wait(10), "the main thread was not told"
        assert not answers, "it answered before the program had closed"
        ended.set()
        asking.join(10)
    assert answers == [True]


def test_ctrl_c_in_a_console_is_left_to_python() -> None:
    with heeded(lambda: pytest.fail("SIGINT comes by itself")):
        assert not console_event(0, threading.Event())
