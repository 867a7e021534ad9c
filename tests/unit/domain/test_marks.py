"""Our mark in the ERP's note: read back whatever people wrote around it; what is spoilt is none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.mapping import to_order
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Role, shop_of
from ecco_desktop.domain.marks import Mark, Sameness, read_marks

NOW = datetime(2026, 3, 2, 15, 0, 59, tzinfo=UTC)
MARKS = st.builds(
    Mark,
    st.text(min_size=1, max_size=30).map("woocommerce:{}".format),
    st.text(min_size=1, max_size=20),
    st.datetimes(datetime(2001, 1, 1), datetime(2026, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    "id",
    "numeroPedido",
    "numeroDaOrdemDeCompra",
    "idContato",
    "situacao",
    "totalVenda",
    "observacaoInterna",
    "_Contato",
    "_Cliente",
)


@given(mark=MARKS, before=st.text(max_size=40), after=st.text(max_size=40))
def test_a_mark_is_read_back(mark: Mark, before: str, after: str) -> None:
    [found] = read_marks(f"{before}\n{mark.written()}\n{after}")
    assert found.sameness(mark) is Sameness.OURS


def test_who_made_it_and_when_tell_it_from_others() -> None:
    mark = Mark("woocommerce:loja.com.br", "1", NOW)
    assert mark.sameness(Mark("woocommerce:outra.com.br", "1", NOW)) is Sameness.OTHER
    assert mark.sameness(Mark("woocommerce:loja.com.br", "2", NOW)) is Sameness.OTHER
    # The shop was installed anew and gives the id out again.
    again = Mark("woocommerce:loja.com.br", "1", NOW + timedelta(days=3))
    assert mark.sameness(again) is Sameness.PERHAPS


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_mark_that_is_cut_is_none(cut: int) -> None:
    assert read_marks(Mark("woocommerce:loja.com.br", "1", NOW).written()[:-cut]) == ()


@pytest.mark.parametrize(
    "address", ["https://www.Loja.com.br/", "http://loja.com.br", " loja.com.br ", "www.loja.com.br"]
)
def test_a_shop_is_the_same_however_its_address_is_typed(address: str) -> None:
    manifest = Registry().manifest("woocommerce")
    connection = Connection(7, "Loja", "woocommerce", Role.STORE, {"address": address})
    assert shop_of(connection, manifest) == "woocommerce:loja.com.br"
    bare = Connection(7, "Loja", "woocommerce", Role.STORE)
    assert shop_of(bare, manifest) == "woocommerce:#7"


@given(row=st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_no_shape_of_a_row_breaks_the_reading(row: dict[str, Any]) -> None:
    order = to_order(row)
    assert order is None or (isinstance(order.document, str) and isinstance(order.marks, tuple))
