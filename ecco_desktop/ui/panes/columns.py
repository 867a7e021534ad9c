"""The columns of every table: how they share its width, which give way, and what a person made of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from ecco_desktop.domain.plain_json import parsed
from ecco_desktop.ui import theme
from ecco_desktop.ui.plain import caption
from ecco_desktop.words import _

# What is left of a column where there is no room for any.
FLOOR = 24
# A column is narrowed this far before another one gives way to it.
NARROWED = 0.7
SETTLE_MILLISECONDS = 300
HEADING_PADDING = 24


class Memory(Protocol):
    """Where it is kept how tables were left."""

    def table(self, name: str) -> str:
        """What was kept under a name; empty where nothing was."""

    def keep_table(self, name: str, text: str) -> None:
        """Keep it."""


@runtime_checkable
class Remembering(Protocol):
    """A window whose tables, and those of its dialogs, are found again as they were left."""

    memory: Memory


class ShortMemory(Memory):
    """Lasts as long as the window."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def table(self, name: str) -> str:
        return self._kept.get(name, "")

    def keep_table(self, name: str, text: str) -> None:
        self._kept[name] = text


@dataclass(slots=True)
class Chosen:
    """What a person made of a table; lengths at 100 % text. `shown`: columns brought back or sent away."""

    widths: dict[int, int] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    shown: dict[int, bool] = field(default_factory=dict)
    # The column sorted by, and whether from the largest on.
    sort: tuple[int, bool] | None = None


def shared(
    wanted: Sequence[int],
    least: Sequence[int],
    space: int,
    yields: Sequence[int] = (),
    rigid: Collection[int] = (),
    shown: Mapping[int, bool] | None = None,
) -> dict[int, int]:
    """The width of each column that is shown, within `space`.

    Columns that may give way do, in the order of `yields`, until the others have their least width; what a
    person said in `shown` comes before that. Then all but the `rigid` ones are narrowed alike.
    """
    said = shown or {}
    there = [column for column in range(len(wanted)) if said.get(column, True)]
    for column in yields:
        if sum(least[one] for one in there) <= space:
            break
        if column in there and column not in said:
            there.remove(column)
    most, fewest = sum(wanted[one] for one in there), sum(least[one] for one in there)
    if most <= space:
        return {one: wanted[one] for one in there}
    if fewest <= space:
        play = (space - fewest) / (most - fewest)
        return {one: least[one] + int((wanted[one] - least[one]) * play) for one in there}
    soft = [one for one in there if one not in rigid]
    room = space - sum(least[one] for one in there if one in rigid) - FLOOR * len(soft)
    play = max(0.0, room / max(1, sum(least[one] - FLOOR for one in soft)))
    return {one: FLOOR + int((least[one] - FLOOR) * play) if one in soft else least[one] for one in there}


