"""The menu of one task: what can be done to it, and why not where it cannot."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import theme
from ecco_desktop.ui.actions import TaskActions
from ecco_desktop.ui.menus import emptied
from ecco_desktop.ui.pauses import offer_silence, silent_words
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


class TaskMenu:
    """Fills `menu` anew each time it is wanted."""

    def __init__(self, actions: TaskActions, menu: QMenu, current: Callable[[], TaskView | None]) -> None:
        self._actions = actions
        self._menu = menu
        self._current = current
        menu.aboutToShow.connect(self._fill)

    def show(self, _view: TaskView, point: QPoint) -> None:
        """At a point of the screen, for the task that is chosen."""
        self._menu.exec(point)

    def build(self, view: TaskView) -> QMenu:
        """The menu of a task, not shown yet."""
        known, menu = self._actions, emptied(self._menu)
        switch = TaskAction.DEACTIVATE if view.task.active else TaskAction.ACTIVATE
        menu.addAction(known.actions[TaskAction.START])
        simulate = menu.addAction(theme.icon("eye"), _("Simular…"), lambda: known.simulate(view))
        if view.state is not TaskState.IDLE:
            simulate.setEnabled(False)
            simulate.setToolTip(tip(sentence("task.refusal.busy", {})))
        menu.addAction(known.actions[TaskAction.STOP])
        menu.addSeparator()
        menu.addAction(known.actions[TaskAction.SHOW_LOG])
        menu.addAction(known.actions[TaskAction.SHOW_RUNS])
        menu.addSeparator()
        recurrence = menu.addAction(
            theme.icon("clock"), _("Recorrência…"), lambda: known.set_recurrence(view)
        )
        if not view.automation.recurrent:
            recurrence.setEnabled(False)
            recurrence.setToolTip(tip(sentence("recurrence.once", {"automation": _(view.automation.name)})))
        menu.addAction(theme.icon("edit"), _("Editar…"), lambda: known.gate(lambda: known.edit(view)))
        self._add_mute(menu, view)
        menu.addSeparator()
        menu.addAction(known.actions[switch])
        menu.addAction(known.actions[TaskAction.DELETE])
        return menu

    def _fill(self) -> None:
        view = self._current()
        if view is not None:
            self._actions.refresh(view)
            self.build(view)

    def _add_mute(self, menu: QMenu, view: TaskView) -> None:
        until = view.task.muted_until
        if until is not None and until > datetime.now(UTC):
            menu.addAction(theme.icon("bell"), silent_words(until), lambda: self._actions.mute(view, None))
            return
        quiet = menu.addMenu(theme.icon("mute"), _("Não avisar desta tarefa"))
        offer_silence(quiet, lambda hours: self._actions.mute(view, hours))
