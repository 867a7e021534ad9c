"""What is remembered: every kind keeps what it is given, and no text it may find makes it fall."""

from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.order_flow import Seen
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.jobs.numbers.braking import CONFIRMED
from ecco_desktop.jobs.orders.sync_order_status import SEEN
from ecco_desktop.jobs.products.importing import OPTIONS_DUE, OptionsDue
from ecco_desktop.jobs.run.facts import Fact

WORDS = st.text(max_size=12)
VALUES: dict[str, tuple[Fact, st.SearchStrategy]] = {
    "options_due": (
        OPTIONS_DUE,
        st.builds(OptionsDue, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)),
    ),
    "status_seen": (SEEN, st.builds(Seen, st.text(min_size=1), st.sampled_from(OrderStatus))),
    "brake": (CONFIRMED, st.integers(0, 10**9)),
}
# Texts as they are kept, those that look like them, and any other.
KEPT = (
    "",
    "null",
    "[]",
    "{}",
    "x|y",
    "|",
    "|a",
    "1",
    "-1",
    "243=2;337/338=1",
    "[[]]",
    '["a", [["b"]]]',
    "NaN",
    "9" * 5000,
)
TEXTS = st.one_of(st.text(max_size=40), st.text(printable, max_size=40), st.sampled_from(KEPT))


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_it_reads_what_it_wrote(kind: str, data: st.DataObject) -> None:
    fact, values = VALUES[kind]
    value = data.draw(values)
    assert fact.kind == kind
    assert fact.decode(fact.encode(value)) == value


@pytest.mark.parametrize("kind", VALUES)
@given(text=TEXTS)
def test_what_cannot_be_read_is_unknown(kind: str, text: str) -> None:
    fact, _ = VALUES[kind]
    known = fact.decode(text)
    assert known is None or fact.decode(fact.encode(known)) == known
