from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.services.tables import harmless, write_csv


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
    assert not told.startswith(("=", "+", "@", "\t", "\r"))
    assert not told.lstrip().startswith(("=", "+", "@"))
    assert not told.startswith("-") or told[1:].replace(",", "").replace(".", "").isdigit()


def test_no_cell_turns_a_line_round(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_csv(file, ["A"], [["\u202e=x\x1b\r\n"]])
    assert file.read_text(encoding="utf-8-sig") == 'A\n"�=x␛ \n"\n'


def test_a_table_that_cannot_be_finished_leaves_the_earlier_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert write_csv(file, ["A"], [["1"], [2]]) == 2
    assert file.read_bytes() == b"\xef\xbb\xbfA\r\n1\r\n2\r\n"

    def breaking() -> object:
        yield ["3"]
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_csv(file, ["A"], breaking())  # type: ignore[arg-type]
    assert file.read_bytes() == b"\xef\xbb\xbfA\r\n1\r\n2\r\n"
