"""Carrier links by the platform's id of a way of sending. Earlier ones hold for every way of their title."""


def up(_migrator, db):
    """The key of a row with an id holds it, too: titles may be shared (see `storage.connections`)."""
    db.execute_sql("ALTER TABLE carrier_link ADD COLUMN method TEXT NOT NULL DEFAULT ''")
