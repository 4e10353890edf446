"""Long lists that are read and chosen from: model, delegate, view, and lists inside dialogs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QVBoxLayout,
)

from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.table.cell_delegate import TableDelegate
from pingkou_gui.ui.table.cell_painting import INSET, CellStyle, paint_background, paint_frame
from pingkou_gui.ui.table.table_model import RowCell, TableColumn, TableModel
from pingkou_gui.ui.table.table_view import TableView
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from pingkou_gui.ui.table.table_model import Index


# Paints the lines of a list: grounds, signs, words, the box of what can be ticked.


BOX = 0.8
"""Em of the box's side."""


class ListDelegate(TableDelegate):
    """Paints a `ListModel`: heads that part it, boxes that are ticked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, line = cast("Any", option).rect, _line_of(index)
        boxed = index.column() == 0 and line.check is not None
        if not line.head and not boxed:
            super().paint(painter, option, index)
            return
        cell, style = cast("ListModel", index.model()).cell(index), self.style_of(index)
        painter.save()
        painter.setClipRect(place)
        paint_background(painter, place, cell, style)
        if line.head:
            _paint_head(painter, place, style)
        if boxed and line.check is not None:
            _paint_box(painter, box_place(place), line.check)
        elif line.head:
            _paint_title(painter, place, cell.text)
        paint_frame(painter, place, cell, style)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if _line_of(index).head:
            return QSize(theme().em(2), self._view.verticalHeader().defaultSectionSize())
        return super().sizeHint(option, index)

    def style_of(self, index: Index) -> CellStyle:
        view, line = self._view, _line_of(index)
        current = view.currentIndex().row() == index.row()
        chosen = current or view.selectionModel().isSelected(index)
        framed = current and view.hasFocus() and index.column() == (line.check is not None)
        return CellStyle(
            chosen=chosen, framed=framed, line=index.row() < index.model().rowCount() - 1
        )


def _line_of(index: Index) -> ListLine:
    return cast("ListModel", index.model()).line_at(index.row())


def box_place(cell: QRect) -> QRect:
    """Return where the box of a line stands in its cell."""
    side = theme().em(BOX) + 2
    left = cell.left() + theme().em(INSET)
    return QRect(left, cell.top() + (cell.height() - side) // 2, side, side)


def _paint_box(painter: QPainter, place: QRect, state: Qt.CheckState) -> None:
    """Paint a tick box: empty, ticked, or half."""
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


def _paint_head(painter: QPainter, place: QRect, style: CellStyle) -> None:
    colours = theme().colours
    painter.fillRect(place, QColor(colours.accent_tint if style.chosen else colours.head))
    painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(colours.line))


def _paint_title(painter: QPainter, place: QRect, words: str) -> None:
    painter.setFont(theme().font(TypeRole.STRONG))
    painter.setPen(theme().colour(Tone.TEXT))
    inset = theme().em(INSET)
    box = place.adjusted(inset, 0, -inset, 0)
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, int(side), words)


# The view of such a list: columns that share the width, rows as high as their words.


_NARROW = 44
"""Em of the list below which columns take their narrow width."""
_FEWEST_VISIBLE = 3.2
"""Em below which the column that takes the rest does not shrink."""


class LinesView(TableView):
    """Lines to go through with ↑ ↓, of which one is the current one."""

    line_entered = Signal(int)
    """The current line is this one now, -1 for none."""

    @property
    def at(self) -> int:
        """The current line, -1 for none."""
        return self.currentIndex().row()

    def choose(self, at: int) -> None:
        """Make a line the current one and bring it into sight."""
        index = self.model().index(at, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row():
            self.line_entered.emit(current.row())


class ListView(LinesView):
    """Lines under heads; Space ticks, Enter opens."""

    ticked = Signal(int)
    """The box of this line was pressed."""
    several_ticked = Signal(list)
    """Space was pressed while these lines were chosen together."""
    opened = Signal(int)
    """Enter, or a double click, on this line."""

    def __init__(self, model: ListModel, *, name: str, height: float = 1.7) -> None:
        super().__init__(model, name=name, row_height=height)
        self._lines = model
        self.setItemDelegate(ListDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        on_theme_change(self.apply_theme)

    def choose_several(self) -> None:
        """Let several lines be chosen: Ctrl+A, or Shift and Ctrl with a click or an arrow."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def chosen_lines(self) -> list[int]:
        """The lines chosen together, without heads; none where it is the current one alone."""
        rows = {index.row() for index in self.selectedIndexes()} - set(self._lines.heads())
        return sorted(rows) if len(rows) > 1 else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen_lines:
            self.several_ticked.emit(self.chosen_lines)
        elif event.key() == Qt.Key.Key_Space and self.at >= 0:
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
        if self.at >= 0:
            self.scrollTo(self.currentIndex())

    def fit_columns(self) -> None:
        em, columns = theme().em, self._lines.columns
        width = self.viewport().width()
        narrow = width < em(_NARROW)
        wanted = [c.narrow if narrow and c.narrow is not None else c.width for c in columns]
        fixed = sum(em(each) for each in wanted if each is not None)
        open_ = [at for at, each in enumerate(wanted) if each is None]
        share = max(em(_FEWEST_VISIBLE), (width - fixed) // max(1, len(open_)))
        widths = [share if each is None else em(each) for each in wanted]
        self._widen(widths)
        for at, each in enumerate(widths):
            self.setColumnWidth(at, each)
            self.setColumnHidden(at, each == 0)

    @Slot()
    def rows_replaced(self) -> None:
        """Have the heads span the list, then fit the lines."""
        self.clearSpans()
        columns = len(self._lines.columns)
        heads = self._lines.heads()
        for at in heads:
            self.setSpan(at, 1, 1, columns - 1)
        figures = [at for at, column in enumerate(self._lines.columns) if column.figures]
        lines = [at for at in range(self._lines.count() if figures else 0) if at not in heads]
        told = [self._lines.line(at).cells for at in lines]
        self._longest = {at: max((c[at].text for c in told), key=len, default="") for at in figures}
        self.fit_columns()
        super().rows_replaced()


# The model of such a list: lines of cells, made when they are painted.


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list: its cells; a `head` parts the list and spans it."""

    cells: tuple[RowCell, ...]
    head: bool = False
    check: Qt.CheckState | None = None
    """The state of the box in the first column, None for none."""


class ListModel(TableModel):
    """Lines by their position; whoever fills it answers `line`."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._known: dict[int, ListLine] = {}
        """The lines as they stand now: of each everything is asked several times."""
        self.modelAboutToBeReset.connect(self._known.clear)

    def line(self, at: int) -> ListLine:
        """Return a line as it stands now."""
        raise NotImplementedError

    def line_at(self, at: int) -> ListLine:
        """Return a line, made once until `changed`."""
        if at not in self._known:
            self._known[at] = self.line(at)
        return self._known[at]

    def heads(self) -> tuple[int, ...]:
        """Return the lines that are heads."""
        return ()

    def changed(self) -> None:
        """Have every line in sight painted anew."""
        self._known.clear()
        if self.count():
            last = self.index(self.count() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell_at(self, at: int, column: int) -> RowCell:
        cells = self.line_at(at).cells
        return cells[column] if column < len(cells) else RowCell()

    def spoken(self, index: Index) -> str:
        line = self.line_at(index.row())
        if index.column() or line.check is None:
            return super().spoken(index)
        ticked = "已选" if line.check is Qt.CheckState.Checked else "未选"
        return f"{self.columns[0].head}，{ticked}"


def framed(inner: QWidget) -> QFrame:
    """Return a frame around a list, so that its edge is seen where it is empty."""
    frame = QFrame()
    set_look(frame, "kind", "group")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(inner)
    return frame


# Rows of words under heads: to be read and copied, or typed in.


ROW = 1.5
"""Em of a line of one row of words."""
_FEWEST_IN_DIALOG = 4
_SPARED = 2
"""Em the widest column can do without, before the table scrolls sideways."""
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _READ | Qt.ItemFlag.ItemIsEditable


class WordsModel(TableModel):
    """Rows of plain words; where they are typed in they are changed in place."""

    typed = Signal()
    """The clerk has typed into a cell."""

    def __init__(self, columns: Sequence[TableColumn], *, editable: bool = False) -> None:
        super().__init__(columns, None)
        self._rows: list[list[str]] = []
        self._flags = _TYPED if editable else _READ

    def show_rows(self, rows: list[list[str]]) -> None:
        """Show these rows instead, in place."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def count(self) -> int:
        return len(self._rows)

    def cell_at(self, at: int, column: int) -> RowCell:
        cells = self._rows[at]
        return RowCell(cells[column] if column < len(cells) else "")

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags if index.isValid() else _READ

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if self.cell(index).text != str(value):
            self.put(index.row(), index.column(), str(value))
            self.typed.emit()
        return True

    def put(self, at: int, column: int, text: str) -> None:
        """Show other words in a cell."""
        self._rows[at][column] = text
        index = self.index(at, column)
        self.dataChanged.emit(index, index)


class WordsTable(LinesView):
    """Rows of words. A column is as wide as its words, between `narrow` and `width` em.

    Columns without a width share what room is left, and have `narrow` em at least.
    """

    fewest = _FEWEST_IN_DIALOG
    """So many lines, heads counted, are seen however low the window."""

    def __init__(
        self, name: str, columns: Sequence[TableColumn], *, editable: bool = False
    ) -> None:
        self.words = WordsModel(columns, editable=editable)
        super().__init__(self.words, name=name, row_height=ROW)
        self.words.setParent(self)
        self.setItemDelegate(TableDelegate(self))
        if not editable:
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        on_theme_change(self.apply_theme)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), self.minimumHeight())

    def show_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Show these rows instead."""
        self.words.show_rows([list(cells) for cells in rows])

    @Slot()
    def rows_replaced(self) -> None:
        """Fit the columns to other words, then the rows."""
        self.fit_columns()
        self.fit_heads()
        super().rows_replaced()

    def fit_columns(self) -> None:
        columns, em = self.words.columns, theme().em
        widths = [self._wanted_width(at) for at in range(len(columns))]
        open_ones = [at for at, column in enumerate(columns) if column.width is None]
        over = sum(widths) - self.viewport().width()
        if open_ones and over < 0:
            for at in open_ones:
                widths[at] += -over // len(open_ones)
        elif 0 < over <= em(_SPARED):
            widths[max(range(len(widths)), key=widths.__getitem__)] -= over
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def _wanted_width(self, at: int) -> int:
        """Return how many pixels a column needs; one without a width begins with a few em."""
        column, em = self.words.columns[at], theme().em
        if column.width is None:
            return em(max(_FEWEST_VISIBLE, column.narrow or 0))
        heads = self.horizontalHeader().fontMetrics().horizontalAdvance(column.head)
        inset = 2 * em(INSET) + 1
        words = (self.words.cell_at(row, at) for row in range(self.words.count()))
        needed = (theme().text_width(cell.text) for cell in words)
        widest = max((heads, *needed)) + inset
        return min(em(column.width), max(widest, em(column.narrow or 0)))

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self.setMinimumHeight(theme().em(ROW) * self.fewest)
        super().apply_theme()


class WordList(WordsTable):
    """One column of words without a head: something to choose from."""

    def __init__(self, name: str, *, lines: int = 3) -> None:
        """Make an empty list called `name` that is at least `lines` high."""
        self.fewest = lines
        super().__init__(name, (TableColumn("", None, wraps=True),))
        self.horizontalHeader().hide()

    def show_words(self, words: Iterable[str]) -> None:
        """Show these lines instead; the current one stays where it was, if there still is one."""
        at = self.at
        self.show_rows([word] for word in words)
        self.choose(min(at, self.words.count() - 1))

    def sizeHint(self) -> QSize:
        return QSize(theme().em(10), self.minimumHeight())
