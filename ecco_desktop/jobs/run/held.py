"""What stores sold and the ERP does not have yet: one reckoning over all the stores of one ERP."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from ecco_desktop.domain import foreign
from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.instants import EARLIEST, MARGIN, read
from ecco_desktop.domain.kits import Kits, held_ref, with_kits
from ecco_desktop.domain.links import Link, LinkKind, ProductMarks, bears
from ecco_desktop.domain.order_rules import ImportRules, Which
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.stock import StockLevel, by_sku
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.run.bearers import bearer
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact
from ecco_desktop.jobs.run.statuses import over_words
from ecco_desktop.ports.store import BrokenOrder

# An order that nobody paid for so long holds nothing any more.
LIMIT = timedelta(days=30)
# The bookmark of the import, and how far behind it is read again: the store stamps changes to the second
# and may still be writing one while it answers.
ORDERS = "orders"
OVERLAP = timedelta(seconds=120)
Units = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Held:
    """What one order holds: (store ref, whole units, SKU). `at` is when it was placed (UTC)."""

    items: tuple[Units, ...]
    paid: bool = True
    at: datetime | None = None

    @classmethod
    def of(cls, order: StoreOrder | BrokenOrder) -> "Held":
        """What an order holds as it is now; one that cannot be read counts as paid."""
        if isinstance(order, BrokenOrder):
            return cls(tuple((ref, units, "") for ref, units in order.held), at=order.modified_at)
        skus = {held_ref(line): line.sku for line in order.lines}
        items = tuple((ref, units, skus.get(ref, "")) for ref, units in order.held)
        return cls(items, order.paid, order.created_at)

    @classmethod
    def read(cls, text: str) -> "Held":
        """As it is remembered; earlier versions wrote "ref=units;ref=units"."""
        if not text.startswith("{"):
            pairs = (part.rpartition("=") for part in text.split(";") if part)
            return cls(tuple((ref, int(units), "") for ref, _, units in pairs))
        kept = json.loads(text)
        items = tuple((str(ref), int(units), str(sku)) for ref, units, sku in kept["items"])
        return cls(items, bool(kept["paid"]), read(kept["at"]))

    def text(self) -> str:
        """The other way round."""
        at = self.at.isoformat() if self.at else ""
        kept = {"at": at, "paid": self.paid, "items": self.items}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    def over(self, now: datetime) -> bool:
        """Whether nobody paid for it for so long that it is not waited for."""
        return not self.paid and self.at is not None and self.at < now - LIMIT


# Another version of what is compared of an order: facts of an older one are taken anew.
VERSION = 1
Shown = dict[str, object]


# What is kept of each order without its names, in this order: there are as many as there are orders.
KEPT_BARE = (
    "version",
    "at",
    "number",
    "word",
    "lines",
    "total",
    "refunded",
    "address",
    "document",
    "held",
    "changed",
)


def shown_text(shown: Shown) -> str:
    """What is compared of an order, as it is kept."""
    if shown.keys() != set(KEPT_BARE):
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    bare = {**shown, "at": _packed(shown["at"]), "changed": _packed(shown["changed"])}
    if bare["changed"] == bare["at"]:
        bare["changed"] = None
    return json.dumps([bare[name] for name in KEPT_BARE], ensure_ascii=False, separators=(",", ":"))


def shown_of(text: str) -> Shown:
    """The other way round; nothing where it is another version's: what is read next is the base."""
    found = json.loads(text)
    if isinstance(found, list):
        found = dict(zip(KEPT_BARE, found, strict=True))
        found["at"] = _unpacked(found["at"])
        found["changed"] = found["at"] if found["changed"] is None else _unpacked(found["changed"])
    if not isinstance(found, dict) or found.get("version") != VERSION:
        return {}
    lines = found.get("lines")
    if isinstance(lines, dict):
        # Earlier versions kept codes as they came.
        found["lines"] = {foreign.read(sku): units for sku, units in lines.items()}
    return found


def _packed(moment: object) -> object:
    """An instant as whole seconds; as it stands where it is no such instant."""
    found = read(moment)
    seconds = int(found.timestamp()) if found else None
    return moment if seconds is None or _unpacked(seconds) != moment else seconds


def _unpacked(kept: object) -> object:
    return datetime.fromtimestamp(kept, UTC).isoformat() if isinstance(kept, int) else kept


# What an order came in with, by store order id.
FACT = Fact("order_fact", shown_text, shown_of)


