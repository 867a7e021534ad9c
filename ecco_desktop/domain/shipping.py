"""What a shop calls its ways of sending, without the promise and the price it writes beside the name.

"PAC (Entrega em 12 dias úteis)", "PAC - 5 a 8 dias" and "PAC R$ 22,90" are one way; tomorrow's order says
another number. What is left must still name something: "Entrega (até 2 dias)" and "Entrega (até 8 dias)" may
be two carriers, so such a title stands as it is.
"""

import re
from collections.abc import Callable, Sequence

from ecco_desktop.domain.foreign import key
from ecco_desktop.domain.orders import CarrierLink

# Nothing longer is a title; what is cut tells nothing more.
_LONGEST = 200
# One after the other makes a promise of what stood apart; more than a few never do.
_ROUNDS = 10
_COUNT = r"\d{1,3}(?: ?(?:a|à|até|ate|-|–|—|ou|e|/) ?\d{1,3})?"
_DAYS = (
    r"(?:d[ií]as?(?:\s?\(s\))?|d\.\s?u\.?|du|semanas?(?:\s?\(s\))?|(?:business |working )?days?)(?!\w)"
    r"(?:\s*(?:úteis|uteis|útil|util|corridos?|h[áa]beis|h[áa]biles|du)\b)?"
)
_HOURS = r"(?:horas?|hrs?|h|minutos?|min)\b(?:\s*(?:úteis|uteis))?"
_DAY = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\s+de\s+[a-zç]{3,9}\.?"
_WEEKDAY = r"\b(?:segunda|ter[çc]a|quarta|quinta|sexta|s[áa]bado|domingo)(?:[ -]feira)?\b"
_TO = r" ?(?:a|à|e|até|ate|[-–—]) ?"
# A day, from one to another, or a day of the week; "5 e 9 de março" too.
_DATE = (
    rf"(?:(?:{_DAY})(?:{_TO}(?:{_DAY}))?|\d{{1,2}}{_TO}\d{{1,2}} de [a-zç]{{3,9}}\b|"
    rf"{_WEEKDAY}(?:,? (?:dia )?(?:{_DAY}))?)"
)
_LEAD = (
    r"(?:prazo|entregas?|entregue|entregamos|chega|chegará|receba|recebe|previs[ãa]o|previst[oa]|estimativa|"
    r"estimad[oa]|envio|postagem|dispon[íi]vel|delivery|prazo\s+estimado)"
)
# One way alone to read each blank: what is read in two ways takes for ever where there are many.
_JOIN = (
    r"(?: ?(?:[:\-–] ?)?(?:de|da|do|para|em|no|na|até|ate|at[ée] o dia|a partir de|cerca de|por|entre|"
    r"in|entrega|envio|estimad[oa]|previst[oa]|m[áa]xim[oa]|m[ée]di[oa]|aprox(?:imadamente)?\.?)\b)* ?:? ?"
)
_AFTER = (
    r"(?:\s*(?:ap[óo]s|depois|a\s+partir|contados|a\s+contar)\b[^()\[\]|]{0,60})?"
    r"(?:\s*(?:para|de)\s+(?:a\s+)?entrega\b)?"
)
_ALONE = r"(?:(?:em|até|ate|de|entre) )*"
_TAKEN_OFF = (
    re.compile(r"(?:\b(?:por|valor|custo|frete)\s*:?\s*)?(?:r\$|brl)\s*\d[\d.,]{0,12}"),
    re.compile(rf"\b{_LEAD}{_JOIN}(?:{_COUNT}\s*(?:{_DAYS}|{_HOURS})|{_DATE}|(?:hoje|amanh[ãa])\b){_AFTER}"),
    re.compile(rf"(?<![\w.]){_ALONE}(?:\+\s*)?{_COUNT}\s*{_DAYS}{_AFTER}"),
    re.compile(rf"[(\[]\s*{_ALONE}(?:{_COUNT}\s*(?:{_HOURS}|d\b)|{_DATE}|amanh[ãa])\s*[)\]]"),
    re.compile(rf"\b(?:entre|até|ate) {_DATE}"),
    re.compile(r"(?:[-–—|:]\s*|\(\s*)(?:gr[áa]tis|gratuit[oa])\s*\)?\s*$"),
)
_MARKS = re.compile(r"[\s()\[\]{}|:;,•·*–—-]+")
# Words that name no carrier and no service.
_NOTHING = frozenset(
    re.split(
        r"\s+",
        """a o e de da do em no na com por para até ate sua seu casa domicílio domicilio endereço endereco
        prazo entrega entregas entregue frete envio envios postagem transportadora previsão previsao
        estimativa estimada estimado padrão padrao normal dia dias úteis uteis""",
    )
)
# What shops name their ways of sending by, however they word the rest.
_SERVICES = re.compile(
    r"(?<!\w)(?:pac|sedex|mini|jadlog|\.?package|\.com|loggi|azul|latam|total|braspress|buslog|jamef|tnt|fedex|dhl|"
    r"rodonaves|kangu|j&t|motoboy|retirada|retirar|express[ao]?|econômic[ao]|same day)(?!\w)"
)


def bare_title(title: str) -> str:
    """A title by which ways of sending are told apart: small letters, without promise and price.

    A title that would name nothing any more stays whole. What was bare before stays as it is.
    """
    bare = title
    for _ in range(_ROUNDS):
        before, bare = bare, _once(bare)
        if bare == before:
            break
    return bare


def services_in(title: str) -> frozenset[str]:
    """The carriers and services that a title names."""
    return frozenset(_SERVICES.findall(_squeezed(title)))


def carrier_for(reference: str, method: str, links: Sequence[CarrierLink]) -> CarrierLink | None:
    """The link of an order's way of sending; None where there is none, or where two would do.

    By the platform's id where there is one, whatever the title is now: another way that shares the title has
    an id of its own. Else by a link without id: the very title, or the same but for promise and price.
    """
    if not method:
        return _titled(reference, links)
    mine = [link for link in links if link.method == method]
    if mine:
        return _titled(reference, mine) or _only(mine)
    return _titled(reference, [link for link in links if not link.method])


def way_key(reference: str, method: str) -> tuple[str, str]:
    """What is equal for orders that one link would serve."""
    return ("", method) if method else (bare_title(reference), "")


def _titled(reference: str, links: Sequence[CarrierLink]) -> CarrierLink | None:
    for way in _WORDINGS:
        same = [link for link in links if way(link.reference) == way(reference)]
        if same:
            return _only(same)
    return None


def _only(links: Sequence[CarrierLink]) -> CarrierLink | None:
    """The first, where all lead to one carrier and form."""
    return links[0] if len({(link.carrier_id, link.form_id) for link in links}) == 1 else None


def _once(title: str) -> str:
    whole = bare = _squeezed(title)
    for pattern in _TAKEN_OFF:
        bare = _squeezed(pattern.sub(" ", bare))
    left = _MARKS.sub(" ", bare).split()
    named = any(word not in _NOTHING and any(map(str.isalpha, word)) for word in left)
    return " ".join(left) if named else _squeezed(_MARKS.sub(" ", whole))


def _squeezed(text: str) -> str:
    return " ".join(key(text, _LONGEST).split())


_WORDINGS: tuple[Callable[[str], str], ...] = (_squeezed, bare_title)
