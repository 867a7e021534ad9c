"""Nuvemshop's lists, bounds on time, and refusals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.pages import numbered
from ecco_desktop.sandbox.world import Json


def refused(status: int, description: str, **fields: list[str]) -> Response:
    """An error in the envelope of the newer endpoints, with the fields at fault beside it."""
    body = {"code": status, "message": HTTPStatus(status).phrase, "description": description, **fields}
    return answer(body, status)


def listed(rows: Sequence[Json], shape: Callable[[Json], Json]) -> Response:
    """A page with its total; beyond the end it is not found, and so is an empty list."""
    per_page, page = request.args.get("per_page", 30, int), request.args.get("page", 1, int)
    if not 1 <= per_page <= 200:
        return refused(422, "Validation error", per_page=["must be at most 200"])
    per_page, page = numbered(per_page, page)
    last = -(-len(rows) // per_page)
    if page > last:
        return refused(404, f"Last page is {last}")
    shown = [trimmed(shape(row)) for row in rows[(page - 1) * per_page : page * per_page]]
    found = answer(shown)
    found.headers["X-Total-Count"] = str(len(rows))
    if page < last:
        found.headers["Link"] = f'<{request.base_url}?page={page + 1}&per_page={per_page}>; rel="next"'
    return found


def trimmed(row: Json) -> Json:
    """The fields that were asked for."""
    fields = request.args.get("fields")
    return {key: row[key] for key in fields.split(",") if key in row} if fields else row


def bound(name: str) -> str | None:
    """A bound on a time, as the shop writes times."""
    given = request.args.get(name)
    return f"{datetime.fromisoformat(given).astimezone(UTC):%Y-%m-%dT%H:%M:%S}" if given else None


def in_time(rows: Iterable[Json]) -> list[Json]:
    """Rows within the bounds, both ends included."""
    found = list(rows)
    for name, column in (("created_at", "date_created_gmt"), ("updated_at", "date_modified_gmt")):
        if (first := bound(f"{name}_min")) is not None:
            found = [row for row in found if row[column] >= first]
        if (until := bound(f"{name}_max")) is not None:
            found = [row for row in found if row[column] <= until]
    return found
