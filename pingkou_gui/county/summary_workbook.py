"""The summary workbook of a collection: sheets, rows and charts, written in flat memory."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from pingkou_gui.county.collected_figures import (
    BY_KEY,
    CONFERENCES,
    PEOPLE,
    SPENDING,
    THREE_PUBLIC,
    TOTAL,
    WAN,
)
from pingkou_gui.county.workbook_sheets import (
    RowSheet,
    SheetHead,
    SheetStyle,
    SheetWriter,
    set_up_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from pingkou_gui.county.collected_figures import CollectedColumn, Compared
    from pingkou_gui.county.package import StatedFinding
    from pingkou_gui.county.workbook_sheets import Cell


# 报送情况: of every unit whether it has sent, when, and what is open.


class SendingState(Enum):
    """Whether a unit has sent its report by the deadline; the value is what the sheet says."""

    SENT = "已交"
    LATE = "迟交"
    MISSING = "未交"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How a unit stands: since when, with what still open, what else to look at."""

    unit: str
    state: SendingState
    county: str = ""
    first_sent: str = ""
    """When its first report was packed or written as Word, by the local clock."""
    taken: str = ""
    """When the report that was taken was made."""
    file: str = ""
    open_must: int = 0
    """必改 that are open, as the unit's own program counts them."""
    open_missing: int = 0
    """还差: items that are not filled in."""
    open_reminders: int = 0
    notes: tuple[str, ...] = field(default=())
    unusable: str = ""
    """Of a missing unit: why the file that came of it does not count."""
    changed: str = ""
    """Which figures differ in the other reports it sent."""

    @property
    def is_open(self) -> bool:
        """Whether the report should not have gone out like this."""
        return bool(self.open_must or self.open_missing)


def status_row(status: UnitStatus) -> list[str | int | None]:
    """Return the cells of a unit in the sheet 报送情况, the county left out."""
    sent = status.state is not SendingState.MISSING
    return [
        status.unit,
        status.state.value,
        status.first_sent,
        status.taken if status.taken != status.first_sent else "",
        status.open_must if sent else None,
        status.open_missing if sent else None,
        status.open_reminders if sent else None,
        "；".join(filter(None, (*status.notes, status.changed))),
    ]


def status_sentence(statuses: Sequence[UnitStatus]) -> str:
    """Return how all stand in one sentence, for the notice board."""
    counts = Counter(status.state for status in statuses)
    sent = counts[SendingState.SENT] + counts[SendingState.LATE]
    late = f"（其中迟交 {counts[SendingState.LATE]} 个）" if counts[SendingState.LATE] else ""
    waiting = sum(status.is_open for status in statuses)
    parts = [f"共 {len(statuses)} 个单位", f"已交 {sent} 个{late}"]
    parts += [f"未交 {counts[SendingState.MISSING]} 个"] if counts[SendingState.MISSING] else []
    parts += [f"还没有改好的 {waiting} 个"] if waiting else []
    return "，".join(parts)


def unread_of(unit: str, files: Iterable[str]) -> str:
    """Return an unreadable file that seems to be a unit's, by its name, empty where none does.

    `unit` is the short form of its name: what its files are likely to be called.
    """
    if len(unit) < 2:
        return ""
    return next((file for file in files if unit in file), "")


# The sheets with a row for each unit: 汇总, 三公经费, 执行率和得分.


_BASIC = ("this", "last", "change", "rate")


def _columns(items: Iterable[Compared], names: Sequence[str]) -> tuple[CollectedColumn, ...]:
    return tuple(item.column(name) for item in items for name in names)


