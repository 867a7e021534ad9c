"""The command line on a computer without a keyring: a hidden question on a terminal, or a variable."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.storage.sealed_file import FILE
from tests.cli.commands import Done, ecco, keys, runs_of
from tests.support import Sandbox, running_sandbox

posix = pytest.mark.skipif(os.name != "posix", reason="a terminal of our own needs a pty")
PHRASE = "cavalo bateria grampo"
# Says so even where the computer that tests has a keyring.
NONE = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "12", "--products", "20") as made:
        yield made


def on_terminal(words: tuple[str, ...], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """A command on a terminal of its own; each answer is typed when its question appears."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()

    def take_terminal() -> None:
        os.setsid()
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [sys.executable, "-m", "ecco_desktop", *words],
        env=os.environ | {"COLUMNS": "200", "TERM": "dumb"} | NONE,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=take_terminal,  # noqa: PLW1509 - no other thread of this test holds a lock
        close_fds=True,
    )
    os.close(theirs)
    said = ""
    waiting = list(answers)
    seen = 0
    while True:
        ready, _, _ = select.select([ours], [], [], 60)
        assert ready, f"nothing came after: {said}"
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        said += part.decode(errors="replace")
        # The blank after the colon comes when nothing that is typed is shown any more.
        if waiting and waiting[0][0] in said[seen:] and said.endswith(": "):
            seen = len(said)
            os.write(ours, f"{waiting.pop(0)[1]}\n".encode())
    os.close(ours)
    assert waiting == [], said
    return process.wait(timeout=60), said


def configured(sandbox: Sandbox, data: Path, **environment: str) -> Done:
    """Two connections and a task, their keys given once."""
    hello, where = sandbox.hello, ("--data-dir", str(data))
    fast = ("--set", "requests_per_minute=60000")
    for kind, name in (("eccosys", "ERP"), ("woocommerce", "Loja")):
        address = f"address={hello[kind]['address']}"
        done = ecco("connections", "add", kind, name, "--set", address, *fast, *where, **environment)
        if done.returncode:
            return done
    return ecco("tasks", "add", "sync_stock", "--connection", "Loja", *where, **environment)


def test_a_variable_keeps_the_keys_and_without_it_runs_say_what_to_do(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.post("reset")
    done = configured(sandbox, tmp_path, **keys(sandbox), **NONE, ECCO_PASSPHRASE=PHRASE)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / FILE).exists()
    run = ("run", "--all", "--json", "--data-dir", str(tmp_path))

    good = ecco(*run, **NONE, ECCO_PASSPHRASE=PHRASE)
    assert [each["state"] for each in runs_of(good)] == ["with_warnings"]

    for environment in ({}, {"ECCO_PASSPHRASE": "esta não é a senha"}):
        kept = (tmp_path / FILE).read_bytes()
        left = ecco(*run, **NONE, **environment)
        assert left.returncode == 1
        assert "Traceback" not in left.stderr and left.stderr.strip()
        (ended,) = runs_of(left)
        assert ended["state"] == "failed"
        assert "ECCO_PASSPHRASE" in ended["error"] and "arquivo cifrado" in ended["error"]
        assert (tmp_path / FILE).read_bytes() == kept
    # What needs no key is not held up, nor told of it.
    listed = ecco("list", "--data-dir", str(tmp_path), **NONE)
    assert (listed.returncode, listed.stderr) == (0, "")


def test_without_passphrase_or_terminal_no_key_is_written(sandbox: Sandbox, tmp_path: Path) -> None:
    address = f"address={sandbox.hello['eccosys']['address']}"
    words = ("import-profile", str(tmp_path / "loja.ecco"), "--data-dir", str(tmp_path / "b"))
    first = ("connections", "add", "eccosys", "ERP", "--set", address, "--data-dir", str(tmp_path / "a"))
    assert ecco(*first, **NONE, ECCO_SECRET_TOKEN="PLANTED-1").returncode == 0
    sealed = {"ECCO_PROFILE_PASSPHRASE": "perfil com senha"}
    out = ("export-profile", str(tmp_path / "loja.ecco"), "--secrets", "--data-dir", str(tmp_path / "a"))
    assert ecco(*out, **NONE, **sealed, ECCO_SECRET_TOKEN="PLANTED-1").returncode == 0
    done = ecco(*words, **NONE, **sealed)
    assert done.returncode == 3
    assert "ECCO_PASSPHRASE" in done.stderr and "Traceback" not in done.stderr
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"PLANTED-1" not in everything


@posix
def test_a_terminal_is_asked_unseen_twice_the_first_time_and_once_a_start(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.post("reset")
    hello, data = sandbox.hello, ("--data-dir", str(tmp_path))
    add = ("connections", "add", "eccosys", "ERP", "--set", f"address={hello['eccosys']['address']}", *data)
    code, said = on_terminal(
        add,
        [
            ("Token", hello["eccosys"]["token"]),
            ("Senha das chaves", PHRASE),
            ("Senha de novo", "outra coisa"),
            ("diferentes", "curta"),
            ("Senha de novo", "curta"),
            ("ao menos 8", PHRASE),
            ("Senha de novo", PHRASE),
        ],
    )
    assert (code, "cadastrada" in said) == (0, True), said
    code, said = on_terminal(
        ("connections", "test", "ERP", *data),
        [("Senha das chaves", "errada mas longa"), ("Senha errada", PHRASE)],
    )
    assert (code, "funciona" in said) == (0, True), said
    for planted in (PHRASE, hello["eccosys"]["token"]):
        assert planted not in said
    code, said = on_terminal(("connections", "test", "ERP", *data), [("seguir sem elas", "")])
    assert code == 3
    assert "arquivo cifrado" in said
