"""Which process this is, and which others are surely dead.

A process number proves nothing across worlds: another computer on a shared folder and a container have
numbers of their own, the same ones. So a process names its world with its number, and only one of the very
same world can be told dead by it. Whether it lives is told by its lease (see jobs.engine.owner).

psutil is loaded where it is asked: commands that only read answer without it.
"""

import os
import platform
from functools import cached_property
from pathlib import Path

from ecco_desktop.ports.system import Processes

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NAMESPACE = "/proc/self/ns/pid"


class SystemProcesses(Processes):
    """The processes of this computer (ports.system.Processes)."""

    def current(self) -> str:
        """This process: its world, its id and the second it began."""
        return self._current

    def gone(self, process: str) -> bool:
        import psutil

        world, _, number = process.rpartition("|")
        pid, _, began = number.partition(":")
        if not world or world != self._world:
            return False
        try:
            found = psutil.Process(int(pid))
            same = abs(found.create_time() - float(began)) < 1
            return not same or found.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True
        except (psutil.Error, ValueError):
            # It may not be looked at: that is no proof.
            return False

    @cached_property
    def _current(self) -> str:
        import psutil

        return f"{self._world}|{os.getpid()}:{psutil.Process().create_time():.2f}"

    @cached_property
    def _world(self) -> str:
        """Where numbers of processes mean the same: this computer since it was switched on, this container,
        this person (who may not see the processes of others)."""
        import psutil

        try:
            since = _BOOT.read_text().strip()
        except OSError:
            # Told in whole seconds, and a clock that is set moves it: then the lease tells, a little later.
            since = f"{psutil.boot_time():.0f}"
        try:
            namespace = os.readlink(_NAMESPACE)
        except OSError:
            namespace = ""
        person = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
        return f"{platform.node()}/{since}/{namespace}/{person}".replace("|", "/")


def pid_exists(pid: int) -> bool:
    """Whether some process has this id now."""
    import psutil

    return bool(psutil.pid_exists(pid))
