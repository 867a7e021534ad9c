"""What a connector does with the worst message somebody can send it: it looks at the beginning only."""

import json
from collections.abc import Callable

import pytest

from ecco_desktop.connectors.carriers.correios import token as correios
from ecco_desktop.connectors.carriers.jadlog import adapter as jadlog
from ecco_desktop.connectors.carriers.melhorenvio import adapter as melhorenvio
from ecco_desktop.connectors.erp.eccosys import account as eccosys
from ecco_desktop.connectors.erp.eccosys.shapes import found_in, written
from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.connectors.shared import parcels, payments
from ecco_desktop.connectors.stores.nuvemshop import calls as nuvemshop
from ecco_desktop.connectors.stores.nuvemshop.items import _told as nuvemshop_item
from ecco_desktop.connectors.stores.vtex import account as vtex
from ecco_desktop.connectors.stores.woocommerce import site as woocommerce
from ecco_desktop.connectors.stores.woocommerce.stock import refused as woocommerce_item
from ecco_desktop.domain import foreign
from ecco_desktop.domain.foreign import LONGEST
from ecco_desktop.domain.products import StoreProduct
from tests.unit.domain.test_foreign import WORST

ITEM = StoreProduct("7", "", "A", "", "")


def answer(body: object) -> Answer:
    return Answer(400, {}, json.dumps(body))


# Each way a connector reads a message, by its kind.
READERS: dict[str, list[Callable[[str], str]]] = {
    "woocommerce": [
        lambda worst: woocommerce.message(answer({"code": "x", "message": worst})),
        lambda worst: woocommerce_item(ITEM, {"error": {"code": worst, "message": worst}}).detail,  # type: ignore[union-attr]
    ],
    "nuvemshop": [
        lambda worst: nuvemshop.message(answer({"description": worst, worst: [worst] * 2})),
        lambda worst: nuvemshop_item({"errors": {"sku": worst}}),
    ],
    "vtex": [
        lambda worst: vtex.message(answer({"error": {"message": worst}})),
        lambda worst: vtex.message(answer(worst)),
        lambda worst: vtex.message(Answer(400, {}, worst)),
    ],
    "eccosys": [
        lambda worst: eccosys._short(Answer(400, {}, worst)),
        lambda worst: written({"error": [{"erro": worst}]}).refused[0],  # type: ignore[union-attr]
        lambda worst: str(found_in(worst)),
    ],
    "correios": [lambda worst: correios.message(answer({"msgs": [worst]}))],
    "jadlog": [
        lambda worst: jadlog._said(answer({"erro": {"descricao": worst}})),
        lambda worst: jadlog._said(answer({"erro": worst})),
    ],
    "melhorenvio": [lambda worst: melhorenvio._said(answer({"message": worst}))],
}


class Looked:
    """A pattern that remembers how much it was given."""

    def __init__(self, real: object, given: list[int]) -> None:
        self._real, self._given = real, given

    def sub(self, with_: object, text: str) -> str:
        """As the real one."""
        self._given.append(len(text))
        found: str = self._real.sub(with_, text)  # type: ignore[attr-defined]
        return found


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    given: list[int] = []
    for name in ("_TAG", "_ENTITY"):
        monkeypatch.setattr(foreign, name, Looked(getattr(foreign, name), given))
    return given


def test_every_connector_is_tried() -> None:
    assert {manifest.kind for manifest in Registry().manifests()} == READERS.keys()


@pytest.mark.parametrize("kind", READERS)
def test_only_the_beginning_of_a_message_is_looked_at(kind: str, looked: list[int]) -> None:
    for read in READERS[kind]:
        for worst in WORST:
            told = read(worst)
            assert len(told) <= 120 and "&amp;" not in told
    assert max(looked) <= LONGEST


@pytest.mark.parametrize("kind", READERS)
def test_a_message_comes_in_as_words(kind: str) -> None:
    for read in READERS[kind]:
        told = read("<p>Campo <b>SKU</b>: Pr&amp;ço\x1b[2J \u202einválido</p>")
        assert not set(told) & set("\x1b\u202e<") and "&amp;" not in told


def test_the_words_of_an_event_are_looked_at_so_far_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    real = parcels.re.search
    monkeypatch.setattr(
        parcels.re, "search", lambda how, text, *a: given.append(len(text)) or real(how, text, *a)
    )
    for worst in (*WORST, "endereco " * 100_000, "retorno " * 100_000):
        parcels.status_by_text(worst)
        parcels.names_sender(worst)
        payments.payment_kind(worst)
    assert max(given) <= 1_000
