"""What commands change is written down, and Relatórios shows it with who and when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ecco_desktop.clock import SystemClock
from ecco_desktop.domain.notices import Who
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.storage.database import open_storage
from tests.cli.commands import asked

KEYS = {"ECCO_SECRET_CONSUMER_KEY": "ck_1234567890", "ECCO_SECRET_CONSUMER_SECRET": "cs_1234567890"}


def test_a_connection_and_a_task_leave_their_deeds(tmp_path: Path) -> None:
    place = ("--data-dir", str(tmp_path))
    keys = KEYS | {
        "ECCO_PASSPHRASE": "uma senha longa",
        "ECCO_SECRET_TOKEN": "t" * 20,
        "ECCO_SECRET_SECRET": "s" * 20,
    }
    for words in (
        ("connections", "add", "eccosys", "ERP", "--set", "address=loja"),
        ("connections", "add", "woocommerce", "Loja", "--set", "address=https://loja.com.br"),
        ("connections", "add", "woocommerce", "Velha", "--set", "address=https://velha.com.br"),
        ("statuses", "set", "--connection", "Loja", "on-hold", "open"),
        ("tasks", "add", "sync_stock", "--connection", "Loja", "--every", "10m"),
        ("connections", "set", "Loja", "--set", "timeout=20", "--name", "Loja nova"),
        ("tasks", "set", "1", "--every", "20m", "--option", "safety=2"),
        ("tasks", "disable", "1"),
        ("tasks", "enable", "1", "--yes"),
        ("tasks", "delete", "1"),
        ("connections", "delete", "Velha"),
    ):
        done = asked(*words, *place, **keys)
        assert done.returncode == 0, done.stderr
    storage = open_storage(tmp_path)
    # What Relatórios > Mudanças asks.
    deeds = Deeds(storage, SystemClock(), Actor()).newest()
    storage.close()
    assert [deed.key for deed in reversed(deeds)] == [
        "deed.connection_added",
        "deed.connection_added",
        "deed.connection_added",
        "deed.status",
        "deed.task_made",
        "deed.connection_fields",
        "deed.connection_keys",
        "deed.task_edited",
        "deed.task_off",
        "deed.task_on",
        "deed.task_deleted",
        "deed.connection_deleted",
    ]
    now = datetime.now(UTC)
    assert all(deed.actor == Who.COMMAND_LINE and now - deed.at < timedelta(minutes=5) for deed in deeds)
