"""What is typed that is no text: a sentence, for every command, before anything is opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import asked

COMMANDS = [
    ("timeline", "\udcff"),
    ("timeline", "1", "--csv=\udcff.csv"),
    ("stock-history", "--sku", "\udcff"),
    ("stock-history", "--since", "\udcff"),
    ("history", "\udcff"),
    ("log", "\udcff"),
    ("run", "\udcff"),
    ("connections", "add", "vtex", "\udcff"),
    ("connections", "set", "Loja", "--set", "address=\udcff"),
    ("connections", "delete", "\udcff"),
    ("links", "add", "--connection", "Loja", "PAC\udcff", "Correios"),
    ("statuses", "set", "-c", "Loja", "\udcff", "open"),
    ("tasks", "add", "sync_stock", "-c", "\udcff"),
    ("tasks", "enable", "1", "--at", "\udcff"),
    ("import-profile", "\udcff"),
    ("export-profile", "\udcff"),
    ("restore", "\udcff"),
    ("undo", "\udcff"),
    ("\udcff",),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0].encode("ascii", "replace").decode())
def test_an_argument_that_is_no_text_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = asked("--data-dir", str(tmp_path / "data"), *words)
    assert done.returncode == 2
    assert "não é texto" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(os.name != "posix", reason="arguments are UTF-16 on Windows")
def test_as_a_shell_gives_it(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ecco_desktop", "--data-dir", str(tmp_path), "timeline", b"\xff"]
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2 and "não é texto".encode() in done.stderr
