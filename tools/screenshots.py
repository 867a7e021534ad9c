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
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ecco_desktop.app import Application, wire
from ecco_desktop.domain.checkup import Check, Checkup, Verdict
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunProgressed
from ecco_desktop.domain.keeping import Backup
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.notices import Notice, NoticeKind, Who
from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.pending import PendingRecord, PendingState
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, LogLine, RunState, Tally, Trigger
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.jobs.numbers.check_stock_limits import LIMITS, Finding
from ecco_desktop.ports.erp import ErpCarrier, ShippingForm
from ecco_desktop.services.guesses import Way, guessed
from ecco_desktop.services.links import DeliveryWays
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.ui.application import Desktop, make_application
from ecco_desktop.ui.dialogs.brake import BrakeDialog
from ecco_desktop.ui.dialogs.changes import ChangesDialog, UndoDialog
from ecco_desktop.ui.dialogs.doctor import DoctorDialog
from ecco_desktop.ui.dialogs.manual import ManualDialog
from ecco_desktop.ui.dialogs.notices import NoticesDialog
from ecco_desktop.ui.dialogs.palette import PaletteDialog
from ecco_desktop.ui.dialogs.pin import PinDialog
from ecco_desktop.ui.dialogs.place import PlaceDialog
from ecco_desktop.ui.dialogs.product import ProductDialog
from ecco_desktop.ui.dialogs.profile import ExportDialog
from ecco_desktop.ui.dialogs.rescue import Damage, RescueDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog
from ecco_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from ecco_desktop.ui.dialogs.task import TaskDialog
from ecco_desktop.ui.dialogs.vault import VaultDialog
from ecco_desktop.ui.dialogs.which_shop import question
from ecco_desktop.ui.look import Look, dress, voice_of
from ecco_desktop.ui.pages.connections import ConnectionsPage
from ecco_desktop.ui.pages.guide import END, GuideDialog
from ecco_desktop.ui.pages.reports import ReportsPage
from ecco_desktop.ui.pages.today import TodayPage
from ecco_desktop.words.sentences import sentence

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (1366, 768)
NOW = datetime.now(UTC).replace(microsecond=0)
STORES = ("Loja Centro", "Outlet Online")


# One picture of each: name, what fills the shop, what is done to the window before it is taken.
Fill = Callable[[Application], None]
Pose = Callable[[Desktop], QWidget | None]


def shots() -> list[tuple[str, Fill, Pose]]:
    """Every picture, full first, then empty and broken."""
    pages = ("pending", "orders", "stock", "reports", "connections", "settings", "today")
    found: list[tuple[str, Fill, Pose]] = [
        ("cheia", full, nothing),
        ("vazia", connected, nothing),
        ("hoje-loja", full, one_store),
        ("boas-vindas", nothing_at_all, nothing),
        ("executando", full, running),
        ("falhou", failed, nothing),
        ("erro", broken, nothing),
        ("danificado", nothing_at_all, rescue_dialog),
        ("agendamentos", full, runs_dialog),
        ("nova-tarefa", connected, new_task),
        ("guia", nothing_at_all, guide),
        ("guia-transportadoras", connected, guide_carriers),
        ("guia-automacoes", connected, guide_tasks),
        ("guia-pronto", full, guide_end),
        ("ir-para", full, palette),
        ("atalhos", full, shortcuts),
        ("vinculos", full, carrier_links),
        ("situacoes", full, statuses),
        ("oferece", full, abilities),
        ("conexao-nova", full, new_connection("nuvemshop")),
        ("conexao-vtex", full, connection_tab(0, "Atacado VTEX")),
        ("situacoes-vtex", full, connection_tab(2, "Atacado VTEX")),
        ("bloqueado", with_pin, page("connections")),
        ("pin", with_pin, pin_dialog),
        ("freio", braked, brake_dialog),
        ("simular", full, simulation),
        ("desfazer", full, undo_dialog),
        ("avisos", failed, notices),
        ("perfil", full, export_dialog),
        ("manual", full, manual),
        ("relatorio-execucoes", full, report_tab(1)),
        ("relatorio-estoque", full, report_tab(2)),
        ("relatorio-mudancas", full, report_tab(3)),
        ("diagnostico", full, doctor_dialog),
        ("senha-das-chaves", connected, vault_dialog),
        ("escolher-senha", connected, new_vault_dialog),
        ("demonstracao", full, nothing),
        ("outro-computador", full, place_dialog),
        ("outra-loja", full, shop_question),
        ("qual-pedido", asked, page("pending")),
        ("mesmo-produto", renamed, page("pending")),
        ("escolher-produto", gone, product_dialog),
    ]
    found += [(NAMES[name], copied if name == "settings" else full, page(name)) for name in pages]
    found += [(f"{NAMES[name]}-vazia", connected, page(name)) for name in pages[:4]]
    return found


