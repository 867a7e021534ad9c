"""Correios as it is known to answer, through the real client and the real adapter."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.carriers.correios import token
from ecco_desktop.connectors.carriers.correios.adapter import Correios, open_connection
from ecco_desktop.connectors.carriers.correios.codes import status_of
from ecco_desktop.connectors.carriers.correios.mapping import to_delivery
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.deliveries import Parcel
from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.opening import opening

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
CODE = "AA123456785BR"
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
rows = st.fixed_dictionaries(
    {},
    optional={
        "mensagem": anything,
        "dtPrevista": anything,
        "eventos": anything
        | st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "codigo": st.sampled_from(["BDE", "EST", "RO", "zz"]) | anything,
                    "tipo": st.sampled_from(["01", "1", "09"]) | anything,
                    "dtHrCriado": st.sampled_from(["2026-03-01T10:00:00", "0001-01-01T00:00:00"]) | anything,
                    "descricao": anything,
                },
            ),
            max_size=4,
        ),
    },
)


def event(family: str, number: str, at: str, text: str = "") -> dict[str, Any]:
    return {"codigo": family, "tipo": number, "dtHrCriado": at, "descricao": text}


@pytest.fixture(autouse=True)
def _no_token() -> None:
    token._tokens.clear()


def token_reply(**changes: Any) -> Reply:
    body = {"token": "T1", "expiraEm": "2099-01-01T00:00:00", "zoneOffset": "-03:00", "api": [87]} | changes
    return Reply(201, body)


def parcels(codes: list[str]) -> list[Parcel]:
    return [Parcel(code) for code in codes]


def opened(server: Scripted) -> Correios:
    values = {
        "user": "loja",
        "posting_card": "12345678",
        "address": server.base,
        "requests_per_minute": "60000",
    }
    connection = Connection(1, "Correios", "correios", Role.CARRIER, values)
    return open_connection(opening(connection, {"access_code": "segredo"}))


def answering(objects: Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
    return lambda asked: token_reply() if asked.path.startswith("/token") else objects(asked)


def found(asked: Asked) -> Reply:
    codes = asked.query["codigosObjetos"].split(",")
    listed = [{"codObjeto": code, "eventos": [event("PO", "01", "2026-03-01T10:00:00")]} for code in codes]
    return Reply(200, {"objetos": listed})


@given(rows)
def test_no_answer_breaks_the_mapping(row: dict[str, Any]) -> None:
    assert to_delivery(row, CODE, NOW).code == CODE


def test_the_table() -> None:
    assert status_of("BDE", "1") == (S.DELIVERED, True)
    assert status_of("bdr", "23") == (S.RETURNED, True)
    assert status_of("BDI", "09") == (S.LOST_OR_DAMAGED, True)
    assert status_of("OEC", "01") == (S.OUT_FOR_DELIVERY, True)
    assert status_of("OEC", "09") == (S.RETURNING, True)
    assert status_of("LDI", "02") == (S.AWAITING_PICKUP, True)
    assert status_of("PAR", "24") == (S.RETURNING, True)
    assert status_of("PAR", "30") == (S.CUSTOMS_HOLD, True)
    assert status_of("FC", "35") == (S.CUSTOMS_HOLD, True)
    assert status_of("BLQ", "77") == (S.IN_TRANSIT, True)
    assert status_of("CO", "08") == (None, True), "a collection order is no delivery"
    assert status_of("CO", "11") == (S.LOST_OR_DAMAGED, True)
    assert status_of("XX", "1") == (None, False)


def test_times_are_of_brasilia_and_names_are_not_kept() -> None:
    row = {
        "codObjeto": CODE,
        "dtPrevista": "2026-03-05T23:59:59",
        "eventos": [
            event("BDE", "01", "2026-03-01T23:30:00", "Objeto entregue ao destinatário")
            | {"recebedor": {"nome": "FULANO", "documento": "52998224725"}},
            event("PO", "01", "2026-02-27T10:00:00"),
        ],
    }
    delivery = to_delivery(row, CODE, NOW)
    assert delivery.delivered_at == datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
    assert delivery.expected_on == date(2026, 3, 5)
    assert "FULANO" not in repr(delivery) and "52998224725" not in repr(delivery)


def test_a_reversal_drops_the_event_before_it() -> None:
    row = {"eventos": [
        event("EST", "01", "2026-03-01T12:00:00"),
        event("BDE", "01", "2026-03-01T11:00:00"),
        event("OEC", "01", "2026-03-01T09:00:00"),
    ]}  # fmt: skip
    assert to_delivery(row, CODE, NOW).status is S.OUT_FOR_DELIVERY


def test_messages_instead_of_events() -> None:
    assert to_delivery({"mensagem": "SRO-020: não encontrado"}, CODE, NOW).status is S.NOT_FOUND
    assert to_delivery({"mensagem": "SRO-019: inválido"}, CODE, NOW).status is S.INVALID_CODE
    assert to_delivery({"eventos": []}, CODE, NOW).status is S.NOT_FOUND


def test_an_unknown_pair_is_told_and_its_text_begins_no_more_than_a_return() -> None:
    row = {"eventos": [event("ZZZ", "9", "2026-03-01T12:00:00", "Entregue ao remetente")]}
    delivery = to_delivery(row, CODE, NOW)
    assert (delivery.status, delivery.unknown) == (S.RETURNING, ("ZZZ 9: Entregue ao remetente",))


def test_a_scan_gap_is_no_loss_for_fifteen_days() -> None:
    row = {"eventos": [event("BDE", "09", "2026-03-01T12:00:00")]}
    assert to_delivery(row, CODE, NOW).status is S.DELAYED
    late = datetime(2026, 4, 1, tzinfo=UTC)
    assert to_delivery(row, CODE, late).status is S.LOST_OR_DAMAGED


def test_fifty_codes_a_call_and_one_answer_for_each() -> None:
    codes = [f"AA{number:09d}BR" for number in range(51)]
    with scripted(answering(found)) as server:
        deliveries = opened(server).deliveries(parcels([*codes, codes[0]]))
        asked = [a for a in server.asked if a.path == "/srorastro/v1/objetos"]
    assert [d.code for d in deliveries] == codes
    assert [len(a.query["codigosObjetos"].split(",")) for a in asked] == [50, 1]
    assert {a.query["resultado"] for a in asked} == {"T"}


def test_one_bad_code_never_spoils_a_batch() -> None:
    bad = "BB000000000BR"

    def objects(asked: Asked) -> Reply:
        if bad in asked.query["codigosObjetos"]:
            return Reply(400, {"msgs": ["Objeto inválido"], "stackTrace": "at br.com.correios"})
        return found(asked)

    with scripted(answering(objects)) as server:
        deliveries = {d.code: d for d in opened(server).deliveries(parcels([CODE, bad, "CC000000001BR"]))}
    assert deliveries[bad].status is S.INVALID_CODE and deliveries[bad].detail == "Objeto inválido"
    assert deliveries[CODE].status is deliveries["CC000000001BR"].status is S.POSTED


def test_a_token_is_asked_for_once_and_renewed_when_it_is_refused() -> None:
    tokens: Iterator[int] = iter(range(1, 9))

    def answer(asked: Asked) -> Reply:
        if asked.path.startswith("/token"):
            assert asked.headers["Authorization"].startswith("Basic ")
            assert asked.body == {"numero": "0012345678"}
            return token_reply(token=f"T{next(tokens)}")
        return found(asked) if asked.headers["Authorization"] == "Bearer T2" else Reply(401, text="")

    with scripted(answer) as server:
        carrier = opened(server)
        assert carrier.deliveries(parcels([CODE]))[0].status is S.POSTED
        carrier.deliveries(parcels([CODE]))
        assert sum(a.path.startswith("/token") for a in server.asked) == 2


def test_an_old_token_is_renewed_before_it_ends() -> None:
    with scripted(answering(found)) as server:
        server.answer = lambda a: (
            token_reply(expiraEm="2020-01-01T00:00:00") if a.path.startswith("/token") else found(a)
        )
        carrier = opened(server)
        carrier.deliveries(parcels([CODE]))
        carrier.deliveries(parcels([CODE]))
        assert sum(a.path.startswith("/token") for a in server.asked) == 2


def test_a_429_without_a_body_is_waited_out() -> None:
    replies = [Reply(429, text="", headers={"Retry-After": "0"})]
    with scripted(answering(lambda a: replies.pop() if replies else found(a))) as server:
        assert opened(server).deliveries(parcels([CODE]))[0].status is S.POSTED


def test_the_connection_test_wants_tracking_in_the_contract() -> None:
    with scripted(
        lambda _: token_reply(api=[5], contrato={"api": [35]}, cartaoPostagem={"api": [87]})
    ) as server:
        assert opened(server).test().name == "Correios"
        server.answer = lambda _: token_reply(api=[5])
        with pytest.raises(SetupProblem, match=r"correios\.no_tracking"):
            opened(server).test()
        server.answer = lambda _: Reply(401, {"msgs": ["não autorizado"]})
        with pytest.raises(SetupProblem, match=r"http\.credentials"):
            opened(server).test()


@pytest.mark.parametrize(
    ("reply", "key"),
    [
        (Reply(400, {"msgs": ["PMA-065: Cartão de postagem inexistente"]}), "correios.card"),
        (Reply(400, {"msgs": ["Requisição inválida"]}), "http.credentials"),
        (Reply(403, text="<html>Access Denied errors.edgesuite.net</html>"), "http.firewall"),
        (Reply(403, text="<html>Forbidden</html>"), "http.not_json"),
    ],
)
def test_what_the_token_s_refusal_says_decides(reply: Reply, key: str) -> None:
    with scripted(lambda _: reply) as server, pytest.raises(EccoProblem) as caught:
        opened(server).test()
    assert caught.value.key == key


def test_a_firewall_before_tracking_blames_no_contract() -> None:
    shut = answering(lambda _: Reply(403, text="<html>Forbidden</html>"))
    with scripted(shut) as server, pytest.raises(TransientProblem, match=r"http\.not_json"):
        opened(server).deliveries(parcels([CODE]))


def test_plain_http_leaves_no_secret() -> None:
    values = {"user": "loja", "posting_card": "1", "address": "http://api.example.com"}
    connection = Connection(1, "Correios", "correios", Role.CARRIER, values)
    with pytest.raises(SetupProblem, match="plain_http"):
        open_connection(opening(connection, {"access_code": "x"}))
    with pytest.raises(SetupProblem, match="secret_missing"):
        open_connection(opening(Connection(1, "C", "correios", Role.CARRIER, {}), {}))


@pytest.mark.parametrize(
    ("code", "follows"),
    [
        (CODE, True),
        ("aa 123456785 br", True),
        ("AA12345678BR", False),
        ("TXAT118317577tx", False),
        ("", False),
    ],
)
def test_which_codes_are_its_own(code: str, follows: bool) -> None:
    with scripted(answering(found)) as server:
        assert opened(server).follows(Parcel(code)) is follows


def test_nothing_of_an_answer_is_written_with_names(caplog: pytest.LogCaptureFixture) -> None:
    body = {
        "objetos": [
            {
                "codObjeto": CODE,
                "eventos": [
                    event("BDE", "01", "2026-03-01T12:00:00") | {"recebedor": {"nome": "FULANO DE TAL"}}
                ],
            }
        ]
    }
    with caplog.at_level("DEBUG"), scripted(answering(lambda _: Reply(200, body))) as server:
        opened(server).deliveries(parcels([CODE]))
    assert "FULANO" not in caplog.text and "segredo" not in caplog.text and json.dumps(body)
