"""What the system's own program for keys shows: product, connection, field. Found they are by other names."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from ecco_desktop.app import wire
from ecco_desktop.storage import sealing
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.machine import SystemMachine
from ecco_desktop.storage.secrets import KeyringSecrets
from tests.fakes.keyrings import MemoryKeyring, SecretServiceKeyring

HERE = "https://loja.example"
VALUES = {"address": HERE}
KEYS = {"consumer_key": "ck_1", "consumer_secret": "cs_1"}


@pytest.fixture
def ring() -> Iterator[SecretServiceKeyring]:
    """The keyring of this computer."""
    before, made = keyring.get_keyring(), SecretServiceKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def labels(ring: SecretServiceKeyring) -> list[str]:
    return sorted(one.label for one in ring.collection.entries)


def test_keys_are_called_by_product_connection_and_field(tmp_path: Path, ring: SecretServiceKeyring) -> None:
    secrets = KeyringSecrets(tmp_path)
    made = wire(tmp_path, open_storage(tmp_path), secrets, floor=1)
    shop = made.services.connections.add("woocommerce", "Loja Centro", VALUES, KEYS)
    assert labels(ring) == [
        "Ecco Desktop — Loja Centro — WooCommerce — Chave do cliente (ck_…)",
        "Ecco Desktop — Loja Centro — WooCommerce — Segredo do cliente (cs_…)",
    ]
    attributes = [one.attributes for one in ring.collection.entries]
    made.services.connections.update("Loja Centro", VALUES, {}, "Loja Norte")
    assert labels(ring) == [
        "Ecco Desktop — Loja Norte — WooCommerce — Chave do cliente (ck_…)",
        "Ecco Desktop — Loja Norte — WooCommerce — Segredo do cliente (cs_…)",
    ]
    assert [one.attributes for one in ring.collection.entries] == attributes
    assert secrets.get(shop.id, "consumer_secret", HERE) == "cs_1"
    made.close(5)


def test_an_old_entry_is_found_and_gets_its_words_the_next_time(
    tmp_path: Path, ring: SecretServiceKeyring
) -> None:
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", "t" * 2500, HERE)
    assert all(label.startswith("Password for") for label in labels(ring))
    assert secrets.get(1, "token", HERE) == "t" * 2500
    secrets.label(1, "token", "Ecco Desktop — Loja")
    assert labels(ring) == ["Ecco Desktop — Loja", *(f"Ecco Desktop — Loja ({part})" for part in (1, 2, 3))]
    assert secrets.get(1, "token", HERE) == "t" * 2500


def test_keys_that_a_keyring_takes_from_the_sealed_file_have_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "COST", 2**4)
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    made = wire(tmp_path, open_storage(tmp_path), KeyringSecrets(tmp_path), floor=1)
    made.services.vault.choose("cavalo bateria grampo")
    made.services.connections.add("woocommerce", "Loja Centro", VALUES, KEYS)
    ring = SecretServiceKeyring()
    keyring.set_keyring(ring)
    assert made.services.vault.move() == 2
    assert all(label.startswith("Ecco Desktop — Loja Centro — WooCommerce — ") for label in labels(ring))
    made.close(5)
    keyring.set_keyring(before)


def test_the_name_of_the_computer_has_words_too(
    tmp_path: Path, ring: SecretServiceKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECCO_MACHINE_HOME", str(tmp_path))
    name = SystemMachine().named()
    assert labels(ring) == ["Ecco Desktop — Nome deste computador"]
    assert SystemMachine().known() == name


def test_a_keyring_without_words_is_left_alone(tmp_path: Path) -> None:
    before, plain = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(plain)
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "token", "t", HERE)
    kept = dict(plain.kept)
    secrets.label(1, "token", "Ecco Desktop — Loja")
    assert plain.kept == kept
    keyring.set_keyring(before)
