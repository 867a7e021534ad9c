"""Nuvemshop orders: the mapping, and reading them while they change."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.shared.places import STATES, uf_of
from ecco_desktop.connectors.stores.nuvemshop import statuses
from ecco_desktop.connectors.stores.nuvemshop.manifest import LABELS, MANIFEST
from ecco_desktop.connectors.stores.nuvemshop.orders import to_order, to_state
from ecco_desktop.domain.errors import RecordProblem, TransientProblem
from ecco_desktop.domain.orders import PaymentKind, StoreOrder, totals_of
from ecco_desktop.ports.store import BrokenOrder
from tests.contract.nuvemshop.shop import opened, order_row, page
from tests.contract.server import Asked, Reply, scripted

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
DATE = {"Date": format_datetime(NOW, usegmt=True)}


def mapped(**changes: Any) -> StoreOrder:
    order = to_order(order_row(**changes))
    assert isinstance(order, StoreOrder)
    return order


# -- the mapping --


@given(st.dictionaries(st.sampled_from(sorted(order_row())), anything), st.booleans())
def test_no_order_breaks_the_mapping(changes: dict[str, Any], whole: bool) -> None:
    row = {**order_row(), **changes} if whole else changes
    made = to_order(row)
    assert made is None or made.id
    if isinstance(made, StoreOrder):
        assert made.status in LABELS and made.created_at.tzinfo
    to_state(row)


@given(st.dictionaries(st.sampled_from(["id", "price", "quantity", "product_id", "sku"]), anything))
def test_no_line_breaks_the_mapping(line: dict[str, Any]) -> None:
    made = to_order(order_row(products=[line]))
    assert made is not None and (isinstance(made, StoreOrder) or made.problem.key == "order.unreadable")


def test_an_order_is_read_whole() -> None:
    order = mapped()
    totals = totals_of(order)
    assert (totals.products, totals.discount, totals.freight, totals.total) == tuple(
        map(Decimal, ("100.00", "10.00", "20.00", "110.00"))
    )
    assert (order.id, order.number, order.status, order.paid) == ("9000000001", "101", "paid", True)
    assert order.lines[0].product_ref == "7/70" and order.held == (("7/70", 2),)
    assert order.customer.document == "52998224725" and order.customer.mobile == "11987654321"
    address = order.delivery
    assert (address.complement, address.neighborhood, address.state) == ("Apto 2", "Centro", "SP")
    assert (address.postcode, address.number) == ("01001000", "10")
    assert (order.payment, order.shipping_reference) == (PaymentKind.PIX, "PAC")
    assert order.modified_at == datetime(2026, 3, 1, 12, 5, tzinfo=UTC)


def test_amounts_as_brazilians_write_them_are_read() -> None:
    line = {**order_row()["products"][0], "price": "1.234,56", "quantity": 1}
    order = mapped(products=[line], discount="0.00", total="1.254,56")
    assert totals_of(order).total == Decimal("1254.56")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"total": "abc"}, "total"),
        ({"discount": "abc"}, "discount"),
        ({"created_at": "0000-00-00T00:00:00+0000"}, "created_at"),
        ({"created_at": "-0001-11-30T00:00:00+0000"}, "created_at"),
        ({"created_at": None}, "created_at"),
        ({"products": "none"}, "products"),
        ({"products": [{"product_id": 7, "variant_id": 70, "price": "abc", "quantity": 1}]}, "price"),
        ({"products": [{"product_id": 7, "variant_id": 70, "price": "1.00"}]}, "quantity"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(changes: dict[str, Any], field: str) -> None:
    broken = to_order(order_row(**changes))
    assert isinstance(broken, BrokenOrder)
    assert (broken.problem.key, broken.problem.values["field"]) == ("order.unreadable", field)


def test_a_total_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(RecordProblem, match=r"order\.totals"):
        totals_of(mapped(total="110.10"))


def test_a_shop_with_locations_has_its_freight_at_the_shipments_or_in_the_total() -> None:
    """Nuvemshop: `shipping_cost_customer` is gone there, and lists have no costs either."""
    row = order_row()
    del row["shipping_cost_customer"]
    costs = [{"consumer_cost": {"value": cost}} for cost in ("12.00", "8.00")]
    told = {**row, "fulfillments": [{"id": "1", "status": "PACKED", "shipping": cost} for cost in costs]}
    for each in (told, row):
        order = to_order(each)
        assert isinstance(order, StoreOrder) and totals_of(order).freight == Decimal("20.00")
    free = to_order({**row, "total": "90.00"})
    assert isinstance(free, StoreOrder) and free.shipping_total == 0
    less = to_order({**row, "total": "80.00"})
    assert isinstance(less, StoreOrder)
    with pytest.raises(RecordProblem, match=r"order\.totals"):
        totals_of(less)


def test_a_shop_with_locations_has_its_carrier_and_address_at_the_shipments() -> None:
    destination = {"street": "Rua X", "number": "1", "locality": "Centro", "city": "Curitiba",
                   "zipcode": "80020310", "province": {"name": "Paraná"},
                   "country": {"code": "BR"}}  # fmt: skip
    shipment = {"id": "1", "status": "UNPACKED", "destination": destination,
                "shipping": {"option": {"name": "SEDEX"}, "carrier": {"name": "Correios"}}}  # fmt: skip
    order = mapped(shipping_option=None, shipping_address={}, fulfillments=[shipment])
    assert order.shipping_reference == "SEDEX"
    assert (order.delivery.street, order.delivery.city, order.delivery.state) == ("Rua X", "Curitiba", "PR")


def test_a_company_is_told_by_its_document() -> None:
    order = mapped(contact_identification="11.222.333/0001-81", billing_business_name="Lima Comércio Ltda")
    assert order.customer.company and order.customer.name == "Lima Comércio Ltda"
    buyer = mapped(contact_identification="", customer={"identification": "52998224725"})
    assert buyer.customer.document == "52998224725" and not buyer.customer.company
    assert mapped(contact_identification=None).customer.document == ""


@pytest.mark.parametrize(
    ("method", "title", "kind"),
    [
        ("pix", "Nuvem Pago", PaymentKind.PIX),
        ("credit_card", "Nuvem Pago", PaymentKind.CREDIT_CARD),
        ("boleto", "", PaymentKind.BOLETO),
        ("custom", "Pagamento na entrega", PaymentKind.ON_DELIVERY),
        ("custom", "A combinar", PaymentKind.OTHER),
        ("wire_transfer", "Transferência", PaymentKind.TRANSFER),
    ],
)
def test_payments(method: str, title: str, kind: PaymentKind) -> None:
    order = mapped(payment_details={"method": method}, gateway_name=title, gateway="offline")
    assert order.payment is kind


def test_states_are_known_by_name_and_by_letters() -> None:
    assert len(STATES) == 27
    assert [uf_of(each) for each in ("São Paulo", "sao paulo", "sp", "Distrito Federal", "Pará")] == [
        "SP", "SP", "SP", "DF", "PA",
    ]  # fmt: skip
    assert uf_of("Oregon") == "Oregon"


# -- one word from three axes --


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "paid"),
        ({"payment_status": "pending"}, "pending"),
        ({"payment_status": "partially_paid"}, "pending"),
        ({"payment_status": "something new"}, "pending"),
        ({"payment_status": "authorized"}, "authorized"),
        ({"payment_status": "partially_refunded"}, "paid"),
        ({"payment_status": "refunded"}, "refunded"),
        ({"payment_status": "voided"}, "voided"),
        ({"payment_status": "abandoned"}, "abandoned"),
        ({"status": "cancelled", "payment_status": "refunded"}, "cancelled"),
        ({"fulfillments": [{"status": "PACKED"}]}, "packed"),
        # Money that is not there yet stands above what is packed, but where it is paid at the door.
        ({"fulfillments": [{"status": "PACKED"}], "payment_status": "pending"}, "pending"),
        ({"fulfillments": [{"status": "DISPATCHED"}], "payment_status": "authorized"}, "authorized"),
        (
            {
                "fulfillments": [{"status": "DELIVERED"}],
                "payment_status": "pending",
                "gateway_name": "Pagamento na entrega",
            },
            "delivered",
        ),
        ({"fulfillments": [{"status": "PACKED"}, {"status": "DISPATCHED"}]}, "packed"),
        ({"fulfillments": [{"status": "UNPACKED"}, {"status": "DELIVERED"}]}, "paid"),
        ({"fulfillments": [{"status": "dispatched"}]}, "shipped"),
        ({"fulfillments": [{"status": "NOT_DELIVERED"}]}, "shipped"),
        ({"fulfillments": [{"status": "DELIVERED"}, {"status": "CANCELLED"}]}, "delivered"),
        # Where the shipments are numbers alone, both spellings of the axis count.
        ({"fulfillments": ["01A"], "shipping_status": "delivered", "next_action": "close"}, "delivered"),
        ({"fulfillments": ["01A"], "shipping_status": "fulfilled", "next_action": "close"}, "shipped"),
        ({"fulfillments": ["01A"], "shipping_status": "shipped", "next_action": "close"}, "shipped"),
        ({"fulfillments": ["01A"], "shipping_status": "unshipped", "next_action": "noop"}, "packed"),
        ({"fulfillments": ["01A"], "shipping_status": "unfulfilled", "next_action": "noop"}, "packed"),
        ({"fulfillments": ["01A"], "shipping_status": "unshipped"}, "paid"),
        ({"fulfillments": ["01A"], "shipping_status": "partially_fulfilled", "next_action": ""}, "paid"),
    ],
)
def test_three_axes_make_one_word(changes: dict[str, Any], word: str) -> None:
    assert statuses.word_of(order_row(**changes)) == word
    assert word in LABELS


def test_money_that_did_not_come_in_is_not_paid() -> None:
    for status in ("pending", "authorized", "partially_paid", "voided", "abandoned", ""):
        assert not statuses.is_paid({"payment_status": status})
    # A refunded order was paid once; its word says what became of it.
    assert all(statuses.is_paid({"payment_status": status}) for status in ("paid", "refunded"))


def test_every_order_holds_stock_until_it_ends() -> None:
    assert mapped(payment_status="pending").held == (("7/70", 2),)
    for ended in ({"status": "cancelled"}, {"payment_status": "voided"}, {"payment_status": "refunded"}):
        assert mapped(**ended).held == ()
    broken = to_order(order_row(total="abc"))
    assert isinstance(broken, BrokenOrder) and broken.held == (("7/70", 2),)
    assert MANIFEST.dead == statuses.DEAD


# -- reading --


def test_an_empty_shop_answers_404_and_has_no_orders() -> None:
    with scripted(lambda asked: page([], asked)) as server:
        pages = list(opened(server).orders_changed(None))
    assert [(each.orders, each.until) for each in pages] == [((), None)]


def test_the_question_names_every_axis_and_the_bound() -> None:
    since = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    with scripted(lambda asked: page([order_row()], asked, **DATE)) as server:
        list(opened(server).orders_changed(since))
        list(opened(server).states_changed(since))
    for asked in server.asked:
        assert asked.query["updated_at_min"] == "2026-03-01T09:00:00+00:00"
        assert (asked.query["status"], asked.query["payment_status"]) == ("any", "any")
        assert (asked.query["per_page"], asked.query["aggregates"]) == ("200", "fulfillment_orders")
    assert "fields" not in server.asked[0].query and "updated_at" in server.asked[1].query["fields"]


def test_the_bookmark_is_never_later_than_the_beginning_of_the_reading() -> None:
    rows = [order_row(1, updated_at="2026-03-02T14:59:30+0000")]
    with scripted(lambda asked: page(rows, asked, **DATE)) as server:
        pages = list(opened(server).orders_changed(None))
        states = [state for each in opened(server).states_changed(None) for state in each]
    assert pages[-1].until == NOW - timedelta(minutes=2)
    assert states[0].modified_at == NOW - timedelta(minutes=2)
    old = [order_row(1)]
    with scripted(lambda asked: page(old, asked, **DATE)) as server:
        assert list(opened(server).orders_changed(None))[-1].until == datetime(2026, 3, 1, 12, 5, tzinfo=UTC)


def test_an_order_that_slips_to_a_page_already_read_is_found_by_another_pass() -> None:
    rows = [order_row(number) for number in range(1, 402)]
    moved: list[int] = []

    def answer(asked: Asked) -> Reply:
        reply = page(rows, asked, **DATE)
        if asked.query["page"] == "1" and not moved:
            # The first order moves to the end, as in a list by time of change: 201 takes its page.
            first = rows.pop(0)
            rows.append({**first, "updated_at": "2026-03-02T15:00:30+0000"})
            moved.append(first["id"])
        return reply

    with scripted(answer) as server:
        pages = list(opened(server).orders_changed(None))
    found = {(order.id, order.modified_at) for each in pages for order in each.orders}
    assert {key for key, _ in found} == {str(row["id"]) for row in rows}
    assert len(found) == sum(len(each.orders) for each in pages) == 402
    assert [each.until for each in pages[:-1]] == [None] * (len(pages) - 1)
    assert pages[-1].until == NOW - timedelta(minutes=2)
    assert max(int(asked.query["page"]) for asked in server.asked) == 3


def test_a_list_that_never_comes_to_rest_gets_no_bookmark() -> None:
    known = [0]

    def answer(asked: Asked) -> Reply:
        if asked.query["page"] == "1":
            known[0] += 1000
        rows = [order_row(known[0] + number) for number in range(1, 302)]
        return page(rows, asked, total=5000, **DATE)

    with scripted(answer) as server:
        pages = list(opened(server).orders_changed(None))
    assert all(each.until is None for each in pages)
    assert sum(asked.query["page"] == "1" for asked in server.asked) == 5


def test_one_pass_is_enough_where_the_count_agrees() -> None:
    rows = [order_row(number) for number in range(1, 402)]
    with scripted(lambda asked: page(rows, asked, **DATE)) as server:
        list(opened(server).orders_changed(None))
    assert [asked.query["page"] for asked in server.asked] == ["1", "2", "3"]


def test_a_store_that_gives_fewer_rows_a_page_than_asked_is_read_to_its_end() -> None:
    """Nuvemshop has been seen to give 100 where 200 were asked for: a short page is not the last one."""
    rows = [order_row(number) for number in range(1, 251)]

    def answer(asked: Asked) -> Reply:
        asked.query["per_page"] = "100"
        return page(rows, asked, **DATE)

    with scripted(answer) as server:
        found = [order for each in opened(server).orders_changed(None) for order in each.orders]
    assert len(found) == 250


def test_more_orders_than_one_question_may_give_are_asked_for_by_halves() -> None:
    """Nuvemshop: a question that more than 10,000 orders answer to is refused beyond them."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        order_row(n, created_at=f"{start + timedelta(hours=n):%Y-%m-%dT%H:%M:%S}+0000") for n in range(1, 301)
    ]

    def answer(asked: Asked) -> Reply:
        first = asked.query.get("created_at_min", "0")
        until = asked.query.get("created_at_max", "9")
        found = [row for row in rows if first[:19] <= row["created_at"][:19] <= until[:19]]
        # Ten thousand for every ninety of them.
        return page(found, asked, total=10001 if len(found) > 90 else len(found), **DATE)

    with scripted(answer) as server:
        pages = list(opened(server).orders_changed(None))
    orders = [order for each in pages for order in each.orders]
    assert len({order.id for order in orders}) == len(orders) == 300
    assert [each.until for each in pages if each.until]


