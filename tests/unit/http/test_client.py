"""The HTTP client against a real loopback server that misbehaves."""

import gzip
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.http.client import HttpClient, RedirectLoop, segment
from ecco_desktop.connectors.http.headers import HOUR, retry_after
from ecco_desktop.connectors.http.redirects import target
from ecco_desktop.connectors.http.throttle import Allowance, Budget, budget_for
from ecco_desktop.domain.errors import Cancelled, OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.ports.asides import ASIDES
from ecco_desktop.ports.at_once import at_once
from ecco_desktop.words.sentences import sentence
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.system import FakeCancel, FakeCounter

SECRET = "very-secret-token"


def client(
    base: str, cancel: FakeCancel | None = None, counter: FakeCounter | None = None, **more: Any
) -> HttpClient:
    return HttpClient(
        base=base,
        connection="Loja",
        budget=Budget(Allowance(60_000)),
        cancel=cancel or FakeCancel(),
        counter=counter or FakeCounter(),
        auth=HeaderAuth(lambda: {"Authorization": f"Bearer {SECRET}"}),
        secrets=(SECRET,),
        **more,
    )


@contextmanager
def serving(*replies: Reply) -> Iterator[Scripted]:
    """One reply after the other; the last one again and again."""
    left = list(replies)
    with scripted(lambda _asked: left.pop(0) if len(left) > 1 else left[0]) as server:
        yield server


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def half(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n[1, 2"
    )


def bomb(handler: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(b" " * 50_000_000)
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )


OK = Reply(200, {"ok": True})


def test_a_good_answer() -> None:
    counter = FakeCounter()
    with serving(OK) as server:
        answer = client(server.base, counter=counter).request("GET", f"/produtos/{segment('A/B 1')}")
    assert answer.json() == {"ok": True}
    assert counter.calls == 1
    assert server.asked[0].headers["Authorization"] == f"Bearer {SECRET}"
    assert server.asked[0].headers["Content-Type"].startswith("application/json")
    assert server.asked[0].path == "/produtos/A%2FB%201"


@pytest.mark.parametrize(
    "trouble",
    [
        Reply(500, text="<html>"),
        Reply(raw=cut),
        Reply(raw=half),
        Reply(502, text=""),
        Reply(408, text="<html>Your browser didn't send a complete request in time."),
        Reply(425, {"message": "Too Early"}),
    ],
)
def test_reads_are_tried_again(trouble: Reply) -> None:
    cancel, counter = FakeCancel(), FakeCounter()
    with serving(trouble, trouble, OK) as server:
        assert client(server.base, cancel, counter).request("GET", "/x").status == 200
    assert counter.calls == 3
    assert cancel.waits[0] < cancel.waits[1]


@pytest.mark.parametrize(
    "trouble", [Reply(500, text="<html>"), Reply(raw=cut), Reply(raw=half), Reply(408, text="")]
)
def test_creating_is_never_repeated(trouble: Reply) -> None:
    counter = FakeCounter()
    with serving(trouble, OK) as server, pytest.raises(OutcomeUnknown) as caught:
        client(server.base, counter=counter).request("POST", "/pedidos", json={"a": 1})
    assert counter.calls == 1
    assert SECRET not in str(caught.value)


def test_other_statuses_that_mean_not_now_are_waited_out_where_the_connector_says_so() -> None:
    locked = Reply(423, {"erro": "Locked"}, headers={"Retry-After": "0"})
    with serving(locked, OK) as server:
        assert client(server.base).request("POST", "/x", json={}).status == 423
    with serving(locked, OK) as server:
        patient = client(server.base, wait_on=(429, 423))
        assert patient.request("POST", "/x", json={}, idempotent=False).status == 200
        assert len(server.asked) == 2


def test_another_sign_in_shares_the_budget_and_no_session() -> None:
    with serving(OK) as server:
        first = client(server.base)
        second = first.with_auth(HeaderAuth(lambda: {"Authorization": "Bearer other"}))
        for one in (first, second):
            one.request("GET", "/x")
        assert [asked.headers["Authorization"] for asked in server.asked] == [
            f"Bearer {SECRET}",
            "Bearer other",
        ]
        assert second._budget is first._budget and second._idle is not first._idle


def test_429_is_waited_out_for_every_method() -> None:
    cancel = FakeCancel()
    busy = Reply(429, {"erro": "Limite"}, headers={"Retry-After": "7"})
    with serving(busy, Reply(429, {}), OK) as server:
        patient = client(server.base, cancel, wait_after_429=60)
        patient._budget.pause = lambda _seconds: None  # type: ignore[method-assign]  # no real time here
        assert patient.request("POST", "/pedidos", json={}).status == 200
    assert cancel.waits == [7.0, 60]


def test_a_server_that_asks_for_hours_ends_the_run() -> None:
    with (
        serving(Reply(429, {}, headers={"Retry-After": "7200"})) as server,
        pytest.raises(TransientProblem) as caught,
    ):
        client(server.base).request("GET", "/x")
    assert caught.value.key == "http.busy"


@pytest.mark.parametrize(
    "said", ["0", "0.5", "-5", "amanhã", "Mon, 01 Jan 2001 00:00:00 GMT", "1,5,9", "²", "NaN", "9" * 400]
)
def test_no_wait_is_shorter_than_the_clients_own(said: str) -> None:
    cancel = FakeCancel()
    with serving(Reply(429, {}, headers={"Retry-After": said}), OK) as server:
        patient = client(server.base, cancel)
        patient._budget.pause = lambda _seconds: None  # type: ignore[method-assign]  # no real time here
        assert patient.request("GET", "/x").status == 200
    assert len(cancel.waits) == 1 and cancel.waits[0] >= 0.4


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "99999999"}, HOUR, HOUR),
        ({"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}, HOUR, HOUR),
        ({"Retry-After": "7.5"}, 7.5, 7.5),
        ({"Retry-After": "120, 120"}, 120, 120),
        ({"Retry-After": "120s"}, 120, 120),
        ({"Retry-After": "30 seconds"}, 30, 30),
        ({"X-RateLimit-Reset": "20"}, 20, 20),
        ({"X-RateLimit-Reset": "20000"}, 20, 20),
        ({"RateLimit-Reset": "1000000000"}, 0, 0),
        ({"Retry-After": "3", "X-RateLimit-Reset": "99999999"}, 3, 3),
    ],
)
def test_what_is_asked_for_is_read_in_every_form_and_never_over_an_hour(
    headers: dict[str, str], least: float, most: float
) -> None:
    said = retry_after(headers)
    assert said is not None and least <= said <= most


