"""How cells of the task table are drawn: icon and word, a progress bar, and two buttons a row."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
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
from ecco_desktop.ui.models.tasks import ICON, PROGRESS, VIEW, Column
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

Index = QModelIndex | QPersistentModelIndex
BUTTON = 30
GAP = 6
PADDING = 10


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

    # -- drawing --

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.colours()
        left = option.rect.left() + PADDING
        mark = index.data(ICON)
        if mark is not None:
            name, tone = mark
            colour = str(getattr(now, tone))
            top = option.rect.center().y() - 8
            painter.drawPixmap(QRect(left, top, 17, 17), theme.pixmap(name, colour, 34))
            left += 17 + 8
        font = QFont(option.font)
        if index.column() == Column.NAME:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        task: TaskView = index.data(VIEW)
        quiet = not task.task.active or index.column() in (Column.STORE, Column.RECURRENCE)
        painter.setPen(QColor(now.muted if quiet else now.text))
        width = option.rect.right() - left - PADDING
        place = QRect(left, option.rect.top(), width, option.rect.height())
        metrics, words, how = painter.fontMetrics(), str(index.data()), Qt.AlignmentFlag.AlignVCenter
        # Three automations have names that tell them apart only at their end: these take two lines.
        wraps = metrics.horizontalAdvance(words) > width and 2 * metrics.height() <= place.height()
        if index.column() == Column.NAME and wraps:
            painter.drawText(place, int(how | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextWordWrap, words)
            return
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, int(how | Qt.AlignmentFlag.AlignLeft), words)

    def _bar(self, painter: QPainter, rect: QRect, share: float, words: str) -> None:
        now = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(now.text))
        inner = rect.adjusted(PADDING, 4, -PADDING, -6)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        place = inner.adjusted(0, 0, 0, -8)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        track = QRectF(inner.left(), inner.bottom() - 5, inner.width(), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(track, 2.5, 2.5)
        painter.setBrush(QColor(now.accent))
        known = share >= 0
        left = track.left() if known else track.left() + track.width() * 0.35
        width = track.width() * (max(share, 0.02) if known else 0.3)
        painter.drawRoundedRect(QRectF(left, track.top(), width, track.height()), 2.5, 2.5)

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
            painter.drawRoundedRect(QRectF(place), 6, 6)
            colour = now.muted if not enabled else now.accent if name == "play" else now.text
            painter.drawPixmap(place.adjusted(7, 7, -7, -7), theme.pixmap(name, colour, 32))


def primary_action(task: TaskView) -> TaskAction:
    """What the first button of a row does."""
    return TaskAction.START if task.state is TaskState.IDLE else TaskAction.STOP


def button_places(rect: QRect) -> tuple[QRect, QRect]:
    """Where the two buttons of a row lie in their cell."""
    top = rect.center().y() - BUTTON // 2
    first = QRect(rect.left() + PADDING, top, BUTTON, BUTTON)
    return first, QRect(first.right() + GAP, top, BUTTON, BUTTON)


def _hit(rect: QRect, point: QPoint) -> str:
    first, second = button_places(rect)
    return "primary" if first.contains(point) else "more" if second.contains(point) else ""