SUMMARY_KEYS: tuple[CollectedColumn, ...] = (
    BY_KEY["establishment"],
    BY_KEY["headcount"],
    *_columns((TOTAL,), _BASIC),
    *_columns(SPENDING, ("this", "last", "change")),
    *_columns(THREE_PUBLIC[:1], _BASIC),
    *_columns(THREE_PUBLIC[1:], ("this",)),
    *_columns(CONFERENCES, ("this", "last")),
    BY_KEY["execution_rate"],
    BY_KEY["score"],
)
THREE_KEYS: tuple[CollectedColumn, ...] = (
    *_columns(THREE_PUBLIC[:1], (*_BASIC, "budget", "budget_rate")),
    BY_KEY["three_public_budget_change_rate"],
    *_columns((*THREE_PUBLIC[1:], *CONFERENCES), ("this", "last", "change", "budget")),
)
RATE_KEYS: tuple[CollectedColumn, ...] = tuple(
    BY_KEY[key]
    for key in (
        "initial",
        "full_year",
        "outturn",
        "execution_rate",
        "general:outturn",
        "government_funds:outturn",
        "state_capital:outturn",
        "social_insurance:outturn",
        "execution_points",
        "staff_control_rate",
        "score",
    )
)
UNIT = SheetHead("单位", width=15)
_STATE = (
    SheetHead("等级", width=4),
    SheetHead("必改未改", "", 5),
    SheetHead("还差", "", 5),
    SheetHead("提醒未答", "", 5),
    SheetHead("迟交", width=4),
)
_ABOUT = (
    SheetHead("草稿", width=4),
    SheetHead("带问题上报的原因", width=16),
    SheetHead("来自", width=5),
    SheetHead("打包时间", width=10),
    SheetHead("方案", width=14),
    SheetHead("程序版本", width=6),
    SheetHead("文件", width=20),
)


def _head(column: CollectedColumn) -> SheetHead:
    return SheetHead(
        f"{column.group}{column.label}", column.unit, total=column.unit in (WAN, PEOPLE)
    )


def _keys(columns: Sequence[CollectedColumn]) -> tuple[str, ...]:
    return tuple(column.key for column in columns)


_SUMMARY, _THREE, _RATES = _keys(SUMMARY_KEYS), _keys(THREE_KEYS), _keys(RATE_KEYS)
SUMMARY_HEADS = (UNIT, *map(_head, SUMMARY_KEYS), *_STATE, *_ABOUT)
THREE_HEADS = (UNIT, *map(_head, THREE_KEYS))
RATE_HEADS = (UNIT, *map(_head, RATE_KEYS), SheetHead("等级", width=4))


def summary_row(line: UnitLine) -> list[Cell]:
    """Return the cells of a unit in 汇总: amounts in 万元, rates in %, grade, what is open, 迟交, 草稿."""
    return [
        *_figures(line, _SUMMARY),
        line.grade,
        line.open_must,
        line.open_missing,
        line.open_reminders,
        "迟交" if line.late else "",
        "草稿" if line.draft else "",
        line.sent_despite,
        line.kind,
        line.created,
        line.scheme,
        line.program,
        line.file,
    ]


def three_row(line: UnitLine) -> list[Cell]:
    """Return the cells of a unit in 三公经费: each expense in 万元 with its change and budget."""
    return _figures(line, _THREE)


def rate_row(line: UnitLine) -> list[Cell]:
    """Return the cells of a unit in 执行率和得分: rates in %, points and grade."""
    return [*_figures(line, _RATES), line.grade]


def _figures(line: UnitLine, keys: Sequence[str]) -> list[Cell]:
    return [line.unit, *map(line.figures.get, keys)]


# The charts: scores and execution rates, by band and, where they are few, by unit.


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

    def add(self, line: UnitLine) -> None:
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


def add_charts(book: Workbook, style: SheetStyle, tally: Tally, rates: SheetWriter) -> None:
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


def _by_unit(book: Workbook, sheet: Any, rates: SheetWriter) -> None:
    heads = [head.text for head in rates.heads]
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


# Writing the summary workbook from a collection, row by row, in flat memory.


