"""Sincronizar Status de Pedidos de Venda: statuses travel both ways by the map, never backwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.options import flag
from ecco_desktop.domain.order_flow import Decision, Seen, Way, decide
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import (
    OrderBook,
    WindowOptions,
    attend_each,
    states_of,
    states_since_bookmark,
)
from ecco_desktop.jobs.orders.moves import move_in_erp, move_in_store
from ecco_desktop.jobs.orders.orders_brake import OrderMove, hold_moves
from ecco_desktop.jobs.orders.papers import Papers
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact
from ecco_desktop.words import N_


@dataclass(frozen=True, slots=True)
class StatusOptions(WindowOptions):
    """What else goes to the store."""

    papers: bool = flag(N_("Enviar nota fiscal e rastreio à loja"), True, N_("sim"), N_("não"))


INFO = AutomationInfo(
    key="sync_order_status",
    name=N_("Sincronizar Status de Pedidos de Venda"),
    flow="loja ↔ ERP",
    summary=N_("Mantém a situação dos pedidos igual nos dois lados, sem nunca voltar um pedido faturado."),
    writes_store=True,
    chooses=StatusOptions,
    suggested=True,
)

BOOKMARK = "states"


def _seen_text(seen: Seen) -> str:
    return f"{seen.word}|{seen.status.value}"


def _seen(text: str) -> Seen:
    word, _, status = text.rpartition("|")
    if not word:
        raise ValueError(text)
    return Seen(word, OrderStatus(status))


SEEN = Fact("status_seen", _seen_text, _seen)


def run(ctx: RunContext) -> Tally:
    """Look at every linked order that moved on either side since it was last looked at."""
    book = OrderBook.read(ctx)
    changed, newest = states_since_bookmark(ctx, BOOKMARK)
    pairs = _Pairs(ctx, book, changed, ctx.facts(SEEN))
    pairs.look_at(store_id for store_id in [*dict(book.linked()), *changed] if store_id in book.erp_ids)
    if newest is not None:
        ctx.set_bookmark(newest.isoformat(), BOOKMARK)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


@dataclass(slots=True)
class _Pairs:
    ctx: RunContext
    book: OrderBook
    states: dict[str, StoreOrderState]
    seen: dict[str, Seen]

    def look_at(self, store_ids: Iterable[str]) -> None:
        """Each order once. What nothing is known of, and what failed before, is asked of the store now."""
        wanted = list(dict.fromkeys(store_ids))
        unknown = [
            store_id
            for store_id in wanted
            if store_id not in self.states and (store_id not in self.seen or store_id in self.ctx.pending)
        ]
        self.states |= states_of(self.ctx, unknown)
        orders, moves = self._decided(wanted)
        hold_moves(self.ctx, moves, self.book.size)
        papers = Papers.of(self.ctx) if self.ctx.chosen(StatusOptions).papers else None
        attend_each(self.ctx, self.book.proofs, orders, self.states, partial(self._look_at, papers))

    def _decided(self, wanted: Sequence[str]) -> tuple[dict[str, ErpOrder], list[OrderMove]]:
        """The ERP's side of each, and what the decisions come to, before any is carried out."""
        orders: dict[str, ErpOrder] = {}
        moves: list[OrderMove] = []
        for store_id in [one for one in wanted if one not in self.ctx.boundary.unknown]:
            self.ctx.cancel.check()
            with guarded(self.ctx, store_id, self.book.proofs.links[store_id].label):
                if (order := self.book.order(store_id)) is None:
                    continue
                moves += self._moves(store_id, order)
                orders[store_id] = order
        return orders, moves

    def _moves(self, store_id: str, order: ErpOrder) -> Iterator[OrderMove]:
        state, before = self.states.get(store_id), self.seen.get(store_id)
        word = _word(state, before)
        if not word or not self.ctx.is_due(store_id):
            return
        number = state.number if state else order.external_number
        found = decide(self.ctx.status_map, before, word, order.status, invoiced=order.invoiced)
        if found.way is Way.TO_STORE:
            yield OrderMove.in_store(self.ctx, store_id, number, word, found.word)
        elif found.way is Way.TO_ERP and found.status is not None:
            yield OrderMove.in_erp(store_id, number, order, found.status)

    def _look_at(
        self,
        papers: Papers | None,
        store_id: str,
        order: ErpOrder,
        state: StoreOrderState | None,
        number: str,
    ) -> None:
        before = self.seen.get(store_id)
        word = _word(state, before)
        if not word:
            # The store has the order no more: nothing to keep in step.
            self.ctx.tally.skipped += 1
            return
        word, status = self._bring_in_step(store_id, order, before, word, number)
        if papers is not None and order.invoiced and word not in self.ctx.manifest.dead:
            papers.send(store_id, order, number)
        self._note(store_id, word, status)

    def _bring_in_step(
        self, store_id: str, order: ErpOrder, before: Seen | None, word: str, number: str
    ) -> tuple[str, OrderStatus]:
        """Act on the decision; how the two sides stand then."""
        found = decide(self.ctx.status_map, before, word, order.status, invoiced=order.invoiced)
        if found.way is Way.TO_STORE:
            move_in_store(self.ctx, store_id, word, found.word, number)
            return found.word, order.status
        if found.way is Way.TO_ERP and found.status is not None:
            moved = move_in_erp(self.ctx, store_id, order, found.status, number)
            return word, found.status if moved else order.status
        self._stay(order, word, number, found)
        return word, order.status

    def _stay(self, order: ErpOrder, word: str, number: str, found: Decision) -> None:
        if not found.reason:
            self.ctx.tally.unchanged += 1
            return
        self.ctx.tally.skipped += 1
        self.ctx.log.warning(
            found.reason,
            number,
            order=number,
            kept=order.status,
            wanted=self.ctx.label(word),
            erp=order.number,
        )

    def _note(self, store_id: str, word: str, status: OrderStatus) -> None:
        now = Seen(word, status)
        if self.seen.get(store_id) != now:
            self.seen[store_id] = now
            self.ctx.keep_facts(SEEN, {store_id: now})


def _word(state: StoreOrderState | None, before: Seen | None) -> str:
    """Where the store has it, as far as is known; "" where it has it no more."""
    return state.status if state else before.word if before else ""
