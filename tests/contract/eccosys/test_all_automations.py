"""What the other automations ask of Eccosys, with its quirks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.adapter import Eccosys, open_connection
from ecco_desktop.connectors.erp.eccosys.mapping import from_change, to_item, to_order, to_product
from ecco_desktop.connectors.erp.eccosys.product_mapping import (
    from_product_draft,
    to_attribute,
    to_brand,
    to_departments,
)
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem, TransientProblem
from ecco_desktop.domain.orders import ErpOrder, ErpOrderChange, OrderStatus
from ecco_desktop.domain.products import ErpProductDraft
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.opening import opening

ROW = {
    "id": "10",
    "numeroPedido": "77",
    "numeroDaOrdemDeCompra": "1001",
    "situacao": "1",
    "data": "2026-03-01",
    "idNotaFiscalRef": "661",
    "numeroNotaFiscal": "004512",
    "transportador": "Correios",
    "codigoRastreamento": "AA123456785BR",
    "dataEntrega": "0000-00-00",
    "dataPrevista": "2026-03-09",
}
ORDER = to_order(ROW)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(["id", "nome", "descricao", "_Opcoes", "categorias", "subcategorias", "departamentos",
                         "quantidade", "idProduto", "_Atributos", "preco"])  # fmt: skip


def opened(server: Scripted) -> Eccosys:
    connection = Connection(
        1, "ERP", "eccosys", Role.ERP, {"address": server.base, "requests_per_minute": "60000"}
    )
    return open_connection(opening(connection, {"token": "T"}))


def always(status: int, body: Any) -> Callable[[Asked], Reply]:
    return lambda _: Reply(status, body)


def order() -> ErpOrder:
    assert ORDER is not None
    return ORDER


@given(st.dictionaries(names, anything))
def test_no_row_breaks_the_mapping(row: dict[str, Any]) -> None:
    to_departments(row)
    to_departments([row])
    to_attribute(row)
    to_brand(row)
    to_item(row)
    to_product(row, detailed=True)


def test_what_an_invoiced_order_says() -> None:
    assert (order().invoiced, order().invoice_number, order().tracking_code) == (
        True,
        "004512",
        "AA123456785BR",
    )
    assert (order().expected_on, order().delivered_on, order().dispatched) == (date(2026, 3, 9), None, False)
    old = to_order({**ROW, "situacao": "0", "idNotaFiscalRef": "0", "situacaoSecundaria": "8"})
    assert old and not old.invoiced and old.dispatched


def test_an_order_is_compared_with_what_was_asked_for() -> None:
    with scripted(always(200, [{**ROW, "id": "99"}])) as server:
        # The path reads ids and numbers alike: somebody else's order is no answer.
        assert opened(server).order("77") is None
        server.answer = always(404, None)
        assert opened(server).order("10") is None


def test_a_filter_that_is_ignored_is_checked() -> None:
    pages = [[{**ROW, "situacao": "-1"}, {**ROW, "id": "11"}], []]
    with scripted(lambda _: Reply(200, pages.pop(0))) as server:
        found = [o.id for page in opened(server).orders_in(OrderStatus.PAYMENT_PENDING) for o in page]
        assert found == ["10"]
        assert server.asked[0].path == "/api/pedidos/situacao/-1"


def test_only_the_field_that_changes_is_sent_and_dates_are_read_back() -> None:
    assert from_change(ErpOrderChange(status=OrderStatus.OPEN)) == {"situacao": "0"}
    kept = {**ROW}

    def answer(asked: Asked) -> Reply:
        if asked.method == "PUT":
            kept.update(asked.body[0])
            return Reply(200, {"result": {"success": [{"id": "10"}], "error": []}})
        return Reply(200, [kept])

    with scripted(answer) as server:
        opened(server).change_order(order(), ErpOrderChange(delivered_on=date(2026, 3, 8)))
        assert server.asked[0].body == [{"numeroPedido": "77", "dataEntrega": "2026-03-08"}]
        server.answer = lambda a: Reply(
            200, {"success": [{"id": "10"}], "error": []} if a.method == "PUT" else [ROW]
        )
        with pytest.raises(RecordProblem, match="not_stored"):
            opened(server).change_order(order(), ErpOrderChange(delivered_on=date(2026, 3, 8)))


def test_a_200_may_carry_a_refusal() -> None:
    refusal = {"result": {"success": [], "error": [{"erro": "Pedido faturado\nNão pode"}]}}
    with scripted(always(200, refusal)) as server:
        with pytest.raises(RecordProblem) as caught:
            opened(server).change_order(order(), ErpOrderChange(status=OrderStatus.CANCELLED))
        assert caught.value.values["detail"] == "Pedido faturado"


@pytest.mark.parametrize("answer", [{"result": -1}, {}, [], {"result": None}, "ok"])
def test_a_change_of_which_the_answer_says_nothing_is_read_back(answer: object) -> None:
    kept = {**ROW, "situacao": "0"}
    cancel = ErpOrderChange(status=OrderStatus.CANCELLED)
    with scripted(lambda asked: Reply(200, answer if asked.method == "PUT" else [kept])) as server:
        with pytest.raises(TransientProblem, match=r"ecco\.unclear"):
            opened(server).change_order(order(), cancel)
        kept["situacao"] = "2"
        opened(server).change_order(order(), cancel)


@pytest.mark.parametrize("number", ["-1", "", "1.5", "true", "7 7"])
def test_an_order_told_without_its_number_is_not_changed(number: str) -> None:
    """The ERP changes orders by number: a wrong one would be another's."""
    with scripted(always(200, {"success": [{"id": "10"}], "error": []})) as server:
        with pytest.raises(TransientProblem, match=r"ecco\.unclear"):
            opened(server).change_order(
                replace(order(), number=number), ErpOrderChange(status=OrderStatus.CANCELLED)
            )
        assert server.asked == []


