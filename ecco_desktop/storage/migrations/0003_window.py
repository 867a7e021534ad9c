"""What the whole window keeps: notices, who changed what, chosen words for the store, notes of tasks."""

STATEMENTS = """
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  body TEXT NOT NULL, task_id INTEGER, seen INTEGER NOT NULL DEFAULT 0, quiet INTEGER NOT NULL DEFAULT 0);
CREATE INDEX notice_unseen ON notice (id) WHERE seen = 0;
CREATE TABLE deed (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, key TEXT NOT NULL,
  "values" TEXT NOT NULL);
CREATE TABLE outgoing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  status TEXT NOT NULL, word TEXT NOT NULL, UNIQUE (connection_id, status));
ALTER TABLE task ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN muted_until INTEGER;
CREATE INDEX run_at ON run (queued_at);
CREATE INDEX log_errors ON log_line (level, id) WHERE level != 'info'
"""


def up(_migrator, db):
    """Make them."""
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
