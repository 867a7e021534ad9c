"""Links and intents."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ecco_desktop.domain.links import Intent, Link, LinkKind
from ecco_desktop.ports.storage import LinkRepository
from ecco_desktop.storage.session import Session, durable
from ecco_desktop.storage.tables import IntentRow, LinkRow


class Links(LinkRepository):
    """See ports.storage.LinkRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def erp_id(self, connection_id: int, kind: LinkKind, outside_id: str) -> str | None:
        """The ERP id tied to an outside id."""
        row = self._session.first(_of(connection_id, kind).where(LinkRow.outside_id == outside_id))
        return None if row is None else str(row.erp_id)

    def outside_id(self, connection_id: int, kind: LinkKind, erp_id: str) -> str | None:
        """The outside id tied to an ERP id."""
        row = self._session.first(_of(connection_id, kind).where(LinkRow.erp_id == erp_id))
        return None if row is None else str(row.outside_id)

    def all(self, connection_id: int, kind: LinkKind) -> Mapping[str, str]:
        """Outside id → ERP id, whole."""
        query = LinkRow.select(LinkRow.outside_id, LinkRow.erp_id)
        return dict(
            self._session.plain(
                query.where(LinkRow.connection_id == connection_id, LinkRow.kind == kind.value)
            )
        )

    def labelled(self, kind: LinkKind, label: str) -> Sequence[Link]:
        """The links of any connection whose label is this number or SKU."""
        query = LinkRow.select().where(LinkRow.kind == kind.value, LinkRow.label == label)
        return [
            Link(row.connection_id, kind, row.erp_id, row.outside_id, row.label)
            for row in self._session.rows(query)
        ]

    def save(self, links: Sequence[Link]) -> Sequence[Link]:
        """Keep them all at once; those that clash with another link are left out and returned."""
        if not links:
            return []
        with self._session.transaction():
            written = self._session.insert_many(LinkRow, [_row(link) for link in links], ignore=True)
            return [link for link in links if not self._kept(link)] if written < len(links) else []

    def delete(self, connection_id: int, kind: LinkKind, outside_id: str) -> None:
        """Remove one."""
        self._session.run(
            LinkRow.delete().where(
                LinkRow.connection_id == connection_id,
                LinkRow.kind == kind.value,
                LinkRow.outside_id == outside_id,
            )
        )

    @durable
    def open_intent(
        self, connection_id: int, kind: LinkKind, outside_id: str, external_number: str, now: datetime
    ) -> Intent:
        """Write down what is about to be created; it is on the disk before that is sent."""
        row = {
            "connection_id": connection_id,
            "kind": kind.value,
            "outside_id": outside_id,
            "external_number": external_number,
            "opened_at": now,
        }
        new_id = self._session.run(IntentRow.replace(row))
        return Intent(new_id, connection_id, kind, outside_id, external_number, now)

    def open_intents(self, connection_id: int, kind: LinkKind) -> Sequence[Intent]:
        """Those not settled yet, oldest first."""
        query = IntentRow.select().where(
            IntentRow.connection_id == connection_id, IntentRow.kind == kind.value
        )
        return [
            Intent(row.id, row.connection_id, kind, row.outside_id, row.external_number, row.opened_at)
            for row in self._session.rows(query.order_by(IntentRow.id))
        ]

    def close_intent(self, intent: Intent, link: Link | None) -> None:
        """Save the link and settle the intent in one transaction."""
        with self._session.transaction():
            if link is not None:
                self.save([link])
            self._session.run(
                IntentRow.delete().where(
                    IntentRow.connection_id == intent.connection_id,
                    IntentRow.kind == intent.kind.value,
                    IntentRow.outside_id == intent.outside_id,
                )
            )

    def _kept(self, link: Link) -> bool:
        return self.erp_id(link.connection_id, link.kind, link.outside_id) == link.erp_id


def _of(connection_id: int, kind: LinkKind) -> Any:
    return LinkRow.select().where(LinkRow.connection_id == connection_id, LinkRow.kind == kind.value)


def _row(link: Link) -> dict[str, Any]:
    return {
        "connection_id": link.connection_id,
        "kind": link.kind.value,
        "erp_id": link.erp_id,
        "outside_id": link.outside_id,
        "label": link.label,
    }