@pytest.mark.parametrize("unit", [1, 1000])
def test_an_instant_to_wait_for_is_read_in_seconds_and_milliseconds(unit: int) -> None:
    said = retry_after({"X-RateLimit-Reset": str((int(time.time()) + 600) * unit)})
    assert said is not None and 1 <= said <= 600
    iso = datetime.fromtimestamp(int(time.time()) + 600, UTC).isoformat()
    assert 1 <= (retry_after({"Retry-After": iso}) or 0) <= 600


def told_by(*replies: Reply, method: str = "GET", **more: Any) -> tuple[int, list[str], int]:
    """The last status, what was said beside it, and the calls."""
    told: list[str] = []
    token = ASIDES.set(lambda key, _values: told.append(key))
    try:
        with serving(*replies) as server:
            one = client(server.base, **more)
            one._budget.pause = lambda _seconds: None  # type: ignore[method-assign]  # no real time here
            return one.request(method, "/x", json={}).status, told, len(server.asked)
    finally:
        ASIDES.reset(token)


def test_waits_are_told() -> None:
    assert told_by(Reply(429, {}, headers={"Retry-After": "60"}), OK)[1] == ["http.asked_to_wait"]
    with pytest.raises(TransientProblem, match=r"http\.busy"):
        told_by(Reply(429, {}, headers={"Retry-After": "99999999"}))


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_asked_for_again_once(method: str, status: int) -> None:
    no = Reply(status, {"message": "não"})
    assert told_by(no, OK, method=method) == (200, ["http.stray"], 2)
    assert told_by(no, method=method) == (status, [], 2)
    assert told_by(no, OK, method=method, tries=1) == (status, [], 1)