NAMES = {
    "today": "hoje",
    "pending": "pendencias",
    "orders": "pedidos",
    "stock": "estoque",
    "reports": "relatorios",
    "connections": "conexoes",
    "settings": "ajustes",
}


def main() -> None:
    """Every state in both themes; names on the command line choose some, `--out DIR` another place."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")]
    folder = PICTURES
    if "--out" in sys.argv:
        folder = Path(wanted.pop())
    unknown = set(wanted) - {name for name, _fill, _change in shots()}
    unknown |= {word for word in sys.argv[1:] if word.startswith("-")} - {"--out", "--english", "--large"}
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}. {__doc__}")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    english, large = "--english" in sys.argv, "--large" in sys.argv
    for how in ("light", "dark"):
        look = Look("en_US" if english else "pt_BR", how, 150 if large else 100)
        voice_of(app).use(look.language)
        dress(app, look)
        suffix = "escuro" if how == "dark" else "claro"
        for name, fill, change in shots():
            if not wanted or name in wanted:
                shoot(folder / f"{name}-{suffix}.png", fill, change, look, demo=name == "demonstracao")


def shoot(place: Path, fill: Fill, change: Pose, look: Look, *, demo: bool) -> None:
    """One picture."""
    with tempfile.TemporaryDirectory() as folder:

        def build() -> Application:
            application = wire(Path(folder), open_storage(Path(folder)), MemorySecrets(), floor=10)
            fill(application)
            application.scheduler.reload()
            # Nothing starts by itself while a picture is taken.
            application.scheduler.start = lambda: None  # type: ignore[method-assign]
            return application

        desktop = Desktop(build, demo=demo, minimized=False)
        desktop.look = look
        shown_as = replace(desktop.window.frame, look=look, data_dir=Path("C:/Dados/EccoDesktop"))
        desktop.window.frame = shown_as
        desktop.window.resize(*SIZE)
        while fill is not broken and not (desktop.window.is_open and desktop.window.workspace.snapshot):
            QApplication.processEvents()
        settle()
        shown = change(desktop) or desktop.window
        settle()
        desktop.background.wait(5000)
        settle()
        shown.grab().save(str(place))
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
    while clock.elapsed() < 500:
        QApplication.processEvents()


def nothing(_desktop: Desktop) -> QWidget | None:
    """As it is."""
    return None


def nothing_at_all(_application: Application) -> None:
    """A program that was just installed."""


def connected(application: Application) -> None:
    """Connections, and no task yet."""
    storage = application.storage
    storage.connections.add("Eccosys", "eccosys", Role.ERP, {"address": "minhaloja"})
    for store in STORES:
        address = f"https://{store.casefold().replace(' ', '')}.com.br"
        storage.connections.add(store, "woocommerce", Role.STORE, {"address": address})


def with_pin(application: Application) -> None:
    """A shop whose technician set a PIN."""
    full(application)
    application.services.technician.set_pin("2468")
    application.services.technician.lock()


def braked(application: Application) -> None:
    """The brake held the last stock run."""
    full(application)
    values = {"count": "431", "total": "1240", "percent": "34", "limit": "20"}
    run = application.storage.runs.add(2, Trigger.SCHEDULE, RunState.RUNNING, NOW, "1:1")
    application.storage.runs.close(run.id, RunState.FAILED, Tally(read=1240), 14, NOW, "brake.stock", values)


def broken(_application: Application) -> None:
    """A data folder that cannot be used."""
    raise SetupProblem("storage.folder", folder="C:/Dados/Ecco", detail="o disco está cheio")


def copied(application: Application) -> None:
    """A working shop with today's copy."""
    full(application)
    application.services.keeping.make()


