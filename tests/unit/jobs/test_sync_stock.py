from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import OutcomeUnknown
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StockLevel, arithmetic
from tests.fakes.app import FakeShop

amounts = st.decimals(min_value=-50, max_value=500, places=1)


def level(key: str, sku: str, physical: int | None, available: int | None, active: bool = True) -> StockLevel:
    whole = [None if value is None else Decimal(value) for value in (physical, available)]
    return StockLevel(key, sku, f"Produto {sku}", whole[0], whole[1], active)


def filled(shop: FakeShop, count: int = 10) -> None:
    shop.erp.levels = [level(f"e{n}", f"S{n}", n + 2, n) for n in range(count)]
    for n in range(count):
        shop.store.add(str(n + 1), f"S{n}", 0 if n else 7)


def shown(shop: FakeShop) -> dict[str, Decimal | None]:
    return {item.product.sku: item.quantity for item in shop.store.items.values()}


@given(amounts, amounts, st.integers(0, 20))
def test_never_below_zero_never_more_than_available(
    physical: Decimal, available: Decimal, safety: int
) -> None:
    worked = arithmetic(StockLevel("1", "S", "", physical, available), safety)
    assert worked is not None
    assert 0 <= worked.sent <= max(Decimal(0), available)
    assert worked.sent == 0 or worked.sent + safety <= available


def test_differences_go_out_once(shop: FakeShop) -> None:
    filled(shop)
    first = shop.run("sync_stock")
    assert shown(shop) == {f"S{n}": n for n in range(10)}
    assert first.tally.updated == 10
    again = shop.run("sync_stock", Trigger.PERSON)
    assert (again.tally.updated, again.tally.unchanged) == (0, 10)


def test_what_is_sold_out_goes_first(shop: FakeShop) -> None:
    filled(shop)
    shop.erp.levels = [level(f"e{n}", f"S{n}", n, 0 if n == 9 else n + 1) for n in range(10)]
    shop.store.items = {ref: replace(item, quantity=Decimal(50)) for ref, item in shop.store.items.items()}
    shop.run("sync_stock")
    assert "10" in shop.store.writes[0]


def test_safety_stock_is_kept_back(shop: FakeShop) -> None:
    filled(shop)
    task = shop.storage.tasks.all()[1]
    shop.storage.tasks.update(replace(task, options={"safety": "3"}))
    ended = shop.run("sync_stock")
    assert shown(shop)["S9"] == 6 and shown(shop)["S1"] == 0
    row = next(row for row in shop.storage.ledger.changes(run_id=ended.id) if row.key == "S9")
    assert (row.before, row.after) == ("0", "6")
    wanted = {
        "fisico": "11",
        "reservado": "2",
        "disponivel": "9",
        "seguranca": "3",
        "pedidos_na_loja": "0",
        "enviado": "6",
    }
    assert dict(row.detail) == wanted


def test_between_two_verifications_the_store_is_not_read(shop: FakeShop) -> None:
    filled(shop)
    shop.run("sync_stock")
    shop.erp.levels[4] = level("e4", "S4", 9, 1)
    ended = shop.run("sync_stock")
    assert (shop.store.stock_reads, ended.tally.updated) == (1, 1)
    shop.clock.move(3601)
    shop.run("sync_stock")
    assert shop.store.stock_reads == 2


def test_a_store_changed_by_hand_is_put_right_by_the_next_verification(shop: FakeShop) -> None:
    filled(shop)
    shop.run("sync_stock")
    shop.store.add("6", "S5", 99)
    assert shop.run("sync_stock", Trigger.PERSON).tally.updated == 1
    assert shown(shop)["S5"] == 5


def test_a_refused_batch_is_halved_until_the_culprit_stands_alone(shop: FakeShop) -> None:
    filled(shop)
    shop.store.refuses = {"6"}
    ended = shop.run("sync_stock")
    assert (ended.tally.updated, ended.tally.failed) == (9, 1)
    assert [record.label for record in shop.storage.pending.waiting()] == ["S5"]
    assert ["6"] in shop.store.writes


@pytest.mark.parametrize("luck", ["before", "after"])
def test_a_lost_answer_is_settled_by_reading(shop: FakeShop, luck: str) -> None:
    filled(shop)
    shop.store.lose = [luck]
    ended = shop.run("sync_stock")
    assert (ended.state, ended.tally.updated) == (RunState.SUCCEEDED, 10)
    assert shown(shop) == {f"S{n}": n for n in range(10)}
    assert len(shop.store.writes) == (4 if luck == "before" else 3)


