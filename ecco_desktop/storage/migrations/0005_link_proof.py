"""What proves a link: when the outside record was made, and the number its ERP record bears."""

STATEMENTS = (
    "ALTER TABLE link ADD COLUMN made_at INTEGER",
    "ALTER TABLE link ADD COLUMN external_number TEXT NOT NULL DEFAULT ''",
)


def up(_migrator, db):
    """Links made before have neither: they get them at the next reading."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
