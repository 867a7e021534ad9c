"""A shop or an order of another currency: never read as reais, never written as such, on every store."""

from typing import Any

import pytest

from ecco_desktop.connectors.shared.currency import Money
from ecco_desktop.domain.errors import RecordProblem, SetupProblem
from ecco_desktop.domain.order_rules import check
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.products import Price, PriceChange, ProductSheet, StoreProduct
from tests.contract.nuvemshop import shop as nuvemshop
from tests.contract.server import Asked, Reply, scripted
from tests.contract.vtex import shop as vtex
from tests.contract.woocommerce.test_walk import opened as woocommerce

OPENED: dict[str, Any] = {
    "woocommerce": woocommerce,
    "nuvemshop": nuvemshop.opened,
    "vtex": vtex.opened,
}
WOO = {
    "id": 1,
    "number": "1",
    "status": "processing",
    "date_created_gmt": "2026-03-02T12:00:00",
    "date_modified_gmt": "2026-03-02T12:00:00",
    "line_items": [{"id": 2, "product_id": 5, "sku": "A", "quantity": 1, "subtotal": "9", "total": "9"}],
    "total": "9.00",
}
WHERE = {
    "woocommerce": "/data/currencies/current",
    "nuvemshop": "/store",
    "vtex": "/saleschannel/list",
}


def shop(kind: str, currency: str, order: dict[str, Any] | None = None) -> Any:
    """A shop that sells in `currency`, has one order, and takes every write."""
    said: Any = {
        "woocommerce": {"code": currency},
        "nuvemshop": {"id": 1, "main_currency": currency},
        "vtex": [{"Id": 1, "IsActive": True, "CurrencyCode": currency}],
    }[kind]

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith(WHERE[kind]):
            return Reply(200, said)
        if order is not None and "/orders/" in asked.path:
            return Reply(200, order)
        return Reply(200, {"update": []} if asked.method != "GET" else {})

    return answer


def orders(kind: str, currency: str | None) -> dict[str, Any]:
    """A good order in this currency; None: it does not tell."""
    made = {"nuvemshop": nuvemshop.order_row(), "vtex": vtex.order(), "woocommerce": WOO}[kind]
    row: dict[str, Any] = dict(made)
    if kind == "vtex":
        row |= {"orderId": "1", "storePreferencesData": {"currencyCode": currency}}
    else:
        row["id"] = 1
        row["currency"] = currency
    return row


def changes() -> list[PriceChange]:
    return [PriceChange(StoreProduct("5", "6", "A", "", "x"), Price(10, None))]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(OPENED))
@pytest.mark.parametrize("currency", ["USD", "usd", "EUR", "ARS"])
def test_no_price_goes_to_a_shop_of_another_currency(kind: str, currency: str) -> None:
    with scripted(shop(kind, currency)) as server:
        store = OPENED[kind](server)
        for _ in range(2):
            with pytest.raises(SetupProblem, match="foreign_currency"):
                store.write_prices(changes())
    assert not [asked for asked in server.asked if asked.method != "GET"]
    assert len([asked for asked in server.asked if asked.path.endswith(WHERE[kind])]) == 1


@pytest.mark.parametrize("kind", sorted(OPENED))
@pytest.mark.parametrize(("shops", "own", "held"), [
    ("BRL", "USD", "USD"), ("BRL", "usd", "USD"), ("USD", None, "USD"), ("USD", "BRL", ""),
    ("BRL", None, ""), ("", None, ""), ("BRL", "BRL", ""), ("BRL", "brl", ""),
])  # fmt: skip
def test_an_order_of_another_currency_is_held_with_a_sentence(
    kind: str, shops: str, own: str | None, held: str
) -> None:
    if kind == "woocommerce" and own is None:
        own = shops or "BRL"
    with scripted(shop(kind, shops, orders(kind, own))) as server:
        found = OPENED[kind](server).order("1")
    assert isinstance(found, StoreOrder)
    if not held:
        assert found.currency == "BRL"
        return
    with pytest.raises(RecordProblem) as caught:
        check(found)
    assert (caught.value.key, caught.value.values["currency"]) == ("order.currency", held)


@pytest.mark.parametrize(
    ("told", "foreign"),
    [
        ([], False),
        ([("USD", True)], True),
        ([("BRL", True), ("USD", True)], False),
        ([("BRL", False), ("USD", True)], True),
        ([("USD", False)], False),
    ],
)
def test_vtex_sells_in_what_its_channels_do(told: list[tuple[str, bool]], foreign: bool) -> None:
    rows = [{"Id": n, "CurrencyCode": code, "IsActive": on} for n, (code, on) in enumerate(told)]
    with scripted(lambda _asked: Reply(200, rows)) as server:
        assert vtex.opened(server).money.foreign is foreign


def test_a_vtex_key_that_may_not_ask_for_channels_works_on() -> None:
    with scripted(lambda _asked: Reply(403, {"error": {"message": "Access denied"}})) as server:
        assert not vtex.opened(server).money.foreign


def test_prices_of_the_catalog_stay_out_too() -> None:
    sheet = ProductSheet("1", "A", "", "x", True, price=Price(10).price)  # type: ignore[arg-type]
    assert Money(lambda: "USD").priced(sheet).price is None
    assert Money(lambda: "BRL").priced(sheet) is sheet and Money(lambda: "").priced(sheet) is sheet


@pytest.mark.parametrize(("currency", "notes"), [("USD", ("store.foreign_currency",)), ("BRL", ()), ("", ())])
def test_the_test_of_a_vtex_connection_says_so(currency: str, notes: tuple[str, ...]) -> None:
    told = Reply(200, [{"Id": 1, "IsActive": True, "CurrencyCode": currency}])
    ids = Reply(200, {"data": {}, "range": {"total": 0}})
    known = {"GET .*/saleschannel/list": told, "GET .*/GetProductAndSkuIds": ids}
    with scripted(vtex.routes(known)) as server:
        report = vtex.opened(server).test()
    assert report.notes == notes
