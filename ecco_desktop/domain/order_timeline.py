"""The story of one order: everything that happened to it, on both sides, oldest first."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """One fact of an order's story. `at` is UTC; `kind` is change, log or pending; `text` is Portuguese."""

    at: datetime
    kind: str
    source: str
    text: str
    run_id: int = 0
