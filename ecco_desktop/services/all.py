"""All services together: what the window and the command line are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

# Named here, loaded by the composition root: the window is built while they are.
if TYPE_CHECKING:
    from ecco_desktop.services.alerts import AlertService
    from ecco_desktop.services.bundle import BundleService
    from ecco_desktop.services.connections import ConnectionService
    from ecco_desktop.services.deeds import Deeds
    from ecco_desktop.services.doctor import DoctorService
    from ecco_desktop.services.figures import FigureService
    from ecco_desktop.services.folder import FolderService
    from ecco_desktop.services.health import HealthService
    from ecco_desktop.services.history import HistoryService
    from ecco_desktop.services.installer import InstallerService
    from ecco_desktop.services.keeping import KeepingService
    from ecco_desktop.services.links import LinkService
    from ecco_desktop.services.pending import PendingService
    from ecco_desktop.services.preferences import PreferenceService
    from ecco_desktop.services.profile import ProfileService
    from ecco_desktop.services.reports import ReportService
    from ecco_desktop.services.tasks import TaskService
    from ecco_desktop.services.technician import TechnicianService
    from ecco_desktop.services.today import TodayService
    from ecco_desktop.services.upkeep import UpkeepService
    from ecco_desktop.services.vault import VaultService


@dataclass(frozen=True, slots=True)
class Services:
    """One of each."""

    tasks: TaskService
    installer: InstallerService
    history: HistoryService
    connections: ConnectionService
    links: LinkService
    health: HealthService
    pending: PendingService
    reports: ReportService
    figures: FigureService
    today: TodayService
    deeds: Deeds
    preferences: PreferenceService
    technician: TechnicianService
    profile: ProfileService
    alerts: AlertService
    upkeep: UpkeepService
    vault: VaultService
    doctor: DoctorService
    bundle: BundleService
    keeping: KeepingService
    folder: FolderService
