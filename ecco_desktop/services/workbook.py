"""A workbook of one sheet (Office Open XML, ECMA-376), written row by row: only what a table needs.

A library for it would be larger than the rest of what writes files; what is here is read back by a test.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import IO

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.foreign import MARK, shown

# The most rows a sheet takes; the rest of a longer table goes to further sheets.
ROWS = 1_048_576
LONGEST_CELL = 32_767
_BEGINNING = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Styles by number: 1 a text, whatever is typed into it later; 2 an instant; 3 a head.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>'
)
# What XML cannot hold at all.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Cell = str | int | Decimal | datetime | None


def write_sheet(file: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the heads and rows, and say how many rows; a text stays what it is, with its zeros and signs."""
    count, sheets, left = 0, 0, iter(rows)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        more: Sequence[Cell] | None = next(left, None)
        while sheets == 0 or more is not None:
            sheets += 1
            with package.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as sheet:
                sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{_row(heads, 3)}'.encode())
                written = 1
                while more is not None and written < ROWS:
                    sheet.write(_row(more).encode())
                    written, count, more = written + 1, count + 1, next(left, None)
                sheet.write(b"</sheetData></worksheet>")
        for name, text in _parts(sheets):
            package.writestr(name, _HEAD + text)
    return count


def _row(cells: Sequence[Cell], style: int = 1) -> str:
    return f"<row>{''.join(_cell(cell, style) for cell in cells)}</row>"


def _cell(cell: Cell, style: int) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, datetime):
        days = (cell.replace(tzinfo=None) - _BEGINNING).total_seconds() / 86_400
        return f'<c s="2"><v>{days:.9f}</v></c>'
    if isinstance(cell, str):
        text = escape(_IMPOSSIBLE.sub(MARK, shown(cell[:LONGEST_CELL])))
        return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c><v>{plain_number(Decimal(cell))}</v></c>"


def _parts(sheets: int) -> Iterator[tuple[str, str]]:
    """What holds the sheets together."""
    numbers = range(1, sheets + 1)
    sheet = f'<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    kinds = "".join(sheet % n for n in numbers)
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", _relations((("rId1", "officeDocument", "xl/workbook.xml"),))
    named = "".join(f'<sheet name="Tabela {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{named}</sheets></workbook>',
    )
    inner = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*inner, (f"rId{sheets + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(those: Iterable[tuple[str, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in those
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
