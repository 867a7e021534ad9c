"""The first schema. Frozen: later changes are later steps, and none imports `tables`."""

STATEMENTS = """
CREATE TABLE connection (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, role TEXT NOT NULL, "values" TEXT NOT NULL);
CREATE TABLE carrier_link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  reference_key TEXT NOT NULL, reference TEXT NOT NULL, carrier_id TEXT NOT NULL,
  carrier_name TEXT NOT NULL, form_id TEXT NOT NULL, carrier_code TEXT NOT NULL,
  UNIQUE (connection_id, reference_key));
CREATE TABLE situation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  word TEXT NOT NULL, status TEXT, UNIQUE (connection_id, word));
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, automation TEXT NOT NULL,
  connection_id INTEGER NOT NULL, active INTEGER NOT NULL, recurrence TEXT, options TEXT NOT NULL,
  created_at INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX task_once ON task (automation, connection_id) WHERE deleted = 0;
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL REFERENCES task(id),
  trigger TEXT NOT NULL, state TEXT NOT NULL, queued_at INTEGER NOT NULL, started_at INTEGER,
  ended_at INTEGER, tally TEXT NOT NULL, api_calls INTEGER NOT NULL DEFAULT 0,
  error_key TEXT NOT NULL DEFAULT '', error_values TEXT NOT NULL DEFAULT '{}',
  owner TEXT NOT NULL, lane TEXT NOT NULL DEFAULT '', beat_at INTEGER);
CREATE INDEX run_of_task ON run (task_id, id);
CREATE INDEX run_open ON run (state) WHERE state IN ('queued', 'running');
CREATE INDEX run_finished ON run (task_id, id) WHERE state NOT IN ('queued', 'running', 'skipped');
CREATE TABLE log_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL, task_id INTEGER NOT NULL,
  at INTEGER NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL, key TEXT NOT NULL,
  text TEXT NOT NULL, "values" TEXT NOT NULL, search TEXT NOT NULL);
CREATE INDEX log_of_task ON log_line (task_id, id);
CREATE INDEX log_of_run ON log_line (run_id, id);
CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, erp_id TEXT NOT NULL, outside_id TEXT NOT NULL, label TEXT NOT NULL,
  UNIQUE (connection_id, kind, erp_id), UNIQUE (connection_id, kind, outside_id));
CREATE TABLE intent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, outside_id TEXT NOT NULL, external_number TEXT NOT NULL,
  opened_at INTEGER NOT NULL, UNIQUE (connection_id, kind, outside_id));
CREATE TABLE bookmark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  automation TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  UNIQUE (connection_id, automation, name));
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL, connection_id INTEGER NOT NULL,
  kind TEXT NOT NULL, key TEXT NOT NULL, outside_id TEXT NOT NULL, name TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL,
  detail TEXT NOT NULL);
CREATE INDEX change_of_run ON change (run_id, id);
CREATE INDEX change_of_key ON change (kind, key COLLATE NOCASE, id);
CREATE INDEX change_at ON change (kind, at);
CREATE TABLE sent_stock (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  ref TEXT NOT NULL, quantity INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE (connection_id, ref));
CREATE TABLE pending (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  automation TEXT NOT NULL, record_id TEXT NOT NULL, label TEXT NOT NULL, cause TEXT NOT NULL,
  "values" TEXT NOT NULL, tries INTEGER NOT NULL, first_at INTEGER NOT NULL, next_try_at INTEGER,
  state TEXT NOT NULL, UNIQUE (connection_id, automation, record_id));
CREATE INDEX pending_open ON pending (connection_id, automation) WHERE state != 'solved';
CREATE TABLE pending_try (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pending_id INTEGER NOT NULL REFERENCES pending(id) ON DELETE CASCADE,
  at INTEGER NOT NULL, cause TEXT NOT NULL, "values" TEXT NOT NULL);
CREATE INDEX try_of_pending ON pending_try (pending_id, id);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def up(_migrator, db):
    """Make every table."""
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
