"""Whether the store's product is the ERP's: it is always read before a sheet goes over their link."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import Link, ProvedLink, store_mark
from ecco_desktop.domain.products import ErpProduct, ProductSheet, StoreProduct, ref_parts
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import OTHER, Goods, product_link


@dataclass(slots=True)
class SheetProofs:
    """What one run proved. `refs` (ERP id → ref) is the run's own, and grows."""

    ctx: RunContext
    goods: Goods
    products: Mapping[str, ErpProduct]
    refs: Mapping[str, str]
    # What a walk through the catalog showed, by ref.
    shown: dict[str, ProductSheet] = field(default_factory=dict)
    # By ERP id: what this run proved or made.
    _sure: dict[str, ProvedLink] = field(default_factory=dict)

    def link_of(self, erp_id: str, product: StoreProduct, sku: str) -> Link:
        """A link to what the store shows, or made, for an ERP product."""
        return product_link(self.ctx.connection.id, product, erp_id, sku)

    def note(self, link: Link) -> None:
        """A link that was saved just now: both sides of it were read, or made."""
        known = self.goods.note(link)
        if link.external_number:
            self._sure[link.erp_id] = known

    def of_parent(self, head: ErpProduct, ref: str) -> ProvedLink:
        """The link under which a variation is made; raises as `read` and `prove`."""
        return self._sure.get(head.id) or self.prove(head, ref, self.read(head, ref, walked=True))

    def read(self, product: ErpProduct, ref: str, *, walked: bool) -> ProductSheet:
        """What the store shows; RecordProblem where it has it no more."""
        found = self.shown.get(ref) if walked else None
        found = found or self.ctx.store.sheet(target_of(ref, product))
        if found is None:
            raise RecordProblem("product.gone_in_store", sku=product.sku)
        return found

    def prove(self, product: ErpProduct, ref: str, shown: ProductSheet) -> ProvedLink:
        """The link something may travel over; NeedsPerson where one of the sides is another product now."""
        seen = StoreProduct(*ref_parts(ref), shown.sku, shown.gtin, shown.name)
        link = self.goods.prove(seen, product.sku, product.gtin)
        if link is None and self._has_our_part(product, seen, shown):
            link = self.goods.accept(seen, product.sku)
        if link is None:
            self.goods.doubt(ref, store_mark(shown.sku, shown.gtin))
            raise self.goods.problem(seen, product.sku)
        self.goods.keep()
        self._sure[product.id] = link
        return link

    def _has_our_part(self, product: ErpProduct, seen: StoreProduct, shown: ProductSheet) -> bool:
        """Whether one of its variations proves a parent that no reading has proved, or without a SKU in the
        store."""
        if not shown.variable or (seen.sku and not self.goods.is_unproved(seen.ref)):
            return False
        for child in self.products.values():
            owner, variation = ref_parts(self.refs.get(child.id, ""))
            if child.parent_id == product.id and variation and owner == seen.product_id:
                return self._is_part(child, self.refs[child.id])
        return False

    def _is_part(self, child: ErpProduct, ref: str) -> bool:
        shown = self.shown.get(ref) or self.ctx.store.sheet(target_of(ref, child))
        if shown is None:
            return False
        seen = StoreProduct(*ref_parts(ref), shown.sku, shown.gtin, shown.name)
        return self.goods.prove(seen, child.sku) is not None

    def proved_since(self, product: ErpProduct) -> bool:
        """Whether it waits only because of its link, and a reading has proved that since."""
        record, ref = self.ctx.pending.get(product.id), self.refs.get(product.id, "")
        if record is None or record.cause != OTHER:
            return False
        return self.goods.trusted(ref, product.sku) is not None


def target_of(ref: str, product: ErpProduct) -> StoreProduct:
    """An ERP product as the store is asked about it."""
    return StoreProduct(*ref_parts(ref), product.sku, product.gtin, product.name)
