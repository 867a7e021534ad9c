"""Codes as people type them: every one is found, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.tracking_codes import codes_in, visible

A, B = "AA123456785BR", "OC063908579BR"
J, K = "12000000000001", "11000000000002"
KEY = "35260412345678000195550010000045011000450112"
LABEL = "0a1b2c3d-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (A, (A,)),
        ("aa123456785br", (A,)),
        ("AA 123 456 785 BR", (A,)),
        ("AA-123.456.785-BR", (A,)),
        ("\u00a0AA123456785\u00a0BR ", (A,)),
        ("\ufeffAA1234\u200b56785BR\u200e", (A,)),
        ("ＡＡ１２３４５６７８５ＢＲ", (A,)),
        ("Código: AA123456785BR", (A,)),
        ("rastreio AA123456785BR", (A,)),
        ("códigoAA123456785BR", (A,)),
        ("SEDEX (AA123456785BR) postado em 27/11/2026", (A,)),
        (f"{A}, {B}", (A, B)),
        (f"{A}; {B}", (A, B)),
        (f"{A} / {B}", (A, B)),
        (f"{A}/{B}", (A, B)),
        (f"{A} {B}", (A, B)),
        (f"{A}\n{B}", (A, B)),
        (f"{A}\r\n{B}\r\n", (A, B)),
        (f"{A} e {B}", (A, B)),
        (f"{A}{B}", (A, B)),
        (f"{A}|{B}+{A}", (A, B)),
        ("AA 123 456 785 BR, OC 063 908 579 BR", (A, B)),
        (f"vol 1: {A} vol 2: {B}", (A, B)),
        (f"{A} NF 123456 tel (11) 98765-4321", (A,)),
        (f"{A}, {A.lower()}", (A,)),
        (f"https://rastreamento.correios.com.br/app/index.php?objetos={A}", (A,)),
        (f"https://rastreamento.correios.com.br/app/index.php?objetos={A},{B}&t=1699999999", (A, B)),
        (f"http://www.linkcorreios.com.br/?id={A}", (A,)),
        (f"www.linkcorreios.com.br/{A.lower()}", (A,)),
        (f"linkcorreios.com.br/{A}", (A,)),
        ("https://www.melhorrastreio.com.br/rastreio/ME262CMAHI0BR", ("ME262CMAHI0BR",)),
        (f"https://app.melhorrastreio.com.br/app/correios/{A}", (A,)),
        (f"https://www.jadlog.com.br/siteInstitucional/tracking.jad?cte={J}", (J,)),
        (f"https://www.jadlog.com.br/tracking?cte={J}, {K}", (J, K)),
        (f"https://www.jadlog.com.br/jadlog/tracking/{J}", (J,)),
        (f"https://exemplo.com.br/#/rastreio/{A}", (A,)),
        (f"Acompanhe em https://exemplo.com/r?u=1&codigo={A}.", (A,)),
        (J, (J,)),
        (f"{J} {K}", (J, K)),
        (f"{J}/{K}", (J, K)),
        ("1200 0000 0000 01", (J,)),
        ("120000000000 01", (J,)),
        (f"{J} volume 2", (J,)),
        ("1234.5678-9", ("123456789",)),
        ("A A 1 2 3 4 5 6 7 8 5 B R", (A,)),
        (f"{A}\\n{B}", (A, B)),
        (f"{A}%20{B}<br>{A}", (A, B)),
        ("https://tracking.exemplo.com.br/t.php?reid=1&pedido=TXAT118317577tx", ("TXAT118317577tx",)),
        (KEY, (KEY,)),
        (" ".join(KEY[at : at + 4] for at in range(0, 44, 4)), (KEY,)),
        ("ME 262CMAHI0 BR", ("ME262CMAHI0BR",)),
        (LABEL, (LABEL.upper(),)),
        ("TXAT118317577tx", ("TXAT118317577tx",)),
        ("SH1007503594LG", ("SH1007503594LG",)),
        ("ORD-20260101", ("ORD-20260101",)),
        ("AA12345678BR", ("AA12345678BR",)),
        ("X1", ("X1",)),
        ("", ()),
        (" \u200b\u00a0", ()),
        ("motoboy", ()),
        ("retirada na loja 2", ()),
        ("https://exemplo.com.br/rastreio", ()),
    ],
)
def test_every_code_of_a_text_is_found_once(typed: str, codes: tuple[str, ...]) -> None:
    assert codes_in(typed) == codes


codes = st.from_regex(r"\A[A-Z]{2}[0-9]{9}BR\Z")
blanks = st.sampled_from(["", " ", "\u00a0", "\u200b", "\ufeff", "-", "."])
between = st.sampled_from([",", ";", " / ", "/", " ", "\n", " e ", "|", "\t", " , "])


@given(st.lists(codes, min_size=1, max_size=4, unique=True), between, blanks, st.booleans())
def test_however_they_are_put_together(codes: list[str], between: str, blank: str, small: bool) -> None:
    spaced = [f"{code[:2]}{blank}{code[2:5]}{blank}{code[5:11]}{blank}{code[11:]}" for code in codes]
    typed = between.join(spaced)
    assert codes_in(typed.lower() if small else typed) == tuple(codes)


@given(st.text(max_size=60))
def test_any_text_can_be_read_and_a_code_is_shown_as_it_is_asked_for(typed: str) -> None:
    found = codes_in(typed)
    assert len(set(found)) == len(found)
    assert all(code == visible(code) and code for code in found)


@pytest.mark.parametrize(
    "typed", ["A" * 100_000, "1 " * 50_000, "ME " * 50_000, "http://" * 20_000, "a." * 50_000]
)
def test_a_long_text_is_cut_and_read(typed: str) -> None:
    assert len(codes_in(typed)) <= 1
