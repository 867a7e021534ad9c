"""Every word of the window, in Portuguese, and how times and counts are written."""

from datetime import date, datetime, timedelta

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.checkup import Verdict
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.health import HealthLevel
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.notices import NoticeKind, Who
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, Run, RunResult, RunState
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.services.pending import Solution
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words import phrases as shared
from ecco_desktop.words.phrases import capital
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import ENGLISH, language, number

# What a table can be saved as: the name's ending decides (services.tables).
SHEETS = "Excel (*.xlsx);;CSV (*.csv)"


class _Capitals(Words):
    """Shared words, where they begin a cell."""

    def __getitem__(self, key: object) -> str:
        return capital(super().__getitem__(key))


APP = "Ecco Desktop"
STATES = Words(
    {
        TaskState.IDLE: N_("Parada"),
        TaskState.QUEUED: N_("Na fila"),
        TaskState.RUNNING: N_("Em execução"),
        TaskState.STOPPING: N_("Parando…"),
    }
)
INACTIVE = N_("Desativada")
VERDICTS = Words(
    {Verdict.GOOD: N_("✓ Certo"), Verdict.WATCH: N_("! Atenção"), Verdict.FAILED: N_("✗ Problema")}
)
RESULTS = _Capitals(shared.RESULTS)
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
TRIGGERS = _Capitals(shared.TRIGGERS)
LEVELS = Words({Level.INFO: N_("Info"), Level.WARNING: N_("Aviso"), Level.ERROR: N_("Erro")})
LEVEL_ICONS = {Level.INFO: "info", Level.WARNING: "alert", Level.ERROR: "error"}
ACTIONS = Words(
    {
        TaskAction.START: N_("Iniciar agora"),
        TaskAction.STOP: N_("Parar tarefa"),
        TaskAction.SHOW_RUNS: N_("Ver agendamentos"),
        TaskAction.SHOW_LOG: N_("Ver log"),
        TaskAction.ACTIVATE: N_("Ativar"),
        TaskAction.DEACTIVATE: N_("Desativar"),
        TaskAction.DELETE: N_("Excluir…"),
    }
)
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
EMPTY_TASKS = N_("Nenhuma tarefa ainda")
EMPTY_TASKS_HELP = N_(
    "As tarefas trazem os pedidos da loja e levam o estoque até ela. Crie a primeira em “Nova tarefa”."
)
NO_MATCH = N_("Nenhuma tarefa com este filtro")
NO_MATCH_HELP = N_("Apague a busca ou escolha “Todas”.")
EMPTY_LOG = N_("Nada no log com este filtro. O que a tarefa fizer aparece aqui.")
NO_TASK = N_("Selecione uma tarefa para ver o log.")
EMPTY_PENDING = N_("Nenhuma pendência")
EMPTY_PENDING_HELP = N_("Pedidos e produtos que não puderam ser tratados esperam aqui até serem resolvidos.")
LOADING = N_("Abrindo os dados…")
DEMO = N_("Ambiente de demonstração: loja, ERP, clientes e pedidos são fictícios. Nada sai deste computador.")
IN_TRAY = N_("O programa continua trabalhando aqui, ao lado do relógio. Para encerrar, use Sair.")
LONG_RUN = N_(
    "“{name}” costuma levar {time}. Enquanto roda, as outras tarefas desta loja esperam.\n\n"
    "Iniciar agora mesmo assim?"
)
ONCE = N_("Uma vez")
RUNS_ONCE = N_(
    "“{name}” roda uma única vez, em segundo plano, e pode levar horas em catálogos grandes. Se parar "
    "no meio, continua de onde parou. No fim, a tarefa se desativa sozinha."
)
NO_RECURRENCE = N_(
    "“{name}” não tem recorrência: mesmo ativa, ela só roda quando for iniciada à mão.\n\n"
    "Deseja definir de quanto em quanto tempo ela roda?"
)
DELETE = N_(
    "Excluir “{name}”?\n\nA configuração da tarefa se perde e precisará ser refeita. "
    "O histórico e o log continuam guardados."
)
QUIT_RUNNING = N_(
    "Há tarefas em execução. Elas param no registro em que estão e continuam dali na próxima vez.\n\nSair?"
)


