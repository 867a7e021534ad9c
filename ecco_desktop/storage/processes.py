"""Which programs are alive, told by process id and start time (ids are used again)."""

import os

import psutil


class SystemProcesses:
    """The processes of this computer (ports.system.Processes)."""

    def __init__(self) -> None:
        self._current = f"{os.getpid()}:{psutil.Process().create_time():.2f}"

    def current(self) -> str:
        """This process: its id and the second it began."""
        return self._current

    def alive(self, owner: str) -> bool:
        """Whether the process that called itself `owner` still lives."""
        pid, _, began = owner.partition(":")
        try:
            process = psutil.Process(int(pid))
            return abs(process.create_time() - float(began)) < 1 and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.Error, ValueError):
            return False