class Columns(QObject):
    """Keeps the columns of one table within it. `stretch` takes what is left; `rigid` ones stay as they are.

    A right click on the header says which columns are shown. Widths, order, choice and sorting are kept in
    the `Memory` of the window, under the table's name: not Qt's own state of a header, which holds pixels of
    one size of text, and the widths of a narrow window as if they were wanted.
    """

    def __init__(
        self,
        table: QTableView,
        name: str,
        widths: Sequence[int],
        stretch: int,
        *,
        yields: Sequence[int] = (),
        least: Mapping[int, int] | None = None,
        rigid: Collection[int] = (),
    ) -> None:
        super().__init__(table)
        table.setObjectName(name)
        self._table, self._name = table, name
        self._header = table.horizontalHeader()
        self._widths, self._stretch, self._yields = tuple(widths), stretch, tuple(yields)
        self._rigid = frozenset(rigid)
        self._least = least or {}
        self._out: frozenset[int] = frozenset()
        self._memory: Memory | None = None
        self.chosen = Chosen()
        self._busy = False
        # Measured once each: a window made anew has other words and fonts.
        self._headings: dict[int, int] = {}
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MILLISECONDS)
        self._settling.timeout.connect(self.fit)
        self._begin()

    def fit(self) -> None:
        """Share the width there is."""
        wanted, least = self._wanted(), self._fewest()
        shown = self.chosen.shown | dict.fromkeys(self._out, False)
        space = self._header.width()
        self._set(shared(wanted, least, space, self._yields, self._rigid, shown))

    def leave_out(self, out: Collection[int], stretch: int) -> None:
        """These have nothing to say now, whatever was chosen; another one takes what is left."""
        mode = QHeaderView.ResizeMode
        self._header.setSectionResizeMode(self._stretch, mode.Interactive)
        self._header.setSectionResizeMode(stretch, mode.Stretch)
        self._out, self._stretch = frozenset(out), stretch
        self.fit()

    def menu(self) -> QMenu:
        """Which columns are shown; made anew each time."""
        menu = QMenu(self._table)
        for column in range(len(self._widths)):
            words = self._title(column)
            if not words or column in self._out:
                continue
            action = menu.addAction(caption(words))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(column))
            action.setEnabled(column not in (0, self._stretch))
            action.triggered.connect(lambda on, one=column: self._show(one, on=on))
        menu.addSeparator()
        menu.addAction(_("Voltar ao padrão"), self.reset)
        return menu

    def reset(self) -> None:
        """As the table came."""
        self.chosen = Chosen()
        self._arrange(range(len(self._widths)), (-1, False))
        self._keep()
        self.fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The header is shown, or has another width."""
        if event.type() is QEvent.Type.Show:
            self._recall()
            self.fit()
        elif event.type() is QEvent.Type.Resize and self._header.isVisible():
            self.fit()
        return False

    # -- inside --

    def _begin(self) -> None:
        header = self._header
        for column in range(len(self._widths)):
            mode = QHeaderView.ResizeMode
            fixed = mode.Fixed if column in self._rigid else mode.Interactive
            header.setSectionResizeMode(column, mode.Stretch if column == self._stretch else fixed)
        self._set(dict(enumerate(self._wanted())))
        header.setMinimumSectionSize(FLOOR)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        header.sortIndicatorChanged.connect(self._sorted)
        header.installEventFilter(self)

    def _wanted(self) -> list[int]:
        kept = [theme.px(self.chosen.widths.get(one, width)) for one, width in enumerate(self._widths)]
        return [max(width, least) for width, least in zip(kept, self._fewest(), strict=True)]

    def _fewest(self) -> list[int]:
        """The least of each: what a person gave it, what it was said to need, or a good part of its width."""
        found = []
        for column, width in enumerate(self._widths):
            own = self.chosen.widths.get(column)
            least = width if column in self._rigid else self._least.get(column, int(width * NARROWED))
            heading = 0 if self._header.isHidden() or own is not None else self._heading(column)
            found.append(max(heading, theme.px(least if own is None else own)))
        return found

    def _heading(self, column: int) -> int:
        """What the words above a column take."""
        if column not in self._headings:
            font = QFont(self._header.font())
            font.setWeight(QFont.Weight.DemiBold)
            words = QFontMetrics(font).horizontalAdvance(self._title(column))
            self._headings[column] = words + theme.px(HEADING_PADDING) if words else 0
        return self._headings[column]

    def _set(self, widths: Mapping[int, int]) -> None:
        self._busy = True
        for column in range(len(self._widths)):
            hidden = column not in widths
            if self._header.isSectionHidden(column) != hidden:
                self._header.setSectionHidden(column, hidden)
            if not hidden and column != self._stretch and self._header.sectionSize(column) != widths[column]:
                self._header.resizeSection(column, widths[column])
        self._busy = False

    def _title(self, column: int) -> str:
        model = self._table.model()
        return str(model.headerData(column, Qt.Orientation.Horizontal) or "") if model else ""

    def _ask(self, point: QPoint) -> None:
        menu = self.menu()
        menu.exec(self._header.mapToGlobal(point))
        menu.deleteLater()

    def _show(self, column: int, *, on: bool) -> None:
        self.chosen.shown[column] = on
        self._keep()
        self.fit()

    def _resized(self, column: int, _before: int, after: int) -> None:
        """A person draws a column wider or narrower; the others follow when that is done."""
        if self._busy or column == self._stretch or not after:
            return
        self.chosen.widths[column] = max(FLOOR, round(after * 1000 / theme.px(1000)))
        self._keep()
        self._settling.start()

    def _moved(self, _column: int, _before: int, _after: int) -> None:
        if self._busy:
            return
        places = range(len(self._widths))
        self.chosen.order = [self._header.logicalIndex(place) for place in places]
        self._keep()

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        if self._busy or not self._table.isSortingEnabled():
            return
        self.chosen.sort = (column, order is Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._keep()

    def _keep(self) -> None:
        if self._memory is not None:
            text = json.dumps(asdict(self.chosen) | {"columns": len(self._widths)})
            self._memory.keep_table(self._name, text)

    def _recall(self) -> None:
        """What was kept, the first time that the table is shown: only then is it in a window."""
        if self._memory is not None:
            return
        self._memory = _memory_of(self._table)
        kept = _read(self._memory.table(self._name), len(self._widths)) if self._memory else None
        if kept is None:
            return
        self.chosen = kept
        self._arrange(kept.order, kept.sort)

    def _arrange(self, order: Sequence[int], sort: tuple[int, bool] | None) -> None:
        self._busy = True
        for place, column in enumerate(order):
            self._header.moveSection(self._header.visualIndex(column), place)
        if sort is not None and self._table.isSortingEnabled():
            column, down = sort
            way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            self._table.sortByColumn(column, way)
        self._busy = False


def _memory_of(part: QWidget | None) -> Memory | None:
    while part is not None:
        if isinstance(part, Remembering):
            return part.memory
        part = part.parentWidget()
    return None


def _read(text: str, columns: int) -> Chosen | None:
    """What was kept, as far as it can be used; None where it is of another table than today's."""
    try:
        kept: Any = parsed(text) if text else None
        if not isinstance(kept, dict) or kept.get("columns") != columns:
            return None
        order = [int(one) for one in kept["order"]]
        sort = kept["sort"]
        return Chosen(
            {int(one): min(2000, max(FLOOR, int(width))) for one, width in kept["widths"].items()},
            order if sorted(order) == list(range(columns)) else [],
            {int(one): bool(on) for one, on in kept["shown"].items()},
            (int(sort[0]), bool(sort[1])) if sort and 0 <= int(sort[0]) < columns else None,
        )
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
