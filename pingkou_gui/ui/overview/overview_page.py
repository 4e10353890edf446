"""The overview: open things, pages, change against last year, points, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pingkou_gui.ui.kit import PageArea, follow_theme
from pingkou_gui.ui.overview.comparison import Comparison
from pingkou_gui.ui.overview.export_card import ExportCard
from pingkou_gui.ui.overview.open_list import OpenList
from pingkou_gui.ui.overview.page_list import PageList
from pingkou_gui.ui.overview.points_card import PointsCard
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.ui.main_window.open_report import OpenReport
    from pingkou_gui.ui.main_window.settings import Settings


class OverviewPage(PageArea):
    """Five cards in two columns, in one where the window is narrow."""

    def __init__(self, report: OpenReport, settings: Settings) -> None:
        super().__init__(name="总览与导出")
        self._report = report
        self._open = OpenList(report.context)
        self._pages = PageList(report.context)
        self._comparison = Comparison(report.context)
        self._points = PointsCard(report.context)
        self._export = ExportCard(report, settings)
        self._across = QHBoxLayout()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._across.addLayout(self._left, 1)
        self._across.addLayout(self._right, 1)
        self.add(self._across)
        self._place()
        report.watch.changed.connect(self.show_state)
        report.context.room_changed.connect(self._place)
        follow_theme(self.space_cards)

    def export(self) -> None:
        """Ask where to, and write the report as Word."""
        self._export.export()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()
        self._export.take_focus()

    @Slot()
    def show_state(self) -> None:
        """Show what is open now; while out of sight nothing needs to be shown."""
        if not self.isVisible():
            return
        state = self._report.watch.state
        settled = self._report.watch.settled
        self._open.show_items(state, settled=settled)
        self._pages.show_pages(state, settled=settled)
        self._comparison.refresh()
        self._points.refresh()
        self._export.show_state(state, settled=settled)

    @Slot()
    def space_cards(self) -> None:
        """Take the gaps between the cards from the theme."""
        for layout in (self._across, self._left, self._right):
            layout.setSpacing(theme().em(0.6))

    @Slot()
    def _place(self) -> None:
        narrow = self._report.context.room.one_column
        second = self._left if narrow else self._right
        for layout in (self._left, self._right):
            while layout.count():
                layout.takeAt(0)
        self._left.addWidget(self._open)
        self._left.addWidget(self._pages)
        second.addWidget(self._comparison)
        second.addWidget(self._points)
        second.addWidget(self._export)
        for layout in (self._left, self._right):
            layout.addStretch(1)
        self._across.setStretch(1, 0 if narrow else 1)
