"""What goes back to its owner goes back as it came, whatever it looks like."""

import json

import pytest

from ecco_desktop.connectors.erp.eccosys.mapping import to_order, to_product
from ecco_desktop.connectors.shared.records import note, text, verbatim
from ecco_desktop.connectors.stores.nuvemshop.catalog import to_sheet as nuvem_sheet
from ecco_desktop.connectors.stores.nuvemshop.move_calls import _invoices
from ecco_desktop.connectors.stores.vtex.catalog import to_parent_sheet as vtex_sheet
from ecco_desktop.connectors.stores.vtex.feed import events
from ecco_desktop.connectors.stores.woocommerce.catalog import to_sheet as woo_sheet
from ecco_desktop.domain.foreign import LONGEST
from ecco_desktop.domain.marks import Mark
from tests.fakes.orders import NOW

HTML = "<p>a &lt; b &amp;amp; C\u0327&nbsp;" + "x" * 2 * LONGEST + "</p>"


def test_html_is_kept_whole_on_every_side() -> None:
    assert woo_sheet({"id": 1, "description": HTML}, "kg").description == HTML
    assert nuvem_sheet({"id": 1, "description": {"pt": HTML}}, None).description == HTML
    assert nuvem_sheet({"id": 1, "description": HTML}, None).description == HTML
    assert vtex_sheet({"Id": 1, "Description": HTML}, []).description == HTML
    product = to_product({"id": "1", "descricaoEcommerce": HTML})
    assert product is not None and product.description == HTML


def test_a_handle_of_the_feed_goes_back_as_it_came() -> None:
    handle = "AQ&amp;&copy;" + "x" * 2 * LONGEST
    (event,) = events([{"handle": handle, "orderId": "1-01", "state": "handling"}])
    assert event.handle == handle


def test_a_list_of_invoices_in_json_stays_json() -> None:
    kept = [{"key": "3" * 44, "note": "&quot;x&quot;"}] * 200
    assert _invoices("7", {"value": json.dumps(kept)}) == kept


def test_our_mark_is_found_behind_a_long_note() -> None:
    mark = Mark("loja.example", "7", NOW)
    row = {"id": "5", "numeroPedido": "9", "observacaoInterna": "x" * 2 * LONGEST + "\n" + mark.written()}
    order = to_order(row)
    assert order is not None and order.marks == (mark,)


@pytest.mark.parametrize("value", [" \u200b ", "", "\ufeff", None, 0.5, True])
def test_a_field_of_nothing_but_marks_is_not_filled(value: object) -> None:
    assert text({"a": value, "b": " x "}, "a", "b") == "x" == note({"a": value, "b": "x\n"}, "a", "b")
    assert verbatim({"b": " &amp; "}, "a", "b") == "&amp;"
