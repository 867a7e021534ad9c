"""The tables as peewee models. They are bound to no database: a repository runs each query on its own."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    IntegerField,
    Model,
    TextField,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class InstantField(BigIntegerField):
    """An aware UTC instant, kept as whole microseconds so that it sorts."""

    def db_value(self, value: Any) -> int | None:
        """The instant as a number."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def python_value(self, value: Any) -> datetime | None:
        """The number as an instant in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class JsonField(TextField):
    """A mapping of texts."""

    def db_value(self, value: Any) -> str:
        """The mapping as JSON."""
        return json.dumps(dict(value or {}), ensure_ascii=False, separators=(",", ":"))

    def python_value(self, value: Any) -> dict[str, Any]:
        """The JSON as a mapping."""
        found = json.loads(value) if value else {}
        return found if isinstance(found, dict) else {}


class ConnectionRow(Model):
    """A saved connection, without secrets."""

    id = AutoField()
    name = TextField()
    name_key = TextField(unique=True)
    kind = TextField()
    role = TextField()
    values = JsonField()
    # See domain.connections.Connection; `aside`: another shop has its name and tasks now.
    shop = TextField(default="")
    erp = TextField(default="")
    aside = BooleanField(default=False)

    class Meta:
        table_name = "connection"


class CarrierLinkRow(Model):
    """A shipping reference tied to an ERP carrier."""

    id = AutoField()
    connection_id = IntegerField()
    reference_key = TextField()
    reference = TextField()
    carrier_id = TextField()
    carrier_name = TextField()
    form_id = TextField()
    carrier_code = TextField()
    method = TextField(default="")

    class Meta:
        table_name = "carrier_link"


class StatusRow(Model):
    """A platform status mapped by a person."""

    id = AutoField()
    connection_id = IntegerField()
    word = TextField()
    status = TextField(null=True)

    class Meta:
        table_name = "situation"


class TaskRow(Model):
    """A scheduled task."""

    id = AutoField()
    name = TextField()
    automation = TextField()
    connection_id = IntegerField()
    active = BooleanField()
    recurrence = TextField(null=True)
    options = JsonField()
    created_at = InstantField()
    deleted = BooleanField(default=False)
    note = TextField(default="")
    muted_until = InstantField(null=True)

    class Meta:
        table_name = "task"


class RunRow(Model):
    """A run."""

    id = AutoField()
    task_id = IntegerField()
    trigger = TextField()
    state = TextField()
    queued_at = InstantField()
    started_at = InstantField(null=True)
    ended_at = InstantField(null=True)
    tally = JsonField()
    api_calls = IntegerField(default=0)
    error_key = TextField(default="")
    error_values = JsonField(default=dict)
    owner = TextField()
    lane = TextField(default="")
    beat_at = InstantField(null=True)

    class Meta:
        table_name = "run"


class OwnerRow(Model):
    """A program that runs something."""

    token = TextField(primary_key=True)
    process = TextField()
    beats = IntegerField(default=0)
    beat_at = InstantField()

    class Meta:
        table_name = "owner"


class LogRow(Model):
    """A line of the task log; `search` is its text without letter case and accents."""

    id = AutoField()
    run_id = IntegerField()
    task_id = IntegerField()
    at = InstantField()
    level = TextField()
    subject = TextField()
    key = TextField()
    text = TextField()
    values = JsonField()
    search = TextField()

    class Meta:
        table_name = "log_line"


class LinkRow(Model):
    """An ERP id tied to an outside id."""

    id = AutoField()
    connection_id = IntegerField()
    kind = TextField()
    erp_id = TextField()
    outside_id = TextField()
    label = TextField()
    made_at = InstantField(null=True)
    external_number = TextField()

    class Meta:
        table_name = "link"


class IntentRow(Model):
    """A creation about to be sent."""

    id = AutoField()
    connection_id = IntegerField()
    kind = TextField()
    outside_id = TextField()
    external_number = TextField()
    opened_at = InstantField()

    class Meta:
        table_name = "intent"


class BookmarkRow(Model):
    """How far an automation has read."""

    id = AutoField()
    connection_id = IntegerField()
    automation = TextField()
    name = TextField()
    value = TextField()

    class Meta:
        table_name = "bookmark"


class ChangeRow(Model):
    """A row of the change ledger."""

    id = AutoField()
    run_id = IntegerField()
    connection_id = IntegerField()
    kind = TextField()
    key = TextField()
    outside_id = TextField()
    name = TextField()
    before = TextField()
    after = TextField()
    outcome = TextField()
    at = InstantField()
    detail = JsonField()

    class Meta:
        table_name = "change"


class SentStockRow(Model):
    """The quantity a store last acknowledged."""

    id = AutoField()
    connection_id = IntegerField()
    ref = TextField()
    quantity = IntegerField()
    at = InstantField()

    class Meta:
        table_name = "sent_stock"


class PendingRow(Model):
    """A record that failed."""

    id = AutoField()
    connection_id = IntegerField()
    automation = TextField()
    record_id = TextField()
    label = TextField()
    cause = TextField()
    values = JsonField()
    tries = IntegerField()
    first_at = InstantField()
    next_try_at = InstantField(null=True)
    state = TextField()

    class Meta:
        table_name = "pending"


class PendingTryRow(Model):
    """One try of a record that failed: the first cause is kept when later ones differ."""

    id = AutoField()
    pending_id = IntegerField()
    at = InstantField()
    cause = TextField()
    values = JsonField()

    class Meta:
        table_name = "pending_try"


class MemoryRow(Model):
    """A small fact about an outside record."""

    connection_id = IntegerField()
    kind = TextField()
    ref = TextField()
    value = TextField()
    at = InstantField()

    class Meta:
        table_name = "memory"
        primary_key = CompositeKey("connection_id", "kind", "ref")


class NoticeRow(Model):
    """Something the program told."""

    id = AutoField()
    at = InstantField()
    kind = TextField()
    title = TextField()
    body = TextField()
    task_id = IntegerField(null=True)
    seen = BooleanField(default=False)
    quiet = BooleanField(default=False)

    class Meta:
        table_name = "notice"


class DeedRow(Model):
    """Who changed what in the configuration."""

    id = AutoField()
    at = InstantField()
    actor = TextField()
    key = TextField()
    values = JsonField()

    class Meta:
        table_name = "deed"


class OutgoingRow(Model):
    """The word a person chose for the store, for a status of the ERP."""

    id = AutoField()
    connection_id = IntegerField()
    status = TextField()
    word = TextField()

    class Meta:
        table_name = "outgoing"


class SettingRow(Model):
    """A preference."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


# Simulations and undos are runs of a task, but say nothing of how the task is doing.
FINISHED = SQL("state NOT IN ('queued', 'running', 'skipped') AND trigger NOT IN ('simulation', 'undo')")
# What domain.runs.result_of calls failed though the run came to its end.
ALL_FAILED = SQL(
    "(state = 'with_warnings' AND json_extract(tally, '$.failed') > 0 AND json_extract(tally, '$.created')"
    " + json_extract(tally, '$.updated') + json_extract(tally, '$.unchanged') = 0)"
)