_T = TypeVar("_T")
_FILE = SheetHead("文件", width=24)
FINDING_HEADS = (
    UNIT, SheetHead("要不要改", width=5), SheetHead("状态", width=5), SheetHead("页", width=6),
    SheetHead("问题", width=30), SheetHead("数字", width=26), SheetHead("应为", width=12), SheetHead("写的原因", width=26),
)  # fmt: skip
ABSENT_HEADS = (UNIT, SheetHead("情况", width=8), SheetHead("打包时间", width=10), _FILE)
UNREADABLE_HEADS = (_FILE, SheetHead("怎么了", width=30), SheetHead("怎么办", width=30))
LEFT_HEADS = (
    UNIT, SheetHead("年度", width=4), _FILE, SheetHead("打包时间", width=10), SheetHead("为什么没用", width=16),
    SheetHead("用的是", width=24),
)  # fmt: skip
DIFFERENCE_HEADS = (UNIT, _FILE, SheetHead("对不上的地方", width=40))
ALIKE_HEADS = (UNIT, _FILE, SheetHead("像是同一个单位的", width=40))
STATUS = "报送情况"
COUNTY = SheetHead("县", width=8)
STATUS_HEADS = (
    UNIT, SheetHead("情况", width=4), SheetHead("最早一份", width=10), SheetHead("采用的一份", width=10),
    SheetHead("必改未改", "", 5), SheetHead("还差", "", 5), SheetHead("提醒未答", "", 5), SheetHead("要看的", width=34),
)  # fmt: skip
_ALIKE_TITLE = "名称不同、像同一个单位的：各自算了一份，合计里会重复；请核对后只留一份"
_LEFT_TITLE = "同一单位交了几份的，先用上报包，再用定稿，再用最后一份；这里是没有用的"
_CATEGORY = "绩效自评汇总表"
"""Marks a workbook as a summary, so that the next one does not take it for a report."""
_PROPERTIES_MOST = 65_536
_ROWS_MOST = 1_000_000
"""Rows of a sheet; Excel has 1,048,576."""


def write_workbook(path: Path, source: SummarySource, statuses: Sequence[UnitStatus]) -> None:
    """Write the workbook to `path`; `statuses` fill its first sheet.

    Raises:
        OSError: The file cannot be written.
    """
    with _book(path, source.title) as (book, style):
        _write_statuses(book, style, source.title, statuses)
        _write_lines(book, style, source)
        for name, title, heads, rows in _list_sheets(source):
            _write_list(SheetWriter(book, style, name, title, heads), rows)


def write_status(path: Path, title: str, statuses: Sequence[UnitStatus]) -> None:
    """Write a workbook of its own that tells how every unit stands.

    Raises:
        OSError: The file cannot be written.
    """
    with _book(path, title) as (book, style):
        _write_statuses(book, style, title, statuses)


@contextmanager
def _book(path: Path, title: str) -> Iterator[tuple[Workbook, SheetStyle]]:
    """Give a book in flat memory: its rows go to temporary files beside it."""
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    book = Workbook(str(path), options)
    book.worksheet_class = RowSheet
    book.set_properties({"title": title, "category": _CATEGORY})
    try:
        yield book, SheetStyle.of(book)
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _write_statuses(
    book: Workbook, style: SheetStyle, title: str, statuses: Sequence[UnitStatus]
) -> None:
    """Write 报送情况: who has sent, who is late, what is open."""
    many = any(status.county for status in statuses)
    heads = _with_county(STATUS_HEADS, COUNTY) if many else STATUS_HEADS
    paper = SheetWriter(book, style, STATUS, f"{title}{STATUS}", heads)
    for status in statuses:
        cells = status_row(status)
        paper.add(_with_county(cells, status.county) if many else cells)
    paper.finish(none="一份也没有收到")


def _with_county(cells: Sequence[_T], county: _T) -> list[_T]:
    """Return a row with the county behind the unit."""
    return [cells[0], county, *cells[1:]]


