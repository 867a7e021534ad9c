"""A data folder as the version before the rooms were rebuilt left it: it opens, keeps its facts, and runs."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.runs import RunState
from ecco_desktop.jobs.engine.turns import Booking, Turns
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.pending import PendingService
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.reports import ReportService
from ecco_desktop.storage.backups import FILE
from ecco_desktop.words.sentences import sentence
from tests.fakes.app import FakeShop

KEPT = Path(__file__).with_name("before_the_rooms.sql")
STORE = 2


@pytest.fixture
def old(tmp_path: Path) -> Iterator[FakeShop]:
    file = sqlite3.connect(tmp_path / FILE)
    file.executescript(KEPT.read_text(encoding="utf-8"))
    file.close()
    # What connectors alone can say is known once they are listed, as in the program.
    Registry()
    shop = FakeShop(tmp_path)
    yield shop
    shop.close()


def test_it_opens_with_every_row_it_had(old: FakeShop) -> None:
    text = KEPT.read_text(encoding="utf-8")
    for table in ("connection", "carrier_link", "task", "run", "link", "change", "pending", "memory", "deed"):
        had = len(re.findall(rf"^INSERT INTO {table} VALUES", text, re.MULTILINE))
        (now,) = old.storage._session.sql(f'SELECT COUNT(*) FROM "{table}"')[0]
        assert had and now == had, table


def test_its_facts_are_read_as_they_were(old: FakeShop) -> None:
    storage, now = old.storage, old.clock.now()
    booked = storage.settings.get("booked:1")
    assert Booking.of(booked) == Booking(datetime(2026, 11, 27, 18, 55, 17, 532219, UTC), 0)
    later = next(task for task in storage.tasks.all() if task.id == 9)
    off = replace(later, active=False)
    assert Turns(storage, ZONE).all([off], {}, now)[9] == datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
    assert storage.memory.get(STORE, "held", "10030") == "243=2;337/338=1;107=2"
    found = ReportService(storage, ZONE).limits()
    assert len(found) == 29 and all(one.sku and one.available is not None for one in found)
    preferences = PreferenceService(storage, Deeds(storage, old.clock, Actor()))
    assert preferences.read().history_days == 60


def test_everything_it_told_can_still_be_told(old: FakeShop) -> None:
    deeds = Deeds(old.storage, old.clock, Actor())
    told = [sentence(deed.key, deed.values) for deed in deeds.newest()]
    assert "Situação em “Loja”: on-hold → aguardando pagamento" in told
    groups = PendingService(old.storage, old.clock, deeds).groups()
    told += [group.text for group in groups]
    for task in old.storage.tasks.all():
        told += [sentence(line.key, line.values) for line in old.storage.runs.log(task.id, limit=1000)]
    assert len(told) > 60
    assert not [words for words in told if "sem descrição" in words or "{" in words]


def test_it_runs_on(old: FakeShop) -> None:
    for automation in ("import_orders", "sync_order_status", "sync_stock", "push_prices", "push_products"):
        ended = old.run(automation)
        assert ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS), (automation, ended.error_key)
    # What earlier orders held was read, asked for in the store, which knows none of them, and let go.
    (importing,) = [task for task in old.storage.tasks.all() if task.automation == "import_orders"]
    told = [line.key for line in old.storage.runs.log(importing.id, limit=1000)]
    assert "order.released" in told and not old.storage.memory.all(STORE, "held")
