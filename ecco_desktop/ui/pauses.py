"""How long a pause or a silence may last: the same choices wherever one is asked for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu

from ecco_desktop.clock import SHOP
from ecco_desktop.ui import texts
from ecco_desktop.words import _

Asked = Callable[[float | None], object]


def offer_pauses(menu: QMenu, asked: Asked) -> None:
    """Add the choices to a menu; `asked` hears hours, or None for an end that a person makes."""
    menu.addAction(_("Por 1 hora"), partial(asked, 1.0))
    menu.addAction(_("Até amanhã às 6h"), partial(_until_morning, asked))
    menu.addAction(_("Até eu retomar"), partial(asked, None))


def offer_silence(menu: QMenu, asked: Callable[[int], object]) -> None:
    """Add the choices to the menu of a task whose notices are not wanted; `asked` hears hours."""
    menu.addAction(_("Por 1 hora"), partial(asked, 1))
    menu.addAction(_("Por 1 dia"), partial(asked, 24))
    menu.addAction(_("Por 1 semana"), partial(asked, 168))


def silent_words(until: datetime) -> str:
    """On the button that ends a silence."""
    return _("Voltar a avisar (em silêncio até {0})").format(texts.moment(until))


def _until_morning(asked: Asked) -> None:
    now = datetime.now(SHOP)
    morning = (now + timedelta(days=1)).replace(hour=6, minute=0, second=0, microsecond=0)
    asked((morning - now).total_seconds() / 3600)
