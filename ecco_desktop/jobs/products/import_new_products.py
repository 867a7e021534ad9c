"""Importar Produtos Novos: every store product without a link, whatever its date."""

from ecco_desktop.domain.automations import AutomationInfo, Duty, Records
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.products.importing import ProductImporter
from ecco_desktop.jobs.products.trees import link_trees
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="import_new_products",
    name=N_("Importar Produtos Novos"),
    flow=N_("loja → ERP"),
    summary=N_("Vincula cada produto da loja ao ERP pelo SKU ou GTIN; o que não existe lá é criado."),
    duty=Duty.PRODUCTS_IN,
    records=Records.PRODUCTS,
)


def run(ctx: RunContext) -> Tally:
    """Walk the whole catalog: a product may be years old and still have no link."""
    link_trees(ctx)
    importer = ProductImporter.of(ctx)
    importer.settle()
    for page in ctx.store.catalog():
        importer.prepare(page.products)
        for product in page.products:
            ctx.cancel.check()
            importer.take(product)
        ctx.report(page.number, page.pages)
    importer.unread.left(importer.known)
    return ctx.tally


AUTOMATION = Automation(INFO, run)
