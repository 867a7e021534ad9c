"""What carrier connectors share: asking in batches that one bad parcel cannot spoil, and reading texts."""

from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from ecco_desktop.connectors.shared.records import chunks
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus, Parcel

# Carriers write local times without a zone; Brasília has had no daylight saving since 2019.
ZONE = ZoneInfo("America/Sao_Paulo")
SHOWN = 120


class BatchTrouble(Exception):
    """A carrier refused a batch as a whole; what it said."""


def in_batches(
    parcels: Sequence[Parcel], size: int, ask: Callable[[Sequence[Parcel]], Mapping[str, Delivery]]
) -> list[Delivery]:
    """One answer for each parcel, in their order. `ask` gives deliveries by parcel key.

    A batch that is refused (BatchTrouble) is halved until the bad parcel stands alone.
    """
    given = list({parcel.key: parcel for parcel in parcels}.values())
    found: dict[str, Delivery] = {}
    for batch in chunks(given, size):
        found |= _halved(batch, ask)
    return [found.get(each.key) or Delivery(each.key, DeliveryStatus.NOT_FOUND) for each in given]


def _halved(
    parcels: Sequence[Parcel], ask: Callable[[Sequence[Parcel]], Mapping[str, Delivery]]
) -> dict[str, Delivery]:
    try:
        return dict(ask(parcels))
    except BatchTrouble as trouble:
        if len(parcels) == 1:
            key = parcels[0].key
            return {key: Delivery(key, DeliveryStatus.INVALID_CODE, detail=str(trouble)[:SHOWN])}
    middle = len(parcels) // 2
    return _halved(parcels[:middle], ask) | _halved(parcels[middle:], ask)
