"""各年的数: a figure, or a text, as the unit's reports of all years have it: table and line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy

from pingkou_gui.errors import KnownError
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.over_years import OverYears, over_years
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import available_size, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.over_years import YearValue
    from pingkou_gui.session import Session

_HUNDRED = Decimal(100)


def reports_by_year(session: Session) -> dict[int, Facts]:
    """Return the open report and the unit's other reports by their years.

    Of two reports of one year the one opened last is taken; one that cannot be read is left out.
    """
    report = session.report
    year, unit = report[Unit.year.at()], report[Unit.name.at()]
    if not isinstance(year, int):
        return {}
    found = {year: session.facts}
    for each in session.store.summaries():
        known = each.id != session.report_id and each.unit == unit and each.year.isdecimal()
        if not known or int(each.year) in found:
            continue
        try:
            record = session.store.load(each.id)
            found[int(each.year)] = Facts(record.report, scheme_of(record.scheme))
        except KnownError:  # it is named in the list of reports
            continue
    return found


class YearsDialog(Dialog):
    """Years under one another with their changes, and a line drawn through the numbers."""

    def __init__(self, session: Session, ref: Ref, parent: QWidget | None = None) -> None:
        """Show what the unit's reports say at a place, or of a derived number."""
        super().__init__("各年的数", (46, 26), parent, scrolls=False)
        year, reports = session.report[Unit.year.at()], reports_by_year(session)
        history = over_years(reports, year, ref) if isinstance(year, int) else OverYears("", "", ())
        self.history = history
        self.chart = YearsChart(history)
        self.list = WordsTable("各年", _columns(history))
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        unit = f"（{history.unit}）" if history.unit and history.unit != "%" else ""
        self.column.addWidget(WrappedText(f"{history.label}{unit}", TypeRole.HEAD))
        self.column.addWidget(self.chart)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(WrappedText(_note(history, reports), tone=Tone.SECONDARY))
        self.add_foot(self._leave, left=0)
        self.chart.setVisible(len(self.chart.points) > 1)
        self.list.show_rows(_rows(history))
        self._leave.clicked.connect(self.accept)
        self._leave.setFocus()


def _columns(history: OverYears) -> tuple[TableColumn, ...]:
    year = TableColumn("年度", 5)
    if not history.is_numeric:
        return year, TableColumn("写的是", None, wraps=True), TableColumn("出处", 13)
    figures = ("数", "比上年增减", "增减率")
    columns = (TableColumn(head, 7.5, figures=True) for head in figures)
    return year, *columns, TableColumn("出处", None)


def _rows(history: OverYears) -> Iterator[tuple[str, ...]]:
    before: YearValue | None = None
    for value in history.values:
        source = value.source or f"{value.year}年度报告"
        if not history.is_numeric:
            yield f"{value.year}年", value.text, source
        else:
            yield f"{value.year}年", value.text, *_change(before, value), source
        before = value


def _change(before: YearValue | None, value: YearValue) -> tuple[str, str]:
    """Return by how much a year is more than the year before it, and by how many per cent."""
    known = before is not None and before.year == value.year - 1
    if before is None or not known or before.number is None or value.number is None:
        return "", ""
    change = value.number - before.number
    shown = grouped(rounded(change, 2), 2).replace("-", "−")
    if not before.number:
        return shown, "上年为0" if change else "持平"
    rate = f"{rounded(change / before.number * _HUNDRED, 2)}%".replace("-", "−")
    return shown, rate if change else "持平"


def _note(history: OverYears, reports: dict[int, Facts]) -> str:
    if not reports:
        return "先在“概况”里填写报告年度，才找得到其他年度的报告"
    if not history.values:
        return "各年的报告里都没有填"
    if len(reports) == 1:
        return "本机只有这一份报告；导入往年的报告后，这里就有往年的数"
    return f"本机有 {len(reports)} 个年度的报告"


_HEIGHT = 7.5
_MOST_OF_SCREEN = 24
"""Per cent of the height of the screen."""
_MARGIN, _MARK = 1.4, 0.35


class YearsChart(QFrame):
    """A line through the numbers of the years, each with its year below and its number above."""

    def __init__(self, history: OverYears) -> None:
        super().__init__()
        self.points = tuple(value for value in history.values if value.number is not None)
        said = "，".join(f"{value.year}年 {value.text}" for value in self.points)
        self.setAccessibleName(f"{history.label}各年的线：{said}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        on_theme_change(self.apply_theme)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), theme().em(_HEIGHT))

    @Slot()
    def apply_theme(self) -> None:
        """Take the height from the theme."""
        high = min(theme().em(_HEIGHT), available_size(self).height() * _MOST_OF_SCREEN // 100)
        self.setFixedHeight(high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, colours, em = QPainter(self), theme().colours, theme().em
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font(TypeRole.SMALL))
        places = list(self._places())
        painter.setPen(QPen(QColor(colours.line_strong), 1))
        base = self.height() - em(_MARGIN)
        painter.drawLine(0, base, self.width(), base)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(QColor(colours.accent))
        for value, place in zip(self.points, places, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(place, em(_MARK) / 2, em(_MARK) / 2)
            painter.setPen(QColor(colours.text))
            wide, high = em(8), em(1.2)
            left = min(max(place.x() - wide / 2, 0), self.width() - wide)
            above = QRectF(left, place.y() - high - em(0.15), wide, high)
            below = QRectF(left, base + 2, wide, high)
            side = Qt.AlignmentFlag.AlignHCenter
            if left == 0:
                side = Qt.AlignmentFlag.AlignLeft
            elif left == self.width() - wide:
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(above, side | Qt.AlignmentFlag.AlignVCenter, value.text)
            painter.drawText(below, side | Qt.AlignmentFlag.AlignVCenter, f"{value.year}年")
        painter.end()

    def _places(self) -> Iterator[QPointF]:
        """Return where the numbers stand: years apart by their distance, from zero upwards."""
        numbers = [float(value.number or 0) for value in self.points]
        years = [value.year for value in self.points]
        em = theme().em
        least, most = min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0)
        high = self.height() - em(_MARGIN) - em(_MARGIN) - em(0.4)
        wide, span = self.width() - 2 * em(_MARGIN), max(years[-1] - years[0], 1)
        for year, number in zip(years, numbers, strict=True):
            across = em(_MARGIN) + wide * (year - years[0]) / span
            up = (number - least) / (most - least) if most > least else 0
            yield QPointF(across, self.height() - em(_MARGIN) - em(0.2) - high * up)
