"""Orders of a WooCommerce store (ports.store.StoreOrders)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain

from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.deliveries import once, seen_in
from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.connectors.shared.walk import OrderWalk, RawPage, SortUnknown, by_id, states
from ecco_desktop.connectors.stores.woocommerce import orders
from ecco_desktop.connectors.stores.woocommerce.calls import PAGE, Calls, total_of
from ecco_desktop.connectors.stores.woocommerce.refusals import message
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.errors import RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import read
from ecco_desktop.domain.orders import Invoice, StoreOrder, StoreOrderState, Tracking
from ecco_desktop.ports.store import BrokenOrder, DeliveryMethod, OrderPage

# So many orders show how a shop sends.
NEWEST = 50
TRACKING_FIELD = "correios_tracking_code"


class OrderCalls(Calls):
    """Reads orders, and writes only what an automation asks for."""

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """Every order changed after `since` (UTC), each version once, none missed (see `walk`)."""
        return self._walk(since, orders.FIELDS, placed_from=placed_from)

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """One order as it is now; None where the store has it no more, or has it in the trash."""
        answer = self.site.get(f"/orders/{order_id}", {"_fields": orders.FIELDS})
        if answer.status == 404:
            return None
        if answer.status >= 400:
            raise self.site.refusal(answer)
        body = self.site.record(answer, order_id)
        return None if text(body, "status") == "trash" else orders.to_order(body, self.names)

    def delivery_methods(self) -> Sequence[DeliveryMethod]:
        """Those of the shop's zones and of its newest orders: one method of a plug-in may offer many."""
        answer = self.site.get("/orders", {"per_page": str(NEWEST), "_fields": orders.FIELDS})
        newest = (orders.to_order(row, self.names) for row in self.rows(answer))
        return once([*self._zone_methods(), *seen_in(newest)])

    def _zone_methods(self) -> Iterator[DeliveryMethod]:
        """None where the site has no zones, or the key's user may not see them."""
        try:
            zones = self.site.get("/shipping/zones")
        except SetupProblem:
            return
        if zones.status == 404:
            return
        for zone in self.rows(zones):
            # Zone 0 is wherever no other one is.
            if not is_count(own := text(zone, "id")):
                continue
            listed = self.site.get(f"/shipping/zones/{own}/methods")
            for row in self.rows(listed) if listed.status != 404 else ():
                names = text(row, "method_id"), text(row, "instance_id", "id")
                title = text(row, "title", "method_title")
                method = orders.method_of(*names, title)
                if row.get("enabled") is True and method == ":".join(names):
                    yield DeliveryMethod(title, method, text(zone, "name"))

    def add_order_note(self, order_id: str, note: str) -> None:
        """A private note on an order."""
        answer = self.site.post(f"/orders/{order_id}/notes", {"note": note, "customer_note": False})
        if answer.status >= 400:
            raise _refused(order_id, answer)

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """A hundred a call; orders in the trash are asked for by themselves, for `any` leaves them out."""
        found: dict[str, StoreOrderState] = {}
        for wanted in chunks(order_ids, PAGE):
            for status in ("any", "trash"):
                missing = [order_id for order_id in wanted if order_id not in found]
                if not missing:
                    break
                found |= {state.id: state for state in self._states(missing, status)}
        return list(found.values())

    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """As `orders_changed`, with the few fields that say where an order stands; then those in the trash,
        which no list shows by itself."""
        walks = (self._walk(since, orders.STATE_FIELDS, status) for status in ("any", "trash"))
        return states(chain.from_iterable(walks))

    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:  # noqa: ARG002 - no place for the day
        """WooCommerce takes any status after any other: what may follow is our own rule."""
        answer = self.site.put(f"/orders/{order_id}", {"status": word})
        if answer.status >= 400:
            raise _refused(order_id, answer)

    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """A private note, written once (WooCommerce has no field for invoices)."""
        series = f", série {invoice.series}" if invoice.series else ""
        key = f", chave {invoice.key}" if invoice.key else ""
        return self._note_once(order_id, f"Nota fiscal {invoice.number}{series}{key}")

    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """The field of the Correios plug-in where the store has it, else a private note."""
        row = self._one(order_id, f"id,{TRACKING_FIELD}")
        if TRACKING_FIELD not in row:
            return self._note_once(order_id, " ".join(_followed(tracking)))
        if tracking.code not in text(row, TRACKING_FIELD):
            answer = self.site.put(f"/orders/{order_id}", {TRACKING_FIELD: tracking.code})
            if answer.status >= 400:
                raise _refused(order_id, answer)
        return tracking.code

    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """A private note."""
        return self._note_once(order_id, f"{text} em {on:%d/%m/%Y}")

    # -- inside --

    def _note_once(self, order_id: str, note: str) -> str:
        """A note is no absolute value: what stands there already is not written again."""
        answer = self.site.get(f"/orders/{order_id}/notes")
        if answer.status >= 400:
            raise _refused(order_id, answer)
        if not any(text(row, "note") == read(note) for row in self.rows(answer)):
            self.add_order_note(order_id, note)
        return note

    def _one(self, order_id: str, fields: str) -> Row:
        answer = self.site.get(f"/orders/{order_id}", {"_fields": fields})
        if answer.status >= 400:
            raise _refused(order_id, answer)
        return self.site.record(answer, order_id)

    def _states(self, ids: Sequence[str], status: str) -> list[StoreOrderState]:
        query = {"include": ",".join(ids), "status": status, "_fields": orders.STATE_FIELDS}
        found = [row for answer in self.pages("/orders", query) for row in self.rows(answer)]
        return [state for row in found if (state := orders.to_state(row))]

    def _walk(
        self, since: datetime | None, fields: str, status: str = "any", placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        bounds = {"status": status, "_fields": fields}
        if placed_from is not None:
            bounds["after"] = f"{placed_from:%Y-%m-%dT%H:%M:%S}"

        def ask(after: datetime | None, page: int) -> RawPage:
            while True:
                try:
                    return self._ask_orders(after, page, bounds)
                except TransientProblem as problem:
                    # A later page of the same question would not begin where this one did.
                    if not self.page_size.too_much(problem) or page > 1:
                        raise

        walk = OrderWalk(ask, self.site.host).pages(since)
        try:
            first = next(walk)
        except SortUnknown:
            return by_id(lambda page: self._ask_orders(since, page, bounds, "id"), self.site.host)
        return chain([first], walk)

    def _ask_orders(
        self, after: datetime | None, page: int, bounds: Mapping[str, str], sort: str = "modified"
    ) -> RawPage:
        query = {
            **bounds,
            "orderby": sort,
            "order": "asc",
            "per_page": str(self.page_size.value),
            "page": str(page),
        }
        if after is not None:
            query["modified_after"] = f"{after:%Y-%m-%dT%H:%M:%S}"
        if after is not None or "after" in bounds:
            # A bare UTC text with the flag; with a "Z" as well the store would shift it by its zone.
            query["dates_are_gmt"] = "true"
        answer = self.site.get("/orders", query)
        if answer.status == 400 and sort == "modified" and "orderby" in answer.text:
            raise SortUnknown
        if answer.status >= 400:
            raise self.site.refusal(answer)
        rows = self.rows(answer)
        found = [order for row in rows if (order := orders.to_order(row, self.names))]
        return RawPage(found, len(rows), total_of(answer), at=answer.at)


def _refused(order_id: str, answer: Answer) -> RecordProblem:
    return RecordProblem("store.order_refused", order=order_id, detail=message(answer))


def _followed(tracking: Tracking) -> list[str]:
    words = ["Código de rastreio", tracking.code, f"({tracking.carrier})" if tracking.carrier else ""]
    return [word for word in [*words, tracking.url] if word]
