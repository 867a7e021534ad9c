"""What a connection leads to, so that links, bookmarks and facts belong to the shop and not to the row."""

STATEMENTS = (
    "ALTER TABLE connection ADD COLUMN shop TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE connection ADD COLUMN erp TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE connection ADD COLUMN aside INTEGER NOT NULL DEFAULT 0",
    # Product links made before have no proof: the next run of the stock reads the store in full.
    "DELETE FROM bookmark WHERE automation = 'sync_stock' AND name = 'verified'",
)


def up(_migrator, db):
    """What they lead to is filled in when they are opened next."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
