"""The change ledger: whatever a run writes outside is one row, with before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class ChangeKind(StrEnum):
    """What was changed."""

    ORDER = "order"
    STOCK = "stock"
    STATUS = "status"
    PRICE = "price"
    PRODUCT = "product"
    DELIVERY = "delivery"
    INVOICE = "invoice"
    TRACKING = "tracking"


class ChangeOutcome(StrEnum):
    """How it ended. UNKNOWN rows are settled by reading; SIMULATED ones would be written by a real run."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing written outside. `key` is what a person searches: the SKU or the order number.

    `name` is the field written. `detail` keeps the arithmetic or the reason as text values; `at` is UTC.
    """

    run_id: int
    connection_id: int
    kind: ChangeKind
    key: str
    outside_id: str
    name: str
    before: str
    after: str
    outcome: ChangeOutcome
    at: datetime
    detail: Mapping[str, str] = field(default_factory=dict)
    id: int = 0


class Written(NamedTuple):
    """What a day's reading of the ledger needs of a row that was done."""

    run_id: int
    key: str
    outside_id: str
    name: str
    before: str
    after: str
