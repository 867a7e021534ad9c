"""Two programs on one data folder, and another integrator on the same ERP."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from pytestqt.qtbot import QtBot

from ecco_desktop.app import build
from ecco_desktop.connectors.erp.eccosys import order_calls
from ecco_desktop.connectors.erp.eccosys.mapping import from_draft
from ecco_desktop.domain.runs import RunState
from ecco_desktop.ui.single_instance import SingleInstance
from tests.crash.killing import start
from tests.e2e.test_file_modes import heeds_sigterm
from tests.support import Sandbox, causes, install, install_all, lines, run, running_sandbox, wanted

linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells what a process heeds"
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "30", "--products", "40", "--past", "16") as made:
        yield made


def keys(sandbox: Sandbox) -> dict[str, str]:
    hello = sandbox.hello
    return {
        "ECCO_SECRET_TOKEN": hello["eccosys"]["token"],
        "ECCO_SECRET_CONSUMER_KEY": hello["woocommerce"]["consumer_key"],
        "ECCO_SECRET_CONSUMER_SECRET": hello["woocommerce"]["consumer_secret"],
    }


def ecco(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ecco_desktop", *words],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def window(folder: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The window as its own process, once it is there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ecco_desktop", "--data-dir", str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not ((folder / "ecco.sqlite3").exists() and heeds_sigterm(process.pid)):
            assert process.poll() is None, "the window did not open"
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def test_a_second_start_asks_the_first_to_show_itself_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.acquire()
    second = subprocess.Popen(
        [sys.executable, "-m", "ecco_desktop", "--data-dir", str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )
    with qtbot.waitSignal(first.show_asked, timeout=60_000):
        pass
    assert second.wait(timeout=60) == 0
    assert not (tmp_path / "ecco.sqlite3").exists(), "the second start opened nothing"
    first.release()


@linux
def test_the_first_window_stays_when_a_second_is_started(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        second = ecco("--data-dir", str(tmp_path), QT_QPA_PLATFORM="offscreen")
        assert second.returncode == 0
        assert first.poll() is None


def test_two_programs_run_everything_at_once_and_each_order_comes_in_once(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    install_all(tmp_path, sandbox).close()
    both = [start(tmp_path, sandbox, "--all") for _ in range(2)]
    assert {process.wait(timeout=170) for process in both} <= {0, 1}
    checks = sandbox.get("checks")
    assert wanted(sandbox) <= set(checks["orders"])
    for verdict in ("duplicates", "doubled_products", "went_back", "stock_differences"):
        assert checks[verdict] == [], verdict
    application = install(tmp_path, sandbox)
    views = application.services.tasks.list()
    for view in views:
        for one in application.services.history.runs(view.task.id, limit=10).runs:
            assert one.state.final
            # A turn that was not taken is a record with its reason.
            assert one.state is not RunState.FAILED, (view.task.name, one.error_key)
            assert one.state is not RunState.SKIPPED or one.error_key == "run.elsewhere"
    application.close()


@linux
def test_the_command_line_beside_an_open_window(sandbox: Sandbox, tmp_path: Path) -> None:
    install(tmp_path, sandbox).close()
    data = ("--data-dir", str(tmp_path))
    with window(tmp_path, **keys(sandbox)):
        for words in (("tasks", "disable", "2"), ("run", "1", "--json"), ("pending", "--json"), ("list",)):
            done = ecco(*words, *data, **keys(sandbox))
            assert done.returncode == 0, done.stderr
        assert json.loads(ecco("pending", "--json", *data).stdout)["groups"]
    checks = sandbox.get("checks")
    assert wanted(sandbox) <= set(checks["orders"])
    assert checks["duplicates"] == []


def test_what_one_changes_the_other_sees(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in keys(sandbox).items():
        monkeypatch.setenv(name, value)
    install(tmp_path, sandbox).close()
    data = ("--data-dir", str(tmp_path))
    open_one = build(tmp_path, demo=False)
    try:
        tasks = open_one.services.tasks
        told: list[object] = []
        open_one.subscribe(told.append, lambda _notice: None)
        assert ecco("tasks", "disable", "2", *data).returncode == 0
        assert ecco("run", "1", *data, **keys(sandbox)).returncode == 0
        open_one.scheduler.watch()
        assert told, "the window is told to read anew"
        views = {view.task.id: view for view in tasks.list()}
        assert not views[2].task.active
        last = views[1].last_run
        assert last is not None and last.tally.created
        # And the other way round.
        tasks.activate(2, None)
        tasks.pause_all(None)
        listed = ecco("list", *data, COLUMNS="200")
        row = next(line for line in listed.stdout.splitlines() if "Sincronizar Estoque" in line)
        assert "sim" in row
        report = json.loads(ecco("doctor", "--json", *data, **keys(sandbox)).stdout)
        assert "doctor.tasks_paused" in [check["key"] for check in report["checks"]]
    finally:
        open_one.close(10.0)


def test_another_integrator_that_is_quicker_by_a_moment_is_found_out(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order appears in the ERP after our look-up and before our POST."""
    application = install(tmp_path, sandbox)
    notices: list[object] = []
    application.subscribe(lambda _event: None, notices.append)
    real = order_calls.OrderCalls.create_order
    victim = min(wanted(sandbox) - set(sandbox.get("checks")["orders"]))
    hello = sandbox.hello["eccosys"]

    def late(self: order_calls.OrderCalls, draft: order_calls.ErpOrderDraft) -> order_calls.ErpOrder:
        if draft.external_number == victim:
            answer = requests.post(
                f"{hello['address']}/pedidos",
                json=from_draft(draft),
                headers={"Authorization": f"Bearer {hello['token']}"},
                timeout=30,
            )
            assert answer.json()["error"] == []
        return real(self, draft)

    monkeypatch.setattr(order_calls.OrderCalls, "create_order", late)
    ended = run(application, "import_orders")
    assert sandbox.get("checks")["duplicates"] == [victim], "nobody can prevent it; it is found"
    log = application.services.history.log(ended.task_id, run_id=ended.id, limit=10_000)
    told = [line for line in log if line.key == "order.doubled_outside"]
    assert [(line.subject, line.values["count"]) for line in told] == [(victim, "2")]
    assert "desligue um dos dois" in told[0].text
    assert ended.state is RunState.WITH_WARNINGS and ended.tally.warnings == 1
    assert victim not in causes(application, ended)
    kept = [notice for notice in application.services.alerts.newest() if victim in notice.body]
    assert len(kept) == 1 and len(notices) >= 1
    monkeypatch.undo()
    again = run(application, "import_orders")
    assert "order.doubled_outside" not in lines(application, again), "told once"
    assert sandbox.get("checks")["duplicates"] == [victim], "and never made a third time"
    application.close()
