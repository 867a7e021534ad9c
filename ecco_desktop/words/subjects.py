"""What a log line speaks of: its subject is an order, or the SKU of a product."""

from enum import StrEnum

from ecco_desktop.domain.runs import LogLine
from ecco_desktop.words.numbers import NUMBERS
from ecco_desktop.words.products import PRODUCTS


class Subject(StrEnum):
    """What a double click on the line opens."""

    ORDER = "order"
    SKU = "sku"


def subject_of(line: LogLine) -> Subject:
    """By the table its sentence stands in; lines of sentences that no longer exist speak of orders."""
    return Subject.SKU if line.key in NUMBERS or line.key in PRODUCTS else Subject.ORDER
