"""A data folder knows the computer it belongs to: copies ask, moved folders and restored copies do not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from ecco_desktop.domain.folder import Place
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.storage import machine as machines
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.home import FolderHome
from ecco_desktop.storage.machine import SystemMachine
from ecco_desktop.storage.rescue import Rescue
from tests.unit.storage.test_backups import NOW


class Ring(keyring.backend.KeyringBackend):
    """A keyring of one computer; a locked one answers nobody."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        self._refuse()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._refuse()
        self.kept[service, username] = password

    def _refuse(self) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked


class Computer:
    """A computer with its keyring, its person's home, and what its system calls itself."""

    def __init__(self, root: Path, ring: keyring.backend.KeyringBackend, system: str) -> None:
        self.root, self.ring, self.system = root, ring, system
        root.mkdir()


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Callable[[Computer], None]:
    """Sit down at a computer."""
    before = keyring.get_keyring()

    def down(computer: Computer) -> None:
        keyring.set_keyring(computer.ring)
        monkeypatch.setenv(machines.HOME_VARIABLE, str(computer.root / "state"))
        monkeypatch.setattr(machines, "_system_id", lambda: computer.system)

    yield down  # type: ignore[misc]
    keyring.set_keyring(before)


Sit = Callable[[Computer], None]
RINGS: dict[str, Callable[[], keyring.backend.KeyringBackend]] = {
    "keyring": Ring,
    "none": keyring.backends.fail.Keyring,
    "null": keyring.backends.null.Keyring,
}


@pytest.fixture(params=RINGS)
def one(tmp_path: Path, request: pytest.FixtureRequest) -> Computer:
    """A computer, with and without a keyring, and with one that keeps nothing."""
    return Computer(tmp_path / "um", RINGS[request.param](), "guid-1")


@pytest.fixture
def two(tmp_path: Path, one: Computer) -> Computer:
    """Another computer of the same kind."""
    return Computer(tmp_path / "dois", type(one.ring)(), "guid-2")


def place_of(folder: Path, answer: str = "") -> Place:
    """A start on a folder, as a program of its own; `answer` is given first."""
    storage = open_storage(folder)
    home = FolderHome(storage, SystemMachine(), folder)
    home.begin()
    if answer:
        {"moved": home.adopt, "copy": home.keep_as_copy}[answer]()
    found = home.place()
    storage.finish()
    return found


def test_a_folder_is_at_home_where_it_began_and_asks_on_another_computer(
    sit: Sit, one: Computer, two: Computer
) -> None:
    sit(one)
    assert place_of(one.root / "dados") is Place.HOME
    assert place_of(one.root / "dados") is Place.HOME
    shutil.copytree(one.root / "dados", two.root / "dados")
    sit(two)
    for _start in range(2):
        assert place_of(two.root / "dados") is Place.ELSEWHERE
    # What the second computer does with other folders changes nothing.
    assert place_of(two.root / "outra") is Place.HOME
    assert place_of(two.root / "dados") is Place.ELSEWHERE
    sit(one)
    assert place_of(one.root / "dados") is Place.HOME


def test_the_answers_hold(sit: Sit, one: Computer, two: Computer) -> None:
    sit(one)
    place_of(one.root / "dados")
    shutil.copytree(one.root / "dados", two.root / "dados")
    sit(two)
    assert place_of(two.root / "dados", "copy") is Place.COPY
    assert place_of(two.root / "dados") is Place.COPY
    # A copy stays one wherever it is taken, until a person says otherwise.
    shutil.copytree(two.root / "dados", one.root / "de volta")
    sit(one)
    assert place_of(one.root / "de volta") is Place.COPY
    sit(two)
    assert place_of(two.root / "dados", "moved") is Place.HOME
    assert place_of(two.root / "dados") is Place.HOME


def test_one_folder_on_the_network_has_the_home_it_was_moved_to(
    sit: Sit, one: Computer, two: Computer
) -> None:
    shared = one.root / "rede"
    sit(one)
    assert place_of(shared) is Place.HOME
    sit(two)
    assert place_of(shared, "moved") is Place.HOME
    sit(one)
    assert place_of(shared) is Place.ELSEWHERE


def test_a_program_at_work_hears_that_its_folder_was_moved_away(
    sit: Sit, one: Computer, two: Computer
) -> None:
    shared = one.root / "rede"
    sit(one)
    storage = open_storage(shared)
    home = FolderHome(storage, SystemMachine(), shared)
    assert home.place() is Place.HOME
    sit(two)
    place_of(shared, "moved")
    assert home.place() is Place.ELSEWHERE
    storage.finish()


def test_two_people_of_one_computer_may_share_a_folder(sit: Sit, one: Computer, tmp_path: Path) -> None:
    other = Computer(tmp_path / "outra pessoa", type(one.ring)(), one.system)
    shared = one.root / "todos"
    sit(one)
    place_of(shared)
    sit(other)
    assert place_of(shared) is Place.ELSEWHERE
    assert place_of(shared, "moved") is Place.HOME
    sit(one)
    assert place_of(shared) is Place.HOME, "the two would ask each other for ever"


def test_a_copy_on_the_same_computer_asks_and_a_moved_folder_does_not(
    sit: Sit, one: Computer, tmp_path: Path
) -> None:
    sit(one)
    first, second = one.root / "dados", one.root / "dados 2"
    place_of(first)
    shutil.copytree(first, second)
    assert place_of(second) is Place.ELSEWHERE
    assert place_of(first) is Place.HOME
    # Moved there: the old place refuses, as long as both are there.
    assert place_of(second, "moved") is Place.HOME
    assert place_of(first) is Place.ELSEWHERE
    shutil.rmtree(first)
    second.rename(one.root / "dados 3")
    assert place_of(one.root / "dados 3") is Place.HOME
    (tmp_path / "atalho").symlink_to(one.root / "dados 3", target_is_directory=True)
    assert place_of(tmp_path / "atalho") is Place.HOME
    assert place_of(one.root / "dados 3") is Place.HOME


