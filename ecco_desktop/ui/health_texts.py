"""The words of the health line: the worst thing first, with its cause, and what its button does."""

from datetime import datetime

from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.services.health import NextStep, Step
from ecco_desktop.services.pending import SOLUTIONS, Solution
from ecco_desktop.ui.texts import until
from ecco_desktop.words import N_, Words, _, ngettext
from ecco_desktop.words.sentences import sentence

_BUTTONS = Words(
    {
        Step.GROUP: N_("Ver pendências"),
        Step.CONNECTION: N_("Abrir conexão"),
        Step.BRAKE: N_("Ver o que parou"),
        Step.TRY: N_("Tentar agora"),
        Step.LOOK: N_("Ver execuções"),
    }
)
# What one press on Pendências' own button settles.
AT_ONCE = (Solution.LINK_CARRIER, Solution.MAP_STATUS, Solution.CHOOSE_PRODUCT)


def health(value: Health, now: datetime, paused_until: datetime | None, step: NextStep | None = None) -> str:
    """The health line; `step` is what to do first."""
    if value.trouble:
        return sentence(value.trouble, {})
    if value.level is HealthLevel.BROKEN:
        parts = [step.words if step else _("Falhou: {0}").format(value.failed[0])]
        if others := len(value.failed) - 1:
            parts.append(ngettext("mais 1 tarefa falhou", "mais {0} tarefas falharam", others))
    elif value.level is HealthLevel.PAUSED:
        endless = paused_until is None or paused_until.year > now.year + 50
        parts = [
            _("Tudo em pausa até você retomar")
            if endless
            else _("Tudo em pausa: volta {0}").format(until(paused_until, now))
        ]
    else:
        # Beside a cause and its button there is room for nothing else.
        parts = [_first(value, step), "" if step else _then(value, now)]
    return " · ".join(part for part in parts if part)


def button(step: NextStep | None) -> str:
    """What is done about it at once; empty where there is nothing to do."""
    if step is None:
        return ""
    if step.group is not None and step.group.solution in AT_ONCE:
        return SOLUTIONS[step.group.solution]
    return _BUTTONS[step.step]


def _first(value: Health, step: NextStep | None) -> str:
    if value.level is HealthLevel.ATTENTION:
        return _waiting(value.waiting, step)
    if not value.active and not value.running:
        return _("Nenhuma tarefa ativa")
    return _("Tudo certo") + " — " + ngettext("1 tarefa ativa", "{0} tarefas ativas", value.active)


def _then(value: Health, now: datetime) -> str:
    """What runs, or what runs next."""
    if value.running:
        return _("em execução: {0}").format(", ".join(value.running))
    if value.next_due is None:
        return ""
    return _("próxima: {0} {1}").format(value.next_name, until(value.next_due, now))


def _waiting(count: int, step: NextStep | None) -> str:
    """The first cause, and how many records wait for something else."""
    if step is None or step.group is None:
        return ngettext("1 pendência", "{0} pendências", count)
    others = count - len(step.group.ids)
    if others <= 0:
        return step.words
    return f"{step.words} · " + ngettext("mais 1 pendência", "mais {0} pendências", others)
