"""The VTEX APIs as a real account answers them: orders and their moves, and the routes of all the rest."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Response, request

from ecco_desktop.sandbox import vtex_catalog as catalog
from ecco_desktop.sandbox import vtex_feed as feed
from ecco_desktop.sandbox import vtex_items as items
from ecco_desktop.sandbox import vtex_products as products
from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.vtex_orders import (
    extras,
    indexed_at,
    invoiced,
    listed,
    shown,
    stamp,
    value_of,
    word,
)
from ecco_desktop.sandbox.world import Json, World, now_gmt

PAGES, PER_PAGE = 30, 100
OMS, SYSTEM, CATALOG = "/api/oms/pvt/orders", "/api/catalog_system", "/api/catalog/pvt"
LOGISTICS = "/api/logistics/pvt"


def vtex(world: World) -> Blueprint:
    """The routes."""
    api = Blueprint("vtex", __name__, url_prefix="/vtex")
    routes: Sequence[tuple[str, str, Callable[..., Response]]] = (
        ("GET", OMS, lambda: orders(world)),
        ("GET", f"{OMS}/<key>", lambda key: one(world, key)),
        ("POST", f"{OMS}/<key>/start-handling", lambda key: start_handling(world, key)),
        ("POST", f"{OMS}/<key>/cancel", lambda key: cancel(world, key)),
        ("POST", f"{OMS}/<key>/invoice", lambda key: invoice(world, key)),
        ("PATCH", f"{OMS}/<key>/invoice/<number>", lambda key, number: track(world, key, number)),
        ("PUT", f"{OMS}/<key>/invoice/<number>/tracking", lambda key, number: tell(world, key, number)),
        ("GET", "/api/orders/feed/config", lambda: feed.config(world)),
        ("POST", "/api/orders/feed/config", lambda: feed.configure(world)),
        ("GET", "/api/orders/feed", lambda: feed.read(world)),
        ("POST", "/api/orders/feed", lambda: feed.commit(world)),
        ("GET", f"{LOGISTICS}/configuration/warehouses", items.warehouses),
        ("GET", f"{LOGISTICS}/shipping-policies", items.policies),
        ("GET", f"{LOGISTICS}/inventory/skus/<int:sku>", lambda sku: items.inventory(world, sku)),
        (
            "PATCH",
            f"{LOGISTICS}/inventory/skus/<int:sku>/warehouses/<place>/quantity",
            lambda sku, place: items.set_quantity(world, sku, place),
        ),
        ("GET", "/pricing/prices/<int:sku>", lambda sku: items.price(world, sku)),
        ("PUT", "/pricing/prices/<int:sku>", lambda sku: items.set_price(world, sku)),
        ("GET", f"{SYSTEM}/pub/category/tree/<int:levels>", partial(catalog.tree, world)),
        ("GET", f"{SYSTEM}/pvt/brand/pagedlist", lambda: catalog.brands(world)),
        (
            "GET",
            f"{SYSTEM}/pub/specification/field/listTreeByCategoryId/<int:category>",
            partial(catalog.fields, world),
        ),
        ("GET", f"{SYSTEM}/pub/specification/fieldvalue/<int:field>", partial(catalog.values, world)),
        ("GET", f"{SYSTEM}/pub/specification/fieldGet/<int:field>", partial(catalog.one_field, world)),
        ("GET", f"{SYSTEM}/pvt/saleschannel/list", lambda: answer(_channels(world))),
        ("GET", f"{SYSTEM}/pvt/products/GetProductAndSkuIds", lambda: catalog.ids(world)),
        ("GET", f"{SYSTEM}/pvt/products/productgetbyrefid/<path:ref>", partial(catalog.by_ref, world)),
        ("POST", f"{SYSTEM}/pub/sku/stockkeepingunitidsbyrefids", lambda: catalog.skus_by_ref(world)),
        ("GET", f"{SYSTEM}/pvt/sku/stockkeepingunitbyean/<ean>", partial(catalog.by_ean, world)),
        ("GET", f"{SYSTEM}/pvt/sku/stockkeepingunitbyid/<int:sku>", partial(catalog.detail, world)),
        (
            "GET",
            f"{SYSTEM}/pvt/sku/stockkeepingunitByProductId/<int:product>",
            partial(catalog.skus_of, world),
        ),
        ("POST", f"{CATALOG}/product", lambda: products.create_product(world)),
        ("GET", f"{CATALOG}/product/<int:product>", partial(catalog.one_product, world)),
        ("PUT", f"{CATALOG}/product/<int:product>", partial(products.change_product, world)),
        ("GET", f"{CATALOG}/product/<int:product>/similarcategory", partial(catalog.similar, world)),
        (
            "POST",
            f"{CATALOG}/product/<int:product>/similarcategory/<int:category>",
            partial(products.add_similar, world),
        ),
        ("POST", f"{CATALOG}/stockkeepingunit", lambda: products.create_sku(world)),
        ("GET", f"{CATALOG}/stockkeepingunit/<int:sku>", partial(catalog.one_sku, world)),
        ("PUT", f"{CATALOG}/stockkeepingunit/<int:sku>", partial(products.change_sku, world)),
        ("POST", f"{CATALOG}/stockkeepingunit/<int:sku>/ean/<ean>", partial(products.add_ean, world)),
        ("DELETE", f"{CATALOG}/stockkeepingunit/<int:sku>/ean/<ean>", partial(products.drop_ean, world)),
        (
            "PUT",
            f"{CATALOG}/stockkeepingunit/<int:sku>/specificationvalue",
            partial(products.set_option, world),
        ),
    )
    for number, (method, path, view) in enumerate(routes):
        api.add_url_rule(path, f"route{number}", _locked(world, view), methods=[method])
    api.before_request(lambda: _sign_in(world))
    return api


def _locked(world: World, view: Callable[..., Response]) -> Callable[..., Response]:
    def work(**parts: str) -> Response:
        with world.lock:
            return view(**parts)

    return work


def _sign_in(world: World) -> Response | None:
    kept = keys(world.state["seed"])
    pair = (request.headers.get("X-VTEX-API-AppKey"), request.headers.get("X-VTEX-API-AppToken"))
    if pair == (kept["vtex_key"], kept["vtex_token"]):
        return None
    return refusal("1", "Acesso não autorizado", 401)


def refusal(code: str, text: str, status: int) -> Response:
    """An error as the orders' API words it."""
    return answer({"error": {"code": code, "message": text, "exception": None}}, status)


