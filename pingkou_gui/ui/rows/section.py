"""The widgets of TABLE and DETAIL sections, and how they share the height of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.overview import Duty
from pingkou_gui.spec.pages.problems import Problem
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.spec.place import FigureRef, Lane, Place
from pingkou_gui.spec.section import Layout
from pingkou_gui.ui.kit import follow_theme
from pingkou_gui.ui.rows import problems, projects
from pingkou_gui.ui.rows.design import Design, numbered_design, plain_design
from pingkou_gui.ui.rows.detail import RowDetail
from pingkou_gui.ui.rows.group import RowsGroup
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext, Target


def design_of(section: type[Section]) -> Design:
    """Return how a repeated section is laid out."""
    own = {Project: projects.design, Problem: problems.design, Duty: numbered_design}
    return own.get(section, plain_design)(section)


class RowsSection(QFrame):
    """A table of rows, below it the detail of the chosen row where there is one."""

    def __init__(self, section: type[Section], context: PageContext) -> None:
        super().__init__()
        self.section, self.context = section, context
        design = design_of(section)
        self.group = RowsGroup(section, context, design)
        self.detail = self._made_detail(design)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.group)
        if self.detail is not None:
            self._column.addWidget(self.detail)
        context.add_host(section.key, self.reveal)
        for inner in FORM.children(section.key):
            context.add_host(inner.key, self.reveal_inner)
        self.group.view.height_changed.connect(self._fit)
        follow_theme(self.dress)
        if self.group.model.rows:
            self.group.view.choose(self.group.model.rows[0])

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of a row into sight, in the table or in the detail."""
        if isinstance(target, Lane):
            return self.group.reveal(target)
        found = self.group.reveal(target)
        column = self._column_of(target)
        if found is None or column is not None or self.detail is None:
            return found
        return self.detail.reveal(target) or found

    def reveal_inner(self, target: Target) -> QWidget | None:
        """Bring a place of the rows below a row into sight."""
        if self.detail is None or isinstance(target, FigureRef):
            return None
        if isinstance(target, Lane):
            parent = target.parent
        else:
            lane = self.context.session.report.lane_of(target.section, target.row)
            parent = 0 if lane is None else lane.parent
        if not self.group.view.choose(parent):
            return None
        self.detail.show_row(parent)
        return self.detail.reveal_inner(target)

    def open_segment(self, row: int, key: str) -> None:
        """Show a part of the detail of a row."""
        if self.detail is not None:
            self.detail.show_row(row)
            self.detail.show_segment(key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self._page()
        if page is not None:
            page.viewport().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def dress(self) -> None:
        """Take the gap from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.5))

    def _made_detail(self, design: Design) -> RowDetail | None:
        if self.section.layout is not Layout.DETAIL:
            return None
        self.group.view.keep_choice()
        detail = RowDetail(self.section, self.context, design)
        self.group.row_entered.connect(detail.show_row)
        self.group.segment_wanted.connect(self.open_segment)
        return detail

    def _column_of(self, target: Place | FigureRef) -> int | None:
        if isinstance(target, FigureRef):
            columns = self.group.model.columns
            found = (i for i, c in enumerate(columns) if c.figure and c.figure.key == target.figure)
            at = next(found, None)
        else:
            at = self.group.model.column_of(target.field)
        return None if at is None or self.group.view.isColumnHidden(at) else at

    def _page(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    @Slot()
    def _fit(self) -> None:
        """Give a long table the height that the detail leaves of the page."""
        page = self._page()
        if page is None or not self.group.view.scrolls:
            return
        below = self.detail.sizeHint().height() if self.detail and self.detail.isVisible() else 0
        around = self.group.sizeHint().height() - self.group.view.height()
        gaps = theme().em(1.6)
        self.group.view.set_room(page.viewport().height() - below - around - gaps)


def rows_section(section: type[Section], context: PageContext) -> RowsSection:
    """Return the widget of a section whose rows are a table."""
    return RowsSection(section, context)
