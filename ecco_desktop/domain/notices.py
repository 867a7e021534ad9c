"""What the program has to tell: kinds of notices, and how one is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """Each can be switched off on its own."""

    FAILURE = "failure"
    RECOVERY = "recovery"
    FINDING = "finding"
    SUCCESS = "success"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Notice:
    """A few words for the tray and the list; `task_id` None where it speaks of several tasks.

    `quiet`: it was held back in the quiet hours, and is only in the list. `at` is UTC.
    """

    title: str
    body: str
    kind: NoticeKind
    task_id: int | None
    at: datetime | None = None
    seen: bool = False
    quiet: bool = False
    id: int = 0

    @property
    def failure(self) -> bool:
        """Whether something is wrong."""
        return self.kind in (NoticeKind.FAILURE, NoticeKind.SILENCE)


class Who(StrEnum):
    """Who changes the configuration."""

    OWNER = "owner"
    TECHNICIAN = "technician"
    COMMAND_LINE = "command_line"
    SCHEDULER = "scheduler"


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changed what in the configuration, and when (UTC): `key` and `values` word it.

    `actor` is a `Who`, or a name that a later version wrote.
    """

    at: datetime
    actor: str
    key: str
    values: dict[str, str]
