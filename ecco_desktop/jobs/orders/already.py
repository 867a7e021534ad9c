"""Which ERP order is "already there": the one door by which an order that is there may be taken for ours.

Proved ours: it bears our mark (shop, store id and instant of creation), or the very number with the same
buyer's document and the same total; and no other store order is linked to it. Proved another's: linked to
another, another mark, another buyer. What is neither is asked of a person: taken for ours, an order might be
lost; taken for another's, it might be made twice.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ecco_desktop.domain import documents, foreign, instants
from ecco_desktop.domain.connections import shop_of
from ecco_desktop.domain.errors import EccoProblem, NeedsPerson, RecordProblem
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.marks import Mark, Sameness
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrder
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact

# What a person answered, by store id (see `answered_this`), and the ERP orders that were asked about.
ANSWER, ASKED = text_fact("order_answer"), text_fact("order_asked")
PERHAPS = "order.perhaps_there"
_THIS, _OTHERS = "this:", "others:"
# Under which numbers this connection's orders may stand in the ERP.
PREFIXES = "prefixes"
# An account that does not tell it says so in one of these ways; then it stays unknown.
_UNTOLD = ("ecco.unclear", "http.refused", "http.not_json")
# More that resemble are not looked into one by one.
_LOOKED_INTO = 5


def answered_this(erp_ids: Sequence[str]) -> str:
    """The answer "it is this order", of the first that was asked about."""
    return _THIS + erp_ids[0]


def answered_others(erp_ids: Sequence[str]) -> str:
    """The answer "it is none of these": the order is made, whatever their number."""
    return _OTHERS + ",".join(erp_ids)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an ERP order is compared with. `totals` are those it may have come in with."""

    order_id: str
    label: str
    mark: Mark
    document: str
    totals: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ERP has: proved ours, perhaps ours, and (as text key, order) what holds our number."""

    ours: tuple[ErpOrder, ...] = ()
    perhaps: tuple[ErpOrder, ...] = ()
    in_the_way: tuple[tuple[str, ErpOrder], ...] = ()

    @property
    def copies(self) -> int:
        """How many that are not cancelled may be the order."""
        return len(living([*self.ours, *self.perhaps]))


NOTHING = Standing()


@dataclass(slots=True)
class Already:
    """Looks in one run. `old` are prefixes of before `since`: older orders may bear their numbers."""

    ctx: RunContext
    shop: str
    prefix: str
    old: Sequence[str]
    since: datetime | None
    answers: dict[str, str]

    @classmethod
    def of(cls, ctx: RunContext, prefix: str) -> "Already":
        """With the prefixes this connection had before; one that is new is written down."""
        kept = _kept(ctx.bookmark(PREFIXES))
        now = ctx.clock.now()
        if kept.get("now") != prefix:
            known = kept.get("old")
            before = {*(known if isinstance(known, list) else []), kept.get("now", "")} - {prefix}
            kept = {"now": prefix, "since": now.isoformat(), "old": sorted(map(str, before))}
            ctx.set_bookmark(json.dumps(kept), PREFIXES)
        old = kept.get("old")
        since = instants.read(kept.get("since"), now=now)
        return cls(
            ctx,
            shop_of(ctx.connection, ctx.manifest),
            prefix,
            [str(each) for each in old] if isinstance(old, list) else [],
            since,
            ctx.facts(ANSWER),
        )

    def mark(self, order: StoreOrder) -> Mark:
        """What the ERP order made of a store order bears."""
        return Mark(self.shop, order.id, order.created_at)

    def wanted(self, order: StoreOrder, *totals: Decimal) -> Wanted:
        """What is looked for."""
        document = order.customer.document
        return Wanted(order.id, order.number, self.mark(order), document, frozenset(totals))

    def look(self, wanted: Wanted, day: date) -> Standing:
        """What the ERP has of a store order, asked for now; RecordProblem where it does not say."""
        number = self.prefix + wanted.label
        found = [(number, each) for each in self.ctx.erp.find_orders(number, day)]
        if self.old and (self.since is None or wanted.mark.made_at < self.since):
            for prefix in self.old:
                earlier = prefix + wanted.label
                found += [(earlier, each) for each in self.ctx.erp.find_orders(earlier, day)]
        return self._sorted(wanted, found)

    def sent(self, order_id: str, number: str, day: date) -> Standing:
        """What became of an order that was sent and never heard of, by marks and answers alone."""
        found = self.ctx.erp.find_orders(number, day)
        ours, perhaps = [], []
        for place, each in enumerate(found):
            if self._owner(each, order_id) or self._answer(order_id, each) is Sameness.OTHER:
                continue
            known = self._identified(each, place)
            said = {(mark.shop, mark.order_id) == (self.shop, order_id) for mark in known.marks}
            if said == {True} or self._answer(order_id, each) is Sameness.OURS:
                ours.append(known)
            elif said != {False}:
                perhaps.append(known)
        return Standing(tuple(ours), tuple(perhaps))

    def count(self, wanted: Wanted, listed: Sequence[ErpOrder]) -> int:
        """How many of these, not cancelled, may be the order: by what the list shows."""
        number = self.prefix + wanted.label
        near = [each for each in listed if not self._owner(each, wanted.order_id)]
        return len(living([each for each in near if judge(each, wanted, number) is not Sameness.OTHER]))

    def is_asked(self, order_id: str) -> bool:
        """Whether a person is asked which ERP order it is, or has said so."""
        record = self.ctx.pending.get(order_id)
        asked = record is not None and record.cause == PERHAPS
        return asked or self.answers.get(order_id, "").startswith(_THIS)

    def refuse(self, standing: Standing, wanted: Wanted) -> None:
        """NeedsPerson where nobody can tell, or where our number is another's."""
        if standing.perhaps:
            known = (living(standing.perhaps) or standing.perhaps)[0]
            ids = [known.id, *(each.id for each in standing.perhaps if each.id != known.id)]
            self.ctx.keep_facts(ASKED, {wanted.order_id: ",".join(ids)})
            raise NeedsPerson(PERHAPS, found=known.external_number or "—", **_told(known, wanted))
        for key, known in standing.in_the_way:
            self.ctx.keep_facts(ASKED, {wanted.order_id: known.id})
            # Another buyer's may be mended in the ERP: it is looked at again.
            problem = RecordProblem if key == "order.number_taken" else NeedsPerson
            raise problem(key, **_told(known, wanted))

    # -- inside --

    def _sorted(self, wanted: Wanted, found: Sequence[tuple[str, ErpOrder]]) -> Standing:
        ours: dict[str, ErpOrder] = {}
        perhaps: dict[str, ErpOrder] = {}
        ways: list[tuple[str, ErpOrder]] = []
        once = {each.id: (number, each) for number, each in reversed(found)}
        for place, (number, each) in enumerate(once.values()):
            sameness, why, known = self._judge(wanted, number, each, place)
            if sameness is Sameness.OURS:
                ours[known.id] = known
            elif sameness is Sameness.PERHAPS:
                perhaps[known.id] = known
            elif why and _very(number, self.prefix + wanted.label) and _very(known.external_number, number):
                ways.append((why, known))
        return Standing(tuple(ours.values()), tuple(perhaps.values()), tuple(ways))

    def _judge(
        self, wanted: Wanted, number: str, order: ErpOrder, place: int
    ) -> tuple[Sameness, str, ErpOrder]:
        """What it is, and why it would stand in the way where it is another's."""
        answer = self._answer(wanted.order_id, order)
        if answer is Sameness.OTHER:
            return answer, "", order
        if why := self._owner(order, wanted.order_id):
            return Sameness.OTHER, why, order
        if answer is Sameness.OURS:
            return answer, "", order
        known, sameness = order, judge(order, wanted, number)
        if sameness is Sameness.PERHAPS:
            known = self._identified(order, place)
            sameness = judge(known, wanted, number)
        same_shop = bool(known.marks) and all(mark.shop == self.shop for mark in known.marks)
        return sameness, "order.number_repeated" if same_shop else "order.number_taken", known

    def _owner(self, order: ErpOrder, order_id: str) -> str:
        """By a link of another store order: why it would stand in the way; "" where there is none."""
        for link in self.ctx.storage.links.owners(LinkKind.ORDER, order.id):
            if link.connection_id != self.ctx.connection.id:
                return "order.number_linked"
            if link.outside_id != order_id:
                return "order.number_repeated"
        return ""

    def _answer(self, order_id: str, order: ErpOrder) -> Sameness:
        """What a person said of it."""
        answer = self.answers.get(order_id, "")
        if answer == _THIS + order.id:
            return Sameness.OURS
        others = answer.removeprefix(_OTHERS).split(",") if answer.startswith(_OTHERS) else ()
        return Sameness.OTHER if order.id in others else Sameness.PERHAPS

    def _identified(self, order: ErpOrder, place: int) -> ErpOrder:
        if place >= _LOOKED_INTO:
            return order
        try:
            return self.ctx.erp.identified(order)
        except EccoProblem as problem:
            if problem.key not in _UNTOLD:
                raise
            return order


