"""Criar/Atualizar Produtos: ERP products go to the store, only what changed, nothing is ever deleted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ecco_desktop.domain.automations import AutomationInfo, Records
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import Intent, Link, LinkKind, Side
from ecco_desktop.domain.options import Options, flag
from ecco_desktop.domain.products import ErpProduct, ProductSheet, StoreProduct, ref_parts
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.products.sheet_proofs import SheetProofs, target_of
from ecco_desktop.jobs.products.sheets import (
    PUSHED,
    Fingerprint,
    categories_of,
    fingerprint,
    is_current,
    sheet_of,
    shown_sheets,
)
from ecco_desktop.jobs.products.updates import Updates, Wanted
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import Goods
from ecco_desktop.jobs.run.making import Maker
from ecco_desktop.words import N_

Family = tuple[ErpProduct, Sequence[ErpProduct]]


@dataclass(frozen=True, slots=True)
class PushOptions(Options):
    """What is done with products the store lacks."""

    create: bool = flag(N_("Criar produtos que faltam na loja"), True, N_("sim"), N_("não"))
    publish: bool = flag(
        N_("Publicar os criados"),
        False,
        N_("sim"),
        N_("não, deixar como rascunho"),
        help=N_("Produtos novos não têm imagens; como rascunho, alguém as põe antes de vender."),
    )


INFO = AutomationInfo(
    key="push_products",
    name=N_("Criar/Atualizar Produtos"),
    flow=N_("ERP → loja"),
    summary=N_("Cria na loja os produtos do ERP marcados para venda on-line e atualiza o que mudou."),
    writes_store=True,
    chooses=PushOptions,
    compares_all=True,
    demo_options=(("publish", "yes"),),
    records=Records.PRODUCTS,
)


def run(ctx: RunContext) -> Tally:
    """What is linked first, planned whole before the first write; then what the store lacks.

    Families one after another: the parent first, then its variations.
    """
    pusher = _Pusher.of(ctx)
    pusher.settle()
    families, linked = list(pusher.families()), frozenset(pusher.refs)
    pusher.compare(families, linked)
    pusher.updates.send(pusher.total)
    for done, (head, children) in enumerate(families, 1):
        ctx.cancel.check()
        ctx.report(done, len(families))
        pusher.take(head, children, linked)
    # Found in the store just now: what they show may be something else.
    pusher.updates.send(pusher.total)
    pusher.proofs.goods.end()
    return ctx.tally


AUTOMATION = Automation(INFO, run)


@dataclass(slots=True)
class _Pusher:
    ctx: RunContext
    products: dict[str, ErpProduct]
    refs: dict[str, str]
    categories: Mapping[str, str]
    pushed: dict[str, Fingerprint]
    skus: dict[str, int]
    updates: Updates
    proofs: SheetProofs

    @classmethod
    def of(cls, ctx: RunContext) -> "_Pusher":
        """The ERP's catalog, the links, and what the store shows where nothing was sent before."""
        products: dict[str, ErpProduct] = {}
        for page in ctx.erp.products():
            ctx.cancel.check()
            products |= {product.id: product for product in page}
        links, goods = ctx.storage.links, Goods.of(ctx)
        refs = {erp: ref for ref, (erp, _, _) in goods.marks.items()}
        categories = {erp: store for store, erp in links.all(ctx.connection.id, LinkKind.CATEGORY).items()}
        skus: dict[str, int] = {}
        for product in products.values():
            if product.active and product.sku:
                skus[product.sku] = skus.get(product.sku, 0) + 1
        proofs = SheetProofs(ctx, goods, products, refs)
        pushed = ctx.facts(PUSHED)
        updates = Updates(ctx, partial(_remember, ctx, pushed))
        made = cls(ctx, products, refs, categories, pushed, skus, updates, proofs)
        made._link_parents()
        if any(erp in products and made._is_unread(erp, ref) for erp, ref in made.refs.items()):
            # Never sent, or never proved: one walk through the catalog is cheaper than asking for each.
            for page_of in ctx.store.catalog():
                ctx.cancel.check()
                made.proofs.shown |= shown_sheets(page_of.products)
        return made

    def _is_unread(self, erp_id: str, ref: str) -> bool:
        return not is_current(self.pushed.get(erp_id)) or self.proofs.goods.is_unproved(ref)

    def families(self) -> Iterator[tuple[ErpProduct, list[ErpProduct]]]:
        """Every parent or simple product with its variations, in the ERP's order."""
        children: dict[str, list[ErpProduct]] = {}
        for product in self.products.values():
            if product.parent_id:
                children.setdefault(product.parent_id, []).append(product)
        for product in self.products.values():
            if not product.parent_id:
                yield product, children.get(product.id, [])

    def settle(self) -> None:
        """Creations an earlier run never heard the end of: the SKU tells whether the store has them."""

        def look(intent: Intent) -> Link | None:
            there = self.ctx.store.product_by_sku(intent.external_number)
            return self.proofs.link_of(intent.source_id, there, intent.external_number) if there else None

        for intent, link in self._maker.settle(look):
            self.proofs.note(link)
            self.refs[link.erp_id] = link.outside_id
            sku = intent.external_number
            self.ctx.log.warning("product.recovered", sku, sku=sku)

    @property
    def total(self) -> int:
        """How many products of the ERP are linked."""
        return sum(1 for erp_id in self.refs if erp_id in self.products)

    def compare(self, families: Sequence[Family], linked: frozenset[str]) -> None:
        """Plan what changed of what is linked; what fails waits by itself, and the rest goes on."""
        for head, children in families:
            for product in (head, *children):
                self.ctx.cancel.check()
                if product.id in linked:
                    self._one(product, None, variable=product is head and bool(children))

    def take(self, head: ErpProduct, children: Sequence[ErpProduct], linked: frozenset[str]) -> None:
        """One family: what is not linked is found in the store or made there."""
        if head.id not in linked and self._wanted(head):
            self._one(head, partial(self._head, head, children), variable=bool(children))
        parent = self.refs.get(head.id)
        for child in children:
            self.ctx.cancel.check()
            if child.id not in linked and parent is not None and self._wanted(child):
                self._one(child, partial(self._child, head, child), variable=False)

    # -- one product --

    def _wanted(self, product: ErpProduct) -> bool:
        """Whether a product the store lacks is made there."""
        creates = self.ctx.chosen(PushOptions).create
        return product.id in self.refs or (
            creates and product.active and product.online and bool(product.sku)
        )

    def _one(self, product: ErpProduct, make: Callable[[], None] | None, *, variable: bool) -> None:
        self.ctx.tally.read += 1
        with guarded(self.ctx, product.id, product.sku or product.name):
            sheet = sheet_of(product, categories_of(product, self.categories), variable=variable)
            mark = fingerprint(sheet)
            version = f"{product.sku}|{self.skus.get(product.sku, 0)}|{mark.text()}"
            wanted = Wanted(product, sheet, mark, version)
            if self.ctx.is_due(product.id, version) or self.proofs.proved_since(product):
                with guarded(self.ctx, product.id, wanted.label, version):
                    self._try(wanted, make)
            else:
                self.ctx.tally.skipped += 1

    def _try(self, wanted: Wanted, make: Callable[[], None] | None) -> None:
        product = wanted.product
        if product.active and self.skus.get(product.sku, 0) > 1:
            raise RecordProblem("product.sku_twice", sku=product.sku)
        created = self.ctx.tally.created
        if make is not None and product.id not in self.refs:
            make()
        if self.ctx.tally.created > created or not self._differs(wanted):
            _remember(self.ctx, self.pushed, wanted)
            self.ctx.solve(product.id, wanted.label)
        self.ctx.boundary.well()

    def _differs(self, wanted: Wanted) -> bool:
        """Whether the store shows something else, which is planned then."""
        product, ref = wanted.product, self.refs[wanted.product.id]
        before = self.pushed.get(product.id)
        self._same_parent(product, ref)
        if before == wanted.mark:
            self.ctx.tally.unchanged += 1
            return False
        shown = self.proofs.read(product, ref, walked=not is_current(before))
        link = self.proofs.prove(product, ref, shown)
        was_inactive = before is not None and not before.active
        differs = self.updates.plan(wanted, link, shown, was_inactive=was_inactive)
        self.ctx.tally.unchanged += not differs
        return differs

    # -- what the store lacks --

    def _head(self, product: ErpProduct, children: Sequence[ErpProduct]) -> None:
        there = self.ctx.store.product_by_sku(product.sku)
        if there is not None:
            self._adopt(product, there)
            return
        detailed = [self._detailed(child) for child in children if child.active and child.online]
        sheets = [sheet_of(child, (), variable=False) for child in detailed]
        sheet = self._new(product, variable=bool(children))
        self._create(product, lambda: self.ctx.store.create_product(sheet, sheets))

    def _child(self, head: ErpProduct, child: ErpProduct) -> None:
        owner = self.refs[head.id]
        link = self.proofs.of_parent(head, owner)
        parent = target_of(link.ref, head)
        there = self.ctx.store.product_by_sku(child.sku)
        if there is not None:
            if there.product_id != parent.product_id:
                raise RecordProblem("product.moved", sku=child.sku)
            self._adopt(child, there)
            return
        detailed = self._detailed(child)
        if not detailed.attributes:
            raise RecordProblem("product.no_options", sku=child.sku)
        sheet = self._new(detailed, variable=False)
        self._create(child, lambda: self.ctx.store.create_variation(parent, sheet))

    def _new(self, product: ErpProduct, *, variable: bool) -> ProductSheet:
        """A sheet to create from. A variation is shown with its parent; a parent may begin as a draft."""
        sheet = sheet_of(product, categories_of(product, self.categories), variable=variable)
        publish = self.ctx.chosen(PushOptions).publish or bool(product.parent_id)
        return replace(sheet, active=publish)

    def _create(self, product: ErpProduct, create: Callable[[], StoreProduct]) -> None:
        sku = product.sku
        try:
            # The store takes a SKU once: looking it up tells whether it has it now.
            intent, made = self._maker.send(
                product.id, sku, create, lambda _: self.ctx.store.product_by_sku(sku)
            )
        except OutcomeUnknown:
            raise RecordProblem("product.uncertain", sku=sku) from None
        link = self.proofs.link_of(product.id, made, sku)
        self._maker.keep(intent, link, sku, made.ref)
        self.proofs.note(link)
        self.refs[product.id] = made.ref
        self.ctx.log.info("product.created_in_store", product.sku, sku=product.sku, id=made.ref)

    @property
    def _maker(self) -> Maker:
        return Maker(self.ctx, LinkKind.PRODUCT, Side.STORE, ChangeKind.PRODUCT, "produto na loja")

    def _adopt(self, product: ErpProduct, there: StoreProduct) -> None:
        """The store has this SKU already: link it instead of making a second one."""
        link = self.proofs.link_of(product.id, there, product.sku)
        if self.ctx.storage.links.save([link]):
            raise RecordProblem("stock.twice_in_store", sku=product.sku, ids=there.ref)
        self.proofs.note(link)
        self.refs[product.id] = there.ref
        self.ctx.tally.updated += 1
        self.ctx.log.info("stock.linked", product.sku, sku=product.sku, erp=product.id)

    # -- inside --

    def _link_parents(self) -> None:
        """A parent is known by its variations: those of one parent are one product of the store."""
        fresh: dict[str, Link] = {}
        for erp_id, ref in list(self.refs.items()):
            product = self.products.get(erp_id)
            owner, variation = ref_parts(ref)
            if product is None or not product.parent_id or not variation or product.parent_id in self.refs:
                continue
            # Without a proof: what the store calls it is not read yet.
            fresh[product.parent_id] = Link(
                self.ctx.connection.id, LinkKind.PRODUCT, product.parent_id, owner
            )
        clashes = {link.erp_id for link in self.ctx.storage.links.save(list(fresh.values()))}
        for erp_id, link in fresh.items():
            if erp_id not in clashes:
                self.proofs.note(link)
                self.refs[erp_id] = link.outside_id

    def _same_parent(self, product: ErpProduct, ref: str) -> None:
        """A store cannot move a variation to another product: a person must."""
        owner, variation = ref_parts(ref)
        parent = self.refs.get(product.parent_id, owner) if product.parent_id else owner
        if variation and parent != owner:
            raise RecordProblem("product.moved", sku=product.sku)

    def _detailed(self, product: ErpProduct) -> ErpProduct:
        """With its attributes, which lists leave out."""
        return product if product.detailed else self.ctx.erp.product(product.id) or product


def _remember(ctx: RunContext, pushed: dict[str, Fingerprint], wanted: Wanted) -> None:
    own = wanted.product.id
    if pushed.get(own) != wanted.mark:
        pushed[own] = wanted.mark
        ctx.keep_facts(PUSHED, {own: wanted.mark})