def others(application: Application) -> None:
    """Every automation that the two stores do not show yet."""
    storage = application.storage
    storage.connections.add("Correios", "correios", Role.CARRIER, {})
    vtex = {"account": "serraazul", "warehouse": "Loja do Centro"}
    storage.connections.add("Atacado VTEX", "vtex", Role.STORE, vtex)
    storage.connections.add("Melhor Envio", "melhorenvio", Role.CARRIER, {"contact": "loja@minhaloja.com.br"})
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
    for task in storage.tasks.all():
        if task.active and task.automation not in ("import_orders", "sync_stock"):
            ended(application, task.id, Tally(read=12, unchanged=12), NOW - timedelta(minutes=task.id))


def full(application: Application) -> None:
    """A working shop."""
    storage = application.storage
    connected(application)
    for link in (
        CarrierLink("PAC", "11", "Correios", "PAC", "COR"),
        CarrierLink("SEDEX", "11", "Correios", "SEDEX", "COR"),
        CarrierLink("Retirada na loja", "14", "Retirada na loja", "", "RET"),
    ):
        storage.connections.save_carrier_link(2, link)
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
    for days in range(29, -1, -1):
        for task_id, tally in (
            (1, Tally(read=42, created=31, skipped=8, failed=3)),
            (2, Tally(read=1240, updated=38, unchanged=1202)),
            (4, Tally(read=880, unchanged=880)),
        ):
            ended(application, task_id, tally, NOW - timedelta(days=days, minutes=7 * task_id))
    lines(application)
    pending(application)
    ledger(application)
    limits(application)
    deeds(application)


def ledger(application: Application) -> None:
    """What was sent: stock for a month, and the story of some orders."""
    storage = application.storage
    run = storage.runs.last(2)
    assert run is not None
    rows = []
    for days in range(29, -1, -1):
        at = NOW - timedelta(days=days, minutes=5)
        for number in range(30 + (days * 7) % 23):
            bad = (number + days) % 29 == 0
            sku = f"CAM-{number:03d}-{'AZ' if number % 2 else 'PR'}-{'PMG'[number % 3]}"
            physical, reserved = 9 + number % 13, number % 5
            why = {
                "fisico": str(physical),
                "reservado": str(reserved),
                "disponivel": str(physical - reserved),
                "seguranca": "2",
            }
            if bad:
                why |= {"erro": "store.item_refused", "detalhe": "Produto bloqueado para edição."}
            sent = str(physical - reserved - 2)
            outcome = ChangeOutcome.REFUSED if bad else ChangeOutcome.DONE
            before = str(physical + 3)
            rows.append(
                Change(
                    run.id if not days else 1,
                    2,
                    ChangeKind.STOCK,
                    sku,
                    f"{days}{number}",
                    "estoque",
                    before,
                    sent,
                    outcome,
                    at,
                    why,
                )
            )
    for number in range(10234, 10246):
        at = NOW - timedelta(minutes=(10246 - number) * 9)
        key = str(number)
        rows.append(Change(1, 2, ChangeKind.ORDER, key, key, "pedido", "", str(number + 77997), DONE, at))
        rows.append(
            Change(1, 2, ChangeKind.STATUS, key, key, "situação", "processando", "em separação", DONE, at)
        )
    storage.ledger.add(rows)


def limits(application: Application) -> None:
    """What the check of minimum and maximum found."""
    facts = {}
    for number, (verdict, available, limit) in enumerate(
        (("below", "1", "5"), ("below", "0", "3"), ("above", "240", "120"))
    ):
        name = ("Camiseta Azul GG", "Boné Preto", "Caneca Branca 300 ml")[number]
        facts[str(number)] = Finding(verdict, f"CAM-{number:03d}", name, available, limit)
    LIMITS.keep(application.storage.memory, 2, facts, NOW)


def deeds(application: Application) -> None:
    """Who changed what."""
    kept = application.services.deeds
    kept.actor.who = Who.TECHNICIAN
    kept.note("deed.connection_added", name=STORES[0])
    kept.note("deed.link", store=STORES[0], reference="PAC", carrier="Correios")
    kept.actor.who = Who.OWNER
    kept.note("deed.task_off", task=f"Atualizar Preços · {STORES[0]}")


DONE = ChangeOutcome.DONE


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
    for kind, title, body in (
        (NoticeKind.FINDING, "Consultar Estoque Mínimo e Máximo", "2 produtos abaixo do mínimo."),
        (NoticeKind.FAILURE, "Falhou: Importar Pedidos de Venda · Loja Centro", words),
    ):
        application.storage.notices.add(Notice(title, body, kind, 1, NOW))


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


