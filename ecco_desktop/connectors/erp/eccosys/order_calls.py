"""Orders of an Eccosys account (ports.erp.ErpOrders)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.erp.eccosys.calls import Calls
from ecco_desktop.connectors.erp.eccosys.mapping import (
    CODES,
    document_of,
    from_change,
    from_draft,
    says_status,
    to_invoice,
    to_item,
    to_order,
)
from ecco_desktop.connectors.erp.eccosys.matching import same_number
from ecco_desktop.connectors.erp.eccosys.shapes import Row, id_of, many, one, text, verbatim
from ecco_desktop.connectors.http.client import segment
from ecco_desktop.domain.errors import RecordProblem, TransientProblem
from ecco_desktop.domain.orders import (
    ErpOrder,
    ErpOrderChange,
    ErpOrderDraft,
    ErpOrderItem,
    Invoice,
    OrderStatus,
    Tracking,
)
from ecco_desktop.ports.unread import each_row, note

DAY = timedelta(days=1)


class OrderCalls(Calls):
    """Looks orders up, creates and changes them."""

    # None until proven: whether /pedidos/numeroOC finds what is there (see _prove).
    _finds_by_number: bool | None = None

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """Every order with this external number, asked for now.

        A 404 proves absence only where the route is known to find what is there; where it is not,
        the list of the days since `ordered_on` decides. RecordProblem("ecco.unclear") where the answer
        proves nothing: then nothing may be created.
        """
        if self._finds_by_number is not False:
            rows, found = self._by_number(external_number)
            if found:
                self._finds_by_number = True
                return found
            # Orders of other numbers are no answer to the question, and prove no absence.
            if self._finds_by_number and not rows:
                return []
        listed = self._since(ordered_on)
        if self._finds_by_number is None:
            self._prove(listed)
        return [order for order in listed if same_number(order.external_number, external_number)]

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Create one order; RecordProblem where it is refused, OutcomeUnknown where the answer is lost."""
        label = draft.external_number
        answer = self._answered(
            self.account.create("/pedidos", from_draft(draft), "ecco.refused", order=label)
        )
        if not answer.ok:
            raise RecordProblem("ecco.refused", order=label, detail=answer.refused[0])
        order_id, number = answer.done[0]
        if not order_id:
            raise self._lost()
        return draft.made(order_id, number or order_id)

    def identified(self, order: ErpOrder) -> ErpOrder:
        """By a single read, and the contact's where that names the buyer only by its id."""
        known = order if order.marks else self.order(order.id) or order
        if known.marks or known.document or not known.contact_id:
            return known
        rows = self.account.rows(f"/clientes/{segment(known.contact_id)}")
        mine = [row for row in rows if id_of(row) == known.contact_id]
        return replace(known, document=document_of(mine[0])) if mine else known

    def order(self, order_id: str) -> ErpOrder | None:
        """One order. Eccosys: the same path reads ids and numbers, so what came back is compared.

        TransientProblem where it is neither the order nor one of that number: that does not say it is gone.
        Nor is an order whose status cannot be read in one that the account made up.
        """
        rows = self.account.rows(f"/pedidos/{segment(order_id)}")
        found = to_order(rows[0]) if rows else None
        strange = found is None or order_id not in (found.id, found.number) or not says_status(rows[0])
        if rows and strange:
            raise TransientProblem("ecco.unclear", what=order_id)
        return found if found and found.id == order_id else None

    def order_items(self, order_id: str) -> Sequence[ErpOrderItem]:
        rows = many(self.account.read(f"/pedidos/{segment(order_id)}/items"))
        return [item for item in map(to_item, rows) if item]

    def orders_in(self, status: OrderStatus) -> Iterator[Sequence[ErpOrder]]:
        """Orders in a status; rows in another one are left out (an unknown filter is ignored there)."""
        seen: set[str] = set()
        for rows in self._pages(f"/pedidos/situacao/{CODES[status]}", self.page_size, orderBy="data,ASC"):
            orders = [order for order in each_row(rows, _with_status) if order.id not in seen]
            seen |= {order.id for order in orders}
            yield [order for order in orders if order.status is status]

    def orders_since(self, first: date) -> Iterator[Sequence[ErpOrder]]:
        """Orders placed on or after a Brazilian day. Eccosys has no "changed since" for orders."""
        seen: set[str] = set()
        for rows in self._placed(first):
            orders = [order for order in each_row(rows, _with_status) if order.id not in seen]
            seen |= {order.id for order in orders}
            yield orders

    def change_order(self, order: ErpOrder, change: ErpOrderChange) -> None:
        """A partial PUT by number. Delivery dates are not proven writable, so they are read back.

        TransientProblem where the order was told without its number (another's would be changed), or where
        the ERP says nothing of the change and shows the status of before.
        """
        if not order.number.isdecimal():
            raise TransientProblem("ecco.unclear", what=order.external_number)
        body = [{"numeroPedido": order.number, **from_change(change)}]
        told = self.account.change("PUT", "/pedidos", body, "ecco.order_refused", order=order.external_number)
        if told and change.delivered_on is None and change.expected_on is None:
            return
        kept = self.order(order.id)
        if change.status is not None and not told and (kept is None or kept.status is not change.status):
            raise TransientProblem("ecco.unclear", what=order.external_number)
        for wanted, shown, name in (
            (change.delivered_on, kept and kept.delivered_on, "data de entrega"),
            (change.expected_on, kept and kept.expected_on, "data prevista"),
        ):
            if wanted is not None and wanted != shown:
                raise RecordProblem("ecco.not_stored", order=order.external_number, field=name)

    def invoice(self, order: ErpOrder) -> Invoice | None:
        """The outgoing invoice (NF-e) by its number; its number alone where the ERP says it shows none.

        TransientProblem where the answer is another's, or cannot be read: told without its series or key,
        it would stay so.
        """
        if not order.invoice_number:
            return None
        path = f"/nfes/{segment(order.invoice_number)}"
        rows = self.account.rows(path, serie=1, tipoNota="S", idUnidadeNegocio=0)
        if not rows:
            return Invoice(order.invoice_number)
        found = to_invoice(rows[0])
        if found is None or found.number.lstrip("0") != order.invoice_number.lstrip("0"):
            raise TransientProblem("ecco.unclear", what=path)
        return found

    def tracking(self, order: ErpOrder) -> Tracking | None:
        """The tracking code and page of an order."""
        row = one(self.account.read(f"/pedidos/{segment(order.id)}/rastreamento"))
        code = text(row, "codigoRastreamento", "rastreio") if row else ""
        if not row or not code:
            return None
        return Tracking(code, text(row, "transportador") or order.carrier_name, verbatim(row, "urlRastreio"))

    # -- inside --

    def _by_number(self, external_number: str) -> tuple[list[Row], list[ErpOrder]]:
        """What came back, and what of it has this number."""
        rows = self.account.look_up(f"/pedidos/numeroOC={segment(external_number)}", external_number)
        orders = [order for order in map(to_order, rows) if order]
        return rows, [order for order in orders if same_number(order.external_number, external_number)]

    def _since(self, first: date) -> list[ErpOrder]:
        """As `orders_since`, but a row that cannot be read comes out: what is missing counts as not there."""
        made = [to_order(row) for rows in self._placed(first) for row in rows]
        return list({order.id: order for order in made if order}.values())

    def _placed(self, first: date) -> Iterator[list[Row]]:
        return self._pages("/pedidos", self.page_size, None, **_window(first))

    def _prove(self, listed: Sequence[ErpOrder]) -> None:
        """Ask the route for an order that is surely there: then its silence can be believed."""
        known = next((order for order in listed if order.external_number), None)
        if known is not None:
            self._finds_by_number = bool(self._by_number(known.external_number)[1])


def _with_status(row: Row) -> ErpOrder | None:
    """An order of a list; where it does not say how it stands it is noted, and left out."""
    order = to_order(row)
    if order is None or says_status(row):
        return order
    if not note(order.number or order.id, "status"):
        raise TransientProblem("ecco.unclear", what=order.number or order.id)
    return None


def _window(first: date) -> dict[str, str]:
    """Both days are inclusive; a day more on each side, for nobody says whose midnight counts."""
    last = datetime.now(ZONE).date() + DAY
    return {
        "fromDate": (first - DAY).isoformat(),
        "toDate": last.isoformat(),
        "dataConsiderada": "data",
    }
