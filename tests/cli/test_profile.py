"""export-profile and import-profile, as a technician types them."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import asked
from tests.support import install, running_sandbox


def test_a_profile_goes_out_and_in_by_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_sandbox("--orders", "0", "--products", "10") as sandbox:
        install(tmp_path / "um", sandbox).close()
        monkeypatch.setenv("ECCO_SECRET_TOKEN", sandbox.hello["eccosys"]["token"])
        for key in ("consumer_key", "consumer_secret"):
            monkeypatch.setenv(f"ECCO_SECRET_{key.upper()}", sandbox.hello["woocommerce"][key])
    file = tmp_path / "loja.ecco"
    done = asked("export-profile", str(file), "--data-dir", str(tmp_path / "um"))
    assert done.returncode == 0, done.stderr
    whole = json.loads(file.read_text("utf-8"))
    assert len(whole["connections"]) == 2 and "secrets" not in whole
    done = asked("import-profile", str(file), "--data-dir", str(tmp_path / "dois"))
    assert done.returncode == 0, done.stderr
    assert "2 conexões, 2 tarefas" in done.stdout
    mistyped = asked(
        "import-profile", str(file), "--shop", "Lona=other", "--data-dir", str(tmp_path / "dois")
    )
    assert mistyped.returncode == 2 and "Lona" in mistyped.stderr and "Loja" in mistyped.stderr
    unsaid = asked("import-profile", str(file), "--shop", "Loja=outra", "--data-dir", str(tmp_path / "dois"))
    assert unsaid.returncode == 2 and "same" in unsaid.stderr
    file.write_text(file.read_text("utf-8").replace("Loja", "Lona"), encoding="utf-8")
    done = asked("import-profile", str(file), "--data-dir", str(tmp_path / "tres"))
    assert done.returncode == 1 and "danificado" in done.stderr
