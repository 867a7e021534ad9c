"""Secrets where there is no keyring: sealed, whole, and never in place of a keyring that works."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.errors
import pytest
from filelock import FileLock

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.vault import PASSPHRASE_VARIABLE, VaultState
from ecco_desktop.storage import sealed_file, sealing
from ecco_desktop.storage.sealed_file import FILE, LOCK, SealedFile
from ecco_desktop.storage.secrets import KeyringSecrets

PHRASE = "cavalo bateria grampo"
TOKEN = "PLANTED-token-0123456789"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing is dear in real life; here each seal is opened by who knows."""
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


class Locked(keyring.backend.KeyringBackend):
    """A keyring that is there and says no."""

    # Only where a test asks for it: keyring takes the best of all classes there are for the system's.
    priority = -1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked

    def delete_password(self, service: str, username: str) -> None:
        raise keyring.errors.KeyringLocked


def filled(folder: Path) -> KeyringSecrets:
    secrets = KeyringSecrets(folder)
    secrets.choose(PHRASE)
    secrets.set(1, "token", TOKEN)
    return secrets


def test_from_the_first_secret_to_the_next_start(no_keyring: None, tmp_path: Path) -> None:
    secrets = KeyringSecrets(tmp_path)
    assert secrets.state() is VaultState.NEW
    assert secrets.get(1, "token") is None
    with pytest.raises(SetupProblem, match=r"secrets\.none"):
        secrets.set(1, "token", TOKEN)
    with pytest.raises(SetupProblem, match=r"secrets\.passphrase_short"):
        secrets.choose("curta")
    secrets.choose(PHRASE)
    assert not (tmp_path / FILE).exists(), "a file without a secret would be asked for in vain"
    secrets.set(1, "token", TOKEN)
    secrets.set(2, "token", "another")
    assert (secrets.state(), secrets.get(1, "token")) == (VaultState.OPEN, TOKEN)

    again = KeyringSecrets(tmp_path)
    assert again.state() is VaultState.LOCKED
    for use in (
        lambda: again.get(1, "token"),
        lambda: again.set(1, "token", "x"),
        lambda: again.delete(1, "token"),
    ):
        with pytest.raises(SetupProblem, match=r"secrets\.sealed"):
            use()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(SetupProblem, match=r"secrets\.passphrase"):
        again.unlock("cavalo bateria errado")
    assert (again.state(), (tmp_path / FILE).read_bytes()) == (VaultState.LOCKED, before)
    again.unlock(PHRASE)
    assert [again.get(number, "token") for number in (1, 2, 3)] == [TOKEN, "another", None]
    again.delete(1, "token")
    assert again.get(1, "token") is None


