"""A profile that anybody may have written: each strange shape is refused, and nothing changes."""

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.profile import ProfileService
from ecco_desktop.services.profile_shape import checksum
from ecco_desktop.storage import sealing
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.sealing import Passphrase
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.words.sentences import sentence
from tests.cli.commands import asked
from tests.fakes.system import FakeClock
from tests.unit.test_typed_numbers import NO_NUMBERS

PHRASE = "cavalo bateria grampo"
Whole = dict[str, Any]


def sound() -> Whole:
    """A profile as it is written, with one of each."""
    return {
        "ecco_profile": 1,
        "made_at": "2026-11-28T00:00:00+00:00",
        "connections": [
            {"name": "ERP", "kind": "eccosys", "values": {"address": "https://erp.example"}},
            {
                "name": "Loja",
                "kind": "woocommerce",
                "values": {"address": "https://loja.example", "timeout": "30"},
                "situations": {"processing": "open", "pending": None},
                "outgoing": {"invoiced": "completed"},
                "carrier_links": [
                    {
                        "reference": "PAC",
                        "carrier_id": "1",
                        "carrier_name": "Correios",
                        "form_id": "2",
                        "carrier_code": "",
                    }
                ],
            },
        ],
        "tasks": [
            {
                "automation": "sync_stock",
                "connection": "Loja",
                "active": False,
                "recurrence": {
                    "every": 15.0,
                    "at": [],
                    "weekdays": [0, 1, 2, 3, 4, 5, 6],
                    "window": ["08:00:00", "20:00:00"],
                    "jitter": 0,
                },
                "options": {"safety": "2"},
                "note": "",
            }
        ],
        "preferences": {"history_days": "90", "failures_days": "180", "quiet": "no", "quiet_from": "22:00"},
    }


def written(whole: Whole) -> str:
    """As a file, with the checksum that belongs to it."""
    kept = {key: value for key, value in whole.items() if key != "checksum"}
    try:
        kept["checksum"] = checksum(kept)
    except (UnicodeEncodeError, ValueError):
        # Half a surrogate pair has none.
        kept["checksum"] = ""
    return json.dumps(kept)


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> SqliteStorage:
    return open_storage(tmp_path_factory.mktemp("profiles"))


@pytest.fixture(scope="module")
def service(storage: SqliteStorage) -> ProfileService:
    clock, secrets, connectors = FakeClock(), MemorySecrets(), Registry()
    deeds = Deeds(storage, clock, Actor())
    connections = ConnectionService(storage, secrets, connectors, deeds)
    preferences = PreferenceService(storage, deeds)
    return ProfileService(
        storage, secrets, connectors, connections, preferences, deeds, Passphrase(), clock, lambda: None
    )


def of(*path: str | int, to: Any = None) -> Callable[[Whole], None]:
    """Put a value where the path leads."""

    def put(whole: Whole) -> None:
        place: Any = whole
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return put


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


