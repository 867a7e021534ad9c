"""Importar Pedidos de Venda: store orders become ERP orders, each exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ecco_desktop.domain.automations import AutomationInfo, Duty, Option, OptionKind
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.order_rules import ImportRules, Which, warnings
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.stock_plan import HELD
from ecco_desktop.jobs.orders.creation import OrderCreator
from ecco_desktop.jobs.orders.drafts import OrderDrafter
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.restored import caught_up, is_restored
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="import_orders",
    name=N_("Importar Pedidos de Venda"),
    flow=N_("loja → ERP"),
    summary=N_("Traz os pedidos da loja para o ERP, cada um uma única vez."),
    options=(
        Option(
            "which",
            N_("Quais pedidos"),
            OptionKind.CHOICE,
            default="paid",
            help=N_("“Só pagos” espera o pagamento; “todos” importa também os que aguardam pagamento."),
            choices=(("paid", N_("só pagos")), ("all", N_("todos"))),
        ),
        Option(
            "since",
            N_("Data de corte"),
            OptionKind.DATE,
            help=N_("Pedidos mais antigos que este dia ficam fora."),
        ),
        Option("channel", N_("Canal de venda"), OptionKind.TEXT, help=N_("Código do canal de venda no ERP.")),
        Option(
            "prefix",
            N_("Prefixo do número"),
            OptionKind.TEXT,
            help=N_("Vai antes do número do pedido no ERP; use quando duas lojas numeram igual."),
        ),
    ),
    duty=Duty.ORDERS_IN,
    suggested=True,
    usual_minutes=10.0,
)

BOOKMARK = "orders"
RULES = "rules"
# The store stamps changes to the second and may still be writing one while it answers.
OVERLAP = timedelta(seconds=120)


def run(ctx: RunContext) -> Tally:
    """Settle what an earlier run left open, try again what waits, then read what changed."""
    importer = _Importer.of(ctx)
    importer.release()
    importer.again()
    for page in ctx.store.orders_changed(_since(ctx, importer.rules)):
        importer.expect(page.total)
        importer.prepare(page.orders)
        for order in page.orders:
            importer.take(order)
        if page.until:
            _advance(ctx, page.until)
    caught_up(ctx)
    ctx.set_bookmark(importer.rules.fingerprint(), RULES)
    importer.creator.settle()
    importer.creator.look_again()
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
    held: dict[str, tuple[tuple[str, int], ...]]
    # Orders of which it is not known what they hold: they are read again.
    unread: set[str]
    restored: bool = False
    total: int | None = None
    done: int = 0

    @classmethod
    def of(cls, ctx: RunContext) -> "_Importer":
        since = ctx.options.get("since", "")
        rules = ImportRules(
            which=Which(ctx.options.get("which", Which.PAID)),
            statuses=ctx.statuses,
            cutoff=date.fromisoformat(since) if since else None,
            zone=ctx.zone,
            labels=ctx.status_labels,
        )
        known = dict(ctx.storage.links.all(ctx.connection.id, LinkKind.ORDER))
        return cls(
            ctx,
            rules,
            OrderDrafter.of(ctx, _channel(ctx)),
            OrderCreator(ctx, known),
            known,
            {},
            ctx.facts(HELD),
            set(ctx.unread(HELD)),
            is_restored(ctx),
        )

    def again(self) -> None:
        """Orders an earlier run could not finish: open intents first, then those whose turn has come."""
        links = self.ctx.storage.links
        open_ids = [
            intent.source_id
            for intent in links.open_intents(self.ctx.connection.id, LinkKind.ORDER)
            if not self.creator.recover(intent)
        ]
        due = [record_id for record_id in self.ctx.pending if not self._waits(record_id)]
        for order_id in dict.fromkeys([*open_ids, *due, *sorted(self.unread)]):
            self._again(order_id)

    def expect(self, total: int | None) -> None:
        """How many orders the store will give, where it says so."""
        if self.total is None:
            self.total = total

    def prepare(self, orders: Sequence[StoreOrder | BrokenOrder]) -> None:
        """Look up at once what the orders of a page that come in will need."""
        coming = [
            order
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
        self._handle(order)

    def _again(self, order_id: str) -> None:
        self.ctx.cancel.check()
        order = self.ctx.store.order(order_id)
        if order is None:
            label = self.ctx.pending[order_id].label if order_id in self.ctx.pending else order_id
            self.ctx.log.warning("order.gone", label, order=label)
            self.ctx.solve(order_id, label)
            self.creator.forget(order_id)
            self._let_go([order_id])
            return
        self.ctx.tally.read += 1
        self._handle(order)

    def _handle(self, order: StoreOrder | BrokenOrder) -> None:
        self.seen[order.id] = order.modified_at
        if order.id in self.known:
            self.ctx.tally.unchanged += 1
            self.ctx.solve(order.id, order.number)
            return
        self._hold(order)
        with self.ctx.record(order.id, order.number, _version(order)):
            if isinstance(order, BrokenOrder):
                raise order.problem
            if self.restored and self.creator.adopt(order):
                # In the ERP since before the restore, whatever became of it or of its links meanwhile.
                return
            if reason := self.rules.left_out(order):
                self.ctx.tally.skipped += 1
                self.ctx.log.info(reason[0], order.number, **reason[1])
                self.creator.forget(order.id)
                return
            self.creator.create(order, self.drafter.draft(order))
            for key, values in warnings(order):
                self.ctx.log.warning(key, order.number, **values)

    def _hold(self, order: StoreOrder | BrokenOrder) -> None:
        """Remember what an order holds in the store until the ERP reserves it (see stock_plan)."""
        old = isinstance(order, StoreOrder) and self.rules.too_old(order)
        if old or not order.held:
            self._let_go([order.id])
        elif self.held.get(order.id) != order.held:
            self.held[order.id] = order.held
            self.unread.discard(order.id)
            self.ctx.keep_facts(HELD, {order.id: order.held})

    def release(self) -> None:
        """Orders that are in the ERP hold their stock there: forget what was remembered of them."""
        self._let_go([order_id for order_id in [*self.held, *self.unread] if order_id in self.known])

    def _let_go(self, order_ids: Sequence[str]) -> None:
        kept = [order_id for order_id in order_ids if order_id in self.held or order_id in self.unread]
        self.ctx.forget_facts(HELD, kept)
        for order_id in kept:
            self.held.pop(order_id, None)
            self.unread.discard(order_id)

    def _waits(self, order_id: str) -> bool:
        """Whether its turn has not come. After a restore all are tried: they may have come in meanwhile."""
        if self.restored and self.ctx.pending[order_id].state is not PendingState.IGNORED:
            return False
        return not self.ctx.is_due(order_id)

    def _same(self, order: StoreOrder | BrokenOrder) -> bool:
        """Whether nothing changed since it failed: an order mended in the store is tried at once."""
        failed = self.ctx.pending[order.id].values.get("version", "")
        return bool(failed) and failed == _version(order)


_NEVER = datetime.min.replace(tzinfo=UTC)


def _version(order: StoreOrder | BrokenOrder) -> str:
    return order.modified_at.isoformat() if order.modified_at else ""


def _channel(ctx: RunContext) -> str:
    wanted = ctx.options.get("channel", "").strip()
    if not wanted:
        return ""
    for channel in ctx.erp.channels():
        if wanted.casefold() in (channel.id, channel.name.casefold()):
            return channel.id
    raise SetupProblem("ecco.channel", channel=wanted)


def _since(ctx: RunContext, rules: ImportRules) -> datetime | None:
    """Where to read from (UTC); the beginning when other orders come in than last time."""
    kept = ctx.bookmark(BOOKMARK)
    if not kept:
        ctx.set_bookmark(rules.fingerprint(), RULES)
        return None
    if ctx.bookmark(RULES) != rules.fingerprint():
        return None
    ctx.log.info("run.resumed", at=f"{datetime.fromisoformat(kept).astimezone(ctx.zone):%d/%m/%Y %H:%M}")
    return datetime.fromisoformat(kept) - OVERLAP


def _advance(ctx: RunContext, until: datetime) -> None:
    kept = ctx.bookmark(BOOKMARK)
    if not kept or datetime.fromisoformat(kept) < until:
        ctx.set_bookmark(until.isoformat(), BOOKMARK)
