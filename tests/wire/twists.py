"""What a wire may do to an answer: the kinds of faults, and how each is made of a right answer.

Bytes, not exceptions, wherever bytes can say it: what the HTTP library makes of a broken head or chunk is
part of what is tried.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

Path = tuple[str | int, ...]

DEEP = 900
# Each stands in the place of a value of an answer; `_RAW` for lists in lists, deeper than json.dumps writes.
_RAW = "\x00deep\x00"
WRONG: dict[str, Any] = {
    "null": None,
    "empty text": "",
    "0": 0,
    "-1": -1,
    "[]": [],
    "{}": {},
    "long text": "Áé 9" * 3000,
    "year 1": "0001-01-01T00:00:00",
    "2^63": 2**63,
    "true": True,
    "NaN": float("nan"),
    "deep": _RAW,
}
# A plain figure that an honest answer could hold as well.
FIGURES = ("0", "-1", "2^63")

BEFORE = ("refused", "cut before", "late before")
BROKEN = (
    "cut in head",
    "cut in body",
    "length too long",
    "length too short",
    "chunk broken",
    "half, well told",
    "late",
)
DOUBLED = ("body twice", "delivered twice")
ELSEWHERE = ("another page", "first page again", "another record", "another answer")
TYPES = tuple(f"type {name}" for name in WRONG)
KINDS = (*BEFORE, *BROKEN, *DOUBLED, *ELSEWHERE, *TYPES)
FAMILIES = {
    "late or not at all": (*BEFORE, "late"),
    "cut": BROKEN[:-1],
    "doubled": DOUBLED,
    "reordered": ELSEWHERE,
    "wrong type": TYPES,
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the sandbox gave it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def raw(told: Told, kind: str = "") -> bytes:
    """The answer on the wire, broken as `kind` says."""
    body = told.body
    hop = ("connection", "content-length", "transfer-encoding")
    lines = [f"HTTP/1.1 {told.status} X"]
    lines += [f"{name}: {text}" for name, text in told.headers if name.lower() not in hop]
    if kind == "chunk broken":
        head = "\r\n".join([*lines, "Transfer-Encoding: chunked", "", ""]).encode("latin-1")
        half = body[: len(body) // 2]
        return head + b"%x\r\n%b\r\nzz\r\n%b" % (len(half), half, body[len(half) :])
    length, sent = len(body), body
    if kind == "cut in body":
        sent = body[: len(body) // 2]
    elif kind == "half, well told":
        sent = body[: len(body) // 2]
        length = len(sent)
    elif kind == "length too long":
        length += 7
    elif kind == "length too short":
        length = max(0, length - 7)
    elif kind == "body twice":
        sent, length = body * 2, len(body) * 2
    head = "\r\n".join([*lines, f"Content-Length: {length}", "", ""]).encode("latin-1")
    if kind == "cut in head":
        return head[: len(head) // 2]
    return head + sent


# -- values --


def paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """Where values stand in a body, the body itself first."""
    yield before
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from paths(each, (*before, key))


def shape(path: Path) -> str:
    """The path without the places in lists: the same field of every row."""
    return ".".join("#" if isinstance(part, int) or part.isdigit() else part for part in path)


def replaced(body: bytes, wanted: str, value: str, rng: random.Random | None) -> bytes | None:
    """The body with a wrong value where paths have the shape `wanted`; with `rng`, in one place alone.

    None where the body has no such place.
    """
    try:
        read = json.loads(body)
    except ValueError:
        return None
    places = [path for path in paths(read) if shape(path) == wanted]
    if not places:
        return None
    for path in places if rng is None else [rng.choice(places)]:
        read = _put(read, path, WRONG[value])
    text = json.dumps(read, ensure_ascii=False)
    return text.replace(json.dumps(_RAW), "[" * DEEP + "]" * DEEP).encode()


def _put(value: Any, path: Path, wrong: Any) -> Any:
    if not path:
        return wrong
    inner = value
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = wrong
    return value


# -- requests --


def call_shape(method: str, url: str) -> str:
    """What is asked for, without the ids in it."""
    return f"{method} {re.sub(r'[0-9]+', '#', urlsplit(url).path)}"


def other_page(url: str, *, further: bool = True) -> str:
    """The first page for a later one, and where it may be a `further` one, the second for the first.

    The same address where no page is named.
    """
    parts = urlsplit(url)

    def other(name: str, text: str) -> str:
        first, step = _PAGES[name]
        return str(first + step if further and text == str(first) else first)

    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = [(name, other(name, text) if name in _PAGES else text) for name, text in asked]
    return urlunsplit(parts._replace(query=urlencode(query)))


# Where a page begins, by the name that says so, and the step to the next.
_PAGES = {"page": (1, 1), "$offset": (0, 100), "offset": (0, 100), "_from": (1, 250)}
