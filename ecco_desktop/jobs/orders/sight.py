"""What is in stays in sight: linked orders that are not over are compared with the store until they are."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem
from ecco_desktop.domain.instants import read
from ecco_desktop.domain.kits import with_kits
from ecco_desktop.domain.options import YES
from ecco_desktop.domain.orders import ZERO, ErpOrder, OrderStatus, StoreOrder
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.jobs.orders.book import states_of
from ecco_desktop.jobs.orders.import_options import ImportOptions
from ecco_desktop.jobs.run.bearers import bearer
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact, text_fact
from ecco_desktop.jobs.run.held import (
    FACT,
    MORE,
    VERSION,
    Held,
    HeldOrders,
    Shown,
    by_ref,
    further,
    shown_of,
    shown_text,
)
from ecco_desktop.jobs.run.statuses import cancelling_words, over_words
from ecco_desktop.ports.store import BrokenOrder

# When all of them were last asked for, and how often that is done.
LOOKED = "sight"
EVERY = timedelta(days=1)
# So old an order is not looked for any more.
KEPT = timedelta(days=60)
# A person who presses the button waits for no more than so many.
MOST = 100
AHEAD = text_fact("ahead")
# When those that hold units were last asked for.
HELD_LOOKED = "held"
HELD_EVERY = timedelta(hours=1)
# An order as it was when its change was told.
TOLD = Fact("order_told", shown_text, shown_of)
# The option that has a task copy the cancellations of the store.
FROM_STORE = "from_store"
# What happened to an order that is in, and a person settles in the ERP.
CHANGED, OVER, DELETED = "order.changed_after", "order.over_after", "order.deleted_after"


def fact_of(order: StoreOrder) -> Shown:
    """What is compared of an order; who bought and where it goes only as a digest."""
    units: dict[str, Decimal] = {}
    for line in order.lines:
        if line.part_of and not line.own:
            # Told inside its kit, which is compared.
            continue
        key = line.sku or line.product_ref or line.title
        units[key] = units.get(key, ZERO) + line.quantity
    return {
        "version": VERSION,
        "at": order.created_at.isoformat(),
        "number": order.number,
        "word": order.status,
        "lines": {key: plain_number(count) for key, count in units.items()},
        "total": str(order.total),
        "refunded": "?" if order.refunded is None else str(order.refunded),
        "address": _digest(order.delivery),
        "document": _digest(order.customer.document),
        "held": by_ref(order.held),
        "changed": order.modified_at.isoformat(),
    }


def version_of(order: StoreOrder | BrokenOrder) -> str:
    """The state of an order that was tried (see RunContext.record)."""
    return order.modified_at.isoformat() if order.modified_at else ""


def differences(before: Shown, now: Shown) -> tuple[str, str]:
    """What differs, before and after, without anything that tells who the buyer is; empty where nothing."""
    names = [name for name in _WORDED if before.get(name) != now.get(name)]
    return tuple("; ".join(_WORDED[name](fact.get(name)) for name in names) for fact in (before, now))  # type: ignore[return-value]


def _lines(value: object) -> str:
    units = value if isinstance(value, dict) else {}
    return ", ".join(f"{units[sku]} × {sku}" for sku in sorted(units))


_WORDED: Mapping[str, Callable[[object], str]] = {
    "lines": lambda value: f"itens: {_lines(value)}",
    "total": lambda value: f"total: {value}",
    "refunded": lambda value: f"reembolsado: {value}",
    "address": lambda value: f"endereço de entrega ({str(value)[:4]})",
    "document": lambda value: f"CPF/CNPJ ({str(value)[:4]})",
}


@dataclass(slots=True)
class Sight:
    """Compares, in one run of the import, what is in with what the store shows."""

    ctx: RunContext
    more: dict[str, Held]
    # Orders of which it is not known what they hold beyond what they came in with.
    unread: set[str]
    # Words of orders that are over; those of which another task has the ERP told.
    over: frozenset[str]
    copied: frozenset[str]
    fresh: dict[str, Shown] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, ctx: RunContext) -> "Sight":
        """What a person settled meanwhile holds no further units."""
        over = over_words(ctx.manifest, ctx.statuses)
        sight = cls(ctx, *MORE.split(ctx.storage.memory, ctx.connection.id), over, _copied(ctx))
        for order_id in [*sight.more, *sight.unread]:
            record = ctx.pending.get(order_id)
            if record is None or record.state is PendingState.IGNORED:
                sight._release(order_id)
        return sight

    def keep(self, order: StoreOrder) -> None:
        """Remember what an order comes in with (see `flush`)."""
        self.looked.add(order.id)
        self.fresh[order.id] = fact_of(order)

    def flush(self) -> None:
        """Write down what is kept of a page."""
        self.ctx.keep_facts(FACT, self.fresh)
        self.fresh = {}

    def look(self, order: StoreOrder | BrokenOrder, erp_id: str) -> None:
        """Compare one linked order with what it came in with; a change waits for a person's answer."""
        self.looked.add(order.id)
        if isinstance(order, BrokenOrder):
            # Nobody knows whether it changed.
            problem = self.ctx.boundary.judge(order.problem)
            self.ctx.fail(order.id, order.number, problem, version_of(order))
            return
        before, now = self._settled(order), fact_of(order)
        with self.ctx.record(order.id, order.number, version_of(order)):
            try:
                self._compare(order, erp_id, before, now)
            except RecordProblem:
                self.ctx.keep_facts(TOLD, {order.id: now})
                raise
            self.ctx.tally.unchanged += 1
            self._release(order.id)
            if before != now:
                self.keep(order)

    def found(self, order: StoreOrder, known: ErpOrder) -> None:
        """It was in the ERP already: what it came in with is what the ERP has, and a change since is told."""
        if order.status in self.over:
            # It is over in the store, and no list will show it again.
            self.look(order, known.id)
            return
        if known.total is None or known.total in (order.total, order.total + order.prepaid):
            self.keep(order)
            return
        self.fresh.pop(order.id, None)
        # Nobody knows which of its lines the ERP has: all of them are held until a person settled it.
        fact = {**fact_of(order), "total": str(known.total), "held": {}}
        self.ctx.keep_facts(FACT, {order.id: fact})
        self.look(order, known.id)

    def gone(self, order_id: str, erp_id: str, label: str) -> None:
        """The store has a linked order no more: a person must say what becomes of it, if it is open.

        What was added to it after it came in is sold no more.
        """
        self._release(order_id)
        with self.ctx.record(order_id, label):
            order = self.ctx.erp.order(erp_id)
            if order is not None and order.status not in (OrderStatus.CANCELLED, OrderStatus.DELIVERED):
                raise NeedsPerson(DELETED, order=label, erp=order.number)
            self.ctx.forget_facts(FACT, [order_id])

    def look_for_gone(self, known: Mapping[str, str]) -> None:
        """Once a day, and when a person asks: open linked orders that no list showed are asked for by id.

        One that changed since it was read, without any list telling (VTEX: an order that is edited keeps its
        status, and the feed tells of statuses alone), is compared.
        """
        self.flush()
        now, last = self.ctx.clock.now(), self.ctx.moment(LOOKED)
        due = last is None or now - last >= EVERY
        if not due and not self.ctx.by_person:
            return
        facts, unread = FACT.split(self.ctx.storage.memory, self.ctx.connection.id)
        old = [order_id for order_id, fact in facts.items() if _old(fact, now)]
        self.ctx.forget_facts(FACT, [*old, *unread])
        wanted = [order_id for order_id in known if self._open(order_id, facts.get(order_id), now)]
        if not due and len(wanted) > MOST:
            return
        self._settled_in_erp(known)
        changed = {
            each: state.modified_at for each, state in states_of(self.ctx, wanted, proved=False).items()
        }
        for order_id in wanted:
            if order_id in self.ctx.boundary.unknown:
                continue
            self.ctx.cancel.check()
            at, fact = changed.get(order_id), facts[order_id]
            label = str(fact.get("number") or order_id)
            same = at is None or at.isoformat() == fact.get("changed")
            if order_id in changed and same:
                continue
            with guarded(self.ctx, order_id, label):
                order = self.ctx.store.order(order_id)
                if order is not None:
                    self.look(order, known[order_id])
                elif order_id not in changed:
                    self.gone(order_id, known[order_id], label)
        self.flush()
        self.ctx.set_bookmark(now.isoformat(), LOOKED)

    # -- inside --

    def _settled_in_erp(self, known: Mapping[str, str]) -> None:
        """Whoever cancelled an order in the ERP has answered what was asked of it."""
        asked = [one for one, record in self.ctx.pending.items() if record.cause in (CHANGED, OVER, DELETED)]
        for order_id in asked:
            self.ctx.cancel.check()
            record = self.ctx.pending[order_id]
            if record.state is PendingState.IGNORED or order_id not in known or order_id in self.looked:
                continue
            with guarded(self.ctx, order_id, record.label):
                order = self.ctx.erp.order(known[order_id])
                if order is not None and order.status is OrderStatus.CANCELLED:
                    self.ctx.solve(order_id, record.label)
                    told = TOLD.get(self.ctx.storage.memory, self.ctx.connection.id, order_id)
                    self.ctx.keep_facts(FACT, {order_id: told} if told else {})
                    self._release(order_id)

    def _open(self, order_id: str, fact: Shown | None, now: datetime) -> bool:
        over = {*self.over, self.ctx.outgoing.get(OrderStatus.DELIVERED, "")}
        if fact is None or order_id in self.looked or order_id in self.ctx.pending:
            return False
        return fact.get("word") not in over and not _old(fact, now)

    def _settled(self, order: StoreOrder) -> Shown:
        """What an order is compared with: as it came in, or as a person last said that it is settled."""
        record = self.ctx.pending.get(order.id)
        memory, own = self.ctx.storage.memory, self.ctx.connection.id
        if record is not None and record.state is PendingState.IGNORED:
            self.ctx.solve(order.id, order.number)
            told = TOLD.get(memory, own, order.id)
            self.ctx.keep_facts(FACT, {order.id: told} if told else {})
        return self.fresh.get(order.id) or FACT.get(memory, own, order.id) or {}

    def _compare(self, order: StoreOrder, erp_id: str, before: Shown, now: Shown) -> None:
        if order.status in self.over:
            self._release(order.id)
            self._over(order, erp_id, before)
            return
        if not before:
            return
        was, becomes = differences(before, now)
        if was or becomes:
            self._hold_more(order, before)
            raise NeedsPerson(CHANGED, order=order.number, before=was, after=becomes)

    def _over(self, order: StoreOrder, erp_id: str, before: Shown) -> None:
        """Refunded or failed since: the ERP order waits for its cancellation.

        What another task copies is its affair, where it was linked then: of what came later nobody tells.
        """
        if (before and order.status in self.copied) or before.get("word") == order.status:
            return
        known = self.ctx.erp.order(erp_id)
        if known is not None and known.status is not OrderStatus.CANCELLED:
            status = self.ctx.label(order.status)
            raise RecordProblem(OVER, order=order.number, status=status, erp=known.number)

    def _hold_more(self, order: StoreOrder, before: Shown) -> None:
        """Units beyond those that came in are sold, and the ERP does not know them."""
        more = further(with_kits(order, self.ctx.chosen(ImportOptions).kits), before)
        if self.more.get(order.id) != more:
            self.more[order.id] = more
            self.unread.discard(order.id)
            self.ctx.keep_facts(MORE, {order.id: more})

    def _release(self, order_id: str) -> None:
        if self.more.pop(order_id, None) is not None or order_id in self.unread:
            self.unread.discard(order_id)
            self.ctx.forget_facts(MORE, [order_id])


