"""`run`: tasks now, without a window."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

from ecco_desktop.cli.session import (
    DATA_DIR,
    DEMO,
    FAILED,
    JSON,
    NOT_CONFIGURED,
    SIMULATE,
    USAGE,
    fail,
    opened,
)
from ecco_desktop.cli.terminal import Terminal, echo_json
from ecco_desktop.domain.brake import Brake
from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import Level, Run, RunResult, Trigger
from ecco_desktop.domain.tasks import Task
from ecco_desktop.words import _
from ecco_desktop.words import phrases as words
from ecco_desktop.words.sentences import line_text, sentence
from ecco_desktop.words.speech import number

if TYPE_CHECKING:
    from ecco_desktop.services.all import Services

POLL_SECONDS = 0.1
_PROBLEMS = 100_000
_PAGE = 2000
# Errors are told, and of warnings what the brake would have stopped.
_TOLD = (Level.ERROR, Level.WARNING)
_HELD = frozenset(brake.value for brake in Brake)
_WOULD_HOLD = frozenset(brake.pretended for brake in Brake)
# What the other side numbers itself.
MADE = ("pedido", "produto no ERP", "produto na loja")


def run(
    context: typer.Context,
    tasks: Annotated[list[str] | None, typer.Argument(help=_("Nomes ou números das tarefas."))] = None,
    all_tasks: Annotated[bool, typer.Option("--all", help=_("Todas as tarefas ativas."))] = False,
    as_json: JSON = False,
    simulate: SIMULATE = False,
    confirm: Annotated[
        bool, typer.Option("--confirm", help=_("Deixar passar o que o freio de segurança parou."))
    ] = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop run`."""
    if bool(tasks) == all_tasks:
        fail(_("Diga quais tarefas, ou use --all."), USAGE)
    with opened(context, data_dir, demo=demo, keys=True) as services:
        services.tasks.recover()
        chosen = _chosen(services, tasks or [])
        for task in chosen if confirm else ():
            services.tasks.confirm_brake(task.id)
        runs = _begin(services, chosen, all_tasks=all_tasks, simulate=simulate)
        ended = followed(services, runs, quiet=as_json)
        if as_json:
            echo_json({"runs": as_dicts(services, ended)})
        else:
            show(services, ended)
    leave(ended)


def followed(
    services: "Services", runs: Sequence[tuple[Task, Run]], *, quiet: bool
) -> Sequence[tuple[Task, Run]]:
    """The runs as they ended; waits for them."""
    _follow(services, runs, quiet=quiet)
    # Where no window ever opens, this is when the day's copy is made.
    services.keeping.make_due()
    return [(task, services.tasks.outcome(run)) for task, run in runs]


def leave(ended: Sequence[tuple[Task, Run]]) -> None:
    """End the command with what its runs came to."""
    bad = (RunResult.FAILED, RunResult.INTERRUPTED, RunResult.SKIPPED)
    if any(run.result in bad or not run.state.final for _task, run in ended):
        raise typer.Exit(FAILED)


def _begin(
    services: "Services", chosen: Sequence[Task], *, all_tasks: bool, simulate: bool
) -> Sequence[tuple[Task, Run]]:
    if simulate:
        return services.tasks.simulate([task.id for task in chosen])
    if all_tasks:
        return services.tasks.start_all()
    return [(task, services.tasks.start(task.id)) for task in chosen]


def _chosen(services: "Services", names: Sequence[str]) -> list[Task]:
    if names:
        # Twice the same name is one task.
        return list({task.id: task for task in map(services.tasks.find, names)}.values())
    active = list(services.tasks.in_order())
    if not active:
        fail(
            _(
                "Nenhuma tarefa ativa. Cadastre as conexões e as tarefas primeiro: "
                "ecco-desktop connections add --help"
            ),
            NOT_CONFIGURED,
        )
    return active


