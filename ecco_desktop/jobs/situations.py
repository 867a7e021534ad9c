"""The situation map: what a platform's word means in the ERP."""

from collections.abc import Mapping

from ecco_desktop.domain.connections import Manifest
from ecco_desktop.domain.orders import OrderStatus


def situation_map(
    manifest: Manifest, chosen: Mapping[str, OrderStatus | None]
) -> dict[str, OrderStatus | None]:
    """The platform's defaults with what a person chose over them; None means "do not import"."""
    return {choice.word: choice.default for choice in manifest.statuses} | dict(chosen)
