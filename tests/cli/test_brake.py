"""What the brake holds, as the command line tells it."""

from pathlib import Path

from tests.cli.commands import asked, connect, keys
from tests.support import running_sandbox


def test_the_brake_is_told_beforehand_and_how_to_go_on(tmp_path: Path) -> None:
    with running_sandbox("--orders", "0", "--products", "20") as sandbox:
        data, secrets = ("--data-dir", str(tmp_path)), keys(sandbox)
        connect(sandbox, tmp_path, **secrets)
        asked("tasks", "add", "sync_stock", "--connection", "Loja", *data, **secrets)
        asked("run", "1", *data, **secrets)
        for product in sandbox.get("state")["eccosys"]["products"].values():
            sandbox.shop("set_erp_stock", codigo=product["codigo"], estoqueReal=0)
        simulated = asked("run", "1", "--simulate", *data, **secrets)
        assert "O freio de segurança pararia este envio" in simulated.stdout
        held = asked("run", "1", *data, **secrets)
        assert held.returncode == 1
        assert "Nada foi enviado" in held.stdout and "ecco-desktop run 1 --confirm" in held.stdout
        let = asked("run", "1", "--confirm", *data, **secrets)
        assert let.returncode == 0, let.stdout
        assert "--confirm" not in let.stdout
