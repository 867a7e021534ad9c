from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.brake import BrakeLimits, price_moves, zeroing
from ecco_desktop.domain.deliveries import (
    FINAL,
    Delivery,
    DeliveryEvent,
    DeliveryStatus,
    next_look,
    summed_up,
)
from ecco_desktop.domain.products import Category
from ecco_desktop.domain.trees import folded, matched, paths

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
events = st.builds(
    DeliveryEvent,
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC)),
    st.sampled_from(list(DeliveryStatus)),
)


@given(st.lists(events, min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_list_does_not_matter(found: list[DeliveryEvent], rng: object) -> None:
    unique = list({event.at: event for event in found}.values())
    mixed = unique[:]
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert summed_up("A", unique, None) == summed_up("A", mixed, None)


@given(st.lists(events, max_size=6))
def test_a_delivery_has_the_date_of_its_own_event(found: list[DeliveryEvent]) -> None:
    delivery = summed_up("A", found, None)
    if delivery.delivered_at is not None:
        assert any(e.at == delivery.delivered_at and e.status is DeliveryStatus.DELIVERED for e in found)
    assert (delivery.delivered_at is not None) == (delivery.status is DeliveryStatus.DELIVERED)


@given(st.sampled_from(list(DeliveryStatus)), st.integers(0, 60))
def test_asking_goes_on_while_it_makes_sense(status: DeliveryStatus, days: int) -> None:
    seen = NOW - timedelta(days=days)
    again = next_look(Delivery("A", status, seen), NOW, seen, ZONE)
    if status in FINAL or days > 45 or (status is DeliveryStatus.NOT_FOUND and days > 15):
        assert again is None
    else:
        assert again is not None and NOW < again <= NOW + timedelta(hours=6)


def test_a_late_scan_does_not_open_a_delivered_parcel_again() -> None:
    delivered = DeliveryEvent(NOW, DeliveryStatus.DELIVERED)
    scan = DeliveryEvent(NOW + timedelta(hours=2), DeliveryStatus.IN_TRANSIT)
    assert summed_up("A", [scan, delivered], None).status is DeliveryStatus.DELIVERED


amounts = st.decimals(0, 500, places=2)


@given(st.lists(st.tuples(amounts, st.integers(0, 3)), max_size=60), st.integers(0, 100))
def test_the_brake_holds_only_over_its_share(pairs: list[tuple[Decimal, int]], percent: int) -> None:
    in_stock = sum(1 for before, _ in pairs if before > 0)
    verdict = zeroing(pairs, in_stock, BrakeLimits(zero_percent=percent))
    zeroed = sum(1 for before, sent in pairs if before > 0 and sent == 0)
    assert verdict.count == zeroed
    assert verdict.over == (zeroed >= 5 and zeroed / max(1, in_stock) > percent / 100)


def test_prices_that_move_by_more_than_half_count() -> None:
    pairs = [
        (Decimal(100), Decimal(151)),
        (Decimal(100), Decimal(150)),
        (Decimal(100), Decimal(49)),
        (None, Decimal(5)),
    ]
    assert price_moves(pairs, 4, BrakeLimits()).count == 2


def test_trees_match_by_whole_paths_whatever_accents() -> None:
    ours = [
        Category("1", "Moda"),
        Category("2", "Calças", "1"),
        Category("3", "Casa"),
        Category("4", "Calças", "3"),
    ]
    theirs = [Category("a", "MODA "), Category("b", "Calcas", "a"), Category("c", "Calças")]
    assert matched(ours, theirs) == {"a": "1", "b": "2"}
    assert folded("  Ção  X ") == "cao x"


@given(st.lists(st.builds(Category, st.sampled_from("abcd"), st.text(max_size=3), st.sampled_from("abcd "))))
def test_a_tree_that_bites_its_tail_ends(found: list[Category]) -> None:
    assert set(paths(found)) == {category.id for category in found}
