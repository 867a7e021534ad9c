"""Pendências: what failed and waits, grouped by cause, and the ways to solve it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecco_desktop.domain.automations import Records
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.order_rules import LINE
from ecco_desktop.domain.pending import PendingRecord, PendingState, Waiting
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.shipping import way_key
from ecco_desktop.jobs.orders import chosen
from ecco_desktop.jobs.orders.chosen import CHOSEN
from ecco_desktop.jobs.run.goods import OTHER, SAME, pair
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.catalog import automation_infos
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.heads import heading
from ecco_desktop.words.sentences import sentence


class Solution(StrEnum):
    """Who or what takes a group off the list."""

    LINK_CARRIER = "link_carrier"
    MAP_STATUS = "map_status"
    WHICH_ORDER = "which_order"
    SAME_PRODUCT = "same_product"
    CHOOSE_PRODUCT = "choose_product"
    IN_STORE = "in_store"
    IN_ERP = "in_erp"
    AT_CARRIER = "at_carrier"
    ITSELF = "itself"


SOLUTIONS = Words(
    {
        Solution.LINK_CARRIER: N_("Criar vínculo"),
        Solution.MAP_STATUS: N_("Ligar situação"),
        Solution.WHICH_ORDER: N_("Dizer qual é o pedido"),
        Solution.SAME_PRODUCT: N_("É o mesmo produto"),
        Solution.CHOOSE_PRODUCT: N_("Escolher produto"),
        Solution.IN_STORE: N_("Corrigir na loja"),
        Solution.IN_ERP: N_("Corrigir no ERP"),
        Solution.AT_CARRIER: N_("Falar com a transportadora"),
        Solution.ITSELF: N_("Tentar de novo"),
    }
)
_IN_ERP = (
    "delivery.unread_code",
    "delivery.before_order",
    "delivery.left_window",
    "delivery.denied",
    "order.changed_after",
    "order.over_after",
    "order.reopened",
    "order.deleted_after",
    "install.attribute_missing",
    "install.brand_missing",
    "install.category_missing",
    "install.name_twice",
    "install.option_missing",
    "order.product_other",
    "stock.ambiguous",
    "stock.orphan",
    "stock.uncounted",
    "product.ambiguous",
    "product.inactive",
    "product.sku_twice",
    "product.no_options",
    "product.options_unread",
    "ecco.refused",
    "ecco.order_refused",
    "ecco.product_refused",
    "ecco.not_stored",
)
# An order with our number is in the ERP: a person knows which it is. Of the first, it may be ours.
MAYBE_OURS, CARRIER_CAUSE = "order.perhaps_there", "order.carrier"
_WHICH_ORDER = (MAYBE_OURS, "order.number_taken", "order.number_linked", "order.number_repeated")
_AT_CARRIER = ("delivery.problem", "delivery.silent", "delivery.undone")
# Nothing in a store's panel mends what nobody answered.
_ITSELF = (
    "order.uncertain",
    "stock.read_failed",
    "product.uncertain",
    "store.unclear",
    "ecco.unclear",
    "record.bug",
    "http.unreachable",
    "http.timeout",
    "http.cut",
    "http.busy",
    "http.server",
    "http.not_json",
    "http.cached",
    "http.repeated_page",
    "http.maintenance",
    "http.unserved",
    "http.firewall",
    "http.portal",
    "http.outcome_unknown",
    "woo.maintenance",
)
_SOLVED_BY = (
    ((CARRIER_CAUSE,), Solution.LINK_CARRIER),
    (("order.status_unknown",), Solution.MAP_STATUS),
    (_WHICH_ORDER, Solution.WHICH_ORDER),
    ((OTHER,), Solution.SAME_PRODUCT),
    (chosen.CAUSES, Solution.CHOOSE_PRODUCT),
    (_IN_ERP, Solution.IN_ERP),
    (_AT_CARRIER, Solution.AT_CARRIER),
    (_ITSELF, Solution.ITSELF),
)
# The value that tells one group of a cause from another: one missing link is one group.
_TELLING = {
    "order.status_unknown": ("status",),
    "order.line_gone": ("title",),
    "order.product_no_code": ("title",),
    "order.product": ("sku",),
    "order.product_other": ("sku",),
    # Each is answered by itself: thirty at once are another shop, not thirty new names.
    OTHER: ("id",),
    "order.product_twice": ("sku",),
    "order.product_inactive": ("sku",),
    "install.option_missing": ("name",),
    # Each is asked by itself: which order it is, is answered for one.
    **dict.fromkeys(_WHICH_ORDER, ("order",)),
}

_CAUSES_TOLD = frozenset({CARRIER_CAUSE, *_TELLING})
# How many groups a page has, and how many records of each are read with it.
GROUPS, SHOWN = 200, 100


@dataclass(frozen=True, slots=True)
class PendingGroup:
    """Records with one cause and one solution. `title` is true of all of them; `text` speaks of the first,
    `values` too.

    `ids` are all of them, `records` the first `SHOWN`; `next_at` is the soonest next try (UTC), None where
    all wait for a person.
    """

    connection_id: int
    connection: str
    automation: str
    cause: str
    values: Mapping[str, str]
    title: str
    text: str
    solution: Solution
    ids: tuple[int, ...]
    records: tuple[PendingRecord, ...]
    next_at: datetime | None
    since: datetime | None
    of: Records = Records.ORDERS

    @property
    def may_be_ours(self) -> bool:
        """Whether the ERP order that is there may be the one in hand."""
        return self.cause == MAYBE_OURS


@dataclass(frozen=True, slots=True)
class PendingList:
    """Some groups, largest first, and how many groups and records there are in all."""

    groups: tuple[PendingGroup, ...]
    total: int
    records: int


class PendingService:
    """The list, for people. Reads and writes storage in the calling thread."""

    def __init__(self, storage: Storage, clock: Clock, deeds: Deeds) -> None:
        self._storage = storage
        self._clock = clock
        self._deeds = deeds

    def groups(self) -> Sequence[PendingGroup]:
        """The largest groups."""
        return self.page().groups

    def page(self, first: int = 0, count: int = GROUPS) -> PendingList:
        """`count` groups, largest first, from the one numbered `first` (0: the largest)."""
        found = self._storage.pending.outline(_CAUSES_TOLD, _telling)
        groups = self._worded(sorted(found, key=_largest)[first : first + count])
        groups.sort(key=lambda group: (-len(group.ids), group.text))
        return PendingList(tuple(groups), len(found), sum(len(group.ids) for group in found))

    def first(self, connection_id: int = 0) -> PendingGroup | None:
        """The group to look at first: what waits for a person before what is tried again by itself, the
        largest of these. Of one connection simply its largest."""
        found = self._storage.pending.outline(_CAUSES_TOLD, _telling)
        if connection_id:
            order = sorted((each for each in found if each.connection_id == connection_id), key=_largest)
        else:
            order = sorted(found, key=lambda group: (group.turn is not None, *_largest(group)))
        return next(iter(self._worded(order[:1])), None)

    def _worded(self, shown: Sequence[Waiting]) -> list[PendingGroup]:
        """Each is worded only where it is shown: there may be as many as there are records."""
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        wanted = [pending_id for group in shown for pending_id in group.ids[:SHOWN]]
        records = {record.id: record for record in self._storage.pending.found(wanted)}
        # One that was solved between the two readings is no more.
        return [_group(group, records, names) for group in shown if group.ids[0] in records]

    def records(self, ids: Sequence[int], after: int, count: int) -> Sequence[PendingRecord]:
        """Those of a group that come after the record `after` (0: the first)."""
        return self._storage.pending.found(ids[bisect_right(ids, after) :][:count])

    def still(self, ids: Sequence[int]) -> Sequence[PendingRecord]:
        """Those of them that are on the list."""
        closed = (PendingState.SOLVED, PendingState.IGNORED)
        return [record for record in self._storage.pending.found(ids) if record.state not in closed]

    def retry(self, ids: Sequence[int]) -> int:
        """Due at once, with all tries again; they are taken at the next run. How many."""
        return self._storage.pending.retry(self._known(ids))

    def same_product(self, ids: Sequence[int]) -> int:
        """A person says of links that wait that both sides are one product, called as they are called now.

        They are tied so at the next run. How many were such records.
        """
        doubts = [record for record in self._storage.pending.found(self._known(ids)) if record.cause == OTHER]
        with self._deeds.of("deed.same_product", products=", ".join(record.label for record in doubts)):
            for record in doubts:
                told = {key: "" if value == "—" else value for key, value in record.values.items()}
                said = {told["id"]: pair(told["shown"], told["erp"])}
                SAME.keep(self._storage.memory, record.connection_id, said, self._clock.now())
            self._storage.pending.retry([record.id for record in doubts])
        return len(doubts)

    def choose_product(self, ids: Sequence[int], product: ErpProduct) -> int:
        """A person says which ERP product these orders' lines are; for these lines alone, and due at once.

        How many were such records. SetupProblem("pending.product_inactive") where the ERP would refuse it.
        """
        if not product.active:
            raise SetupProblem("pending.product_inactive", sku=product.sku)
        records = self._storage.pending.found(self._known(ids))
        lines = [record for record in records if record.cause in chosen.CAUSES and LINE in record.values]
        labels = ", ".join(record.label for record in lines)
        with self._deeds.of("deed.line_product", orders=labels, sku=product.sku):
            memory, now = self._storage.memory, self._clock.now()
            for record in lines:
                known = CHOSEN.get(memory, record.connection_id, record.record_id) or {}
                known = {**known, record.values[LINE]: (product.id, product.sku)}
                CHOSEN.keep(memory, record.connection_id, {record.record_id: known}, now)
            self._storage.pending.retry([record.id for record in lines])
        return len(lines)

    def ignore(self, ids: Sequence[int]) -> int:
        """Off the list for good; what changes outside may still bring the record in by itself."""
        known = self._known(ids)
        with self._deeds.of("deed.ignored", count=len(known)):
            return self._storage.pending.ignore(known, self._clock.now())

    def answer(self, pending_id: int, *, same: bool) -> None:
        """What a person was asked of a record: whether it is that ERP order, or that product.

        It is due at once: linked, or (an order) made beside it. SetupProblem where nothing was asked of it.
        """
        from ecco_desktop.jobs.orders.already import ANSWER, ASKED, answered_others, answered_this

        record = self._storage.pending.get(pending_id)
        if record is None:
            raise SetupProblem("pending.unknown", id=pending_id)
        if same and record.cause == OTHER:
            self.same_product([pending_id])
            return
        asked = ASKED.get(self._storage.memory, record.connection_id, record.record_id)
        askable = (MAYBE_OURS,) if same else _WHICH_ORDER
        if not asked or record.cause not in askable:
            raise SetupProblem("pending.not_asked", id=pending_id)
        ids = asked.split(",")
        answer = answered_this(ids) if same else answered_others(ids)
        key = "deed.order_same" if same else "deed.order_other"
        with self._deeds.of(key, order=record.label, erp=record.values.get("erp", "")):
            kept = {record.record_id: answer}
            ANSWER.keep(self._storage.memory, record.connection_id, kept, self._clock.now())
            self._storage.pending.retry([pending_id])

    def tasks_of(self, ids: Sequence[int]) -> Sequence[int]:
        """The tasks whose next run tries these records."""
        wanted = set(self._storage.pending.places(ids).values())
        return [
            task.id for task in self._storage.tasks.all() if (task.connection_id, task.automation) in wanted
        ]

    def _known(self, ids: Sequence[int]) -> list[int]:
        known = self._storage.pending.places(ids)
        for pending_id in ids:
            if pending_id not in known:
                raise SetupProblem("pending.unknown", id=pending_id)
        return list(ids)


def solution_of(cause: str) -> Solution:
    """Where the cause is mended."""
    for causes, solution in _SOLVED_BY:
        if cause in causes:
            return solution
    return Solution.IN_STORE


def _largest(group: Waiting) -> tuple[int, int]:
    return -len(group.ids), group.ids[0]


def _telling(cause: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """What tells its group from others of the same cause; one missing link is one, whatever its wording."""
    if cause == CARRIER_CAUSE:
        return way_key(values.get("reference", ""), values.get("method", ""))
    return tuple(values.get(name, "").casefold() for name in _TELLING.get(cause, ()))


def _group(group: Waiting, records: Mapping[int, PendingRecord], names: Mapping[int, str]) -> PendingGroup:
    shown = tuple(records[pending_id] for pending_id in group.ids[:SHOWN] if pending_id in records)
    infos = {info.key: info for info in automation_infos()}
    info, first = infos.get(group.automation), shown[0]
    of = info.records if info else Records.ORDERS
    return PendingGroup(
        connection_id=group.connection_id,
        connection=names.get(group.connection_id, "?"),
        automation=_(info.name) if info else group.automation,
        cause=group.cause,
        values=first.values,
        title=heading(group.cause, first.values, len(group.ids), of),
        text=sentence(first.cause, first.values),
        solution=solution_of(group.cause),
        ids=tuple(group.ids),
        records=shown,
        next_at=group.turn,
        since=group.first_at,
        of=of,
    )
