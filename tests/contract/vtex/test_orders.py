"""Orders of VTEX in our words, and the calls that move them on."""

import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.vtex import moves, orders
from ecco_desktop.connectors.stores.vtex.manifest import MANIFEST
from ecco_desktop.connectors.stores.vtex.moves import Step
from ecco_desktop.connectors.stores.vtex.statuses import FEED, LABELS
from ecco_desktop.domain.errors import RecordProblem, SetupProblem
from ecco_desktop.domain.order_flow import Seen, StatusMap, Way, decide
from ecco_desktop.domain.orders import Invoice, OrderStatus, PaymentKind, StoreOrder, Tracking, totals_of
from ecco_desktop.ports.store import BrokenOrder
from tests.contract.server import Asked, Reply, scripted
from tests.contract.vtex.shop import calls, opened, order, package, routes, with_package

ORDER = r"GET /api/oms/pvt/orders/1172452900788-01"
OMS = r"/api/oms/pvt/orders/1172452900788-01"
KEY = "3" * 44
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def read(**changes: Any) -> StoreOrder:
    made = orders.to_order(order(**changes))
    assert isinstance(made, StoreOrder)
    return made


# -- reading --


def test_cents_are_cents_and_the_order_adds_up() -> None:
    """The classic mistake of VTEX: orders in cents, prices in reais."""
    made = read()
    assert made.total == Decimal("259.70") and made.shipping_total == Decimal("20.00")
    assert (made.lines[0].quantity, made.lines[0].subtotal) == (2, Decimal("259.80"))
    assert made.fees == (Decimal("-20.10"),)
    assert totals_of(made).total == made.total


def test_a_total_that_does_not_agree_is_told() -> None:
    with pytest.raises(RecordProblem, match=r"order\.totals"):
        totals_of(read(value=26971))


def test_what_an_order_is_made_of() -> None:
    made = read()
    assert made.id == made.number == "1172452900788-01", "the suffix belongs to the number"
    assert made.lines[0].product_ref == "6/18" and made.lines[0].sku == "CAM-1"
    assert (made.customer.document, made.customer.phone) == ("52998224725", "11992227222")
    assert (made.delivery.postcode, made.delivery.country, made.delivery.number) == ("22630011", "BR", "126")
    assert (made.payment, made.payment_title) == (PaymentKind.CREDIT_CARD, "Visa")
    assert made.modified_at == datetime(2026, 3, 1, 20, 46, 11, 701074, tzinfo=UTC)
    assert made.held == (("6/18", 2),)
    assert made.shipping_reference == "Normal"


def test_a_company_has_its_own_document_and_name() -> None:
    client = {
        "isCorporate": True, "corporateDocument": "11.222.333/0001-81", "corporateName": "Souza Ltda",
        "document": "52998224725", "firstName": "Ana", "stateInscription": "ISENTO",
    }  # fmt: skip
    made = read(clientProfileData=client).customer
    assert made.company and (made.document, made.name) == ("11222333000181", "Souza Ltda")


@pytest.mark.parametrize(
    ("group", "name", "kind"),
    [
        ("bankInvoice", "Boleto Bancário", PaymentKind.BOLETO),
        ("instantPayment", "Instantâneo", PaymentKind.PIX),
        ("debitCard", "Visa Electron", PaymentKind.DEBIT_CARD),
        ("promissory", "Transferência", PaymentKind.TRANSFER),
        ("promissory", "Pagamento na entrega", PaymentKind.ON_DELIVERY),
        ("giftCard", "Vale", PaymentKind.GIFT_CARD),
    ],
)
def test_means_of_payment(group: str, name: str, kind: PaymentKind) -> None:
    payments = [
        {"paymentSystemName": name, "group": group, "value": 25970},
        {"group": "giftCard", "value": 1},
    ]
    made = read(paymentData={"transactions": [{"isActive": True, "payments": payments}]})
    assert made.payment is kind


