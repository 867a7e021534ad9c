"""What every command needs: the application on its data folder, and plain words for failures."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn, Protocol

import typer
from rich.console import Console

from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.texts import sentence
from ecco_desktop.services.all import Services
from ecco_desktop.services.rescue import RescueService

OK, FAILED, USAGE, NOT_CONFIGURED = 0, 1, 2, 3
_USAGE_KEYS = ("task.unknown", "task.automation_unknown", "connection.unknown", "connection.kind_unknown")

DATA_DIR = Annotated[
    Path | None, typer.Option("--data-dir", help="Pasta de dados (a do usuário, se faltar).")
]
DEMO = Annotated[bool, typer.Option("--demo", help="Usar o ambiente de demonstração.")]


class Session(Protocol):
    """The application as the commands see it."""

    @property
    def services(self) -> Services:
        """All services."""

    def close(self, seconds: float = ...) -> None:
        """Stop what runs, wait up to `seconds`, close everything."""


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
    open_window: OpenWindow
    has_display: Callable[[], bool]
    data_dir: FolderOf
    rescue: Callable[[Path], RescueService]
    default_data_dir: Path | None = None
    default_demo: bool = False


def program_of(context: typer.Context) -> Program:
    """The program behind a command."""
    program = context.obj
    assert isinstance(program, Program)  # noqa: S101 - run_cli always gives one
    return program


@contextmanager
def opened(context: typer.Context, data_dir: Path | None, *, demo: bool) -> Iterator[Services]:
    """The services on a data folder; a problem becomes a sentence and an exit code."""
    program = program_of(context)
    demo = demo or program.default_demo
    folder = program.data_dir(data_dir or program.default_data_dir, demo=demo)
    with complain(), _terminable():
        session = program.build(folder, demo)
        try:
            yield session.services
        finally:
            session.close()


@contextmanager
def complain() -> Iterator[None]:
    """A problem inside ends the command with its sentence on stderr: 2 wrong usage, 3 not configured."""
    try:
        yield
    except EccoProblem as problem:
        fail(sentence(problem.key, problem.values), _code(problem.key))


def fail(text: str, code: int) -> NoReturn:
    """Say why and end."""
    Console(stderr=True, highlight=False).print(text, style="red", markup=False)
    raise typer.Exit(code)


def _code(key: str) -> int:
    if key in _USAGE_KEYS or key.startswith(("option.", "recurrence.", "situation.", "link.")):
        return USAGE
    if key.startswith(("connection.", "secrets.")):
        return NOT_CONFIGURED
    return FAILED


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends like Ctrl+C: runs are stopped at a record's end and the program closes in order."""

    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(FAILED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
