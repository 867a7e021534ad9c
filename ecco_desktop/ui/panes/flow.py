"""A row that becomes two where there is no room for one: nothing in it is cut, nothing leaves the window."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ecco_desktop.ui import theme


class Flow(QLayout):
    """Items side by side at their own size, narrowed to their least before one begins another line.

    What is left of a line goes to its `greedy` item, or else stays free at the left.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._greedy: list[QWidget] = []
        self.setSpacing(theme.px(spacing))
        self.setContentsMargins(0, 0, 0, 0)

    def add_greedy(self, part: QWidget) -> None:
        """One that takes what is left of its line."""
        self._greedy.append(part)
        self.addWidget(part)

    # -- Qt --

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Items, hidden ones too."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as it may be, as tall as it must."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """One line."""
        shown = self._shown()
        width = sum(_hint(item) for item in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """The widest item alone."""
        shown = self._shown()
        return QSize(
            max((item.minimumSize().width() for item in shown), default=0),
            max((item.minimumSize().height() for item in shown), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        """Lay all out within this."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    # -- inside --

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        shown = self._shown()
        least = sum(item.minimumSize().width() for item in shown) + self.spacing() * (len(shown) - 1)
        if least <= width:
            return [shown] if shown else []
        # Another line it is: then each may have its own size.
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in shown:
            wanted = _hint(item)
            if not lines or taken + self.spacing() + wanted > width:
                lines.append([item])
                taken = wanted
            else:
                lines[-1].append(item)
                taken += self.spacing() + wanted
        return lines

    def _lay(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._lay_line(line, QRect(rect.left(), top, rect.width(), height))
            top += height + self.spacing()
        return max(0, top - self.spacing() - rect.top())

    def _lay_line(self, line: Sequence[QLayoutItem], place: QRect) -> None:
        widths = _widths(line, place.width() - self.spacing() * (len(line) - 1))
        left = place.left()
        spare = place.width() - sum(widths) - self.spacing() * (len(line) - 1)
        greedy = [number for number, item in enumerate(line) if item.widget() in self._greedy]
        if greedy:
            widths[greedy[0]] += max(0, spare)
        else:
            left += max(0, spare)
        for item, width in zip(line, widths, strict=True):
            height = min(place.height(), item.sizeHint().height())
            across = QPoint(left, place.top() + (place.height() - height) // 2)
            item.setGeometry(QRect(across, QSize(width, height)))
            left += width + self.spacing()


def _hint(item: QLayoutItem) -> int:
    """The width it would have, within its own bounds."""
    return max(item.minimumSize().width(), min(item.sizeHint().width(), item.maximumSize().width()))


def _widths(line: Sequence[QLayoutItem], space: int) -> list[int]:
    """What each gets: its own size, or between that and its least where there is less room."""
    wanted, least = [_hint(item) for item in line], [item.minimumSize().width() for item in line]
    missing, play = sum(wanted) - space, sum(wanted) - sum(least)
    if missing <= 0 or play <= 0:
        return wanted
    share = min(1.0, missing / play)
    return [int(most - (most - few) * share) for most, few in zip(wanted, least, strict=True)]
