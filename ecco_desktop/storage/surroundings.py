"""What this computer says of itself: disk, backups, versions, the time elsewhere."""

import os
import platform
import shutil
import sqlite3
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.network import Route
from ecco_desktop.ports.system import Surroundings
from ecco_desktop.storage.backups import Backups

SECONDS = 10.0


class SystemSurroundings(Surroundings):
    """See ports.system.Surroundings."""

    def __init__(self, data: Path, route: Callable[[], Route] = Route) -> None:
        self.data = data
        self._route = route

    def free_bytes(self) -> int:
        with tempfile.TemporaryFile(dir=self.data) as tried:
            tried.write(os.urandom(4096))
            tried.flush()
            os.fsync(tried.fileno())
        return shutil.disk_usage(self.data).free

    def newest_backup(self) -> datetime | None:
        """When the newest backup was made (UTC); None where there is none that holds anything."""
        made = Backups(self.data).all(datetime.now(UTC))
        return next((one.at for one in made if one.size), None)

    def time_at(self, address: str) -> datetime | None:
        """The time a web server has (UTC); None where it cannot be asked or does not say. Sends no secret."""
        asked = urllib.request.Request(address, method="HEAD")  # noqa: S310 - the caller gives web addresses
        try:
            proxy = self._route().proxy_for(address)
            proxies = {} if proxy is None else {"http": proxy, "https": proxy}
            opener = urllib.request.build_opener(urllib.request.ProxyHandler(proxies))
            with opener.open(asked, timeout=SECONDS) as answer:
                said = answer.headers.get("Date", "")
        except urllib.error.HTTPError as refused:
            with refused:
                said = refused.headers.get("Date", "")
        except (OSError, HTTPException, ValueError, SetupProblem):
            return None
        try:
            return parsedate_to_datetime(said).astimezone(UTC)
        except (TypeError, ValueError):
            return None

    def local_offset(self, moment: datetime) -> float:
        offset = moment.astimezone().utcoffset()
        return offset.total_seconds() / 3600 if offset is not None else 0.0

    def versions(self) -> Mapping[str, str]:
        return {
            "Ecco Desktop": _version("ecco-desktop"),
            "Python": platform.python_version(),
            "Qt": _version("PySide6_Essentials"),
            "SQLite": sqlite3.sqlite_version,
            "Sistema": platform.platform(terse=True),
        }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
