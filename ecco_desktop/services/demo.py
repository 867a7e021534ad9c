"""The demo environment: a sandbox of its own process, and connections and tasks that use it."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.connections import Role, Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.vault import without_secrets
from ecco_desktop.services.all import Services

ERP_NAME = "Eccosys (demonstração)"
STORE_NAME = "Loja Demo"
CARRIER_NAME = "Correios (demonstração)"
PLACES = (("eccosys", ERP_NAME), ("woocommerce", STORE_NAME), ("correios", CARRIER_NAME))
PAST_ORDERS = 24
# Orders and stock follow quickly in the demo; the rest is calmer.
QUICK = (Duty.ORDERS_IN, Duty.STOCK_OUT)
START_SECONDS = 60.0
# What the demo's store writes as shipping method, and the ERP carrier and form it belongs to.
CARRIERS = (
    ("PAC", "Correios", "PAC"),
    ("SEDEX", "Correios", "SEDEX"),
    ("PAC Contrato", "Correios", "PAC"),
    ("Jadlog .Package", "Jadlog", ""),
    ("Retirada na loja", "Retirada na loja", ""),
)


@dataclass(slots=True)
class Demo:
    """A running sandbox. It saves its state and ends when this program does (its stdin closes)."""

    process: subprocess.Popen[str]
    hello: Mapping[str, Mapping[str, str]]

    @classmethod
    def start(cls, folder: Path, *, day: bool) -> "Demo":
        """Start it on a free port with its state in `folder`; `day` lets the shop live.

        SetupProblem("demo.…") where it is not installed or does not answer in a minute.
        """
        command = [sys.executable, "-m", "ecco_desktop.sandbox", "--exit-with-parent"]
        command += ["--state-file", str(folder / "sandbox.json"), "--past", str(PAST_ORDERS)]
        command += ["--day"] if day else []
        process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=without_secrets(os.environ),
        )
        line = _first_line(process)
        if not line:
            process.kill()
            _, error = process.communicate()
            if "No module named 'flask'" in error:
                raise SetupProblem("demo.flask")
            raise SetupProblem("demo.failed", detail=(error.strip().splitlines() or ["?"])[-1])
        if process.stderr is not None:
            _drain(process.stderr)
        return cls(process, json.loads(line))

    def stop(self) -> None:
        """Let it save and end; killed where it does not within ten seconds."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def prepare(self, services: Services) -> None:
        """Connections, carrier links and tasks of the demo; addresses and keys are renewed at each start."""
        known = {known.name for known in services.connections.list()}
        for kind, name in PLACES:
            values, secrets = self._form(services, kind)
            if name in known:
                services.connections.update(name, values, secrets, which=Which.SAME)
            else:
                services.connections.add(kind, name, values, secrets)
        if STORE_NAME not in known:
            shop = services.connections.find(STORE_NAME)
            for reference, name, form in CARRIERS:
                services.links.link_carrier(shop, reference, name, form)
        if CARRIER_NAME not in known:
            # New, or made by a version that had fewer automations: what a person deletes later stays away.
            _add_tasks(services)

    def _form(self, services: Services, kind: str) -> tuple[dict[str, str], dict[str, str]]:
        """Values and secrets of a connection to the sandbox, which has no reason to be spared."""
        manifest = next(each for each in services.connections.kinds() if each.kind == kind)
        filled = {"requests_per_minute": "60000", **self.hello[kind]}
        secrets = {key: filled.pop(key) for key in manifest.secret_keys if key in filled}
        asked = {field.key for field in manifest.fields if field.applies(manifest.defaulted(filled))}
        return filled, {key: value for key, value in secrets.items() if key in asked}


def _add_tasks(services: Services) -> None:
    there = {view.task.automation for view in services.tasks.list()}
    for info in services.tasks.automations():
        if info.key in there:
            continue
        place = CARRIER_NAME if info.role is Role.CARRIER else STORE_NAME
        minutes = 1 if info.duty in QUICK else 2
        often = Recurrence(every_minutes=minutes) if info.recurrent else None
        services.tasks.create(info.key, place, often, dict(info.demo_options))


def _first_line(process: subprocess.Popen[str]) -> str:
    """The first line it prints; empty where it ends or stays silent for a minute."""
    lines: list[str] = []

    def read() -> None:
        if process.stdout is not None:
            lines.append(process.stdout.readline())

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(START_SECONDS)
    return lines[0] if lines else ""


def _drain(stream: IO[str]) -> None:
    """Read what it says on, so that a full pipe never stops it."""

    def read() -> None:
        with stream:
            for _ in stream:
                pass

    threading.Thread(target=read, daemon=True, name="demo-stderr").start()
