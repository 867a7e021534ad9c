"""Invoice and tracking code of an order to the store, once each."""

from dataclasses import dataclass

from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.orders import ErpOrder, Tracking
from ecco_desktop.domain.tracking_codes import codes_in, visible
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact

INVOICE_SENT = text_fact("invoice_sent")
TRACKING_SENT = text_fact("tracking_sent")
# A shop that begins has thousands of invoiced orders: they must not keep new ones waiting for an hour.
AT_ONCE = 200


@dataclass(slots=True)
class Papers:
    """What was sent already is remembered by store order id, for every automation of the store."""

    ctx: RunContext
    invoices: dict[str, str]
    codes: dict[str, str]
    sent: int = 0

    @classmethod
    def of(cls, ctx: RunContext) -> "Papers":
        """With what earlier runs sent."""
        return cls(ctx, ctx.facts(INVOICE_SENT), ctx.facts(TRACKING_SENT))

    def send(self, store_id: str, order: ErpOrder, number: str) -> None:
        """Send what the ERP has and the store was not told yet; at most some hundreds a run."""
        if order.invoice_number and self.invoices.get(store_id) != order.invoice_number and self._room():
            self._invoice(store_id, order, number)
        self.send_tracking(store_id, order, number)

    def send_tracking(self, store_id: str, order: ErpOrder, number: str) -> None:
        """The tracking codes alone, as they are asked about."""
        typed = order.tracking_code
        if not visible(typed) or self.codes.get(store_id) == typed or not self._room():
            return
        # A buyer is told codes, not what was typed around them.
        code = ", ".join(codes_in(typed)) or visible(typed)
        known = self.ctx.erp.tracking(order)
        if known is None or codes_in(known.code) != codes_in(typed):
            # Another parcel's page would be shown to the buyer.
            known = Tracking(code, order.carrier_name)
        written = self.ctx.store.send_tracking(store_id, Tracking(code, known.carrier, known.url))
        if not written:
            # The store shows no parcel to tell it of, yet: it stays owed.
            return
        self.codes[store_id] = typed
        self.ctx.keep_facts(TRACKING_SENT, {store_id: typed})
        self.ctx.tally.updated += 1
        self.ctx.wrote(ChangeKind.TRACKING, number, store_id, "rastreio", before="", after=code)
        self.ctx.log.info("papers.tracking", number, order=number, code=code)

    def _invoice(self, store_id: str, order: ErpOrder, number: str) -> None:
        invoice = self.ctx.erp.invoice(order)
        if invoice is None:
            return
        written = self.ctx.store.send_invoice(store_id, invoice)
        if not written and not invoice.key:
            # The store wants its key, which may come: it stays owed.
            return
        self.invoices[store_id] = order.invoice_number
        self.ctx.keep_facts(INVOICE_SENT, {store_id: order.invoice_number})
        if written:
            self.ctx.tally.updated += 1
            self.ctx.wrote(
                ChangeKind.INVOICE, number, store_id, "nota fiscal", before="", after=invoice.number
            )
            self.ctx.log.info("papers.invoice", number, order=number, invoice=invoice.number)

    def _room(self) -> bool:
        self.sent += 1
        if self.sent == AT_ONCE + 1:
            self.ctx.log.info("papers.more", count=AT_ONCE)
        return self.sent <= AT_ONCE
