"""`connections`, `links`, `statuses` and `tasks`: setting up without a window."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from ecco_desktop import clock
from ecco_desktop.cli.parse import next_time, pairs, recurrence
from ecco_desktop.cli.session import (
    DATA_DIR,
    DEMO,
    FAILED,
    NOT_CONFIGURED,
    USAGE,
    fail,
    opened,
    ready_to_keep,
)
from ecco_desktop.cli.terminal import Terminal, echo
from ecco_desktop.domain.addresses import without_login
from ecco_desktop.domain.connections import Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.words import _
from ecco_desktop.words.phrases import recurrence_in as recurrence_words
from ecco_desktop.words.sentences import sentence

if TYPE_CHECKING:
    from ecco_desktop.domain.connections import Manifest
    from ecco_desktop.domain.orders import OrderStatus
    from ecco_desktop.services.all import Services

connections = typer.Typer(help=_("Conexões com o ERP, lojas e transportadoras."), no_args_is_help=True)
links = typer.Typer(help=_("Vínculos de transportadoras."), no_args_is_help=True)
statuses = typer.Typer(help=_("Mapa de situações da loja para o ERP."), no_args_is_help=True)
tasks = typer.Typer(help=_("Tarefas agendadas."), no_args_is_help=True)

NOT_IMPORTED = "nao-importar"
STORE = Annotated[str, typer.Option("--connection", "-c", help=_("Nome da conexão da loja."))]
EVERY = Annotated[
    str, typer.Option("--every", help=_("Intervalo após o fim (10m, 2h) ou horas (08:00,14:30)."))
]
METHOD = Annotated[
    str, typer.Option("--method", help=_("Código do método na loja, como links list o mostra; pode faltar."))
]
SHOP = Annotated[
    Which | None,
    typer.Option(
        "--shop",
        help=_("Se o endereço ou a conta muda: same, é a mesma loja; other, é outra."),
    ),
]
OPTIONS = Annotated[list[str] | None, typer.Option("--option", help=_("opção=valor, uma por vez."))]


@connections.command(
    "add",
    help=_(
        "Cadastra uma conexão. Chaves vêm de ECCO_SECRET_<CAMPO> ou de uma pergunta, nunca de argumentos."
    ),
)
def add_connection(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help=_("Conector; os que existem: ecco-desktop connections kinds."))],
    name: Annotated[str, typer.Argument(help=_("Nome da conexão, à sua escolha."))],
    settings: Annotated[list[str] | None, typer.Option("--set", help=_("campo=valor, um por opção."))] = None,
    shop: SHOP = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop connections add`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        manifest = _manifest(services, kind)
        values = pairs(settings or [])
        secrets = _secrets(manifest, values)
        if secrets:
            ready_to_keep(services)
        connection = services.connections.add(manifest.kind, name, values, secrets, shop)
        echo(_("Conexão “{0}” cadastrada ({1}).").format(connection.name, manifest.name))


@connections.command("test", help=_("Testa endereço e chave de uma conexão."))
def check_connection(
    context: typer.Context, name: str, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """`ecco-desktop connections test`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        report = services.connections.test(services.connections.find(name))
        details = ", ".join(f"{key}: {value}" for key, value in report.found.items())
        echo(_("Conexão “{0}” funciona. {1} {2}").format(name, report.name, details).rstrip())


