"""The passphrase of the keys where there is no keyring, and Diagnóstico, in the real window."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from ecco_desktop.app import Application, wire
from ecco_desktop.domain.checkup import Verdict
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.services.vault import VaultService, VaultState
from ecco_desktop.storage import sealing
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.sealed_file import FILE
from ecco_desktop.storage.secrets import KeyringSecrets
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.doctor import DoctorDialog
from ecco_desktop.ui.dialogs.vault import VaultDialog
from ecco_desktop.ui.pages.connections import ConnectionsPage
from ecco_desktop.ui.pages.settings import SettingsPage
from tests.fakes.keyrings import MemoryKeyring
from tests.ui.conftest import OpenShop, finish, tasks_shown, was_read
from tests.ui.test_stories import LONG, dialog_of, fill, press

PHRASE = "cavalo bateria grampo"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.delenv("ECCO_PASSPHRASE", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def sealed(opened: OpenShop, tmp_path: Path) -> OpenShop:
    """A shop whose keys wait in a sealed file."""
    first = KeyringSecrets(tmp_path)
    first.choose(PHRASE)
    first.set(1, "token", "PLANTED-token")
    vault = VaultService(KeyringSecrets(tmp_path), opened.services.deeds)
    opened.services = replace(opened.services, vault=vault)
    return opened


@pytest.fixture
def start(app: QApplication) -> Iterator[Callable[..., Desktop]]:
    made: list[Desktop] = []

    def begin(opened: OpenShop, *, minimized: bool = False) -> Desktop:
        made.append(Desktop(lambda: opened, demo=False, minimized=minimized))
        return made[-1]

    yield begin
    for desktop in made:
        finish(desktop)


def _agree(box: QMessageBox) -> int:
    role = QMessageBox.ButtonRole.AcceptRole
    next(button for button in box.buttons() if box.buttonRole(button) is role).click()
    return 0


def accept(dialog: VaultDialog) -> QDialogButtonBox:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Save)


def test_the_passphrase_is_asked_before_anything_works(
    qtbot: QtBot, sealed: OpenShop, start: Callable[..., Desktop]
) -> None:
    desktop = start(sealed)
    dialog = dialog_of(qtbot, desktop.window, VaultDialog)
    assert not sealed.began and not desktop.window.is_open
    dialog.passphrase.setText("errada mas longa")
    press(qtbot, accept(dialog))
    qtbot.waitUntil(lambda: "Senha errada" in dialog.problem.text() and dialog.isEnabled(), timeout=LONG)
    assert not sealed.began and sealed.services.vault.state() is VaultState.LOCKED
    dialog.passphrase.setText(PHRASE)
    press(qtbot, accept(dialog))
    qtbot.waitUntil(
        lambda: sealed.began and tasks_shown(desktop.window),
        timeout=LONG,
    )
    assert sealed.services.vault.state() is VaultState.OPEN
    qtbot.waitUntil(lambda: not desktop.window.findChildren(VaultDialog))


def test_without_the_passphrase_the_window_works_all_the_same(
    qtbot: QtBot, sealed: OpenShop, start: Callable[..., Desktop], tmp_path: Path
) -> None:
    kept = (tmp_path / FILE).read_bytes()
    desktop = start(sealed)
    dialog = dialog_of(qtbot, desktop.window, VaultDialog)
    press(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    qtbot.waitUntil(
        lambda: sealed.began and tasks_shown(desktop.window),
        timeout=LONG,
    )
    assert sealed.services.vault.state() is VaultState.LOCKED
    assert (tmp_path / FILE).read_bytes() == kept


def test_a_start_in_the_tray_shows_itself_to_ask(
    qtbot: QtBot, sealed: OpenShop, start: Callable[..., Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        # Only while it is decided whether to show the window: there is no tray to put an icon into here.
        patched.setattr("ecco_desktop.ui.tray.Tray.available", lambda _tray: True)
        desktop = start(sealed, minimized=True)
        assert not desktop.window.isVisible()
    dialog_of(qtbot, desktop.window, VaultDialog).reject()
    assert desktop.window.isVisible()
    qtbot.waitUntil(lambda: sealed.began, timeout=LONG)


def test_who_forgot_it_begins_anew_after_being_asked(
    qtbot: QtBot,
    sealed: OpenShop,
    start: Callable[..., Desktop],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or 0)
    desktop = start(sealed)
    dialog = dialog_of(qtbot, desktop.window, VaultDialog)
    press(qtbot, dialog.forgotten)
    assert "se perdem" in asked[0] and (tmp_path / FILE).exists() and dialog.isVisible()
    monkeypatch.setattr(QMessageBox, "exec", _agree)
    press(qtbot, dialog.forgotten)
    qtbot.waitUntil(lambda: sealed.began, timeout=LONG)
    assert not (tmp_path / FILE).exists()
    assert sealed.services.vault.state() is VaultState.NEW
    assert sealed.services.deeds.newest()[0].key == "deed.keys_anew"


def test_the_first_key_has_a_passphrase_chosen_twice(
    qtbot: QtBot, app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", _agree)
    applications: list[Application] = []

    def build() -> Application:
        applications.append(wire(tmp_path, open_storage(tmp_path), KeyringSecrets(tmp_path), floor=0.1))
        return applications[-1]

    desktop = Desktop(build, demo=False, minimized=False)
    qtbot.waitUntil(lambda: was_read(desktop.window), timeout=LONG)
    desktop.window.workspace.open_page("connections")
    page = desktop.window.workspace.pages["connections"]
    assert isinstance(page, ConnectionsPage)
    qtbot.waitUntil(lambda: page._overview is not None, timeout=LONG)
    page.new("eccosys")
    assert page.editor.form is not None
    fill(page.editor.form, address="http://127.0.0.1:9/eccosys/api", token="PLANTED-token")

    press(qtbot, page.editor.save)
    refused = dialog_of(qtbot, desktop.window, VaultDialog)
    press(qtbot, refused.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    qtbot.waitUntil(lambda: "Nada foi salvo" in page.editor.result.text(), timeout=LONG)
    assert applications[0].services.connections.list() == []

    qtbot.waitUntil(page.editor.save.isEnabled, timeout=LONG)
    press(qtbot, page.editor.save)
    dialog = dialog_of(qtbot, desktop.window, VaultDialog)
    dialog.passphrase.setText(PHRASE)
    dialog.again.setText("outra coisa qualquer")
    press(qtbot, accept(dialog))
    assert "diferentes" in dialog.problem.text()
    for text in ("curta", PHRASE):
        dialog.passphrase.setText(text)
        dialog.again.setText(text)
        press(qtbot, accept(dialog))
        if text == "curta":
            qtbot.waitUntil(
                lambda: "ao menos 8" in dialog.problem.text() and dialog.isEnabled(), timeout=LONG
            )
    qtbot.waitUntil(lambda: page.editor.result.text() == "✓ Salvo.", timeout=LONG)
    assert not [one for one in desktop.window.findChildren(VaultDialog) if one.isVisible()]
    desktop.background.wait(10_000)
    applications[0].close(10.0)
    finish(desktop)
    again = KeyringSecrets(tmp_path)
    again.unlock(PHRASE)
    assert again.get(1, "token") == "PLANTED-token"
    assert b"PLANTED-token" not in b"".join(
        each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()
    )


def test_the_check_up_shows_each_line_and_saves_a_package(
    qtbot: QtBot, desktop: Desktop, opened: OpenShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> object:
        raise SetupProblem("http.credentials", host="loja.example", connection="Loja")

    monkeypatch.setattr(opened.shop.store, "test", refuse)
    desktop.window.workspace.open_page("settings")
    page = desktop.window.workspace.pages["settings"]
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(page.doctor.isVisible, timeout=LONG)
    press(qtbot, page.doctor)
    dialog = dialog_of(qtbot, desktop.window, DoctorDialog)
    qtbot.waitUntil(lambda: dialog.checkup is not None and dialog.area.isVisible(), timeout=LONG)
    assert dialog.checkup is not None
    verdicts = {(check.name, check.subject): check.verdict for check in dialog.checkup.checks}
    assert verdicts["connection", "Loja"] is Verdict.FAILED
    assert verdicts["connection", "ERP"] is verdicts["database", ""] is verdicts["keys", ""] is Verdict.GOOD
    assert dialog.words.text().startswith("1 problema")
    press(qtbot, dialog.copy)
    told = QApplication.clipboard().text()
    assert "✗ Problema Conexão “Loja”: loja.example recusou a chave" in told and "SQLite" in told

    target = tmp_path / "pacote.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(qtbot, dialog.bundle)
    qtbot.waitUntil(lambda: "Pacote salvo" in dialog.said.text(), timeout=LONG)
    with zipfile.ZipFile(target) as bundle:
        report = json.loads(bundle.read("diagnostico.json"))
    assert report["good"] is False and len(report["checks"]) == len(dialog.checkup.checks)

    monkeypatch.undo()
    press(qtbot, dialog.again)
    qtbot.waitUntil(lambda: "problema" not in dialog.words.text() and dialog.area.isVisible(), timeout=LONG)


def test_a_package_that_cannot_be_written_is_told(
    qtbot: QtBot, desktop: Desktop, opened: OpenShop, tmp_path: Path
) -> None:
    dialog = DoctorDialog(opened.services, desktop.background, desktop.window)
    dialog.open()
    qtbot.waitUntil(dialog.bundle.isEnabled, timeout=LONG)
    dialog.save(tmp_path / "no such folder" / "x.zip")
    qtbot.waitUntil(lambda: "não pôde ser gravado" in dialog.said.text(), timeout=LONG)
    dialog.close()


def test_a_keyring_that_came_later_is_offered_the_keys(
    qtbot: QtBot,
    sealed: OpenShop,
    start: Callable[..., Desktop],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    monkeypatch.setattr(QMessageBox, "exec", _agree)
    desktop = start(sealed)
    qtbot.waitUntil(lambda: desktop.window.findChild(VaultDialog) is not None)
    dialog = desktop.window.findChild(VaultDialog)
    assert dialog is not None
    dialog.passphrase.setText(PHRASE)
    accept(dialog).click()
    qtbot.waitUntil(lambda: desktop.window.is_open)
    assert mine.holds("PLANTED-token") and not (tmp_path / FILE).exists()
    assert KeyringSecrets(tmp_path).get(1, "token") == "PLANTED-token"
