"""Texts of the catalog, which are objects by language. Pure."""

from collections.abc import Mapping

from ecco_desktop.connectors.shared.records import Row, text, verbatim

LANGUAGE = "pt"


def shown(row: Row, name: str) -> str:
    """A text in Portuguese, else in any language; plain texts are taken as they are."""
    value = row.get(name)
    if isinstance(value, Mapping):
        return spoken(value)
    return text(row, name)


def spoken(value: object) -> str:
    """A text that stands by itself: `{"pt": "P"}` or "P"."""
    if isinstance(value, Mapping):
        return text(value, LANGUAGE, *(str(language) for language in value))
    return text({LANGUAGE: value}, LANGUAGE)


def markup(row: Row, name: str) -> str:
    """As `shown`, of what is HTML."""
    value = row.get(name)
    names = (LANGUAGE, *map(str, value)) if isinstance(value, Mapping) else ()
    return verbatim(value, *names) if names else verbatim(row, name)


def with_ours(row: Row, name: str, wanted: str) -> dict[str, object]:
    """A text with ours in Portuguese; the other languages stay as they are."""
    value = row.get(name)
    kept = {str(language): said for language, said in value.items()} if isinstance(value, Mapping) else {}
    return kept | {LANGUAGE: wanted}
