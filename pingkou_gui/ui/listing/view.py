"""The view of such a list: rows of one height, columns that share the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pingkou_gui.ui.kit import follow_theme
from pingkou_gui.ui.listing.delegate import ListDelegate, box_place
from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from pingkou_gui.ui.listing.model import Index, ListModel

_NARROW = 44
"""Em of the list below which columns take their narrow width."""
_FEWEST = 3.2
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
        follow_theme(self.dress)

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
    def dress(self) -> None:
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
        share = max(em(_FEWEST), (width - fixed) // max(1, len(open_)))
        for at, each in enumerate(wanted):
            self.setColumnWidth(at, share if each is None else em(each))
            self.setColumnHidden(at, each == 0)

    @Slot()
    def _span_heads(self) -> None:
        self.clearSpans()
        columns = len(self._lines.columns)
        for at in self._lines.heads():
            self.setSpan(at, 1, 1, columns - 1)
