"""A real disk that is full, and a folder that may not be written, each in its own process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.storage.database import open_storage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="users, mounts and limits are of POSIX")

WRITES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ecco_desktop import diagnostics
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import Backups
from ecco_desktop.storage.database import open_storage
import logging

folder = Path(sys.argv[1])
diagnostics.start(folder / "logs")
storage = open_storage(folder)
storage.connections.add("Loja", "woocommerce", Role.STORE, {})
n = 0
try:
    while n < 5000:
        with storage.transaction():
            for name in ("a", "b"):
                storage.settings.set(name, str(n) + "x" * 4000)
                storage.memory.set(1, "fill", {f"{n}{name}": "x" * 4000}, datetime.now(UTC))
        n += 1
except StorageProblem as problem:
    print(problem.key, problem.values["detail"])
# The technical log has no room either: that harms nothing and says nothing.
for _ in range(500):
    logging.getLogger("ecco_desktop").info("x" * 4000)
try:
    Backups(folder).make(BackupKind.DAILY, datetime.now(UTC))
except StorageProblem as problem:
    print(problem.key, problem.values["detail"])
print(storage.settings.get("a")[:5] == storage.settings.get("b")[:5])
"""


def python(code: str, folder: Path, *before: str) -> list[str]:
    """The lines a program prints; it must end well and complain of nothing."""
    done = subprocess.run(
        [*before, sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this computer lets no test mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_what_is_kept_stays_whole(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 1_500_000)
    told = python(WRITES, small_disk)
    assert told == ["run.storage o disco está cheio", "backup.failed o disco está quase cheio", "True"]
    assert not list((small_disk / "backups").glob("*"))
    # Room again: all goes on, and nothing was half written.
    (small_disk / "ballast").unlink()
    again = open_storage(small_disk)
    assert str(again.settings.get("a"))[:6] == str(again.settings.get("b"))[:6]
    again.settings.set("k", "goes on")
    again.finish()


def test_a_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))\n"
    told = python(limit + WRITES, tmp_path)
    assert told[0] == "run.storage o disco não responde" and told[-1] == "True"
    again = open_storage(tmp_path)
    assert str(again.settings.get("a"))[:6] == str(again.settings.get("b"))[:6]
    again.finish()


OPENS = """
import sys
from pathlib import Path
from ecco_desktop.app import build
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.words.sentences import sentence

try:
    build(Path(sys.argv[1]), demo=False)
except SetupProblem as problem:
    print(problem.key)
    print(sentence(problem.key, problem.values))
"""

LOSES = """
import os, sys
from pathlib import Path
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.database import open_storage

folder = Path(sys.argv[1])
storage = open_storage(folder)
storage.settings.set("k", "before")
storage.finish()
for path in folder.iterdir():
    path.chmod(0o400)
folder.chmod(0o500)
try:
    storage.settings.set("k", "after")
except StorageProblem as problem:
    print(problem.key, problem.values["detail"])
"""


@pytest.fixture
def bound() -> tuple[str, ...]:
    """What a command begins with so that permissions bind it, also where tests run as an administrator."""
    if os.geteuid() != 0:
        return ()
    words = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
    try:
        subprocess.run([*words, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("run as an administrator, whom no permission binds")
    return words


def test_a_read_only_folder_is_told_at_the_start(tmp_path: Path, bound: tuple[str, ...]) -> None:
    folder = tmp_path / "data"
    storage = open_storage(folder)
    storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    storage.finish()
    for path in (*folder.iterdir(), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    key, words = python(OPENS, folder, *bound)
    folder.chmod(0o700)
    assert key == "storage.folder"
    assert "permissão" in words and str(folder) in words


def test_a_folder_that_becomes_read_only_is_told_at_work(tmp_path: Path, bound: tuple[str, ...]) -> None:
    told = python(LOSES, tmp_path / "data", *bound)
    (tmp_path / "data").chmod(0o700)
    assert told == ["run.storage a pasta de dados não permite gravação"]
