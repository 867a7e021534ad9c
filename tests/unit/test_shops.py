"""Links, bookmarks and facts belong to the shop: another address is asked about."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.profile import ProfileService
from ecco_desktop.storage.sealing import Passphrase
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.app import FakeConnectors, FakeShop
from tests.fakes.erp import FakeErp
from tests.fakes.orders import store_order
from tests.fakes.store import FakeStore
from tests.unit.jobs.test_product_identity import product
from tests.unit.jobs.test_sync_stock import level

A, B = "https://a.example", "https://b.example"
# How each platform tells its shops apart: the values of two, and the secrets a form asks for.
PLACES = {
    "woocommerce": ({"address": A}, {"address": B}, ("consumer_key", "consumer_secret")),
    "nuvemshop": (
        {"store_id": "1", "contact": "a@b.example"},
        {"store_id": "2", "contact": "a@b.example"},
        ("token",),
    ),
    "vtex": ({"account": "lojaa"}, {"account": "lojab"}, ("app_key", "app_token")),
}
OLD = Decimal(500)


class Places(FakeConnectors):
    """A fake store and a fake ERP for each shop and account."""

    def __init__(self) -> None:
        super().__init__(FakeErp(), FakeStore())
        self.stores: dict[str, FakeStore] = {}
        self.erps: dict[str, FakeErp] = {}

    def open_store(self, opening: Opening) -> FakeStore:
        return self.stores.setdefault(self._shop(opening), FakeStore())

    def open_erp(self, opening: Opening) -> FakeErp:
        return self.erps.setdefault(self._shop(opening), FakeErp())

    def _shop(self, opening: Opening) -> str:
        return self.manifest(opening.connection.kind).shop(opening.connection.values)


class Rig:
    """An installation with one store of a platform, linked and in step."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.first, self.second, keys = PLACES[kind]
        self.secrets = dict.fromkeys(keys, "segredo")
        self.kind = kind
        self.shop = FakeShop(folder)
        self.places, vault = Places(), MemorySecrets()
        self.shop.runner._connectors, self.shop.runner._secrets = self.places, vault
        self.storage = self.shop.storage
        self.connections = ConnectionService(self.storage, vault, self.places, self.shop.deeds)
        preferences = PreferenceService(self.storage, self.shop.deeds)
        self.profile = ProfileService(
            self.storage,
            vault,
            self.places,
            self.connections,
            preferences,
            self.shop.deeds,
            Passphrase(),
            self.shop.clock,
            lambda: None,
        )
        erp = self.storage.connections.find("ERP")
        assert erp is not None
        self.storage.connections.update(replace(erp, values={"address": "empresa"}))
        self.connections.update("ERP", {"address": "empresa"}, {"token": "t"})
        self.connections.add(kind, "Minha", self.first, self.secrets)
        self.shop.tasks.create("import_orders", "Minha", None, {"prefix": "M-"})
        self.shop.tasks.create("sync_stock", "Minha", None, {})
        for values, prefix in ((self.first, "A"), (self.second, "B")):
            store = self.store(values)
            for n in range(1, 31):
                store.add(str(n), f"{prefix}{n}", int(OLD))
            number = f"{prefix}-1"
            store.orders["1"] = replace(store_order("1"), number=number, lines=())
        self.erp("empresa").levels = [level(f"e{n}", f"A{n}", n, n) for n in range(1, 31)]
        self.erp("empresa").catalog = [product(f"e{n}", f"A{n}") for n in range(1, 31)]

    def store(self, values: dict[str, str]) -> FakeStore:
        """The store of these values."""
        return self.places.stores.setdefault(self.places.manifest(self.kind).shop(values), FakeStore())

    def erp(self, name: str) -> FakeErp:
        """The ERP account of this name."""
        shop = self.places.manifest("eccosys").shop({"address": name})
        return self.places.erps.setdefault(shop, FakeErp())

    @property
    def loja(self) -> Connection:
        """The connection as it is now."""
        return self.connections.find("Minha")

    def run(self, automation: str, trigger: Trigger = Trigger.PERSON) -> RunState:
        """A run of the store's task, to its end."""
        task = next(
            one
            for one in self.storage.tasks.all()
            if (one.automation, one.connection_id) == (automation, self.loja.id)
        )
        began = self.shop.runner.request(task.id, trigger)
        assert self.shop.runner.wait_idle(20)
        ended = self.storage.runs.get(began.id)
        assert ended is not None
        return ended.state

    def links(self, kind: LinkKind = LinkKind.PRODUCT) -> dict[str, str]:
        """What the connection is linked to."""
        return dict(self.storage.links.all(self.loja.id, kind))

    def shown(self, values: dict[str, str]) -> set[Decimal | None]:
        """What a store shows."""
        return {item.quantity for item in self.store(values).items.values()}