def test_a_transaction_that_was_given_up_paid_nothing() -> None:
    old = {
        "isActive": False,
        "payments": [{"paymentSystemName": "Pix", "group": "instantPayment", "value": 9}],
    }
    new = {"isActive": True, "payments": [{"paymentSystemName": "Visa", "group": "creditCard", "value": 1}]}
    assert read(paymentData={"transactions": [old, new]}).payment is PaymentKind.CREDIT_CARD


def test_paid_is_what_was_authorized_or_stands_after_it() -> None:
    assert read(status="payment-pending").paid
    assert not read(status="payment-pending", authorizedDate=None).paid
    assert read(status="handling", authorizedDate=None).paid
    door = [{"paymentSystemName": "Pagamento na entrega", "group": "promissory", "value": 1}]
    at_the_door = {"transactions": [{"payments": door}]}
    assert not read(authorizedDate=None, paymentData=at_the_door).paid


@pytest.mark.parametrize("changes", [{"status": None}, {"status": ""}, {"isCompleted": False}])
def test_an_order_that_is_not_complete_is_skipped(changes: dict[str, Any]) -> None:
    assert orders.to_order(order(**changes)) is None
    assert orders.to_state(order(**changes)) is None


def test_delivered_is_invoiced_with_every_package_arrived() -> None:
    done = {"finished": True}
    assert orders.word_of(with_package(courierStatus=done)) == "delivered"
    half = order(status="invoiced", packageAttachment={"packages": [package(courierStatus=done), package()]})
    assert orders.word_of(half) == "invoiced"
    returned = package(type="Input", courierStatus=None)
    both = order(status="invoiced", packageAttachment={"packages": [package(courierStatus=done), returned]})
    assert orders.word_of(both) == "delivered", "goods that come back are no package of the sale"
    assert orders.word_of(order(status="invoiced")) == "invoiced"


def test_what_was_invoiced_or_cancelled_holds_nothing() -> None:
    for status in ("invoiced", "canceled", "replaced", "order-creation-error"):
        assert read(status=status).held == ()
    assert read(status="payment-pending", authorizedDate=None).held == (("6/18", 2),)


def test_a_strange_field_is_named() -> None:
    line = {**order()["items"][0], "price": "abc"}
    made = orders.to_order(order(items=[line]))
    assert isinstance(made, BrokenOrder) and made.problem.values["field"] == "price"
    assert (made.id, made.held) == ("1172452900788-01", (("6/18", 2),))
    dateless = orders.to_order(order(creationDate="0000-00-00T00:00:00"))
    assert isinstance(dateless, BrokenOrder) and dateless.modified_at


@given(st.data())
def test_no_record_breaks_the_mapping(data: st.DataObject) -> None:
    row = order(packageAttachment={"packages": [package()]})
    for name in data.draw(st.lists(st.sampled_from(sorted(row)), max_size=4)):
        row[name] = data.draw(anything)
    for part in ("clientProfileData", "shippingData", "paymentData", "packageAttachment"):
        if isinstance(row[part], dict) and row[part]:
            row[part] = {**row[part], data.draw(st.sampled_from(sorted(row[part]))): data.draw(anything)}
    first = row["items"][0] if isinstance(row["items"], list) and row["items"] else None
    if isinstance(first, dict) and first:
        line = dict(first)
        line[data.draw(st.sampled_from(sorted(line)))] = data.draw(anything)
        row["items"] = [line]
    made = orders.to_order(row)
    assert made is None or isinstance(made, StoreOrder | BrokenOrder)
    orders.to_state(row)
    orders.invoice_items(row)
    for target in ("handling", "delivered", "canceled", "invoiced"):
        # Any other exception fails the test.
        with contextlib.suppress(RecordProblem):
            moves.step(row, target)


def test_anything_at_all_is_no_order() -> None:
    for row in (None, [], "x", 5, {}, {"orderId": None}, {"orderId": ""}):
        assert orders.to_order(row) is None and orders.to_state(row) is None


# -- statuses --


