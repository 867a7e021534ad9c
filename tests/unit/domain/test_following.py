"""What answers over days come to, and what an order's parcels come to together."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.deliveries import NEEDS_PERSON, Delivery
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.following import FINAL_DAYS, Known, asked_again, learned, together, turn_has_come

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTHING = (S.NOT_FOUND, S.UNKNOWN, S.INVALID_CODE)
told = st.sampled_from([status for status in S if status not in NOTHING])
silence = st.lists(st.tuples(st.sampled_from(NOTHING), st.integers(1, 10)), max_size=4)


def known_of(status: S, at: datetime = NOW) -> Known:
    delivered = at if status is S.DELIVERED else None
    return learned(None, Delivery("A", status, at, None, delivered), NOW)


@given(told, silence)
def test_what_says_nothing_leaves_what_was_known(status: S, answers: list[tuple[S, int]]) -> None:
    known = before = known_of(status)
    now = NOW
    for answer, hours in answers:
        now += hours * HOUR
        known = learned(known, Delivery("A", answer), now)
        assert (known.status, known.at, known.delivered_at) == (before.status, before.at, before.delivered_at)


@given(st.lists(st.sampled_from(list(S)), min_size=1, max_size=8), st.integers(1, 500))
def test_there_is_a_next_turn_until_the_end_stood_for_some_days(statuses: list[S], hours: int) -> None:
    known: Known | None = None
    now = NOW
    for status in statuses:
        said = Delivery("A", status, now, None, now if status is S.DELIVERED else None)
        known = asked_again(learned(known, said, now), now + HOUR, now, first=known is None)
        if known.next_at is None:
            long_over = known.settled_at is not None and now - known.settled_at >= timedelta(days=FINAL_DAYS)
            refused_for_weeks = known.refused_at is not None and now - known.refused_at > timedelta(days=40)
            assert long_over or refused_for_weeks
        else:
            assert now < known.next_at <= now + timedelta(days=2)
        now += hours * HOUR


@given(st.lists(st.none() | st.sampled_from(list(S)), min_size=1, max_size=5), st.randoms())
def test_an_order_is_delivered_when_all_of_it_is(statuses: list[S | None], rng: object) -> None:
    parcels = [(f"C{at}", known_of(one, NOW + at * HOUR) if one else None) for at, one in enumerate(statuses)]
    whole = together(parcels)
    assert (whole.status is S.DELIVERED) == (set(statuses) == {S.DELIVERED})
    assert (whole.delivered_at is not None) == (whole.status is S.DELIVERED)
    if whole.delivered_at:
        assert whole.delivered_at == NOW + (len(statuses) - 1) * HOUR
    if wrong := NEEDS_PERSON.intersection(filter(None, statuses)):
        assert whole.status in wrong or whole.status is S.RETURNING
    assert whole.arrived == statuses.count(S.DELIVERED)
    mixed = parcels[:]
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert together(mixed).status is whole.status


@given(told, st.integers(1, 2000))
def test_a_turn_that_a_wrong_clock_put_off_has_come(status: S, days: int) -> None:
    """The clock of the PC was ahead for a day, and a parcel would not be asked about for as long."""
    ahead = NOW + timedelta(days=days)
    known = asked_again(learned(None, Delivery("A", status, NOW), ahead), ahead + HOUR, ahead, first=True)
    assert known.next_at is not None
    assert turn_has_come(known, known.next_at) and not turn_has_come(known, known.next_at - HOUR)
    assert turn_has_come(known, NOW) is (known.next_at - NOW > timedelta(days=2))
