"""One run has one verdict: table, history, charts, health, tray, notice and exit code go by the same."""

from datetime import timedelta

import pytest
import typer
from pytestqt.qtbot import QtBot

from ecco_desktop.cli.run import leave
from ecco_desktop.clock import ZONE
from ecco_desktop.domain.checkup import Check, Checkup, Verdict
from ecco_desktop.domain.health import HealthLevel
from ecco_desktop.domain.notices import NoticeKind
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunResult, RunState, Tally, end_state, result_of
from ecco_desktop.ui import texts
from ecco_desktop.ui.application import Desktop
from ecco_desktop.words.phrases import checked
from tests.fakes.orders import store_order
from tests.ui.conftest import OpenShop


def failing(opened: OpenShop, count: int, *, good: int = 0) -> None:
    """So many orders whose way of sending has no carrier yet, and some that are well."""
    opened.shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", active=True)]
    for number in range(1, count + good + 1):
        way = "nobody knows" if number <= count else "flat_rate"
        order = (
            store_order(str(number), shipping_reference=way) if number <= count else store_order(str(number))
        )
        opened.shop.store.orders[order.id] = order


def test_a_run_whose_every_record_failed_is_a_failure_everywhere(
    desktop: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    failing(opened, 3)
    run = opened.shop.run("import_orders")
    services = opened.services
    assert (run.state, run.result) == (RunState.WITH_WARNINGS, RunResult.FAILED)
    task = next(task for task in opened.shop.storage.tasks.all() if task.automation == "import_orders")
    desktop.window.workspace.reload()
    qtbot.waitUntil(lambda: desktop.window.workspace.snapshot.health.level is HealthLevel.BROKEN)
    qtbot.waitUntil(lambda: desktop.window.tray._wanted is HealthLevel.BROKEN)
    assert desktop.window.health.words.text() == "3 pedidos sem vínculo para “nobody knows”"
    (view,) = [view for view in services.tasks.list() if view.task.id == task.id]
    assert view.result is RunResult.FAILED and texts.outcome(run).casefold() == "falhou"
    page = services.history.runs(task.id, offset=0, limit=10, states=(RunState.FAILED,))
    assert [one.id for one in page.runs] == [run.id]
    assert services.history.runs(task.id, offset=0, limit=10, states=(RunState.WITH_WARNINGS,)).total == 0
    (day,) = opened.shop.storage.figures.days(opened.shop.clock.now() - timedelta(days=2), ZONE, task.id)
    assert (day.good, day.bad) == (0, 1)
    (notice,) = [one for one in services.alerts.newest() if one.kind is NoticeKind.FAILURE]
    assert "3 com erro" in notice.body and "Pendências" in notice.body
    with pytest.raises(typer.Exit):
        leave([(task, run)])


def test_what_went_half_well_is_no_recovery(opened: OpenShop) -> None:
    failing(opened, 2)
    opened.shop.run("import_orders")
    failing(opened, 2, good=1)
    opened.shop.clock.move(600)
    half = opened.shop.run("import_orders")
    assert half.result is RunResult.PARTIAL
    kinds = [one.kind for one in opened.services.alerts.newest()]
    assert kinds.count(NoticeKind.FAILURE) == 1 and NoticeKind.RECOVERY not in kinds


def test_the_words_of_a_stop_say_so() -> None:
    tally = Tally(read=5, created=2)
    assert result_of(RunState.CANCELLED, tally) is RunResult.STOPPED
    assert result_of(end_state(tally), tally) is RunResult.SUCCESS


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ((Verdict.GOOD,), "Tudo certo."),
        ((Verdict.GOOD, Verdict.WATCH), "Nada deixou de funcionar, mas olhe 1 linha com !."),
        ((Verdict.WATCH, Verdict.WATCH), "Nada deixou de funcionar, mas olhe 2 linhas com !."),
        ((Verdict.WATCH, Verdict.FAILED), "1 problema. A linha com ✗ diz o que fazer."),
    ],
)
def test_a_check_up_says_what_its_worst_line_says(verdicts: tuple[Verdict, ...], words: str) -> None:
    assert checked(Checkup(tuple(Check("disk", verdict, "x") for verdict in verdicts))) == words
