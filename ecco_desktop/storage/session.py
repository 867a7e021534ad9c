"""One connection per thread, short transactions, and database failures in our own words."""

import contextlib
import ctypes
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import peewee

from ecco_desktop.ports.storage import Risk, StorageProblem
from ecco_desktop.storage.failures import is_damage, plain, suspect
from ecco_desktop.storage.original import Original

# SQLite takes 999 variables in old builds.
CHUNK = 900
NORMAL, FULL = 1, 2
P = ParamSpec("P")
T = TypeVar("T")


class Session:
    """Runs queries on one database from any thread."""

    def __init__(self, database: peewee.SqliteDatabase, original: Original, risk: Risk | None = None) -> None:
        self._database = database
        self.risk = risk
        self._synchronous = FULL if risk else NORMAL
        self._original = original
        self._state = threading.local()
        self._keeping, self._kept = threading.Lock(), False

    @contextmanager
    def work(self) -> Iterator[None]:
        """An open connection of this thread; nests. StorageProblem where the database fails, or where its
        file was found to be another one."""
        self._original.refuse()
        depth = getattr(self._state, "depth", 0)
        self._state.depth = depth + 1
        try:
            if self._database.is_closed():
                self._database.connect()
            yield
        except peewee.IntegrityError:
            raise
        except (peewee.PeeweeException, sqlite3.Error) as error:
            if is_damage(error):
                suspect(Path(self._database.database))
                raise StorageProblem("run.damaged", detail=plain(error)) from error
            raise StorageProblem("run.storage", detail=plain(error)) from error
        finally:
            self._state.depth = depth

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nests."""
        with self.work(), self._database.atomic():
            yield

    @contextmanager
    def durable(self) -> Iterator[None]:
        """What is written inside is on the disk when the block ends: no power cut takes it back.

        Costs a wait for the disk. Inside a transaction it does nothing: the whole is not kept yet.
        """
        with self.work():
            if self._database.in_transaction():
                yield
                return
            self._database.execute_sql(f"PRAGMA synchronous = {FULL}")
            try:
                yield
            finally:
                self._database.execute_sql(f"PRAGMA synchronous = {self._synchronous}")

    def run(self, query: Any) -> Any:
        """Execute one query."""
        with self.work():
            return query.execute(self._database)

    def rows(self, query: Any) -> list[Any]:
        """Every row of a select, read to the end: no cursor stays open."""
        with self.work():
            return list(query.execute(self._database))

    def plain(self, query: Any) -> list[tuple[Any, ...]]:
        """Every row of a select as SQLite has it, for columns of texts and numbers: many times as quick."""
        with self.work():
            found: list[tuple[Any, ...]] = self._database.execute(query).fetchall()
            return found

    def read(self, statement: str, values: Sequence[Any], take: Callable[[Iterable[Any]], T]) -> T:
        """What `take` makes of the rows of a statement, which are never held whole."""
        with self.work():
            return take(self._database.execute_sql(statement, values))

    def sql(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a statement peewee has no words for."""
        with self.work():
            found: list[tuple[Any, ...]] = self._database.execute_sql(statement, values).fetchall()
            return found

    def sql_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """One prepared statement for many rows, in one transaction."""
        with self.transaction():
            self._database.connection().executemany(statement, rows)

    def first(self, query: Any) -> Any | None:
        """The first row of a select."""
        found = self.rows(query.limit(1))
        return found[0] if found else None

    def scalar(self, query: Any) -> Any:
        """The first column of the first row."""
        with self.work():
            return query.scalar(self._database)

    def insert_many(
        self,
        model: Any,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        ignore: bool = False,
        same: Sequence[str] = (),
    ) -> int:
        """Insert many rows, the values of `columns`, in one transaction; how many were written.

        With `ignore`, rows that clash are left out; with `same`, a row that has these columns already takes
        the others. One statement is prepared for all: making SQL anew takes much longer than writing.
        """
        fields = [model._meta.fields[column] for column in columns]
        # Texts and numbers go as they are: only our own fields write a value another way.
        ours = [(at, field.db_value) for at, field in enumerate(fields) if "db_value" in vars(type(field))]
        names = ", ".join(f'"{column}"' for column in columns)
        sql = (
            f'INSERT {"OR IGNORE " if ignore else ""}INTO "{model._meta.table_name}" ({names})'  # noqa: S608
            f" VALUES ({', '.join('?' * len(columns))}) {_on_clash(columns, same)}"
        )
        # Made one by one while they are written: there may be as many as a shop has products.
        made = (_made(row, ours) for row in rows) if ours else rows
        with self.transaction():
            connection = self._database.connection()
            before = connection.total_changes
            connection.executemany(sql, made)
            return int(connection.total_changes - before)

    def keep_log(self) -> None:
        """The file is another one: its former log stays out of it.

        SQLite writes the log into the file, and removes it by its name, when the last connection closes. So
        one never does: it is left to the end of the process, which closes it without a word to SQLite.
        """
        with self._keeping, contextlib.suppress(peewee.PeeweeException, sqlite3.Error):
            # A new connection would reach the file by its name: that is the former one only where it was
            # written over in place.
            if not self._kept and (self._original.in_place or not self._database.is_closed()):
                connection = self._database.connection()
                connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
                ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))
                self._kept = True

    def close(self) -> None:
        """Close this thread's connection, where it is not inside a piece of work."""
        idle = getattr(self._state, "depth", 0) == 0 and not self._original.replaced
        if idle and not self._database.is_closed():
            self._database.close()


def _made(row: Sequence[Any], ours: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for at, written in ours:
        values[at] = written(values[at])
    return values


def _on_clash(columns: Sequence[str], same: Sequence[str]) -> str:
    if not same:
        return ""
    taken = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in same)
    return f"ON CONFLICT ({', '.join(same)}) DO UPDATE SET {taken}"


class _Repository(Protocol):
    _session: Session


R = TypeVar("R", bound=_Repository)


def durable(method: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """A method of a repository whose writes no power cut may take back (see Session.durable)."""

    @wraps(method)
    def kept(self: R, /, *words: P.args, **named: P.kwargs) -> T:
        with self._session.durable():
            return method(self, *words, **named)

    return kept