CONNECTION: tuple[str | int, ...] = ("connections", 1)
TASK: tuple[str | int, ...] = ("tasks", 0)
HALF = "\ud83d"
SHAPES: dict[str, Callable[[Whole], None]] = (
    {
        "connections an object": of("connections", to={}),
        "connections a text": of("connections", to="Loja"),
        "connections a number": of("connections", to=5),
        "connections nothing": of("connections"),
        "a connection a list": of("connections", 1, to=[["name", "Loja"]]),
        "a connection a text": of("connections", 1, to="Loja"),
        "too many connections": of(
            "connections", to=[{"name": str(n), "kind": "vtex", "values": {}} for n in range(2000)]
        ),
        "name nothing": of(*CONNECTION, "name"),
        "name empty": of(*CONNECTION, "name", to="  "),
        "name a list": of(*CONNECTION, "name", to=["Loja"]),
        "name a number": of(*CONNECTION, "name", to=7),
        "name endless": of(*CONNECTION, "name", to="L" * 10_000),
        "name with half a pair": of(*CONNECTION, "name", to=f"Loja {HALF}"),
        "name with an escape": of(*CONNECTION, "name", to="Loja\x1b[31m"),
        "name twice": of(*CONNECTION, "name", to="erp"),
        "kind a list": of(*CONNECTION, "kind", to=["woocommerce"]),
        "kind unknown": of(*CONNECTION, "kind", to="../../etc"),
        "two erps": of(*CONNECTION, "kind", to="eccosys"),
        "values a list": of(*CONNECTION, "values", to=[]),
        "values a list of pairs": of(*CONNECTION, "values", to=[["address", "x"]]),
        "values a text": of(*CONNECTION, "values", to="address"),
        "value a number": of(*CONNECTION, "values", "address", to=5),
        "value an object": of(*CONNECTION, "values", "address", to={"a": 1}),
        "value nothing": of(*CONNECTION, "values", "address"),
        "value with half a pair": of(*CONNECTION, "values", "address", to=HALF),
        "value endless": of(*CONNECTION, "values", "address", to="a" * 1_000_000),
        "choice that is none": of("connections", 0, "values", "auth", to="magic"),
        "situations a list": of(*CONNECTION, "situations", to=["processing"]),
        "situation a number": of(*CONNECTION, "situations", "processing", to=0),
        "situation false": of(*CONNECTION, "situations", "processing", to=False),
        "situation empty": of(*CONNECTION, "situations", "processing", to=""),
        "situation unknown": of(*CONNECTION, "situations", "processing", to="voando"),
        "outgoing nothing": of(*CONNECTION, "outgoing", to={"invoiced": None}),
        "outgoing unknown": of(*CONNECTION, "outgoing", to={"voando": "completed"}),
        "links an object": of(*CONNECTION, "carrier_links", to={"PAC": 1}),
        "a link a text": of(*CONNECTION, "carrier_links", to=["PAC"]),
        "a link a number": of(*CONNECTION, "carrier_links", 0, "carrier_id", to=1),
        "a link lacking": of(*CONNECTION, "carrier_links", to=[{"reference": "PAC"}]),
        "tasks an object": of("tasks", to={"sync_stock": 1}),
        "tasks nothing": of("tasks"),
        "a task a list": of("tasks", to=[[]]),
        "too many tasks": lambda whole: whole.update(tasks=whole["tasks"] * 5000),
        "a task twice": lambda whole: whole.update(tasks=whole["tasks"] * 2),
        "automation unknown": of(*TASK, "automation", to="os.system"),
        "automation a list": of(*TASK, "automation", to=["sync_stock"]),
        "task of nothing": of(*TASK, "connection", to="Outra"),
        "active a word": of(*TASK, "active", to="false"),
        "active a number": of(*TASK, "active", to=1),
        "recurrence a text": of(*TASK, "recurrence", to="10m"),
        "recurrence a list": of(*TASK, "recurrence", to=[10]),
        "every a text": of(*TASK, "recurrence", "every", to="15"),
        "every true": of(*TASK, "recurrence", "every", to=True),
        "every not a number": of(*TASK, "recurrence", "every", to=float("nan")),
        "every endless": of(*TASK, "recurrence", "every", to=float("inf")),
        "every years": of(*TASK, "recurrence", "every", to=99999999999),
        "every zero": of(*TASK, "recurrence", "every", to=0),
        "hours a text": of(*TASK, "recurrence", "at", to="08:00"),
        "hours numbers": of(*TASK, "recurrence", "at", to=[8]),
        "hours many": of(*TASK, "recurrence", to={"at": ["08:00"] * 100_000}),
        "hours with zones": of(*TASK, "recurrence", to={"at": ["08:00+99:00"]}),
        "weekdays texts": of(*TASK, "recurrence", "weekdays", to=["0"]),
        "weekdays out of the week": of(*TASK, "recurrence", "weekdays", to=[7]),
        "weekdays fractions": of(*TASK, "recurrence", "weekdays", to=[0.5]),
        "window of one": of(*TASK, "recurrence", "window", to=["08:00"]),
        "window a text": of(*TASK, "recurrence", "window", to="08:00-20:00"),
        "jitter years": of(*TASK, "recurrence", "jitter", to=10**12),
        "jitter a fraction": of(*TASK, "recurrence", "jitter", to=0.5),
        "options a list": of(*TASK, "options", to=["safety"]),
        "option a number": of(*TASK, "options", "safety", to=2),
        "note endless": of(*TASK, "note", to="n" * 200_000),
        "note a list": of(*TASK, "note", to=[]),
        "preferences a list": of("preferences", to=[]),
        "preference a number": of("preferences", "history_days", to=90),
        "preference out of bounds": of("preferences", "history_days", to="1"),
        "failures before history": of("preferences", "failures_days", to="8"),
        "preference no hour": of("preferences", "quiet_from", to="25:00"),
        "preference with a zone": of("preferences", "quiet_from", to="22:00+03:00"),
        "a zone that is none": of("preferences", "zone", to="Marte/Olimpo"),
        "a zone that is a path": of("preferences", "zone", to="../../etc/passwd"),
        "preference neither": of("preferences", "quiet", to="perhaps"),
        "secrets a text": of("secrets", to="x"),
        "secrets a list": of("secrets", to=["x"]),
        "secrets of lists": of("secrets", to={"how": [], "cost": [], "salt": [], "sealed": []}),
        "secrets lacking": of("secrets", to={"how": "scrypt-fernet"}),
        "deep in a value": of(*CONNECTION, "values", "address", to=nested(100)),
        "deep in something new": of("future", to=nested(900)),
        "version a text": of("ecco_profile", to="1"),
        "version true": of("ecco_profile", to=True),
        "version zero": of("ecco_profile", to=0),
        "version a fraction": of("ecco_profile", to=1.0),
    }
    | {f"timeout {text[:12]!r}": of(*CONNECTION, "values", "timeout", to=text) for text in NO_NUMBERS}
    | {f"safety {text[:12]!r}": of(*TASK, "options", "safety", to=text) for text in NO_NUMBERS}
)
RAW: dict[str, bytes] = {
    "nested without end": b'{"ecco_profile": 1, "a": ' + b"[" * 200_000,
    "objects without end": b'{"a":' * 200_000,
    "key twice": b'{"ecco_profile": 1, "ecco_profile": 1}',
    "number without end": b'{"ecco_profile": ' + b"9" * 5000 + b"}",
    "number beyond floats": b'{"ecco_profile": 1, "a": 1e999}',
    "no number": b'{"ecco_profile": NaN}',
    "half a pair": b'{"ecco_profile": 1, "a": "\\ud800"}',
    "half a pair as key": b'{"ecco_profile": 1, "\\udfff": 1}',
    "not utf-8": b'{"ecco_profile": 1, "a": "\xff"}',
    "utf-16": '{"ecco_profile": 1}'.encode("utf-16"),
    "zeros": b"\0" * 1000,
    "gzip": b"\x1f\x8b\x08\x00" + b"\0" * 100,
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "many values": b'{"ecco_profile": 1, "a": [' + b"0," * 900_000 + b"0]}",
    "open text": b'{"ecco_profile": 1, "a": "' + b'\\"' * 500_000,
}


