"""Words of the command line turned into values."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import typer

from ecco_desktop.cli.session import USAGE, fail
from ecco_desktop.clock import SHOP
from ecco_desktop.domain.bounds import Bounds, hour, shown
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.words import _

_EVERY = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s*(m|min|h)")


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """`key=value` texts as a mapping; ends the command where one is not of that form."""
    found: dict[str, str] = {}
    for text in texts:
        key, mark, value = text.partition("=")
        if not mark or not key.strip():
            fail(_("“{0}” não está na forma campo=valor.").format(text), USAGE)
        found[key.strip()] = value.strip()
    return found


def whole(bounds: Bounds) -> Callable[[str], int]:
    """The reader of a whole number among the arguments (see domain.bounds): what is refused is told."""

    def read(text: str | int) -> int:
        try:
            return bounds.read(str(text))
        except ValueError:
            wanted = _("“{0}” não é um número inteiro de {1} a {2}, só com algarismos")
            raise typer.BadParameter(wanted.format(shown(str(text)), bounds.least, bounds.most)) from None

    return read


def recurrence(text: str) -> Recurrence:
    """`10m`, `2h` or `08:00,14:30`; SetupProblem("recurrence.text") for anything else."""
    if match := _EVERY.fullmatch(text.strip().casefold()):
        number = float(match[1].replace(",", "."))
        return Recurrence(every_minutes=number * 60 if match[2] == "h" else number)
    try:
        return Recurrence(at=tuple(hour(part) for part in text.split(",")))
    except ValueError:
        raise SetupProblem("recurrence.text", value=shown(text)) from None


def next_time(text: str) -> datetime:
    """The next `HH:MM` by the shop's clock, as a UTC instant; ends the command where it is none."""
    try:
        wanted = hour(text)
    except ValueError:
        return fail(_("“{0}” não é uma hora. Exemplo: 22:00.").format(shown(text)), USAGE)
    now = datetime.now(SHOP)
    today = datetime.combine(now.date(), wanted, SHOP)
    return (today if today > now else today + timedelta(days=1)).astimezone(UTC)
