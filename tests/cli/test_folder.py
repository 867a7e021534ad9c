"""A data folder that was copied to a second computer, by the commands of both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import Done, asked, connect, ecco, keys, link_carriers, runs_of
from tests.support import Sandbox, running_sandbox, writes


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "12", "--products", "20") as made:
        yield made


class Computer:
    """A computer by its own memory of itself, with a data folder."""

    def __init__(self, root: Path, sandbox: Sandbox) -> None:
        self.data, self._sandbox = root / "dados", sandbox
        self._own = {"ECCO_MACHINE_HOME": str(root / "computador")}

    @property
    def environment(self) -> dict[str, str]:
        """With which its commands are asked."""
        return keys(self._sandbox) | self._own

    def asks(self, *words: str) -> Done:
        """A command on its folder."""
        return asked(*words, "--data-dir", str(self.data), **self.environment)


@pytest.fixture
def pair(tmp_path: Path, sandbox: Sandbox) -> tuple[Computer, Computer]:
    """A shop on one computer, and its folder copied to a second one; neither has imported anything."""
    first, second = Computer(tmp_path / "um", sandbox), Computer(tmp_path / "dois", sandbox)
    assert connect(sandbox, first.data, **first.environment).returncode == 0
    link_carriers(first.data, **first.environment)
    done = first.asks("tasks", "add", "import_orders", "-c", "Loja", "--every", "10m")
    assert done.returncode == 0, done.stderr
    shutil.copytree(first.data, second.data)
    return first, second


def test_a_copied_folder_imports_nothing_before_the_answer(
    sandbox: Sandbox, pair: tuple[Computer, Computer]
) -> None:
    first, second = pair
    before = writes(sandbox)
    for _try in range(2):
        refused = second.asks("run", "--all")
        assert refused.returncode == 3
        assert "Mudou de computador ou é cópia?" in refused.stderr
    assert second.asks("folder").returncode == 3
    assert writes(sandbox) == before
    # In a process of its own too, as a task of the system starts it.
    own = ecco("run", "--all", "--json", "--data-dir", str(second.data), **second.environment)
    assert (own.returncode, own.stdout) == (3, "")
    assert writes(sandbox) == before
    # Support, who looks for why nothing runs, is told too.
    examined = second.asks("doctor")
    assert (examined.returncode, "Mudou de computador" in examined.stdout) == (1, True)
    # Whether a key may write is asked with a write that changes nothing.
    before = writes(sandbox)
    # Reading and simulating are allowed.
    assert second.asks("list").returncode == 0
    simulated = second.asks("run", "--all", "--simulate", "--json")
    assert simulated.returncode == 0, simulated.stderr
    assert runs_of(simulated)[0]["changes"]
    assert writes(sandbox) == before
    # A copy runs nothing.
    answered = second.asks("folder", "--copy")
    assert answered.returncode == 0, answered.stderr
    assert "é uma cópia" in second.asks("run", "--all").stderr
    assert writes(sandbox) == before
    # The shop itself knows nothing of all that.
    done = first.asks("run", "--all", "--json")
    assert runs_of(done)[0]["created"] > 0
    assert first.asks("folder").returncode == 0
    # It moved after all: what is there already is not made again.
    assert second.asks("folder", "--moved").returncode == 0
    again = second.asks("run", "--all", "--json")
    assert runs_of(again)[0]["created"] == 0, again.stdout
    numbers = [row["numeroDaOrdemDeCompra"] for row in sandbox.get("state")["eccosys"]["orders"].values()]
    assert len(numbers) == len(set(numbers))
    told = _deeds(second)
    assert told.count("deed.folder_moved") == 1 and told.count("deed.folder_copy") == 1


def test_both_answers_at_once_are_none(pair: tuple[Computer, Computer]) -> None:
    _first, second = pair
    assert second.asks("folder", "--moved", "--copy").returncode == 2
    assert second.asks("folder").returncode == 3


def test_the_demo_is_at_home_everywhere(tmp_path: Path) -> None:
    done = asked("folder", "--demo", "--data-dir", str(tmp_path))
    assert done.returncode == 0, done.stderr
    # An answer that changes nothing is not taken as if it did.
    for answer in ("--copy", "--moved"):
        refused = asked("folder", answer, "--demo", "--data-dir", str(tmp_path))
        assert (refused.returncode, "nada" in refused.stdout) == (2, False)
        assert "não há o que responder" in refused.stderr


def _deeds(computer: Computer) -> list[str]:
    from ecco_desktop.storage.database import open_storage

    storage = open_storage(computer.data)
    found = [deed.key for deed in storage.notices.deeds(50)]
    storage.finish()
    return found
