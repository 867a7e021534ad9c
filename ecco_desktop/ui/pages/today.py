"""Hoje: the owner's first page. At most seven figures, each leads to its rows; one store with its lag."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.foreign import shown
from ecco_desktop.services.all import Services
from ecco_desktop.services.today import Lag, Today
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.forms.fields import quiet, strong
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.panes.charts import BarChart, Series, loaded
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.speech import number

COLUMNS = 3
BEHIND = Words(
    {
        Duty.ORDERS_IN: N_("Pedidos: o ERP viu a loja {0}"),
        Duty.STOCK_OUT: N_("Estoque: a loja recebeu do ERP {0}"),
    }
)


class Figure(QPushButton):
    """A number with its caption; pressed, it leads to what it counts."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.setProperty("figure", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._caption = caption
        self.number = Label("—")
        self.number.setProperty("number", "true")
        words = Label(caption)
        words.setProperty("muted", "true")
        layout = self._parts = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        layout.setSpacing(theme.px(2))
        for part in (self.number, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def sizeHint(self) -> QSize:
        """As large as its words, not as the text a button has none of."""
        return self._parts.sizeHint()

    def show_number(self, told: str, tone: str = "text") -> None:
        """The count of now, in a colour that says whether it is well."""
        self.number.setText(told)
        theme.tint(self.number, tone)
        self.setAccessibleName(f"{self._caption}: {told}")


class TodayPage(Page):
    """`page_asked` with the page a figure leads to; `task_asked` with a task's number."""

    page_asked = Signal(str)
    task_asked = Signal(int)
    help_page = "hoje"

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, _("Hoje"), parent)
        self._place = ""
        self._charted = False
        self.more = QPushButton(_("Ver as últimas 24 horas"))
        self.figures = {
            "orders": Figure(_("pedidos que entraram")),
            "stock": Figure(_("estoques enviados")),
            "prices": Figure(_("preços enviados")),
            "pending": Figure(_("esperam por alguém")),
            "itself": Figure(_("o programa tenta de novo")),
            "tasks": Figure(_("tarefas com falha")),
        }
        self.turns = quiet()
        self.lags = quiet()
        self.chart = BarChart(_("Minutos sem olhar o outro lado, nas últimas 24 horas"))
        self._build()

    def aim(self, target: object) -> None:
        """The store with this name alone; "" all of them."""
        self._place = str(target or "")

    def choose(self, place: str) -> None:
        """As `aim`, and read at once."""
        self.aim(place)
        self.reload()

    def reload(self) -> None:
        """Read the figures of the chosen store."""
        place = self._place

        charted = self._charted

        def read(services: Services) -> Today:
            return services.today.read(services.tasks.list(), place, charted=charted)

        # The chart's library weighs more than the rest of the window: it is loaded for who wants to see it.
        self.ask_newest(loaded(read) if charted else read, self._show)

    # -- inside --

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        leads = ("orders", "stock", "reports", "pending", "pending", "tasks")
        for place, (figure, lead) in enumerate(zip(self.figures.values(), leads, strict=True)):
            figure.clicked.connect(lambda _=False, wanted=lead: self.page_asked.emit(wanted))
            grid.addWidget(figure, place // COLUMNS, place % COLUMNS)
        self.body.addLayout(grid)
        self.body.addWidget(strong(_("Próximas")))
        self.turns.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.turns)
        self.body.addWidget(self.lags)
        self.more.clicked.connect(self._chart)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.chart, 12)
        self.body.addStretch(1)

    def _chart(self) -> None:
        self._charted = True
        self.reload()

    def _show(self, today: Today) -> None:
        self.show_content()
        counts = (
            ("orders", today.orders_in, "text"),
            ("stock", today.stock_sent, "text"),
            ("prices", today.prices_sent, "text"),
            ("pending", today.for_person, "warning"),
            ("itself", today.by_itself, "text"),
            ("tasks", len(today.failed), "bad"),
        )
        for name, count, tone in counts:
            self.figures[name].show_number(number(count), tone if count else "text")
        now = datetime.now(UTC)
        self.turns.setText(
            "\n".join(f"{texts.until(turn.due, now)} — {shown(turn.name)}" for turn in today.turns)
            or _("Nenhuma tarefa tem hora marcada.")
        )
        self._show_lags(today.lags, today.hours)

    def _show_lags(self, lags: Sequence[Lag], hours: Sequence[datetime]) -> None:
        self.lags.setVisible(bool(lags) or bool(self._place))
        self.chart.setVisible(bool(lags) and self._charted)
        self.more.setVisible(bool(lags) and not self._charted)
        now = datetime.now(UTC)
        told = [BEHIND[lag.duty].format(_since(lag.since, now)) for lag in lags]
        self.lags.setText(
            "\n".join(told) or _("Nenhuma tarefa ativa traz pedidos ou leva estoque desta loja.")
        )
        if lags and self._charted:
            labels = [f"{hour.astimezone(SHOP):%H h}" for hour in hours]
            # The side that is further behind: one on the other would tell a time nobody waited.
            worst = [
                max(minutes or 0 for minutes in hour)
                for hour in zip(*(lag.minutes for lag in lags), strict=True)
            ]
            series = [Series(_("minutos"), "accent", worst)]
            self.chart.show_bars(labels, series, sums=False)


def _since(when: datetime | None, now: datetime) -> str:
    if when is None:
        return _("nunca até agora")
    return _("há {0}").format(texts.duration((now - when).total_seconds()))
