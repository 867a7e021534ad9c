"""Numbers as people type them: one reader, its bounds beside each field, a sentence for what does not fit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.connectors.shared.opening import calls_at_once, per_minute
from ecco_desktop.domain.bounds import Bounds, hour
from ecco_desktop.domain.brake import BrakeLimits
from ecco_desktop.domain.connections import Connection, FieldKind, FormField, Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.options import Option, OptionKind
from ecco_desktop.domain.recurrence import MOST_MINUTES, Recurrence, from_facts
from ecco_desktop.jobs.registry import automation_infos
from ecco_desktop.words.sentences import sentence
from tests.cli.commands import asked

# What people and files write where a number is asked for, and what is none here.
NO_NUMBERS = (
    "99999999999",
    "9" * 5000,
    "²",
    "٣",
    "५",
    "1e9",
    "nan",
    "inf",
    "-inf",
    "Infinity",
    "0x10",
    "1_000",
    "1 000",
    "5,0",
    "5.0",
    "-0",
    "-5",
    "+5",
    "abc",
    "½",
    "\x00",
    "5\n6",
)
FIELDS = [
    (manifest.kind, field)
    for manifest in Registry().manifests()
    for field in manifest.fields
    if field.kind is FieldKind.NUMBER
]
OPTIONS = [
    (info, option)
    for info in automation_infos()
    for option in info.options
    if option.kind is OptionKind.NUMBER
]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind}-{field.key}" for kind, field in FIELDS])
def test_every_number_of_every_connector_has_bounds_and_says_them(kind: str, field: FormField) -> None:
    least, most = field.bounds.least, field.bounds.most
    assert 0 <= least < most <= 1_000_000
    for text in (*NO_NUMBERS, "0" if least else "-1", str(most + 1)):
        with pytest.raises(SetupProblem) as refused:
            field.fitting(text)
        told = sentence(refused.value.key, refused.value.values)
        assert str(least) in told and str(most) in told and field.label in told and len(told) < 400
    assert field.fitting(f" {least} ") == str(least)
    assert field.fitting(f"00{most}") == str(most)
    assert field.fitting(field.default) == field.default, "what is usual fits"


@pytest.mark.parametrize(("info", "option"), OPTIONS, ids=lambda each: getattr(each, "key", ""))
def test_every_number_of_every_task_has_bounds_and_says_them(info, option: Option) -> None:  # type: ignore[no-untyped-def]
    bounds = option.bounds
    for text in (*NO_NUMBERS, "", str(bounds.most + 1)):
        with pytest.raises(SetupProblem) as refused:
            info.chooses.read({option.key: text})
        told = sentence(refused.value.key, refused.value.values)
        assert str(bounds.least) in told and str(bounds.most) in told and len(told) < 400
    assert getattr(info.chooses.read({option.key: f" {bounds.most} "}), option.key) == bounds.most


@given(st.text(max_size=12) | st.sampled_from(NO_NUMBERS) | st.integers(-5, 2000).map(str))
def test_the_reader_takes_whole_numbers_within_and_nothing_else(text: str) -> None:
    bounds = Bounds(1, 1000)
    plain = text.strip()
    fits = plain.isascii() and plain.isdecimal() and len(plain) <= 30 and 1 <= int(plain) <= 1000
    if fits:
        assert bounds.read(text) == int(plain)
    else:
        with pytest.raises(ValueError, match="no whole number"):
            bounds.read(text)
    assert bounds.least <= bounds.within(text, 30) <= bounds.most


def test_what_an_earlier_version_kept_is_brought_within() -> None:
    """Data folders hold what was let through once: no run may fall over it."""

    def kept(**values: str) -> Connection:
        return Connection(1, "Loja", "woocommerce", Role.STORE, values)

    for text in NO_NUMBERS:
        assert 1 <= calls_at_once(kept(at_once=text), 2) <= 100
        assert per_minute(kept(requests_per_minute=text), 60).requests >= 1
        assert BrakeLimits.of({"brake_zero_percent": text, "brake_status_count": text}).zero_percent >= 1
    assert BrakeLimits.of({"brake_zero_percent": "abc"}) == BrakeLimits()


@pytest.mark.parametrize(
    "text", ["24:00", "8h", "08:00+03:00", "08:60", "٠٨:٠٠", "T08:00", "08:00:00.5", "", " "]
)
def test_an_hour_is_hours_and_minutes(text: str) -> None:
    with pytest.raises(ValueError, match="hour"):
        hour(text)


@pytest.mark.parametrize("every", [float("nan"), float("inf"), -1.0, 0.0, 99999999999.0, MOST_MINUTES + 1.0])
def test_an_interval_that_no_clock_reaches_is_refused(every: float) -> None:
    assert Recurrence(every_minutes=every).problem()


@pytest.mark.parametrize("jitter", [-1, 10**9])
def test_a_start_is_not_spread_over_years(jitter: int) -> None:
    assert Recurrence(every_minutes=10, jitter_seconds=jitter).problem()


def test_an_hour_with_a_zone_of_its_own_is_read_as_the_shop_s() -> None:
    """An earlier version kept what it was told on the command line."""
    found = from_facts({"at": ["08:00:00-03:00"]})
    assert found is not None and found.at[0].tzinfo is None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return ("--data-dir", str(tmp_path_factory.mktemp("numbers")))


COMMANDS: tuple[Callable[[str], tuple[str, ...]], ...] = (
    lambda text: ("undo", "--", text),
    lambda text: ("pending", f"--retry={text}"),
    lambda text: ("pending", f"--ignore={text}"),
    lambda text: ("pending", f"--same={text}"),
    lambda text: ("pending", "--product", text, "SKU"),
    lambda text: ("pending", f"--page={text}"),
    lambda text: ("stock-history", f"--limit={text}"),
    lambda text: ("history", f"--limit={text}", "1"),
    lambda text: ("log", f"--limit={text}", "1"),
)


@pytest.mark.parametrize("command", range(len(COMMANDS)))
@pytest.mark.parametrize("text", ["9" * 30, "²", "٣", "1e9", "nan", "0x10", "1_000", "5,0", "-0", "", "abc"])
def test_a_command_says_which_numbers_it_takes(folder: tuple[str, str], command: int, text: str) -> None:
    done = asked(*COMMANDS[command](text)[:1], *folder, *COMMANDS[command](text)[1:])
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert "número inteiro de 1 a" in done.stderr and "Traceback" not in done.stderr
    assert not (Path(folder[1]) / "ecco.sqlite3").exists(), "refused before anything is opened"
