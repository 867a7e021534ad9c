"""The language people read: Portuguese stands in the source, another comes from a gettext catalog.

`_()` tells words in the language of now, `N_()` only marks them for the catalog (`pybabel extract` finds
both). What is kept on disk as a sentence (log lines, notices) is written in the language of the shop, which
may be another one: the command line speaks its user's.
"""

import gettext
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ecco_desktop.paths import resource

PORTUGUESE = "pt_BR"
ENGLISH = "en_US"
LANGUAGES = ((PORTUGUESE, "Português"), (ENGLISH, "English"))
DOMAIN = "ecco"
LANGUAGE_FLAG = "--language"
# Babel parts them by a space that nobody can type into a search.
_UNBREAKABLE = str.maketrans("\xa0\u202f", "  ")


@dataclass(slots=True)
class _Speech:
    language: str = PORTUGUESE
    shop: str = PORTUGUESE
    catalog: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


_speech = _Speech()


def speak(language: str) -> None:
    """From now on say everything in `language`; one without a catalog is Portuguese."""
    _speech.language, _speech.catalog = language, catalog(language)


def write_in(language: str) -> None:
    """From now on keep sentences in `language`: the one the shop reads its history in."""
    _speech.shop = language


def language() -> str:
    """The language of now."""
    return _speech.language


def shop_language() -> str:
    """The language of what is kept."""
    return _speech.shop


@lru_cache(maxsize=4)
def catalog(language: str) -> gettext.NullTranslations:
    """The words of a language; Portuguese needs none."""
    if language == PORTUGUESE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, resource("translations"), [language], fallback=True)


def asked(arguments: Sequence[str]) -> str:
    """The language of `--language` ("en", "pt-BR") among the arguments of a command line, else the system's.

    Portuguese where that is none we know. Read before anything else, and so not by the command line's parser.
    """
    name = _of_system()
    for place, argument in enumerate(arguments):
        if argument == LANGUAGE_FLAG:
            name = "".join(arguments[place + 1 : place + 2])
        elif argument.startswith(LANGUAGE_FLAG + "="):
            name = argument.partition("=")[2]
    return ENGLISH if name.replace("-", "_").casefold().partition("_")[0] == "en" else PORTUGUESE


def _of_system() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if named := os.environ.get(variable):
            return named
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def _(words: str) -> str:
    """Portuguese words in the language of now; those the catalog lacks stay as they are."""
    # gettext answers an empty text with the head of its catalog.
    return _speech.catalog.gettext(words) if words else words


def ngettext(one: str, more: str, count: int) -> str:
    """The words for a count, `{0}` in them being the count as people write it."""
    return _speech.catalog.ngettext(one, more, count).format(number(count))


def N_(words: str) -> str:
    """Words that are told later: marked for the catalog here."""
    return words


class Words(dict[object, str]):
    """A table of words, each told in the language of now."""

    def __init__(self, words: Mapping[object, str]) -> None:
        super().__init__(words)

    def __getitem__(self, key: object) -> str:
        return _(super().__getitem__(key))

    def source(self, key: object) -> str:
        """The words as the source has them: what buyers read is Portuguese, whoever runs the program."""
        return super().__getitem__(key)

    def kept(self, key: object) -> str:
        """The words in the language of the shop: what is written down."""
        return catalog(_speech.shop).gettext(super().__getitem__(key))

    def named(self, key: object) -> str:
        """The words of `key`; the key itself where there are none."""
        return self[key] if key in self else str(key)


def number(value: float | Decimal, places: int = 0) -> str:
    """A number in the marks of the language of now: "1.234,5" in Portuguese."""
    if isinstance(value, int) and 0 <= value < 1000 and not places:
        # Most counts are small, and Babel takes a while to load.
        return str(value)
    from babel.numbers import format_decimal

    zeros = "." + "0" * places if places else ""
    return format_decimal(value, f"#,##0{zeros}", _speech.language)


def amount(value: float | Decimal) -> str:
    """A number with as many places as it has: "1,5", "10"."""
    from babel.numbers import format_decimal

    return format_decimal(value, "#,##0.######", _speech.language)


def money(value: Decimal) -> str:
    """Reais in the marks of the language of now: "R$ 1.234,56" in Portuguese."""
    return money_in(value, _speech.language)


def money_in(value: Decimal, language: str) -> str:
    """Reais in the marks of a language."""
    from babel.numbers import format_currency

    return format_currency(value, "BRL", "¤ #,##0.00", language).translate(_UNBREAKABLE)
