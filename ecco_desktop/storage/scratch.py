"""A copy of the database to play with: what a simulation writes goes nowhere."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import peewee

from ecco_desktop.storage.processes import pid_exists

PREFIX = "scratch-"
# Parents first. The past (runs, log lines, older changes) stays behind: it is what makes a database large.
TABLES = (
    "connection",
    "carrier_link",
    "situation",
    "task",
    "link",
    "intent",
    "bookmark",
    "sent_stock",
    "pending",
    "memory",
    "setting",
)
# What the brake compares with; a day before the last row is a day before now, or more.
LAST_DAY = """
INSERT INTO change SELECT * FROM original.change
WHERE at >= (SELECT MAX(at) FROM original.change) - 24 * 3600 * 1000000
"""


def sweep(folder: Path) -> None:
    """Remove copies that a program left when it was killed; those of living programs stay."""
    for left in folder.glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX).partition("-")[0]
        if not pid.isdigit() or not pid_exists(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def copied(source: Path, open_copy: Callable[[Path], tuple[Any, peewee.SqliteDatabase]]) -> Iterator[Any]:
    """A storage on a copy of `source`, made by `open_copy` in a folder beside it; gone at the end."""
    with TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", dir=source.parent) as folder:
        storage, database = open_copy(Path(folder))
        database.connect(reuse_if_open=True)
        database.execute_sql("ATTACH DATABASE ? AS original", (str(source),))
        with database.atomic():
            for table in TABLES:
                database.execute_sql(f"INSERT INTO {table} SELECT * FROM original.{table}")  # noqa: S608 - our own names
            database.execute_sql(LAST_DAY)
        database.execute_sql("DETACH DATABASE original")
        database.close()
        try:
            yield storage
        finally:
            storage.close()
