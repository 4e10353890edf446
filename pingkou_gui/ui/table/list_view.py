"""Long lists that are read and chosen from: model, delegate, view, and lists inside dialogs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListView,
    QListWidget,
    QStyledItemDelegate,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from pingkou_gui.ui.signs import Sign, Tone, spoken
from pingkou_gui.ui.table.cell_painting import (
    INSET,
    CellStyle,
    paint_frame,
    paint_ground,
    paint_words,
)
from pingkou_gui.ui.table.table_model import RowCell
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from pingkou_gui.ui.table.table_model import TableColumn


# Paints the lines of a list: grounds, signs, words, the box of what can be ticked.


BOX = 0.8
"""Em of the box's side."""


class ListDelegate(QStyledItemDelegate):
    """Paints a `ListModel`."""

    def __init__(self, view: QTableView, *, height: float) -> None:
        super().__init__(view)
        self._view, self._height = view, height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, model = cast("Any", option).rect, cast("ListModel", index.model())
        line, cell = model.line(index.row()), model.cell(index)
        painter.save()
        painter.setClipRect(place)
        ground = self._ground(index, line)
        paint_ground(painter, place, cell, ground)
        if line.head:
            _paint_head(painter, place, ground)
        if index.column() == 0 and line.check is not None:
            _paint_box(painter, box_place(place), line.check)
        elif line.head:
            _paint_title(painter, place, cell.text)
        else:
            paint_words(painter, place, cell, model.columns[index.column()])
        paint_frame(painter, place, cell, ground)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme().em(2), theme().em(self._height))

    def _ground(self, index: Index, line: ListLine) -> CellStyle:
        chosen = self._view.currentIndex().row() == index.row()
        framed = chosen and self._view.hasFocus() and index.column() == (line.check is not None)
        last = index.row() == index.model().rowCount() - 1
        return CellStyle(chosen=chosen, framed=framed, line=not last)


def box_place(cell: QRect) -> QRect:
    """Return where the box of a line stands in its cell."""
    side = theme().em(BOX) + 2
    left = cell.left() + theme().em(INSET)
    return QRect(left, cell.top() + (cell.height() - side) // 2, side, side)


def _paint_box(painter: QPainter, place: QRect, state: Qt.CheckState) -> None:
    colours = theme().colours
    full = state is Qt.CheckState.Checked
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent_fill if full else colours.field_border), 1))
    painter.setBrush(QColor(colours.accent_fill if full else colours.field))
    painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 2, 2)
    if full:
        side = theme().em(0.7)
        ratio = painter.device().devicePixelRatio()
        tick = theme().sign(Sign.DONE, side, Tone.ON_ACCENT, ratio)
        offset = (place.width() - side) // 2
        painter.drawPixmap(place.left() + offset, place.top() + offset, tick)
    elif state is Qt.CheckState.PartiallyChecked:
        middle = place.adjusted(4, place.height() // 2 - 1, -4, 0)
        painter.fillRect(
            middle.left(), middle.top(), middle.width(), 2, theme().colour(Tone.ACCENT)
        )


def _paint_head(painter: QPainter, place: QRect, ground: CellStyle) -> None:
    colours = theme().colours
    painter.fillRect(place, QColor(colours.accent_tint if ground.chosen else colours.head))
    painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(colours.line))


def _paint_title(painter: QPainter, place: QRect, words: str) -> None:
    painter.setFont(theme().font(TypeRole.STRONG))
    painter.setPen(theme().colour(Tone.TEXT))
    inset = theme().em(INSET)
    box = place.adjusted(inset, 0, -inset, 0)
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, int(side), words)


# The view of such a list: rows of one height, columns that share the width.


_NARROW = 44
"""Em of the list below which columns take their narrow width."""
_FEWEST_VISIBLE = 3.2
"""Em below which the column that takes the rest does not shrink."""


