"""A copy a day, failures told once, and the technical log and history that do not grow for ever."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ecco_desktop import diagnostics
from ecco_desktop.clock import ZONE
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.services.alerts import AlertService
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.keeping import KeepingService
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.upkeep import UpkeepService
from ecco_desktop.storage import backups as module
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from tests.fakes.system import FakeClock

DAY = timedelta(days=1)


class House:
    """Storage with what keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, FakeClock()
        self.storage: SqliteStorage = open_storage(folder)
        self.storage.connections.add("Loja", "woocommerce", Role.STORE, {})
        self.told: list[Notice] = []
        deeds = Deeds(self.storage, self.clock, Actor())
        preferences = PreferenceService(self.storage, deeds)
        self.alerts = AlertService(self.storage, self.clock, preferences, ZONE, self.told.append)
        self.backups = Backups(folder)
        self.keeping = KeepingService(self.backups, self.storage, deeds, self.alerts, self.clock, ZONE)
        self.upkeep = UpkeepService(self.storage, preferences, self.clock, self.alerts, self.keeping)

    def copies(self) -> int:
        """How many."""
        return len(self.backups.all(self.clock.now()))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.upkeep.stop()
    made.storage.finish()


def test_a_copy_is_made_once_a_day_by_the_clock(house: House) -> None:
    house.upkeep.turn()
    house.upkeep.turn()
    assert house.copies() == 1
    house.clock.move(23 * 3600)
    house.upkeep.turn()
    assert house.copies() == 1
    house.clock.move(3600)
    house.upkeep.turn()
    assert house.copies() == 2
    # The computer was off for a week: one copy, not seven.
    house.clock.move(7 * 86400)
    house.upkeep.turn()
    assert house.copies() == 3


def test_a_copy_before_an_update_is_not_the_copy_of_the_day(house: House) -> None:
    house.backups.make(BackupKind.BEFORE_UPDATE, house.clock.now())
    assert house.keeping.make_due() is not None
    assert house.keeping.make_due() is None


def test_right_after_the_start_the_copy_is_made_off_the_calling_thread(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    done, where = threading.Event(), []

    def noted() -> None:
        where.append(threading.current_thread().name)
        done.set()

    monkeypatch.setattr(house.keeping, "make_due", noted)
    house.upkeep.start()
    assert done.wait(10)
    assert where == ["upkeep"]


def test_no_room_is_told_once_and_the_copy_is_made_when_there_is_some(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "ROOM_BYTES", 10**18)
        for _ in range(3):
            house.upkeep.turn()
        with pytest.raises(StorageProblem, match=r"backup\.failed"):
            house.keeping.make()
    assert house.copies() == 0
    assert [one.kind for one in house.told] == [NoticeKind.FAILURE]
    assert "cópia de segurança" in house.told[0].body
    assert house.alerts.newest()[0].body == house.told[0].body
    # Nothing else was harmed.
    house.storage.settings.set("k", "v")
    house.upkeep.turn()
    assert house.copies() == 1
    with monkeypatch.context() as patch:
        patch.setattr(module, "ROOM_BYTES", 10**18)
        house.clock.move(90000)
        house.upkeep.turn()
    assert len(house.told) == 2


def test_damage_met_while_copying_is_told_with_what_to_do(house: House) -> None:
    house.storage.finish()
    path = house.folder / FILE
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 8192))
    house.upkeep._once(house.upkeep.turn)
    assert len(house.told) == 1 and "abra de novo" in house.told[0].body
    assert house.copies() == 0


def test_old_notices_leave_with_the_failures(house: House) -> None:
    house.alerts.tell("Velho", "x")
    house.clock.move(181 * 86400)
    house.alerts.tell("Novo", "x")
    house.upkeep.prune()
    assert [one.title for one in house.alerts.newest()] == ["Novo"]


def test_what_is_remembered_of_orders_does_not_leave_with_history(house: House) -> None:
    # Without it a parcel would be told twice: history is for reading, memory is for working.
    house.storage.memory.set(1, "tracking_sent", {"7": "AD1BR"}, house.clock.now())
    house.storage.memory.set(1, "connector:feed", {"7": "x"}, house.clock.now())
    house.clock.move(400 * 86400)
    house.upkeep.prune()
    assert house.storage.memory.all(1, "tracking_sent") == {"7": "AD1BR"}
    assert house.storage.memory.all(1, "connector:feed") == {"7": "x"}


@pytest.fixture
def technical_log(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger("ecco_desktop")
    before, level, propagate = list(root.handlers), root.level, root.propagate
    diagnostics.start(tmp_path / "logs")
    yield tmp_path / "logs"
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    for handler in before:
        root.addHandler(handler)
    root.setLevel(level)
    root.propagate = propagate


def test_the_technical_log_takes_ten_megabytes_at_the_most(technical_log: Path) -> None:
    log = logging.getLogger("ecco_desktop.test")
    for number in range(3600):
        log.info("%s %s", number, "a line of the log " * 200)
    files = sorted(technical_log.iterdir())
    assert len(files) == 5
    assert all(path.stat().st_size <= 2_000_000 for path in files)
    newest = (technical_log / "ecco-desktop.log").read_text()
    assert " 3599 " in newest.splitlines()[-1]
