"""A data folder of the version before the restructuring: made by its demo, then trimmed and kept as SQL."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecco_desktop.domain.brake import Brake, held_by
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.jobs.engine.turns import BOOKED_KEY, LATER_KEY, Booking
from ecco_desktop.jobs.numbers.stock_plan import HELD, held_from
from ecco_desktop.jobs.orders.parcels import Known
from ecco_desktop.jobs.products.push_products import PUSHED
from ecco_desktop.jobs.products.sheets import is_current
from ecco_desktop.jobs.registry import automation_infos
from ecco_desktop.storage.database import FILE, SqliteStorage, open_storage
from ecco_desktop.words.sentences import SENTENCES, sentence

KEPT = Path(__file__).with_name("before_the_restructuring.sql")
STORE, CARRIER = 2, 3
AT = datetime(2026, 11, 27, 19, 30, tzinfo=UTC)


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = sqlite3.connect(tmp_path / FILE)
    file.executescript(KEPT.read_text(encoding="utf-8"))
    yield file
    file.close()


@pytest.fixture
def storage(raw: sqlite3.Connection, tmp_path: Path) -> Iterator[SqliteStorage]:
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened = open_storage(tmp_path)
    yield opened
    opened.finish()


def test_every_remembered_fact_is_there_as_it_was(raw: sqlite3.Connection, storage: SqliteStorage) -> None:
    kinds = raw.execute("SELECT DISTINCT connection_id, kind FROM memory").fetchall()
    assert len(kinds) >= 15
    for connection, kind in kinds:
        rows = raw.execute(
            "SELECT ref, value FROM memory WHERE connection_id = ? AND kind = ?", (connection, kind)
        )
        assert storage.memory.all(connection, kind) == dict(rows.fetchall()), kind


def test_remembered_facts_are_understood(storage: SqliteStorage) -> None:
    held = [pair for text in storage.memory.all(STORE, HELD).values() for pair in held_from(text)]
    assert ("153/157", 3) in held and all(ref and quantity > 0 for ref, quantity in held)
    parcels = [Known.of(text) for text in storage.memory.all(CARRIER, "parcel").values()]
    assert len(parcels) == 14 and all(known.first_at.tzinfo for known in parcels)
    pushed = storage.memory.all(STORE, PUSHED)
    assert len(pushed) == 15 and all(is_current(print_) for print_ in pushed.values())
    assert json.loads(storage.memory.all(STORE, "options_due")["77/78"]) == ["CAM-P", [["Tamanho", "P"]]]
    assert storage.memory.get(STORE, "brake", "sync_stock") == "37"


def test_turns_that_were_booked_are_still_booked(storage: SqliteStorage) -> None:
    later = storage.settings.all(LATER_KEY)
    assert (Booking.of(later["10"]), Booking.of(later["11"])) == (Booking(AT, 13), Booking(AT, 0))
    first = Booking.of(storage.settings.all(BOOKED_KEY)["1"])
    assert first is not None and (first.at.year, first.before) == (2026, 0)


def test_the_run_that_the_brake_held_is_known_as_held(storage: SqliteStorage) -> None:
    last = storage.runs.last(10)
    assert last is not None and held_by(last.error_key) is Brake.STOCK and last.error_values["count"] == "37"


def test_what_waits_and_what_was_done_can_still_be_told(
    raw: sqlite3.Connection, storage: SqliteStorage
) -> None:
    waiting = storage.pending.waiting()
    (count,) = raw.execute("SELECT count(*) FROM pending WHERE state != 'ignored'").fetchone()
    assert len(waiting) == count > 10
    assert all(record.cause in SENTENCES for record in waiting)
    (deed,) = storage.notices.deeds(10)
    assert deed.at == AT and "processing" in sentence(deed.key, deed.values)
    (intent,) = storage.links.open_intents(STORE, LinkKind.PRODUCT)
    assert (intent.outside_id, intent.external_number) == ("erp:1890000999", "SKU-999")


def test_the_options_of_every_task_can_still_be_used(storage: SqliteStorage) -> None:
    infos = {info.key: info for info in automation_infos()}
    tasks = storage.tasks.all()
    assert len(tasks) == 13
    assert [infos[task.automation].problem(dict(task.options)) for task in tasks] == [None] * 13