NOTICES = Words(
    {
        NoticeKind.FAILURE: N_("Falha"),
        NoticeKind.RECOVERY: N_("Voltou"),
        NoticeKind.FINDING: N_("Atenção"),
        NoticeKind.SUCCESS: N_("Sucesso"),
        NoticeKind.SILENCE: N_("Silêncio"),
    }
)
NOTICE_ICONS = {
    NoticeKind.FAILURE: ("error", "bad"),
    NoticeKind.RECOVERY: ("check", "good"),
    NoticeKind.FINDING: ("alert", "warning"),
    NoticeKind.SUCCESS: ("check", "good"),
    NoticeKind.SILENCE: ("error", "bad"),
}
OUTCOMES = Words(
    {
        ChangeOutcome.DONE: N_("Enviado"),
        ChangeOutcome.REFUSED: N_("Recusado"),
        ChangeOutcome.UNKNOWN: N_("Sem resposta"),
        ChangeOutcome.SIMULATED: N_("Simulado"),
    }
)
KINDS = Words(
    {
        ChangeKind.ORDER: N_("Pedido"),
        ChangeKind.STOCK: N_("Estoque"),
        ChangeKind.STATUS: N_("Situação"),
        ChangeKind.PRICE: N_("Preço"),
        ChangeKind.PRODUCT: N_("Produto"),
        ChangeKind.DELIVERY: N_("Entrega"),
        ChangeKind.INVOICE: N_("Nota fiscal"),
        ChangeKind.TRACKING: N_("Rastreio"),
    }
)
HINTS = Words(
    {
        Solution.LINK_CARRIER: N_("Crie o vínculo e os pedidos entram sozinhos, agora mesmo."),
        Solution.MAP_STATUS: N_("Diga o que a situação significa no ERP e os pedidos entram sozinhos."),
        Solution.WHICH_ORDER: N_(
            "Confira os dois no ERP. “É este pedido” só vincula; “É outro: criar” cria mais um."
        ),
        Solution.SAME_PRODUCT: N_(
            "Confira o produto na loja e no ERP. Se um SKU só mudou de nome, diga que é o mesmo produto; "
            "se não, iguale o SKU dos dois lados e o vínculo se acerta sozinho."
        ),
        Solution.CHOOSE_PRODUCT: N_(
            "Diga qual produto do ERP é este item, ou acerte o cadastro no ERP ou na loja e tente de novo."
        ),
        Solution.IN_STORE: N_(
            "Corrija na loja; o programa tenta de novo sozinho, ou já com “Tentar de novo”."
        ),
        Solution.IN_ERP: N_("Corrija no ERP; o programa tenta de novo sozinho, ou já com “Tentar de novo”."),
        Solution.AT_CARRIER: N_("Fale com a transportadora; o programa volta a consultar sozinho."),
        Solution.ITSELF: N_("O programa tenta de novo sozinho; “Tentar de novo” tenta já."),
    }
)
WEEKDAYS = Words(
    dict(
        enumerate(
            (
                N_("Segunda-feira"),
                N_("Terça-feira"),
                N_("Quarta-feira"),
                N_("Quinta-feira"),
                N_("Sexta-feira"),
                N_("Sábado"),
                N_("Domingo"),
            )
        )
    )
)
THEMES = Words({"system": N_("Como o sistema"), "light": N_("Claro"), "dark": N_("Escuro")})
ACTORS = Words(
    {
        Who.OWNER: N_("Dono"),
        Who.TECHNICIAN: N_("Técnico"),
        Who.COMMAND_LINE: N_("Linha de comando"),
        Who.SCHEDULER: N_("Agendador"),
    }
)
CAPABILITIES = {
    Capability.CANCEL_FROM_STORE: N_("Cancelamento na loja chega ao ERP"),
    Capability.CANCEL_TO_STORE: N_("Cancelamento no ERP chega à loja"),
    Capability.WAREHOUSES: N_("Vários depósitos (sem isto, a loja tem um estoque único)"),
    Capability.BRANDS: N_("Marcas"),
}
DETAILS = Words(
    {
        "fisico": N_("físico"),
        "reservado": N_("reservado"),
        "disponivel": N_("disponível"),
        "seguranca": N_("segurança"),
        "pedidos_na_loja": N_("vendidos fora do ERP"),
        "detalhe": N_("detalhe"),
        "erp": N_("no ERP"),
        "desfaz": N_("desfaz a execução"),
    }
)


