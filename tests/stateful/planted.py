"""Faults that are planted: doors of the program that are held open for the time of a test.

Each is one that a careless change could bring back; the machine must find it.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, ExitStack
from unittest import mock

from ecco_desktop.connectors.erp.eccosys.account import Account
from ecco_desktop.connectors.erp.eccosys.shapes import Row
from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.jobs.engine.owner import Owner
from ecco_desktop.jobs.orders.proofs import Proofs

Planted = Callable[[], AbstractContextManager[object]]


def no_proof() -> AbstractContextManager[object]:
    """A link is believed on the strength of its id: neither number nor instant is looked at."""
    stack = ExitStack()
    stack.enter_context(mock.patch.object(Proofs, "prove", return_value=None))
    stack.enter_context(mock.patch.object(Proofs, "is_another", return_value=False))
    return stack


def empty_is_absent() -> AbstractContextManager[object]:
    """An answer of the ERP that says nothing (`[]`, false, an empty body) is taken for "not there"."""
    real = Account._told

    def told(self: Account, answer: Answer) -> list[Row]:
        return real(self, answer) or []

    return mock.patch.object(Account, "_told", told)


def no_lease() -> AbstractContextManager[object]:
    """Every other program is held to be over: the run of a living one is a leftover, and its lane is free."""

    def over(self: Owner, owners: Collection[str]) -> dict[str, bool]:
        return {owner: True for owner in owners if owner != self._token}

    return mock.patch.object(Owner, "over", over)


PLANTED: dict[str, Planted] = {
    "the proof of a link is dropped": no_proof,
    "an empty look-up is believed": empty_is_absent,
    "the lease is forgotten": no_lease,
}
