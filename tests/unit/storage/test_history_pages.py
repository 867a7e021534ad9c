"""A page of the history is what the list of all runs has there, from whichever end it is read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.runs import RunState, Tally, Trigger
from ecco_desktop.storage.database import SqliteStorage, open_storage

NOW = datetime(2026, 3, 2, tzinfo=UTC)
STATES = (RunState.SUCCEEDED, RunState.FAILED)
RUNS = 40


@pytest.fixture(scope="module")
def kept() -> Iterator[SqliteStorage]:
    with TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        for name in ("a", "b"):
            storage.tasks.add("T", name, 1, active=True, recurrence=None, options={}, now=NOW)
        for n in range(RUNS):
            run = storage.runs.add(1 + n % 3 // 2, Trigger.SCHEDULE, RunState.QUEUED, NOW, "1:1")
            storage.runs.close(run.id, STATES[n % 2], Tally(), 0, NOW)
        yield storage
        storage.finish()


@given(
    task=st.sampled_from([None, 1, 2]),
    offset=st.integers(0, RUNS + 5),
    limit=st.integers(0, RUNS + 5),
    states=st.sampled_from([(), STATES[:1], STATES[1:]]),
)
def test_a_page_is_a_slice_of_all(
    kept: SqliteStorage, task: int | None, offset: int, limit: int, states: tuple[RunState, ...]
) -> None:
    everything = [kept.runs.get(number) for number in range(RUNS, 0, -1)]
    fitting = [
        run
        for run in everything
        if run is not None and task in (None, run.task_id) and (not states or run.state in states)
    ]
    page = kept.runs.page(task, offset=offset, limit=limit, states=states)
    assert list(page.runs) == fitting[offset : offset + limit]
    assert page.total == len(fitting)
