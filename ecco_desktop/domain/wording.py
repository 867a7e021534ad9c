"""The language people read: Portuguese is written in the source, another comes from a catalog.

The window sets it once, before it is built; the command line and tests stay with Portuguese. Log lines
are stored in the language they were written in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

PORTUGUESE = "pt_BR"
ENGLISH = "en_US"
LANGUAGES = ((PORTUGUESE, "Português"), (ENGLISH, "English"))


@dataclass(slots=True)
class _Speech:
    language: str = PORTUGUESE
    translate: Callable[[str], str] = str


_speech = _Speech()


def speak(language: str, translate: Callable[[str], str] = str) -> None:
    """From now on say everything in `language`, as `translate` turns the Portuguese into it."""
    _speech.language, _speech.translate = language, translate


def language() -> str:
    """The language of now."""
    return _speech.language


def t(words: str) -> str:
    """Portuguese words in the language of now; those the catalog lacks stay as they are."""
    return _speech.translate(words) if words else words


class Words(dict[object, str]):
    """A table of words, each told in the language of now."""

    def __init__(self, words: Mapping[object, str]) -> None:
        super().__init__(words)

    def __getitem__(self, key: object) -> str:
        return t(super().__getitem__(key))

    def named(self, key: object) -> str:
        """The words of `key`; the key itself where there are none."""
        return self[key] if key in self else str(key)


def grouped(text: str) -> str:
    """A number written as English does ("1,234.50"), in the marks of the language of now."""
    if _speech.language == ENGLISH:
        return text
    return text.replace(",", "_").replace(".", ",").replace("_", ".")
