"""Whose six o'clock: the schedule's zone is a setting, the computer's where nobody chose."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.clock import SHOP, ZONE, ShopZone, computer_zone, known_zone, offset_words
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import TasksChanged
from ecco_desktop.domain.recurrence import Recurrence, next_due, upcoming
from ecco_desktop.domain.settings import ZONE_KEY
from ecco_desktop.jobs.engine.scheduler import Scheduler
from ecco_desktop.reading import open_reading
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.words.phrases import PLACES, place, recurrence_in
from tests.fakes.app import FakeShop

KEYS = st.sampled_from([*PLACES, "America/New_York", "Europe/Lisbon", "Asia/Kathmandu", "UTC"])
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
SIX = Recurrence(at=(time(18),))
# Noon in Brasília, ten in Rio Branco.
NOON = datetime(2026, 3, 2, 15, tzinfo=UTC)


def following(key: str) -> ShopZone:
    zone = ShopZone()
    zone.follow(key)
    return zone


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    SHOP.follow("America/Sao_Paulo")


@given(KEYS, INSTANTS)
def test_it_tells_the_time_as_the_zone_it_follows(key: str, at: datetime) -> None:
    there, own = at.astimezone(ZoneInfo(key)), at.astimezone(following(key))
    assert own.replace(tzinfo=None) == there.replace(tzinfo=None) and own.fold == there.fold
    assert own.astimezone(UTC) == at, "and back"
    assert (own.utcoffset(), own.dst(), own.tzname()) == (there.utcoffset(), there.dst(), there.tzname())


@given(KEYS, INSTANTS, st.times(), st.integers(0, 3000))
def test_turns_are_those_of_the_zone(key: str, at: datetime, hour: time, minutes: int) -> None:
    hour = hour.replace(second=0, microsecond=0)
    for recurrence in (
        Recurrence(at=(hour,)),
        Recurrence(every_minutes=30, window=(hour, time((hour.hour + 5) % 24, 7))),
    ):
        last = at - timedelta(minutes=minutes)
        plain = next_due(recurrence, last, at, ZoneInfo(key))
        assert next_due(recurrence, last, at, following(key)) == plain


@pytest.mark.parametrize(
    ("day", "hour"),
    [(datetime(2026, 3, 8, tzinfo=UTC), time(2, 30)), (datetime(2026, 11, 1, tzinfo=UTC), time(1, 30))],
    ids=["an hour that does not exist", "an hour that comes twice"],
)
def test_the_night_the_clocks_change_has_one_turn(day: datetime, hour: time) -> None:
    zone = following("America/New_York")
    turns = upcoming(Recurrence(at=(hour,)), day, zone, count=4)
    days = [turn.astimezone(zone).date() for turn in turns]
    assert len(set(days)) == 4 and days[0] == day.date()


def scheduler_of(shop: FakeShop) -> tuple[Scheduler, int]:
    task = replace(shop.storage.tasks.all()[0], recurrence=SIX)
    shop.storage.tasks.update(task)
    assert shop.clock.now() == NOON
    made = Scheduler(shop.storage, shop.runner, shop.clock, shop.sink, ShopZone())
    made.reload()
    return made, task.id


def test_six_o_clock_is_that_of_the_wall_where_the_computer_stands(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Rio_Branco")
    made, task = scheduler_of(shop)
    assert made.next_due(task) == datetime(2026, 3, 2, 23, tzinfo=UTC)


def test_another_zone_that_is_chosen_counts_at_once_and_for_a_second_program_at_its_next_look(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Rio_Branco")
    first, task = scheduler_of(shop)
    second, _task = scheduler_of(shop)
    service = PreferenceService(shop.storage, shop.deeds, first.reload)
    service.save(replace(service.read(), zone="America/Noronha"))
    wanted = datetime(2026, 3, 2, 20, tzinfo=UTC)
    assert first.next_due(task) == wanted
    shop.sink.events.clear()
    second.watch()
    assert second.next_due(task) == wanted and TasksChanged() in shop.sink.events
    service.save(replace(service.read(), zone=""))
    assert first.next_due(task) == datetime(2026, 3, 2, 23, tzinfo=UTC)


def test_a_computer_that_is_set_to_another_zone_while_it_runs_is_followed(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Rio_Branco")
    made, task = scheduler_of(shop)
    monkeypatch.setenv("TZ", "America/Sao_Paulo")
    shop.sink.events.clear()
    made.watch()
    assert made.next_due(task) == datetime(2026, 3, 2, 21, tzinfo=UTC)
    assert TasksChanged() in shop.sink.events, "what is shown is shown anew"


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Etc/GMT+3", "Nowhere/Land", "BRT3", "../../etc/passwd"])
def test_a_computer_that_names_no_place_is_in_brasilia(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    assert computer_zone() is ZONE


@pytest.mark.parametrize("key", ["Nowhere/Land", "America", "../x", "a\0b", "Ação"])
def test_a_zone_that_is_none_is_refused_and_one_that_is_kept_does_no_harm(
    key: str, shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known_zone(key) is None
    service = PreferenceService(shop.storage, shop.deeds)
    with pytest.raises(SetupProblem) as told:
        service.save(replace(service.read(), zone=key))
    assert told.value.key == "settings.zone"
    monkeypatch.setenv("TZ", "America/Cuiaba")
    zone = following(key)
    assert (zone.key, zone.unknown) == ("America/Cuiaba", key)


def test_commands_that_only_read_follow_it_too(tmp_path: Path, shop: FakeShop) -> None:
    shop.storage.settings.set(ZONE_KEY, "America/Rio_Branco")
    shop.storage.tasks.update(replace(shop.storage.tasks.all()[0], recurrence=SIX))
    reading = open_reading(tmp_path)
    try:
        due = reading.service.tasks()[0].next_due
        assert due is not None and reading.service.history.short(due).endswith("18:00")
        assert recurrence_in(SIX, SHOP) == "18:00 (hora de Rio Branco)"
    finally:
        reading.close()


def test_hours_are_told_with_whose_they_are_and_stretches_of_time_without() -> None:
    window = Recurrence(every_minutes=30, window=(time(8), time(20)))
    assert recurrence_in(window, ZONE) == "a cada 30 min · 08:00–20:00 (hora de Brasília)"
    assert recurrence_in(Recurrence(every_minutes=30), ZONE) == "a cada 30 min"
    assert place("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert all(known_zone(key) is not None for key in PLACES)
    assert offset_words(ZoneInfo("Asia/Kathmandu")) == "UTC+5:45"
    assert offset_words(ZoneInfo("America/Rio_Branco")) == "UTC−5"
