"""Words of the command line turned into values."""

import re
from collections.abc import Sequence
from datetime import time

from ecco_desktop.cli.session import USAGE, fail
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.recurrence import Recurrence

_EVERY = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m|min|h)")


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """`key=value` texts as a mapping; ends the command where one is not of that form."""
    found: dict[str, str] = {}
    for text in texts:
        key, mark, value = text.partition("=")
        if not mark or not key.strip():
            fail(f"“{text}” não está na forma campo=valor.", USAGE)
        found[key.strip()] = value.strip()
    return found


def recurrence(text: str) -> Recurrence:
    """`10m`, `2h` or `08:00,14:30`; SetupProblem("recurrence.text") for anything else."""
    if match := _EVERY.fullmatch(text.strip().casefold()):
        number = float(match[1].replace(",", "."))
        return Recurrence(every_minutes=number * 60 if match[2] == "h" else number)
    try:
        return Recurrence(at=tuple(time.fromisoformat(part.strip()) for part in text.split(",")))
    except ValueError:
        raise SetupProblem("recurrence.text", value=text) from None
