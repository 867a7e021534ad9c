"""Keeps the translations: what the source says in Portuguese, and what of it a language still lacks.

    python tools/translations.py           extracts, brings every catalog up to date and compiles it
    python tools/translations.py --check   fails where a sentence is missing, left over or has other holes

The same as `pybabel extract`, `update` and `compile` (settings: babel.cfg): translators may use those, or any
editor of .po files.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGS = ROOT / "resources" / "translations"
DOMAIN = "ecco"
TEMPLATE = ROOT / "build" / f"{DOMAIN}.pot"
SKIPPED = ("sandbox/", "storage/migrations/")
_HOLE = re.compile(r"\{[^{}]*\}")


def extracted() -> Catalog:
    """Everything marked in the source."""
    found = Catalog(charset="utf-8")
    package = ROOT / "ecco_desktop"
    for name, line, message, _comments, _context in extract_from_dir(
        package, method_map=[("**.py", "python")], keywords={"_": None, "N_": None, "ngettext": (1, 2)}
    ):
        if not name.startswith(SKIPPED):
            found.add(message, locations=[(name, line)])
    return found


def problems(wanted: Catalog, kept: Catalog) -> list[str]:
    """What is wrong with one catalog."""
    told = []
    for message in wanted:
        if not message.id:
            continue
        there = kept.get(message.id)
        if there is None or not all(_texts(there.string)) or there.fuzzy:
            told.append(f"missing: {_texts(message.id)[0]}")
        elif _holes(there.id) != _holes(there.string):
            told.append(f"holes differ: {_texts(message.id)[0]}")
    told += [f"left over: {_texts(m.id)[0]}" for m in kept if m.id and wanted.get(m.id) is None]
    return told


def _texts(words: str | list[str] | tuple[str, ...]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _holes(words: str | list[str] | tuple[str, ...]) -> list[str]:
    # The last form is the one for many: a first one may spell its "1".
    return sorted(_HOLE.findall(_texts(words)[-1]))


def unseen() -> list[str]:
    """Words inside an f-string: Babel does not see them there."""
    told = []
    for path in sorted((ROOT / "ecco_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            told += [
                f"{path.relative_to(ROOT)}:{call.lineno}: words inside an f-string"
                for call in ast.walk(node)
                if isinstance(call, ast.Call)
                and getattr(call.func, "id", "") in ("_", "N_", "ngettext")
                and isinstance(call.args[0], ast.Constant)
            ]
    return told


def check() -> int:
    """Say what is wrong, with the number of it as exit code."""
    wanted, wrong = extracted(), 0
    for told in unseen():
        wrong += 1
        print(told)
    for file in CATALOGS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        with file.open("rb") as stream:
            kept = read_po(stream)
        for told in problems(wanted, kept):
            wrong += 1
            print(f"{file.relative_to(ROOT)}: {told}")
    if wrong:
        print("Run `make translations`, then fill in what is missing.")
    return min(wrong, 1)


def update() -> int:
    """Extract, update, compile; then check."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    babel = Path(sys.executable).parent / "pybabel"
    for arguments in (
        [
            "extract",
            "-F",
            "babel.cfg",
            "-k",
            "N_",
            "--no-location",
            "--sort-output",
            "-o",
            str(TEMPLATE),
            ".",
        ],
        [
            "update",
            "-D",
            DOMAIN,
            "-i",
            str(TEMPLATE),
            "-d",
            str(CATALOGS),
            "-N",
            "--no-wrap",
            "--ignore-pot-creation-date",
        ],
        ["compile", "-D", DOMAIN, "-d", str(CATALOGS)],
    ):
        subprocess.run([str(babel), "-q", *arguments], cwd=ROOT, check=True)
    return check()


if __name__ == "__main__":
    raise SystemExit(check() if "--check" in sys.argv else update())
