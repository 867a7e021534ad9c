"""What a program that was just installed shows: three ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ecco_desktop.ui import theme
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class WelcomePage(QWidget):
    """Asks for the guide, for a profile, or for the demonstration."""

    guide_asked = Signal()
    profile_asked = Signal()
    demo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Label(_("Bem-vindo ao Ecco Desktop"))
        title.setProperty("huge", "true")
        words = Label(
            _(
                "Ele liga o Eccosys às suas lojas e transportadoras: importa pedidos, mantém situações e "
                "estoque em dia, e avisa quando algo precisa de você."
            )
        )
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.guide, self.profile, self.demo = (
            QPushButton(_("Configurar minha loja")),
            QPushButton(_("Importar perfil…")),
            QPushButton(_("Experimentar com dados de demonstração")),
        )
        self.guide.setProperty("primary", "true")
        cards = QHBoxLayout()
        cards.setSpacing(theme.px(16))
        for icon, help_text, button in (
            ("plug", _("Um guia passo a passo, com teste de cada conexão."), self.guide),
            ("download", _("O técnico já preparou um arquivo de configuração."), self.profile),
            ("eye", _("Loja, ERP e pedidos fictícios, neste computador."), self.demo),
        ):
            cards.addWidget(_card(icon, help_text, button))
        self.guide.clicked.connect(self.guide_asked)
        self.profile.clicked.connect(self.profile_asked)
        self.demo.clicked.connect(self.demo_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(60), theme.px(24), theme.px(60), theme.px(24))
        layout.setSpacing(theme.px(16))
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addSpacing(theme.px(8))
        layout.addLayout(cards)
        layout.addStretch(3)


def _card(icon: str, help_text: str, button: QPushButton) -> QFrame:
    card = QFrame()
    card.setProperty("card", "true")
    picture = Label()
    picture.setPixmap(theme.pixmap(icon, theme.colours().accent, 40))
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words = Label(help_text)
    words.setWordWrap(True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.px(18), theme.px(20), theme.px(18), theme.px(18))
    layout.setSpacing(theme.px(12))
    layout.addWidget(picture)
    layout.addWidget(words, 1)
    layout.addWidget(button)
    return card
