"""What every carrier connector does, whatever it speaks to: the same suite over the same parcels."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.deliveries import Delivery, Parcel
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.errors import Cancelled, EccoProblem, SetupProblem, TransientProblem
from tests.contract.carriers import FAKE, AnyCarrier, Memory, Wire, open_carrier
from tests.fakes.system import FakeCancel
from tests.parcels import CARRIERS, CODES, POSTED, tell
from tests.support import Sandbox, running_sandbox

pytestmark = pytest.mark.sandbox

KINDS = [manifest.kind for manifest in CARRIERS]
FAULTS = ("429", "500", "cut", "timeout", "html", "half", "maintenance", "deactivated")
NAMES = ("FULANO", "52998224725")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "2", "--products", "20") as made:
        yield made


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.post("reset")
    return running


@pytest.fixture(params=[*KINDS, FAKE])
def carrier(request: pytest.FixtureRequest) -> AnyCarrier:
    """Every connector, and the fake; tests that ask for a wire are given the connectors alone, by `kind`."""
    if request.param == FAKE:
        return Memory()
    return Wire(request.getfixturevalue("sandbox"), request.param)


def calls(sandbox: Sandbox, kind: str) -> dict[str, int]:
    counters = sandbox.get("state?part=counters")
    return {name: count for name, count in counters.items() if name.startswith(f"{kind} ")}


def statuses(found: Any) -> list[S]:
    return [delivery.status for delivery in found]


def test_every_carrier_has_its_codes_here() -> None:
    assert set(KINDS) == set(CODES)


def test_one_answer_for_each_parcel_in_their_order(carrier: AnyCarrier) -> None:
    parcels = carrier.tell("transit", "delivered", "returned", "out", "posted", "absent")
    found = carrier.open().deliveries(parcels)
    assert [delivery.code for delivery in found] == [parcel.key for parcel in parcels]
    assert statuses(found) == [
        S.IN_TRANSIT,
        S.DELIVERED,
        S.RETURNED,
        S.OUT_FOR_DELIVERY,
        S.POSTED,
        S.DELIVERY_FAILED,
    ]
    turned = carrier.open().deliveries(parcels[::-1])
    assert statuses(turned) == statuses(found)[::-1]


def test_a_delivery_has_its_own_instant_and_events_are_oldest_first(carrier: AnyCarrier) -> None:
    for found in carrier.open().deliveries(carrier.tell("delivered", "late_scan")):
        assert found.status is S.DELIVERED
        assert found.delivered_at == POSTED + timedelta(hours=108)
        assert found.delivered_at.tzinfo is UTC
        assert found.expected_on is not None
        instants = [event.at for event in found.events]
        assert len(instants) > 1 and instants == sorted(instants)
        assert all(name not in repr(found) for name in NAMES)


def test_what_came_back_is_never_delivered(carrier: AnyCarrier) -> None:
    (found,) = carrier.open().deliveries(carrier.tell("returned"))
    assert (found.status, found.delivered_at) == (S.RETURNED, None)
    assert S.DELIVERED not in {event.status for event in found.events}


def test_an_unknown_parcel_is_not_found_yet(carrier: AnyCarrier) -> None:
    known = carrier.tell("transit", "unknown")
    found = carrier.open().deliveries([*known, carrier.stranger(77)])
    assert statuses(found) == [S.IN_TRANSIT, S.NOT_FOUND, S.NOT_FOUND]


def test_new_words_are_told_and_move_nothing(carrier: AnyCarrier) -> None:
    (found,) = carrier.open().deliveries(carrier.tell("strange"))
    assert found.status is S.POSTED and found.unknown


def test_a_parcel_that_stands_twice_is_asked_about_once(carrier: AnyCarrier) -> None:
    first, second = carrier.tell("transit", "delivered")
    found = carrier.open().deliveries([first, second, first])
    assert [delivery.code for delivery in found] == [first.key, second.key]


def test_nothing_to_ask_sends_nothing(carrier: AnyCarrier) -> None:
    assert list(carrier.open().deliveries([])) == []
    assert carrier.calls() == {}


def test_many_parcels_travel_in_few_calls_none_too_large(carrier: AnyCarrier) -> None:
    parcels = carrier.tell(*["transit"] * 120)
    found = carrier.open().deliveries(parcels)
    assert statuses(found) == [S.IN_TRANSIT] * 120
    counted = carrier.calls()
    assert f"{carrier.kind} too many" not in counted
    assert sum(counted.values()) <= 12


@pytest.mark.parametrize("place", [0, 5, 12])
def test_one_bad_parcel_never_spoils_the_others(carrier: AnyCarrier, place: int) -> None:
    stories = ["transit"] * 13
    stories[place] = "refused"
    found = carrier.open().deliveries(carrier.tell(*stories))
    wanted = [S.IN_TRANSIT] * 13
    wanted[place] = S.INVALID_CODE
    assert statuses(found) == wanted
    assert found[place].detail


def test_a_carrier_that_refuses_everything_is_at_fault_and_not_the_parcels(carrier: AnyCarrier) -> None:
    parcels = carrier.tell(*["refused"] * 12)
    with pytest.raises(TransientProblem) as told:
        carrier.open().deliveries(parcels)
    assert told.value.key == "http.refused" and told.value.values["detail"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_ends_in_the_answer_or_in_a_problem_of_ours(
    sandbox: Sandbox, kind: str, fault: str, after: bool
) -> None:
    parcels = tell(sandbox, kind, "transit", "delivered")
    once = [{"path": f"/{kind}/", "kind": fault, "times": 1, "after": after}]
    sandbox.post("faults", once=once, retry_after=0, timeout_seconds=0.8)
    found = _answer_or_problem(sandbox, kind, parcels)
    assert found is None or statuses(found) == [S.IN_TRANSIT, S.DELIVERED]
    if fault in ("429", "500", "cut", "timeout", "half"):
        assert found is not None, "such a fault passes: it is tried again"
    sandbox.post("faults")
    assert statuses(open_carrier(sandbox, kind).deliveries(parcels)) == [S.IN_TRANSIT, S.DELIVERED]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_lasting_fault_ends_in_a_problem_and_closes_no_parcel(
    sandbox: Sandbox, kind: str, fault: str
) -> None:
    parcels = tell(sandbox, kind, "transit", "transit", "transit")
    once = [{"path": f"/{kind}/", "kind": fault, "times": 999}]
    sandbox.post("faults", once=once, retry_after=0, timeout_seconds=0.8)
    assert _answer_or_problem(sandbox, kind, parcels) is None
    sandbox.post("faults")


def _answer_or_problem(sandbox: Sandbox, kind: str, parcels: list[Parcel]) -> list[Delivery] | None:
    """The answer; None where a problem of ours came instead, with no secret in it."""
    manifest = Registry().manifest(kind)
    try:
        return list(open_carrier(sandbox, kind).deliveries(parcels))
    except EccoProblem as problem:
        shown = f"{problem} {dict(problem.values)}"
        assert all(sandbox.hello[kind][key] not in shown for key in manifest.secret_keys)
        return None


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_key_asks_for_a_person(sandbox: Sandbox, kind: str) -> None:
    wrong = dict.fromkeys(Registry().manifest(kind).secret_keys, "errado-9f8e7d")
    carrier = open_carrier(sandbox, kind, secrets=wrong)
    parcels = tell(sandbox, kind, "transit")
    for ask in (carrier.test, lambda: carrier.deliveries(parcels)):
        with pytest.raises(SetupProblem) as told:
            ask()
        assert told.value.key == "http.credentials"
        assert "errado-9f8e7d" not in f"{told.value} {dict(told.value.values)}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_key_is_told_before_anything_is_sent(sandbox: Sandbox, kind: str) -> None:
    with pytest.raises(SetupProblem) as told:
        open_carrier(sandbox, kind, secrets=dict.fromkeys(Registry().manifest(kind).secret_keys, " "))
    assert told.value.key == "connection.secret_missing"
    assert calls(sandbox, kind) == {}


def test_the_connection_test_says_who_answered(carrier: AnyCarrier) -> None:
    assert carrier.open().test().name == carrier.name
    # One parcel that is refused says nothing of the connection.
    carrier.tell("refused")
    assert carrier.open().test().name == carrier.name


def test_a_stop_is_obeyed(carrier: AnyCarrier) -> None:
    parcels = carrier.tell("transit")
    stopped = FakeCancel()
    stopped.requested = True
    with pytest.raises(Cancelled):
        carrier.open(stopped).deliveries(parcels)
    assert carrier.calls() == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_is_obeyed_between_two_tries(sandbox: Sandbox, kind: str) -> None:
    parcels = tell(sandbox, kind, "transit")
    sandbox.post("faults", once=[{"path": f"/{kind}/", "kind": "500", "times": 99}])
    with pytest.raises(Cancelled):
        open_carrier(sandbox, kind, cancel=FakeCancel(stop_after=1)).deliveries(parcels)
    assert sum(calls(sandbox, kind).values()) == 1


def test_it_follows_its_own_parcels_and_none_without_anything_to_ask_by(carrier: AnyCarrier) -> None:
    opened = carrier.open()
    (parcel,) = carrier.tell("transit")
    assert opened.follows(parcel) and opened.follows(Parcel(parcel.code))
    assert not opened.follows(Parcel("", carrier=parcel.carrier))
    assert carrier.calls() == {}


@pytest.mark.parametrize("manifest", CARRIERS, ids=KINDS)
def test_its_manifest_serves_deliveries_and_words_what_it_says(manifest: Any) -> None:
    assert manifest.automations == {"check_deliveries"}
    assert manifest.references and all(name == name.casefold() for name in manifest.references)
    assert {"references", "timeout", "requests_per_minute"} <= {field.key for field in manifest.fields}
    assert manifest.secret_keys
    assert all(key.startswith(f"{manifest.kind}.") for key, _ in manifest.sentences)
