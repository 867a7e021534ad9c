"""A data folder of the version before the restructuring goes on working: its tasks run."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.runs import RunState
from ecco_desktop.jobs.numbers.stock_plan import HELD
from ecco_desktop.storage.database import FILE
from tests.support import Sandbox, open_installation, run, running_sandbox

KEPT = Path(__file__).parents[1] / "unit" / "storage" / "before_the_restructuring.sql"
PLACE = "127.0.0.1:44437"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox() as made:
        yield made


def test_the_tasks_of_an_old_folder_run(tmp_path: Path, sandbox: Sandbox) -> None:
    text = KEPT.read_text(encoding="utf-8")
    assert PLACE in text
    file = sqlite3.connect(tmp_path / FILE)
    file.executescript(text.replace(PLACE, urlsplit(sandbox.hello["control"]).netloc))
    file.close()
    application = open_installation(tmp_path, sandbox)
    try:
        held = dict(application.storage.memory.all(2, HELD))
        for automation in ("import_orders", "sync_order_status", "check_stock_limits"):
            ended = run(application, automation)
            assert ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS), (automation, ended.error_key)
            assert ended.tally.read > 0
        assert run(application, "check_deliveries").state is RunState.SUCCEEDED
        assert held and application.storage.links.all(2, LinkKind.ORDER)
    finally:
        application.close()
