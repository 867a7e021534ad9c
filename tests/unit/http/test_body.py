"""JSON as other systems write it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.http.body import parsed
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
