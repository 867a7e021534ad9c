"""How cells of the task table are drawn: icon and word, a progress bar, and two buttons a row."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.models.rows import ICON
from ecco_desktop.ui.models.tasks import PROGRESS, VIEW, Column
from ecco_desktop.ui.panes.tables import LEADING, PADDING, draw_mark, lines
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

Index = QModelIndex | QPersistentModelIndex
BUTTON = 30
GAP = 6
BAR = 5


class TaskDelegate(QStyledItemDelegate):
    """`pressed` tells the row and which of its buttons: "primary" starts or stops, "more" opens the menu."""

    pressed = Signal(int, str, QPoint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        # Not initStyleOption: it asks the model eight things a cell, and each may have to wait under load.
        painter.save()
        now = theme.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(now.selected if chosen else now.surface))
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(now.raised)
        )
        if index.column() == Column.ACTIONS:
            self._buttons(painter, option.rect, index.data(VIEW))
        elif (share := index.data(PROGRESS)) is not None:
            self._bar(painter, option.rect, share, str(index.data()))
        else:
            self._words(painter, option, index)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: object,  # noqa: ARG002 - Qt's signature
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on one of the buttons."""
        if (
            index.column() == Column.ACTIONS
            and isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.button() is Qt.MouseButton.LeftButton
        ):
            which = _hit(option.rect, event.position().toPoint())
            if which:
                self.pressed.emit(index.row(), which, event.globalPosition().toPoint())
                return True
        return False

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """What a button does, or why it cannot now."""
        if index.column() != Column.ACTIONS:
            return super().helpEvent(event, view, option, index)
        which = _hit(option.rect, event.pos())
        if not which:
            return False
        if which == "more":
            QToolTip.showText(event.globalPos(), _("Mais ações"), view)
            return True
        task: TaskView = index.data(VIEW)
        action = primary_action(task)
        why = task.refusals.get(action, "")
        words = sentence(why, {}) if why else texts.ACTIONS[action]
        QToolTip.showText(event.globalPos(), tip(words), view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for its words, or for both buttons."""
        least = 2 * theme.px(LEADING)
        if index.column() == Column.ACTIONS:
            places = button_places(QRect(0, 0, 0, 0))
            return QSize(places[1].right() + theme.px(PADDING), theme.px(BUTTON) + least)
        width = option.fontMetrics.horizontalAdvance(str(index.data() or "")) + 2 * theme.px(PADDING)
        return QSize(width, option.fontMetrics.height() + least)

    # -- drawing --

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.colours()
        place = option.rect.adjusted(theme.px(PADDING), 0, -theme.px(PADDING), 0)
        if (mark := index.data(ICON)) is not None:
            place.setLeft(draw_mark(painter, place, *mark))
        font = QFont(option.font)
        if index.column() == Column.NAME:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        task: TaskView = index.data(VIEW)
        quiet = not task.task.active or index.column() in (Column.STORE, Column.RECURRENCE)
        painter.setPen(QColor(now.muted if quiet else now.text))
        width = place.width()
        metrics, words, how = painter.fontMetrics(), str(index.data()), Qt.AlignmentFlag.AlignVCenter
        # Three automations have names that tell them apart only at their end: these take two lines.
        fit = max(1, place.height() // metrics.height()) if index.column() == Column.NAME else 1
        painter.drawText(place, int(how | Qt.AlignmentFlag.AlignLeft), lines(words, metrics, width, fit))

    def _bar(self, painter: QPainter, rect: QRect, share: float, words: str) -> None:
        now = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(now.text))
        bar = theme.px(BAR)
        inner = rect.adjusted(theme.px(PADDING), bar - 1, -theme.px(PADDING), -bar - 1)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        place = inner.adjusted(0, 0, 0, -bar - 3)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        track = QRectF(inner.left(), inner.bottom() - bar, inner.width(), bar)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(track, bar / 2, bar / 2)
        painter.setBrush(QColor(now.accent))
        known = share >= 0
        left = track.left() if known else track.left() + track.width() * 0.35
        width = track.width() * (max(share, 0.02) if known else 0.3)
        painter.drawRoundedRect(QRectF(left, track.top(), width, track.height()), bar / 2, bar / 2)

    def _buttons(self, painter: QPainter, rect: QRect, task: TaskView) -> None:
        now = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        action = primary_action(task)
        able = not task.refusals.get(action)
        for place, name, enabled in (
            (button_places(rect)[0], texts.ACTION_ICONS[action], able),
            (button_places(rect)[1], "more", True),
        ):
            painter.setPen(QColor(now.line))
            painter.setBrush(QColor(now.surface if enabled else now.window))
            corner, edge = theme.px(GAP), theme.px(7)
            painter.drawRoundedRect(QRectF(place), corner, corner)
            colour = now.muted if not enabled else now.accent if name == "play" else now.text
            picture = theme.pixmap(name, colour, theme.px(32))
            painter.drawPixmap(place.adjusted(edge, edge, -edge, -edge), picture)


def primary_action(task: TaskView) -> TaskAction:
    """What the first button of a row does."""
    return TaskAction.START if task.state is TaskState.IDLE else TaskAction.STOP


def button_places(rect: QRect) -> tuple[QRect, QRect]:
    """Where the two buttons of a row lie in their cell."""
    size = theme.px(BUTTON)
    top = rect.center().y() - size // 2
    first = QRect(rect.left() + theme.px(PADDING), top, size, size)
    return first, QRect(first.right() + theme.px(GAP), top, size, size)


def _hit(rect: QRect, point: QPoint) -> str:
    first, second = button_places(rect)
    return "primary" if first.contains(point) else "more" if second.contains(point) else ""
