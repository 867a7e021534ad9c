"""Words that the window and the command line share, Portuguese unless another language is spoken."""

from ecco_desktop.domain.recurrence import EVERY_DAY, Recurrence
from ecco_desktop.domain.runs import Run, RunResult, RunState, Tally, Trigger, result_of
from ecco_desktop.domain.wording import Words, grouped, t

RESULTS = Words(
    {
        RunResult.RUNNING: "em andamento",
        RunResult.SUCCESS: "sucesso",
        RunResult.WARNINGS: "com avisos",
        RunResult.PARTIAL: "parcial",
        RunResult.FAILED: "falhou",
        RunResult.NOTHING: "nada a fazer",
        RunResult.STOPPED: "parada a pedido",
        RunResult.INTERRUPTED: "interrompida",
        RunResult.SKIPPED: "vez pulada",
    }
)
TRIGGERS = Words(
    {
        Trigger.SCHEDULE: "agenda",
        Trigger.PERSON: "pessoa",
        Trigger.RECOVERY: "recuperação",
        Trigger.SIMULATION: "simulação",
        Trigger.UNDO: "desfazer",
    }
)
COUNTS = Words(
    {
        "read": "lidos",
        "created": "criados",
        "updated": "atualizados",
        "unchanged": "iguais",
        "skipped": "ignorados",
        "failed": "com erro",
    }
)
DAYS = Words(dict(enumerate(("seg", "ter", "qua", "qui", "sex", "sáb", "dom"))))


def result(run: Run) -> str:
    """The result as the owner reads it."""
    if run.state is RunState.QUEUED:
        return t("na fila")
    return RESULTS[result_of(run.state, run.tally)]


def number(value: int) -> str:
    """A count with its thousands marked."""
    return grouped(f"{value:,}")


def counts(tally: Tally, *, whole: bool = False) -> str:
    """What was counted, without what is zero; `whole` tells of what came to nothing too."""
    names = ("read", "created", "updated", "unchanged", "skipped", "failed")
    wanted = names if whole else ("created", "updated", "failed")
    told = [(getattr(tally, name), COUNTS[name]) for name in wanted]
    return ", ".join(f"{number(count)} {words}" for count, words in told if count)


def recurrence(value: Recurrence | None) -> str:
    """How often, in a few words."""
    if value is None:
        return t("só à mão")
    if value.every_minutes is not None:
        minutes = value.every_minutes
        hours = minutes >= 60 and minutes % 60 == 0
        words = (
            t("a cada {0} h").format(f"{minutes / 60:g}")
            if hours
            else t("a cada {0} min").format(grouped(f"{minutes:g}"))
        )
    else:
        words = ", ".join(f"{at:%H:%M}" for at in value.at)
    if value.weekdays != EVERY_DAY:
        words += " · " + " ".join(DAYS[day] for day in sorted(value.weekdays))
    if value.window:
        words += f" · {value.window[0]:%H:%M}–{value.window[1]:%H:%M}"
    return words


def capital(words: str) -> str:
    """With a capital, where a sentence begins."""
    return words[:1].upper() + words[1:]
