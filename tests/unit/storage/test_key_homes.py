"""Where keys are kept: proved before the old one goes, in a keyring that is one, under the folder's id."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.vault import PASSPHRASE_VARIABLE, VaultState
from ecco_desktop.storage import key_names, sealing
from ecco_desktop.storage.key_names import by_path
from ecco_desktop.storage.sealed_file import FILE, SealedFile
from ecco_desktop.storage.secrets import Kept, KeyringSecrets, unpacked
from tests.fakes.keyrings import (
    Alternative,
    Forgetful,
    Garbling,
    MemoryKeyring,
    OfRegistry,
    PlaintextKeyring,
    ReadOnly,
)

PHRASE = "cavalo bateria grampo"
TOKEN = "PLANTED-token-0123456789"
HERE, THERE = "https://loja.example", "https://outra.example"
Use = Callable[[keyring.backend.KeyringBackend], None]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)


@pytest.fixture
def use() -> Iterator[Use]:
    """The keyring that this computer has from now on."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


class Chain(keyring.backends.chainer.ChainerBackend):
    """The backends that a computer happens to have."""

    # keyring would take it for the system's.
    priority = -1  # type: ignore[assignment]

    def __init__(self, *parts: keyring.backend.KeyringBackend) -> None:
        self.parts = parts

    @property
    def backends(self) -> list[keyring.backend.KeyringBackend]:  # type: ignore[override]
        return list(self.parts)


Chain.__module__ = keyring.backends.chainer.__name__


# -- which keyring is one --


@pytest.mark.parametrize(
    "made",
    [
        keyring.backends.null.Keyring,
        keyring.backends.fail.Keyring,
        PlaintextKeyring,
        Alternative,
        lambda: Chain(PlaintextKeyring(), keyring.backends.null.Keyring()),
        Chain,
    ],
    ids=["null", "fail", "plaintext", "keyrings.alt", "chain of bad ones", "empty chain"],
)
def test_what_keeps_nothing_or_in_clear_is_no_keyring(
    made: Callable[[], keyring.backend.KeyringBackend], use: Use, tmp_path: Path
) -> None:
    backend = made()
    use(backend)
    secrets = KeyringSecrets(tmp_path)
    assert secrets.state() is VaultState.NEW
    with pytest.raises(SetupProblem, match=r"secrets\.none"):
        secrets.set(1, "token", TOKEN)
    secrets.choose(PHRASE)
    secrets.set(1, "token", TOKEN)
    assert (secrets.get(1, "token"), secrets.state()) == (TOKEN, VaultState.OPEN)
    assert (tmp_path / FILE).exists()
    for each in [backend, *getattr(backend, "parts", ())]:
        assert getattr(each, "kept", {}) == {}


@pytest.mark.parametrize("first", [PlaintextKeyring, OfRegistry])
def test_of_a_chain_the_safe_one_keeps_it(first: type[MemoryKeyring], use: Use, tmp_path: Path) -> None:
    open_to_all, safe = first(), MemoryKeyring()
    use(Chain(open_to_all, safe))
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", TOKEN)
    assert (secrets.get(1, "token"), secrets.state()) == (TOKEN, VaultState.NOT_NEEDED)
    assert safe.holds(TOKEN) and open_to_all.kept == {}


def test_a_backend_that_cannot_be_loaded_is_none(tmp_path: Path) -> None:
    def broken() -> None:
        raise ModuleNotFoundError("keyrings.gone")

    with patch.object(keyring, "get_keyring", broken):
        assert KeyringSecrets(tmp_path).state() is VaultState.NEW


@pytest.mark.parametrize("kind", [Forgetful, ReadOnly])
def test_one_that_keeps_nothing_is_found_out_and_the_file_asked_for(
    kind: type[MemoryKeyring], use: Use, tmp_path: Path
) -> None:
    use(kind())
    secrets = KeyringSecrets(tmp_path)
    with pytest.raises(SetupProblem, match=r"secrets\.none"):
        secrets.set(1, "token", TOKEN)
    assert secrets.state() is VaultState.NEW, "a passphrase can be chosen now"
    secrets.choose(PHRASE)
    secrets.set(1, "token", TOKEN)
    assert secrets.get(1, "token") == TOKEN
    again = KeyringSecrets(tmp_path)
    assert again.state() is VaultState.LOCKED
    again.unlock(PHRASE)
    assert again.get(1, "token") == TOKEN


