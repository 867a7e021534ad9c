"""The demo by commands: real processes, no window."""

import json
from pathlib import Path

from tests.cli.commands import ecco, runs_of


def test_the_demo_simulated_then_for_real_then_with_nothing_left_to_do(tmp_path: Path) -> None:
    words = ("run", "--demo", "--all", "--json", "--data-dir", str(tmp_path))
    assert ecco("list", "--demo", "--data-dir", str(tmp_path)).returncode == 0
    before = json.loads((tmp_path / "demo" / "sandbox.json").read_text())
    simulated = ecco(*words, "--simulate")
    assert simulated.returncode == 0, simulated.stderr
    assert json.loads((tmp_path / "demo" / "sandbox.json").read_text()) == before

    first = ecco(*words)
    assert first.returncode == 0, first.stderr
    real = {run["automation"]: run for run in runs_of(first)}
    assert len(real) == 13
    assert {run["state"] for run in real.values()} <= {"succeeded", "with_warnings"}
    for run in runs_of(simulated):
        assert run["simulated"]
        assert run["changes"] == real[run["automation"]]["changes"], run["automation"]

    orders = real["import_orders"]
    assert (orders["created"], orders["failed"], len(orders["problems"])) == (93, 12, 12)
    assert real["sync_stock"]["updated"] > 300
    assert {"task", "automation", "connection", "state", "seconds", "api_calls", "error"} <= set(orders)
    second = runs_of(ecco(*words))
    # The installer has switched itself off.
    assert "install_catalog" not in {run["automation"] for run in second}
    for run in second:
        assert (run["created"], run["updated"], run["changes"]) == (0, 0, []), run["automation"]


def test_without_a_display_the_demo_runs_in_the_terminal(tmp_path: Path) -> None:
    done = ecco("--demo", "--data-dir", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Não há tela" in done.stderr
    assert "Importar Pedidos de Venda" in done.stdout
    assert "Transportadora do Zé" in done.stdout
    plain = ecco("--data-dir", str(tmp_path / "real"))
    assert plain.returncode == 2
