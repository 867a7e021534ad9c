"""`pending`, `undo`, `timeline`, `stock-history`: what went wrong, and what happened."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table

from ecco_desktop.cli.parse import whole
from ecco_desktop.cli.session import DATA_DIR, DEMO, FAILED, JSON, USAGE, fail, opened
from ecco_desktop.cli.terminal import Terminal, echo, echo_json
from ecco_desktop.clock import SHOP
from ecco_desktop.domain.bounds import ROW_IDS, Bounds
from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number

if TYPE_CHECKING:
    from ecco_desktop.services.all import Services
    from ecco_desktop.services.pending import PendingGroup
    from ecco_desktop.services.reports import StockSend

CSV = Annotated[
    Path | None,
    typer.Option("--csv", help=_("Gravar neste arquivo: CSV, ou Excel se o nome termina em .xlsx.")),
]
_ID = {"parser": whole(ROW_IDS), "metavar": "N"}
IDS = Annotated[list[int] | None, typer.Option(help=_("Número da pendência; pode repetir."), **_ID)]


def pending(
    context: typer.Context,
    retry: IDS = None,
    ignore: IDS = None,
    same: Annotated[
        list[int] | None,
        typer.Option(help=_("É o pedido do ERP que foi mostrado, ou o mesmo produto; pode repetir."), **_ID),
    ] = None,
    other: Annotated[
        list[int] | None, typer.Option(help=_("É outro pedido: criar no ERP; pode repetir."), **_ID)
    ] = None,
    product: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar=_("NÚMERO CÓDIGO"),
            help=_("O produto do ERP (SKU, GTIN ou número) que é o item do pedido desta pendência."),
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(help=_("Quantos motivos por página."), parser=whole(Bounds(1, 1000)), metavar="N")
    ] = 50,
    page: Annotated[
        int, typer.Option(help=_("Qual página, a partir da 1."), parser=whole(Bounds(1, 10**6)), metavar="N")
    ] = 1,
    as_json: JSON = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop pending`."""
    chosen = whole(ROW_IDS)(product[0]) if product else 0
    with opened(context, data_dir, demo=demo, keys=bool(retry or same or other or product)) as services:
        answers = {**dict.fromkeys(same or (), True), **dict.fromkeys(other or (), False)}
        for pending_id, is_same in answers.items():
            services.pending.answer(pending_id, same=is_same)
        retry = [*(retry or ()), *answers]
        if product:
            services.pending.choose_product([chosen], services.links.erp_product(product[1]))
            retry.append(chosen)
        if retry:
            _retry(services, retry)
        if ignore:
            echo(_("{0} ignoradas.").format(services.pending.ignore(ignore)))
        if retry or ignore:
            return
        _list(services, (page - 1) * limit, limit, as_json=as_json)


def _list(services: "Services", first: int, count: int, *, as_json: bool) -> None:
    """One page of the list, for people or for other programs."""
    found = services.pending.page(first, count)
    if as_json:
        told = {"groups": [_as_dict(group) for group in found.groups]}
        echo_json(told | {"total": found.total, "records": found.records})
        return
    if found.total and not found.groups:
        fail(_("A lista tem só {0} motivos.").format(number(found.total)), USAGE)
    _print(services, found.groups)
    if found.total > len(found.groups):
        more = _("Motivos {0} a {1} de {2}, {3} registros ao todo. Outra página: --page N")
        last = first + len(found.groups)
        echo(more.format(first + 1, last, number(found.total), number(found.records)))


def _retry(services: "Services", ids: Sequence[int]) -> None:
    """Try these now, and say which are left, each with what to do."""
    services.pending.retry(ids)
    began = [services.tasks.start(task_id) for task_id in services.pending.tasks_of(ids)]
    services.tasks.wait_idle()
    for ended in map(services.tasks.outcome, began):
        if ended.state is RunState.FAILED:
            fail(sentence(ended.error_key, ended.error_values), FAILED)
    left = services.pending.still(ids)
    echo(_("{0} de {1} resolvidas.").format(len(set(ids)) - len(left), len(set(ids))))
    for record in left:
        echo(f"  ! {sentence(record.cause, record.values)}")


