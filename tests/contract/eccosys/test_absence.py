"""None, some, unknown: what proves that Eccosys has nothing, and that nothing else ever does."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.shapes import found_in
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem, TransientProblem
from ecco_desktop.domain.orders import ErpOrder, Invoice, OrderStatus
from ecco_desktop.domain.products import ErpProductDraft
from ecco_desktop.ports.unread import UNREAD
from tests.contract.eccosys.test_answers import NONE, ROW, level, opened
from tests.contract.server import Asked, Reply, scripted

DAY = date(2026, 3, 1)
# What a server says without having looked.
UNKNOWN: list[Reply] = [
    *(Reply(200, body) for body in (False, True, 0, 1, None, [], {}, [None], [[]], ["x"], [{}], [0])),
    *(Reply(200, {key: "Serviço indisponível"}) for key in ("mensagem", "erro", "message")),
    *(Reply(200, {"mensagem": text}) for text in ("ok", "Nenhum registro encontrado")),
    Reply(200, "Erro interno ao consultar"),
    Reply(200, ""),
    Reply(200, text=""),
    Reply(200, text="   "),
    Reply(204, text=""),
    Reply(200, text="<html>Manutenção</html>"),
    Reply(404, text="<html>Not Found</html>"),
    # What stands before the ERP, or does not know the path, looked for no record.
    *(Reply(404, {"message": text}) for text in ("no Route matched with those values", "Cannot GET /api/x")),
    Reply(404, {"erro": "Rota não encontrada"}),
    Reply(200, text='[{"id": "1"'),
    Reply(200, [dict(ROW), None]),
]
NOTHING = [NONE, Reply(404, []), Reply(404, text=""), Reply(200, "Nenhum pedido encontrado")]
LOOK_UPS = {
    "orders": lambda erp: erp.find_orders("1001", DAY),
    "sku": lambda erp: erp.products_by_sku("A"),
    "gtin": lambda erp: erp.products_by_gtin("7891000100103"),
    "order": lambda erp: erp.order("1"),
    "product": lambda erp: erp.product("1"),
    "stock": lambda erp: list(erp.stock_levels()),
    "products": lambda erp: list(erp.products()),
    "since": lambda erp: list(erp.orders_since(DAY)),
}


@pytest.mark.parametrize("name", sorted(LOOK_UPS))
@pytest.mark.parametrize("reply", UNKNOWN, ids=lambda each: f"{each.text or each.body}"[:40])
def test_what_is_no_proof_is_unknown(name: str, reply: Reply) -> None:
    ask: Any = LOOK_UPS[name]
    with scripted(lambda _asked: reply) as server, pytest.raises((RecordProblem, TransientProblem)):
        ask(opened(server.base))


OTHER = {"id": "77", "codigo": "Z", "numeroPedido": "78", "numeroDaOrdemDeCompra": "9", "numero": "9"}


@pytest.mark.parametrize("name", ["order", "product"])
def test_the_answer_about_another_record_does_not_say_that_this_one_is_gone(name: str) -> None:
    ask: Any = LOOK_UPS[name]
    with scripted(lambda _asked: Reply(200, [OTHER])) as server, pytest.raises(TransientProblem):
        ask(opened(server.base))


def test_orders_of_other_numbers_prove_no_absence() -> None:
    """The days' list decides then: an order that is there is found, and not made twice."""
    row = {**ROW, "id": "5", "numeroDaOrdemDeCompra": "1001", "data": "2026-03-01", "situacao": "0"}

    def told(asked: Asked) -> Reply:
        if "numeroOC=1001" in asked.path:
            return Reply(200, [row] if not wrong else [OTHER])
        return Reply(200, [row] if asked.query.get("$offset") == "0" else [])

    wrong = False
    with scripted(told) as server:
        erp = opened(server.base)
        assert [order.id for order in erp.find_orders("1001", DAY)] == ["5"]
        wrong = True
        assert [order.id for order in erp.find_orders("1001", DAY)] == ["5"]


@pytest.mark.parametrize("error", ["NaN", "true", "1", "[null]", "[[]]", "-1"])
def test_an_error_that_says_nothing_is_no_refusal(error: str) -> None:
    """Taken for refused, a product that was made would be found later, and its zero sent to the store."""
    said = Reply(200, text=f'{{"result": {{"success": [{{"id": "7"}}], "error": {error}}}}}')
    draft = ErpProductDraft("A", "Nome")
    with scripted(lambda _asked: said) as server, pytest.raises(OutcomeUnknown):
        opened(server.base).create_product(draft)


INVOICED = ErpOrder("5", "1", "1001", OrderStatus.INVOICED, "", DAY, None, invoice_number="001234")
PAPER = {"id": "9", "numero": "1234", "serie": "1", "chave_acesso": "3" * 44}
STRANGE: list[object] = [[], {}, {"a": {"b": 1}}, True, -1, float("nan"), "0001-01-01", "x" * 5000]


