"""Keys in the desktop's own keyring: found by names that do not change, shown to people under words."""

from contextlib import closing
from pathlib import Path

import keyring
import secretstorage

from ecco_desktop.storage.key_names import read_known
from ecco_desktop.storage.secrets import KeyringSecrets

LABEL = "Ecco Desktop — Loja Centro — WooCommerce — Segredo do cliente (cs_…)"


def labels(service: str) -> list[str]:
    """What the desktop's own program for keys shows of those whose name begins so."""
    with closing(secretstorage.dbus_init()) as connection:
        entries = secretstorage.get_default_collection(connection).get_all_items()
        ours = [one for one in entries if one.get_attributes()["service"].startswith(service)]
        return sorted(one.get_label() for one in ours)


def test_a_key_has_words_and_is_found_as_before(tmp_path: Path) -> None:
    secrets = KeyringSecrets(tmp_path)
    secrets.set(1, "secret", "cs_1", "https://loja.example")
    mine = f"ecco-desktop/{read_known(tmp_path).id}/"
    (old,) = labels(mine)
    assert old.startswith("Password for")
    secrets.label(1, "secret", LABEL)
    assert labels(mine) == [LABEL]
    assert KeyringSecrets(tmp_path).get(1, "secret", "https://loja.example") == "cs_1"
    secrets.set(1, "secret", "c" * 2500, "https://loja.example")
    secrets.label(1, "secret", LABEL)
    assert labels(mine) == [LABEL, f"{LABEL} (1)", f"{LABEL} (2)", f"{LABEL} (3)"]
    assert KeyringSecrets(tmp_path).get(1, "secret", "https://loja.example") == "c" * 2500
    secrets.delete(1, "secret")
    assert labels(mine) == []


def test_the_keyring_is_the_desktops_own() -> None:
    assert type(keyring.get_keyring()).__module__ == "keyring.backends.SecretService"
