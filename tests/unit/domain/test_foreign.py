"""The one door for text that others wrote."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain import foreign
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.foreign import LONGEST, MARK, brief, key, lines, read, shown, spellings
from ecco_desktop.domain.links import is_same_product, same_sku
from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.shipping import carrier_for

APART, WHOLE = "CALC\u0327A", "CALÇA"
# A megabyte of what patterns stumble over.
WORST = (
    "<" * 10**6,
    "[" * 10**6,
    "&" * 10**6,
    "&amp;" * 200_000,
    " " * 10**6,
    "9" * 10**6,
    "&#" + "9" * 10**6 + ";",
)
anything = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("&#;<>ampx0123 \x1b\u202e\u200b\u200d👩\ufe0f\ufeff\u0327\x9b\ud800\r\n\t"),
    ),
    max_size=60,
)
TEMPTING = st.lists(
    st.sampled_from(
        ["&amp;", "&lt;", "&#27;", "&#x202E;", "amp;", "&", "<b>", "\x1b[31m", "\u202e", "c\u0327", "x"]
    )
).map("".join)
foreign_text = st.one_of(anything, TEMPTING)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Caneca", "Caneca"),
        ("  Caneca\t azul\n", "Caneca  azul"),
        ("P&amp;B &#8211; 20&nbsp;cm", "P&B – 20 cm"),
        ("P&amp;amp;B", "P&B"),
        # No entities without their semicolon, and no part of a name for a name.
        ("AB&notebook;C&copy=1", "AB&notebook;C&copy=1"),
        (APART, WHOLE),
        ("\ufeffA\u200bB\u200e-1\u00ad", "AB-1"),
        ("\u202d+55 11 4002-8922\u202c", "+55 11 4002-8922"),
        ("\x1b[31mX\x07\x9b2J", "␛[31mX␇" + MARK + "2J"),
        ("abc\u202edef&#x202E;", "abc" + MARK + "def" + MARK),
        ("meio \ud83d", "meio " + MARK),
        ("&#0;&#27;&#55296;", MARK + MARK),
        ("[/red]X <b>y</b>", "[/red]X <b>y</b>"),
        # A family is one picture; between letters a joiner is nothing.
        ("Kit 👨\u200d👩\u200d👧 A\u200dB\u200d", "Kit 👨\u200d👩\u200d👧 AB"),
        ("", ""),
    ],
)
def test_what_is_read(written: str, told: str) -> None:
    assert read(written) == told


def test_a_note_keeps_its_lines_and_a_message_loses_its_tags() -> None:
    assert lines("Um &amp; dois\r\nTrês\x1b\rfim") == "Um & dois\nTrês␛\nfim"
    assert brief("<p>Dados <b>inválidos</b>\n &quot;x&quot;</p>") == 'Dados inválidos "x"'
    assert brief("<p></p> ") == ""


@given(foreign_text)
def test_reading_twice_is_reading_once(written: str) -> None:
    once = read(written)
    assert read(once) == once
    assert lines(lines(written)) == lines(written)


@given(foreign_text)
def test_nothing_read_or_shown_steers_a_terminal_or_turns_a_line_round(written: str) -> None:
    for told in (read(written), brief(written), key(written)):
        assert not [sign for sign in told if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(told) & set(
            map(chr, [0x200B, 0x200C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
        )
    out = shown(written)
    assert not [s for s in out if unicodedata.category(s) in ("Cc", "Cs", "Zl", "Zp") and s not in "\n\t"]
    assert shown(out) == out and len(out) == len(written)
    assert read(out) == read(out)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="&"), max_size=40))
def test_plain_letters_stay_as_they_are(written: str) -> None:
    assert read(written) == written.strip() == lines(written)
    assert shown(written) == written
    assert spellings(written) == [written.strip()]


@pytest.mark.parametrize("worst", WORST, ids=lambda text: text[:6])
def test_what_is_looked_at_is_cut_first(worst: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    class Counting:
        def __init__(self, real: object) -> None:
            self.real = real

        def sub(self, with_: object, text: str) -> str:
            looked.append(len(text))
            found: str = self.real.sub(with_, text)  # type: ignore[attr-defined]
            return found

    for name in ("_TAG", "_ENTITY"):
        monkeypatch.setattr(foreign, name, Counting(getattr(foreign, name)))
    assert len(brief(worst)) <= 120
    assert max(len(read(worst)), len(lines(worst)), len(key(worst))) <= LONGEST
    assert looked == [] or max(looked) <= LONGEST
    # However often something is escaped, what is looked at in all stays far below the text.
    assert sum(looked) < 4_000_000


def test_what_a_problem_tells_is_cut_and_made_visible() -> None:
    problem = RecordProblem("store.order_refused", order="7\x1b[2J\u202e", detail="x" * 10**6)
    assert problem.values["order"] == "7␛[2J" + MARK
    assert len(problem.values["detail"]) == LONGEST


# -- identity --


@pytest.mark.parametrize(
    ("one", "other"), [(APART, WHOLE), ("P&amp;B-1", "P&B-1"), ("AB\u200b-1", "ab-1"), (" A\u00a01", "A 1")]
)
def test_two_spellings_of_one_code_are_one(one: str, other: str) -> None:
    assert same_sku(one, other)
    # Links of earlier versions hold the code as it was spelled.
    assert is_same_product(("7", one, one), other, "", other)
    assert is_same_product(("7", one, "OUTRO"), other, "", "OUTRO")


def test_codes_that_differ_in_what_can_be_seen_stay_two() -> None:
    assert not same_sku("A\x1bB", "AB") and not same_sku("A,B", "AB") and not same_sku("CALCA", WHOLE)


def test_a_code_is_looked_for_as_its_owner_may_have_spelled_it() -> None:
    assert spellings("A,1") == ["A,1"]
    assert spellings(WHOLE) == [WHOLE, APART]
    assert spellings(APART) == [APART, WHOLE]
    assert spellings("P&B") == ["P&B", "P&amp;B"]
    assert set(spellings("P&amp;B")) == {"P&B", "P&amp;B"}


def test_a_way_of_sending_is_found_whatever_the_store_escapes() -> None:
    link = CarrierLink("Retirada &amp; entrega", "480", "Correios", "345", "CORREIOS")
    assert carrier_for("Retirada & entrega", "", [link]) is link
    assert carrier_for(
        "Expresso São João".replace("ã", "a\u0303"), "", [CarrierLink("Expresso São João", "1", "", "2", "")]
    )
