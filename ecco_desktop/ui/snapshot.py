"""What the window shows of the shop as a whole, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.health import Health
from ecco_desktop.domain.settings import Preferences
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.services.all import Services
from ecco_desktop.services.health import NextStep
from ecco_desktop.services.tasks import TaskView


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All the window shows, read in one go off the UI thread."""

    views: Sequence[TaskView]
    health: Health
    paused_until: datetime | None
    places: Sequence[str] = ()
    configured: bool = True
    unseen: int = 0
    has_pin: bool = False
    locked: bool = False
    step: NextStep | None = None
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def busy(self) -> bool:
        """Whether a task is queued or running."""
        return any(view.state is not TaskState.IDLE for view in self.views)

    @property
    def paused(self) -> bool:
        """Whether nothing begins by itself."""
        return self.paused_until is not None


def read_snapshot(services: Services) -> Snapshot:
    """Read it."""
    views = services.tasks.list()
    connections = services.connections.list()
    has_pin = services.technician.has_pin()
    health = services.health.health(views)
    return Snapshot(
        views,
        health,
        services.tasks.paused_until(),
        [one.name for one in connections if one.role is not Role.ERP],
        bool(connections),
        services.alerts.unseen(),
        has_pin,
        has_pin and not services.technician.unlocked,
        services.health.next_step(health, views),
        services.preferences.read(),
    )
