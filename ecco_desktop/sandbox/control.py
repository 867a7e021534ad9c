"""The sandbox's own routes: read its state, steer its faults, let things happen, judge both sides."""

from typing import Any

from flask import Blueprint, Response, request

from ecco_desktop.sandbox.day import DayClock, do, step
from ecco_desktop.sandbox.door import CONTROL
from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.faults import Faults
from ecco_desktop.sandbox.seed import DOUBLED, make_state
from ecco_desktop.sandbox.world import Json, World


def control(world: World, faults: Faults, day: DayClock, size: Json) -> Blueprint:
    """The routes; `size` is what a reset makes where it is not told otherwise."""
    routes = Blueprint("control", __name__, url_prefix=CONTROL)

    @routes.get("/state")
    def state() -> Response:
        return answer(_part(world, request.args.get("part", "")))

    @routes.post("/reset")
    def reset() -> Response:
        wanted = size | (request.get_json(silent=True) or {})
        world.load(make_state(**wanted))
        world.counters.clear()
        world.went_back.clear()
        faults.set({})
        return answer({"ok": True})

    @routes.route("/faults", methods=["GET", "POST"])
    def set_faults() -> Response:
        if request.method == "POST":
            faults.set(request.get_json(force=True))
        return answer(faults.settings)

    @routes.post("/day")
    def turn_day() -> Response:
        body = request.get_json(force=True)
        day.turn(on=bool(body.get("on")), speed=float(body.get("speed", 1)))
        return answer({"ok": True})

    @routes.post("/day/step")
    def step_day() -> Response:
        return answer({"happened": step(world, int(request.get_json(force=True).get("minutes", 3)))})

    @routes.post("/shop")
    def shop() -> Response:
        body = request.get_json(force=True)
        try:
            return answer(do(world, body.pop("do", ""), body) or {"ok": True})
        except (KeyError, ValueError) as error:
            return answer({"error": str(error)}, 400)

    @routes.get("/checks")
    def checks() -> Response:
        with world.lock:
            return answer(verdict(world))

    return routes


def _part(world: World, path: str) -> Any:
    """The state, or the part of it that `path` names with dots."""
    with world.lock:
        found: Any = {**world.state, "counters": dict(world.counters)}
        for part in filter(None, path.split(".")):
            found = found[part]
        return dict(found) if isinstance(found, dict) else found


def verdict(world: World) -> Json:
    """Each store order's copies and totals in the ERP, and where stock differs."""
    orders: Json = {}
    for number, ids in world.by_oc.items():
        store = next((row for row in world.woo["orders"].values() if row["number"] == number), None)
        orders[number] = {
            "count": len(ids),
            "erp_total": world.erp["orders"][ids[0]]["totalVenda"],
            "store_total": store["total"] if store else None,
        }
    return {
        "orders": orders,
        "duplicates": [number for number, row in orders.items() if row["count"] > 1],
        "stock_differences": stock_differences(world),
        "went_back": list(world.went_back),
        "doubled_products": sorted(
            code for code, ids in world.by_code.items() if len(ids) > 1 and code != DOUBLED
        ),
    }


def held_in_store(world: World) -> dict[str, int]:
    """What orders hold that the store has and the ERP does not know yet, by the id of what is sold."""
    held: dict[str, int] = {}
    for order in world.woo["orders"].values():
        if order["status"] not in world.taking or world.by_oc.get(order["number"]):
            continue
        for line in order["line_items"]:
            own = str(line.get("variation_id") or line.get("product_id") or "")
            held[own] = held.get(own, 0) + int(line.get("quantity") or 0)
    return held


def offered(world: World, row: Json) -> int | None:
    """What the store sells of it: VTEX sells nothing where more is reserved than there is."""
    quantity: int | None = row["stock_quantity"]
    return max(0, quantity) if quantity is not None and world.state["store"]["kind"] == "vtex" else quantity


def stock_differences(world: World) -> list[Json]:
    """Sellables that stand for exactly one active ERP product and show another number than it has.

    A product that was made by the API has none until somebody posts an entry: its zero is no number.
    """
    found: list[Json] = []
    held = held_in_store(world)
    rows = [*world.woo["products"].values(), *world.woo["variations"].values()]
    for row in rows:
        ids = world.by_code.get(row["sku"]) if row["sku"] else world.by_gtin.get(row["global_unique_id"])
        if row["type"] == "variable" or not ids or len(ids) != 1:
            continue
        product = world.erp["products"][ids[0]]
        unknown = product.get("sem_disponivel") or product.get("_uncounted")
        if unknown or product["situacao"] != "A":
            continue
        wanted = max(0, world.available(product) - held.get(str(row["id"]), 0))
        if offered(world, row) != wanted:
            found.append({"sku": row["sku"], "erp": wanted, "store": offered(world, row)})
    return found
