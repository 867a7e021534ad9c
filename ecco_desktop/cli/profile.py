"""The configuration as one file: out of one shop, into the next."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ecco_desktop.cli.session import DATA_DIR, DEMO, opened, ready_to_keep

# The passphrase never stands on a command line: other programs can read it there.
VARIABLE = "ECCO_PROFILE_PASSPHRASE"
FILE = Annotated[Path, typer.Argument(help="O arquivo do perfil, por exemplo loja.ecco.")]


def export_profile(
    context: typer.Context,
    file: FILE,
    secrets: Annotated[
        bool,
        typer.Option(
            "--secrets", help=f"Levar as chaves, cifradas com a senha (variável {VARIABLE} ou pergunta)."
        ),
    ] = False,
    data_dir: DATA_DIR = None,
    demo: DEMO = False,
) -> None:
    """Grava conexões, mapas, tarefas e preferências num arquivo; as chaves ficam de fora."""
    passphrase = os.environ.get(VARIABLE, "")
    if secrets and not passphrase:
        passphrase = typer.prompt("Senha do perfil", hide_input=True, confirmation_prompt=True)
    with opened(context, data_dir, demo=demo, keys=secrets) as services:
        services.profile.export(file, passphrase if secrets else "")
    Console(highlight=False).print(f"Perfil gravado em {file}.", markup=False)


def import_profile(
    context: typer.Context,
    file: FILE,
    data_dir: DATA_DIR = None,
    demo: DEMO = False,
) -> None:
    """Traz um perfil: o que tem o mesmo nome é substituído, o resto fica."""
    console, passphrase = Console(highlight=False), os.environ.get(VARIABLE, "")
    with opened(context, data_dir, demo=demo, keys=True) as services:
        if services.profile.has_secrets(file) and not passphrase:
            passphrase = typer.prompt(
                "Senha do perfil (vazia: sem as chaves)", default="", show_default=False, hide_input=True
            )
        if passphrase:
            ready_to_keep(services)
        report = services.profile.load(file, passphrase)
    console.print(f"Perfil importado: {report.connections} conexões, {report.tasks} tarefas.", markup=False)
    if report.lacking:
        names = ", ".join(report.lacking)
        console.print(f"Informe as chaves de: {names}. Depois ative as tarefas.", markup=False)