def _channels(world: World) -> list[Json]:
    """Sales channels, each with a currency of its own; one that is off counts for nothing."""
    currency = world.state.get("currency", "BRL")
    return [
        {"Id": 1, "Name": "Principal", "IsActive": True, "CurrencyCode": currency, "CountryCode": "BRA"},
        {"Id": 2, "Name": "Exportação", "IsActive": False, "CurrencyCode": "USD", "CountryCode": "USA"},
    ]


def orders(world: World) -> Response:
    """The list: by creation alone, thirty pages at the most, without what is not complete."""
    page, per_page = request.args.get("page", 1, int), request.args.get("per_page", 15, int)
    if not 1 <= page <= PAGES or not 1 <= per_page <= PER_PAGE:
        return refusal("OMS001", "Max page exceed. Max page: 30", 400)
    first, end = _window(request.args.get("f_creationDate", ""))
    found = [
        order
        for order in world.woo["orders"].values()
        if first <= indexed_at(order) <= end and word(world, order) is not None
    ]
    found.sort(key=lambda order: (indexed_at(order), str(order["id"])))
    rows = [listed(world, order) for order in found[(page - 1) * per_page : page * per_page]]
    pages = -(-len(found) // per_page)
    paging = {"total": len(found), "pages": pages, "currentPage": page, "perPage": per_page}
    return answer({"list": rows, "facets": [], "paging": paging, "stats": {}})


def _window(said: str) -> tuple[datetime, datetime]:
    """creationDate:[… TO …], naive UTC; two years where nothing is said."""
    if not said:
        return datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - naive, as the truth is kept
    first, end = said.removeprefix("creationDate:[").removesuffix("]").split(" TO ")
    return _naive(first), _naive(end)


def _naive(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def _order(world: World, key: str) -> Json | None:
    found: Json | None = world.woo["orders"].get(key)
    return found


def _missing() -> Response:
    return refusal("OMS404", "Order Not Found", 404)


def one(world: World, key: str) -> Response:
    """One order."""
    order = _order(world, key)
    return _missing() if order is None else answer(shown(world, order))


def start_handling(world: World, key: str) -> Response:
    """From ready-for-handling, once."""
    order = _order(world, key)
    if order is None:
        return _missing()
    if word(world, order) != "ready-for-handling":
        text = "Order status should be ready-for-handling to perform this action"
        return refusal("OMS003", text, 409)
    extras(world, order)["handling"] = True
    world.touch(order)
    world.count("order status written")
    return Response(status=204)


def cancel(world: World, key: str) -> Response:
    """Final, and refused from the first invoice on."""
    order = _order(world, key)
    if order is None:
        return _missing()
    status = word(world, order)
    if status in (None, "invoiced", "canceled") or extras(world, order)["packages"]:
        return refusal("OMS004", "Order cannot be canceled", 400)
    world.set_store_status(order, "cancelled")
    world.count("order status written")
    return _receipt(order)


def invoice(world: World, key: str) -> Response:
    """An invoice; the order is invoiced once they add up to it. A return gives money back by itself."""
    order, body = _order(world, key), request.get_json(force=True)
    if order is None:
        return _missing()
    if body.get("type") != "Output":
        world.went_back.append(
            f"store {order['number']}: refunded by an invoice of the type {body.get('type')}"
        )
        return _receipt(order)
    kept = extras(world, order)
    if body.get("invoiceNumber") in [package["invoiceNumber"] for package in kept["packages"]]:
        return _receipt(order)
    if reason := _no_invoice(order, kept, body, word(world, order)):
        return refusal("OMS005", reason, 400)
    names = ("type", "invoiceNumber", "invoiceKey", "issuanceDate", "items")
    kept["packages"].append(
        {
            **{name: body.get(name) for name in names},
            "invoiceValue": int(body["invoiceValue"]),
            "courier": None,
            "trackingNumber": None,
            "trackingUrl": None,
            "courierStatus": None,
        }
    )
    world.touch(order)
    world.count("note written")
    return _receipt(order)


def _no_invoice(order: Json, kept: Json, body: Json, status: str | None) -> str:
    """Why an invoice is refused."""
    value = str(body.get("invoiceValue", ""))
    if status != "handling":
        return f"Order in status {status} cannot be invoiced"
    if not value.isdigit() or not int(value) or not body.get("invoiceNumber"):
        return "Invalid invoice"
    return "Invoice value exceeds the order's" if invoiced(kept) + int(value) > value_of(order) else ""


def track(world: World, key: str, number: str) -> Response:
    """The tracking number of an invoice that is there."""
    order, body = _order(world, key), request.get_json(force=True)
    package = None if order is None else _package(world, order, number)
    if order is None or package is None:
        return _missing()
    package |= {name: body.get(name) for name in ("trackingNumber", "trackingUrl", "courier")}
    world.touch(order)
    world.count("order field written")
    return _receipt(order)


def tell(world: World, key: str, number: str) -> Response:
    """Events of a package that has a tracking number, and its delivery."""
    order, body = _order(world, key), request.get_json(force=True)
    package = None if order is None else _package(world, order, number)
    if order is None or package is None:
        return _missing()
    if not package["trackingNumber"]:
        return refusal("OMS008", "The package has no tracking number", 400)
    status = package["courierStatus"] or {"finished": False, "deliveredDate": None, "data": []}
    status["data"] = status["data"] + body["events"]
    package["courierStatus"] = status
    if not body["isDelivered"]:
        world.touch(order)
        world.count("note written")
        return _receipt(order)
    status |= {"finished": True, "deliveredDate": f"{body['deliveredDate'].replace(' ', 'T')}:00+00:00"}
    packages = extras(world, order)["packages"]
    if all((each["courierStatus"] or {}).get("finished") for each in packages):
        world.set_store_status(order, "completed")
    world.count("order status written")
    return _receipt(order)


def _package(world: World, order: Json, number: str) -> Json | None:
    packages = extras(world, order)["packages"]
    return next((package for package in packages if package["invoiceNumber"] == number), None)


def _receipt(order: Json) -> Response:
    return answer({"date": stamp(now_gmt()), "orderId": str(order["id"]), "receipt": "r" * 32})
