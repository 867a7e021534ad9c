"""What must never be told: secrets, documents, how to reach a buyer. Hidden before it is kept or shown.

Whoever reads a secret says so here once; from then on no problem, log line or report of this process
repeats it, whatever a server answers.
"""

import re
import threading
from collections.abc import Iterable, Mapping

from ecco_desktop.domain.foreign import LONGEST, cut, shown

# Shorter ones would hide half of every sentence.
SHORTEST = 6
# What stands in the place of what is hidden, in sentences of every language.
HIDDEN = "•••"
# Values of sentences in the words of somebody outside, who may repeat what we sent him.
OUTSIDE = ("detail", "value", "detalhe")
_SHAPES = re.compile(
    r"(ck_|cs_)[0-9a-z]{8,}|(?i:(?:bearer|basic)\s+)[\w.~+/-]{8,}=*"
    r"|(?i:(token|secret|password|senha|apikey|signature)[\"']?\s*[=:]\s*[\"']?)[^\s\"',}&]+"
)
_DOCUMENTS = re.compile(
    r"\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b|\b\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}\b"
    r"|\b[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}\b"
)
# Bounded: a line of ten thousand letters must not be looked at ten thousand times.
_CONTACTS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?:\+55 ?)?\(\d{2}\) ?\d{4,5}-?\d{4}\b"
)


class _Known:
    """The secrets of this process; read without a lock, for the whole is replaced at once."""

    def __init__(self) -> None:
        self.words: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def add(self, words: Iterable[str]) -> None:
        """Longest first: one may be part of another."""
        with self._lock:
            fresh = {word for word in words if len(word) >= SHORTEST} - set(self.words)
            if fresh:
                self.words = tuple(sorted({*self.words, *fresh}, key=len, reverse=True))


_known = _Known()


def never_tell(*secrets: str) -> None:
    """From now on these are hidden wherever this module is asked."""
    _known.add(secrets)


def discreet(text: str, mark: str = HIDDEN) -> str:
    """`text` without the secrets that are known."""
    for word in _known.words:
        if word in text:
            text = text.replace(word, mark)
    return text


def from_outside(text: str, secret: str = HIDDEN, document: str = HIDDEN, contact: str = HIDDEN) -> str:
    """Somebody else's words without what looks like a secret, a document, an e-mail address or a phone."""
    found = _DOCUMENTS.sub(document, _SHAPES.sub(secret, discreet(text, secret)))
    return _CONTACTS.sub(contact, found)


def discreet_values(values: Mapping[str, object]) -> dict[str, str]:
    """The values of a sentence, fit to be kept and shown."""
    return {
        name: from_outside(shown(_short(value))) if name in OUTSIDE else discreet(shown(_short(value)))
        for name, value in values.items()
    }


def _short(value: object) -> str:
    """Nobody reads more, and nothing below looks at more."""
    return cut(str(value), LONGEST)


def without(text: str, words: Iterable[str]) -> str:
    """`text` without these words, whatever their letter case: the name and street of one buyer."""
    for word in sorted({word.strip() for word in words}, key=len, reverse=True):
        if len(word) >= 4:
            text = re.sub(re.escape(word), HIDDEN, text, flags=re.IGNORECASE)
    return text