def look_again(ctx: RunContext, held: HeldOrders, known: Mapping[str, str]) -> list[str]:
    """Orders that hold units and are gone, over, or unpaid for too long: released, told, and named."""
    released = held.given_up()
    waiting = [order_id for order_id in held.kept if order_id not in known and order_id not in released]
    last = ctx.moment(HELD_LOOKED)
    if waiting and (ctx.by_person or last is None or ctx.clock.now() - last >= HELD_EVERY):
        states = {each: state.status for each, state in states_of(ctx, waiting, proved=False).items()}
        over = over_words(ctx.manifest, ctx.statuses)
        for each in [one for one in waiting if one not in ctx.boundary.unknown]:
            with guarded(ctx, each, each):
                # What a list does not show is asked for by its id.
                word = states.get(each)
                ended = word in over if word is not None else ctx.store.order(each) is None
                released += [each] if ended else []
        ctx.set_bookmark(ctx.clock.now().isoformat(), HELD_LOOKED)
    for order_id in released:
        ctx.log.warning("order.released", order_id, order=order_id)
    held.drop(released)
    return released


def _copied(ctx: RunContext) -> frozenset[str]:
    """The words that a task cancels the ERP's orders by, where it is switched on in that direction."""
    task = bearer(ctx, Duty.CANCELLATIONS)
    switched_on = task is not None and task.options.get(FROM_STORE) == YES
    if not switched_on or Capability.CANCEL_FROM_STORE not in ctx.manifest.capabilities:
        return frozenset()
    return cancelling_words(ctx.manifest, ctx.statuses)


def told_ahead(ctx: RunContext, numbers: Sequence[str]) -> None:
    """Say once of each order that it claims to have changed later than it is."""
    told = ctx.facts(AHEAD) if numbers else {}
    fresh = [number for number in dict.fromkeys(numbers) if number not in told]
    if fresh:
        ctx.log.warning("order.ahead", count=len(fresh), orders=", ".join(fresh[:5]))
        ctx.keep_facts(AHEAD, dict.fromkeys(fresh, ctx.clock.now().isoformat()))


def _old(fact: Shown, now: datetime) -> bool:
    placed = read(fact.get("at"), now=now)
    return placed is None or placed < now - KEPT


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