@pytest.mark.parametrize(
    "reply",
    [
        *UNKNOWN,
        Reply(200, [OTHER]),
        *(
            Reply(200, [{**PAPER, name: value}])
            for name in ("numero", "serie", "chave_acesso")
            for value in STRANGE
        ),
    ],
    ids=lambda each: f"{each.text or each.body}"[:90],
)
def test_an_invoice_that_nobody_could_read_stays_owed(reply: Reply) -> None:
    """Told without its series or key it would stay so: the next run asks again."""
    with scripted(lambda _asked: reply) as server, pytest.raises(TransientProblem):
        opened(server.base).invoice(INVOICED)


@pytest.mark.parametrize("key", ["", None, "3" * 44, f"NFe{'3' * 44}", " ".join(["3333"] * 11)])
def test_an_invoice_and_one_that_is_not_authorised_yet(key: str | None) -> None:
    with scripted(lambda _asked: Reply(200, [{**PAPER, "chave_acesso": key}])) as server:
        found = opened(server.base).invoice(INVOICED)
    assert found == Invoice("1234", "1", "3" * 44 if key else "")


@pytest.mark.parametrize("reply", NOTHING)
def test_where_the_erp_shows_no_invoice_its_number_is_known(reply: Reply) -> None:
    with scripted(lambda _asked: reply) as server:
        assert opened(server.base).invoice(INVOICED) == Invoice("001234")


@pytest.mark.parametrize("status", [None, "", [], {}, {"a": {"b": 1}}, True, float("nan")])
def test_an_order_that_does_not_say_how_it_stands_is_in_no_status_of_the_account(status: object) -> None:
    """Taken for one, a cancellation would be skipped for good."""
    strange = {**ROW, "id": "5", "numeroPedido": "55", "situacao": status}
    row = {**ROW, "id": "6", "numeroPedido": "66", "situacao": "0"}
    with scripted(lambda asked: Reply(200, [strange, row] if asked.query else [strange])) as server:
        erp = opened(server.base)
        with pytest.raises(TransientProblem):
            erp.order("5")
        with pytest.raises(TransientProblem):
            next(iter(erp.orders_since(DAY)))
        noted: dict[str, str] = {}
        token = UNREAD.set(noted)
        try:
            page = next(iter(erp.orders_since(DAY)))
        finally:
            UNREAD.reset(token)
    assert ([order.id for order in page], noted) == (["6"], {"55": "status"})


@pytest.mark.parametrize("name", sorted(LOOK_UPS))
@pytest.mark.parametrize("reply", NOTHING)
def test_what_says_none_is_none(name: str, reply: Reply) -> None:
    ask: Any = LOOK_UPS[name]
    with scripted(lambda _asked: reply) as server:
        assert not ask(opened(server.base))


def test_a_list_that_php_writes_as_an_object_is_a_list() -> None:
    rows = {
        "1": {**ROW, "id": "5", "numeroDaOrdemDeCompra": "1001"},
        "4": {**ROW, "id": "6", "numeroDaOrdemDeCompra": "1002"},
    }
    with scripted(lambda _asked: Reply(200, rows)) as server:
        assert [order.id for order in opened(server.base).find_orders("1001", DAY)] == ["5"]
    assert found_in({"1": dict(ROW), "2": None}) is None
    assert found_in({"1": {}}) is None


def answering(look_up: Reply) -> Any:
    """An account whose list of days works and holds another order."""

    def answer(asked: Asked) -> Reply:
        if "numeroOC=" in asked.path:
            return look_up
        return Reply(200, [ROW]) if asked.query["$offset"] == "0" else NONE

    return answer


@pytest.mark.parametrize("reply", UNKNOWN)
def test_an_unclear_look_up_of_an_order_is_that_orders_problem(reply: Reply) -> None:
    with scripted(answering(reply)) as server, pytest.raises((RecordProblem, TransientProblem)):
        opened(server.base).find_orders("2002", DAY)


def test_an_empty_list_ends_a_reading_and_begins_none() -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(200, [level(1)] if asked.query["$offset"] == "0" else [])

    with scripted(answer) as server:
        assert sum(len(page) for page in opened(server.base).stock_levels()) == 1


@pytest.mark.parametrize("most", [1, 3, 7])
def test_a_server_with_a_maximum_of_its_own_is_read_to_the_end(most: int) -> None:
    rows = [level(number) for number in range(1, 20)]

    def answer(asked: Asked) -> Reply:
        start = int(asked.query["$offset"])
        shown = rows[start : start + min(most, int(asked.query["$count"]))]
        return Reply(200, shown) if shown else NONE

    with scripted(answer) as server:
        found = [row.product_id for page in opened(server.base).stock_levels() for row in page]
    assert found == [str(number) for number in range(1, 20)]


bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200)
@given(bodies)
def test_no_body_proves_absence_but_a_text_that_says_so(body: object) -> None:
    found = found_in(body)
    assert found != [] or (isinstance(body, str) and body.strip())
    assert not found or all(row.get("id") or row.get("idProduto") or row.get("codigo") for row in found)
