"""The small files of a data folder, damaged: the strictest case is taken, and told; never a traceback."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from ecco_desktop import start
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.vault import PASSPHRASE_VARIABLE, VaultState
from ecco_desktop.paths import LOOK_FILE
from ecco_desktop.storage import machine, sealed_file, sealing
from ecco_desktop.storage.machine import HOME_VARIABLE, SystemMachine
from ecco_desktop.storage.sealed_file import SealedFile
from ecco_desktop.words import speech
from ecco_desktop.words.sentences import sentence

PHRASE = "cavalo bateria grampo"


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def put(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere")


def as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": put(b""),
    "half": half,
    "binary": put(bytes(range(256))),
    "zeros": put(b"\0" * 300),
    "null": put(b"null"),
    "list": put(b"[1, 2]"),
    "text": put(b'"chaves"'),
    "object": put(b"{}"),
    "wrong types": put(
        json.dumps(dict.fromkeys(("how", "cost", "salt", "sealed", "name", "system"), 5)).encode()
    ),
    "dear": put(
        b'{"how": "scrypt-fernet", "cost": "1048576", "salt": "AAAAAAAAAAAAAAAAAAAAAA==", "sealed": "x"}'
    ),
    "deep": put(b"[" * 200_000),
    "huge": lambda path: os.truncate(path, 3_000_000),
    "folder": as_folder,
}
if os.name == "posix":
    DAMAGE |= {"link": as_link, "pipe": as_pipe}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_keys_are_never_no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    before = SealedFile(tmp_path)
    before.choose(PHRASE)
    before.set("1/token", "T")
    DAMAGE[damage](tmp_path / sealed_file.FILE)
    found = SealedFile(tmp_path)
    assert found.state() is VaultState.LOCKED
    for attempt in (
        lambda: found.unlock(PHRASE),
        lambda: found.choose(PHRASE),
        lambda: found.get("1/token"),
        lambda: found.set("1/token", "other"),
    ):
        with pytest.raises(SetupProblem) as refused:
            attempt()
        assert refused.value.key in (
            "secrets.damaged",
            "secrets.read",
            "secrets.sealed",
            "secrets.passphrase",
        )
        assert sentence(refused.value.key, refused.value.values)
    # The one that was open meanwhile overwrites nothing that it cannot read.
    with pytest.raises(SetupProblem):
        before.set("2/token", "U")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_computer_without_a_readable_name_is_an_unknown_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """A folder that does not know where it is at home asks; nothing is sent until the answer."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.delenv(machine.VARIABLE, raising=False)
    ring = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert SystemMachine().named() is not None
        DAMAGE[damage](tmp_path / machine.FILE)
        assert SystemMachine().known() is None
    finally:
        keyring.set_keyring(ring)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_look_keeps_nothing_from_starting(tmp_path: Path, damage: str) -> None:
    (tmp_path / LOOK_FILE).write_text("[General]\nlanguage=en_US\n", encoding="utf-8")
    assert start._shop_language(tmp_path) == speech.ENGLISH
    DAMAGE[damage](tmp_path / LOOK_FILE)
    assert start._shop_language(tmp_path) == speech.PORTUGUESE
