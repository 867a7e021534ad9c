"""Keeps the English catalog: what the source says in Portuguese, and what of it has no translation yet.

The words stand in three places: literals given to `t(…)`, tables of words (constants of the text
modules), and what automations and connectors declare of themselves. `tools/english.json` holds the
translations; this writes the Qt catalog from it and compiles it.

    python tools/translations.py          writes and compiles the catalog
    python tools/translations.py --check  fails where something is missing, left over or stale
"""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.texts import SENTENCES
from ecco_desktop.jobs.registry import automation_infos

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ecco_desktop"
ENGLISH = ROOT / "tools" / "english.json"
CATALOGS = ROOT / "resources" / "translations"
CONTEXT = "Ecco"
# Modules whose upper-case constants are words for people.
TABLES = (
    "ui/texts.py",
    "ui/panes/side.py",
    "ui/panes/log_pane.py",
    "ui/panes/task_table.py",
    "ui/models/tasks.py",
    "ui/models/log.py",
    "ui/dialogs/manual.py",
    "ui/pages/guide.py",
    "ui/pages/reports.py",
    "services/words.py",
    "services/doctor.py",
    "services/pending.py",
    "services/reports.py",
    "domain/order_flow.py",
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2}")
# What looks like a key of the program and not like words.
_KEY = re.compile(r"[a-z0-9_.+\-/]+|[A-Za-z]+\+[A-Za-z0-9+]+|F\d+|Del|Ecco Desktop|America/.*|Eccosys")
_EXTRA = ("seg", "ter", "qua", "qui", "sex", "dom")
_NO_WORDS = ("ICONS", "TONES")


def words() -> set[str]:
    """Everything a person may read, in Portuguese."""
    found = set(SENTENCES.values())
    for path in PACKAGE.rglob("*.py"):
        if "sandbox" not in path.parts:
            found |= _called(ast.parse(path.read_text(encoding="utf-8")))
    for name in TABLES:
        found |= _tabled(ast.parse((PACKAGE / name).read_text(encoding="utf-8")))
    for info in automation_infos():
        found |= {info.name, info.summary}
        for option in info.options:
            found |= {option.label, option.help, *(name for _, name in option.choices)}
    for manifest in Registry().manifests():
        for field in manifest.fields:
            found |= {field.label, field.help, *(name for _, name in field.choices)}
        found |= {choice.label for choice in manifest.statuses}
    return {each for each in found if _WORD.search(each)}


def _called(tree: ast.AST) -> set[str]:
    """Literals given to t(), and to the function that counts (one, many)."""
    found = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in ("t", "_many"):
            continue
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.add(argument.value)
    return found


def _tabled(tree: ast.Module) -> set[str]:
    """The words of upper-case constants, keys of tables left out."""
    found: set[str] = set()
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if not isinstance(target, ast.Name) or node.value is None or target.id.endswith(_NO_WORDS):
            continue
        if target.id.strip("_").isupper():
            _gather(node.value, found)
    return found


def _gather(node: ast.expr, found: set[str]) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if not _KEY.fullmatch(node.value) or node.value in _EXTRA:
            found.add(node.value)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            _all_of(value, found)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            _gather(value, found)
    elif isinstance(node, ast.Call):
        for value in node.args:
            _gather(value, found)


def _all_of(node: ast.expr, found: set[str]) -> None:
    """A table's value is words, however short."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if not re.fullmatch(r"[a-z]+\.[a-z_.]+|[A-Z][a-z]*\+.*|F\d+|Del", node.value):
            found.add(node.value)
    else:
        _gather(node, found)


def catalog(english: dict[str, str]) -> str:
    """The Qt catalog (.ts)."""
    rows = "".join(
        f"<message><source>{escape(source)}</source><translation>{escape(target)}</translation></message>\n"
        for source, target in sorted(english.items())
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        '<TS version="2.1" language="en_US" sourcelanguage="pt_BR">\n'
        f"<context><name>{CONTEXT}</name>\n{rows}</context>\n</TS>\n"
    )


def main() -> int:
    """Write, or check."""
    english: dict[str, str] = json.loads(ENGLISH.read_text(encoding="utf-8")) if ENGLISH.exists() else {}
    wanted = words()
    missing, left = sorted(wanted - english.keys()), sorted(english.keys() - wanted)
    unlike = [source for source, target in english.items() if _holes(source) != _holes(target)]
    for name, found in (("missing", missing), ("left over", left), ("placeholders differ", unlike)):
        for each in found:
            print(f"{name}: {json.dumps(each, ensure_ascii=False)}")
    file = CATALOGS / "ecco_en.ts"
    if "--check" in sys.argv:
        stale = not file.exists() or file.read_text(encoding="utf-8") != catalog(english)
        if stale:
            print("the catalog is stale: run `make translations`")
        return int(bool(missing or left or unlike or stale))
    CATALOGS.mkdir(parents=True, exist_ok=True)
    file.write_text(catalog(english), encoding="utf-8")
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([str(tool), "-silent", str(file), "-qm", str(file.with_suffix(".qm"))], check=True)
    print(f"{len(english)} of {len(wanted)} translated")
    return int(bool(missing))


def _holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{[a-z_0-9]*\}", text))


if __name__ == "__main__":
    raise SystemExit(main())
