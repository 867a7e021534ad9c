"""Portuguese words of the command line."""

from ecco_desktop.domain.recurrence import EVERY_DAY, Recurrence
from ecco_desktop.domain.runs import Level, Run, RunResult, RunState, Trigger, result_of

RESULTS = {
    RunResult.RUNNING: "em andamento",
    RunResult.SUCCESS: "sucesso",
    RunResult.WARNINGS: "com avisos",
    RunResult.PARTIAL: "parcial",
    RunResult.FAILED: "falhou",
    RunResult.NOTHING: "nada a fazer",
    RunResult.STOPPED: "parada",
    RunResult.INTERRUPTED: "interrompida",
    RunResult.SKIPPED: "pulada",
}
TRIGGERS = {Trigger.SCHEDULE: "agenda", Trigger.PERSON: "pessoa", Trigger.RECOVERY: "recuperação"}
LEVELS = {Level.INFO: "i", Level.WARNING: "!", Level.ERROR: "×"}
_DAYS = ("seg", "ter", "qua", "qui", "sex", "sáb", "dom")


def result_words(run: Run) -> str:
    """The result as the owner reads it."""
    if run.state is RunState.QUEUED:
        return "na fila"
    return RESULTS[result_of(run.state, run.tally)]


def recurrence_words(recurrence: Recurrence | None) -> str:
    """How often, in a few words."""
    if recurrence is None:
        return "só à mão"
    if recurrence.every_minutes is not None:
        words = f"a cada {_minutes(recurrence.every_minutes)}"
    else:
        words = ", ".join(f"{moment:%H:%M}" for moment in recurrence.at)
    if recurrence.weekdays != EVERY_DAY:
        words += " · " + ", ".join(_DAYS[day] for day in sorted(recurrence.weekdays))
    if recurrence.window:
        words += f" · {recurrence.window[0]:%H:%M}–{recurrence.window[1]:%H:%M}"
    return words


def _minutes(minutes: float) -> str:
    if minutes >= 60 and minutes % 60 == 0:
        return f"{minutes / 60:g} h"
    return f"{minutes:g} min".replace(".", ",")
