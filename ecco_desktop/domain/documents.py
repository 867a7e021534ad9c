"""Brazilian documents: CPF (people) and CNPJ (companies)."""

import re
from collections.abc import Sequence

_LOST = 3
_CPF_WEIGHTS = range(11, 1, -1)
_CNPJ_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def clean(text: str) -> str:
    """The document without dots, dashes, slashes and spaces, in capitals (CNPJ may hold letters)."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def restored(text: str) -> str:
    """The cleaned document with the zeros a spreadsheet or a number field took from before it.

    Only where the check digits then agree, and no more than three are missing; else as it is.
    """
    bare = clean(text)
    if is_valid(bare) or not (bare.isascii() and bare.isdecimal()):
        return bare
    filled = (bare.zfill(length) for length in (11, 14) if length - _LOST <= len(bare) < length)
    return next((each for each in filled if is_valid(each)), bare)


def postcode(text: str) -> str:
    """The digits of a CEP, with the zero before it given back where one is missing."""
    bare = re.sub(r"\D", "", text)
    return bare.zfill(8) if len(bare) == 7 else bare


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
