"""`folder`: is this data folder at home here, and the answer where it asks."""

from typing import Annotated

import typer

from ecco_desktop.cli.session import DATA_DIR, DEMO, NOT_CONFIGURED, USAGE, fail, opened
from ecco_desktop.cli.terminal import echo
from ecco_desktop.domain.folder import REFUSALS, Place
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


def folder(
    context: typer.Context,
    moved: Annotated[
        bool, typer.Option("--moved", help=_("Mudou de computador ou de pasta: o trabalho continua aqui."))
    ] = False,
    copy: Annotated[
        bool, typer.Option("--copy", help=_("É cópia: serve para consultar, e nada roda nela."))
    ] = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop folder`."""
    if moved and copy:
        fail(_("Escolha --moved ou --copy, um dos dois."), USAGE)
    with opened(context, data_dir, demo=demo) as services:
        if (moved or copy) and not services.folder.asks:
            fail(_("A pasta da demonstração não é de nenhum computador: não há o que responder."), USAGE)
        if moved:
            services.folder.moved()
        if copy:
            services.folder.copied()
        place = services.folder.place()
        if place is Place.HOME:
            echo(_("Esta pasta de dados é deste computador: as tarefas rodam aqui."))
        elif copy:
            echo(sentence(REFUSALS[place], {}))
        else:
            fail(sentence(REFUSALS[place], {}), NOT_CONFIGURED)