def test_an_unknown_word_is_kept_and_never_imported() -> None:
    assert read(status="novo-estado-da-vtex").status == "novo-estado-da-vtex"
    words = {choice.word: choice.default for choice in MANIFEST.statuses}
    assert words.get("novo-estado-da-vtex") is None


def test_only_what_may_be_handed_over_comes_in() -> None:
    """Before ready-for-handling the buyer may still cancel; invoiced orders are somebody else's."""
    words = {choice.word: choice.default for choice in MANIFEST.statuses}
    for word in ("payment-approved", "window-to-cancel", "authorize-fulfillment", "invoiced", "delivered"):
        assert words[word] is None
    assert words["ready-for-handling"] is words["handling"] is OrderStatus.OPEN
    assert {choice.word for choice in MANIFEST.statuses if choice.settable} == {
        "handling", "delivered", "canceled",
    }  # fmt: skip


def test_every_word_of_the_feed_is_spelt_as_vtex_spells_it() -> None:
    """The feed's filter checks none: a misspelt one would match nothing."""
    spelt = (
        "order-created on-order-completed on-order-completed-ffm payment-pending "
        "waiting-for-order-authorization approve-payment payment-approved request-cancel "
        "waiting-for-seller-decision waiting-ffmt-authorization waiting-for-authorization "
        "waiting-for-manual-authorization authorize-fulfillment order-create-error order-creation-error "
        "window-to-cancel window-to-change-seller waiting-for-mkt-authorization waiting-seller-handling "
        "ready-for-handling start-handling handling invoice-after-cancellation-deny order-accepted invoice "
        "invoiced replaced cancellation-requested cancel canceled"
    )
    assert set(FEED) == set(spelt.split())


def test_our_own_invoice_brings_no_move_back() -> None:
    known = StatusMap({c.word: c.default for c in MANIFEST.statuses}, dict(MANIFEST.outgoing))
    steps = [
        (Seen("handling", OrderStatus.INVOICED), "invoiced", OrderStatus.INVOICED),
        (Seen("invoiced", OrderStatus.INVOICED), "delivered", OrderStatus.INVOICED),
        (Seen("invoiced", OrderStatus.INVOICED), "delivered", OrderStatus.DELIVERED),
        (Seen("ready-for-handling", OrderStatus.OPEN), "handling", OrderStatus.OPEN),
    ]
    for before, word, status in steps:
        assert decide(known, before, word, status, invoiced=True).way is Way.NONE
    picked = decide(known, Seen("ready-for-handling", OrderStatus.OPEN), "ready-for-handling",
                    OrderStatus.PICKING, invoiced=False)  # fmt: skip
    assert (picked.way, picked.word) == (Way.TO_STORE, "handling")


# -- moves --


@pytest.mark.parametrize("word", sorted(LABELS))
@pytest.mark.parametrize("target", ["handling", "canceled", "delivered", "invoiced"])
def test_no_way_leads_back(word: str, target: str) -> None:
    """Whatever is asked for: nothing is sent to an order that is further on, or that ended."""
    row = (
        with_package("invoiced", courierStatus={"finished": True})
        if word == "delivered"
        else order(status=word)
    )
    try:
        step = moves.step(row, target)
    except RecordProblem:
        return
    if word in ("invoiced", "delivered"):
        assert step is Step.NOTHING or (target == "delivered" and step is Step.DELIVER)
    if word in ("canceled", "cancel"):
        assert (target, step) == ("canceled", Step.NOTHING)
    if step is Step.START:
        assert word == "ready-for-handling"


def moving(row: dict[str, Any], then: dict[str, Any], reply: Reply) -> Callable[[Asked], Reply]:
    """An order that is `row`, and `then` once something was posted."""
    posted: list[bool] = []

    def shown(_: Asked) -> Reply:
        return Reply(200, then if posted else row)

    def post(_: Asked) -> Reply:
        posted.append(True)
        return reply

    return routes({ORDER: shown, rf"(POST|PUT|PATCH) {OMS}/.*": post})


