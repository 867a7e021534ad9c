"""What is remembered: every kind keeps what it is given, and no text it may find makes it fall."""

import importlib
import pkgutil
from datetime import UTC, datetime
from decimal import Decimal
from string import printable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop import jobs
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.deliveries import DeliveryStatus
from ecco_desktop.domain.following import Known
from ecco_desktop.domain.order_flow import Seen
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.jobs.numbers.check_stock_limits import ABOVE, BELOW, Finding
from ecco_desktop.jobs.orders.sight import VERSION
from ecco_desktop.jobs.products.options_due import OptionsDue
from ecco_desktop.jobs.products.sheets import Fingerprint
from ecco_desktop.jobs.registry import FACTS
from ecco_desktop.jobs.run.braking import Changes
from ecco_desktop.jobs.run.facts import Fact
from ecco_desktop.jobs.run.held import Held
from tests.fakes.app import FakeShop

WORDS = st.text(max_size=12)
REFS = st.text("0123456789/=-abc", min_size=1, max_size=12)
MOMENTS = st.datetimes(timezones=st.just(UTC))
MAYBE = st.none() | MOMENTS
PARCELS = st.builds(
    Known,
    st.sampled_from(DeliveryStatus),
    MOMENTS,
    MAYBE,
    st.none() | st.dates(),
    *(MAYBE, MAYBE, WORDS, st.integers(0, 99), MAYBE, MAYBE, st.booleans()),
    st.lists(WORDS, max_size=3).map(tuple),
)
PLACED = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))
UNITS = st.lists(st.tuples(REFS, st.integers(0, 10**6), WORDS), max_size=4).map(tuple)
HELD = st.builds(Held, UNITS, st.booleans(), st.none() | PLACED)
SHOWN = st.dictionaries(WORDS, WORDS | st.dictionaries(WORDS, WORDS), max_size=4).map(
    lambda shown: {**shown, "version": VERSION}
)
CHANGES = st.builds(Changes, st.integers(0, 10**9), MOMENTS, st.frozensets(WORDS, max_size=4))
# Those that are not named here keep a text as it is.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "held": HELD,
    "held_more": HELD,
    "order_fact": SHOWN,
    "order_told": SHOWN,
    "line_product": st.dictionaries(WORDS, st.tuples(WORDS, WORDS), max_size=3),
    "stock_not_kept": st.integers(0, 9),
    "price_not_kept": st.integers(0, 9),
    "stock_fresh": st.frozensets(WORDS, max_size=4),
    "options_due": st.builds(OptionsDue, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)),
    "status_seen": st.builds(Seen, st.text(min_size=1), st.sampled_from(OrderStatus)),
    "brake": CHANGES,
    "brake_shown": CHANGES,
    "brake_looked": MOMENTS,
    "brake_seen": st.integers(0, 10**9),
    "compared": st.integers(0, 10**9),
    "stock_limits": st.builds(Finding, st.sampled_from((BELOW, ABOVE)), WORDS, WORDS, WORDS, WORDS),
    "parcel": PARCELS,
    "logistics": PARCELS,
    "step_sent": st.sampled_from(DeliveryStatus),
    "pushed": st.builds(Fingerprint, st.text("0123456789abcdef", max_size=24), st.booleans()),
}
# Texts as they are kept, some that only look like them, and any other.
KEPT = (
    "",
    "null",
    "{}",
    "[[]]",
    "x|y",
    "|a",
    "-1",
    "9" * 5000,
    "[" * 100_000,
    "243=2;337/338=1",
    "243=two",
    '["a", [["b"]]]',
    '{"verdict": "below"}',
    '{"status": "posted", "first": "2026-11-27T10:00:00", "next": "", "expected": ""}',
    '{"status": "posted", "first": 7, "next": [], "expected": null}',
)
TEXTS = st.one_of(st.text(max_size=40), st.text(printable, max_size=40), st.sampled_from(KEPT))
EACH = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind)


