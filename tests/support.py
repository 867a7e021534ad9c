"""A sandbox in its own process, and an installation that uses it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from ecco_desktop.app import Application, wire
from ecco_desktop.domain.runs import Run, Trigger
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets

CARRIERS = (
    ("PAC", "Correios"),
    ("SEDEX", "Correios"),
    ("PAC Contrato", "Correios"),
    ("Jadlog .Package", "Jadlog"),
    ("Retirada na loja", "Retirada na loja"),
)
WAIT = 120.0


class Sandbox:
    """A running sandbox, steered by its control routes."""

    def __init__(self, hello: dict[str, Any]) -> None:
        self.hello = hello
        self._session = requests.Session()
        self._session.trust_env = False

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
    limits = {"requests_per_minute": "60000", "timeout": str(timeout)}
    hello = sandbox.hello
    services.connections.add(
        "eccosys", "ERP", {"address": hello["eccosys"]["address"], **limits}, _erp_keys(hello)
    )
    store = services.connections.add(
        "woocommerce", "Loja", {"address": hello["woocommerce"]["address"], **limits}, _store_keys(hello)
    )
    for reference, carrier in carriers:
        services.links.link_carrier(store, reference, carrier)
    services.tasks.create("import_orders", "Loja", None, {})
    services.tasks.create("sync_stock", "Loja", None, {})
    return application


def open_installation(data: Path, sandbox: Sandbox) -> Application:
    """An installation as it is found at a start; its secrets are known again."""
    secrets = MemorySecrets()
    application = wire(data, open_storage(data), secrets, floor=0.1)
    for connection in application.services.connections.list():
        keys = _erp_keys(sandbox.hello) if connection.kind == "eccosys" else _store_keys(sandbox.hello)
        for key, value in keys.items():
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


def _erp_keys(hello: dict[str, Any]) -> dict[str, str]:
    return {"token": hello["eccosys"]["token"]}


def _store_keys(hello: dict[str, Any]) -> dict[str, str]:
    return {key: hello["woocommerce"][key] for key in ("consumer_key", "consumer_secret")}
