"""Titles of ways of sending without promise and price; which link is an order's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.shipping import bare_title, carrier_for


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("PAC", "pac"),
        ("PAC (Entrega em 12 dias úteis)", "pac"),
        ("PAC - 5 a 8 dias", "pac"),
        ("PAC – 5-8 dias úteis", "pac"),
        ("PAC: R$ 22,90", "pac"),
        ("PAC (R$22.90)", "pac"),
        ("PAC - R$ 1.022,90 - 9 dias", "pac"),
        ("PAC 7 dias úteis", "pac"),
        ("PAC em até 7 dias úteis", "pac"),
        ("PAC | Prazo de entrega: 7 dias", "pac"),
        ("PAC - prazo: 3 a 5 dias úteis após a postagem", "pac"),
        ("PAC (até 10 dias corridos)", "pac"),
        ("PAC (entrega em até 10 dia(s))", "pac"),
        ("PAC - Chega até 30/11", "pac"),
        ("PAC - chega em 3 de dezembro", "pac"),
        ("PAC (Previsão de entrega: 04/12/2026)", "pac"),
        ("PAC - Grátis", "pac"),
        ("PAC [2 semanas]", "pac"),
        ("PAC (5 d.u.)", "pac"),
        ("Correios - PAC (Entrega estimada em 6 dias úteis)", "correios pac"),
        ("Correios PAC", "correios pac"),
        ("SEDEX 10", "sedex 10"),
        ("SEDEX 12 (1 dia útil)", "sedex 12"),
        ("SEDEX Hoje", "sedex hoje"),
        ("Sedex - Entrega em 1 dia útil", "sedex"),
        ("Jadlog .Package - 3 a 6 dias úteis", "jadlog .package"),
        ("Jadlog .Com", "jadlog .com"),
        ("Loggi Express (48 horas)", "loggi express"),
        ("Melhor Envio: SEDEX (receba em até 2 dias úteis)", "melhor envio sedex"),
        ("Retirada na loja", "retirada na loja"),
        ("Retirada na loja 2 (disponível em 1 dia)", "retirada na loja 2"),
        ("Frete grátis", "frete grátis"),
        ("Entrega expressa 24h", "entrega expressa 24h"),
        ("Mini Envios", "mini envios"),
        ("Azul Cargo Amanhã", "azul cargo amanhã"),
        ("Transportadora do Zé - 15 dias", "transportadora do zé"),
        ("Entrega até 100 km - 3 dias", "entrega até 100 km"),
        ("PAC – chega até sexta-feira", "pac"),
        ("PAC (entrega quarta-feira, 11 de março)", "pac"),
        ("PAC (chega entre 5 e 9 de março)", "pac"),
        ("PAC | Entre 05/03 e 09/03", "pac"),
        ("PAC – Entrega estimada: 05/03/2026 - 09/03/2026", "pac"),
        ("PAC - Receba amanhã", "pac"),
        ("PAC (3-5 business days)", "pac"),
        ("PAC - Delivery in 5 days", "pac"),
        ("PAC 12 días hábiles", "pac"),
        ("PAC (12d)", "pac"),
        ("Loggi 3D Print", "loggi 3d print"),
        ("Motoboy Domingo", "motoboy domingo"),
        # What would name nothing stays whole.
        ("Entrega (até 2 dias)", "entrega até 2 dias"),
        ("Entrega (até 8 dias)", "entrega até 8 dias"),
        ("Em 5 dias úteis", "em 5 dias úteis"),
        ("R$ 22,90", "r$ 22,90"),
        ("", ""),
    ],
)
def test_promise_and_price_are_no_part_of_the_name(title: str, bare: str) -> None:
    assert bare_title(title).replace(" ", "") == bare.replace(" ", "").replace(",", "")
    assert bare_title(bare_title(title)) == bare_title(title)


WORDS = "PAC SEDEX Entrega Frete (Entrega em 12 dias) - 5 a 8 dias R$ 22,90 após 24h grátis ( ) | : 1/11 de"
PARTS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    "part", ["entrega ", "5 a 5 a ", "(", "em até ", "prazo : ", "R$ ", "após ", "1/", "- "]
)
def test_no_title_keeps_the_program_waiting(part: str) -> None:
    # Read in time, or the time-out of the tests says so.
    assert bare_title(part * 20_000) == bare_title(bare_title(part * 20_000))


@given(title=st.one_of(PARTS, st.text(max_size=260)))
def test_what_is_bare_stays_as_it_is(title: str) -> None:
    bare = bare_title(title)
    assert bare_title(bare) == bare
    assert bool(bare) or not any(char.isalnum() for char in title)


@given(
    days=st.integers(1, 60),
    more=st.integers(1, 60),
    name=st.sampled_from(["PAC", "SEDEX", "Jadlog .Package"]),
)
def test_another_promise_is_the_same_way(days: int, more: int, name: str) -> None:
    titles = (
        f"{name} ({days} dias úteis)",
        f"{name} - {days} a {days + more} dias",
        f"{name} (Entrega em até {days} dias)",
        f"{name} R$ {days},{more:02d}",
    )
    assert {bare_title(title) for title in titles} == {bare_title(name)}


def link(reference: str, carrier: str, method: str = "") -> CarrierLink:
    return CarrierLink(reference, carrier, carrier, "1", "", method)


OLD = link("PAC (Entrega em 12 dias úteis)", "correios")


@pytest.mark.parametrize(
    ("reference", "method", "links", "carrier"),
    [
        # Links of earlier versions, by title alone.
        ("PAC (Entrega em 12 dias úteis)", "", [OLD], "correios"),
        ("pac - 5 a 8 dias", "", [OLD], "correios"),
        ("PAC R$ 19,90", "flat_rate:3", [OLD], "correios"),
        ("SEDEX (1 dia útil)", "flat_rate:4", [OLD], None),
        ("Entrega (até 8 dias)", "", [link("Entrega (até 2 dias)", "loggi")], None),
        # By the platform's id: the title may change, another way of the same title is another.
        ("PAC - 5 a 8 dias", "flat_rate:3", [link("PAC", "correios", "flat_rate:3")], "correios"),
        ("Econômico", "flat_rate:3", [link("PAC", "correios", "flat_rate:3")], "correios"),
        ("Entrega", "flat_rate:5", [link("Entrega", "loggi", "flat_rate:3")], None),
        ("Entrega", "b:1", [link("Entrega", "loggi", "a:1"), link("Entrega", "jadlog", "b:1")], "jadlog"),
        ("Entrega", "", [link("Entrega", "loggi", "a:1"), link("Entrega", "jadlog", "b:1")], None),
        ("Entrega", "", [link("Entrega", "loggi", "a:1"), link("Entrega", "loggi", "b:1")], "loggi"),
        ("PAC", "a:1", [link("PAC", "loggi"), link("PAC", "correios", "a:1")], "correios"),
        # Titles that differ in the promise alone: the very one, else nobody knows which.
        ("Rápida - 2 dias", "", [link("Rápida - 2 dias", "loggi"), link("Rápida - 8 dias", "pac")], "loggi"),
        ("Rápida - 5 dias", "", [link("Rápida - 2 dias", "loggi"), link("Rápida - 8 dias", "pac")], None),
        ("Rápida - 5 dias", "", [link("Rápida - 2 dias", "jad"), link("Rápida - 8 dias", "jad")], "jad"),
        ("", "", [OLD], None),
    ],
)
def test_which_link_is_an_orders(
    reference: str, method: str, links: list[CarrierLink], carrier: str | None
) -> None:
    for order in (links, links[::-1]):
        found = carrier_for(reference, method, order)
        assert (found.carrier_name if found else None) == carrier
