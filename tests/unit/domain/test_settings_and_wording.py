from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.recurrence import EVERY_DAY, Recurrence, upcoming
from ecco_desktop.domain.settings import PinState, Preferences, read_preferences, write_preferences
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import ENGLISH, PORTUGUESE, Words, _, asked, money, speak

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(
    st.builds(
        Preferences, quiet=st.booleans(), quiet_from=times, quiet_to=times, history_days=st.integers(7, 999)
    )
)
def test_preferences_come_back_as_they_were(chosen: Preferences) -> None:
    assert read_preferences(write_preferences(chosen)) == chosen


@given(st.dictionaries(st.sampled_from(["quiet", "quiet_from", "history_days", "x"]), st.text()))
def test_what_cannot_be_read_is_the_default(kept: dict[str, str]) -> None:
    found = read_preferences(kept)
    assert isinstance(found.history_days, int) and isinstance(found.quiet_from, time)


@given(times, times, instants)
def test_quiet_hours_and_their_opposite_share_the_day(begin: time, end: time, now: datetime) -> None:
    night = Preferences(quiet=True, quiet_from=begin, quiet_to=end)
    day = replace(night, quiet_from=end, quiet_to=begin)
    if begin == end:
        assert not night.is_quiet(now, ZONE) and not day.is_quiet(now, ZONE)
    else:
        assert night.is_quiet(now, ZONE) is not day.is_quiet(now, ZONE)


@given(st.integers(0, 40), st.integers(-10_000, 10_000))
def test_wrong_pins_cost_ever_more_time_up_to_a_quarter_of_an_hour(wrong: int, passed: int) -> None:
    state = PinState("s", "d", wrong, NOW)
    wait = state.wait_seconds(NOW + timedelta(seconds=passed), 0.0)
    assert 0 <= wait <= 900
    if wrong <= 4:
        assert wait == 0
    if passed >= 900:
        assert wait == 0
    assert replace(state, wrong=wrong + 1).wait_seconds(NOW, 0.0) >= state.wait_seconds(NOW, 0.0)


recurrences = st.one_of(
    st.builds(Recurrence, every_minutes=st.floats(1, 3000)),
    st.builds(Recurrence, at=st.lists(times, min_size=1, max_size=4).map(tuple)),
    st.builds(
        Recurrence,
        every_minutes=st.floats(1, 300),
        weekdays=st.frozensets(st.sampled_from(sorted(EVERY_DAY)), min_size=1),
        window=st.tuples(times, times),
    ),
)


@given(recurrences, instants, st.integers(0, 7200))
def test_the_next_turns_are_in_the_future_in_order_and_allowed(
    recurrence: Recurrence, now: datetime, usual: int
) -> None:
    turns = upcoming(recurrence, now, ZONE, usual=timedelta(seconds=usual), last_end=now)
    if recurrence.problem(0.0):
        assert turns == []
        return
    assert len(turns) == 5
    assert turns == sorted(set(turns)) and turns[0] >= now
    assert all(turn.astimezone(ZONE).weekday() in recurrence.weekdays for turn in turns)


def test_words_are_told_in_the_language_of_now() -> None:
    table = Words({"a": "sim"})
    try:
        speak(ENGLISH)
        assert table["a"] == "yes" and table.source("a") == table.kept("a") == "sim"
        assert money(Decimal("1234.5")) == "R$ 1,234.50"
    finally:
        speak(PORTUGUESE)
    assert table["a"] == _("sim") == "sim" and table.named("b") == "b"
    assert money(Decimal("1234.5")) == "R$ 1.234,50"
    assert sentence("no.such.key", {}).startswith("Situação sem descrição")


def test_what_is_kept_is_told_in_the_language_it_is_asked_for() -> None:
    told = {"order": "7", "erp": "9", "total": "1234.50"}
    assert sentence("order.imported", told) == "Pedido 7 importado → 9 · R$ 1.234,50"
    assert sentence("order.imported", told, ENGLISH) == "Order 7 imported → 9 · R$ 1,234.50"
    earlier = told | {"total": "R$ 1.234,50"}
    assert sentence("order.imported", earlier) == "Pedido 7 importado → 9 · R$ 1.234,50"
    moved = {"order": "7", "before": "open", "after": "invoiced", "erp": "9"}
    assert sentence("status.to_erp", moved) == "Pedido 7: em aberto → faturado no ERP (9)."
    assert "faturado" in sentence("status.to_erp", moved | {"after": "faturado"})
    assert sentence("order.imported", {}) == "Pedido ? importado → ? · ?"


@pytest.mark.parametrize(
    ("arguments", "system", "language"),
    [
        ((), "pt_BR.UTF-8", PORTUGUESE),
        ((), "en_GB.UTF-8", ENGLISH),
        ((), "C.UTF-8", PORTUGUESE),
        (("--language", "en", "list"), "pt_BR.UTF-8", ENGLISH),
        (("--language=pt-BR", "list"), "en_US.UTF-8", PORTUGUESE),
        (("--language",), "en_US.UTF-8", PORTUGUESE),
        (("--language=fr",), "en_US.UTF-8", PORTUGUESE),
    ],
)
def test_the_command_line_speaks_what_is_asked_for_or_the_system_s_language(
    arguments: tuple[str, ...], system: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", system)
    assert asked(arguments) == language
