"""No sentence stands in the catalog that nothing can say, read from the syntax trees of the program."""

import ast
from pathlib import Path

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.words.sentences import SENTENCES

PACKAGE = Path(__file__).parents[2] / "ecco_desktop"
# Said no more, and still told where a shop's data was written by the version that said it.
KEPT_BY_EARLIER = {"deed.connection_changed"}
# `jobs/numbers/braking` makes these of the key of what was braked.
MADE = {f"{key}_simulated" for key in ("brake.stock", "brake.price")}


def said(tree: ast.Module) -> set[str]:
    """Every text a module holds, apart from the keys of a catalog: a key there says nothing."""
    catalog = {
        id(key)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "N_"
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in catalog
    }


def test_a_key_of_the_catalog_is_not_taken_for_its_use() -> None:
    only_told = ast.parse('A = {"run.a": N_("Um"), "run.b": N_("Dois")}')
    assert said(only_told) == {"Um", "Dois"}
    assert "run.a" in said(ast.parse('A = {"run.a": N_("Um")}\nlog("run.a")'))


def test_every_sentence_can_be_said() -> None:
    Registry().manifests()  # a connector declares its own sentences when it is read
    used = {text for path in PACKAGE.rglob("*.py") for text in said(ast.parse(path.read_text("utf-8")))}
    assert MADE - set(SENTENCES) == set()
    unused = set(SENTENCES) - used - MADE
    assert unused == KEPT_BY_EARLIER
