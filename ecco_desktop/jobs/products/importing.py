"""Store products into the ERP: linked by SKU, then GTIN, else created, each exactly once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import Intent, Link, LinkKind, Side
from ecco_desktop.domain.products import (
    CatalogProduct,
    CatalogVariation,
    ErpProduct,
    ErpProductDraft,
    Pairs,
    StoreProduct,
    ref_parts,
    store_ref,
)
from ecco_desktop.domain.trees import folded
from ecco_desktop.jobs.products.options_due import OPTIONS_DUE, OptionsDue, UnreadOptions
from ecco_desktop.jobs.run.asking import together
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import product_link
from ecco_desktop.jobs.run.making import Maker
from ecco_desktop.jobs.run.uncounted import MADE_IN_ERP, note_made, note_making


@dataclass(slots=True)
class ProductImporter:
    """Takes catalog products one by one. `known` is store ref → ERP id and grows with every link."""

    ctx: RunContext
    known: dict[str, str]
    trees: "Trees"
    found: dict[str, Sequence[ErpProduct]] = field(default_factory=dict)
    images: int = 0
    # What the store shows of each ref: SKU and barcode.
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    unread: UnreadOptions = field(init=False)

    def __post_init__(self) -> None:
        self.unread = UnreadOptions(self.ctx)

    @classmethod
    def of(cls, ctx: RunContext) -> "ProductImporter":
        """With the links of the run's store."""
        return cls(ctx, dict(ctx.storage.links.all(ctx.connection.id, LinkKind.PRODUCT)), Trees.read(ctx))

    def settle(self) -> None:
        """Creations an earlier run never heard the end of: the SKU tells whether the ERP has them."""
        for intent, link in self._maker.settle(self._made_before):
            self.known[link.outside_id] = link.erp_id
            sku = intent.external_number
            self.ctx.log.warning("product.recovered", sku, sku=sku)
        for ref, due in self.unread.rest().items():
            self.ctx.cancel.check()
            if ref in self.known and self.ctx.is_due(ref):
                with self.ctx.record(ref, due.sku):
                    self._set_options(ref, due.sku, due.options)

    def prepare(self, products: Sequence[CatalogProduct]) -> None:
        """Look the SKUs of a page up in few calls."""
        wanted = {
            sku
            for product in products
            for ref, sku in [
                (product.ref, product.sku),
                *((store_ref(product.id, child.id), child.sku) for child in product.variations),
            ]
            if sku and ref not in self.known and sku not in self.found
        }
        if len(wanted) > 1:
            self.found |= together(self.ctx, wanted)

    def take(self, product: CatalogProduct) -> None:
        """One product with its variations: what has no link gets one; what fails waits by itself."""
        self.ctx.tally.read += 1
        self.images += product.images
        self.unread.seen(product, self.known, self._set_options)
        self.codes[product.ref] = (product.sku, product.gtin)
        for child in product.variations:
            self.codes[store_ref(product.id, child.id)] = (child.sku, child.gtin)
        if not product.variable:
            self._take(product.ref, product.sku or product.name, partial(self._simple, product))
            return
        refs = [store_ref(product.id, child.id) for child in product.variations]
        if all(ref in self.known for ref in refs):
            self.ctx.tally.unchanged += 1
            for ref in refs:
                self.ctx.solve(ref)
            return
        for child in product.variations:
            self.ctx.cancel.check()
            ref = store_ref(product.id, child.id)
            self._take(ref, child.sku or product.name, partial(self._child, product, child))

    # -- one record --

    def _take(self, ref: str, label: str, work: Callable[[], None]) -> None:
        if ref in self.known:
            self.ctx.tally.unchanged += 1
            self.ctx.solve(ref, label)
        elif self.ctx.is_due(ref):
            with self.ctx.record(ref, label):
                work()
        else:
            self.ctx.tally.skipped += 1

    def _simple(self, product: CatalogProduct) -> None:
        if match := self._match(product.sku, product.gtin, product.name):
            self._keep(product.ref, match)
            return
        self._create(product.ref, self._draft(product, product.sku))

    def _child(self, product: CatalogProduct, child: CatalogVariation) -> None:
        ref = store_ref(product.id, child.id)
        same = [store_ref(product.id, one.id) for one in product.variations if one.sku == child.sku]
        if child.sku and len(same) > 1:
            # WooCommerce shows the parent's SKU of a variation that has none: it is none of them.
            raise RecordProblem("stock.twice_in_store", sku=child.sku, ids=", ".join(same))
        match = self._match(child.sku, child.gtin, product.name)
        if match is not None:
            self._keep(ref, match)
            if match.parent_id and product.id not in self.known:
                # Known by its variation; what the ERP calls it is proved when it is read.
                self._save(Link(self.ctx.connection.id, LinkKind.PRODUCT, match.parent_id, product.id))
            return
        parent = self._parent(product)
        # Before the creation: should the program end in between, the options are not forgotten.
        self.ctx.keep_facts(OPTIONS_DUE, {ref: OptionsDue(child.sku, child.options)})
        options = " ".join(value for _, value in child.options)
        made = self._create(
            ref,
            ErpProductDraft(
                sku=child.sku,
                name=f"{product.name} {options}".strip(),
                gtin=child.gtin,
                price=child.price if child.price is not None else product.price,
                list_price=child.list_price,
                weight_kg=child.weight_kg or product.weight_kg,
                active=child.active and product.active,
                parent_id=parent,
            ),
        )
        self._set_options(ref, made.sku, child.options)

    def _set_options(self, ref: str, sku: str, options: Pairs) -> None:
        if pairs := self.trees.options(self.ctx, sku, options):
            self.ctx.erp.set_attributes(sku, pairs)
        self.ctx.forget_facts(OPTIONS_DUE, [ref])

    def _parent(self, product: CatalogProduct) -> str:
        """The ERP id of a parent; made where there is none. A store may leave a parent without SKU."""
        if product.id in self.known:
            return self.known[product.id]
        sku = product.sku or _parent_sku(product.id)
        match = self._match(sku, "", product.name)
        if match is not None:
            self._keep(product.id, match)
            return match.id
        return self._create(product.id, self._draft(product, sku)).id

    # -- looking up and making --

    def _match(self, sku: str, gtin: str, name: str) -> ErpProduct | None:
        """The one active ERP product of a SKU, else of a GTIN; RecordProblem where there are several."""
        if not sku and not gtin:
            raise RecordProblem("product.no_code", title=name)
        # The barcode is asked for only where the SKU found nothing: most of a catalog needs one list.
        for code, ask in ((sku, self._by_sku), (gtin, self.ctx.erp.products_by_gtin)):
            products = ask(code) if code else ()
            active = [product for product in products if product.active]
            if len(active) > 1:
                ids = ", ".join(product.id for product in active)
                raise RecordProblem("product.ambiguous", sku=code, ids=ids)
            if active:
                return active[0]
            if products:
                raise RecordProblem("product.inactive", sku=code)
        return None

    def _by_sku(self, sku: str) -> Sequence[ErpProduct]:
        if sku not in self.found:
            self.found[sku] = self.ctx.erp.products_by_sku(sku)
        return self.found[sku]

    def _draft(self, product: CatalogProduct, sku: str) -> ErpProductDraft:
        return ErpProductDraft(
            sku=sku,
            name=product.name,
            gtin=product.gtin,
            price=product.price,
            list_price=product.list_price,
            weight_kg=product.weight_kg,
            description=product.description,
            active=product.active,
            department_ids=self.trees.departments(product.category_ids),
            brand_id=self.trees.brand(product.brand),
        )

    def _create(self, ref: str, draft: ErpProductDraft) -> ErpProduct:
        if not draft.sku:
            raise RecordProblem("product.no_sku", title=draft.name)
        note_making(self.ctx, draft.sku)
        try:
            # The ERP takes a SKU once: looking it up tells, and a second try can never double it.
            intent, made = self._maker.send(
                ref, draft.sku, lambda: self.ctx.erp.create_product(draft), lambda _: self._there(draft.sku)
            )
        except OutcomeUnknown:
            raise RecordProblem("product.uncertain", sku=draft.sku) from None
        with self.ctx.storage.transaction():
            self._maker.keep(intent, self._link(ref, made), draft.sku, made.id)
            note_made(self.ctx, made.id, draft.sku)
        self.known[ref] = made.id
        self.found[draft.sku] = [made]
        self.ctx.log.info("product.created_in_erp", draft.sku, sku=draft.sku, erp=made.id)
        return made

    @property
    def _maker(self) -> Maker:
        return Maker(self.ctx, LinkKind.PRODUCT, Side.ERP, ChangeKind.PRODUCT, MADE_IN_ERP)

    def _there(self, sku: str) -> ErpProduct | None:
        """The one product of a SKU, asked anew."""
        products = self.ctx.erp.products_by_sku(sku)
        return products[0] if len(products) == 1 else None

    def _made_before(self, intent: Intent) -> Link | None:
        there = self._there(intent.external_number)
        if there is None:
            return None
        note_made(self.ctx, there.id, there.sku)
        return self._link(intent.source_id, there)

    def _keep(self, ref: str, product: ErpProduct) -> None:
        """Link it; RecordProblem where the ERP product is tied to another store product already."""
        self._save(self._link(ref, product))
        self.ctx.tally.updated += 1
        self.ctx.log.info("stock.linked", product.sku, sku=product.sku, erp=product.id)

    def _save(self, link: Link) -> None:
        ref, erp_id = link.outside_id, link.erp_id
        if self.ctx.storage.links.save([link]):
            other = self.ctx.storage.links.outside_id(self.ctx.connection.id, LinkKind.PRODUCT, erp_id)
            sku = self.codes.get(ref, (link.label, ""))[0]
            raise RecordProblem("stock.twice_in_store", sku=sku, ids=f"{other}, {ref}")
        self.known[ref] = erp_id

    def _link(self, ref: str, product: ErpProduct) -> Link:
        sku, gtin = self.codes.get(ref) or ("" if product.sku == _parent_sku(ref) else product.sku, "")
        shown = StoreProduct(*ref_parts(ref), sku, gtin, product.name)
        return product_link(self.ctx.connection.id, shown, product.id, product.sku)


