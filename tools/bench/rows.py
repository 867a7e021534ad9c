"""A row of the table, and the few helpers every measurement uses."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log


@dataclass(frozen=True)
class Row:
    """What was measured; `reached` is None where there is no target."""

    what: str
    figure: str
    target: str = "—"
    reached: bool | None = None
    reference: str = "—"
    # The exponent from one size to ten times it: 1.0 means ten times the work for ten times the size.
    growth: str = "—"


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_of(times: int, measure: Callable[[], float]) -> float:
    """The median of several: one run says more of what else the machine does."""
    return statistics.median(measure() for _ in range(times))


def exponent(small: float, large: float, factor: float = 10) -> str:
    """With which power the figure grows where the size grows by `factor`."""
    return f"{log(large / small) / log(factor):.2f}" if small > 0 and large > 0 else "—"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    kept = sorted(values)
    return kept[min(len(kept) - 1, int(len(kept) * share))]
