"""Pictures of a report drawn with Qt: bars and lines, told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPdfWriter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pingkou_gui.document.target_file import write_safely
from pingkou_gui.report.chart_data import Chart, ChartKind, Look, Series, shown
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Fonts and inks of a picture; `em` is the line height of the font."""

    font: QFont
    title: QFont
    em: float
    text: QColor
    secondary: QColor
    solid: QColor
    frame: QColor
    line: QColor
    ground: QColor


def screen_style() -> ChartStyle:
    """Return how pictures look on the screen now."""
    held, colours = theme(), theme().colours
    return ChartStyle(
        held.font(TypeRole.SMALL),
        held.font(TypeRole.STRONG),
        held.em(1),
        QColor(colours.text),
        QColor(colours.secondary),
        QColor(colours.accent_fill),
        QColor(colours.text),
        QColor(colours.line_strong),
        QColor(colours.surface),
    )


# How a picture is laid out: sizes in em.


_TITLE, _LEGEND, _BAR, _BETWEEN, _GAP = 1.5, 1.2, 0.85, 0.45, 0.4
_PLOT = 7.5
"""Em of height of the field that lines run in."""
_LABEL_MOST = 0.4
"""Share of the width that labels may take."""


def chart_height(chart: Chart) -> float:
    """Return how high a picture is, in em."""
    head = _TITLE + (_LEGEND if chart.names_series else 0)
    if chart.kind is ChartKind.LINES:
        return head + _PLOT + 1.4
    row = max(_BAR * len(chart.series), 0.9) + _BETWEEN
    return head + row * len(chart.categories) + 0.2


