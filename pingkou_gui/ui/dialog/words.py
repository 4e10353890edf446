"""Plain lists to choose from, painted like every other list of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QStyledItemDelegate,
    QVBoxLayout,
)

from pingkou_gui.ui.kit import follow_theme, set_look
from pingkou_gui.ui.rows.columns import Cell
from pingkou_gui.ui.rows.painting import INSET, Ground, paint_frame, paint_ground
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
ROW = 1.5
"""Em of a line of one row of words."""
_NONE = Cell()
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class WordsDelegate(QStyledItemDelegate):
    """Paints words with the margins of the heads; the current cell has a frame."""

    def __init__(self, view: QAbstractItemView, *, line: bool = False) -> None:
        """Paint for `view`, with a hairline under each row where `line`."""
        super().__init__(view)
        self._view, self._line = view, line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = cast("Any", option).rect
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        chosen = self._view.selectionModel().isSelected(cast("QModelIndex", index))
        here = self._view.currentIndex() == index and self._view.hasFocus()
        ground = Ground(chosen=chosen, framed=here, line=self._line)
        painter.save()
        painter.setClipRect(place)
        paint_ground(painter, place, _NONE, ground)
        painter.setPen(QColor(theme().colours.text))
        box = _words_place(place)
        if self._wraps():
            painter.drawText(box, int(_MIDDLE | Qt.TextFlag.TextWordWrap), words)
        else:
            cut, side = Qt.TextElideMode.ElideRight, index.data(Qt.ItemDataRole.TextAlignmentRole)
            words = painter.fontMetrics().elidedText(words, cut, box.width())
            painter.drawText(box, int(_MIDDLE if side is None else side), words)
        paint_frame(painter, place, _NONE, ground)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words, metrics = str(index.data() or ""), cast("Any", option).fontMetrics
        wide, high = metrics.horizontalAdvance(words) + 2 * theme().em(INSET) + 1, theme().em(ROW)
        if self._wraps():
            wide = self._view.viewport().width()
            box = _words_place(QRect(0, 0, wide, 1 << 14))
            found = metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), words)
            high = max(high, found.height() + theme().em(0.4))
        return QSize(wide, high)

    def _wraps(self) -> bool:
        return isinstance(self._view, QListView) and self._view.wordWrap()


class WordList(QListWidget):
    """Lines to choose from with ↑ ↓."""

    def __init__(self, name: str, *, wraps: bool = False, lines: int = 3) -> None:
        """Make an empty list called `name` that is at least `lines` high."""
        super().__init__()
        self._fewest = lines
        self.setAccessibleName(name)
        self.setWordWrap(wraps)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(WordsDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        follow_theme(self.dress)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(10), self.minimumHeight())

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        self.setMinimumHeight(theme().em(ROW) * self._fewest)
        self.scheduleDelayedItemsLayout()


def framed(inner: QWidget) -> QFrame:
    """Return a frame around a list, so that its edge is seen where it is empty."""
    frame = QFrame()
    set_look(frame, "kind", "group")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(inner)
    return frame


def _words_place(cell: QRect) -> QRect:
    inset = theme().em(INSET)
    return cell.adjusted(inset, 0, -inset, 0)
