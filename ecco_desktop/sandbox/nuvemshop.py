"""The Nuvemshop API 2025-03 as its documentation and field notes tell: bucket, languages, shipments."""

import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, Response, request

from ecco_desktop.sandbox import nuvemshop_catalog as catalog
from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.nuvemshop_lists import listed, refused, trimmed
from ecco_desktop.sandbox.nuvemshop_orders import (
    add_event,
    cancel,
    events,
    metafield,
    metafields,
    order,
    orders,
    shipments,
    update_metafield,
    update_shipment,
)
from ecco_desktop.sandbox.nuvemshop_views import BIG, LOCATION, by_language, shown_category
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.world import Json, World

VERSION = "2025-03"
# A plan whose bucket keeps no test waiting; a test that wants to be kept waiting sets its own.
ROOMY = {"limit": 400_000, "drain": 200_000}
_CONTACT = re.compile(r".+\(.+\)")


def nuvemshop(world: World) -> Blueprint:
    """The routes."""
    store = keys(world.state["seed"])["nuvemshop_store"]
    api = Blueprint("nuvemshop", __name__, url_prefix=f"/nuvemshop/{VERSION}/{store}")
    routes: Sequence[tuple[str, str, Callable[..., Response]]] = (
        ("GET", "/store", lambda: answer(trimmed(_store(store, world)))),
        ("GET", "/locations", lambda: answer(_locations())),
        ("GET", "/categories", lambda: listed(_categories(world), partial(shown_category, world))),
        ("GET", "/products", lambda: catalog.products(world)),
        ("POST", "/products", lambda: catalog.create_product(world)),
        ("PATCH", "/products/stock-price", lambda: catalog.stock_price(world)),
        ("GET", "/products/sku/<path:sku>", lambda sku: catalog.by_sku(world, sku)),
        ("GET", "/products/<int:key>", lambda key: catalog.product(world, key)),
        ("PUT", "/products/<int:key>", lambda key: catalog.change_product(world, key)),
        ("POST", "/products/<int:key>/variants", lambda key: catalog.create_variant(world, key)),
        (
            "PUT",
            "/products/<int:key>/variants/<int:own>",
            lambda key, own: catalog.change_variant(world, key, own),
        ),
        ("GET", "/orders", lambda: orders(world)),
        ("GET", "/orders/<int:key>", lambda key: order(world, key)),
        ("POST", "/orders/<int:key>/cancel", lambda key: cancel(world, key)),
        ("GET", "/orders/<int:key>/fulfillment-orders", lambda key: shipments(world, key)),
        (
            "PATCH",
            "/orders/<int:key>/fulfillment-orders/<own>",
            lambda key, own: update_shipment(world, key, own),
        ),
        (
            "GET",
            "/orders/<int:key>/fulfillment-orders/<own>/tracking-events",
            lambda key, own: events(world, key, own),
        ),
        (
            "POST",
            "/orders/<int:key>/fulfillment-orders/<own>/tracking-events",
            lambda key, own: add_event(world, key, own),
        ),
        ("GET", "/metafields/orders", lambda: metafields(world)),
        ("POST", "/metafields", lambda: metafield(world)),
        ("PUT", "/metafields/<int:key>", lambda key: update_metafield(world, key)),
    )
    for number, (method, path, view) in enumerate(routes):
        api.add_url_rule(path, f"route{number}", _locked(world, view), methods=[method])
    api.before_request(lambda: _arrive(world))
    api.after_request(lambda response: _told(world, response))
    api.add_url_rule("/<path:rest>", "nothing", _nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    return api


def _nothing(rest: str = "") -> Response:  # noqa: ARG001 - Flask hands the path on
    return refused(404, "Route not found")


def _locked(world: World, view: Callable[..., Response]) -> Callable[..., Response]:
    def work(**parts: Any) -> Response:
        with world.lock:
            return view(**parts)

    return work


# -- the door --


def _arrive(world: World) -> Response | None:
    """The bucket, then the token, then the contact: in this order at the real door too."""
    if _bucket(world)["level"] > _size(world)["limit"]:
        return refused(429, "Rate limit exceeded")
    if request.headers.get("Authentication") != f"bearer {keys(world.state['seed'])['nuvemshop_token']}":
        return refused(401, "Invalid access token")
    if not _CONTACT.fullmatch(request.headers.get("User-Agent", "")):
        return answer({"error": "Missing a valid User-Agent header"}, 400)
    if request.data and "application/json" not in request.headers.get("Content-Type", ""):
        return answer({"error": "Unsupported Media Type"}, 415)
    closed = world.side("nuvemshop").get("closed", {})
    for part, status in closed.items():
        if part in request.path:
            return refused(int(status), "Missing scope")
    return None


def _size(world: World) -> Json:
    size: Json = world.side("nuvemshop").get("bucket", ROOMY)
    return size


def _bucket(world: World) -> Json:
    """The leaky bucket after one more request; a refused one does not fill it."""
    with world.lock:
        size, now = _size(world), time.time()
        kept: Json = world.side("nuvemshop").setdefault("level", {"level": 0.0, "at": now})
        level = max(0.0, kept["level"] - (now - kept["at"]) * size["drain"]) + 1
        kept |= {"level": level if level <= size["limit"] else level - 1, "at": now}
        return {"level": level}


def _told(world: World, response: Response) -> Response:
    """What is left of the bucket, and in how many milliseconds it is empty."""
    with world.lock:
        size = _size(world)
        level = world.side("nuvemshop").get("level", {}).get("level", 0.0)
    response.headers["x-rate-limit-limit"] = str(size["limit"])
    response.headers["x-rate-limit-remaining"] = str(max(0, int(size["limit"] - level)))
    response.headers["x-rate-limit-reset"] = str(int(level / size["drain"] * 1000))
    return response


# -- what stands still --


def _store(store: str, world: World) -> Json:
    return {
        "id": int(store),
        "name": by_language("Loja de demonstração"),
        "country": "BR",
        "main_currency": world.state.get("currency", "BRL"),
        "main_language": "pt",
        "plan_name": "Escala",
        "features": ["inventory-levels", "fulfillment-orders"],
    }


def _locations() -> list[Json]:
    names = {"id": LOCATION, "name": {"pt_BR": "Depósito principal"}, "is_default": True, "priority": 0}
    return [{**names, "address": {"city": "São Paulo"}, "number": BIG}]


def _categories(world: World) -> list[Json]:
    return list(world.woo["categories"].values())
