"""Whom the answers to a write speak of: a status alone is no proof that the right product was written to."""

from collections.abc import Mapping, Sequence

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import ProvedLink, same_sku
from ecco_desktop.domain.stock import ItemOutcome
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import ANSWERED_OTHER, DOUBTED

# So many answers in one group that speak of other products, and more than half: it is another shop.
STRANGERS = 3


def looked_at(
    ctx: RunContext, links: Sequence[ProvedLink], outcomes: Mapping[str, ItemOutcome]
) -> tuple[Mapping[str, ItemOutcome], SetupProblem | None]:
    """The outcomes of a group, by ref, with answers that speak of another product as failures.

    Nothing more goes over such a link before a reading proves it. With what ends the run, where the answers
    are those of another shop. What an answer does not tell is left to the next reading.
    """
    others: dict[str, ItemOutcome] = {}
    told = 0
    for link in links:
        outcome = outcomes[link.ref]
        if not outcome.ok or not outcome.sku.strip() or not link.store_sku:
            continue
        told += 1
        if not same_sku(outcome.sku, link.store_sku):
            others[link.ref] = ItemOutcome(link.ref, False, ANSWERED_OTHER, sku=outcome.sku)
    ctx.keep_facts(DOUBTED, {ref: other.sku for ref, other in others.items()})
    strange = len(others) >= STRANGERS and 2 * len(others) > told
    problem = SetupProblem("link.another_shop", connection=ctx.connection.name) if strange else None
    return {**outcomes, **others}, problem