@pytest.fixture(params=list(PLACES))
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path, request.param)
    assert made.run("sync_stock") is RunState.SUCCEEDED
    assert len(made.links()) == 30
    yield made
    made.shop.close()


def test_another_shop_is_asked_about_and_nothing_is_written_before(rig: Rig) -> None:
    before = rig.loja
    with pytest.raises(SetupProblem, match="which_shop"):
        rig.connections.update("Minha", rig.second, rig.secrets)
    assert rig.loja == before
    assert rig.run("sync_stock") is RunState.SUCCEEDED
    assert rig.shown(rig.second) == {OLD}


def test_another_shop_starts_empty_and_the_first_comes_back_with_its_links(rig: Rig) -> None:
    known, first = rig.links(), rig.loja
    rig.connections.update("Minha", rig.second, rig.secrets, which=Which.OTHER)
    assert rig.links() == {}
    assert rig.storage.memory.all(rig.loja.id, "held") == {}
    assert not rig.storage.bookmarks.get(rig.loja.id, "sync_stock", "verified")
    for trigger in (Trigger.SCHEDULE, Trigger.PERSON):
        rig.run("sync_stock", trigger)
    assert rig.shown(rig.second) == {OLD}
    assert [one.name for one in rig.connections.list()].count("Minha") == 1
    rig.connections.update("Minha", rig.first, {}, which=Which.OTHER)
    assert (rig.links(), rig.loja.id) == (known, first.id)
    assert rig.run("sync_stock") is RunState.SUCCEEDED


def test_the_same_shop_under_another_address_keeps_its_links_and_proves_them(rig: Rig) -> None:
    moved = rig.store(rig.second)
    moved.items = dict(rig.store(rig.first).items)
    known = rig.links()
    rig.connections.update("Minha", rig.second, rig.secrets, which=Which.SAME)
    assert rig.links() == known
    rig.erp("empresa").levels = [level(f"e{n}", f"A{n}", n + 1, n + 1) for n in range(1, 31)]
    # It is proved at once, on the schedule too, and nothing goes out that was not.
    assert rig.run("sync_stock", Trigger.SCHEDULE) is RunState.SUCCEEDED
    assert rig.shown(rig.second) == {n + 1 for n in range(1, 31)}


def test_who_says_same_and_is_wrong_sends_no_number(rig: Rig) -> None:
    rig.connections.update("Minha", rig.second, rig.secrets, which=Which.SAME)
    for trigger in (Trigger.SCHEDULE, Trigger.PERSON):
        rig.run("sync_stock", trigger)
    assert rig.shown(rig.second) == {OLD}
    causes = {record.cause for record in rig.storage.pending.waiting()}
    assert causes == {"link.other_product"}


def test_values_that_change_by_another_way_stop_the_run(rig: Rig) -> None:
    rig.storage.connections.update(replace(rig.loja, values={**rig.loja.values, **rig.second}))
    assert rig.run("sync_stock") is RunState.FAILED
    assert rig.shown(rig.second) == {OLD}


