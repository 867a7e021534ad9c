"""Whose run it is: programs at work on this folder, each with its beats."""

STATEMENTS = (
    "CREATE TABLE owner (token TEXT PRIMARY KEY, process TEXT NOT NULL, beats INTEGER NOT NULL DEFAULT 0, "
    "beat_at INTEGER NOT NULL)",
    "CREATE INDEX run_of_owner ON run (owner) WHERE state IN ('queued', 'running')",
)


def up(_migrator, db):
    """Runs that an earlier version left open keep their process number as owner: it has no row here."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
