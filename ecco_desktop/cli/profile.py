"""The configuration as one file: out of one shop, into the next."""

import os
from pathlib import Path
from typing import Annotated

import typer

from ecco_desktop.cli.parse import pairs
from ecco_desktop.cli.session import DATA_DIR, DEMO, opened, ready_to_keep
from ecco_desktop.cli.terminal import Terminal
from ecco_desktop.domain.connections import Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.words import _

# The passphrase never stands on a command line: other programs can read it there.
VARIABLE = "ECCO_PROFILE_PASSPHRASE"
FILE = Annotated[Path, typer.Argument(help=_("O arquivo do perfil, por exemplo loja.ecco."))]


def export_profile(
    context: typer.Context,
    file: FILE,
    secrets: Annotated[
        bool,
        typer.Option(
            "--secrets",
            help=_("Levar as chaves, cifradas com a senha (variável {0} ou pergunta).").format(VARIABLE),
        ),
    ] = False,
    data_dir: DATA_DIR = None,
    demo: DEMO = False,
) -> None:
    """`ecco-desktop export-profile`."""
    passphrase = os.environ.get(VARIABLE, "")
    if secrets and not passphrase:
        passphrase = typer.prompt(_("Senha do perfil"), hide_input=True, confirmation_prompt=True)
    with opened(context, data_dir, demo=demo, keys=secrets) as services:
        services.profile.export(file, passphrase if secrets else "")
    Terminal().print(_("Perfil gravado em {0}.").format(file))


def import_profile(
    context: typer.Context,
    file: FILE,
    shops: Annotated[
        list[str] | None,
        typer.Option(
            "--shop",
            help=_("conexão=same ou conexão=other, onde o endereço muda: a mesma loja, ou outra."),
        ),
    ] = None,
    data_dir: DATA_DIR = None,
    demo: DEMO = False,
) -> None:
    """`ecco-desktop import-profile`."""
    console, passphrase = Terminal(), os.environ.get(VARIABLE, "")
    with opened(context, data_dir, demo=demo, keys=True) as services:
        if services.profile.has_secrets(file) and not passphrase:
            passphrase = typer.prompt(
                _("Senha do perfil (vazia: sem as chaves)"), default="", show_default=False, hide_input=True
            )
        if passphrase:
            ready_to_keep(services)
        report = services.profile.load(file, passphrase, _answers(shops or []))
    console.print(
        _("Perfil importado: {0} conexões, {1} tarefas.").format(report.connections, report.tasks),
    )
    if report.meeting:
        words = _(
            "Ficaram desativadas, pois os números dos pedidos podem se repetir no ERP: {0}. Dê um prefixo "
            "a cada uma nas opções e ative-as."
        )
        console.print(words.format("; ".join(report.meeting)))
    if report.lacking:
        names = ", ".join(report.lacking)
        console.print(_("Informe as chaves de: {0}. Depois ative as tarefas.").format(names))


def _answers(shops: list[str]) -> dict[str, Which]:
    """What was said of each connection."""
    said = pairs(shops)
    for name, word in said.items():
        if word not in (Which.SAME, Which.OTHER):
            raise SetupProblem("connection.which_word", name=name, word=word)
    return {name: Which(word) for name, word in said.items()}