@connections.command("list", help=_("Lista as conexões."))
def list_connections(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """`ecco-desktop connections list`."""
    with opened(context, data_dir, demo=demo) as services:
        table = Table(_("Nome"), _("Conector"), _("Endereço"))
        for connection in services.connections.list():
            table.add_row(
                connection.name, connection.kind, without_login(connection.values.get("address", ""))
            )
        Terminal().print(table)


@connections.command("kinds", help=_("Lista os conectores e os campos de cada um."))
def list_kinds(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """`ecco-desktop connections kinds`."""
    with opened(context, data_dir, demo=demo) as services:
        for manifest in services.connections.kinds():
            table = Table(
                _("Campo"), _("O que é"), _("De fábrica"), title=f"{manifest.kind} ({manifest.name})"
            )
            for field in manifest.fields:
                secret = field.key in manifest.secret_keys
                usual = f"ECCO_SECRET_{field.key.upper()}" if secret else field.default or field.example
                table.add_row(field.key, field.label, usual)
            Terminal().print(table)


@connections.command("set", help=_("Muda campos, chaves ou o nome de uma conexão; o que não é dito fica."))
def change_connection(
    context: typer.Context,
    name: str,
    settings: Annotated[list[str] | None, typer.Option("--set", help=_("campo=valor, um por opção."))] = None,
    new_name: Annotated[str, typer.Option("--name", help=_("O nome novo."))] = "",
    shop: SHOP = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop connections set`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        connection = services.connections.find(name)
        manifest = _manifest(services, connection.kind)
        values = dict(connection.values) | pairs(settings or [])
        secrets = _secrets(manifest, values, ask=False)
        try:
            changed = services.connections.update(name, values, secrets, new_name, shop)
        except SetupProblem as problem:
            # Another shop has keys of its own: they are asked for as those of a new connection are.
            secrets = _lacking(manifest, values, problem)
            ready_to_keep(services)
            changed = services.connections.update(name, values, secrets, new_name, shop)
        echo(_("Conexão “{0}” alterada.").format(changed.name))


@connections.command("delete", help=_("Exclui uma conexão que nenhuma tarefa usa."))
def delete_connection(
    context: typer.Context, name: str, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """`ecco-desktop connections delete`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        services.connections.delete(name)
        echo(_("Conexão “{0}” excluída.").format(name))


@links.command("add", help=_("Vincula uma forma de entrega da loja a uma transportadora do ERP."))
def add_link(
    context: typer.Context,
    connection: STORE,
    reference: Annotated[str, typer.Argument(help=_("Forma de entrega como a loja escreve no pedido."))],
    carrier: Annotated[str, typer.Argument(help=_("Transportadora do ERP: nome, código ou id."))],
    form: Annotated[
        str, typer.Option("--form", help=_("Forma de envio do ERP (a primeira ativa, se faltar)."))
    ] = "",
    method: METHOD = "",
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop links add`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        store = services.connections.find(connection)
        link = services.links.link_carrier(store, reference, carrier, form, method)
        echo(_("“{0}” → {1} (forma de envio {2})").format(link.reference, link.carrier_name, link.form_id))


@links.command("list", help=_("Lista os vínculos de uma loja e as formas de entrega que esperam por um."))
def list_links(
    context: typer.Context, connection: STORE, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """`ecco-desktop links list`."""
    with opened(context, data_dir, demo=demo) as services:
        store = services.connections.find(connection)
        table = Table(
            _("Forma de entrega na loja"),
            _("Código do método na loja"),
            _("Transportadora no ERP"),
            _("Forma de envio"),
        )
        for link in services.links.carrier_links(store):
            table.add_row(link.reference, link.method, link.carrier_name, link.form_id)
        for reference, method in services.links.ways_waiting(store):
            table.add_row(reference, method, _("— sem vínculo: há pedidos esperando —"), "")
        Terminal().print(table)


@links.command("delete", help=_("Exclui um vínculo."))
def delete_link(
    context: typer.Context,
    connection: STORE,
    reference: str,
    method: METHOD = "",
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop links delete`."""
    with opened(context, data_dir, demo=demo) as services:
        if not services.links.unlink_carrier(services.connections.find(connection), reference, method):
            fail(_("Não há vínculo para “{0}”.").format(reference), USAGE)
        echo(_("Vínculo de “{0}” excluído.").format(reference))


@links.command("carriers", help=_("Lista as transportadoras do ERP e suas formas de envio."))
def list_carriers(context: typer.Context, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """`ecco-desktop links carriers`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        table = Table("Id", _("Código"), _("Nome"), _("Formas de envio"))
        for carrier in services.links.erp_carriers():
            forms = ", ".join(
                f"{form.id} {form.name}".strip() + ("" if form.active else " (inativa)")
                for form in carrier.forms
            )
            table.add_row(carrier.id, carrier.code, carrier.name, forms)
        Terminal().print(table)


@statuses.command("set", help=_("Diz o que uma situação da loja é no ERP."))
def set_status(
    context: typer.Context,
    connection: STORE,
    word: Annotated[str, typer.Argument(help=_("Situação como a loja escreve: processing, on-hold…"))],
    status: Annotated[str, typer.Argument(help=_("Situação do ERP, ou {0}.").format(NOT_IMPORTED))],
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop statuses set`."""
    with opened(context, data_dir, demo=demo) as services:
        store = services.connections.find(connection)
        services.links.set_status(store, word, _status(status))
        echo(f"“{word}” → {status}")


@statuses.command("list", help=_("Lista o mapa de situações de uma loja."))
def list_statuses(
    context: typer.Context, connection: STORE, demo: DEMO = False, data_dir: DATA_DIR = None
) -> None:
    """`ecco-desktop statuses list`."""
    with opened(context, data_dir, demo=demo) as services:
        store = services.connections.find(connection)
        labels = {choice.word: choice.label for choice in services.links.status_choices(store)}
        table = Table(_("Loja"), _("Significa"), "ERP")
        for word, status in services.links.statuses(store).items():
            table.add_row(word, labels.get(word, ""), status.value if status else NOT_IMPORTED)
        Terminal().print(table)


@tasks.command("add", help=_("Cria uma tarefa, já ativa. Sem --every ela só roda quando for iniciada."))
def add_task(
    context: typer.Context,
    automation: Annotated[str, typer.Argument(help=_("Automação: import_orders, sync_stock…"))],
    connection: STORE,
    every: EVERY = "",
    options: OPTIONS = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop tasks add`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        how_often = recurrence(every) if every else None
        task = services.tasks.create(automation, connection, how_often, pairs(options or []))
        echo(
            _("Tarefa {0} criada: {1} ({2}).").format(
                task.id, task.name, recurrence_words(task.recurrence, clock.SHOP)
            )
        )


@tasks.command("set", help=_("Muda a recorrência ou as opções de uma tarefa; o que não é dito fica."))
def change_task(
    context: typer.Context,
    task: str,
    every: EVERY = "",
    options: OPTIONS = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop tasks set`."""
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        how_often = recurrence(every) if every else found.recurrence
        chosen = dict(found.options) | pairs(options or [])
        services.tasks.edit(found.id, how_often, chosen, found.note)
        echo(_("Alterada: {0} ({1}).").format(found.name, recurrence_words(how_often, clock.SHOP)))


@tasks.command("enable", help=_("Ativa uma tarefa; o instalador é marcado para agora ou para a hora dada."))
def enable_task(
    context: typer.Context,
    task: str,
    at: Annotated[str, typer.Option(help=_("Hora de hoje ou de amanhã (HH:MM), só para o instalador."))] = "",
    yes: Annotated[bool, typer.Option("--yes", help=_("Não perguntar."))] = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop tasks enable`."""
    booked = next_time(at) if at else None
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        view = next(view for view in services.tasks.list() if view.task.id == found.id)
        if view.question and not yes and not typer.confirm(view.question):
            raise typer.Exit(FAILED)
        services.tasks.activate(found.id, booked)
        echo(_("Ativada: {0}").format(found.name))
        if not view.automation.recurrent:
            echo(_("Roda uma vez: com o programa aberto, ou com run --all."))
        elif found.recurrence is None:
            echo(_("Atenção: ela não tem recorrência e só roda quando for iniciada."))


@tasks.command("disable", help=_("Desativa uma tarefa."))
def disable_task(context: typer.Context, task: str, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """`ecco-desktop tasks disable`."""
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        services.tasks.deactivate(found.id)
        echo(_("Desativada: {0}").format(found.name))


@tasks.command("delete", help=_("Exclui uma tarefa; o histórico e o log continuam guardados."))
def delete_task(context: typer.Context, task: str, demo: DEMO = False, data_dir: DATA_DIR = None) -> None:
    """`ecco-desktop tasks delete`."""
    with opened(context, data_dir, demo=demo) as services:
        found = services.tasks.find(task)
        services.tasks.delete(found.id)
        echo(_("Excluída: {0}").format(found.name))


def _manifest(services: "Services", kind: str) -> "Manifest":
    kinds: Sequence[Manifest] = services.connections.kinds()
    for manifest in kinds:
        if manifest.kind == kind.casefold():
            return manifest
    known = ", ".join(manifest.kind for manifest in kinds)
    raise SetupProblem("connection.kind_unknown", kind=kind, known=known)


def _secrets(manifest: "Manifest", values: dict[str, str], *, ask: bool = True) -> dict[str, str]:
    """Secrets from the environment; with `ask`, required ones that are missing are asked for, unseen."""
    found: dict[str, str] = {}
    for field in manifest.fields:
        if field.key not in manifest.secret_keys or not field.applies(manifest.defaulted(values)):
            continue
        value = os.environ.get(f"ECCO_SECRET_{field.key.upper()}", "")
        if not value and field.required and ask:
            value = typer.prompt(field.label, hide_input=True)
        if value:
            found[field.key] = value
    return found


def _lacking(manifest: "Manifest", values: dict[str, str], problem: SetupProblem) -> dict[str, str]:
    """The keys that `problem` misses, asked for; the problem itself where it is another one or nobody can
    answer."""
    key = problem.values.get("missing", "")
    if problem.key not in ("connection.missing", "connection.secret_anew") or key not in manifest.secret_keys:
        raise problem
    if not sys.stdin.isatty():
        how = _("Ponha-a na variável {0} e repita o comando, ou use um terminal, que pergunta.")
        variable = f"ECCO_SECRET_{key.upper()}"
        fail(f"{sentence(problem.key, problem.values)} {how.format(variable)}", NOT_CONFIGURED)
    return _secrets(manifest, values)


def _status(text: str) -> "OrderStatus | None":
    from ecco_desktop.domain.orders import OrderStatus

    if text.casefold() == NOT_IMPORTED:
        return None
    try:
        return OrderStatus(text.casefold())
    except ValueError:
        known = ", ".join([*(status.value for status in OrderStatus), NOT_IMPORTED])
        raise SetupProblem("status.target", value=text, known=known) from None