def test_handling_is_started_once() -> None:
    with scripted(moving(order(), order(status="handling"), Reply(204, text=""))) as server:
        opened(server).set_status("1172452900788-01", "handling")
        opened(server).set_status("1172452900788-01", "handling")
        assert len(calls(server, rf"POST {OMS}/start-handling")) == 1


@pytest.mark.parametrize("reply", [Reply(409, {"error": {"code": "OMS003"}}), Reply(500, text="Erro")])
def test_already_handling_is_a_success_whatever_vtex_says(reply: Reply) -> None:
    with scripted(moving(order(), order(status="handling"), reply)) as server:
        opened(server).set_status("1172452900788-01", "handling")
        assert len(calls(server, rf"POST {OMS}/start-handling")) == 1, "a 500 is not repeated blindly"


@pytest.mark.parametrize("reply", [Reply(409, {"error": {"code": "OMS003"}}), Reply(500, text="Erro")])
def test_a_start_that_did_not_happen_is_told(reply: Reply) -> None:
    with (
        scripted(moving(order(), order(), reply)) as server,
        pytest.raises(RecordProblem, match=r"store\.move_refused"),
    ):
        opened(server).set_status("1172452900788-01", "handling")


def test_what_waits_for_its_payment_is_not_handled() -> None:
    with scripted(routes({ORDER: Reply(200, order(status="payment-pending"))})) as server:
        with pytest.raises(RecordProblem) as caught:
            opened(server).set_status("1172452900788-01", "handling")
        assert caught.value.key == "store.move_refused"
        assert caught.value.values["before"] == "Pagamento pendente"
        assert {asked.method for asked in server.asked} == {"GET"}


@pytest.mark.parametrize("row", [with_package("invoiced"), with_package("handling", invoiceValue=100)])
def test_a_cancel_is_refused_from_the_first_invoice_on(row: dict[str, Any]) -> None:
    """Though it be partial; and the return invoice, which refunds by itself, is never sent."""
    with scripted(routes({ORDER: Reply(200, row)})) as server:
        with pytest.raises(RecordProblem, match=r"vtex\.return_invoice"):
            opened(server).set_status("1172452900788-01", "canceled")
        assert {asked.method for asked in server.asked} == {"GET"}


def test_a_cancel_goes_once_and_refunds_nothing() -> None:
    with scripted(moving(order(), order(status="canceled"), Reply(200, {"receipt": "x"}))) as server:
        for _ in range(2):
            opened(server).set_status("1172452900788-01", "canceled")
        posts = [asked for asked in server.asked if asked.method == "POST"]
    assert [asked.path for asked in posts] == ["/api/oms/pvt/orders/1172452900788-01/cancel"]
    assert posts[0].body == {"reason": "Cancelado no ERP"}


def test_a_cancel_vtex_refuses_is_told_with_its_reason() -> None:
    said = Reply(400, {"error": {"code": "OMS", "message": "Order cannot be canceled"}})
    with scripted(moving(order(), order(), said)) as server, pytest.raises(RecordProblem) as caught:
        opened(server).set_status("1172452900788-01", "canceled")
    assert caught.value.values["detail"] == "Order cannot be canceled"
    closed = order(allowCancellation=False)
    with (
        scripted(routes({ORDER: Reply(200, closed)})) as server,
        pytest.raises(RecordProblem, match=r"store\.move_refused"),
    ):
        opened(server).set_status("1172452900788-01", "canceled")


def test_a_cancel_whose_answer_was_lost_is_settled_by_reading() -> None:
    with scripted(moving(order(), order(status="canceled"), Reply(500, text=""))) as server:
        opened(server).set_status("1172452900788-01", "canceled")
        assert len(calls(server, rf"POST {OMS}/cancel")) == 1


# -- invoice --


