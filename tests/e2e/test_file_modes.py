"""After a full day everything in the data folder is its owner's alone, whatever the umask."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from ecco_desktop.app import Application, build
from ecco_desktop.paths import close_to_others
from ecco_desktop.storage import sealing
from tests.e2e.test_bad_luck_everywhere import ORDER
from tests.support import CARRIERS, Sandbox, add_connection, run, running_sandbox

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's; Windows keeps profiles apart")


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def keys_in_a_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.setenv("ECCO_PASSPHRASE", "cavalo bateria grampo")
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


def open_to_others(folder: Path) -> list[str]:
    """What other users could touch, with its mode."""
    found = []
    for path in [folder, *folder.rglob("*")]:
        facts = path.lstat()
        wanted = 0o700 if stat.S_ISDIR(facts.st_mode) else 0o600
        if stat.S_IMODE(facts.st_mode) != wanted:
            found.append(f"{path.relative_to(folder)} {stat.S_IMODE(facts.st_mode):o}")
    return found


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def configure(application: Application, sandbox: Sandbox) -> None:
    """As a technician does."""
    services = application.services
    add_connection(application, sandbox, "eccosys", "ERP")
    store = add_connection(application, sandbox, sandbox.hello["store"], "Loja")
    add_connection(application, sandbox, "correios", "Correios")
    for reference, carrier in CARRIERS:
        services.links.link_carrier(store, reference, carrier)
    for info in services.tasks.automations():
        services.tasks.create(info.key, "Correios" if info.role.value == "carrier" else "Loja", None, {})


def test_a_full_day(open_umask: None, keys_in_a_file: None, tmp_path: Path) -> None:
    data = tmp_path / "made" / "by" / "the program"
    with running_sandbox("--orders", "20", "--products", "30", "--past", "16") as sandbox:
        application = build(data, demo=False)
        services = application.services
        configure(application, sandbox)
        services.technician.set_pin("2468")
        services.technician.set_pin("1357")
        for automation in ORDER:
            run(application, automation)
        with application.storage.scratch():
            copies = list(data.glob("scratch-*/*"))
            assert copies and open_to_others(data) == []
        services.profile.export(data / "loja.ecco", "senha do perfil")
        services.bundle.write(data / "pacote.zip", services.doctor.examine())
        # While the program works there is a write-ahead log beside the database.
        assert {"ecco.sqlite3", "ecco.sqlite3-wal", "ecco.sqlite3-shm"} <= names(data)
        assert open_to_others(data) == []
        application.close(10.0)
    there = names(data)
    assert {"chaves.cifrado", "tecnico.json", "loja.ecco", "pacote.zip", "logs"} <= there
    assert open_to_others(data) == []
    for made in ("by", ""):
        assert stat.S_IMODE((tmp_path / "made" / made).stat().st_mode) == 0o700

    # A backup before a migration: the last step is taken back, as a version before had it.
    file = sqlite3.connect(data / "ecco.sqlite3")
    tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for statement in ("TABLE notice", "TABLE deed", "TABLE outgoing", "INDEX run_at", "INDEX log_errors"):
        file.execute(f"DROP {statement}")
    for column in ("note", "muted_until"):
        file.execute(f"ALTER TABLE task DROP COLUMN {column}")
    file.execute(
        f"DELETE FROM {next(name for name in tables if 'migration' in name)} WHERE name LIKE '0003%'"
    )
    file.commit()
    file.close()
    build(data, demo=False).close(10.0)
    assert any(name.startswith("backups/ecco-") for name in names(data))
    assert open_to_others(data) == []


def test_what_an_older_version_left_open_is_closed_at_the_next_start(
    open_umask: None, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    build(data, demo=False).close(5.0)
    shutil.copy(data / "ecco.sqlite3", data / "ecco.sqlite3-copy")
    (data / "backups").mkdir(exist_ok=True)
    (data / "logs" / "ecco-desktop.log.1").write_text("old")
    (data / "janela.ini").write_text("[General]\n")
    for path in [data, *data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    build(data, demo=False).close(5.0)
    assert open_to_others(data) == []


def test_a_folder_that_is_not_ours_keeps_its_mode(open_umask: None, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    tmp_path.chmod(0o755)
    close_to_others(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "mine.txt").stat().st_mode) == 0o666


def test_the_program_itself_with_the_demo_and_its_children(tmp_path: Path) -> None:
    data = tmp_path / "data"
    words = ("run", "--all", "--demo", "--data-dir", str(data))
    done = subprocess.run(
        [sys.executable, "-m", "ecco_desktop", *words], umask=0, capture_output=True, timeout=170, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert "demo/sandbox.json" in names(data)
    assert open_to_others(data) == []


def heeds_sigterm(pid: int) -> bool:
    """Whether a process has come so far that it ends in order when it is asked to."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) & 1 << (signal.SIGTERM - 1))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells what a process heeds")
def test_the_window_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-m", "ecco_desktop", "--data-dir", str(data)],
        umask=0,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )
    while not ((data / "ecco.sqlite3").exists() and heeds_sigterm(process.pid)):
        assert process.poll() is None, "the window did not open"
    assert "window.lock" in names(data)
    # The window on whose terminal it was started is closed: it ends like any other.
    process.send_signal(signal.SIGHUP)
    assert process.wait(timeout=60) == 0
    assert "janela.ini" in names(data)
    assert open_to_others(data) == []
