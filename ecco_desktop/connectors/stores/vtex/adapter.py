"""Speaks to a VTEX store: orders (OMS and feed v3), catalog, logistics and pricing (ports.store.Store)."""

from ecco_desktop.connectors.stores.vtex.account import open_account
from ecco_desktop.connectors.stores.vtex.calls import Choices
from ecco_desktop.connectors.stores.vtex.delivery_calls import DeliveryCalls
from ecco_desktop.connectors.stores.vtex.feed import is_ours
from ecco_desktop.connectors.stores.vtex.feed_calls import CONFIG
from ecco_desktop.connectors.stores.vtex.item_calls import ItemCalls
from ecco_desktop.connectors.stores.vtex.order_calls import OrderCalls
from ecco_desktop.connectors.stores.vtex.product_calls import ProductCalls
from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.ports.store import Store


def open_connection(opening: Opening) -> "Vtex":
    """A store, nothing sent yet; SetupProblem where the values cannot be used."""
    return Vtex(open_account(opening), opening.notes, opening.cancel, Choices.of(opening.connection))


class Vtex(OrderCalls, DeliveryCalls, ItemCalls, ProductCalls, Store):
    """An open store."""

    def test(self) -> ConnectionReport:
        """Reads a little of each area the key needs; takes nothing from the feed, and makes none."""
        place = self._warehouse()
        config = self.account.orders.row(CONFIG)
        if config is not None and not is_ours(config):
            raise SetupProblem("vtex.feed_taken", connection=self.choices.connection)
        _, total, page = next(self._pages())
        if page:
            self._price_row(page[0].skus[0])
        found = {"estoque": place.name, "catálogo": f"{total}" if total else "vazio"}
        found |= {"moeda": self.money.told} if self.money.told else {}
        return ConnectionReport(f"VTEX · {self.account.name}", self.money.notes, found)