def test_an_invoice_is_a_sale_in_cents_after_handling_began() -> None:
    sent: list[Asked] = []

    def post(asked: Asked) -> Reply:
        sent.append(asked)
        return Reply(204, text="") if asked.path.endswith("start-handling") else Reply(200, {"receipt": "x"})

    with scripted(routes({ORDER: Reply(200, order()), rf"POST {OMS}/.*": post})) as server:
        written = opened(server).send_invoice(
            "1172452900788-01", Invoice("4512", "1", KEY, date(2026, 3, 2), None)
        )
    assert written == "4512"
    assert [asked.path.rsplit("/", 1)[1] for asked in sent] == ["start-handling", "invoice"]
    body = sent[1].body
    assert body["type"] == "Output", "a return invoice would refund by itself"
    assert (body["invoiceNumber"], body["invoiceKey"], body["invoiceValue"]) == ("4512", KEY, "25970")
    assert body["issuanceDate"].startswith("2026-03-02T")
    assert body["items"] == [{"id": "18", "price": 12990, "quantity": 2}]
    assert "trackingNumber" not in body, "the tracking comes by its own call"


def test_an_invoice_of_the_erp_s_own_value() -> None:
    with scripted(
        routes({ORDER: Reply(200, order(status="handling")), rf"POST {OMS}/invoice": Reply(200, {})})
    ) as s:
        opened(s).send_invoice("1172452900788-01", Invoice("4512", total=Decimal("100.1")))
        assert calls(s, rf"POST {OMS}/invoice")[0].body["invoiceValue"] == "10010"


@pytest.mark.parametrize("number", ["4512", "4513"])
def test_an_invoice_that_is_there_or_makes_no_sense_any_more_is_not_sent(number: str) -> None:
    with scripted(routes({ORDER: Reply(200, with_package())})) as server:
        written = opened(server).send_invoice("1172452900788-01", Invoice(number))
        assert written == ("4512" if number == "4512" else "")
        assert {asked.method for asked in server.asked} == {"GET"}


def test_an_order_in_the_period_of_grace_takes_no_invoice() -> None:
    with (
        scripted(routes({ORDER: Reply(200, order(status="window-to-cancel"))})) as server,
        pytest.raises(RecordProblem, match=r"store\.move_refused"),
    ):
        opened(server).send_invoice("1172452900788-01", Invoice("4512"))


def test_a_refused_invoice_is_told() -> None:
    found = {ORDER: Reply(200, order(status="handling")), rf"POST {OMS}/invoice": Reply(400, text='"Valor"')}
    with scripted(routes(found)) as server, pytest.raises(RecordProblem) as caught:
        opened(server).send_invoice("1172452900788-01", Invoice("4512"))
    assert (caught.value.key, caught.value.values["detail"]) == ("store.order_refused", "Valor")


# -- tracking and delivery --


def test_tracking_waits_for_the_invoice() -> None:
    with scripted(routes({ORDER: Reply(200, order(status="handling"))})) as server:
        for work in (
            lambda: opened(server).send_tracking("1172452900788-01", Tracking("AA123456785BR")),
            lambda: opened(server).set_status("1172452900788-01", "delivered"),
        ):
            with pytest.raises(RecordProblem, match=r"store\.no_invoice_yet"):
                work()
        assert {asked.method for asked in server.asked} == {"GET"}


def test_tracking_goes_to_the_newest_package_once() -> None:
    row = order(
        status="invoiced",
        packageAttachment={
            "packages": [
                package(trackingNumber="AA1BR"),
                package(invoiceNumber="45/13"),
                package(type="Input"),
            ]
        },
    )
    with scripted(routes({ORDER: Reply(200, row), rf"PATCH {OMS}/.*": Reply(200, {})})) as server:
        store = opened(server)
        assert store.send_tracking("1172452900788-01", Tracking("AA1BR")) == "AA1BR"
        assert not [asked for asked in server.asked if asked.method == "PATCH"]
        store.send_tracking("1172452900788-01", Tracking("BB2BR", "Correios", "https://r.example/BB2BR"))
        patch = next(asked for asked in server.asked if asked.method == "PATCH")
    assert patch.path == "/api/oms/pvt/orders/1172452900788-01/invoice/45%2F13"
    assert patch.body == {
        "trackingNumber": "BB2BR", "trackingUrl": "https://r.example/BB2BR", "courier": "Correios",
        "dispatchedDate": None,
    }  # fmt: skip


