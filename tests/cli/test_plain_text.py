"""What others wrote is neither markup nor a command to the terminal, in any command."""

import ast
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from rich.table import Table

from ecco_desktop.cli.terminal import Terminal, echo, echo_json
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import StockLevel, StoreStock
from tests.cli.commands import Done, asked
from tests.fakes.app import FakeShop
from tests.fakes.orders import store_order
from tests.unit.domain.test_foreign import foreign_text

CLI = Path(__file__).parents[2] / "ecco_desktop" / "cli"
HOSTILE = "[/red]X [b]y :smile: \x1b[31m\x9b2J\u202eazul\r"
RAW = frozenset("\x1b\x9b\u202e\r")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an earlier version kept as it came."""
    data = tmp_path_factory.mktemp("daten")
    shop = FakeShop(data)
    product = StoreProduct("1", "", HOSTILE, "", HOSTILE)
    shop.store.items[product.ref] = StoreStock(product, Decimal(1), managed=True)
    shop.erp.levels.append(StockLevel("1", HOSTILE, HOSTILE, Decimal(5), Decimal(5)))
    shop.store.orders["9"] = store_order("9" + HOSTILE, id="9", shipping_reference=HOSTILE)
    for automation in ("import_orders", "sync_stock"):
        shop.run(automation)
    for connection in shop.storage.connections.all():
        shop.storage.connections.update(replace(connection, name=connection.name + HOSTILE))
    for task in shop.storage.tasks.all():
        shop.storage.tasks.update(replace(task, name=task.name + HOSTILE))
    shop.close()
    return data


def well(done: Done) -> str:
    assert done.returncode in (0, 1, 2, 3), done.stderr
    said = done.stdout + done.stderr
    assert "Traceback" not in said and not set(said) & RAW, said
    return said


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--json"),
        ("history", "1"),
        ("log", "1"),
        ("log", "2" + HOSTILE),
        ("connections", "list"),
        ("connections", "test", "Loja" + HOSTILE),
        ("pending",),
        ("pending", "--json"),
        ("pending", "--retry", HOSTILE),
        ("stock-history",),
        ("timeline", "9" + HOSTILE),
        ("timeline", "nada" + HOSTILE),
        ("links", "list", "--connection", "Loja" + HOSTILE),
        ("links", "list", "--connection", HOSTILE),
        ("statuses", "list", "--connection", "Loja" + HOSTILE),
        ("run", "--task", HOSTILE),
        (HOSTILE,),
    ],
    ids=lambda words: " ".join(words).replace(HOSTILE, "?"),
)
def test_no_command_dies_of_a_name_or_prints_it_raw(folder: Path, words: tuple[str, ...]) -> None:
    well(asked(*words, "--data-dir", str(folder)))


def test_names_are_printed_letter_by_letter(folder: Path) -> None:
    said = well(asked("stock-history", "--data-dir", str(folder)))
    assert "[/red]X" in said and "[b]y" in said and ":smile:" in said and "␛[31m" in said
    group = json.loads(asked("pending", "--json", "--data-dir", str(folder)).stdout)["groups"][0]
    assert "[/red]X" in json.dumps(group, ensure_ascii=False)


@settings(max_examples=25)
@given(foreign_text)
def test_nothing_raw_passes_the_door(text: str) -> None:
    terminal = Terminal()
    # Wide enough, so that no mark is left out.
    with terminal.capture() as caught:
        table = Table(text, title=text)
        table.add_row(text)
        terminal.print(table)
        terminal.print(text)
    steering = {sign for sign in caught.get() if category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign != "\n"}
    assert not steering and not set(caught.get()) & RAW


def test_json_says_the_same_to_who_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"nome": HOSTILE, "ção": ["\ud800", "€"]}
    echo_json(value)
    said = capsys.readouterr().out
    assert json.loads(said) == value and not set(said) & RAW and "ção" in said
    echo(HOSTILE)
    assert not set(capsys.readouterr().out) & RAW


def test_commands_print_at_the_one_door() -> None:
    found = []
    for path in sorted(CLI.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if path.name != "terminal.py" and named in (
                "Console",
                "typer.echo",
                "typer.secho",
                "print",
                "click.echo",
            ):
                found.append(f"{path.name}:{node.lineno} {named}")  # type: ignore[attr-defined]
            words = {word.arg: word.value for word in node.keywords} if isinstance(node, ast.Call) else {}
            if named == "TextColumn" and "markup" not in words:
                found.append(f"{path.name} {named}")
    assert found == []
