"""What became of a field, rows that were removed, and a figure or text over all years."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import SourceKind
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.over_years import OverYears, over_years
from pingkou_gui.report.report import Change
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.open_items import local_time
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable, framed
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import available_size, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.values import Entry, Place, Ref, RowList
    from pingkou_gui.report.over_years import YearValue
    from pingkou_gui.session import Session
    from pingkou_gui.store.reports import FieldEvent, RemovedRow


_SOURCES = {
    SourceKind.TYPED: "填写",
    SourceKind.WORKBOOK: "表格",
    SourceKind.REPORT: "报告",
    SourceKind.CARRIED: "沿用上年",
}


class FieldHistoryDialog(Dialog):
    """Every change of one field: when, from what to what, by which step, from which source."""

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        """Show the history of the value at a place of the open report."""
        super().__init__("这一栏改过什么", (46, 22), parent, scrolls=False)
        self._session, self._place = session, place
        self._events = session.store.field_history(session.report_id, place)
        field = FORM.field_at(place)
        self.list = WordsTable(
            "改动",
            (
                TableColumn("时间", 12),
                TableColumn("改前", 14),
                TableColumn("改后", None),
                TableColumn("来源", 12),
                TableColumn("步骤", 12),
            ),
        )
        self.back_button = Button("改回选中这次以前的", ButtonKind.NORMAL)
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        title = "" if field is None else field.label
        self.column.addWidget(WrappedText(title, TypeRole.HEAD))
        self.column.addWidget(framed(self.list), 1)
        if not self._events:
            self.column.addWidget(WrappedText("还没有改过", tone=Tone.SECONDARY))
        self.add_foot(self.back_button, self._leave, left=1)
        self.list.show_rows(_event_row(each, place) for each in self._events)
        if self._events:
            self.list.selectRow(0)
        self.back_button.setEnabled(bool(self._events) and self._is_there())
        self.back_button.clicked.connect(self._put_back)
        self._leave.clicked.connect(self.accept)

    def _is_there(self) -> bool:
        """Whether the row of the field is still in the report, so that a value can go there."""
        place = self._place
        return (
            not place.row or self._session.report.row_list_of(place.section, place.row) is not None
        )

    @Slot()
    def _put_back(self) -> None:
        at = self.list.at
        if not 0 <= at < len(self._events):
            return
        now, field = self._session.report_as_made.entry(self._place), FORM.field_at(self._place)
        before = self._events[at].before
        if now != before and field is not None:
            self._session.make(Change({self._place: (now, before)}), f"改回{field.label}")
        self.accept()


class RemovedRowsDialog(Dialog):
    """The rows that were removed from the lists of a report, each to be put back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what was removed from the open report and is not back."""
        super().__init__("找回删掉的行", (46, 22), parent, scrolls=False)
        self._session = session
        self._rows: tuple[RemovedRow, ...] = ()
        self.list = WordsTable(
            "删掉的行",
            (TableColumn("删于", 12), TableColumn("哪张表", 10), TableColumn("内容", None)),
        )
        self.back_button = Button("放回", ButtonKind.PRIMARY)
        self._leave = Button("关闭", ButtonKind.NORMAL, key="Esc")
        words = "删掉的行连同下面的内容放回表的最后，再用“上移”“下移”调整位置"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.column.addWidget(framed(self.list), 1)
        self.add_foot(self._leave, self.back_button, left=0)
        self._fill()
        self.back_button.clicked.connect(self._put_back)
        self._leave.clicked.connect(self.accept)

    def _fill(self) -> None:
        self._rows = self._session.store.removed_rows(self._session.report_id)
        self.list.show_rows(_removed_row(each) for each in self._rows)
        if self._rows:
            self.list.selectRow(0)
        self.back_button.setEnabled(bool(self._rows))

    @Slot()
    def _put_back(self) -> None:
        at = self.list.at
        if 0 <= at < len(self._rows):
            removed = self._rows[at]
            noun = FORM.sections[removed.row_list.section].noun
            self._session.make(restoring(self._session, removed), f"找回{noun}")
            self._fill()


def restoring(session: Session, removed: RemovedRow) -> Change:
    """Return the change that brings a removed row back, at the end of its list."""
    report = session.report_as_made
    rows = report.rows(*removed.row_list)
    row_lists: dict[RowList, tuple[tuple[int, ...], tuple[int, ...]]] = {
        removed.row_list: (rows, (*rows, removed.row))
    }
    for row_list, below in removed.below:
        row_lists[row_list] = (report.rows(*row_list), below)
    return Change({place: (None, entry) for place, entry in removed.entries}, row_lists)


def _event_row(event: FieldEvent, place: Place) -> tuple[str, ...]:
    source = _source(event.after)
    label = f"{event.label}（已撤销）" if event.undone else event.label
    when = local_time(event.made_at, day=True)
    return when, _shown(event.before, place), _shown(event.after, place), source, label


def _shown(entry: Entry | None, place: Place) -> str:
    field = FORM.field_at(place)
    return "（空）" if entry is None or field is None else field.show(entry.value)


def _source(entry: Entry | None) -> str:
    if entry is None:
        return ""
    source = entry.source
    where = () if source.workbook else (source.file, source.where)
    return " ".join(part for part in (_SOURCES[source.kind], *where) if part)


def _removed_row(removed: RemovedRow) -> tuple[str, ...]:
    shown = (_shown(entry, place) for place, entry in removed.entries)
    words = "、".join(word for word in shown if word)
    section = FORM.sections[removed.row_list.section]
    return local_time(removed.made_at, day=True), section.noun or "", words or "（空行）"


# 各年的数: a figure, or a text, as the unit's reports of all years have it: table and line.


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
        super().__init__("各年的数", (46, 26), parent)
        year, reports = session.report[Unit.year.at()], reports_by_year(session)
        history = over_years(reports, year, ref) if isinstance(year, int) else OverYears("", "", ())
        self.history = history
        self.chart = YearsChart(history)
        self.list = WordsTable("各年", _columns(history))
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        unit = f"（{history.unit}）" if history.unit and history.unit != "%" else ""
        self.column.addWidget(WrappedText(f"{history.label}{unit}", TypeRole.HEAD))
        self.column.addWidget(self.chart)
        self.column.addWidget(framed(self.list), 1)
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
        return "本机只有这一个年度的报告；导入往年的报告后，这里就有往年的数"
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
        values = "，".join(f"{value.year}年 {value.text}" for value in self.points)
        self.setAccessibleName(f"{history.label}各年的线：{values}")
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