def test_a_page_that_comes_again_ends_the_reading() -> None:
    rows = [order_row(number) for number in range(1, 201)]
    repeating = scripted(lambda _: Reply(200, rows, headers={"X-Total-Count": "900"}))
    with repeating as server, pytest.raises(TransientProblem, match="repeated_page"):
        list(opened(server).orders_changed(None))


def test_few_states_are_asked_one_by_one_and_many_in_lists() -> None:
    rows = {str(row["id"]): row for row in (order_row(number) for number in range(1, 301))}

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/orders"):
            since = int(asked.query["since_id"])
            return page([row for row in rows.values() if row["id"] > since], asked)
        row = rows.get(asked.path.rsplit("/", 1)[1])
        return Reply(200, row) if row else Reply(404, {"code": 404})

    wanted = list(rows)[40:]
    with scripted(answer) as server:
        store = opened(server)
        assert [s.id for s in store.order_states([wanted[5], "77", wanted[0]])] == [wanted[5], wanted[0]]
        assert len(server.asked) == 3
        server.asked.clear()
        assert {state.id for state in store.order_states([*wanted, "99"])} == set(wanted)
        # From order 99 on, for that is the oldest number asked for: two lists, and it alone.
        assert len(server.asked) == 3
        assert store.order("99") is None


def test_states_are_not_asked_for_beyond_what_one_question_may_give() -> None:
    rows = [{"id": number, "payment_status": "paid"} for number in range(1, 10201)]

    def answer(asked: Asked) -> Reply:
        if not asked.path.endswith("/orders"):
            return Reply(200, {"id": int(asked.path.rsplit("/", 1)[1]), "payment_status": "paid"})
        if int(asked.query["page"]) > 50:
            return Reply(422, {"code": 422, "description": "Too many results"})
        return page(rows, asked)

    wanted = [str(number) for number in (1, *range(10120, 10180))]
    with scripted(answer) as server:
        assert {state.id for state in opened(server).order_states(wanted)} == set(wanted)
