"""Now, or tonight: the question before a run that takes long."""

from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget

from ecco_desktop.clock import SHOP
from ecco_desktop.ui import texts
from ecco_desktop.ui.plain import Box
from ecco_desktop.words import _

TONIGHT = "22:00"


class When(Enum):
    """What was answered."""

    NOW = auto()
    TONIGHT = auto()
    NOT = auto()


def now_or_tonight(parent: QWidget, words: str, now: str, tonight: str) -> When:
    """Ask, with these words on the buttons."""
    box = Box("help", texts.APP, words, parent=parent)
    at_once = box.addButton(now, QMessageBox.ButtonRole.AcceptRole)
    later = box.addButton(tonight, QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(_("Cancelar"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    pressed = box.clickedButton()
    return When.NOW if pressed is at_once else When.TONIGHT if pressed is later else When.NOT


def tonight_at(now: datetime) -> datetime:
    """Ten in the evening of the shop's day, or of the next where that is past (UTC)."""
    local = now.astimezone(SHOP)
    at = local.replace(hour=22, minute=0, second=0, microsecond=0)
    return (at if at > local else at + timedelta(days=1)).astimezone(UTC)
