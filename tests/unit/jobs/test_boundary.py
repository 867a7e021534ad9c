"""No record stops the others: what is one record's fault waits, what is nobody's ends the run."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import Cancelled, RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.runs import RunState
from ecco_desktop.jobs.orders import drafts
from ecco_desktop.jobs.run.boundary import BUGS_IN_A_ROW, SILENT_IN_A_ROW, Boundary
from ecco_desktop.ports import unread
from ecco_desktop.ports.asides import aside
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import stocked

WELL, BUG, SILENT, OWN = "well", "bug", "silent", "own"


def waits(shop: FakeShop) -> dict[str, str]:
    return {record.record_id: record.cause for record in shop.storage.pending.waiting()}


@given(st.lists(st.sampled_from([WELL, BUG, SILENT, OWN]), max_size=40))
def test_a_run_ends_early_only_where_no_record_is_at_fault(story: Sequence[str]) -> None:
    boundary, kept, silent = Boundary(), 0, 0
    errors = {BUG: KeyError("x"), SILENT: TransientProblem("http.timeout"), OWN: RecordProblem("order.gone")}
    for step in story:
        silent = silent + 1 if step == SILENT else silent if step == BUG else 0
        if step == WELL:
            boundary.well()
            continue
        if silent >= SILENT_IN_A_ROW:
            with pytest.raises(TransientProblem):
                boundary.judge(errors[step] if step == SILENT else errors[SILENT])
            return
        assert boundary.judge(errors[step]).key in ("record.bug", "http.timeout", "order.gone")
        kept += 1
    if kept and silent and WELL not in story:
        with pytest.raises(TransientProblem):
            boundary.end()
    else:
        boundary.end()


@pytest.mark.parametrize("error", [Cancelled(), SetupProblem("http.credentials"), MemoryError()])
def test_what_is_no_records_fault_comes_out(error: Exception) -> None:
    with pytest.raises(type(error)):
        Boundary().judge(error)


def test_a_program_that_fails_on_everything_gives_up() -> None:
    boundary = Boundary()
    for _ in range(BUGS_IN_A_ROW - 1):
        boundary.judge(KeyError("x"))
    with pytest.raises(KeyError):
        boundary.judge(KeyError("x"))


def test_a_bug_in_one_order_lets_the_others_in(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    stocked(shop, "1", "2", "3")
    right = drafts.check

    def check(order: StoreOrder) -> None:
        if order.id == "2":
            raise OverflowError("date value out of range")
        right(order)

    monkeypatch.setattr(drafts, "check", check)
    ended = shop.run("import_orders")
    assert (ended.state, ended.tally.created, ended.tally.failed) == (RunState.WITH_WARNINGS, 2, 1)
    assert waits(shop) == {"2": "record.bug"}
    monkeypatch.undo()
    shop.clock.move(3600)
    assert shop.run("import_orders").tally.created == 1
    assert waits(shop) == {}


def test_one_order_the_erp_gives_no_answer_for_lets_the_others_in(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, "1", "2", "3")
    right = shop.erp.find_orders

    def find(number: str, day: object) -> object:
        if number == "2":
            raise TransientProblem("http.server_error", host="erp", status=500)
        return right(number, day)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.erp, "find_orders", find)
    ended = shop.run("import_orders")
    assert (ended.state, ended.tally.created) == (RunState.WITH_WARNINGS, 2)
    assert waits(shop) == {"2": "http.server_error"}


def test_an_erp_that_is_down_ends_the_run_after_three(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, *map(str, range(1, 9)))
    asked: list[str] = []

    def find(number: str, _day: object) -> object:
        asked.append(number)
        raise TransientProblem("http.server_error", host="erp", status=500)

    monkeypatch.setattr(shop.erp, "find_orders", find)
    ended = shop.run("import_orders")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "http.server_error")
    assert len(asked) == SILENT_IN_A_ROW
    monkeypatch.undo()
    shop.clock.move(3600)
    assert shop.run("import_orders").tally.created == 8, "the page is read again: none is lost"


def test_rows_that_cannot_be_read_are_noted_and_the_others_come() -> None:
    def read(row: dict[str, int]) -> int | None:
        return 12 // row["id"] if row["id"] != 6 else None

    rows = [{"id": number, "sku": f"S{number}"} for number in (3, 0, 6, 2)]
    with pytest.raises(ZeroDivisionError):
        list(unread.each_row(rows, read))
    noted: dict[str, str] = {}
    token = unread.UNREAD.set(noted)
    try:
        assert list(unread.each_row(rows, read)) == [4, 6]
    finally:
        unread.UNREAD.reset(token)
    assert noted == {"S0": "ZeroDivisionError"}


def test_what_a_connector_says_beside_its_answers_is_told_once_a_run(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, "1", "2", "3")
    right = shop.erp.find_orders

    def noisy(number: str, day: object) -> object:
        aside("http.noise", connection="ERP", host="erp.example", source="frete-x")
        return right(number, day)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.erp, "find_orders", noisy)
    # Outside of a run nobody is told.
    noisy("1", None)
    ended = shop.run("import_orders")
    assert (ended.state, ended.tally.created) == (RunState.SUCCEEDED, 3)
    assert shop.keys(ended).count("http.noise") == 1
