"""Bar codes (GTIN): one product's code is written with eight to fourteen digits."""

import re

_LONGEST = 14
_LENGTHS = (8, 12, 13, 14)
# As spreadsheets and people write it: "'789…", "789….0", "EAN-13: 789…".
_WRITTEN = re.compile(r"'?(?:(?:gtin|ean|upc)(?:-?\d\d?(?=[ :]))?[ :]*)?(\d{8,18})(?:[.,]0)?", re.IGNORECASE)
# What a spreadsheet made of many codes that begin alike.
_ROUNDED = re.compile(r"\d(?:[.,]\d{1,15})?e\+?\d\d?", re.IGNORECASE)


def bar_code(text: str) -> str:
    """What stands where a bar code belongs; "" where it is none.

    "SEM GTIN", which invoices want where a product has none, "N/A", "0000000000000" or "99999999" stand
    beside many products: they say nothing of what a product is, and are told to nobody. Nor does "7,891E+12".
    """
    code = text.strip()
    if code.isdigit():
        # As nearly every one is; asked of every product of a shop.
        return "" if code.count(code[0]) == len(code) else code
    if _ROUNDED.fullmatch(code):
        return ""
    if found := _WRITTEN.fullmatch(code):
        return bar_code(found[1])
    return code if len({sign for sign in code if sign.isdigit()}) > 1 else ""


def gtin14(code: str) -> str:
    """A GTIN padded to 14 digits, to be compared; the text itself where it is none. "" stays ""."""
    bare = re.sub(r"[\s.-]", "", code)
    if len(bare) > _LONGEST and bare.isascii() and bare.isdecimal():
        # Some systems pad to eighteen.
        bare = bare.lstrip("0").zfill(_LENGTHS[0])
    said = bare.isascii() and bare.isdecimal() and _LENGTHS[0] <= len(bare) <= _LONGEST
    return bare.zfill(_LONGEST) if said and bare.strip("0") else code.strip()


def same_gtin(one: str, other: str) -> bool:
    """Whether two texts are one product's code, whatever zeros stand before it."""
    return bool(bar_code(one)) and gtin14(one) == gtin14(other)


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