def is_summary(path: Path) -> bool:
    """Return whether a file is a summary workbook of this program."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            return f">{_CATEGORY}<".encode() in part.read(_PROPERTIES_MOST)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def _write_lines(book: Workbook, style: SheetStyle, source: SummarySource) -> None:
    """Write the sheets with a row for each unit, all at once."""
    sheets: tuple[tuple[str, Sequence[SheetHead], Callable[[UnitLine], list[Any]]], ...] = (
        ("汇总", SUMMARY_HEADS, summary_row),
        ("三公经费", THREE_HEADS, three_row),
        ("执行率和得分", RATE_HEADS, rate_row),
    )
    many = bool(source.counties)
    papers = [
        (
            SheetWriter(
                book, style, name, f"{source.title}{name}",
                _with_county(heads, COUNTY) if many else heads,
            ),
            row,
        )
        for name, heads, row in sheets
    ]  # fmt: skip
    tally = Tally()
    for line in source.lines():
        tally.add(line)
        for paper, row in papers:
            cells = row(line)
            if many:
                paper.add(_with_county(cells, line.county), group=line.county)
            else:
                paper.add(cells)
    for paper, _ in papers:
        paper.finish(none="一份也没有收到")
    rates, _ = papers[-1]
    add_charts(book, style, tally, rates)


def _list_sheets(
    source: SummarySource,
) -> tuple[tuple[str, str, Sequence[SheetHead], Iterable[Sequence[Any]]], ...]:
    """Return name, title, heads and rows of each sheet that is a plain list."""
    found = (
        (
            unit,
            item.severity,
            "已写原因" if item.reason else "未处理",
            item.page,
            item.message,
            item.numbers,
            item.expected,
            item.reason,
        )
        for unit, item in source.findings()
    )
    return (
        ("检查结果", "检查结果", FINDING_HEADS, found),
        ("未交和迟交", "没有交的、迟交的和名单外的单位", ABSENT_HEADS, source.absent()),
        ("像同一个单位", _ALIKE_TITLE, ALIKE_HEADS, source.alike_rows()),
        ("读不了的文件", "读不了的文件", UNREADABLE_HEADS, source.unreadable()),
        ("重复", _LEFT_TITLE, LEFT_HEADS, source.left_out()),
        ("对不上的", "文件自己说的和数据算出来的不一样", DIFFERENCE_HEADS, source.differences()),
    )


def _write_list(paper: SheetWriter, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        if paper.rows < _ROWS_MOST:
            paper.add(row)
    paper.finish()


# What the workbook is written from.


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A report that was taken into the summary."""

    unit: str
    file: str
    kind: str
    created: str
    program: str
    scheme: str
    grade: str
    draft: bool
    late: bool
    open_must: int
    open_missing: int
    open_reminders: int
    sent_despite: str
    figures: Mapping[str, Decimal | None]
    county: str = ""
    """Its county, empty where but one is collected."""


class SummarySource(Protocol):
    """A collection that can be read from the beginning as often as it is needed.

    All but `lines` and `findings` give rows of words as they stand in their sheet.
    """

    @property
    def title(self) -> str:
        """The name of the whole: county and year."""
        ...

    @property
    def counties(self) -> tuple[str, ...]:
        """The names of the counties, empty where there is but one."""
        ...

    def lines(self) -> Iterator[UnitLine]:
        """The taken reports, unit by unit."""
        ...

    def findings(self) -> Iterator[tuple[str, StatedFinding]]:
        """The findings with their units."""
        ...

    def absent(self) -> Iterator[tuple[str, ...]]:
        """(unit, missing or late or not on the list, when it came, its file)."""
        ...

    def alike_rows(self) -> Iterator[tuple[str, ...]]:
        """(unit, file, the units that look like the same)."""
        ...

    def unreadable(self) -> Iterator[tuple[str, ...]]:
        """(file, what happened, what to do)."""
        ...

    def left_out(self) -> Iterator[tuple[str, ...]]:
        """(unit, year, file, when it was made, why it was left out, the file taken instead)."""
        ...

    def differences(self) -> Iterator[tuple[str, ...]]:
        """(unit, file, what does not agree)."""
        ...
