"""Categories, attributes and brands of a store, linked to the ERP's by their names.

The ERP's API can read its trees and not write them: what is missing there is a pending record, and is
linked by itself once somebody has made it.
"""

from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.trees import folded, matched
from ecco_desktop.jobs.run.context import RunContext


def link_trees(ctx: RunContext) -> None:
    """All three, in the order products need them."""
    link_categories(ctx)
    link_attributes(ctx)
    link_brands(ctx)


def link_categories(ctx: RunContext) -> None:
    """Those that stand at the same place of both trees."""
    theirs = ctx.store.categories()
    found = matched(ctx.erp.departments(), theirs)
    for category in theirs:
        ctx.cancel.check()
        record = f"category:{category.id}"
        if not ctx.is_due(record):
            continue
        with ctx.record(record, category.name):
            if category.id not in found:
                raise RecordProblem("install.category_missing", name=category.name)
            _link(ctx, LinkKind.CATEGORY, found[category.id], category.id, category.name)


def link_attributes(ctx: RunContext) -> None:
    """Size, colour and the like; an option the ERP lacks is a pending record."""
    ours = {folded(attribute.name): attribute for attribute in ctx.erp.attributes()}
    for attribute in ctx.store.attributes():
        ctx.cancel.check()
        record = f"attribute:{attribute.id}"
        if not ctx.is_due(record):
            continue
        with ctx.record(record, attribute.name):
            known = ours.get(folded(attribute.name))
            if known is None:
                raise RecordProblem("install.attribute_missing", name=attribute.name)
            _link(ctx, LinkKind.ATTRIBUTE, known.id, attribute.id, attribute.name)
            options = {folded(name) for _, name in known.options}
            missing = [name for _, name in attribute.options if folded(name) not in options]
            if missing:
                raise RecordProblem("install.option_missing", name=attribute.name, options=", ".join(missing))


def link_brands(ctx: RunContext) -> None:
    """Where the platform has them."""
    if Capability.BRANDS not in ctx.manifest.capabilities:
        ctx.log.info("install.no_brands", platform=ctx.manifest.name)
        return
    ours = {folded(brand.name): brand.id for brand in ctx.erp.brands()}
    for brand in ctx.store.brands():
        ctx.cancel.check()
        record = f"brand:{brand.id}"
        if not ctx.is_due(record):
            continue
        with ctx.record(record, brand.name):
            if folded(brand.name) not in ours:
                raise RecordProblem("install.brand_missing", name=brand.name)
            _link(ctx, LinkKind.BRAND, ours[folded(brand.name)], brand.id, brand.name)


def _link(ctx: RunContext, kind: LinkKind, erp_id: str, store_id: str, label: str) -> None:
    links = ctx.storage.links
    ctx.tally.read += 1
    if links.erp_id(ctx.connection.id, kind, store_id) == erp_id:
        ctx.tally.unchanged += 1
        return
    links.delete(ctx.connection.id, kind, store_id)
    if links.save([Link(ctx.connection.id, kind, erp_id, store_id, label)]):
        raise RecordProblem("install.name_twice", name=label)
    ctx.tally.updated += 1
