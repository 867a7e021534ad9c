"""What tells this computer from all others: a name it was given, kept where no copied folder brings it.

The name lies in the keyring. Beside it, and instead of it where there is no keyring (or a locked one, or none
for a task that runs without a session), it lies in a file of the person's own, outside of every data folder.
Both say which system they were written on: a keyring that roams, or a file that came along with a copied
home, is not believed elsewhere.
"""

import contextlib
import hashlib
import json
import os
import sys
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import keyring
from platformdirs import PlatformDirs

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.plain_json import parsed
from ecco_desktop.paths import make_folder, read_small, written_whole
from ecco_desktop.ports.ownership import Machine
from ecco_desktop.storage.keyrings import NoKeyring, in_time, label
from ecco_desktop.words import _
from ecco_desktop.words.labels import key_label

# Says by a name of one's own which computer this is, where it keeps nothing (a container).
VARIABLE = "ECCO_MACHINE"
# Where the file lies, for those who test.
HOME_VARIABLE = "ECCO_MACHINE_HOME"
SERVICE, USER = "ecco-desktop/machine", "ecco"
FILE, PLACES = "computador.json", "pastas"
_SYSTEM_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A name as it is kept; `in_keyring`: the file says that a keyring has it too."""

    name: str
    system: str
    in_keyring: bool = False


class SystemMachine(Machine):
    """This computer (ports.ownership.Machine). Any thread; what was found stays found."""

    def __init__(self) -> None:
        given = os.environ.get(VARIABLE, "").strip()
        self._found = _digest(given) if given else ""

    def known(self) -> str | None:
        if not self._found:
            kept = self._kept()
            self._found = kept.name if kept is not None else ""
        return self._found or None

    def named(self) -> str | None:
        name, locked = uuid.uuid4().hex, False
        try:
            if self.known() is not None:
                return self._found
        except SetupProblem:
            # It is not waited for again: the file keeps the name, and the keyring takes it later.
            locked = True
        told = not locked and self._tell_keyring(name)
        if not self._write(Kept(name, self.system(), told)) and not told:
            return None
        self._found = name
        return name

    def system(self) -> str:
        return self._system

    def place_of(self, folder_id: str) -> str:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return read_small(self._home / PLACES / _plain(folder_id)).decode()
        return ""

    def settle(self, folder_id: str, place: str) -> None:
        """What cannot be written down is not known later: the folder's own memory of its place is left."""
        with contextlib.suppress(OSError):
            make_folder(self._home / PLACES)
            with written_whole(self._home / PLACES / _plain(folder_id)) as file:
                file.write(place.encode())

    # -- inside --

    @cached_property
    def _home(self) -> Path:
        chosen = os.environ.get(HOME_VARIABLE, "")
        # A folder of its own: the one of the program's name is a data folder on Windows, and would be copied.
        own = PlatformDirs("EccoDesktopMachine", appauthor=False, roaming=False).user_state_dir
        return Path(chosen or own)

    @cached_property
    def _system(self) -> str:
        said = _system_id()
        return _digest(said) if said else ""

    def _kept(self) -> Kept | None:
        """The name, where it is of this system; SetupProblem where only a locked keyring could tell it."""
        file = self._mine(self._read())
        try:
            said = in_time(lambda: keyring.get_password(SERVICE, USER))
        except NoKeyring:
            return file
        except SetupProblem:
            if file is None:
                raise
            return file
        if told := self._mine(_parsed(said)):
            if file is None or file.name != told.name or not file.in_keyring:
                self._write(Kept(told.name, told.system, in_keyring=True))
            return told
        if file is None or file.in_keyring:
            # The keyring is another one than the name was given to.
            return None
        # It was given when there was no keyring, or a locked one.
        if self._tell_keyring(file.name):
            self._write(Kept(file.name, file.system, in_keyring=True))
        return file

    def _mine(self, kept: Kept | None) -> Kept | None:
        if kept is None or (kept.system and self.system() and kept.system != self.system()):
            return None
        return kept

    def _tell_keyring(self, name: str) -> bool:
        """Whether the keyring has it now: what it says it kept is read back."""

        def tell() -> bool:
            keyring.set_password(SERVICE, USER, f"{name} {self.system()}")
            kept = _parsed(keyring.get_password(SERVICE, USER))
            return kept is not None and kept.name == name

        try:
            told = in_time(tell)
        except (NoKeyring, SetupProblem):
            return False
        words = key_label(_("Nome deste computador"))
        with contextlib.suppress(NoKeyring, SetupProblem):
            in_time(lambda: label(SERVICE, words))
        return told

    def _read(self) -> Kept | None:
        try:
            found = parsed(read_small(self._home / FILE))
            return Kept(str(found["name"]), str(found["system"]), bool(found["in_keyring"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, kept: Kept) -> bool:
        facts = {"name": kept.name, "system": kept.system, "in_keyring": kept.in_keyring}
        try:
            make_folder(self._home)
            with written_whole(self._home / FILE) as file:
                file.write(json.dumps(facts).encode())
        except OSError:
            return False
        return True


def _parsed(said: str | None) -> Kept | None:
    name, _, system = (said or "").partition(" ")
    return Kept(name, system, in_keyring=True) if name else None


def _plain(folder_id: str) -> str:
    return "".join(char for char in folder_id if char.isalnum())[:64] or "x"


def _digest(text: str) -> str:
    return hashlib.sha256(f"ecco-desktop/{text}".encode()).hexdigest()[:32]


def _system_id() -> str:
    """What the system was given when it was installed; "" where it says none."""
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            place = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography")
            return str(winreg.QueryValueEx(place, "MachineGuid")[0])
        return ""
    for path in _SYSTEM_IDS:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if said := path.read_text(encoding="ascii").strip():
                return said
    return ""
