"""Creating an order exactly once: look up, write the intent, send, link and close in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from ecco_desktop.domain.errors import NeedsPerson, OutcomeUnknown, RecordProblem, TransientProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import Intent, Link, LinkKind, Side
from ecco_desktop.domain.marks import Mark
from ecco_desktop.domain.orders import ErpOrder, ErpOrderDraft, StoreOrder
from ecco_desktop.jobs.orders.already import ANSWER, ASKED, Already, Standing, Wanted, living
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.making import Maker

# How long a request whose answer was lost may still be at work in the ERP.
SETTLE_SECONDS = 5.0
# How often one order may be sent in one run, each time after proof that the ERP does not have it.
ROUNDS = 4
_SEARCH_BACK = timedelta(days=60)
# So many new orders are looked up one by one; more are counted in the ERP's list of the last days.
LOOKED_UP = 10
_LISTED_BACK = timedelta(days=30)


@dataclass(slots=True)
class _Unsettled:
    order: StoreOrder
    draft: ErpOrderDraft
    intent: Intent


@dataclass(slots=True)
class OrderCreator:
    """Creates orders in one run; `known` (store id → ERP id) grows with every link."""

    ctx: RunContext
    known: dict[str, str]
    already: Already
    unsettled: list[_Unsettled] = field(default_factory=list)
    made: dict[str, tuple[Wanted, date]] = field(default_factory=dict)
    # Store orders that were sent by an earlier run, and the ERP does not say what became of it.
    open: dict[str, Standing] = field(default_factory=dict)

    def create(self, order: StoreOrder, draft: ErpOrderDraft) -> ErpOrder | None:
        """Create one order, or link it where the ERP has it already: then what the ERP has.

        A lost answer is settled at the end of the run (`settle`); until then the order waits on the
        pending list with its intent open, so that nothing is lost where the run is cut.
        """
        draft = replace(draft, mark=self.already.mark(order))
        wanted = self.already.wanted(order, draft.total)
        standing = self.already.look(wanted, draft.ordered_on)
        if (known := self._take(order, wanted, standing)) is not None:
            return known
        try:
            self._send(order, draft)
        except OutcomeUnknown:
            self.ctx.log.warning("order.sent_unconfirmed", order.number, order=order.number)
        return None

    def adopt(self, order: StoreOrder) -> ErpOrder | None:
        """What the ERP has of an order that may be there already: linked where it is proved.

        Where nobody can tell, one that was sent or asked about waits; any other is as if not there.
        """
        day = order.created_at.astimezone(self.ctx.zone).date()
        wanted = self.already.wanted(order, order.total, order.total + order.prepaid)
        standing = self.already.look(wanted, day)
        sent = order.id in self.open or self.already.is_asked(order.id)
        if standing.ours or (standing.perhaps and sent):
            return self._take(order, wanted, standing)
        return None

    def recover(self, intent: Intent) -> bool:
        """Settle an intent an earlier run left open: whether the ERP has the order, by its mark."""
        self._await_answer(intent)
        opened = (intent.opened_at or self.ctx.clock.now()).date()
        day = opened - _SEARCH_BACK
        standing = self.already.sent(intent.source_id, intent.external_number, day)
        if not standing.ours:
            self.open[intent.source_id] = standing
            return False
        self._recovered(intent, standing.ours, intent.external_number)
        return True

    def ask(self, order_id: str, label: str) -> None:
        """NeedsPerson: it was sent, the store has it no more, and the ERP has one that may be it."""
        mark = Mark(self.already.shop, order_id, self.ctx.clock.now())
        unknown = Wanted(order_id, label, mark, "", frozenset())
        self.already.refuse(self.open[order_id], unknown)

    def forget(self, outside_id: str) -> None:
        """The order is not wanted any more and the ERP does not have it: drop its intent."""
        for intent in self.ctx.storage.links.open_intents(self.ctx.connection.id, LinkKind.ORDER):
            if intent.source_id == outside_id:
                self.ctx.storage.links.close_intent(intent, None)

    def settle(self) -> None:
        """Look up every order whose answer was lost; send again only what the ERP surely does not have."""
        for _ in range(ROUNDS - 1):
            waiting, self.unsettled = self.unsettled, []
            for item in waiting:
                self.ctx.cancel.check()
                with self.ctx.record(item.order.id, item.order.number):
                    self._settle_one(item)
        for item in self.unsettled:
            problem = RecordProblem("order.uncertain", order=item.order.number)
            self.ctx.fail(item.order.id, item.order.number, problem)
        self.unsettled = []

    def look_again(self) -> None:
        """Tell of orders that somebody else made too, between our look-up and our sending.

        No ERP call does both at once, so it is only seen afterwards. Nothing is undone: which copy is
        the right one, a person must say.
        """
        if self.ctx.simulated or not self.made:
            return
        try:
            copies = self._copies()
        except (RecordProblem, TransientProblem) as problem:
            # The orders are in: it is only not known whether somebody else made them, too.
            self.ctx.tally.warnings += 1
            self.ctx.log.warning(problem.key, **problem.values)
            copies = {}
        for number, count in copies.items():
            if count > 1:
                self._tell_doubled(self.made[number][0].label, count)
        self.made = {}

    def _copies(self) -> dict[str, int]:
        if len(self.made) <= LOOKED_UP:
            return {
                number: self.already.count(wanted, self.ctx.erp.find_orders(number, day))
                for number, (wanted, day) in self.made.items()
            }
        today = self.ctx.clock.now().astimezone(self.ctx.zone).date()
        first = max(min(day for _, day in self.made.values()), today - _LISTED_BACK)
        seen: dict[str, dict[str, ErpOrder]] = {}
        for page in self.ctx.erp.orders_since(first):
            self.ctx.cancel.check()
            for order in page:
                seen.setdefault(order.external_number, {})[order.id] = order
        return {
            number: self.already.count(wanted, [*seen.get(number, {}).values()])
            for number, (wanted, _day) in self.made.items()
        }

    def _tell_doubled(self, number: str, count: int) -> None:
        self.ctx.log.warning("order.doubled_outside", number, order=number, count=count)
        self.ctx.tally.warnings += 1
        self.ctx.notice("order.doubled_outside", order=number, count=count)

    # -- one order --

    def _settle_one(self, item: _Unsettled) -> None:
        self._await_answer(item.intent)
        wanted = self.already.wanted(item.order, item.draft.total)
        standing = self.already.look(wanted, item.draft.ordered_on)
        if standing.ours:
            self._recovered(item.intent, standing.ours, item.order.number)
            return
        self.already.refuse(standing, wanted)
        try:
            self._send(item.order, item.draft)
        except OutcomeUnknown:
            self.ctx.log.warning("order.sent_unconfirmed", item.order.number, order=item.order.number)

    def _take(self, order: StoreOrder, wanted: Wanted, standing: Standing) -> ErpOrder | None:
        """Link what is proved ours; None where it is not there, NeedsPerson where nobody can tell."""
        if not standing.ours:
            self.already.refuse(standing, wanted)
            return None
        if standing.copies > 1:
            self._tell_doubled(order.number, standing.copies)
        known = _choose(standing.ours)
        if self.ctx.storage.links.save([self._link(order.id, order.number, known, order.created_at)]):
            raise NeedsPerson("order.number_repeated", order=order.number, erp=known.number or known.id)
        self.forget(order.id)
        self.ctx.forget_facts(ANSWER, [order.id])
        self.ctx.forget_facts(ASKED, [order.id])
        self.known[order.id] = known.id
        self.ctx.tally.unchanged += 1
        self.ctx.log.info("order.found", order.number, order=order.number, erp=known.number)
        return known

    def _send(self, order: StoreOrder, draft: ErpOrderDraft) -> None:
        def lost(intent: Intent) -> None:
            self.unsettled.append(_Unsettled(order, draft, intent))

        try:
            intent, created = self._maker.send(
                order.id, draft.external_number, lambda: self.ctx.erp.create_order(draft), lost
            )
        except RecordProblem as problem:
            # An ERP that refuses a buyer likes to repeat who it is.
            problem.hide(order.personal)
            raise
        self._keep(intent, order.number, created, draft, order.created_at)
        self.made[draft.external_number] = (self.already.wanted(order, draft.total), draft.ordered_on)
        self.ctx.log.info(
            "order.imported", order.number, order=order.number, erp=created.number, total=draft.total
        )

    def _recovered(self, intent: Intent, found: Sequence[ErpOrder], number: str) -> None:
        order = _choose(found)
        # The store is not asked again: our mark in the ERP tells when its order was made.
        mine = (self.already.shop, intent.source_id)
        made = (mark.made_at for mark in order.marks if (mark.shop, mark.order_id) == mine)
        self._keep(intent, number, order, None, next(made, None))
        self.ctx.solve(intent.source_id, number)
        self.ctx.log.warning("order.recovered", number, order=number, erp=order.number)
        if (count := len(living(found))) > 1:
            self._tell_doubled(number, count)

    def _keep(
        self,
        intent: Intent,
        number: str,
        order: ErpOrder,
        draft: ErpOrderDraft | None,
        made_at: datetime | None = None,
    ) -> None:
        link = self._link(intent.source_id, number, order, made_at)
        self._maker.keep(intent, link, number, order.number or order.id, **_detail(draft))
        self.known[intent.source_id] = order.id
        self._refuse_id_given_again(link, order)

    def _refuse_id_given_again(self, link: Link, order: ErpOrder) -> None:
        """An ERP that was put back to a backup gives its ids out again: an older order is linked to it."""
        for other in self.ctx.storage.links.owners(LinkKind.ORDER, order.id):
            if other.connection_id == link.connection_id and other.outside_id != link.outside_id:
                raise NeedsPerson(
                    "link.id_given_again", order=link.label, erp=order.number, other=other.label
                )

    @property
    def _maker(self) -> Maker:
        return Maker(self.ctx, LinkKind.ORDER, Side.ERP, ChangeKind.ORDER, "pedido")

    def _link(self, outside_id: str, number: str, order: ErpOrder, made_at: datetime | None = None) -> Link:
        mine, external = self.ctx.connection.id, order.external_number
        return Link(mine, LinkKind.ORDER, order.id, outside_id, number, made_at, external)

    def _await_answer(self, intent: Intent) -> None:
        """Wait until a request sent at `opened_at` can no longer be at work in the ERP."""
        if intent.opened_at is None:
            return
        age = (self.ctx.clock.now() - intent.opened_at).total_seconds()
        if 0 <= age < SETTLE_SECONDS:
            self.ctx.cancel.wait(SETTLE_SECONDS - age)


def _choose(found: Sequence[ErpOrder]) -> ErpOrder:
    """The first living one; a cancelled one where all are (a person cancelled it: not made again)."""
    return (living(found) or list(found))[0]


def _detail(draft: ErpOrderDraft | None) -> dict[str, str]:
    if draft is None:
        return {}
    return {
        "produtos": str(draft.products_total),
        "desconto": str(draft.discount),
        "frete": str(draft.freight),
        "total": str(draft.total),
        "transportadora": draft.carrier.carrier_name,
    }
