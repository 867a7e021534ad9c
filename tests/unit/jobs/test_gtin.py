"""A bar code is one whatever zeros stand before it, in every comparison of the program."""

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecco_desktop
from ecco_desktop.connectors.erp.eccosys.mapping import to_product as erp_product
from ecco_desktop.connectors.stores.nuvemshop.catalog import made_of as nuvemshop_made
from ecco_desktop.connectors.stores.vtex.items import gtin_of as vtex_gtin
from ecco_desktop.connectors.stores.woocommerce.catalog import to_product as woo_product
from ecco_desktop.connectors.stores.woocommerce.catalog import to_variation as woo_variation
from ecco_desktop.connectors.stores.woocommerce.prices import to_price as woo_price
from ecco_desktop.connectors.stores.woocommerce.stock import to_stock as woo_stock
from ecco_desktop.domain.codes import bar_code, same_gtin
from ecco_desktop.domain.links import store_mark
from ecco_desktop.domain.products import ErpProduct, ProductSheet
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.jobs.numbers import matching
from ecco_desktop.jobs.products.sheets import differing
from tests.fakes.app import FakeShop
from tests.fakes.orders import line, store_order

TWELVE, THIRTEEN, FOURTEEN = "012345678905", "0012345678905", "00012345678905"
SHEET = ProductSheet("1", "A", TWELVE, "Camiseta", True)


@pytest.mark.parametrize("ours", [TWELVE, THIRTEEN, FOURTEEN])
@pytest.mark.parametrize("theirs", [TWELVE, THIRTEEN, FOURTEEN])
def test_the_store_is_not_told_a_code_that_it_has(ours: str, theirs: str) -> None:
    assert differing(replace(SHEET, gtin=ours), replace(SHEET, gtin=theirs), was_inactive=False) == []
    changed = differing(replace(SHEET, gtin="7891000100103"), SHEET, was_inactive=False)
    assert [field for field, _, _ in changed] == ["gtin"]


@pytest.mark.parametrize("many", [True, False])
@pytest.mark.parametrize("theirs", [TWELVE, THIRTEEN, FOURTEEN])
def test_stock_is_linked_by_it(
    shop: FakeShop, theirs: str, many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if many:
        # The ERP's products are read whole instead of asked for.
        monkeypatch.setattr(matching, "GTIN_LOOK_UPS", -1)
        monkeypatch.setattr(matching, "PAGE", 10**9)
    shop.erp.catalog = [ErpProduct("1890", "ERP-1", TWELVE, "Camiseta", True)]
    shop.erp.levels = [StockLevel("1890", "ERP-1", "Camiseta", Decimal(7), Decimal(7))]
    shop.store.add("11", "", 1, gtin=theirs)
    shop.run("sync_stock", Trigger.PERSON)
    assert shop.store.items["11"].quantity == 7


def test_an_order_asks_for_it_once_whatever_its_zeros(shop: FakeShop) -> None:
    shop.erp.catalog = [ErpProduct("1890", "ERP-1", TWELVE, "Camiseta", True)]
    asked: list[str] = []
    real = shop.erp.products_by_gtin
    shop.erp.products_by_gtin = lambda gtin: asked.append(gtin) or real(gtin)  # type: ignore[method-assign, func-returns-value]
    for number, code in enumerate((TWELVE, THIRTEEN, FOURTEEN), 1):
        lines = [line(ref=f"1{number}", sku="", gtin=code)]
        shop.store.orders[str(number)] = store_order(str(number), lines=lines)
    assert shop.run("import_orders").tally.created == 3
    assert len(asked) == 1


NONE = ("SEM GTIN", "sem gtin", "N/A", "-", "0", "0000000000000", "99999999")


@pytest.mark.parametrize("many", [True, False])
@pytest.mark.parametrize("written", NONE)
def test_what_stands_for_no_code_ties_nothing(
    shop: FakeShop, written: str, many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ERP says so of one product, the store of another: no number and no order line is the other's."""
    if many:
        monkeypatch.setattr(matching, "GTIN_LOOK_UPS", -1)
        monkeypatch.setattr(matching, "PAGE", 10**9)
    shop.erp.catalog = [ErpProduct("1890", "ERP-1", written, "Camiseta", True)]
    shop.erp.levels = [StockLevel("1890", "ERP-1", "Camiseta", Decimal(7), Decimal(7))]
    shop.store.add("11", "LOJA-1", 1, gtin=written)
    shop.run("sync_stock", Trigger.PERSON)
    assert shop.store.items["11"].quantity == 1
    sold = line(ref="11", sku="LOJA-1", gtin=written)
    shop.store.orders["1"] = store_order("1", lines=[sold])
    shop.run("import_orders")
    assert [record.cause for record in shop.storage.pending.waiting()] == ["order.product"]
    shop.tasks.create("import_new_products", "Loja", None, {})
    assert shop.run("import_new_products").tally.created == 1


@pytest.mark.parametrize("written", NONE)
def test_what_stands_for_no_code_is_read_as_none_and_told_to_nobody(written: str) -> None:
    woo = {"id": 1, "sku": "A", "type": "simple", "global_unique_id": written}
    seen = [woo_stock(woo), woo_price(woo, ""), woo_product(woo, [], "kg"), woo_variation(woo, "kg")]
    assert [getattr(one, "product", one).gtin for one in seen if one] == [""] * 4  # type: ignore[attr-defined]
    assert vtex_gtin({"AlternateIds": {"Ean": written}}) == ""
    assert nuvemshop_made({"id": 1}, {"id": 2, "barcode": written}, "").gtin == ""
    found = erp_product({"id": 1, "codigo": "A", "nome": "A", "gtin": written})
    assert found is not None and found.gtin == ""
    assert differing(replace(SHEET, gtin=written), SHEET, was_inactive=False) == []
    assert store_mark("", written) == ""


@given(st.text("0123456789", min_size=8, max_size=14).filter(lambda code: len(set(code)) > 1))
def test_every_other_number_is_a_code(code: str) -> None:
    assert bar_code(f" {code} ") == code and same_gtin(code, code)


def test_no_code_of_the_program_compares_them_as_texts() -> None:
    """The one door is domain.codes: no ==, !=, or "in" with something called gtin or ean beside it."""
    root = Path(ecco_desktop.__file__).parent
    files = [p for p in root.rglob("*.py") if "sandbox" not in p.parts and p.name != "codes.py"]
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and _speaks_of_codes(node)
    ]
    assert found == []


def _speaks_of_codes(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    if any(isinstance(side, ast.Constant) for side in sides):
        return False
    names = [getattr(side, "attr", getattr(side, "id", "")) for side in sides]
    return any(name in ("gtin", "ean", "barcode") for name in names)
