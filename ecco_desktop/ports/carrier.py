"""What the automations ask of a carrier.

Every method may raise SetupProblem, TransientProblem or Cancelled.
"""

from collections.abc import Sequence
from typing import Protocol

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.deliveries import Delivery


class Carrier(Protocol):
    """An open connection to a carrier."""

    def follows(self, code: str) -> bool:
        """Whether a tracking code looks like one of this carrier's."""

    def deliveries(self, codes: Sequence[str]) -> Sequence[Delivery]:
        """What the carrier knows of each code, in as few calls as it takes; one answer for each code.

        One bad code never spoils the others.
        """

    def test(self) -> ConnectionReport:
        """The cheapest call that proves credentials and that the contract allows tracking."""