def by_ref(held: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The units of each product: an order may have it in several lines."""
    units: dict[str, int] = {}
    for ref, count in held:
        units[ref] = units.get(ref, 0) + count
    return units


def further(order: StoreOrder, before: Shown) -> Held:
    """What an order holds beyond what it came in with: sold, and the ERP does not know it."""
    kept = before.get("held")
    had = kept if isinstance(kept, dict) else {}
    held = Held.of(order)
    skus = {ref: sku for ref, _, sku in held.items}
    more = [(ref, units - int(had.get(ref, 0)), skus[ref]) for ref, units in by_ref(order.held).items()]
    return Held(tuple(item for item in more if item[1] > 0), at=order.created_at)


# By store order id: what orders that are not in the ERP hold, and what those that are in hold beyond what
# they came in with.
HELD = Fact("held", Held.text, Held.read)
MORE = Fact("held_more", Held.text, Held.read)


@dataclass(slots=True)
class HeldOrders:
    """What orders of the run's store hold, kept as they are read."""

    ctx: RunContext
    kept: dict[str, Held]
    # Orders of which it is not known what they hold.
    unread: set[str]

    @classmethod
    def recall(cls, ctx: RunContext) -> "HeldOrders":
        """As earlier runs left it."""
        return cls(ctx, *HELD.split(ctx.storage.memory, ctx.connection.id))

    def take(self, order: StoreOrder | BrokenOrder, *, out: bool) -> None:
        """Remember what an order that the ERP does not have holds; nothing where it stays `out` for good.

        What one that cannot be read held stays held, where it does not tell.
        """
        if isinstance(order, BrokenOrder) and not order.held:
            return
        held = Held.of(order)
        if out or not held.items or held.over(self.ctx.clock.now()):
            self.drop([order.id])
        elif self.kept.get(order.id) != held:
            self.kept[order.id] = held
            self.unread.discard(order.id)
            self.ctx.keep_facts(HELD, {order.id: held})

    def drop(self, order_ids: Sequence[str]) -> None:
        """They hold nothing any more, or hold it in the ERP."""
        known = [one for one in order_ids if one in self.kept or one in self.unread]
        self.ctx.forget_facts(HELD, known)
        for order_id in known:
            self.kept.pop(order_id, None)
            self.unread.discard(order_id)

    def given_up(self) -> list[str]:
        """Those that wait for their payment for too long."""
        now = self.ctx.clock.now()
        return [order_id for order_id, held in self.kept.items() if held.over(now)]


@dataclass(slots=True)
class HeldUnits:
    """Units by ERP product, and by ref of the run's store where no ERP product is known for it."""

    products: dict[str, int] = field(default_factory=dict)
    refs: dict[str, int] = field(default_factory=dict)
    # Orders, of any store, of which it is not known what they hold: they are in neither count.
    unread: int = 0

    @classmethod
    def reckon(
        cls,
        ctx: RunContext,
        levels: Iterable[StockLevel],
        marks: Mapping[str, ProductMarks],
        others: Mapping[int, Sequence[dict[str, Held]]] | None = None,
    ) -> "HeldUnits":
        """Over every store; an ERP product is found by its link, else by its SKU.

        `levels` is what the ERP shows, `marks` what the run's store is linked to.

        `others` is what `of_others` said before the ERP's figures were read: what another store's import
        brought in since is in neither, so it is held once more.
        """
        found = cls()
        for connection in ctx.storage.connections.all():
            if connection.role is not Role.STORE:
                continue
            kept = [fact.split(ctx.storage.memory, connection.id) for fact in (HELD, MORE)]
            found.unread += sum(len(unread) for _, unread in kept)
            before = (others or {}).get(connection.id, ({}, {}))
            whole = [{**was, **facts} for was, (facts, _) in zip(before, kept, strict=True)]
            held = [item for facts in whole for one in facts.values() for item in one.items]
            if held:
                own = connection.id == ctx.connection.id
                links = marks if own else ctx.storage.links.marks(connection.id, LinkKind.PRODUCT)
                found._add(held, links, by_sku(levels, {sku for _, _, sku in held}), own=own)
        return found

    def _add(
        self,
        held: Sequence[Units],
        links: Mapping[str, ProductMarks],
        skus: Mapping[str, Sequence[StockLevel]],
        *,
        own: bool,
    ) -> None:
        for ref, units, sku in held:
            rows = skus.get(sku, ()) if sku else ()
            alone = rows[0].product_id if len(rows) == 1 else ""
            linked, label, _ = links.get(ref, ("", "", ""))
            # Where the order calls it something else than the link does, the SKU is nearer to the truth.
            product = (alone or linked) if sku and not bears(label, sku) else (linked or alone)
            if product:
                self.products[product] = self.products.get(product, 0) + units
            elif own:
                self.refs[ref] = self.refs.get(ref, 0) + units

    def of(self, product: str, ref: str) -> int:
        """What is held of an ERP product that is `ref` in the run's store."""
        return self.products.get(product, 0) + self.refs.get(ref, 0)


def of_others(ctx: RunContext) -> dict[int, Sequence[dict[str, Held]]]:
    """What orders of the other stores hold now, by connection: their imports run beside this run."""
    return {
        connection.id: [fact.all(ctx.storage.memory, connection.id) for fact in (HELD, MORE)]
        for connection in ctx.storage.connections.all()
        if connection.role is Role.STORE and connection.id != ctx.connection.id
    }


def importing(ctx: RunContext) -> Task | None:
    """The task that brings the orders of the run's store in.

    One that is switched off counts for as long as an unpaid order does: what is sold meanwhile comes in
    when it is switched on again. One that never read an order does not count.
    """
    if task := bearer(ctx, Duty.ORDERS_IN):
        return task
    task = bearer(ctx, Duty.ORDERS_IN, active=False)
    return task if task and (_read_until(ctx, task) or EARLIEST) > ctx.clock.now() - LIMIT else None


def _read_until(ctx: RunContext, task: Task) -> datetime | None:
    """Up to when the import read the orders; None where that is not known, or cannot be right."""
    now = ctx.clock.now()
    kept = read(ctx.storage.bookmarks.get(ctx.connection.id, task.automation, ORDERS), now=now)
    return kept if kept and kept <= now + MARGIN else None


def look(ctx: RunContext, task: Task) -> dict[str, int]:
    """Count what was sold since the import (`task`) read the orders; the units of all orders read, by ref.

    What such orders hold is remembered as the import would remember it, whatever their status; of linked ones
    what they hold beyond what they came in with, and all of it where the link is another order's.
    """
    links = ctx.storage.links.proofs(ctx.connection.id, LinkKind.ORDER)
    waiting = ctx.storage.pending.due(ctx.connection.id, task.automation, None)
    # A person said that their change is settled.
    settled = {record.record_id for record in waiting if record.state is PendingState.IGNORED}
    kept = _read_until(ctx, task)
    since = kept - OVERLAP if kept else ctx.clock.now() - LIMIT
    cutoff, kits = task.options.get("since", ""), Kits(task.options.get("kits", Kits.PARTS))
    held, sold = HeldOrders.recall(ctx), dict[str, int]()
    over = over_words(ctx.manifest, ctx.statuses)
    for page in ctx.store.orders_changed(since, _first_wanted(ctx, cutoff)):
        ctx.cancel.check()
        for order in page.orders:
            for ref, units in order.held:
                sold[ref] = sold.get(ref, 0) + units
            taken = with_kits(order, kits) if isinstance(order, StoreOrder) else order
            if not _is_in(order, links.get(order.id)):
                ended = isinstance(order, StoreOrder) and order.status in over
                held.take(taken, out=ended or _before(ctx, order, cutoff))
            elif isinstance(taken, StoreOrder) and order.id not in settled:
                before = FACT.get(ctx.storage.memory, ctx.connection.id, order.id)
                _hold_more(ctx, further(taken, before) if before else Held(()), order.id)
    return sold


def _is_in(order: StoreOrder | BrokenOrder, link: Link | None) -> bool:
    """Whether the ERP has this very order: a store that begins anew gives its ids out again."""
    if link is None or isinstance(order, BrokenOrder):
        return link is not None
    return link.is_of_store(order.number, order.created_at)


def _hold_more(ctx: RunContext, more: Held, order_id: str) -> None:
    if more.items:
        ctx.keep_facts(MORE, {order_id: more})


def _first_wanted(ctx: RunContext, cutoff: str) -> datetime | None:
    """See ImportRules.placed_from."""
    return ImportRules(Which.ALL, {}, date.fromisoformat(cutoff), ctx.zone).placed_from() if cutoff else None


def _before(ctx: RunContext, order: StoreOrder | BrokenOrder, cutoff: str) -> bool:
    """Whether an order is from before the cut-off day of the import."""
    if not cutoff or isinstance(order, BrokenOrder):
        return False
    return order.created_at.astimezone(ctx.zone).date().isoformat() < cutoff
