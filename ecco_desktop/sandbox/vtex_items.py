"""VTEX's inventory and prices: reservations it takes off by itself, and fixed prices a PUT may lose."""

from decimal import Decimal
from typing import Any

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.orders import SHIPPING
from ecco_desktop.sandbox.vtex_orders import SKUS, word
from ecco_desktop.sandbox.world import Json, World

WAREHOUSES = (("1_1", "Estoque principal", True), ("2_2", "Estoque antigo", False))
MAIN = WAREHOUSES[0][0]
# Credits of the pricing API: as many as nobody uses up here.
CREDITS = 500


def row_of(world: World, sku: int) -> Json | None:
    """The sellable row behind a SKU id."""
    own = str(sku - SKUS)
    found: Json | None = world.woo["variations"].get(own)
    if found is None:
        found = world.woo["products"].get(own)
    return None if found is not None and found["type"] == "variable" else found


def warehouses() -> Response:
    """Every warehouse."""
    rows = [
        {"id": key, "name": name, "warehouseDocks": [], "pickupPointIds": [], "priority": 0, "isActive": on}
        for key, name, on in WAREHOUSES
    ]
    return answer(rows)


def policies() -> Response:
    """Every shipping policy: one for each way of sending, and one that is switched off."""
    names = [*((name, True) for name, _freight in SHIPPING), ("Motoboy", False)]
    rows = [
        {"id": f"sp{number}", "name": f"Política {number}", "shippingMethod": name, "isActive": on}
        for number, (name, on) in enumerate(names, 1)
    ]
    paging = {"page": 1, "perPage": len(rows), "total": len(rows), "pages": 1}
    return answer({"items": rows, "paging": paging})


def reserved(world: World, row: Json) -> int:
    """What orders hold of a SKU until they are invoiced."""
    held = 0
    for order in world.woo["orders"].values():
        if order["status"] in world.taking and word(world, order) not in ("invoiced", "canceled", None):
            for line in order["line_items"]:
                own = line.get("variation_id") or line.get("product_id")
                held += int(line.get("quantity") or 0) if own == row["id"] else 0
    return held


def inventory(world: World, sku: int) -> Response:
    """What each warehouse has of a SKU."""
    row = row_of(world, sku)
    if row is None:
        return answer({"error": {"code": "1", "message": "SKU not found"}}, 404)
    held = reserved(world, row)
    balance = []
    for key, name, _ in WAREHOUSES:
        own = key == MAIN
        balance.append(
            {
                "warehouseId": key,
                "warehouseName": name,
                "totalQuantity": (row["stock_quantity"] or 0) + held if own else 0,
                "reservedQuantity": held if own else 0,
                "hasUnlimitedQuantity": own and row["manage_stock"] is not True,
                "timeToRefill": None,
                "dateOfSupplyUtc": None,
            }
        )
    return answer({"skuId": str(sku), "balance": balance})


def set_quantity(world: World, sku: int, place: str) -> Response:
    """The physical total of a SKU: what is reserved stays taken off."""
    row, body = row_of(world, sku), request.get_json(force=True)
    if row is None or place not in [key for key, _, _ in WAREHOUSES]:
        return answer({"error": {"code": "1", "message": "Not found"}}, 404)
    quantity = body.get("quantity")
    if not isinstance(quantity, int) or quantity < 0:
        return answer({"error": {"code": "1", "message": "Invalid quantity"}}, 400)
    unlimited = body.get("unlimitedQuantity") is True
    if place == MAIN:
        row["manage_stock"] = not unlimited
        row["stock_quantity"] = None if unlimited else quantity - reserved(world, row)
        world.count("stock written")
        world.touch(row)
    return Response(status=204)


# -- prices --


def price(world: World, sku: int) -> Response:
    """The price of a SKU; 404 where it has none."""
    row = row_of(world, sku)
    if row is None or not row["regular_price"]:
        return _credits(answer({"error": {"code": 404, "message": "Price not found"}}, 404))
    base, listed = row["sale_price"] or row["regular_price"], row["regular_price"]
    cost = world.side("vtex").get("costs", {}).get(str(sku), 10.0)
    return _credits(
        answer(
            {
                "itemId": str(sku),
                "listPrice": float(listed) if row["sale_price"] else None,
                "costPrice": cost,
                "markup": round((float(base) / cost - 1) * 100, 2) if cost else 0,
                "basePrice": float(base),
                "fixedPrices": fixed(world, sku, row),
            }
        )
    )


def set_price(world: World, sku: int) -> Response:
    """Base price, cost and markup: exactly two of them. Fixed prices that are not sent are gone."""
    row, body = row_of(world, sku), request.get_json(force=True)
    if row is None:
        return _credits(answer({"error": {"code": 404, "message": "SKU not found"}}, 404))
    if sum(body.get(name) is not None for name in ("basePrice", "costPrice", "markup")) != 2:
        return _credits(answer("Exactly two of basePrice, costPrice and markup are needed", 400))
    lost = [each for each in fixed(world, sku, row) if each not in body.get("fixedPrices", [])]
    world.went_back += [
        f"store {row['sku']}: fixed price of policy {each['tradePolicyId']} lost" for each in lost
    ]
    side = world.side("vtex")
    side.setdefault("fixed", {})[str(sku)] = body.get("fixedPrices", [])
    base, cost = _base(body), body.get("costPrice")
    if cost is not None:
        side.setdefault("costs", {})[str(sku)] = cost
    listed = body.get("listPrice")
    promoted = listed is not None and Decimal(str(listed)) > base
    row["regular_price"] = f"{Decimal(str(listed)):.2f}" if promoted else f"{base:.2f}"
    row["sale_price"] = f"{base:.2f}" if promoted else ""
    world.count("price written")
    world.touch(row)
    return _credits(answer({}))


def fixed(world: World, sku: int, row: Json) -> list[Json]:
    """The fixed prices of a SKU: one in ten has a wholesale price nobody may lose."""
    kept: Any = world.side("vtex").get("fixed", {}).get(str(sku))
    if kept is not None:
        found: list[Json] = kept
        return found
    if sku % 10 or not row["regular_price"]:
        return []
    return [{"tradePolicyId": "2", "value": 9.9, "listPrice": None, "minQuantity": 50}]


def _base(body: Json) -> Decimal:
    if body.get("basePrice") is not None:
        return Decimal(str(body["basePrice"]))
    return Decimal(str(body["costPrice"])) * (1 + Decimal(str(body["markup"])) / 100)


def _credits(response: Response) -> Response:
    response.headers["Ratelimit-Limit"] = str(CREDITS)
    response.headers["Ratelimit-Remaining"] = str(CREDITS - 1)
    response.headers["Ratelimit-Reset"] = "15"
    return response
