"""Moving Nuvemshop orders on: shipments never go backwards, a cancellation is final, papers go once."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.nuvemshop import statuses
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem, SetupProblem
from ecco_desktop.domain.orders import Invoice, Tracking
from tests.contract.nuvemshop.shop import opened, order_row, writes
from tests.contract.server import Asked, Reply, scripted

KEY = "3" * 44
ORDER = str(order_row()["id"])
SHIPMENTS = f"/orders/{ORDER}/fulfillment-orders"
anywhere = st.sampled_from([*statuses.RANKS, statuses.GONE, "SOMETHING_NEW", ""])


class Store:
    """One order with shipments; `refuses` are (shipment, status) the store does not take."""

    def __init__(self, *given: str, **order: Any) -> None:
        self.shipments = [
            {"id": f"01{name}", "status": status, "tracking_info": {"code": None, "url": None}}
            for name, status in zip("ABC", given, strict=False)
        ]
        self.order = order
        self.refuses: set[tuple[str, str]] = set()
        self.scope = 200
        self.metafields: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.cancelled_answer = 200

    def answer(self, asked: Asked) -> Reply:
        path = asked.path
        if "/fulfillment-orders" in path:
            return self.shipment(asked, path.split("/fulfillment-orders")[1].strip("/").split("/"))
        if "/metafields" in path:
            return self.metafield(asked)
        if path.endswith("/cancel"):
            if self.cancelled_answer < 400:
                self.order["status"] = "cancelled"
            return Reply(self.cancelled_answer, {"code": self.cancelled_answer, "description": "no"})
        return Reply(200, order_row(**{"fulfillments": self.shipments, **self.order}))

    def shipment(self, asked: Asked, parts: list[str]) -> Reply:
        if self.scope != 200:
            return Reply(self.scope, {"code": self.scope, "description": "Missing scope"})
        if parts[-1] == "tracking-events":
            if asked.method == "POST":
                self.events.append(asked.body)
            return Reply(200, self.events)
        if asked.method == "GET":
            return Reply(200, self.shipments)
        own = next(each for each in self.shipments if each["id"] == parts[0])
        if (parts[0], asked.body.get("status", "")) in self.refuses:
            return Reply(422, {"code": 422, "description": "Cannot change status"})
        own |= asked.body
        return Reply(200, own)

    def metafield(self, asked: Asked) -> Reply:
        if asked.method == "GET":
            return Reply(200, self.metafields)
        if asked.method == "POST":
            self.metafields.append({"id": 5, **asked.body})
        else:
            self.metafields[0] |= asked.body
        return Reply(201, self.metafields[0])


def moved(store: Store, word: str, **values: str) -> list[tuple[str, str, Any]]:
    with scripted(store.answer) as server:
        opened(server, **values).set_status(ORDER, word)
        return writes(server)


# -- the table of moves --


@given(anywhere, st.sampled_from([*statuses.TARGETS, "paid", "cancelled", "?"]))
def test_no_shipment_ever_goes_back(status: str, word: str) -> None:
    path = statuses.steps(status, word)
    if path is None:
        assert status not in statuses.RANKS or word not in statuses.TARGETS
        return
    ranks = [statuses.RANKS[status], *(statuses.RANKS[each] for each in path)]
    assert ranks == sorted(set(ranks))
    target = statuses.RANKS[statuses.TARGETS[word]]
    assert (path == ()) is (statuses.RANKS[status] >= target)
    assert not path or path[-1] == statuses.TARGETS[word]


@pytest.mark.parametrize(
    ("status", "word", "sent"),
    [
        ("UNPACKED", "packed", ["PACKED"]),
        ("UNPACKED", "delivered", ["DELIVERED"]),
        ("PACKED", "shipped", ["DISPATCHED"]),
        ("NOT_DELIVERED", "delivered", ["DELIVERED"]),
        ("READY_FOR_PICKUP", "delivered", ["DELIVERED"]),
        # What is reached, or further, is success and sends nothing.
        ("PACKED", "packed", []),
        ("DISPATCHED", "packed", []),
        ("DELIVERED", "packed", []),
        ("DELIVERED", "delivered", []),
    ],
)
def test_a_shipment_moves_on_and_never_back(status: str, word: str, sent: list[str]) -> None:
    # The order itself says nothing of its shipments here, so that they are looked at.
    done = moved(Store(status, fulfillments=["01A"], shipping_status="unpacked"), word)
    assert [(method, path, body["status"]) for method, path, body in done] == [
        ("PATCH", f"{SHIPMENTS}/01A", each) for each in sent
    ]


def test_every_shipment_of_an_order_moves_and_cancelled_ones_do_not() -> None:
    done = moved(Store("UNPACKED", "DISPATCHED", "CANCELLED"), "delivered")
    assert [path for _, path, _ in done] == [f"{SHIPMENTS}/01A", f"{SHIPMENTS}/01B"]


def test_where_the_store_wants_each_step_it_gets_each_step() -> None:
    store = Store("UNPACKED")
    answer, tries = store.answer, [0]

    def stubborn(asked: Asked) -> Reply:
        tries[0] += asked.method == "PATCH"
        if asked.method == "PATCH" and tries[0] == 1:
            return Reply(422, {"code": 422, "description": "one after the other"})
        return answer(asked)

    with scripted(stubborn) as server:
        opened(server).set_status(ORDER, "delivered")
        sent = [body["status"] for _, _, body in writes(server)]
    assert sent == ["DELIVERED", "PACKED", "DISPATCHED", "DELIVERED"]


@pytest.mark.parametrize(
    ("store", "word"),
    [
        (Store("UNPACKED", status="cancelled"), "delivered"),
        (Store("UNPACKED", payment_status="refunded"), "packed"),
        (Store("CANCELLED", fulfillments=["01A"]), "packed"),
        (Store(), "packed"),
        (Store("SOMETHING_NEW", fulfillments=["01A"]), "delivered"),
        (Store("UNPACKED", payment_status="pending"), "paid"),
        (Store("UNPACKED"), "abandoned"),
    ],
)
def test_what_may_not_follow_is_refused_here_and_not_tried_there(store: Store, word: str) -> None:
    with scripted(store.answer) as server:
        with pytest.raises(RecordProblem) as caught:
            opened(server).set_status(ORDER, word)
        assert caught.value.key == "store.move_refused" and writes(server) == []


def test_a_refused_move_names_both_statuses_in_portuguese() -> None:
    store = Store("PACKED")
    store.refuses = {("01A", "DELIVERED"), ("01A", "DISPATCHED")}
    with scripted(store.answer) as server, pytest.raises(RecordProblem) as caught:
        opened(server).set_status(ORDER, "delivered")
    assert (caught.value.values["before"], caught.value.values["after"]) == ("Embalado", "Entregue")


def test_without_the_scope_for_shipments_a_person_is_told() -> None:
    store = Store("UNPACKED")
    store.scope = 403
    with scripted(store.answer) as server:
        shop = opened(server)
        with pytest.raises(SetupProblem) as caught:
            shop.set_status(ORDER, "packed")
        assert caught.value.key == "nuvemshop.fulfilment_scope"
        # What is a courtesy only goes without it.
        assert shop.send_delivery_step(ORDER, "Postado", date(2026, 3, 2)) == ""
        assert shop.send_invoice(ORDER, Invoice("4711", "1", KEY)) == KEY
        assert json.loads(writes(server)[-1][2]["value"]) == [{"key": KEY}]


# -- cancelling --


def test_a_cancellation_mails_nobody_and_gives_no_stock_back_unless_it_was_asked_for() -> None:
    quiet = moved(Store("UNPACKED"), "cancelled")
    assert quiet == [
        ("POST", f"/orders/{ORDER}/cancel", {"reason": "other", "email": False, "restock": False})
    ]
    loud = moved(Store("UNPACKED"), "cancelled", cancel_email="yes", restock="yes")
    assert loud[0][2] == {"reason": "other", "email": True, "restock": True}


def test_a_cancelled_order_is_cancelled_already() -> None:
    assert moved(Store("UNPACKED", status="cancelled"), "cancelled") == []


def test_a_repeated_cancellation_is_judged_by_the_order() -> None:
    store = Store("UNPACKED")
    store.cancelled_answer = 422
    with scripted(store.answer) as server, pytest.raises(RecordProblem, match=r"store\.move_refused"):
        opened(server).set_status(ORDER, "cancelled")
    answer = store.answer

    def late(asked: Asked) -> Reply:
        if asked.path.endswith("/cancel"):
            store.order["status"] = "cancelled"
        return answer(asked)

    with scripted(late) as server:
        opened(server).set_status(ORDER, "cancelled")


# -- papers --


def test_the_invoice_is_written_once_with_the_shipments_it_is_for() -> None:
    store = Store("PACKED", "PACKED")
    with scripted(store.answer) as server:
        shop = opened(server)
        for _ in range(2):
            assert shop.send_invoice(ORDER, Invoice("004711", "1", KEY)) == KEY
        sent = writes(server)
        question = next(asked.query for asked in server.asked if "metafields" in asked.path)
    assert (question["owner_id"], question["namespace"], question["key"]) == (ORDER, "nfe", "list")
    ((method, path, body),) = sent
    assert (method, path) == ("POST", "/metafields")
    assert (body["namespace"], body["key"], body["owner_resource"]) == ("nfe", "list", "Order")
    assert body["owner_id"] == int(ORDER)
    # The value of a metafield is a text.
    assert json.loads(body["value"]) == [
        {"key": KEY, "fulfillment_order_id": "01A"},
        {"key": KEY, "fulfillment_order_id": "01B"},
    ]


def test_a_second_invoice_stands_beside_the_first() -> None:
    store = Store("PACKED")
    store.metafields = [{"id": 5, "key": "list", "value": json.dumps([{"key": "1" * 44, "link": "x"}])}]
    with scripted(store.answer) as server:
        opened(server).send_invoice(ORDER, Invoice("2", "1", KEY))
        ((method, path, body),) = writes(server)
    assert (method, path) == ("PUT", "/metafields/5")
    assert [row["key"] for row in json.loads(body["value"])] == ["1" * 44, KEY]


def test_what_somebody_else_wrote_there_is_not_destroyed() -> None:
    store = Store("PACKED")
    store.metafields = [{"id": 5, "key": "list", "value": "nota 4711"}]
    with scripted(store.answer) as server:
        with pytest.raises(RecordProblem, match=r"store\.order_refused"):
            opened(server).send_invoice(ORDER, Invoice("2", "1", KEY))
        assert writes(server) == []
        assert opened(server).send_invoice(ORDER, Invoice("2")) == ""


def test_a_lost_answer_to_an_invoice_is_unknown_and_not_repeated() -> None:
    store = Store("PACKED")

    def answer(asked: Asked) -> Reply:
        return Reply(500, {}) if asked.method == "POST" else store.answer(asked)

    with scripted(answer) as server:
        with pytest.raises(OutcomeUnknown):
            opened(server).send_invoice(ORDER, Invoice("2", "1", KEY))
        assert len(writes(server)) == 1


def test_the_tracking_code_sends_a_shipment_on_and_mails_only_where_asked() -> None:
    tracking = Tracking("AD1BR", "Correios", "https://rastreio.example/AD1BR")
    store = Store("PACKED", "DELIVERED")
    with scripted(store.answer) as server:
        shop = opened(server)
        for _ in range(2):
            assert shop.send_tracking(ORDER, tracking) == "AD1BR"
        sent = writes(server)
    info = {"code": "AD1BR", "url": "https://rastreio.example/AD1BR", "notify_customer": False}
    # One that is further gets the code and keeps its status.
    assert [body for _, _, body in sent] == [
        {"tracking_info": info, "status": "DISPATCHED"},
        {"tracking_info": info},
    ]
    with scripted(Store("PACKED").answer) as server:
        opened(server, notify_customer="yes").send_tracking(ORDER, tracking)
        assert writes(server)[0][2]["tracking_info"]["notify_customer"] is True


def test_sending_a_shipment_keeps_the_code_it_has() -> None:
    store = Store("PACKED")
    store.shipments[0]["tracking_info"] = {"code": "AD1BR", "url": None}
    sent = moved(store, "shipped")
    assert sent[0][2]["tracking_info"] == {"code": "AD1BR", "url": None, "notify_customer": False}


def test_an_order_without_shipments_has_no_place_for_a_code() -> None:
    with scripted(Store().answer) as server:
        assert opened(server).send_tracking(ORDER, Tracking("AD1BR")) == ""
        assert opened(server).send_delivery_step(ORDER, "Postado", date(2026, 3, 2)) == ""
        assert writes(server) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Postado", "dispatched"),
        ("Em trânsito", "in_transit"),
        ("Saiu para entrega", "out_for_delivery"),
        ("Outro passo", "in_transit"),
    ],
)
def test_a_step_of_the_delivery_is_told_once_in_the_store_s_own_words(text: str, status: str) -> None:
    store = Store("DISPATCHED")
    with scripted(store.answer) as server:
        for _ in range(2):
            assert opened(server).send_delivery_step(ORDER, text, date(2026, 3, 2)) == text
    ((event),) = store.events
    assert event == {"status": status, "description": text, "happened_at": "2026-03-02T12:00:00-03:00"}
