"""Makes the pictures of docs/pictures: the real window over a real database with believable data.

Nothing outside this computer is asked: the runs, log lines and pending records are written to a
database in a temporary folder, and the window opens it.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ecco_desktop.app import Application, wire
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunProgressed
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, LogLine, RunState, Tally, Trigger
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.domain.texts import sentence
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.ui import theme
from ecco_desktop.ui.application import Desktop, make_application
from ecco_desktop.ui.dialogs.runs import RunsDialog

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (1366, 768)
NOW = datetime.now(UTC).replace(microsecond=0)
STORES = ("Loja Centro", "Outlet Online")


def main() -> None:
    """Every state in both themes."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    app = make_application()
    for dark in (False, True):
        theme.apply(app, dark=dark)
        name = "escuro" if dark else "claro"
        for state, fill, change in (
            ("cheia", full, nothing),
            ("vazia", nothing_at_all, nothing),
            ("executando", full, running),
            ("falhou", failed, nothing),
        ):
            shoot(f"{state}-{name}", fill, change)
        shoot(f"pendencias-{name}", full, pending_page)
        shoot(f"agendamentos-{name}", full, runs_dialog)
        shoot(f"erro-{name}", broken, nothing)


def shoot(
    name: str, fill: Callable[[Application], None], change: Callable[[Desktop], QWidget | None]
) -> None:
    """One picture."""
    with tempfile.TemporaryDirectory() as folder:

        def build() -> Application:
            application = wire(Path(folder), open_storage(Path(folder)), MemorySecrets(), floor=10)
            fill(application)
            application.scheduler.reload()
            # Nothing starts by itself while a picture is taken.
            application.scheduler.start = lambda: None  # type: ignore[method-assign]
            return application

        desktop = Desktop(build, demo=False, minimized=False)
        desktop.window.resize(*SIZE)
        settle()
        shown = change(desktop) or desktop.window
        settle()
        shown.grab().save(str(PICTURES / f"{name}.png"))
        desktop.background.wait(5000)
        if shown is not desktop.window:
            shown.close()
        desktop.close_now()
        desktop.window.end()
        desktop.window.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle() -> None:
    """Let the window come to rest."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < 900:
        QApplication.processEvents()


def nothing(_desktop: Desktop) -> QWidget | None:
    """As it is."""
    return None


def nothing_at_all(_application: Application) -> None:
    """A program that was just installed."""


def broken(_application: Application) -> None:
    """A data folder that cannot be used."""
    raise SetupProblem("storage.folder", folder="C:/Dados/Ecco", detail="o disco está cheio")


def others(application: Application) -> None:
    """Every automation that the two stores do not show yet."""
    storage = application.storage
    storage.connections.add("Correios", "correios", Role.CARRIER, {})
    there = {task.automation for task in storage.tasks.all()}
    for info in application.services.tasks.automations():
        if info.key in there:
            continue
        place = storage.connections.find("Correios" if info.role is Role.CARRIER else STORES[0])
        assert place is not None
        storage.tasks.add(
            f"{info.name} · {place.name}",
            info.key,
            place.id,
            active=info.recurrent,
            recurrence=Recurrence(every_minutes=30) if info.recurrent else None,
            options={},
            now=NOW,
        )


def full(application: Application) -> None:
    """A working shop."""
    storage = application.storage
    storage.connections.add("Eccosys", "eccosys", Role.ERP, {})
    for store in STORES:
        storage.connections.add(store, "woocommerce", Role.STORE, {})
    for number, store in enumerate(STORES, 2):
        every = Recurrence(every_minutes=10 * number)
        for automation, name in (
            ("import_orders", "Importar Pedidos de Venda"),
            ("sync_stock", "Sincronizar Estoque"),
        ):
            storage.tasks.add(
                f"{name} · {store}",
                automation,
                number,
                active=number == 2 or automation == "sync_stock",
                recurrence=every if automation == "import_orders" or number == 2 else None,
                options={},
                now=NOW,
            )
    others(application)
    for days in range(6, -1, -1):
        for task_id, tally in (
            (1, Tally(read=42, created=31, skipped=8, failed=3)),
            (2, Tally(read=1240, updated=38, unchanged=1202)),
            (4, Tally(read=880, unchanged=880)),
        ):
            ended(application, task_id, tally, NOW - timedelta(days=days, minutes=7 * task_id))
    lines(application)
    pending(application)


def failed(application: Application) -> None:
    """A shop whose key was refused."""
    full(application)
    values = {"host": "lojacentro.com.br", "connection": "Loja Centro"}
    run = application.storage.runs.add(
        1, Trigger.SCHEDULE, RunState.RUNNING, NOW - timedelta(minutes=1), "1:1"
    )
    application.storage.runs.close(run.id, RunState.FAILED, Tally(), 1, NOW, "http.credentials", values)
    words = sentence("http.credentials", values)
    application.storage.runs.write_log([LogLine(run.id, 1, NOW, Level.ERROR, "", "http.credentials", words)])


def ended(application: Application, task_id: int, tally: Tally, at: datetime) -> None:
    """A run of the past."""
    runs = application.storage.runs
    run = runs.add(task_id, Trigger.SCHEDULE, RunState.QUEUED, at, "1:1")
    runs.claim(run.id, f"lane{task_id}", "1:1", at)
    state = RunState.WITH_WARNINGS if tally.failed else RunState.SUCCEEDED
    runs.close(run.id, state, tally, 57, at + timedelta(seconds=41 * task_id))


def lines(application: Application) -> None:
    """The log of the first task."""
    said: list[tuple[Level, str, dict[str, str]]] = [
        (Level.INFO, "run.started", {"automation": "Importar Pedidos de Venda", "connection": "Loja Centro"}),
        (Level.INFO, "run.resumed", {"at": "24/11/2026 08:52"}),
    ]
    for number in range(10234, 10246):
        values = {"order": str(number), "erp": str(number + 77997), "total": f"R$ {number % 97 * 7},90"}
        said.append((Level.INFO, "order.imported", values))
        if number == 10237:
            said.append((Level.ERROR, "order.carrier", {"order": "10247", "reference": "PAC Contrato"}))
        if number == 10241:
            said.append((Level.WARNING, "order.surcharge", {"order": "10241", "amount": "R$ 5,00"}))
    counts = {"read": 42, "created": 31, "updated": 0, "unchanged": 0, "skipped": 8, "failed": 3}
    said.append((Level.INFO, "run.ended", {name: str(count) for name, count in counts.items()}))
    newest = application.storage.runs.last(1)
    assert newest is not None
    application.storage.runs.write_log(
        [
            LogLine(
                newest.id,
                1,
                NOW - timedelta(seconds=60 - place),
                level,
                "",
                key,
                sentence(key, values),
                values,
            )
            for place, (level, key, values) in enumerate(said)
        ]
    )


def pending(application: Application) -> None:
    """What waits."""
    for label, cause, values in (
        ("10247", "order.carrier", {"order": "10247", "reference": "PAC Contrato"}),
        ("10251", "order.product", {"order": "10251", "sku": "CAM-AZ-GG", "title": "Camiseta Azul GG"}),
        ("10260", "order.document_missing", {"order": "10260"}),
    ):
        record = PendingRecord(2, "import_orders", label, label, cause, values)
        application.storage.pending.fail(record, NOW)


def running(desktop: Desktop) -> QWidget | None:
    """The first task in the middle of a run."""
    model = desktop.window.model
    views = [model.view(row) for row in range(model.rowCount())]
    progress = RunProgressed(1, 99, 420, 1000, Tally(read=420, created=401))
    busy = {TaskAction.START: "task.refusal.busy"}
    first = replace(views[0], state=TaskState.RUNNING, progress=progress, refusals=busy)
    model.update([first, *views[1:]])
    model._began = {99: (0, time.monotonic() - 43.0)}
    snapshot = desktop.window.snapshot
    assert snapshot is not None
    health = replace(snapshot.health, running=(views[0].task.name,))
    desktop.window.health.show_health(health, None)
    return None


def pending_page(desktop: Desktop) -> QWidget | None:
    """The other page."""
    desktop.window._nav.button(1).click()
    return None


def runs_dialog(desktop: Desktop) -> QWidget:
    """Ver agendamentos."""
    assert desktop.window.services is not None
    view = desktop.window.model.view(0)
    dialog = RunsDialog(view, desktop.window.services.history, desktop.background, desktop.window)
    dialog.show()
    return dialog


if __name__ == "__main__":
    main()
