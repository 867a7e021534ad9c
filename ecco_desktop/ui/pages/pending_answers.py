"""What a person answers to a group of Pendências: its button, “é outro”, try again, ignore."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.services.all import Services
from ecco_desktop.services.pending import PendingGroup, Solution
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.dialogs.product import ProductDialog
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.pages.statuses_dialog import StatusesDialog
from ecco_desktop.words import _
from ecco_desktop.words.speech import number


class Answers(QObject):
    """Asks where it must, does it off the UI thread, and starts the tasks that try the records again.

    `solved` after something was done; `tried` with the numbers of the records that are tried now.
    """

    solved = Signal()
    tried = Signal(object)
    unlock_asked = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def solve(self, group: PendingGroup) -> None:
        """What the button in blue says."""
        if group.may_be_ours:
            self._answer(group, same=True)
            return
        if group.solution is Solution.CHOOSE_PRODUCT:
            self._choose(group)
            return
        # Links are the technician's.
        same = group.solution is Solution.SAME_PRODUCT
        self.unlock_asked.emit(lambda: self._same(group) if same else self._link(group))

    def other(self, group: PendingGroup) -> None:
        """It is another order than the ERP's: make it."""
        words = _("Criar o pedido {0} no ERP, ao lado do {1}?\n\nSe for o mesmo pedido, ele ficará em dobro.")
        told = words.format(group.records[0].label, group.values.get("erp", "?"))
        if sure(self._page, told, _("Criar")):
            self._answer(group, same=False)

    def retry(self, group: PendingGroup) -> None:
        """Try all of them now."""
        if _meant(self._page, group):
            ids = group.ids
            self._page.do(lambda services: services.pending.retry(ids), lambda _count: self._start(ids))

    def ignore(self, group: PendingGroup) -> None:
        """Off the list, for good."""
        words = _(
            "Ignorar {0} registros?\n\nEles saem da lista e uma nova falha não os traz de volta. Um pedido "
            "ignorado não entra no ERP."
        ).format(number(len(group.ids)))
        if sure(self._page, words, _("Ignorar")):
            ids = group.ids
            self._page.do(lambda services: _forget(services, ids), lambda _nothing: self.solved.emit())

    # -- inside --

    def _same(self, group: PendingGroup) -> None:
        words = _(
            "{0}\n\nÉ mesmo um só produto? O estoque, o preço e os dados do produto do ERP passam a ir para "
            "este produto da loja."
        ).format(group.text)
        if sure(self._page, words, _("É o mesmo produto")):
            ids = group.ids
            self._page.do(
                lambda services: services.pending.same_product(ids), lambda _count: self._start(ids)
            )

    def _choose(self, group: PendingGroup) -> None:
        page = self._page
        dialog = ProductDialog(group, page.services, page.background, page)
        dialog.accepted.connect(lambda: self._start(group.ids))
        dialog.open()

    def _answer(self, group: PendingGroup, *, same: bool) -> None:
        ids = group.ids
        self._page.do(
            lambda services: services.pending.answer(ids[0], same=same),
            lambda _nothing: self._start(ids),
        )

    def _link(self, group: PendingGroup) -> None:
        def find(services: Services) -> object:
            return next(one for one in services.connections.list() if one.id == group.connection_id)

        opened = self._open_link if group.solution is Solution.LINK_CARRIER else self._open_statuses
        self._page.do(find, lambda store: opened(store, group))

    def _open_statuses(self, store: object, group: PendingGroup) -> None:
        page = self._page
        dialog = StatusesDialog(store, page.services, page.background, page)  # type: ignore[arg-type]
        dialog.finished.connect(lambda _result: self._start(group.ids))
        dialog.open()

    def _open_link(self, store: object, group: PendingGroup) -> None:
        page = self._page
        way = (group.values.get("reference", ""), group.values.get("method", ""))
        dialog = LinkDialog(store, [way], page.services, page.background, page)  # type: ignore[arg-type]
        dialog.accepted.connect(lambda: self._start(group.ids))
        dialog.open()

    def _start(self, ids: Sequence[int]) -> None:
        self._page.do(lambda services: _begin(services, ids), lambda began: self._started(ids, began))

    def _started(self, ids: Sequence[int], began: int) -> None:
        self._page.said.emit(
            _("Tentando de novo agora.") if began else _("Serão tratadas na próxima execução da tarefa.")
        )
        if began:
            self.tried.emit(tuple(ids))
        self.solved.emit()


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
