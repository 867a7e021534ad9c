"""Bar codes (GTIN): one product's code is written with eight to fourteen digits."""

import re

_LONGEST = 14
_LENGTHS = (8, 12, 13, 14)


def gtin14(code: str) -> str:
    """A GTIN padded to 14 digits, to be compared; the text itself where it is none. "" stays ""."""
    bare = re.sub(r"[\s.-]", "", code)
    said = bare.isascii() and bare.isdecimal() and _LENGTHS[0] <= len(bare) <= _LONGEST
    return bare.zfill(_LONGEST) if said and bare.strip("0") else code.strip()


def same_gtin(one: str, other: str) -> bool:
    """Whether two texts are one product's code, whatever zeros stand before it."""
    return bool(one.strip()) and gtin14(one) == gtin14(other)


def spellings(code: str) -> list[str]:
    """How systems write this GTIN: as it came first, then with fewer zeros before it, or with one more.

    A code of thirteen digits without a zero before it has only one spelling in use.
    """
    full, given = gtin14(code), code.strip()
    bare = full.lstrip("0")
    if len(full) != _LONGEST or not full.isdecimal() or (len(bare) == len(given) == 13):
        return [given]
    lengths = [length for length in _LENGTHS if len(bare) <= length <= 13]
    return list(dict.fromkeys([given, *(full[-length:] for length in lengths)]))
