"""A carrier in memory: it knows what it was told of each parcel."""

import re
from collections.abc import Callable, Sequence

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus, Parcel
from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.ports.carrier import Carrier

# So many refusals and nothing else say that the parcels are not at fault.
MANY = 3


class FakeCarrier(Carrier):
    """`known` are its parcels by key; one in `refused` it takes for no parcel of its own."""

    def __init__(self) -> None:
        self.known: dict[str, Delivery] = {}
        self.refused: set[str] = set()
        self.asked: list[list[str]] = []
        self.on_call: Callable[[], None] = lambda: None
        # The form its codes have.
        self.form = re.compile(r".+")

    def follows(self, parcel: Parcel) -> bool:
        """Whatever has its form."""
        return self.form.fullmatch(parcel.key) is not None

    def deliveries(self, parcels: Sequence[Parcel]) -> Sequence[Delivery]:
        """All in one call; a carrier that refuses everything is at fault itself."""
        keys = list(dict.fromkeys(parcel.key for parcel in parcels if self.follows(parcel)))
        if not keys:
            return []
        self.on_call()
        self.asked.append(keys)
        if len(keys) >= MANY and self.refused.issuperset(keys):
            raise TransientProblem("http.refused", host="carrier", connection="Entregas", detail="não")
        return [self._answer(key) for key in keys]

    def test(self) -> ConnectionReport:
        """Always good."""
        return ConnectionReport("fake")

    def _answer(self, key: str) -> Delivery:
        if key in self.refused:
            return Delivery(key, DeliveryStatus.INVALID_CODE, detail="não")
        return self.known.get(key, Delivery(key, DeliveryStatus.NOT_FOUND))
