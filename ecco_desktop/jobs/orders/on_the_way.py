"""Orders that a carrier has on the way: what it says of their parcels, taken into the ERP, or told.

An order is delivered when all of its parcels are. What was delivered is looked at for some days more, and
nothing is ever taken back: that is told, and a person decides.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ecco_desktop.domain.deliveries import FINAL, NEEDS_PERSON, Delivery, DeliveryStatus, Parcel
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem
from ecco_desktop.domain.following import Known, Shipment, together
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.orders import ErpOrder, ErpOrderChange, OrderStatus
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.tracking_codes import visible
from ecco_desktop.jobs.orders.book import WindowOptions
from ecco_desktop.jobs.orders.parcels import Parcels, parcels_of
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import OpenCarrier, RunContext
from ecco_desktop.jobs.run.facts import text_fact

# The day of delivery that was written into the ERP: what a person takes back there is not written again.
WRITTEN = text_fact("delivery_written")
LEFT, UNDONE = "delivery.left_window", "delivery.undone"
# The field of the codes waits apart from what carriers say.
_CODE = "code "
# Of a text that somebody typed, so much is shown.
_SHOWN = 80
# Whose midnight it was is not known.
_DAY = timedelta(days=1)
S = DeliveryStatus


@dataclass(frozen=True, slots=True)
class Sent:
    """One order: its `parcels` that this carrier follows, and the `others` among its codes.

    `over`: the ERP has it as delivered. `left`: it is older than what is followed.
    """

    order: ErpOrder
    parcels: tuple[Parcel, ...]
    others: tuple[str, ...]
    over: bool
    left: bool

    @property
    def number(self) -> str:
        """What people know it by."""
        return self.order.external_number or self.order.number

    @property
    def keys(self) -> tuple[str, ...]:
        """What this carrier's answers about it are keyed by."""
        return tuple(parcel.key for parcel in self.parcels)