def _parent_sku(ref: str) -> str:
    """What a parent without SKU is called in the ERP, which wants one."""
    return f"PAI-{ref}"


@dataclass(slots=True)
class Trees:
    """What categories, brands and attributes of the store are in the ERP."""

    categories: Mapping[str, str]
    parents: Mapping[str, str]
    brands: Mapping[str, str]
    attributes: Mapping[str, tuple[str, Mapping[str, str]]]

    @classmethod
    def read(cls, ctx: RunContext) -> "Trees":
        """The links, and the ERP's trees."""
        departments = ctx.erp.departments()
        return cls(
            ctx.storage.links.all(ctx.connection.id, LinkKind.CATEGORY),
            {category.id: category.parent_id for category in departments},
            {folded(brand.name): brand.id for brand in ctx.erp.brands()},
            {
                folded(attribute.name): (attribute.id, {folded(name): key for key, name in attribute.options})
                for attribute in ctx.erp.attributes()
            },
        )

    def departments(self, category_ids: Sequence[str]) -> tuple[str, ...]:
        """The path in the ERP's tree of the deepest linked category, department first."""
        paths = [self._path(self.categories[each]) for each in category_ids if each in self.categories]
        return max(paths, key=len, default=())

    def brand(self, name: str) -> str:
        """The ERP's brand of this name; empty where it has none."""
        return self.brands.get(folded(name), "")

    def options(self, ctx: RunContext, sku: str, pairs: Pairs) -> list[tuple[str, str]]:
        """Attribute and option ids; what the ERP lacks is told and left out."""
        found: list[tuple[str, str]] = []
        for name, value in pairs:
            attribute, options = self.attributes.get(folded(name), ("", {}))
            option = options.get(folded(value), "")
            if option:
                found.append((attribute, option))
            else:
                ctx.tally.warnings += 1
                ctx.log.warning("product.option_missing", sku, sku=sku, attribute=name, option=value)
        return found

    def _path(self, category: str) -> tuple[str, ...]:
        path = [category]
        while parent := self.parents.get(path[0], ""):
            path.insert(0, parent)
        return tuple(path)
