"""Very many records that wait: a page at a time, in the window and on the command line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.services.bundle import PENDING
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.pending import GROUPS, SHOWN, PendingService
from ecco_desktop.services.reports import ReportService
from ecco_desktop.storage import pending as repository
from ecco_desktop.storage.database import SqliteStorage, open_storage
from tests.cli.commands import asked
from tests.fakes.system import FakeClock

MANY, SKUS = 20_000, 6_000
FIRST = datetime(2026, 3, 1, tzinfo=UTC)
# One cause of very many records, and one whose every record is a group of its own.
FILL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)
INSERT INTO pending (connection_id, automation, record_id, label, cause, "values", tries, first_at,
                     next_try_at, state)
SELECT 2, 'import_orders', 'r' || i, 'P' || i,
       CASE WHEN i <= :skus THEN 'order.product' ELSE 'order.no_items' END,
       CASE WHEN i <= :skus THEN '{"order": "P' || i || '", "sku": "S' || i || '"}'
            ELSE '{"order": "P' || i || '"}' END,
       1, 1772323200000000 + i, 1772323200000000 + i, 'waiting' FROM n
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    storage = open_storage(made)
    storage.connections.add("ERP", "eccosys", Role.ERP, {})
    storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    storage._session.sql(FILL, {"many": MANY, "skus": SKUS})  # type: ignore[arg-type]
    storage.finish()
    return made


@pytest.fixture(scope="module")
def storage(folder: Path) -> Iterator[SqliteStorage]:
    made = open_storage(folder)
    yield made
    made.close()


@pytest.fixture
def service(storage: SqliteStorage) -> PendingService:
    return PendingService(storage, FakeClock(), Deeds(storage, FakeClock(), Actor()))


def test_a_page_is_what_is_read_and_worded(service: PendingService, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    kept = repository.Pending._records

    def counted(self: repository.Pending, *wanted: object, limit: int | None = None) -> object:
        found = kept(self, *wanted, limit=limit)
        read.append(len(found))
        return found

    monkeypatch.setattr(repository.Pending, "_records", counted)
    page = service.page()
    assert (page.total, page.records, len(page.groups)) == (SKUS + 1, MANY, GROUPS)
    largest = page.groups[0]
    assert (largest.cause, len(largest.ids), len(largest.records)) == ("order.no_items", MANY - SKUS, SHOWN)
    assert sum(read) <= GROUPS + SHOWN
    later = service.page(SKUS - 1, 50)
    assert len(later.groups) == 2 and service.page(SKUS + 1).groups == ()
    seen = service.records(largest.ids, largest.records[-1].id, 200)
    assert [one.id for one in seen] == list(largest.ids[SHOWN : SHOWN + 200])


def test_a_button_takes_them_all(storage: SqliteStorage, service: PendingService) -> None:
    ids = service.page(0, 1).groups[0].ids
    assert service.retry(ids) == MANY - SKUS
    assert service.tasks_of(ids) == []
    assert len(service.still(ids)) == MANY - SKUS
    with pytest.raises(SetupProblem, match=r"pending\.unknown"):
        service.ignore([*ids, 10**9])


def test_what_looks_for_few_reads_few(storage: SqliteStorage) -> None:
    assert len(storage.pending.waiting(limit=PENDING)) == PENDING
    assert storage.pending.waiting(2, cause="order.carrier") == []
    found = ReportService(storage, FakeClock().now().tzinfo).orders("P1999")  # type: ignore[arg-type]
    assert {order.number for order in found} == {"P1999", *(f"P1999{n}" for n in range(10))}


def test_the_command_shows_a_page(folder: Path) -> None:
    data = ("--data-dir", str(folder))
    done = asked("pending", *data)
    assert done.returncode == 0 and len(done.stdout) < 60_000
    assert "Motivos 1 a 50 de 6.001, 20.000 registros" in done.stdout
    told = json.loads(asked("pending", "--json", "--page", "2", "--limit", "10", *data).stdout)
    assert (len(told["groups"]), told["total"], told["records"]) == (10, SKUS + 1, MANY)
    first = json.loads(asked("pending", "--json", "--limit", "1", *data).stdout)["groups"][0]
    assert (first["count"], len(first["records"])) == (MANY - SKUS, SHOWN)
    past = asked("pending", "--page", "99999", *data)
    assert past.returncode == 2 and "só 6.001 motivos" in past.stderr
