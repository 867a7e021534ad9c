"""Saved connections, carrier links and status maps."""

from collections.abc import Mapping, Sequence
from typing import Any

import peewee

from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.ports.storage import ConnectionRepository
from ecco_desktop.storage.session import Session, durable
from ecco_desktop.storage.tables import (
    BookmarkRow,
    CarrierLinkRow,
    ConnectionRow,
    IntentRow,
    LinkRow,
    MemoryRow,
    OutgoingRow,
    PendingRow,
    SentStockRow,
    StatusRow,
    TaskRow,
)


class Connections(ConnectionRepository):
    """See ports.storage.ConnectionRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @durable
    def add(
        self, name: str, kind: str, role: Role, values: Mapping[str, str], shop: str = "", erp: str = ""
    ) -> Connection:
        row = {"name": name, "name_key": _key(name), "kind": kind, "role": role.value, "values": values}
        row |= {"shop": shop, "erp": erp}
        try:
            new_id = self._session.run(ConnectionRow.insert(row))
        except peewee.IntegrityError:
            raise SetupProblem("connection.name_taken", name=name) from None
        return Connection(new_id, name, kind, role, dict(values), shop, erp)

    @durable
    def update(self, connection: Connection) -> None:
        query = ConnectionRow.update(
            name=connection.name,
            name_key=_key(connection.name),
            values=connection.values,
            shop=connection.shop,
            erp=connection.erp,
        )
        self._session.run(query.where(ConnectionRow.id == connection.id))

    def get(self, connection_id: int) -> Connection | None:
        return _one(self._session.first(ConnectionRow.select().where(ConnectionRow.id == connection_id)))

    def find(self, name: str) -> Connection | None:
        return _one(self._session.first(ConnectionRow.select().where(ConnectionRow.name_key == _key(name))))

    def all(self) -> Sequence[Connection]:
        query = ConnectionRow.select().where(~ConnectionRow.aside).order_by(ConnectionRow.name_key)
        return [_connection(row) for row in self._session.rows(query)]

    def aside(self, name: str = "", *, kind: str = "", shop: str = "", erp: str = "") -> Sequence[Connection]:
        wanted = {ConnectionRow.kind: kind, ConnectionRow.shop: shop, ConnectionRow.erp: erp}
        query = ConnectionRow.select().where(ConnectionRow.aside)
        for column, value in wanted.items():
            if value:
                query = query.where(column == value)
        found = [_connection(row) for row in self._session.rows(query.order_by(ConnectionRow.id))]
        return [one for one in found if not name or _key(one.name) == _key(name)]

    @durable
    def take_place(self, old: Connection, new: Connection) -> Connection:
        """See the port: one transaction, for tasks must never be without their connection."""
        with self._session.transaction():
            self._session.run(
                ConnectionRow.update(
                    name_key=f"{_key(old.name)}\x1f{old.id}", shop=old.shop, erp=old.erp, aside=True
                ).where(ConnectionRow.id == old.id)
            )
            if new.id == old.id:
                made = self.add(new.name, new.kind, new.role, new.values, new.shop, new.erp)
                for table in (StatusRow, OutgoingRow):
                    rows = self._session.rows(table.select().where(table.connection_id == old.id))
                    for row in rows:
                        kept = {**row.__data__, "connection_id": made.id}
                        kept.pop("id")
                        self._session.run(table.insert(kept))
            else:
                made = new
                self.bring_back(new)
            self._session.run(TaskRow.update(connection_id=made.id).where(TaskRow.connection_id == old.id))
            return made

    def lead(self, connection: Connection) -> None:
        query = ConnectionRow.update(shop=connection.shop, erp=connection.erp)
        self._session.run(query.where(ConnectionRow.id == connection.id))

    @durable
    def bring_back(self, connection: Connection) -> None:
        with self._session.transaction():
            self._session.run(ConnectionRow.update(aside=False).where(ConnectionRow.id == connection.id))
            self.update(connection)

    def is_blank(self, connection_id: int) -> bool:
        return all(
            self._session.first(table.select().where(table.connection_id == connection_id)) is None
            for table in (LinkRow, IntentRow, BookmarkRow, SentStockRow, PendingRow, MemoryRow)
        )

    @durable
    def delete(self, connection_id: int) -> None:
        with self._session.transaction():
            needed = TaskRow.select().where(TaskRow.connection_id == connection_id, ~TaskRow.deleted)
            if self._session.first(needed) is not None:
                found = self.get(connection_id)
                raise SetupProblem("connection.in_use", name=found.name if found else connection_id)
            self._session.run(ConnectionRow.delete().where(ConnectionRow.id == connection_id))

    def carrier_links(self, connection_id: int) -> Sequence[CarrierLink]:
        query = CarrierLinkRow.select().where(CarrierLinkRow.connection_id == connection_id)
        return [
            CarrierLink(
                row.reference, row.carrier_id, row.carrier_name, row.form_id, row.carrier_code, row.method
            )
            for row in self._session.rows(query.order_by(CarrierLinkRow.reference_key))
        ]

    @durable
    def save_carrier_link(self, connection_id: int, link: CarrierLink) -> None:
        """Add or replace the link of a reference and method."""
        row = {
            "connection_id": connection_id,
            "reference_key": _link_key(link.reference, link.method),
            "reference": link.reference,
            "carrier_id": link.carrier_id,
            "carrier_name": link.carrier_name,
            "form_id": link.form_id,
            "carrier_code": link.carrier_code,
            "method": link.method,
        }
        self._session.run(CarrierLinkRow.replace(row))

    @durable
    def delete_carrier_link(self, connection_id: int, reference: str, method: str = "") -> bool:
        query = CarrierLinkRow.delete().where(
            CarrierLinkRow.connection_id == connection_id,
            CarrierLinkRow.reference_key == _link_key(reference, method),
        )
        return bool(self._session.run(query))

    def statuses(self, connection_id: int) -> Mapping[str, OrderStatus | None]:
        query = StatusRow.select().where(StatusRow.connection_id == connection_id)
        return {
            row.word: OrderStatus(row.status) if row.status else None for row in self._session.rows(query)
        }

    @durable
    def save_status(self, connection_id: int, word: str, status: OrderStatus | None) -> None:
        row = {"connection_id": connection_id, "word": word, "status": status.value if status else None}
        self._session.run(StatusRow.replace(row))

    def outgoing(self, connection_id: int) -> Mapping[OrderStatus, str]:
        query = OutgoingRow.select().where(OutgoingRow.connection_id == connection_id)
        return {OrderStatus(row.status): row.word for row in self._session.rows(query)}

    @durable
    def save_outgoing(self, connection_id: int, status: OrderStatus, word: str | None) -> None:
        if word is None:
            query = OutgoingRow.delete().where(
                OutgoingRow.connection_id == connection_id, OutgoingRow.status == status.value
            )
            self._session.run(query)
        else:
            row = {"connection_id": connection_id, "status": status.value, "word": word}
            self._session.run(OutgoingRow.replace(row))


def _key(text: str) -> str:
    return text.strip().casefold()


def _link_key(reference: str, method: str) -> str:
    """A title once for each id of a way of sending; as earlier versions wrote it where there is none."""
    return f"{_key(reference)}\x1f{method}" if method else _key(reference)


def _one(row: Any) -> Connection | None:
    return None if row is None else _connection(row)


def _connection(row: Any) -> Connection:
    return Connection(row.id, row.name, row.kind, Role(row.role), row.values, row.shop, row.erp)
