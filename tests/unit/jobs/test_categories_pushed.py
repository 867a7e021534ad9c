"""Where the store shows a product in a category below the one that is wanted, it is in that one already."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.products import Category, ErpProduct
from ecco_desktop.domain.trees import covered
from tests.fakes.app import FakeShop

# The top, a category in it, another in that one; and another top.
TREE = [
    Category("1", "Moda", ""),
    Category("2", "Roupas", "1"),
    Category("3", "Blusas", "2"),
    Category("9", "Casa", ""),
]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """One product that both have; every category is linked."""
    shop = FakeShop(tmp_path)
    shop.tasks.create("push_products", "Loja", None, {})
    shop.store.known_categories = [*TREE]
    shop.store.add("7", "CAM-1", 10)
    shop.erp.catalog.append(ErpProduct("e7", "CAM-1", "", "Produto 7", True))
    links = [Link(shop.loja.id, LinkKind.PRODUCT, "e7", "7", "CAM-1")]
    shop.storage.links.save(
        links + [Link(shop.loja.id, LinkKind.CATEGORY, f"d{each.id}", each.id) for each in TREE]
    )
    yield shop
    shop.close()


@pytest.mark.parametrize(
    ("erp", "shown", "after"),
    [
        # The ERP tells the department, and of the category nothing that is linked.
        (("d1", "?" * 50), ("3",), ("3",)),
        (("d1",), ("2",), ("2",)),
        (("d1", "d2"), ("9", "3"), ("9", "3")),
        # Deeper than what is shown, beside it, and where nothing is shown.
        (("d1", "d2", "d3"), ("2",), ("2", "3")),
        (("d1",), ("9",), ("9", "1")),
        (("d1",), (), ("1",)),
    ],
)
def test_what_is_above_is_not_added(
    shop: FakeShop, erp: tuple[str, ...], shown: tuple[str, ...], after: tuple[str, ...]
) -> None:
    product, sheet = shop.store.sheets["7"]
    shop.store.sheets["7"] = (product, replace(sheet, category_ids=shown))
    shop.erp.catalog[0] = replace(shop.erp.catalog[0], department_ids=erp)
    run = shop.run("push_products")
    assert shop.store.sheets["7"][1].category_ids == after
    assert (run.tally.updated, run.tally.unchanged) == ((0, 1) if after == shown else (1, 0))


def test_a_tree_that_bites_its_tail_ends() -> None:
    assert covered(["3", "x"], {"3": "2", "2": "3"}) == {"3", "2", "x"}
