"""The keyboard in every dialog: Enter does what the blue button says, and Tab comes to it before Cancel."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ecco_desktop.ui
from ecco_desktop.domain.keeping import Backup
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.services.pending import PendingGroup, Solution
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.brake import BrakeDialog
from ecco_desktop.ui.dialogs.changes import SimulationDialog, UndoDialog
from ecco_desktop.ui.dialogs.doctor import DoctorDialog
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.dialogs.manual import ManualDialog
from ecco_desktop.ui.dialogs.notices import NoticesDialog
from ecco_desktop.ui.dialogs.palette import PaletteDialog
from ecco_desktop.ui.dialogs.pin import PinDialog
from ecco_desktop.ui.dialogs.place import PlaceDialog
from ecco_desktop.ui.dialogs.product import ProductDialog
from ecco_desktop.ui.dialogs.profile import ExportDialog, ImportDialog
from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog
from ecco_desktop.ui.dialogs.rescue import Damage, RescueDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog
from ecco_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from ecco_desktop.ui.dialogs.task import TaskDialog
from ecco_desktop.ui.dialogs.vault import VaultDialog
from ecco_desktop.ui.dialogs.which_shop import question
from ecco_desktop.ui.keys import keys_of
from ecco_desktop.ui.pages.guide import GuideDialog
from ecco_desktop.ui.pages.statuses_dialog import StatusesDialog
from tests.fakes.orders import NOW
from tests.ui.conftest import OpenShop


def every(desktop: Desktop, opened: OpenShop) -> dict[type[QDialog], Callable[[], Dialog]]:
    """How each dialog of the program is made."""
    services, background, window = opened.services, desktop.background, desktop.window
    view = window.workspace.model.view(0)
    run = Run(1, view.task.id, Trigger.PERSON, RunState.FAILED, NOW, error_key="brake.stock")
    group = PendingGroup(
        1,
        "Loja",
        "sync_stock",
        "stock.ambiguous",
        {"sku": "A"},
        "A",
        "A",
        Solution.CHOOSE_PRODUCT,
        (1, 2),
        (),
        None,
        NOW,
    )
    damage = Damage(missing=False, copies=[Backup(Path("1"), NOW - timedelta(days=1))])
    return {
        BrakeDialog: lambda: BrakeDialog(view, run, window),
        SimulationDialog: lambda: SimulationDialog(view, services, background, window),
        UndoDialog: lambda: UndoDialog(run, services, background, window),
        DoctorDialog: lambda: DoctorDialog(services, background, window),
        LinkDialog: lambda: LinkDialog(opened.shop.loja, [("SEDEX", "")], services, background, window),
        ManualDialog: lambda: ManualDialog("tarefas", window),
        NoticesDialog: lambda: NoticesDialog(services, background, window),
        PinDialog: lambda: PinDialog(services.technician, background, window, new=True),
        PlaceDialog: lambda: PlaceDialog(window),
        ProductDialog: lambda: ProductDialog(group, services, background, window),
        ExportDialog: lambda: ExportDialog(services, background, window),
        ImportDialog: lambda: ImportDialog(services, background, window),
        RecurrenceDialog: lambda: RecurrenceDialog("Tarefa", None, window),
        RescueDialog: lambda: RescueDialog(damage, window),
        RunsDialog: lambda: RunsDialog(view, services, background, window),
        TaskDialog: lambda: TaskDialog(services, background, window, view),
        VaultDialog: lambda: VaultDialog(services.vault, background, window, new=True),
        PaletteDialog: lambda: PaletteDialog([], [], lambda _text: [], background, window),
        ShortcutsDialog: lambda: ShortcutsDialog(keys_of(window), window),
        GuideDialog: lambda: GuideDialog(services, background, window),
        StatusesDialog: lambda: StatusesDialog(opened.shop.loja, services, background, window),
    }


def written() -> Iterator[type[QDialog]]:
    """Every dialog that stands in the source."""
    for module in pkgutil.walk_packages(ecco_desktop.ui.__path__, "ecco_desktop.ui."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            if not isinstance(kind, type) or not issubclass(kind, QDialog) or kind.__module__ != module.name:
                continue
            if not issubclass(kind, QMessageBox) and kind is not Dialog and not name.startswith("_"):
                yield kind


def all_open(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> list[Dialog]:
    """All of them, read to the end."""
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() > 0)
    made = [make() for make in every(desktop, opened).values()]
    for dialog in made:
        dialog.open()
    desktop.background.wait(5000)
    QApplication.processEvents()
    return made


@pytest.fixture
def shown(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> Iterator[list[Dialog]]:
    """All of them, and hidden after the test."""
    made = all_open(desktop, opened, qtbot)
    yield made
    for dialog in made:
        dialog.hide()
        dialog.deleteLater()


def test_every_dialog_is_one_of_ours_and_is_walked_over(desktop: Desktop, opened: OpenShop) -> None:
    found = {kind for kind in written() if not any(kind in other.__bases__ for other in written())}
    assert all(issubclass(kind, Dialog) for kind in found)
    assert found == every(desktop, opened).keys()


def test_enter_does_what_the_blue_button_says_in_every_dialog(shown: list[Dialog]) -> None:
    blue = [dialog for dialog in shown if dialog.primary is not None]
    assert len(blue) >= 9
    for dialog in blue:
        primary, pressed = dialog.primary, _heard(dialog)
        assert primary is not None
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert pressed == ([primary.text()] if primary.isEnabled() else []), type(dialog)


def test_tab_comes_to_the_blue_button_before_the_others_of_its_row(shown: list[Dialog]) -> None:
    seen = 0
    for dialog in shown:
        for box in dialog.findChildren(QDialogButtonBox):
            rest = [one for one in box.buttons() if one.property("primary") != "true"]
            if len(rest) < len(box.buttons()) and rest:
                seen += 1
                order = list(_chain(dialog))
                (primary,) = [one for one in box.buttons() if one not in rest]
                assert all(order.index(primary) < order.index(one) for one in rest), type(dialog)
    assert seen >= 6


def test_dialogs_that_were_closed_leave_nothing_behind(
    desktop: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    window = desktop.window
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() > 0)
    for make in every(desktop, opened).values():
        for close in (QDialog.reject, QDialog.accept, QDialog.close):
            dialog = make()
            dialog.open()
            close(dialog)
    for _ in range(10):
        box, *_answers = question(window, "?")
        box.open()
        box.reject()
    desktop.background.wait(5000)
    del dialog, box, _answers
    qtbot.waitUntil(lambda: window.findChildren(QDialog) == [])


def _heard(dialog: QWidget) -> list[str]:
    """What is pressed from now on; nothing else comes of it."""
    pressed: list[str] = []
    for button in dialog.findChildren(QPushButton):
        if button.receivers(SIGNAL("clicked(bool)")):
            button.clicked.disconnect()
        button.clicked.connect(lambda _=False, one=button: pressed.append(one.text()))
    return pressed


def _chain(dialog: QWidget) -> Iterator[QWidget]:
    yield dialog
    one = dialog.nextInFocusChain()
    while one is not dialog:
        yield one
        one = one.nextInFocusChain()