def paint_chart(painter: QPainter, area: QRectF, chart: Chart, style: ChartStyle) -> None:
    """Paint a picture into an area that is `chart_height` em high."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    em = style.em
    painter.setFont(style.title)
    painter.setPen(style.text)
    head = QRectF(area.left(), area.top(), area.width(), _TITLE * em)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft | middle), chart.title)
    painter.setFont(style.font)
    painter.setPen(style.secondary)
    painter.drawText(head, int(Qt.AlignmentFlag.AlignRight | middle), chart.unit)
    top = head.bottom()
    if chart.names_series:
        _paint_legend(painter, QPointF(area.left(), top), chart, style)
        top += _LEGEND * em
    body = QRectF(area.left(), top, area.width(), area.bottom() - top)
    paint = _paint_lines if chart.kind is ChartKind.LINES else _paint_bars
    paint(painter, body, chart, style)


def _paint_legend(painter: QPainter, at: QPointF, chart: Chart, style: ChartStyle) -> None:
    """Paint the mark and the name of every series in one line."""
    em, metrics = style.em, QFontMetricsF(style.font)
    x = at.x()
    for number, series in enumerate(chart.series):
        middle = at.y() + _LEGEND * em / 2
        if chart.kind is ChartKind.LINES:
            _set_line(painter, number, style)
            painter.drawLine(QPointF(x, middle), QPointF(x + 1.4 * em, middle))
            _paint_point(painter, QPointF(x + 0.7 * em, middle), number, style)
            x += 1.4 * em
        else:
            _paint_bar(painter, QRectF(x, middle - 0.25 * em, 0.8 * em, 0.5 * em), series, style)
            x += 0.8 * em
        painter.setPen(style.secondary)
        width = metrics.horizontalAdvance(series.name)
        box = QRectF(x + 0.25 * em, at.y(), width + em, _LEGEND * em)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), series.name)
        x += width + 1.2 * em


def _paint_bars(painter: QPainter, body: QRectF, chart: Chart, style: ChartStyle) -> None:
    """Paint a category a block: its name, a bar a series, each with its number."""
    em, metrics = style.em, QFontMetricsF(style.font)
    numbers = [shown(v) for s in chart.series for v in s.values]
    right = max((metrics.horizontalAdvance(n) for n in numbers), default=0) + 0.3 * em
    wide = max((metrics.horizontalAdvance(c) for c in chart.categories), default=0)
    left = min(wide, body.width() * _LABEL_MOST) + _GAP * em
    room = max(body.width() - left - right, em)
    row = max(_BAR * len(chart.series), 0.9) * em
    y = body.top() + _BETWEEN * em / 2
    for at, category in enumerate(chart.categories):
        label = metrics.elidedText(category, Qt.TextElideMode.ElideRight, left - _GAP * em)
        painter.setPen(style.text)
        box = QRectF(body.left(), y, left - _GAP * em, row)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), label)
        top = y + (row - _BAR * em * len(chart.series)) / 2
        for number, series in enumerate(chart.series):
            value = series.values[at]
            place = QRectF(body.left() + left, top + number * _BAR * em, 0, _BAR * em)
            _paint_bar_with_number(painter, place, room, chart, series, value, style)
        y += row + _BETWEEN * em
    painter.setPen(QPen(style.line, 1))
    axis = body.left() + left
    painter.drawLine(QPointF(axis, body.top()), QPointF(axis, y - _BETWEEN * em / 2))


def _paint_bar_with_number(  # noqa: PLR0913, PLR0917 - one bar: where, how long, of what, how it looks
    painter: QPainter,
    place: QRectF,
    room: float,
    chart: Chart,
    series: Series,
    value: Decimal | None,
    style: ChartStyle,
) -> None:
    """Paint a bar as long as its value in `room`, the number behind it; nothing for None."""
    if value is None:
        return
    place.setWidth(float(max(value, Decimal(0)) / chart.most) * room)
    thin = 0.12 * style.em
    _paint_bar(painter, place.adjusted(0, thin, 0, -thin), series, style)
    painter.setPen(style.text if series.look is Look.THIS else style.secondary)
    box = QRectF(place.right() + 0.25 * style.em, place.top(), 20 * style.em, place.height())
    painter.drawText(
        box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), shown(value)
    )


def _paint_bar(painter: QPainter, place: QRectF, series: Series, style: ChartStyle) -> None:
    """Paint a bar: outlined for last year, hatched for a budget, solid for this year."""
    if place.width() <= 0:
        return
    brush = {
        Look.LAST: QBrush(Qt.BrushStyle.NoBrush),
        Look.BUDGET: QBrush(style.frame, Qt.BrushStyle.BDiagPattern),
        Look.THIS: QBrush(style.solid),
    }[series.look]
    pen = QPen(style.solid if series.look is Look.THIS else style.frame, max(style.em / 20, 0.5))
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRect(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)


# Lines over years: a dash and a point of its own for each.


_MARK = 0.18
"""Em from the middle of a point to its edge."""
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


def _set_line(painter: QPainter, number: int, style: ChartStyle) -> None:
    ink = style.solid if number == 0 else style.frame
    painter.setPen(QPen(ink, style.em / 10, _DASHES[number % len(_DASHES)]))


def _paint_point(painter: QPainter, at: QPointF, number: int, style: ChartStyle) -> None:
    """Paint a point as a disc, square or triangle, by the number of its series."""
    side = style.em * _MARK
    ink = style.solid if number == 0 else style.frame
    painter.setPen(QPen(ink, style.em / 20))
    painter.setBrush(ink)
    if number % 3 == 0:
        painter.drawEllipse(at, side, side)
    elif number % 3 == 1:
        painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    else:
        corners = [
            QPointF(at.x(), at.y() - 1.2 * side),
            QPointF(at.x() + 1.2 * side, at.y() + side),
            QPointF(at.x() - 1.2 * side, at.y() + side),
        ]
        painter.drawPolygon(QPolygonF(corners))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_lines(painter: QPainter, body: QRectF, chart: Chart, style: ChartStyle) -> None:
    """Paint the lines, their points, and the numbers that find room beside them."""
    em, metrics = style.em, QFontMetricsF(style.font)
    wide = metrics.horizontalAdvance(shown(chart.most))
    right = max(wide + 0.5 * em, 1.5 * em)
    field = body.adjusted(max(wide / 2, 1.5 * em), 1.1 * em, -right, -1.3 * em)
    step = field.width() / max(len(chart.categories) - 1, 1)
    _paint_years(painter, field, step, chart, style)
    lines = [
        [
            (QPointF(field.left() + at * step, _height(field, value, chart)), value)
            for at, value in enumerate(series.values)
            if value is not None
        ]
        for series in chart.series
    ]
    for number, points in enumerate(lines):
        _set_line(painter, number, style)
        painter.drawPolyline(QPolygonF([point for point, _ in points]))
    numbers = [each for points in lines for each in points]
    room = QRectF(body.topLeft(), QPointF(body.right(), field.bottom() + 0.2 * em))
    places = number_places(numbers, room, style)
    for place in places:
        if place is not None:
            painter.fillRect(place, style.ground)  # or a line would run through the number
    for number, points in enumerate(lines):
        for point, _ in points:
            _paint_point(painter, point, number, style)
    painter.setPen(style.text)
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
    for (_, value), place in zip(numbers, places, strict=True):
        if place is not None:
            painter.drawText(place, flags, shown(value))


def _paint_years(
    painter: QPainter, field: QRectF, step: float, chart: Chart, style: ChartStyle
) -> None:
    """Paint the axis with a stroke and a name for every year."""
    em = style.em
    painter.setPen(QPen(style.line, 1))
    painter.drawLine(field.bottomLeft(), field.bottomRight())
    for at, name in enumerate(chart.categories):
        x = field.left() + at * step
        painter.setPen(QPen(style.line, 1))
        painter.drawLine(QPointF(x, field.bottom()), QPointF(x, field.bottom() + 0.2 * em))
        painter.setPen(style.text)
        box = QRectF(x - 2.5 * em, field.bottom() + 0.2 * em, 5 * em, 1.1 * em)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)


def _height(field: QRectF, value: Decimal, chart: Chart) -> float:
    return field.bottom() - float(max(value, Decimal(0)) / chart.most) * field.height()


def number_places(
    numbers: Sequence[tuple[QPointF, Decimal]], room: QRectF, style: ChartStyle
) -> list[QRectF | None]:
    """Return where the numbers of points stand: over their point, else below or beside it.

    None touches a point or another number or leaves `room`, but upwards; one that has no place
    is None: the words of the picture and the table hold it.
    """
    em, metrics = style.em, QFontMetricsF(style.font)
    half, below_top = _MARK * em, room.adjusted(0, -2 * em, 0, 0)
    taken = [QRectF(p.x() - half, p.y() - half, 2 * half, 2 * half) for p, _ in numbers]
    found: list[QRectF | None] = [None] * len(numbers)
    # from the top: what lies above has its number above, and leaves the room below
    for at in sorted(range(len(numbers)), key=lambda n: numbers[n][0].y()):
        point, value = numbers[at]
        width, high = metrics.horizontalAdvance(shown(value)), metrics.height() * 0.9
        above = QRectF(point.x() - width / 2, point.y() - 0.25 * em - high, width, high)
        beside = QRectF(point.x() + 0.35 * em, point.y() - high / 2, width, high)
        ways = (
            above,
            above.translated(0, high + 0.5 * em),
            beside,
            beside.translated(-width - 0.7 * em, 0),
        )
        free = (
            place
            for place in ways
            if below_top.contains(place) and not any(place.intersects(t) for t in taken)
        )
        found[at] = next(free, None)
        if (place := found[at]) is not None:
            taken.append(place)
    return found


# A picture as a widget.


class ChartView(QWidget):
    """Shows a picture as wide as there is room, as high as it needs; its words are its name."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chart.description)
        on_theme_change(self.apply_theme)

    def show_chart(self, chart: Chart) -> None:
        """Show other numbers."""
        if chart != self.chart:
            self.chart = chart
            self.setAccessibleName(chart.description)
            self.apply_theme()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(18), theme().em(chart_height(self.chart)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_chart(painter, QRectF(self.rect()).adjusted(0, 0, -1, 0), self.chart, screen_style())

    @Slot()
    def apply_theme(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(self.sizeHint().height())
        self.update()


# Pictures on paper: one after the other on A4, black on white, as vectors.


_PAPER_EM = 14.0
"""Points of a line of text on paper."""
_EDGES = QMarginsF(28, 30, 26, 30)
"""Millimetres around the pictures, near those of the report."""


def charts_pdf(charts: Sequence[Chart], title: str, *, family: str = "") -> bytes:
    """Return pictures as a PDF of A4 pages under a title."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(72)
    paint_charts(writer, charts, title, family=family)
    buffer.close()
    return bytes(data.data())


def paint_charts(
    device: QPdfWriter, charts: Sequence[Chart], title: str, *, family: str = ""
) -> None:
    """Paint pictures on pages of a device."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _EDGES
    )
    layout.setUnits(QPageLayout.Unit.Millimeter)
    layout.setMargins(_EDGES)
    device.setPageLayout(layout)
    painter = QPainter(device)
    scale = device.resolution() / 72
    style = _paper_style(scale, family)
    room = QRectF(0, 0, device.width(), device.height())
    heading = replace(style, title=_sized(style.title, 1.5)).title
    painter.setFont(heading)
    painter.setPen(style.text)
    head = QRectF(0, 0, room.width(), 2.2 * style.em)
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    painter.drawText(head, flags, title)
    y = head.bottom() + style.em
    for chart in charts:
        height = chart_height(chart) * style.em
        if y + height > room.bottom() and y > head.bottom() + style.em:
            device.newPage()
            y = 0
        paint_chart(painter, QRectF(0, y, room.width(), height), chart, style)
        y += height + 1.2 * style.em
    painter.end()


def _paper_style(scale: float, family: str) -> ChartStyle:
    font = QFont(theme().font(TypeRole.BODY))
    if family:
        font.setFamily(family)
    font.setPixelSize(round(_PAPER_EM * 0.75 * scale))
    bold = QFont(font)
    bold.setBold(True)
    black, grey = QColor("#000000"), QColor("#333333")
    line, white = QColor("#666666"), QColor("#FFFFFF")
    return ChartStyle(font, bold, _PAPER_EM * scale, black, grey, black, black, line, white)


def _sized(font: QFont, times: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(round(font.pixelSize() * times))
    return made


def write_charts_pdf(target: Path, charts: Sequence[Chart], title: str) -> None:
    """Write pictures as PDF, whole or not at all.

    Raises:
        TargetError: The file cannot be written.
    """
    write_safely(target, charts_pdf(charts, title))
