"""Keys, addresses and the proxy by commands."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from ecco_desktop.storage import sealing
from tests.cli.commands import asked
from tests.fakes.keyrings import MemoryKeyring

PHRASE = {"ECCO_PASSPHRASE": "cavalo bateria grampo"}
KEYS = {"ECCO_SECRET_TOKEN": "PLANTED-key-0123456789"}


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sealing, "COST", 2**4)
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def where(tmp_path: Path) -> tuple[str, str]:
    where = ("--data-dir", str(tmp_path))
    done = asked(
        "connections", "add", "eccosys", "ERP", "--set", "address=minhaloja", *where, **PHRASE, **KEYS
    )
    assert done.returncode == 0, done.stderr
    return where


def test_another_address_asks_for_the_key_anew(where: tuple[str, str]) -> None:
    change = ("connections", "set", "ERP", "--set", "address=https://b.example", *where)
    done = asked(*change, **PHRASE)
    assert done.returncode == 3
    said = " ".join(done.stderr.split())
    assert "https://minhaloja.eccosys.com.br" in said and "ECCO_SECRET_TOKEN" in said
    assert "minhaloja" in asked("connections", "list", *where).stdout, "nothing was changed"
    assert asked(*change, **PHRASE, ECCO_SECRET_TOKEN="PLANTED-key-of-b").returncode == 0


@pytest.mark.parametrize("address", ["https://:pw12345@b.example", "https://joao@b.example"])
def test_a_login_in_an_address_is_refused(address: str, where: tuple[str, str]) -> None:
    for words in (("set", "ERP"), ("add", "jadlog", "Jadlog")):
        done = asked("connections", *words, "--set", f"address={address}", *where, **PHRASE, **KEYS)
        assert done.returncode == 3 and "pw12345" not in done.stderr
        assert "usuário" in done.stderr


def test_a_keyring_that_came_later_takes_the_keys(where: tuple[str, str]) -> None:
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    assert "--move" in asked("keys", *where, **PHRASE).stdout
    assert asked("keys", "--move", *where, **PHRASE).returncode == 0
    assert mine.holds(KEYS["ECCO_SECRET_TOKEN"])
    done = asked("keys", *where)
    assert (done.returncode, "--move" in done.stdout, done.stderr) == (0, False, "")


def test_the_proxy_is_told_chosen_and_given_up(where: tuple[str, str]) -> None:
    assert "Sem proxy" in asked("network", *where).stdout
    done = asked(
        "network",
        "--proxy",
        "proxy.example:3128",
        "--user",
        "joao",
        *where,
        **PHRASE,
        ECCO_SECRET_PROXY_PASSWORD="x" * 9,
    )
    assert done.returncode == 0 and "http://proxy.example:3128" in done.stdout
    for bad in ("http://joao:pw12345@proxy.example", "socks5://proxy.example", "http://"):
        done = asked("network", "--proxy", bad, *where, **PHRASE)
        assert done.returncode == 3 and "pw12345" not in done.stderr
    assert "http://proxy.example:3128" in asked("network", *where, **PHRASE).stdout
    assert "Sem proxy" in asked("network", "--proxy", "none", *where, **PHRASE).stdout
    assert "do sistema" in asked("network", "--proxy", "system", *where, **PHRASE).stdout


@pytest.mark.parametrize("proxy", [(), ("--proxy", "none"), ("--proxy", "system")])
def test_a_user_without_a_proxy_is_not_left_out_in_silence(
    where: tuple[str, str], proxy: tuple[str, ...]
) -> None:
    done = asked("network", "--user", "joao", *proxy, *where)
    assert done.returncode == 2 and "--proxy" in done.stderr
