"""An index of the log's texts by trigrams (see storage.log_index); empty at first, filled in small steps."""

import contextlib

import peewee

STATEMENT = "CREATE VIRTUAL TABLE log_index USING fts5 (line, content='', tokenize='trigram', detail=none)"


def up(_migrator, db):
    """Make it; an SQLite without FTS5 or trigrams (before 3.34) does without: the log is then scanned."""
    with contextlib.suppress(peewee.OperationalError):
        db.execute_sql(STATEMENT)
