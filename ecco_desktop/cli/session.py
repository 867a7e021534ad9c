"""What every command needs: the application on its data folder, and plain words for failures."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Protocol

import typer

from ecco_desktop.cli.terminal import Terminal
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.vault import PASSPHRASE_VARIABLE, VaultState
from ecco_desktop.endings import Ending, heeded
from ecco_desktop.words import N_, _
from ecco_desktop.words.sentences import sentence

if TYPE_CHECKING:
    from ecco_desktop.services.all import Services
    from ecco_desktop.services.reading import ReadingService
    from ecco_desktop.services.rescue import RescueService

TRIES = 3
OK, FAILED, USAGE, NOT_CONFIGURED = 0, 1, 2, 3
# The command was wrong; and: something must be set up first. All other problems: it failed.
_USAGE_KEYS = frozenset(
    {
        "task.unknown",
        "task.automation_unknown",
        "connection.unknown",
        "connection.which_word",
        "connection.kind_unknown",
        "recurrence.once",
        "option.unknown",
        "option.value",
        "option.number",
        "recurrence.one_kind",
        "recurrence.floor",
        "recurrence.ceiling",
        "recurrence.jitter",
        "recurrence.weekdays",
        "recurrence.window",
        "recurrence.text",
        "status.unknown",
        "status.not_settable",
        "status.target",
        "link.carrier_unknown",
        "link.empty",
        "link.form_unknown",
        "status.cancel_needed",
        "step.unknown",
    }
)
_SET_UP_KEYS = frozenset(
    {
        "connection.address",
        "connection.address_login",
        "connection.address_tail",
        "connection.missing",
        "certificate.read",
        "certificate.none",
        "certificate.expired",
        "network.proxy_login",
        "network.proxy_address",
        "network.proxy_kind",
        "network.proxy_password",
        "connection.secret_anew",
        "connection.secret_missing",
        "connection.name_taken",
        "connection.field_unknown",
        "connection.secret_as_value",
        "connection.choice",
        "connection.number",
        "connection.no_erp",
        "connection.two_erps",
        "connection.not_store",
        "connection.in_use",
        "secrets.none",
        "secrets.sealed",
        "secrets.passphrase",
        "secrets.passphrase_short",
        "secrets.damaged",
        "secrets.write",
        "secrets.read",
        "secrets.locked",
        "secrets.elsewhere",
        "secrets.id_damaged",
        "secrets.not_kept",
        "connection.not_carrier",
        "folder.elsewhere",
        "folder.copy",
        "folder.unknown",
        "folder.no_name",
        "step.before",
    }
)

DATA_DIR = Annotated[
    Path | None, typer.Option("--data-dir", help=_("Pasta de dados (a do usuário, se faltar)."))
]
DEMO = Annotated[bool, typer.Option("--demo", help=_("Usar o ambiente de demonstração."))]
JSON = Annotated[bool, typer.Option("--json", help=_("Um objeto JSON na saída."))]
SIMULATE = Annotated[bool, typer.Option("--simulate", help=_("Só mostrar o que mudaria; nada é enviado."))]


class Session(Protocol):
    """The application as the commands see it."""

    @property
    def services(self) -> "Services":
        """All services."""

    def close(self, seconds: float = ...) -> None:
        """Stop what runs, wait up to `seconds`, close everything."""


class Reading(Protocol):
    """What is kept, for reading."""

    @property
    def service(self) -> "ReadingService":
        """Answers from the tables."""

    def close(self) -> None:
        """Close what is open."""


class FolderOf(Protocol):
    """Finds the data folder."""

    def __call__(self, chosen: Path | None, *, demo: bool) -> Path: ...


class OpenWindow(Protocol):
    """Shows the window and returns the exit code."""

    def __call__(self, data: Path, *, demo: bool, minimized: bool) -> int: ...


@dataclass(slots=True)
class Program:
    """What the composition root hands to the command line."""

    build: Callable[[Path, bool], Session]
    read: Callable[[Path, bool], Reading]
    open_window: OpenWindow
    has_display: Callable[[], bool]
    data_dir: FolderOf
    rescue: "Callable[[Path], RescueService]"
    default_data_dir: Path | None = None
    default_demo: bool = False

    def place(self, chosen: Path | None, *, demo: bool) -> tuple[Path, bool]:
        """The data folder a command means and whether it is the demo's: what stands before it counts too."""
        demo = demo or self.default_demo
        return self.data_dir(chosen or self.default_data_dir, demo=demo), demo


def program_of(context: typer.Context) -> Program:
    """The program behind a command."""
    program = context.obj
    assert isinstance(program, Program)  # noqa: S101 - run_cli always gives one
    return program


