"""Sizes of the program's parts: says what is over the house's walls, and fails where anything is."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("ecco_desktop")
ASIDE = ("storage/migrations/", "sandbox/")
CLASS, METHODS, FILE, FUNCTION = 250, 20, 400, 50


def main() -> int:
    """Print what is over; whether anything is, as an exit code."""
    found = [over for path in sorted(ROOT.rglob("*.py")) for over in _over(path)]
    for name, why in found:
        print(f"TOO BIG: {name}: {why}")
    return 1 if found else 0


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
