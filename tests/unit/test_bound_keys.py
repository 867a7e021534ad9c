"""A key is sent to the scheme, host and port it was typed for; no address holds a user or a password."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.app import Application, wire
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.addresses import has_login, origin, without_login
from ecco_desktop.domain.connections import Connection, FieldKind, Manifest, Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.services import profile
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.words.sentences import sentence
from tests.fakes.opening import opening

KINDS = [manifest.kind for manifest in Registry().manifests()]
FIRST = "https://a.example"
OTHERS = ["https://b.example", "https://a.example:8443", "http://a.example", "https://a.example.evil.example"]
SECRET = "PLANTED-key-0123456789"


def manifest_of(kind: str) -> Manifest:
    return Registry().manifest(kind)


def values_at(manifest: Manifest, address: str) -> dict[str, str]:
    """A form filled in as a person would, every address there."""
    values = {"allow_http": "yes"} if any(one.key == "allow_http" for one in manifest.fields) else {}
    for field in manifest.fields:
        if field.kind is FieldKind.ADDRESS:
            values[field.key] = address
        elif field.kind is FieldKind.TEXT and field.required:
            values[field.key] = {"store_id": "12345", "posting_card": "0012345678"}.get(
                field.key, field.example or "loja"
            )
    return values


def secrets_of(manifest: Manifest, value: str = SECRET) -> dict[str, str]:
    return {
        field.key: value
        for field in manifest.fields
        if field.kind is FieldKind.SECRET and field.applies(manifest.defaulted({}))
    }


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    made = wire(tmp_path, open_storage(tmp_path), MemorySecrets(), floor=1)
    yield made
    made.close(5)


def added(application: Application, kind: str, address: str = FIRST) -> Connection:
    manifest = manifest_of(kind)
    return application.services.connections.add(
        kind, "Conexão", values_at(manifest, address), secrets_of(manifest)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_another_address_asks_for_the_keys_anew(kind: str, application: Application) -> None:
    there = added(application, kind)
    for other in OTHERS:
        asked_anew(application, there, values_at(manifest_of(kind), other))


def asked_anew(application: Application, there: Connection, values: dict[str, str]) -> None:
    connections, kind = application.services.connections, there.kind
    # The form's test button, the form and the command line, in this order.
    with pytest.raises(SetupProblem, match=r"connection\.secret_anew"):
        connections.try_out(kind, "Conexão", values, {}, there)
    with pytest.raises(SetupProblem, match=r"connection\.secret_anew"):
        connections.update("Conexão", values, {}, which=Which.SAME)
    assert connections.find("Conexão").values == there.values
    # Past the form: an edited database.
    application.storage.connections.update(replace(there, values=values, shop=""))
    changed = connections.find("Conexão")
    assert connections.secrets_of(changed) == {}
    with pytest.raises(SetupProblem, match=r"secrets\.elsewhere") as caught:
        connections.test(changed)
    words = sentence(caught.value.key, caught.value.values)
    assert "Conexão" in words and SECRET not in words
    application.storage.connections.update(there)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_address_otherwise_written_keeps_them(kind: str, application: Application) -> None:
    manifest = manifest_of(kind)
    there = added(application, kind)
    for same in ("https://A.example/", "https://a.example:443", " https://a.example. "):
        changed = replace(there, values=values_at(manifest, same))
        assert application.services.connections.secrets_of(changed) == secrets_of(manifest)


@pytest.mark.parametrize("kind", KINDS)
def test_given_anew_they_are_for_the_new_address_alone(kind: str, application: Application) -> None:
    connections, manifest = application.services.connections, manifest_of(kind)
    there = added(application, kind)
    values = values_at(manifest, OTHERS[0])
    changed = connections.update("Conexão", values, secrets_of(manifest, "new"), which=Which.SAME)
    assert set(connections.secrets_of(changed).values()) == {"new"}
    assert connections.secrets_of(replace(changed, values=there.values)) == {}


class Failing(MemorySecrets):
    """Refuses one key, after so many."""

    left = 99

    def set(self, connection_id: int, key: str, value: str, origin: str = "") -> None:
        self.left -= 1
        if self.left == -1:
            raise SetupProblem("secrets.locked")
        super().set(connection_id, key, value, origin)


@pytest.mark.parametrize("address", [FIRST, OTHERS[0]])
def test_of_two_keys_both_change_or_none(address: str, tmp_path: Path) -> None:
    secrets = Failing()
    application = wire(tmp_path, open_storage(tmp_path), secrets, floor=1)
    connections, there = application.services.connections, added(application, "woocommerce")
    secrets.left = 1
    with pytest.raises(SetupProblem, match=r"secrets\.locked"):
        connections.update(
            "Conexão",
            {"address": address},
            dict.fromkeys(connections.secrets_of(there), "new"),
            which=Which.SAME,
        )
    assert connections.find("Conexão").values["address"] == FIRST
    assert connections.secrets_of(there) == secrets_of(manifest_of("woocommerce"))
    application.close(5)


@pytest.mark.parametrize("kind", KINDS)
def test_a_profile_carries_no_key_to_another_address(
    kind: str, application: Application, tmp_path: Path
) -> None:
    added(application, kind)
    file = tmp_path / "loja.ecco"
    application.services.profile.export(file)
    rewritten(file, kind, values_at(manifest_of(kind), OTHERS[0]))
    report = application.services.profile.load(file, which={"Conexão": Which.SAME})
    assert report.lacking == ("Conexão",)
    assert application.services.connections.secrets_of(application.services.connections.list()[0]) == {}


def rewritten(file: Path, kind: str, values: dict[str, str]) -> None:
    whole = json.loads(file.read_text(encoding="utf-8"))
    assert whole["connections"][0]["kind"] == kind
    whole["connections"][0]["values"] = values
    whole["checksum"] = profile._checksum(whole)
    file.write_text(json.dumps(whole), encoding="utf-8")


# -- a user or a password in an address --

LOGINS = [
    "https://:pw@a.example",
    "https://user@a.example",
    "https://user:pw@a.example/x",
    "user:pw@a.example",
    "HTTPS://user%3Apw@a.example",
    "https:\\\\user:pw@a.example",
    "https://user%40a.example",
    "https://a@b@a.example",
    "https://user:p#pw@a.example",
    "https://user:p/pw@a.example",
    "https://user:?pw@a.example/x",
]
# Copied from a page of help: the keys stand behind the address.
TAILS = [
    "https://a.example/wp-json/wc/v3/orders?consumer_key=pw@&consumer_secret=pw@",
    "https://a.example/#pw@",
]
# Nothing can be reached at them; the library would say so in words of its own, or leave a sign out.
NOWHERE = [
    "https://[::1",
    "https://user＠a.example",
    "https://a.example:porta",
    "https://a.example:99999",
    "https://a.example:0",
    "https://a..example",
    "https://" + "a" * 64 + ".example",
    "https://" + "a." * 130 + "example",
    "https://a.exam\nple",
    "https://a.example/\x00",
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_that_leads_nowhere_is_told_and_no_bug(kind: str, application: Application) -> None:
    there, manifest = added(application, kind), manifest_of(kind)
    for address in NOWHERE:
        bad = values_at(manifest, address)
        with pytest.raises(SetupProblem, match=r"connection\.address ") as caught:
            application.services.connections.update("Conexão", bad, secrets_of(manifest), which=Which.SAME)
        assert sentence(caught.value.key, caught.value.values)
    assert application.services.connections.find("Conexão").values == there.values


@pytest.mark.parametrize("kind", KINDS)
def test_keys_pasted_behind_an_address_are_refused_and_what_was_kept_is_not_shared(
    kind: str, application: Application, tmp_path: Path
) -> None:
    there, manifest = added(application, kind), manifest_of(kind)
    for address in TAILS:
        bad = values_at(manifest, address)
        with pytest.raises(SetupProblem, match=r"connection\.address_tail") as caught:
            application.services.connections.update("Conexão", bad, secrets_of(manifest), which=Which.SAME)
        assert "pw" not in sentence(caught.value.key, caught.value.values)
        # A row that an earlier version kept goes on working.
        application.storage.connections.update(replace(there, values=bad))
        application.services.profile.export(tmp_path / "loja.ecco")
        assert "pw@" not in (tmp_path / "loja.ecco").read_text(encoding="utf-8")
        application.storage.connections.update(there)


@pytest.mark.parametrize("kind", KINDS)
def test_a_profile_carries_each_value_as_it_is(kind: str, application: Application, tmp_path: Path) -> None:
    """An e-mail address is no login: the next computer needs it whole."""
    there = added(application, kind)
    texts = {
        one.key: f"{one.key}@loja.example" for one in manifest_of(kind).fields if one.kind is FieldKind.TEXT
    }
    application.storage.connections.update(replace(there, values=dict(there.values) | texts))
    application.services.profile.export(tmp_path / "loja.ecco")
    told = json.loads((tmp_path / "loja.ecco").read_text(encoding="utf-8"))["connections"][0]["values"]
    assert told.items() >= texts.items()


@pytest.mark.parametrize("kind", KINDS)
def test_a_login_in_an_address_is_refused_at_every_door(
    kind: str, application: Application, tmp_path: Path
) -> None:
    there = added(application, kind)
    for address in LOGINS:
        refused_at_every_door(
            application, there, values_at(manifest_of(kind), address), tmp_path / "loja.ecco"
        )


def refused_at_every_door(
    application: Application, there: Connection, bad: dict[str, str], file: Path
) -> None:
    connections, kind, manifest = application.services.connections, there.kind, manifest_of(there.kind)
    keys = secrets_of(manifest)
    told: list[SetupProblem] = []

    def refused(what: object) -> None:
        with pytest.raises(SetupProblem, match=r"connection\.address_login") as caught:
            what()  # type: ignore[operator]
        told.append(caught.value)

    refused(lambda: connections.add(kind, "Nova", bad, keys))
    refused(lambda: connections.update("Conexão", bad, keys, which=Which.SAME))
    refused(lambda: connections.try_out(kind, "Conexão", bad, keys, there))
    application.services.profile.export(file)
    rewritten(file, kind, bad)
    refused(lambda: application.services.profile.load(file, which={"Conexão": Which.SAME}))
    assert connections.find("Conexão").values == there.values
    # A row that an earlier version kept.
    kept = replace(there, values=bad)
    open_it = {"erp": Registry().open_erp, "store": Registry().open_store, "carrier": Registry().open_carrier}
    refused(lambda: open_it[manifest.role.value](opening(kept, keys)))
    application.storage.connections.update(kept)
    application.services.profile.export(file)
    for text in [*(sentence(each.key, each.values) for each in told), file.read_text(encoding="utf-8")]:
        assert "pw@" not in text and "user" not in text.replace("user_", "").replace('"user"', "")
    application.storage.connections.update(there)


@settings(max_examples=25)
@given(st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True), st.from_regex(r"[^@/?#\\\s]{0,8}", fullmatch=True))
def test_what_stands_before_the_at_is_found_and_taken_away(host: str, login: str) -> None:
    for scheme in ("https://", "http://", ""):
        assert not has_login(f"{scheme}{host}/pasta?contato=a@b.example")
        assert has_login(f"{scheme}{login}@{host}/x")
    assert without_login(f"https://{login}@{host}/x") == f"https://{host}/x"
    assert without_login(f"https://{host}/x@y") == f"https://{host}/x@y"


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Loja.Example", "https://loja.example"),
        ("https://loja.example:443/x/", "https://loja.example"),
        ("http://loja.example:80", "http://loja.example"),
        ("http://loja.example:8080/", "http://loja.example:8080"),
        ("https://[::1]:9/", "https://::1:9"),
        ("", ""),
        ("https://[", "https://["),
    ],
)
def test_one_spelling_of_where_it_goes(typed: str, same: str) -> None:
    assert origin(typed) == same