class ListView(QTableView):
    """Lines to go through with ↑ ↓; Space ticks, Enter opens."""

    line_entered = Signal(int)
    """The current line is this one now, -1 for none."""
    ticked = Signal(int)
    """The box of this line was pressed."""
    opened = Signal(int)
    """Enter, or a double click, on this line."""

    def __init__(self, model: ListModel, *, name: str, height: float = 1.7) -> None:
        super().__init__()
        self._lines, self._row = model, height
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(ListDelegate(self, height=height))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        model.modelReset.connect(self._span_heads)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        on_theme_change(self.apply_theme)

    @property
    def at(self) -> int:
        """The current line, -1 for none."""
        return self.currentIndex().row()

    def choose(self, at: int) -> None:
        """Make a line the current one and bring it into sight."""
        if 0 <= at < self._lines.count():
            index = self._lines.index(at, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row():
            self.line_entered.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.at >= 0:
            self.ticked.emit(self.at)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at >= 0:
            self.opened.emit(self.at)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and index.column() == 0
        if on_box and self._lines.line(index.row()).check is not None:
            reach = theme().em(0.3)
            place = box_place(self.visualRect(index)).adjusted(-reach, -reach, reach, reach)
            if place.contains(event.position().toPoint()):
                self.ticked.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.at >= 0:
            self.scrollTo(self.currentIndex())

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self.verticalHeader().setDefaultSectionSize(em(self._row))
        self.horizontalHeader().setFont(theme().font(TypeRole.SMALL))
        self.horizontalHeader().setFixedHeight(em(1.5))
        self._fit()

    def _fit(self) -> None:
        em, columns = theme().em, self._lines.columns
        width = self.viewport().width()
        narrow = width < em(_NARROW)
        wanted = [c.narrow if narrow and c.narrow is not None else c.width for c in columns]
        fixed = sum(em(each) for each in wanted if each is not None)
        open_ = [at for at, each in enumerate(wanted) if each is None]
        share = max(em(_FEWEST_VISIBLE), (width - fixed) // max(1, len(open_)))
        for at, each in enumerate(wanted):
            self.setColumnWidth(at, share if each is None else em(each))
            self.setColumnHidden(at, each == 0)

    @Slot()
    def _span_heads(self) -> None:
        self.clearSpans()
        columns = len(self._lines.columns)
        for at in self._lines.heads():
            self.setSpan(at, 1, 1, columns - 1)


# The model of such a list: lines of cells, made when they are painted.


Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LIST_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list: its cells; a `head` parts the list and spans it."""

    cells: tuple[RowCell, ...]
    head: bool = False
    check: Qt.CheckState | None = None
    """The state of the box in the first column, None for none."""


class ListModel(QAbstractTableModel):
    """Lines by their position; whoever fills it answers `line`."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def line(self, at: int) -> ListLine:
        """Return a line."""
        raise NotImplementedError

    def heads(self) -> tuple[int, ...]:
        """Return the lines that are heads."""
        return ()

    def changed(self) -> None:
        """Have every line in sight painted anew."""
        if self.count():
            last = self.index(self.count() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> RowCell:
        """Return what a cell shows."""
        line = self.line(index.row())
        return line.cells[index.column()] if index.column() < len(line.cells) else RowCell()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].figures
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | _LIST_MIDDLE)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.count():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def _spoken(self, index: Index) -> str:
        cell, line = self.cell(index), self.line(index.row())
        parts = [self.columns[index.column()].head, cell.text or "空"]
        if index.column() == 0 and line.check is not None:
            parts[1:] = ["已选" if line.check is Qt.CheckState.Checked else "未选"]
        if cell.sign is not None:
            parts.append(spoken(cell.sign))
        return "，".join(parts)


# Plain lists to choose from, painted like every other list of the program.


ROW = 1.5
"""Em of a line of one row of words."""
_NONE = RowCell()
_DIALOG_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


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
        ground = CellStyle(chosen=chosen, framed=here, line=self._line)
        painter.save()
        painter.setClipRect(place)
        paint_ground(painter, place, _NONE, ground)
        painter.setPen(QColor(theme().colours.text))
        box = _words_place(place)
        if self._wraps():
            painter.drawText(box, int(_DIALOG_MIDDLE | Qt.TextFlag.TextWordWrap), words)
        else:
            cut, side = Qt.TextElideMode.ElideRight, index.data(Qt.ItemDataRole.TextAlignmentRole)
            words = painter.fontMetrics().elidedText(words, cut, box.width())
            painter.drawText(box, int(_DIALOG_MIDDLE if side is None else side), words)
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
        on_theme_change(self.apply_theme)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(10), self.minimumHeight())

    @Slot()
    def apply_theme(self) -> None:
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


# Rows of words under heads, to be read and copied.


_NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FEWEST_IN_DIALOG = 3
_WIDEST = 12
"""Em a column takes at most before it cuts its words; they are whole in the tip."""


class DialogList(QTableWidget):
    """Rows of words that can be read and copied, not changed."""

    def __init__(self, name: str, heads: Sequence[str], *, wide: int = 0) -> None:
        """Make an empty list; column `wide` takes the room that is left."""
        super().__init__(0, len(heads))
        self._wide = wide
        self.setAccessibleName(name)
        self.setEditTriggers(_NO_EDIT)
        self.setShowGrid(False)
        self.setItemDelegate(WordsDelegate(self, line=True))
        self.setHorizontalHeaderLabels(list(heads))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().hide()
        on_theme_change(self.apply_theme)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), self.minimumHeight())

    def show_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Show these rows instead."""
        held = list(rows)
        self.setRowCount(len(held))
        for at, cells in enumerate(held):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(at, column, item)
        self._fit()

    def _fit(self) -> None:
        head = self.horizontalHeader()
        head.setMaximumSectionSize(theme().em(_WIDEST))
        self.resizeColumnsToContents()
        head.setMaximumSectionSize(-1)
        head.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        line, head = theme().em(ROW), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(line)
        head.setFont(theme().font(TypeRole.SMALL))
        head.setFixedHeight(line)
        head.setDefaultAlignment(_LEFT)
        self.setMinimumHeight(line * (_FEWEST_IN_DIALOG + 1))
        self._fit()