# -- the new one proved, then the old one dropped --


@pytest.mark.parametrize("before", [10, 999, 2500])
@pytest.mark.parametrize("after", [10, 999, 2500])
@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_write_that_fails_anywhere_leaves_the_old_key(
    before: int, after: int, step: int, use: Use, tmp_path: Path
) -> None:
    mine = MemoryKeyring()
    use(mine)
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", "o" * before, HERE)
    mine.fails_at = frozenset({mine.writes + step})
    # A short key needs fewer writes: then nothing fails.
    needed = 2 if after < 900 else (after + 100) // 1000 + 2
    if step <= needed:
        with pytest.raises(SetupProblem, match=r"secrets\.locked"):
            secrets.set(1, "token", "n" * after, HERE)
        assert KeyringSecrets(tmp_path).get(1, "token", HERE) == "o" * before
        mine.fails_at = frozenset()
    secrets.set(1, "token", "n" * after, HERE)
    assert KeyringSecrets(tmp_path).get(1, "token", HERE) == "n" * after
    assert not mine.holds("ooo"), "nothing of the old one is left"
    secrets.delete(1, "token")
    assert mine.kept == {}


@pytest.mark.parametrize("length", [20, 2500])
def test_a_keyring_that_garbles_keeps_the_old_key(length: int, use: Use, tmp_path: Path) -> None:
    mine = Garbling()
    use(mine)
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", TOKEN)
    mine.on = True
    with pytest.raises(SetupProblem, match=r"secrets\.none"):
        secrets.set(1, "token", "n" * length)
    mine.on = False
    assert KeyringSecrets(tmp_path).get(1, "token") == TOKEN


