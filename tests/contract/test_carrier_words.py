"""A carrier's date or word is not believed against reason: the same stories on every carrier.

Correios has codes and words, Jadlog words alone, Melhor Envio one word and a few dates.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.carriers.correios.mapping import to_delivery as correios
from ecco_desktop.connectors.carriers.jadlog.mapping import to_delivery as jadlog
from ecco_desktop.connectors.carriers.melhorenvio.adapter import Calls, MelhorEnvio
from ecco_desktop.connectors.carriers.melhorenvio.labels import Labels
from ecco_desktop.connectors.carriers.melhorenvio.mapping import to_delivery as melhorenvio
from ecco_desktop.connectors.shared.parcels import Told, delivery_of
from ecco_desktop.domain.deliveries import FINAL, MOVING, Delivery, DeliveryStatus, Parcel
from ecco_desktop.jobs.run.notebook import LooseNotes

S = DeliveryStatus
NOW = datetime.now(UTC).replace(microsecond=0)
CODE = "X"
# Days before now; below zero: ahead.
Event = tuple[str, float]


def at(days: float) -> str:
    return f"{NOW - timedelta(days=days):%Y-%m-%d %H:%M:%S}"


def of_correios(*events: Event) -> Delivery:
    pairs = {
        "moved": ("RO", "01", "Objeto em trânsito"),
        "out": ("OEC", "01", "Objeto saiu para entrega"),
        "back": ("BDE", "04", "Objeto será devolvido ao remetente"),
        "delivered": ("BDE", "01", "Objeto entregue ao destinatário"),
        "sender": ("BDI", "01", "Objeto entregue ao remetente"),
    }
    rows = [
        dict(zip(("codigo", "tipo", "descricao"), pairs.get(what, ("ZZZ", "1", what)), strict=True))
        | {"dtHrCriado": at(days)}
        for what, days in events
    ]
    return correios({"eventos": rows}, CODE, NOW)


def of_jadlog(*events: Event) -> Delivery:
    words = {
        "moved": "TRANSFERENCIA",
        "out": "EM ROTA",
        "back": "DEVOLUCAO AO REMETENTE",
        "delivered": "ENTREGUE",
        "sender": "ENTREGUE AO REMETENTE",
    }
    rows = [{"data": at(days), "status": words.get(what, what)} for what, days in events]
    return jadlog([{"tracking": {"eventos": rows}}], CODE)


LISTS: list[Callable[..., Delivery]] = [of_correios, of_jadlog]


def of_melhorenvio(*events: Event) -> Delivery:
    """Melhor Envio has one word, the newest, and dates of its own."""
    words = {"moved": "in_transit", "out": "out_for_delivery", "back": "returning", "delivered": "delivered"}
    row: dict[str, Any] = {"status": words.get(events[-1][0], events[-1][0])}
    for what, days in events:
        if what in ("moved", "delivered", "sender"):
            row["posted_at" if what == "moved" else "delivered_at"] = at(days)
    if events[-1][0] == "sender":
        row["status"] = "delivered_to_sender"
    return melhorenvio(row, CODE, NOW, UTC)


ALL = [*LISTS, of_melhorenvio]
STRANGE = ["Objeto ainda não conferido", "evento novo", "saiu da unidade X?", "teleported", "42"]


@pytest.mark.parametrize("told", ALL)
@pytest.mark.parametrize("word", STRANGE)
def test_an_unknown_event_moves_nothing_and_is_shown_as_it_came(
    told: Callable[..., Delivery], word: str
) -> None:
    alone = told((word, 1))
    assert alone.status not in MOVING and alone.status not in FINAL
    after = told(("moved", 2), (word, 1))
    assert after.status is told(("moved", 2)).status or after.status is S.POSTED
    for found in (alone, after):
        assert any(word in shown for shown in found.unknown)
        assert word in found.detail


@pytest.mark.parametrize("told", LISTS)
def test_it_takes_nothing_back_either(told: Callable[..., Delivery]) -> None:
    assert told(("moved", 3), ("out", 2), ("evento novo", 1)).status is S.OUT_FOR_DELIVERY
    done = told(("moved", 3), ("delivered", 2), ("evento novo", 1))
    assert done.status is S.DELIVERED and done.delivered_at == NOW - timedelta(days=2) + _zone(told)


def _zone(told: Callable[..., Delivery]) -> timedelta:
    """Lists are of Brasília's time."""
    return timedelta(hours=3) if told in LISTS else timedelta()


