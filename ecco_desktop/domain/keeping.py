"""Copies of what is kept on this computer, and what is known of a restored one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

DAY = timedelta(days=1)
# Where a restore is remembered among the settings, until the program has told of it and acted on it.
RESTORED_KEY = "restored"
# What a start says where the data cannot be used and a copy may replace it.
LOST_KEYS = frozenset({"storage.damaged", "storage.missing"})


class BackupKind(StrEnum):
    """Why a copy was made; each kind has its own seven. The value begins the file's name."""

    DAILY = "daily"
    BEFORE_UPDATE = "ecco"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the database, made at a UTC instant; `size` in bytes."""

    path: Path
    at: datetime
    size: int = 0
    kind: BackupKind = BackupKind.DAILY


def newest_first(backups: list[Backup], now: datetime) -> list[Backup]:
    """By time; those a wrong clock dated after `now` (UTC) come last, for nobody knows their age."""
    limit = now + timedelta(hours=1)
    return sorted(backups, key=lambda one: (one.at <= limit, one.at), reverse=True)


def is_due(newest: Backup | None, now: datetime) -> bool:
    """Whether a day has passed since the newest copy; one that a wrong clock dated later does not count."""
    return newest is None or abs(now - newest.at) >= DAY
