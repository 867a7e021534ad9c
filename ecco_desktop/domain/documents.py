"""Brazilian documents: CPF (people) and CNPJ (companies)."""

import re
from collections.abc import Sequence

_CPF_WEIGHTS = range(11, 1, -1)
_CNPJ_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def clean(text: str) -> str:
    """The document without dots, dashes, slashes and spaces, in capitals (CNPJ may hold letters)."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def is_valid(document: str) -> bool:
    """Whether the check digits of a cleaned CPF or CNPJ are right; one repeated digit never is."""
    if len(set(document)) < 2:
        return False
    if len(document) == 11 and document.isdigit():
        return _checks(document, list(_CPF_WEIGHTS))
    # Since July 2026 a CNPJ may hold letters in its first 12 places; their value is ASCII - 48.
    if len(document) == 14 and re.fullmatch(r"[0-9A-Z]{12}[0-9]{2}", document):
        return _checks(document, list(_CNPJ_WEIGHTS))
    return False


def masked(document: str) -> str:
    """The document with only its last two characters left, for logs."""
    return "*" * max(0, len(document) - 2) + document[-2:]


def _checks(document: str, weights: Sequence[int]) -> bool:
    values = [ord(char) - 48 for char in document]
    return all(
        _digit(values[:length], weights[-length:]) == values[length]
        for length in (len(document) - 2, len(document) - 1)
    )


def _digit(values: Sequence[int], weights: Sequence[int]) -> int:
    rest = sum(value * weight for value, weight in zip(values, weights, strict=True)) % 11
    return 0 if rest < 2 else 11 - rest
