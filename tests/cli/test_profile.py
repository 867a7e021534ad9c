"""export-profile and import-profile, as a technician types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ecco_desktop import paths, start
from ecco_desktop.cli.main import Program, app
from tests.support import install, running_sandbox

PROGRAM = Program(
    build=lambda data, demo: start.build(data, demo=demo),
    read=lambda data, demo: start.read(data, demo=demo),
    open_window=start.open_window,
    has_display=start.has_display,
    data_dir=paths.data_dir,
    rescue=start.rescue,
)


def test_a_profile_goes_out_and_in_by_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_sandbox("--orders", "0", "--products", "10") as sandbox:
        install(tmp_path / "um", sandbox).close()
        monkeypatch.setenv("ECCO_SECRET_TOKEN", sandbox.hello["eccosys"]["token"])
        for key in ("consumer_key", "consumer_secret"):
            monkeypatch.setenv(f"ECCO_SECRET_{key.upper()}", sandbox.hello["woocommerce"][key])
    file = tmp_path / "loja.ecco"
    runner = CliRunner()
    done = runner.invoke(app, ["export-profile", str(file), "--data-dir", str(tmp_path / "um")], obj=PROGRAM)
    assert done.exit_code == 0, done.output
    whole = json.loads(file.read_text("utf-8"))
    assert len(whole["connections"]) == 2 and "secrets" not in whole
    done = runner.invoke(
        app, ["import-profile", str(file), "--data-dir", str(tmp_path / "dois")], obj=PROGRAM
    )
    assert done.exit_code == 0, done.output
    assert "2 conexões, 2 tarefas" in done.output
    file.write_text(file.read_text("utf-8").replace("Loja", "Lona"), encoding="utf-8")
    done = runner.invoke(
        app, ["import-profile", str(file), "--data-dir", str(tmp_path / "tres")], obj=PROGRAM
    )
    assert done.exit_code == 1 and "danificado" in done.output
