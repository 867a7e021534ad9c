"""Text that other systems and other people wrote: how it is read, compared, and shown. The one door.

Nothing here looks closer at more than `LONGEST` signs, and no pattern reads a sign in two ways, so that the
worst text costs as much as any other of its length.

On the way in `read` is for names, titles, numbers, SKUs, statuses and messages, `lines` for notes, which
people write in lines. What is handed back to its owner as it came (ids, handles, addresses, HTML) is read by
neither: connectors take it with `verbatim`. On the way out `shown` goes over everything once more: data of
earlier versions, names of files and what somebody typed never came in through here.
"""

import re
import unicodedata
from html import escape, unescape
from html.entities import html5

# Longer words are none that a person wrote.
LONGEST = 4_000
CUT = "…"
# Stands where a mark would have turned text round, or where half a character is.
MARK = "\N{REPLACEMENT CHARACTER}"
# With its semicolon only: "AB&notebook" and "a&copy=1" are no entities.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# From "<" to ">", or to the next "<": each sign is looked at once.
_TAG = re.compile(r"<[^<>]*>")
# Between two pictures it makes one of them (a family, a profession); elsewhere it joins nothing.
_PICTURE = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINER = re.compile(f"(?<!{_PICTURE})\u200d|\u200d(?!{_PICTURE})")
# Ends of lines, and what moves between them.
_ENDS = (*range(0x09, 0x0E), 0x85, 0x2028, 0x2029)
# Blanks of every width.
_BLANKS = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
# Without width, and the directions that phones and spreadsheets put around numbers and names.
_NOTHING = (
    *(0xAD, 0x61C, 0x180E, 0xFEFF),
    *(0x200B, 0x200C, 0x200E, 0x200F, *range(0x202A, 0x202E), *range(0x2060, 0x2070)),
    *(*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)),
)
# No text holds these by chance: they stay to be seen.
_SEEN = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "\N{SYMBOL FOR DELETE}", 0x202E: MARK}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], MARK)
    | dict.fromkeys(_ENDS, " ")
)
_LINE = _SEEN | dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_NOTHING, "")
_LINES = _LINE | {0x0A: "\n"}
# Where text is shown nothing is dropped: two codes that differ in a mark must not look alike.
_SHOWN = _SEEN | dict.fromkeys(_NOTHING, MARK) | {0x09: "\t", 0x0A: "\n"}


def read(text: str, longest: int = LONGEST) -> str:
    """Words of somebody outside as one trimmed line: cut, entities unescaped, in NFC.

    Marks that carry nothing are dropped, the others made visible. Reading twice gives the same.
    """
    if len(text) <= longest and text.isascii() and text.isprintable() and "&" not in text:
        return text.strip()
    return _clean(text, longest, _LINE)


def lines(text: str, longest: int = LONGEST) -> str:
    """As `read`, with the lines people wrote."""
    begin = text[: 2 * longest].replace("\r\n", "\n").replace("\r", "\n")
    return _clean(begin, longest, _LINES)


def brief(text: str, longest: int = 120) -> str:
    """What a message says, short: without tags and doubled blanks; "" where it says nothing."""
    bare = _clean(_TAG.sub(" ", text[:LONGEST]), LONGEST, _LINE)
    return cut(" ".join(bare.split()), longest)


def shown(text: str) -> str:
    """Text as it may be shown anywhere: no sign in it steers a terminal, or turns a line round."""
    return text if text.isprintable() else _JOINER.sub(MARK, text.translate(_SHOWN))


def cut(text: str, longest: int) -> str:
    """Its beginning, marked where something was cut off."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + CUT


def key(text: str, longest: int = LONGEST) -> str:
    """By which two spellings of one code are equal: "CALÇA" in one or two signs, "a&amp;b" and "A&B"."""
    return read(text, longest).casefold()


def spellings(code: str) -> list[str]:
    """How the owner of a code may have written it, as it came first; only the first for plain letters.

    A look-up finds what is spelled as it was asked for, and here a code is known by its one spelling only.
    """
    plain = read(code)
    if plain.isascii() and "&" not in plain:
        return [code.strip()]
    apart = unicodedata.normalize("NFD", plain)
    return list(
        dict.fromkeys([code.strip(), plain, apart, *(escape(one, quote=False) for one in (plain, apart))])
    )


def _clean(text: str, longest: int, table: dict[int, str]) -> str:
    found = _unescaped(cut(text[: longest + 1], longest))
    bare = _JOINER.sub("", found.translate(table))
    return cut(unicodedata.normalize("NFC", bare).strip(), longest)


def _unescaped(text: str) -> str:
    """Until nothing is left to unescape: some plug-ins escape what is escaped already."""
    before = ""
    while text != before and "&" in text:
        before, text = text, _ENTITY.sub(_sign, text)
    return text


def _sign(entity: re.Match[str]) -> str:
    """Whole names only: the library takes "&notebook;" for "¬ebook;"."""
    return unescape(entity[0]) if entity[0][1] == "#" else html5.get(entity[0][1:], entity[0])
