"""An ERP in memory, with bad luck on demand."""

from collections.abc import Iterator, Sequence

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.ports.erp import Erp, ErpCarrier, ErpChannel
from tests.fakes.erp_orders import FakeErpOrders
from tests.fakes.erp_products import FakeErpProducts


class FakeErp(FakeErpOrders, FakeErpProducts, Erp):
    """`lose` is a list of what happens to coming creations: "", "before" or "after" the work."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[StockLevel] = []
        self.known_carriers: list[ErpCarrier] = []

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """All in one page."""
        rows: dict[str, StockLevel] = {}
        for level in self.levels:
            rows.setdefault(level.product_id, level)
        yield list(rows.values())

    def carriers(self) -> Sequence[ErpCarrier]:
        """Those that were made known."""
        return self.known_carriers

    def channels(self) -> Sequence[ErpChannel]:
        """One."""
        return [ErpChannel("91", "Loja própria")]

    def test(self) -> ConnectionReport:
        """Always good."""
        return ConnectionReport("fake")
