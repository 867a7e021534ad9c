"""Carriers that the suite of every carrier runs on: behind a connector, and in memory."""

from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.connectors.shared.form import SECONDS
from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.deliveries import DeliveryEvent, DeliveryStatus, Parcel, summed_up
from ecco_desktop.ports.carrier import Carrier
from tests.fakes.carrier import FakeCarrier
from tests.fakes.opening import opening
from tests.fakes.system import FakeCancel
from tests.parcels import CODES, POSTED, tell
from tests.support import Sandbox, form_of

FAKE = "fake"
S = DeliveryStatus
# What a story comes to, and how many hours after posting each event was.
_STORIES = {
    "posted": [(0, S.POSTED)],
    "transit": [(0, S.POSTED), (20, S.IN_TRANSIT)],
    # What nobody knows moves nothing.
    "strange": [(0, S.POSTED)],
    "out": [(0, S.POSTED), (100, S.OUT_FOR_DELIVERY)],
    "absent": [(0, S.POSTED), (100, S.DELIVERY_FAILED)],
    "returned": [(0, S.POSTED), (100, S.RETURNING), (120, S.RETURNED)],
    "delivered": [(0, S.POSTED), (108, S.DELIVERED)],
    "late_scan": [(0, S.POSTED), (108, S.DELIVERED), (110, S.IN_TRANSIT)],
}


def open_carrier(
    sandbox: Sandbox, kind: str, cancel: FakeCancel | None = None, secrets: dict[str, str] | None = None
) -> Carrier:
    """A connector on the sandbox, with these secrets in the place of the good ones."""
    values, kept = form_of(sandbox, kind)
    connection = Connection(1, "Entregas", kind, Role.CARRIER, values)
    # Less than a form takes: the tests wait for it.
    with mock.patch.object(Bounds, "within", _soon):
        return Registry().open_carrier(opening(connection, kept | (secrets or {}), cancel))


_within = Bounds.within


def _soon(bounds: Bounds, text: str, usual: int) -> float:
    return 0.5 if bounds is SECONDS else _within(bounds, text, usual)


class Wire:
    """A carrier of the sandbox."""

    def __init__(self, sandbox: Sandbox, kind: str) -> None:
        self.sandbox, self.kind = sandbox, kind
        self.name = Registry().manifest(kind).name

    def open(self, cancel: FakeCancel | None = None) -> Carrier:
        """A connection of its own."""
        return open_carrier(self.sandbox, self.kind, cancel)

    def tell(self, *stories: str) -> list[Parcel]:
        """Parcels that tell these stories and no others."""
        return tell(self.sandbox, self.kind, *stories)

    def stranger(self, number: int) -> Parcel:
        """A parcel in the carrier's form that nobody told of."""
        return Parcel(CODES[self.kind](number), carrier=Registry().manifest(self.kind).references[0])

    def calls(self) -> dict[str, int]:
        """What the carrier was asked, by kind."""
        counters = self.sandbox.get("state?part=counters")
        return {name: count for name, count in counters.items() if name.startswith(f"{self.kind} ")}


class Memory:
    """The fake, told the same stories."""

    kind = name = FAKE

    def __init__(self) -> None:
        self.carrier = FakeCarrier()

    def open(self, cancel: FakeCancel | None = None) -> Carrier:
        self.carrier.on_call = (cancel or FakeCancel()).check
        return self.carrier

    def tell(self, *stories: str) -> list[Parcel]:
        parcels = [self.stranger(number + 1) for number in range(len(stories))]
        told = dict(zip((parcel.key for parcel in parcels), stories, strict=True))
        self.carrier.refused = {key for key, story in told.items() if story == "refused"}
        self.carrier.known = {}
        for key, story in told.items():
            if story in _STORIES:
                events = [DeliveryEvent(POSTED + timedelta(hours=h), status) for h, status in _STORIES[story]]
                expected: date = (POSTED + timedelta(days=5)).date()
                known = summed_up(key, events, expected)
                self.carrier.known[key] = replace(known, unknown=("ZZ",) if story == "strange" else ())
        return parcels

    def stranger(self, number: int) -> Parcel:
        return Parcel(f"FK{number:06d}", carrier=FAKE)

    def calls(self) -> dict[str, int]:
        return {f"{FAKE} READ": len(self.carrier.asked)} if self.carrier.asked else {}


AnyCarrier = Wire | Memory
