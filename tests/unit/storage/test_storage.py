import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.domain.pending import PendingRecord, PendingState
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, LogLine, RunState, Trigger
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.database import FILE, SqliteStorage, open_storage
from ecco_desktop.storage.secrets import KeyringSecrets
from tests.unit.storage.old_versions import (
    as_eighth_version,
    as_first_version,
    as_second_version,
    as_seventh_version,
)

NOW = datetime(2026, 3, 2, 15, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[SqliteStorage]:
    opened = open_storage(tmp_path)
    opened.connections.add("Loja", "woocommerce", Role.STORE, {"address": "x"})
    yield opened
    opened.close()


def line(number: int, text: str, level: Level = Level.INFO) -> LogLine:
    return LogLine(1, 1, NOW, level, str(number), "k", text, {"a": "b"})


def test_the_file_is_for_its_owner_alone(storage: SqliteStorage, tmp_path: Path) -> None:
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_opened_again_nothing_is_lost(storage: SqliteStorage, tmp_path: Path) -> None:
    task = storage.tasks.add(
        "T", "a", 1, active=True, recurrence=Recurrence(every_minutes=5), options={"x": "1"}, now=NOW
    )
    again = open_storage(tmp_path)
    assert again.tasks.get(task.id) == task
    assert again.connections.find(" LOJA ") == storage.connections.get(1)
    again.close()


def test_names_are_unique_whatever_their_case(storage: SqliteStorage) -> None:
    with pytest.raises(SetupProblem, match=r"connection\.name_taken"):
        storage.connections.add("loja", "woocommerce", Role.STORE, {})


def test_links_are_unique_both_ways(storage: SqliteStorage) -> None:
    first = Link(1, LinkKind.PRODUCT, "e1", "o1")
    clashes = storage.links.save(
        [first, Link(1, LinkKind.PRODUCT, "e1", "o2"), Link(1, LinkKind.PRODUCT, "e2", "o1")]
    )
    assert [(link.erp_id, link.outside_id) for link in clashes] == [("e1", "o2"), ("e2", "o1")]
    assert storage.links.all(1, LinkKind.PRODUCT) == {"o1": "e1"}
    assert storage.links.all(1, LinkKind.ORDER) == {}


def test_an_intent_and_its_link_are_settled_together(storage: SqliteStorage) -> None:
    intent = storage.links.open_intent(1, LinkKind.ORDER, "7", "1001", NOW)
    later = storage.links.open_intent(1, LinkKind.ORDER, "7", "1001", NOW + timedelta(seconds=9))
    assert [found.opened_at for found in storage.links.open_intents(1, LinkKind.ORDER)] == [later.opened_at]
    storage.links.close_intent(intent, Link(1, LinkKind.ORDER, "e", "7"))
    assert storage.links.open_intents(1, LinkKind.ORDER) == []
    assert storage.links.erp_id(1, LinkKind.ORDER, "7") == "e"


def test_a_transaction_is_kept_whole_or_not_at_all(storage: SqliteStorage) -> None:
    def half_done() -> None:
        with storage.transaction():
            storage.bookmarks.set(1, "a", "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert storage.bookmarks.get(1, "a") is None


def test_threads_that_read_and_write_do_not_lock_each_other_out(storage: SqliteStorage) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(25):
                with storage.transaction():
                    count = int(storage.settings.get("n") or 0)
                    storage.settings.set("n", str(count + 1))
        except BaseException as error:
            failures.append(error)
        finally:
            storage.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert storage.settings.get("n") == "100"


def test_two_data_folders_do_not_disturb_each_other(storage: SqliteStorage, tmp_path: Path) -> None:
    other = open_storage(tmp_path / "demo")
    other.settings.set("k", "demo")
    assert storage.settings.get("k") is None
    other.close()


def test_the_log_is_found_whatever_the_case_and_accents(storage: SqliteStorage) -> None:
    task = storage.tasks.add("T", "a", 1, active=True, recurrence=None, options={}, now=NOW)
    storage.runs.add(task.id, Trigger.PERSON, RunState.QUEUED, NOW, "1:1")
    lines = [
        line(n, f"Pedido {n} não importado" if n % 2 else "ok", Level.ERROR if n % 2 else Level.INFO)
        for n in range(250)
    ]
    storage.runs.write_log(lines)
    assert len(storage.runs.log(1, text="NAO IMPORTADO", limit=1000)) == 125
    assert len(storage.runs.log(1, levels=[Level.INFO], limit=1000)) == 125
    newest = storage.runs.log(1, limit=10)
    assert [found.subject for found in newest] == [str(n) for n in range(240, 250)]
    assert storage.runs.log(1, before_id=newest[0].id, limit=1)[0].subject == "239"
    assert storage.runs.log(1, after_id=newest[-2].id)[0].subject == "249"
    assert storage.runs.log(1, text="100% _") == []


def test_acknowledged_stock_is_remembered_and_refused_is_not(storage: SqliteStorage) -> None:
    def change(ref: str, outcome: ChangeOutcome) -> Change:
        return Change(
            1, 1, ChangeKind.STOCK, f"SKU{ref}", ref, "estoque", "1", "5", outcome, NOW, {"fisico": "6"}
        )

    storage.ledger.add([change("1", ChangeOutcome.DONE), change("2", ChangeOutcome.REFUSED)])
    storage.ledger.note_stock(1, {"1": 4, "3": 9}, NOW)
    assert storage.ledger.sent_stock(1) == {"1": 4, "3": 9}
    found = storage.ledger.changes(key="sku1")
    assert [row.detail for row in found] == [{"fisico": "6"}]
    assert storage.ledger.changes(until=NOW) == []


def test_deleting_a_connection_takes_what_belongs_to_it(storage: SqliteStorage) -> None:
    storage.connections.save_carrier_link(1, CarrierLink("PAC", "1", "Correios", "2"))
    storage.connections.save_status(1, "processing", OrderStatus.OPEN)
    storage.links.save([Link(1, LinkKind.PRODUCT, "e", "o")])
    task = storage.tasks.add("T", "a", 1, active=True, recurrence=None, options={}, now=NOW)
    with pytest.raises(SetupProblem, match=r"connection\.in_use"):
        storage.connections.delete(1)
    from dataclasses import replace

    storage.tasks.update(replace(task, deleted=True))
    storage.connections.delete(1)
    assert storage.connections.carrier_links(1) == []
    assert storage.links.all(1, LinkKind.PRODUCT) == {}


def test_a_newer_database_is_refused(storage: SqliteStorage, tmp_path: Path) -> None:
    storage.close()
    raw = sqlite3.connect(tmp_path / FILE)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migrat%'")]
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({tables[0]})")]
    values = {"name": "9999_from_the_future", "applied": "2099-01-01 00:00:00"}
    named = [column for column in columns if column != "id"]
    marks = ",".join("?" * len(named))
    raw.execute(
        f"INSERT INTO {tables[0]} ({','.join(named)}) VALUES ({marks})",
        [values.get(column, values["applied"]) for column in named],
    )
    raw.commit()
    raw.close()
    with pytest.raises(StorageProblem, match=r"storage\.newer"):
        open_storage(tmp_path)


def test_a_damaged_file_is_noticed_and_left_alone(storage: SqliteStorage, tmp_path: Path) -> None:
    storage.close()
    path = tmp_path / FILE
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StorageProblem):
        open_storage(tmp_path)
    assert path.read_bytes().startswith(b"this is no database")


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageProblem, match=r"storage\.folder"):
        open_storage(tmp_path / "file")


