"""Links and intents."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ecco_desktop.domain.links import Intent, Link, LinkKind, ProductMarks, Side
from ecco_desktop.ports.storage import LinkRepository
from ecco_desktop.storage.session import Session, durable
from ecco_desktop.storage.tables import IntentRow, LinkRow


class Links(LinkRepository):
    """See ports.storage.LinkRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def erp_id(self, connection_id: int, kind: LinkKind, outside_id: str) -> str | None:
        row = self._session.first(_of(connection_id, kind).where(LinkRow.outside_id == outside_id))
        return None if row is None else str(row.erp_id)

    def outside_id(self, connection_id: int, kind: LinkKind, erp_id: str) -> str | None:
        row = self._session.first(_of(connection_id, kind).where(LinkRow.erp_id == erp_id))
        return None if row is None else str(row.outside_id)

    def all(self, connection_id: int, kind: LinkKind) -> Mapping[str, str]:
        query = LinkRow.select(LinkRow.outside_id, LinkRow.erp_id)
        return dict(
            self._session.plain(
                query.where(LinkRow.connection_id == connection_id, LinkRow.kind == kind.value)
            )
        )

    def labelled(self, kind: LinkKind, label: str) -> Sequence[Link]:
        rows = self._session.sql(f"{_OWNERS} AND link.label = ?", [kind.value, label])
        return [_owner(kind, row) for row in rows]

    def proofs(self, connection_id: int, kind: LinkKind) -> Mapping[str, Link]:
        rows = self._session.read(
            "SELECT outside_id, erp_id, label, made_at, external_number FROM link"
            " WHERE connection_id = ? AND kind = ?",
            (connection_id, kind.value),
            lambda found: {ref: proof for ref, *proof in found},
        )
        return _Proofs(connection_id, kind, rows)

    def marks(self, connection_id: int, kind: LinkKind) -> dict[str, ProductMarks]:
        # Both sides mostly call a product the same: then it is one text in memory.
        return self._session.read(
            "SELECT outside_id, erp_id, label, external_number FROM link"
            " WHERE connection_id = ? AND kind = ?",
            (connection_id, kind.value),
            lambda rows: {
                ref: (erp_id, label, label if number == label else number)
                for ref, erp_id, label, number in rows
            },
        )

    def prove_all(self, links: Sequence[Link]) -> None:
        if links:
            same = ("connection_id", "kind", "outside_id")
            self._session.insert_many(LinkRow, _COLUMNS, map(_values, links), same=same)

    def renew(self, links: Sequence[Link], let_go: Sequence[str]) -> Sequence[Link]:
        if not links:
            return []
        place, kind = links[0].connection_id, links[0].kind
        refs = [*let_go, *(link.outside_id for link in links)]
        with self._session.transaction():
            self._session.sql_many(
                "DELETE FROM link WHERE connection_id = ? AND kind = ? AND outside_id = ?",
                [(place, kind.value, ref) for ref in refs],
            )
            return self.save(links)

    def owners(self, kind: LinkKind, erp_id: str) -> Sequence[Link]:
        # Asked for every order that is made: peewee takes longer to write this than SQLite to answer it.
        rows = self._session.sql(f"{_OWNERS} AND link.erp_id = ?", [kind.value, erp_id])
        return [_owner(kind, row) for row in rows]

    def prove(self, link: Link) -> None:
        self._session.run(
            LinkRow.update(
                label=link.label, made_at=link.made_at, external_number=link.external_number
            ).where(
                LinkRow.connection_id == link.connection_id,
                LinkRow.kind == link.kind.value,
                LinkRow.erp_id == link.erp_id,
                LinkRow.outside_id == link.outside_id,
            )
        )

    def save(self, links: Sequence[Link]) -> Sequence[Link]:
        if not links:
            return []
        with self._session.transaction():
            written = self._session.insert_many(LinkRow, _COLUMNS, map(_values, links), ignore=True)
            return [link for link in links if not self._kept(link)] if written < len(links) else []

    def delete(self, connection_id: int, kind: LinkKind, outside_id: str) -> None:
        self._session.run(
            LinkRow.delete().where(
                LinkRow.connection_id == connection_id,
                LinkRow.kind == kind.value,
                LinkRow.outside_id == outside_id,
            )
        )

    @durable
    def open_intent(
        self,
        connection_id: int,
        kind: LinkKind,
        source_id: str,
        external_number: str,
        now: datetime,
        made_in: Side = Side.ERP,
    ) -> Intent:
        """Write down what is about to be created; it is on the disk before that is sent."""
        row = {
            "connection_id": connection_id,
            "kind": kind.value,
            "outside_id": _written(source_id, made_in),
            "external_number": external_number,
            "opened_at": now,
        }
        new_id = self._session.run(IntentRow.replace(row))
        return Intent(new_id, connection_id, kind, source_id, external_number, now, made_in)

    def open_intents(self, connection_id: int, kind: LinkKind) -> Sequence[Intent]:
        query = IntentRow.select().where(
            IntentRow.connection_id == connection_id, IntentRow.kind == kind.value
        )
        return [
            Intent(row.id, row.connection_id, kind, source, row.external_number, row.opened_at, made_in)
            for row in self._session.rows(query.order_by(IntentRow.id))
            for source, made_in in [_read(row.outside_id)]
        ]

    def close_intent(self, intent: Intent, link: Link | None) -> None:
        with self._session.transaction():
            if link is not None:
                self.save([link])
            self._session.run(
                IntentRow.delete().where(
                    IntentRow.connection_id == intent.connection_id,
                    IntentRow.kind == intent.kind.value,
                    IntentRow.outside_id == _written(intent.source_id, intent.made_in),
                )
            )

    def _kept(self, link: Link) -> bool:
        return self.erp_id(link.connection_id, link.kind, link.outside_id) == link.erp_id


