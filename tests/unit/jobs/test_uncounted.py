"""A product made in the ERP from a store: its zero there is no count, and live stock is not set to it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.products import ErpProduct, ErpProductDraft, StoreProduct
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.stock import StockLevel, StoreStock
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.uncounted import CAUSE, LOOKED, UNCOUNTED, Uncounted
from tests.fakes.app import FakeShop

MANY = 40


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """Forty products that both have, and two that only the store has: 167 and 5 pieces, selling."""
    shop = FakeShop(tmp_path)
    for automation in ("import_new_products", "check_stock_limits"):
        shop.tasks.create(automation, "Loja", None, {})
    for number in range(MANY):
        shop.store.add(str(number), f"SKU-{number}", 10)
        shop.erp.catalog.append(ErpProduct(f"e{number}", f"SKU-{number}", "", "Camiseta", True))
        shop.erp.levels.append(level(f"e{number}", f"SKU-{number}", 10))
    shop.store.add("900", "LIVE", 167)
    shop.store.add("901", "LIVE-2", 5)
    yield shop
    shop.close()


def level(product_id: str, sku: str, units: int, reserved: int = 0) -> StockLevel:
    return StockLevel(product_id, sku, "Camiseta", Decimal(units), Decimal(units - reserved))


def bring_in(shop: FakeShop) -> None:
    """The store's products come into the ERP, which shows them with nothing in stock."""
    assert shop.run("import_new_products").tally.created == 2
    for product in shop.erp.catalog[MANY:]:
        shop.erp.levels.append(level(product.id, product.sku, 0))


def count(shop: FakeShop, sku: str, units: int, reserved: int = 0) -> None:
    """Somebody posts a figure in the ERP, or orders move it."""
    for at, one in enumerate(shop.erp.levels):
        if one.sku == sku:
            shop.erp.levels[at] = level(one.product_id, sku, units, reserved)


def quantity(shop: FakeShop, ref: str) -> Decimal | None:
    return shop.store.items[ref].quantity


def told(shop: FakeShop, run: Run) -> list[str]:
    return [line.values["count"] for line in shop.log(run) if line.key == "stock.uncounted_waiting"]


@pytest.mark.parametrize("trigger", [Trigger.SCHEDULE, Trigger.PERSON])
def test_what_nobody_counted_is_not_sent(shop: FakeShop, trigger: Trigger) -> None:
    bring_in(shop)
    first = shop.run("sync_stock", trigger)
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)
    assert first.state is RunState.WITH_WARNINGS and told(shop, first) == ["2"]
    again = shop.run("sync_stock", trigger)
    assert (again.tally.failed, told(shop, again)) == (0, ["2"])
    waiting = shop.storage.pending.waiting(shop.loja.id)
    assert {(one.label, one.cause, one.state) for one in waiting} == {
        ("LIVE", CAUSE, PendingState.NEEDS_PERSON),
        ("LIVE-2", CAUSE, PendingState.NEEDS_PERSON),
    }


@pytest.mark.parametrize(("units", "reserved"), [(0, 3), (-4, 0)])
def test_orders_alone_are_no_count(shop: FakeShop, units: int, reserved: int) -> None:
    bring_in(shop)
    count(shop, "LIVE", units, reserved)
    shop.run("sync_stock")
    assert quantity(shop, "900") == 167


def test_a_figure_is_a_count_and_zero_after_it_is_sent(shop: FakeShop) -> None:
    bring_in(shop)
    shop.run("sync_stock")
    count(shop, "LIVE", 12)
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (12, 5)
    assert [one.label for one in shop.storage.pending.waiting(shop.loja.id)] == ["LIVE-2"]
    count(shop, "LIVE", 0)
    shop.run("sync_stock")
    assert quantity(shop, "900") == 0


