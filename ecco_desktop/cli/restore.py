"""`restore`: a copy of the data put in the place of a damaged one."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecco_desktop.cli.session import DATA_DIR, DEMO, FAILED, USAGE, complain, fail, program_of
from ecco_desktop.cli.terminal import Terminal, echo
from ecco_desktop.clock import SHOP
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number

if TYPE_CHECKING:
    from ecco_desktop.services.rescue import RescueService


def restore(
    context: typer.Context,
    show: Annotated[bool, typer.Option("--list", help=_("Só mostrar as cópias boas."))] = False,
    source: Annotated[
        Path | None, typer.Option("--from", help=_("O arquivo da cópia (a boa mais nova, se faltar)."))
    ] = None,
    anew: Annotated[bool, typer.Option("--anew", help=_("Começar com dados novos."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Não perguntar."))] = False,
    data_dir: DATA_DIR = None,
    demo: DEMO = False,
) -> None:
    """`ecco-desktop restore`."""
    if anew and source is not None:
        fail(_("Escolha --from ou --anew, um dos dois."), USAGE)
    program = program_of(context)
    folder, _demo = program.place(data_dir, demo=demo)
    rescue = program.rescue(folder)
    console = Terminal()
    with complain():
        if show:
            _show(rescue, console)
            return
        if rescue.is_sound() and not yes:
            typer.confirm(
                _(
                    "O arquivo de dados está bom. Trocar mesmo assim? O que foi feito depois da cópia "
                    "se perde neste computador"
                ),
                abort=True,
            )
        kept = _put(rescue, source, anew=anew)
    console.print(_("Pronto. Abra o Ecco Desktop, ou use: ecco-desktop run --all"))
    if kept is not None:
        console.print(_("O arquivo anterior ficou em {0}.").format(kept))


def _put(rescue: "RescueService", source: Path | None, *, anew: bool) -> Path | None:
    if anew:
        return rescue.begin_anew()
    if source is not None:
        return rescue.restore_file(source)
    found = rescue.candidates()
    if not found:
        fail(sentence("restore.none", {}), FAILED)
    echo(_("Restaurando a cópia de {0}…").format(_moment(found[0].at)), err=True)
    return rescue.restore(found[0])


def _show(rescue: "RescueService", console: Terminal) -> None:
    found = rescue.candidates()
    if not found:
        fail(sentence("restore.none", {}), FAILED)
    for one in found:
        size = number(max(1, one.size // 1024))
        console.print(f"{_moment(one.at)}  {size} KB  {one.path}", soft_wrap=True)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHOP):%d/%m/%Y %H:%M}"
