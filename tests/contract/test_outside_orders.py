"""What stores and carriers write and few expect, on every connector: money, documents, places, returns."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.carriers.correios.mapping import to_delivery as correios
from ecco_desktop.connectors.carriers.jadlog.mapping import to_delivery as jadlog
from ecco_desktop.connectors.erp.eccosys.mapping import from_draft
from ecco_desktop.connectors.shared.parcels import status_by_text
from ecco_desktop.connectors.shared.places import STATES, uf_of
from ecco_desktop.connectors.stores.nuvemshop.orders import to_order as nuvem_order
from ecco_desktop.connectors.stores.vtex.orders import is_foreign
from ecco_desktop.connectors.stores.vtex.orders import to_order as vtex_order
from ecco_desktop.connectors.stores.woocommerce.orders import to_order as woo_order
from ecco_desktop.connectors.stores.woocommerce.prices import to_price
from ecco_desktop.connectors.stores.woocommerce.stock import to_stock
from ecco_desktop.domain import codes, documents
from ecco_desktop.domain.deliveries import DeliveryStatus
from ecco_desktop.domain.order_rules import draft, warnings
from ecco_desktop.domain.orders import CarrierLink, OrderStatus, StoreOrder, totals_of
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.ports.unread import UNREAD
from tests.unit.domain.test_order_rules import ZONE

AT = "2026-03-02T12:00:00"
NOW = datetime(2026, 3, 20, tzinfo=UTC)


def woo(lines: list[dict[str, Any]], total: str, **more: Any) -> StoreOrder:
    row = {"id": 7, "number": "7", "status": "processing", "date_created_gmt": AT, "date_modified_gmt": AT}
    filled = [{"product_id": 5, "sku": "A", "quantity": 1, **line} for line in lines]
    found = woo_order({**row, "line_items": filled, "total": total, **more})
    assert isinstance(found, StoreOrder)
    return found


def vtex(**more: Any) -> StoreOrder:
    item = {"id": "18", "productId": "9", "refId": "A", "quantity": 2, "price": 5000, "seller": "1"}
    row = {"orderId": "1-01", "status": "handling", "creationDate": AT, "items": [item], "value": 10000}
    found = vtex_order({**row, **more})
    assert isinstance(found, StoreOrder)
    return found


def nuvem(**more: Any) -> StoreOrder:
    line = {"product_id": 5, "variant_id": 6, "quantity": 1, "price": "10.00", "sku": "A"}
    row = {"id": 7, "created_at": AT, "products": [line], "total": "10.00", "status": "open"}
    found = nuvem_order({**row, **more})
    assert isinstance(found, StoreOrder)
    return found


# -- money --


@pytest.mark.parametrize(
    "extra",
    [
        {"gift_cards": [{"code": "X", "amount": 40}]},
        {"pw_gift_cards_redeemed": [{"number": "X", "amount": "40.00"}]},
        {"meta_data": [{"key": "_ywgc_applied_gift_cards_totals", "value": "40"}]},
        {"meta_data": [{"key": "_funds_used", "value": 40.0}]},
        {"meta_data": [{"key": "smart_coupons_contribution", "value": {"abc": 40}}]},
    ],
)
def test_a_gift_card_pays_a_part(extra: dict[str, Any]) -> None:
    order = woo([{"subtotal": "60.00", "total": "60.00"}], "20.00", **extra)
    assert (totals_of(order).total, totals_of(order).prepaid) == (Decimal("60.00"), Decimal("40.00"))
    link = CarrierLink("PAC", "1", "Correios", "2")
    body: Any = from_draft(
        draft(order, {order.lines[0]: "1"}, link, OrderStatus.OPEN, prefix="", channel="", zone=ZONE)
    )
    assert [(part["forma"], part["valor"]) for part in body["_Parcelas"]] == [(12, "40.00"), (99, "20.00")]
    assert body["totalVenda"] == "60.00"


def test_taxes_are_those_of_the_rates() -> None:
    lines = [{"subtotal": "10.00", "total": "10.00", "subtotal_tax": "1.66", "total_tax": "1.66"}] * 10
    order = woo(lines, "116.65", tax_lines=[{"tax_total": "16.65", "shipping_tax_total": "0.00"}])
    assert order.fees == (Decimal("0.05"),) and not totals_of(order).spread


def test_ten_lines_a_coupon_and_a_negative_fee_come_in_with_the_cents_told() -> None:
    lines = [{"subtotal": "10.00", "total": "9.00"}] * 10
    order = woo(lines, "85.03", fee_lines=[{"total": "-5.00", "total_tax": "0.00"}])
    totals = totals_of(order)
    assert (totals.total, totals.spread) == (Decimal("85.03"), Decimal("0.03"))
    assert [key for key, _ in warnings(order)] == ["order.cents"]


def test_refunds_are_read_on_every_store() -> None:
    order = woo([{"subtotal": "100", "total": "100"}], "100", refunds=[{"id": 1, "total": "-40.00"}])
    assert order.refunded == Decimal("40.00")
    assert nuvem(payment_status="partially_refunded").refunded is None
    back = {"packages": [{"type": "Input", "invoiceValue": 4000}, {"type": "Output", "invoiceValue": 9000}]}
    assert vtex(packageAttachment=back).refunded == Decimal("40.00")


@pytest.mark.parametrize("quantity", [1.5, "1.5", "1,5"])
def test_a_part_of_a_unit_is_held_whole(quantity: object) -> None:
    order = woo([{"quantity": quantity, "subtotal": "29.99", "total": "29.99"}], "29.99")
    line = {"product_id": 5, "variant_id": 6, "quantity": quantity, "price": "10.00", "sku": "A"}
    item = {"id": "18", "productId": "9", "quantity": quantity, "price": 5000}
    held = [order.held, nuvem(products=[line]).held, vtex(items=[item]).held]
    assert [units for found in held for _, units in found] == [2, 2, 2]


# -- what people type --


@pytest.mark.parametrize(
    "written", ["São Paulo", "SAO PAULO", "BR-SP", "sp", "SP - São Paulo", "São Paulo (SP)"]
)
def test_a_state_however_it_is_written(written: str) -> None:
    address = {"address_1": "Rua Um", "city": "X", "state": written, "postcode": "1001000"}
    order = woo([], "0", billing=address)
    place = {"street": "Rua Um", "city": "X", "state": written, "postalCode": "1001000"}
    other = vtex(shippingData={"address": place})
    third = nuvem(shipping_address={"address": "Rua Um", "province": written, "zipcode": "1001000"})
    for found in (order, other, third):
        assert (found.delivery.state, found.delivery.postcode) == ("SP", "01001000")


@given(st.text(max_size=30))
def test_no_text_becomes_a_state_it_does_not_name(written: str) -> None:
    assert uf_of(written) in STATES or uf_of(written) == written.strip()


@pytest.mark.parametrize("written", ["Mato Grosso do Sul", "Rio Grande do Norte", "Pará", "Paraíba"])
def test_states_that_begin_alike_stay_apart(written: str) -> None:
    assert uf_of(written) == {"M": "MS", "R": "RN"}.get(written[0], "PA" if written == "Pará" else "PB")


def test_zeros_that_a_document_lost_come_back() -> None:
    short = next(f"{n}" for n in range(1234567000, 1234568000) if documents.is_valid(f"{n:011d}"))
    assert documents.restored(short) == short.zfill(11)
    assert documents.restored("191") == "191" and documents.restored("") == ""
    assert documents.restored("360305000104") == "00360305000104"
    order = woo([], "0", meta_data=[{"key": "_billing_cpf", "value": short}])
    assert order.customer.document == short.zfill(11)


@given(st.integers(0, 10**14 - 1))
def test_a_document_is_changed_only_into_a_valid_one(number: int) -> None:
    found = documents.restored(str(number))
    assert found == str(number) or (documents.is_valid(found) and found.lstrip("0") == str(number))


def test_a_gtin_is_one_whatever_zeros_it_has() -> None:
    assert codes.same_gtin("0012345678905", "012345678905")
    assert not codes.same_gtin("", "") and not codes.same_gtin("7891000100103", "7891000100104")
    assert codes.spellings("7891000100103") == ["7891000100103"]
    assert set(codes.spellings("012345678905")) == {"012345678905", "0012345678905"}


# -- VTEX --


def test_what_was_removed_from_an_order_is_gone() -> None:
    change = {"itemsRemoved": [{"id": "18", "quantity": 1, "price": 5000}], "itemsAdded": []}
    totals = [{"id": "Items", "value": 10000}, {"id": "Change", "value": -5000}]
    order = vtex(changesAttachment={"changesData": [change]}, totals=totals, value=5000)
    assert [line.quantity for line in order.lines] == [1] and order.held[0][1] == 1
    assert (totals_of(order).total, totals_of(order).discount) == (Decimal("50.00"), 0)


# One of two at 50.00 is left, the coupon of ten percent with it; money by hand, and nothing but money.
CHANGED = [
    ({"itemsRemoved": [{"id": "18", "quantity": 1}], "discountValue": 4500}, -1000, -4500, 1, "5.00"),
    ({"itemsRemoved": [{"id": "18", "quantity": 1}], "discountValue": 6000}, 0, -6000, 1, "10.00"),
    ({"itemsRemoved": None, "itemsAdded": None, "discountValue": 500}, 0, -500, 2, "5.00"),
    ({"discountValue": 500}, -1000, -500, 2, "15.00"),
]


@pytest.mark.parametrize(("change", "coupon", "changed", "units", "discount"), CHANGED)
def test_money_that_changed_beside_the_lines_is_a_discount(
    change: dict[str, Any], coupon: int, changed: int, units: int, discount: str
) -> None:
    sums = {"Items": 10000, "Discounts": coupon, "Shipping": 900, "Change": changed}
    totals = [{"id": name, "value": value} for name, value in sums.items()]
    data = {"changesData": [change]}
    order = vtex(changesAttachment=data, totals=totals, value=sum(sums.values()))
    found = totals_of(order)
    assert [line.quantity for line in order.lines] == [units] and order.held[0][1] == units
    assert (found.discount, found.freight, found.spread) == (Decimal(discount), Decimal("9.00"), 0)


def test_a_surcharge_by_hand_and_one_more_of_the_same_come_in() -> None:
    change = {"itemsAdded": [{"id": "18", "quantity": 1, "price": 5000}], "incrementValue": 5700}
    totals = [{"id": "Items", "value": 10000}, {"id": "Change", "value": 5700}]
    order = vtex(changesAttachment={"changesData": [change]}, totals=totals, value=15700)
    assert [(line.sku, line.product_ref) for line in order.lines] == [("A", "9/18"), ("A", "9/18")]
    assert sum(units for _, units in order.held) == 3
    assert (totals_of(order).freight, totals_of(order).total) == (Decimal("7.00"), Decimal("157.00"))


@pytest.mark.parametrize("gone", [{"id": "99", "quantity": 1}, {"id": "18"}, {"id": "18", "quantity": 0}])
def test_a_change_of_what_is_not_there_is_held(gone: dict[str, Any]) -> None:
    change = {"itemsRemoved": [{"price": 5000, **gone}]}
    items = [{"id": "18", "productId": "9", "quantity": 2, "price": 5000}]
    row = {"orderId": "1-01", "status": "handling", "creationDate": AT, "items": items, "value": 0}
    found = vtex_order({**row, "changesAttachment": {"changesData": [change]}})
    assert isinstance(found, BrokenOrder) and found.problem.values["field"] == "changesAttachment"


@pytest.mark.parametrize(
    ("sellers", "foreign"),
    [(["1"], False), (["loja2"], True), (["1", "loja2"], False), ([""], False), ([], False)],
)
def test_an_order_of_another_seller_is_told(sellers: list[str], foreign: bool) -> None:
    assert is_foreign({"items": [{"seller": seller} for seller in sellers]}) is foreign
    beside = [{"id": seller} for seller in sellers]
    assert is_foreign({"items": [{"id": "18"}], "sellers": beside}) is foreign


# -- carriers --


def correios_row(*events: tuple[str, str, str]) -> dict[str, Any]:
    shown = [
        {"codigo": family, "tipo": kind, "descricao": said, "dtHrCriado": f"2026-03-{day:02d}T10:00:00"}
        for day, (family, kind, said) in enumerate(events, 1)
    ]
    return {"eventos": shown}


@pytest.mark.parametrize("family", ["BDE", "BDI", "BDR"])
def test_delivered_after_a_return_has_begun_is_returned(family: str) -> None:
    found = correios(
        correios_row(("BDE", "04", "Devolução ao remetente"), ("RO", "01", "x"), (family, "01", "Entregue")),
        "AA1",
        NOW,
    )
    assert found.status is DeliveryStatus.RETURNED and found.delivered_at is None


def test_delivered_to_the_sender_is_returned() -> None:
    found = correios(correios_row(("BDE", "01", "Objeto entregue ao remetente")), "AA1", NOW)
    assert found.status is DeliveryStatus.RETURNED
    events = [
        {"data": "2026-03-01 10:00:00", "status": "DEVOLUCAO AO REMETENTE"},
        {"data": "2026-03-02 10:00:00", "status": "ENTREGUE"},
    ]
    assert jadlog([{"tracking": {"eventos": events}}], "1").status is DeliveryStatus.RETURNED


def test_delivered_stays_delivered() -> None:
    found = correios(
        correios_row(("RO", "01", "x"), ("BDE", "01", "Objeto entregue ao destinatário")), "A", NOW
    )
    assert found.status is DeliveryStatus.DELIVERED


def test_a_parcel_of_2062_has_no_event_and_one_not_posted_is_nowhere() -> None:
    row = {
        "eventos": [{"codigo": "BDE", "tipo": "01", "descricao": "x", "dtHrCriado": "2062-01-01T10:00:00"}]
    }
    assert correios(row, "AA1", NOW).status is not DeliveryStatus.DELIVERED
    assert status_by_text("Objeto ainda não postado") is DeliveryStatus.LABEL_CREATED


@pytest.mark.parametrize("word", [True, None, 0, [], {}, "", 7])
def test_a_status_that_is_no_word_never_says_that_an_order_is_over(word: Any) -> None:
    line = {"product_id": 5, "variant_id": 6, "quantity": 1, "price": "10.00", "sku": "A"}
    ours = {"id": 7, "created_at": AT, "products": [line], "total": "10.00", "status": "open"}
    woo = {"id": 7, "date_created_gmt": AT, "line_items": [line], "total": "10.00"}
    for found in (nuvem_order({**ours, "payment_status": word}), woo_order({**woo, "status": word})):
        assert isinstance(found, BrokenOrder)
        assert found.held


def test_a_product_whose_type_is_no_word_gets_no_number_and_is_told() -> None:
    row = {
        "id": 7,
        "type": "",
        "sku": "A",
        "regular_price": "10.00",
        "manage_stock": True,
        "stock_quantity": 1,
    }
    noted: dict[str, str] = {}
    token = UNREAD.set(noted)
    try:
        assert (to_price(row), to_stock(row)) == (None, None)
    finally:
        UNREAD.reset(token)
    assert noted == {"7": "type"}