@pytest.mark.parametrize("which", [None, Which.OTHER, Which.SAME])
def test_a_profile_with_another_address_is_asked_about_too(
    rig: Rig, tmp_path: Path, which: Which | None
) -> None:
    path = tmp_path / "perfil.ecco"
    rig.profile.export(path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    for one in whole["connections"]:
        if one["name"] == "Minha":
            one["values"] |= rig.second
    from ecco_desktop.services import profile

    whole["checksum"] = profile._checksum(whole)
    path.write_text(json.dumps(whole), encoding="utf-8")
    if which is None:
        before = rig.loja
        with pytest.raises(SetupProblem, match="which_shop"):
            rig.profile.load(path)
        assert rig.loja == before
        return
    known = rig.links()
    rig.profile.load(path, which={"Minha": which})
    assert rig.links() == ({} if which is Which.OTHER else known)


def test_a_pending_record_of_a_shop_that_was_put_aside_waits_for_it(rig: Rig) -> None:
    rig.store(rig.first).orders["1"] = store_order("1", shipping_reference="Moto")
    rig.run("import_orders")
    waiting = len(rig.storage.pending.waiting())
    assert waiting and rig.storage.pending.count() == waiting
    rig.connections.update("Minha", rig.second, rig.secrets, which=Which.OTHER)
    assert (rig.storage.pending.count(), list(rig.storage.pending.waiting())) == (0, [])
    # Nothing is known of the second one: nothing is asked.
    rig.connections.update("Minha", rig.first, {})
    assert rig.storage.pending.count() == waiting


def test_what_was_written_to_another_shop_is_not_given_back_to_this_one(rig: Rig) -> None:
    run = next(one for one in rig.storage.runs.page(None, offset=0, limit=9).runs if one.tally.updated)
    rig.connections.update("Minha", rig.second, rig.secrets, which=Which.OTHER)
    rig.shop.tasks.undo(run.id)
    assert rig.shop.runner.wait_idle(20)
    assert rig.shown(rig.second) == {OLD}


def test_another_company_of_the_erp_is_asked_about_and_its_ids_are_its_own(rig: Rig) -> None:
    known = rig.links()
    other = rig.erp("outra")
    other.levels = [level(f"e{n}", f"X{n}", n + 100, n + 100) for n in range(1, 31)]
    with pytest.raises(SetupProblem, match="which_shop"):
        rig.connections.update("ERP", {"address": "outra"}, {"token": "t"})
    rig.connections.update("ERP", {"address": "outra"}, {"token": "t"}, which=Which.OTHER)
    assert rig.links() == {}
    before = rig.shown(rig.first)
    rig.run("sync_stock")
    assert rig.shown(rig.first) == before
    # Ids of the other company are nobody's here.
    assert rig.storage.links.owners(LinkKind.PRODUCT, "e1") == []
    rig.connections.update("ERP", {"address": "empresa"}, {}, which=Which.OTHER)
    assert rig.links() == known


def test_an_erp_that_is_deleted_and_added_anew_is_asked_about(rig: Rig) -> None:
    known = rig.links()
    rig.connections.delete("ERP")
    with pytest.raises(SetupProblem, match="which_shop"):
        rig.connections.add("eccosys", "Outro", {"address": "outra"}, {"token": "t"})
    rig.connections.add("eccosys", "De novo", {"address": "empresa"}, {"token": "t"})
    assert rig.links() == known
    rig.connections.delete("De novo")
    rig.connections.add("eccosys", "Outro", {"address": "outra"}, {"token": "t"}, Which.OTHER)
    assert rig.links() == {}


def test_a_first_set_up_that_is_corrected_asks_nothing(tmp_path: Path) -> None:
    rig = Rig(tmp_path, "woocommerce")
    with pytest.raises(SetupProblem, match=r"connection\.secret_anew"):
        rig.connections.update("Minha", {"address": "https://certa.example"}, {})
    rig.connections.update("Minha", {"address": "https://certa.example"}, rig.secrets)
    assert rig.loja.values["address"] == "https://certa.example"
    rig.shop.close()


# -- one spelling --

WOO = Registry().manifest("woocommerce").shop


@given(
    st.sampled_from(["", "https://", "HTTPS://"]),
    st.sampled_from(["Loja.example", "loja.EXAMPLE", "loja.example."]),
    st.sampled_from(["", ":443"]),
    st.sampled_from(["", "/", "//", "/wp-admin/", "/wp-json/wc/v3"]),
)
def test_what_is_provably_one_address_is_one_shop(scheme: str, host: str, port: str, tail: str) -> None:
    assert WOO({"address": f" {scheme}{host}{port}{tail} "}) == "https://loja.example"


@pytest.mark.parametrize(
    "other",
    [
        "http://loja.example",
        "https://www.loja.example",
        "https://loja.example/Loja",
        "https://loja.example/loja",
        "https://loja.example:8443",
        "https://loja.example.br",
    ],
)
def test_what_is_not_provably_one_address_is_asked_about(other: str) -> None:
    assert WOO({"address": other}) != WOO({"address": "https://loja.example"})


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("nuvemshop", {"store_id": "1"}, {"store_id": "1", "address": "https://api.tiendanube.com/"}, True),
        ("nuvemshop", {"store_id": "1"}, {"store_id": "2"}, False),
        ("vtex", {"account": "Loja"}, {"account": "https://loja.myvtex.com/admin"}, True),
        ("vtex", {"account": "loja"}, {"account": "loja2"}, False),
        ("eccosys", {"address": "Empresa"}, {"address": "https://empresa.eccosys.com.br/api/"}, True),
        ("eccosys", {"address": "empresa"}, {"address": "empresa2"}, False),
    ],
)
def test_an_account_is_known_by_what_its_platform_calls_it(
    kind: str, one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    shop = Registry().manifest(kind).shop
    assert (shop(one) == shop(other)) is same
