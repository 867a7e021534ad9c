"""What is kept of an order that is in: small, for there are many, and the same when it is read."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.jobs.orders.sight import fact_of
from ecco_desktop.jobs.run.held import FACT, VERSION
from tests.fakes.orders import store_order

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2026, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(made=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(days=90)), whole=st.booleans())
def test_an_order_is_read_as_it_was_kept(made: datetime, later: timedelta, whole: bool) -> None:
    created = made.replace(microsecond=0) if whole else made
    shown = fact_of(store_order("10001", created_at=created, modified_at=created + later))
    assert FACT.decode(FACT.encode(shown)) == shown


def test_what_is_kept_of_an_order_is_small() -> None:
    at = datetime(2026, 10, 29, 0, 14, 48, tzinfo=UTC)
    assert len(FACT.encode(fact_of(store_order("10001", created_at=at, modified_at=at)))) < 150


def test_what_an_earlier_version_kept_with_its_names_is_read() -> None:
    kept = '{"version": 1, "at": "2026-10-29T00:14:48+00:00", "number": "10001", "lines": {"CAN": "2"}}'
    known = {"version": VERSION, "at": "2026-10-29T00:14:48+00:00", "number": "10001", "lines": {"CAN": "2"}}
    assert FACT.decode(kept) == known
