"""The pictures of a report as a Word page: native charts, one under the other.

Native charts (DrawingML) rather than pictures: Word 2007 and later, WPS and LibreOffice all draw
them, as vectors, in the fonts of the page, and the unit can restyle them. An EMF is not drawn by
WPS on Linux, a PNG is no vector. The fills differ in pattern, so that they stay apart in black and
white; the numbers stand beside the bars.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from pingkou_gui.document.docx_file import DocxPackage
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.document.tree import Document
from pingkou_gui.document.word_page import RunStyle, edges, paragraph, quoted, run
from pingkou_gui.report.chart_data import ChartKind, Look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.report.chart_data import Chart, Series
    from pingkou_gui.scheme.scheme import PageHabits

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU_TWIP, _EMU_POINT = 635, 12700
_TITLE_SIZE, _SIZE = 1200, 900
"""Hundredths of a point."""
_ROW, _HEAD, _LINES = 11, 48, 140
"""Points of height: of a bar, around the bars, of a picture of lines."""
_STRAIGHT = '<c:smooth val="0"/>'
_DASHES = ("solid", "dash", "sysDot")
_POINTS = ("circle", "square", "triangle")


def charts_word(
    charts: Sequence[Chart], title: str, habits: PageHabits, *, written: datetime
) -> bytes:
    """Return the pictures as the bytes of a docx; `written` goes into its properties."""
    page = Geometry.of(habits)
    package = DocxPackage()
    package.fit(habits, page)
    items = [paragraph(run(title), RunStyle("ReportTitle"))]
    for number, chart in enumerate(charts, 1):
        identity = package.add("chart", f"/word/charts/chart{number}.xml", _TYPE, chart_xml(chart))
        items.append(_anchor(chart, identity, number, page))
    ends = edges(page, rotated=habits.rotate_landscape_numbers, draft=False)
    package.fill([(page, items)], [ends])
    package.describe(Document(title, (), None), written)
    return package.save()


def write_charts(
    charts: Sequence[Chart], title: str, habits: PageHabits, target: Path, *, written: datetime
) -> None:
    """Write the pictures as a Word file, whole or not at all.

    Raises:
        TargetError: The file cannot be written; it may offer another name.
    """
    write_safely(target, charts_word(charts, title, habits, written=written))


def _anchor(chart: Chart, identity: str, number: int, page: Geometry) -> str:
    """Return the paragraph that a picture stands in, with its words for whoever cannot see it."""
    wide = page.width * _EMU_TWIP
    high = round(_height(chart) * _EMU_POINT)
    frame = (
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{identity}"/></a:graphicData></a:graphic>'
    )
    drawing = (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={quoted(chart.title)} descr={quoted(chart.description)}/>'
        f"<wp:cNvGraphicFramePr/>{frame}</wp:inline></w:drawing>"
    )
    look = (
        '<w:pPr><w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
    )
    return f"<w:p>{look}<w:r>{drawing}</w:r></w:p>"


def _height(chart: Chart) -> float:
    if chart.kind is ChartKind.LINES:
        return _LINES + _HEAD
    return _HEAD + (_ROW * len(chart.series) + 8) * len(chart.categories)


# A chart as a part of the file.


def chart_xml(chart: Chart) -> str:
    """Return the part of a chart."""
    plot = _lines(chart) if chart.kind is ChartKind.LINES else _bars(chart)
    legend = (
        f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(_SIZE)}</c:legend>'
        if chart.names_series
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}">'
        '<c:roundedCorners val="0"/><c:chart>'
        f'{_title(chart)}<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea><c:layout/>{plot}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    )


def _title(chart: Chart) -> str:
    words = escape(f"{chart.title}（{chart.unit}）", quote=False)
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr/></a:pPr><a:r>"
        f'<a:rPr lang="zh-CN" sz="{_TITLE_SIZE}" b="1">{_ink("000000")}</a:rPr>'
        f'<a:t>{words}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _bars(chart: Chart) -> str:
    series = "".join(_series_xml(chart, at, _bar_xml(each)) for at, each in enumerate(chart.series))
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axes(upside_down=True)}"
    )


def _lines(chart: Chart) -> str:
    series = "".join(_series_xml(chart, at, _line(at)) for at in range(len(chart.series)))
    most = f"{(chart.most * _HEADROOM).normalize():f}"
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        f"{_axes(upside_down=False, most=most)}"
    )


def _series_xml(chart: Chart, at: int, look: str) -> str:
    """Return the XML of a series with its labels; `look` is the XML of its colours."""
    series = chart.series[at]
    lines = chart.kind is ChartKind.LINES
    places = _label_places(chart, at) if lines else {}
    single = "".join(
        f'<c:dLbl><c:idx val="{n}"/>{_label(place)}</c:dLbl>'
        for n, place in places.items()
        if place != _ABOVE
    )
    labels = f"<c:dLbls>{single}{_label(_ABOVE if lines else 'outEnd')}</c:dLbls>"
    names = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(name, quote=False)}</c:v></c:pt>'
        for n, name in enumerate(chart.categories)
    )
    count = len(chart.categories)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:v>'
        f"{escape(series.name, quote=False)}</c:v></c:tx>{look}{labels}"
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{names}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>0.00</c:formatCode><c:ptCount val="{count}"/>'
        f"{_numbers(series.values)}</c:numLit></c:val>"
        f"{_STRAIGHT if lines else ''}</c:ser>"
    )


def _label(place: str) -> str:
    return (
        '<c:numFmt formatCode="#,##0.00" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f'{_text(_SIZE)}<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>'
    )


_ABOVE, _BELOW, _LEFT, _RIGHT = "t", "b", "l", "r"
_LABEL, _PLOT = 20.0, 95.0
"""Points of height: of a number with its distance from the point, of the field the lines run in."""
_HEADROOM = Decimal("1.15")
"""What the axis reaches to, in shares of the largest number: a label stands over it."""


def _label_places(chart: Chart, at: int) -> dict[int, str]:
    """Return by category where the numbers of a line stand, so that none lies on another."""
    found = {}
    for category in range(len(chart.categories)):
        known = [
            (v, n) for n, s in enumerate(chart.series) if (v := s.values[category]) is not None
        ]
        below = float("inf")
        for value, number in sorted(known, key=lambda each: (-each[0], each[1])):
            height = float(value / (chart.most * _HEADROOM)) * _PLOT
            place = _ABOVE
            if below - height < _LABEL:
                place = _BELOW if height >= _LABEL and below - height > _LABEL / 2 else _RIGHT
                if place == _RIGHT and category == 0:
                    place = _LEFT  # its line runs to the right
            below = height - _LABEL if place == _BELOW else height
            if number == at:
                found[category] = place
    return found


def _numbers(values: Sequence[Decimal | None]) -> str:
    return "".join(
        f'<c:pt idx="{at}"><c:v>{value:f}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )


def _bar_xml(series: Series) -> str:
    """Return the XML of the look of bars: white, hatched or dark."""
    inside = {
        Look.LAST: _ink("FFFFFF"),
        Look.BUDGET: (
            '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="000000"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        ),
        Look.THIS: _ink("404040"),
    }[series.look]
    return (
        f'<c:spPr>{inside}<a:ln w="9525">{_ink("000000")}</a:ln></c:spPr>'
        '<c:invertIfNegative val="0"/>'
    )


def _line(at: int) -> str:
    dash, point = _DASHES[at % len(_DASHES)], _POINTS[at % len(_POINTS)]
    return (
        f'<c:spPr><a:ln w="19050">{_ink("000000")}<a:prstDash val="{dash}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{point}"/><c:size val="6"/><c:spPr>{_ink("000000")}</c:spPr>'
        "</c:marker>"
    )


def _axes(*, upside_down: bool, most: str = "") -> str:
    """Return both axes: of bars the first category stands on top, and no numbers stand below.

    The axis of values ends at `most`, where Word thinks fit without it.
    """
    top = f'<c:max val="{most}"/>' if most else ""
    way, left, down = ("maxMin", "l", "b") if upside_down else ("minMax", "b", "l")
    hair = f'<c:spPr><a:ln w="6350">{_ink("7F7F7F")}</a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{way}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{left}"/><c:numFmt formatCode="General" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{hair}{_text(_SIZE)}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'{top}<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="{down}"/>'
        '<c:numFmt formatCode="#,##0.00" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/></c:valAx>'
    )


def _text(size: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}">{_ink("000000")}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _ink(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
