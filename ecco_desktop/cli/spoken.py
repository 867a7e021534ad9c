"""The words of the command line's parser itself (Usage, Options, what it refuses), in the language of now.

The parser has them in English and asks no catalog: its help goes through one writer and its refusals through
one exception, and here both are told anew. What is not known here stays as the parser has it.
"""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from ecco_desktop.cli.terminal import echo, nowhere
from ecco_desktop.domain.bounds import shown
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.disk import disk_words

# The parser's own classes have no public name: they are those that its public ones build upon.
_Context: Any = typer.Context.__mro__[1]
_Writer: Any = _Context.formatter_class

_HELP = Words(
    {
        "Options": N_("Opções"),
        "Arguments": N_("Argumentos"),
        "Commands": N_("Comandos"),
        "Show this message and exit.": N_("Mostra esta ajuda e termina."),
    }
)
_MARKS = Words({"[required]": N_("[obrigatório]"), "[default: ": N_("[padrão: ")})
_USAGE = Words({"[OPTIONS]": N_("[OPÇÕES]"), "COMMAND": N_("COMANDO"), "[ARGS]": N_("[ARGUMENTOS]")})
_REFUSALS = (
    (r"No such option: (.*)", N_("Não existe a opção {0}")),
    (r"No such command (.*)\.", N_("Não existe o comando {0}.")),
    (r"Missing command\.", N_("Falta dizer o comando.")),
    (r"Missing argument (.*)\.", N_("Falta o argumento {0}.")),
    (r"Missing (?:option|parameter) (.*)\.", N_("Falta a opção {0}.")),
    (r"Option (.*) requires an argument\.?", N_("A opção {0} precisa de um valor.")),
    (r"Option (.*) does not take a value\.", N_("A opção {0} não leva valor.")),
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", N_("Sobra no comando: {0}")),
    (r"Invalid value for (.*?): (.*)", N_("Valor que não serve para {0}: {1}")),
    (r"(.*) is not one of (.*)\.", N_("{0} não é um destes: {1}.")),
)


class SpokenWriter(_Writer):  # type: ignore[misc]
    """Writes the help of a command."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how it is called."""
        super().write_usage(prog, _swapped(args, _USAGE), prefix or _("Uso:") + " ")

    def write_heading(self, heading: str) -> None:
        """The name of a part."""
        super().write_heading(_HELP.named(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *more: Any, **named: Any) -> None:
        """Names with what they are."""
        told = [(name, _swapped(_HELP.named(words), _MARKS)) for name, words in rows]
        super().write_dl(told, *more, **named)


class SpokenGroup(TyperGroup):
    """The whole command line: what the parser refuses is told here, with exit code 2."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Run a command and end the process, as the parser would."""
        _Context.formatter_class = SpokenWriter
        for typed in sys.argv[1:] if args is None else args:
            _refuse_bytes(typed)
        try:
            code = super().main(args, *rest, **named | {"standalone_mode": False})
        except TyperException as problem:
            _tell(problem)
            sys.exit(problem.exit_code)
        except typer.Abort:
            echo(_("Interrompido."), err=True)
            sys.exit(1)
        except OSError as error:
            # Everything else that a disk refuses is told where it is met.
            nowhere()
            words = _(
                "A resposta do comando não pôde ser escrita ({0}). Libere espaço ou escolha outro destino."
            )
            echo(words.format(disk_words(error)), err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _refuse_bytes(typed: str) -> None:
    """End with a sentence where an argument has bytes that are no text: no name and no number has them."""
    try:
        typed.encode("utf-8")
    except UnicodeEncodeError:
        told = shown(typed.encode("utf-8", "replace").decode())
        words = _("O argumento “{0}” não é texto em UTF-8. Digite-o de novo; num arquivo, mude o nome dele.")
        echo(words.format(told), err=True)
        sys.exit(2)


def _tell(problem: TyperException) -> None:
    context: Any = getattr(problem, "ctx", None)
    said = problem.format_message()
    if context is not None and said == context.get_help():
        # A group without a command: its help is the answer.
        echo(said, err=True)
        return
    if context is not None:
        echo(context.get_usage(), err=True)
        echo(_("Veja como se usa: {0}").format(f"{context.command_path} --help"), err=True)
        echo(err=True)
    echo(_("Erro: {0}").format(refusal(said)), err=True)


def refusal(said: str) -> str:
    """What the parser refused, in the language of now."""
    for pattern, words in _REFUSALS:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return _(words).format(*map(refusal, found.groups()))
    return said


def _swapped(text: str, words: Words) -> str:
    for english in words:
        text = text.replace(str(english), words[english])
    return text
