"""Finding a text among a million log lines: which lines have all its trigrams, newest first.

Indexing a line costs several times what writing it does, so lines are written without it and indexed
later, in small steps (`extend`). Everything up to the newest indexed line is in the index; what came after
is few and is scanned. Which lines are indexed is kept by the index itself: nothing can get out of step.

Only row numbers are kept (`content=''`, `detail=none`): a line that has all trigrams of a text need not have
the text, so each is looked at once more. A text of one or two letters is looked for by the trigrams that
begin with it: something always follows it in the index, a space at least. The task of a line is indexed with
it, as three times a character of its own, lest a common word be looked for among the lines of all tasks.
"""

import sys
import threading
from collections.abc import Sequence

from ecco_desktop.storage.session import Session

GRAM = 3
# More make a search no narrower, only slower.
GRAMS = 16
# As many trigrams that begin with a short text are asked for at once; one with more is found by a scan.
BEGINNINGS = 400
# Private characters: no text has them. There are as many as there will ever be tasks.
_FIRST_MARK, _MARKS = 0xF0000, 65_000


class LogIndex:
    """Any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._usable: bool | None = None
        self._lock = threading.Lock()

    def takes(self, needle: str) -> bool:
        """Whether a folded text can be looked up here."""
        if not needle or "\0" in needle or not self._is_there():
            return False
        return len(needle) >= GRAM or len(self._beginning(needle)) <= BEGINNINGS

    def newest(self) -> int:
        """The number of the newest line that is indexed; 0 where none is."""
        found = self._session.sql("SELECT max(id) FROM log_index_docsize")[0][0]
        return int(found or 0)

    def extend(self, limit: int) -> int:
        """Index the oldest lines that are not yet, up to `limit`; how many were (0: all are)."""
        if not self._is_there():
            return 0
        with self._session.transaction():
            rows = self._session.sql(
                "SELECT id, search, task_id FROM log_line WHERE id > ? ORDER BY id LIMIT ?",
                (self.newest(), limit),
            )
            self._session.sql_many(
                "INSERT INTO log_index (rowid, line) VALUES (?, ?)",
                [(number, _indexed(search, task_id)) for number, search, task_id in rows],
            )
        return len(rows)

    def drop(self, numbers: Sequence[int]) -> None:
        """Take lines out that are about to be deleted; inside the transaction that deletes them."""
        if not numbers or not self._is_there():
            return
        marks = ",".join("?" * len(numbers))
        rows = self._session.sql(
            f"SELECT id, search, task_id FROM log_line WHERE id <= ? AND id IN ({marks})",  # noqa: S608
            (self.newest(), *numbers),
        )
        self._session.sql_many(
            "INSERT INTO log_index (log_index, rowid, line) VALUES ('delete', ?, ?)",
            [(number, _indexed(search, task_id)) for number, search, task_id in rows],
        )

    def find(
        self,
        needle: str,
        task_id: int,
        *,
        run_id: int | None,
        before_id: int | None,
        levels: Sequence[str] | None,
        limit: int,
    ) -> list[int]:
        """The newest indexed lines of a task that have the folded text, newest first."""
        if len(needle) >= GRAM:
            grams = dict.fromkeys(needle[at : at + GRAM] for at in range(len(needle) - GRAM + 1))
            wanted = " AND ".join(map(_quoted, list(grams)[:GRAMS]))
        else:
            wanted = " OR ".join(map(_quoted, self._beginning(needle)))
        if not wanted:
            return []
        match = f"{_quoted(_mark(task_id))} AND ({wanted})"
        conditions: list[tuple[str, Sequence[object]]] = [
            ("log_index MATCH ?", [match]),
            ("l.task_id = ?", [task_id]),
            ("instr(l.search, ?) > 0", [needle]),
        ]
        if before_id is not None:
            conditions.append(("log_index.rowid < ?", [before_id]))
        if run_id is not None:
            conditions.append(("l.run_id = ?", [run_id]))
        if levels is not None:
            conditions.append((f"l.level IN ({','.join('?' * len(levels))})", levels))
        rows = self._session.sql(
            "SELECT l.id FROM log_index CROSS JOIN log_line l ON l.id = log_index.rowid"  # noqa: S608
            f" WHERE {' AND '.join(said for said, _ in conditions)} ORDER BY log_index.rowid DESC LIMIT ?",
            [*(value for _, values in conditions for value in values), limit],
        )
        return [int(number) for (number,) in rows]

    def _beginning(self, short: str) -> list[str]:
        rows = self._session.sql(
            "SELECT term FROM log_trigram WHERE term >= ? AND term < ? LIMIT ?",
            (short, f"{short}{chr(sys.maxunicode)}", BEGINNINGS + 1),
        )
        return [term for (term,) in rows]

    def _is_there(self) -> bool:
        with self._lock:
            if self._usable is None:
                tables = self._session.sql("SELECT 1 FROM sqlite_master WHERE name = 'log_trigram'")
                self._usable = bool(tables)
            return self._usable


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'


def _indexed(search: str, task_id: int) -> str:
    return f"{search} {_mark(task_id)}"


def _mark(task_id: int) -> str:
    return chr(_FIRST_MARK + task_id % _MARKS) * GRAM
