"""Jadlog as it is known to answer, through the real client and the real adapter."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.carriers.jadlog.adapter import Jadlog, open_connection
from ecco_desktop.connectors.carriers.jadlog.mapping import answered, questions, status_of, to_delivery
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.deliveries import Parcel
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.opening import opening

CODE, OTHER = "12345678901234", "11000000000002"
CNPJ = "12345678000195"
NFE = "35260412345678000195550010000045001000045009"
NOT_FOUND = {"erro": {"id": 1, "descricao": "Não localizado"}}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
days = st.sampled_from(["2026-03-02 10:00:00", "02/03/2026 10:00", "0001-01-01 00:00:00", "31/31/9999", ""])
events = st.fixed_dictionaries(
    {},
    optional={
        "data": anything | days,
        "status": anything | st.sampled_from(["EMISSAO", "ENTREGUE", "DEVOLUCAO", "EM ROTA", "NOVO"]),
        "unidade": anything,
    },
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "cte": anything | st.sampled_from([CODE, OTHER]),
        "shipmentId": anything | st.sampled_from([CODE, OTHER]),
        "codigo": anything,
        "previsaoEntrega": anything | days,
        "erro": anything | st.just(NOT_FOUND["erro"]),
        "tracking": anything
        | st.fixed_dictionaries(
            {},
            optional={
                "status": anything | st.just("ENTREGUE"),
                "dtEmissao": anything | days,
                "eventos": anything | st.lists(events | anything, max_size=4),
                "recebedor": anything | st.fixed_dictionaries({"data": anything | days, "nome": anything}),
            },
        ),
    },
)


def event(status: str, at: str, place: str = "CO SP") -> dict[str, Any]:
    return {"data": at, "status": status, "unidade": place}


def journey(*steps: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"tracking": {"eventos": [event(*step) for step in steps], **more}}


def told(*steps: tuple[str, str], **more: Any) -> Any:
    return to_delivery([journey(*steps, **more)], CODE)


def opened(server: Scripted, **values: str) -> Jadlog:
    address = f"{server.base}/embarcador/api"
    filled = {"address": address, "requests_per_minute": "60000", "cnpj": CNPJ} | values
    connection = Connection(1, "Jad", "jadlog", Role.CARRIER, filled)
    return open_connection(opening(connection, {"token": "segredo"}))


def answering(row: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Asked], Reply]:
    return lambda asked: Reply(200, {"consulta": [row(each) for each in asked.body["consulta"]]})


def by_cte(question: dict[str, Any]) -> dict[str, Any]:
    return (
        question | journey(("EMISSAO", "2026-03-02 10:00:00")) if "cte" in question else question | NOT_FOUND
    )


# -- mapping --


@given(st.lists(answers, max_size=3))
def test_no_answer_breaks_the_mapping(found: list[dict[str, Any]]) -> None:
    delivery = to_delivery(found, CODE)
    assert delivery.code == CODE
    assert (delivery.status is S.DELIVERED) == (delivery.delivered_at is not None)


@given(st.lists(answers, max_size=6))
def test_nor_the_tying_of_answers_to_questions(found: list[dict[str, Any]]) -> None:
    parcels = (Parcel(CODE), Parcel(OTHER), Parcel("", "9001"))
    asked = [(parcel.key, one) for parcel in parcels for one in questions(parcel, CNPJ)]
    tied = answered(asked, found)
    assert tied is None or set(tied) <= {CODE, OTHER, "NF 9001"}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("EMISSAO", S.POSTED),
        ("ENTRADA", S.IN_TRANSIT),
        ("TRANSFERENCIA", S.IN_TRANSIT),
        ("TRANSFERÊNCIA PARA CO RIO", S.IN_TRANSIT),
        ("EM ROTA", S.OUT_FOR_DELIVERY),
        ("ENTREGUE", S.DELIVERED),
        ("DEVOLUCAO", S.RETURNING),
        ("EM DEVOLUÇÃO", S.RETURNING),
        ("DEVOLVIDO", S.RETURNED),
        ("ENTREGUE AO REMETENTE", S.RETURNED),
        ("EXTRAVIO", S.LOST_OR_DAMAGED),
        ("AVARIA", S.LOST_OR_DAMAGED),
        ("ROUBO", S.LOST_OR_DAMAGED),
        ("DESTINATARIO AUSENTE", S.DELIVERY_FAILED),
        ("RECUSADO", S.DELIVERY_FAILED),
        ("INSUCESSO NA ENTREGA", S.DELIVERY_FAILED),
    ],
)
def test_the_words(said: str, status: S) -> None:
    assert status_of(said) is status


def test_words_nobody_knows_are_told_once_and_move_nothing() -> None:
    found = told(("CONFERENCIA", "2026-03-02 10:00:00"), ("CONFERENCIA", "2026-03-03 10:00:00"))
    assert (found.status, found.unknown) == (S.UNKNOWN, ("CONFERENCIA",))


def test_events_are_oldest_first_and_the_newest_counts_by_its_time() -> None:
    found = told(
        ("EM ROTA", "2026-03-05 08:00:00"),
        ("EMISSAO", "2026-03-02 10:00:00"),
        ("ENTRADA", "2026-03-03 10:00:00"),
    )
    assert found.status is S.OUT_FOR_DELIVERY
    assert [one.code for one in found.events] == ["EMISSAO", "ENTRADA", "EM ROTA"]


def test_times_are_of_brasilia_in_either_form() -> None:
    for written in ("2026-03-05 22:30:00", "05/03/2026 22:30:00", "05/03/2026 22:30"):
        assert told(("ENTREGUE", written)).delivered_at == datetime(2026, 3, 6, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("promised", ["2026-03-09", "09/03/2026", "2026-03-09T23:59:59"])
def test_the_expected_day_in_either_form(promised: str) -> None:
    row = journey(("EMISSAO", "2026-03-02 10:00:00")) | {"previsaoEntrega": promised}
    assert to_delivery([row], CODE).expected_on == date(2026, 3, 9)


def test_delivered_to_the_sender_is_returned_though_it_says_entregue() -> None:
    found = told(
        ("EM ROTA", "2026-03-05 08:00:00"),
        ("DEVOLUCAO", "2026-03-06 08:00:00"),
        ("ENTREGUE", "2026-03-09 08:00:00"),
        recebedor={"nome": "LOJA", "data": "2026-03-09 08:00:00"},
    )
    assert (found.status, found.delivered_at) == (S.RETURNED, None)


def test_a_driver_who_comes_back_to_the_depot_returns_nothing() -> None:
    found = told(("RETORNO PARA BASE", "2026-03-05 18:00:00"), ("ENTREGUE", "2026-03-06 08:00:00"))
    assert found.status is S.DELIVERED


def test_a_late_scan_does_not_open_a_delivery_again() -> None:
    found = told(("ENTREGUE", "2026-03-05 08:00:00"), ("TRANSFERENCIA", "2026-03-06 08:00:00"))
    assert (found.status, found.delivered_at) == (S.DELIVERED, datetime(2026, 3, 5, 11, tzinfo=UTC))


def test_the_receipt_s_time_counts_and_who_signed_it_is_not_kept() -> None:
    found = told(
        ("ENTREGUE", "2026-03-05 18:00:00"),
        recebedor={"nome": "FULANO DE TAL", "doc": "52998224725", "data": "05/03/2026 14:00"},
    )
    assert found.delivered_at == datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
    assert "FULANO" not in repr(found) and "52998224725" not in repr(found)


def test_a_status_without_events() -> None:
    def bare(**tracking: Any) -> Any:
        return to_delivery([{"tracking": tracking, "previsaoEntrega": "2026-03-09"}], CODE)

    moving = bare(status="TRANSFERENCIA", dtEmissao="2026-03-02", eventos=[])
    assert (moving.status, moving.at) == (S.IN_TRANSIT, datetime(2026, 3, 2, 3, tzinfo=UTC))
    assert moving.expected_on == date(2026, 3, 9)
    signed = bare(status="ENTREGUE", recebedor={"data": "2026-03-05 10:00:00"})
    assert (signed.status, signed.delivered_at) == (S.DELIVERED, datetime(2026, 3, 5, 13, tzinfo=UTC))
    # A delivery needs its date: it is never "now".
    undated = bare(status="ENTREGUE", dtEmissao="2026-03-02")
    assert (undated.status, undated.delivered_at) == (S.IN_TRANSIT, None)
    assert undated.unknown == ("ENTREGUE sem data",)


def test_the_error_of_an_answer_is_not_found_yet() -> None:
    found = to_delivery([{"cte": CODE, **NOT_FOUND}, {"shipmentId": CODE, **NOT_FOUND}], CODE)
    assert (found.status, found.detail) == (S.NOT_FOUND, "Não localizado")


# -- questions --


@pytest.mark.parametrize(
    ("parcel", "wanted"),
    [
        (Parcel(CODE), [{"cte": CODE}, {"shipmentId": CODE}]),
        (Parcel(" 1234.5678-9 "), [{"cte": "123456789"}, {"shipmentId": "123456789"}]),
        (Parcel("", "009001"), [{"df": {"nf": "9001", "cnpjRemetente": CNPJ, "tpDocumento": 1}}]),
        (Parcel(NFE), [{"df": {"danfe": NFE, "cnpjRemetente": CNPJ, "tpDocumento": 2}}]),
        (Parcel("AA123456785BR", "9001"), []),
        (Parcel("TXAT118317577tx"), []),
        (Parcel("", ""), []),
        (Parcel("", "000"), []),
    ],
)
def test_how_a_parcel_is_asked_about(parcel: Parcel, wanted: list[dict[str, Any]]) -> None:
    assert questions(parcel, CNPJ) == wanted


@pytest.mark.parametrize("parcel", [Parcel("", "9001"), Parcel(NFE)])
def test_without_a_cnpj_documents_are_not_asked_about(parcel: Parcel) -> None:
    assert questions(parcel, "") == []


def test_a_code_is_asked_about_as_both_numbers_and_the_answer_that_knows_it_counts() -> None:
    for kind in ("cte", "shipmentId"):

        def row(question: dict[str, Any], kind: str = kind) -> dict[str, Any]:
            known = journey(("ENTREGUE", "2026-03-05 08:00:00"))
            return question | (known if kind in question else NOT_FOUND)

        with scripted(answering(row)) as server:
            assert opened(server).deliveries([Parcel(CODE)])[0].status is S.DELIVERED
            assert server.asked[0].path == "/embarcador/api/tracking/consultar"
            assert server.asked[0].body == {"consulta": [{"cte": CODE}, {"shipmentId": CODE}]}
            assert server.asked[0].headers["Authorization"] == "Bearer segredo"


def test_twenty_questions_a_call_at_the_most() -> None:
    parcels = [Parcel(f"{number:014d}") for number in range(10**10, 10**10 + 23)]
    with scripted(answering(by_cte)) as server:
        found = opened(server).deliveries(parcels)
        assert [len(a.body["consulta"]) for a in server.asked] == [20, 20, 6]
    assert [d.code for d in found] == [parcel.key for parcel in parcels]
    assert {d.status for d in found} == {S.POSTED}


def test_an_invoice_is_asked_about_with_the_sender_s_cnpj() -> None:
    def row(question: dict[str, Any]) -> dict[str, Any]:
        return journey(("EM ROTA", "2026-03-05 08:00:00")) | {"previsaoEntrega": "2026-03-06"}

    with scripted(answering(row)) as server:
        (found,) = opened(server).deliveries([Parcel("", "009001", "Jadlog")])
    assert (found.code, found.status) == ("NF 009001", S.OUT_FOR_DELIVERY)


def test_answers_in_another_order_are_tied_by_the_number_they_name() -> None:
    def answer(asked: Asked) -> Reply:
        rows = [by_cte(each) for each in asked.body["consulta"]]
        rows[0]["tracking"]["eventos"][0]["status"] = "EM ROTA"
        return Reply(200, {"consulta": rows[::-1]})

    with scripted(answer) as server:
        found = opened(server).deliveries([Parcel(CODE), Parcel(OTHER)])
    assert [d.status for d in found] == [S.OUT_FOR_DELIVERY, S.POSTED]


def test_answers_that_name_nothing_stand_in_their_questions_places() -> None:
    def answer(asked: Asked) -> Reply:
        rows: list[Any] = [None, journey(("EM ROTA", "2026-03-05 08:00:00")), NOT_FOUND, NOT_FOUND]
        return Reply(200, {"consulta": rows})

    with scripted(answer) as server:
        found = opened(server).deliveries([Parcel(CODE), Parcel(OTHER)])
        assert len(server.asked) == 1
    assert [d.status for d in found] == [S.OUT_FOR_DELIVERY, S.NOT_FOUND]


def test_answers_that_cannot_be_tied_are_asked_for_one_by_one() -> None:
    def answer(asked: Asked) -> Reply:
        word = "EM ROTA" if asked.body["consulta"][0].get("cte") == CODE else "ENTRADA"
        return Reply(200, {"consulta": [journey((word, "2026-03-05 08:00:00"))]})

    with scripted(answer) as server:
        found = opened(server).deliveries([Parcel(CODE), Parcel(OTHER)])
        assert len(server.asked) == 3
    assert [d.status for d in found] == [S.OUT_FOR_DELIVERY, S.IN_TRANSIT]


def test_a_good_answer_beside_a_bad_one() -> None:
    def row(question: dict[str, Any]) -> dict[str, Any]:
        return by_cte(question) if CODE in question.values() else question | NOT_FOUND

    with scripted(answering(row)) as server:
        found = opened(server).deliveries([Parcel(OTHER), Parcel(CODE)])
    assert [d.status for d in found] == [S.NOT_FOUND, S.POSTED]


def test_a_bad_number_is_found_by_halving() -> None:
    parcels = [Parcel(f"{number:014d}") for number in range(10**10, 10**10 + 7)]

    def answer(asked: Asked) -> Reply:
        if {"cte": parcels[4].code} in asked.body["consulta"]:
            return Reply(400, {"erro": {"id": -99, "descricao": "Consulta inválida"}})
        return answering(by_cte)(asked)

    with scripted(answer) as server:
        found = opened(server).deliveries(parcels)
    assert [d.status for d in found] == [S.POSTED] * 4 + [S.INVALID_CODE] + [S.POSTED] * 2
    assert found[4].detail == "Consulta inválida"


# -- the account --


@pytest.mark.parametrize(
    ("reply", "problem", "key"),
    [
        (Reply(401, text=""), SetupProblem, "http.credentials"),
        (Reply(403, {"erro": {"descricao": "Sem acesso"}}), SetupProblem, "http.permission"),
        (Reply(404, {"erro": "rota"}), SetupProblem, "http.refused"),
        (Reply(404, text="<html></html>"), SetupProblem, "http.refused"),
        # A 200 is no success here.
        (Reply(200, {"erro": {"id": -1, "descricao": "Token inválido"}}), SetupProblem, "http.credentials"),
        (Reply(200, {"erro": {"id": -7, "descricao": "Fora do ar"}}), TransientProblem, "http.not_json"),
        (Reply(200, []), TransientProblem, "http.not_json"),
        (Reply(200, text="<html>manutenção</html>"), TransientProblem, "http.not_json"),
        (Reply(200, text=""), TransientProblem, "http.not_json"),
    ],
)
def test_what_turns_the_account_away_closes_no_parcel(
    reply: Reply, problem: type[Exception], key: str
) -> None:
    with scripted(lambda _: reply) as server:
        for ask in (opened(server).test, lambda: opened(server).deliveries([Parcel(CODE)])):
            with pytest.raises(problem) as found:
                ask()
            assert getattr(found.value, "key", "") == key and "segredo" not in str(found.value)


def test_the_connection_test_asks_about_nobody_s_parcel() -> None:
    with scripted(answering(lambda question: question | NOT_FOUND)) as server:
        assert opened(server).test().found == {"consulta": "por código e nota"}
        assert opened(server, cnpj="").test().found == {"consulta": "por código"}
        server.answer = lambda _: Reply(400, {"erro": {"descricao": "Requisição inválida"}})
        with pytest.raises(SetupProblem, match=r"http\.refused"):
            opened(server).test()


@pytest.mark.parametrize("pasted", ["segredo", "Bearer segredo", "bearer  segredo ", "\nBEARER segredo\n"])
def test_a_token_is_pasted_with_or_without_its_word(pasted: str) -> None:
    with scripted(answering(lambda question: question | NOT_FOUND)) as server:
        connection = Connection(1, "Jad", "jadlog", Role.CARRIER, {"address": server.base})
        open_connection(opening(connection, {"token": pasted})).test()
        assert server.asked[0].headers["Authorization"] == "Bearer segredo"


@pytest.mark.parametrize("entered", ["12.345.678/0001-95", CNPJ])
def test_a_cnpj_is_cleaned(entered: str) -> None:
    with scripted(answering(lambda question: question)) as server:
        assert opened(server, cnpj=entered).cnpj == CNPJ


@pytest.mark.parametrize("entered", ["12.345.678/0001-96", "529.982.247-25", "123"])
def test_a_cnpj_that_is_none_is_told(entered: str) -> None:
    answer = answering(lambda question: question)
    with scripted(answer) as server, pytest.raises(SetupProblem, match=r"jadlog\.cnpj"):
        opened(server, cnpj=entered)


def test_one_call_a_second_and_never_two_at_once() -> None:
    values = {"address": "https://jadlog.example.com"}
    carrier = open_connection(opening(Connection(1, "J", "jadlog", Role.CARRIER, values), {"token": "t"}))
    allowance = carrier.client._budget.allowance
    assert (allowance.requests, allowance.seconds, allowance.burst) == (60, 60.0, 1)


def test_nothing_of_an_answer_is_written_with_names(caplog: pytest.LogCaptureFixture) -> None:
    receipt = {"nome": "FULANO DE TAL", "doc": "52998224725", "data": "2026-03-05 08:00:00"}
    row = journey(("ENTREGUE", "2026-03-05 08:00:00"), recebedor=receipt)
    with caplog.at_level("DEBUG"), scripted(answering(lambda question: question | row)) as server:
        found = opened(server).deliveries([Parcel(CODE)])
    for place in (caplog.text, repr(found)):
        assert "FULANO" not in place and "52998224725" not in place and "segredo" not in place
