"""Which ERP carrier a store's way of sending is, guessed by its words; a person looks before it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.shipping import services_in
from ecco_desktop.domain.trees import folded
from ecco_desktop.ports.erp import ErpCarrier

# Words of a title that name a carrier's service, and what the carrier's name then holds.
_CARRIERS = (
    (frozenset({"pac", "sedex", "mini"}), "correios"),
    (frozenset({".package", "package", ".com"}), "jadlog"),
    (frozenset({"retirada", "retirar"}), "retira"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A carrier and one of its active forms; "" for a carrier that has none."""

    carrier_id: str
    form_id: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way of sending of a store: the link that serves it, else a guess; None where there is none."""

    title: str
    method: str
    place: str
    link: CarrierLink | None
    guess: Guess | None


def guessed(title: str, carriers: Sequence[ErpCarrier]) -> Guess | None:
    """The one carrier and form that a title speaks of; None where it speaks of none, or of several alike."""
    words, services = _words(title), services_in(title)
    forms = [(form, Guess(one.id, form.id)) for one in carriers for form in one.forms if form.active]
    named = [(len(_words(form.name)), guess) for form, guess in forms if _in(form.name, words)]
    if named:
        longest = max(length for length, _guess in named)
        return _only(guess for length, guess in named if length == longest)
    if same := [guess for form, guess in forms if services and services_in(form.name) == services]:
        return _only(same)
    families = {family for of, family in _CARRIERS if of & services}
    fitting = [
        one
        for one in carriers
        if _in(one.name, words) or any(family in folded(one.name) for family in families)
    ]
    # A carrier by its name alone says nothing of which of its services it is.
    known = [(one.id, [form.id for form in one.forms if form.active] or [""]) for one in fitting]
    return _only(Guess(carrier, form) for carrier, active in known for form in active)


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()


def _in(name: str, words: Sequence[str]) -> bool:
    """Whether a name stands in a title, word by word."""
    wanted = _words(name)
    places = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(list(words[at : at + len(wanted)]) == wanted for at in places)


def _only(guesses: Iterable[Guess]) -> Guess | None:
    found = set(guesses)
    return found.pop() if len(found) == 1 else None
