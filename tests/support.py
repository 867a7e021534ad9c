"""A sandbox in its own process, and an installation that uses it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import requests

from ecco_desktop.app import Application, wire
from ecco_desktop.connectors.http.client import HttpClient
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.runs import Run, Trigger
from ecco_desktop.sandbox.door import TOKEN_HEADER
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from tests.platforms import PLATFORMS

CARRIERS = (
    ("PAC", "Correios"),
    ("SEDEX", "Correios"),
    ("PAC Contrato", "Correios"),
    ("Jadlog .Package", "Jadlog"),
    ("Retirada na loja", "Retirada na loja"),
)
WAIT = 120.0


def in_a_hurry() -> AbstractContextManager[object]:
    """Meanwhile a request that failed is repeated at once; how long it waits is tried in tests/unit/http."""
    return mock.patch.object(HttpClient, "_backoff", lambda _self, number: 0.002 * number)


class Sandbox:
    """A running sandbox, steered by its control routes."""

    def __init__(self, hello: dict[str, Any]) -> None:
        self.hello = hello
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers[TOKEN_HEADER] = hello["token"]

    def get(self, path: str) -> Any:
        """Read a control route."""
        answer = self._session.get(f"{self.hello['control']}/{path}", timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, **body: Any) -> Any:
        """Steer a control route."""
        answer = self._session.post(f"{self.hello['control']}/{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def shop(self, what: str, **body: Any) -> Any:
        """Let something happen in the shop."""
        return self.post("shop", do=what, **body)

    def close(self) -> None:
        """Close the connection."""
        self._session.close()


@contextmanager
def running_sandbox(*options: str) -> Iterator[Sandbox]:
    """A sandbox of its own process; it ends with the block."""
    assert "ECCO_QUICK" not in os.environ, "mark this module `sandbox`: `make quick` starts none"
    process = subprocess.Popen(
        [sys.executable, "-m", "ecco_desktop.sandbox", "--exit-with-parent", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdin
    sandbox = Sandbox(json.loads(process.stdout.readline()))
    try:
        yield sandbox
    finally:
        sandbox.close()
        process.stdin.close()
        process.wait(timeout=20)
        process.stdout.close()


def install(
    data: Path, sandbox: Sandbox, *, timeout: int = 30, carriers: tuple[tuple[str, str], ...] = CARRIERS
) -> Application:
    """Connections, carrier links and two tasks by hand, as a technician makes them."""
    application = open_installation(data, sandbox)
    services = application.services
    if services.connections.list():
        return application
    add_connection(application, sandbox, "eccosys", "ERP", timeout)
    store = add_connection(application, sandbox, sandbox.hello["store"], "Loja", timeout)
    for reference, carrier in carriers:
        services.links.link_carrier(store, reference, carrier)
    services.tasks.create("import_orders", "Loja", None, {})
    services.tasks.create("sync_stock", "Loja", None, {})
    return application


def add_connection(
    application: Application, sandbox: Sandbox, kind: str, name: str, timeout: int = 30
) -> Connection:
    """A connection to one side of the sandbox, at a pace that keeps no test waiting."""
    return application.services.connections.add(kind, name, *form_of(sandbox, kind, timeout))


def form_of(sandbox: Sandbox, kind: str, timeout: int = 30) -> tuple[dict[str, str], dict[str, str]]:
    """Values and secrets a technician would type for one side of the sandbox."""
    filled = {"requests_per_minute": "60000", "timeout": str(timeout), **sandbox.hello[kind]}
    secrets = _secrets(sandbox, kind)
    return {key: text for key, text in filled.items() if key not in _manifest(kind).secret_keys}, secrets


def install_all(data: Path, sandbox: Sandbox, *, timeout: int = 30, **options: dict[str, str]) -> Application:
    """As `install`, with a carrier and every automation; `options` are those of each task, by automation."""
    application = install(data, sandbox, timeout=timeout)
    services = application.services
    known = {view.task.automation for view in services.tasks.list()}
    if len(known) > 2:
        return application
    add_connection(application, sandbox, "correios", "Correios", timeout)
    for info in services.tasks.automations():
        if info.key not in known:
            place = "Correios" if info.role.value == "carrier" else "Loja"
            services.tasks.create(info.key, place, None, options.get(info.key, {}))
    return application


def stories(sandbox: Sandbox) -> dict[str, tuple[str, dict[str, Any]]]:
    """Story → store order id and ERP order, for the first order that tells it."""
    state = sandbox.get("state")
    by_number = {row["numeroDaOrdemDeCompra"]: row for row in state["eccosys"]["orders"].values()}
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for store_id, story in state["stories"].items():
        number = state["woocommerce"]["orders"][store_id]["number"]
        found.setdefault(story, (store_id, by_number[number]))
    return found


def wanted(sandbox: Sandbox) -> set[str]:
    """The numbers of the orders that must come in: good, paid, and still wanted by their buyers."""
    woo = sandbox.get("state?part=woocommerce")
    return {
        order["number"]
        for order in woo["orders"].values()
        if order["status"] in PLATFORMS[sandbox.hello["store"]].imports
        and (order["payment_method"] != "cod" or order["date_paid_gmt"])
        and str(order["id"]) not in woo["bad_orders"]
    }


def writes(sandbox: Sandbox) -> dict[str, int]:
    """How many requests wrote something, by side and kind."""
    counters = sandbox.get("state?part=counters")
    quiet = (" GET", " READ", " token")
    return {name: count for name, count in counters.items() if not name.endswith(quiet)}


def start_once(application: Application, automation: str = "install_catalog") -> Run:
    """The one run of a task that runs once, as the scheduler begins it."""
    return run(application, automation, Trigger.SCHEDULE)


def lines(application: Application, ended: Run) -> list[str]:
    """The keys of a run's log."""
    return [
        line.key for line in application.services.history.log(ended.task_id, run_id=ended.id, limit=10000)
    ]


def open_installation(data: Path, sandbox: Sandbox) -> Application:
    """An installation as it is found at a start; its secrets are known again."""
    secrets = MemorySecrets()
    application = wire(data, open_storage(data), secrets, floor=0.1)
    for connection in application.services.connections.list():
        for key, value in _secrets(sandbox, connection.kind).items():
            secrets.set(connection.id, key, value)
    return application


def run(application: Application, automation: str, trigger: Trigger = Trigger.PERSON) -> Run:
    """One run from request to record."""
    view = next(view for view in application.services.tasks.list() if view.task.automation == automation)
    began = application.runner.request(view.task.id, trigger)
    assert application.runner.wait_idle(WAIT), "the run did not end"
    ended = application.services.history.run(began.id)
    assert ended is not None
    return ended


def causes(application: Application, ended: Run) -> dict[str, str]:
    """Record → cause of every record that failed in a run."""
    lines = application.services.history.log(ended.task_id, run_id=ended.id, limit=10000)
    return {line.subject: line.key for line in lines if line.level == "error" and line.subject}


def _manifest(kind: str) -> Manifest:
    return Registry().manifest(kind)


def _secrets(sandbox: Sandbox, kind: str) -> dict[str, str]:
    """The secrets a technician would type, of those the sandbox knows."""
    manifest, hello = _manifest(kind), sandbox.hello[kind]
    asked = {field.key for field in manifest.fields if field.applies(manifest.defaulted(hello))}
    return {key: hello[key] for key in manifest.secret_keys if key in hello and key in asked}
