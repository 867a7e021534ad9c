"""What the automations ask of a carrier.

Every method may raise SetupProblem, TransientProblem or Cancelled.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecco_desktop.domain.connections import ConnectionReport
    from ecco_desktop.domain.deliveries import Delivery, Parcel


class Carrier(Protocol):
    """An open connection to a carrier."""

    @abstractmethod
    def follows(self, parcel: Parcel) -> bool:
        """Whether this carrier can be asked about a parcel, by its code or by its invoice."""

    @abstractmethod
    def deliveries(self, parcels: Sequence[Parcel]) -> Sequence[Delivery]:
        """What the carrier knows of each parcel, in as few calls as it takes; one answer for each key.

        Answers stand in the parcels' order; instants are UTC. One bad parcel never spoils the others:
        TransientProblem("http.refused") only where all of three or more are refused.
        """

    @abstractmethod
    def test(self) -> ConnectionReport:
        """The cheapest call that proves credentials and that the contract allows tracking."""
