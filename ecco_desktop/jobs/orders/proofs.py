"""The one door to the links of orders: each is proved by both sides' own words before anything travels."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from ecco_desktop.domain import foreign
from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.orders import ErpOrder
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact

# Store ids that belong to another order now: whoever reads the store next must not have to find it out again.
DOUBTED = text_fact("link_doubted")


class StoreSide(Protocol):
    """What a store tells of an order, whole or only where it stands."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def created_at(self) -> datetime | None: ...


@dataclass(slots=True)
class Proofs:
    """The order links of one connection, by store id."""

    ctx: RunContext
    links: Mapping[str, Link]
    doubted: dict[str, str]
    _given: dict[str, Link] = field(default_factory=dict)

    @classmethod
    def of(cls, ctx: RunContext) -> "Proofs":
        """As they are kept."""
        links = ctx.storage.links.proofs(ctx.connection.id, LinkKind.ORDER)
        return cls(ctx, links, ctx.facts(DOUBTED))

    def prove(self, store_id: str, state: StoreSide | None, order: ErpOrder | None) -> None:
        """NeedsPerson where one of the sides at hand is not what was linked; a link without proof gets it."""
        link = self._given.get(store_id) or self.links.get(store_id)
        if link is None:
            return
        if state is not None:
            self._prove_store(link, state)
        elif store_id in self.doubted:
            raise _reinstalled(link, self.doubted[store_id])
        if order is not None and (
            not link.is_of_erp(order.external_number) or self._is_anothers(link, order)
        ):
            raise NeedsPerson(
                "link.other_in_erp",
                order=link.label,
                erp=order.number or order.id,
                found=order.external_number or "—",
            )
        self._complete(link, state, order)

    def is_another(self, order: StoreSide) -> bool:
        """Whether the store's order with this id is not the one that was linked."""
        link = self.links.get(order.id)
        return link is not None and not link.is_of_store(order.number, order.created_at)

    def gone(self, store_id: str) -> None:
        """NeedsPerson: the ERP has the order no more."""
        raise NeedsPerson("link.gone_in_erp", order=self.links[store_id].label)

    def _is_anothers(self, link: Link, order: ErpOrder) -> bool:
        """Whether the ERP's order only resembles what was linked, and is told to be another store's.

        "B-1001" may be 1001 with the ERP's own words around it, and may be 1001 of the store with the prefix.
        """
        found = foreign.key(order.external_number)
        if found == foreign.key(link.external_number):
            return False
        if order.marks and all(mark.order_id != link.outside_id for mark in order.marks):
            return True
        return any(
            owner.connection_id != link.connection_id and foreign.key(owner.external_number) == found
            for owner in self.ctx.storage.links.owners(LinkKind.ORDER, order.id)
        )

    def _prove_store(self, link: Link, state: StoreSide) -> None:
        if not link.is_of_store(state.number, state.created_at):
            self.doubted[link.outside_id] = state.number
            self.ctx.keep_facts(DOUBTED, {link.outside_id: state.number})
            raise _reinstalled(link, state.number)
        if self.doubted.pop(link.outside_id, None) is not None:
            self.ctx.forget_facts(DOUBTED, [link.outside_id])

    def _complete(self, link: Link, state: StoreSide | None, order: ErpOrder | None) -> None:
        proved = link
        if state is not None and state.created_at is not None and link.made_at is None:
            proved = replace(proved, made_at=state.created_at, label=link.label or state.number)
        if order is not None and not link.external_number:
            proved = replace(proved, external_number=order.external_number)
        if proved != link:
            self._given[link.outside_id] = proved
            self.ctx.storage.links.prove(proved)


def _reinstalled(link: Link, number: str) -> NeedsPerson:
    return NeedsPerson("link.other_in_store", order=number, linked=link.label, id=link.outside_id)
