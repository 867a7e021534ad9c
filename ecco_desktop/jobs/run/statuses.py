"""The status map: what a platform's word means in the ERP."""

from collections.abc import Mapping

from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.order_flow import rank
from ecco_desktop.domain.orders import OrderStatus


def known_statuses(
    manifest: Manifest, chosen: Mapping[str, OrderStatus | None]
) -> dict[str, OrderStatus | None]:
    """The platform's defaults with what a person chose over them; None means "do not import"."""
    return {choice.word: choice.default for choice in manifest.statuses} | dict(chosen)


def over_words(manifest: Manifest, statuses: Mapping[str, OrderStatus | None]) -> frozenset[str]:
    """The words of orders that are over: the platform's own, and what a person mapped to "cancelado"."""
    return manifest.dead | cancelling_words(manifest, statuses)


def cancelling_words(manifest: Manifest, statuses: Mapping[str, OrderStatus | None]) -> frozenset[str]:
    """The words that cancel what is in: the platform's own, and what a person mapped so."""
    mapped = {word for word, status in statuses.items() if status is OrderStatus.CANCELLED}
    return manifest.cancelled | mapped


def paid_words(manifest: Manifest, statuses: Mapping[str, OrderStatus | None]) -> frozenset[str]:
    """Words unknown to the platform (a plug-in's), of which a person said that they follow payment."""
    own = {choice.word for choice in manifest.statuses}
    return frozenset(
        word
        for word, status in statuses.items()
        if word not in own and rank(status) >= rank(OrderStatus.OPEN)
    )


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