@EACH
@given(data=st.data())
def test_it_reads_what_it_wrote(fact: Fact[Any], data: st.DataObject) -> None:
    value = data.draw(VALUES.get(fact.kind, st.text()))
    assert fact.decode(fact.encode(value)) == value


@EACH
@given(text=TEXTS)
def test_what_cannot_be_read_is_unknown(fact: Fact[Any], text: str) -> None:
    known = fact.decode(text)
    assert known is None or fact.decode(fact.encode(known)) == known


def test_every_kind_is_listed_and_none_twice() -> None:
    found: dict[int, Fact[Any]] = {}
    for module in pkgutil.walk_packages(jobs.__path__, f"{jobs.__name__}."):
        values = vars(importlib.import_module(module.name)).values()
        found |= {id(value): value for value in values if isinstance(value, Fact)}
    assert {one.kind for one in found.values()} == {one.kind for one in FACTS}
    assert len(found) == len(FACTS) == len({one.kind for one in FACTS})


def test_a_parcel_of_no_time_zone_is_unknown() -> None:
    parcel = next(fact for fact in FACTS if fact.kind == "parcel")
    assert parcel.decode(KEPT[-2]) is None


def test_a_restore_does_to_each_kind_what_it_declares(shop: FakeShop) -> None:
    memory, now, store = shop.storage.memory, shop.clock.now(), shop.storage.connections.all()[1].id
    before = {"pushed": "0a1b|i", "brake": "40", "connector:journal": "until", "held": "1=2", "parcel": "?"}
    for kind, text in before.items():
        memory.set(store, kind, {"7": text}, now)
    for fact in FACTS:
        fact.distrust(memory, store, now)
    after = {kind: memory.get(store, kind, "7") for kind in before}
    assert after == before | {"pushed": "|i", "brake": None, "connector:journal": None}


def test_stock_does_not_rise_while_it_is_unknown_what_an_order_holds(shop: FakeShop) -> None:
    shop.erp.levels = [StockLevel("e1", "S1", "Produto", Decimal(5), Decimal(5))]
    shop.store.add("1", "S1", 0)
    store = shop.storage.connections.all()[1].id
    shop.storage.memory.set(store, "held", {"77": "1=two"}, shop.clock.now())
    ended = shop.run("sync_stock")
    assert (ended.state, ended.tally.updated, ended.tally.skipped) == (RunState.SUCCEEDED, 0, 1)
    assert "stock.held_unread" in [line.key for line in shop.storage.runs.log(ended.task_id, limit=100)]
    # The import asks the store for the order; it is gone, and so is what it held.
    shop.run("import_orders")
    assert shop.storage.memory.all(store, "held") == {}
    assert shop.run("sync_stock", Trigger.PERSON).tally.updated == 1


def test_nor_while_that_of_another_store_is_unknown(shop: FakeShop) -> None:
    shop.erp.levels = [StockLevel("e1", "S1", "Produto", Decimal(5), Decimal(5))]
    shop.store.add("1", "S1", 0)
    other = shop.storage.connections.add("Outra", "nuvemshop", Role.STORE, {})
    shop.storage.memory.set(other.id, "held", {"77": "1=two"}, shop.clock.now())
    assert shop.run("sync_stock").tally.updated == 0


def test_what_a_linked_order_holds_beyond_heals_with_the_import(shop: FakeShop) -> None:
    shop.erp.levels = [StockLevel("e1", "S1", "Produto", Decimal(5), Decimal(5))]
    shop.store.add("1", "S1", 0)
    store = shop.storage.connections.all()[1].id
    shop.storage.memory.set(store, "held_more", {"77": "1=two"}, shop.clock.now())
    assert shop.run("sync_stock").tally.updated == 0
    shop.run("import_orders")
    assert shop.storage.memory.all(store, "held_more") == {}
    assert shop.run("sync_stock", Trigger.PERSON).tally.updated == 1
