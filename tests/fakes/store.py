"""A store in memory, with bad luck on demand."""

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.ports.store import Store
from tests.fakes.store_catalog import FakeStoreCatalog
from tests.fakes.store_orders import FakeStoreOrders


class FakeStore(FakeStoreOrders, FakeStoreCatalog, Store):
    """Orders, and things to sell. See its parts for the bad luck each of them can have."""

    def test(self) -> ConnectionReport:
        """Always good."""
        return ConnectionReport("fake")

    def give_back(self, ref: str, quantity: int) -> None:
        """What an order held goes back to where it was taken from."""
        if ref in self.items:
            self.recount(ref, quantity)
