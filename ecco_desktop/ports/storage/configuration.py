"""What a person set up: connections, tasks, preferences."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ecco_desktop.domain.connections import Connection, Role
    from ecco_desktop.domain.orders import CarrierLink, OrderStatus
    from ecco_desktop.domain.recurrence import Recurrence
    from ecco_desktop.domain.tasks import Task


class ConnectionRepository(Protocol):
    """Saved connections, without secrets, and the mappings that belong to one."""

    @abstractmethod
    def add(
        self, name: str, kind: str, role: Role, values: Mapping[str, str], shop: str = "", erp: str = ""
    ) -> Connection:
        """Save a new one; SetupProblem("connection.name_taken") where the name is taken."""

    @abstractmethod
    def update(self, connection: Connection) -> None:
        """Save it under its id."""

    @abstractmethod
    def get(self, connection_id: int) -> Connection | None:
        """One by id; None where there is none."""

    @abstractmethod
    def find(self, name: str) -> Connection | None:
        """One by name, whatever the letter case; None where there is none."""

    @abstractmethod
    def all(self) -> Sequence[Connection]:
        """All, by name, without those that another shop has taken the place of."""

    @abstractmethod
    def aside(self, name: str = "", *, kind: str = "", shop: str = "", erp: str = "") -> Sequence[Connection]:
        """Those another shop has taken the place of, by what is asked for; the oldest first."""

    @abstractmethod
    def take_place(self, old: Connection, new: Connection) -> Connection:
        """Put `old` aside with all that is known of it, and give its tasks to `new`: one that was aside, or a
        new one where `new.id` is the old id, which begins with the maps of statuses and nothing else."""

    @abstractmethod
    def lead(self, connection: Connection) -> None:
        """Keep its `shop` and `erp`, and nothing else of it."""

    @abstractmethod
    def bring_back(self, connection: Connection) -> None:
        """One that was aside is in use again, as it is given."""

    @abstractmethod
    def is_blank(self, connection_id: int) -> bool:
        """Whether nothing is known of the records of a connection yet."""

    @abstractmethod
    def delete(self, connection_id: int) -> None:
        """Remove it with its mappings and links; SetupProblem("connection.in_use") where a task needs it."""

    @abstractmethod
    def carrier_links(self, connection_id: int) -> Sequence[CarrierLink]:
        """The carrier links of a store, by reference."""

    @abstractmethod
    def save_carrier_link(self, connection_id: int, link: CarrierLink) -> None:
        """Add or replace the link of `link.reference` (compared without letter case and outer spaces) and
        `link.method`."""

    @abstractmethod
    def delete_carrier_link(self, connection_id: int, reference: str, method: str = "") -> bool:
        """Remove the link of a reference and method; whether it was there."""

    @abstractmethod
    def statuses(self, connection_id: int) -> Mapping[str, OrderStatus | None]:
        """The statuses set by a person: platform word → ERP status, None for "do not import"."""

    @abstractmethod
    def save_status(self, connection_id: int, word: str, status: OrderStatus | None) -> None:
        """Set one."""

    @abstractmethod
    def outgoing(self, connection_id: int) -> Mapping[OrderStatus, str]:
        """The words for the store that a person chose, by ERP status; empty: nothing is sent."""

    @abstractmethod
    def save_outgoing(self, connection_id: int, status: OrderStatus, word: str | None) -> None:
        """Choose the store's word for a status; None: the platform's default again."""


class TaskRepository(Protocol):
    """Scheduled tasks. A deleted one stays readable for its history."""

    @abstractmethod
    def add(
        self,
        name: str,
        automation: str,
        connection_id: int,
        *,
        active: bool,
        recurrence: Recurrence | None,
        options: Mapping[str, str],
        now: datetime,
    ) -> Task:
        """Save a new task; SetupProblem("task.exists") where this automation has one there already."""

    @abstractmethod
    def update(self, task: Task) -> None:
        """Save it under its id."""

    @abstractmethod
    def get(self, task_id: int) -> Task | None:
        """One by id, deleted ones too; None where there is none."""

    @abstractmethod
    def all(self, *, deleted: bool = False) -> Sequence[Task]:
        """All, in the order they were made; with `deleted`, those too."""


class SettingRepository(Protocol):
    """Preferences as text."""

    @abstractmethod
    def get(self, key: str) -> str | None:
        """The value kept; None where none is."""

    @abstractmethod
    def all(self, prefix: str) -> Mapping[str, str]:
        """Those whose key begins with `prefix`, by what comes after it."""

    @abstractmethod
    def set(self, key: str, value: str) -> None:
        """Keep it."""
