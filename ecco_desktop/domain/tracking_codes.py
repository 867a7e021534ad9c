"""The tracking codes in a text as people type it: several, spaced out, inside a link, with words around.

Correios: two letters, nine digits, two letters (UPU S10). Melhor Envio: "ME…BR" and a UUID. Jadlog: digits
alone. Any of them: the 44 signs of an invoice's key. Other carriers' codes stand as they were typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

# Nobody types more; what is cut is in no code's reach.
_LONGEST = 2000
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LINES = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_LINK = re.compile(
    r"(?:https?://|www\.|(?<![\w.@-])(?:[a-z0-9-]{1,60}\.){1,4}com(?:\.br)?/)[^\s<>\"']{1,500}", re.IGNORECASE
)
# What carriers' pages call the code in their addresses.
_NAMED = re.compile(
    r"objetos?|codigos?|cod|code|cte|id|tracking\w*|rastreio|track|shipment\w*|p_cod\w*", re.IGNORECASE
)
# Most fields hold just this: there is nothing to look for.
_USUAL = re.compile(r"[A-Z]{2}[0-9]{9}BR|[1-9][0-9]{13}")
# With blanks inside only where it ends in BR: "NF 123456789 SP" is none.
_KNOWN = re.compile(
    r"(?<![0-9A-Z])(?:"
    r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}"
    r"|\d{44}|\d{6}[0-9A-Z]{12}\d{26}|\d{4}(?:[ .]\d{4}){10}"
    r"|[A-Z]{2}\d{9}[A-Z]{2}|[A-Z] ?[A-Z][ .-]{0,3}(?:\d[ .-]{0,3}){9}B ?R"
    r"|ME[ -]?(?=[A-Z -]{0,12}\d)(?:[0-9A-Z][ -]?){9}BR"
    r")(?![0-9A-Z])",
    re.IGNORECASE | re.ASCII,
)
_UUID = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", re.IGNORECASE)
# A word typed against its code, and two codes without anything between them.
_GLUED = re.compile(
    r"(?<=codigo)(?=[A-Z]{2}\d{9}[A-Z]{2})|(?<=código)(?=[A-Z]{2}\d{9}[A-Z]{2})"
    r"|(?<=rastreio)(?=[A-Z]{2}\d{9}[A-Z]{2})|(?<=objeto)(?=[A-Z]{2}\d{9}[A-Z]{2})"
    r"|(?<=\d{9}[A-Z]{2})(?=[A-Z]{2}\d{9}[A-Z]{2})",
    re.IGNORECASE | re.ASCII,
)
# Blanks as programs write them, pasted along.
_WRITTEN_BLANK = re.compile(r"%(?:20|0A|0D|09|2C|3B)|\\[nrt]", re.IGNORECASE)
# Numbers that say themselves that they are no code.
_NOISE = re.compile(
    r"(?<!\w)(?:nf(?:-?e)?|notas?(?: fiscal)?|ped(?:ido)?|tel(?:efone)?|fone|cel(?:ular)?|whats(?:app)?|"
    r"cpf|cnpj|cep)\W{0,4}\d[\d .()-]{0,24}|r\$ ?[\d.,]{1,14}|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_DOTS = re.compile(r"[._-]")
_PART = re.compile(r"[^,;/|+&\n]+")
_WORD = re.compile(r"[0-9A-Z][0-9A-Z._-]{0,59}", re.IGNORECASE | re.ASCII)
# A code of somebody's, where nothing tells whose: so many signs, so many digits among them.
_SIGNS, _DIGITS, _MOST_DIGITS = 8, 4, 20
Found = tuple[int, str]


def visible(typed: str) -> str:
    """A text as it is seen: full-width signs made plain, what takes no room left out, blanks made spaces."""
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST]).translate(_DASHES)
    seen = (char for char in plain if unicodedata.category(char) != "Cf")
    return "".join("\n" if char in _LINES else " " if char.isspace() else char for char in seen).strip()


def codes_in(typed: str) -> tuple[str, ...]:
    """Every code in a text, once each, in the text's order; () where there is none.

    What is known by its form is in capitals, without blanks; other codes stand as they were typed.
    """
    if not typed or _USUAL.fullmatch(typed):
        return (typed,) if typed else ()
    text = _GLUED.sub(" ", _WRITTEN_BLANK.sub(" ", visible(typed)))
    found: list[Found] = []
    text = _taken(_LINK, text, _linked, found)
    text = _taken(_KNOWN, text, lambda code: (_squeezed(code),), found)
    text = _taken(_NOISE, text, lambda _: (), found)
    for part in _PART.finditer(text):
        found += [(part.start() + place, code) for place, code in _loose(part[0])]
    if not found and _WORD.fullmatch(text) and any(map(str.isdigit, text)):
        # One word and nothing else: a short code of a carrier nobody knows here.
        return (text,)
    return tuple(dict.fromkeys(code for _, code in sorted(found, key=lambda pair: pair[0])))


def _taken(
    pattern: re.Pattern[str], text: str, read: Callable[[str], Iterable[str]], found: list[Found]
) -> str:
    """The text without what the pattern finds, whose codes are added; places stay as they are."""
    for match in pattern.finditer(text):
        found += [(match.start(), code) for code in read(match[0])]
    return pattern.sub(lambda match: "\n" * len(match[0]), text)


def _squeezed(code: str) -> str:
    """A code of a known form, without what people put inside; a UUID keeps its hyphens."""
    return code.upper() if _UUID.fullmatch(code) else re.sub(r"[ .-]", "", code).upper()


def _linked(link: str) -> list[str]:
    """The codes in a page's address: where it names them, else wherever one of a known form stands."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        asked = parse_qsl(parts.query.replace(";", "%3B"))
    except ValueError:
        return []
    named = [value for name, value in asked if _NAMED.fullmatch(name)]
    path = unquote(parts.path).replace("/", "\n")
    # Behind a mark too: pages of one screen keep the code there.
    for text in ("\n".join(named), path, unquote(parts.fragment).replace("/", "\n"), unquote(parts.query)):
        if known := [_squeezed(match[0]) for match in _KNOWN.finditer(_GLUED.sub(" ", text))]:
            return known
    everything = "\n".join(value for _, value in asked)
    for text in ("\n".join(named), path.rpartition("\n")[2], everything):
        if loose := [code for part in _PART.finditer(text) for _, code in _loose(part[0])]:
            return loose
    return []


def _loose(part: str) -> list[Found]:
    """The codes between two separators that have no known form: long numbers, and words with digits.

    A number in groups is one; numbers that are long enough alone are one each.
    """
    words = [(match.start(), match[0]) for match in _WORD.finditer(part)]
    numbers = [(place, digits) for place, word in words if (digits := _DOTS.sub("", word)).isdecimal()]
    found = [(place, word.rstrip("._-")) for place, word in words if _is_code(word)]
    long = [(place, digits) for place, digits in numbers if len(digits) >= _SIGNS]
    whole = "".join(digits for _, digits in numbers)
    if len(long) < 2 and _SIGNS <= len(whole) <= _MOST_DIGITS and (not long or len(numbers) == len(words)):
        return [*found, (numbers[0][0], whole)]
    return found + long


def _is_code(word: str) -> bool:
    """Whether a word that is no number may be somebody's code."""
    digits = sum(map(str.isdigit, word))
    return len(word) >= _SIGNS and digits >= _DIGITS and not _DOTS.sub("", word).isdecimal()