def test_a_write_that_came_before_is_not_sent_again() -> None:
    """A one-time number that is known already: something between repeated the request, and it may be done."""
    twice = Reply(401, {"message": "Invalid nonce - nonce has already been used."})
    with pytest.raises(OutcomeUnknown):
        told_by(twice, OK, method="POST")
    assert told_by(twice, OK, method="GET")[0] == 200


@pytest.mark.parametrize(
    ("base", "location", "key", "address"),
    [
        ("http://loja.com/a", "https://loja.com/a/x", "http.redirect_spelling", "https://loja.com/a"),
        ("https://loja.com", "https://www.loja.com/x/", "http.redirect_spelling", "https://www.loja.com"),
        ("https://www.loja.com", "https://loja.com/", "http.redirect_spelling", "https://loja.com"),
        ("https://loja.com", "http://loja.com/x", "http.redirect_down", "http://loja.com"),
        ("http://loja.com", "http://portal.hotel/login?u=1", "http.redirect", "http://portal.hotel"),
        ("http://loja.com", "http://u:segredo@outro.com/", "http.redirect", "http://outro.com"),
        ("http://loja.com", "http://[torto", "http.redirect_loop", "http://loja.com"),
    ],
)
def test_a_redirect_tells_the_address_with_its_scheme(
    base: str, location: str, key: str, address: str
) -> None:
    with pytest.raises(SetupProblem) as caught:
        target("GET", f"{base}/x", location, base, "Loja", {"/x?"})
    said = sentence(caught.value.key, caught.value.values, "pt_BR")
    assert caught.value.key == key and address in said and f"{base[:8]}" in said
    assert ("troque o endereço" in said) is (key == "http.redirect_spelling")


def test_it_gives_up_after_its_tries() -> None:
    counter = FakeCounter()
    with serving(Reply(503, text="down")) as server, pytest.raises(TransientProblem) as caught:
        client(server.base, counter=counter, tries=3).request("GET", "/x")
    assert (caught.value.key, counter.calls) == ("http.server", 3)


def test_a_page_is_no_answer() -> None:
    with serving(Reply(200, text="<html>hi</html>")) as server:
        answer = client(server.base).request("GET", "/x")
    assert not answer.is_json
    with pytest.raises(TransientProblem, match=r"http\.not_json"):
        answer.json()


@pytest.mark.parametrize("huge", [Reply(raw=bomb), Reply(200, text=" " * 2_000_000)])
def test_an_answer_too_big_is_refused(huge: Reply) -> None:
    with serving(huge) as server, pytest.raises(TransientProblem) as caught:
        client(server.base, max_bytes=1_000_000).request("GET", "/x")
    assert caught.value.key == "http.too_big"


def test_credentials_never_go_to_another_host() -> None:
    away = Reply(302, text="", headers={"Location": "http://other.example/steal"})
    with serving(away) as server, pytest.raises(SetupProblem) as caught:
        client(server.base).request("GET", "/x")
    assert caught.value.key == "http.redirect"
    assert caught.value.values["target"] == "other.example"


def test_going_round_in_circles_is_told_apart() -> None:
    circle = scripted(lambda asked: Reply(301, text="", headers={"Location": asked.path}))
    with circle as server, pytest.raises(RedirectLoop):
        client(server.base).request("GET", "/x/")


