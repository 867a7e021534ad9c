"""The short form of the crash scripts; `make crash` runs the long one."""

import sys
from pathlib import Path

import pytest

from tests.crash.cut_power import cut
from tests.crash.kill_all import crash as crash_all
from tests.crash.kill_import import crash
from tests.crash.kill_keeping import crash as crash_keeping


def test_an_import_killed_at_random_moments_ends_with_every_order_once(tmp_path: Path) -> None:
    assert crash(tmp_path, kills=5, seed=3) == 0


def test_all_automations_killed_at_random_moments_leave_both_sides_right(tmp_path: Path) -> None:
    assert crash_all(tmp_path, kills=4, seed=2) == 0


def test_housekeeping_killed_at_random_moments_leaves_everything_whole(tmp_path: Path) -> None:
    assert crash_keeping(tmp_path, kills=2, seed=4) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="holding a process still is of POSIX")
def test_whatever_a_power_cut_leaves_is_sound_and_knows_what_was_sent(tmp_path: Path) -> None:
    assert cut(tmp_path, cuts=20, seed=5) == 0
