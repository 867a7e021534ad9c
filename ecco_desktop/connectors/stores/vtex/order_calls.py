"""Orders of a VTEX store (ports.store.StoreOrders)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.http.client import segment
from ecco_desktop.connectors.shared.records import Row, number, part, rows, text
from ecco_desktop.connectors.stores.vtex import moves, orders
from ecco_desktop.connectors.stores.vtex.account import message
from ecco_desktop.connectors.stores.vtex.feed import TICK, Entry
from ecco_desktop.connectors.stores.vtex.feed_calls import FeedCalls
from ecco_desktop.connectors.stores.vtex.moves import Step
from ecco_desktop.connectors.stores.vtex.statuses import CANCELED, HANDLING, INVOICED
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.errors import (
    SILENT_IN_A_ROW,
    EccoProblem,
    OutcomeUnknown,
    RecordProblem,
    TransientProblem,
    may_be_one_records,
)
from ecco_desktop.domain.orders import Invoice, StoreOrder, StoreOrderState, Tracking
from ecco_desktop.ports.store import BrokenOrder, OrderPage
from ecco_desktop.ports.unread import note

PAGE = 50
R = TypeVar("R")
Found = StoreOrder | BrokenOrder


class OrderCalls(FeedCalls):
    """Reads orders, and writes only what an automation asks for.

    VTEX answers one order a call, so pages are read some orders at a time. Never is an invoice of the type
    "Input" sent: it gives money back by itself.
    """

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """What the journal learned of after `since`, read as it is now; `until` is the journal's instant.

        One that VTEX does not give is a BrokenOrder, and the others come.
        """
        entries = self._learned(since, placed_from)
        for page in chunks(entries, PAGE):
            read: Iterator[tuple[Entry, Found | EccoProblem | None]] = self._read(page, self._order_of)
            found = [_broken(entry, said) if isinstance(said, EccoProblem) else said for entry, said in read]
            there = tuple(order for order in found if order is not None)
            # Never an instant of VTEX: what comes later is written down later (see `feed.written`).
            yield OrderPage(there, page[-1].at, len(entries), sure=page[-1].at)

    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """As `orders_changed`; `modified_at` is when it was learned of: bookmarks are made of it.

        None claims to be newer than one that VTEX did not give: that one is asked for again the next time.
        """
        ceiling: datetime | None = None
        for page in chunks(self._learned(since), PAGE):
            found: list[StoreOrderState] = []
            for entry, said in self._read(page, orders.to_state):
                if isinstance(said, EccoProblem):
                    if not note(entry.order_id, said.key):
                        raise said
                    ceiling = ceiling or entry.at - TICK
                elif said is not None:
                    found.append(replace(said, modified_at=min(entry.at, ceiling)) if ceiling else said)
            yield found

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        row = self._own(order_id)
        if row is not None and orders.incomplete(row) and row.get("isCompleted") is True:
            # Who asks for one order knows of it: complete and without a status is no answer.
            raise TransientProblem("store.unclear", what=order_id)
        return self._order_of(row)

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """One call an order, some at a time: the list of orders lags behind and is no source of truth."""
        read = self._together(order_ids, self._order)
        return [state for row in read if (state := orders.to_state(row))]

    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:
        """Move an order forward by the call that does so (see `moves`); nothing where it is there already."""
        row = self._existing(order_id)
        step = moves.step(row, word)
        if step is Step.START:
            self._move(row, HANDLING, "start-handling", None)
        elif step is Step.CANCEL:
            self._move(row, CANCELED, "cancel", {"reason": "Cancelado no ERP"})
        elif step is Step.DELIVER:
            for package in moves.on_the_way(row):
                self._delivered(row, package, on or _today())

    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """The invoice of a sale ("Output"). VTEX makes the order "invoiced" once its invoices add up to it.

        One that is there already is not sent again, and an order that somebody invoiced whole gets none.
        """
        row = self._existing(order_id)
        if self._has_invoice(row, invoice.number):
            return invoice.number
        step = moves.step(row, INVOICED)
        if step is Step.NOTHING:
            return ""
        if step is Step.START:
            self._move(row, HANDLING, "start-handling", None)
        body = _invoice_body(row, invoice)
        # VTEX: the same number again only renews the receipt.
        answer = self.account.orders.send("POST", f"{_path(row)}/invoice", body, idempotent=True)
        if answer.status >= 400 and not self._has_invoice(self._existing(order_id), invoice.number):
            raise _refused(order_id, message(answer))
        return invoice.number

    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """The tracking of the newest package; RecordProblem("store.no_invoice_yet") where there is none."""
        row = self._existing(order_id)
        sent = moves.invoiced_packages(row)
        if not sent:
            raise RecordProblem("store.no_invoice_yet", order=order_id)
        if not any(text(package, "trackingNumber") == tracking.code for package in sent):
            waiting = [package for package in sent if not text(package, "trackingNumber")]
            self._track(row, (waiting or sent)[-1], tracking)
        return tracking.code

    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """An event of each package under way that has a tracking number; "" where there is none."""
        row = self._existing(order_id)
        told = False
        for package in moves.on_the_way(row):
            if _tracked(package):
                told = True
                if not _knows(package, text):
                    self._tell(row, package, text, on, arrived=False)
        return f"{text} em {on:%d/%m/%Y}" if told else ""

    # -- reading --

    def _read(
        self, page: Sequence[Entry], shape: Callable[[object, datetime], R | None]
    ) -> Iterator[tuple[Entry, R | EccoProblem | None]]:
        """Each entry with its order, or why VTEX does not give it; several in a row are VTEX's own trouble.

        None is not complete yet, and comes again with a later event.
        """

        def asked(entry: Entry) -> R | EccoProblem | None:
            try:
                return shape(self._own(entry.order_id), entry.at)
            except EccoProblem as problem:
                if not may_be_one_records(problem):
                    raise
                return problem

        silent = 0
        for entry, said in zip(page, self._together(page, asked), strict=True):
            silent = silent + 1 if isinstance(said, EccoProblem) else 0
            if isinstance(said, EccoProblem) and silent >= SILENT_IN_A_ROW:
                raise said
            yield entry, said

    def _order_of(self, row: object, noted: datetime | None = None) -> Found | None:
        """An order; one that does not tell its currency is of the shop's."""
        silent = isinstance(row, Mapping) and not orders.currency_of(row)
        return orders.to_order(row, noted, self.money.known) if silent else orders.to_order(row, noted)

    def _own(self, order_id: str) -> Row | None:
        """An order; none where another seller of the marketplace sells it (see the connection's option)."""
        row = self._order(order_id)
        foreign = row is not None and not self.choices.other_sellers and orders.is_foreign(row)
        return None if foreign else row

    def _order(self, order_id: str) -> Row | None:
        answer = self.account.orders.get(f"/api/oms/pvt/orders/{segment(order_id)}")
        body = answer.json() if answer else None
        if answer is None:
            return None
        if isinstance(body, Mapping) and text(body, "orderId") == order_id and orders.is_clear(body):
            return body
        raise TransientProblem("store.unclear", what=order_id)

    def _existing(self, order_id: str) -> Row:
        row = self._order(order_id)
        if row is None or not text(row, "orderId"):
            raise _refused(order_id, "o pedido não existe mais na loja")
        return row

    def _has_invoice(self, row: Row, number: str) -> bool:
        return any(text(package, "invoiceNumber") == number for package in orders.packages(row))

    # -- writing --

    def _move(self, row: Row, target: str, verb: str, body: object) -> None:
        """One move. VTEX refuses it twice (409, sometimes 500): where the order stands then tells."""
        order_id = text(row, "orderId")
        try:
            answer = self.account.orders.send("POST", f"{_path(row)}/{verb}", body, idempotent=False)
        except OutcomeUnknown:
            answer = None
        if answer is not None and answer.status < 300:
            return
        fresh = self._existing(order_id)
        if moves.reached(fresh, target):
            return
        if answer is None or answer.status == 409:
            raise moves.refused(fresh, target)
        raise _refused(order_id, message(answer))

    def _delivered(self, row: Row, package: Row, day: date) -> None:
        """VTEX: only a package with a tracking number can be delivered; without one its invoice stands in."""
        if not _tracked(package):
            self._track(row, package, Tracking(text(package, "invoiceNumber"), text(package, "courier")))
        self._tell(row, package, "Pedido entregue", day, arrived=True)

    def _track(self, row: Row, package: Row, tracking: Tracking) -> None:
        body = {
            "trackingNumber": tracking.code,
            "trackingUrl": tracking.url or None,
            "courier": tracking.carrier or None,
            "dispatchedDate": None,
        }
        self._put("PATCH", row, _package_path(row, package), body)

    def _tell(self, row: Row, package: Row, words: str, day: date, *, arrived: bool) -> None:
        address = part(part(row, "shippingData"), "address")
        place = {"city": text(address, "city"), "state": text(address, "state")} if arrived else {}
        event = {"city": "", "state": "", **place, "description": words, "date": f"{day}"}
        body = {
            "isDelivered": arrived,
            "deliveredDate": f"{day} 12:00" if arrived else None,
            "events": [event],
        }
        path = f"{_package_path(row, package)}/tracking"
        try:
            self._put("PUT", row, path, body, again=False)
        except OutcomeUnknown:
            # VTEX adds an event each time: one that came all the same must not be told twice.
            number, fresh = text(package, "invoiceNumber"), self._existing(text(row, "orderId"))
            there = [each for each in orders.packages(fresh) if text(each, "invoiceNumber") == number]
            if not any(_knows(each, words) for each in there):
                self._put("PUT", row, path, body, again=False)

    def _put(self, method: str, row: Row, path: str, body: object, *, again: bool = True) -> None:
        answer = self.account.orders.send(method, path, body, idempotent=again)
        if answer.status >= 400:
            raise _refused(text(row, "orderId"), message(answer))


