"""Instalador Multiplataforma: the store's catalogue comes into the ERP, once, from a bookmark."""

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.trees import folded, matched
from ecco_desktop.jobs.automation import Automation
from ecco_desktop.jobs.context import RunContext
from ecco_desktop.jobs.product_import import ProductImporter

INFO = AutomationInfo(
    key="install_catalog",
    name="Instalador Multiplataforma",
    flow="loja → ERP",
    summary="Traz o catálogo da loja para o ERP: categorias, atributos, marcas e produtos, sem imagens.",
    recurrent=False,
    startable=False,
)

PAGE = "page"


def run(ctx: RunContext) -> Tally:
    """Depósitos, categorias, atributos, marcas, produtos, in that order; products from the page kept."""
    if Capability.WAREHOUSES not in ctx.manifest.capabilities:
        ctx.log.info("install.no_warehouses", platform=ctx.manifest.name)
    _categories(ctx)
    _attributes(ctx)
    _brands(ctx)
    _products(ctx)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _categories(ctx: RunContext) -> None:
    theirs = ctx.store.categories()
    found = matched(ctx.erp.departments(), theirs)
    for category in theirs:
        ctx.cancel.check()
        record = f"category:{category.id}"
        with ctx.record(record, category.name):
            if category.id not in found:
                raise RecordProblem("install.category_missing", name=category.name)
            _link(ctx, LinkKind.CATEGORY, found[category.id], category.id, category.name)


def _attributes(ctx: RunContext) -> None:
    ours = {folded(attribute.name): attribute for attribute in ctx.erp.attributes()}
    for attribute in ctx.store.attributes():
        ctx.cancel.check()
        with ctx.record(f"attribute:{attribute.id}", attribute.name):
            known = ours.get(folded(attribute.name))
            if known is None:
                raise RecordProblem("install.attribute_missing", name=attribute.name)
            _link(ctx, LinkKind.ATTRIBUTE, known.id, attribute.id, attribute.name)
            options = {folded(name) for _, name in known.options}
            missing = [name for _, name in attribute.options if folded(name) not in options]
            if missing:
                raise RecordProblem("install.option_missing", name=attribute.name, options=", ".join(missing))


def _brands(ctx: RunContext) -> None:
    if Capability.BRANDS not in ctx.manifest.capabilities:
        ctx.log.info("install.no_brands", platform=ctx.manifest.name)
        return
    ours = {folded(brand.name): brand.id for brand in ctx.erp.brands()}
    for brand in ctx.store.brands():
        ctx.cancel.check()
        with ctx.record(f"brand:{brand.id}", brand.name):
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


def _products(ctx: RunContext) -> None:
    importer = ProductImporter.of(ctx)
    importer.settle()
    kept = ctx.bookmark(PAGE)
    first = int(kept) if kept and kept.isdigit() else 1
    if first > 1:
        ctx.log.info("install.resumed", page=first)
    # The last page is read again: products shift when others are deleted, and repeating does no harm.
    for page in ctx.store.catalogue(max(1, first - 1)):
        importer.prepare(page.products)
        for product in page.products:
            ctx.cancel.check()
            importer.take(product)
        ctx.report(page.number, page.pages)
        ctx.set_bookmark(str(page.number), PAGE)
    ctx.set_bookmark("", PAGE)
    ctx.log.info("install.images", count=importer.images)
