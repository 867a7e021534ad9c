"""Product pushes have the brake: many at once, to the same value, to nothing; a day counts as one."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import Run, RunState
from tests.fakes.app import FakeShop

MANY = 60
PUSH = "push_products"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """Sixty products that both show alike, pushed once."""
    shop = FakeShop(tmp_path)
    shop.tasks.create(PUSH, "Loja", None, {})
    for number in range(MANY):
        ref = str(number)
        shop.store.add(ref, f"SKU-{number}", 10)
        product, sheet = shop.store.sheets[ref]
        shop.store.sheets[ref] = (product, replace(sheet, weight_kg=Decimal("0.300")))
        weight = Decimal("0.300")
        made = ErpProduct(f"e{number}", f"SKU-{number}", "", sheet.name, True, weight_kg=weight)
        shop.erp.catalog.append(made)
        shop.storage.links.save([Link(shop.loja.id, LinkKind.PRODUCT, made.id, ref, made.sku)])
    assert shop.run(PUSH).tally.unchanged == MANY
    yield shop
    shop.close()


def change(shop: FakeShop, numbers: range, **values: object) -> None:
    for number in numbers:
        given = {k: v.format(number) if isinstance(v, str) else v for k, v in values.items()}
        shop.erp.catalog[number] = replace(shop.erp.catalog[number], **given)  # type: ignore[arg-type]


def names(shop: FakeShop) -> list[str]:
    return [sheet.name for _, sheet in shop.store.sheets.values()]


def held_by(run: Run) -> str:
    return run.error_key if run.state is RunState.FAILED else ""


def confirm(shop: FakeShop) -> int:
    task = next(task for task in shop.storage.tasks.all() if task.automation == PUSH)
    return shop.tasks.confirm_brake(task.id)


def test_many_names_wait_and_go_when_they_are_confirmed(shop: FakeShop) -> None:
    before = names(shop)
    change(shop, range(30), name="X{}")
    run = shop.run(PUSH)
    assert (held_by(run), run.error_values["field"], run.error_values["count"]) == (
        "brake.product",
        "nome",
        "30",
    )
    assert names(shop) == before
    # Nothing of it is taken for sent.
    assert held_by(shop.run(PUSH)) == "brake.product"
    assert confirm(shop) == 30
    assert shop.run(PUSH).tally.updated == 30
    assert names(shop)[:30] == [f"X{number}" for number in range(30)]
    assert shop.run(PUSH).tally.updated == 0


@pytest.mark.parametrize(
    ("many", "values", "key"),
    [
        (30, {"weight_kg": Decimal("9.000")}, "brake.product"),
        (6, {"weight_kg": Decimal(0)}, "brake.level"),
        (6, {"name": "TESTE"}, "brake.level"),
        (6, {"description": "Texto de outro produto"}, "brake.level"),
        (30, {"active": False}, "brake.product"),
        (30, {"gtin": "789000000{:04}"}, "brake.product"),
    ],
)
def test_each_kind_of_wreck_is_held(shop: FakeShop, many: int, values: dict[str, object], key: str) -> None:
    before = dict(shop.store.sheets)
    change(shop, range(many), **values)
    assert held_by(shop.run(PUSH)) == key
    assert shop.store.sheets == before


def test_an_ordinary_day_is_not_held(shop: FakeShop) -> None:
    change(shop, range(10), name="Nova coleção {}", description="Descrição {}")
    change(shop, range(4), weight_kg=Decimal("0.450"))
    run = shop.run(PUSH)
    assert (held_by(run), run.tally.updated) == ("", 10)


def test_a_few_names_a_run_are_one_in_a_day(shop: FakeShop) -> None:
    ends = []
    for first in range(0, 40, 4):
        change(shop, range(first, first + 4), name="X{}")
        shop.clock.move(600)
        ends.append(held_by(shop.run(PUSH)))
    assert ends[0] == "" and ends[-1] == "brake.product"
    assert sum(name.startswith("X") for name in names(shop)) == 12


def test_what_one_product_is_refused_for_waits_by_itself(shop: FakeShop) -> None:
    change(shop, range(3), name="X{}")
    del shop.store.sheets["1"]
    run = shop.run(PUSH)
    assert (run.tally.updated, run.tally.failed) == (2, 1)
    (record,) = shop.storage.pending.waiting(shop.loja.id)
    assert record.label == "SKU-1"


def test_products_that_are_found_in_the_store_are_looked_at_too(shop: FakeShop) -> None:
    for number in range(MANY, MANY + 30):
        shop.store.add(str(number), f"SKU-{number}", 10)
        shop.erp.catalog.append(ErpProduct(f"e{number}", f"SKU-{number}", "", f"X{number}", True))
    before = names(shop)
    assert held_by(shop.run(PUSH)) == "brake.product"
    assert names(shop) == before
    assert confirm(shop) == 30
    assert shop.run(PUSH).tally.updated == 30


def test_a_simulation_says_so(shop: FakeShop) -> None:
    change(shop, range(30), name="X{}")
    task = next(task for task in shop.storage.tasks.all() if task.automation == PUSH)
    ((_, run),) = shop.tasks.simulate([task.id])
    assert shop.runner.wait_idle(20)
    assert "brake.product_simulated" in shop.keys(run)