def test_nothing_of_it_is_ever_in_clear_or_open_to_others(no_keyring: None, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        filled(tmp_path / "new" / "data")
    finally:
        os.umask(before)
    path = tmp_path / "new" / "data" / FILE
    there = sorted(path.parent.iterdir())
    assert [each.name for each in there] == [FILE, LOCK], "nothing is left beside it"
    assert {each.stat().st_mode & 0o777 for each in there} == {0o600}
    assert there[1].stat().st_size == 0
    assert path.parent.stat().st_mode & 0o777 == path.parent.parent.stat().st_mode & 0o777 == 0o700
    for planted in (TOKEN, PHRASE, "token", TOKEN[::-1]):
        assert planted.encode() not in path.read_bytes()
    assert set(json.loads(path.read_text())) == {"how", "cost", "salt", "sealed"}


def test_a_write_that_fails_leaves_what_was_kept(
    no_keyring: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = filled(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(SetupProblem, match=r"secrets\.write"):
            secrets.set(1, "token", "newer")
    assert not list(tmp_path.glob("*.part"))
    again = KeyringSecrets(tmp_path)
    again.unlock(PHRASE)
    assert again.get(1, "token") == secrets.get(1, "token") == TOKEN


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"{}", b"[1]", b'{"salt": "x", "cost": "16", "sealed": "y"}']
)
def test_a_damaged_file_is_told_and_left_alone_until_a_person_begins_anew(
    no_keyring: None, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    secrets = KeyringSecrets(tmp_path)
    with pytest.raises(SetupProblem, match=r"secrets\.damaged"):
        secrets.unlock(PHRASE)
    with pytest.raises(SetupProblem, match=r"secrets\.damaged"):
        secrets.choose(PHRASE)
    assert (tmp_path / FILE).read_bytes() == content
    secrets.begin_anew()
    assert (secrets.state(), (tmp_path / FILE).exists()) == (VaultState.NEW, False)
    secrets.choose("outra senha longa")
    secrets.set(1, "token", TOKEN)
    assert secrets.get(1, "token") == TOKEN


def test_a_keyring_that_works_or_is_locked_is_never_gone_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keyring.get_keyring()
    try:
        keyring.set_keyring(keyring.backends.fail.Keyring())
        filled(tmp_path)
        kept = (tmp_path / FILE).read_bytes()
        keyring.set_keyring(Locked())
        secrets = KeyringSecrets(tmp_path)
        secrets.choose(PHRASE)
        assert secrets.state() is VaultState.NOT_NEEDED
        for use in (lambda: secrets.get(1, "token"), lambda: secrets.set(1, "token", "x")):
            with pytest.raises(SetupProblem, match=r"secrets\.locked"):
                use()
        assert (tmp_path / FILE).read_bytes() == kept
    finally:
        keyring.set_keyring(before)


def test_the_variable_opens_it_and_a_wrong_one_opens_nothing(
    no_keyring: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PHRASE)
    first = KeyringSecrets(tmp_path)
    first.set(1, "token", TOKEN)
    assert KeyringSecrets(tmp_path).get(1, "token") == TOKEN
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "not the one at all")
    wrong = KeyringSecrets(tmp_path)
    assert wrong.state() is VaultState.LOCKED
    with pytest.raises(SetupProblem, match=r"secrets\.sealed"):
        wrong.set(1, "token", "x")
    assert first.get(1, "token") == TOKEN


def test_a_secret_in_the_environment_needs_no_file(
    no_keyring: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECCO_SECRET_TOKEN", TOKEN)
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", TOKEN)
    assert secrets.get(1, "token") == TOKEN
    assert list(tmp_path.iterdir()) == []


def test_two_programs_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, other = SealedFile(tmp_path), SealedFile(tmp_path)
    one.choose(PHRASE)
    one.set("0", "first")
    other.unlock(PHRASE)
    failures: list[BaseException] = []

    def work(file: SealedFile, name: str) -> None:
        try:
            for number in range(8):
                file.set(f"{name}{number}", TOKEN)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=each) for each in ((one, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    third = SealedFile(tmp_path)
    third.unlock(PHRASE)
    assert [third.get(f"{name}{number}") for name in "ab" for number in range(8)] == [TOKEN] * 16


def test_a_lock_held_elsewhere_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_file, "LOCK_SECONDS", 0.0)
    file = SealedFile(tmp_path)
    file.choose(PHRASE)
    file.set("a", "1")
    before = (tmp_path / FILE).read_bytes()
    with FileLock(tmp_path / LOCK), pytest.raises(SetupProblem, match=r"secrets\.write"):
        file.set("a", "2")
    assert ((tmp_path / FILE).read_bytes(), file.get("a")) == (before, "1")
    file.set("a", "3")
    assert file.get("a") == "3"


def test_begun_anew_by_another_program_the_old_passphrase_writes_nothing(tmp_path: Path) -> None:
    one, other = SealedFile(tmp_path), SealedFile(tmp_path)
    one.choose(PHRASE)
    one.set("a", "1")
    other.begin_anew()
    other.choose("uma senha nova")
    other.set("b", "2")
    for use in (lambda: one.get("a"), lambda: one.set("a", "3")):
        with pytest.raises(SetupProblem, match=r"secrets\.sealed"):
            use()
    assert other.get("b") == "2"
