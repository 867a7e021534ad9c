"""JSON of a file that anybody may have written: read without surprises, or refused."""

import json
import math
from collections.abc import Sequence
from typing import Any, NoReturn

# No number that we write is longer; Python refuses to read what is very much longer.
_LONGEST_NUMBER = 30


def parsed(text: str | bytes, *, depth: int = 10, things: int = 200_000, longest: int = 100_000) -> Any:
    """The value of a JSON text in UTF-8; ValueError where it is none, or not one that we would write.

    That is one nested deeper than `depth`, of more than `things` values, with a text longer than `longest`, a
    key twice, a number that is none or endless, or half a surrogate pair.
    """
    try:
        found = json.loads(
            text.decode("utf-8-sig") if isinstance(text, bytes) else text,
            object_pairs_hook=_once,
            parse_constant=_refused,
            parse_int=_whole,
            parse_float=_finite,
        )
    except RecursionError:
        raise ValueError("nested without end") from None
    _bounded(found, depth, things, longest)
    return found


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refused(word: str) -> NoReturn:
    raise ValueError(f"no number: {word}")


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("a number without end")
    return int(text)


def _finite(text: str) -> float:
    if len(text) > _LONGEST_NUMBER or not math.isfinite(float(text)):
        raise ValueError("a number without end")
    return float(text)


def _bounded(found: Any, depth: int, things: int, longest: int) -> None:
    left = [(found, 0)]
    while left:
        value, deep = left.pop()
        things -= 1
        if deep > depth or things < 0:
            raise ValueError("nested too deep, or too many values")
        if isinstance(value, str):
            _text(value, longest)
        elif isinstance(value, dict):
            for key in value:
                _text(key, longest)
            left += [(each, deep + 1) for each in value.values()]
        elif isinstance(value, list):
            left += [(each, deep + 1) for each in value]


def _text(value: str, longest: int) -> None:
    if len(value) > longest:
        raise ValueError("a text without end")
    # Half a surrogate pair is a ValueError here: no file and no screen takes it.
    value.encode("utf-8")
