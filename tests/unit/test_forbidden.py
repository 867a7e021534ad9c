"""What this program never does, read from its syntax tree: each exception is named here, with its reason."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "ecco_desktop"
# Modules that turn data into code, or hide what they run.
MODULES = frozenset(
    [
        "pickle",
        "cPickle",
        "dill",
        "cloudpickle",
        "shelve",
        "marshal",
        "jsonpickle",
        "code",
        "codeop",
        "builtins",
    ]
)
# Of these only the functions of the language: `re.compile` and `QDialog.exec` are something else.
BARE = ("eval", "exec", "compile")
# Calls by their last names; `what` says why.
CALLS = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "compile": "makes code of text",
    "__import__": "imports what a text names",
    "os.system": "a shell",
    "os.popen": "a shell",
    "subprocess.getoutput": "a shell",
    "subprocess.getstatusoutput": "a shell",
    "yaml.load": "makes objects of text",
    "yaml.unsafe_load": "makes objects of text",
    "yaml.full_load": "makes objects of text",
    "hashlib.md5": "a broken hash",
    "hashlib.sha1": "a broken hash",
    "ssl._create_unverified_context": "no TLS check",
    "ssl._create_default_https_context": "no TLS check",
    "urllib3.disable_warnings": "hides that TLS is not checked",
    "tempfile.mktemp": "a name somebody else may take",
    "extractall": "files outside the folder",
}
# Ways to write a file that follow links, or leave half of one: all go through `paths`.
WRITES = ("write_text", "write_bytes", "touch", "symlink_to", "hardlink_to")
COPIES = ("shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.move", "os.open")
# `paths` itself, and the technical log, whose opener is that of `paths`.
FILE_ROOMS = ("paths.py", "sandbox/")
OPENERS = {("diagnostics.py", "a"), ("storage/backups.py", "rb+")}
# Where each is allowed, and why.
ALLOWED = {
    ("hashlib.md5", "connectors/erp/eccosys/account.py"),  # the vendor's daily signature is made with it
    ("hashlib.md5", "sandbox/eccosys.py"),  # answers the vendor's daily signature
    ("import_module", "connectors/registry.py"),  # folders listed by hand in the same file
    ("import_module", "ui/preload.py"),  # our own pages, listed by hand in the same file
}


@cache
def trees() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def dotted(node: ast.expr) -> str:
    """`a.b.c` as it is written; what is not a name is left out."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def aliases(tree: ast.Module) -> dict[str, str]:
    """What the names of a module stand for: `from hashlib import md5 as m` gives m → hashlib.md5."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                first = name.name.partition(".")[0]
                found[name.asname or first] = name.name if name.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                found[name.asname or name.name] = f"{node.module}.{name.name}"
    return found


@cache
def called(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    """Each call with the full name of what is called, as far as the module itself tells."""
    return list(_called(tree))


def _called(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    known = aliases(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            first, dot, rest = name.partition(".")
            yield f"{known.get(first, first)}{dot}{rest}", node


def findings(place: str, tree: ast.Module) -> list[str]:
    """What a module does that it must not."""
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found += [
            f"{place}:{node.lineno} imports {name}" for name in names if name.partition(".")[0] in MODULES
        ]
    for name, call in called(tree):
        found += [f"{place}:{call.lineno} {what}" for what in _wrong(place, name, call)]
    for name, value, line in _set(tree):
        if name in ("verify", "check_hostname") and _is(value, False):
            found.append(f"{place}:{line} {name} = False")
        if name == "verify_mode" and dotted(value).endswith("CERT_NONE"):
            found.append(f"{place}:{line} CERT_NONE")
    return found


def _wrong(place: str, name: str, call: ast.Call) -> Iterator[str]:
    for forbidden, why in CALLS.items():
        method = "." not in forbidden and forbidden not in BARE and name.endswith(f".{forbidden}")
        hit = name == forbidden or method
        if hit and not _allowed(forbidden, place):
            yield f"calls {name}: {why}"
    if name.endswith("import_module") and not _allowed("import_module", place):
        yield "imports what a text names"
    if name == "hashlib.new" and not _allowed("hashlib.new", place):
        yield "a hash by name"
    for word in call.keywords:
        if word.arg == "shell" and not _is(word.value, False):
            yield "a shell"
        if word.arg in ("verify", "check_hostname") and (_is(word.value, False) or _is(word.value, 0)):
            yield "TLS is not checked"
        if word.arg == "cert_reqs" and "CERT_NONE" in ast.dump(word.value):
            yield "TLS is not checked"


def writes(place: str, tree: ast.Module) -> list[str]:
    """The ways of a module to write a file that are not those of `paths`."""
    if place.startswith(FILE_ROOMS):
        return []
    return [f"{place}:{call.lineno} {name}" for name, call in called(tree) if _writes(place, name, call)]


def _writes(place: str, name: str, call: ast.Call) -> bool:
    if name.rpartition(".")[2] in WRITES or name in COPIES:
        return name != "os.open" or not _reads(call)
    if name not in ("open", "io.open", "os.fdopen"):
        # `path.open("w")` too; other things are opened without a mode.
        if not (name.endswith(".open") and call.args and isinstance(call.args[0], ast.Constant)):
            return False
        return (
            isinstance(call.args[0].value, str)
            and set(call.args[0].value) <= set("rwaxbt+")
            and _is_writing(call.args[0].value)
        )
    words = {word.arg: word.value for word in call.keywords}
    mode = words.get("mode", call.args[1] if len(call.args) > 1 else None)
    said = mode.value if isinstance(mode, ast.Constant) and isinstance(mode.value, str) else ""
    if not _is_writing(said):
        return False
    return not ((place, said) in OPENERS and dotted(words.get("opener", call.func)) == "owner_only")


def _is_writing(mode: str) -> bool:
    return bool(set(mode) & set("wax+"))


def _reads(call: ast.Call) -> bool:
    """Or writes into nothing: no file is made."""
    return len(call.args) > 1 and (
        dotted(call.args[1]) == "os.O_RDONLY" or dotted(call.args[0]) == "os.devnull"
    )


def _set(tree: ast.Module) -> Iterator[tuple[str, ast.expr, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute):
                    yield target.attr, node.value, node.lineno


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _allowed(what: str, place: str) -> bool:
    return any(what == each and place.startswith(where) for each, where in ALLOWED)


def test_nothing_forbidden_is_in_the_program() -> None:
    found = [line for place, tree in trees() for line in findings(place, tree)]
    assert found == []


def test_the_list_of_exceptions_names_only_what_is_there() -> None:
    used: set[tuple[str, str]] = set()
    for place, tree in trees():
        for name, _ in called(tree):
            used |= {
                (what, where)
                for what, where in ALLOWED
                if place.startswith(where) and (name == what or name.endswith(f".{what}"))
            }
    assert used == ALLOWED


def test_every_file_is_written_through_one_door() -> None:
    assert [line for place, tree in trees() for line in writes(place, tree)] == []


@pytest.mark.parametrize(
    "line",
    [
        "open(x, 'w')",
        "open(x, mode='ab')",
        "open(x, 'rb+')",
        "path.open('w')",
        "path.write_text('a')",
        "path.write_bytes(b'')",
        "path.touch()",
        "import shutil\nshutil.copyfile(a, b)",
        "from shutil import copy\ncopy(a, b)",
        "import os\nos.open(x, os.O_CREAT)",
        "import os\nos.fdopen(x, 'w')",
    ],
)
def test_each_other_door_would_be_found(line: str) -> None:
    assert writes("services/anywhere.py", ast.parse(line))


def test_md5_is_never_taken_for_security() -> None:
    for place, tree in trees():
        for name, call in called(tree):
            if name == "hashlib.md5":
                said = {word.arg: word.value for word in call.keywords}
                assert "usedforsecurity" in said and _is(said["usedforsecurity"], False), place


def test_child_processes_get_a_list_of_our_own_words() -> None:
    """The one program that is started is this one, and nothing secret stands on its command line."""
    started = [
        (place, name)
        for place, tree in trees()
        for name, _ in called(tree)
        if name.startswith(("subprocess.", "os.exec", "os.spawn", "os.posix_spawn"))
    ]
    assert started == [("services/demo.py", "subprocess.Popen")]


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from pickle import loads",
        "import shelve as s",
        "eval('1')",
        "exec('x = 1')",
        "compile('1', 'x', 'eval')",
        "import os\nos.system('ls')",
        "from os import popen as p\np('ls')",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "import subprocess\nsubprocess.run('ls', shell=on)",
        "import yaml\nyaml.load(x)",
        "from yaml import load\nload(x)",
        "import requests\nrequests.get(x, verify=False)",
        "session.verify = False",
        "context.check_hostname = False",
        "context.verify_mode = ssl.CERT_NONE",
        "import hashlib\nhashlib.md5(b'')",
        "from hashlib import md5 as quick\nquick(b'')",
        "import hashlib\nhashlib.new('md5')",
        "import importlib\nimportlib.import_module(x)",
        "bundle.extractall('x')",
    ],
)
def test_each_of_these_would_be_found(line: str) -> None:
    assert findings("anywhere.py", ast.parse(line))
