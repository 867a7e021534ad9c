"""Instalador Multiplataforma: the store's catalog comes into the ERP, once, from a bookmark."""

from ecco_desktop.domain.automations import AutomationInfo, Duty, Records
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.steps import Step
from ecco_desktop.jobs.products.importing import ProductImporter
from ecco_desktop.jobs.products.trees import link_attributes, link_brands, link_categories
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.steps import in_steps
from ecco_desktop.words import N_

PAGE = "page"

INFO = AutomationInfo(
    key="install_catalog",
    name=N_("Instalador Multiplataforma"),
    flow=N_("loja → ERP"),
    summary=N_("Traz o catálogo da loja para o ERP: categorias, atributos, marcas e produtos, sem imagens."),
    recurrent=False,
    startable=False,
    # It runs once: what it could not do, the import of new products tries again.
    waits_with=Duty.PRODUCTS_IN,
    steps=(
        Step("warehouses", Capability.WAREHOUSES),
        Step("categories"),
        Step("attributes"),
        Step("brands", Capability.BRANDS),
        Step("products", page=PAGE),
    ),
    records=Records.PRODUCTS,
)


def run(ctx: RunContext) -> Tally:
    """Depósitos, categorias, atributos, marcas, produtos, in that order; products from the page kept."""
    return in_steps(ctx, PARTS)


def _warehouses(ctx: RunContext) -> None:
    """The ERP has no warehouses to tie them to: what the store serves from is told, so it can be chosen."""
    if Capability.WAREHOUSES not in ctx.manifest.capabilities:
        ctx.log.info("install.no_warehouses", platform=ctx.manifest.name)
        return
    for place in ctx.store.warehouses():
        key = "install.warehouse" if place.active else "install.warehouse_off"
        ctx.log.info(key, name=place.name, id=place.id)


def _products(ctx: RunContext) -> None:
    importer = ProductImporter.of(ctx)
    importer.settle()
    kept = ctx.bookmark(PAGE)
    first = int(kept) if kept and kept.isdigit() else 1
    if first > 1:
        ctx.log.info("install.resumed", page=first)
    # The last page is read again: products shift when others are deleted, and repeating does no harm.
    for page in ctx.store.catalog(max(1, first - 1)):
        importer.prepare(page.products)
        for product in page.products:
            ctx.cancel.check()
            importer.take(product)
        ctx.report(page.number, page.pages)
        ctx.set_bookmark(str(page.number), PAGE)
    ctx.set_bookmark("", PAGE)
    ctx.log.info("install.images", count=importer.images)


PARTS = {
    "warehouses": _warehouses,
    "categories": link_categories,
    "attributes": link_attributes,
    "brands": link_brands,
    "products": _products,
}

AUTOMATION = Automation(INFO, run, parts=PARTS)
