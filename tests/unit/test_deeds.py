"""Each change of the configuration and its deed are one: both are kept, or neither."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.notices import Deed, Who
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.links import LinkService
from ecco_desktop.services.pending import PendingService
from ecco_desktop.storage.notices import Notices
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.words.sentences import SENTENCES
from tests.fakes.app import FakeShop

PACKAGE = Path(__file__).parents[2] / "ecco_desktop"
WOO = {"address": "https://outra.com.br"}
KEYS = {"consumer_key": "ck_1234567890", "consumer_secret": "cs_1234567890"}


class Office:
    """The services that change things, over one shop."""

    def __init__(self, shop: FakeShop) -> None:
        self.shop = shop
        self.task = next(task for task in shop.storage.tasks.all() if task.automation == "sync_stock")
        registry = Registry()
        self.connections = ConnectionService(shop.storage, MemorySecrets(), registry, shop.deeds)
        self.links = LinkService(shop.storage, registry, self.connections, shop.deeds)
        self.pending = PendingService(shop.storage, shop.clock, shop.deeds)


CHANGES: dict[str, Callable[[Office], object]] = {
    "deed.connection_added": lambda o: o.connections.add("woocommerce", "Outra", WOO, KEYS),
    "deed.connection_fields": lambda o: o.connections.update(
        "Loja", {"address": "https://nova.com.br"}, KEYS, "Nova"
    ),
    "deed.unlink": lambda o: o.links.unlink_carrier(o.shop.loja, "PAC"),
    "deed.status": lambda o: o.links.set_status(o.shop.loja, "on-hold", None),
    "deed.outgoing": lambda o: o.links.set_outgoing(o.shop.loja, OrderStatus.PICKING, "on-hold"),
    "deed.task_made": lambda o: o.shop.tasks.create("push_prices", "Loja", None, {}, note="x"),
    "deed.task_edited": lambda o: o.shop.tasks.edit(o.task.id, None, {"safety": "2"}),
    "deed.task_off": lambda o: o.shop.tasks.deactivate(o.task.id),
    "deed.task_deleted": lambda o: o.shop.tasks.delete(o.task.id),
    "deed.task_recurrence": lambda o: o.shop.tasks.set_recurrence(o.task.id, Recurrence(every_minutes=20)),
    "deed.task_muted": lambda o: o.shop.tasks.mute(o.task.id, o.shop.clock.now() + timedelta(hours=1)),
    "deed.task_booked": lambda o: o.shop.tasks.start_later(
        o.task.id, o.shop.clock.now() + timedelta(hours=1)
    ),
    "deed.paused": lambda o: o.shop.tasks.pause_all(2),
}


@pytest.mark.parametrize("key", CHANGES)
def test_a_change_leaves_its_deed_with_who_and_when(shop: FakeShop, key: str) -> None:
    office = Office(shop)
    shop.deeds.actor.who = Who.COMMAND_LINE
    CHANGES[key](office)
    deed = next(deed for deed in shop.deeds.newest() if deed.key == key)
    assert (deed.actor, deed.at) == (Who.COMMAND_LINE, shop.clock.now())
    assert not any("1234567890" in value for deed in shop.deeds.newest() for value in deed.values.values())


@pytest.mark.parametrize("key", CHANGES)
def test_where_the_deed_cannot_be_written_nothing_is_changed(
    shop: FakeShop, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(shop)
    tables = ("connection", "carrier_link", "situation", "outgoing", "task", "setting")
    before = [shop.storage._session.sql(f"SELECT * FROM {table}") for table in tables]

    def broken(_self: Notices, _deed: Deed) -> None:
        raise OSError("the disk refuses")

    monkeypatch.setattr(Notices, "add_deed", broken)
    with pytest.raises(OSError, match="refuses"):
        CHANGES[key](office)
    assert [shop.storage._session.sql(f"SELECT * FROM {table}") for table in tables] == before


def test_every_kind_of_deed_is_written_by_a_service_and_none_by_the_window_or_a_command() -> None:
    written: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        if room in ("words", "sandbox"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and str(node.value).startswith("deed."):
                written.setdefault(str(node.value), set()).add(room)
    kinds = {key for key in SENTENCES if key.startswith("deed.")}
    # Written by earlier versions only; it says less than what took its place.
    assert kinds - {"deed.connection_changed"} == set(written)
    assert {room for rooms in written.values() for room in rooms} <= {"services", "jobs"}