def test_a_person_says_that_zero_is_meant(shop: FakeShop) -> None:
    bring_in(shop)
    shop.run("sync_stock")
    (record, _) = shop.storage.pending.waiting(shop.loja.id)
    shop.storage.pending.retry([record.id])
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (0, 5)


def test_the_option_sends_the_zero(shop: FakeShop) -> None:
    bring_in(shop)
    shop.run("sync_stock")
    task = next(task for task in shop.storage.tasks.all() if task.automation == "sync_stock")
    shop.storage.tasks.update(replace(task, options={"wait_for_count": "no"}))
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (0, 0)
    assert not shop.storage.pending.waiting(shop.loja.id)


def test_another_store_on_the_same_erp_waits_too(shop: FakeShop) -> None:
    bring_in(shop)
    shop.run("import_new_products")
    other = shop.storage.connections.add("Outra", "woocommerce", Role.STORE, {})
    shop.tasks.create("sync_stock", "Outra", None, {})
    made = shop.erp.catalog[MANY]
    product = StoreProduct("77", "", made.sku, "", "Camiseta")
    shop.store.items["77"] = StoreStock(product, Decimal(30), True)
    shop.storage.links.save([Link(other.id, LinkKind.PRODUCT, made.id, "77", made.sku)])
    task = next(task for task in shop.storage.tasks.all() if task.connection_id == other.id)
    shop.runner.request(task.id, Trigger.PERSON)
    assert shop.runner.wait_idle(20)
    assert quantity(shop, "77") == 30


def test_the_limits_leave_it_out(shop: FakeShop) -> None:
    bring_in(shop)
    shop.erp.catalog[MANY] = replace(shop.erp.catalog[MANY], minimum=Decimal(5))
    ended = shop.run("check_stock_limits")
    assert "limit.below" not in shop.keys(ended) and "limit.uncounted" in shop.keys(ended)


def test_what_an_earlier_version_made_is_found_in_the_ledger(shop: FakeShop) -> None:
    bring_in(shop)
    erp = next(one.id for one in shop.storage.connections.all() if one.role is Role.ERP)
    made = [product.id for product in shop.erp.catalog[MANY:]]
    UNCOUNTED.forget(shop.storage.memory, erp, [*UNCOUNTED.all(shop.storage.memory, erp)])
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)
    assert set(UNCOUNTED.all(shop.storage.memory, erp)) == set(made)
    assert shop.storage.bookmarks.get(erp, UNCOUNTED.kind, LOOKED)


def test_what_was_sent_with_a_figure_before_is_counted(shop: FakeShop) -> None:
    bring_in(shop)
    count(shop, "LIVE", 9)
    shop.run("sync_stock")
    erp = next(one.id for one in shop.storage.connections.all() if one.role is Role.ERP)
    shop.storage.bookmarks.set(erp, UNCOUNTED.kind, "", LOOKED)
    UNCOUNTED.forget(shop.storage.memory, erp, [*UNCOUNTED.all(shop.storage.memory, erp)])
    count(shop, "LIVE", 0)
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (0, 5)


def test_an_answer_that_was_lost_made_it_too(shop: FakeShop) -> None:
    shop.erp.lose = ["after", "after"]
    shop.run("import_new_products")
    shop.run("import_new_products", Trigger.PERSON)
    for product in shop.erp.catalog[MANY:]:
        shop.erp.levels.append(level(product.id, product.sku, 0))
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)


def made_but_refused(shop: FakeShop) -> None:
    """The creation came twice: what is heard is the refusal of the second."""
    make = shop.erp.create_product

    def twice(draft: ErpProductDraft) -> ErpProduct:
        make(draft)
        return make(draft)

    shop.erp.create_product = twice  # type: ignore[method-assign]
    assert shop.run("import_new_products").tally.created == 0
    assert [product.sku for product in shop.erp.catalog[MANY:]] == ["LIVE", "LIVE-2"]


