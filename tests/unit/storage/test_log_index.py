"""Looking a text up in the log's index finds what reading every line would."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.runs import Level, LogLine, RunState, Trigger
from ecco_desktop.storage.backups import FILE
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.runs import folded
from tests.fuzzing import examples
from tests.unit.storage.old_versions import as_third_version

NOW = datetime(2026, 3, 2, tzinfo=UTC)
# Few letters, so that texts share their trigrams; and what query languages make something of.
texts = st.text(st.sampled_from("abcé AÇ\"'*%_-^:()🦜\U000f0001"), max_size=12)


def line(text: str, task: int = 1, run: int = 1, level: Level = Level.INFO) -> LogLine:
    return LogLine(run, task, NOW, level, "", "k", text, {})


def held(storage: SqliteStorage) -> list[tuple[int, str]]:
    return [(found.id, found.text) for task in (1, 2) for found in storage.runs.log(task, limit=10_000)]


@settings(max_examples=examples(150))
@given(
    st.lists(st.tuples(texts, st.sampled_from([1, 2]), st.sampled_from(list(Level))), max_size=30),
    st.integers(0, 40),
    texts,
    st.sampled_from([None, [Level.ERROR], [Level.INFO, Level.WARNING]]),
    st.integers(1, 40),
    st.one_of(st.none(), st.integers(1, 30)),
)
def test_the_index_finds_what_a_scan_finds(
    rows: list[tuple[str, int, Level]],
    indexed: int,
    wanted: str,
    levels: Sequence[Level] | None,
    limit: int,
    before: int | None,
) -> None:
    with TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        storage.runs.write_log([line(text, task, level=level) for text, task, level in rows])
        if indexed:
            storage.upkeep.index_log(indexed)
        for task in (1, 2):
            found = storage.runs.log(task, text=wanted, levels=levels, limit=limit, before_id=before)
            expected = [
                each
                for each in storage.runs.log(task, levels=levels, limit=1000, before_id=before)
                if folded(wanted.strip()) in folded(f"{each.subject} {each.text}")
            ]
            assert list(found) == expected[-limit:]
        storage.finish()


def test_lines_are_indexed_in_steps_until_none_is_left(storage: SqliteStorage) -> None:
    storage.runs.write_log([line(f"Pedido {n} importado") for n in range(25)])
    assert [storage.upkeep.index_log(10) for _ in range(4)] == [10, 10, 5, 0]
    storage.runs.write_log([line("Pedido novo importado")])
    # Those that are not indexed yet are found all the same.
    assert storage.runs.log(1, text="importado", limit=3)[-1].text == "Pedido novo importado"
    assert len(storage.runs.log(1, text="importado")) == 26
    assert storage.runs.log(1, text="inexistente") == []


def test_what_leaves_is_found_no_more(storage: SqliteStorage) -> None:
    storage.tasks.add("T", "a", 1, active=True, recurrence=None, options={}, now=NOW)
    for run in (1, 2):
        made = storage.runs.add(1, Trigger.PERSON, RunState.QUEUED, NOW, "1:1")
        assert made.id == run
        storage.runs.write_log([line(f"Pedido {n} da execução {run}", run=run) for n in range(5)])
    storage.upkeep.index_log(8)
    while storage.upkeep.drop_run(1, 2):
        pass
    assert {found.run_id for found in storage.runs.log(1, text="pedido")} == {2}
    storage.upkeep.index_log(100)
    assert len(storage.runs.log(1, text="execucao 2")) == 5
    rows = storage.runs._index._session.sql("SELECT count(*) FROM log_index WHERE log_index MATCH '\"ped\"'")
    assert rows == [(5,)]


def test_an_sqlite_without_trigrams_reads_every_line(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    first.finish()
    file = sqlite3.connect(tmp_path / FILE)
    for table in ("log_trigram", "log_index"):
        file.execute(f"DROP TABLE {table}")
    file.commit()
    file.close()
    storage = open_storage(tmp_path)
    storage.runs.write_log([line("Pedido 1 importado"), line("outra")])
    assert storage.upkeep.index_log(100) == 0
    assert [found.text for found in storage.runs.log(1, text="importado")] == ["Pedido 1 importado"]
    storage.finish()


def test_a_database_of_the_third_version_gets_its_index(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    first.runs.write_log([line(f"Pedido {n}") for n in range(5)])
    before = held(first)
    first.finish()
    as_third_version(tmp_path)
    again = open_storage(tmp_path)
    assert held(again) == before
    assert again.upkeep.index_log(100) == 5
    assert len(again.runs.log(1, text="pedido")) == 5
    again.finish()


@pytest.fixture
def storage(tmp_path: Path) -> SqliteStorage:
    return open_storage(tmp_path)
