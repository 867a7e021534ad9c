"""Values as PHP, spreadsheets and forms leave them, on every connector."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.mapping import from_draft
from ecco_desktop.connectors.erp.eccosys.mapping import to_product as ecco_product
from ecco_desktop.connectors.shared.places import STATES, uf_of
from ecco_desktop.connectors.stores.nuvemshop.orders import to_order as nuvem_order
from ecco_desktop.connectors.stores.vtex.orders import to_order as vtex_order
from ecco_desktop.connectors.stores.woocommerce.catalog import widened
from ecco_desktop.connectors.stores.woocommerce.orders import to_order as woo_order
from ecco_desktop.domain import codes, documents
from ecco_desktop.domain.order_rules import draft
from ecco_desktop.domain.orders import CarrierLink, OrderStatus, StoreOrder, held_units, totals_of
from ecco_desktop.domain.stock import StockLevel, to_send
from ecco_desktop.ports.store import BrokenOrder
from tests.contract.test_outside_orders import nuvem, vtex, woo
from tests.unit.domain.test_order_rules import ZONE

CPF = "52998224725"
SIXTY = [{"subtotal": "60.00", "total": "60.00"}]


def as_object(rows: list[Any], first: int = 1) -> dict[str, Any]:
    """A list of PHP from which an entry was taken out."""
    return {str(place): row for place, row in enumerate(rows, first)}


# -- lists that PHP writes as objects --


@pytest.mark.parametrize("first", [0, 1, 12])
def test_a_list_with_a_gap_is_a_list(first: int) -> None:
    line = {"product_id": 5, "sku": "A", "quantity": 2, "subtotal": "60.00", "total": "60.00"}
    row = {
        "id": 7,
        "status": "processing",
        "date_created_gmt": "2026-03-02T12:00:00",
        "total": "60.00",
        "line_items": as_object([line], first),
        "meta_data": as_object([{"key": "_billing_cpf", "value": CPF}], first),
        "refunds": as_object([{"id": 1, "total": "-10.00"}], first),
    }
    order = woo_order(row)
    assert isinstance(order, StoreOrder)
    assert ([each.sku for each in order.lines], order.held) == (["A"], (("5", 2),))
    assert (order.customer.document, order.refunded) == (CPF, Decimal("10.00"))


def test_an_order_that_cannot_be_read_holds_what_such_a_list_says() -> None:
    lines = as_object([{"product_id": 5, "quantity": 2}])
    found = woo_order({"id": 7, "status": "processing", "line_items": lines})
    assert isinstance(found, BrokenOrder) and found.held == (("5", 2),)
    rows = as_object([{"product_id": 5, "variant_id": 6, "quantity": 2}])
    other = nuvem_order({"id": 7, "status": "open", "payment_status": "paid", "products": rows})
    assert isinstance(other, BrokenOrder) and other.held == (("5/6", 2),)
    items = as_object([{"id": "18", "productId": "9", "quantity": 2}])
    third = vtex_order({"orderId": "1-01", "status": "handling", "items": items})
    assert isinstance(third, BrokenOrder) and third.held == (("9/18", 2),)


@pytest.mark.parametrize("quantity", [None, "abc", "", [2]])
def test_a_line_that_does_not_say_how_many_holds_one(quantity: object) -> None:
    lines = [{"product_id": 5, "quantity": quantity}]
    row = {"id": 7, "status": "processing", "date_created_gmt": "2026-03-02T12:00:00", "line_items": lines}
    rows = [{"product_id": 5, "variant_id": 6, "quantity": quantity}]
    items = [{"id": "18", "productId": "9", "quantity": quantity}]
    found = [
        woo_order(row),
        nuvem_order({"id": 7, "status": "open", "payment_status": "paid", "products": rows}),
        vtex_order({"orderId": "1-01", "status": "handling", "items": items}),
    ]
    for each in found:
        assert isinstance(each, BrokenOrder) and [units for _, units in each.held] == [1]


def test_an_object_that_is_no_list_is_still_refused() -> None:
    row = {
        "id": 7,
        "status": "processing",
        "date_created_gmt": "2026-03-02T12:00:00",
        "line_items": {"sku": "A"},
    }
    assert isinstance(woo_order(row), BrokenOrder)


def test_attributes_with_a_gap_are_not_thrown_away_when_an_option_is_added() -> None:
    known = as_object([{"id": 3, "name": "Cor", "options": as_object(["Azul", "Verde"])}])
    wider = widened(known, (("Cor", "Rosa"), ("Tamanho", "P")))
    assert wider is not None
    assert [(each["name"], each["options"]) for each in wider] == [
        ("Cor", ["Azul", "Verde", "Rosa"]),
        ("Tamanho", ["P"]),
    ]


# -- refunds and changes --


@pytest.mark.parametrize("total", ["0.00", None, "", "abc"])
def test_a_refund_that_tells_no_amount_is_one_of_nobody_knows_how_much(total: object) -> None:
    refunds = [{"id": 1, "total": "-10.00"}, {"id": 2, "total": total}]
    assert woo(SIXTY, "60.00", refunds=refunds).refunded is None
    packages = [{"type": "Input", "invoiceValue": total}, {"type": "Output", "invoiceValue": 9000}]
    assert vtex(packageAttachment={"packages": packages}).refunded is None


@pytest.mark.parametrize(
    ("change", "totals", "value", "discount", "freight"),
    [
        # A discount of the change itself, a surcharge, and both told without a total of their own.
        ({"discountValue": 500}, {"Change": -500}, 9500, "5.00", "0.00"),
        ({"incrementValue": 700}, {"Change": 700}, 10700, "0.00", "7.00"),
        ({"discountValue": 500, "incrementValue": 0}, {}, 9500, "5.00", "0.00"),
        # VTEX's own example: the discount is the removed line's price.
        (
            {"discountValue": 5000, "itemsRemoved": [{"id": "18", "quantity": 1, "price": 5000}]},
            {},
            5000,
            "0.00",
            "0.00",
        ),
        # The removed line took its part of the order's discount along.
        (
            {"itemsRemoved": [{"id": "18", "quantity": 1, "price": 4500}]},
            {"Discounts": -1000, "Change": -4500},
            4500,
            "5.00",
            "0.00",
        ),
    ],
)
def test_money_of_a_change_is_read(
    change: dict[str, Any], totals: dict[str, int], value: int, discount: str, freight: str
) -> None:
    told = [{"id": name, "value": each} for name, each in {"Items": 10000, **totals}.items()]
    order = vtex(changesAttachment={"changesData": [change]}, totals=told, value=value)
    found = totals_of(order)
    assert (found.discount, found.freight, found.spread) == (Decimal(discount), Decimal(freight), 0)


@pytest.mark.parametrize(("times", "quantity", "items"), [(2.5, 4, 10000), (0.5, 3, 1500), (1, 2, 2000)])
def test_what_is_sold_by_the_multiple_costs_what_the_order_says(
    times: float, quantity: int, items: int
) -> None:
    line = {
        "id": "18",
        "productId": "9",
        "refId": "A",
        "quantity": quantity,
        "price": 1000,
        "unitMultiplier": times,
    }
    order = vtex(items=[line], totals=[{"id": "Items", "value": items}], value=items)
    assert (totals_of(order).total, order.lines[0].quantity) == (Decimal(items) / 100, quantity)
    assert order.held == (("9/18", quantity),)


def test_a_price_that_holds_the_multiple_already_stays() -> None:
    line = {"id": "18", "productId": "9", "refId": "A", "quantity": 2, "price": 2500, "unitMultiplier": 2.5}
    order = vtex(items=[line], totals=[{"id": "Items", "value": 5000}], value=5000)
    assert totals_of(order).total == Decimal("50.00")


# -- credit that goes off the total --


@pytest.mark.parametrize(
    "extra",
    [
        {"meta_data": [{"key": "acfw_store_credits_order_paid", "value": {"amount": 40, "currency": "BRL"}}]},
        {"coupon_lines": [{"code": "vale", "discount": "40.00", "discount_tax": "0.00"}]},
        {"coupon_lines": as_object([{"code": "vale", "discount": "40.00", "discount_tax": "0.00"}])},
    ],
)
def test_credit_beyond_what_came_off_the_lines_is_a_payment(extra: dict[str, Any]) -> None:
    totals = totals_of(woo(SIXTY, "20.00", **extra))
    assert (totals.total, totals.prepaid, totals.discount) == (Decimal("60.00"), Decimal("40.00"), 0)


@pytest.mark.parametrize(("card", "rest"), [(4000, 6000), (7000, 3000)])
def test_a_gift_card_of_vtex_is_a_payment_beside_the_rest(card: int, rest: int) -> None:
    payments = [
        {"group": "giftCard", "value": card, "paymentSystemName": "Vale"},
        {"group": "creditCard", "value": rest, "paymentSystemName": "Visa"},
    ]
    left = {"isActive": False, "payments": [{"group": "giftCard", "value": 900}]}
    paid = {"transactions": [left, {"isActive": True, "payments": payments}]}
    order = vtex(paymentData=paid)
    assert totals_of(order).total == Decimal("100.00")
    link = CarrierLink("PAC", "1", "Correios", "2")
    body: Any = from_draft(
        draft(order, {order.lines[0]: "1"}, link, OrderStatus.OPEN, prefix="", channel="", zone=ZONE)
    )
    assert [(part["forma"], part["valor"]) for part in body["_Parcelas"]] == [
        (12, f"{card // 100}.00"),
        (3, f"{rest // 100}.00"),
    ]
    assert body["totalVenda"] == "100.00"


def test_a_coupon_that_came_off_the_lines_is_a_discount() -> None:
    lines = [{"subtotal": "60.00", "total": "20.00"}]
    totals = totals_of(woo(lines, "20.00", coupon_lines=[{"code": "x", "discount": "40.00"}]))
    assert (totals.total, totals.prepaid, totals.discount) == (Decimal("20.00"), 0, Decimal("40.00"))


# -- quantities --


@pytest.mark.parametrize(
    ("written", "units"), [(3.0000000000000004, "3"), (2.9999999999, "3"), (0.35, "0.35")]
)
def test_what_binary_fractions_leave_behind_is_no_quantity(written: float, units: str) -> None:
    order = woo([{"quantity": written, "subtotal": "30.00", "total": "30.00"}], "30.00")
    line = {"product_id": 5, "variant_id": 6, "quantity": written, "price": "10.00", "sku": "A"}
    item = {"id": "18", "productId": "9", "quantity": written, "price": 5000}
    for each in (order, nuvem(products=[line]), vtex(items=[item])):
        assert str(each.lines[0].quantity) == units
        assert [count for _, count in each.held] == [3 if units == "3" else 1]


def test_a_line_of_nothing_for_nothing_is_none() -> None:
    kept = {"subtotal": "60.00", "total": "60.00"}
    gone = {"sku": "B", "quantity": 0, "subtotal": "0", "total": "0.00"}
    assert [line.sku for line in woo([kept, gone], "60.00").lines] == ["A"]
    line = {"product_id": 5, "variant_id": 6, "quantity": 1, "price": "10.00", "sku": "A"}
    assert len(nuvem(products=[line, {**line, "quantity": 0}]).lines) == 1
    # One that costs something is somebody's mistake: the order waits, and says so.
    assert len(woo([kept, {**gone, "total": "5.00"}], "65.00").lines) == 2


def test_neither_is_it_a_unit_more_or_less_on_offer() -> None:
    for written, sent in (("4.999999999999999", 5), ("5.000000000000001", 5), ("4.99", 4)):
        assert to_send(StockLevel("1", "A", "A", Decimal(6), Decimal(written)), 0) == sent
    assert held_units(Decimal("0.0000001")) == 1


# -- codes and documents --


@pytest.mark.parametrize("written", ["7,891E+12", "7.89100010010E+12", "7.8910001001e12", "8E13"])
def test_a_code_that_a_spreadsheet_rounded_is_no_code(written: str) -> None:
    # Every code of a company begins alike: rounded, all its products would be one.
    assert codes.bar_code(written) == "" and not codes.same_gtin(written, written)
    product = ecco_product({"id": "1", "codigo": "A", "gtin": written})
    assert product is not None and product.gtin == ""
    assert woo([{"global_unique_id": written}], "0").lines[0].gtin == ""


@pytest.mark.parametrize(
    "written",
    [
        "'7891000100103",
        "7891000100103.0",
        "7891000100103,0",
        "GTIN 7891000100103",
        "EAN-13: 7891000100103",
        "000007891000100103",
    ],
)
def test_a_code_however_it_is_written(written: str) -> None:
    assert codes.same_gtin(codes.bar_code(written), "7891000100103")


@pytest.mark.parametrize("code", ["12345", "GTIN-72A", "789100010010B", "EAN 13", "789100010010 3.5"])
def test_other_words_stay_as_they_are(code: str) -> None:
    assert codes.bar_code(code) == code


@pytest.mark.parametrize("written", [f"{CPF}.0", f"CPF: {CPF}", f"000{CPF}", "529.982.247-25", f"cpf{CPF},0"])
def test_a_document_however_it_is_written(written: str) -> None:
    found = [
        woo([], "0", meta_data=[{"key": "_billing_cpf", "value": written}]),
        nuvem(contact_identification=written),
        vtex(clientProfileData={"document": written}),
    ]
    assert {order.customer.document for order in found} == {CPF}
    assert not any(order.customer.company for order in found)


def test_a_company_however_it_is_written() -> None:
    for written in ("11.222.333/0001-81", "CNPJ 11222333000181", "11222333000181.0"):
        assert documents.restored(written) == "11222333000181"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("01001000.0", "01001000"),
        ("1001000.0", "01001000"),
        ("1001-000", "01001000"),
        ("01001-00", "0100100"),
    ],
)
def test_a_postcode_is_never_made_into_another(written: str, found: str) -> None:
    assert documents.postcode(written) == found


@given(st.integers(0, 99_999_999))
def test_a_postcode_that_is_one_stays(number: int) -> None:
    written = f"{number:08d}"
    assert documents.postcode(written) == documents.postcode(f"{written[:5]}-{written[5:]}") == written


# -- places --


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("São Paulo, Brasil", "SP"),
        ("SP/BR", "SP"),
        ("S. Paulo", "SP"),
        ("S.P.", "SP"),
        ("State of São Paulo", "SP"),
        ("Rio de Janeiro State", "RJ"),
        ("Est. do Rio de Janeiro", "RJ"),
        ("SP - SP", "SP"),
        ("São Paulo - São Paulo", "SP"),
        ("SaoPaulo", "SP"),
        ("DF - Brasília", "DF"),
        ("Federal District", "DF"),
        ("M. Grosso do Sul", "MS"),
        ("MG, Brasil", "MG"),
    ],
)
def test_more_ways_to_write_a_state(written: str, letters: str) -> None:
    assert uf_of(written) == letters


@pytest.mark.parametrize("written", ["Brasil", "SP MG", "Amazonas MT", "Estado", "Rio", "Grande do Sul", ""])
def test_what_names_no_state_or_two_is_none(written: str) -> None:
    assert uf_of(written) == written not in STATES or uf_of(written) == written


# -- payments that lie ahead --


def test_a_payment_of_days_ahead_was_not_made() -> None:
    ahead = (datetime.now(UTC) + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%S")
    waiting = woo([], "0", status="on-hold", date_paid_gmt=ahead, date_paid=ahead)
    assert (waiting.paid, waiting.paid_at) == (False, None)
    assert vtex(status="payment-pending", authorizedDate=f"{ahead}+00:00").paid is False
    assert nuvem(payment_status="paid", paid_at=f"{ahead}+0000").paid_at is None
