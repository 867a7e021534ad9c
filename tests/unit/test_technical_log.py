"""What others wrote neither forges a line of the technical log, nor steers who reads it, nor fills it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop import diagnostics
from ecco_desktop.domain.foreign import LONGEST


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger("ecco_desktop")
    before = root.handlers[:], root.level, root.propagate
    root.handlers = []
    diagnostics.start(tmp_path)
    yield tmp_path / "ecco-desktop.log"
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level, root.propagate = before


def test_a_message_is_one_line_whatever_is_in_it(written: Path) -> None:
    log = logging.getLogger("ecco_desktop.test")
    log.warning("refused: %s", "x\n2026-01-01 INFO forged\r\x1b[2J\u202e")
    log.warning("long: %s", "<" * 10**6)
    lines = written.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and "x ⏎ 2026-01-01 INFO forged" in lines[0]
    assert not set("".join(lines)) & set("\x1b\r\u202e")
    assert len(lines[1]) <= LONGEST


def test_a_trace_keeps_its_end(written: Path) -> None:
    log = logging.getLogger("ecco_desktop.test")
    try:
        raise ValueError("a" * 10**6 + " the end\x1b")
    except ValueError:
        log.exception("failed")
    said = written.read_text(encoding="utf-8")
    assert said.rstrip().endswith("the end␛") and len(said) < LONGEST * 6
