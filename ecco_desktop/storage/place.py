"""Whether a database keeps its promises in a folder: on this computer's own disk, where nobody else writes.

On a network folder two computers may have the file open, and SQLite's write-ahead log is for one only
(https://sqlite.org/wal.html, "all processes … must be on the same host"). A program that synchronises a
folder copies the file while it is written, and puts older copies in its place.
"""

import contextlib
import os
import sys
from pathlib import Path

from ecco_desktop.ports.storage import Risk

# fmt: off
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "9p", "ceph", "glusterfs",
    "lustre", "beegfs", "webdav", "davfs", "vboxsf", "prl_fs", "vmhgfs", "drvfs", "fuse.sshfs", "fuse.rclone",
    "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.vmhgfs-fuse",
})
# fmt: on
# How programs that synchronise call their folders (the beginning of a name), and what they leave in them.
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "meu drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "megasync": "MEGA",
    "syncthing": "Syncthing",
    "cloudstorage": "Cloud Storage",
}
_LEFT = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync_folder": "pCloud",
}
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")


def risk_of(folder: Path) -> Risk | None:
    """What endangers a database in this folder; None where nothing is known to."""
    here = folder.absolute()
    # A link into a synchronised folder leads there all the same.
    ways = [here, *([real] if (real := _resolved(here)) and real != here else [])]
    for way in ways:
        if service := _synced(way):
            return Risk("storage.synced", {"folder": str(folder), "service": service})
    if kind := _network(ways[-1]):
        return Risk("storage.network", {"folder": str(folder), "kind": kind})
    return None


def _synced(folder: Path) -> str:
    for part in folder.parts:
        name = part.casefold()
        for beginning, service in _SYNCED.items():
            if name.startswith(beginning):
                return service
    for variable in _ONEDRIVE:
        named = os.environ.get(variable, "")
        if named and Path(named) in (folder, *folder.parents):
            return "OneDrive"
    for place in (folder, *folder.parents):
        for name, service in _LEFT.items():
            with contextlib.suppress(OSError):
                if (place / name).exists():
                    return service
    return ""


def _network(folder: Path) -> str:
    """How the system calls what the folder lies on, where that is another computer's; "" where it is not."""
    if sys.platform == "win32":
        import ctypes

        if folder.drive.startswith("\\\\"):
            return folder.drive
        root = f"{folder.drive}\\"
        return root if ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE else ""
    kind = _file_system(folder)
    return kind if kind in _NETWORK else ""


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on; "" where the system does not say.

    What everything lies on is this computer's disk, however it is called (containers).
    """
    best, kind = "", ""
    for place, found in _mounts():
        inside = place == "/" or str(folder) == place or str(folder).startswith(f"{place}/")
        # Of two on one place the later one is seen.
        if inside and len(place) >= len(best):
            best, kind = place, found
    return kind if best != "/" else ""


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        import psutil

        return [(one.mountpoint, one.fstype) for one in psutil.disk_partitions(all=True)]
    found = []
    for line in lines:
        mount, _, kind = line.partition(" - ")
        words, kinds = mount.split(" "), kind.split(" ")
        if len(words) > 4:
            place = words[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
            found.append((place, kinds[0]))
    return found


def _resolved(folder: Path) -> Path | None:
    with contextlib.suppress(OSError, RuntimeError):
        return folder.resolve()
    return None
