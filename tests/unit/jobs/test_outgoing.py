"""Which words a person may choose to be sent to a store."""

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.services.links import LinkService
from tests.fakes.app import FakeShop

STORES = [manifest for manifest in Registry().manifests() if manifest.role is Role.STORE]


def links_of(shop: FakeShop) -> LinkService:
    return LinkService(shop.storage, Registry(), None, shop.deeds)  # type: ignore[arg-type]


@pytest.mark.parametrize("manifest", STORES, ids=lambda manifest: manifest.kind)
def test_only_what_a_program_may_set_can_be_chosen(shop: FakeShop, manifest) -> None:  # type: ignore[no-untyped-def]
    links = links_of(shop)
    store = shop.storage.connections.add(f"L {manifest.kind}", manifest.kind, Role.STORE, {})
    for choice in manifest.statuses:
        if choice.settable:
            links.set_outgoing(store, OrderStatus.PICKING, choice.word)
            assert links.outgoing(store)[OrderStatus.PICKING] == choice.word
        else:
            with pytest.raises(SetupProblem, match=r"status\.not_settable"):
                links.set_outgoing(store, OrderStatus.PICKING, choice.word)
    # A plug-in's own word is nobody's to know.
    links.set_outgoing(store, OrderStatus.PICKING, "em-separacao")
    assert links.outgoing(store)[OrderStatus.PICKING] == "em-separacao"