def test_a_killed_writer_leaves_a_sound_file(tmp_path: Path) -> None:
    open_storage(tmp_path).close()
    code = (
        "import sys; from pathlib import Path; from ecco_desktop.storage.database import open_storage\n"
        "s = open_storage(Path(sys.argv[1])); n = 0\n"
        "while True:\n"
        "    with s.transaction():\n"
        "        s.settings.set('a', str(n)); s.settings.set('b', str(n))\n"
        "    n += 1\n"
        "    if n == 20: print('go', flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout and child.stdout.readline() == "go\n"
    child.kill()
    child.wait()
    child.stdout.close()
    again = open_storage(tmp_path)
    assert again.settings.get("a") == again.settings.get("b") is not None
    again.close()


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring like Windows': it takes 1,280 characters."""

    # Only where a test asks for it: keyring takes the best of all classes there are for the system's.
    priority = -1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        assert len(password) <= 1280
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def system_keyring() -> Iterator[MemoryKeyring]:
    before, mine = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.mark.parametrize("length", [1, 1000, 1001, 5000])
def test_tokens_of_any_length_are_kept(system_keyring: MemoryKeyring, tmp_path: Path, length: int) -> None:
    secrets = KeyringSecrets(tmp_path)
    token = ("abcdefghij" * 500)[:length]
    secrets.set(1, "token", token)
    assert secrets.get(1, "token") == token
    secrets.set(1, "token", "short")
    assert secrets.get(1, "token") == "short"
    secrets.delete(1, "token")
    assert secrets.get(1, "token") is None
    assert system_keyring.kept == {}


def test_half_a_token_is_no_token(system_keyring: MemoryKeyring, tmp_path: Path) -> None:
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", "x" * 2500)
    key = next(key for key in system_keyring.kept if key[0].endswith("#2"))
    del system_keyring.kept[key]
    assert secrets.get(1, "token") is None


def test_without_a_keyring_nothing_is_written_unprotected(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def none(*_: object) -> str:
        raise keyring.errors.NoKeyringError

    monkeypatch.setattr(keyring, "get_password", none)
    secrets = KeyringSecrets(tmp_path)
    assert secrets.get(1, "token") is None
    with pytest.raises(SetupProblem, match=r"secrets\.none"):
        secrets.set(1, "token", "x")
    monkeypatch.setenv("ECCO_SECRET_TOKEN", "from outside")
    assert secrets.get(1, "token") == "from outside"
    secrets.set(1, "token", "from outside")
    monkeypatch.setenv("ECCO_SECRET_7_TOKEN", "of the seventh")
    assert secrets.get(7, "token") == "of the seventh"


def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    store = first.connections.add("Loja", "woocommerce", Role.STORE, {})
    first.finish()
    as_first_version(tmp_path)
    again = open_storage(tmp_path)
    again.memory.set(store.id, "seen", {"1": "x"}, datetime.now(UTC))
    assert again.memory.all(store.id, "seen") == {"1": "x"}
    assert list((tmp_path / "backups").glob("ecco-*.sqlite3"))
    again.finish()


def test_a_database_of_the_second_version_is_brought_up_to_date(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    store = first.connections.add("Loja", "woocommerce", Role.STORE, {})
    task = first.tasks.add(
        "T", "import_orders", store.id, active=True, recurrence=None, options={}, now=datetime.now(UTC)
    )
    first.finish()
    as_second_version(tmp_path)
    again = open_storage(tmp_path)
    kept = again.tasks.get(task.id)
    assert kept and (kept.name, kept.note, kept.muted_until) == ("T", "", None)
    again.connections.save_outgoing(store.id, OrderStatus.INVOICED, "completed")
    assert again.connections.outgoing(store.id) == {OrderStatus.INVOICED: "completed"}
    assert list((tmp_path / "backups").glob("ecco-*.sqlite3"))
    again.finish()


def test_carrier_links_of_the_seventh_version_go_on_working(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    store = first.connections.add("Loja", "woocommerce", Role.STORE, {})
    by_title = CarrierLink("PAC", "1", "Correios", "2")
    first.connections.save_carrier_link(store.id, by_title)
    first.finish()
    as_seventh_version(tmp_path)
    again = open_storage(tmp_path)
    assert again.connections.carrier_links(store.id) == [by_title]
    ways = [CarrierLink("PAC", name, name, "2", "", f"flat_rate:{name}") for name in "34"]
    for link in ways:
        again.connections.save_carrier_link(store.id, link)
    again.connections.save_carrier_link(store.id, replace(by_title, reference=" pac", form_id="9"))
    assert [link.form_id for link in again.connections.carrier_links(store.id)] == ["9", "2", "2"]
    assert again.connections.delete_carrier_link(store.id, "PAC", "flat_rate:3")
    assert not again.connections.delete_carrier_link(store.id, "PAC", "flat_rate:3")
    assert [link.method for link in again.connections.carrier_links(store.id)] == ["", "flat_rate:4"]
    again.finish()


def test_small_facts_are_the_same_by_their_key(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    store = first.connections.add("Loja", "woocommerce", Role.STORE, {})
    facts = {str(number): f"fact {number}" for number in range(40)}
    first.memory.set(store.id, "order_fact", facts, NOW)
    first.finish()
    as_eighth_version(tmp_path)
    again = open_storage(tmp_path)
    assert again.memory.all(store.id, "order_fact") == facts
    again.memory.set(store.id, "order_fact", {"7": "another"}, NOW)
    again.memory.forget(store.id, "order_fact", ["8"])
    assert again.memory.get(store.id, "order_fact", "7") == "another"
    assert again.memory.all(store.id, "order_fact").keys() == facts.keys() - {"8"}
    again.finish()


def test_an_orderly_end_leaves_nothing_that_looks_like_a_crash(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    other = threading.Thread(target=storage.connections.all)
    other.start()
    other.join()
    storage.finish()
    log = tmp_path / "ecco.sqlite3-wal"
    assert not log.exists() or log.stat().st_size == 0


def test_what_is_written_to_a_scratch_copy_goes_nowhere(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    store = storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    now = datetime.now(UTC)
    storage.memory.set(store.id, "seen", {"1": "x"}, now)
    with storage.scratch() as copy:
        assert copy.memory.all(store.id, "seen") == {"1": "x"}
        copy.memory.set(store.id, "seen", {"1": "y"}, now)
        copy.bookmarks.set(store.id, "import_orders", "later")
        assert list(tmp_path.glob("scratch-*"))
    assert storage.memory.all(store.id, "seen") == {"1": "x"}
    assert storage.bookmarks.get(store.id, "import_orders") is None
    assert not list(tmp_path.glob("scratch-*"))
    storage.close()
    # A killed program leaves its copy; the next start takes it away.
    (tmp_path / "scratch-999999999-abc").mkdir()
    living = tmp_path / "scratch-1-abc"
    living.mkdir()
    open_storage(tmp_path).close()
    assert list(tmp_path.glob("scratch-*")) == [living]


def test_an_ignored_record_stays_ignored_and_a_helpless_one_waits_for_a_person(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    store = storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    now = datetime.now(UTC)
    record = storage.pending.fail(PendingRecord(store.id, "import_orders", "7", "7", "order.no_items"), now)
    assert storage.pending.ignore([record.id], now) == 1
    storage.pending.fail(PendingRecord(store.id, "import_orders", "7", "7", "order.no_items"), now)
    assert storage.pending.count() == 0 and not storage.pending.waiting()
    helpless = PendingRecord(
        store.id, "check_deliveries", "8", "8", "delivery.problem", state=PendingState.NEEDS_PERSON
    )
    kept = storage.pending.fail(helpless, now)
    assert (kept.state, kept.next_try_at) == (PendingState.NEEDS_PERSON, None)
    assert [cause.cause for _, cause in storage.pending.tries("7")] == ["order.no_items"] * 2
    storage.close()
