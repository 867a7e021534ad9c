"""Prints one table of everything that is measured, or of the groups that are named."""

import argparse
import importlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from rich.console import Console
from rich.table import Table

from tools.bench.rows import Row

GROUPS = ("calls", "sync", "limit", "storage", "start", "scheduler", "window")


def main() -> None:
    """Every group named, each row printed as soon as it is known, and the table at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", help="all of them where none is named")
    parser.add_argument("--markdown", action="store_true", help="as docs/performance.md has it")
    told = parser.parse_args()
    found: list[Row] = []
    for group in told.groups or GROUPS:
        for measure in importlib.import_module(f"tools.bench.{group}").MEASURES:
            for row in measure():
                print(f"{group}: {row.what}: {row.figure}", file=sys.stderr, flush=True)
                found.append(row)
    if told.markdown:
        print("\n".join(markdown(found)))
    else:
        Console(width=160).print(table(found))


HEAD = ("O que", "Medido", "Alvo", "", "Referência na mesma execução", "Expoente (10×)")


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is shown."""
    mark = "" if row.reached is None else "✓" if row.reached else "✗"
    return (row.what, row.figure, row.target, mark, row.reference, row.growth)


def table(rows: list[Row]) -> Table:
    """For a terminal."""
    shown = Table(*HEAD)
    for row in rows:
        shown.add_row(*cells(row))
    return shown


def markdown(rows: list[Row]) -> list[str]:
    """For a page."""
    lines = (HEAD, tuple("---" for _ in HEAD), *map(cells, rows))
    return [f"| {' | '.join(line)} |" for line in lines]


if __name__ == "__main__":
    main()
