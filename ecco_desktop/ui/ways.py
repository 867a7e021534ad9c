"""From one place of the window to another: what a log line, a notice, a run or the health line leads to."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from ecco_desktop.domain.notices import Notice
from ecco_desktop.domain.runs import LogLine, Run
from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.services.health import NextStep, Step
from ecco_desktop.ui.desk import Desk
from ecco_desktop.ui.shelf import Shelf
from ecco_desktop.words import _
from ecco_desktop.words.subjects import Subject, subject_of


class Ways:
    """`open_page` shows a page by its name, `say` a word in the bottom line."""

    def __init__(
        self, open_page: Callable[[str], None], shelf: Shelf, desk: Desk, say: Callable[[str], None]
    ) -> None:
        self._open_page = open_page
        self._shelf = shelf
        self._desk = desk
        self._say = say

    def order(self, number: str) -> None:
        """The story of an order."""
        self._found("orders", number)

    def sku(self, sku: str) -> None:
        """What was sent for a SKU."""
        self._found("stock", sku)

    def record(self, line: LogLine) -> None:
        """What a log line speaks of."""
        if not line.subject:
            return
        if subject_of(line) is Subject.SKU:
            self.sku(line.subject)
        else:
            self.order(line.subject)

    def run(self, run: Run) -> None:
        """The runs of a run's task."""
        if not self._desk.show_runs(run.task_id):
            self._say(_("A tarefa desta execução foi excluída; o log dela está no histórico."))

    def notice(self, notice: Notice) -> None:
        """The task a notice speaks of."""
        self._say(notice.body)
        if notice.task_id and self._desk.choose(notice.task_id):
            self._open_page("tasks")

    def step(self, step: NextStep | None) -> None:
        """What the button of the health line says."""
        if step is None:
            return
        if step.group is not None:
            self._shelf.page("pending").aim(step.group)
            self._open_page("pending")
        elif step.step is Step.CONNECTION:
            self._shelf.page("connections").aim(step.connection_id)
            self._open_page("connections")
        elif self._desk.choose(step.task_id):
            self._open_page("tasks")
            look = TaskAction.SHOW_RUNS if step.step is Step.LOOK else TaskAction.START
            self._desk.do(look, step.task_id)

    def _found(self, name: str, text: str) -> None:
        """A page with something typed into its search."""
        field: QLineEdit = getattr(self._shelf.page(name), "search")  # noqa: B009 - both pages have one
        field.setText(text)
        self._open_page(name)
