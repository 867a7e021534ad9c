"""The check-up, line by line, and what goes into the package for support."""

import json
import os
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ecco_desktop import diagnostics
from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.checkup import Check, Checkup, Verdict
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.folder import Place
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState, Tally, Trigger
from ecco_desktop.domain.vault import VaultState
from ecco_desktop.services.bundle import BundleService, technical_log, text_of, write_bundle
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.doctor import CHECKS, DoctorService
from ecco_desktop.services.folder import FolderService
from ecco_desktop.storage.database import FILE
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.storage.surroundings import SystemSurroundings
from ecco_desktop.words.sentences import SENTENCES
from tests.fakes.app import FakeConnectors, FakeShop
from tests.fakes.home import FakeHome

GB = 1_000_000_000


class Around:
    """A computer in any state."""

    def __init__(self) -> None:
        self.free: int | OSError = 80 * GB
        self.backup: datetime | None = None
        self.times: dict[str, datetime] = {}
        self.asked: list[str] = []
        self.offset = -3.0

    def free_bytes(self) -> int:
        if isinstance(self.free, OSError):
            raise self.free
        return self.free

    def newest_backup(self) -> datetime | None:
        return self.backup

    def time_at(self, address: str) -> datetime | None:
        self.asked.append(address)
        return self.times.get(address)

    def local_offset(self, moment: datetime) -> float:
        return self.offset

    def versions(self) -> Mapping[str, str]:
        return {"Ecco Desktop": "1"}


class Practice:
    """A doctor in a shop."""

    def __init__(self, shop: FakeShop) -> None:
        self.shop, self.around, self.secrets = shop, Around(), MemorySecrets()
        self.around.backup = shop.clock.now() - timedelta(hours=5)
        connectors = FakeConnectors(shop.erp, shop.store)
        self.connections = ConnectionService(shop.storage, self.secrets, connectors, shop.deeds)
        self.home = FakeHome(Place.HOME)
        self.doctor = DoctorService(
            shop.storage,
            self.secrets,
            self.connections,
            shop.tasks,
            FolderService(self.home, shop.deeds, shop.sink),
            self.around,
            shop.clock,
            ZONE,
        )

    def found(self, name: str, subject: str = "") -> Check:
        """One line of a check-up."""
        checks = self.doctor.examine().checks
        return next(check for check in checks if (check.name, check.subject) == (name, subject))


@pytest.fixture
def practice(shop: FakeShop) -> Practice:
    return Practice(shop)


def test_all_is_well_but_for_a_clock_nobody_can_tell(practice: Practice) -> None:
    checkup = practice.doctor.examine()
    assert checkup.good
    watched = {check.name for check in checkup.checks if check.verdict is not Verdict.GOOD}
    assert watched == {"clock"}
    assert {check.name for check in checkup.checks} == set(CHECKS) - {"start"}
    for check in checkup.checks:
        assert "?" not in text_of(check) and "{" not in text_of(check), check


@pytest.mark.parametrize(
    ("free", "verdict", "key"),
    [
        (80 * GB, Verdict.GOOD, "doctor.folder"),
        (GB // 2, Verdict.WATCH, "doctor.disk_low"),
        (GB // 100, Verdict.FAILED, "doctor.disk_full"),
        (PermissionError(13, "Permission denied"), Verdict.FAILED, "doctor.folder_closed"),
    ],
)
def test_folder_and_space(practice: Practice, free: int | OSError, verdict: Verdict, key: str) -> None:
    practice.around.free = free
    check = practice.found("folder")
    assert (check.verdict, check.key) == (verdict, key)


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        (Place.HOME, Verdict.GOOD),
        (Place.COPY, Verdict.WATCH),
        (Place.ELSEWHERE, Verdict.FAILED),
        (Place.UNKNOWN, Verdict.FAILED),
    ],
)
def test_a_folder_where_nothing_runs_is_told(practice: Practice, place: Place, verdict: Verdict) -> None:
    practice.home.found = place
    assert practice.found("home").verdict is verdict
    assert practice.doctor.examine().good is (verdict is not Verdict.FAILED)


