"""What the change ledger tells: an order's timeline, the stock integration history, and their export."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.order_timeline import Moment
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.catalog import automation_infos, duties
from ecco_desktop.services.tables import amount, write_table
from ecco_desktop.services.workbook import Cell
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number

ORDER_KINDS = (
    ChangeKind.ORDER,
    ChangeKind.STATUS,
    ChangeKind.DELIVERY,
    ChangeKind.INVOICE,
    ChangeKind.TRACKING,
)
OUTCOMES = Words(
    {
        ChangeOutcome.DONE: N_("enviado"),
        ChangeOutcome.REFUSED: N_("erro"),
        ChangeOutcome.UNKNOWN: N_("sem resposta"),
        ChangeOutcome.SIMULATED: N_("simulado"),
    }
)
_PAGE = 2000
_STOCK_COLUMNS = (
    N_("Data e hora"),
    N_("Loja"),
    N_("SKU"),
    N_("Antes"),
    N_("Enviado"),
    N_("Resultado"),
    N_("Físico"),
    N_("Reservado"),
    N_("Disponível"),
    N_("Segurança"),
    N_("Pedidos ainda fora do ERP"),
    N_("Mensagem"),
    N_("Execução"),
)


@dataclass(frozen=True, slots=True)
class StockSend:
    """One row of the stock integration history, with the arithmetic behind the number."""

    at: datetime
    connection: str
    sku: str
    before: str
    sent: str
    result: str
    physical: str
    reserved: str
    available: str
    safety: str
    held: str
    message: str
    run_id: int
    id: int = 0
    connection_id: int = 0

    @property
    def sum(self) -> str:
        """Why this number: the arithmetic in one sentence, as it was when the number was sent."""
        if not self.available:
            return _("A conta deste envio não foi guardada.")
        parts = [
            _("físico {0} − reservado {1} = disponível {2}").format(
                self.physical or "?", self.reserved or "?", self.available
            )
        ]
        parts += [_("− segurança {0}").format(self.safety)] if self.safety not in ("", "0") else []
        held = _("− vendidos na loja e ainda fora do ERP {0}").format(self.held)
        parts += [held] if self.held not in ("", "0") else []
        return f"{' '.join(parts)} → {self.sent}"


@dataclass(frozen=True, slots=True)
class OrderFound:
    """An order the program has to do with. `at` is UTC; `erp` is empty while it is not in the ERP."""

    number: str
    erp: str
    connection: str
    at: datetime | None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class StockReason:
    """The last number sent for a SKU, and when it is looked at again (UTC)."""

    send: StockSend | None
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class LimitFinding:
    """A product below its minimum or above its maximum, as the last check found it."""

    connection: str
    verdict: str
    sku: str
    name: str
    available: str
    limit: str


class ReportService:
    """Reads the past. Slow on large histories: call it off the UI thread."""

    def __init__(
        self,
        storage: Storage,
        zone: tzinfo,
        next_due: Callable[[int], datetime | None] = lambda _task_id: None,
    ) -> None:
        self._storage = storage
        self._zone = zone
        self._next_due = next_due

    # -- orders --

    def timeline(self, number: str) -> Sequence[Moment]:
        """Everything that happened to an order, by its store or ERP number, oldest first.

        What was said several times on end is one moment, with how often and until when.
        """
        numbers = self._numbers(number.strip())
        moments: list[Moment] = []
        told: set[tuple[int, str]] = set()
        for own in numbers:
            rows = self._storage.ledger.changes(kinds=ORDER_KINDS, key=own, exact=True, limit=_PAGE)
            moments += [_of_change(row) for row in rows if row.outcome is not ChangeOutcome.SIMULATED]
            for at, record in self._storage.pending.tries(own):
                text = sentence(record.cause, record.values)
                moments.append(Moment(at, "pending", _automation(record.automation), text))
        for line in self._storage.runs.log_of(sorted(numbers)):
            if (line.run_id, line.text) not in told and not self._pretended(line.run_id):
                told.add((line.run_id, line.text))
                task = self._storage.tasks.get(line.task_id)
                moments.append(Moment(line.at, "log", task.name if task else "", line.text, line.run_id))
        told_on_end = groupby(sorted(moments, key=lambda moment: moment.at), key=lambda moment: moment.text)
        return [self._once(list(same)) for _text, same in told_on_end]

    def _once(self, same: Sequence[Moment]) -> Moment:
        """One moment of several that say the same: a try that failed is in the log, too."""
        first = next((one for one in same if one.run_id), same[0])
        kinds = Counter(one.kind for one in same)
        tries = [one for one in same if one.kind == max(kinds, key=kinds.__getitem__)]
        if len(tries) < 2:
            return replace(first, at=same[0].at)
        last = tries[-1].at.astimezone(self._zone).strftime("%d/%m/%Y %H:%M")
        words = _("{0} ({1} vezes; a última em {2})").format(first.text, number(len(tries)), last)
        return replace(first, at=same[0].at, text=words)

    def _numbers(self, number: str) -> set[str]:
        """The store's number behind an ERP number, and the other way round."""
        found = {number}
        for change in self._storage.ledger.changes(kind=ChangeKind.ORDER, after=number, limit=10):
            found.add(change.key)
        for link in self._storage.links.labelled(LinkKind.ORDER, number):
            found.add(link.label)
        return {each for each in found if each}

    def _pretended(self, run_id: int) -> bool:
        """Whether a line was written by a simulation: nothing of it happened."""
        run = self._storage.runs.get(run_id)
        return run is not None and run.trigger is Trigger.SIMULATION

    def orders(self, text: str = "", limit: int = 200) -> Sequence[OrderFound]:
        """Orders whose store or ERP number begins with `text`, newest first; waiting ones come first."""
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        wanted = text.strip()
        found: dict[tuple[int, str], OrderFound] = {}
        imports = duties()[Duty.ORDERS_IN]
        for record in self._storage.pending.waiting(automation=imports, label=wanted, limit=limit):
            why = sentence(record.cause, record.values)
            place = names.get(record.connection_id, "?")
            order = OrderFound(record.label, "", place, record.first_at, why)
            found[record.connection_id, record.label] = order
        rows = self._storage.ledger.changes(kind=ChangeKind.ORDER, key=wanted, limit=limit)
        if wanted:
            rows = [*rows, *self._storage.ledger.changes(kind=ChangeKind.ORDER, after=wanted, limit=10)]
        for row in rows:
            if row.outcome is ChangeOutcome.DONE:
                order = OrderFound(row.key, row.after, names.get(row.connection_id, "?"), row.at)
                found.setdefault((row.connection_id, row.key), order)
        if wanted:
            for link in self._storage.links.labelled(LinkKind.ORDER, wanted):
                order = OrderFound(link.label, "", names.get(link.connection_id, "?"), None)
                found.setdefault((link.connection_id, link.label), order)
        return list(found.values())[:limit]

    # -- stock --

    def why(self, connection_id: int, sku: str) -> StockReason:
        """Why this number: the newest send of a SKU to a store."""
        rows = self._storage.ledger.changes(
            kind=ChangeKind.STOCK, connection_id=connection_id, key=sku, exact=True, limit=20
        )
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        real = [row for row in rows if row.outcome is not ChangeOutcome.SIMULATED]
        send = _stock(real[0], names.get(connection_id, "?")) if real else None
        tasks, sync = self._storage.tasks.all(), duties()[Duty.STOCK_OUT]
        task = next(
            (one for one in tasks if (one.automation, one.connection_id) == (sync, connection_id)), None
        )
        return StockReason(send, self._next_due(task.id) if task else None)

    def stock_history(
        self,
        *,
        sku: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        connection_id: int | None = None,
        outcome: ChangeOutcome | None = None,
        before_id: int | None = None,
        offset: int = 0,
        limit: int = 500,
    ) -> Sequence[StockSend]:
        """What was sent, newest first. `since` and `until` are UTC."""
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        rows = self._storage.ledger.changes(
            kind=ChangeKind.STOCK,
            key=sku.strip(),
            since=since,
            until=until,
            connection_id=connection_id,
            outcome=outcome,
            before_id=before_id,
            offset=offset,
            limit=limit,
        )
        return [_stock(row, names.get(row.connection_id, "?")) for row in rows]

    def export_stock(
        self,
        path: Path,
        *,
        sku: str = "",
        since: datetime | None = None,
        connection_id: int | None = None,
        outcome: ChangeOutcome | None = None,
    ) -> int:
        """Write the history (see write_table) and say how many rows."""
        rows = (
            (row.at.astimezone(self._zone), *_cells(row), row.run_id)
            for row in self._every_stock(sku, since, connection_id, outcome)
        )
        return write_table(path, [_(head) for head in _STOCK_COLUMNS], rows)

    def export_timeline(self, path: Path, number: str) -> int:
        """Write an order's timeline (see write_table) and say how many rows."""
        moments = self.timeline(number)
        heads = (_("Data e hora"), _("Origem"), _("O que aconteceu"), _("Execução"))
        rows = ((one.at.astimezone(self._zone), one.source, one.text, one.run_id or None) for one in moments)
        return write_table(path, heads, rows)

    def limits(self) -> Sequence[LimitFinding]:
        """What the last checks of minimum and maximum stock found, below first."""
        from ecco_desktop.jobs.numbers.check_stock_limits import LIMITS

        found: dict[str, LimitFinding] = {}
        for connection in self._storage.connections.all():
            for product, kept in LIMITS.all(self._storage.memory, connection.id).items():
                found[product] = LimitFinding(
                    connection.name, kept.verdict, kept.sku, kept.name, kept.available, kept.limit
                )
        return sorted(found.values(), key=lambda row: (row.verdict != "below", row.sku))

    def local(self, moment: datetime) -> str:
        """A UTC instant as the shop reads it."""
        return moment.astimezone(self._zone).strftime("%d/%m/%Y %H:%M:%S")

    def _every_stock(
        self,
        sku: str,
        since: datetime | None,
        connection_id: int | None,
        outcome: ChangeOutcome | None,
    ) -> Iterator[StockSend]:
        before: int | None = None
        while page := self.stock_history(
            sku=sku,
            since=since,
            connection_id=connection_id,
            outcome=outcome,
            before_id=before,
            limit=_PAGE,
        ):
            yield from page
            before = page[-1].id