def test_delivered_needs_a_tracking_number_and_has_the_day() -> None:
    found = {ORDER: Reply(200, with_package()), rf"(PATCH|PUT) {OMS}/.*": Reply(200, {})}
    with scripted(routes(found)) as server:
        opened(server).set_status("1172452900788-01", "delivered", date(2026, 3, 8))
        patch, put = (asked for asked in server.asked if asked.method != "GET")
    assert patch.method == "PATCH" and patch.body["trackingNumber"] == "4512", "the invoice stands in"
    assert put.path.endswith("/invoice/4512/tracking")
    assert (put.body["isDelivered"], put.body["deliveredDate"]) == (True, "2026-03-08 12:00")
    assert put.body["events"][0]["city"] == "Rio de Janeiro"


def test_what_is_delivered_is_not_delivered_again() -> None:
    with scripted(routes({ORDER: Reply(200, with_package(courierStatus={"finished": True}))})) as server:
        opened(server).set_status("1172452900788-01", "delivered", date(2026, 3, 8))
        assert {asked.method for asked in server.asked} == {"GET"}


def test_a_step_of_the_delivery_is_an_event_told_once() -> None:
    row = with_package(trackingNumber="AA1BR", courierStatus={"data": [{"description": "Postado"}]})
    found = {ORDER: Reply(200, row), rf"PUT {OMS}/.*": Reply(200, {})}
    with scripted(routes(found)) as server:
        store = opened(server)
        assert store.send_delivery_step("1172452900788-01", "Postado", date(2026, 3, 3)) != ""
        assert not [asked for asked in server.asked if asked.method == "PUT"]
        store.send_delivery_step("1172452900788-01", "Saiu para entrega", date(2026, 3, 4))
        put = next(asked for asked in server.asked if asked.method == "PUT")
    assert (put.body["isDelivered"], put.body["deliveredDate"]) == (False, None)
    assert put.body["events"] == [
        {"city": "", "state": "", "description": "Saiu para entrega", "date": "2026-03-04"}
    ]


def test_a_step_without_a_tracked_package_has_no_place() -> None:
    for row in (order(status="handling"), with_package()):
        with scripted(routes({ORDER: Reply(200, row)})) as server:
            assert opened(server).send_delivery_step("1172452900788-01", "Postado", date(2026, 3, 3)) == ""


def test_a_key_without_permission_is_told_apart_from_one_order() -> None:
    found = {ORDER: Reply(200, order()), rf"POST {OMS}/.*": Reply(403, text="")}
    with scripted(routes(found)) as server, pytest.raises(SetupProblem, match=r"http\.permission"):
        opened(server).set_status("1172452900788-01", "handling")


@pytest.mark.parametrize(("came", "told"), [(True, 1), (False, 2)])
def test_a_step_whose_answer_was_lost_is_looked_for_before_it_is_told_again(came: bool, told: int) -> None:
    """VTEX adds an event each time: told twice, the buyer reads it twice."""
    events: list[dict[str, Any]] = []
    lost = [True]

    def shown(_asked: Asked) -> Reply:
        return Reply(200, with_package(trackingNumber="AA1BR", courierStatus={"data": [*events]}))

    def tell(asked: Asked) -> Reply:
        if not lost:
            events.extend(asked.body["events"])
            return Reply(200, {})
        lost.clear()
        events.extend(asked.body["events"] if came else [])
        return Reply(502, text="<html>Bad Gateway</html>")

    with scripted(routes({ORDER: shown, rf"PUT {OMS}/.*": tell})) as server:
        opened(server).send_delivery_step("1172452900788-01", "Em trânsito", date(2026, 3, 8))
        puts = [asked for asked in server.asked if asked.method == "PUT"]
    assert (len(puts), [each["description"] for each in events]) == (told, ["Em trânsito"])
