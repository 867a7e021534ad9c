"""Tables for spreadsheets: the one writer of CSV, as Excel in Brazil opens it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ecco_desktop.domain.foreign import shown
from ecco_desktop.paths import written_whole

# Spreadsheets of the east take the wide ones too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows under their heads, whole or not at all, and say how many; OSError where the disk refuses.

    Text that a spreadsheet would take for a formula is written so that it does not.
    """
    count = 0
    with written_whole(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerow(heads)
        for row in rows:
            writer.writerow([harmless(shown(cell)) if isinstance(cell, str) else cell for cell in row])
            count += 1
        # Written out, and the file still open for `written_whole` to end.
        text.detach()
    return count


def harmless(text: str) -> str:
    """Text no spreadsheet takes for a formula; a number below zero stays one."""
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return "'" + text if begins and not _NUMBER.fullmatch(text) else text
