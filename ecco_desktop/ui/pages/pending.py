"""Pendências: what failed and waits, grouped by cause, each group with the button that solves it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QSortFilterProxyModel, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QSplitter, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.pending import PendingRecord, PendingState
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.services.all import Services
from ecco_desktop.services.pending import SOLUTIONS, PendingGroup, PendingList, Solution
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.health_texts import AT_ONCE
from ecco_desktop.ui.models.paged import PagedModel
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.pages.page import Page, search_field
from ecco_desktop.ui.pages.pending_answers import Answers
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.flow import Flow
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable, wrap
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _, ngettext
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number

# What a button of this page solves.
BY_BUTTON = (
    Solution.LINK_CARRIER,
    Solution.MAP_STATUS,
    Solution.SAME_PRODUCT,
    Solution.CHOOSE_PRODUCT,
)


class PendingPage(Page):
    """`solved` after something was done; `order_opened` with a number."""

    solved = Signal()
    order_opened = Signal(str)
    unlock_asked = Signal(object)
    help_page = "pendencias"

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, _("Pendências"), parent)
        self.groups: RowModel[PendingGroup] = RowModel(
            (
                Cell(_("O que espera"), lambda group: group.title),
                Cell(_("Loja"), lambda group: group.connection),
                Cell(_("Solução"), lambda group: SOLUTIONS[group.solution]),
                Cell(_("Próxima tentativa"), _next_of),
            ),
            self,
        )
        self.records: PagedModel[PendingRecord] = PagedModel(
            (
                Cell(_("Pedido ou SKU"), lambda record: record.label),
                Cell(_("O que houve"), lambda record: sentence(record.cause, record.values)),
                Cell(_("Tentativas"), lambda record: number(record.tries), right=True),
                Cell(_("Desde"), lambda record: texts.ago(record.first_at, datetime.now(UTC))),
                Cell(_("Próxima tentativa"), _next_try),
            ),
            background,
            self.said.emit,
            self,
        )
        self._shown: tuple[int, ...] = ()
        self.proxy = QSortFilterProxyModel(self)
        self.table, self.details = QTableView(), QTableView()
        self.chosen_words = Label()
        self.more = quiet()
        self.solve = QPushButton()
        self.other = QPushButton(_("É outro: criar…"))
        self.again = QPushButton(_("Tentar de novo"))
        self.panel = QPushButton(_("Abrir na loja"))
        self.ignore = QPushButton(_("Ignorar…"))
        self.answers = Answers(self)
        self._tried: tuple[int, ...] = ()
        self._aim: object = None
        self._page = ""
        self._build()

    def aim(self, target: object) -> None:
        """This group is chosen when the list is read next, and its button pressed where it settles it."""
        self._aim = _key(target) if isinstance(target, PendingGroup) else None

    def reload(self) -> None:
        """Read the list anew, and what became of the records that were tried."""
        tried = self._tried
        self.ask_newest(lambda services: (services.pending.page(), _left(services, tried)), self._take)

    def group(self) -> PendingGroup | None:
        """The group that is chosen."""
        rows = chosen_rows(self.table)
        return self.groups.row(self.proxy.mapToSource(self.proxy.index(rows[0], 0)).row()) if rows else None

    # -- inside --

    def _build(self) -> None:
        self._build_lists()
        self.solve.setProperty("primary", "true")
        for button, answer in (
            (self.solve, self.answers.solve),
            (self.other, self.answers.other),
            (self.again, self.answers.retry),
            (self.ignore, self.answers.ignore),
        ):
            button.clicked.connect(partial(self._answer, answer))
        self.panel.clicked.connect(self._open_panel)
        self.answers.solved.connect(self.solved)
        self.answers.unlock_asked.connect(self.unlock_asked)
        self.answers.tried.connect(self._remember)
        self.chosen_words.setWordWrap(True)
        tools = Flow()
        for button in (self.solve, self.other, self.panel, self.again, self.ignore):
            tools.addWidget(button)
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chosen_words)
        layout.addLayout(tools)
        layout.addWidget(self.details, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([theme.px(300), theme.px(260)])
        self.body.addWidget(split, 1)
        self.more.setVisible(False)
        self.body.addWidget(self.more)

    def _build_lists(self) -> None:
        self.proxy.setSourceModel(self.groups)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        name = _("Buscar motivo ou loja…")
        self.search = search_field(name, name, self._filter, self)
        self.search.setMinimumWidth(theme.px(230))
        self.bar.addWidget(self.search)
        dress(self.table, _("Pendências por motivo"), 52)
        self.table.setModel(self.proxy)
        wrap(self.table, 0)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        Columns(self.table, "pending", (400, 130, 180, 160), 0, yields=(1, 3), least={0: 260})
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        dress(self.details, _("Registros desta pendência"), 36)
        self.details.setModel(self.records)
        widths = (150, 300, 100, 160, 150)
        self._columns = Columns(self.details, "pending_records", widths, 1, yields=(2, 3))
        make_copyable(self.details, self.records.as_text)
        self.details.doubleClicked.connect(self._opened)
        self.details.selectionModel().selectionChanged.connect(self._find_page)

    def _filter(self) -> None:
        self.proxy.setFilterFixedString(self.search.text())

    def _remember(self, ids: tuple[int, ...]) -> None:
        self._tried = ids

    def _answer(self, answer: Callable[[PendingGroup], None]) -> None:
        group = self.group()
        if group is not None:
            answer(group)

    def _take(self, found: tuple[PendingList, tuple[int, int] | None]) -> None:
        page, came = found
        if came is not None:
            self.said.emit(_came_of(*came))
            self._tried = ()
        before, groups = self.group(), page.groups
        more = page.total - len(groups)
        self.more.setText(
            _(
                "Estes são os {0} motivos com mais registros; há mais {1}, que aparecem quando eles saem."
            ).format(number(len(groups)), number(more))
        )
        self.more.setVisible(more > 0)
        self.groups.replace(groups)
        if not groups:
            self.say(
                "check",
                _("Nenhuma pendência"),
                _("Pedidos e produtos que não puderam ser tratados esperam aqui até serem resolvidos."),
                tone="good",
            )
            return
        self.show_content()
        keys = [_key(group) for group in groups]
        aimed, self._aim = self._aim, None
        wanted = aimed or (_key(before) if before is not None else None)
        row = keys.index(wanted) if wanted in keys else 0
        self.table.selectRow(self.proxy.mapFromSource(self.groups.index(row, 0)).row())
        self._chosen()
        if aimed in keys and groups[row].solution in AT_ONCE:
            self.answers.solve(groups[row])

    def _chosen(self) -> None:
        group = self.group()
        for button in (self.solve, self.again, self.ignore):
            button.setEnabled(group is not None)
        if group is None:
            self._shown = ()
            self.records.replace([])
            self.chosen_words.setText("")
            return
        if group.ids != self._shown or group.records != tuple(
            self.records.row(row) for row in range(min(self.records.rowCount(), len(group.records)))
        ):
            self._shown, ids, services = group.ids, group.ids, self.services
            self.records.show(
                group.records,
                lambda last, count: services.pending.records(ids, last.id if last else 0, count),
                more=len(ids) > len(group.records),
            )
        same = group.may_be_ours
        links = group.solution in BY_BUTTON or same
        self.solve.setVisible(links)
        self.solve.setText(_("É este pedido") if same else SOLUTIONS[group.solution])
        self.other.setVisible(group.solution is Solution.WHICH_ORDER)
        self.again.setProperty("primary", None if links else "true")
        # One sentence that all of them say is said once, above them.
        one = _same_words(group)
        self._columns.leave_out({1} if one else (), 0 if one else 1)
        self._find_page()
        self.chosen_words.setText(_remedy(group) if one else texts.HINTS[group.solution])

    def _open_panel(self) -> None:
        if self._page:
            QDesktopServices.openUrl(QUrl(self._page))

    def _find_page(self) -> None:
        """Where the chosen record, or the first, stands in the store's panel."""
        group, rows = self.group(), chosen_rows(self.details)
        self._page = ""
        self.panel.hide()
        if group is not None and group.records:
            record = (
                self.records.row(rows[0]) if rows and rows[0] < self.records.rowCount() else group.records[0]
            )
            self.do(
                lambda services: services.connections.page_of(group.connection_id, group.of, record),
                self._found_page,
            )

    def _found_page(self, page: str) -> None:
        self._page = page
        self.panel.setVisible(bool(page))

    def _opened(self) -> None:
        rows = chosen_rows(self.details)
        if rows:
            self.order_opened.emit(self.records.row(rows[0]).label)


