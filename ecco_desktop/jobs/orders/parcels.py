"""Asking carriers about parcels, as often as makes sense, and remembering what they said."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus, Parcel, next_look
from ecco_desktop.domain.orders import ErpOrder
from ecco_desktop.jobs.run.context import OpenCarrier, RunContext
from ecco_desktop.jobs.run.facts import Fact, aware


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a parcel. `next_at` None: it is not asked about any more."""

    status: DeliveryStatus
    first_at: datetime
    next_at: datetime | None
    expected_on: date | None = None

    def text(self) -> str:
        """As it is kept."""
        return json.dumps(
            {
                "status": self.status.value,
                "first": self.first_at.isoformat(),
                "next": self.next_at.isoformat() if self.next_at else "",
                "expected": self.expected_on.isoformat() if self.expected_on else "",
            }
        )

    @classmethod
    def of(cls, text: str) -> "Known":
        """From what is kept."""
        kept = json.loads(text)
        return cls(
            DeliveryStatus(kept["status"]),
            aware(kept["first"]),
            aware(kept["next"]) if kept["next"] else None,
            date.fromisoformat(kept["expected"]) if kept["expected"] else None,
        )


# Deliveries and logistics ask in their own time, each about the same parcels.
PARCEL = Fact("parcel", Known.text, Known.of)
LOGISTICS = Fact("logistics", Known.text, Known.of)


def parcel_of(order: ErpOrder) -> Parcel:
    """The parcel of an order, as carriers are asked about it."""
    return Parcel(order.tracking_code, order.invoice_number if order.invoiced else "", order.carrier_name)


@dataclass(slots=True)
class Parcels:
    """The parcels of one connection, under one kind of fact."""

    ctx: RunContext
    known: dict[str, Known]
    fact: Fact[Known] = PARCEL

    @classmethod
    def of(cls, ctx: RunContext, fact: Fact[Known] = PARCEL) -> "Parcels":
        """With what earlier runs were told."""
        return cls(ctx, ctx.facts(fact), fact)

    def due(self, parcels: Iterable[Parcel]) -> list[Parcel]:
        """Those worth asking about now; a person who presses the button asks about all that are open."""
        now = self.ctx.clock.now()
        found = []
        for key, parcel in {parcel.key: parcel for parcel in parcels}.items():
            known = self.known.get(key)
            wanted = known is None or (
                known.next_at is not None and (self.ctx.by_person or known.next_at <= now)
            )
            if wanted:
                found.append(parcel)
        return found

    def ask(self, carrier: OpenCarrier, parcels: Sequence[Parcel]) -> Mapping[str, Delivery]:
        """What the carrier knows of each parcel now, by key.

        New kinds of events are logged, so that the table can grow.
        """
        if not parcels:
            return {}
        found = {delivery.code: delivery for delivery in carrier.carrier.deliveries(parcels)}
        for pair in dict.fromkeys(pair for delivery in found.values() for pair in delivery.unknown):
            self.ctx.log.info("delivery.new_event", event=pair, carrier=carrier.connection.name)
        return found

    def keep(self, delivery: Delivery) -> Known:
        """Remember what was said, and when to ask again."""
        now = self.ctx.clock.now()
        before = self.known.get(delivery.code)
        first = before.first_at if before else now
        known = Known(
            delivery.status, first, next_look(delivery, now, first, self.ctx.zone), delivery.expected_on
        )
        self.known[delivery.code] = known
        self.ctx.keep_facts(self.fact, {delivery.code: known})
        return known
