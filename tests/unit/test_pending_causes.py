"""Whatever waits in Pendências has a heading that is true of all its records, and a way out of the list."""

import re
from pathlib import Path

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.automations import Records
from ecco_desktop.services.pending import SOLUTIONS, Solution, solution_of
from ecco_desktop.ui import texts
from ecco_desktop.ui.pages.pending import BY_BUTTON
from ecco_desktop.words.heads import HEADED, heading
from ecco_desktop.words.sentences import SENTENCES

PACKAGE = Path(__file__).parents[2] / "ecco_desktop"
# Told of a whole side, of an order as of a product: the heading is the sentence itself.
OF_A_SIDE = re.compile(r"(http|woo|nuvemshop|vtex|correios|melhorenvio|jadlog|connection|secrets)\.")
# Why a cause has no button of its own: who holds what must be mended.
WITHOUT_BUTTON = {
    Solution.IN_STORE: "only the store can change it; “Abrir na loja” leads there where the address is known",
    Solution.IN_ERP: "only the ERP can change it; no source tells the address of a record's page there",
    Solution.AT_CARRIER: "only the carrier knows",
    Solution.ITSELF: "the program tries again by itself",
}


def pending_causes() -> set[str]:
    """What a record can fail with."""
    found: set[str] = set(HEADED)
    for file in PACKAGE.rglob("*.py"):
        found |= set(re.findall(r'RecordProblem\(\s*"([a-z_]+\.[a-z_]+)"', file.read_text(encoding="utf-8")))
    return found


def test_each_cause_has_a_button_or_a_reason_why_not() -> None:
    assert len(pending_causes()) > 60
    for cause in pending_causes():
        solution = solution_of(cause)
        button = solution in BY_BUTTON or solution is Solution.WHICH_ORDER
        assert button or solution in WITHOUT_BUTTON, cause
        assert SOLUTIONS[solution] and texts.HINTS[solution]


def test_each_cause_of_a_record_has_a_heading_of_its_own() -> None:
    Registry()
    assert {cause for cause in pending_causes() if not OF_A_SIDE.match(cause)} <= set(HEADED)
    assert set(HEADED) <= set(SENTENCES)


@pytest.mark.parametrize(
    ("cause", "values", "count", "of", "words"),
    [
        ("order.carrier", {"reference": "SEDEX"}, 10, Records.ORDERS, "10 pedidos sem vínculo para “SEDEX”"),
        (
            "order.carrier",
            {"reference": "flat_rate:3", "method": "Motoboy"},
            1,
            Records.ORDERS,
            "1 pedido sem vínculo para “Motoboy”",
        ),
        ("stock.ambiguous", {"sku": "A"}, 2, Records.PRODUCTS, "2 produtos com SKU repetido no ERP"),
        ("store.unclear", {}, 1200, Records.PRODUCTS, "1.200 produtos sem resposta certa da loja"),
        ("woo.maintenance", {"host": "x"}, 2, Records.ORDERS, "2 pedidos: A loja x está em manutenção"),
        ("order.product", {"sku": "a\u202eb"}, 1, Records.ORDERS, None),
    ],
)
def test_the_heading_counts_and_names_the_cause(
    cause: str, values: dict[str, str], count: int, of: Records, words: str | None
) -> None:
    said = heading(cause, values, count, of)
    if words is None:
        # What a store wrote cannot turn the rest of the line around.
        assert "\u202e" not in said
    else:
        assert said.startswith(words)


def test_an_order_and_a_product_are_found_in_the_panel_of_woocommerce() -> None:
    panel = Registry().manifest("woocommerce")
    values = {"address": "https://loja.example/pt/wp-admin/"}
    assert panel.order_page(values, "12") == "https://loja.example/pt/wp-admin/post.php?post=12&action=edit"
    assert (
        panel.product_page(values, "A&B 1")
        == "https://loja.example/pt/wp-admin/edit.php?post_type=product&s=A%26B%201"
    )
    assert Registry().manifest("nuvemshop").order_page({}, "12") == ""
