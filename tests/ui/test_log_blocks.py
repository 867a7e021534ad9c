"""Lines that say the same are one line that opens; the record of a line is looked at alone with one click."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.runs import Level, LogLine
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.models.log import LogModel
from ecco_desktop.ui.panes.log_blocks import LEAST, LogBlocks
from tests.fakes.orders import store_order
from tests.ui.conftest import OpenShop

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def line(number: int, way: str = "SEDEX", key: str = "order.carrier", subject: str = "x") -> LogLine:
    subject = str(number) if subject == "x" else subject
    values = {"order": subject, "reference": way}
    return LogLine(1, 1, NOW, Level.WARNING, subject, key, f"Pedido {subject}", values, number)


def table(qtbot: QtBot, lines: list[LogLine]) -> tuple[QTableView, LogModel, LogBlocks]:
    model, view = LogModel(), QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    blocks = LogBlocks(view, model)
    model.replace(lines)
    return view, model, blocks


def seen(view: QTableView) -> list[str]:
    model = view.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount()) if not view.isRowHidden(row)]


def test_lines_of_one_cause_are_one_line_that_opens(qtbot: QtBot) -> None:
    lines = [line(0, key="run.begins", subject=""), *(line(n) for n in range(1, 38)), line(38, "Motoboy")]
    view, model, blocks = table(qtbot, lines)
    assert seen(view) == [lines[0].text, "▸ 37 pedidos sem vínculo para “SEDEX”", lines[-1].text]
    assert blocks.toggle(model.index(1, 2)) and len(seen(view)) == 39
    assert seen(view)[1].startswith("▾ 37 ")
    assert not blocks.toggle(model.index(5, 2))
    assert blocks.toggle(model.index(1, 2)) and len(seen(view)) == 3


def test_what_comes_and_what_was_before_joins_its_block(qtbot: QtBot) -> None:
    view, model, _blocks = table(qtbot, [line(n) for n in range(100, 100 + LEAST)])
    model.append([line(n) for n in range(200, 203)])
    assert seen(view) == [f"▸ {LEAST + 3} pedidos sem vínculo para “SEDEX”"]
    model.append([line(300, "PAC")])
    model.prepend([line(1, "Jadlog"), line(2)])
    assert seen(view) == ["Pedido 1", f"▸ {LEAST + 4} pedidos sem vínculo para “SEDEX”", "Pedido 300"]
    model.replace([line(n) for n in range(2)])
    assert seen(view) == ["Pedido 0", "Pedido 1"]


def test_what_leaves_at_the_far_end_leaves_its_block(qtbot: QtBot) -> None:
    model, view = LogModel(bound=10), QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    LogBlocks(view, model)
    model.replace([line(n) for n in range(1, 9)])
    model.append([line(n, "PAC") for n in range(20, 25)])
    assert seen(view) == ["▸ 5 pedidos sem vínculo para “SEDEX”", "▸ 5 pedidos sem vínculo para “PAC”"]


def test_three_alike_and_what_was_done_are_not_folded(qtbot: QtBot) -> None:
    lines = [
        *(line(n) for n in range(1, LEAST)),
        *(line(n, key="order.imported") for n in range(9, 15)),
    ]
    view, _model, _blocks = table(qtbot, lines)
    assert len(seen(view)) == len(lines)


def test_the_record_of_a_line_is_looked_at_alone(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    for number in ("1001", "1002"):
        opened.shop.store.orders[number] = store_order(number, shipping_reference="Motoboy")
    opened.shop.run("import_orders")
    log = desktop.window.workspace.log
    qtbot.waitUntil(lambda: any(one.subject == "1002" for one in log.model.lines))
    row = next(row for row, one in enumerate(log.model.lines) if one.subject == "1002")
    log.table.setCurrentIndex(log.model.index(row, 2))
    assert (log.only.isVisible(), log.only.text()) == (True, "Só 1002")
    qtbot.mouseClick(log.only, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {one.subject for one in log.model.lines} == {"1002"})
