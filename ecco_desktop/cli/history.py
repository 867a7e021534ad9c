"""`list`, `history` and `log`: what there is and what happened."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from ecco_desktop.cli.parse import whole
from ecco_desktop.cli.session import DATA_DIR, DEMO, reading
from ecco_desktop.cli.terminal import Terminal, echo
from ecco_desktop.clock import SHOP, offset_words
from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.runs import Level, LogLine
from ecco_desktop.words import _
from ecco_desktop.words import phrases as words
from ecco_desktop.words.sentences import line_text

if TYPE_CHECKING:
    from ecco_desktop.services.reading import ReadingService

FOLLOW_SECONDS = 0.5
LEVELS = {Level.INFO: "i", Level.WARNING: "!", Level.ERROR: "×"}


def list_tasks(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """`ecco-desktop list`."""
    with reading(context, data_dir, demo=demo) as kept:
        lines = kept.tasks()
        if not lines:
            echo(_("Nenhuma tarefa ainda. Comece por: ecco-desktop connections add --help"))
            return
        table = Table(
            "Nº", _("Tarefa"), _("Ativa"), _("Recorrência"), _("Última"), _("Resultado"), _("Próxima")
        )
        for line in lines:
            last = line.last_run
            table.add_row(
                str(line.task.id),
                line.task.name,
                _("sim") if line.task.active else _("não"),
                words.recurrence_in(line.task.recurrence, SHOP),
                _when(kept, last.started_at if last else None),
                words.result(last) if last else _("nunca executada"),
                _when(kept, line.next_due),
            )
        console = Terminal()
        console.print(table)
        console.print(_whose_hours())


def history(
    context: typer.Context,
    task: Annotated[str, typer.Argument(help=_("Nome ou número da tarefa."))],
    limit: Annotated[int, typer.Option("--limit", parser=whole(Bounds(1, 10_000)), metavar="N")] = 30,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop history`."""
    with reading(context, data_dir, demo=demo) as kept:
        found = kept.find(task)
        page = kept.history.runs(found.id, limit=limit)
        table = Table("Nº", _("Início"), _("Origem"), _("Resultado"), _("Contagens"), _("Tempo"))
        for run in page.runs:
            table.add_row(
                str(run.id),
                kept.history.local(run.started_at or run.queued_at),
                words.TRIGGERS[run.trigger],
                words.result(run),
                words.counts(run.tally, whole=True) or "—",
                words.seconds(run),
            )
        console = Terminal()
        console.print(table)
        console.print(_("{0} de {1} execuções").format(len(page.runs), page.total))
        console.print(_whose_hours())


def log(
    context: typer.Context,
    task: Annotated[str, typer.Argument(help=_("Nome ou número da tarefa."))],
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help=_("Continuar mostrando o que chega."))
    ] = False,
    limit: Annotated[int, typer.Option("--limit", parser=whole(Bounds(1, 100_000)), metavar="N")] = 200,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop log`."""
    with reading(context, data_dir, demo=demo) as kept:
        found = kept.find(task)
        lines = kept.history.log(found.id, limit=limit)
        _print(kept, lines)
        last = lines[-1].id if lines else 0
        while follow:
            time.sleep(FOLLOW_SECONDS)
            lines = kept.history.log(found.id, after_id=last, limit=limit)
            _print(kept, lines)
            last = lines[-1].id if lines else last


def _print(kept: "ReadingService", lines: Sequence[LogLine]) -> None:
    for line in lines:
        echo(f"{kept.history.local(line.at)} {LEVELS[line.level]} {line_text(line)}")


def _whose_hours() -> str:
    return _("Horários de {0} ({1}).").format(words.place(SHOP), offset_words(SHOP))


def _when(kept: "ReadingService", moment: datetime | None) -> str:
    return kept.history.short(moment) if moment else "—"
