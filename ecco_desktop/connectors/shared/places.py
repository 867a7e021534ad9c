"""Brazilian states by their names, for platforms that write them out."""

import re

from ecco_desktop.domain.trees import folded

_NAMES = {
    "acre": "AC",
    "alagoas": "AL",
    "amapa": "AP",
    "amazonas": "AM",
    "bahia": "BA",
    "ceara": "CE",
    "distrito federal": "DF",
    "espirito santo": "ES",
    "goias": "GO",
    "maranhao": "MA",
    "mato grosso": "MT",
    "mato grosso do sul": "MS",
    "minas gerais": "MG",
    "para": "PA",
    "paraiba": "PB",
    "parana": "PR",
    "pernambuco": "PE",
    "piaui": "PI",
    "rio de janeiro": "RJ",
    "rio grande do norte": "RN",
    "rio grande do sul": "RS",
    "rondonia": "RO",
    "roraima": "RR",
    "santa catarina": "SC",
    "sao paulo": "SP",
    "sergipe": "SE",
    "tocantins": "TO",
}
STATES = frozenset(_NAMES.values())
# How people shorten them, and what else names one.
_SHORT = {
    "brasilia": "DF",
    "federal district": "DF",
    "e santo": "ES",
    "esp santo": "ES",
    "m gerais": "MG",
    "m grosso": "MT",
    "m grosso do sul": "MS",
    "r de janeiro": "RJ",
    "r g do norte": "RN",
    "r g do sul": "RS",
    "rio g do norte": "RN",
    "rio g do sul": "RS",
    "s catarina": "SC",
    "s paulo": "SP",
    "sta catarina": "SC",
}
_CALLED = _NAMES | _SHORT | {name.replace(" ", ""): letters for name, letters in _NAMES.items()}
# Words around a state that are none.
_AROUND = frozenset(
    ["br", "bra", "brasil", "brazil", "estado", "state", "est", "uf", "provincia", "province"]
)
_OF = frozenset(["de", "do", "da", "of"])


def uf_of(name: str) -> str:
    """The two letters of a state, from its name or its letters however they are written; else as it is.

    "São Paulo", "SAO PAULO", "sp", "S.P.", "BR-SP", "SP - São Paulo", "São Paulo (SP)", "São Paulo, Brasil",
    "Estado de São Paulo", "State of São Paulo", "SP/SP".
    """
    said = name.strip()
    words = _bare(re.sub(r"[^a-z ]", " ", folded(said)).split())
    whole = " ".join(words)
    if (letters := whole.replace(" ", "").upper()) in STATES:
        return letters
    first, *rest = words or [""]
    parts = (whole, " ".join(rest), " ".join(words[:-1]))
    if found := next((_CALLED[part] for part in parts if part in _CALLED), ""):
        beside = {word.upper() for word in (first, *words[-1:])} & STATES
        return found if whole in _CALLED or beside == {found} else said
    return said


def _bare(words: list[str]) -> list[str]:
    """Without what stands around a state, and once where it is said twice."""
    while words and words[0] in _AROUND:
        words = words[2:] if words[1:2] and words[1] in _OF else words[1:]
    while words and words[-1] in _AROUND:
        words = words[:-1]
    half = len(words) // 2
    return words[:half] if half and words[:half] == words[half:] else words
