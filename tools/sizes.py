"""Sizes of the program's parts: says what is over the house's walls, and fails where any is new."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("ecco_desktop")
ASIDE = ("storage/migrations/", "sandbox/")
CLASS, METHODS, FILE, FUNCTION = 250, 20, 400, 50
# What is over and waits to be split: to be emptied, never to grow.
ALLOWED = frozenset(
    {
        "jobs/pretend/erp.py:PretendErp methods",
        "jobs/pretend/store.py:PretendStore methods",
    }
)


def main() -> int:
    """Print what is over; how many are that nothing allows, as an exit code."""
    found = dict(over for path in sorted(ROOT.rglob("*.py")) for over in _over(path))
    for name, why in found.items():
        print(f"{'allowed' if name in ALLOWED else 'TOO BIG'}: {name}: {why}")
    stale = ALLOWED - set(found)
    for name in sorted(stale):
        print(f"no longer over, take it off the list: {name}")
    return 1 if stale or set(found) - ALLOWED else 0


def _over(path: Path) -> Iterator[tuple[str, str]]:
    place = path.relative_to(ROOT).as_posix()
    if place.startswith(ASIDE):
        return
    text = path.read_text(encoding="utf-8")
    if (lines := text.count("\n")) > FILE:
        yield place, f"{lines} lines of {FILE}"
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        wall = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
        if lines > wall:
            yield f"{place}:{node.name}", f"{lines} lines of {wall}"
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) for one in node.body)
            if methods > METHODS:
                yield f"{place}:{node.name} methods", f"{methods} methods of {METHODS}"


if __name__ == "__main__":
    sys.exit(main())
