"""Opening the database: pragmas, backup before migrations, damage found at the start."""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import peewee
from playhouse.migrations import Runner as Migrations

from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.paths import made_new, make_folder
from ecco_desktop.ports.storage import DatabaseState, Risk, Storage, StorageProblem
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.bookmarks import Bookmarks, Settings
from ecco_desktop.storage.connections import Connections
from ecco_desktop.storage.failures import APPLICATION_ID, is_damage, plain, suspect, suspected, trust
from ecco_desktop.storage.figures import Figures
from ecco_desktop.storage.ledger import Ledger
from ecco_desktop.storage.links import Links
from ecco_desktop.storage.memory import Memory
from ecco_desktop.storage.notices import Notices
from ecco_desktop.storage.original import Original, set_former_log_aside
from ecco_desktop.storage.owners import Owners
from ecco_desktop.storage.pending import Pending
from ecco_desktop.storage.place import risk_of
from ecco_desktop.storage.runs import Runs
from ecco_desktop.storage.scratch import copied, sweep
from ecco_desktop.storage.session import FULL, NORMAL, Session
from ecco_desktop.storage.tasks import Tasks
from ecco_desktop.storage.upkeep import Upkeep

BUSY_SECONDS = 10
_log = logging.getLogger(__name__)
_STEPS = Path(__file__).parent / "migrations"
# synchronous 1 (NORMAL): a power cut may take the newest transactions, never the file, and always the newest
# only: what is left is how things stood a moment before. Session.durable makes the few that must not go wait
# for the disk. Measured on an SSD: 0.01 ms a transaction against 0.34 ms; on a turning disk 10 to 20 ms.
# cache_size in KB, for each connection, and each thread has one: with 16 MB the window held 145 MB more.
# The journal is asked for by itself: what the file system gives is read back (see _settle_journal).
_PRAGMAS = {"synchronous": NORMAL, "foreign_keys": 1, "cache_size": -2000}
# What every version of ours has; another program's file cannot have both by chance.
_HISTORY, _FIRST_STEP = "schema_migration", "0001_first"
_SAFE_JOURNALS = ("wal", "delete", "truncate", "persist")


class SqliteStorage(Storage):
    """One SQLite file; each repository speaks through the same session."""

    def __init__(self, database: peewee.SqliteDatabase, risk: Risk | None = None) -> None:
        self._database = database
        self._original = Original(Path(database.database))
        self._session = Session(database, self._original, risk)
        self._connections = Connections(self._session)
        self._tasks = Tasks(self._session)
        self._runs = Runs(self._session)
        self._owners = Owners(self._session)
        self._links = Links(self._session)
        self._bookmarks = Bookmarks(self._session)
        self._ledger = Ledger(self._session)
        self._pending = Pending(self._session)
        self._memory = Memory(self._session)
        self._settings = Settings(self._session)
        self._notices = Notices(self._session)
        self._upkeep = Upkeep(self._session)
        self._figures = Figures(self._session)

    @property
    def connections(self) -> Connections:
        return self._connections

    @property
    def tasks(self) -> Tasks:
        return self._tasks

    @property
    def runs(self) -> Runs:
        return self._runs

    @property
    def owners(self) -> Owners:
        return self._owners

    @property
    def links(self) -> Links:
        return self._links

    @property
    def bookmarks(self) -> Bookmarks:
        return self._bookmarks

    @property
    def ledger(self) -> Ledger:
        return self._ledger

    @property
    def pending(self) -> Pending:
        return self._pending

    @property
    def memory(self) -> Memory:
        return self._memory

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def notices(self) -> Notices:
        return self._notices

    @property
    def upkeep(self) -> Upkeep:
        return self._upkeep

    @property
    def figures(self) -> Figures:
        return self._figures

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._session.transaction():
            yield

    @contextmanager
    def scratch(self) -> Iterator["SqliteStorage"]:
        """A copy to play with, without the past; gone at the end of the block."""

        def open_copy(folder: Path) -> tuple[SqliteStorage, peewee.SqliteDatabase]:
            made = open_storage(folder)
            return made, made._database

        try:
            with copied(Path(self._database.database), open_copy) as storage:
                yield storage
        except OSError as error:
            raise StorageProblem("run.storage", detail=error.strerror or error) from error

    def look(self, *, leave_mark: bool = False) -> None:
        """A mark is written into the first page, from the log into the file, and looked at there."""
        try:
            self._original.look()
            if leave_mark:
                with self._session.transaction():
                    come = int(self._session.sql("PRAGMA user_version")[0][0])
                    self._session.sql(f"PRAGMA user_version = {self._original.next_mark(come)}")
                # Passive: it waits for nobody; the next one takes what is left, or what found no room.
                with contextlib.suppress(StorageProblem):
                    self._session.sql("PRAGMA wal_checkpoint(PASSIVE)")
                self._original.look()
        finally:
            if self._original.replaced:
                self._session.keep_log()

    def examine(self) -> DatabaseState:
        with self._session.work():
            verdict = str(self._database.execute_sql("PRAGMA quick_check(1)").fetchone()[0])
            applied = sorted(Migrations(self._database, str(_STEPS)).applied())
        size = Path(self._database.database).stat().st_size
        return DatabaseState(applied[-1] if applied else "?", size, "" if verdict == "ok" else verdict)

    def close(self) -> None:
        self._session.close()

    def finish(self) -> None:
        """The program ends: empty the write-ahead log, which would otherwise tell of a crash.

        Threads of the window's pool keep their connections until the process ends, so closing is not enough.
        """
        with contextlib.suppress(StorageProblem), self._session.work():
            # Another program may be reading: half a second is all a shutdown can spare.
            self._database.execute_sql("PRAGMA busy_timeout = 500")
            self._database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()


