import pytest

from ecco_desktop.domain.discretion import discreet, discreet_values, from_outside, never_tell, without
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.words.sentences import sentence


@pytest.mark.parametrize(
    "said",
    [
        "CPF 390.533.447-05",
        "CPF 39053344705",
        "CNPJ 11.444.777/0001-61",
        "CNPJ 11444777000161",
        "CNPJ 12.ABC.345/01DE-35",
        "ana@exemplo.com.br",
        "(11) 90000-0001",
        "+55 (11) 4000-0001",
        "Bearer abc.def-ghi",
        "Basic Y2tfYTpjc19i",
        "ck_0123456789abcdef",
        '{"token": "abc"}',
        "apikey=abc123",
    ],
)
def test_what_others_repeat_is_hidden_by_its_shape(said: str) -> None:
    hidden = from_outside(f"recusado: {said}, tente de novo")
    assert hidden.startswith("recusado: ") and hidden.endswith(", tente de novo")
    assert said.rpartition(" ")[2].strip('"}') not in hidden


@pytest.mark.parametrize(
    "said", ["pedido 2149250001", "GTIN 7891890000045", "R$ 1.234,56", "14:02 de 24/11/2026"]
)
def test_numbers_of_the_trade_stay(said: str) -> None:
    assert from_outside(said) == said


def test_a_secret_that_was_read_is_never_told_again() -> None:
    never_tell("abcdef-123456", "abcdef", "curta", "")
    assert discreet("x abcdef-123456 y abcdef z") == "x ••• y ••• z"
    assert discreet("curta") == "curta", "so short a word would hide half of every sentence"
    problem = RecordProblem(
        "ecco.refused", order="1001", detail="a chave abcdef-123456 não serve", host="abcdef"
    )
    assert "abcdef" not in sentence(problem.key, problem.values) + str(problem) + repr(problem)
    assert problem.values["order"] == "1001"


def test_an_order_s_own_number_is_never_taken_for_a_document() -> None:
    assert discreet_values({"order": 39053344705, "detail": 39053344705}) == {
        "order": "39053344705",
        "detail": "•••",
    }


def test_a_buyer_is_taken_out_of_what_was_said_and_of_nothing_else() -> None:
    problem = RecordProblem("ecco.refused", order="Ana 1", detail="ANA SOUZA, Rua Um: cliente recusado (Ana)")
    problem.hide(["Ana Souza", "Rua Um", "ana", ""])
    assert problem.values == {"order": "Ana 1", "detail": "•••, •••: cliente recusado (Ana)"}
    assert "SOUZA" not in str(problem)
    assert without("Souza e Souza Ltda", ["souza", "SOUZA E SOUZA LTDA"]) == "•••"


def test_long_lines_are_read_once() -> None:
    """Quadratic work would take minutes here, and the time-out of the suite would tell."""
    for long in ("x" * 400_000, "1" * 400_000, "a." * 200_000, "a@" * 200_000, "bearer " * 60_000):
        assert from_outside(long)
