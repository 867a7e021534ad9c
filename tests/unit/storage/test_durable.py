"""What a power cut must not take back is on the disk before the program goes on."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.storage.database import open_storage

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

CHILD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.storage.database import open_storage

now, out = datetime.now(UTC), os.open(os.devnull, os.O_WRONLY)
storage = open_storage(Path(sys.argv[1]))
storage.connections.add("Loja", "woocommerce", Role.STORE, {})
acts = {
    "intent": lambda: storage.links.open_intent(1, LinkKind.ORDER, "7", "7", now),
    "note": lambda: storage.memory.set(1, "connector:feed", {"7": "x"}, now, durable=True),
    "setting": lambda: storage.settings.set("k", "v"),
    "fact": lambda: storage.memory.set(1, "seen", {"7": "x"}, now),
}
for name, act in acts.items():
    os.write(out, f"before {name}".encode())
    act()
    os.write(out, f"after {name}".encode())
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_disk_is_waited_for_before_an_order_is_sent(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    calls = "trace=write,pwrite64,fsync,fdatasync"
    command = ["strace", "-f", "-y", "-e", calls, "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, "-c", CHILD, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("this computer lets no program be traced")
    assert done.returncode == 0, done.stderr
    waited = {name: _waited(trace.read_text(), name) for name in ("intent", "note", "setting", "fact")}
    assert waited == {"intent": True, "note": True, "setting": True, "fact": False}


def _waited(trace: str, name: str) -> bool:
    """Whether the log was on the disk, after the last page was written to it, when the act was over."""
    part = re.split(rf'"(?:before|after) {name}"', trace)[1]
    ours = [line for line in part.splitlines() if "ecco.sqlite3-wal" in line]
    assert any("write" in line for line in ours), "nothing was written"
    return "sync" in ours[-1]


def test_a_durable_write_leaves_the_connection_as_it_was_also_where_it_fails(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    storage.connections.add("Loja", "woocommerce", Role.STORE, {})

    def level() -> int:
        return int(storage._database.execute_sql("PRAGMA synchronous").fetchone()[0])

    storage.links.open_intent(1, LinkKind.ORDER, "7", "7", NOW)
    assert level() == 1
    with pytest.raises(Exception, match=r"connection\.name_taken"):
        storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    assert level() == 1
    # Inside a transaction it cannot be changed, and need not: nothing of it is kept yet.
    with storage.transaction():
        storage.links.open_intent(1, LinkKind.ORDER, "8", "8", NOW)
        storage.settings.set("k", "v")
    assert level() == 1
    assert len(storage.links.open_intents(1, LinkKind.ORDER)) == 2
    storage.finish()