def asked(application: Application) -> None:
    """Nobody can tell whether an ERP order is the one in hand."""
    connected(application)
    values = {"order": "10247", "erp": "5521", "found": "10247", "erp_total": "189.90", "total": "189.90"}
    record = PendingRecord(2, "import_orders", "10247", "10247", "order.perhaps_there", values)
    record = replace(record, state=PendingState.NEEDS_PERSON)
    application.storage.pending.fail(record, NOW)


def renamed(application: Application) -> None:
    """A product bears another SKU than it did."""
    connected(application)
    values = {"id": "104", "shown": "CAM-AZ-GG", "erp": "CAM-VM-GG", "linked": "CAM-VM-GG = CAM-VM-GG"}
    record = PendingRecord(2, "sync_stock", "104", "CAM-AZ-GG", "link.other_product", values)
    record = replace(record, state=PendingState.NEEDS_PERSON)
    application.storage.pending.fail(record, NOW)


def gone(application: Application) -> None:
    """The product of an item was deleted from the store."""
    connected(application)
    values = {"order": "10247", "title": "Camiseta Azul GG", "quantity": "2", "price": "79.90", "line": "a1"}
    record = PendingRecord(2, "import_orders", "10247", "10247", "order.line_gone", values)
    application.storage.pending.fail(record, NOW)


def running(desktop: Desktop) -> QWidget | None:
    """The first task in the middle of a run."""
    model = desktop.window.workspace.model
    views = [model.view(row) for row in range(model.rowCount())]
    progress = RunProgressed(1, 99, 420, 1000, Tally(read=420, created=401))
    busy = {TaskAction.START: "task.refusal.busy"}
    first = replace(views[0], state=TaskState.RUNNING, progress=progress, refusals=busy)
    model.update([first, *views[1:]])
    model._began = {99: (0, time.monotonic() - 43.0)}
    snapshot = desktop.window.workspace.snapshot
    assert snapshot is not None
    health = replace(snapshot.health, running=(views[0].task.name,))
    desktop.window.health.show_health(health, None)
    return None


def page(name: str) -> Pose:
    """One of the pages."""

    def change(desktop: Desktop) -> QWidget | None:
        desktop.window.workspace.open_page(name)
        return None

    return change


def one_store(desktop: Desktop) -> QWidget | None:
    """How far behind one store is."""
    desktop.window.workspace.open_page("today")
    settle()
    store = desktop.window.health.store
    store.setCurrentIndex(store.findData(STORES[0]))
    settle()
    page = desktop.window.workspace.pages["today"]
    assert isinstance(page, TodayPage)
    page.more.click()
    settle()
    return None


def report_tab(number: int) -> Pose:
    """A tab of the reports."""

    def change(desktop: Desktop) -> QWidget | None:
        desktop.window.workspace.open_page("reports")
        settle()
        shown = desktop.window.workspace.pages["reports"]
        assert isinstance(shown, ReportsPage)
        shown.tabs.setCurrentIndex(number)
        return None

    return change


def connection_tab(number: int, name: str = "") -> Pose:
    """A tab of a store, the first where none is named."""

    def change(desktop: Desktop) -> QWidget | None:
        desktop.window.workspace.open_page("connections")
        settle()
        shown = desktop.window.workspace.pages["connections"]
        assert isinstance(shown, ConnectionsPage)
        row = next(
            row for row in range(shown.list.count()) if (name or STORES[0]) in shown.list.item(row).text()
        )
        shown.list.setCurrentRow(row)
        shown.tabs.setCurrentIndex(number)
        return None

    return change


def new_connection(kind: str) -> Pose:
    """The empty form of a connector."""

    def change(desktop: Desktop) -> QWidget | None:
        desktop.window.workspace.open_page("connections")
        settle()
        shown = desktop.window.workspace.pages["connections"]
        assert isinstance(shown, ConnectionsPage)
        shown.new(kind)
        return None

    return change


carrier_links, statuses, abilities = connection_tab(1), connection_tab(2), connection_tab(3)


def runs_dialog(desktop: Desktop) -> QWidget:
    """Ver agendamentos."""
    view = desktop.window.workspace.model.view(1)
    dialog = RunsDialog(view, desktop.window.workspace.services, desktop.background, desktop.window)
    dialog.show()
    return dialog


