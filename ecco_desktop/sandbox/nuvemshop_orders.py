"""Nuvemshop's orders, shipments and metafields."""

from functools import partial

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.nuvemshop_lists import in_time, listed, refused, trimmed
from ecco_desktop.sandbox.nuvemshop_views import (
    AXES,
    fulfilment,
    shipment_id,
    shown_order,
    shown_shipment,
    stage,
)
from ecco_desktop.sandbox.world import Json, World, now_gmt

RANKS = {"UNPACKED": 0, "PACKED": 1, "DISPATCHED": 2, "DELIVERED": 3}
EVENTS = (
    "dispatched",
    "received_by_post_office",
    "in_transit",
    "out_for_delivery",
    "delivery_attempt_failed",
    "delayed",
    "ready_for_pickup",
    "delivered",
    "returned_to_sender",
    "lost",
    "failure",
)
REASONS = ("customer", "inventory", "fraud", "other")


def _aggregated() -> bool:
    return "fulfillment_orders" in request.args.get("aggregates", "").split(",")


def orders(world: World) -> Response:
    """Orders, newest first."""
    rows = in_time(list(world.woo["orders"].values()))
    for name, place in (("status", 0), ("payment_status", 1)):
        wanted = request.args.get(name, "any")
        rows = [row for row in rows if wanted in ("any", AXES[row["status"]][place])]
    since = request.args.get("since_id", 0, int)
    rows = sorted((row for row in rows if int(row["id"]) > since), key=lambda row: -int(row["id"]))
    return listed(rows, partial(shown_order, world, aggregated=_aggregated()))


def order(world: World, key: int) -> Response:
    """One order."""
    row = world.woo["orders"].get(str(key))
    if row is None:
        return refused(404, "Order not found")
    return answer(trimmed(shown_order(world, row, aggregated=_aggregated())))


def cancel(world: World, key: int) -> Response:
    """Cancel an order, for good."""
    row = world.woo["orders"].get(str(key))
    if row is None:
        return refused(404, "Order not found")
    body = request.get_json(force=True)
    if body.get("reason") not in REASONS:
        return refused(422, "The selected reason is invalid")
    if row["status"] == "cancelled":
        return refused(422, "Order is already cancelled")
    if stage(world, row) == "DELIVERED":
        world.went_back.append(f"store {row['number']}: {row['status']} → cancelled")
        return refused(422, "A delivered order cannot be cancelled")
    world.set_store_status(row, "cancelled")
    world.count("order status written")
    if body.get("email", True):
        world.count("nuvemshop mail")
    return answer(shown_order(world, row, aggregated=False))


# -- shipments --


def shipments(world: World, key: int) -> Response:
    """The one shipment of an order, in full."""
    row = world.woo["orders"].get(str(key))
    return answer([shown_shipment(world, row)]) if row else refused(404, "Order not found")


def update_shipment(world: World, key: int, own: str) -> Response:
    """Move a shipment on, and say how it is followed."""
    row = _order_of(world, key, own)
    if row is None:
        return refused(404, "Fulfillment order not found")
    body = request.get_json(force=True)
    tracking = body.get("tracking_info")
    if tracking is not None and set(tracking) != {"code", "url", "notify_customer"}:
        return refused(422, "tracking_info needs code, url and notify_customer")
    if "status" in body and (kept := _move(world, row, body["status"])):
        return kept
    if tracking is not None:
        if tracking["code"]:
            row["correios_tracking_code"] = tracking["code"]
            world.count("order field written")
        fulfilment(world, row)["url"] = tracking["url"]
        if tracking["notify_customer"]:
            world.count("nuvemshop mail")
        world.touch(row)
    return answer(shown_shipment(world, row))


def _move(world: World, row: Json, wanted: str) -> Response | None:
    now = stage(world, row)
    if wanted not in RANKS:
        return refused(422, "The selected status is invalid")
    if now not in RANKS or RANKS[wanted] < RANKS[now]:
        world.went_back.append(f"store {row['number']}: {now} → {wanted}")
        return refused(422, f"Cannot change status from {now} to {wanted}")
    if wanted == now:
        return None
    world.count("order status written")
    fulfilment(world, row)["status"] = wanted
    if wanted == "DELIVERED":
        world.set_store_status(row, "completed")
    world.touch(row)
    return None


def events(world: World, key: int, own: str) -> Response:
    """What was told of a shipment."""
    row = _order_of(world, key, own)
    if row is None:
        return refused(404, "Fulfillment order not found")
    return answer(fulfilment(world, row)["events"])


def add_event(world: World, key: int, own: str) -> Response:
    """Tell something of a shipment."""
    row = _order_of(world, key, own)
    if row is None:
        return refused(404, "Fulfillment order not found")
    body = request.get_json(force=True)
    status = body.get("status", "")
    if status not in EVENTS and not status.startswith("custom_"):
        return refused(422, "The selected status is invalid")
    if not body.get("description"):
        return refused(422, "The description field is required")
    event = {"id": f"01EVENT{world.next_id('note')}", "created_at": f"{now_gmt()}+0000", **body}
    fulfilment(world, row)["events"].append(event)
    world.touch(row)
    world.count("note written")
    return answer(event, 201)


def _order_of(world: World, key: int, own: str) -> Json | None:
    row: Json | None = world.woo["orders"].get(str(key))
    return row if row is not None and shipment_id(row) == own else None


# -- metafields --


def _kept(world: World) -> dict[str, Json]:
    kept: dict[str, Json] = world.side("nuvemshop").setdefault("metafields", {})
    return kept


def metafields(world: World) -> Response:
    """Those of one order."""
    found = list(_kept(world).values())
    for name in ("owner_id", "namespace", "key"):
        if wanted := request.args.get(name):
            found = [row for row in found if str(row[name]) == wanted]
    return answer([trimmed(row) for row in found])


def metafield(world: World) -> Response:
    """A new one. A value is always a text; nobody hinders a second one of the same key."""
    body = request.get_json(force=True)
    needed = ("namespace", "key", "value", "owner_resource", "owner_id")
    if any(not body.get(name) for name in needed) or not isinstance(body["value"], str):
        return refused(422, "Validation error")
    row = {"id": world.next_id("note"), **body, "created_at": now_gmt(), "updated_at": now_gmt()}
    _kept(world)[str(row["id"])] = row
    return _noted(world, row, 201)


def update_metafield(world: World, key: int) -> Response:
    """Another value for one."""
    row = _kept(world).get(str(key))
    if row is None:
        return refused(404, "Metafield not found")
    row |= {"value": request.get_json(force=True)["value"], "updated_at": now_gmt()}
    return _noted(world, row, 200)


def _noted(world: World, row: Json, status: int) -> Response:
    """What is told of an order is a note in the truth of the shop."""
    note = {"id": row["id"], "note": row["value"], "customer_note": False, "date_created_gmt": now_gmt()}
    world.woo["notes"].setdefault(str(row["owner_id"]), []).insert(0, note)
    world.count("note written")
    world.dirty = True
    return answer(row, status)
