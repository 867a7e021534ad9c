"""Every sentence a log line, a failure or a notice can say, in Portuguese, by key.

Each failure says what happened, what it means, and what to do. A hole may name how its value is written:
`{total:money}` takes "259.90", `{kept:order_status}`, `{status:delivery}` and `{step:step}` the word of our
own code; what is no such value (written by an earlier version, or a platform's own word) stands as it is.
"""

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from ecco_desktop.domain.runs import LogLine
from ecco_desktop.words.keeping import KEEPING
from ecco_desktop.words.labels import ADDRESS_PARTS, DELIVERY_STATUSES, ORDER_STATUSES, STEPS
from ecco_desktop.words.numbers import NUMBERS
from ecco_desktop.words.orders import ORDERS
from ecco_desktop.words.outside import OUTSIDE
from ecco_desktop.words.products import PRODUCTS
from ecco_desktop.words.runs import RUNS
from ecco_desktop.words.speech import N_, Words, catalog, language, money_in, shop_language
from ecco_desktop.words.trade import TRADE
from ecco_desktop.words.window import WINDOW

SENTENCES: dict[str, str] = OUTSIDE | ORDERS | TRADE | PRODUCTS | NUMBERS | RUNS | WINDOW | KEEPING


# Kept by earlier versions in the pending list and in logs, under the name of the one store there was.
_RENAMED = {
    f"woo.{name}": f"store.{name}"
    for name in ("item_missing", "item_refused", "product_refused", "order_refused", "price_kept")
} | {"deed.situation": "deed.status"}


def declare(sentences: Iterable[tuple[str, str]]) -> None:
    """Add the sentences of a connector; each key begins with the connector's own name."""
    SENTENCES.update(sentences)


class _Writer(string.Formatter):
    """Fills the holes of a sentence, in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words = catalog(language).gettext

    def fill(self, template: str, values: Mapping[str, str]) -> str:
        """As `vformat`, which takes a template apart anew for each line of a log."""
        parts = _plain_parts(template)
        if parts is None:
            return self.vformat(template, (), values)
        return "".join(
            before if name is None else before + self.format_field(values.get(name, "?"), spec)
            for before, name, spec in parts
        )

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A value that is missing is told as unknown: a sentence with a hole is better than none."""
        return kwargs.get(str(key), "?") if not args else super().get_value(key, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        """A value as its hole wants it written."""
        write = _HOLES.get(format_spec)
        return write(self, str(value)) if write else super().format_field(value, format_spec)

    def money(self, value: str) -> str:
        """Reais."""
        try:
            return money_in(Decimal(value), self._language)
        except InvalidOperation:
            return value

    def order_status(self, value: str) -> str:
        """A status of the ERP."""
        return self._named(ORDER_STATUSES, value)

    def delivery(self, value: str) -> str:
        """A step of a delivery."""
        return self._named(DELIVERY_STATUSES, value)

    def step(self, value: str) -> str:
        """A step of an automation."""
        return self._named(STEPS, value)

    def parts(self, value: str) -> str:
        """Parts of an address, several with commas between them."""
        return ", ".join(self._named(ADDRESS_PARTS, part) for part in value.split(", "))

    def _named(self, words: Words, value: str) -> str:
        return self._words(words.source(value)) if value in words else value


_HOLES: dict[str, Callable[[_Writer, str], str]] = {
    "money": _Writer.money,
    "order_status": _Writer.order_status,
    "delivery": _Writer.delivery,
    "step": _Writer.step,
    "parts": _Writer.parts,
}


@lru_cache(maxsize=512)
def _plain_parts(template: str) -> tuple[tuple[str, str | None, str], ...] | None:
    """What stands before each hole, the hole's name, and how its value is written; None where a hole is more
    than a name."""
    found: list[tuple[str, str | None, str]] = []
    for before, name, spec, conversion in string.Formatter().parse(template):
        if name is not None and (conversion or not name.isidentifier() or "{" in (spec or "")):
            return None
        found.append((before, name, spec or ""))
    return tuple(found)


def sentence(key: str, values: Mapping[str, str], spoken: str | None = None) -> str:
    """The sentence for `key`, in the language of now or in `spoken`; an unknown key says so instead "
    "of failing."""
    spoken = spoken or language()
    template = SENTENCES.get(_RENAMED.get(key, key))
    words = catalog(spoken).gettext
    if template is None:
        return words(N_("Situação sem descrição ({0}). Avise o suporte.")).format(key)
    return _Writer(spoken).fill(words(template), values)


def line_text(line: LogLine) -> str:
    """A log line in the language of now; as written where that is the shop's, or nobody knows its key."""
    if language() == shop_language() or _RENAMED.get(line.key, line.key) not in SENTENCES:
        return line.text
    return sentence(line.key, line.values)
