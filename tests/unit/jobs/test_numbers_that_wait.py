"""What waits on the list waits for its own number or question alone, and no longer than that holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.products import ErpProduct, Price, ProductSheet, StoreProduct
from ecco_desktop.domain.runs import Run, Trigger
from ecco_desktop.domain.stock import StockLevel
from tests.fakes.app import FakeShop

MANY = 12
STOCK, PRICES, SHEETS = "sync_stock", "push_prices", "push_products"
HOUR = 3600.0


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """Twelve products with ten units each, at 100.00, in both systems; all were compared once."""
    shop = FakeShop(tmp_path)
    for automation in (PRICES, SHEETS):
        shop.tasks.create(automation, "Loja", None, {})
    for number in range(MANY):
        shop.store.add(str(number), f"SKU-{number}", 10)
        shop.store.asks[str(number)] = Price(Decimal("100.00"))
        shop.erp.levels.append(level(number, 10))
        shop.erp.catalog.append(product(number, "100.00"))
    shop.run(STOCK)
    shop.run(SHEETS)
    yield shop
    shop.close()


def level(number: int, units: int, key: str = "") -> StockLevel:
    count = Decimal(units)
    return StockLevel(key or f"e{number}", f"SKU-{number}", "Camiseta", count, count)


def product(number: int, price: str, name: str = "") -> ErpProduct:
    named = name or f"Produto {number}"
    return ErpProduct(f"e{number}", f"SKU-{number}", "", named, True, price=Decimal(price))


def waiting(shop: FakeShop) -> dict[str, str]:
    return {record.record_id: record.cause for record in shop.storage.pending.waiting()}


def ignore(shop: FakeShop) -> None:
    shop.storage.pending.ignore([one.id for one in shop.storage.pending.waiting()], shop.clock.now())


def later(shop: FakeShop, automation: str, trigger: Trigger = Trigger.SCHEDULE, seconds: float = HOUR) -> Run:
    shop.clock.move(seconds)
    return shop.run(automation, trigger)


def quantity(shop: FakeShop, ref: str = "3") -> Decimal | None:
    return shop.store.items[ref].quantity


def rename(shop: FakeShop, sku: str, ref: str = "3") -> None:
    item, (_, sheet) = shop.store.items[ref], shop.store.sheets[ref]
    named = replace(item.product, sku=sku)
    shop.store.items[ref] = replace(item, product=named)
    shop.store.sheets[ref] = named, replace(sheet, sku=sku)


# -- another number is another try --


@pytest.mark.parametrize("tries", [1, 3, 6])
def test_what_is_sold_out_does_not_wait_for_the_turn_of_the_number_before(shop: FakeShop, tries: int) -> None:
    shop.store.refuses = {"3"}
    shop.erp.levels[3] = level(3, 9)
    for _ in range(tries):
        later(shop, STOCK, seconds=HOUR * (1 if tries < 6 else 9))
    assert waiting(shop) == {"3": "store.item_refused"}
    shop.store.refuses = set()
    shop.erp.levels[3] = level(3, 0)
    later(shop, STOCK, seconds=60)
    assert (quantity(shop), waiting(shop)) == (0, {})


def test_the_same_number_waits_for_its_turn(shop: FakeShop) -> None:
    shop.store.refuses = {"3"}
    shop.erp.levels[3] = level(3, 9)
    later(shop, STOCK)
    before = len(shop.store.writes)
    later(shop, STOCK, seconds=60)
    assert len(shop.store.writes) == before


def test_who_set_one_refusal_aside_gets_the_next_number_all_the_same(shop: FakeShop) -> None:
    shop.store.refuses = {"3"}
    shop.erp.levels[3] = level(3, 9)
    later(shop, STOCK)
    ignore(shop)
    shop.store.refuses = set()
    later(shop, STOCK, Trigger.PERSON)
    assert quantity(shop) == 10
    shop.erp.levels[3] = level(3, 0)
    later(shop, STOCK)
    assert quantity(shop) == 0


def test_a_figure_that_is_not_kept_does_not_hold_the_next_one_up(shop: FakeShop) -> None:
    shop.erp.levels[3] = level(3, 9)
    for _ in range(3):
        later(shop, STOCK)
        shop.store.recount("3", 1)
    assert waiting(shop) == {"3": "stock.not_kept"}
    shop.erp.levels[3] = level(3, 0)
    later(shop, STOCK, seconds=60)
    assert quantity(shop) == 0


@pytest.mark.parametrize("ignored", [False, True])
def test_a_price_that_is_mended_in_the_erp_goes_on_the_schedule(shop: FakeShop, ignored: bool) -> None:
    shop.erp.catalog[3] = product(3, "0.01")
    later(shop, PRICES)
    assert waiting(shop) == {"3": "price.drop"}
    if ignored:
        ignore(shop)
    shop.erp.catalog[3] = product(3, "95.00")
    later(shop, PRICES)
    assert (shop.store.asks["3"].price, waiting(shop)) == (Decimal("95.00"), {})


# -- another question is asked --


def test_another_fall_of_a_price_is_asked_about_and_the_same_is_not(shop: FakeShop) -> None:
    shop.erp.catalog[3] = product(3, "10.00")
    later(shop, PRICES)
    ignore(shop)
    for trigger in (Trigger.SCHEDULE, Trigger.PERSON):
        later(shop, PRICES, trigger)
        assert waiting(shop) == {}
    shop.erp.catalog[3] = product(3, "0.01")
    later(shop, PRICES)
    (record,) = shop.storage.pending.waiting()
    assert (record.state, record.values["after"]) == (PendingState.NEEDS_PERSON, "0.01")
    assert shop.store.asks["3"].price == 100


def test_another_rename_is_asked_about_and_the_same_is_not(shop: FakeShop) -> None:
    rename(shop, "NOVO")
    later(shop, STOCK, Trigger.PERSON)
    ignore(shop)
    later(shop, STOCK, Trigger.PERSON)
    assert waiting(shop) == {}
    rename(shop, "NOVO-2")
    later(shop, STOCK, Trigger.PERSON)
    assert waiting(shop) == {"3": "link.other_product"}


def test_a_rename_that_was_set_aside_and_is_taken_back_holds_no_sheet(shop: FakeShop) -> None:
    rename(shop, "NOVO")
    shop.erp.catalog[3] = product(3, "100.00", "Outro nome")
    later(shop, SHEETS)
    assert waiting(shop) == {"e3": "link.other_product"}
    ignore(shop)
    rename(shop, "SKU-3")
    later(shop, STOCK, Trigger.PERSON)
    later(shop, SHEETS)
    assert shop.store.sheets["3"][1].name == "Outro nome"


# -- what cannot be matched waits until it can, or is gone --


@pytest.mark.parametrize("kind", ["twice", "ambiguous"])
def test_what_is_mended_is_sent_although_it_was_tried_five_times(shop: FakeShop, kind: str) -> None:
    shop.erp.levels.append(level(90, 3))
    if kind == "twice":
        shop.store.add("90", "SKU-90", 3)
        later(shop, STOCK)
        shop.store.add("91", "SKU-90", 9)
    else:
        shop.erp.levels.append(level(90, 4, "e91"))
        shop.store.add("91", "SKU-90", 9)
    for _ in range(7):
        later(shop, STOCK, seconds=30 * HOUR)
    (record,) = shop.storage.pending.waiting()
    assert (record.record_id, record.state) == ("91", PendingState.NEEDS_PERSON)
    if kind == "twice":
        del shop.store.items["90"]
    else:
        shop.erp.levels.pop()
    later(shop, STOCK)
    assert (quantity(shop, "91"), waiting(shop)) == (3, {})


def test_what_is_deleted_in_the_store_waits_no_longer(shop: FakeShop) -> None:
    shop.store.add("91", "SKU-3", 9)
    later(shop, STOCK)
    assert waiting(shop) == {"91": "stock.twice_in_store"}
    del shop.store.items["91"]
    later(shop, STOCK)
    assert waiting(shop) == {}


@pytest.mark.parametrize("gone", [True, False])
def test_what_the_store_sells_and_the_erp_has_no_more_is_on_the_list(shop: FakeShop, gone: bool) -> None:
    last = shop.erp.levels.pop()
    if not gone:
        shop.erp.levels.append(replace(last, active=False))
    for _ in range(2):
        later(shop, STOCK)
        assert waiting(shop) == {"11": "stock.orphan"}
    assert quantity(shop, "11") == 10
    # Its SKU is another row's by now: that one's figure is sent, and nothing waits.
    shop.erp.levels.append(level(11, 4, "e99"))
    later(shop, STOCK)
    assert (quantity(shop, "11"), waiting(shop)) == (4, {})


@pytest.mark.parametrize("end", ["sold out", "deleted", "back"])
def test_what_is_sold_no_more_or_is_back_waits_no_longer(shop: FakeShop, end: str) -> None:
    last = shop.erp.levels.pop()
    later(shop, STOCK)
    assert waiting(shop) == {"11": "stock.orphan"}
    if end == "sold out":
        shop.store.recount("11", -10)
    elif end == "deleted":
        del shop.store.items["11"]
    else:
        shop.erp.levels.append(last)
    later(shop, STOCK)
    assert waiting(shop) == {}


def test_what_the_store_shows_no_more_is_no_reason_to_read_it_each_time(shop: FakeShop) -> None:
    kept = shop.store.items.pop("3")
    later(shop, STOCK, Trigger.PERSON)
    shop.erp.levels[3] = replace(level(3, 7), sku="OUTRO")
    later(shop, STOCK, seconds=60)
    before = shop.store.stock_reads
    for _ in range(3):
        later(shop, STOCK, seconds=60)
    assert shop.store.stock_reads == before
    # Back, and the ERP calls it by its name again: its number is its own.
    shop.store.items["3"] = kept
    shop.erp.levels[3] = level(3, 7)
    later(shop, STOCK)
    assert (quantity(shop), waiting(shop)) == (7, {})


# -- sheets --


def sheet_name(shop: FakeShop, ref: str = "3") -> str:
    return shop.store.sheets[ref][1].name


@pytest.mark.parametrize("tries", [1, 6])
def test_a_sheet_that_is_mended_in_the_erp_does_not_wait_for_its_turn(
    shop: FakeShop, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = shop.store.update_product

    def picky(target: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        if "!" in sheet.name:
            raise RecordProblem("store.product_refused", sku=sheet.sku, field="name", detail="não")
        update(target, sheet, fields)

    monkeypatch.setattr(shop.store, "update_product", picky)
    shop.erp.catalog[3] = product(3, "100.00", "Oferta!!")
    for _ in range(tries):
        later(shop, SHEETS, seconds=30 * HOUR)
    assert waiting(shop) == {"e3": "store.product_refused"}
    shop.erp.catalog[3] = product(3, "100.00", "Oferta")
    later(shop, SHEETS, seconds=60)
    assert (sheet_name(shop), waiting(shop)) == ("Oferta", {})


def test_a_sku_that_is_no_longer_twice_in_the_erp_does_not_wait_for_a_person(shop: FakeShop) -> None:
    shop.erp.catalog[3] = product(3, "100.00", "Outro nome")
    shop.erp.catalog.append(replace(product(3, "100.00"), id="e90"))
    for _ in range(6):
        later(shop, SHEETS, seconds=30 * HOUR)
    assert set(waiting(shop).values()) == {"product.sku_twice"}
    shop.erp.catalog.pop()
    later(shop, SHEETS, seconds=60)
    assert sheet_name(shop) == "Outro nome"


def test_a_sheet_that_cannot_be_read_stops_no_other(shop: FakeShop) -> None:
    shop.erp.catalog[2] = product(2, "100.00", "Meia \ud800")
    shop.erp.catalog[3] = product(3, "100.00", "Outro nome")
    later(shop, SHEETS)
    assert (sheet_name(shop), waiting(shop)) == ("Outro nome", {"e2": "record.bug"})
