"""An installation made by commands alone, and its runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import asked, connect, ecco, keys, link_carriers, runs_of
from tests.support import Sandbox, running_sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox() as made:
        yield made


def test_an_installation_made_by_commands_does_the_same(sandbox: Sandbox, tmp_path: Path) -> None:
    data, secrets = ("--data-dir", str(tmp_path)), keys(sandbox)

    def good(*words: str) -> str:
        done = asked(*words, *data, **secrets)
        assert done.returncode == 0, done.stderr
        return done.stdout

    made = connect(sandbox, tmp_path, **secrets)
    assert made.returncode == 0, made.stderr
    assert "funciona" in good("connections", "test", "ERP")
    assert "funciona" in good("connections", "test", "Loja")
    kinds = good("connections", "kinds")
    assert all(word in kinds for word in ("eccosys", "consumer_key", "ECCO_SECRET_TOKEN"))
    link_carriers(tmp_path, **secrets)
    good("situations", "set", "--connection", "Loja", "on-hold", "payment_pending")
    good("tasks", "add", "import_orders", "--connection", "Loja", "--every", "10m", "--option", "which=paid")
    good("tasks", "add", "sync_stock", "--connection", "Loja", "--every", "30m")
    done = ecco("run", "--all", "--json", *data, **secrets)
    assert [run["state"] for run in runs_of(done)] == ["with_warnings", "with_warnings"]
    checks = sandbox.get("checks")
    assert (len(checks["orders"]), checks["duplicates"], checks["stock_differences"]) == (93, [], [])
    listed = ecco("list", *data)
    assert listed.returncode == 0 and "Importar Pedidos de Venda" in listed.stdout
    assert "1 de 1 execuções" in good("history", "1")
    assert "importado" in good("log", "1")
    assert "— sem vínculo" in good("links", "list", "--connection", "Loja")
    good("tasks", "disable", "1")
    good("tasks", "enable", "1")
    good("tasks", "delete", "2")
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in secrets.values():
        assert secret.encode() not in everything
