"""The command line as a technician scripts it: real processes, no window."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import CARRIERS, Sandbox, running_sandbox


def ecco(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One command, without a display, without questions."""
    kept = {
        key: value for key, value in os.environ.items() if "DISPLAY" not in key and key != "QT_QPA_PLATFORM"
    }
    return subprocess.run(
        [sys.executable, "-m", "ecco_desktop", *words],
        env=kept | {"COLUMNS": "200"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox() as made:
        yield made


def keys(sandbox: Sandbox) -> dict[str, str]:
    """The secrets of a sandbox as environment variables."""
    return {
        "ECCO_SECRET_TOKEN": sandbox.hello["eccosys"]["token"],
        "ECCO_SECRET_CONSUMER_KEY": sandbox.hello["woocommerce"]["consumer_key"],
        "ECCO_SECRET_CONSUMER_SECRET": sandbox.hello["woocommerce"]["consumer_secret"],
    }


def runs_of(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The runs of a `run --json`."""
    found: list[dict[str, Any]] = json.loads(done.stdout)["runs"]
    return found


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


def test_an_installation_made_by_commands_does_the_same(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.post("reset")
    data, secrets, hello = ("--data-dir", str(tmp_path)), keys(sandbox), sandbox.hello
    fast = ("--set", "requests_per_minute=60000")

    def good(*words: str) -> str:
        done = ecco(*words, *data, **secrets)
        assert done.returncode == 0, done.stderr
        return done.stdout

    good("connections", "add", "eccosys", "ERP", "--set", f"address={hello['eccosys']['address']}", *fast)
    good(
        "connections",
        "add",
        "woocommerce",
        "Loja",
        "--set",
        f"address={hello['woocommerce']['address']}",
        *fast,
    )
    assert "funciona" in good("connections", "test", "ERP")
    assert "funciona" in good("connections", "test", "Loja")
    kinds = good("connections", "kinds")
    assert all(word in kinds for word in ("eccosys", "consumer_key", "ECCO_SECRET_TOKEN"))
    for reference, carrier in CARRIERS:
        good("links", "add", "--connection", "Loja", reference, carrier)
    good("situations", "set", "--connection", "Loja", "on-hold", "payment_pending")
    good("tasks", "add", "import_orders", "--connection", "Loja", "--every", "10m", "--option", "which=paid")
    good("tasks", "add", "sync_stock", "--connection", "Loja", "--every", "30m")
    done = ecco("run", "--all", "--json", *data, **secrets)
    assert [run["state"] for run in runs_of(done)] == ["with_warnings", "with_warnings"]
    checks = sandbox.get("checks")
    assert (len(checks["orders"]), checks["duplicates"], checks["stock_differences"]) == (93, [], [])
    assert "Importar Pedidos de Venda" in good("list")
    assert "1 de 1 execuções" in good("history", "1")
    assert "importado" in good("log", "1")
    assert "— sem vínculo" in good("links", "list", "--connection", "Loja")
    good("tasks", "disable", "1")
    good("tasks", "enable", "1")
    good("tasks", "delete", "2")
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in secrets.values():
        assert secret.encode() not in everything


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("run", "--all"), 3, "Nenhuma tarefa ativa"),
        (("run", "nada"), 2, "Não há tarefa"),
        (("run",), 2, "--all"),
        (("history", "9"), 2, "Não há tarefa"),
        (("connections", "add", "shopfy", "X"), 2, "Não há conector"),
        (("connections", "add", "eccosys", "X", "--set", "address=a b"), 3, "não serve"),
        (("connections", "add", "eccosys", "X", "--set", "token=abc"), 3, "secreto"),
        (("connections", "add", "eccosys", "X", "--set", "adress=abc"), 3, "não tem o campo"),
        (("connections", "add", "eccosys", "X", "--set", "address"), 2, "campo=valor"),
        (("connections", "test", "X"), 2, "Não há conexão"),
        (("tasks", "add", "import_orders", "--connection", "X"), 2, "Não há conexão"),
    ],
)
def test_wrong_use_gets_a_sentence_and_a_code(
    tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = ecco(*words, "--data-dir", str(tmp_path), ECCO_SECRET_TOKEN="T")
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_key_is_told_and_shown_nowhere(sandbox: Sandbox, tmp_path: Path) -> None:
    data = ("--data-dir", str(tmp_path))
    address = f"address={sandbox.hello['eccosys']['address']}"
    ecco("connections", "add", "eccosys", "ERP", "--set", address, *data, ECCO_SECRET_TOKEN="wrong-token-1")
    done = ecco("connections", "test", "ERP", *data, ECCO_SECRET_TOKEN="wrong-token-1")
    assert done.returncode != 0
    assert "recusou a chave" in done.stderr
    assert "wrong-token-1" not in done.stderr + done.stdout


@pytest.fixture(scope="module")
def connected(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The option that names an installation with an ERP and a store, for commands that change nothing."""
    data = ("--data-dir", str(tmp_path_factory.mktemp("connected")))
    for kind, name in (("eccosys", "ERP"), ("woocommerce", "Loja")):
        address = f"address={sandbox.hello[kind]['address']}"
        made = ecco("connections", "add", kind, name, "--set", address, *data, **keys(sandbox))
        assert made.returncode == 0, made.stderr
    return data


@pytest.mark.parametrize("every", ["9m", "0:99", "sempre"])
def test_an_interval_that_cannot_be_is_refused(
    sandbox: Sandbox, connected: tuple[str, str], every: str
) -> None:
    words = ("tasks", "add", "sync_stock", "--connection", "Loja", "--every", every)
    done = ecco(*words, *connected, **keys(sandbox))
    assert done.returncode == 2, done.stderr


def test_an_unknown_carrier_is_refused_with_those_there_are(
    sandbox: Sandbox, connected: tuple[str, str]
) -> None:
    words = ("links", "add", "--connection", "Loja", "PAC", "Pombo-correio")
    unknown = ecco(*words, *connected, **keys(sandbox))
    assert unknown.returncode == 2
    assert "Correios" in unknown.stderr


def test_what_went_wrong_and_what_happened_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.post("reset")
    data, secrets, hello = ("--data-dir", str(tmp_path)), keys(sandbox), sandbox.hello
    fast = ("--set", "requests_per_minute=60000")
    for kind, name in (("eccosys", "ERP"), ("woocommerce", "Loja")):
        address = f"address={hello[kind]['address']}"
        ecco("connections", "add", kind, name, "--set", address, *fast, *data, **secrets)
    for reference, carrier in CARRIERS:
        ecco("links", "add", "--connection", "Loja", reference, carrier, *data, **secrets)
    for automation in ("import_orders", "sync_stock"):
        ecco("tasks", "add", automation, "--connection", "Loja", *data, **secrets)
    ran = {run["automation"]: run for run in runs_of(ecco("run", "--all", "--json", *data, **secrets))}

    groups = json.loads(ecco("pending", "--json", *data).stdout)["groups"]
    carrier = next(group for group in groups if group["cause"] == "order.carrier")
    assert (len(carrier["records"]), carrier["solution"]) == (2, "link_carrier")
    assert "Criar vínculo" in ecco("pending", *data).stdout
    ecco("links", "add", "--connection", "Loja", "Transportadora do Zé", "Jadlog", *data, **secrets)
    wanted = [str(record["id"]) for record in carrier["records"]]
    tried = ecco("pending", *(word for each in wanted for word in ("--retry", each)), *data, **secrets)
    assert "2 de 2 resolvidas" in tried.stdout, tried.stderr
    empty = next(group for group in groups if group["cause"] == "order.no_items")
    assert "1 ignoradas" in ecco("pending", "--ignore", str(empty["records"][0]["id"]), *data).stdout
    assert "order.no_items" not in ecco("pending", "--json", *data).stdout
    assert ecco("pending", "--retry", "9999", *data).returncode == 1

    number = carrier["records"][0]["label"]
    story = ecco("timeline", number, *data)
    assert "sem vínculo de transportadora" in story.stdout and "importado" in story.stdout
    assert ecco("timeline", "nada", *data).returncode == 1

    sent = ran["sync_stock"]
    history = ecco("stock-history", "--limit", "5", *data)
    assert history.returncode == 0 and "fís." in history.stdout
    sheet = tmp_path / "estoque.csv"
    assert f"{len(sent['changes'])} linhas" in ecco("stock-history", "--csv", str(sheet), *data).stdout
    assert ecco("stock-history", "--since", "ontem", *data).returncode == 2
    undone = json.loads(ecco("undo", str(sent["run"]), "--json", *data, **secrets).stdout)
    assert undone["given_back"] + undone["kept"] == len(sent["changes"])
    assert ecco("undo", str(ran["import_orders"]["run"]), *data, **secrets).returncode == 1
