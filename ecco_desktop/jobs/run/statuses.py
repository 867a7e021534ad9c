"""The status map: what a platform's word means in the ERP."""

from collections.abc import Mapping

from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.orders import OrderStatus


def known_statuses(
    manifest: Manifest, chosen: Mapping[str, OrderStatus | None]
) -> dict[str, OrderStatus | None]:
    """The platform's defaults with what a person chose over them; None means "do not import"."""
    return {choice.word: choice.default for choice in manifest.statuses} | dict(chosen)


def outgoing_words(
    manifest: Manifest, connection: Connection, chosen: Mapping[OrderStatus, str]
) -> dict[OrderStatus, str]:
    """The store's word for each ERP status: the platform's, the form's, and what a person chose.

    A status a person left without a word is not sent at all.
    """
    words = dict(manifest.outgoing)
    if delivered := connection.values.get("delivered_status", "").strip():
        words[OrderStatus.DELIVERED] = delivered
    return {status: word for status, word in (words | dict(chosen)).items() if word}