def test_a_redirect_on_the_same_server_is_followed() -> None:
    def answer(asked: Asked) -> Reply:
        return OK if asked.path == "/y" else Reply(301, text="", headers={"Location": "/y"})

    with scripted(answer) as server:
        assert client(server.base).request("GET", "/x").status == 200


def test_nobody_there() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(TransientProblem) as caught:
        client(base, tries=2).request("POST", "/pedidos", json={})
    assert caught.value.key == "http.unreachable"


def test_a_server_without_a_good_certificate_gets_nothing() -> None:
    counter = FakeCounter()
    with serving(OK) as server, pytest.raises(SetupProblem) as caught:
        client(server.base.replace("http://", "https://"), counter=counter).request("POST", "/x", json={})
    assert (caught.value.key, counter.calls, server.asked) == ("http.tls_none", 1, [])


def test_a_stop_is_obeyed_while_the_server_is_silent() -> None:
    cancel = FakeCancel()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        cancel.requested = True
        handler.connection.recv(1)

    with serving(Reply(raw=silent)) as server, pytest.raises(Cancelled):
        client(server.base, cancel).request("GET", "/x")


def test_a_slow_drip_has_an_end() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        handler.connection.settimeout(0.05)
        for _ in range(100):
            try:
                handler.wfile.write(b" ")
                handler.connection.recv(1)
            except TimeoutError:
                continue
            except OSError:
                return

    with serving(Reply(raw=drip)) as server, pytest.raises(TransientProblem) as caught:
        client(server.base, tries=1, timeout=0.2).request("GET", "/x")
    assert caught.value.key == "http.timeout"


def test_one_budget_for_all_who_use_an_account() -> None:
    calm = Allowance(60)
    assert budget_for("eccosys:a", calm) is budget_for("eccosys:a", calm)
    assert budget_for("eccosys:b", calm) is not budget_for("eccosys:a", calm)


def test_a_full_budget_makes_the_next_request_wait() -> None:
    budget, cancel = Budget(Allowance(2)), FakeCancel(stop_after=1)
    budget.wait_turn(cancel)
    budget.wait_turn(cancel)
    with pytest.raises(Cancelled):
        budget.wait_turn(cancel)
    assert cancel.waits


def test_an_answer_whose_head_breaks_off_is_no_empty_answer() -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Le")

    with serving(Reply(raw=broken), Reply(200, [1])) as server:
        assert client(server.base).request("GET", "/x").json() == [1]
    with serving(Reply(raw=broken)) as server, pytest.raises(OutcomeUnknown):
        client(server.base).request("POST", "/x", json={})


def test_many_at_once_come_back_in_their_order() -> None:
    with scripted(lambda asked: Reply(200, {"path": asked.path})) as server:
        mine, items = client(server.base), [str(number) for number in range(40)]
        answers = list(at_once(items, lambda item: mine.request("GET", f"/{item}").json(), 8))
    assert answers == [{"path": f"/{item}"} for item in items]


def test_what_fails_among_many_ends_the_rest() -> None:
    with serving(Reply(404, {})) as server:
        mine, done = client(server.base), []

        def work(item: int) -> int:
            done.append(mine.request("GET", "/x").status)
            if item == 3:
                raise SetupProblem("http.refused")
            return item

        with pytest.raises(SetupProblem):
            list(at_once(range(500), work, 2))
    assert len(done) < 500


def test_an_account_rests_as_long_as_an_answer_says() -> None:
    budget = Budget(Allowance(60_000))
    with serving(Reply(200, {}, headers={"X-Rest": "40"})) as server:
        mine = HttpClient(
            base=server.base,
            connection="Loja",
            budget=budget,
            cancel=FakeCancel(),
            counter=FakeCounter(),
            auth=HeaderAuth(dict),
            headroom=lambda answer: float(answer.headers.get("X-Rest", "0")),
        )
        mine.request("GET", "/x")
        cancel = FakeCancel(stop_after=1)
        with pytest.raises(Cancelled):
            budget.wait_turn(cancel)
    assert cancel.waits
