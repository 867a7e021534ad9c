"""Moving Nuvemshop orders on, and what is told of them: shipments, invoices, tracking."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.http.client import Answer, segment
from ecco_desktop.connectors.shared.records import Row, listed, part, text, verbatim, whole
from ecco_desktop.connectors.stores.nuvemshop import statuses
from ecco_desktop.connectors.stores.nuvemshop.calls import NO_SCOPE, SHIPMENTS, message
from ecco_desktop.connectors.stores.nuvemshop.manifest import LABELS
from ecco_desktop.connectors.stores.nuvemshop.order_calls import SLIM, OrderCalls
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.errors import RecordProblem, SetupProblem
from ecco_desktop.domain.foreign import read
from ecco_desktop.domain.orders import Invoice, Tracking

# The words of `domain.deliveries.LABELS`, as automations send them, and Nuvemshop's own statuses.
_EVENTS = {
    "postado": "dispatched",
    "em trânsito": "in_transit",
    "saiu para entrega": "out_for_delivery",
}
_IN_TRANSIT = "in_transit"


class MoveCalls(OrderCalls):
    """Writes to orders only what an automation asks for."""

    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:  # noqa: ARG002 - no place for the day
        """Move every shipment of an order on, or cancel the order (final, never refunds money)."""
        before = self._word(order_id)
        if before == word:
            return
        if word == statuses.CANCELLED:
            self._cancel(order_id, before)
            return
        if word not in statuses.TARGETS or before in statuses.DEAD:
            raise _no_way(order_id, before, word)
        alive = self._alive(order_id)
        paths = [statuses.steps(statuses.status_of(each), word) for each in alive]
        if not alive or any(path is None for path in paths):
            raise _no_way(order_id, before, word)
        for shipment, path in zip(alive, paths, strict=True):
            if path:
                self._advance(order_id, shipment, path)

    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """The key of the invoice in the metafield `nfe.list`, once; the list may hold others."""
        if not invoice.key:
            return ""
        query = {"owner_id": order_id, "namespace": "nfe", "key": "list", "per_page": "1"}
        answer = self._get("/metafields/orders", query)
        found = next((row for row in listed(answer.json()) if text(row, "key") in ("list", "")), None)
        listed_now = _invoices(order_id, found)
        if any(text(each, "key") == invoice.key for each in listed_now):
            return invoice.key
        value = json.dumps([*listed_now, *self._invoice_rows(order_id, invoice)], ensure_ascii=False)
        if found is not None:
            self._accepted(order_id, self._send("PUT", f"/metafields/{whole(found, 'id')}", {"value": value}))
            return invoice.key
        body = {
            "namespace": "nfe",
            "key": "list",
            "value": value,
            "description": f"NF-e {invoice.number}, série {invoice.series or '—'}",
            "owner_resource": "Order",
            "owner_id": int(order_id) if is_count(order_id) else order_id,
        }
        self._accepted(order_id, self._send("POST", "/metafields", body, idempotent=False))
        return invoice.key

    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """The code at every shipment, which counts as sent then; "" where there is none to be sent."""
        alive = self._alive(order_id)
        for shipment in alive:
            if text(part(shipment, "tracking_info"), "code") == tracking.code:
                continue
            body: dict[str, object] = {"tracking_info": self._tracking(tracking.code, tracking.url)}
            if statuses.steps(statuses.status_of(shipment), "shipped"):
                body["status"] = statuses.TARGETS["shipped"]
            self._accepted(order_id, self._patch(order_id, shipment, body))
        return tracking.code if alive else ""

    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """An event of every shipment, once; "" where the app may not write it."""
        try:
            alive = self._alive(order_id)
        except SetupProblem as problem:
            if problem.key != NO_SCOPE:
                raise
            return ""
        event = {
            "status": _EVENTS.get(text.casefold(), _IN_TRANSIT),
            "description": text,
            "happened_at": datetime.combine(on, time(12), ZONE).isoformat(),
        }
        for shipment in alive:
            self._add_event(order_id, _path(order_id, shipment), event)
        return text if alive else ""

    # -- inside --

    def _word(self, order_id: str) -> str:
        row = self._order(order_id, SLIM)
        if row is None:
            raise RecordProblem("store.order_refused", order=order_id, detail="não existe mais na loja")
        return statuses.word_of(row)

    def _cancel(self, order_id: str, before: str) -> None:
        """Nuvemshop: `email` and `restock` are true where nothing is said."""
        body = {"reason": "other", "email": self.options.cancel_email, "restock": self.options.restock}
        answer = self._send("POST", f"/orders/{segment(order_id)}/cancel", body)
        # A repeated request finds the order cancelled by the first one.
        if answer.status >= 400 and self._word(order_id) != statuses.CANCELLED:
            raise _no_way(order_id, before, statuses.CANCELLED)

    def _shipments(self, order_id: str) -> list[Row]:
        """The shipments of an order, in full."""
        answer = self._get(f"/orders/{segment(order_id)}{SHIPMENTS}")
        return [row for row in listed(answer.json()) if text(row, "id")]

    def _alive(self, order_id: str) -> list[Row]:
        """Those that were not cancelled."""
        return [row for row in self._shipments(order_id) if statuses.status_of(row) != statuses.GONE]

    def _advance(self, order_id: str, shipment: Row, path: Sequence[str]) -> None:
        """At once to the end of the path; step by step where the store wants each in turn."""
        if self._patch(order_id, shipment, self._status(shipment, path[-1])).status < 400:
            return
        for status in path:
            answer = self._patch(order_id, shipment, self._status(shipment, status))
            if answer.status >= 400:
                known = {status: word for word, status in statuses.TARGETS.items()}
                before = known.get(statuses.status_of(shipment), "")
                raise _no_way(order_id, before or statuses.status_of(shipment), known[path[-1]])

    def _status(self, shipment: Row, status: str) -> dict[str, object]:
        body: dict[str, object] = {"status": status}
        if status == statuses.TARGETS["shipped"]:
            known = part(shipment, "tracking_info")
            body["tracking_info"] = self._tracking(verbatim(known, "code"), verbatim(known, "url"))
        return body

    def _tracking(self, code: str, url: str) -> dict[str, object]:
        """Nuvemshop: all three must be there; `notify_customer` mails the buyer."""
        return {"code": code or None, "url": url or None, "notify_customer": self.options.notify}

    def _patch(self, order_id: str, shipment: Row, body: object) -> Answer:
        return self._send("PATCH", _path(order_id, shipment), body)

    def _add_event(self, order_id: str, path: str, event: Mapping[str, str]) -> None:
        answer = self._get(f"{path}/tracking-events")
        same = (text(row, "description") == read(event["description"]) for row in listed(answer.json()))
        if not any(same):
            self._accepted(
                order_id, self._send("POST", f"{path}/tracking-events", dict(event), idempotent=False)
            )

    def _invoice_rows(self, order_id: str, invoice: Invoice) -> list[dict[str, str]]:
        """One entry for each shipment; without their ids where the app may not read them."""
        try:
            ids = [text(shipment, "id") for shipment in self._alive(order_id)]
        except SetupProblem as problem:
            if problem.key != NO_SCOPE:
                raise
            ids = []
        return [{"key": invoice.key, "fulfillment_order_id": own} for own in ids] or [{"key": invoice.key}]

    def _accepted(self, order_id: str, answer: Answer) -> None:
        if answer.status >= 400:
            raise RecordProblem("store.order_refused", order=order_id, detail=message(answer))


def _path(order_id: str, shipment: Row) -> str:
    return f"/orders/{segment(order_id)}{SHIPMENTS}/{segment(text(shipment, 'id'))}"


def _no_way(order_id: str, before: str, after: str) -> RecordProblem:
    return RecordProblem(
        "store.move_refused",
        order=order_id,
        before=LABELS.get(before, before),
        after=LABELS.get(after, after),
    )


def _invoices(order_id: str, metafield: Row | None) -> list[Row]:
    """The invoices an order has already; RecordProblem where somebody wrote something else there."""
    if metafield is None:
        return []
    try:
        value = json.loads(verbatim(metafield, "value") or "[]")
    except ValueError:
        value = None
    if not isinstance(value, list):
        raise RecordProblem(
            "store.order_refused", order=order_id, detail="o metacampo nfe/list não é uma lista"
        )
    return listed(value)
