"""What the thirteen automations remember, and the indexes of the order timeline."""

STATEMENTS = """
CREATE TABLE memory (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, ref TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
  UNIQUE (connection_id, kind, ref));
CREATE INDEX log_of_subject ON log_line (subject, id) WHERE subject != '';
CREATE INDEX link_of_label ON link (kind, label);
CREATE INDEX change_of_exact_key ON change (key, id);
CREATE INDEX pending_of_label ON pending (label)
"""


def up(_migrator, db):
    """Make them."""
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
