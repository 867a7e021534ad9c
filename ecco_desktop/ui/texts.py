"""Every word of the window, in Portuguese, and how times and counts are written."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, Run, RunResult, RunState, result_of
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.domain.texts import sentence
from ecco_desktop.services import words as shared
from ecco_desktop.services.words import capital, number

ZONE = ZoneInfo("America/Sao_Paulo")
APP = "Ecco Desktop"
STATES = {
    TaskState.IDLE: "Parada",
    TaskState.QUEUED: "Na fila",
    TaskState.RUNNING: "Em execução",
    TaskState.STOPPING: "Parando…",
}
INACTIVE = "Desativada"
RESULTS = {result: capital(words) for result, words in shared.RESULTS.items()}
RESULT_ICONS = {
    RunResult.RUNNING: "running",
    RunResult.SUCCESS: "check",
    RunResult.WARNINGS: "alert",
    RunResult.PARTIAL: "alert",
    RunResult.FAILED: "error",
    RunResult.NOTHING: "check",
    RunResult.STOPPED: "stop",
    RunResult.INTERRUPTED: "alert",
    RunResult.SKIPPED: "clock",
}
TRIGGERS = {trigger: capital(words) for trigger, words in shared.TRIGGERS.items()}
LEVELS = {Level.INFO: "Info", Level.WARNING: "Aviso", Level.ERROR: "Erro"}
LEVEL_ICONS = {Level.INFO: "info", Level.WARNING: "alert", Level.ERROR: "error"}
ACTIONS = {
    TaskAction.START: "Iniciar agora",
    TaskAction.STOP: "Parar tarefa",
    TaskAction.SHOW_RUNS: "Ver agendamentos",
    TaskAction.SHOW_LOG: "Ver log",
    TaskAction.ACTIVATE: "Ativar",
    TaskAction.DEACTIVATE: "Desativar",
    TaskAction.DELETE: "Excluir…",
}
ACTION_ICONS = {
    TaskAction.START: "play",
    TaskAction.STOP: "stop",
    TaskAction.SHOW_RUNS: "history",
    TaskAction.SHOW_LOG: "log",
    TaskAction.ACTIVATE: "power",
    TaskAction.DEACTIVATE: "off",
    TaskAction.DELETE: "trash",
}
SHORTCUTS = {
    TaskAction.START: "F5",
    TaskAction.STOP: "Shift+F5",
    TaskAction.SHOW_RUNS: "Ctrl+H",
    TaskAction.SHOW_LOG: "Ctrl+L",
    TaskAction.DELETE: "Del",
}
HEALTH_ICONS = {
    HealthLevel.GOOD: "check",
    HealthLevel.WORKING: "running",
    HealthLevel.ATTENTION: "alert",
    HealthLevel.BROKEN: "error",
    HealthLevel.PAUSED: "pause",
}
EMPTY_TASKS = "Nenhuma tarefa ainda"
EMPTY_TASKS_HELP = (
    "As tarefas trazem os pedidos da loja e levam o estoque até ela.\n\n"
    "O técnico cadastra as conexões e as tarefas pela linha de comando:\n"
    "ecco-desktop connections add eccosys ERP --set address=minhaloja\n"
    "ecco-desktop connections add woocommerce Loja --set address=https://minhaloja.com.br\n"
    "ecco-desktop tasks add import_orders --connection Loja --every 10m\n\n"
    "Para conhecer o programa com dados fictícios: ecco-desktop --demo"
)
NO_MATCH = "Nenhuma tarefa com este filtro"
NO_MATCH_HELP = "Apague a busca ou escolha “Todas”."
EMPTY_LOG = "Nada no log com este filtro. O que a tarefa fizer aparece aqui."
NO_TASK = "Selecione uma tarefa para ver o log."
EMPTY_PENDING = "Nenhuma pendência"
EMPTY_PENDING_HELP = "Pedidos e produtos que não puderam ser tratados esperam aqui até serem resolvidos."
LOADING = "Abrindo os dados…"
DEMO = "Ambiente de demonstração: loja, ERP, clientes e pedidos são fictícios. Nada sai deste computador."
IN_TRAY = "O programa continua trabalhando aqui, ao lado do relógio. Para encerrar, use Sair."
LONG_RUN = (
    "“{name}” costuma levar {time}. Enquanto roda, as outras tarefas desta loja esperam.\n\n"
    "Iniciar agora mesmo assim?"
)
BRAKE = "{reason}\n\nEnviar assim mesmo?"
ONCE = "Uma vez"
RUNS_ONCE = (
    "“{name}” roda uma única vez, em segundo plano, e pode levar horas em catálogos grandes. Se parar "
    "no meio, continua de onde parou. No fim, a tarefa se desativa sozinha."
)
NO_RECURRENCE = (
    "“{name}” não tem recorrência: mesmo ativa, ela só roda quando for iniciada à mão.\n\n"
    "Deseja definir de quanto em quanto tempo ela roda?"
)
DELETE = (
    "Excluir “{name}”?\n\nA configuração da tarefa se perde e precisará ser refeita. "
    "O histórico e o log continuam guardados."
)
QUIT_RUNNING = (
    "Há tarefas em execução. Elas param no registro em que estão e continuam dali na próxima vez.\n\nSair?"
)


def moment(when: datetime | None) -> str:
    """An instant in the shop's time, in full."""
    return f"{when.astimezone(ZONE):%d/%m/%Y %H:%M:%S}" if when else "—"


