"""An index of the log's texts by trigrams (see storage.log_index); empty at first, filled in small steps."""

import contextlib

import peewee

STATEMENTS = (
    "CREATE VIRTUAL TABLE log_index USING fts5 (line, content='', tokenize='trigram', detail=none)",
    # The trigrams there are: a text of two letters is looked for by the trigrams that begin with it.
    "CREATE VIRTUAL TABLE log_trigram USING fts5vocab (log_index, row)",
)


def up(_migrator, db):
    """Make it; an SQLite without FTS5 or trigrams (before 3.34) does without: the log is then scanned."""
    with contextlib.suppress(peewee.OperationalError):
        for statement in STATEMENTS:
            db.execute_sql(statement)