@pytest.mark.parametrize(
    ("told", "number"),
    [("004512", "004512"), ("999999999", "999999999"), (9223372036854775808, ""), ("0", ""), (None, "")],
)
def test_an_invoice_has_nine_figures_at_most(told: object, number: str) -> None:
    found = to_order({**ROW, "numeroNotaFiscal": told})
    assert found is not None and found.invoice_number == number


def test_the_invoice_and_its_key() -> None:
    with scripted(always(200, [{"numero": "004512", "serie": "1", "chave_acesso": "3" * 44}])) as server:
        invoice = opened(server).invoice(order())
        assert invoice and (invoice.number, invoice.series, len(invoice.key)) == ("004512", "1", 44)
        assert server.asked[0].query == {"$serie": "1", "$tipoNota": "S", "$idUnidadeNegocio": "0"}
        server.answer = always(404, None)
        fallback = opened(server).invoice(order())
        assert fallback and (fallback.number, fallback.key) == ("004512", "")


@pytest.mark.parametrize(
    ("told", "online"),
    [
        *((yes, True) for yes in ({}, *({"opcEcommerce": value} for value in (None, "", "S", "s")))),
        *(
            ({"opcEcommerce": no}, False)
            for no in ("N", "0001-01-01T00:00:00", 0, -1, [], {}, True, "?" * 9000)
        ),
    ],
)
def test_what_does_not_say_that_it_is_for_the_shop_stays_out(told: dict[str, object], online: bool) -> None:
    product = to_product({"id": "5", "codigo": "SO-NO-ERP", **told})
    assert product is not None and product.online is online


def test_a_new_product_and_a_code_that_exists() -> None:
    draft = ErpProductDraft("NOVO-1", "Novo", price=Decimal("9.9"), department_ids=("1", "2"), parent_id="5")
    sent = from_product_draft(draft)
    assert (sent["codigo"], sent["preco"], sent["idProdutoMaster"]) == ("NOVO-1", "9.90", "5")
    assert (sent["idTagDepartamentoArvore"], sent["idTagCategoriaArvore"]) == ("1", "2")
    assert "estoqueReal" not in sent
    with scripted(
        always(200, {"result": {"success": [{"id": "55", "codigo": "NOVO-1"}], "error": []}})
    ) as server:
        assert opened(server).create_product(draft).id == "55"
        server.answer = always(
            200, {"result": {"success": [], "error": [{"id": "0", "erro": "mesmo código"}]}}
        )
        with pytest.raises(RecordProblem, match=r"ecco\.product_refused"):
            opened(server).create_product(draft)
        # The answer to another request: which product was made, the SKU tells.
        server.answer = always(200, {"result": {"success": [{"id": "54", "codigo": "NOVO-0"}], "error": []}})
        with pytest.raises(OutcomeUnknown):
            opened(server).create_product(draft)
        server.answer = always(200, 55)
        with pytest.raises(OutcomeUnknown):
            opened(server).create_product(draft)


def test_trees_in_both_shapes() -> None:
    tree = [
        {
            "id": 1,
            "nome": "Moda",
            "categorias": [{"id": 2, "nome": "Calça", "subcategorias": [{"id": 3, "nome": "Jeans"}]}],
        }
    ]
    for body in (tree, {"departamentos": tree}):
        assert [(c.id, c.parent_id) for c in to_departments(body)] == [("1", ""), ("2", "1"), ("3", "2")]
    attribute = to_attribute({"id": 7, "descricao": "Tamanho", "_Opcoes": [{"71": "P"}, {"72": "M"}]})
    assert attribute and attribute.options == (("71", "P"), ("72", "M"))


def test_attributes_are_added_to_a_product_and_none_replaced() -> None:
    with scripted(always(200, {"success": [{"id": "1"}], "error": []})) as server:
        opened(server).set_attributes("CAM P", [("7", "71")])
        asked = server.asked[0]
    assert asked.path == "/api/produtos/CAM%20P/atributos"
    assert asked.query == {"substituirTodosAtributos": "N"}
    assert asked.body == [{"id": "7", "valor": "71"}]
