"""Brazilian states by their names, for platforms that write them out."""

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
    """The two letters of a state, from its name or from the letters themselves; else as it is written."""
    said = name.strip()
    return said.upper() if said.upper() in STATES else _NAMES.get(folded(said), said)
