"""`keys`: where the access keys of a data folder are kept, and the way from the sealed file to a keyring."""

from typing import Annotated

import typer

from ecco_desktop.cli.session import DATA_DIR, DEMO, opened
from ecco_desktop.cli.terminal import echo
from ecco_desktop.words import _


def keys(
    context: typer.Context,
    move: Annotated[
        bool, typer.Option("--move", help=_("Passar as chaves do arquivo cifrado para o cofre de senhas."))
    ] = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop keys`."""
    with opened(context, data_dir, demo=demo, keys=True, offer=not move) as services:
        if move:
            echo(_("Chaves passadas para o cofre de senhas: {0}.").format(services.vault.move()))
        elif waiting := services.vault.movable():
            words = _("Chaves no arquivo cifrado que o cofre de senhas pode guardar: {0}. Use keys --move.")
            echo(words.format(waiting))
        else:
            echo(_("Todas as chaves estão onde este computador as guarda."))
