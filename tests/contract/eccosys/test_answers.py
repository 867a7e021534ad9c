"""Eccosys as it really answers, through the real client and the real adapter."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.account import base_address, sign_in
from ecco_desktop.connectors.erp.eccosys.adapter import Eccosys, open_connection
from ecco_desktop.connectors.erp.eccosys.mapping import (
    from_draft,
    to_carrier,
    to_channel,
    to_order,
    to_product,
    to_stock_level,
)
from ecco_desktop.connectors.erp.eccosys.matching import same_number
from ecco_desktop.connectors.erp.eccosys.shapes import comma, day, many, one, written
from ecco_desktop.domain.amounts import parse_decimal
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.order_rules import draft
from ecco_desktop.domain.orders import CarrierLink, ErpOrderDraft, OrderStatus
from tests.contract.server import Asked, Reply, scripted
from tests.fakes.opening import opening
from tests.fakes.orders import line, store_order
from tests.fakes.system import FakeCancel
from tests.unit.domain.test_order_rules import ZONE

HTML = "<html><body>502 Bad Gateway</body></html>"
LOGIN = "<html><form><input type='password'></form></html>"
NONE = Reply(404, {"erro": "Nenhum registro"})


def connection(address: str, **values: str) -> Connection:
    return Connection(
        1, "ERP", "eccosys", Role.ERP, {"address": address, "requests_per_minute": "60000", **values}
    )


def opened(base: str, cancel: FakeCancel | None = None, **values: str) -> Eccosys:
    found = connection(f"{base}/eccosys/api", **values)
    return open_connection(opening(found, {"token": "T"}, cancel))


def made_draft() -> ErpOrderDraft:
    order = store_order(lines=[line(quantity=3, subtotal="1234.56", total="1200.00")])
    link = CarrierLink("PAC", "480000777", "Correios", "345", "CORREIOS")
    return draft(order, {order.lines[0]: "1890"}, link, OrderStatus.OPEN, prefix="", channel="", zone=ZONE)


def level(number: int, **more: Any) -> dict[str, Any]:
    return {
        "idProduto": number,
        "codigo": f"S{number}",
        "nome": "x",
        "estoqueReal": 9,
        "estoqueDisponivel": 5,
        **more,
    }


# -- stock --


def pages(rows: list[dict[str, Any]]) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        start, count = int(asked.query["$offset"]), int(asked.query["$count"])
        shown = rows[start : start + count]
        return Reply(200, shown) if shown else NONE

    return answer


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_every_stock_row_comes_once(count: int) -> None:
    with scripted(pages([level(n) for n in range(1, count + 1)])) as server:
        found = [row for page in opened(server.base, stock_page_size="2").stock_levels() for row in page]
    assert [row.product_id for row in found] == [str(n) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "most", "calls"), [(0, 250, 1), (117, 250, 2), (327, 250, 3), (327, 99, 5)]
)
def test_the_end_of_a_list_costs_one_call_and_no_more(count: int, most: int, calls: int) -> None:
    """No count is told, and fewer rows than asked prove nothing: an account may have a maximum of its own."""
    rows = [{"id": str(number), "codigo": f"S{number}", "situacao": "A"} for number in range(1, count + 1)]

    def answer(asked: Asked) -> Reply:
        asked.query["$count"] = str(min(most, int(asked.query["$count"])))
        return pages(rows)(asked)

    with scripted(answer) as server:
        found = [product.id for page in opened(server.base).products() for product in page]
    assert found == [row["id"] for row in rows]
    assert len(server.asked) == calls


def test_rows_that_shift_between_pages_come_once() -> None:
    rows = [level(n) for n in (1, 2, 2, 3)]
    with scripted(pages(rows)) as server:
        found = [
            row.product_id for page in opened(server.base, stock_page_size="2").stock_levels() for row in page
        ]
    assert found == ["1", "2", "3"]


def test_a_server_that_repeats_a_page_is_told_on() -> None:
    same = Reply(200, [level(1), level(2)])
    with scripted(lambda _asked: same) as server, pytest.raises(TransientProblem) as caught:
        list(opened(server.base, stock_page_size="2").stock_levels())
    assert caught.value.key == "http.repeated_page"


def test_what_is_missing_is_unknown_and_never_zero() -> None:
    row = to_stock_level({"idProduto": "7", "codigo": "A", "estoqueReal": "3.0000"})
    assert row and row.available is None and row.physical == 3


@pytest.mark.parametrize("name", ["Camiseta (excluído)", "CAMISETA EXCLUIDA", "Camiseta desativada"])
def test_deleted_copies_are_told_by_their_names(name: str) -> None:
    row = to_stock_level(level(1, nome=name))
    assert row and not row.active


# -- shapes --


def test_arrays_of_one_objects_and_texts() -> None:
    assert one([{"id": 1}]) == one({"id": 1}) == {"id": 1}
    assert many("Nenhum pedido encontrado") == many(None) == many([]) == []


@pytest.mark.parametrize(
    ("body", "ok", "refused"),
    [
        ({"success": [{"id": "1", "codigo": "9"}], "error": []}, True, ()),
        ({"result": {"success": [{"id": "1", "codigo": "9"}], "error": []}}, True, ()),
        ({"success": [], "error": [{"erro": "Código repetido\nlinha 2"}]}, False, ("Código repetido",)),
        ({"success": [{"id": "1"}], "error": [{"erro": "x"}]}, False, ("x",)),
    ],
)
def test_both_envelopes(body: object, ok: bool, refused: tuple[str, ...]) -> None:
    found = written(body)
    assert found and found.ok is ok and found.refused == refused


@pytest.mark.parametrize("body", ["<html>", 17, None, [], {}])
def test_what_is_no_envelope(body: object) -> None:
    assert written(body) is None


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAMES = (
    "id codigo idProduto nome situacao estoqueReal estoqueDisponivel totalVenda data gtin dataEntrega "
    "numeroDaOrdemDeCompra _FormasDeEnvio idNotaFiscalRef"
)
fields = st.sampled_from(NAMES.split())


@given(st.dictionaries(fields, junk))
def test_no_row_is_too_strange(row: dict[str, Any]) -> None:
    for translate in (to_stock_level, to_product, to_order, to_carrier, to_channel):
        translate(row)
    written(row)


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_the_comma_text_of_a_discount_reads_back(amount: Decimal) -> None:
    assert parse_decimal(comma(amount)) == amount


@pytest.mark.parametrize("nothing", ["0000-00-00", "0000-00-00 00:00:00", "", None, "None"])
def test_no_date(nothing: object) -> None:
    assert day({"d": nothing}, "d") is None


# -- orders --


def test_a_draft_carries_both_spellings_and_totals_that_agree() -> None:
    body: Any = from_draft(made_draft())
    assert (body["totalProdutos"], body["desconto"], body["totalVenda"]) == ("1234.56", "34,56", "1220.00")
    assert body["_Contato"]["enderecoNro"] == body["_Contato"]["numero"] == "10"
    assert body["_Itens"][0]["idProduto"] == "1890"
    assert (body["idTransportador"], body["idVinculoTransportadora"]) == ("480000777", "345")
    assert body["_Parcelas"][0]["forma"] == body["_Parcelas"][0]["codigoFormaPagamento"] == 17


def test_an_order_is_created() -> None:
    good = Reply(200, {"success": [{"id": "2149250189", "codigo": "74639977"}], "error": []})
    with scripted(lambda _asked: good) as server:
        created = opened(server.base).create_order(made_draft())
    assert (created.id, created.number) == ("2149250189", "74639977")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(200, {"success": [], "error": [{"erro": "Sem estoque"}]}), RecordProblem),
        (Reply(400, text="Requisição inválida"), RecordProblem),
        (Reply(401, text=LOGIN), SetupProblem),
        (Reply(500, text=HTML), OutcomeUnknown),
        (Reply(200, text=HTML), OutcomeUnknown),
        (Reply(200, text=""), OutcomeUnknown),
        (Reply(200, {"success": [{}], "error": []}), OutcomeUnknown),
    ],
)
def test_how_a_creation_can_end(reply: Reply, error: type[Exception]) -> None:
    with scripted(lambda _asked: reply) as server, pytest.raises(error):
        opened(server.base).create_order(made_draft())
    # Who is not signed in got nothing done: that alone is asked for again, once.
    assert len(server.asked) == (2 if reply.status == 401 else 1)


def erp_with(orders: list[dict[str, Any]], *, route_works: bool) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        number = asked.path.rpartition("numeroOC=")[2]
        if "numeroOC=" in asked.path:
            found = [o for o in orders if o["numeroDaOrdemDeCompra"] == number] if route_works else []
            return Reply(200, found) if found else NONE
        shown = orders[int(asked.query["$offset"]) :]
        return Reply(200, shown) if shown else NONE

    return answer


ROW = {
    "id": "1",
    "numeroPedido": "10",
    "numeroDaOrdemDeCompra": "1001",
    "situacao": "0",
    "totalVenda": "99.90",
    "data": "2026-03-01",
}
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("route_works", [True, False])
def test_an_order_that_is_there_is_found_either_way(route_works: bool) -> None:
    with scripted(erp_with([ROW], route_works=route_works)) as server:
        found = opened(server.base).find_orders("1001", TODAY)
    assert [order.id for order in found] == ["1"]
    assert found[0].total == Decimal("99.90")


def test_silence_is_believed_only_of_a_route_that_was_seen_to_work() -> None:
    with scripted(erp_with([ROW], route_works=True)) as server:
        erp = opened(server.base)
        assert erp.find_orders("1002", TODAY) == []
        first = len(server.asked)
        assert erp.find_orders("1003", TODAY) == []
        assert len(server.asked) - first == 1
    with scripted(erp_with([ROW], route_works=False)) as server:
        erp = opened(server.base)
        assert erp.find_orders("1002", TODAY) == []
        assert [order.id for order in erp.find_orders("1001", TODAY)] == ["1"]


@pytest.mark.parametrize(
    ("kept", "wanted", "same"),
    [
        ("1001", " 1001 ", True),
        ("MLB-2000015999571192", "2000015999571192", True),
        ("A-1001", "1001", False),
        ("A-1001", "B-1001", False),
        ("", "1001", False),
    ],
)
def test_numbers_that_mean_the_same_order(kept: str, wanted: str, same: bool) -> None:
    assert same_number(kept, wanted) is same


def test_a_numeric_sku_that_is_another_products_id_is_not_taken() -> None:
    with scripted(lambda _asked: Reply(200, {"id": 123, "codigo": "OUTRO", "situacao": "A"})) as server:
        assert opened(server.base).products_by_sku("123") == []


# -- signing in --


@pytest.mark.parametrize("reply", [Reply(401, text=LOGIN), Reply(403, {}), Reply(200, text=LOGIN)])
def test_a_refused_key(reply: Reply) -> None:
    with scripted(lambda _asked: reply) as server, pytest.raises(SetupProblem) as caught:
        opened(server.base).carriers()
    assert caught.value.key == "http.credentials"


def test_an_account_that_takes_the_token_bare_is_found_out() -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(200, []) if asked.headers["Authorization"] == "T" else Reply(401, text=LOGIN)

    with scripted(answer) as server:
        assert opened(server.base).test().found == {"auth": "raw"}


def test_the_signature_is_of_the_brazilian_day() -> None:
    kept = connection("minhaloja", auth="signature")
    late = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # still 1 March in São Paulo
    headers = sign_in(opening(kept, {"apikey": "K", "secret": "S"}), "signature", lambda: late)()
    assert headers == {
        "apikey": "K",
        "signature": hashlib.md5(b"S:01-03-2026", usedforsecurity=False).hexdigest(),
    }


def test_an_empty_catalog_is_a_good_connection() -> None:
    with scripted(lambda _asked: NONE) as server:
        assert opened(server.base).test().found == {"catálogo": "vazio"}


def test_html_is_no_answer() -> None:
    with scripted(lambda _asked: Reply(200, text=HTML)) as server, pytest.raises(TransientProblem) as caught:
        opened(server.base).carriers()
    assert caught.value.key == "http.not_json"


@pytest.mark.parametrize(
    ("entered", "base"),
    [
        ("MinhaLoja", "https://minhaloja.eccosys.com.br/api"),
        ("https://minhaloja.eccosys.com.br", "https://minhaloja.eccosys.com.br/api"),
        ("minhaloja.eccosys.com.br/api/", "https://minhaloja.eccosys.com.br/api"),
        ("http://127.0.0.1:99/eccosys/api", "http://127.0.0.1:99/eccosys/api"),
    ],
)
def test_an_account_name_or_a_whole_address(entered: str, base: str) -> None:
    assert base_address(entered, connection(entered)) == base


@pytest.mark.parametrize(
    ("junk_address", "key"),
    [("", "connection.address"), ("a b", "connection.address"), ("ftp://x.com", "connection.address"),
     ("http://minhaloja.eccosys.com.br", "http.plain_http")],
)  # fmt: skip
def test_addresses_that_cannot_be(junk_address: str, key: str) -> None:
    with pytest.raises(SetupProblem) as caught:
        base_address(junk_address, connection(junk_address))
    assert caught.value.key == key


def test_many_skus_are_asked_for_in_few_calls() -> None:
    def answer(asked: Asked) -> Reply:
        codes = asked.path.rpartition("/")[2].split(";")
        rows = [{"id": f"9{code}", "codigo": code, "situacao": "A"} for code in codes if code != "S7"]
        return Reply(200, [*rows, {"id": "1", "codigo": "OUTRO"}])

    with scripted(answer) as server:
        found = opened(server.base).products_by_skus([f"S{n}" for n in range(45)])
    assert len(server.asked) == 3
    assert set(found) == {f"S{n}" for n in range(45)} - {"S7"}
    assert found["S1"][0].id == "9S1"


def test_an_account_that_takes_no_lists_is_asked_one_by_one() -> None:
    def answer(asked: Asked) -> Reply:
        one_by_one = ";" not in asked.path
        return Reply(200, {"id": 5, "codigo": "S1"}) if one_by_one else Reply(400, text="Requisição inválida")

    with scripted(answer) as server:
        erp = opened(server.base)
        assert erp.products_by_skus(["S1", "S2"]) == {}
        assert [product.id for product in erp.products_by_sku("S1")] == ["5"]