class _Proofs(Mapping[str, Link]):
    """The links of one connection and kind, each made when it is asked for: a run asks for few of them."""

    def __init__(self, connection_id: int, kind: LinkKind, rows: Mapping[str, Sequence[Any]]) -> None:
        self._connection_id = connection_id
        self._kind = kind
        self._rows = rows

    def __getitem__(self, ref: str) -> Link:
        erp_id, label, made_at, number = self._rows[ref]
        instant = LinkRow.made_at.python_value(made_at)
        return Link(self._connection_id, self._kind, erp_id, ref, label, instant, number)

    def __contains__(self, ref: object) -> bool:
        return ref in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


# How the table tells the two directions apart, since its first version.
_FROM_ERP = "erp:"


def _written(source_id: str, made_in: Side) -> str:
    return f"{_FROM_ERP}{source_id}" if made_in is Side.STORE else source_id


def _read(kept: str) -> tuple[str, Side]:
    if kept.startswith(_FROM_ERP):
        return kept.removeprefix(_FROM_ERP), Side.STORE
    return kept, Side.ERP


def _of(connection_id: int, kind: LinkKind) -> Any:
    return LinkRow.select().where(LinkRow.connection_id == connection_id, LinkRow.kind == kind.value)


# Links of shops that were put aside count too, but not where their ERP ids are another account's.
_OWNERS = (
    "SELECT connection_id, erp_id, outside_id, label, made_at, external_number FROM link "
    "WHERE link.kind = ? AND connection_id NOT IN (SELECT id FROM connection WHERE aside AND erp <> '' "
    "AND erp NOT IN (SELECT shop FROM connection WHERE role = 'erp' AND NOT aside))"
)


def _owner(kind: LinkKind, row: tuple[Any, ...]) -> Link:
    connection_id, erp_id, outside_id, label, made_at, number = row
    instant = LinkRow.made_at.python_value(made_at)
    return Link(connection_id, kind, erp_id, outside_id, label, instant, number)


_COLUMNS = ("connection_id", "kind", "erp_id", "outside_id", "label", "made_at", "external_number")


def _values(link: Link) -> tuple[Any, ...]:
    return (
        link.connection_id,
        link.kind.value,
        link.erp_id,
        link.outside_id,
        link.label,
        link.made_at,
        link.external_number,
    )
