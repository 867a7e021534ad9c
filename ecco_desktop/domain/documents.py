"""Brazilian documents: CPF (people) and CNPJ (companies)."""

import re
from collections.abc import Sequence

_LOST = 3
_FIRST_CEP = "01000000"
# What a number field leaves behind a whole number.
_FRACTION = re.compile(r"(?<=\d{7})[.,]0$")
_NAMED = re.compile(r"^(?:CPFCNPJ|CPF|CNPJ)")
_CPF_WEIGHTS = range(11, 1, -1)
_CNPJ_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def clean(text: str) -> str:
    """The document without dots, dashes, slashes and spaces, in capitals (CNPJ may hold letters)."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def restored(text: str) -> str:
    """The cleaned document as it was before a spreadsheet, a number field or a form changed it.

    With the zeros it lost before it (no more than three), without those it got, ".0" behind it, or the word
    "CPF". Only where the check digits then agree; else as it is.
    """
    bare = clean(text)
    if is_valid(bare):
        return bare
    return next((found for each in _meant(text, bare) for found in _lengths(each) if is_valid(found)), bare)


def _meant(text: str, bare: str) -> tuple[str, ...]:
    """What may have been meant, the likeliest first."""
    whole = clean(_FRACTION.sub("", text.strip()))
    return bare, whole, _NAMED.sub("", whole)


def _lengths(bare: str) -> list[str]:
    """The document in both lengths, where only zeros are between."""
    if not (bare.isascii() and bare.isdecimal()):
        return [bare]
    filled = [bare.zfill(length) for length in (11, 14) if length - _LOST <= len(bare) <= length]
    return [*filled, bare[-11:]] if len(bare) > 11 and not bare[:-11].strip("0") else filled


def postcode(text: str) -> str:
    """The digits of a CEP, with the zero before it given back where one is missing.

    "01001-00" lost its last digit and stays short: no CEP is below 01000-000.
    """
    bare = re.sub(r"\D", "", _FRACTION.sub("", text.strip()))
    filled = bare.zfill(8) if len(bare) == 7 else bare
    return filled if filled >= _FIRST_CEP or len(filled) != 8 else bare


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