def _of_change(change: Change) -> Moment:
    before = f"{change.before} → " if change.before else ""
    text = f"{change.name}: {before}{change.after}"
    return Moment(change.at, "change", change.detail.get("erp", ""), text, change.run_id)


def _automation(key: str) -> str:
    return next((info.name for info in automation_infos() if info.key == key), key)


def _stock(change: Change, connection: str) -> StockSend:
    why = change.detail
    message = (
        sentence(why["erro"], {"sku": change.key, "detail": why.get("detalhe", "")}) if "erro" in why else ""
    )
    return StockSend(
        at=change.at,
        connection=connection,
        sku=change.key,
        before=change.before,
        sent=change.after,
        result=OUTCOMES[change.outcome],
        physical=why.get("fisico", ""),
        reserved=why.get("reservado", ""),
        available=why.get("disponivel", ""),
        safety=why.get("seguranca", ""),
        held=why.get("pedidos_na_loja", ""),
        message=message or ("desfeito" if "desfaz" in why else ""),
        run_id=change.run_id,
        id=change.id,
        connection_id=change.connection_id,
    )


def _cells(row: StockSend) -> list[Cell]:
    return [
        row.connection,
        row.sku,
        amount(row.before),
        amount(row.sent),
        row.result,
        *map(amount, (row.physical, row.reserved, row.available, row.safety, row.held)),
        row.message,
    ]
