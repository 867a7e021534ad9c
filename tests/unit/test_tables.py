import errno
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.foreign import shown
from ecco_desktop.services.tables import amount, harmless, write_table
from ecco_desktop.services.workbook import ROWS
from ecco_desktop.words.sentences import sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-5", "-5"),
        ("-5,50", "-5,50"),
        ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"),
        ("=1+1", "'=1+1"),
        ("+55 11", "'+55 11"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-", "'-"),
        (" =1", "' =1"),
        ("\n+1", "'\n+1"),
        ("＝1", "'＝1"),
        ("00012345", "00012345"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula_and_numbers_stay(text: str, told: str) -> None:
    assert harmless(text) == told


@given(st.text(max_size=20))
def test_what_is_written_never_begins_as_a_formula(text: str) -> None:
    told = harmless(text)
    assert told in (text, "'" + text)
    assert not told.startswith(("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert not told.lstrip().startswith(("=", "+", "@"))
    assert not told.startswith("-") or told[1:].replace(",", "").replace(".", "").isdigit()


def test_no_cell_turns_a_line_round(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_table(file, ["A"], [["\u202e=x\x1b\r\n"]])
    assert file.read_text(encoding="utf-8-sig") == 'A\n"�=x␛ \n"\n'


HEADS = ("Data", "SKU", "Quanto", "Nada")
AT = datetime(2026, 11, 28, 13, 30, 15)
CODES = (
    "00012345",
    "7891234567895",
    "1E5",
    "3-4",
    "01/02",
    "-ABC",
    "+55 11",
    "=1+1",
    "@x",
    " 7 ",
    "1,5",
    "",
    "ç\n;",
)


def sheet(path: Path, number: int = 1) -> list[list[object]]:
    """What a spreadsheet reads: a text as a text, a number as a number, an instant as its days."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
        root = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
    rows: list[list[object]] = []
    for row in root.iter(f"{space}row"):
        cells: list[object] = []
        for cell in row:
            value, text = cell.find(f"{space}v"), cell.find(f"{space}is/{space}t")
            cells.append(
                Decimal(value.text or "") if value is not None else None if text is None else text.text or ""
            )
        rows.append(cells)
    return rows


def test_a_csv_has_decimal_commas_semicolons_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = [
        (AT, "00012345", Decimal("1.125"), None),
        (AT, "A;B", Decimal("1E+3"), 7),
        (AT, "é", amount("-2.50"), "?"),
    ]
    assert write_table(file, HEADS, rows) == 3
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert file.read_text("utf-8-sig").splitlines() == [
        "Data;SKU;Quanto;Nada",
        "28/11/2026 13:30:15;00012345;1,125;",
        '28/11/2026 13:30:15;"A;B";1000;7',
        "28/11/2026 13:30:15;é;-2,5;?",
    ]


def test_an_xlsx_keeps_each_code_as_the_text_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.XLSX"
    rows = [(AT, code, Decimal("1.125"), None) for code in CODES]
    assert write_table(file, HEADS, rows) == len(CODES)
    read = sheet(file)
    assert read[0] == list(HEADS)
    assert [row[1] for row in read[1:]] == list(CODES)
    assert read[1][2:] == [Decimal("1.125"), None]
    days = read[1][0]
    assert isinstance(days, Decimal) and abs(days - Decimal("46354.562674")) < Decimal("0.00001")


@given(st.text(alphabet=st.characters(), max_size=30))
def test_no_text_breaks_a_sheet(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.xlsx"
    write_table(file, ("A",), [(text,)])
    kept = sheet(file)[1][0]
    assert isinstance(kept, str) and len(kept) == len(text)
    # What XML cannot hold at all is seen, too.
    assert kept == shown(text) or any(ord(char) > 0xFFFD for char in text)
    write_table(file.with_suffix(".csv"), ("A",), [(text,)])


def test_no_cell_of_a_workbook_turns_a_line_round_either(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write_table(file, ["SKU\u202e"], [["A\u202eB\u200bC\x1b[2J"]])
    assert sheet(file) == [["SKU\ufffd"], ["A\ufffdB\ufffdC\u241b[2J"]]


def test_more_rows_than_a_sheet_takes_go_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecco_desktop.services.workbook.ROWS", 3)
    assert ROWS == 1_048_576
    file = tmp_path / "a.xlsx"
    assert write_table(file, ("N",), [(n,) for n in range(5)]) == 5
    assert [len(sheet(file, number)) for number in (1, 2, 3)] == [3, 3, 2]
    assert write_table(file, ("N",), []) == 0
    assert sheet(file) == [["N"]]


def refusing(code: int) -> Callable[[str, str], None]:
    def refuse(_old: str, _new: str) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "aberto em outro programa, como o Excel"),
        (errno.EBUSY, "em uso"),
        (errno.ENOSPC, "disco está cheio"),
        (errno.EROFS, "não permite gravação"),
        (errno.EIO, "não responde"),
        (errno.EDOM, "erro 33"),
    ],
)
def test_what_the_disk_refuses_is_told_and_the_earlier_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"earlier")
    monkeypatch.setattr(os, "replace", refusing(code))
    with pytest.raises(SetupProblem) as refused:
        write_table(file, ("A",), [("1",)])
    told = sentence(refused.value.key, refused.value.values)
    assert said in told and name in told
    assert file.read_bytes() == b"earlier" and list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_place_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / f"folder-{name}").mkdir()
    read_only = tmp_path / f"mine-{name}"
    read_only.write_bytes(b"mine")
    read_only.chmod(0o444)
    for path in (
        tmp_path / "gone" / name,
        tmp_path / "file" / name,
        tmp_path / f"folder-{name}",
        read_only,
        tmp_path / ("n" * 300 + name),
    ):
        with pytest.raises(SetupProblem) as refused:
            write_table(path, ("A",), [("1",)])
        assert "erro" not in sentence(refused.value.key, refused.value.values)
    assert read_only.read_bytes() == b"mine"


def test_a_table_that_cannot_be_finished_leaves_the_earlier_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert write_table(file, ["A"], [["1"], [2]]) == 2
    assert file.read_bytes() == b"\xef\xbb\xbfA\r\n1\r\n2\r\n"

    def breaking() -> Iterator[list[str]]:
        yield ["3"]
        raise OSError(errno.EIO, "gone")

    with pytest.raises(SetupProblem, match=r"table\.write"):
        write_table(file, ["A"], breaking())
    assert file.read_bytes() == b"\xef\xbb\xbfA\r\n1\r\n2\r\n"
