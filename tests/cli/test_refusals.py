"""Wrong use, wrong keys, wrong values: a sentence and a code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import asked, connect, keys
from tests.support import Sandbox, running_sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "0", "--products", "10") as made:
        yield made


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
    done = asked(*words, "--data-dir", str(tmp_path), ECCO_SECRET_TOKEN="T")
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_key_is_told_and_shown_nowhere(sandbox: Sandbox, tmp_path: Path) -> None:
    data = ("--data-dir", str(tmp_path))
    address = f"address={sandbox.hello['eccosys']['address']}"
    asked("connections", "add", "eccosys", "ERP", "--set", address, *data, ECCO_SECRET_TOKEN="wrong-token-1")
    done = asked("connections", "test", "ERP", *data, ECCO_SECRET_TOKEN="wrong-token-1")
    assert done.returncode != 0
    assert "recusou a chave" in done.stderr
    assert "wrong-token-1" not in done.stderr + done.stdout


@pytest.fixture(scope="module")
def connected(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The option that names an installation with an ERP and a store, for commands that change nothing."""
    data = ("--data-dir", str(tmp_path_factory.mktemp("connected")))
    made = connect(sandbox, Path(data[1]), **keys(sandbox))
    assert made.returncode == 0, made.stderr
    return data


@pytest.mark.parametrize("every", ["9m", "0:99", "sempre"])
def test_an_interval_that_cannot_be_is_refused(
    sandbox: Sandbox, connected: tuple[str, str], every: str
) -> None:
    words = ("tasks", "add", "sync_stock", "--connection", "Loja", "--every", every)
    done = asked(*words, *connected, **keys(sandbox))
    assert done.returncode == 2, done.stderr


def test_an_unknown_carrier_is_refused_with_those_there_are(
    sandbox: Sandbox, connected: tuple[str, str]
) -> None:
    words = ("links", "add", "--connection", "Loja", "PAC", "Pombo-correio")
    unknown = asked(*words, *connected, **keys(sandbox))
    assert unknown.returncode == 2
    assert "Correios" in unknown.stderr


def test_a_link_of_no_way_of_sending_is_refused(sandbox: Sandbox, connected: tuple[str, str]) -> None:
    done = asked("links", "add", "--connection", "Loja", " ", "Correios", *connected, **keys(sandbox))
    assert done.returncode == 2 and "forma de entrega" in done.stderr
    told = asked("links", "list", "--connection", "Loja", *connected, **keys(sandbox))
    assert "Correios" not in told.stdout


def test_another_shop_s_missing_key_is_told_with_the_variable(sandbox: Sandbox, tmp_path: Path) -> None:
    data = ("--data-dir", str(tmp_path))
    assert connect(sandbox, tmp_path, **keys(sandbox)).returncode == 0
    asked("tasks", "add", "import_orders", "--connection", "Loja", *data, **keys(sandbox))
    asked("links", "add", "--connection", "Loja", "PAC", "Correios", *data, **keys(sandbox))
    words = ("connections", "set", "Loja", "--set", "address=https://outra.example", "--shop", "other")
    done = asked(*words, *data)
    assert done.returncode == 3, done.stdout
    assert "Falta preencher" in done.stderr and "ECCO_SECRET_CONSUMER_KEY" in done.stderr
