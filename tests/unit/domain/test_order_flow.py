"""The life cycle of orders: proved over random histories of both sides, with runs cut anywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ecco_desktop.connectors.stores.woocommerce.manifest import MANIFEST
from ecco_desktop.domain.order_flow import (
    NOTHING,
    Decision,
    Seen,
    StatusMap,
    Way,
    decide,
    rank,
    refuses_from_platform,
)
from ecco_desktop.domain.orders import OrderStatus as S
from tests.fuzzing import examples

WORDS = [choice.word for choice in MANIFEST.statuses]
KNOWN = StatusMap({c.word: c.default for c in MANIFEST.statuses}, dict(MANIFEST.outgoing))
FORBIDDEN = (S.OPEN, S.PICKING, S.CANCELLED, S.PAYMENT_PENDING, S.PAYMENT_REVIEW)
words, statuses = st.sampled_from(WORDS), st.sampled_from(list(S))
maps = st.builds(
    StatusMap,
    st.dictionaries(words, st.none() | statuses, min_size=2),
    st.dictionaries(statuses, words, min_size=1),
)
seen = st.none() | st.builds(Seen, words, statuses)


@given(statuses, statuses, st.booleans())
def test_an_invoiced_order_takes_nothing_lower_from_a_platform(current: S, target: S, invoiced: bool) -> None:
    reason = refuses_from_platform(current, target, invoiced=invoiced)
    is_invoiced = invoiced or current in (S.INVOICED, S.DELIVERED)
    if is_invoiced and target in FORBIDDEN:
        assert reason == "status.invoiced_kept"
    if current in (S.CANCELLED, S.OTHER):
        assert reason


@given(maps, seen, words, statuses, st.booleans())
def test_whatever_the_map_nothing_goes_back(
    known: StatusMap, before: Seen | None, word: str, status: S, invoiced: bool
) -> None:
    found = decide(known, before, word, status, invoiced=invoiced)
    if found.way is Way.TO_ERP:
        assert found.status is not None
        assert found.status is not S.CANCELLED
        assert not refuses_from_platform(status, found.status, invoiced=invoiced)
    if found.way is Way.TO_STORE:
        assert known.word_rank(word) <= rank(status)
        assert found.word != word
        assert status not in (S.CANCELLED, S.DELIVERED, S.OTHER)


@given(maps, words, statuses, st.booleans())
def test_what_did_not_move_stays(known: StatusMap, word: str, status: S, invoiced: bool) -> None:
    assert decide(known, Seen(word, status), word, status, invoiced=invoiced) == NOTHING


def test_only_one_side_moved() -> None:
    before = Seen("pending", S.PAYMENT_PENDING)
    assert decide(KNOWN, before, "processing", S.PAYMENT_PENDING, invoiced=False) == Decision(
        Way.TO_ERP, status=S.OPEN
    )
    packed = Seen("processing", S.OPEN)
    assert decide(KNOWN, packed, "processing", S.PICKING, invoiced=False) == NOTHING


@pytest.mark.parametrize("before", [None, Seen("processing", S.OPEN), Seen("pending", S.PAYMENT_PENDING)])
@pytest.mark.parametrize("word", ["pending", "on-hold"])
@pytest.mark.parametrize("status", [S.OPEN, S.PICKING, S.INVOICED])
def test_a_store_that_waits_for_money_is_never_told_that_it_came(
    before: Seen | None, word: str, status: S
) -> None:
    invoiced = status is S.INVOICED
    assert decide(KNOWN, before, word, status, invoiced=invoiced).way is not Way.TO_STORE


def test_a_store_that_goes_from_one_word_to_another_of_the_same_meaning_says_nothing() -> None:
    for status in (S.OPEN, S.PICKING, S.INVOICED):
        before = Seen("processing", status)
        assert decide(KNOWN, before, "completed", status, invoiced=status is S.INVOICED) == NOTHING


def test_both_moved_and_the_further_one_wins() -> None:
    before = Seen("processing", S.OPEN)
    kept = Decision(Way.NONE, reason="status.payment_kept")
    assert decide(KNOWN, before, "on-hold", S.PICKING, invoiced=False) == kept
    assert (
        decide(KNOWN, Seen("pending", S.PAYMENT_PENDING), "processing", S.PAYMENT_REVIEW, invoiced=False).way
        is Way.TO_ERP
    )


class Histories(RuleBasedStateMachine):
    """People on both sides do what they like; runs of ours come in between and are cut anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.status, self.invoice = "processing", S.OPEN, False
        self.memory: Seen | None = None
        self.broken: list[str] = []

    @rule(word=words)
    def the_store_moves(self, word: str) -> None:
        self.word = word

    @rule(status=st.sampled_from([S.PAYMENT_PENDING, S.OPEN, S.PICKING, S.CANCELLED, S.OTHER]))
    def the_erp_moves(self, status: S) -> None:
        if not self.invoice:
            self.status = status

    @rule(status=st.sampled_from([S.INVOICED, S.DELIVERED]))
    def the_erp_invoices(self, status: S) -> None:
        self.status, self.invoice = status, True

    @rule(cut=st.sampled_from(["no", "before", "after"]), meanwhile=st.booleans())
    def we_run(self, cut: str, meanwhile: bool) -> None:
        found = decide(KNOWN, self.memory, self.word, self.status, invoiced=self.invoice)
        if meanwhile and found.way is Way.TO_ERP:
            # A person invoices between our reading and our writing.
            self.status, self.invoice = S.INVOICED, True
        if cut == "before":
            return
        if found.way is Way.TO_ERP and found.status is not None:
            self._write_erp(found.status)
        if found.way is Way.TO_STORE:
            if KNOWN.word_rank(self.word) > KNOWN.word_rank(found.word):
                self.broken.append(f"store {self.word} → {found.word}")
            self.word = found.word
        if cut == "no":
            self.memory = Seen(self.word, self.status)

    @rule()
    def we_copy_a_cancellation(self) -> None:
        if self.word in MANIFEST.cancelled:
            self._write_erp(S.CANCELLED)

    @rule()
    def we_open_what_was_paid(self) -> None:
        if self.status in (S.PAYMENT_PENDING, S.PAYMENT_REVIEW) and self.word == "processing":
            self._write_erp(S.OPEN)

    def _write_erp(self, target: S) -> None:
        """As jobs.orders.moves does it: the rule is looked at in the last moment."""
        if refuses_from_platform(self.status, target, invoiced=self.invoice):
            return
        if self.invoice and target in FORBIDDEN:
            self.broken.append(f"ERP {self.status} → {target}")
        self.status = target

    @invariant()
    def nothing_went_back(self) -> None:
        assert not self.broken
        assert not self.invoice or self.status not in FORBIDDEN


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=examples(300), stateful_step_count=40)