def _follow(services: "Services", runs: Sequence[tuple[Task, Run]], *, quiet: bool) -> None:
    """Wait for the end; bars on a terminal. Ctrl+C stops at a record's end."""
    try:
        if quiet or not Terminal(stderr=True).is_terminal:
            while not services.tasks.wait_idle(1.0):
                pass
            return
        _bars(services, runs)
    except KeyboardInterrupt:
        services.tasks.stop_all()
        services.tasks.wait_idle(10.0)
        raise


def _bars(services: "Services", runs: Sequence[tuple[Task, Run]]) -> None:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as progress:
        bars: dict[int, TaskID] = {
            task.id: progress.add_task(shown(task.name), total=None) for task, _run in runs
        }
        idle = False
        while not idle:
            idle = services.tasks.wait_idle(POLL_SECONDS)
            for view in services.tasks.list():
                if view.progress and view.task.id in bars:
                    bar = bars[view.task.id]
                    progress.update(bar, completed=view.progress.done, total=view.progress.total)


def as_dicts(services: "Services", ended: Sequence[tuple[Task, Run]]) -> list[dict[str, object]]:
    """What each run did, for other programs."""
    connections = {connection.id: connection.name for connection in services.connections.list()}
    return [_as_dict(services, task, run, connections.get(task.connection_id, "")) for task, run in ended]


def _as_dict(services: "Services", task: Task, run: Run, connection: str) -> dict[str, object]:
    tally = run.tally
    errors = services.history.log(task.id, run_id=run.id, levels=[Level.ERROR], limit=_PROBLEMS)
    return {
        "task": task.name,
        "automation": task.automation,
        "connection": connection,
        "state": run.state.value,
        "read": tally.read,
        "created": tally.created,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
        "skipped": tally.skipped,
        "failed": tally.failed,
        "api_calls": run.api_calls,
        "seconds": round(run.seconds or 0.0, 3),
        "error": sentence(run.error_key, run.error_values) if run.error_key else None,
        "run": run.id,
        "simulated": run.trigger is Trigger.SIMULATION,
        "changes": [_change(change) for change in _changes(services, run)],
        "problems": [
            {"record": line.subject, "cause": line.key, "text": line_text(line)}
            for line in errors
            if line.subject
        ],
    }


def _changes(services: "Services", run: Run) -> list[Change]:
    """What a run changed, or would change, oldest first."""
    found: list[Change] = []
    while page := services.history.changes(run.id, offset=len(found), limit=_PAGE):
        found += page
    return [row for row in reversed(found) if row.outcome in (ChangeOutcome.DONE, ChangeOutcome.SIMULATED)]


def _change(row: Change) -> dict[str, str]:
    """A change for comparing: numbers the other side gives to what is made are left out."""
    made = not row.before and row.name in MADE
    return {
        "kind": row.kind.value,
        "key": row.key,
        "field": row.name,
        "before": row.before,
        "after": "novo" if made else row.after,
    }


def show(services: "Services", ended: Sequence[tuple[Task, Run]]) -> None:
    """What each run did, for people."""
    console = Terminal()
    table = Table(_("Tarefa"), _("Resultado"), _("Contagens"), _("Chamadas"), _("Tempo"), header_style="bold")
    for task, run in ended:
        counted = words.counts(run.tally, whole=True) or "—"
        table.add_row(task.name, words.result(run), counted, number(run.api_calls), words.seconds(run))
    console.print(table)
    for _task, run in ended:
        if run.trigger is Trigger.SIMULATION:
            for row in map(_change, _changes(services, run)):
                before = f"{row['before']} → " if row["before"] else ""
                console.print(f"  ~ {row['key']}: {row['field']} {before}{row['after']}")
    for task, run in ended:
        for line in services.history.log(task.id, run_id=run.id, levels=_TOLD, limit=_PROBLEMS):
            if line.level is Level.ERROR or line.key in _WOULD_HOLD:
                console.print(f"  ! {line_text(line)}")
        if run.error_key in _HELD:
            how = _(
                "Para ver o que mudaria: ecco-desktop log {0}. Se está certo: ecco-desktop run {0} --confirm"
            )
            console.print(f"    {how.format(task.id)}")