def ago(when: datetime | None, now: datetime) -> str:
    """When something happened, as short as it stays clear."""
    if when is None:
        return "nunca"
    local, today = when.astimezone(ZONE), now.astimezone(ZONE)
    if local.date() == today.date():
        return f"hoje {local:%H:%M}"
    if local.date() == today.date() - timedelta(days=1):
        return f"ontem {local:%H:%M}"
    return f"{local:%d/%m/%Y %H:%M}"


def until(when: datetime | None, now: datetime) -> str:
    """How long until something comes."""
    if when is None:
        return "—"
    seconds = (when - now).total_seconds()
    if seconds <= 0:
        return "agora"
    if seconds < 3600 * 12:
        return f"em {duration(seconds)}"
    return f"{when.astimezone(ZONE):%d/%m %H:%M}"


def duration(seconds: float | None) -> str:
    """A stretch of time in its largest unit."""
    if seconds is None:
        return "—"
    if seconds < 1:
        return "menos de 1 s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h".replace(".", ",")


def recurrence(value: Recurrence | None) -> str:
    """How often, in a few words."""
    return capital(shared.recurrence(value))


def result(run: Run | None) -> str:
    """What came of a run, with its counts."""
    if run is None:
        return "—"
    what, tally = result_of(run.state, run.tally), run.tally
    if what is RunResult.FAILED and run.error_key:
        return f"Falhou: {sentence(run.error_key, run.error_values)}"
    counted = shared.counts(tally)
    return counted if counted and run.state is not RunState.FAILED else RESULTS[what]


def health(value: Health, now: datetime, paused_until: datetime | None) -> str:
    """The health line: the worst thing first."""
    if value.level is HealthLevel.BROKEN:
        more = f" e mais {len(value.failed) - 1}" if len(value.failed) > 1 else ""
        return f"Falhou: {value.failed[0]}{more}. Veja o motivo no log da tarefa."
    if value.level is HealthLevel.PAUSED:
        endless = paused_until is None or paused_until.year > now.year + 50
        return (
            "Tudo em pausa até você retomar"
            if endless
            else f"Tudo em pausa: volta {until(paused_until, now)}"
        )
    waiting = f"{number(value.waiting)} pendência{'s' if value.waiting != 1 else ''} à espera de solução"
    if not value.active and not value.running:
        return waiting if value.waiting else "Nenhuma tarefa ativa"
    active = (
        f"{value.active} tarefa{'s' if value.active != 1 else ''} ativa{'s' if value.active != 1 else ''}"
    )
    after = f"próxima: {value.next_name} {until(value.next_due, now)}" if value.next_due else ""
    running = f"em execução: {', '.join(value.running)}" if value.running else ""
    first = waiting if value.level is HealthLevel.ATTENTION else f"Tudo certo — {active}"
    return " · ".join(part for part in (first, running or after) if part)
