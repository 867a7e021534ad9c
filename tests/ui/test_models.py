import sys
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.events import LogGrew, RunProgressed, TasksChanged
from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, LogLine, RunState, Tally
from ecco_desktop.domain.tasks import Task, TaskState
from ecco_desktop.jobs.orders.import_orders import INFO
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import health_texts, texts, theme
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.models.log import LogModel
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.models.tasks import PROGRESS, Column, TaskModel

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def view(number: int = 1, **changes: object) -> TaskView:
    task = Task(number, f"T{number}", INFO.key, 1, True, Recurrence(every_minutes=10))
    made = TaskView(task, INFO, "Loja", TaskState.IDLE, None, None, NOW, None, None)
    return replace(made, **changes)  # type: ignore[arg-type]


def line(number: int) -> LogLine:
    return LogLine(1, 1, NOW, Level.INFO, str(number), "k", f"linha {number}", {}, number)


def test_the_task_model_keeps_qts_rules(qtmodeltester: object, app: QApplication) -> None:
    model = TaskModel()
    model.update([view(1), view(2)])
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.update([view(2)])
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_only_changed_rows_are_told_of(qtbot: QtBot, app: QApplication) -> None:
    model = TaskModel()
    model.update([view(1), view(2)])
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    model.update([view(1), view(2, state=TaskState.QUEUED)])
    assert told == [1]


def test_progress_is_shown_as_count_and_share(app: QApplication) -> None:
    model = TaskModel()
    model.update([view(state=TaskState.RUNNING)])
    index = model.index(0, Column.RESULT)
    assert (index.data(), index.data(PROGRESS)) == ("Começando…", -1.0)
    model.progress(RunProgressed(1, 5, 420, 1000, Tally()))
    assert str(index.data()).startswith("420/1.000")
    assert index.data(PROGRESS) == pytest.approx(0.42)
    model.progress(RunProgressed(1, 5, 7, None, Tally()))
    assert index.data() == "7 lidos"


@given(st.lists(st.tuples(st.sampled_from(["append", "prepend"]), st.integers(1, 9)), max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_log_model_stays_bounded_and_in_order(app: QApplication, steps: list[tuple[str, int]]) -> None:
    model = LogModel(bound=20)
    first, last = 500, 499
    for step, count in steps:
        if step == "append":
            model.append([line(last + number) for number in range(1, count + 1)])
            last += count
        else:
            model.prepend([line(first - number) for number in range(count, 0, -1)])
            first = model.first_id or first
    shown = [model.line(row).id for row in range(model.rowCount())]
    assert len(shown) <= 20
    assert shown == sorted(set(shown))
    if any(step == "append" for step, _ in steps):
        assert model.last_id == last


def test_other_models_keep_qts_rules(qtmodeltester: object, app: QApplication) -> None:
    log = LogModel()
    log.append([line(1), line(2)])
    qtmodeltester.check(log)  # type: ignore[attr-defined]
    rows: RowModel[int] = RowModel([Cell("Número", str), Cell("Dobro", lambda n: str(2 * n), right=True)])
    rows.replace([1, 2])
    rows.extend([3])
    qtmodeltester.check(rows)  # type: ignore[attr-defined]
    assert rows.as_text([2, 0]) == "1\t2\n3\t6"


def test_bursts_are_told_once(qtbot: QtBot, app: QApplication) -> None:
    bridge = Bridge()
    told: list[object] = []
    bridge.tasks_changed.connect(lambda: told.append("tasks"))
    bridge.log_grew.connect(told.append)
    bridge.progressed.connect(lambda event: told.append(event.done))
    for number in range(200):
        bridge.take(LogGrew(7, 1))
        bridge.take(RunProgressed(1, 1, number, 200, Tally()))
        bridge.take(TasksChanged())
    qtbot.waitUntil(lambda: "tasks" in told and 7 in told)
    assert told == [199, "tasks", 7]


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_words_can_be_read_on_every_ground(colours: theme.Colours) -> None:
    grounds = (colours.window, colours.surface, colours.raised, colours.selected)
    for name in ("text", "muted", "good", "warning", "bad", "accent"):
        for ground in grounds:
            assert theme.contrast(getattr(colours, name), ground) >= 4.5, (name, ground)
    assert theme.contrast(colours.on_accent, colours.accent) >= 4.5


def test_every_icon_that_is_named_is_there(app: QApplication) -> None:
    named = {
        *texts.ACTION_ICONS.values(), *texts.RESULT_ICONS.values(), *texts.LEVEL_ICONS.values(),
        *texts.HEALTH_ICONS.values(), "logo", "more", "bell", "search", "tasks", "pending", "copy",
    }  # fmt: skip
    for name in named:
        assert not theme.pixmap(name, "#000000", 24).isNull()


DUE = NOW + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("health", "words"),
    [
        (
            Health(HealthLevel.GOOD, active=9, next_name="Estoque", next_due=DUE),
            "Tudo certo — 9 tarefas ativas · próxima: Estoque em 2 min",
        ),
        (
            Health(HealthLevel.BROKEN, failed=("A", "B"), active=2),
            "Falhou: A · mais 1 tarefa falhou",
        ),
        (Health(HealthLevel.ATTENTION, waiting=1, active=1), "1 pendência"),
        (
            Health(HealthLevel.ATTENTION, waiting=3, active=1, next_name="Estoque", next_due=DUE),
            "3 pendências · próxima: Estoque em 2 min",
        ),
        (Health(HealthLevel.GOOD), "Nenhuma tarefa ativa"),
    ],
)
def test_the_health_line_says_the_worst_first(health: Health, words: str) -> None:
    assert health_texts.health(health, NOW, None) == words


def test_nothing_on_the_screen_lacks_words() -> None:
    for state in TaskState:
        assert texts.STATES[state]
    for state in RunState:
        assert state.value
    assert {field.name for field in fields(theme.Colours)} >= {"good", "warning", "bad"}


def test_qt_keeps_the_references_of_none(app: QApplication) -> None:
    # PySide6 6.12.0 gives one away each time a model answers None, and aborts the program when they
    # run out (before Python 3.12, where None does not count): hence the pinned range in pyproject.
    model = TaskModel()
    model.update([view()])
    index = model.index(0, 0)
    before = sys.getrefcount(None)
    for _ in range(1000):
        index.data(Qt.ItemDataRole.BackgroundRole)
    assert sys.getrefcount(None) > before - 500
