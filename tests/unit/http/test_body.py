"""JSON as other systems write it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.http.body import decoded, parsed
from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.http.headers import retry_after
from ecco_desktop.domain.errors import TransientProblem


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{"nome": "Ana \\ud83d"}', {"nome": "Ana �"}),
        ('{"nome": "Ana \\uDE00!"}', {"nome": "Ana �!"}),
        ('[{"a\\ud83d": ["\\ud83d\\ude00"]}]', [{"a�": ["😀"]}]),
        ('"C:\\\\ud"', "C:\\ud"),
    ],
)
def test_halves_of_characters_can_be_written_again(text: str, read: object) -> None:
    assert parsed(text) == (read, "")
    json.dumps(parsed(text)[0], ensure_ascii=False).encode()


def test_one_endless_number_spoils_no_other_record() -> None:
    found, _ = parsed('[{"id": 1, "stock": -%s}, {"id": 2}]' % ("9" * 10_000))
    assert isinstance(found, list) and found[1] == {"id": 2}
    assert found[0]["id"] == 1 and isinstance(found[0]["stock"], str)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_whole_texts_are_left_as_they_are(value: object) -> None:
    assert parsed(json.dumps(value)) == (value, "")


@pytest.mark.parametrize("text", ["[" * 200_000, "9" * 6000, "", "<html>", "{"])
def test_what_is_no_json_says_so_and_breaks_nothing(text: str) -> None:
    answer = Answer(200, {}, text)
    assert not answer.is_json
    with pytest.raises(TransientProblem, match=r"http\.not_json"):
        answer.json()


@given(
    st.text(max_size=40) | st.sampled_from(["²", "9" * 400, "Mon, 01 Jan 0001 00:00:00 +9999", "-1", "1.5"])
)
def test_no_retry_after_breaks_the_wait(said: str) -> None:
    found = retry_after({"Retry-After": said})
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("letters", "kind"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "application/json"),
        ("utf-8", "application/json; charset=iso-8859-1"),
        ("latin-1", "application/json; charset=ISO-8859-1"),
        ("latin-1", 'text/html; charset="windows-1252"'),
        ("cp1252", "application/json"),
        ("cp1252", "application/json; charset=utf-8"),
        ("utf-16", ""),
        ("utf-32", "application/json"),
    ],
)
def test_letters_are_read_as_they_were_written(letters: str, kind: str) -> None:
    """What cannot be UTF-8 is none: a name with a broken letter would go into the ERP as it stands."""
    text = json.dumps({"name": "João Conceição", "city": "São Paulo"}, ensure_ascii=False)
    assert decoded(text.encode(letters), kind) == text


def test_what_broke_off_inside_a_letter_and_a_codec_that_is_none_break_nothing() -> None:
    assert decoded("São João".encode()[:-2]) == "São Jo\ufffd"
    for named in ("rot13", "zip", "idna", "unicode_escape", "x" * 300, "utf-7"):
        assert decoded(b"S\xe3o", f"text/plain; charset={named}") == "São"
