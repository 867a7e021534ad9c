"""The command line: what a technician scripts an installation with."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from ecco_desktop.cli import (
    configure,
    doctor,
    folder,
    history,
    installer,
    keys,
    network,
    profile,
    reports,
    restore,
    run,
)
from ecco_desktop.cli.session import DATA_DIR, DEMO, Program, Session, complain, program_of
from ecco_desktop.cli.spoken import SpokenGroup
from ecco_desktop.cli.terminal import echo
from ecco_desktop.words import _
from ecco_desktop.words.speech import LANGUAGE_FLAG

app = typer.Typer(
    name="ecco-desktop",
    cls=SpokenGroup,
    help=_("Ecco Desktop: automações entre o ERP Eccosys, lojas virtuais e transportadoras."),
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(configure.connections, name="connections")
app.add_typer(configure.links, name="links")
app.add_typer(configure.statuses, name="statuses")
# As it was called at first: set-up scripts of shops use it.
app.add_typer(configure.statuses, name="situations", hidden=True)
app.add_typer(configure.tasks, name="tasks")
app.add_typer(installer.installer, name="installer")
app.command(
    "run",
    help=_(
        "Executa tarefas agora e espera terminarem. Saída: 0 certo, 1 algo falhou, 2 uso, 3 falta configurar."
    ),
)(run.run)
app.command("list", help=_("Lista as tarefas, com a última e a próxima execução."))(history.list_tasks)
app.command("history", help=_("Mostra as execuções de uma tarefa, da mais nova para a mais antiga."))(
    history.history
)
app.command("log", help=_("Mostra o log de uma tarefa."))(history.log)
app.command(
    "pending",
    help=_(
        "Lista o que falhou e espera, por causa; --retry tenta agora, --ignore tira da lista, --same e "
        "--other dizem qual é o pedido."
    ),
)(reports.pending)
app.command(
    "undo",
    help=_("Devolve o que uma execução de estoque ou de preços enviou, menos o que mudou desde então."),
)(reports.undo)
app.command("timeline", help=_("Conta tudo o que aconteceu com um pedido, dos dois lados."))(reports.timeline)
app.command(
    "stock-history",
    help=_("Histórico de integração de estoque: o que foi enviado, quando, e por que este número."),
)(reports.stock_history)
app.command(
    "doctor",
    help=_("Confere pasta, banco, cofre, relógio, conexões e tarefas. Saída: 0 tudo certo, 1 algo falhou."),
)(doctor.doctor)
app.command(
    "export-profile",
    help=_("Grava conexões, mapas, tarefas e preferências num arquivo; as chaves ficam de fora."),
)(profile.export_profile)
app.command("import-profile", help=_("Traz um perfil: o que tem o mesmo nome é substituído, o resto fica."))(
    profile.import_profile
)

app.command(
    "folder",
    help=_(
        "Diz se esta pasta de dados é deste computador; --moved ou --copy responde onde ela pergunta. "
        "Saída: 0 é daqui, 3 falta a resposta ou é cópia."
    ),
)(folder.folder)

app.command(
    "keys",
    help=_("Diz onde estão as chaves de acesso; --move as passa do arquivo cifrado para o cofre de senhas."),
)(keys.keys)

app.command(
    "network",
    help=_("Diz ou escolhe o proxy: none, system ou um endereço."),
)(network.network)

app.command(
    "restore", help=_("Restaura uma cópia dos dados. O arquivo atual é guardado ao lado, nunca apagado.")
)(restore.restore)

__all__ = ["Program", "Session", "run_cli"]


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    data_dir: DATA_DIR = None,
    demo: DEMO = False,
    minimized: Annotated[bool, typer.Option("--minimized", help=_("Começar na bandeja."))] = False,
    language: Annotated[  # noqa: ARG001 - read before the commands are loaded (words.speech.asked)
        str,
        typer.Option(LANGUAGE_FLAG, help=_("Idioma dos comandos: pt-BR ou en (o do sistema, se faltar).")),
    ] = "",
) -> None:
    """Sem comando, abre a janela."""
    program = program_of(context)
    program.default_data_dir, program.default_demo = data_dir, demo
    if context.invoked_subcommand:
        return
    if program.has_display():
        with complain():
            raise typer.Exit(
                program.open_window(program.data_dir(data_dir, demo=demo), demo=demo, minimized=minimized)
            )
    echo(_("Não há tela neste computador, então a janela não pode abrir."), err=True)
    if not demo:
        echo(_("Use os comandos de texto: ecco-desktop --help"), err=True)
        raise typer.Exit(2)
    echo(_("Executando cada automação da demonstração uma vez, aqui no terminal."), err=True)
    run.run(context, all_tasks=True, demo=True, data_dir=data_dir)


def run_cli(program: Program) -> None:
    """Read the command line and do what it says; ends the process with the exit code."""
    with _utf8():
        app(obj=program)


@contextmanager
def _utf8() -> Iterator[None]:
    """Portuguese on consoles that are not UTF-8 (old Windows): replace what they cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    yield
