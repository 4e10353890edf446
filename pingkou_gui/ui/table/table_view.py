"""Views of tables: rows that grow with their words, and the sheet of cells with its keys."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QToolTip,
)

from pingkou_gui.form.kinds import ChoiceKind, rounded
from pingkou_gui.report.row_names import row_label
from pingkou_gui.ui.editors.binding import BY_PROGRAM, FieldWords, words_of_figure
from pingkou_gui.ui.editors.field_editors import add_stop
from pingkou_gui.ui.editors.page_context import is_history_key
from pingkou_gui.ui.table.cell_delegate import AROUND_WORDS, CellDelegate
from pingkou_gui.ui.table.cell_editors import (
    CellEditor,
    CellTextEditor,
    begins_with,
    leaving,
)
from pingkou_gui.ui.table.cell_painting import (
    INSET,
)
from pingkou_gui.ui.table.table_model import MOST_MEASURED, cells_in, widths_of
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import call_later, enclosing, is_chord, is_zoom, on_theme_change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import (
        QFocusEvent,
        QHideEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.ui.table.table_model import Index, RowsModel, TableModel


# The view of every table: nothing is cut, a row is as high as its words need.


_HEADS = 1.5
"""Em of heads that stand on one line."""


add_stop(QTableView, table=True)


class TableView(QTableView):
    """Shows a `TableModel`; columns are shared out by whoever inherits, in `fit_columns`."""

    _longest: Mapping[int, str] = MappingProxyType({})
    """By column, the longest number that may stand there."""

    def __init__(self, model: TableModel, *, name: str, row_height: float) -> None:
        """Show `model` under the accessible `name`; a row is `row_height` em high at least."""
        super().__init__()
        self._cells, self._row_height = model, row_height
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads, sides = self.horizontalHeader(), self.verticalHeader()
        heads.setAccessibleName(f"{name}的列名")
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(10)
        sides.hide()
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.rows_replaced)
        model.dataChanged.connect(self._data_changed)
        model.rowsInserted.connect(self.fit_rows)
        model.rowsRemoved.connect(self.fit_rows)
        self.verticalScrollBar().valueChanged.connect(self._fit_in_sight)

    def fit_columns(self) -> None:
        """Share the width out among the columns."""

    def _widen(self, widths: list[int]) -> None:
        """Give columns what their longest numbers need, from what the open columns can spare."""
        metrics = QFontMetrics(theme().font(TypeRole.STRONG))
        open_ones = [at for at, column in enumerate(self._cells.columns) if column.width is None]
        around = 2 * theme().em(INSET) + _FRAME
        for at, text in self._longest.items():
            lacks = metrics.horizontalAdvance(text) + around - widths[at]
            spare = sum(max(0, widths[each] - theme().em(_SPARED)) for each in open_ones)
            if not widths[at] or not 0 < lacks <= spare:
                continue
            widths[at] += lacks
            for each in open_ones:
                taken = min(lacks, max(0, widths[each] - theme().em(_SPARED)))
                widths[each] -= taken
                lacks -= taken

    def fit_heads(self) -> None:
        """Be as high at the top as the heads need in their columns."""
        heads, em = self.horizontalHeader(), theme().em
        shown = [at for at in range(heads.count()) if not heads.isSectionHidden(at)]
        needed = (head_height(heads, at) for at in shown)
        heads.setFixedHeight(max((em(_HEADS), *needed)))

    def fit_height(self) -> None:
        """Follow another height of the rows, where the view is as high as they are."""

    @Slot()
    def rows_replaced(self) -> None:
        """Fit the heights of the rows again after the model has taken others."""
        self.fit_rows()

    @Slot()
    def fit_rows(self) -> None:
        """Make every row as high as its words need, in a long table those in selection."""
        if self._cells.count() <= MOST_MEASURED:
            self.resizeRowsToContents()
        self.fit_height()
        self._fit_in_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes and the font of the heads from the theme."""
        heads, sides = self.horizontalHeader(), self.verticalHeader()
        heads.setFont(theme().font(TypeRole.SMALL))
        sides.setMinimumSectionSize(theme().em(1))
        sides.setDefaultSectionSize(theme().em(self._row_height))
        self._fit()

    def _fit(self) -> None:
        self.fit_columns()
        self.fit_heads()
        self.fit_rows()

    @Slot()
    def _fit_in_sight(self) -> None:
        if self._cells.count() > MOST_MEASURED:
            for at in self._in_sight():
                self.resizeRowToContents(at)

    def _in_sight(self) -> range:
        """Return the positions of the rows that can be seen."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self._cells.count() - 1
        return range(max(0, first), last + 1)

    def _data_changed(self, first: Index, last: Index) -> None:
        changed = range(first.row(), last.row() + 1)
        if self._cells.count() > MOST_MEASURED:
            seen = self._in_sight()
            changed = range(max(changed.start, seen.start), min(changed.stop, seen.stop))
        for at in changed:
            self.resizeRowToContents(at)
        if changed:
            self.fit_height()


def head_height(heads: QHeaderView, at: int) -> int:
    """Return how many pixels a head needs, broken in the width of its column."""
    words = str(heads.model().headerData(at, Qt.Orientation.Horizontal) or "")
    room = QRect(0, 0, max(1, heads.sectionSize(at) - 2 * theme().em(INSET)), 1 << 14)
    found = heads.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
    return found.height() + theme().em(AROUND_WORDS)


# The table itself: a sheet of cells with the keys of a sheet.


PAGE_ROWS = 12
"""So many rows are shown whole; a longer table scrolls itself."""
_SAID_BESIDE = 2
"""So many parts of what the bar says stand below a cell: why, and how the number comes about."""
_SUMMED_FROM = 2
"""So many numbers chosen are summed up in the field bar."""
FEWEST_ROWS = 5
_Trigger = QAbstractItemView.EditTrigger
_Select = QItemSelectionModel.SelectionFlag


class RowsView(TableView):
    """Shows a `RowsModel`; what concerns whole rows is left to whoever holds the view."""

    row_entered = Signal(int)
    """The current cell is in this row now (0: in none)."""
    past_end = Signal()
    """Enter was pressed in the last row."""
    opened = Signal(int, str)
    """A cell that only tells of another place was opened: its row, the segment it names."""
    rows_pasted = Signal()
    """Rows of a sheet were pasted into an open cell, which is closed: they belong into rows."""
    height_changed = Signal()
    most_rows = PAGE_ROWS
    """So many rows are shown whole."""
    joined = 0
    """So many columns, the first ones, may stand once for several rows."""
    _room = 0
    _entered = 0
    _kept = (0, 0, 0)
    _held = False
    """Whether the focus was in the table, or in an open cell, before its rows changed."""
    _told_beside = False
    """Whether it stands below the current cell why nothing can be typed there."""
    _again = False
    """Whether the mouse was pressed on the cell that was current before."""

    def __init__(self, model: RowsModel, *, name: str, row_height: float = 1.4) -> None:
        super().__init__(model, name=name, row_height=row_height)
        self._clicked_again = QTimer(self, singleShot=True)
        self._clicked_again.timeout.connect(self._open_clicked)
        self._delegate = CellDelegate(self)
        self._delegate.go_on.connect(self.go)
        self._delegate.rows_pasted.connect(self.rows_pasted)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        heads = self.horizontalHeader()
        # with the table's own it would be painted whenever another cell is chosen
        heads.setSelectionModel(QItemSelectionModel(self._rows, heads))
        model.modelAboutToBeReset.connect(self._keep_place)
        model.rowsRemoved.connect(self._take_back_focus)
        on_theme_change(self.apply_theme)

    @property
    def rows_model(self) -> RowsModel:
        """The model shown."""
        return cast("RowsModel", self._cells)

    _rows = rows_model

    @property
    def scrolls(self) -> bool:
        """Whether there are more rows than the page shows whole."""
        return self._rows.rowCount() > self.most_rows

    @property
    def current_row(self) -> int:
        """The row number of the current cell, 0 where there is none."""
        return self._rows.row_at(self.currentIndex())

    def keep_choice(self) -> None:
        """Tint the current row even while the focus is elsewhere: its detail is shown."""
        self._delegate.keeps_choice = True

    def chosen_rows(self) -> tuple[int, ...]:
        """Return the row numbers of the selection, of the current cell without one."""
        found = sorted({index.row() for index in self.selectedIndexes()})
        rows = self._rows.rows
        return tuple(rows[at] for at in found) or ((self.current_row,) if self.current_row else ())

    def chosen_block(self) -> tuple[range, range]:
        """Return the rows and columns of the selection, both empty where there is none."""
        cells = self.selectedIndexes() or [i for i in (self.currentIndex(),) if i.isValid()]
        if not cells:
            return range(0), range(0)
        rows, columns = [c.row() for c in cells], [c.column() for c in cells]
        return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)

    def choose(self, row: int, column: int = 0) -> bool:
        """Make a cell the current one; return whether there is such a row."""
        at = self._rows.position(row)
        if at is None:
            return False
        index = self._rows.index(at, 0 if self.isColumnHidden(column) else column)
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        self.scrollTo(index)
        return True

    def stay_at(self, at: int, column: int, else_to: QWidget) -> None:
        """Take the focus into the row that stands where one was deleted, or into the last.

        Args:
            at: The position of the first row that was deleted.
            column: The column that was current.
            else_to: What gets the focus where no row is left.
        """
        rows = self._rows.rows
        if not rows:
            else_to.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.choose(rows[min(at, len(rows) - 1)], column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def go(self, rows: int, columns: int) -> None:
        """Go on by rows or columns; past the last row `past_end` is signalled."""
        index = self.currentIndex()
        at, column = index.row() + rows, index.column()
        if columns:
            at, column = self._typed_beside(at, column, columns)
        if at >= self._rows.rowCount() and rows > 0:
            self.past_end.emit()
        elif 0 <= at < self._rows.rowCount():
            self.choose(self._rows.rows[at], column)
        elif columns:
            self.focusNextPrevChild(columns > 0)

    def _typed_beside(self, at: int, column: int, way: int) -> tuple[int, int]:
        """Return the next cell right (1) or left (-1) where something can be typed or opened.

        Behind the last and before the first it is in a row that the table does not have.
        """
        width = self._rows.columnCount()
        place = at * width + column + way
        while 0 <= place < width * self._rows.rowCount():
            at, column = divmod(place, width)
            taken = self._rows.columns[column].jump or (
                self._rows.field_at(self._rows.index(at, column)) is not None
            )
            if taken and not self.isColumnHidden(column):
                break
            place += way
        return divmod(place, width)

    def announce(self) -> None:
        """Have the field bar speak of the current cell, or of the numbers that are chosen."""
        index = self.currentIndex()
        if not index.isValid() or self._announce_sum():
            return
        context = self._rows.context
        context.announce(self._rows.words_at(index) or self._words_beside(index))
        ref = self._rows.columns[index.column()].ref(context.facts, self._rows.row_at(index))
        if ref is not None:
            context.entered.emit(ref)

    def _words_beside(self, index: Index) -> FieldWords:
        """Return what is said of a cell that is neither a field nor a figure: a number, a state."""
        column, facts = self._rows.columns[index.column()], self._rows.context.facts
        name = row_label(facts, self._rows.section.key, self._rows.row_at(index))
        what = _OPENS if column.jump else _FILLED_IN
        return FieldWords(f"{name} · {column.head}" if column.head else name, what)

    def _announce_sum(self) -> bool:
        """Say what the chosen numbers come to; return whether several are chosen."""
        numbers = self._chosen_numbers()
        if len(numbers) < _SUMMED_FROM:
            return False
        total = sum(numbers, Decimal(0))
        words = f"合计 {total:,f}，平均 {rounded(total / len(numbers), 2):,f}"
        name = f"选中 {len(numbers)} 个数"
        self._rows.context.announce(FieldWords(name, words.replace("-", "−")))
        return True

    def _chosen_numbers(self) -> list[Decimal]:
        """Return the amounts and counts among the chosen cells, where there are several."""
        chosen = self.selectedIndexes()
        if len(chosen) < _SUMMED_FROM:
            return []
        model, facts = self._rows, self._rows.context.facts
        found: list[Decimal] = []
        for index in chosen:
            column, row = model.columns[index.column()], model.row_at(index)
            field = model.field_at(index)
            value = None
            if field is not None and field.kind.numeric:
                value = facts[field, row]
            elif field is None and column.figure is not None and column.figure.unit != "%":
                value = facts[column.figure, row]
            if value is not None:
                found.append(Decimal(value))
        return found

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.hasFocus() and self.state() != QAbstractItemView.State.EditingState:
            call_later(self, self._show_selection)

    @Slot()
    def _show_selection(self) -> None:
        if self.hasFocus():
            self._announce_sum()

    def set_room(self, pixels: int) -> None:
        """Take at most so much height when there are more rows than the page shows whole."""
        self._room = pixels
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the rows, or as the room there is."""
        heads = self.horizontalHeader()
        head = 0 if heads.isHidden() else heads.height()
        wanted = head + self.verticalHeader().length() + 1
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.scrolls:
            step = theme().em(self._row_height)
            most = head + self.most_rows * step
            least = head + FEWEST_ROWS * step
            wanted = max(least, self._room) if self._room else most
            bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        if not self.minimumHeight() == self.maximumHeight() == wanted:
            self.setFixedHeight(wanted)
            self.height_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._told_beside:
            self._told_beside = False
            QToolTip.hideText()
        self._update_row(previous)
        self._update_row(current)
        if self.hasFocus():
            self._clicked_again.stop()  # the list is that of the cell that was left
            self.announce()
            self.show_on_page()
        row = self._rows.row_at(current)
        if row != self._entered:
            self._entered = row
            self.row_entered.emit(row)
            if self._rows.blank_row not in (0, row):
                call_later(self, self._leave_blank)

    @Slot()
    def _leave_blank(self) -> None:
        if self.current_row != self._rows.blank_row:
            self._rows.drop_blank()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._rows.drop_blank()

    def show_on_page(self) -> None:
        """Scroll the page to the current cell: a table shown whole does not scroll itself.

        A further row is seen beside it: at the very edge a cell is overlooked.
        """
        page, index = enclosing(self, QScrollArea), self.currentIndex()
        if page is not None and index.isValid() and page.widget().isAncestorOf(self):
            place, row = self.visualRect(index), index.row()  # a joined cell may be a page high
            place.setTop(self.rowViewportPosition(row))
            place.setHeight(self.rowHeight(row))
            middle = self.viewport().mapTo(page.widget(), place.center())
            beside = min(2 * place.height(), max(place.height(), page.viewport().height() // 3))
            page.ensureVisible(middle.x(), middle.y(), 0, beside)

    def _update_choice(self) -> None:
        """Paint the chosen rows anew: they look otherwise while the table has the focus."""
        chosen = (self.currentIndex(), *self.selectedIndexes())
        for row in {index.row() for index in chosen}:
            self._update_row(self._rows.index(row, 0))
        for index in chosen:
            self.viewport().update(self.visualRect(index))  # a joined cell goes over many rows

    def _update_row(self, index: Index) -> None:
        """Paint the row of an index anew, spanned cells included."""
        if index.isValid():
            top = self.rowViewportPosition(index.row())
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(index.row()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        del event  # Qt's own way would paint the whole table, twice in every edit of a cell
        self._update_choice()

    def focusInEvent(self, event: QFocusEvent) -> None:
        del event
        if not self.currentIndex().isValid() and self._rows.rows:
            self.choose(self._rows.first_row, self._rows.first_typed)
        typed = bool(self._rows.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, typed)
        self._update_choice()
        self.announce()
        self.show_on_page()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):  # type: ignore[arg-type]
            event.ignore()
            return False
        way = leaving(event, lines=True)
        if way is not None and way[1] and self.currentIndex().isValid():
            self.go(*way)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._clicked_again.stop()  # who types picks nothing from a list
        way = leaving(event, lines=True)
        if way is not None and way != (0, 0):
            self._enter_pressed(way[0])
        elif _opens_choices(event):
            self._open_choices()
        elif event.key() == Qt.Key.Key_F2:
            self.begin_edit()
        elif is_history_key(event) or is_chord(event) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not (_is_typed(event.text()) and self.refuse()):  # Qt would go to a like word
            super().keyPressEvent(event)

    def refuse(self) -> bool:
        """Say why nothing can be typed into the current cell; return whether that is so."""
        index = self.currentIndex()
        if not index.isValid() or self._rows.field_at(index) is not None:
            return False
        context, row = self._rows.context, self._rows.row_at(index)
        column, words = self._rows.columns[index.column()], self._rows.words_at(index)
        if column.jump:
            words = FieldWords(column.head, _OPENS)
        elif column.figure is not None and row > 0:
            named = words_of_figure(context.facts, column.figure, row, BY_PROGRAM)
            words = named if words is None else named._replace(name=words.name)
        elif words is None:
            words = FieldWords(column.head, _FILLED_IN)
        context.announce(words)
        self._say_beside(index, words.what)
        return True

    def _say_beside(self, index: Index, words: str) -> None:
        """Say below a cell, in short, what the bar says at the top: there is where the clerk looks."""
        place, short = self.visualRect(index), "；".join(words.split("；")[:_SAID_BESIDE])
        at = self.viewport().mapToGlobal(place.bottomLeft())
        QToolTip.showText(at, f"<p>没有放进去：{escape(short)}</p>", self.viewport(), place)
        self._told_beside = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, plain = self.indexAt(event.position().toPoint()), not event.modifiers()
        again = self.hasFocus() and at.isValid() and at == self.currentIndex()
        self._again = again and plain and event.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if self._again and at == self.currentIndex() and self._is_choice(at):
            self._clicked_again.start(QGuiApplication.styleHints().mouseDoubleClickInterval())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._clicked_again.stop()
        super().mouseDoubleClickEvent(event)
        if self._is_choice(self.currentIndex()):
            self._open_choices()

    @Slot()
    def _open_clicked(self) -> None:
        """Open the list of a cell that was clicked again, and not twice at once."""
        if self.hasFocus() and self.state() != QAbstractItemView.State.EditingState:
            self._open_choices()

    def begin_edit(self) -> None:
        """Open the editor of the current cell, or the segment that it tells of."""
        index = self.currentIndex()
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            return
        jump = self._rows.columns[index.column()].jump
        if jump:
            self.opened.emit(self._rows.row_at(index), jump)
        elif self._rows.field_at(index) is not None:
            self.edit(index)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        index = self.currentIndex()
        if not index.isValid() or self._rows.field_at(index) is None:
            event.ignore()
            if event.commitString().strip():
                self.refuse()
        elif not begins_with(self, event):
            super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.scrolls and not is_zoom(event):
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls as one

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and cells: Qt's own way asks the model ten things of each cell."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme().colours.surface))
        self._delegate.look()
        for at, column, place in cells_in(self, event.region(), self.joined):
            self._delegate.paint_cell(painter, place, at, column)
        painter.end()

    def set_longest(self, longest: Mapping[int, str]) -> None:
        """Have columns take no number longer than these on more lines than one, where there is room."""
        if longest != self._longest:
            self._longest = dict(longest)
            self.fit_columns()
            self.fit_rows()

    def fit_columns(self) -> None:
        widths, tight = widths_of(self._rows.columns, self.viewport().width())
        self._widen(widths)
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            self.setColumnWidth(at, width)
        self._fit_heads(tight=tight)

    def fit_heads(self) -> None:
        """Leave them as high as `fit_columns` made them."""

    def _fit_heads(self, *, tight: bool) -> None:
        """Let the heads take the lines they need, two at least where the columns are tight."""
        heads, columns = self.horizontalHeader(), self._rows.columns
        wraps = any(c.wraps and c.tight for c in columns)
        room = Qt.AlignmentFlag.AlignVCenter
        heads.setDefaultAlignment(room | Qt.TextFlag.TextWordWrap if tight else room)
        least = theme().em(2.3 if tight and wraps else _HEADS)
        shown = (at for at in range(heads.count()) if not heads.isSectionHidden(at))
        heads.setFixedHeight(max((least, *(head_height(heads, at) for at in shown))))

    def _enter_pressed(self, rows: int) -> None:
        index = self.currentIndex()
        if index.isValid() and self._rows.columns[index.column()].jump:
            self.begin_edit()
        elif rows > 0 and self._offers_list(index):
            self._open_choices()
        else:
            self.go(rows, 0)

    def _is_choice(self, index: Index) -> bool:
        """Return whether one of a few is chosen in a cell."""
        field = self._rows.field_at(index) if index.isValid() else None
        return field is not None and isinstance(field.kind, ChoiceKind)

    def _offers_list(self, index: Index) -> bool:
        """Return whether a cell is filled in from a list first of all: a choice, a score by band."""
        rows = self._rows
        return index.isValid() and rows.columns[index.column()].offers_list(
            rows.context.facts, rows.row_at(index)
        )

    @Slot()
    def _open_choices(self) -> None:
        """Open what is offered for the current cell.

        Picking does no more than choose: the cell stays in hand, Enter or Tab goes on from it.
        """
        index = self.currentIndex()
        self.begin_edit()
        editor = self.indexWidget(index)
        if isinstance(editor, CellEditor | CellTextEditor):
            editor.open_choices()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        self._held = self._has_focus_within()  # an open cell goes with its row
        super().rowsAboutToBeRemoved(parent, start, end)

    def _has_focus_within(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    @Slot()
    def _take_back_focus(self) -> None:
        """Keep the focus where an open cell has gone with its row: Qt gives it to what is next."""
        if self._held and self.isVisible() and not self._has_focus_within():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._held = False

    @Slot()
    def _keep_place(self) -> None:
        self._held = self._has_focus_within()
        index = self.currentIndex()
        self._kept = self.current_row, max(0, index.row()), max(0, index.column())

    @Slot()
    def rows_replaced(self) -> None:
        """Go back to the row that was current, or to the one that stands in its place."""
        row, at, column = self._kept
        rows = self._rows.rows
        if row and row not in rows:
            row = rows[min(at, len(rows) - 1)] if rows else 0
        if row:
            self.choose(row, column)
        elif self._entered:
            self._entered = 0
            self.row_entered.emit(0)
        self.fit_rows()
        self._take_back_focus()


_SPARED = 9.0
"""Em that are left to a column of words, so that numbers need not break."""
_FRAME = 4
"""Pixels of the frame of a cell and of its sum."""


_FILLED_IN = "这一格由程序填写，不用打字"
_OPENS = "这一格不打字，按 Enter 打开再填"


def _is_typed(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()


def _opens_choices(event: QKeyEvent) -> bool:
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return bool(alt) and event.key() == Qt.Key.Key_Down