def loading() -> str:
    """While the first data comes."""
    return _(LOADING)


def capabilities() -> list[tuple[Capability, str]]:
    """What a platform may be able to do, in words."""
    return [(capability, _(words)) for capability, words in CAPABILITIES.items()]


def change(row: Change) -> str:
    """What was changed."""
    kind = KINDS[row.kind]
    return f"{kind} · {row.name}" if row.name and row.name.casefold() != kind.casefold() else kind


def details(row: Change) -> str:
    """The arithmetic or the reason kept beside a change."""
    if "erro" in row.detail:
        return sentence(row.detail["erro"], {"sku": row.key, "detail": row.detail.get("detalhe", "")})
    return ", ".join(
        f"{DETAILS.named(name)} {value}" for name, value in row.detail.items() if value and value != "0"
    )


def counted(run: Run) -> str:
    """What a run counted."""
    return shared.counts(run.tally, whole=True) or "—"


def outcome(run: Run) -> str:
    """How a run ended, with its reason."""
    if run.state is RunState.QUEUED:
        return _("Na fila")
    words = RESULTS[run.result]
    return f"{words}: {sentence(run.error_key, run.error_values)}" if run.error_key else words


def day(when: date) -> str:
    """A day, short."""
    return f"{when:%m/%d}" if language() == ENGLISH else f"{when:%d/%m}"


def turn(when: datetime) -> str:
    """A turn to come: weekday and hour."""
    local = when.astimezone(SHOP)
    return f"{shared.DAYS[local.weekday()]} {day(local.date())} {local:%H:%M}"


def _date(local: datetime) -> str:
    return f"{local:%b %d, %Y}" if language() == ENGLISH else f"{local:%d/%m/%Y}"


def moment(when: datetime | None) -> str:
    """An instant in the shop's time, in full."""
    if when is None:
        return "—"
    local = when.astimezone(SHOP)
    return f"{_date(local)} {local:%H:%M:%S}"


def ago(when: datetime | None, now: datetime) -> str:
    """When something happened, as short as it stays clear."""
    if when is None:
        return _("nunca")
    local, today = when.astimezone(SHOP), now.astimezone(SHOP)
    if local.date() == today.date():
        return _("hoje {0}").format(f"{local:%H:%M}")
    if local.date() == today.date() - timedelta(days=1):
        return _("ontem {0}").format(f"{local:%H:%M}")
    return f"{_date(local)} {local:%H:%M}"


def until(when: datetime | None, now: datetime) -> str:
    """How long until something comes."""
    if when is None:
        return "—"
    seconds = (when - now).total_seconds()
    if seconds <= 0:
        return _("agora")
    if seconds < 3600 * 12:
        return _("em {0}").format(duration(seconds))
    return f"{day(when.astimezone(SHOP).date())} {when.astimezone(SHOP):%H:%M}"


def duration(seconds: float | None) -> str:
    """A stretch of time in its largest unit."""
    if seconds is None:
        return "—"
    if seconds < 1:
        return _("menos de 1 s")
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return number(seconds / 3600, 1) + " h"


def recurrence(value: Recurrence | None) -> str:
    """How often, in a few words."""
    return capital(shared.recurrence(value))


def recurrence_here(value: Recurrence | None) -> str:
    """How often, and whose hours these are."""
    return capital(shared.recurrence_in(value, SHOP))


def moment_here(when: datetime | None) -> str:
    """An instant in full, and whose hour that is."""
    return moment(when) if when is None else shared.whose_hour(moment(when), SHOP)


def result(run: Run | None) -> str:
    """What came of a run, with its counts."""
    if run is None:
        return "—"
    what, tally = run.result, run.tally
    if what is RunResult.FAILED and run.error_key:
        return _("Falhou") + f": {sentence(run.error_key, run.error_values)}"
    counted = shared.counts(tally)
    if counted and what in (RunResult.STOPPED, RunResult.INTERRUPTED):
        # What was done until then stays done.
        return f"{RESULTS[what]}: {counted}"
    return counted if counted and run.state is not RunState.FAILED else RESULTS[what]
