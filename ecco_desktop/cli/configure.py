"""`connections`, `links`, `statuses` and `tasks`: setting up without a window."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from ecco_desktop.cli.parse import next_time, pairs, recurrence
from ecco_desktop.cli.session import DATA_DIR, DEMO, FAILED, USAGE, fail, opened, ready_to_keep
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.words.phrases import recurrence as recurrence_words

if TYPE_CHECKING:
    from ecco_desktop.domain.connections import Manifest
    from ecco_desktop.domain.orders import OrderStatus
    from ecco_desktop.services.all import Services

connections = typer.Typer(help="Conexões com o ERP, lojas e transportadoras.", no_args_is_help=True)
links = typer.Typer(help="Vínculos de transportadoras.", no_args_is_help=True)
statuses = typer.Typer(help="Mapa de situações da loja para o ERP.", no_args_is_help=True)
tasks = typer.Typer(help="Tarefas agendadas.", no_args_is_help=True)

NOT_IMPORTED = "nao-importar"
STORE = Annotated[str, typer.Option("--connection", "-c", help="Nome da conexão da loja.")]


@connections.command("add")
def add_connection(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="Conector; os que existem: ecco-desktop connections kinds.")],
    name: Annotated[str, typer.Argument(help="Nome da conexão, à sua escolha.")],
    settings: Annotated[list[str] | None, typer.Option("--set", help="campo=valor, um por opção.")] = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """Cadastra uma conexão. Chaves vêm de ECCO_SECRET_<CAMPO> ou de uma pergunta, nunca de argumentos."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        manifest = _manifest(services, kind)
        values = pairs(settings or [])
        secrets = _secrets(manifest, values)
        if secrets:
            ready_to_keep(services)
        connection = services.connections.add(manifest.kind, name, values, secrets)
        typer.echo(f"Conexão “{connection.name}” cadastrada ({manifest.name}).")


