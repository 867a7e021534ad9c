"""The technical log: English, rotating, secrets hidden. For support, never for the owner."""

import logging
import logging.handlers
import re
from pathlib import Path

MAX_BYTES = 2_000_000
KEEP = 5
# Whatever slips through: keys of known shapes, bearer tokens, and anything named like a secret.
_SHAPES = re.compile(
    r"(ck_|cs_)[0-9a-z]{8,}|(?i:bearer\s+)[\w.~+/-]+=*"
    r"|(?i:(token|secret|password|senha|apikey|signature)[\"']?\s*[=:]\s*[\"']?)[^\s\"',}&]+"
)
_DOCUMENTS = re.compile(r"\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b|\b\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}\b")


def start(folder: Path) -> None:
    """Write the technical log into `folder`, five files of 2 MB at the most; OSError where it cannot."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = _QuietHandler(
        folder / "ecco-desktop.log", maxBytes=MAX_BYTES, backupCount=KEEP - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_HidingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s %(message)s"))
    root = logging.getLogger("ecco_desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def hidden(text: str) -> str:
    """`text` without what looks like a secret or a Brazilian document."""
    return _DOCUMENTS.sub("[document]", _SHAPES.sub("[hidden]", text))


class _QuietHandler(logging.handlers.RotatingFileHandler):
    """Where the disk takes no more, the line is lost and the program goes on."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: there is no place left to say it."""


class _HidingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return hidden(super().format(record))
