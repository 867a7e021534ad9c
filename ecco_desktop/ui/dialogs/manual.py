"""The manual inside the program: F1 opens it on the page of what is shown."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.paths import resource
from ecco_desktop.ui import theme
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.words import N_, _

WIDTH = 720
PAGES = (
    ("index", N_("Por onde começar")),
    ("primeiro-uso", N_("Primeiro uso")),
    ("hoje", N_("Hoje")),
    ("tarefas", N_("Acompanhar as tarefas")),
    ("pendencias", N_("Resolver pendências")),
    ("pedidos", N_("Acompanhar um pedido")),
    ("estoque", N_("Histórico de estoque")),
    ("relatorios", N_("Relatórios")),
    ("ajustes", N_("Ajustes e avisos")),
    ("automacoes", N_("O que cada automação faz")),
    ("causas", N_("O que um aviso quer dizer")),
    ("tecnico", N_("Para o técnico: conexões e mapas")),
    ("conectores", N_("Para o técnico: lojas e transportadoras")),
    ("matriz", N_("O que cada conector faz")),
    ("instalacao", N_("Para o técnico: linha de comando")),
)


class Browser(QTextBrowser):
    """Markdown pages of one folder; pictures are made as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setSearchPaths([str(resource("manual"))])
        self.setAccessibleName(_("Manual"))
        self.document().setDocumentMargin(theme.px(12))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures of a whole window are wider than a page: they are made to fit."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            url = QUrl(name)
            picture = QImage(url.toLocalFile() or str((resource("manual") / url.path()).resolve()))
            wanted = theme.px(WIDTH)
            if picture.width() > wanted:
                return picture.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)
            return picture
        return super().loadResource(kind, name)

    def recolour(self) -> None:
        """Links took their colour when the page was read; where one was reading, one goes on."""
        bar, chosen = self.verticalScrollBar(), self.textCursor()
        at, ends = bar.value(), (chosen.anchor(), chosen.position())
        self.reload()
        cursor = self.textCursor()
        cursor.setPosition(ends[0])
        cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(at)


class ManualDialog(Dialog):
    """A list of pages, and the page."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Manual do Ecco Desktop"))
        self.resize(theme.px(1080), theme.px(640))
        self.pages = QListWidget()
        self.pages.setAccessibleName(_("Páginas do manual"))
        self.pages.setFixedWidth(theme.px(260))
        for key, words in PAGES:
            item = QListWidgetItem(_(words))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, theme.px(36)))
            self.pages.addItem(item)
        self.browser = Browser()
        self.browser.anchorClicked.connect(self._clicked)
        middle = QHBoxLayout()
        middle.addWidget(self.pages)
        middle.addWidget(self.browser, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        layout.addLayout(middle, 1)
        layout.addWidget(only_close(self))
        self.pages.currentItemChanged.connect(self._chosen)
        self.open_page(page)

    def open_page(self, page: str) -> None:
        """Show a page by its name; an unknown one shows the first."""
        keys = [key for key, _ in PAGES]
        self.pages.setCurrentRow(keys.index(page) if page in keys else 0)

    @property
    def page(self) -> str:
        """The page that is shown."""
        item = self.pages.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _chosen(self) -> None:
        file = resource("manual") / f"{self.page}.md"
        if not file.exists():
            self.browser.setPlainText(_("Esta página do manual não foi instalada."))
            return
        self.browser.setSource(QUrl.fromLocalFile(str(file)), QTextDocument.ResourceType.MarkdownResource)

    def _clicked(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif name in [key for key, _ in PAGES]:
            self.open_page(name)