@dataclass(slots=True)
class OnTheWay:
    """The orders of one run, and what is done about them."""

    ctx: RunContext
    carrier: OpenCarrier
    parcels: Parcels
    written: dict[str, str]
    sent: dict[str, Sent] = field(default_factory=dict)

    @classmethod
    def of(cls, ctx: RunContext) -> "OnTheWay":
        """For the carrier the task is on."""
        carrier = next(one for one in ctx.open_carriers if one.connection.id == ctx.connection.id)
        return cls(ctx, carrier, Parcels.of(ctx), ctx.facts(WRITTEN))

    # -- which orders --

    def look(self, order: ErpOrder, *, left: bool = False) -> None:
        """Take an order in, where it is this carrier's and something may still be said of it.

        One that has `left` the window is told of instead.
        """
        sent = self._sent(order, left)
        if order.status is OrderStatus.CANCELLED or (sent.over and not self._undone(sent)):
            # A person settled it in the ERP.
            self._solve(order.id, sent)
        if order.status is OrderStatus.CANCELLED:
            self._solve(_CODE + order.id, sent)
        elif left:
            self._tell_left(sent)
        else:
            self._tell_unread(sent)
            if sent.parcels and (not sent.over or self._watched(sent)):
                self.sent[order.id] = sent

    def look_at_left(self) -> None:
        """What was told of when it left, and a person wants asked about once more."""
        for record in list(self.ctx.pending.values()):
            again = record.state is PendingState.WAITING or (
                self.ctx.by_person and record.state is not PendingState.IGNORED
            )
            if record.cause == LEFT and again:
                self.ctx.cancel.check()
                with guarded(self.ctx, record.record_id, record.label):
                    order = self.ctx.erp.order(record.record_id)
                    sent = self._sent(order, left=True) if order else None
                    if sent is None or sent.over or sent.order.status is OrderStatus.CANCELLED:
                        self.ctx.solve(record.record_id, record.label)
                    elif sent.parcels:
                        self.sent[sent.order.id] = sent

    # -- what is done about them --

    def attend(self) -> None:
        """Ask about the parcels whose turn it is, and take in what is said; each is kept once it is taken."""
        answers, every = self._asked(), self.sent.values()
        concerned = [one for one in every if not answers.keys().isdisjoint(one.keys) or self._late(one)]
        left = Counter(key for one in concerned for key in one.keys if key in answers)
        news: dict[str, Known] = {}
        for done, sent in enumerate(concerned, 1):
            self.ctx.cancel.check()
            self.ctx.report(done, len(concerned))
            taken = False
            with guarded(self.ctx, sent.order.id, sent.number):
                fresh = [key for key in sent.keys if key in answers and key not in news]
                news |= {key: self.parcels.learned(answers[key]) for key in fresh}
                taken = self._take(sent, news)
            for key in sent.keys if taken else ():
                left[key] -= 1
                # Not written for one order: asked about again at the next turn.
                if left[key] == 0:
                    self.parcels.keep(key, news[key])

    def _asked(self) -> Mapping[str, Delivery]:
        every = self.sent.values()
        wanted = [
            *self.parcels.due(parcel for one in every if not one.over for parcel in one.parcels),
            *self.parcels.due_again(parcel for one in every if one.over for parcel in one.parcels),
            *(parcel for one in every if one.left for parcel in one.parcels),
        ]
        once = list({parcel.key: parcel for parcel in wanted}.values())
        return self.parcels.ask(self.carrier, once)

    def _take(self, sent: Sent, news: Mapping[str, Known]) -> bool:
        """Write what came of one order, and tell what a person must see; whether the ERP took it."""
        self.ctx.tally.read += 1
        before, whole = self._whole(sent, {}), self._whole(sent, news)
        problem = self._problem(sent, whole)
        if problem is not None and self._stands(sent.order.id, problem):
            self._write(sent, whole)
            return True
        taken = False
        with self.ctx.record(sent.order.id, sent.number):
            self._write(sent, whole)
            taken = True
            if problem is not None:
                raise problem
            if before.arrived < whole.arrived < whole.count:
                self.ctx.log.info(
                    "delivery.partly",
                    sent.number,
                    order=sent.number,
                    arrived=whole.arrived,
                    count=whole.count,
                    code=whole.code,
                    status=whole.status,
                )
        return taken

    def _problem(self, sent: Sent, whole: Shipment) -> RecordProblem | None:
        """What a person must see of it; None where all is well."""
        said = {
            "order": sent.number,
            "code": whole.code,
            "status": whole.status,
            "detail": whole.detail or "sem mais detalhes",
        }
        order, day = sent.order, self._day(whole)
        if sent.over:
            if whole.status is S.DELIVERED:
                return None
            return NeedsPerson(UNDONE, **said, day=_shown(order.delivered_on))
        if day and not _can_be(order, day):
            ordered = _shown(order.ordered_on)
            return NeedsPerson("delivery.before_order", **said, day=_shown(day), ordered=ordered)
        if whole.status in NEEDS_PERSON:
            return (NeedsPerson if whole.status in FINAL else RecordProblem)("delivery.problem", **said)
        if whole.silent:
            return NeedsPerson("delivery.silent", **said)
        return self._left(sent, whole) if sent.left and whole.status is not S.DELIVERED else None

    def _stands(self, record_id: str, problem: RecordProblem) -> bool:
        """Whether the very same waits for a person already: it is told once."""
        record = self.ctx.pending.get(record_id)
        if record is None or record.cause != problem.key or not isinstance(problem, NeedsPerson):
            return False
        same = all(
            str(record.values.get(name)) == str(problem.values.get(name))
            for name in ("code", "status", "typed")
        )
        return same and record.state in (PendingState.NEEDS_PERSON, PendingState.IGNORED)

    def _write(self, sent: Sent, whole: Shipment) -> None:
        """Only what changed. The delivery's own day counts, never today."""
        order, number, day = sent.order, sent.number, self._day(whole)
        write = day is not None and not sent.over and self.written.get(order.id) != day.isoformat()
        delivered = day if day and write and _can_be(order, day) else None
        promised = whole.expected_on if whole.expected_on != order.expected_on and not sent.over else None
        expected = promised if promised and _can_be(order, promised) else None
        if delivered is None and expected is None:
            self.ctx.tally.unchanged += 1
            return
        self.ctx.erp.change_order(order, ErpOrderChange(expected_on=expected, delivered_on=delivered))
        self.ctx.tally.updated += 1
        if expected is not None:
            self._wrote(sent, "data prevista", order.expected_on, expected)
            self.ctx.log.info(
                "delivery.expected", number, order=number, day=_shown(expected), code=whole.code
            )
        if delivered is not None:
            self.written[order.id] = delivered.isoformat()
            self.ctx.keep_facts(WRITTEN, {order.id: delivered.isoformat()})
            self._wrote(sent, "data de entrega", order.delivered_on, delivered)
            self.ctx.log.info(
                "delivery.delivered", number, order=number, day=_shown(delivered), code=whole.code
            )

    def _wrote(self, sent: Sent, name: str, before: date | None, after: date) -> None:
        shown = {"before": _shown(before), "after": _shown(after)}
        self.ctx.wrote(ChangeKind.DELIVERY, sent.number, sent.order.id, name, **shown)

    # -- inside --

    def _sent(self, order: ErpOrder, left: bool) -> Sent:
        every = parcels_of(order)
        ours = tuple(parcel for parcel in every if self.carrier.takes(parcel))
        others = tuple(parcel.code for parcel in every if parcel.code and parcel not in ours)
        over = order.delivered_on is not None or order.status is OrderStatus.DELIVERED
        return Sent(order, ours, others, over, left)

    def _whole(self, sent: Sent, news: Mapping[str, Known]) -> Shipment:
        """What is known of its parcels; of one that is over, of this carrier's alone."""
        pairs = [(key, news.get(key) or self.parcels.known.get(key)) for key in sent.keys]
        if sent.others and not sent.over:
            pairs += [(code, self.parcels.elsewhere.get(code)) for code in sent.others]
        return together(pairs)

    def _day(self, whole: Shipment) -> date | None:
        return whole.delivered_at.astimezone(self.ctx.zone).date() if whole.delivered_at else None

    def _watched(self, sent: Sent) -> bool:
        """Whether it was delivered by this carrier's word, which may still change."""
        return self._undone(sent) or self._whole(sent, {}).status is S.DELIVERED

    def _undone(self, sent: Sent) -> bool:
        """Whether its carrier took its word back, and that waits for a person."""
        record = self.ctx.pending.get(sent.order.id)
        return record is not None and record.cause == UNDONE

    def _late(self, sent: Sent) -> bool:
        """Whether all has arrived and is not in the ERP yet, because another code stood in the way before."""
        if sent.over or sent.order.id in self.written:
            return False
        return self._whole(sent, {}).delivered_at is not None

    def _tell_left(self, sent: Sent) -> None:
        """An order that left the window without an end is told of, once."""
        if sent.parcels and not sent.over and sent.order.id not in self.ctx.pending:
            whole = self._whole(sent, {})
            if whole.status not in FINAL:
                self.ctx.fail(sent.order.id, sent.number, self._left(sent, whole))

    def _left(self, sent: Sent, whole: Shipment) -> NeedsPerson:
        days = self.ctx.chosen(WindowOptions).days
        return NeedsPerson(LEFT, order=sent.number, code=whole.code, days=days)

    def _tell_unread(self, sent: Sent) -> None:
        """What stands in the field of the codes and nobody can be asked about, as it was typed."""
        record_id, typed = _CODE + sent.order.id, visible(sent.order.tracking_code)
        name = sent.order.carrier_name.strip()
        stray = any(code not in self.parcels.elsewhere for code in sent.others)
        ours = self.carrier.named(name) and not any(one in name.casefold() for one in self.ctx.other_carriers)
        mine = ours if name else stray and not self.ctx.other_carriers
        if typed and mine and not sent.over and (stray or not sent.parcels):
            said = {"order": sent.number, "typed": typed[:_SHOWN], "carrier": self.ctx.connection.name}
            problem = NeedsPerson("delivery.unread_code", **said)
            if not self._stands(record_id, problem):
                self.ctx.fail(record_id, sent.number, problem)
        else:
            self._solve(record_id, sent)

    def _solve(self, record_id: str, sent: Sent) -> None:
        record = self.ctx.pending.get(record_id)
        if record is not None and record.state is not PendingState.IGNORED:
            self.ctx.solve(record_id, sent.number)


def _can_be(order: ErpOrder, day: date) -> bool:
    """Whether a parcel of this order can arrive on that day: codes are given out again, and days mistyped."""
    return order.ordered_on is None or day >= order.ordered_on - _DAY


def _shown(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