def judge(known: ErpOrder, wanted: Wanted, number: str) -> Sameness:
    """Whether an ERP order that nobody is linked to is the one wanted under `number`, by what it shows."""
    buyer = _same_buyer(known.document, wanted.document)
    exact = known.external_number.strip() == number.strip()
    paid = known.total is not None and known.total in wanted.totals
    if known.marks:
        said = {mark.sameness(wanted.mark) for mark in known.marks}
        if said == {Sameness.OURS}:
            return Sameness.OURS
        # A shop that moved to another address marks what it makes there otherwise.
        same = buyer and paid
        return Sameness.OTHER if said == {Sameness.OTHER} and not same else Sameness.PERHAPS
    if buyer is False:
        return Sameness.OTHER
    return Sameness.OURS if exact and buyer and paid else Sameness.PERHAPS


def living(found: Sequence[ErpOrder]) -> list[ErpOrder]:
    """Those that are not cancelled."""
    return [order for order in found if order.status is not OrderStatus.CANCELLED]


def _same_buyer(theirs: str, ours: str) -> bool | None:
    """None where one of them is not known: missing, masked, or no document at all."""
    known, wanted = documents.restored(theirs), documents.restored(ours)
    if not documents.is_valid(known) or not documents.is_valid(wanted):
        return None
    return known == wanted


def _very(one: str, other: str) -> bool:
    return foreign.key(one) == foreign.key(other)


def _told(known: ErpOrder, wanted: Wanted) -> dict[str, object]:
    total = max(wanted.totals, default=None)
    shown = {"erp_total": known.total, "total": total}
    return {
        "order": wanted.label,
        "erp": known.number or known.id,
        **{name: value for name, value in shown.items() if value is not None},
    }


def _kept(text: str | None) -> dict[str, object]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
