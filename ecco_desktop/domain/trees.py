"""Category trees, brands and attributes of two sides, matched by their names. Pure."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from ecco_desktop.domain.products import Category


def folded(text: str) -> str:
    """A name without letter case, accents and doubled spaces: how two people write the same thing."""
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def paths(categories: Sequence[Category]) -> dict[str, tuple[str, ...]]:
    """The names from the top down to each category, folded. A tree that bites its tail is cut there."""
    by_id = {category.id: category for category in categories}
    found: dict[str, tuple[str, ...]] = {}
    for category in categories:
        names: list[str] = []
        seen: set[str] = set()
        node: Category | None = category
        while node is not None and node.id not in seen:
            seen.add(node.id)
            names.insert(0, folded(node.name))
            node = by_id.get(node.parent_id)
        found[category.id] = tuple(names)
    return found


def covered(some: Iterable[str], parents: Mapping[str, str]) -> set[str]:
    """These categories and all above them: what is in one of them is in those as well."""
    found: set[str] = set()
    for each in some:
        node = each
        while node and node not in found:
            found.add(node)
            node = parents.get(node, "")
    return found


def matched(ours: Sequence[Category], theirs: Sequence[Category]) -> dict[str, str]:
    """Their category id → our category id, where the whole path has the same names."""
    by_path = {path: key for key, path in paths(ours).items()}
    return {key: by_path[path] for key, path in paths(theirs).items() if path in by_path}