def test_a_disk_that_keeps_something_else_leaves_the_old_file(
    use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(keyring.backends.fail.Keyring())
    secrets = KeyringSecrets(tmp_path)
    secrets.choose(PHRASE)
    secrets.set(1, "token", TOKEN)
    with monkeypatch.context() as patched:
        patched.setattr(os, "read", lambda *_: b"")
        with pytest.raises(SetupProblem, match=r"secrets\.write"):
            secrets.set(1, "token", "newer")
    again = KeyringSecrets(tmp_path)
    again.unlock(PHRASE)
    assert again.get(1, "token") == TOKEN


# -- every home is asked --


def in_the_file(folder: Path, use: Use, text: str = TOKEN) -> None:
    use(keyring.backends.fail.Keyring())
    secrets = KeyringSecrets(folder)
    secrets.choose(PHRASE)
    secrets.set(1, "token", text, HERE)
    secrets.set(2, "token", "x" * 1500, HERE)


def test_a_keyring_that_appears_later_hides_no_file(use: Use, tmp_path: Path) -> None:
    in_the_file(tmp_path, use)
    mine = MemoryKeyring()
    use(mine)
    secrets = KeyringSecrets(tmp_path)
    assert secrets.state() is VaultState.LOCKED, "the passphrase is asked for"
    with pytest.raises(SetupProblem, match=r"secrets\.sealed"):
        secrets.get(1, "token", HERE)
    assert secrets.movable() == 0
    secrets.unlock(PHRASE)
    assert (secrets.get(1, "token", HERE), secrets.movable()) == (TOKEN, 2)
    assert secrets.state() is VaultState.NOT_NEEDED
    assert secrets.move() == 2
    assert not (tmp_path / FILE).exists()
    again = KeyringSecrets(tmp_path)
    assert again.state() is VaultState.NOT_NEEDED
    assert [again.get(number, "token", HERE) for number in (1, 2)] == [TOKEN, "x" * 1500]


def test_a_move_that_fails_loses_nothing(use: Use, tmp_path: Path) -> None:
    in_the_file(tmp_path, use)
    use(Forgetful())
    secrets = KeyringSecrets(tmp_path)
    secrets.unlock(PHRASE)
    with pytest.raises(SetupProblem, match=r"secrets\.not_kept"):
        secrets.move()
    again = KeyringSecrets(tmp_path)
    again.unlock(PHRASE)
    assert [again.get(number, "token", HERE) for number in (1, 2)] == [TOKEN, "x" * 1500]


def test_of_two_homes_the_newer_key_counts(use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(10**6, 10**9, 10**6))
    monkeypatch.setattr("ecco_desktop.storage.secrets.time.time_ns", lambda: next(now))
    mine = MemoryKeyring()
    use(mine)
    KeyringSecrets(tmp_path).set(1, "token", "first, in the keyring", HERE)
    in_the_file(tmp_path, use, "second, in the file")
    use(mine)
    secrets = KeyringSecrets(tmp_path)
    secrets.unlock(PHRASE)
    assert secrets.get(1, "token", HERE) == "second, in the file"
    secrets.set(1, "token", "third", HERE)
    assert secrets.get(1, "token", HERE) == "third"
    secrets.move()
    assert KeyringSecrets(tmp_path).get(1, "token", HERE) == "third"
    secrets.delete(1, "token")
    assert secrets.get(1, "token", HERE) is None


# -- bound to an address --


@pytest.mark.parametrize("backend", [MemoryKeyring, keyring.backends.fail.Keyring])
def test_a_key_is_for_one_address(
    backend: Callable[[], keyring.backend.KeyringBackend], use: Use, tmp_path: Path
) -> None:
    use(backend())
    secrets = KeyringSecrets(tmp_path)
    if secrets.state() is VaultState.NEW:
        secrets.choose(PHRASE)
    secrets.set(1, "token", TOKEN, HERE)
    with pytest.raises(SetupProblem, match=r"secrets\.elsewhere") as caught:
        secrets.get(1, "token", THERE)
    assert TOKEN not in repr(caught.value.values)
    assert secrets.get(1, "token", HERE) == TOKEN
    secrets.set(2, "token", "of an earlier version")
    assert secrets.get(2, "token", HERE) == "of an earlier version"
    with pytest.raises(SetupProblem, match=r"secrets\.elsewhere"):
        secrets.get(2, "token", THERE)


def test_a_key_of_the_environment_is_for_one_address_too(
    use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(MemoryKeyring())
    monkeypatch.setenv("ECCO_SECRET_TOKEN", TOKEN)
    secrets = KeyringSecrets(tmp_path)
    assert secrets.get(1, "token", HERE) == TOKEN, "the first address it is asked for"
    for asked in (secrets, KeyringSecrets(tmp_path)):
        with pytest.raises(SetupProblem, match=r"secrets\.elsewhere"):
            asked.get(1, "token", THERE)
        assert asked.get(1, "token", HERE) == TOKEN
    secrets.set(1, "token", "typed for there", THERE)
    assert (secrets.get(1, "token", THERE), secrets.get(1, "token", HERE)) == ("typed for there", TOKEN)
    secrets.set(1, "token", TOKEN, THERE)
    assert KeyringSecrets(tmp_path).get(1, "token", THERE) == TOKEN, "given anew"
    with pytest.raises(SetupProblem, match=r"secrets\.elsewhere"):
        secrets.get(1, "token", HERE)
    secrets.delete(1, "token")
    assert secrets.get(1, "token", HERE) == TOKEN, "another connection of this number"


@settings(max_examples=25)
@given(st.text(), st.sampled_from(["", HERE, f"{HERE} {THERE}"]), st.integers(0, 2**50))
def test_what_is_kept_reads_as_it_was(text: str, origin: str, at: int) -> None:
    kept = Kept(text, origin, at)
    assert unpacked(kept.packed()) == kept


# -- the folder's own id --


def old_key(mine: MemoryKeyring, path: str) -> None:
    """As earlier versions kept it."""
    mine.kept[f"ecco-desktop/{by_path(path)}/1/token", "ecco"] = TOKEN


def test_keys_go_with_the_folder(use: Use, tmp_path: Path) -> None:
    mine = MemoryKeyring()
    use(mine)
    data = tmp_path / "dados"
    data.mkdir()
    KeyringSecrets(data).set(1, "token", TOKEN)
    (tmp_path / "atalho").symlink_to(data)
    assert KeyringSecrets(tmp_path / "atalho").get(1, "token") == TOKEN
    data.rename(tmp_path / "Loja da Ana")
    assert KeyringSecrets(tmp_path / "Loja da Ana").get(1, "token") == TOKEN
    assert len(mine.kept) == 1


@pytest.mark.parametrize("opened", ["dados", "atalho", "./dados"])
def test_keys_of_an_earlier_version_are_found_and_moved(opened: str, use: Use, tmp_path: Path) -> None:
    mine = MemoryKeyring()
    use(mine)
    (tmp_path / "dados").mkdir()
    (tmp_path / "atalho").symlink_to(tmp_path / "dados")
    old_key(mine, str(tmp_path / "dados"))
    assert KeyringSecrets(tmp_path / opened).get(1, "token", HERE) == TOKEN
    assert len(mine.kept) == 1 and not any(by_path(str(tmp_path / "dados")) in name for name, _ in mine.kept)


def test_a_folder_moved_before_the_update_has_its_keys_too(use: Use, tmp_path: Path) -> None:
    mine = MemoryKeyring()
    use(mine)
    old_key(mine, str(tmp_path / "antes"))
    (tmp_path / "depois").mkdir()
    secrets = KeyringSecrets(tmp_path / "depois", [str(tmp_path / "antes")])
    assert secrets.get(1, "token") == TOKEN


def test_the_keys_of_another_folder_are_left_alone(use: Use, tmp_path: Path) -> None:
    """The path it once had belongs to somebody else now: a copy beside its original, say."""
    mine = MemoryKeyring()
    use(mine)
    for name in ("original", "outra"):
        (tmp_path / name).mkdir()
    old_key(mine, str(tmp_path / "original"))
    secrets = KeyringSecrets(tmp_path / "outra", [str(tmp_path / "original")])
    assert secrets.get(1, "token") is None
    secrets.delete(1, "token")
    assert KeyringSecrets(tmp_path / "original").get(1, "token") == TOKEN


def test_a_copy_changes_nothing_of_its_original(use: Use, tmp_path: Path) -> None:
    use(MemoryKeyring())
    (tmp_path / "original").mkdir()
    KeyringSecrets(tmp_path / "original").set(1, "token", TOKEN)
    KeyringSecrets(tmp_path / "original").set(2, "token", "second")
    shutil.copytree(tmp_path / "original", tmp_path / "copia")
    copy = KeyringSecrets(tmp_path / "copia")
    assert copy.get(1, "token") == TOKEN
    copy.set(1, "token", "the copy's own")
    copy.delete(2, "token")
    assert [copy.get(number, "token") for number in (1, 2)] == ["the copy's own", None]
    original = KeyringSecrets(tmp_path / "original")
    assert [original.get(number, "token") for number in (1, 2)] == [TOKEN, "second"]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"id": "../x", "place": "/"}', "\x00", "[" * 9999])
def test_a_damaged_id_is_told_and_left(content: str, use: Use, tmp_path: Path) -> None:
    use(MemoryKeyring())
    (tmp_path / key_names.FILE).write_text(content)
    with pytest.raises(SetupProblem, match=r"secrets\.id_damaged"):
        KeyringSecrets(tmp_path).get(1, "token")
    assert (tmp_path / key_names.FILE).read_text() == content


def test_the_id_says_nothing_secret(use: Use, tmp_path: Path) -> None:
    use(MemoryKeyring())
    KeyringSecrets(tmp_path).set(1, "token", TOKEN)
    assert set(json.loads((tmp_path / key_names.FILE).read_text())) == {"id", "place", "before", "given"}
    assert (tmp_path / key_names.FILE).stat().st_mode & 0o777 == 0o600


# -- one writer at a time --

WRITER = """
import sys
from pathlib import Path
from ecco_desktop.storage import sealing
from ecco_desktop.storage.sealed_file import SealedFile

sealing.COST = 2**4
file = SealedFile(Path(sys.argv[1]))
file.choose("cavalo bateria grampo")
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    file.set(f"{sys.argv[2]}/{number}", "x" * 400)
"""


def writer(folder: Path, name: str, times: int) -> subprocess.Popen[str]:
    made = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None and made.stdout.readline() == "ready\n"
    return made


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_write_one_file_and_one_dies_half_way(tmp_path: Path) -> None:
    both = [writer(tmp_path, name, times) for name, times in (("1", 6), ("2", 100_000))]
    for process in both:
        begin(process)
    assert both[0].wait(60) == 0
    both[1].kill()
    both[1].wait(60)
    for process in both:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.close()
        process.stdout.close()
    again = SealedFile(tmp_path)
    again.unlock(PHRASE)
    names = again.names()
    assert {name for name in names if name.startswith("1/")} == {f"1/{number}" for number in range(6)}
    assert len([name for name in names if name.startswith("2/")]) > 0
    again.set("3/0", "the lock was let go")


def test_two_programs_agree_on_the_folders_id(use: Use, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        ids = {*many.map(lambda _: key_names.KeyNames(tmp_path).name(1, "token"), range(16))}
    assert len(ids) == 1
