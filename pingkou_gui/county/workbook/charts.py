"""The charts: scores and execution rates, by band and, where they are few, by unit."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pingkou_gui.county.workbook.lines import RATE_HEADS
from pingkou_gui.county.workbook.paper import set_up_page

if TYPE_CHECKING:
    from decimal import Decimal

    from xlsxwriter import Workbook

    from pingkou_gui.county.workbook.cells import Style
    from pingkou_gui.county.workbook.paper import Paper
    from pingkou_gui.county.workbook.source import Line

NAME = "图表"
MOST_UNITS = 80
"""Beyond so many no bar has a name that can be read."""
_BANDS = (0, 60, 70, 80, 85, 90, 95, 100)
_BLUE, _GREEN = "#2F6EA5", "#3D8C6E"


class Tally:
    """Counts units by score and execution rate while their rows are written."""

    def __init__(self) -> None:
        self.scores: Counter[str] = Counter()
        self.rates: Counter[str] = Counter()

    def add(self, line: Line) -> None:
        """Count a unit."""
        self.scores[band(line.figures.get("score"))] += 1
        self.rates[band(line.figures.get("execution_rate"))] += 1


def band(number: Decimal | None) -> str:
    """Return the band of a score or a rate: 90～95."""
    if number is None:
        return "没有"
    if number > _BANDS[-1]:
        return "超过100"
    lower = max((b for b in _BANDS[:-1] if number >= b), default=_BANDS[0])
    return f"{lower}～{_BANDS[_BANDS.index(lower) + 1]}"


BAND_NAMES = (
    *(f"{low}～{high}" for low, high in pairwise(_BANDS)),
    "超过100",
    "没有",
)


def add_charts(book: Workbook, style: Style, tally: Tally, rates: Paper) -> None:
    """Add the sheet with the counts and the charts over them."""
    sheet = book.add_worksheet(NAME)
    set_up_page(sheet)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 3, 12)
    sheet.write_string(0, 0, "得分和预算执行率的分布（单位数）", style.title)
    for at, head in enumerate(("分段", "得分", "执行率（%）")):
        sheet.write_string(1, at, head, style.head)
    for row, band_name in enumerate(BAND_NAMES, 2):
        sheet.write_string(row, 0, band_name, style.words)
        sheet.write_number(row, 1, tally.scores[band_name], style.numbers["人"])
        sheet.write_number(row, 2, tally.rates[band_name], style.numbers["人"])
    last = len(BAND_NAMES) + 1
    for column, title, colour, corner in (
        (1, "得分分布", _BLUE, "E2"),
        (2, "预算执行率分布", _GREEN, "M2"),
    ):
        chart = _bars(book, title, {"name": "单位数", "num_format": "0"})
        chart.add_series(_series((NAME, 2, last), 0, column, colour))
        sheet.insert_chart(corner, chart)
    if 0 < rates.rows <= MOST_UNITS:
        _by_unit(book, sheet, rates)


def _by_unit(book: Workbook, sheet: Any, rates: Paper) -> None:
    heads = [head.text for head in RATE_HEADS]
    where = (rates.name, rates.first_row, rates.last_row)
    for word, title, colour, at, shown in (
        ("自评得分", "各单位自评得分", _BLUE, "A18", {"num_format": "0", "max": 100}),
        ("预算执行率", "各单位预算执行率", _GREEN, "A39", {"num_format": "0%"}),
    ):
        chart = _bars(book, title, shown)
        chart.add_series(_series(where, 0, heads.index(word), colour))
        chart.set_size({"width": max(720, 26 * rates.rows), "height": 440})
        sheet.insert_chart(at, chart)


def _bars(book: Workbook, title: str, axis: dict[str, Any]) -> Any:
    """Return a chart of bars, which begin at nought: half as high is half as much."""
    chart: Any = book.add_chart({"type": "column"})
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    grid = {"visible": True, "line": {"color": "#DDDDDD"}}
    chart.set_y_axis({"min": 0, "major_gridlines": grid, **axis})
    chart.set_size({"width": 500, "height": 300})
    return chart


def _series(where: tuple[str, int, int], names: int, values: int, colour: str) -> dict[str, Any]:
    sheet, first, last = where
    return {
        "categories": [sheet, first, names, last, names],
        "values": [sheet, first, values, last, values],
        "fill": {"color": colour},
        "gap": 60,
    }
