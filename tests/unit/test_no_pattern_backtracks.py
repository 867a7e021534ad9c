"""No pattern of the program takes more steps for a text than the text has signs, times a constant.

A small matcher walks each pattern as Python's own does and counts the steps: time would tell of the machine.
"""

import ast
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parents[2] / "ecco_desktop"
FUNCTIONS = ("compile", "sub", "search", "match", "fullmatch", "findall", "finditer", "split")
SHORT, LONG = 30, 120
# What a text four times as long may cost: four times as much, and some more for its ends.
WORSE = 5.0
FEW = 10_000
# Patterns that see short text only, and where that is seen to.
CUT = {
    "domain/shipping.py": "titles are cut at 200",
    "connectors/shared/parcels.py": "words of events are cut at 1000",
    "sandbox": "the other side of the tests",
    "domain/instants.py": "no date is longer than 64",
    "cli": "what was typed",
    "connectors/stores/woocommerce/manifest.py": "an address somebody typed",
    "connectors/stores/nuvemshop/adapter.py": "an address somebody typed",
}
PIECES = (
    *("<", "[", "(", " ", "0", "a", "_", "-", ".", ",", "&", "@", '"', "=", "/"),
    *("a@", "@a.", "1.", "1,", "a ", "a-", "Basic ", "token ", "token=", "ck_", "endereco ", "retorn "),
    *("dias ", "em ", "2 a ", "[ecco-desktop ", "[ecco-desktop a ", "nao ha ", "r$ ", "+55 (", "a=b;"),
)


