"""What a shop sells in: a price of another currency is never written as reais, nor read as such."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.order_rules import CURRENCY
from ecco_desktop.domain.products import CatalogProduct, CatalogVariation, ProductSheet

T = TypeVar("T", ProductSheet, CatalogProduct, CatalogVariation)


@dataclass
class Money:
    """The currency of one shop, asked for once where it matters; `ask` gives "" where nobody says."""

    ask: Callable[[], str]
    _said: str | None = None

    @property
    def told(self) -> str:
        """What the shop says, in capitals; "" where it says nothing."""
        if self._said is None:
            self._said = self.ask().strip().upper()
        return self._said

    @property
    def known(self) -> str:
        """The currency of what tells none itself."""
        return self.told or CURRENCY

    @property
    def foreign(self) -> bool:
        """Whether its numbers mean something else than reais."""
        return self.known != CURRENCY

    @property
    def notes(self) -> tuple[str, ...]:
        """What a test of the connection says of it."""
        return ("store.foreign_currency",) if self.foreign else ()

    def only_reais(self) -> None:
        """SetupProblem("store.foreign_currency") where prices would be of another currency."""
        if self.foreign:
            raise SetupProblem("store.foreign_currency")

    def priced(self, item: T) -> T:
        """As it is; without prices where they are of another currency."""
        if (item.price is None and item.list_price is None) or not self.foreign:
            return item
        return replace(item, price=None, list_price=None)

    def catalog(self, products: Sequence[CatalogProduct]) -> tuple[CatalogProduct, ...]:
        """Products of the shop's catalog, as `priced`, with their variations."""
        return tuple(
            replace(self.priced(each), variations=tuple(self.priced(one) for one in each.variations))
            for each in products
        )