def opened_dialog(desktop: Desktop, kind: type[QDialog]) -> QWidget:
    """The dialog of this kind that the window shows."""
    settle()
    return next(found for found in desktop.window.findChildren(kind) if found.isVisible())


def new_task(desktop: Desktop) -> QWidget:
    """Nova tarefa."""
    desktop.window.workspace.actions_.new()
    return opened_dialog(desktop, TaskDialog)


def product_dialog(desktop: Desktop) -> QWidget:
    """Which ERP product an item is."""
    services = desktop.window.workspace.services
    shirts = [
        ErpProduct(f"189000000{n}", f"CAM-AZ-{size}", "", f"Camiseta Azul {size}", size != "P")
        for n, size in enumerate(("P", "G", "GG"))
    ]
    services.links.erp_products = lambda _code: shirts  # type: ignore[method-assign]
    dialog = ProductDialog(services.pending.groups()[0], services, desktop.background, desktop.window)
    dialog.show()
    dialog.code.setText("CAM-AZ")
    dialog._search()
    settle()
    dialog.table.selectRow(2)
    return dialog


def guide(desktop: Desktop) -> QWidget:
    """First start."""
    desktop.window.workspace.errands.open_guide()
    return opened_dialog(desktop, GuideDialog)


def guide_tasks(desktop: Desktop) -> QWidget:
    """Its last step."""
    desktop.window.workspace.errands.open_guide()
    dialog = opened_dialog(desktop, GuideDialog)
    assert isinstance(dialog, GuideDialog)
    dialog.go(3)
    return dialog


def guide_carriers(desktop: Desktop) -> QWidget:
    """The store's ways of sending: linked, guessed, and one that nobody can guess."""
    services = desktop.window.workspace.services
    forms = tuple(ShippingForm(name, name, active=True) for name in ("PAC", "SEDEX"))
    carriers = (
        ErpCarrier("11", "COR", "Correios", forms),
        ErpCarrier("12", "JAD", "Jadlog", (ShippingForm(".Package", ".Package", active=True),)),
    )
    link = CarrierLink("PAC", "11", "Correios", "PAC", "COR")
    titles = ("SEDEX (Entrega em até 2 dias úteis)", "Jadlog .Package", "Motoboy para o centro", "Retirada")
    ways = [Way("PAC", "flat_rate:1", "Sudeste", link, None)]
    ways += [Way(title, "", "Sudeste", None, guessed(title, carriers)) for title in titles]
    found = DeliveryWays(ways, carriers)
    services.links.delivery_ways = lambda _: found  # type: ignore[method-assign,assignment]
    desktop.window.workspace.errands.open_guide()
    return opened_dialog(desktop, GuideDialog)


def guide_end(desktop: Desktop) -> QWidget:
    """What comes of it: one simulated, one not yet."""
    services = desktop.window.workspace.services
    for task_id in (2, 4):
        services.tasks.deactivate(task_id)
    desktop.window.workspace.errands.open_guide()
    dialog = opened_dialog(desktop, GuideDialog)
    assert isinstance(dialog, GuideDialog)
    dialog.end.show_begun({2: services.history.runs(2, limit=1).runs[0].id})
    dialog.go(END)
    return dialog


def palette(desktop: Desktop) -> QWidget:
    """Ctrl+K, with a part of a word."""
    desktop.window.workspace.finder.open()
    dialog = opened_dialog(desktop, PaletteDialog)
    assert isinstance(dialog, PaletteDialog)
    dialog.search.setText("es")
    return dialog


def shortcuts(desktop: Desktop) -> QWidget:
    """Ctrl+/."""
    desktop.window.workspace.finder.show_keys()
    return opened_dialog(desktop, ShortcutsDialog)


def pin_dialog(desktop: Desktop) -> QWidget:
    """The technician's lock."""
    desktop.window.workspace.lock.toggle()
    return opened_dialog(desktop, PinDialog)


