"""Melhor Envio as it is known to answer, through the real client and the real adapter."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.carriers.melhorenvio.adapter import MelhorEnvio, open_connection, token_end
from ecco_desktop.connectors.carriers.melhorenvio.manifest import MANIFEST
from ecco_desktop.connectors.carriers.melhorenvio.mapping import (
    WORDS,
    codes,
    made_at,
    time_limit,
    to_delivery,
)
from ecco_desktop.domain.connections import Connection, FieldKind, Role
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.deliveries import Parcel
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.jobs.run.context import OpenCarrier
from ecco_desktop.jobs.run.notebook import LooseNotes
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.opening import opening

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TOKEN = "eyJ" + "A1b2" * 300
CODE = "AA123456785BR"
NAMED = "Melhor Envio"
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
dates = st.sampled_from(["2026-03-02 10:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "", "amanhã"])
labels = st.fixed_dictionaries(
    {},
    optional={
        "id": anything | st.just("u-1"),
        "status": anything | st.sampled_from([*WORDS, "teletransporte"]),
        "tracking": anything | st.just(CODE),
        "delivery_max": anything | st.sampled_from(["5", 5, "9" * 30]),
        **dict.fromkeys(
            ("generated_at", "posted_at", "delivered_at", "canceled_at", "expired_at", "created_at"),
            anything | dates,
        ),
    },
)


def label(own: str, code: str | None = CODE, **more: Any) -> dict[str, Any]:
    fresh = f"{datetime.now(UTC) - timedelta(days=2):%Y-%m-%d %H:%M:%S}"
    return {"id": own, "tracking": code, "created_at": fresh, "delivery_max": 5} | more


def milestones(own: str, status: str = "posted", **more: Any) -> dict[str, Any]:
    return {"id": own, "status": status, "posted_at": "2026-03-02 18:00:00"} | more


def told(**row: Any) -> Any:
    return to_delivery(row, CODE, NOW, UTC, 5)


def opened(server: Scripted, notes: LooseNotes | None = None, **values: str) -> MelhorEnvio:
    filled = {"contact": "loja@loja.com.br", "address": server.base, "requests_per_minute": "60000"} | values
    connection = Connection(1, "Envios", "melhorenvio", Role.CARRIER, MANIFEST.defaulted(filled))
    return open_connection(opening(connection, {"token": TOKEN}, notes=notes))


def answering(pages: list[list[Any]], tracked: Callable[[list[str]], Any]) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        if asked.method == "GET":
            number = int(asked.query["page"])
            return Reply(200, {"data": pages[number - 1] if number <= len(pages) else []})
        found = tracked(asked.body["orders"])
        return found if isinstance(found, Reply) else Reply(200, found)

    return answer


def all_posted(asked: list[str]) -> dict[str, Any]:
    return {own: milestones(own) for own in asked}


def parcels(*given_codes: str) -> list[Parcel]:
    return [Parcel(code, carrier=NAMED) for code in given_codes]


# -- mapping --


@given(labels)
def test_no_answer_breaks_the_mapping(row: dict[str, Any]) -> None:
    for zone in (UTC, ZONE):
        found = to_delivery(row, CODE, NOW, zone, time_limit(row))
        assert found.code == CODE
        assert (found.status is S.DELIVERED) == (found.delivered_at is not None)
    codes(row), made_at(row, UTC)


@given(anything)
def test_nor_does_what_is_no_label(row: Any) -> None:
    assert to_delivery(row, CODE, NOW, UTC).code == CODE
    assert isinstance(codes(row), frozenset)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("pending", S.POSTED),
        ("released", S.POSTED),
        ("posted", S.POSTED),
        ("in_transit", S.IN_TRANSIT),
        ("out_for_delivery", S.OUT_FOR_DELIVERY),
        ("undelivered", S.DELIVERY_FAILED),
        ("problem", S.DELIVERY_FAILED),
        ("canceled", S.CANCELED),
        ("cancelled", S.CANCELED),
        ("returning", S.RETURNING),
        ("returned", S.RETURNED),
        ("RETURNED", S.RETURNED),
    ],
)
def test_words_of_a_posted_parcel(word: str, status: S) -> None:
    found = told(status=word, posted_at="2026-03-02 18:00:00")
    assert (found.status, found.unknown) == (status, ())


@pytest.mark.parametrize("word", ["pending", "released", "generated", ""])
def test_a_label_that_is_not_posted_is_only_a_label(word: str) -> None:
    assert told(status=word, generated_at="2026-03-02 18:00:00").status is S.LABEL_CREATED


def test_a_word_nobody_knows_is_told_and_moves_nothing() -> None:
    found = told(status="teleported", posted_at="2026-03-02 18:00:00")
    assert (found.status, found.unknown) == (S.POSTED, ("teleported",))


@pytest.mark.parametrize("word", ["posted", "delivered", "in_transit", ""])
def test_the_date_of_a_delivery_decides(word: str) -> None:
    found = told(status=word, posted_at="2026-03-02 18:00:00", delivered_at="2026-03-06 12:00:00")
    assert (found.status, found.delivered_at) == (S.DELIVERED, datetime(2026, 3, 6, 12, tzinfo=UTC))
    assert [event.status for event in found.events] == [S.POSTED, S.DELIVERED]


@pytest.mark.parametrize("word", ["returned", "returning", "undelivered", "returned_to_sender", "devolvido"])
def test_what_came_back_is_not_delivered_though_it_has_a_date_of_delivery(word: str) -> None:
    found = told(status=word, posted_at="2026-03-02 18:00:00", delivered_at="2026-03-06 12:00:00")
    assert found.status is not S.DELIVERED and found.delivered_at is None


def test_a_delivery_without_a_date_is_none_yet() -> None:
    found = told(status="delivered", posted_at="2026-03-02 18:00:00")
    assert (found.status, found.delivered_at) == (S.IN_TRANSIT, None)
    assert found.unknown == ("delivered sem data",)


def test_a_label_that_expired_or_was_cancelled() -> None:
    assert told(status="released", expired_at="2026-03-09 00:00:00").status is S.CANCELED
    assert told(canceled_at="2026-03-03 00:00:00").status is S.CANCELED
    # An expiry to come is none, and a parcel on its way does not expire.
    assert told(status="released", expired_at="2026-04-09 00:00:00").status is S.LABEL_CREATED
    posted = told(status="posted", posted_at="2026-03-02 18:00:00", expired_at="2026-03-09 00:00:00")
    assert posted.status is S.POSTED
    delivered = told(delivered_at="2026-03-06 12:00:00", canceled_at="2026-03-07 12:00:00")
    assert delivered.status is S.DELIVERED


def test_dates_have_no_zone_and_the_connection_says_which() -> None:
    row = {"status": "delivered", "delivered_at": "2026-03-06 01:00:00"}
    assert to_delivery(row, CODE, NOW, UTC).delivered_at == datetime(2026, 3, 6, 1, tzinfo=UTC)
    assert to_delivery(row, CODE, NOW, ZONE).delivered_at == datetime(2026, 3, 6, 4, tzinfo=UTC)


def test_the_expected_day_is_the_posting_and_the_time_limit_in_working_days() -> None:
    # 2 March 2026 is a Monday; five working days later is the Monday after.
    assert told(status="posted", posted_at="2026-03-02 18:00:00").expected_on == date(2026, 3, 9)
    # Posted at half past ten on Friday night, by the clock of Brasília.
    assert told(status="posted", posted_at="2026-03-07 01:30:00").expected_on == date(2026, 3, 13)
    assert told(status="released").expected_on is None
    assert to_delivery(milestones("u"), CODE, NOW, UTC, 0).expected_on is None


@pytest.mark.parametrize("said", [5, "5"])
def test_a_time_limit_may_be_a_number_or_a_text(said: object) -> None:
    assert time_limit({"delivery_max": said}) == 5


@pytest.mark.parametrize("said", [None, -1, "cinco", 1.5, "9" * 40, True])
def test_a_strange_time_limit_is_none(said: object) -> None:
    assert time_limit({"delivery_max": said}) == 0


# -- finding labels --


def test_labels_are_looked_for_page_by_page_until_all_are_found_and_kept() -> None:
    pages = [[label(f"u-{p}{i}", f"C{p}{i}") for i in range(3)] for p in range(4)]
    notes = LooseNotes()
    with scripted(answering(pages, all_posted)) as server:
        found = opened(server, notes).deliveries(parcels("C01", "C12"))
        assert [d.status for d in found] == [S.POSTED, S.POSTED]
        assert [a.query["page"] for a in server.asked if a.method == "GET"] == ["1", "2"]
        assert notes.all("uuids") == {"C01": "u-01", "C12": "u-12"}
        server.asked.clear()
        again = opened(server, notes).deliveries(parcels("C01", "C12"))
        assert again == found
        assert [a.method for a in server.asked] == ["POST"], "a label is looked for once"


@pytest.mark.parametrize("where", ["tracking", "self_tracking", "melhorenvio_tracking", "protocol", "id"])
def test_a_parcel_may_be_known_by_any_of_a_label_s_codes(where: str) -> None:
    row = label("u-1", None) | {where: "Ab 12cd"}
    with scripted(answering([[row]], all_posted)) as server:
        (found,) = opened(server).deliveries(parcels(" ab12CD "))
    assert (found.code, found.status) == (" ab12CD ", S.POSTED)


def test_a_label_s_own_id_needs_no_search() -> None:
    own = "9a8b7c6d-0000-4111-8222-123456789abc"
    with scripted(answering([], all_posted)) as server:
        (found,) = opened(server).deliveries(parcels(own.upper()))
        assert found.status is S.POSTED
        assert [(a.method, a.body) for a in server.asked] == [("POST", {"orders": [own]})]


def test_a_code_of_no_label_is_not_found_and_the_search_has_an_end() -> None:
    old = label("u-9", "C9", created_at="2020-01-01 00:00:00")
    with scripted(answering([[label("u-1", "C1")], [old], [label("u-2", "C2")]], all_posted)) as server:
        (found,) = opened(server).deliveries(parcels("NENHUM"))
        assert found.status is S.NOT_FOUND
        assert [a.query["page"] for a in server.asked] == ["1", "2"], "what follows is older still"


def test_a_list_that_is_oldest_first_is_read_on() -> None:
    ancient = [label("u-1", "C1", created_at="2020-01-01 00:00:00"), label("u-2", "C2")]
    with scripted(answering([ancient, [label("u-3", "C3")]], all_posted)) as server:
        assert opened(server).deliveries(parcels("C3"))[0].status is S.POSTED


def test_a_list_that_does_not_heed_the_page_has_an_end_too() -> None:
    same = Reply(200, {"data": [label("u-1", "C1")]})
    with scripted(lambda _: same) as server:
        assert opened(server).deliveries(parcels("C2"))[0].status is S.NOT_FOUND
        assert len(server.asked) == 2


@pytest.mark.parametrize("reply", [Reply(204, text=""), Reply(200, []), Reply(200, {"data": "x"})])
def test_an_account_without_labels(reply: Reply) -> None:
    with scripted(lambda _: reply) as server:
        assert opened(server).deliveries(parcels(CODE))[0].status is S.NOT_FOUND
        assert opened(server).test().found == {"etiquetas": "nenhuma"}


def test_labels_may_come_as_a_plain_list() -> None:
    answer = answering([], all_posted)
    with scripted(lambda a: Reply(200, [label("u-1")]) if a.method == "GET" else answer(a)) as server:
        assert opened(server).deliveries(parcels(CODE))[0].status is S.POSTED


def test_the_newest_label_of_a_code_counts() -> None:
    page = [label("u-new"), label("u-old")]
    with scripted(answering([page], all_posted)) as server:
        opened(server).deliveries(parcels(CODE))
        assert server.asked[-1].body == {"orders": ["u-new"]}


# -- tracking --


def test_two_codes_of_one_label_are_one_question() -> None:
    row = label("u-1", CODE, melhorenvio_tracking="ME262CMAHI0BR")
    with scripted(answering([[row]], all_posted)) as server:
        found = opened(server).deliveries(parcels(CODE, "ME262CMAHI0BR"))
        assert [d.status for d in found] == [S.POSTED, S.POSTED]
        assert server.asked[-1].body == {"orders": ["u-1"]}


def test_fifty_labels_a_call_with_the_headers_it_wants() -> None:
    given_codes = [f"C{number}" for number in range(51)]
    page = [label(f"u-{code}", code) for code in given_codes]
    with scripted(answering([page], all_posted)) as server:
        found = opened(server).deliveries(parcels(*given_codes))
        assert [d.code for d in found] == given_codes
        posts = [a for a in server.asked if a.method == "POST"]
    assert [len(a.body["orders"]) for a in posts] == [50, 1]
    assert {a.path for a in posts} == {"/api/v2/me/shipment/tracking"}
    assert all(a.headers["User-Agent"] == "Ecco Desktop (loja@loja.com.br)" for a in posts)
    assert all(a.headers["Authorization"] == f"Bearer {TOKEN}" for a in posts)
    assert all(a.headers["Accept"] == "application/json" for a in posts)


@pytest.mark.parametrize("status", [400, 422])
def test_a_bad_label_is_found_by_halving(status: int) -> None:
    page = [label(f"u-{number}", f"C{number}") for number in range(5)]

    def tracked(asked: list[str]) -> Any:
        return Reply(status, {"message": "id inválido"}) if "u-3" in asked else all_posted(asked)

    with scripted(answering([page], tracked)) as server:
        found = opened(server).deliveries(parcels(*[f"C{number}" for number in range(5)]))
    assert [d.status for d in found] == [S.POSTED] * 3 + [S.INVALID_CODE] + [S.POSTED]
    assert found[3].detail == "id inválido"


def test_a_label_that_is_gone_is_not_found_and_looked_for_anew() -> None:
    notes = LooseNotes()
    notes.keep("uuids", {CODE: "u-gone"})
    with scripted(answering([[label("u-new")]], lambda asked: [])) as server:
        assert opened(server, notes).deliveries(parcels(CODE))[0].status is S.NOT_FOUND
        server.answer = answering([[label("u-new")]], all_posted)
        assert opened(server, notes).deliveries(parcels(CODE))[0].status is S.POSTED
    assert notes.get("uuids", CODE) == "u-new"


def test_a_404_about_one_label_is_not_found() -> None:
    pages = [[label("u-1", "C1"), label("u-2", "C2")]]

    def tracked(asked: list[str]) -> Any:
        return Reply(404, {"message": "Not Found"}) if "u-2" in asked else all_posted(asked)

    with scripted(answering(pages, tracked)) as server:
        found = opened(server).deliveries(parcels("C1", "C2"))
    assert [d.status for d in found] == [S.POSTED, S.NOT_FOUND]


def test_the_time_limit_of_the_list_makes_the_expected_day_and_is_kept() -> None:
    notes = LooseNotes()
    with scripted(answering([[label("u-1")]], all_posted)) as server:
        for _ in range(2):
            assert opened(server, notes).deliveries(parcels(CODE))[0].expected_on == date(2026, 3, 9)
        assert opened(server, notes, forecast="no").deliveries(parcels(CODE))[0].expected_on is None


# -- the account --


@pytest.mark.parametrize(
    ("reply", "key"),
    [
        (Reply(401, {"message": "Unauthenticated."}), "http.credentials"),
        (Reply(403, {"message": "Invalid scope(s) provided."}), "http.permission"),
        (Reply(404, {"message": "Not Found"}), "http.refused"),
        (Reply(404, text="<html>404</html>"), "http.refused"),
        (Reply(422, {"message": "page"}), "http.refused"),
    ],
)
def test_what_turns_the_account_away_needs_a_person(reply: Reply, key: str) -> None:
    with scripted(lambda _: reply) as server:
        for ask in (opened(server).test, lambda: opened(server).deliveries(parcels(CODE))):
            with pytest.raises(SetupProblem) as found:
                ask()
            assert found.value.key == key and TOKEN not in str(found.value)


@pytest.mark.parametrize(
    ("exp", "key"),
    [(1.0, "melhorenvio.expired"), *((each, "http.credentials") for each in (4e9, "x", 1e30, None))],
)
def test_a_token_is_called_over_only_where_its_own_date_says_so(exp: object, key: str) -> None:
    middle = base64.urlsafe_b64encode(json.dumps({"exp": exp}).encode()).decode().rstrip("=")
    with scripted(lambda _: Reply(401, {"message": "Unauthenticated."})) as server:
        account = opened(server)
        account.calls.ends = token_end(f"Bearer a.{middle}.c")
        with pytest.raises(SetupProblem) as found:
            account.test()
    assert found.value.key == key


def test_a_firewall_s_page_passes() -> None:
    page = Reply(403, text="<html>Cloudflare</html>")
    with scripted(lambda _: page) as server, pytest.raises(TransientProblem, match="not_json"):
        opened(server).test()


def test_the_test_asks_for_both_permissions() -> None:
    forbidden = Reply(403, {"message": "Invalid scope(s) provided."})
    with scripted(answering([[label("u-1")]], lambda _: forbidden)) as server:
        with pytest.raises(SetupProblem, match=r"http\.permission"):
            opened(server).test()
        server.answer = answering([[label("u-1")]], lambda _: Reply(422, {"message": "x"}))
        assert opened(server).test().found == {"etiquetas": "encontradas"}


def test_a_token_is_pasted_as_people_do() -> None:
    with scripted(lambda _: Reply(204, text="")) as server:
        connection = Connection(
            1, "Envios", "melhorenvio", Role.CARRIER, {"contact": "é@loja.com", "address": server.base}
        )
        open_connection(opening(connection, {"token": "Bearer eyJ\n abc "})).test()
        assert server.asked[0].headers["Authorization"] == "Bearer eyJabc"
        assert server.asked[0].headers["User-Agent"] == "Ecco Desktop (@loja.com)"


def test_what_is_missing_is_told() -> None:
    without = Connection(1, "Envios", "melhorenvio", Role.CARRIER, {})
    with pytest.raises(SetupProblem, match="secret_missing"):
        open_connection(opening(without, {}))
    with pytest.raises(SetupProblem, match=r"connection\.missing"):
        open_connection(opening(without, {"token": TOKEN}))


def test_the_token_is_a_secret() -> None:
    assert {field.key for field in MANIFEST.fields if field.kind is FieldKind.SECRET} == {"token"}


def test_a_broker_s_parcels_bear_other_carriers_names() -> None:
    with scripted(lambda _: Reply(204, text="")) as server:
        carrier = opened(server)
        assert carrier.follows(Parcel(CODE, carrier="Jadlog"))
        assert carrier.follows(Parcel("ME262CMAHI0BR")) and carrier.follows(Parcel("ORD-202603123"))
        # Without a name such a code is Correios' more likely than its own.
        assert not carrier.follows(Parcel(CODE)) and not carrier.follows(Parcel("", "1", NAMED))
        assert not carrier.follows(Parcel("ME123456789BR"))
        usual = OpenCarrier.of(carrier, Connection(1, "E", "melhorenvio", Role.CARRIER, {}), MANIFEST)
        assert usual.takes(Parcel(CODE, carrier="Melhor Envio - PAC"))
        assert not usual.takes(Parcel(CODE, carrier="Jadlog"))
        told_names = Connection(1, "E", "melhorenvio", Role.CARRIER, {"references": "Melhor Envio, Jadlog"})
        assert OpenCarrier.of(carrier, told_names, MANIFEST).takes(Parcel(CODE, carrier="JADLOG .Package"))


def test_nothing_of_who_gets_a_parcel_is_kept_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    notes = LooseNotes()
    row = label("u-1", to={"name": "FULANO DE TAL", "document": "52998224725"})
    with caplog.at_level("DEBUG"), scripted(answering([[row]], all_posted)) as server:
        found = opened(server, notes).deliveries(parcels(CODE))
    for place in (caplog.text, repr(found), repr(notes)):
        assert "FULANO" not in place and "52998224725" not in place and TOKEN not in place
