"""The short form of the crash script; `make crash` runs the long one."""

from pathlib import Path

from tests.crash.kill_all import crash as crash_all
from tests.crash.kill_import import crash


def test_an_import_killed_at_random_moments_ends_with_every_order_once(tmp_path: Path) -> None:
    assert crash(tmp_path, kills=5, seed=3) == 0


def test_all_automations_killed_at_random_moments_leave_both_sides_right(tmp_path: Path) -> None:
    assert crash_all(tmp_path, kills=4, seed=2) == 0
