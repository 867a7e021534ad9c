"""`installer`: the store's catalog into the ERP, step by step or whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from ecco_desktop.cli.configure import STORE
from ecco_desktop.cli.run import as_dicts, followed, leave, show
from ecco_desktop.cli.session import DATA_DIR, DEMO, JSON, SIMULATE, USAGE, fail, opened
from ecco_desktop.cli.terminal import Terminal, echo, echo_json
from ecco_desktop.domain.steps import Standing, StepState
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.labels import STEPS

if TYPE_CHECKING:
    from ecco_desktop.services.all import Services

installer = typer.Typer(
    help=_("Instalador Multiplataforma: o catálogo da loja no ERP, etapa por etapa ou inteiro."),
    no_args_is_help=True,
)

STATES = Words(
    {
        StepState.MISSING: N_("falta"),
        StepState.BEGUN: N_("começada, não terminada"),
        StepState.DONE: N_("feita"),
        StepState.NOT_OFFERED: N_("a plataforma não tem"),
    }
)


@installer.command("list", help=_("Lista as etapas, na ordem, e como cada uma está."))
def list_steps(
    context: typer.Context,
    connection: STORE,
    as_json: JSON = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop installer list`."""
    with opened(context, data_dir, demo=demo) as services:
        found = services.installer.standings(connection)
        if as_json:
            echo_json({"steps": _as_dicts(found)})
        else:
            _print(services, found)


@installer.command(
    "run",
    help=_("Executa as etapas ditas, ou todas as que faltam, e espera o fim. Saída: a mesma de run."),
)
def run_steps(
    context: typer.Context,
    connection: STORE,
    steps: Annotated[
        list[str] | None,
        typer.Argument(help=_("Etapas: {0}.").format(", ".join(map(str, STEPS)))),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help=_("Todas as etapas, também as já feitas."))] = False,
    simulate: SIMULATE = False,
    as_json: JSON = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop installer run`."""
    if steps and whole:
        fail(_("Diga quais etapas, ou use --all, não os dois."), USAGE)
    with opened(context, data_dir, demo=demo, keys=True) as services:
        services.tasks.recover()
        began = services.installer.run(connection, steps or [], whole=whole, simulate=simulate)
        ended = followed(services, began, quiet=as_json)
        found = services.installer.standings(connection)
        if as_json:
            told = {"runs": as_dicts(services, ended), "steps": _as_dicts(found)}
            echo_json(told)
        else:
            if ended:
                show(services, ended)
            else:
                echo(_("Nenhuma etapa falta. Para fazer todas de novo: --all."))
            _print(services, found)
    leave(ended)


def _print(services: "Services", found: Sequence[Standing]) -> None:
    table = Table(_("Etapa"), _("O quê"), _("Como está"))
    for one in found:
        state = STATES[one.state]
        if one.at:
            state += f" · {services.history.local(one.at)}"
        if one.page:
            state += " · " + _("página {0}").format(one.page)
        table.add_row(one.step.key, STEPS.named(one.step.key), state)
    Terminal().print(table)


def _as_dicts(found: Sequence[Standing]) -> list[dict[str, str | None]]:
    return [
        {
            "step": one.step.key,
            "state": one.state.value,
            "at": one.at.isoformat() if one.at else None,
            "page": one.page or None,
        }
        for one in found
    ]