@cache
def patterns() -> list[tuple[str, str, int, bool]]:
    """Each pattern that is written down: file, flags, and whether it is tried at the beginning only."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    uses: dict[str, set[str]] = {}
    for name, how in re.findall(rf"\b(\w+)\.({'|'.join(FUNCTIONS)})\(", "".join(sources.values())):
        uses.setdefault(name, set()).add(how)
    found = []
    for path, source in sources.items():
        if "import re\n" in source:
            place = path.relative_to(PACKAGE).as_posix()
            found += [(place, *each) for each in _written(ast.parse(source), uses)]
    return found


def _written(tree: ast.Module, uses: dict[str, set[str]]) -> Iterator[tuple[str, int, bool]]:
    names = {
        id(node.value): node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        first, how, of = node.args[0], node.func.attr, node.func.value
        if (
            how in FUNCTIONS
            and isinstance(of, ast.Name)
            and of.id == "re"
            and isinstance(first, ast.Constant)
        ):
            told = uses.get(names.get(id(node), ""), {"search"}) if how == "compile" else {how}
            ignoring = any("IGNORECASE" in ast.dump(each) for each in [*node.args, *node.keywords])
            yield str(first.value), re.IGNORECASE if ignoring else 0, told <= {"match", "fullmatch"}


class Steps:
    """Counts what a backtracking search does."""

    def __init__(self, pattern: str, flags: int, *, anchored: bool = False) -> None:
        self.anchored = anchored
        self.tree = parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self.count = 0
        self.limit = 0

    def of(self, text: str, limit: int) -> int:
        """Steps of looking for it at every place of `text`; `limit` where there are more."""
        self.count, self.limit = 0, limit
        at = 0
        try:
            while at <= len(text):
                end = next(self.match(list(self.tree), text, at), None)
                at = len(text) + 1 if self.anchored else max(at + 1, end if end is not None else 0)
        except OverflowError:
            pass
        return self.count

    def match(self, nodes: list[Any], text: str, at: int) -> Iterator[int]:
        """The ends of every way to match."""
        self.count += 1
        if self.count > self.limit:
            raise OverflowError
        if not nodes:
            yield at
            return
        (op, av), rest = nodes[0], nodes[1:]
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from self.repeat(av, rest, text, at)
        elif op is sre.SUBPATTERN:
            yield from self.match([*av[3], *rest], text, at)
        elif op is sre.BRANCH:
            for branch in av[1]:
                yield from self.match([*branch, *rest], text, at)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            way, inner = av
            start = at if way > 0 else at - inner.getwidth()[1]
            there = start >= 0 and next(self.match(list(inner), text, start), None) is not None
            if there == (op is sre.ASSERT):
                yield from self.match(rest, text, at)
        elif op is sre.AT:
            if self.stands(av, text, at):
                yield from self.match(rest, text, at)
        elif at < len(text) and self.fits(op, av, text[at]):
            yield from self.match(rest, text, at + 1)

    def repeat(self, av: Any, rest: list[Any], text: str, at: int) -> Iterator[int]:
        least, most, inner = av
        body = list(inner)
        if len(body) == 1 and body[0][0] in (sre.IN, sre.LITERAL, sre.NOT_LITERAL, sre.ANY):
            # As Python does: run along, then go back.
            end = at
            while end < len(text) and end - at < most and self.fits(*body[0], text[end]):
                end += 1
                self.count += 1
            for stop in range(end, at + least - 1, -1):
                yield from self.match(rest, text, stop)
            return
        yield from self.again(body, least, most, rest, text, at, 0)

    def again(
        self, body: list[Any], least: int, most: int, rest: list[Any], text: str, at: int, done: int
    ) -> Iterator[int]:
        if done < most and done < 100:
            for end in self.match(body, text, at):
                if end > at:
                    yield from self.again(body, least, most, rest, text, end, done + 1)
        if done >= least:
            yield from self.match(rest, text, at)

    def fits(self, op: Any, av: Any, sign: str) -> bool:
        """Whether one sign is what stands here; asked of Python itself."""
        found = _ONE.get((str(op), str(av), self.flags, sign))
        if found is None:
            tree = parser.SubPattern(self.tree.state, [(op, av)])
            found = _ONE[str(op), str(av), self.flags, sign] = _compiled(tree).match(sign) is not None
        return found

    def stands(self, what: Any, text: str, at: int) -> bool:
        """Ends of text and of words."""
        if what in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return at == 0
        if what in (sre.AT_END, sre.AT_END_STRING):
            return at == len(text)
        edge = (at > 0 and _word(text[at - 1])) != (at < len(text) and _word(text[at]))
        return edge if what is sre.AT_BOUNDARY else not edge


_ONE: dict[tuple[str, str, int, str], bool] = {}


def _compiled(tree: Any) -> re.Pattern[str]:
    found: re.Pattern[str] = compiler.compile(tree)
    return found


def _word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def grows(pattern: str, flags: int, *, anchored: bool = False) -> str:
    """The piece that a pattern stumbles over; "" where there is none."""
    steps = Steps(pattern, flags, anchored=anchored)
    for piece in PIECES:
        few = steps.of(piece * (SHORT // len(piece)) + "!", FEW)
        most = int(few * WORSE) + 500
        if few > FEW or steps.of(piece * (LONG // len(piece)) + "!", most) > most:
            return repr(piece)
    return ""


def test_no_pattern_backtracks() -> None:
    found = {
        f"{place}: {pattern} on {piece}"
        for place, pattern, flags, anchored in patterns()
        if not place.startswith(tuple(CUT)) and (piece := grows(pattern, flags, anchored=anchored))
    }
    assert found == set()


def test_every_pattern_that_is_left_out_is_there() -> None:
    places = {place for place, *_ in patterns()}
    assert [cut for cut in CUT if not any(place.startswith(cut) for place in places)] == []


@pytest.mark.parametrize("pattern", [r"<[^>]*>", r"\s+$", r"(a+)+b", r"\w+@\w+", r"endereco.*(x|y)"])
def test_the_count_finds_those_that_do(pattern: str) -> None:
    assert grows(pattern, 0)


@pytest.mark.parametrize("pattern", [r"<[^<>]*>", r"\s+", r"a+b?", r"[\w.]{1,8}@"])
def test_and_leaves_alone_those_that_do_not(pattern: str) -> None:
    assert grows(pattern, 0) == ""