@pytest.mark.parametrize("linked_by", ["import_new_products", "sync_stock"])
def test_what_was_made_though_refused_is_not_sent_however_it_is_linked(
    shop: FakeShop, linked_by: str
) -> None:
    made_but_refused(shop)
    for product in shop.erp.catalog[MANY:]:
        shop.erp.levels.append(level(product.id, product.sku, 0))
    shop.run(linked_by, Trigger.PERSON)
    shop.run("sync_stock", Trigger.PERSON)
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)
    count(shop, "LIVE", 12)
    shop.run("sync_stock")
    count(shop, "LIVE", 0)
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (0, 5)


@pytest.mark.parametrize("reading", ["without id", "by id"])
def test_a_stock_row_that_tells_no_id_is_known_by_its_sku(shop: FakeShop, reading: str) -> None:
    bring_in(shop)
    rows = [*shop.erp.levels]
    shop.erp.levels[:] = [replace(one, product_id=f"sku:{one.sku}") for one in rows]
    shop.run("sync_stock", Trigger.PERSON)
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)
    if reading == "by id":
        shop.erp.levels[:] = rows
    shop.run("sync_stock", Trigger.PERSON)
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)


def test_another_product_of_the_erp_with_that_sku_was_counted_itself(shop: FakeShop) -> None:
    """The product was renamed in the ERP; what bears its old SKU now has figures of its own."""
    bring_in(shop)
    sku_row, own = level("other", "LIVE", 7), shop.erp.catalog[MANY].id
    shop.erp.levels[MANY] = level(own, "RENAMED", 0)
    shop.erp.levels.append(sku_row)
    erp = next(one.id for one in shop.storage.connections.all() if one.role is Role.ERP)
    ctx = cast(RunContext, SimpleNamespace(storage=shop.storage))
    uncounted = Uncounted(ctx, erp, UNCOUNTED.all(shop.storage.memory, erp), on=True)
    assert uncounted.waits(shop.erp.levels[MANY]) and not uncounted.waits(sku_row)
    assert not uncounted.waits(level("other", "LIVE", 0))
    assert uncounted.waits(shop.erp.levels[MANY])


def test_a_simulation_of_both_shows_no_zero(shop: FakeShop) -> None:
    tasks = {task.automation: task.id for task in shop.storage.tasks.all()}
    runs = shop.tasks.simulate([tasks["import_new_products"], tasks["sync_stock"]])
    assert shop.runner.wait_idle(20)
    changes = shop.storage.ledger.changes(run_id=runs[1][1].id)
    assert not [row for row in changes if row.key.startswith("LIVE")]


@pytest.mark.parametrize(
    "after", [RecordProblem("erp.refused", detail="código já existe"), OutcomeUnknown("x")]
)
def test_a_creation_nobody_knows_the_end_of_leaves_the_mark(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, after: Exception
) -> None:
    """The ERP made it, and its answer was lost, came twice, or spoke of something else."""
    make = shop.erp.create_product

    def made_all_the_same(draft: ErpProductDraft) -> ErpProduct:
        make(draft)
        raise after

    monkeypatch.setattr(shop.erp, "create_product", made_all_the_same)
    shop.run("import_new_products")
    monkeypatch.undo()
    shop.clock.move(7 * 3600)
    shop.run("import_new_products")
    for product in shop.erp.catalog[MANY:]:
        shop.erp.levels.append(level(product.id, product.sku, 0))
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)


def test_a_row_that_tells_no_id_is_known_by_its_sku(shop: FakeShop) -> None:
    bring_in(shop)
    shop.erp.levels = [replace(one, product_id="") if one.sku == "LIVE" else one for one in shop.erp.levels]
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 5)
    count(shop, "LIVE-2", 3)
    shop.run("sync_stock")
    assert (quantity(shop, "900"), quantity(shop, "901")) == (167, 3)
    count(shop, "LIVE-2", 0)
    shop.run("sync_stock")
    assert quantity(shop, "901") == 0, "once counted, its zero is one"
