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


def uf_of(name: str) -> str:
    """The two letters of a state, from its name or its letters however they are written; else as it is.

    "São Paulo", "SAO PAULO", "sp", "BR-SP", "SP - São Paulo", "São Paulo (SP)", "Estado de São Paulo".
    """
    said = name.strip()
    whole = " ".join(re.sub(r"[^a-z ]", " ", folded(said)).split())
    whole = re.sub(r"^(br|bra|brasil|brazil) (?=\w)|^estado d[aeo] |^uf ", "", whole)
    if whole.upper() in STATES:
        return whole.upper()
    first, *rest = whole.split() or [""]
    parts = (whole, " ".join(rest), " ".join(whole.split()[:-1]))
    if found := next((_NAMES[part] for part in parts if part in _NAMES), ""):
        beside = {word.upper() for word in (first, whole.split()[-1])} & STATES
        return found if whole in _NAMES or beside == {found} else said
    return said