def test_what_is_sound_comes_in(storage: SqliteStorage, service: ProfileService, tmp_path: Path) -> None:
    """Else every refusal below could be for another reason."""
    file = tmp_path / "a.ecco"
    file.write_text(written(sound()), encoding="utf-8")
    report = service.load(file)
    assert (report.connections, report.tasks) == (2, 1)
    file.write_text(written(sound() | {"secrets": {}, "preferences": {}}), encoding="utf-8")
    assert not service.has_secrets(file)
    file.write_text(written(sound() | {"connections": [], "tasks": []}), encoding="utf-8-sig")
    assert service.load(file).connections == 0


def kept(storage: SqliteStorage) -> object:
    found = storage.connections.all()
    return (
        found,
        storage.tasks.all(),
        dict(storage.settings.all("")),
        [(storage.connections.statuses(one.id), storage.connections.carrier_links(one.id)) for one in found],
    )


def refused(storage: SqliteStorage, service: ProfileService, file: Path, passphrase: str = "") -> str:
    """The sentence, after both ways in; nothing may have changed."""
    before = kept(storage)
    with pytest.raises(SetupProblem) as problem:
        service.load(file, passphrase)
    assert kept(storage) == before
    told = sentence(problem.value.key, problem.value.values)
    assert "?" not in told and len(told) < 700, told
    return problem.value.key


@pytest.mark.parametrize("shape", SHAPES)
def test_a_strange_shape_is_refused(
    storage: SqliteStorage, service: ProfileService, tmp_path: Path, shape: str
) -> None:
    whole, file = sound(), tmp_path / "a.ecco"
    SHAPES[shape](whole)
    file.write_text(written(whole), encoding="utf-8", errors="surrogatepass")
    refused(storage, service, file, PHRASE)


@pytest.mark.parametrize("raw", RAW)
def test_a_strange_file_is_refused(
    storage: SqliteStorage, service: ProfileService, tmp_path: Path, raw: str
) -> None:
    file = tmp_path / "a.ecco"
    file.write_bytes(RAW[raw])
    refused(storage, service, file)


