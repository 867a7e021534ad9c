"""A damaged note of options that the ERP still lacks: read from the store again, or told to a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.domain.products import Attribute
from ecco_desktop.domain.runs import Run
from ecco_desktop.jobs.products.options_due import OPTIONS_DUE
from tests.fakes.app import FakeShop
from tests.fakes.orders import NOW

REF = "11/P"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """A variation that was made in the ERP, and the note of its options damaged before they were given."""
    shop = FakeShop(tmp_path)
    shop.tasks.create("import_new_products", shop.loja.name, None, {})
    shop.erp.known_attributes = [Attribute("5", "Tamanho", (("50", "P"),))]
    shop.store.add(REF, "CAM-P", 3)
    shop.run("import_new_products")
    assert shop.erp.traits["CAM-P"] == (("5", "50"),)
    shop.erp.traits.clear()
    shop.storage.memory.set(shop.loja.id, OPTIONS_DUE.kind, {REF: '["CAM-P", [["Tam'}, NOW)
    yield shop
    shop.close()


def waiting(shop: FakeShop) -> dict[str, str]:
    return {record.record_id: record.cause for record in shop.storage.pending.waiting()}


def noted(shop: FakeShop) -> dict[str, str]:
    return dict(shop.storage.memory.all(shop.loja.id, OPTIONS_DUE.kind))


def told(shop: FakeShop, ended: Run) -> str:
    return " ".join(line.text for line in shop.log(ended))


def test_the_store_tells_the_options_again_and_the_owner_hears_of_it(shop: FakeShop) -> None:
    ended = shop.run("import_new_products")
    assert shop.erp.traits["CAM-P"] == (("5", "50"),)
    assert "CAM-P" in told(shop, ended) and "Confira os atributos" in told(shop, ended)
    assert (waiting(shop), noted(shop), ended.tally.warnings) == ({}, {}, 1)
    assert shop.run("import_new_products").tally.warnings == 0


def test_what_the_store_shows_no_more_waits_for_a_person(shop: FakeShop) -> None:
    shop.store.items.clear()
    shop.store.sheets.clear()
    shop.run("import_new_products")
    assert waiting(shop) == {f"options:{REF}": "product.options_unread"}
    assert noted(shop) == {}
    shop.run("import_new_products")
    assert waiting(shop) == {f"options:{REF}": "product.options_unread"}
