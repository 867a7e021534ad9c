"""An ERP that is read and never written: what is written to it is remembered and shown again."""

from collections.abc import Sequence

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.jobs.pretend.erp_orders import PretendErpOrders
from ecco_desktop.jobs.pretend.erp_products import PretendErpProducts
from ecco_desktop.ports.erp import Erp, ErpCarrier, ErpChannel


class PretendErp(PretendErpOrders, PretendErpProducts, Erp):
    """An account as it would be."""

    def test(self) -> ConnectionReport:
        """As it is."""
        return self._real.test()

    def carriers(self) -> Sequence[ErpCarrier]:
        """As they are."""
        return self._real.carriers()

    def channels(self) -> Sequence[ErpChannel]:
        """As they are."""
        return self._real.channels()
