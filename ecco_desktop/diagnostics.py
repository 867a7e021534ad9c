"""The technical log: English, rotating, secrets hidden. For support, never for the owner."""

import contextlib
import logging
import logging.handlers
import sys
import threading
import traceback
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any

from ecco_desktop.domain.discretion import from_outside
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.foreign import LONGEST, cut, shown
from ecco_desktop.paths import close_to_others, drop_link, log_dir, make_folder, owner_only
from ecco_desktop.words.disk import disk_words

MAX_BYTES = 2_000_000
KEEP = 5
FILE = "ecco-desktop.log"


def begin(data: Path) -> None:
    """Close a data folder to others and log into it; SetupProblem("storage.folder") where that cannot be."""
    try:
        close_to_others(data)
        start(log_dir(data))
    except OSError as error:
        raise SetupProblem("storage.folder", folder=data, detail=disk_words(error)) from error


def start(folder: Path) -> None:
    """Write the technical log into `folder`, five files of 2 MB at the most; OSError where it cannot."""
    make_folder(folder)
    drop_link(folder / FILE)
    handler = _OwnHandler(
        folder / FILE, maxBytes=MAX_BYTES, backupCount=KEEP - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_HidingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s %(message)s"))
    root = logging.getLogger("ecco_desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def tell_crashes() -> None:
    """From now on what nobody caught, in any thread, is told as the log tells it: without secrets."""
    sys.excepthook = _crashed
    threading.excepthook = lambda told: _crashed(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _crashed(told.exc_type, told.exc_value, told.exc_traceback)


def _crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    text = hidden("".join(traceback.format_exception(kind, error, trace)))
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger(__name__).critical("crashed: %s", text)
    # A program without a console has no such stream.
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)


def hidden(text: str) -> str:
    """`text` without what is, or looks like, a secret, a document, an e-mail address or a phone number."""
    return from_outside(text, "[hidden]", "[document]", "[contact]")


class _OwnHandler(logging.handlers.RotatingFileHandler):
    """Each new file is for its owner alone; where the disk takes no more, the line is lost."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: there is no place left to say it."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=owner_only)


class _HidingFormatter(logging.Formatter):
    """What somebody outside wrote neither begins a line of its own nor fills the file."""

    def format(self, record: logging.LogRecord) -> str:
        return hidden(shown(super().format(record)))

    def formatMessage(self, record: logging.LogRecord) -> str:
        return cut(super().formatMessage(record).replace("\n", " ⏎ "), LONGEST)

    def formatException(self, ei: Any) -> str:
        """Its end says what it was."""
        return super().formatException(ei)[-LONGEST * 5 :]
