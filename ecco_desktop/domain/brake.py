"""The safety brake: a run that would change too much at once waits for a person. Pure rules."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import partial

from ecco_desktop.domain.bounds import Bounds

# A handful is a handful, whatever its share of a small shop.
FEWEST = 5


class Brake(StrEnum):
    """What is held; its value is the sentence that says so, and how a held run is known again."""

    STOCK = "brake.stock"
    FALL = "brake.fall"
    PRICE = "brake.price"
    PRODUCT = "brake.product"
    LEVEL = "brake.level"
    CANCEL = "brake.cancel"
    STATUS = "brake.status"

    @property
    def pretended(self) -> str:
        """The sentence of a simulation: it only says that the brake would hold."""
        return _PRETENDED[self]


_PRETENDED = {
    Brake.STOCK: "brake.stock_simulated",
    Brake.FALL: "brake.fall_simulated",
    Brake.PRICE: "brake.price_simulated",
    Brake.PRODUCT: "brake.product_simulated",
    Brake.LEVEL: "brake.level_simulated",
    Brake.CANCEL: "brake.cancel_simulated",
    Brake.STATUS: "brake.status_simulated",
}


def is_held(error_key: str) -> bool:
    """Whether a run that ended with this was held by the brake."""
    return error_key in frozenset(Brake)


# Of each the form knows closer ones (connectors.shared.form); earlier versions kept what they were told.
LIMITS = Bounds(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class BrakeLimits:
    """Kept with each connection: percentages, and `status_count`, how many orders are no catastrophe yet."""

    zero_percent: int = 20
    price_percent: int = 20
    price_move: int = 50
    price_drop: int = 70
    stock_fall: int = 70
    product_percent: int = 20
    cancel_percent: int = 20
    status_percent: int = 30
    status_count: int = 20

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "BrakeLimits":
        """The limits of a connection; what its form does not have is as usual."""
        kept = {name: values.get(f"brake_{name}") for name in cls.__dataclass_fields__}
        usual = cls()
        return cls(
            **{
                name: LIMITS.within(text, getattr(usual, name))
                for name, text in kept.items()
                if text is not None
            }
        )


@dataclass(frozen=True, slots=True)
class Move:
    """One change as it is shown and confirmed: `key` is the SKU or number, `name` the field."""

    key: str
    name: str
    before: str
    after: str

    @property
    def digest(self) -> str:
        """The same for the same change alone."""
        whole = "\x1f".join((self.key, self.name, self.before, self.after))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`count` of `total` items are affected; `over` says that this is more than the limit allows."""

    count: int
    total: int
    limit: int
    fewest: int = FEWEST

    @property
    def over(self) -> bool:
        """Whether the brake holds."""
        return self.count >= self.fewest and self.count * 100 > self.total * self.limit

    @property
    def percent(self) -> int:
        """The share, in whole percent."""
        return self.count * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rule says of a run: the share, and the changes that are counted in it."""

    brake: Brake
    verdict: Verdict
    moves: tuple[Move, ...]
    # What else the sentence names.
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One number of one product on its way: `before` is None where nobody knows it."""

    ref: str
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """What was in force of one number in the last day, by what runs wrote: the least, the most, the last."""

    low: Decimal
    high: Decimal
    last: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "Range":
        """Of at least one value, oldest first."""
        return cls(min(values), max(values), values[-1])


Which = Callable[[Decimal, Decimal], Decimal]


def highest(before: Decimal, _after: Decimal) -> Decimal:
    """For `of_a_day`: what a number fell from."""
    return before


def furthest(before: Decimal, after: Decimal) -> Decimal:
    """For `of_a_day`: what a number moved from by the largest share; what was nothing counts least."""
    return abs(after - before) / before if before > 0 else Decimal(-1)


def of_a_day(planned: Sequence[Step], done: Mapping[str, Range], which: Which = highest) -> list[Step]:
    """Each product's steps of a day as one: from `which` of what was in force, to what would be."""
    steps = {step.ref: step for step in planned}
    found: list[Step] = []
    for ref in {**done, **steps}:
        step, was = steps.get(ref), done.get(ref)
        befores = [] if was is None else [was.high, was.low]
        if step is not None and step.before is not None:
            befores.append(step.before)
        after = step.after if step is not None else done[ref].last
        before = max(befores, key=partial(_by, which, after), default=None)
        found.append(Step(ref, before, after))
    return found


def _by(which: Which, after: Decimal, before: Decimal) -> Decimal:
    return which(before, after)


def in_stock_of_a_day(in_stock: int, planned: Sequence[Step], done: Mapping[str, Range]) -> int:
    """How many items had stock in the last day, of how many have it now (`in_stock`)."""
    now = {step.ref: step.before for step in planned}
    for ref, was in done.items():
        in_stock += _is_some(was.high) - _is_some(now.get(ref, was.last))
    return in_stock


def _is_some(value: Decimal | None) -> int:
    return int(value is not None and value > 0)


def zeroes(before: Decimal | None, after: Decimal | int) -> bool:
    """Whether something that was offered would be no more."""
    return before is not None and before > 0 and after == 0


def falls(before: Decimal | None, after: Decimal | int, limits: BrakeLimits) -> bool:
    """Whether a stock falls by more than the share, to zero or not; an unknown one cannot fall."""
    return before is not None and before > 0 and (before - after) * 100 > before * limits.stock_fall


def moves_far(before: Decimal | None, after: Decimal, limits: BrakeLimits) -> bool:
    """Whether a price moves by more than the share; an unknown one does not."""
    return before is not None and before > 0 and abs(after - before) * 100 > before * limits.price_move


def zeroing(
    pairs: Iterable[tuple[Decimal | None, Decimal | int]], in_stock: int, limits: BrakeLimits
) -> Verdict:
    """How many of the `in_stock` items would go to zero; pairs are (shown before, sent)."""
    return Verdict(sum(1 for before, sent in pairs if zeroes(before, sent)), in_stock, limits.zero_percent)


def falling(
    pairs: Iterable[tuple[Decimal | None, Decimal | int]], in_stock: int, limits: BrakeLimits
) -> Verdict:
    """How many of the `in_stock` items would lose most of what they have."""
    count = sum(1 for before, sent in pairs if falls(before, sent, limits))
    return Verdict(count, in_stock, limits.zero_percent)


def price_moves(pairs: Iterable[tuple[Decimal | None, Decimal]], priced: int, limits: BrakeLimits) -> Verdict:
    """How many of the `priced` items would move by more than the limit; pairs are (before, after)."""
    count = sum(1 for before, after in pairs if moves_far(before, after, limits))
    return Verdict(count, priced, limits.price_percent)


def drops(before: Decimal | None, after: Decimal, limits: BrakeLimits) -> bool:
    """Whether one price falls by so much that a person must say it is meant; an unknown one cannot fall."""
    return before is not None and before > 0 and (before - after) * 100 > before * limits.price_drop
