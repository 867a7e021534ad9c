"""Where things are kept: data, technical log, resources. What is made is for its owner alone."""

import contextlib
import errno
import glob
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from platformdirs import PlatformDirs

_HERE = Path(__file__).resolve().parent
# How the window looks on this computer: written by Qt, its language also read by the command line.
LOOK_FILE = "janela.ini"
FOLDER_MODE, FILE_MODE = 0o700, 0o600
# Nothing that is written whole takes so long: what is older was left by a crash.
HALF_WRITTEN_SECONDS = 3600.0
SMALL_BYTES = 1_000_000
# Windows has neither; there a link is an administrator's to make.
_NOFOLLOW, _NONBLOCK = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
# What stands in a data folder; nothing else of a folder that a person chose is ours to close.
OURS = (
    "ecco*",
    "*.json",
    "*.new",
    "*.trava",
    "chaves.*",
    "janela.ini*",
    "window.lock",
    "logs/*",
    "backups/*",
)
IN_DOCS = ("manual", "pictures")
OUR_FOLDERS = ("logs", "backups", "demo")


def resource(name: str) -> Path:
    """A folder of resources ("icons", "translations", "manual"): in the wheel they lie in the package, in the
    source tree at its top (the manual in docs/)."""
    installed = _HERE / "resources" / name
    if installed.is_dir():
        return installed
    return _HERE.parent / ("docs" if name in IN_DOCS else "resources") / name


def data_dir(chosen: Path | None, *, demo: bool) -> Path:
    """The data folder (not made here): the chosen one or the user's own; the demo has one inside it."""
    if chosen is None:
        # Without appauthor=False Windows gets the name twice; no roaming: SQLite must not roam.
        chosen = Path(PlatformDirs("EccoDesktop", appauthor=False, roaming=False).user_data_dir)
    folder = chosen.expanduser().absolute()
    return folder / "demo" if demo else folder


def log_dir(data: Path) -> Path:
    """The folder of the technical log."""
    return data / "logs"


def keep_to_owner() -> None:
    """From now on this process and its children make nothing that other users can read."""
    os.umask(0o077)


def make_folder(folder: Path) -> None:
    """Make a folder and what leads to it, for its owner alone; OSError where it cannot be."""
    # Path.mkdir(parents=True) gives its mode to the last one only.
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True, mode=FOLDER_MODE)
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` once the block has ended well, for its owner alone.

    OSError where it cannot be: the old one stays then, and nothing beside it. One that was made read-only
    stays too (Windows refuses by itself, other systems would replace it).
    """
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISREG((there := path.lstat()).st_mode) and not there.st_mode & 0o222:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _sweep(path)
    # A new file of a name nobody can foresee: what was planted there is never followed, and two programs
    # never write into one another's.
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            yield file
            file.flush()
            # Else a power cut could leave the new name on an empty file.
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _sweep(path: Path) -> None:
    """Take away what a crash left half written beside `path`; one that is young may be another program's."""
    for left in path.parent.glob(f"{glob.escape(path.name)}.????????.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > HALF_WRITTEN_SECONDS:
                left.unlink()


def owner_only(path: str | Path, flags: int, *, follow: bool = False) -> int:
    """An opener (see `open`) whose new files only their owner can read, whatever the umask.

    A link planted under the name is not followed (unless asked for), and what is no file is not opened:
    OSError.
    """
    # Not waiting: a pipe of that name would keep us for ever.
    opened = os.open(path, flags | _NONBLOCK | (0 if follow else _NOFOLLOW), FILE_MODE)
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return opened
    os.close(opened)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def made_new(path: Path) -> None:
    """Make an empty file for its owner alone; FileExistsError where anything has that name, a link too."""
    os.close(owner_only(path, os.O_CREAT | os.O_EXCL | os.O_RDWR))


def copy_new(source: Path, target: Path) -> None:
    """Copy a file to a name that nothing has yet, for its owner alone, and wait for the disk; OSError."""
    opened = owner_only(target, os.O_CREAT | os.O_EXCL | os.O_RDWR)
    with open(opened, "wb") as file, source.open("rb") as read:
        shutil.copyfileobj(read, file)
        file.flush()
        os.fsync(file.fileno())


def drop_link(path: Path) -> None:
    """Take away a link that stands where a file of ours belongs, so that nobody writes through it."""
    if path.is_symlink():
        path.unlink()


def read_small(path: Path, most: int = SMALL_BYTES, *, follow: bool = False) -> bytes:
    """All of a small file; OSError where it is not there, no file, larger than `most`, or a link.

    A link is followed (`follow`) only where a person chose the file.
    """
    with open(path, "rb", opener=partial(owner_only, follow=follow)) as file:
        found = file.read(most + 1)
    if len(found) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return found


def close_to_others(data: Path) -> None:
    """Take from other users what an earlier version, or a copy by hand, left open in a data folder."""
    if os.name != "posix":
        return
    for pattern in OURS:
        for path in data.glob(pattern):
            if path.is_file() and not path.is_symlink():
                _restrict(path, FILE_MODE)
    for name in OUR_FOLDERS:
        if (data / name).is_dir():
            _restrict(data / name, FOLDER_MODE)
    if (data / "ecco.sqlite3").exists():
        _restrict(data, FOLDER_MODE)


def _restrict(path: Path, mode: int) -> None:
    # Somebody else's file, or one that has just gone: nothing to do about it here.
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(mode)
