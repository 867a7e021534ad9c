"""Asking carriers about parcels, as often as makes sense, and remembering what they said."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus, Parcel, next_look
from ecco_desktop.domain.following import Known, asked_again, learned, turn_has_come
from ecco_desktop.domain.orders import ErpOrder
from ecco_desktop.domain.tracking_codes import codes_in
from ecco_desktop.jobs.run.context import OpenCarrier, RunContext
from ecco_desktop.jobs.run.facts import Fact, aware

_MOMENTS = ("at", "delivered_at", "refused_at", "settled_at")
# Carriers' words are kept so long.
_SHOWN = 120


def _text(known: Known) -> str:
    kept: dict[str, object] = {
        "status": known.status.value,
        "first": known.first_at.isoformat(),
        "next": known.next_at.isoformat() if known.next_at else "",
        "expected": known.expected_on.isoformat() if known.expected_on else "",
    }
    kept |= {name: moment.isoformat() for name in _MOMENTS if (moment := getattr(known, name))}
    more = {
        "detail": known.detail[:_SHOWN],
        "refusals": known.refusals,
        "silent": known.silent,
        "strange": known.strange,
    }
    return json.dumps(kept | {name: value for name, value in more.items() if value})


def _known(text: str) -> Known:
    kept = json.loads(text)
    moments = {name: aware(kept[name]) for name in _MOMENTS if kept.get(name)}
    return Known(
        DeliveryStatus(kept["status"]),
        aware(kept["first"]),
        aware(kept["next"]) if kept["next"] else None,
        date.fromisoformat(kept["expected"]) if kept["expected"] else None,
        detail=str(kept.get("detail", "")),
        refusals=int(kept.get("refusals", 0)),
        silent=bool(kept.get("silent")),
        strange=tuple(map(str, kept.get("strange", ()))),
        **moments,
    )


# Deliveries and logistics ask in their own time, each about the same parcels.
PARCEL = Fact("parcel", _text, _known)
LOGISTICS = Fact("logistics", _text, _known)


def parcels_of(order: ErpOrder) -> tuple[Parcel, ...]:
    """The parcels of an order, as carriers are asked about them: one a code, else one by its invoice."""
    invoice = order.invoice_number if order.invoiced else ""
    codes = codes_in(order.tracking_code)
    return tuple(Parcel(code, invoice, order.carrier_name) for code in codes or ("",))


def said_of(ctx: RunContext, fact: Fact[Known] = PARCEL, *, but: int | None = None) -> dict[str, Known]:
    """What every connected carrier (but one connection) said last of its parcels, by key."""
    found: dict[str, Known] = {}
    for connection in ctx.storage.connections.all():
        if connection.role is Role.CARRIER and connection.id != but:
            found |= fact.all(ctx.storage.memory, connection.id)
    return found


@dataclass(slots=True)
class Parcels:
    """The parcels of one connection, under one kind of fact."""

    ctx: RunContext
    known: dict[str, Known]
    fact: Fact[Known] = PARCEL
    _elsewhere: dict[str, Known] | None = None

    @classmethod
    def of(cls, ctx: RunContext, fact: Fact[Known] = PARCEL) -> "Parcels":
        """With what earlier runs were told."""
        return cls(ctx, ctx.facts(fact), fact)

    def due(self, parcels: Iterable[Parcel]) -> list[Parcel]:
        """Those worth asking about now; a person who presses the button asks about all of them."""
        return [
            parcel
            for key, parcel in {parcel.key: parcel for parcel in parcels}.items()
            if self.ctx.by_person or key not in self.known or self._turn_of(self.known[key])
        ]

    def due_again(self, parcels: Iterable[Parcel]) -> list[Parcel]:
        """Those of orders that are over: asked about for some days more."""
        found = {parcel.key: parcel for parcel in parcels}
        watched = {key for key in found if key in self.known and self.known[key].next_at is not None}
        return self.due(parcel for key, parcel in found.items() if key in watched)

    def ask(self, carrier: OpenCarrier, parcels: Sequence[Parcel]) -> Mapping[str, Delivery]:
        """What the carrier knows of each parcel now, by key.

        What nobody understands is warned of once a parcel, as it came, so that the tables can grow.
        """
        if not parcels:
            return {}
        wanted = {parcel.key for parcel in parcels}
        answers = carrier.carrier.deliveries(parcels)
        found = {delivery.code: delivery for delivery in answers if delivery.code in wanted}
        for code, delivery in found.items():
            told = self.known[code].strange if code in self.known else ()
            for event in dict.fromkeys(delivery.unknown):
                if event not in told:
                    self.ctx.tally.warnings += 1
                    values = {"event": event, "carrier": carrier.connection.name, "code": code}
                    self.ctx.log.warning("delivery.new_event", code, **values)
        return found

    def learned(self, delivery: Delivery) -> Known:
        """What is known after this answer, and when to ask again; nothing is kept yet."""
        before, now = self.known.get(delivery.code), self.ctx.clock.now()
        known = learned(before, delivery, now)
        shown = Delivery(delivery.code, known.status, known.at, known.expected_on)
        usual = next_look(shown, now, known.first_at, self.ctx.zone)
        return asked_again(known, usual, now, first=before is None)

    def keep(self, code: str, known: Known) -> None:
        """Remember it."""
        self.known[code] = known
        self.ctx.keep_facts(self.fact, {code: known})

    @property
    def elsewhere(self) -> Mapping[str, Known]:
        """What the other connected carriers said of theirs, by key; read once a run, where it is wanted."""
        if self._elsewhere is None:
            self._elsewhere = said_of(self.ctx, self.fact, but=self.ctx.connection.id)
        return self._elsewhere

    def _turn_of(self, known: Known) -> bool:
        """What was refused once was closed for good by earlier versions: it is asked about again."""
        if known.next_at is None:
            return known.status is DeliveryStatus.INVALID_CODE and not known.refusals
        return turn_has_come(known, self.ctx.clock.now())
