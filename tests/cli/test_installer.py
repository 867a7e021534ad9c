"""The installer by commands: step by step, whole as the window's, pretended, cut in the middle."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.jobs.registry import duties
from ecco_desktop.ports.unread import CAUSE
from ecco_desktop.storage.database import open_storage
from tests.cli.commands import Done, asked, connect, ecco, keys
from tests.support import Sandbox, install, open_installation, running_sandbox, start_once

STEPS = ["warehouses", "categories", "attributes", "brands", "products"]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "0", "--products", "40") as made:
        yield made


class Terminal:
    """`installer …` on one data folder that knows the ERP and the store of a sandbox."""

    def __init__(self, sandbox: Sandbox, data: Path) -> None:
        self.secrets, self.data = keys(sandbox), data
        made = connect(sandbox, data, **self.secrets)
        assert made.returncode == 0, made.stderr

    def __call__(self, *words: str) -> Done:
        return asked("installer", *words, "-c", "Loja", "--data-dir", str(self.data), **self.secrets)

    def told(self, *words: str) -> dict[str, Any]:
        done = self(*words, "--json")
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def states(self) -> dict[str, str]:
        return {one["step"]: one["state"] for one in self.told("list")["steps"]}

    def links(self) -> dict[str, int]:
        return links(self.data)


def links(data: Path) -> dict[str, int]:
    """How many of each kind the store of a data folder has."""
    storage = open_storage(data)
    store = next(one for one in storage.connections.all() if one.name == "Loja")
    found = {kind.value: len(storage.links.all(store.id, kind)) for kind in LinkKind}
    storage.close()
    return found


@pytest.fixture
def terminal(sandbox: Sandbox, tmp_path: Path) -> Terminal:
    return Terminal(sandbox, tmp_path / "data")


def erp_products(sandbox: Sandbox) -> list[str]:
    return sorted(row["codigo"] for row in sandbox.get("state?part=eccosys.products").values())


def test_step_by_step_comes_to_what_the_window_s_one_run_comes_to(
    sandbox: Sandbox, terminal: Terminal, tmp_path: Path
) -> None:
    assert terminal.states() == dict.fromkeys(STEPS, "missing") | {"warehouses": "not_offered"}
    for step in STEPS:
        told = terminal.told("run", step)
        assert [run["state"] for run in told["runs"]] in (["succeeded"], ["with_warnings"])
    assert terminal.states() == dict.fromkeys(STEPS, "done") | {"warehouses": "not_offered"}
    assert all(one["at"] for one in terminal.told("list")["steps"][1:])
    by_steps = terminal.links(), erp_products(sandbox)
    with running_sandbox("--orders", "0", "--products", "40") as other:
        application = install(tmp_path / "window", other)
        application.services.tasks.create("install_catalog", "Loja", None, {})
        start_once(application)
        application.close()
        assert (links(tmp_path / "window"), erp_products(other)) == by_steps
    assert by_steps[0]["category"] and by_steps[0]["product"] > 40


def test_what_is_missing_runs_at_once_and_a_second_time_there_is_nothing(
    sandbox: Sandbox, terminal: Terminal
) -> None:
    terminal.told("run", "categories")
    assert terminal.told("run")["runs"][0]["created"] > 0
    before = terminal.links(), erp_products(sandbox)
    assert terminal.told("run")["runs"] == []
    assert "--all" in terminal("run").stdout
    (again,) = terminal.told("run", "--all")["runs"]
    assert (again["created"], again["updated"], again["changes"]) == (0, 0, [])
    assert (terminal.links(), erp_products(sandbox)) == before


def test_a_simulation_changes_nothing_and_shows_what_comes(sandbox: Sandbox, terminal: Terminal) -> None:
    products = erp_products(sandbox)
    (pretended,) = terminal.told("run", "--simulate")["runs"]
    assert pretended["simulated"] and pretended["changes"]
    assert erp_products(sandbox) == products
    assert not any(terminal.links().values())
    assert set(terminal.states().values()) == {"missing", "not_offered"}
    (real,) = terminal.told("run")["runs"]
    assert real["changes"] == pretended["changes"]


def test_a_step_pretended_alone_is_that_step(terminal: Terminal) -> None:
    (pretended,) = terminal.told("run", "categories", "--simulate")["runs"]
    assert pretended["simulated"] and pretended["changes"] == []
    assert pretended["updated"] > 0
    assert not any(terminal.links().values())


def test_what_was_cut_is_begun_and_goes_on(sandbox: Sandbox, terminal: Terminal) -> None:
    """The store answers no more once the trees are linked."""
    once = [{"path": "GET .*/products$", "kind": "deactivated", "times": 1}]
    sandbox.post("faults", once=once)
    failed = terminal("run")
    sandbox.post("faults")
    assert failed.returncode == 1, failed.stdout
    assert terminal.states()["products"] == "begun"
    assert terminal.states()["brands"] == "done"
    assert terminal("run").returncode == 0
    assert terminal.states()["products"] == "done"
    codes = erp_products(sandbox)
    assert codes.count("NOVO-0001-P") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("run", "products"), 3, "installer run --connection"),
        (("run", "marcas"), 2, "warehouses, categories, attributes, brands, products"),
        (("run", "categories", "--all"), 2, "--all"),
        (("run", "-c", "Outra"), 2, "Não há conexão"),
        (("list", "-c", "Outra"), 2, "Não há conexão"),
        (("list", "-c", "ERP"), 3, "ERP"),
    ],
)
def test_what_cannot_be_run_is_told_with_what_to_do(
    sandbox: Sandbox, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    terminal = Terminal(sandbox, tmp_path)
    place = () if "-c" in words else ("-c", "Loja")
    done = asked("installer", *words, *place, "--data-dir", str(tmp_path), **terminal.secrets)
    assert done.returncode == code, done.stderr
    assert said in done.stderr.replace("\n", " ")
    assert not any(terminal.links().values())


def test_one_step_leaves_what_the_window_booked_and_the_whole_takes_its_place(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    terminal = Terminal(sandbox, tmp_path)
    words = ("--data-dir", str(tmp_path))
    assert asked("tasks", "add", "install_catalog", "-c", "Loja", *words, **terminal.secrets).returncode == 0
    terminal.told("run", "categories")
    assert _installer_is_on(sandbox, tmp_path)
    terminal.told("run")
    assert not _installer_is_on(sandbox, tmp_path)


def test_a_task_that_is_made_for_it_is_booked_for_nothing(sandbox: Sandbox, terminal: Terminal) -> None:
    terminal.told("run", "categories")
    assert not _installer_is_on(sandbox, terminal.data)
    deeds = open_installation(terminal.data, sandbox)
    assert "deed.task_made" in [deed.key for deed in deeds.services.deeds.newest()]
    deeds.close()


def _installer_is_on(sandbox: Sandbox, data: Path) -> bool:
    application = open_installation(data, sandbox)
    (task,) = [view.task for view in application.services.tasks.list()]
    due = application.scheduler.next_due(task.id)
    application.close()
    assert task.active or due is None
    return task.active


def test_one_step_settles_no_row_of_a_list_it_did_not_read(sandbox: Sandbox, terminal: Terminal) -> None:
    terminal.told("run", "categories")
    application = open_installation(terminal.data, sandbox)
    store = application.services.connections.find("Loja")
    bears = duties()[Duty.PRODUCTS_IN]
    row = PendingRecord(store.id, bears, "row:S1", "S1", CAUSE, {"ref": "S1", "kind": "KeyError"})
    application.storage.pending.fail(row, datetime.now(UTC))
    application.close()
    terminal.told("run", "categories")
    storage = open_storage(terminal.data)
    assert [one.record_id for one in storage.pending.due(store.id, bears, None) if one.record_id == "row:S1"]
    storage.close()


def test_it_speaks_english_when_asked(terminal: Terminal) -> None:
    words = ("list", "-c", "Loja", "--data-dir", str(terminal.data))
    told = ecco("--language", "en", "installer", *words, **terminal.secrets)
    assert told.returncode == 0, told.stderr
    assert "Categories" in told.stdout and "missing" in told.stdout and "the platform has none" in told.stdout
    portuguese = ecco("installer", *words, **terminal.secrets).stdout
    assert "Categorias" in portuguese and "falta" in portuguese
