"""The one door to the terminal. What somebody outside wrote is neither markup nor a command to it."""

import contextlib
import json
import os
import sys
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from ecco_desktop.domain.foreign import shown


class Terminal(Console):
    """A console that prints texts, in cells too, as they are: `[red]` and `:smile:` are no markup."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)

    def render_str(self, text: str, **how: Any) -> Text:
        """Every text that is no `Text` yet comes through here."""
        return super().render_str(shown(text), **how | {"markup": False, "emoji": False})


def nowhere() -> None:
    """What is still to be written to the output goes nowhere: it takes no more, and would say so again at the
    end of the process."""
    with contextlib.suppress(OSError, ValueError):
        gone = os.open(os.devnull, os.O_WRONLY)
        os.dup2(gone, sys.stdout.fileno())
        os.close(gone)


def echo(text: str = "", *, err: bool = False) -> None:
    """One line, as it is."""
    typer.echo(shown(text), err=err)


def echo_json(value: object) -> None:
    """One JSON object, the same for who reads it: what `shown` would touch is written as JSON escapes."""
    said = json.dumps(value, ensure_ascii=False)
    if said.isprintable():
        typer.echo(said)
    else:
        typer.echo("".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in said))
