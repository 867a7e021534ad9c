"""Tables for spreadsheets, as Excel in Brazil opens them: the one writer of CSV and of XLSX.

In CSV a spreadsheet guesses what each cell is, and takes the zeros from a code; an XLSX says it, so there a
code is a text and a number a number.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.foreign import shown
from ecco_desktop.paths import written_whole
from ecco_desktop.services.workbook import Cell, write_sheet
from ecco_desktop.words.disk import disk_words

XLSX = ".xlsx"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-[0-9]+(?:[.,][0-9]+)?")
_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def write_table(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write rows under their heads and say how many: XLSX where the name ends so, else CSV.

    Instants are as the shop reads them. SetupProblem("table.write") where the disk refuses: what was there
    stays.
    """
    try:
        with written_whole(path) as file:
            if path.suffix.casefold() == XLSX:
                return write_sheet(file, heads, rows)
            return _write_csv(file, heads, rows)
    except OSError as error:
        raise SetupProblem("table.write", file=path.name, detail=disk_words(error)) from error


def amount(text: str) -> Decimal | str:
    """A number as the ledger keeps it ("1.125"), as a number; what is none stays a text."""
    return Decimal(text) if _AMOUNT.fullmatch(text) else text


def harmless(text: str) -> str:
    """Text no spreadsheet takes for a formula; a number below zero stays one."""
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return "'" + text if begins and not _NUMBER.fullmatch(text) else text


def _write_csv(file: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    count = 0
    # BOM and `;`: without them Excel in Brazil breaks accents, and takes a row for one cell.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
        count += 1
    # Written out, and the file still open for `written_whole` to end.
    text.detach()
    return count


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(shown(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}"
    return "" if cell is None else plain_number(Decimal(cell)).replace(".", ",")
