"""Words that the window and the command line share, Portuguese unless another language is spoken."""

from ecco_desktop.domain.checkup import Checkup
from ecco_desktop.domain.recurrence import EVERY_DAY, Recurrence
from ecco_desktop.domain.runs import Run, RunResult, RunState, Tally, Trigger
from ecco_desktop.words import N_, Words, _, ngettext
from ecco_desktop.words.speech import amount, language, number

RESULTS = Words(
    {
        RunResult.RUNNING: N_("em andamento"),
        RunResult.SUCCESS: N_("sucesso"),
        RunResult.WARNINGS: N_("com avisos"),
        RunResult.PARTIAL: N_("parcial"),
        RunResult.FAILED: N_("falhou"),
        RunResult.NOTHING: N_("nada a fazer"),
        RunResult.STOPPED: N_("parada a pedido"),
        RunResult.INTERRUPTED: N_("interrompida"),
        RunResult.SKIPPED: N_("vez pulada"),
    }
)
TRIGGERS = Words(
    {
        Trigger.SCHEDULE: N_("agenda"),
        Trigger.PERSON: N_("pessoa"),
        Trigger.RECOVERY: N_("recuperação"),
        Trigger.SIMULATION: N_("simulação"),
        Trigger.UNDO: N_("desfazer"),
    }
)
COUNTS = Words(
    {
        "read": N_("lidos"),
        "created": N_("criados"),
        "updated": N_("atualizados"),
        "unchanged": N_("iguais"),
        "skipped": N_("ignorados"),
        "failed": N_("com erro"),
    }
)
DAYS = Words(dict(enumerate((N_("seg"), N_("ter"), N_("qua"), N_("qui"), N_("sex"), N_("sáb"), N_("dom")))))


def result(run: Run) -> str:
    """The result as the owner reads it."""
    if run.state is RunState.QUEUED:
        return _("na fila")
    return RESULTS[run.result]


def counts(tally: Tally, *, whole: bool = False) -> str:
    """What was counted, without what is zero; `whole` tells of what came to nothing too."""
    names = ("read", "created", "updated", "unchanged", "skipped", "failed")
    wanted = names if whole else ("created", "updated", "failed")
    told = [(getattr(tally, name), COUNTS[name]) for name in wanted]
    return ", ".join(f"{number(count)} {words}" for count, words in told if count)


def seconds(run: Run) -> str:
    """How long a run took; without Babel, for the commands that must be quick."""
    told = f"{run.seconds or 0.0:.1f} s"
    return told.replace(".", ",") if language().startswith("pt") else told


# Brazil's zones in tzdata, from the one most people live in; who lives elsewhere finds the key.
PLACES = {
    "America/Sao_Paulo": "Brasília",
    "America/Manaus": "Manaus",
    "America/Rio_Branco": "Rio Branco",
    "America/Noronha": "Fernando de Noronha",
    "America/Araguaina": "Araguaína",
    "America/Bahia": "Salvador",
    "America/Belem": "Belém",
    "America/Boa_Vista": "Boa Vista",
    "America/Campo_Grande": "Campo Grande",
    "America/Cuiaba": "Cuiabá",
    "America/Eirunepe": "Eirunepé",
    "America/Fortaleza": "Fortaleza",
    "America/Maceio": "Maceió",
    "America/Porto_Velho": "Porto Velho",
    "America/Recife": "Recife",
    "America/Santarem": "Santarém",
}


def place(zone: object) -> str:
    """What people call a zone of tzdata."""
    key = str(zone)
    return PLACES.get(key) or key.rpartition("/")[2].replace("_", " ")


def whose_hour(words: str, zone: object) -> str:
    """An hour with the zone it is meant in beside it."""
    return _("{0} (hora de {1})").format(words, place(zone))


def recurrence_in(value: Recurrence | None, zone: object) -> str:
    """How often, in a few words; where hours are among them, whose they are."""
    words = recurrence(value)
    return whose_hour(words, zone) if value and (value.at or value.window) else words


def recurrence(value: Recurrence | None) -> str:
    """How often, in a few words."""
    if value is None:
        return _("só à mão")
    if value.every_minutes is not None:
        minutes = value.every_minutes
        hours = minutes >= 60 and minutes % 60 == 0
        words = (
            _("a cada {0} h").format(f"{minutes / 60:g}")
            if hours
            else _("a cada {0} min").format(amount(minutes))
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


def checked(found: Checkup) -> str:
    """What a check-up came to, in one sentence: the worst of its lines."""
    if failed := len(found.failed):
        return ngettext(
            "1 problema. A linha com ✗ diz o que fazer.",
            "{0} problemas. As linhas com ✗ dizem o que fazer.",
            failed,
        )
    if watched := len(found.watched):
        return ngettext(
            "Nada deixou de funcionar, mas olhe 1 linha com !.",
            "Nada deixou de funcionar, mas olhe {0} linhas com !.",
            watched,
        )
    return _("Tudo certo.")