@connections.command("test")
def check_connection(
    context: typer.Context, name: str, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """Testa endereço e chave de uma conexão."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        report = services.connections.test(services.connections.find(name))
        details = ", ".join(f"{key}: {value}" for key, value in report.found.items())
        typer.echo(f"Conexão “{name}” funciona. {report.name} {details}".rstrip())


@connections.command("list")
def list_connections(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """Lista as conexões."""
    with opened(context, data_dir, demo=demo) as services:
        table = Table("Nome", "Conector", "Endereço")
        for connection in services.connections.list():
            table.add_row(connection.name, connection.kind, connection.values.get("address", ""))
        Console(highlight=False).print(table)


@connections.command("kinds")
def list_kinds(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """Lista os conectores e os campos de cada um."""
    with opened(context, data_dir, demo=demo) as services:
        for manifest in services.connections.kinds():
            table = Table("Campo", "O que é", "De fábrica", title=f"{manifest.kind} ({manifest.name})")
            for field in manifest.fields:
                secret = field.key in manifest.secret_keys
                usual = f"ECCO_SECRET_{field.key.upper()}" if secret else field.default or field.example
                table.add_row(field.key, field.label, usual)
            Console(highlight=False).print(table)


@connections.command("delete")
def delete_connection(
    context: typer.Context, name: str, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """Exclui uma conexão que nenhuma tarefa usa."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        services.connections.delete(name)
        typer.echo(f"Conexão “{name}” excluída.")


@links.command("add")
def add_link(
    context: typer.Context,
    connection: STORE,
    reference: Annotated[str, typer.Argument(help="Forma de entrega como a loja escreve no pedido.")],
    carrier: Annotated[str, typer.Argument(help="Transportadora do ERP: nome, código ou id.")],
    form: Annotated[
        str, typer.Option("--form", help="Forma de envio do ERP (a primeira ativa, se faltar).")
    ] = "",
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """Vincula uma forma de entrega da loja a uma transportadora do ERP."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        store = services.connections.find(connection)
        link = services.links.link_carrier(store, reference, carrier, form)
        typer.echo(f"“{link.reference}” → {link.carrier_name} (forma de envio {link.form_id})")


@links.command("list")
def list_links(
    context: typer.Context, connection: STORE, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """Lista os vínculos de uma loja e as formas de entrega que esperam por um."""
    with opened(context, data_dir, demo=demo) as services:
        store = services.connections.find(connection)
        table = Table("Forma de entrega na loja", "Transportadora no ERP", "Forma de envio")
        for link in services.links.carrier_links(store):
            table.add_row(link.reference, link.carrier_name, link.form_id)
        for reference in services.links.references_waiting(store):
            table.add_row(reference, "— sem vínculo: há pedidos esperando —", "")
        Console(highlight=False).print(table)


@links.command("delete")
def delete_link(
    context: typer.Context, connection: STORE, reference: str, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """Exclui um vínculo."""
    with opened(context, data_dir, demo=demo) as services:
        if not services.links.unlink_carrier(services.connections.find(connection), reference):
            fail(f"Não há vínculo para “{reference}”.", USAGE)
        typer.echo(f"Vínculo de “{reference}” excluído.")


@links.command("carriers")
def list_carriers(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """Lista as transportadoras do ERP e suas formas de envio."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        table = Table("Id", "Código", "Nome", "Formas de envio")
        for carrier in services.links.erp_carriers():
            forms = ", ".join(
                f"{form.id} {form.name}".strip() + ("" if form.active else " (inativa)")
                for form in carrier.forms
            )
            table.add_row(carrier.id, carrier.code, carrier.name, forms)
        Console(highlight=False).print(table)


@statuses.command("set")
def set_status(
    context: typer.Context,
    connection: STORE,
    word: Annotated[str, typer.Argument(help="Situação como a loja escreve: processing, on-hold…")],
    status: Annotated[str, typer.Argument(help=f"Situação do ERP, ou {NOT_IMPORTED}.")],
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """Diz o que uma situação da loja é no ERP."""
    with opened(context, data_dir, demo=demo) as services:
        store = services.connections.find(connection)
        services.links.set_status(store, word, _status(status))
        typer.echo(f"“{word}” → {status}")


@statuses.command("list")
def list_statuses(
    context: typer.Context, connection: STORE, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """Lista o mapa de situações de uma loja."""
    with opened(context, data_dir, demo=demo) as services:
        store = services.connections.find(connection)
        labels = {choice.word: choice.label for choice in services.links.status_choices(store)}
        table = Table("Loja", "Significa", "ERP")
        for word, status in services.links.statuses(store).items():
            table.add_row(word, labels.get(word, ""), status.value if status else NOT_IMPORTED)
        Console(highlight=False).print(table)


@tasks.command("add")
def add_task(
    context: typer.Context,
    automation: Annotated[str, typer.Argument(help="Automação: import_orders, sync_stock…")],
    connection: STORE,
    every: Annotated[
        str, typer.Option("--every", help="Intervalo após o fim (10m, 2h) ou horas (08:00,14:30).")
    ] = "",
    options: Annotated[list[str] | None, typer.Option("--option", help="opção=valor, uma por vez.")] = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """Cria uma tarefa, já ativa. Sem --every ela só roda quando for iniciada."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        how_often = recurrence(every) if every else None
        task = services.tasks.create(automation, connection, how_often, pairs(options or []))
        typer.echo(f"Tarefa {task.id} criada: {task.name} ({recurrence_words(task.recurrence)}).")


@tasks.command("enable")
def enable_task(
    context: typer.Context,
    task: str,
    at: Annotated[str, typer.Option(help="Hora de hoje ou de amanhã (HH:MM), só para o instalador.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Não perguntar.")] = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """Ativa uma tarefa; o instalador é marcado para agora ou para a hora dada."""
    booked = next_time(at) if at else None
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        view = next(view for view in services.tasks.list() if view.task.id == found.id)
        if view.question and not yes and not typer.confirm(view.question):
            raise typer.Exit(FAILED)
        services.tasks.activate(found.id, booked)
        typer.echo(f"Ativada: {found.name}")
        if not view.automation.recurrent:
            typer.echo("Roda uma vez: com o programa aberto, ou com run --all.")
        elif found.recurrence is None:
            typer.echo("Atenção: ela não tem recorrência e só roda quando for iniciada.")


@tasks.command("disable")
def disable_task(context: typer.Context, task: str, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """Desativa uma tarefa."""
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        services.tasks.deactivate(found.id)
        typer.echo(f"Desativada: {found.name}")


@tasks.command("delete")
def delete_task(context: typer.Context, task: str, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """Exclui uma tarefa; o histórico e o log continuam guardados."""
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        services.tasks.delete(found.id)
        typer.echo(f"Excluída: {found.name}")


def _manifest(services: "Services", kind: str) -> "Manifest":
    kinds: Sequence[Manifest] = services.connections.kinds()
    for manifest in kinds:
        if manifest.kind == kind.casefold():
            return manifest
    known = ", ".join(manifest.kind for manifest in kinds)
    raise SetupProblem("connection.kind_unknown", kind=kind, known=known)


def _secrets(manifest: "Manifest", values: dict[str, str]) -> dict[str, str]:
    """Secrets from the environment; required ones that are missing are asked for, unseen."""
    found: dict[str, str] = {}
    for field in manifest.fields:
        if field.key not in manifest.secret_keys or not field.applies(manifest.defaulted(values)):
            continue
        value = os.environ.get(f"ECCO_SECRET_{field.key.upper()}", "")
        if not value and field.required:
            value = typer.prompt(field.label, hide_input=True)
        if value:
            found[field.key] = value
    return found


def _status(text: str) -> "OrderStatus | None":
    from ecco_desktop.domain.orders import OrderStatus

    if text.casefold() == NOT_IMPORTED:
        return None
    try:
        return OrderStatus(text.casefold())
    except ValueError:
        known = ", ".join([*(status.value for status in OrderStatus), NOT_IMPORTED])
        raise SetupProblem("status.target", value=text, known=known) from None