def test_what_is_no_file_is_refused(storage: SqliteStorage, service: ProfileService, tmp_path: Path) -> None:
    assert refused(storage, service, tmp_path / "nowhere" / "a.ecco") == "profile.read"
    assert refused(storage, service, tmp_path) == "profile.read"
    sparse = tmp_path / "large.ecco"
    with sparse.open("wb") as file:
        file.truncate(100_000_000)
    assert refused(storage, service, sparse) == "profile.large"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refused(storage, service, tmp_path / "pipe") == "profile.read"
        assert refused(storage, service, Path("/dev/zero")) == "profile.read"


SEALS: dict[str, dict[str, Any]] = {
    "a derivation of 2^20": {"cost": str(2**20)},
    "a derivation of 2^40": {"cost": str(2**40)},
    "a derivation of a text": {"cost": "dear"},
    "a derivation below zero": {"cost": "-2"},
    "a derivation of one": {"cost": "1"},
    "a derivation of three": {"cost": "3"},
    "a derivation without end": {"cost": "9" * 5000},
    "a derivation in Arabic digits": {"cost": "١٦"},
    "a number": {"cost": 65536},
    "another way": {"how": "rot13"},
    "no salt": {"salt": ""},
    "a salt of none": {"salt": None},
    "a salt that is none": {"salt": "!!!"},
    "an endless salt": {"salt": base64.b64encode(b"0" * 50_000).decode()},
    "sealed nothing": {"sealed": ""},
    "sealed in signs": {"sealed": "é" * 50},
}


@pytest.mark.parametrize("seal", SEALS)
def test_a_strange_seal_costs_nothing(
    storage: SqliteStorage,
    service: ProfileService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seal: str,
) -> None:
    monkeypatch.setattr(sealing, "COST", 2**4)
    sealed = dict(Passphrase().seal(PHRASE, json.dumps({"Loja": {"consumer_key": "ck"}})))
    whole, file = sound() | {"secrets": sealed | SEALS[seal]}, tmp_path / "a.ecco"
    file.write_text(written(whole), encoding="utf-8")
    dear: list[object] = []
    box = sealing._box
    monkeypatch.setattr(sealing, "_box", lambda *words: dear.append(words) or box(*words))
    refused(storage, service, file, PHRASE)
    assert len(dear) <= seal.startswith("sealed"), "refused before a key is derived"


@pytest.mark.parametrize(
    "inside", ["[]", "null", '{"Loja": []}', '{"Loja": {"consumer_key": 5}}', "{", "[" * 10_000]
)
def test_what_is_sealed_has_a_shape_too(
    storage: SqliteStorage,
    service: ProfileService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inside: str,
) -> None:
    monkeypatch.setattr(sealing, "COST", 2**4)
    whole, file = sound() | {"secrets": dict(Passphrase().seal(PHRASE, inside))}, tmp_path / "a.ecco"
    file.write_text(written(whole), encoding="utf-8")
    refused(storage, service, file, PHRASE)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a profile."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, one in inner for each in places(one, (*path, key)))]


strange = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(HALF),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from([path for path in places(sound()) if path]), value=strange)
def test_any_value_in_any_place_is_taken_or_refused(
    storage: SqliteStorage, service: ProfileService, tmp_path: Path, where: tuple[str | int, ...], value: Any
) -> None:
    whole, file = sound(), tmp_path / "a.ecco"
    of(*where, to=value)(whole)
    file.write_text(written(whole), encoding="utf-8", errors="surrogatepass")
    before = kept(storage)
    found: SetupProblem | None = None
    try:
        service.load(file, PHRASE, {})
    except SetupProblem as problem:
        found = problem
    assert found is None or (sentence(found.key, found.values) and kept(storage) == before)


def test_the_command_says_it(tmp_path: Path) -> None:
    data, file = ("--data-dir", str(tmp_path / "data")), tmp_path / "a.ecco"
    for shape in ("deep in something new", "name with half a pair", "every not a number"):
        whole = sound()
        SHAPES[shape](whole)
        file.write_text(written(whole), encoding="utf-8", errors="surrogatepass")
        done = asked("import-profile", str(file), *data)
        assert done.returncode == 1 and "perfil" in done.stderr, (done.stdout, done.stderr)
