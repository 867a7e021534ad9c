"""Which ERP carrier a title speaks of: guessed where its words say so, left to a person where they do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.ports.erp import ErpCarrier, ShippingForm
from ecco_desktop.ports.store import DeliveryMethod
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.guesses import Guess, guessed
from ecco_desktop.services.links import LinkService
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.app import FakeConnectors, FakeShop
from tests.fakes.orders import store_order
from tests.fuzzing import examples
from tests.unit.jobs.test_import_orders import stocked


def forms(*names: str) -> tuple[ShippingForm, ...]:
    return tuple(ShippingForm(name.strip("-"), name.strip("-"), not name.startswith("-")) for name in names)


CARRIERS = (
    ErpCarrier("1", "COR", "Correios", forms("PAC", "SEDEX", "SEDEX 10", "-Carta")),
    ErpCarrier("2", "JAD", "Jadlog", forms(".Package")),
    ErpCarrier("3", "RET", "Retirada na loja", ()),
    ErpCarrier("4", "LOG", "Loggi", forms("Expresso", "Econômico")),
)


@pytest.mark.parametrize(
    ("title", "guess"),
    [
        ("PAC (Entrega em 12 dias úteis)", Guess("1", "PAC")),
        ("Correios - Sedex", Guess("1", "SEDEX")),
        ("SEDEX 10 - amanhã", Guess("1", "SEDEX 10")),
        ("Jadlog .Package", Guess("2", ".Package")),
        ("JADLOG", Guess("2", ".Package")),
        ("Retirada na loja", Guess("3", "")),
        ("Retirar no balcão", Guess("3", "")),
        ("Loggi Econômico", Guess("4", "Econômico")),
        # Which of its services it is, nobody said.
        ("Loggi", None),
        ("Correios", None),
        ("PAC ou SEDEX", None),
        ("Carta", None),
        ("Pacote", None),
        ("Motoboy", None),
        ("Entrega", None),
        ("", None),
    ],
)
def test_by_its_words(title: str, guess: Guess | None) -> None:
    assert guessed(title, CARRIERS) == guess
    assert guessed(title.upper(), CARRIERS) == guess


@settings(max_examples=examples(40))
@given(st.text(max_size=40))
def test_a_guess_is_always_something_the_erp_offers(title: str) -> None:
    guess = guessed(title, CARRIERS)
    offered = {Guess(one.id, form.id) for one in CARRIERS for form in one.forms if form.active}
    assert guess is None or guess in offered | {Guess("3", "")}
    assert guessed(title, ()) is None


@pytest.fixture
def links(shop: FakeShop) -> LinkService:
    connectors = FakeConnectors(shop.erp, shop.store)
    shop.erp.known_carriers = list(CARRIERS)
    connections = ConnectionService(shop.storage, MemorySecrets(), connectors, shop.deeds)
    return LinkService(shop.storage, connectors, connections, shop.deeds)


def test_ways_of_the_store_what_waits_and_what_is_linked_each_once(
    shop: FakeShop, links: LinkService
) -> None:
    stocked(shop, "1")
    shop.store.orders["1"] = store_order("1", shipping_reference="Motoboy")
    shop.run("import_orders")
    shop.store.methods = [DeliveryMethod("SEDEX", "flat_rate:4", "Sudeste"), DeliveryMethod("PAC")]
    ways = {way.title: way for way in links.delivery_ways(shop.loja).ways}
    assert list(ways) == ["SEDEX", "PAC", "Motoboy"]
    assert (ways["SEDEX"].guess, ways["SEDEX"].link) == (Guess("1", "SEDEX"), None)
    # The shop has that link already.
    assert ways["PAC"].link == CarrierLink("PAC", "480", "Correios", "345", "CORREIOS")
    assert (ways["Motoboy"].guess, ways["Motoboy"].link) == (None, None)


def test_accepting_links_each_and_sets_the_waiting_free(shop: FakeShop, links: LinkService) -> None:
    stocked(shop, "1")
    shop.store.orders["1"] = store_order("1", shipping_reference="SEDEX (2 dias)")
    shop.run("import_orders")
    found = links.delivery_ways(shop.loja)
    chosen = [(way, way.guess) for way in found.ways if way.guess is not None]
    assert links.link_ways(shop.loja, chosen) == 1
    [record] = shop.storage.pending.waiting()
    assert (record.state, record.tries) == (PendingState.WAITING, 0)
    shop.run("import_orders")
    assert [order.external_number for order in shop.erp.orders] == ["1"]
    assert all(way.link for way in links.delivery_ways(shop.loja).ways)


def test_a_store_that_does_not_say_how_it_sends_leaves_the_rest(shop: FakeShop, links: LinkService) -> None:
    def silent() -> list[DeliveryMethod]:
        raise TransientProblem("http.unreachable", host="loja", connection="Loja")

    shop.store.delivery_methods = silent  # type: ignore[method-assign]
    found = links.delivery_ways(shop.loja)
    assert [way.title for way in found.ways] == ["PAC"]
    assert found.untold is not None and found.untold.key == "http.unreachable"
