"""Which programs are alive, told by process id and start time (ids are used again).

psutil is loaded where it is asked: commands that only read answer without it.
"""

import os
from functools import cached_property

from ecco_desktop.ports.system import Processes


class SystemProcesses(Processes):
    """The processes of this computer (ports.system.Processes)."""

    def current(self) -> str:
        """This process: its id and the second it began."""
        return self._current

    @cached_property
    def _current(self) -> str:
        import psutil

        return f"{os.getpid()}:{psutil.Process().create_time():.2f}"

    def alive(self, owner: str) -> bool:
        import psutil

        pid, _, began = owner.partition(":")
        try:
            process = psutil.Process(int(pid))
            return abs(process.create_time() - float(began)) < 1 and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.Error, ValueError):
            return False


def pid_exists(pid: int) -> bool:
    """Whether some process has this id now."""
    import psutil

    return bool(psutil.pid_exists(pid))
