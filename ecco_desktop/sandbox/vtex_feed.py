"""VTEX's feed v3: a queue of events for one key, which hides what it gave until that is committed.

Four minutes of hiding are two and a half seconds here, so that no test waits for them.
"""

import hashlib
import json
import time
from datetime import UTC, datetime, timedelta

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.vtex_orders import word
from ecco_desktop.sandbox.world import Json, World

HURRY = 100.0
MOST = 10
# Changes are stamped to the second: two in one second are told apart by what the order says.
FRESH = timedelta(seconds=3)


def config(world: World) -> Response:
    """The feed of this key; 404 where it has none."""
    found = world.side("vtex").get("feed")
    if found is None:
        return answer({"error": {"code": "2", "message": "Feed configuration not found"}}, 404)
    return answer({**found["config"], "quantity": len(found["queue"])})


def configure(world: World) -> Response:
    """Make the feed; it tells nothing of what happened before."""
    body = request.get_json(force=True)
    wanted = body.get("filter", {})
    if "status" in wanted and "expression" in wanted:
        return answer({"error": {"code": "1", "message": "Filters exclude each other"}}, 409)
    queue = {name[:1].lower() + name[1:]: value for name, value in body.get("queue", {}).items()}
    if not 345_600 <= int(queue.get("messageRetentionPeriodInSeconds", 0)) <= 1_209_600:
        return answer({"error": {"code": "1", "message": "Invalid retention period"}}, 400)
    world.side("vtex")["feed"] = {
        "config": {"filter": wanted, "queue": queue},
        "seen": {key: _mark(world, order) for key, order in world.woo["orders"].items()},
        "queue": [],
        "number": 0,
    }
    world.dirty = True
    return answer({})


def read(world: World) -> Response:
    """At most ten events that are not hidden."""
    feed = world.side("vtex").get("feed")
    if feed is None:
        return answer({"error": {"code": "2", "message": "Feed configuration not found"}}, 404)
    most = request.args.get("maxlot", "")
    if not most.isdigit() or not 1 <= int(most) <= MOST:
        return answer({"error": {"code": "1", "message": f"maxlot must be between 1 and {MOST}"}}, 400)
    _listen(world, feed)
    now = time.time()
    hidden = int(feed["config"]["queue"]["visibilityTimeoutInSeconds"]) / HURRY
    found = [event for event in feed["queue"] if event["hidden"] <= now][: int(most)]
    for event in found:
        event["hidden"] = now + hidden
    world.dirty = True
    return answer([{key: value for key, value in event.items() if key != "hidden"} for event in found])


def commit(world: World) -> Response:
    """Take events off the queue."""
    feed = world.side("vtex").get("feed")
    if feed is None:
        return answer({"error": {"code": "2", "message": "Feed configuration not found"}}, 404)
    handles = request.get_json(force=True).get("handles", [])
    if len(handles) > MOST:
        return answer({"error": {"code": "1", "message": f"At most {MOST} handles"}}, 400)
    feed["queue"] = [event for event in feed["queue"] if event["handle"] not in handles]
    world.dirty = True
    return answer({})


def tell_nothing(world: World, order: Json) -> None:
    """The order was edited and keeps its status: the feed tells of statuses alone."""
    feed = world.side("vtex").get("feed")
    if feed is not None:
        _listen(world, feed)
        feed["queue"] = [event for event in feed["queue"] if event["orderId"] != str(order["id"])]


def _listen(world: World, feed: Json) -> None:
    """Queue an event for every order that is not as it was last seen."""
    wanted = feed["config"]["filter"].get("status", [])
    for key, order in world.woo["orders"].items():
        before = feed["seen"].get(key)
        if before is not None and before[0] == order["date_modified_gmt"] and not _just_now(order):
            continue
        mark = _mark(world, order)
        if mark == before:
            continue
        feed["seen"][key] = mark
        if mark[1] is None or mark[1] in wanted:
            feed["number"] += 1
            feed["queue"].append(_event(feed["number"], str(order["id"]), before, mark))


def _event(number: int, order_id: str, before: list[str | None] | None, mark: list[str | None]) -> Json:
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
    return {
        "eventId": f"E{number:08d}",
        "handle": f"handle-{number}-{order_id}",
        "domain": "Fulfillment",
        "state": mark[1] or "order-created",
        "lastState": before[1] if before else None,
        "orderId": order_id,
        "lastChange": at,
        "currentChange": at,
        "hidden": 0.0,
    }


def _mark(world: World, order: Json) -> list[str | None]:
    kept = world.side("vtex").get("orders", {}).get(str(order["id"]), {})
    said = json.dumps([order, kept], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    return [order["date_modified_gmt"], word(world, order), digest]


def _just_now(order: Json) -> bool:
    changed = datetime.fromisoformat(order["date_modified_gmt"]).replace(tzinfo=UTC)
    return datetime.now(UTC) - changed < FRESH
