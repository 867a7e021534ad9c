"""Opening a Nuvemshop store: headers, refusals, the bucket."""

from collections.abc import Callable

import pytest

from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.http.throttle import budget_for
from ecco_desktop.connectors.shared.opening import per_minute
from ecco_desktop.connectors.stores.nuvemshop.adapter import headroom
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import Cancelled, EccoProblem, SetupProblem, TransientProblem
from tests.contract.nuvemshop.shop import BASE, TOKEN, VALUES, opened, page, product_row
from tests.contract.server import Asked, Reply, scripted
from tests.fakes.system import FakeCancel

STORE = {"id": 1234567, "name": {"pt": "Loja da Ana"}, "plan_name": "Escala"}


def good(asked: Asked) -> Reply:
    if asked.path.endswith("/store"):
        return Reply(200, STORE)
    if asked.path.endswith("/locations"):
        return Reply(200, [{"id": "01A", "name": {"pt_BR": "Depósito"}}])
    return page([], asked)


def problem_of(answer: Callable[[Asked], Reply], **values: str) -> EccoProblem:
    with scripted(answer) as server, pytest.raises(EccoProblem) as caught:
        opened(server, **values).test()
    assert TOKEN not in repr(caught.value)
    return caught.value


def test_the_header_is_called_authentication_and_a_contact_goes_along() -> None:
    with scripted(good) as server:
        report = opened(server).test()
    assert (report.name, report.found["plano"]) == ("Loja da Ana", "Escala")
    for asked in server.asked:
        assert asked.headers["Authentication"] == f"bearer {TOKEN}"
        assert asked.headers["User-Agent"] == "Ecco Desktop (loja@example.com)"
        assert "Authorization" not in asked.headers and asked.path.startswith(BASE)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"store_id": "minha-loja"}, "nuvemshop.store_id"),
        ({"store_id": "١٢"}, "nuvemshop.store_id"),
        ({"store_id": ""}, "connection.missing"),
        ({"contact": ""}, "connection.missing"),
        ({"contact": "ana"}, "nuvemshop.contact"),
        ({"contact": "a@b.c\nX: y"}, "nuvemshop.contact"),
        ({"address": "http://api.example.com"}, "http.plain_http"),
    ],
)
def test_values_that_cannot_be_used_are_told_before_anything_is_sent(
    values: dict[str, str], key: str
) -> None:
    with scripted(good) as server:
        with pytest.raises(SetupProblem) as caught:
            opened(server, **values)
        assert caught.value.key == key and server.asked == []


@pytest.mark.parametrize(
    ("status", "body", "key"),
    [
        (401, {"code": 401, "description": "Invalid access token"}, "http.credentials"),
        (402, {"code": 402, "message": "Payment Required"}, "nuvemshop.suspended"),
        (403, {"code": 403, "description": "Missing a required scope"}, "http.permission"),
        (400, {"error": "Missing a valid User-Agent header"}, "http.refused"),
    ],
)
def test_refusals_say_what_a_person_must_do(status: int, body: object, key: str) -> None:
    problem = problem_of(lambda _: Reply(status, body))
    assert isinstance(problem, SetupProblem) and problem.key == key


def test_a_page_instead_of_data_is_a_wrong_address_or_passes() -> None:
    html = "<html><body>Not here</body></html>"
    assert isinstance(problem_of(lambda _: Reply(404, text=html)), SetupProblem)
    for status in (200, 403):
        problem = problem_of(lambda _, status=status: Reply(status, text=html))  # type: ignore[misc]
        assert isinstance(problem, TransientProblem) and problem.key == "http.not_json"


def test_one_of_several_locations_must_be_chosen_and_exist() -> None:
    def two(asked: Asked) -> Reply:
        if asked.path.endswith("/locations"):
            return Reply(200, [{"id": "01A", "name": "A"}, {"id": "01B", "name": {"pt": "B"}}])
        return good(asked)

    assert problem_of(two).key == "nuvemshop.choose_location"
    assert problem_of(two, location="01C").key == "nuvemshop.location_unknown"
    with scripted(two) as server:
        store = opened(server, location="01B")
        assert store.test().found["depósitos"] == "2"
        assert [(place.id, place.name) for place in store.warehouses()] == [("01A", "A"), ("01B", "B")]


@pytest.mark.parametrize("status", [403, 404])
def test_a_shop_without_locations_has_no_warehouses(status: int) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(status, {"code": status}) if asked.path.endswith("/locations") else good(asked)

    with scripted(answer) as server:
        assert list(opened(server).warehouses()) == [] and opened(server).test().name


# -- the bucket --


def test_a_full_bucket_rests_and_429_waits_for_it_to_drain() -> None:
    def rest(status: int, **headers: str) -> float:
        return headroom(Answer(status, {k.replace("_", "-"): v for k, v in headers.items()}, "[]"))

    assert rest(200, x_rate_limit_remaining="12", x_rate_limit_reset="14000") == 0
    assert rest(200, x_rate_limit_remaining="0", x_rate_limit_reset="20000") == pytest.approx(2)
    assert rest(429, x_rate_limit_remaining="0", x_rate_limit_reset="20000") == pytest.approx(20)
    assert rest(429) == 0 and rest(200, x_rate_limit_remaining="0", x_rate_limit_reset="soon") == 0


def test_429_was_not_done_and_is_sent_again() -> None:
    answers = [Reply(429, {"code": 429}, headers={"x-rate-limit-reset": "20"})]

    def answer(asked: Asked) -> Reply:
        return answers.pop() if answers else page([product_row()], asked)

    with scripted(answer) as server:
        assert len(list(opened(server).stock())) == 1 and len(server.asked) == 2


def test_the_bucket_is_a_third_of_a_minute_and_one_for_each_store() -> None:
    with scripted(good) as server:
        stores = [opened(server, requests_per_minute="120") for _ in range(2)]
        budgets = {id(store.client._budget) for store in stores}
    assert len(budgets) == 1
    allowance = stores[0].client._budget.allowance
    assert (allowance.requests, allowance.seconds, allowance.burst) == (120, 60.0, 40)
    connection = Connection(1, "x", "nuvemshop", Role.STORE, VALUES)
    assert budget_for("nuvemshop:7654321", per_minute(connection, 1)) is not stores[0].client._budget


def test_a_stop_is_heard_between_two_pages() -> None:
    cancel = FakeCancel()

    def answer(asked: Asked) -> Reply:
        cancel.requested = True
        return page([product_row(number) for number in range(1, 260)], asked)

    with scripted(answer) as server:
        store = opened(server, cancel)
        with pytest.raises(Cancelled):
            list(store.stock())
        assert len(server.asked) == 1
