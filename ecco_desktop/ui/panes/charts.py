"""Bar charts in the colours of the theme. pyqtgraph is loaded when the first one is shown, not before."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.forms.fields import strong
from ecco_desktop.ui.panes.flow import Flow
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.speech import number

# The days that a report can look back.
PERIODS = (7, 30, 90)
TICKS = 7
STEPS = 4
# People count in these, and in their tens and hundreds.
ROUND = (1.0, 2.0, 2.5, 5.0)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: what it counts, its tone, a value a day."""

    name: str
    tone: str
    values: Sequence[int]


def ticks(top: int, most: int = STEPS) -> list[int]:
    """Round numbers from zero on, at most `most` steps evenly apart, the last not below `top`: 0, 25, 50."""
    tens = 1
    while True:
        for one in ROUND:
            step = one * tens
            if step == int(step) and step * most >= top:
                return [int(step) * place for place in range(max(1, math.ceil(top / step)) + 1)]
        tens *= 10


def loaded(read: Callable[[Services], T]) -> Callable[[Services], T]:
    """`read`, with the chart library loaded before it in the worker: half a second nobody sees."""

    def work(services: Services) -> T:
        import pyqtgraph  # noqa: F401 - only loaded here

        return read(services)

    return work


class BarChart(QWidget):
    """Stacked bars, one a day or a run. It can be looked at only: no zoom, no menu."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._plot: Any = None
        self._labels: Sequence[str] = ()
        self._sums = True
        self._top = 0
        self._lines: list[Any] = []
        self._series: Sequence[Series] = ()
        self._head = Flow(spacing=12)
        self._head.add_greedy(strong(title))
        # Whether there is nothing is known when it was read.
        self._empty = Label(texts.loading())
        self._empty.setProperty("muted", "true")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = QStackedLayout()
        self._place.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addLayout(self._head)
        layout.addLayout(self._place, 1)
        self.setAccessibleName(title)

    def show_days(self, days: Sequence[date], series: Sequence[Series]) -> None:
        """One bar a day."""
        self.show_bars([texts.day(day) for day in days], series)

    def show_bars(self, labels: Sequence[str], series: Sequence[Series], *, sums: bool = True) -> None:
        """Draw these; a chart that is not visible draws when it is. `sums` tells each colour's total."""
        self._labels, self._series, self._sums = labels, series, sums
        told = "; ".join(f"{one.name}: {number(sum(one.values))}" for one in series)
        self.setAccessibleDescription(f"{self._title}. {told}")
        if self.isVisible():
            self._draw()

    def recolour(self) -> None:
        """Bars and axes are pictures of their own: drawn again, at once or when it is shown."""
        if self._labels and self.isVisible():
            self._draw()

    def showEvent(self, event: Any) -> None:
        """Draw what came while it was hidden."""
        super().showEvent(event)
        if self._labels:
            self._draw()

    def resizeEvent(self, event: Any) -> None:
        """Where there is less room, fewer numbers and days stand beside the bars."""
        super().resizeEvent(event)
        if self._plot is not None:
            self._number(self._plot)

    def _draw(self) -> None:
        self._show_legend()
        if not any(any(one.values) for one in self._series):
            self._empty.setText(_("Nada no período."))
            self._place.setCurrentWidget(self._empty)
            return
        import pyqtgraph as graph

        plot = self._made()
        plot.clear()
        now = theme.colours()
        plot.setBackground(now.window)
        below = [0] * len(self._labels)
        for one in self._series:
            bars = graph.BarGraphItem(
                x=list(range(len(self._labels))),
                y0=list(below),
                height=list(one.values),
                width=0.7,
                brush=str(getattr(now, one.tone)),
                pen=None,
            )
            plot.addItem(bars)
            below = [old + new for old, new in zip(below, one.values, strict=True)]
        self._top = max(below)
        self._place.setCurrentWidget(plot)
        self._dress(plot)

    def _made(self) -> Any:
        if self._plot is None:
            import pyqtgraph as graph

            plot = graph.PlotWidget(self)
            plot.setMouseEnabled(x=False, y=False)
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setFrameShape(plot.Shape.NoFrame)
            plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            plot.setAccessibleName(self._title)
            self._place.addWidget(plot)
            self._plot = plot
        return self._plot

    def _dress(self, plot: Any) -> None:
        now = theme.colours()
        for name in ("left", "bottom"):
            axis = plot.getAxis(name)
            axis.setPen(now.line)
            axis.setTextPen(now.muted)
            # Words as large as those of the window; the first and the last may stand over the edge.
            over = self.fontMetrics().height()
            axis.setStyle(tickLength=0, tickFont=QApplication.font(), hideOverlappingLabels=over)
        plot.getPlotItem().layout.setContentsMargins(0, self.fontMetrics().height() / 2, 0, 0)
        plot.setXRange(-0.6, len(self._labels) - 0.4, padding=0)
        self._lines = []
        self._number(plot)

    def _number(self, plot: Any) -> None:
        """As many round numbers and days as there is room for; a line behind the bars at each number."""
        import pyqtgraph as graph

        words, now = self.fontMetrics(), theme.colours()
        days = max(1, min(TICKS, self.width() * 2 // (words.horizontalAdvance("00/00") * 3) - 1))
        every = math.ceil(len(self._labels) / days)
        labels = [(place, label) for place, label in enumerate(self._labels) if place % every == every // 2]
        plot.getAxis("bottom").setTicks([labels])
        # Of its own height: the plot in it has the new one only later.
        line = words.height()
        values = ticks(self._top, max(1, min(STEPS, (self.height() - 3 * line) * 2 // (3 * line))))
        plot.getAxis("left").setTicks([[(value, number(value)) for value in values]])
        plot.setYRange(0, values[-1], padding=0)
        for line in self._lines:
            plot.removeItem(line)
        self._lines = [
            graph.InfiniteLine(pos=value, angle=0, pen=now.line if value else now.muted) for value in values
        ]
        for line in self._lines:
            line.setZValue(-1 if line.value() else 1)
            plot.addItem(line)

    def _show_legend(self) -> None:
        while (item := self._head.takeAt(1)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for one in self._series:
            mark = Label(f"■ {one.name}: {number(sum(one.values))}" if self._sums else f"■ {one.name}")
            theme.tint(mark, one.tone)
            self._head.addWidget(mark)
