"""Tables for spreadsheets: the one writer of CSV, as Excel in Brazil opens it."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ecco_desktop.paths import open_new

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows under their heads, whole or not at all, and say how many; OSError where the disk refuses.

    Text that a spreadsheet would take for a formula is written so that it does not.
    """
    count = 0
    aside = path.with_name(f"{path.name}.part")
    with open_new(aside, encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(heads)
        for row in rows:
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    aside.replace(path)
    return count


def harmless(text: str) -> str:
    """Text no spreadsheet takes for a formula; a number below zero stays one."""
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
