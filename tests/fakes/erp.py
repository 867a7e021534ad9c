"""An ERP in memory, with bad luck on demand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import OutcomeUnknown
from ecco_desktop.domain.orders import ErpOrder, ErpOrderDraft
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.ports.erp import ErpCarrier, ErpChannel


class FakeErp:
    """`lose` is a list of what happens to coming creations: "", "before" or "after" the work."""

    def __init__(self) -> None:
        self.catalog: list[ErpProduct] = []
        self.levels: list[StockLevel] = []
        self.orders: list[ErpOrder] = []
        self.drafts: list[ErpOrderDraft] = []
        self.lose: list[str] = []
        self.hidden_looks = 0

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """All in one page."""
        yield self.levels

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """By SKU."""
        return [product for product in self.catalog if product.sku == sku]

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """By SKUs; what is not there is left out."""
        return {sku: found for sku in skus if (found := self.products_by_sku(sku))}

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """By GTIN."""
        return [product for product in self.catalog if product.gtin == gtin]

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """All in one page."""
        yield self.catalog

    def order(self, order_id: str) -> ErpOrder | None:
        """One."""
        return next((order for order in self.orders if order.id == order_id), None)

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """By number; the first `hidden_looks` looks see nothing (an ERP still at work)."""
        if self.hidden_looks:
            self.hidden_looks -= 1
            return []
        return [order for order in self.orders if order.external_number == external_number]

    def orders_since(self, first: date) -> Iterator[Sequence[ErpOrder]]:
        """All of those days in one page."""
        yield [order for order in self.orders if order.ordered_on is None or order.ordered_on >= first]

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Create, or lose the answer."""
        luck = self.lose.pop(0) if self.lose else ""
        if luck == "before":
            raise OutcomeUnknown("http.outcome_unknown", host="erp", connection="ERP")
        number = str(len(self.orders) + 1)
        order = ErpOrder(
            number, number, draft.external_number, draft.status, "", draft.ordered_on, draft.total
        )
        self.orders.append(order)
        self.drafts.append(draft)
        if luck == "after":
            raise OutcomeUnknown("http.outcome_unknown", host="erp", connection="ERP")
        return order

    def carriers(self) -> Sequence[ErpCarrier]:
        """None."""
        return []

    def channels(self) -> Sequence[ErpChannel]:
        """One."""
        return [ErpChannel("91", "Loja própria")]

    def test(self) -> ConnectionReport:
        """Always good."""
        return ConnectionReport("fake")