def doctor_dialog(desktop: Desktop) -> QWidget:
    """A check-up with one of everything."""
    services = desktop.window.workspace.services
    assert services is not None
    good, watch, failed = Verdict.GOOD, Verdict.WATCH, Verdict.FAILED
    store = {"host": "lojacentro.com.br", "connection": STORES[0]}
    found = (
        Check("folder", good, "doctor.folder", {"free": "84,9"}),
        Check("database", good, "doctor.database", {"version": "0003_window", "size": "12,4"}),
        Check("backup", good, "doctor.backup", {"at": "24/11/2026 08:02"}),
        Check("keys", good, "doctor.keys"),
        Check("clock", good, "doctor.clock", {"host": "lojacentro.com.br"}),
        Check("connection", good, "doctor.connection", {"name": "Eccosys"}, "Eccosys"),
        Check("connection", failed, "http.credentials", store, STORES[0]),
        Check("connection", good, "doctor.connection", {"name": "Outlet Online"}, STORES[1]),
        Check("tasks", good, "doctor.tasks", {"count": "11"}),
        Check("pending", watch, "doctor.pending", {"count": "7"}),
        Check("zone", good, "doctor.zone", {"zone": "America/Sao_Paulo"}),
    )
    services.doctor.examine = lambda: Checkup(found, services.doctor._around.versions())  # type: ignore[method-assign]
    dialog = DoctorDialog(services, desktop.background, desktop.window)
    dialog.show()
    return dialog


def vault_dialog(desktop: Desktop) -> QWidget:
    """A start on a computer without a keyring."""
    return _vault(desktop, new=False)


def new_vault_dialog(desktop: Desktop) -> QWidget:
    """The first key on such a computer."""
    return _vault(desktop, new=True)


def _vault(desktop: Desktop, *, new: bool) -> QWidget:
    services = desktop.window.workspace.services
    assert services is not None
    dialog = VaultDialog(services.vault, desktop.background, desktop.window, new=new)
    dialog.show()
    if not new:
        dialog._fail(sentence("secrets.passphrase", {}))
    return dialog


def brake_dialog(desktop: Desktop) -> QWidget:
    """The brake asks."""
    desktop.window.workspace.actions_.ask(TaskAction.START, desktop.window.workspace.model.view(1))
    return opened_dialog(desktop, BrakeDialog)


def simulation(desktop: Desktop) -> QWidget:
    """What a run would change, as if it had just ended."""
    services = desktop.window.workspace.services
    assert services is not None
    dialog = ChangesDialog("Simular — Sincronizar Estoque", services, desktop.background, desktop.window)
    dialog.words.setText("Simulação: 1.240 lidos, 38 atualizados, 1.202 iguais. Nada foi enviado.")
    run = services.history.runs(2, limit=1).runs[0]
    dialog.show_run(run.id, None, lambda: dialog.show_rows(""))
    dialog.show()
    return dialog


def undo_dialog(desktop: Desktop) -> QWidget:
    """What an undo gives back."""
    services = desktop.window.workspace.services
    assert services is not None
    dialog = UndoDialog(
        services.history.runs(2, limit=1).runs[0], services, desktop.background, desktop.window
    )
    dialog.show()
    return dialog


def place_dialog(desktop: Desktop) -> QWidget:
    """The data folder woke up elsewhere."""
    dialog = PlaceDialog(desktop.window)
    dialog.show()
    return dialog


def shop_question(desktop: Desktop) -> QWidget:
    """The address of a connection leads elsewhere."""
    words = sentence(
        "connection.which_shop", {"name": "Loja", "before": "loja.com.br", "after": "nova.com.br"}
    )
    box, _same, _other = question(desktop.window, words)
    box.show()
    return box


def rescue_dialog(desktop: Desktop) -> QWidget:
    """A start on damaged data."""
    copies = [Backup(Path(str(days)), NOW - timedelta(days=days, hours=3)) for days in range(3)]
    dialog = RescueDialog(Damage(missing=False, copies=copies), desktop.window)
    dialog.show()
    return dialog


def notices(desktop: Desktop) -> QWidget:
    """Everything that was told."""
    desktop.window.health.bell.click()
    return opened_dialog(desktop, NoticesDialog)


def export_dialog(desktop: Desktop) -> QWidget:
    """A profile."""
    services = desktop.window.workspace.services
    assert services is not None
    dialog = ExportDialog(services, desktop.background, desktop.window)
    dialog.show()
    return dialog


def manual(desktop: Desktop) -> QWidget:
    """F1."""
    dialog = ManualDialog("tarefas", desktop.window)
    dialog.show()
    return dialog


if __name__ == "__main__":
    main()
