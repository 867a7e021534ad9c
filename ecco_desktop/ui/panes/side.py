"""The left side of the window: its pages, the technician's lock, the manual."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.panes.page_tab import PageTab
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import N_, _
from ecco_desktop.words.speech import number

# Name, icon, words; in the order of the day.
PAGES = (
    ("today", "clock", N_("Hoje")),
    ("tasks", "tasks", N_("Tarefas")),
    ("pending", "pending", N_("Pendências")),
    ("orders", "orders", N_("Pedidos")),
    ("stock", "stock", N_("Estoque")),
    ("reports", "chart", N_("Relatórios")),
    ("connections", "plug", N_("Conexões")),
    ("settings", "gear", N_("Ajustes")),
)
WIDTH = 196
NARROW_WIDTH = 72
# As many as there is room for beside the longest word.
MOST = 99
GAP = "\u2002"


class Side(QWidget):
    """`chosen` with the name of a page."""

    chosen = Signal(str)
    lock_pressed = Signal()
    help_pressed = Signal()
    find_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setFixedWidth(theme.px(WIDTH))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, PageTab] = {}
        self.lock = _button("lock", _("Técnico"))
        self.help = _button("help", _("Ajuda"))
        self.search = QToolButton()
        self._narrow = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(16), theme.px(10), theme.px(12))
        layout.setSpacing(theme.px(4))
        self._brand = Label(texts.APP)
        self._brand.setProperty("title", "true")
        self._brand.setContentsMargins(theme.px(8), 0, 0, 0)
        # Beside the name it takes no row of its own: on a small screen there is none to spare.
        self.search.setIcon(theme.icon("search"))
        self.search.setAccessibleName(_("Ir para…"))
        self.search.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.search.setFixedSize(theme.px(42), theme.px(36))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, theme.px(4))
        top.addWidget(self._brand, 1)
        top.addWidget(self.search)
        layout.addLayout(top)
        for place, (name, icon, words) in enumerate(PAGES):
            button = PageTab()
            _button(icon, _(words), button)
            button.setToolTip(tip(f"{_(words)} (Ctrl+{place + 1})"))
            button.clicked.connect(lambda _=False, wanted=name: self.chosen.emit(wanted))
            self._group.addButton(button, place)
            self.buttons[name] = button
            layout.addWidget(button)
        self.buttons["tasks"].setChecked(True)
        layout.addStretch(1)
        self.search.setToolTip(_("Pedido, SKU, tarefa, página ou ajuste (Ctrl+K)"))
        self.search.clicked.connect(self.find_pressed)
        self.help.setToolTip(_("Manual (F1)"))
        self.help.clicked.connect(self.help_pressed)
        self.lock.clicked.connect(self.lock_pressed)
        # Until it is known whether there is a PIN.
        self.lock.hide()
        layout.addWidget(self.lock)
        layout.addWidget(self.help)

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self.buttons[name].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, where words would take the room of what they lead to; the tips have the words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._brand.setVisible(not narrow)
        width = NARROW_WIDTH if narrow else WIDTH
        self.setFixedWidth(theme.px(width))
        style = Qt.ToolButtonStyle
        for button in (*self.buttons.values(), self.lock, self.help):
            button.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
            button.setMinimumWidth(theme.px(width - 20))

    def show_waiting(self, count: int) -> None:
        """How many records wait for a person."""
        words, button = _("Pendências"), self.buttons["pending"]
        told = number(count) if count <= MOST else f"{number(MOST)}+"
        button.setText(f"{GAP}{words}  {told}" if count else f"{GAP}{words}")
        button.badge = told if count else ""

    def show_lock(self, *, has_pin: bool, locked: bool) -> None:
        """Whether the technician's screens are open."""
        self.lock.setVisible(has_pin)
        self.lock.setIcon(theme.icon("lock" if locked else "unlock"))
        self.lock.setText(GAP + (_("Técnico") if locked else _("Bloquear")))
        words = _("Desbloquear as telas do técnico") if locked else _("Bloquear as telas do técnico")
        self.lock.setToolTip(tip(words))
        self.lock.setAccessibleName(words)


def _button(icon: str, words: str, button: QToolButton | None = None) -> QToolButton:
    button = button or QToolButton()
    # Qt leaves little room between icon and word.
    button.setText(f"{GAP}{words}")
    button.setAccessibleName(words)
    button.setIcon(theme.icon(icon))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFixedHeight(theme.px(38))
    button.setIconSize(QSize(theme.px(16), theme.px(16)))
    button.setMinimumWidth(theme.px(WIDTH - 20))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
