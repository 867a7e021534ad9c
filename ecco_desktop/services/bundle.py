"""The package for support: what is needed to help from afar, and nothing of secrets or customers."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ecco_desktop.diagnostics import MAX_BYTES, hidden
from ecco_desktop.domain.checkup import Check, Checkup
from ecco_desktop.domain.connections import FieldKind
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.paths import log_dir, read_small, written_whole
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.services.doctor import CHECKS
from ecco_desktop.words.disk import disk_words
from ecco_desktop.words.sentences import sentence

RUNS = 200
PENDING = 500
# Values of sentences that are numbers, places and codes of the trade. What a platform wrote in its own
# words (`detail`, `title`) may hold a buyer's name, so it stays here.
# fmt: off
TOLD = frozenset({
    "order", "erp", "sku", "count", "total", "read", "created", "updated", "unchanged", "skipped",
    "failed", "host", "status", "connection", "minutes", "hours", "percent", "limit", "variable",
    "field", "kind", "automation", "platform", "page", "before", "after", "code",
})
# fmt: on
# Free text of a form may be a contract, a document or a user's name.
PLAIN_FIELDS = (FieldKind.ADDRESS, FieldKind.CHOICE, FieldKind.FLAG, FieldKind.NUMBER)
Files = Mapping[str, Any]
# No file of the log grows so large before the next one begins.
LARGEST_LOG = 2 * MAX_BYTES


class BundleService:
    """Reads database and logs, writes one zip: call it off the UI thread."""

    def __init__(
        self,
        storage: Storage,
        connections: ConnectionService,
        deeds: Deeds,
        clock: Clock,
        data: Path,
    ) -> None:
        self._storage = storage
        self._connections = connections
        self._deeds = deeds
        self._clock = clock
        self._data = data

    def write(self, path: Path, checkup: Checkup) -> None:
        """Write it whole or not at all; SetupProblem("bundle.write") where the disk refuses."""
        files = {
            "execucoes.json": self._runs(),
            "pendencias.json": self._pending(),
            "conexoes.json": self._places(),
            "tarefas.json": self._tasks(),
        }
        write_bundle(path, self._data, checkup, self._clock.now(), files, self._secrets())
        self._deeds.note("deed.bundle")

    # -- inside --

    def _runs(self) -> list[dict[str, Any]]:
        names = {task.id: task.automation for task in self._storage.tasks.all(deleted=True)}
        return [
            {
                "run": run.id,
                "task": run.task_id,
                "automation": names.get(run.task_id, "?"),
                "trigger": run.trigger.value,
                "state": run.state.value,
                "queued": run.queued_at.isoformat(),
                "seconds": run.seconds,
                "calls": run.api_calls,
                "counts": {name: getattr(run.tally, name) for name in run.tally.__slots__},
                "cause": run.error_key,
                "text": _told(run.error_key, run.error_values),
            }
            for run in self._storage.runs.page(None, offset=0, limit=RUNS).runs
        ]

    def _pending(self) -> list[dict[str, Any]]:
        return [
            {
                "connection": record.connection_id,
                "automation": record.automation,
                "record": record.label,
                "cause": record.cause,
                "tries": record.tries,
                "state": record.state.value,
                "since": record.first_at.isoformat() if record.first_at else None,
                "text": _told(record.cause, record.values),
            }
            for record in self._storage.pending.waiting(limit=PENDING)
        ]

    def _places(self) -> list[dict[str, Any]]:
        kinds = {manifest.kind: manifest for manifest in self._connections.kinds()}
        return [
            {
                "connection": one.id,
                "name": one.name,
                "kind": one.kind,
                "values": {
                    field.key: field.shareable(one.values[field.key])
                    if field.kind in PLAIN_FIELDS
                    else "(preenchido)"
                    for field in kinds[one.kind].fields
                    if one.values.get(field.key) and field.kind is not FieldKind.SECRET
                },
            }
            for one in self._connections.list()
        ]

    def _tasks(self) -> list[dict[str, Any]]:
        return [
            {
                "task": task.id,
                "automation": task.automation,
                "connection": task.connection_id,
                "active": task.active,
                "options": dict(task.options),
            }
            for task in self._storage.tasks.all()
        ]

    def _secrets(self) -> list[str]:
        """What must not be in it, so that it can be looked for by name."""
        found: list[str] = []
        for connection in self._connections.list():
            try:
                found += self._connections.secrets_of(connection).values()
            except SetupProblem:
                # Out of reach: then it cannot have been written anywhere in this start either.
                continue
        return found


def write_bundle(
    path: Path,
    data: Path,
    checkup: Checkup,
    now: datetime,
    files: Files | None = None,
    secrets: Sequence[str] = (),
) -> None:
    """The zip itself, also where the database cannot be opened; SetupProblem("bundle.write")."""
    parts = {"diagnostico.json": {"at": now.isoformat(), **as_dict(checkup)}, **(files or {})}
    texts = {name: json.dumps(part, ensure_ascii=False, indent=1) for name, part in parts.items()}
    texts |= technical_log(data)
    try:
        with written_whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in texts.items():
                bundle.writestr(name, _clean(text, secrets))
    except OSError as error:
        raise SetupProblem("bundle.write", detail=disk_words(error)) from error


def technical_log(data: Path) -> dict[str, str]:
    """The technical log by file name; left out is what cannot be read, or is a link and so no log of ours."""
    found = {}
    for path in sorted(log_dir(data).glob("ecco-desktop.log*")):
        try:
            found[f"registro/{path.name}"] = read_small(path, LARGEST_LOG).decode("utf-8", "replace")
        except OSError:
            continue
    return found


def as_dict(checkup: Checkup) -> dict[str, Any]:
    """A check-up as JSON has it."""
    return {
        "good": checkup.good,
        "versions": dict(checkup.versions),
        "checks": [
            {
                "check": check.name,
                "name": name_of(check),
                "verdict": check.verdict.value,
                "key": check.key,
                "text": text_of(check),
            }
            for check in checkup.checks
        ],
    }


def text_of(check: Check) -> str:
    """What was found, with what to do where something is wrong."""
    return sentence(check.key, check.values)


def name_of(check: Check) -> str:
    """What was looked at, in words."""
    name = CHECKS[check.name]
    return f"{name} “{check.subject}”" if check.subject else name


def _told(key: str, values: Mapping[str, str]) -> str:
    if not key:
        return ""
    return sentence(key, {name: value if name in TOLD else "…" for name, value in values.items()})


def _clean(text: str, secrets: Sequence[str]) -> str:
    # The longest first: one may be part of another.
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "[hidden]")
    return hidden(text)