def _broken(entry: Entry, problem: EccoProblem) -> BrokenOrder:
    return BrokenOrder(entry.order_id, entry.order_id, entry.at, RecordProblem(problem.key, **problem.values))


def _invoice_body(row: Row, invoice: Invoice) -> dict[str, object]:
    value = orders.in_cents(invoice.total) if invoice.total else int(number(row.get("value")) or 0)
    body: dict[str, object] = {
        "type": "Output",
        "issuanceDate": f"{invoice.issued_on or _today()}T12:00:00-03:00",
        "invoiceNumber": invoice.number,
        "invoiceValue": str(value),
        "items": orders.invoice_items(row),
    }
    return body | ({"invoiceKey": invoice.key} if invoice.key else {})


def _path(row: Row) -> str:
    return f"/api/oms/pvt/orders/{segment(text(row, 'orderId'))}"


def _package_path(row: Row, package: Row) -> str:
    return f"{_path(row)}/invoice/{segment(text(package, 'invoiceNumber'))}"


def _tracked(package: Row) -> bool:
    return bool(text(package, "trackingNumber"))


def _knows(package: Row, words: str) -> bool:
    return any(text(event, "description") == words for event in rows(part(package, "courierStatus"), "data"))


def _refused(order_id: str, detail: str) -> RecordProblem:
    return RecordProblem("store.order_refused", order=order_id, detail=detail)


def _today() -> date:
    return datetime.now(ZONE).date()
