"""The JSON behind what a server prints beside it: found whole, or not at all."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecco_desktop.connectors.http.body import parsed
from ecco_desktop.connectors.http.noise import source_of
from tests.fuzzing import examples

PHP = (
    "<br />\n<b>Deprecated</b>:  Creation of {closure} [x] in <b>/srv/wp-content/plugins/a-b/c.php</b> "
    "on line <b>3</b><br />\n"
)
BEFORE = [
    "\ufeff",
    "\ufeff\ufeff\n",
    " \x00\r\n",
    PHP,
    PHP * 3,
    'PHP Notice:  Array to string "[0]" {"a": 1} in /srv/x.php on line 7\n',
    "[01-Jan-2026 00:00:00 UTC] PHP Warning:  [] operator in /srv/x.php on line 7\n",
    "Array\n(\n    [0] => x\n    [a] => Array\n)\n",
    'array(1) {\n  ["x"]=>\n  int(1)\n}\n',
    '<script>var loja = {"ajax": [1]};</script>\n',
    '<!-- {"cache": [1]} -->',
    "<style>a{b:c}</style>",
    "debug",
    "",
]
AFTER = [
    "",
    "\n",
    "\ufeff",
    PHP,
    "<!-- [cached] {page} -->",
    "\n<script>x({});</script>",
    "\nPHP Warning:  [x] on line 2\n",
]
plain = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8)
deep = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
)
data = (st.lists(deep, max_size=4) | st.dictionaries(st.text(max_size=4), deep, max_size=4)).filter(bool)


@settings(max_examples=examples(50))
@given(data, st.sampled_from(BEFORE), st.sampled_from(AFTER))
@example({"html": "<html><body>[1]</body>"}, PHP, PHP)
def test_data_is_found_whole(value: object, before: str, after: str) -> None:
    # A word right before it: only records are believed.
    value = {"row": value} if before == "debug" else value
    assert parsed(f"{before}{json.dumps(value, ensure_ascii=False)}{after}")[0] == value


@pytest.mark.parametrize("before", [each for each in BEFORE if each != "debug"])
@pytest.mark.parametrize("after", AFTER)
def test_an_empty_list_is_believed_where_nothing_but_marks_and_tags_is_around(
    before: str, after: str
) -> None:
    text = f"{before}[]{after}"
    if "PHP Warning" in after:
        with pytest.raises(ValueError, match="no JSON"):
            parsed(text)
    else:
        assert parsed(text)[0] == []


@settings(max_examples=examples(50))
@given(data, st.sampled_from(BEFORE), st.integers(1, 400))
@example([None], "Array\n(\n    [0] => x\n    [a] => Array\n)\n", 77)
def test_what_broke_off_is_never_taken_for_what_is_left_of_it(value: object, before: str, cut: int) -> None:
    """A list that is cut proves nothing: neither its first rows nor its last row stand for it."""
    whole = json.dumps([{"id": 1, "row": value}, {"id": 2, "row": value}], indent=1)
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own, too
        parsed(before + whole[: max(3, len(whole) - cut)])


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1},\n' + PHP + '{"id": 2}]',
        '<html><body>\n{"id": 1}\n</body></html>',
        '<!DOCTYPE html><script type="application/ld+json">{"@context": "x"}</script>',
        '{"a": 1}\n{"b": 2}',
        "Array:\n[]\nerro",
        "Array\n(\n    [0] => x\n)\n",
        'array(1) {\n  ["x"]=>\n  int(1)\n}\n',
        PHP + '"texto"',
        PHP,
    ],
)
def test_where_nobody_can_tell_nothing_is_believed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own, too
        parsed(text)


WORST = [
    "[",
    '{"',
    "[0 ",
    "[1,",
    '{"a":[',
    "<!--",
    "warning: ",
    "[] ",
    "x[1,2] ",
    "<script>",
    "[[1,9,",
    "on line 1",
]


@pytest.mark.parametrize("unit", WORST)
def test_a_megabyte_of_the_worst_comes_to_an_end(unit: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own, too
        parsed(unit * (1_000_000 // len(unit)))


def test_who_made_the_noise_is_named() -> None:
    assert source_of(PHP) == "a-b"
    assert source_of("<b>Warning</b>: Ana Souza, 111.444.777-35") == "PHP"
    assert [source_of(each) for each in ("<!-- x -->", "Ana Souza")] == ["HTML", "?"]