def undo(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help=_("Número da execução (veja em history)."), **_ID)],
    as_json: JSON = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop undo`."""
    with opened(context, data_dir, demo=demo, keys=True) as services:
        began = services.tasks.undo(run)
        services.tasks.wait_idle()
        ended = services.tasks.outcome(began)
        if as_json:
            echo_json(_undone(ended))
        else:
            for line in services.history.log(ended.task_id, run_id=ended.id, limit=100_000):
                echo(line.text)
    if ended.state not in (RunState.SUCCEEDED, RunState.WITH_WARNINGS):
        raise typer.Exit(FAILED)


def timeline(
    context: typer.Context,
    order: Annotated[str, typer.Argument(help=_("Número do pedido na loja ou no ERP."))],
    csv: CSV = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop timeline`."""
    with opened(context, data_dir, demo=demo) as services:
        if csv:
            echo(_("{0} linhas gravadas em {1}.").format(services.reports.export_timeline(csv, order), csv))
            return
        moments = services.reports.timeline(order)
        for moment in moments:
            echo(f"{services.reports.local(moment.at)}  {moment.text}")
    if not moments:
        fail(_("Nada se sabe do pedido {0}.").format(order), FAILED)


def stock_history(
    context: typer.Context,
    sku: Annotated[str, typer.Option(help=_("Começo do SKU."))] = "",
    since: Annotated[str, typer.Option(help=_("Desde este dia (AAAA-MM-DD ou DD/MM/AAAA)."))] = "",
    limit: Annotated[
        int,
        typer.Option(help=_("Quantas linhas, as mais novas."), parser=whole(Bounds(1, 100_000)), metavar="N"),
    ] = 50,
    csv: CSV = None,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop stock-history`."""
    first = _day(since)
    with opened(context, data_dir, demo=demo) as services:
        if csv:
            echo(
                _("{0} linhas gravadas em {1}.").format(
                    services.reports.export_stock(csv, sku=sku, since=first), csv
                )
            )
            return
        rows = services.reports.stock_history(sku=sku, since=first, limit=limit)
        table = Table(
            _("Quando"), Column("SKU", no_wrap=True), _("Antes"), _("Enviado"), _("Por quê"), _("Resultado")
        )
        for row in reversed(rows):
            table.add_row(
                services.history.short(row.at),
                row.sku,
                row.before or "?",
                row.sent,
                _why(row),
                row.message or row.result,
            )
        Terminal().print(table)


def _day(text: str) -> datetime | None:
    """The beginning of a Brazilian day, as a UTC instant."""
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day: date = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return datetime.combine(day, time(), SHOP).astimezone(UTC)
    return fail(_("“{0}” não é uma data. Exemplos: 2026-11-24, 24/11/2026.").format(text), USAGE)


def _why(row: "StockSend") -> str:
    """The arithmetic in few words: physical less reserved, safety and orders the ERP does not have yet."""
    if not row.available:
        return ""
    parts = [(row.reserved, "reserv."), (row.safety, "segur."), (row.held, _("na loja"))]
    less = "".join(f" − {amount} {word}" for amount, word in parts if amount not in ("", "0"))
    return _("{0} fís.{1}").format(row.physical or "?", less)


def _print(services: "Services", groups: "Sequence[PendingGroup]") -> None:
    from ecco_desktop.services.pending import SOLUTIONS, Solution

    console = Terminal()
    if not groups:
        console.print(_("Nenhuma pendência."))
    for group in groups:
        turn = (
            _("próxima tentativa {0}").format(services.history.short(group.next_at))
            if group.next_at
            else _("espera por você")
        )
        console.print(f"{number(len(group.ids))} × {group.text}", style="bold")
        console.print(f"    {group.connection} · {group.automation} · {SOLUTIONS[group.solution]} · {turn}")
        shown = ", ".join(_("{0} (nº {1})").format(record.label, record.id) for record in group.records[:10])
        more = _(" e mais {0}").format(number(len(group.ids) - 10)) if len(group.ids) > 10 else ""
        console.print(f"    {shown}{more}")
        # What the window asks is answered here by the number.
        first = group.records[0].id
        if group.solution is Solution.WHICH_ORDER:
            words = _("É outro: ecco-desktop pending --other {0}")
            if group.may_be_ours:
                words = _(
                    "É este: ecco-desktop pending --same {0}. É outro: ecco-desktop pending --other {0}"
                )
            console.print(f"    {words.format(first)}")
        elif group.solution is Solution.CHOOSE_PRODUCT:
            words = _("Escolher o produto do ERP: ecco-desktop pending --product {0} CÓDIGO")
            console.print(f"    {words.format(first)}")
        elif group.solution is Solution.SAME_PRODUCT:
            words = _("É o mesmo produto: ecco-desktop pending --same {0}")
            console.print(f"    {words.format(first)}")


def _as_dict(group: "PendingGroup") -> dict[str, object]:
    return {
        "connection": group.connection,
        "automation": group.automation,
        "cause": group.cause,
        "text": group.text,
        "solution": group.solution.value,
        "next_try": group.next_at.isoformat() if group.next_at else None,
        "count": len(group.ids),
        "records": [
            {
                "id": record.id,
                "record": record.record_id,
                "label": record.label,
                "tries": record.tries,
                "state": record.state.value,
            }
            for record in group.records
        ],
    }


def _undone(run: Run) -> dict[str, object]:
    return {
        "run": run.id,
        "state": run.state.value,
        "given_back": run.tally.updated,
        "kept": run.tally.skipped,
    }
