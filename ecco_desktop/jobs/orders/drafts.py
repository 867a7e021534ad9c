"""From a store order to an ERP order: its products, its carrier, its status."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from ecco_desktop.domain.codes import gtin14
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import GTIN, ProvedLink, store_mark
from ecco_desktop.domain.order_rules import check, draft, unknown_product
from ecco_desktop.domain.orders import ZERO, CarrierLink, ErpOrderDraft, OrderLine, OrderStatus, StoreOrder
from ecco_desktop.domain.products import ErpProduct, StoreProduct, ref_parts
from ecco_desktop.domain.shipping import carrier_for
from ecco_desktop.jobs.orders.chosen import CHOSEN, Choices, with_choices
from ecco_desktop.jobs.orders.import_options import ImportOptions
from ecco_desktop.jobs.run.asking import together
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import Goods, product_link

BY_SKU, BY_GTIN = "sku", "gtin"


@dataclass(slots=True)
class OrderDrafter:
    """Remembers, for one run, every product it looked up."""

    ctx: RunContext
    channel: str
    carriers: Sequence[CarrierLink]
    goods: Goods
    # What people chose for lines that tell no product, by store order id.
    chosen: Mapping[str, Choices]
    # Products of the store that are sold by their variations alone.
    variable: Set[str]
    found: dict[tuple[str, str], Sequence[ErpProduct]] = field(default_factory=dict)

    @classmethod
    def of(cls, ctx: RunContext, channel: str) -> "OrderDrafter":
        """A drafter with the links of the run's store."""
        carriers, goods = ctx.storage.connections.carrier_links(ctx.connection.id), Goods.of(ctx)
        variable = {product for product, variation in map(ref_parts, goods.marks) if variation}
        return cls(ctx, channel, carriers, goods, ctx.facts(CHOSEN), variable)

    def prepare(self, orders: Sequence[StoreOrder]) -> None:
        """Look the products of many orders up in few calls; what is not found now is asked for by itself."""
        lines = [line for order in orders for line in order.lines]
        wanted = {sku for line in lines if (sku := self._erp_sku(line)) and (BY_SKU, sku) not in self.found}
        # One alone is asked for when its turn comes.
        if len(wanted) > 1:
            for sku, products in together(self.ctx, wanted).items():
                self.found[BY_SKU, sku] = products

    def draft(self, order: StoreOrder) -> ErpOrderDraft:
        """The order as the ERP takes it; RecordProblem where something is missing on either side."""
        order, chosen = with_choices(self.ctx, order, self.chosen.get(order.id, {}))
        check(order)
        reference, method = order.shipping_reference, order.shipping_method
        carrier = carrier_for(reference, method, self.carriers)
        if carrier is None:
            told = {"method": method} if method else {}
            raise RecordProblem("order.carrier", order=order.number, reference=reference, **told)
        items = {line: chosen.get(line) or self._product(order, line) for line in order.lines}
        if surcharge := sum((fee for fee in order.fees if fee > 0), ZERO):
            self.ctx.log.warning("order.surcharge", order.number, order=order.number, amount=surcharge)
        return draft(
            order,
            items,
            carrier,
            self.ctx.statuses.get(order.status) or OrderStatus.OPEN,
            prefix=self.ctx.chosen(ImportOptions).prefix,
            channel=self.channel,
            zone=self.ctx.zone,
        )

    def _product(self, order: StoreOrder, line: OrderLine) -> str:
        if line.product_ref in self.variable:
            # WooCommerce shows a line as its product's own, SKU and all, once the variation was deleted.
            raise unknown_product("order.line_gone", order.number, line)
        if link := self._linked(line):
            return link.erp_id
        if not line.sku and not line.gtin:
            raise unknown_product("order.product_no_code", order.number, line)
        product = self._look_up(order, line)
        if line.product_ref:
            self._link(line, product)
        return product.id

    def _linked(self, line: OrderLine) -> ProvedLink | None:
        """The link of a line's product, where line and ERP still call it what they called it."""
        known = self.goods.marks.get(line.product_ref)
        if known is None:
            return None
        if sku := self._erp_sku(line):
            found = self._ask(BY_SKU, sku)
        else:
            only = self.ctx.erp.product(known[0])
            found = [only] if only else []
        erp_skus = {product.id: product.sku for product in found}
        return self.goods.of_line(line.product_ref, line.sku, line.gtin, erp_skus)

    def _erp_sku(self, line: OrderLine) -> str:
        """The SKU the ERP is asked for: of the product that is linked, else the line's own."""
        _, _, erp = self.goods.marks.get(line.product_ref, ("", "", ""))
        return line.sku if not erp else "" if erp == GTIN else erp

    def _look_up(self, order: StoreOrder, line: OrderLine) -> ErpProduct:
        for kind, code in ((BY_SKU, line.sku), (BY_GTIN, line.gtin)):
            found = self._ask(kind, code) if code else ()
            active = [product for product in found if product.active]
            if len(active) == 1:
                return active[0]
            if active:
                ids = ", ".join(product.id for product in active)
                raise unknown_product("order.product_twice", order.number, line, sku=code, ids=ids)
            if found:
                raise unknown_product("order.product_inactive", order.number, line, sku=code)
        key = "order.product_other" if line.product_ref in self.goods.marks else "order.product"
        raise unknown_product(key, order.number, line, sku=line.sku or line.gtin)

    def _ask(self, kind: str, code: str) -> Sequence[ErpProduct]:
        key = (kind, code if kind == BY_SKU else gtin14(code))
        if key not in self.found:
            erp = self.ctx.erp
            ask = erp.products_by_sku if kind == BY_SKU else erp.products_by_gtin
            self.found[key] = ask(code)
        return self.found[key]

    def _link(self, line: OrderLine, product: ErpProduct) -> None:
        # A clash means that two store products carry one SKU, or that the ref led to another product: the
        # order is right all the same, and stock synchronisation, which reads the store, settles the link.
        shown = StoreProduct(*ref_parts(line.product_ref), line.sku, line.gtin, line.title)
        link = product_link(self.ctx.connection.id, shown, product.id, product.sku)
        known = self.goods.marks.get(line.product_ref)
        if known is None and not self.ctx.storage.links.save([link]):
            self.goods.note(link)
        elif known is not None and known[0] != product.id:
            self.goods.doubt(line.product_ref, store_mark(line.sku, line.gtin))