def test_a_copy_that_was_called_one_leaves_the_other_in_peace(sit: Sit, one: Computer) -> None:
    sit(one)
    first, second = one.root / "dados", one.root / "dados 2"
    place_of(first)
    shutil.copytree(first, second)
    assert place_of(second, "copy") is Place.COPY
    assert place_of(first) is Place.HOME


def test_an_older_file_of_the_same_folder_is_no_copy(sit: Sit, one: Computer) -> None:
    sit(one)
    folder = one.root / "dados"
    place_of(folder)
    kept = (folder / FILE).read_bytes()
    for _start in range(3):
        place_of(folder)
    (folder / FILE).write_bytes(kept)
    assert place_of(folder) is Place.HOME


def test_a_restored_copy_of_the_folder_is_at_home_and_that_of_another_asks(
    sit: Sit, one: Computer, two: Computer
) -> None:
    sit(one)
    place_of(one.root / "dados")
    made = Backups(one.root / "dados").make(BackupKind.DAILY, NOW)
    shutil.copytree(one.root / "dados", two.root / "dados")
    sit(two)
    place_of(two.root / "dados", "moved")
    # The copy is of the time before it moved.
    Rescue(two.root / "dados").restore(made.path, NOW, NOW)
    assert place_of(two.root / "dados") is Place.HOME
    place_of(two.root / "outra")
    Rescue(two.root / "outra").restore(made.path, NOW, NOW)
    assert place_of(two.root / "outra") is Place.ELSEWHERE
    # A new computer that is given the copy alone.
    (two.root / "nova").mkdir()
    Rescue(two.root / "nova").restore(made.path, NOW, NOW)
    assert place_of(two.root / "nova") is Place.ELSEWHERE


def test_a_folder_of_the_time_before_takes_an_id_at_its_first_start(sit: Sit, one: Computer) -> None:
    sit(one)
    folder = one.root / "dados"
    storage = open_storage(folder)
    assert storage.settings.all("folder.") == {}
    storage.finish()
    assert place_of(folder) is Place.HOME
    storage = open_storage(folder)
    kept = storage.settings.all("folder.")
    assert len(kept["id"]) == 32 and str(folder) in kept["homes"]
    storage.finish()


def test_a_locked_keyring_neither_locks_out_nor_asks(sit: Sit, tmp_path: Path) -> None:
    ring = Ring()
    here = Computer(tmp_path / "um", ring, "guid-1")
    sit(here)
    place_of(here.root / "dados")
    ring.locked = True
    assert place_of(here.root / "dados") is Place.HOME
    # The file beside it is gone too: nothing is known, nothing is asked, nothing runs.
    shutil.rmtree(here.root / "state")
    assert place_of(here.root / "dados") is Place.UNKNOWN
    ring.locked = False
    assert place_of(here.root / "dados") is Place.HOME


def test_a_folder_that_begins_behind_a_locked_keyring_is_known_when_it_opens(
    sit: Sit, tmp_path: Path
) -> None:
    ring = Ring()
    here = Computer(tmp_path / "um", ring, "guid-1")
    sit(here)
    ring.locked = True
    assert place_of(here.root / "dados") is Place.HOME
    ring.locked = False
    assert place_of(here.root / "dados") is Place.HOME
    shutil.rmtree(here.root / "state")
    assert place_of(here.root / "dados") is Place.HOME, "the keyring was not told"


def test_a_keyring_that_comes_later_or_is_away_for_a_task_is_no_move(sit: Sit, tmp_path: Path) -> None:
    here = Computer(tmp_path / "um", keyring.backends.fail.Keyring(), "guid-1")
    sit(here)
    place_of(here.root / "dados")
    here.ring = Ring()
    sit(here)
    assert place_of(here.root / "dados") is Place.HOME
    # A task of the system runs without a session, so without a keyring.
    here.ring = keyring.backends.fail.Keyring()
    sit(here)
    assert place_of(here.root / "dados") is Place.HOME


def test_a_keyring_that_roams_and_a_home_that_was_copied_whole_are_not_believed(
    sit: Sit, one: Computer, tmp_path: Path
) -> None:
    sit(one)
    place_of(one.root / "dados")
    clone = Computer(tmp_path / "dois", one.ring, "guid-2")
    shutil.copytree(one.root, clone.root, dirs_exist_ok=True)
    sit(clone)
    assert place_of(clone.root / "dados") is Place.ELSEWHERE


def test_another_keyring_of_the_same_person_is_another_computer(sit: Sit, tmp_path: Path) -> None:
    here = Computer(tmp_path / "um", Ring(), "guid-1")
    sit(here)
    place_of(here.root / "dados")
    here.ring = Ring()
    sit(here)
    assert place_of(here.root / "dados") is Place.ELSEWHERE


def test_a_container_says_its_name_by_a_variable(
    sit: Sit, one: Computer, two: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(machines.VARIABLE, "servidor da loja")
    shared = one.root / "volume"
    for container in (one, two):
        sit(container)
        assert place_of(shared) is Place.HOME
    monkeypatch.setenv(machines.VARIABLE, "outro")
    assert place_of(shared) is Place.ELSEWHERE


def test_a_computer_that_keeps_nothing_works_as_before(sit: Sit, tmp_path: Path) -> None:
    here = Computer(tmp_path / "um", keyring.backends.fail.Keyring(), "guid-1")
    (here.root / "state").write_text("no folder can be made here")
    sit(here)
    for _start in range(2):
        assert place_of(here.root / "dados") is Place.HOME
