"""The Melhor Envio API: a list of labels, and milestones of each; nothing of it tells a journey."""

import uuid
from datetime import datetime, timedelta

from flask import Blueprint, Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.world import Json, World

AT_ONCE = 50
PER_PAGE = 10
OFFSET = timedelta(hours=3)
# The word, and the hours after the posting of what has a date.
STORIES: dict[str, tuple[str, dict[str, int]]] = {
    "label": ("released", {}),
    "canceled": ("canceled", {"canceled_at": -6}),
    "posted": ("posted", {"posted_at": 0}),
    "waiting": ("posted", {"posted_at": 0}),
    "transit": ("in_transit", {"posted_at": 0}),
    "reversed": ("in_transit", {"posted_at": 0}),
    "out": ("out_for_delivery", {"posted_at": 0}),
    "delivered": ("delivered", {"posted_at": 0, "delivered_at": 108}),
    "late_scan": ("delivered", {"posted_at": 0, "delivered_at": 108}),
    "absent": ("undelivered", {"posted_at": 0}),
    # What came back was handed over, too: to the sender.
    "returned": ("returned", {"posted_at": 0, "delivered_at": 120}),
    "strange": ("teleported", {"posted_at": 0}),
    "refused": ("posted", {"posted_at": 0}),
    "undone": ("returned", {"posted_at": 0, "delivered_at": 108}),
    "future": ("posted", {"posted_at": 0, "delivered_at": 24 * 365 * 36}),
    "not_posted": ("ainda não postado", {}),
    "twice": ("in_transit", {"posted_at": 0}),
}


def melhorenvio(world: World) -> Blueprint:
    """The routes."""
    api = Blueprint("melhorenvio", __name__, url_prefix="/melhorenvio/api/v2/me")
    api.add_url_rule("/orders", "orders", world.locked(lambda: _let_in(world) or orders(world)))
    tracked = world.locked(lambda: _let_in(world) or track(world))
    api.add_url_rule("/shipment/tracking", "track", tracked, methods=["POST"])
    return api


def _let_in(world: World) -> Response | None:
    """A refusal: the token is wrong, or nobody says whom to write to."""
    if request.headers.get("Authorization") != f"Bearer {keys(world.state['seed'])['melhorenvio_token']}":
        return answer({"message": "Unauthenticated."}, 401)
    if "@" not in request.headers.get("User-Agent", ""):
        return answer({"message": "User-Agent sem contato"}, 403)
    return None


def uuid_of(code: str) -> str:
    """A label's own id."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, code))


def orders(world: World) -> Response:
    """A page of labels, newest first; no label at all is a 204."""
    known = _known(world)
    if not known:
        return Response("", 204)
    known.sort(key=lambda pair: pair[1]["posted"], reverse=True)
    page, size = int(request.args.get("page", 1)), int(request.args.get("per_page", PER_PAGE))
    rows = known[(page - 1) * size : page * size]
    last = -(-len(known) // size)
    body = {
        "current_page": page,
        "data": [_label(code, kept) for code, kept in rows],
        "last_page": last,
        "per_page": size,
        "total": len(known),
    }
    return answer(body)


def track(world: World) -> Response:
    """Milestones by label id; ids it does not know are left out, and a list of none is a list."""
    asked = request.get_json(force=True).get("orders", [])
    if len(asked) > AT_ONCE:
        world.count("melhorenvio too many")
        return answer({"message": "The given data was invalid.", "errors": {"orders": ["max"]}}, 422)
    by_id = {uuid_of(code): (code, kept) for code, kept in _known(world)}
    found = {own: by_id[own] for own in asked if own in by_id}
    for _, kept in found.values():
        if kept["story"] == "refused":
            refusal = int(kept.get("refusal", 422))
            return answer({"message": "The given data was invalid.", "errors": {"orders": ["x"]}}, refusal)
    return answer({own: _milestones(code, kept) for own, (code, kept) in found.items()} or [])


def _known(world: World) -> list[tuple[str, Json]]:
    """The parcels that have a label of Melhor Envio's."""
    return [
        (code, kept)
        for code, kept in world.parcels.items()
        if kept["story"] in STORIES and not code.startswith("NF ")
    ]


def _milestones(code: str, kept: Json) -> Json:
    """What is dated of a label: UTC, without saying so."""
    word, hours = STORIES[kept["story"]]
    posted = datetime.fromisoformat(kept["posted"]) + OFFSET
    own = code.startswith("ME")
    return {
        "id": uuid_of(code),
        "protocol": f"ORD-{uuid_of(code)[:8]}",
        "status": word,
        # It stays null for long where the carrier gives its own code late.
        "tracking": None if own else code,
        "melhorenvio_tracking": code if own else f"ME{uuid_of(code)[:9].upper().replace('-', 'X')}BR",
        "created_at": _text(posted - timedelta(days=1)),
        "paid_at": _text(posted - timedelta(hours=20)),
        "generated_at": _text(posted - timedelta(hours=18)),
        "posted_at": None,
        "delivered_at": None,
        "canceled_at": None,
        "expired_at": None,
        **{name: _text(posted + timedelta(hours=later)) for name, later in hours.items()},
    }


def _label(code: str, kept: Json) -> Json:
    """A label as the list shows it."""
    return _milestones(code, kept) | {
        "self_tracking": None,
        "service_id": 1,
        "delivery_min": 3,
        "delivery_max": 5,
        "to": {"name": "FULANO DE TAL", "document": "52998224725"},
    }


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"
