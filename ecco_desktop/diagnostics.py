"""The technical log: English, rotating, secrets hidden. For support, never for the owner."""

import logging
import logging.handlers
import re
from io import TextIOWrapper
from pathlib import Path

from ecco_desktop.paths import make_folder, owner_only

MAX_BYTES = 2_000_000
KEEP = 5
# Whatever slips through: keys of known shapes, bearer tokens, and anything named like a secret.
_SHAPES = re.compile(
    r"(ck_|cs_)[0-9a-z]{8,}|(?i:bearer\s+)[\w.~+/-]+=*"
    r"|(?i:(token|secret|password|senha|apikey|signature)[\"']?\s*[=:]\s*[\"']?)[^\s\"',}&]+"
)
_DOCUMENTS = re.compile(
    r"\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b|\b\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}\b"
    r"|\b[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}\b"
)
_CONTACTS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+55 ?)?\(\d{2}\) ?\d{4,5}-?\d{4}\b")


def start(folder: Path) -> None:
    """Write the technical log into `folder`, five files of 2 MB at the most; OSError where it cannot."""
    make_folder(folder)
    handler = _OwnHandler(
        folder / "ecco-desktop.log", maxBytes=MAX_BYTES, backupCount=KEEP, encoding="utf-8", delay=True
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
    """`text` without what looks like a secret, a Brazilian document, an e-mail address or a phone number."""
    found = _DOCUMENTS.sub("[document]", _SHAPES.sub("[hidden]", text))
    return _CONTACTS.sub("[contact]", found)


class _OwnHandler(logging.handlers.RotatingFileHandler):
    """Each new file is for its owner alone; a rotated one keeps that."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=owner_only)


class _HidingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return hidden(super().format(record))