def test_a_damaged_database_is_seen(practice: Practice, tmp_path: Path) -> None:
    with practice.shop.storage.transaction():
        for number in range(3000):
            practice.shop.storage.settings.set(f"k{number}", "x" * 200)
    assert practice.found("database").values["version"] > "0001"
    practice.shop.storage.finish()
    path = tmp_path / FILE
    whole = bytearray(path.read_bytes())
    for start in range(60 * 4096, 90 * 4096):
        whole[start] = 0x5A
    path.write_bytes(whole)
    check = practice.found("database")
    assert check.verdict is Verdict.FAILED
    assert check.key in ("doctor.database_damaged", "run.storage", "run.damaged")


@pytest.mark.parametrize(
    ("age", "verdict", "key"),
    [
        (None, Verdict.WATCH, "doctor.backup_none"),
        (timedelta(days=5), Verdict.WATCH, "doctor.backup_old"),
        (timedelta(days=1), Verdict.GOOD, "doctor.backup"),
    ],
)
def test_the_newest_backup(practice: Practice, age: timedelta | None, verdict: Verdict, key: str) -> None:
    practice.around.backup = practice.shop.clock.now() - age if age else None
    check = practice.found("backup")
    assert (check.verdict, check.key) == (verdict, key)


def test_the_keyring_is_tried_with_a_secret_that_is_thrown_away(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    real = practice.secrets.set
    monkeypatch.setattr(practice.secrets, "set", lambda *words: (kept.append(words[2]), real(*words)))
    assert practice.found("keys").verdict is Verdict.GOOD
    assert len(kept[0]) == 32 and practice.secrets._kept == {}
    monkeypatch.setattr(practice.secrets, "get", lambda *_: "something else")
    assert practice.found("keys").key == "doctor.keys_other"

    def sealed(*_: object) -> None:
        raise SetupProblem("secrets.sealed", variable="ECCO_PASSPHRASE")

    monkeypatch.setattr(practice.secrets, "set", sealed)
    assert (practice.found("keys").verdict, practice.found("keys").key) == (Verdict.FAILED, "secrets.sealed")
    monkeypatch.setattr(practice.secrets, "state", lambda: VaultState.NEW)
    assert (practice.found("keys").verdict, practice.found("keys").key) == (Verdict.WATCH, "doctor.keys_none")


@pytest.mark.parametrize(
    ("minutes", "key"),
    [
        (0, "doctor.clock"),
        (4, "doctor.clock"),
        (-4, "doctor.clock"),
        (9, "doctor.clock_behind"),
        (-9, "doctor.clock_ahead"),
    ],
)
def test_the_clock_is_held_against_a_server_over_tls(practice: Practice, minutes: int, key: str) -> None:
    storage, now = practice.shop.storage, practice.shop.clock.now()
    for connection in storage.connections.all():
        address = "https://loja.example/sub" if connection.role is Role.STORE else "http://plain.example"
        storage.connections.update(replace(connection, values={"address": address}))
    practice.around.times["https://loja.example/"] = now + timedelta(minutes=minutes)
    check = practice.found("clock")
    assert check.key == key
    assert check.verdict is (Verdict.GOOD if key == "doctor.clock" else Verdict.FAILED)
    assert practice.around.asked == ["https://loja.example/"], "plain http proves nothing"
    if key != "doctor.clock":
        assert "9 min" in text_of(check) and "loja.example" in text_of(check)


def test_each_connection_is_tried_and_one_that_fails_says_why(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise TransientProblem("http.timeout", host="loja.example", connection="Loja")

    monkeypatch.setattr(practice.shop.store, "test", refuse)
    checkup = practice.doctor.examine()
    assert not checkup.good
    (failed,) = checkup.failed
    assert (failed.name, failed.subject) == ("connection", "Loja")
    assert "demorou demais" in text_of(failed)
    assert practice.found("connection", "ERP").verdict is Verdict.GOOD


def test_tasks_that_fell_behind_are_named_unless_all_is_paused(practice: Practice) -> None:
    shop = practice.shop
    task = shop.storage.tasks.all()[0]
    shop.storage.tasks.update(replace(task, active=True, recurrence=Recurrence(every_minutes=10)))
    shop.run("import_orders")
    shop.scheduler.reload()
    assert practice.found("tasks").verdict is Verdict.GOOD
    shop.clock.move(3600)
    check = practice.found("tasks")
    assert (check.verdict, check.values["names"]) == (Verdict.FAILED, task.name)
    shop.tasks.pause_all(None)
    assert practice.found("tasks").key == "doctor.tasks_paused"


def test_what_waits_is_counted(practice: Practice) -> None:
    shop = practice.shop
    shop.storage.pending.fail(PendingRecord(2, "import_orders", "7", "7", "order.no_items"), shop.clock.now())
    check = practice.found("pending")
    assert (check.verdict, check.values) == (Verdict.WATCH, {"count": "1"})


def test_another_time_zone_is_told(practice: Practice) -> None:
    practice.around.offset = 0.0
    check = practice.found("zone")
    assert check.verdict is Verdict.WATCH
    assert "UTC+0" in text_of(check) and "UTC-3" in text_of(check)


def test_every_sentence_of_the_check_up_is_used() -> None:
    source = (Path(__file__).parents[2] / "ecco_desktop" / "services" / "doctor.py").read_text(
        encoding="utf-8"
    )
    for key in SENTENCES:
        if key.startswith("doctor."):
            assert f'"{key}"' in source, key


# -- this computer --


class _Server(BaseHTTPRequestHandler):
    said = "Thu, 26 Nov 2026 12:00:00 GMT"
    status = 200

    def do_HEAD(self) -> None:
        assert "Authorization" not in self.headers
        self.send_response_only(self.status)
        if self.said:
            self.send_header("Date", self.said)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/"
    made.shutdown()
    thread.join()
    made.server_close()


def test_the_time_elsewhere(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around = SystemSurroundings(tmp_path)
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert around.time_at(server) == noon
    monkeypatch.setattr(_Server, "status", 404)
    assert around.time_at(server) == noon, "a server that refuses still tells the time"
    for nothing in ("", "yesterday"):
        monkeypatch.setattr(_Server, "said", nothing)
        assert around.time_at(server) is None
    assert around.time_at("http://127.0.0.1:9/") is None


def test_backups_are_read_whatever_else_lies_there(tmp_path: Path) -> None:
    around = SystemSurroundings(tmp_path)
    assert around.newest_backup() is None
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "daily-20260101T080000.sqlite3").touch()
    (folder / "notes.txt").write_text("x")
    (folder / "daily-of-nobody.sqlite3").write_text("x")
    assert around.newest_backup() is None
    for name in ("ecco-20260201T080000", "daily-20260301T080000", "daily-20260215T080000"):
        (folder / f"{name}.sqlite3").write_bytes(b"x")
    assert around.newest_backup() == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    assert SystemSurroundings(tmp_path).free_bytes() > 0
    assert list(tmp_path.iterdir()) == [], "what was tried is gone"
    with pytest.raises(FileNotFoundError):
        SystemSurroundings(tmp_path / "gone").free_bytes()
    assert {"Ecco Desktop", "Python", "Qt", "SQLite"} <= set(SystemSurroundings(tmp_path).versions())


# -- the package --


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def test_the_package_tells_runs_and_causes_and_no_secret_or_customer(
    practice: Practice, tmp_path: Path
) -> None:
    shop, storage = practice.shop, practice.shop.storage
    planted = {"token": "PLANTED-secret-of-any-shape", "name": "Zoraide Quibungo"}
    loja = storage.connections.find("Loja")
    assert loja is not None
    manifest = Registry().manifest("woocommerce")
    key = next(iter(manifest.secret_keys))
    practice.secrets.set(loja.id, key, planted["token"])
    storage.connections.update(replace(loja, values={"address": "https://loja.example"}))
    words = {"order": "1001", "detail": f"recusado para {planted['name']}", "title": planted["name"]}
    storage.pending.fail(
        PendingRecord(loja.id, "import_orders", "7", "1001", "store.order_refused", words), shop.clock.now()
    )
    run = storage.runs.add(1, Trigger.PERSON, RunState.RUNNING, shop.clock.now(), "1:1")
    storage.runs.close(run.id, RunState.FAILED, Tally(read=3), 5, shop.clock.now(), "http.refused", words)
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "ecco-desktop.log").write_text(
        f"x {planted['token']} cpf 390.533.447-05 zoraide@example.com (11) 90000-0001 end\n", encoding="utf-8"
    )
    deeds = Deeds(storage, shop.clock, Actor())
    bundle = BundleService(storage, practice.connections, deeds, shop.clock, tmp_path)
    before = os.umask(0)
    try:
        bundle.write(tmp_path / "x.zip", practice.doctor.examine())
    finally:
        os.umask(before)
    assert (tmp_path / "x.zip").stat().st_mode & 0o777 == 0o600
    parts = parts_of(tmp_path / "x.zip")
    whole = "".join(parts.values())
    for leak in (*planted.values(), "390.533.447-05", "zoraide@example.com", "90000-0001"):
        assert leak not in whole, leak
    assert "x [hidden] cpf [document] [contact] [contact] end" in parts["registro/ecco-desktop.log"]
    (ran,) = json.loads(parts["execucoes.json"])
    assert (ran["cause"], ran["counts"]["read"], ran["state"]) == ("http.refused", 3, "failed")
    (waits,) = json.loads(parts["pendencias.json"])
    assert (waits["record"], waits["cause"], waits["tries"]) == ("1001", "store.order_refused", 1)
    places = {one["name"]: one for one in json.loads(parts["conexoes.json"])}
    assert places["Loja"]["values"] == {"address": "https://loja.example"}
    assert deeds.newest()[0].key == "deed.bundle"


def test_free_text_of_a_form_stays_here(practice: Practice, tmp_path: Path) -> None:
    storage = practice.shop.storage
    for manifest in Registry().manifests():
        values = {field.key: f"PLANTED {field.key}" for field in manifest.fields}
        storage.connections.add(f"x {manifest.kind}", manifest.kind, manifest.role, values)
    deeds = Deeds(storage, practice.shop.clock, Actor())
    bundle = BundleService(storage, practice.connections, deeds, practice.shop.clock, tmp_path)
    bundle.write(tmp_path / "x.zip", Checkup(()))
    told = json.loads(parts_of(tmp_path / "x.zip")["conexoes.json"])
    for manifest in Registry().manifests():
        (one,) = [each for each in told if each["name"] == f"x {manifest.kind}"]
        secrets = manifest.secret_keys & set(one["values"])
        assert secrets == frozenset()
        texts = {field.key for field in manifest.fields if field.kind.value == "text"}
        assert {one["values"][key] for key in texts} <= {"(preenchido)"}


def test_a_package_without_a_database_holds_the_report_and_the_log(tmp_path: Path) -> None:
    diagnostics.start(tmp_path / "logs")
    (tmp_path / "logs" / "ecco-desktop.log").write_text("what happened\n")
    checkup = Checkup((Check("start", Verdict.FAILED, "storage.newer"),))
    write_bundle(tmp_path / "x.zip", tmp_path, checkup, datetime.now(UTC))
    assert set(parts_of(tmp_path / "x.zip")) == {"diagnostico.json", "registro/ecco-desktop.log"}
    assert technical_log(tmp_path / "elsewhere") == {}
    with pytest.raises(SetupProblem, match=r"bundle\.write"):
        write_bundle(tmp_path / "gone" / "x.zip", tmp_path, checkup, datetime.now(UTC))
