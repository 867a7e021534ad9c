"""Which ERP product an order's line is: looked up by a code, chosen from what the ERP has."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.services.all import Services
from ecco_desktop.services.pending import PendingGroup
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel
from ecco_desktop.ui.keyboard import rest, wake
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import chosen_rows, dress
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.speech import money, number


class ProductDialog(Dialog):
    """Its one button looks the code up until a product is chosen, then takes it."""

    def __init__(
        self,
        group: PendingGroup,
        services: Services,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group, self._services, self._background = group, services, background
        self.code = QLineEdit(group.values.get("sku", ""))
        self.found: RowModel[ErpProduct] = RowModel(
            (
                Cell("SKU", lambda product: product.sku),
                Cell(_("Produto no ERP"), lambda product: product.name),
                Cell(_("Número"), lambda product: product.id),
                Cell(_("Situação"), lambda product: _("ativo") if product.active else _("inativo")),
            ),
            self,
        )
        self.table = QTableView()
        self.problem = Label()
        self.buttons = save_and_cancel(self, _("Buscar"))
        self._button = self.buttons.button(self.buttons.StandardButton.Save)
        self._build()
        if self.code.text():
            self._search()

    def chosen(self) -> ErpProduct | None:
        """The product that is marked."""
        rows = chosen_rows(self.table)
        return self.found.row(rows[0]) if rows else None

    # -- inside --

    def _build(self) -> None:
        self.setWindowTitle(_("Escolher o produto do ERP"))
        self.resize(theme.px(640), theme.px(420))
        count = len(self._group.ids)
        told = Label(
            _("Vale só para este item, no pedido {0}.").format(self._group.records[0].label)
            if count == 1
            else _("Vale só para este item, em {0} pedidos que esperam por ele.").format(number(count))
        )
        item = Label(_item(self._group))
        item.setProperty("title", "true")
        for label in (item, told, self.problem):
            label.setWordWrap(True)
        name = _("SKU, GTIN ou número do produto no ERP")
        self.code.setPlaceholderText(name)
        self.code.setAccessibleName(name)
        self.code.textEdited.connect(self._edited)
        dress(self.table, _("Produtos encontrados no ERP"), 36)
        self.table.setModel(self.found)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        Columns(self.table, "erp_products", (150, 200, 110, 90), 1)
        self.table.selectionModel().selectionChanged.connect(self._marked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        for part in (item, told, self.code):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self._go)
        self._marked()

    def _edited(self) -> None:
        self.found.replace([])
        self._marked()

    def _marked(self) -> None:
        chosen = self.chosen()
        self._button.setText(_("Usar este produto") if chosen else _("Buscar"))
        if chosen is not None or self.code.text().strip():
            wake(self._button)
        else:
            self._button.setEnabled(False)

    def _go(self) -> None:
        product, services, ids = self.chosen(), self._services, self._group.ids
        if product is None:
            self._search()
            return
        rest(self._button)
        self._background.run(
            self, lambda: services.pending.choose_product(ids, product), self._taken, self._fail
        )

    def _search(self) -> None:
        code, services = self.code.text(), self._services
        self.problem.setText(_("Procurando no ERP…"))
        rest(self._button)
        self._background.run(self, lambda: services.links.erp_products(code), self._take, self._fail)

    def _take(self, products: Sequence[ErpProduct]) -> None:
        theme.tint(self.problem, "text")
        self.problem.setText(
            "" if products else _("O ERP não tem produto com este código. Confira, ou cadastre-o lá antes.")
        )
        self.found.replace(products)
        if len(products) == 1:
            self.table.selectRow(0)
        self._marked()

    def _taken(self, _count: object) -> None:
        self.accept()

    def _fail(self, words: str) -> None:
        theme.tint(self.problem, "bad")
        self.problem.setText(words)
        self._marked()


def _item(group: PendingGroup) -> str:
    """What was sold, as the store says it; several orders need not agree on how many."""
    told = group.values
    name = " · ".join(filter(None, (told.get("title", ""), told.get("sku", ""))))
    if len(group.ids) > 1 or "price" not in told:
        return name
    return _("{0} ({1} × {2})").format(name, told.get("quantity", ""), money(Decimal(told["price"])))
