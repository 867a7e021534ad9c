"""One connection per thread, short transactions, and database failures in our own words."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import peewee

from ecco_desktop.ports.storage import StorageProblem

# SQLite takes 999 variables in old builds; the widest row has a dozen columns.
CHUNK = 60


class Session:
    """Runs queries on one database from any thread."""

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database = database
        self._state = threading.local()

    @contextmanager
    def work(self) -> Iterator[None]:
        """An open connection of this thread; nests. StorageProblem where the database fails."""
        depth = getattr(self._state, "depth", 0)
        self._state.depth = depth + 1
        try:
            if self._database.is_closed():
                self._database.connect()
            yield
        except peewee.IntegrityError:
            raise
        except (peewee.PeeweeException, sqlite3.Error) as error:
            raise StorageProblem("run.storage", detail=_plain(error)) from error
        finally:
            self._state.depth = depth

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nests."""
        with self.work(), self._database.atomic():
            yield

    def run(self, query: Any) -> Any:
        """Execute one query."""
        with self.work():
            return query.execute(self._database)

    def rows(self, query: Any) -> list[Any]:
        """Every row of a select, read to the end: no cursor stays open."""
        with self.work():
            return list(query.execute(self._database))

    def first(self, query: Any) -> Any | None:
        """The first row of a select."""
        found = self.rows(query.limit(1))
        return found[0] if found else None

    def scalar(self, query: Any) -> Any:
        """The first column of the first row."""
        with self.work():
            return query.scalar(self._database)

    def insert_many(self, model: Any, rows: Sequence[dict[str, Any]]) -> None:
        """Insert many rows in one transaction."""
        with self.transaction():
            for start in range(0, len(rows), CHUNK):
                self.run(model.insert_many(rows[start : start + CHUNK]))

    def close(self) -> None:
        """Close this thread's connection, where it is not inside a piece of work."""
        if getattr(self._state, "depth", 0) == 0 and not self._database.is_closed():
            self._database.close()


def _plain(error: Exception) -> str:
    text = str(error).casefold()
    known = {
        "full": "o disco está cheio",
        "readonly": "a pasta de dados não permite gravação",
        "unable to open": "a pasta de dados não pode ser aberta",
        "malformed": "o arquivo de dados está danificado",
        "not a database": "o arquivo de dados está danificado",
        "locked": "outro programa está usando o arquivo de dados",
        "disk i/o": "o disco não responde",
    }
    return next((words for part, words in known.items() if part in text), "erro do banco de dados")
