"""Where things are kept: data, technical log, resources."""

from pathlib import Path

from platformdirs import PlatformDirs

RESOURCES = Path(__file__).parent / "resources"


def data_dir(chosen: Path | None, *, demo: bool) -> Path:
    """The data folder (not made here): the chosen one or the user's own; the demo has one inside it."""
    if chosen is None:
        # Without appauthor=False Windows gets the name twice; no roaming: SQLite must not roam.
        chosen = Path(PlatformDirs("EccoDesktop", appauthor=False, roaming=False).user_data_dir)
    folder = chosen.expanduser().absolute()
    return folder / "demo" if demo else folder


def log_dir(data: Path) -> Path:
    """The folder of the technical log."""
    return data / "logs"
