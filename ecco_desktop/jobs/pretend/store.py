"""A store that is read and never written: what is written to it is remembered and shown again."""

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.jobs.pretend.store_catalog import PretendStoreCatalog
from ecco_desktop.jobs.pretend.store_items import PretendStoreItems
from ecco_desktop.jobs.pretend.store_orders import PretendStoreOrders
from ecco_desktop.ports.store import Store


class PretendStore(PretendStoreOrders, PretendStoreItems, PretendStoreCatalog, Store):
    """A store as it would be."""

    def test(self) -> ConnectionReport:
        """As it is."""
        return self._real.test()