def _key(group: PendingGroup) -> tuple[object, ...]:
    return group.connection_id, group.automation, group.cause, tuple(sorted(group.values.items()))[:1]


def _next_of(group: PendingGroup) -> str:
    return _("espera por você") if group.next_at is None else texts.until(group.next_at, datetime.now(UTC))


def _next_try(record: PendingRecord) -> str:
    if record.state is PendingState.NEEDS_PERSON:
        return _("espera por você")
    return texts.until(record.next_try_at, datetime.now(UTC))


def _same_words(group: PendingGroup) -> bool:
    """Whether the records differ in nothing but whose they are."""
    said = {sentence(record.cause, record.values).replace(record.label, "") for record in group.records}
    return len(said) == 1 and len(group.records) == len(group.ids)


def _remedy(group: PendingGroup) -> str:
    """What to do, in the words of the cause; the heading told what happened."""
    _happened, _dot, remedy = group.text.partition(". ")
    return remedy or texts.HINTS[group.solution]


def _left(services: Services, tried: tuple[int, ...]) -> tuple[int, int] | None:
    """How many records were tried, and how many are still on the list; None while their tasks run."""
    if not tried:
        return None
    tasks = set(services.pending.tasks_of(tried))
    if any(view.task.id in tasks and view.state is not TaskState.IDLE for view in services.tasks.list()):
        return None
    return len(tried), len(services.pending.still(tried))


def _came_of(tried: int, left: int) -> str:
    done = ngettext("1 saiu da lista", "{0} saíram da lista", tried - left)
    if not left:
        return done + "."
    return f"{done}, " + ngettext("1 continua, com o motivo.", "{0} continuam, com o motivo.", left)
