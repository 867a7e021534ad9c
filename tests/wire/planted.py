"""Faults that are planted: a careless reader held in the place of a careful one for the time of a test."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from decimal import Decimal
from unittest import mock

from ecco_desktop.connectors.erp.eccosys import mapping
from ecco_desktop.connectors.shared.paging import Paging
from ecco_desktop.connectors.shared.records import Row
from ecco_desktop.connectors.stores.vtex.account import Door
from ecco_desktop.domain.amounts import parse_decimal

Planted = Callable[[], AbstractContextManager[object]]


def another_records_answer() -> AbstractContextManager[object]:
    """The answer to another question is taken for the answer to this one."""

    def record(self: Door, path: str, _own: str, _wanted: str, *, null: bool = True) -> Row | None:
        return self.row(path)

    return mock.patch.object(Door, "record", record)


def a_page_that_came_before() -> AbstractContextManager[object]:
    """A page that came before is read as a further one."""
    real = Paging.more

    def more(self: Paging, rows: object, count: int, total: int | None = None) -> bool:
        self._seen.clear()
        return real(self, rows, count, total)  # type: ignore[arg-type]

    return mock.patch.object(Paging, "more", more)


def missing_is_zero() -> AbstractContextManager[object]:
    """What cannot be read of the ERP's stock is zero."""

    def number(row: Mapping[str, object], name: str) -> Decimal:
        try:
            return parse_decimal(row.get(name)) or Decimal(0)
        except ValueError:
            return Decimal(0)

    stack = ExitStack()
    stack.enter_context(mock.patch.object(mapping, "number", number))
    return stack


PLANTED: Mapping[str, Planted] = {
    "another record's answer is taken": another_records_answer,
    "a page that came before is a further one": a_page_that_came_before,
    "what is missing is zero": missing_is_zero,
}
