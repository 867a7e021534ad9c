"""The question where the address or the account of a connection changes: the same shop, or another one?"""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ecco_desktop.domain.connections import Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ui import texts
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.plain import Box
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


def which_shop(window: QWidget, words: str) -> Which | None:
    """Ask; None: neither, nothing is saved."""
    box, same, other = question(window, words)
    box.exec()
    pressed = box.clickedButton()
    return Which.SAME if pressed is same else Which.OTHER if pressed is other else None


def question(window: QWidget, words: str) -> tuple[QMessageBox, QPushButton, QPushButton]:
    """The box with its two answers: the same shop, another one."""
    box = Box("help", texts.APP, words, parent=window)
    same = box.addButton(_("É a mesma loja"), QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(_("É outra loja"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(_("Voltar"), QMessageBox.ButtonRole.RejectRole))
    return box, same, other


def with_answer(
    window: QWidget,
    background: Background,
    find: Callable[[], SetupProblem | None],
    go: Callable[[Which | None], None],
    refuse: Callable[[str], None],
) -> None:
    """Find out what must be asked (off the UI thread), ask it, and go on with the answer."""

    def found(problem: SetupProblem | None) -> None:
        if problem is None:
            go(None)
        elif (said := which_shop(window, sentence(problem.key, problem.values))) is not None:
            go(said)
        else:
            refuse(_("Nada foi salvo."))

    background.run(window, find, found, refuse)
