"""Importar Pedidos de Venda: store orders become ERP orders, each exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.automations import AutomationInfo, Duty
from ecco_desktop.domain.errors import RecordProblem, SetupProblem
from ecco_desktop.domain.kits import Kits, containers, with_kits
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.order_rules import ImportRules, warnings
from ecco_desktop.domain.orders import ErpOrder, StoreOrder
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.already import NOTHING, PERHAPS, Already
from ecco_desktop.jobs.orders.creation import OrderCreator
from ecco_desktop.jobs.orders.drafts import OrderDrafter
from ecco_desktop.jobs.orders.import_options import ImportOptions
from ecco_desktop.jobs.orders.proofs import Proofs
from ecco_desktop.jobs.orders.sight import Sight, look_again, told_ahead, version_of
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded, is_row
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.held import ORDERS, OVERLAP, HeldOrders
from ecco_desktop.jobs.run.restored import caught_up, is_restored
from ecco_desktop.jobs.run.statuses import over_words, paid_words
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="import_orders",
    name=N_("Importar Pedidos de Venda"),
    flow=N_("loja → ERP"),
    summary=N_("Traz os pedidos da loja para o ERP, cada um uma única vez."),
    chooses=ImportOptions,
    duty=Duty.ORDERS_IN,
    suggested=True,
    usual_minutes=10.0,
)

RULES = "rules"


def run(ctx: RunContext) -> Tally:
    """Settle what an earlier run left open, try again what waits, then read what changed."""
    importer = _Importer.of(ctx)
    importer.release()
    importer.again()
    importer.look_at_held()
    for page in ctx.store.orders_changed(_since(ctx, importer.rules), importer.rules.placed_from()):
        importer.expect(page.total)
        importer.prepare(page.orders)
        for order in page.orders:
            importer.take(order)
        importer.sight.flush()
        told_ahead(ctx, page.ahead)
        if page.until:
            _advance(ctx, page.until)
    caught_up(ctx)
    ctx.set_bookmark(importer.rules.fingerprint(), RULES)
    importer.creator.settle()
    importer.creator.look_again()
    importer.sight.look_for_gone(importer.known)
    importer.release()
    return ctx.tally


AUTOMATION = Automation(INFO, run)


@dataclass(slots=True)
class _Importer:
    ctx: RunContext
    rules: ImportRules
    drafter: OrderDrafter
    creator: OrderCreator
    known: dict[str, str]
    seen: dict[str, datetime | None]
    held: HeldOrders
    sight: Sight
    proofs: Proofs
    kits: Kits
    doubted: set[str] = field(default_factory=set)
    restored: bool = False
    total: int | None = None
    done: int = 0

    @classmethod
    def of(cls, ctx: RunContext) -> "_Importer":
        options = ctx.chosen(ImportOptions)
        rules = ImportRules(
            which=options.which,
            statuses=ctx.statuses,
            cutoff=options.since,
            zone=ctx.zone,
            labels=ctx.status_labels,
            dead=over_words(ctx.manifest, ctx.statuses),
            said=paid_words(ctx.manifest, ctx.statuses),
        )
        proofs = Proofs.of(ctx)
        known = {ref: link.erp_id for ref, link in proofs.links.items()}
        return cls(
            ctx,
            rules,
            OrderDrafter.of(ctx, _channel(ctx)),
            OrderCreator(ctx, known, Already.of(ctx, options.prefix)),
            known,
            {},
            HeldOrders.recall(ctx),
            Sight.of(ctx),
            proofs,
            options.kits,
            set(proofs.doubted),
            is_restored(ctx),
        )

    def again(self) -> None:
        """Orders an earlier run could not finish: open intents first, then those whose turn has come."""
        links = self.ctx.storage.links
        open_ids = []
        for intent in links.open_intents(self.ctx.connection.id, LinkKind.ORDER):
            with guarded(self.ctx, intent.source_id, intent.external_number):
                if not self._asked(intent.source_id):
                    self.creator.recover(intent)
                    # Linked or not: nobody has looked at it since it was sent.
                    open_ids.append(intent.source_id)
        due = [one for one in self.ctx.pending if not is_row(one) and not self._waits(one)]
        for order_id in dict.fromkeys([*open_ids, *due, *sorted(self.held.unread | self.sight.unread)]):
            label = self.ctx.pending[order_id].label if order_id in self.ctx.pending else order_id
            with guarded(self.ctx, order_id, label):
                self._again(order_id, label)

    def look_at_held(self) -> None:
        """Orders that hold units and are gone, over, or not paid for too long hold none."""
        for order_id in look_again(self.ctx, self.held, self.known):
            self.creator.forget(order_id)

    def expect(self, total: int | None) -> None:
        """How many orders the store will give, where it says so."""
        if self.total is None:
            self.total = total

    def prepare(self, orders: Sequence[StoreOrder | BrokenOrder]) -> None:
        """Look up at once what the orders of a page that come in will need."""
        coming = [
            with_kits(order, self.kits)
            for order in orders
            if isinstance(order, StoreOrder) and order.id not in self.known and not self.rules.left_out(order)
        ]
        self.drafter.prepare(coming)

    def take(self, order: StoreOrder | BrokenOrder) -> None:
        """One order of a page: each version is handled once a run."""
        self.ctx.cancel.check()
        self.done += 1
        self.ctx.report(self.done, max(self.total, self.done) if self.total else None)
        if self.seen.get(order.id, _NEVER) == order.modified_at:
            return
        self.ctx.tally.read += 1
        if order.id in self.ctx.pending and self._waits(order.id) and self._same(order):
            self.ctx.tally.skipped += 1
            return
        with guarded(self.ctx, order.id, order.number, version_of(order)):
            self._handle(order)

    def _again(self, order_id: str, label: str) -> None:
        self.ctx.cancel.check()
        order = self.ctx.store.order(order_id)
        if order is None:
            if order_id in self.known:
                self.sight.gone(order_id, self.known[order_id], label)
                return
            if self.creator.open.get(order_id, NOTHING).perhaps:
                with self.ctx.record(order_id, label):
                    self.creator.ask(order_id, label)
                return
            self.ctx.log.warning("order.gone", label, order=label)
            self.ctx.solve(order_id, label)
            self.creator.forget(order_id)
            self.held.drop([order_id])
            return
        self.ctx.tally.read += 1
        self._handle(order)

    def _handle(self, order: StoreOrder | BrokenOrder) -> None:
        self.seen[order.id] = order.modified_at
        if order.id in self.known:
            self._look(order)
            return
        self._hold(order)
        found: ErpOrder | None = None
        with self.ctx.record(order.id, order.number, version_of(order)):
            if isinstance(order, BrokenOrder):
                raise order.problem
            found = self._bring_in(order)
        if found is not None and isinstance(order, StoreOrder):
            self.sight.found(order, found)

    def _bring_in(self, order: StoreOrder) -> ErpOrder | None:
        """Make the ERP order, where it is wanted; what the ERP has where it was there already."""
        if self._perhaps_in(order) and (known := self.creator.adopt(order)):
            # In the ERP since before the restore, the lost answer or the question, whatever became of it.
            return known
        if self.rules.unknown(order):
            raise RecordProblem("order.status_unknown", order=order.number, status=order.status)
        if reason := self.rules.left_out(order):
            self.ctx.tally.skipped += 1
            self.ctx.log.info(reason[0], order.number, **reason[1])
            self.creator.forget(order.id)
            return None
        taken = with_kits(order, self.kits)
        made = self.drafter.draft(taken)
        self.sight.keep(order)
        known = self.creator.create(order, made)
        for key, values in warnings(taken):
            self.ctx.log.warning(key, order.number, **values)
        for kit in containers(order):
            self.ctx.log.info(_KIT[self.kits], order.number, order=order.number, title=kit.title)
        return known

    def _perhaps_in(self, order: StoreOrder) -> bool:
        """Whether the ERP may have it since before: it is looked up though it would not come in now."""
        open_ids, already = self.creator.open, self.creator.already
        return self.restored or order.id in open_ids or already.is_asked(order.id)

    def _asked(self, order_id: str) -> bool:
        """Whether a person was asked which ERP order it is, and has not answered."""
        record = self.ctx.pending.get(order_id)
        return record is not None and record.cause == PERHAPS and not self.ctx.is_due(order_id)

    def _hold(self, order: StoreOrder | BrokenOrder) -> None:
        """Units of what would come in; no option speaks of an order that cannot be read."""
        if isinstance(order, BrokenOrder):
            self.held.take(order, out=False)
        else:
            out = self.rules.too_old(order) or order.status in self.rules.dead
            self.held.take(with_kits(order, self.kits), out=out)

    def _look(self, order: StoreOrder | BrokenOrder) -> None:
        """In the ERP already, if its link is proved; else what it holds stays held until a person answers."""
        if isinstance(order, StoreOrder):
            if self.proofs.is_another(order):
                self._hold(order)
                self.doubted.add(order.id)
                with self.ctx.record(order.id, order.number, version_of(order)):
                    self.proofs.prove(order.id, order, None)
                return
            self.proofs.prove(order.id, order, None)
        self.sight.look(order, self.known[order.id])

    def release(self) -> None:
        """Orders that are in the ERP hold their stock there: forget what was remembered of them."""
        here = [
            one
            for one in [*self.held.kept, *self.held.unread]
            if one in self.known and one not in self.doubted
        ]
        self.held.drop(here)

    def _waits(self, order_id: str) -> bool:
        """Whether its turn has not come. After a restore all are tried: they may have come in meanwhile."""
        if self.restored and self.ctx.pending[order_id].state is not PendingState.IGNORED:
            return False
        return not self.ctx.is_due(order_id)

    def _same(self, order: StoreOrder | BrokenOrder) -> bool:
        """Whether nothing changed since it failed: an order mended in the store is tried at once."""
        failed = self.ctx.pending[order.id].values.get("version", "")
        return bool(failed) and failed == version_of(order)


_KIT = {Kits.PARTS: "order.kit_parts", Kits.WHOLE: "order.kit_whole"}
_NEVER = datetime.min.replace(tzinfo=UTC)


def _channel(ctx: RunContext) -> str:
    wanted = ctx.chosen(ImportOptions).channel
    if not wanted:
        return ""
    for channel in ctx.erp.channels():
        if wanted.casefold() in (channel.id, channel.name.casefold()):
            return channel.id
    raise SetupProblem("ecco.channel", channel=wanted)


def _since(ctx: RunContext, rules: ImportRules) -> datetime | None:
    """Where to read from (UTC); the beginning when other orders come in than last time."""
    kept = ctx.moment(ORDERS)
    if not kept:
        ctx.set_bookmark(rules.fingerprint(), RULES)
        return None
    if ctx.bookmark(RULES) != rules.fingerprint():
        return None
    ctx.log.info("run.resumed", at=f"{kept.astimezone(SHOP):%d/%m/%Y %H:%M}")
    return kept - OVERLAP


def _advance(ctx: RunContext, until: datetime) -> None:
    kept = ctx.moment(ORDERS)
    if not kept or kept < until:
        ctx.set_bookmark(until.isoformat(), ORDERS)
