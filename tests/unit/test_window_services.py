"""The services behind the window: technician, profile, notices, upkeep, figures, pages of the past."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import NoticeRaised, RunChanged
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, LogLine, RunState, Tally, Trigger
from ecco_desktop.services.alerts import AlertService
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.figures import FigureService
from ecco_desktop.services.keeping import KeepingService
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.profile import ProfileService
from ecco_desktop.services.reports import ReportService
from ecco_desktop.services.technician import TechnicianService
from ecco_desktop.services.upkeep import UpkeepService
from ecco_desktop.storage.backups import Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.pin import PinFile
from ecco_desktop.storage.sealing import Passphrase
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.app import FakeConnectors
from tests.fakes.erp import FakeErp
from tests.fakes.store import FakeStore
from tests.fakes.system import FakeClock

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[SqliteStorage]:
    made = open_storage(tmp_path / "um")
    yield made
    made.close()


@pytest.fixture
def deeds(storage: SqliteStorage, clock: FakeClock) -> Deeds:
    return Deeds(storage, clock, Actor())


@pytest.fixture
def preferences(storage: SqliteStorage, deeds: Deeds) -> PreferenceService:
    return PreferenceService(storage, deeds)


def shop(storage: SqliteStorage, clock: FakeClock) -> int:
    """An ERP, a store, and a task; its id."""
    storage.connections.add("ERP", "eccosys", Role.ERP, {"address": "loja"})
    store = storage.connections.add("Loja", "woocommerce", Role.STORE, {"address": "https://loja.com.br"})
    task = storage.tasks.add(
        "Importar · Loja",
        "import_orders",
        store.id,
        active=True,
        recurrence=Recurrence(every_minutes=10),
        options={},
        now=clock.now(),
    )
    return task.id


def ended(
    storage: SqliteStorage, task_id: int, at: datetime, state: RunState = RunState.SUCCEEDED, **counts: int
) -> int:
    run = storage.runs.add(task_id, Trigger.SCHEDULE, RunState.QUEUED, at, "1:1.00")
    storage.runs.claim(run.id, f"lane{run.id}", "1:1.00", at)
    key = "http.credentials" if state is RunState.FAILED else ""
    storage.runs.close(run.id, state, Tally(**counts), 7, at + timedelta(seconds=30), key)
    return run.id


# -- technician --


def test_a_pin_is_asked_for_counted_on_disk_and_reset_by_deleting_its_file(
    tmp_path: Path, clock: FakeClock, deeds: Deeds
) -> None:
    def technician() -> TechnicianService:
        return TechnicianService(PinFile(tmp_path), clock, deeds)

    open_one = technician()
    assert open_one.may_configure() and not open_one.has_pin()
    for bad in ("12", "abcd", "1" * 40):
        with pytest.raises(SetupProblem, match=r"pin\.shape"):
            open_one.set_pin(bad)
    open_one.set_pin("2468")
    assert b"2468" not in (tmp_path / "tecnico.json").read_bytes()
    for _ in range(5):
        with pytest.raises(SetupProblem, match=r"pin\.wrong"):
            technician().unlock("1111")
    with pytest.raises(SetupProblem, match=r"pin\.wait"):
        technician().unlock("2468")
    clock.move(31)
    service = technician()
    with pytest.raises(SetupProblem, match=r"pin\.locked"):
        service.set_pin("9999")
    service.unlock("2468")
    assert service.may_configure() and deeds.actor.who == "technician"
    service.lock()
    assert not service.may_configure() and deeds.actor.who == "owner"
    (tmp_path / "tecnico.json").unlink()
    assert technician().may_configure()


def test_a_damaged_pin_file_keeps_the_screens_shut(tmp_path: Path, clock: FakeClock, deeds: Deeds) -> None:
    (tmp_path / "tecnico.json").write_text("{nada", encoding="utf-8")
    service = TechnicianService(PinFile(tmp_path), clock, deeds)
    assert not service.may_configure()
    with pytest.raises(SetupProblem, match=r"pin\.damaged"):
        service.unlock("")


# -- preferences and deeds --


def test_preferences_are_checked_and_every_change_is_written_down(
    preferences: PreferenceService, deeds: Deeds
) -> None:
    chosen = replace(preferences.read(), history_days=30)
    preferences.save(chosen)
    assert preferences.read() == chosen
    assert [deed.values["name"] for deed in deeds.newest()] == ["history_days"]
    for bad in (replace(chosen, history_days=1), replace(chosen, failures_days=20)):
        with pytest.raises(SetupProblem):
            preferences.save(bad)
    assert preferences.read() == chosen


# -- notices --


@pytest.fixture
def alerts(
    storage: SqliteStorage, clock: FakeClock, preferences: PreferenceService
) -> tuple[AlertService, list[Notice]]:
    told: list[Notice] = []
    return AlertService(storage, clock, preferences, ZONE, told.append), told


def tell(alerts: AlertService, task_id: int, run_id: int) -> None:
    alerts.handle(RunChanged(task_id, run_id, RunState.FAILED))


def test_one_notice_on_failure_one_on_recovery_and_all_in_the_list(
    storage: SqliteStorage, clock: FakeClock, alerts: tuple[AlertService, list[Notice]]
) -> None:
    service, told = alerts
    task = shop(storage, clock)
    for state in (RunState.FAILED, RunState.FAILED, RunState.SUCCEEDED, RunState.SUCCEEDED):
        tell(service, task, ended(storage, task, clock.now(), state))
    assert [notice.kind for notice in told] == [NoticeKind.FAILURE, NoticeKind.RECOVERY]
    assert service.unseen() == 2
    service.mark_seen()
    assert service.unseen() == 0 and len(service.newest()) == 2


def test_quiet_hours_hold_the_tray_and_keep_the_list(
    storage: SqliteStorage,
    clock: FakeClock,
    preferences: PreferenceService,
    alerts: tuple[AlertService, list[Notice]],
) -> None:
    service, told = alerts
    local = clock.now().astimezone(ZONE)
    begin = (local - timedelta(hours=1)).time().replace(second=0, microsecond=0)
    end = (local + timedelta(hours=1)).time().replace(second=0, microsecond=0)
    preferences.save(replace(preferences.read(), quiet=True, quiet_from=begin, quiet_to=end))
    task = shop(storage, clock)
    tell(service, task, ended(storage, task, clock.now(), RunState.FAILED))
    assert told[0].quiet and service.unseen() == 1


def test_kinds_are_switched_off_one_by_one_and_a_task_is_muted_for_a_time(
    storage: SqliteStorage,
    clock: FakeClock,
    preferences: PreferenceService,
    alerts: tuple[AlertService, list[Notice]],
) -> None:
    service, told = alerts
    task = shop(storage, clock)
    preferences.save(replace(preferences.read(), notice_finding=False, notice_success=True))
    service.handle(NoticeRaised(task, "limits.notice", {}))
    assert told == []
    tell(service, task, ended(storage, task, clock.now(), created=2))
    assert [notice.kind for notice in told] == [NoticeKind.SUCCESS]
    kept = storage.tasks.get(task)
    assert kept
    storage.tasks.update(replace(kept, muted_until=clock.now() + timedelta(hours=1)))
    tell(service, task, ended(storage, task, clock.now(), RunState.FAILED))
    assert len(told) == 1


def test_many_notices_become_one(
    storage: SqliteStorage, clock: FakeClock, alerts: tuple[AlertService, list[Notice]]
) -> None:
    service, told = alerts
    task = shop(storage, clock)
    for number in range(9):
        service.handle(NoticeRaised(task, "limits.notice", {"fresh": str(number), "below": "1"}))
    assert len(told) == 4 and told[-1].task_id is None
    assert len(service.newest()) == 9


def test_silence_and_a_run_that_takes_far_too_long_are_told_once(
    storage: SqliteStorage, clock: FakeClock, alerts: tuple[AlertService, list[Notice]]
) -> None:
    service, told = alerts
    task = shop(storage, clock)
    ended(storage, task, clock.now())
    run = storage.runs.add(task, Trigger.SCHEDULE, RunState.QUEUED, clock.now(), "1:1.00")
    storage.runs.claim(run.id, "lane", "1:1.00", clock.now())
    service.watch()
    assert told == []
    clock.move(1200)
    service.watch()
    service.watch()
    assert [notice.kind for notice in told] == [NoticeKind.FINDING]
    # A shop that rests is not silent; one that tries in vain is.
    clock.move(25 * 3600)
    service.watch()
    assert [notice.kind for notice in told] == [NoticeKind.FINDING]
    ended(storage, task, clock.now(), RunState.FAILED)
    service.watch()
    service.watch()
    assert [notice.kind for notice in told] == [NoticeKind.FINDING, NoticeKind.SILENCE]


# -- upkeep --


def test_old_history_leaves_in_batches_and_the_newest_run_of_a_task_stays(
    storage: SqliteStorage, clock: FakeClock, preferences: PreferenceService, deeds: Deeds, tmp_path: Path
) -> None:
    task, now = shop(storage, clock), clock.now()
    runs = {
        "ancient": ended(storage, task, now - 300 * DAY),
        "failed": ended(storage, task, now - 120 * DAY, RunState.FAILED),
        "old": ended(storage, task, now - 100 * DAY),
        "fresh": ended(storage, task, now - 10 * DAY),
    }
    for run_id in runs.values():
        storage.runs.write_log(
            [LogLine(run_id, task, now, Level.INFO, "", "k", f"linha {n}") for n in range(150)]
        )
    alerts = AlertService(storage, clock, preferences, ZONE, lambda _notice: None)
    keeping = KeepingService(Backups(tmp_path / "um"), storage, deeds, alerts, clock, ZONE)
    upkeep = UpkeepService(storage, preferences, clock, alerts, keeping)
    assert upkeep.prune() == 2
    kept = {run.id for run in storage.runs.page(None, offset=0, limit=99).runs}
    assert kept == {runs["failed"], runs["fresh"]}
    assert {line.run_id for line in storage.runs.log(task, limit=9999)} == kept
    clock.move(400 * 86400)
    upkeep.prune()
    assert [run.id for run in storage.runs.page(None, offset=0, limit=99).runs] == [runs["fresh"]]


# -- figures and pages --


def test_figures_lie_on_local_days_with_gaps_filled(storage: SqliteStorage, clock: FakeClock) -> None:
    task, now = shop(storage, clock), clock.now()
    late = now.astimezone(ZONE).replace(hour=23, minute=30).astimezone(UTC) - 2 * DAY
    ended(storage, task, late)
    ended(storage, task, late, RunState.FAILED)
    run = ended(storage, task, now)
    rows = [
        Change(run, 2, ChangeKind.STOCK, f"S{n}", str(n), "", "1", "2", outcome, now)
        for n, outcome in enumerate((ChangeOutcome.DONE, ChangeOutcome.REFUSED, ChangeOutcome.SIMULATED))
    ]
    storage.ledger.add(rows)
    figures = FigureService(storage, FakeConnectors(FakeErp(), FakeStore()), clock, ZONE)
    days = figures.days(7)
    assert len(days) == 7 and days[-1].day == now.astimezone(ZONE).date()
    assert [(day.good, day.bad, day.calls) for day in days[-3:]] == [(1, 1, 14), (0, 0, 0), (1, 0, 7)]
    assert (figures.sends(2)[-1].sent, figures.sends(2)[-1].refused) == (1, 1)
    budget = figures.budget(7)
    assert budget and budget.allowed == 60


def test_a_million_rows_are_read_page_by_page(storage: SqliteStorage, clock: FakeClock) -> None:
    shop(storage, clock)
    reports = ReportService(storage, ZONE)
    why = {"fisico": "9", "reservado": "4", "disponivel": "5", "seguranca": "2"}
    storage.ledger.add(
        [
            Change(
                1, 2, ChangeKind.STOCK, f"S{n}", str(n), "", "1", "3", ChangeOutcome.DONE, clock.now(), why
            )
            for n in range(25)
        ]
    )
    seen: list[str] = []
    before: int | None = None
    while page := reports.stock_history(before_id=before, limit=10):
        seen += [row.sku for row in page]
        before = page[-1].id
    assert seen == [f"S{n}" for n in range(24, -1, -1)]
    reason = reports.why(2, "S7")
    assert reason.send and reason.send.sum == "físico 9 − reservado 4 = disponível 5 − segurança 2 → 3"


# -- profile --


@pytest.fixture
def profiles(clock: FakeClock) -> Callable[[SqliteStorage, MemorySecrets], ProfileService]:
    def made(storage: SqliteStorage, secrets: MemorySecrets) -> ProfileService:
        connectors = FakeConnectors(FakeErp(), FakeStore())
        deeds = Deeds(storage, clock, Actor())
        connections = ConnectionService(storage, secrets, connectors, deeds)
        preferences = PreferenceService(storage, deeds)
        return ProfileService(
            storage, secrets, connectors, connections, preferences, deeds, Passphrase(), clock, lambda: None
        )

    return made


def configured(storage: SqliteStorage, clock: FakeClock) -> MemorySecrets:
    shop(storage, clock)
    secrets = MemorySecrets()
    secrets.set(1, "token", "segredo-do-erp")
    secrets.set(2, "consumer_key", "ck_1")
    secrets.set(2, "consumer_secret", "cs_1")
    storage.connections.save_carrier_link(2, CarrierLink("PAC", "1", "Correios", "2", "COR"))
    storage.connections.save_status(2, "on-hold", OrderStatus.OPEN)
    storage.connections.save_outgoing(2, OrderStatus.INVOICED, "completed")
    return secrets


def test_a_profile_without_secrets_comes_in_switched_off(
    tmp_path: Path,
    storage: SqliteStorage,
    clock: FakeClock,
    profiles: Callable[[SqliteStorage, MemorySecrets], ProfileService],
) -> None:
    file = tmp_path / "perfil.ecco"
    profiles(storage, configured(storage, clock)).export(file)
    text = file.read_text("utf-8")
    assert "segredo-do-erp" not in text and "ck_1" not in text
    other = open_storage(tmp_path / "dois")
    service = profiles(other, MemorySecrets())
    assert not service.has_secrets(file)
    report = service.load(file)
    assert (report.connections, report.tasks, report.lacking) == (2, 1, ("ERP", "Loja"))
    task = other.tasks.all()[0]
    assert not task.active and task.recurrence == Recurrence(every_minutes=10)
    place = other.connections.find("Loja")
    assert place and other.connections.carrier_links(place.id)[0].reference == "PAC"
    assert other.connections.statuses(place.id) == {"on-hold": OrderStatus.OPEN}
    assert other.connections.outgoing(place.id) == {OrderStatus.INVOICED: "completed"}
    # Again: nothing is doubled.
    service.load(file)
    assert len(other.connections.all()) == 2 and len(other.tasks.all()) == 1
    other.close()


def test_a_profile_with_secrets_needs_its_passphrase_and_switches_tasks_on(
    tmp_path: Path,
    storage: SqliteStorage,
    clock: FakeClock,
    profiles: Callable[[SqliteStorage, MemorySecrets], ProfileService],
) -> None:
    file = tmp_path / "perfil.ecco"
    source = profiles(storage, configured(storage, clock))
    with pytest.raises(SetupProblem, match="passphrase_short"):
        source.export(file, "curta")
    source.export(file, "uma senha longa")
    assert "segredo-do-erp" not in file.read_text("utf-8")
    other, secrets = open_storage(tmp_path / "dois"), MemorySecrets()
    service = profiles(other, secrets)
    with pytest.raises(SetupProblem, match=r"profile\.passphrase"):
        service.load(file, "outra senha longa")
    assert other.connections.all() == []
    report = service.load(file, "uma senha longa")
    assert report.lacking == () and other.tasks.all()[0].active
    erp = other.connections.find("ERP")
    assert erp and secrets.get(erp.id, "token") == "segredo-do-erp"
    other.close()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda whole: whole["connections"][0].update(name="Outro"), "profile.damaged"),
        (lambda whole: whole.update(ecco_profile=99), "profile.newer"),
        (lambda whole: whole.pop("ecco_profile"), "profile.not_one"),
    ],
)
def test_a_damaged_profile_changes_nothing(
    tmp_path: Path,
    storage: SqliteStorage,
    clock: FakeClock,
    profiles: Callable[[SqliteStorage, MemorySecrets], ProfileService],
    change: Callable[[dict[str, object]], None],
    key: str,
) -> None:
    file = tmp_path / "perfil.ecco"
    profiles(storage, configured(storage, clock)).export(file)
    whole = json.loads(file.read_text("utf-8"))
    change(whole)
    file.write_text(json.dumps(whole), encoding="utf-8")
    other = open_storage(tmp_path / "dois")
    with pytest.raises(SetupProblem, match=key):
        profiles(other, MemorySecrets()).load(file)
    assert other.connections.all() == []
    other.close()


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"ecco_profile": 1}', "\x00\x01"])
def test_any_other_file_is_refused_in_words(
    tmp_path: Path,
    storage: SqliteStorage,
    text: str,
    profiles: Callable[[SqliteStorage, MemorySecrets], ProfileService],
) -> None:
    file = tmp_path / "x.ecco"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SetupProblem, match=r"profile\."):
        profiles(storage, MemorySecrets()).load(file)
