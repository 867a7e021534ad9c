"""What carriers' texts and dates mean, and how a refused batch ends: pure rules that all of them share."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.opening import bearer
from ecco_desktop.connectors.shared.parcels import (
    BatchTrouble,
    expected,
    in_batches,
    moment,
    status_by_text,
    turned_away,
)
from ecco_desktop.domain.deliveries import Delivery, Parcel
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.errors import TransientProblem

REFUSED = Answer(400, {}, "{}", "carrier.example")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Entregue ao remetente", S.RETURNED),
        ("OBJETO DEVOLVIDO AO REMETENTE", S.RETURNED),
        ("Devolução concluída", S.RETURNED),
        ("Objeto será devolvido ao remetente", S.RETURNING),
        ("Objeto sendo devolvido", S.RETURNING),
        ("Em devolução", S.RETURNING),
        ("Saiu para entrega ao remetente", S.RETURNING),
        ("A pedido do contratante", S.RETURNING),
        ("Não entregue", S.DELIVERY_FAILED),
        ("Objeto não foi entregue", S.DELIVERY_FAILED),
        ("Entrega não realizada", S.DELIVERY_FAILED),
        ("Não entregue ao remetente", S.RETURNING),
        ("Insucesso na entrega", S.DELIVERY_FAILED),
        ("Entregue", S.DELIVERED),
        ("Objeto entregue ao destinatário.", S.DELIVERED),
        ("Entrega realizada", S.DELIVERED),
        ("Saiu para entrega", S.OUT_FOR_DELIVERY),
        ("Endereço insuficiente", S.ADDRESS_PROBLEM),
        ("Aguardando retirada no endereço indicado", S.AWAITING_PICKUP),
        ("Etiqueta emitida", S.LABEL_CREATED),
        # Handed to somebody who is not the buyer: no delivery.
        ("Entregue à transportadora parceira", None),
        ("Entregue na unidade", None),
        ("Entregue no ponto de retirada", None),
        ("Coletado no remetente", None),
        ("Retorno à base", None),
        ("Em rota de transferência", None),
        ("", None),
    ],
)
def test_returned_is_read_before_delivered_and_so_is_no(words: str, status: S | None) -> None:
    assert status_by_text(words) is status


@given(st.text())
def test_any_text_can_be_read(words: str) -> None:
    assert status_by_text(words) in (None, *S)


@pytest.mark.parametrize("before", ["Não", "não foi", "NAO"])
@given(after=st.sampled_from(["", " ao destinatário", " ao cliente", " no local", " por ausência"]))
def test_a_negation_is_never_a_delivery(before: str, after: str) -> None:
    assert status_by_text(f"{before} entregue{after}") is not S.DELIVERED


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-03-05 22:30:00", datetime(2026, 3, 6, 1, 30, tzinfo=UTC)),
        ("2026-03-05T22:30:00", datetime(2026, 3, 6, 1, 30, tzinfo=UTC)),
        ("2026-03-05T22:30:00Z", datetime(2026, 3, 5, 22, 30, tzinfo=UTC)),
        ("05/03/2026 22:30", datetime(2026, 3, 6, 1, 30, tzinfo=UTC)),
        ("05/03/2026", datetime(2026, 3, 5, 3, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01 00:00:00", None),
        ("9999-12-31 23:59:59", None),
        ("31/02/2026", None),
        (20260305, None),
        (None, None),
    ],
)
def test_instants_are_of_brasilia_and_impossible_ones_are_none(
    written: object, instant: datetime | None
) -> None:
    assert moment(written) == instant


def test_days_are_as_they_are_written() -> None:
    assert expected("2026-03-09") == expected("09/03/2026") == date(2026, 3, 9)
    assert expected("2026-03-09T23:59:59") == expected("09/03/2026 23:59") == date(2026, 3, 9)
    assert expected("em breve") is expected(None) is None


@given(st.sets(st.integers(0, 19)), st.integers(1, 7))
def test_halving_finds_exactly_the_bad_ones(bad: set[int], size: int) -> None:
    parcels = [Parcel(f"C{number}") for number in range(20)]
    wrong = {f"C{number}" for number in bad}

    def ask(batch: Sequence[Parcel]) -> dict[str, Delivery]:
        assert len(batch) <= size
        if any(parcel.code in wrong for parcel in batch):
            raise BatchTrouble("recusado", REFUSED)
        return {parcel.key: Delivery(parcel.key, S.POSTED) for parcel in batch}

    if len(bad) == 20:
        with pytest.raises(TransientProblem, match=r"http\.refused"):
            in_batches(parcels, size, ask)
        return
    found = in_batches(parcels, size, ask)
    assert [delivery.code for delivery in found] == [parcel.key for parcel in parcels]
    assert {d.code for d in found if d.status is S.INVALID_CODE} == wrong


@pytest.mark.parametrize(
    ("status", "text", "key"),
    [
        (401, "", "http.credentials"),
        (403, "<html>firewall</html>", "http.not_json"),
        (403, "{}", "http.permission"),
        (404, " <html>", "http.refused"),
        (400, "{}", ""),
        (422, "", ""),
    ],
)
def test_what_no_parcel_is_at_fault_for(status: int, text: str, key: str) -> None:
    problem = turned_away(Answer(status, {}, text, "carrier.example"), "disse", "Entregas")
    assert (problem.key if problem else "") == key


@pytest.mark.parametrize("pasted", ["abc", "Bearer abc", "bearer\nabc", " a\n b c "])
def test_a_token_as_people_paste_it(pasted: str) -> None:
    assert bearer(pasted) == "Bearer abc"


def test_a_token_may_begin_with_the_word() -> None:
    assert bearer("bearer1234") == "Bearer bearer1234"
