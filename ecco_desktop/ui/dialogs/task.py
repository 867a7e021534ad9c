"""Nova tarefa and its editing: automation × connection, recurrence, options, a note."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.tasks import Task
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import Offer, TaskView
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import complaint, quiet, strong
from ecco_desktop.ui.forms.options import OptionsForm
from ecco_desktop.ui.forms.recurrence import RecurrenceForm
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _


class TaskDialog(Dialog):
    """Saves in the background and closes when that worked; `view` None makes a new task."""

    def __init__(
        self,
        services: Services,
        background: Background,
        parent: QWidget | None = None,
        view: TaskView | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self._view = view
        self._offers: Sequence[Offer] = ()
        self.connection = Choice()
        self.automation = Choice()
        self.active = QCheckBox(_("Ativar agora"))
        self.active.setChecked(True)
        self.summary = quiet()
        self.note = QPlainTextEdit(view.task.note if view else "")
        self.problem = complaint()
        self.options = OptionsForm((), {})
        current = view.task.recurrence if view else None
        self.recurrence = RecurrenceForm(current, services.tasks.floor_minutes)
        self._place = QVBoxLayout()
        self._options_title = strong(_("Opções"))
        self._options_title.hide()
        self.buttons = save_and_cancel(self)
        self.buttons.accepted.connect(self._save)
        self._build()
        if view is not None:
            self._show_view(view)
        else:
            self.recurrence.every.setChecked(True)
            background.run(self, services.tasks.offers, self._take, self._fail)

    def _build(self) -> None:
        self.setWindowTitle(_("Editar tarefa") if self._view else _("Nova tarefa"))
        self.resize(theme.px(680), theme.px(680))
        self.note.setPlaceholderText(_("Para quem cuida da loja: o que fazer se esta tarefa falhar…"))
        self.note.setAccessibleName(_("Anotação"))
        self.note.setMaximumHeight(theme.px(64))
        self.note.setTabChangesFocus(True)
        self.connection.setAccessibleName(_("Conexão"))
        self.automation.setAccessibleName(_("Automação"))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(theme.px(8))
        if self._view is None:
            form.addRow(_("Conexão"), self.connection)
            form.addRow(_("Automação"), self.automation)
        form.addRow(self.summary)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, theme.px(8), 0)
        body.setSpacing(theme.px(12))
        body.addLayout(form)
        body.addWidget(strong(_("Recorrência")))
        body.addWidget(self.recurrence)
        body.addWidget(self._options_title)
        body.addLayout(self._place)
        self._place.addWidget(self.options)
        body.addWidget(strong(_("Anotação")))
        body.addWidget(self.note)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(12), theme.px(16))
        layout.addWidget(scroll, 1)
        if self._view is None:
            layout.addWidget(self.active)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.connection.currentIndexChanged.connect(self._connection_chosen)
        self.automation.currentIndexChanged.connect(self._automation_chosen)

    # -- a new one --

    def _take(self, offers: Sequence[Offer]) -> None:
        self._offers = offers
        self.connection.clear()
        for name in dict.fromkeys(offer.connection.name for offer in offers):
            self.connection.addItem(shown(name), name)
        if not offers:
            self._fail(_("Cadastre antes uma loja ou transportadora em Conexões."))

    def _connection_chosen(self) -> None:
        self.automation.clear()
        for place, offer in enumerate(self._offers):
            if offer.connection.name != self.connection.currentData():
                continue
            name = _(offer.automation.name)
            self.automation.addItem(f"{name} — {offer.why}" if offer.why else name, place)
            if offer.why:
                row = self.automation.count() - 1
                self.automation.setItemData(row, 0, Qt.ItemDataRole.UserRole - 1)
                self.automation.setItemData(row, tip(offer.why), Qt.ItemDataRole.ToolTipRole)
        free = [
            row
            for row in range(self.automation.count())
            if not self._offers[self.automation.itemData(row)].why
        ]
        often = [row for row in free if self._offers[self.automation.itemData(row)].automation.recurrent]
        self.automation.setCurrentIndex((often or free or [-1])[0])
        self._automation_chosen()

    def offer(self) -> Offer | None:
        """What is chosen; None where nothing can be."""
        place = self.automation.currentData()
        found = self._offers[place] if isinstance(place, int) else None
        return found if found is not None and not found.why else None

    def _automation_chosen(self) -> None:
        offer = self.offer()
        self.buttons.button(self.buttons.StandardButton.Save).setEnabled(offer is not None)
        if offer is None:
            self.summary.setText("")
            return
        info = offer.automation
        self.summary.setText(_(info.summary))
        self._show_options(OptionsForm(info.options, {}))
        self.recurrence.setEnabled(info.recurrent)
        if not info.recurrent:
            self.recurrence.none.setChecked(True)
        elif self.recurrence.none.isChecked():
            self.recurrence.every.setChecked(True)

    # -- one that is there --

    def _show_view(self, view: TaskView) -> None:
        self.setWindowTitle(_("Editar: {0}").format(shown(view.task.name)))
        self.summary.setText(_(view.automation.summary))
        self._show_options(OptionsForm(view.automation.options, view.task.options))
        self.recurrence.setEnabled(view.automation.recurrent)

    def _show_options(self, made: OptionsForm) -> None:
        self._place.replaceWidget(self.options, made)
        self.options.deleteLater()
        self.options = made
        self._options_title.setVisible(bool(made.inputs))

    # -- saving --

    def _save(self) -> None:
        recurring = self.recurrence.isEnabled()
        if recurring and self.recurrence.problem():
            return
        chosen = self.recurrence.value() if recurring else None
        options, note, services, view = (
            self.options.values(),
            self.note.toPlainText(),
            self._services,
            self._view,
        )
        offer, active = self.offer(), self.active.isChecked()

        def save() -> Task | None:
            if view is not None:
                services.tasks.edit(view.task.id, chosen, options, note)
                return None
            if offer is None:
                return None
            key, place = offer.automation.key, offer.connection.name
            return services.tasks.create(key, place, chosen, options, active=active, note=note)

        self._background.run(self, save, self._saved, self._fail)

    def _saved(self, _made: Task | None) -> None:
        self.accept()

    def _fail(self, words: str) -> None:
        self.problem.setText(words)
