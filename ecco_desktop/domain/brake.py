"""The safety brake: a run that would change too much at once waits for a person. Pure rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# A handful is a handful, whatever its share of a small shop.
FEWEST = 5


class Brake(StrEnum):
    """What is held; its value is the sentence that says so, and how a held run is known again."""

    STOCK = "brake.stock"
    PRICE = "brake.price"

    @property
    def pretended(self) -> str:
        """The sentence of a simulation: it only says that the brake would hold."""
        return f"{self.value}_simulated"


def is_held(error_key: str) -> bool:
    """Whether a run that ended with this was held by the brake."""
    return error_key in frozenset(Brake)


@dataclass(frozen=True, slots=True)
class BrakeLimits:
    """Percentages, kept with each connection."""

    zero_percent: int = 20
    price_percent: int = 20
    price_move: int = 50
    price_drop: int = 70

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "BrakeLimits":
        """The limits of a connection."""
        return cls(
            int(values.get("brake_zero_percent", "20")),
            int(values.get("brake_price_percent", "20")),
            int(values.get("brake_price_move", "50")),
            int(values.get("brake_price_drop", "70")),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """`count` of `total` items are affected; `over` says that this is more than the limit allows."""

    count: int
    total: int
    limit: int

    @property
    def over(self) -> bool:
        """Whether the brake holds."""
        return self.count >= FEWEST and self.count * 100 > self.total * self.limit

    @property
    def percent(self) -> int:
        """The share, in whole percent."""
        return self.count * 100 // self.total if self.total else 0


def zeroing(pairs: Iterable[tuple[Decimal | None, int]], in_stock: int, limits: BrakeLimits) -> Verdict:
    """How many of the `in_stock` items would go to zero; pairs are (shown before, sent)."""
    count = sum(1 for before, sent in pairs if before is not None and before > 0 and sent == 0)
    return Verdict(count, in_stock, limits.zero_percent)


def price_moves(pairs: Iterable[tuple[Decimal | None, Decimal]], priced: int, limits: BrakeLimits) -> Verdict:
    """How many of the `priced` items would move by more than the limit; pairs are (before, after)."""
    count = sum(
        1
        for before, after in pairs
        if before is not None and before > 0 and abs(after - before) * 100 > before * limits.price_move
    )
    return Verdict(count, priced, limits.price_percent)


def drops(before: Decimal | None, after: Decimal, limits: BrakeLimits) -> bool:
    """Whether one price falls by so much that a person must say it is meant; an unknown one cannot fall."""
    return before is not None and before > 0 and (before - after) * 100 > before * limits.price_drop
