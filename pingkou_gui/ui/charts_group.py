"""图 on the overview: what people would rather look at, and the same as pages of Word or PDF."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout

from pingkou_gui.document.charts import write_charts
from pingkou_gui.errors import KnownError
from pingkou_gui.report.chart_data import charts, charts_title
from pingkou_gui.report.facts import Facts
from pingkou_gui.ui.chart_view import ChartView, write_charts_pdf
from pingkou_gui.ui.editors.field_editors import bring_into_sight
from pingkou_gui.ui.file_dialogs import pick_target
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import call_later, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import GroupBox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from pingkou_gui.report.chart_data import Chart
    from pingkou_gui.ui.editors.page_context import PageContext
    from pingkou_gui.ui.settings import Settings


_WIDE = 48
"""Em of width from which two pictures stand side by side."""
_KINDS = "Word 文件 (*.docx);;PDF 文件 (*.pdf)"
_SHOWN_ABOVE = frozenset({"beside_last_year"})
"""What 与上年比 shows already; on paper it has its picture."""


class ChartsGroup(GroupBox):
    """The pictures of the report, two in a row where there is room, and as pages of their own."""

    def __init__(self, context: PageContext, settings: Settings) -> None:
        super().__init__("图", note="空框上年，斜线预算，实条本年")
        self._context, self._settings = context, settings
        self._save = Button("导出图表（Word、PDF）…", ButtonKind.LINK)
        self._save.clicked.connect(self.save)
        self.add_to_head(self._save)
        self._message = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._message.hide()
        self._grid = QGridLayout()
        self._views: list[ChartView] = []
        self._earlier: dict[int, Facts] | None = None
        self.add(self._message)
        self.add(self._grid)
        on_theme_change(self.space)

    @property
    def views(self) -> tuple[ChartView, ...]:
        """The pictures in sight."""
        return tuple(self._views)

    def refresh(self) -> None:
        """Show the numbers as they are now."""
        found = tuple(c for c in self._charts() if c.key not in _SHOWN_ABOVE)
        if [chart.key for chart in found] != [view.chart.key for view in self._views]:
            for view in self._views:
                view.hide()
                view.deleteLater()
            self._views = [ChartView(chart) for chart in found]
            self._place()
            for view in self._views:
                view.show()
        for view, chart in zip(self._views, found, strict=True):
            view.show_chart(chart)
        self.setVisible(bool(found))

    def _charts(self) -> tuple[Chart, ...]:
        if self._earlier is None:
            session = self._context.session
            reports = session.earlier_years()
            self._earlier = {y: Facts(r, session.scheme) for y, r in reports.items()}
        return charts(self._context.facts, self._earlier)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the pictures into two columns, or into one."""
        across = 2 if self.width() >= theme().em(_WIDE) else 1
        for at, view in enumerate(self._views):
            self._grid.addWidget(view, at // across, at % across, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    @Slot()
    def space(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._grid.setContentsMargins(em(0.6), em(0.3), em(0.6), em(0.4))
        self._grid.setHorizontalSpacing(em(1.5))
        self._grid.setVerticalSpacing(em(0.8))
        self._place()

    @Slot()
    def save(self) -> None:
        """Ask where to, and write the pictures as pages of Word or PDF."""
        name = f"{charts_title(self._context.facts)}.docx"
        path = pick_target(self, "导出图表", str(self._settings.export_folder / name), _KINDS)
        if path:
            self.write(Path(path if Path(path).suffix else f"{path}.docx"))

    def write(self, path: Path) -> None:
        """Write the pictures, and say what came of it."""
        facts = self._context.facts
        title, found = charts_title(facts), self._charts()
        try:
            if path.suffix.lower() == ".pdf":
                write_charts_pdf(path, found, title)
            else:
                moment = datetime.now().astimezone()
                write_charts(found, title, facts.scheme.page, path, written=moment)
        except KnownError as error:
            self._message.setText(f"{error.happened}。{error.remedy}")
        else:
            self._message.setText(f"图表已写到“{path}”")
        self._message.show()
        call_later(self, partial(bring_into_sight, self._message))

    @property
    def message(self) -> WrappedText:
        """What is said of the last file."""
        return self._message
