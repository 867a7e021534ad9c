"""Parcels for tests of carriers: codes in the form each carrier gives them, and the stories they tell."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.deliveries import Parcel
from ecco_desktop.sandbox.past import code_of
from tests.support import Sandbox

CARRIERS = [manifest for manifest in Registry().manifests() if manifest.role is Role.CARRIER]
CODES: dict[str, Callable[[int], str]] = {
    "correios": code_of,
    "melhorenvio": lambda number: f"ME{number:06d}QABBR",
    # Every other one is a shipment id, the rest are numbers of a CT-e.
    "jadlog": lambda number: f"{10 + number % 2}{number:012d}",
}
# Six days ago, by UTC; carriers show it by the clock of Brasília.
POSTED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=6)
POSTED_LOCAL = POSTED - timedelta(hours=3)
POSTED_TEXT = f"{POSTED_LOCAL:%Y-%m-%dT%H:%M:%S}"


def tell(sandbox: Sandbox, kind: str, *stories: str) -> list[Parcel]:
    """Parcels that tell these stories and no others; the ERP names who carries them."""
    codes = [CODES[kind](number + 1) for number in range(len(stories))]
    told = {code: {"story": story, "posted": POSTED_TEXT} for code, story in zip(codes, stories, strict=True)}
    sandbox.shop("set", parcels=told)
    name = Registry().manifest(kind).references[0]
    return [Parcel(code, carrier=name) for code in codes]