def open_storage(folder: Path) -> SqliteStorage:
    """The database in `folder`, made or brought up to date; StorageProblem where that cannot be.

    "storage.damaged" and "storage.missing" (see domain.keeping.LOST_KEYS): a copy may take its place.
    "storage.foreign": another program's file, which is not touched. "storage.journal": a file system that
    keeps no promise.
    """
    path = folder / FILE
    try:
        make_folder(folder)
        sweep(folder)
        set_former_log_aside(path)
        gone = not path.exists() or not path.stat().st_size
        if gone and (suspected(path) or Backups(folder).all(datetime.now(UTC))):
            # A power cut or an antivirus took it: an empty one would look like a new shop.
            raise StorageProblem("storage.missing", folder=folder)
        if not path.exists():
            # Made by us first, so that nobody else on the computer can ever read it.
            with contextlib.suppress(FileExistsError):
                made_new(path)
        for tail in ("", "-wal", "-shm", "-journal"):
            if (link := path.with_name(path.name + tail)).is_symlink():
                raise StorageProblem("storage.link", file=link)
    except OSError as error:
        raise StorageProblem("storage.folder", folder=folder, detail=plain(error)) from error
    # Before it is opened for writing: nothing of another program's file is changed.
    _refuse_foreign(path)
    # Immediate: a deferred transaction that reads first fails at once with "database is locked".
    database = peewee.SqliteDatabase(
        str(path), pragmas=_PRAGMAS, timeout=BUSY_SECONDS, lock_type="immediate", check_same_thread=False
    )
    # SQLite takes the write-ahead log away at an orderly end: one that is left tells of a crash.
    log = folder / f"{FILE}-wal"
    unclean = log.exists() and log.stat().st_size > 0
    try:
        database.connect()
        if unclean or suspected(path):
            _check(database, folder)
        risk = _settle_journal(database, folder)
        _migrate(database, folder)
    except (peewee.PeeweeException, sqlite3.Error) as error:
        if is_damage(error):
            suspect(path)
            raise StorageProblem("storage.damaged", folder=folder) from error
        raise StorageProblem("storage.folder", folder=folder, detail=plain(error)) from error
    finally:
        with contextlib.suppress(peewee.PeeweeException, sqlite3.Error):
            database.close()
    return SqliteStorage(database, risk)


def _refuse_foreign(path: Path) -> None:
    """StorageProblem("storage.foreign") where the file is a database of another program.

    Read without a lock and past its log: it is left as it is. What cannot be read is told by who follows.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as read:
            number = int(read.execute("PRAGMA application_id").fetchone()[0])
            rows = read.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            tables = {str(name) for (name,) in rows} - {"sqlite_sequence"}
            steps = read.execute(f"SELECT name FROM {_HISTORY}").fetchall() if _HISTORY in tables else []  # noqa: S608
    except (sqlite3.Error, ValueError):
        return
    # Earlier versions gave no number; a first start that was cut has no more than an empty history.
    known = tables <= {_HISTORY} or (_FIRST_STEP,) in steps
    if number not in (0, APPLICATION_ID) or not known:
        raise StorageProblem("storage.foreign", file=path)


def _settle_journal(database: peewee.SqliteDatabase, folder: Path) -> Risk | None:
    """Ask for the write-ahead log, read back what is given, make up for it; what endangers the data there.

    StorageProblem("storage.journal") where a power cut or a crash would lose what was written.
    """
    risk = risk_of(folder)
    asked = "delete" if risk else "wal"
    with contextlib.suppress(peewee.OperationalError):
        # Another program that has it open keeps the journal as it is.
        database.execute_sql(f"PRAGMA journal_mode = {asked}")
    given = str(database.execute_sql("PRAGMA journal_mode").fetchone()[0]).casefold()
    if given not in _SAFE_JOURNALS:
        raise StorageProblem("storage.journal", folder=folder, mode=given)
    if risk is None and given != "wal":
        risk = Risk("storage.no_wal", {"folder": str(folder), "mode": given})
    if risk is not None:
        # Without the log a file that was not waited for can be broken by a power cut.
        database.pragma("synchronous", FULL, permanent=True)
        _log.warning("the data lies where it is in danger: %s, journal %s", risk.key, given)
    return risk


def _check(database: peewee.SqliteDatabase, folder: Path) -> None:
    """Notice damage before anything is written (`quick_check` reads every page: seconds on a large file)."""
    path = folder / FILE
    # After damage was met at work the indexes are read as well.
    check = "integrity" if suspected(path) else "quick"
    verdict = database.execute_sql(f"PRAGMA {check}_check(1)").fetchone()
    if verdict and verdict[0] != "ok":
        suspect(path)
        raise StorageProblem("storage.damaged", folder=folder)
    trust(path)


def _migrate(database: peewee.SqliteDatabase, folder: Path) -> None:
    steps = Migrations(database, str(_STEPS))
    known = {step.name for step in steps.migrations()}
    applied = set(steps.applied())
    if applied - known:
        raise StorageProblem("storage.newer")
    if applied and known - applied:
        Backups(folder).make(BackupKind.BEFORE_UPDATE, datetime.now(UTC))
    if known - applied:
        steps.up()
    if not int(database.execute_sql("PRAGMA application_id").fetchone()[0]):
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
