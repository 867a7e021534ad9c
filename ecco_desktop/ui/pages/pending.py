"""Pendências: what failed and waits, grouped by cause, each group with the button that solves it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.pending import PendingRecord, PendingState
from ecco_desktop.services.all import Services
from ecco_desktop.services.pending import SOLUTIONS, PendingGroup, PendingList, Solution
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.dialogs.product import ProductDialog
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.models.paged import PagedModel
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.pages.page import Page, search_field
from ecco_desktop.ui.pages.statuses_dialog import StatusesDialog
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable, set_widths, wrap
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number

# What a button of this page solves.
_BY_BUTTON = (
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
                Cell(_("Quantas"), lambda group: number(len(group.ids)), right=True),
                Cell(_("O que houve e o que fazer"), lambda group: group.text),
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
        self.ignore = QPushButton(_("Ignorar…"))
        self._kept: tuple[int, ...] = ()
        self._build()

    def reload(self) -> None:
        """Read the list anew."""
        self.ask_newest(lambda services: services.pending.page(), self._take)

    def group(self) -> PendingGroup | None:
        """The group that is chosen."""
        rows = chosen_rows(self.table)
        return self.groups.row(self.proxy.mapToSource(self.proxy.index(rows[0], 0)).row()) if rows else None

    # -- inside --

    def _build(self) -> None:
        self.proxy.setSourceModel(self.groups)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        name = _("Buscar motivo ou loja…")
        self.search = search_field(name, name, self._filter, self)
        self.search.setMinimumWidth(theme.px(230))
        self.bar.addWidget(self.search)
        dress(self.table, _("Pendências por motivo"), 52)
        wrap(self.table)
        self.table.setModel(self.proxy)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        set_widths(self.table, (100, 300, 130, 180, 160), 1)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        dress(self.details, _("Registros desta pendência"), 36)
        self.details.setModel(self.records)
        set_widths(self.details, (150, 300, 100, 160, 150), 1)
        make_copyable(self.details, self.records.as_text)
        self.details.doubleClicked.connect(self._opened)
        self.solve.setProperty("primary", "true")
        self.solve.clicked.connect(self._solve)
        self.other.clicked.connect(self._other)
        self.again.clicked.connect(self._retry)
        self.ignore.clicked.connect(self._ignore)
        self.chosen_words.setWordWrap(True)
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(8))
        tools.addWidget(self.chosen_words, 1)
        for button in (self.solve, self.other, self.again, self.ignore):
            tools.addWidget(button)
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(tools)
        layout.addWidget(self.details, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([300, 260])
        self.body.addWidget(split, 1)
        self.more.setVisible(False)
        self.body.addWidget(self.more)

    def _filter(self) -> None:
        self.proxy.setFilterFixedString(self.search.text())

    def _take(self, page: PendingList) -> None:
        before, groups = self.group(), page.groups
        left = page.total - len(groups)
        self.more.setText(
            _(
                "Estes são os {0} motivos com mais registros; há mais {1}, que aparecem quando eles saem."
            ).format(number(len(groups)), number(left))
        )
        self.more.setVisible(left > 0)
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
        row = keys.index(_key(before)) if before is not None and _key(before) in keys else 0
        self.table.selectRow(self.proxy.mapFromSource(self.groups.index(row, 0)).row())
        self._chosen()

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
        links = group.solution in _BY_BUTTON or same
        self.solve.setVisible(links)
        self.solve.setText(_("É este pedido") if same else SOLUTIONS[group.solution])
        self.other.setVisible(group.solution is Solution.WHICH_ORDER)
        self.again.setProperty("primary", None if links else "true")
        self.chosen_words.setText(texts.HINTS[group.solution])

    def _solve(self) -> None:
        group = self.group()
        if group is None:
            return
        if group.may_be_ours:
            self._answer(group, same=True)
            return
        if group.solution is Solution.CHOOSE_PRODUCT:
            self._choose(group)
            return
        # Links are the technician's.
        same = group.solution is Solution.SAME_PRODUCT
        self.unlock_asked.emit(lambda: self._same(group) if same else self._link(group))

    def _same(self, group: PendingGroup) -> None:
        words = _(
            "{0}\n\nÉ mesmo um só produto? O estoque, o preço e os dados do produto do ERP passam a ir para "
            "este produto da loja."
        ).format(group.text)
        if sure(self, words, _("É o mesmo produto")):
            ids = group.ids
            self.do(
                lambda services: services.pending.same_product(ids), lambda _count: self._start_tasks(ids)
            )

    def _choose(self, group: PendingGroup) -> None:
        dialog = ProductDialog(group, self.services, self.background, self)
        dialog.accepted.connect(lambda: self._start_tasks(group.ids))
        dialog.open()

    def _other(self) -> None:
        group = self.group()
        words = _("Criar o pedido {0} no ERP, ao lado do {1}?\n\nSe for o mesmo pedido, ele ficará em dobro.")
        if group is not None and sure(
            self, words.format(group.records[0].label, group.values.get("erp", "?")), _("Criar")
        ):
            self._answer(group, same=False)

    def _answer(self, group: PendingGroup, *, same: bool) -> None:
        ids = group.ids
        self.do(
            lambda services: services.pending.answer(ids[0], same=same),
            lambda _nothing: self._start_tasks(ids),
        )

    def _link(self, group: PendingGroup) -> None:
        services = self.services

        def find() -> object:
            return next(one for one in services.connections.list() if one.id == group.connection_id)

        opened = self._open_link if group.solution is Solution.LINK_CARRIER else self._open_statuses
        self.do(lambda _services: find(), lambda store: opened(store, group))

    def _open_statuses(self, store: object, group: PendingGroup) -> None:
        dialog = StatusesDialog(store, self.services, self.background, self)  # type: ignore[arg-type]
        dialog.finished.connect(lambda _result: self._start_tasks(group.ids))
        dialog.open()

    def _open_link(self, store: object, group: PendingGroup) -> None:
        way = (group.values.get("reference", ""), group.values.get("method", ""))
        dialog = LinkDialog(store, [way], self.services, self.background, self)  # type: ignore[arg-type]
        dialog.accepted.connect(lambda: self._start_tasks(group.ids))
        dialog.open()

    def _retry(self) -> None:
        group = self.group()
        if group is not None and _meant(self, group):
            ids = group.ids
            self.do(lambda services: services.pending.retry(ids), lambda _count: self._start_tasks(ids))

    def _start_tasks(self, ids: Sequence[int]) -> None:
        self.do(lambda services: _begin(services, ids), self._started)

    def _started(self, began: int) -> None:
        self.said.emit(
            _("Tentando de novo agora.") if began else _("Serão tratadas na próxima execução da tarefa.")
        )
        self.solved.emit()

    def _ignore(self) -> None:
        group = self.group()
        if group is None:
            return
        words = _(
            "Ignorar {0} registros?\n\nEles saem da lista e uma nova falha não os traz de volta. Um pedido "
            "ignorado não entra no ERP."
        ).format(number(len(group.ids)))
        if sure(self, words, _("Ignorar")):
            ids = group.ids
            self.do(lambda services: _forget(services, ids), lambda _nothing: self.solved.emit())

    def _opened(self) -> None:
        rows = chosen_rows(self.details)
        if rows:
            self.order_opened.emit(self.records.row(rows[0]).label)


def _meant(page: QWidget, group: PendingGroup) -> bool:
    """Whether trying again is meant, where it says more than that: here, that zero is the count."""
    if group.cause != "stock.uncounted":
        return True
    words = _(
        "Enviar zero para {0} produtos?\n\nNinguém lançou o saldo deles no ERP, e a loja ainda os vende. O "
        "que já foi lançado segue sozinho: só confirme se zero é a contagem de todos."
    ).format(number(len(group.ids)))
    return sure(page, words, _("Enviar zero"))


def _begin(services: Services, ids: Sequence[int]) -> int:
    began = 0
    for task_id in services.pending.tasks_of(ids):
        try:
            services.tasks.start(task_id)
        except EccoProblem:
            # Running already, or not one to be started by hand: the next turn takes them.
            continue
        began += 1
    return began


def _forget(services: Services, ids: Sequence[int]) -> None:
    services.pending.ignore(ids)


def _key(group: PendingGroup) -> tuple[object, ...]:
    return group.connection_id, group.automation, group.cause, tuple(sorted(group.values.items()))[:1]


def _next_of(group: PendingGroup) -> str:
    return _("espera por você") if group.next_at is None else texts.until(group.next_at, datetime.now(UTC))


def _next_try(record: PendingRecord) -> str:
    if record.state is PendingState.NEEDS_PERSON:
        return _("espera por você")
    return texts.until(record.next_try_at, datetime.now(UTC))