@contextmanager
def opened(
    context: typer.Context, data_dir: Path | None, *, demo: bool, keys: bool = False, offer: bool = True
) -> Iterator["Services"]:
    """The services on a data folder; a problem becomes a sentence and an exit code.

    With `keys` the command needs secrets: a sealed file is opened first, as far as somebody can say how, and
    a keyring that is there by now is offered.
    """
    program = program_of(context)
    folder, demo = program.place(data_dir, demo=demo)
    with complain(), _terminable() as ending:
        session = program.build(folder, demo)
        try:
            if keys:
                unlocked(session.services, offer=offer)
            yield session.services
        finally:
            with ending.closing():
                session.close()


@contextmanager
def reading(context: typer.Context, data_dir: Path | None, *, demo: bool) -> Iterator["ReadingService"]:
    """What is kept in a data folder, for commands that only read: they need not load the whole program."""
    program = program_of(context)
    folder, demo = program.place(data_dir, demo=demo)
    with complain(), _terminable() as ending:
        opened = program.read(folder, demo)
        try:
            yield opened.service
        finally:
            with ending.closing():
                opened.close()


def unlocked(services: "Services", *, offer: bool = False) -> None:
    """Have the sealed file of secrets opened, where this computer needs one; what fails is said, once."""
    if services.vault.state() is not VaultState.LOCKED:
        return
    if os.environ.get(PASSPHRASE_VARIABLE):
        say(f"{PASSPHRASE_VARIABLE}: " + sentence("secrets.passphrase", {}))
    elif not sys.stdin.isatty():
        say(sentence("secrets.sealed", {"variable": PASSPHRASE_VARIABLE}))
    else:
        _asked(services)
        if offer and (waiting := services.vault.movable()):
            words = _("Este computador tem agora um cofre de senhas. Passar para ele as chaves ({0})?")
            if typer.confirm(words.format(waiting), err=True):
                services.vault.move()


def _asked(services: "Services") -> None:
    for _try in range(TRIES):
        given = typer.prompt(
            _("Senha das chaves (vazia: seguir sem elas)"),
            default="",
            show_default=False,
            hide_input=True,
            err=True,
        )
        if not given:
            break
        try:
            services.vault.unlock(given)
        except EccoProblem as problem:
            say(sentence(problem.key, problem.values))
        else:
            return
    say(sentence("secrets.sealed", {"variable": PASSPHRASE_VARIABLE}))


def ready_to_keep(services: "Services") -> None:
    """Before the first secret is kept on a computer without a keyring: have a passphrase chosen, twice."""
    if services.vault.state() is not VaultState.NEW or not sys.stdin.isatty():
        return
    say(_("Este computador não tem cofre de senhas: as chaves vão para um arquivo cifrado com uma senha."))
    say(_("Ela é pedida a cada início. Sem ela as chaves não voltam; nesse caso, informe-as de novo."))
    for _try in range(TRIES):
        chosen = typer.prompt(_("Senha das chaves"), hide_input=True, err=True)
        if chosen != typer.prompt(_("Senha de novo"), hide_input=True, err=True):
            say(_("As duas senhas são diferentes."))
            continue
        try:
            services.vault.choose(chosen)
        except EccoProblem as problem:
            say(sentence(problem.key, problem.values))
        else:
            return


# What the window asks is answered here by an option.
_ANSWERED_BY = {
    "connection.which_shop": N_("Responda com --shop: same é a mesma loja, other é outra."),
    "task.numbers_meet": N_("Na linha de comando: --option prefix=B-"),
}


@contextmanager
def complain() -> Iterator[None]:
    """A problem inside ends the command with its sentence on stderr: 2 wrong usage, 3 not configured."""
    try:
        yield
    except EccoProblem as problem:
        say(sentence(problem.key, problem.values))
        if problem.key in _ANSWERED_BY:
            say(_(_ANSWERED_BY[problem.key]))
        raise typer.Exit(_code(problem.key)) from None


def say(text: str) -> None:
    """Something a person must read, beside what the command answers."""
    Terminal(stderr=True).print(text, style="red")


def fail(text: str, code: int) -> NoReturn:
    """Say why and end."""
    say(text)
    raise typer.Exit(code)


def _code(key: str) -> int:
    return USAGE if key in _USAGE_KEYS else NOT_CONFIGURED if key in _SET_UP_KEYS else FAILED


@contextmanager
def _terminable() -> Iterator[Ending]:
    """Whatever asks for the end (SIGTERM, SIGHUP, Ctrl+C) stops runs at a record's end and the program closes
    in order."""

    def interrupt() -> NoReturn:
        raise KeyboardInterrupt

    with heeded(interrupt) as ending:
        try:
            yield ending
        except KeyboardInterrupt:
            raise typer.Exit(FAILED) from None