def test_an_item_that_is_gone_from_the_store_waits(shop: FakeShop) -> None:
    filled(shop)
    shop.store.missing = {"3"}
    assert shop.run("sync_stock").tally.failed == 1
    assert shop.run("sync_stock").tally.failed == 0
    shop.store.missing = set()
    shop.clock.move(3601)
    assert shop.run("sync_stock").tally.updated == 1
    assert shop.storage.pending.count() == 0


def test_unknown_is_not_zero(shop: FakeShop) -> None:
    shop.erp.levels = [level("e", "S", 5, None)]
    shop.store.add("1", "S", 4)
    ended = shop.run("sync_stock")
    assert shown(shop)["S"] == 4
    assert "stock.unknown" in shop.keys(ended)


def test_negative_stock_is_zero_in_the_store_and_negative_in_the_log(shop: FakeShop) -> None:
    shop.erp.levels = [level("e", "S", 1, -2)]
    shop.store.add("1", "S", 4)
    ended = shop.run("sync_stock")
    assert shown(shop)["S"] == 0
    assert any("-2" in line.text for line in shop.log(ended) if line.key == "stock.negative")


def test_a_sku_of_two_active_products_is_not_guessed(shop: FakeShop) -> None:
    shop.erp.levels = [level("a", "S", 1, 1), level("b", "S", 9, 9)]
    shop.store.add("1", "S", 4)
    ended = shop.run("sync_stock")
    assert shown(shop)["S"] == 4
    assert "stock.ambiguous" in shop.keys(ended)


def test_a_deleted_copy_does_not_count(shop: FakeShop) -> None:
    shop.erp.levels = [level("a", "S", 50, 50, active=False), level("b", "S", 9, 8)]
    shop.store.add("1", "S", 4)
    shop.run("sync_stock")
    assert shown(shop)["S"] == 8


def test_two_store_products_of_one_sku_are_told(shop: FakeShop) -> None:
    shop.erp.levels = [level("a", "S", 9, 8)]
    shop.store.add("1", "S", 4)
    shop.store.add("2", "S", 4)
    assert "stock.twice_in_store" in shop.keys(shop.run("sync_stock"))


@pytest.mark.parametrize("count", [1, 30])
def test_a_barcode_tells_what_a_sku_does_not(shop: FakeShop, count: int) -> None:
    for n in range(count):
        shop.erp.levels.append(level(f"e{n}", f"S{n}", 5, 5))
        shop.erp.catalog.append(ErpProduct(f"e{n}", f"S{n}", f"789{n}", "x", True))
        shop.store.add(str(n + 1), "", 1, gtin=f"789{n}")
    assert shop.run("sync_stock").tally.updated == count


def test_a_product_that_was_replaced_in_the_erp_is_linked_anew(shop: FakeShop) -> None:
    shop.erp.levels = [level("old", "S", 5, 5)]
    shop.store.add("1", "S", 5)
    shop.run("sync_stock")
    shop.erp.levels = [level("old", "S", 5, 5, active=False), level("new", "S", 2, 2)]
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop)["S"] == 2


def test_what_the_erp_does_not_have_is_left_alone(shop: FakeShop) -> None:
    shop.store.add("1", "SO-NA-LOJA", 4)
    shop.store.add("2", "", 4)
    ended = shop.run("sync_stock")
    assert shop.store.writes == []
    assert {"stock.no_erp_product", "stock.no_code"} <= set(shop.keys(ended))


def test_a_product_without_stock_control_gets_it(shop: FakeShop) -> None:
    shop.erp.levels = [level("a", "S", 9, 8)]
    shop.store.add("1", "S", None, managed=False)
    shop.run("sync_stock")
    assert shown(shop)["S"] == 8


def test_a_group_that_a_weak_host_falls_over_goes_in_smaller_ones(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 500 to a batch says nothing of how much was too much; no part of it arrived."""
    filled(shop, 12)
    real = shop.store.write_stock

    def weak(changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        if len(changes) > 1:
            raise OutcomeUnknown("http.outcome_unknown", host="loja", connection="Loja", status=500)
        return real(changes)

    monkeypatch.setattr(shop.store, "write_stock", weak)
    ended = shop.run("sync_stock", Trigger.PERSON)
    assert (ended.tally.updated, ended.tally.failed) == (12, 0)