@pytest.mark.parametrize("told", ALL)
@pytest.mark.parametrize("days", [-365 * 36, -30, -2, 365 * 60])
def test_a_date_of_no_parcel_delivers_nothing(told: Callable[..., Delivery], days: float) -> None:
    found = told(("moved", 2), ("delivered", days))
    assert found.status is not S.DELIVERED and found.delivered_at is None
    assert told(("moved", 2), ("delivered", 1)).status is S.DELIVERED


@pytest.mark.parametrize("told", LISTS)
def test_an_event_without_a_date_that_can_be_is_shown(told: Callable[..., Delivery]) -> None:
    found = told(("moved", 2), ("delivered", -365 * 36))
    assert len(found.unknown) == 1 and at(-365 * 36)[:4] in found.unknown[0]


@pytest.mark.parametrize("told", ALL)
def test_handed_to_the_sender_is_no_delivery(told: Callable[..., Delivery]) -> None:
    found = told(("moved", 3), ("sender", 1))
    assert found.status in (S.RETURNED, S.RETURNING) and found.delivered_at is None


@pytest.mark.parametrize("told", LISTS)
def test_after_a_return_has_begun_delivered_is_returned(told: Callable[..., Delivery]) -> None:
    found = told(("moved", 4), ("back", 3), ("moved", 2), ("delivered", 1))
    assert found.status is S.RETURNED and found.delivered_at is None
    assert S.DELIVERED not in {event.status for event in found.events}
    assert told(("moved", 4), ("back", 3), ("out", 2)).status is S.RETURNING


def test_melhor_envio_tells_a_return_once_and_it_is_kept() -> None:
    notes = LooseNotes()
    row = {"posted_at": at(5), "status": "returning"}

    class Told(Calls):
        def milestones(self, labels: Any) -> Any:
            return dict.fromkeys(labels, row)

    label = "0a1b2c3d-0000-4000-8000-000000000001"

    def ask() -> Delivery:
        labels = Labels(notes, lambda _page: [], UTC, lambda: NOW)
        found = MelhorEnvio(Told(None, "ME"), labels, UTC, False).deliveries([Parcel(label)])  # type: ignore[arg-type]
        return found[0]

    assert ask().status is S.RETURNING
    row |= {"status": "delivered", "delivered_at": at(1)}
    # Another process, days later: the notes are all that is left.
    found = ask()
    assert found.status is S.RETURNED and found.delivered_at is None
    assert S.DELIVERED not in {event.status for event in found.events}
    assert ask().status is S.RETURNED


days_ago = st.floats(0, 400)
moments = st.one_of(st.none(), days_ago.map(lambda days: NOW - timedelta(days=days)))
entries = st.builds(
    Told, moments, st.one_of(st.none(), st.sampled_from(S)), st.just("C"), st.text(max_size=9)
)


@given(st.lists(entries, max_size=9), st.booleans())
def test_nothing_that_is_not_known_ever_counts(told: list[Told], back: bool) -> None:
    known = [one for one in told if one.at and one.status]
    found, plain = delivery_of(CODE, told, back=back), delivery_of(CODE, known, back=back)
    assert found.events == plain.events and found.delivered_at == plain.delivered_at
    assert found.status is plain.status or not known
    if back:
        assert found.status is not S.DELIVERED
