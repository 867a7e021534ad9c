"""A bar code is one whatever zeros stand before it, in every comparison of the program."""

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import ecco_desktop
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
