"""Writing the summary workbook from a collection, row by row, in flat memory."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from pingkou_gui.county.workbook.cells import Head, Style
from pingkou_gui.county.workbook.charts import Tally, add_charts
from pingkou_gui.county.workbook.lines import (
    RATE_HEADS,
    SUMMARY_HEADS,
    THREE_HEADS,
    UNIT,
    rate_row,
    summary_row,
    three_row,
)
from pingkou_gui.county.workbook.paper import Paper
from pingkou_gui.county.workbook.sheet import RowSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from pingkou_gui.county.workbook.source import Line, Source

_FILE = Head("文件", width=24)
FINDING_HEADS = (
    UNIT, Head("轻重", width=4), Head("状态", width=5), Head("页", width=6),
    Head("问题", width=30), Head("数字", width=26), Head("应为", width=12), Head("写的原因", width=26),
)  # fmt: skip
ABSENT_HEADS = (UNIT, Head("情况", width=8), Head("打包时间", width=10), _FILE)
UNREADABLE_HEADS = (_FILE, Head("怎么了", width=30), Head("怎么办", width=30))
LEFT_HEADS = (
    UNIT, Head("年度", width=4), _FILE, Head("打包时间", width=10), Head("为什么没用", width=16),
    Head("用的是", width=24),
)  # fmt: skip
DIFFERENCE_HEADS = (UNIT, _FILE, Head("对不上的地方", width=40))
_LEFT_TITLE = "同一单位交了几份的，先用上报包，再用定稿，再用最后一份；这里是没有用的"
_CATEGORY = "绩效自评汇总表"
"""Marks a workbook as a summary, so that the next one does not take it for a report."""
_PROPERTIES_MOST = 65_536
_ROWS_MOST = 1_000_000
"""Rows of a sheet; Excel has 1,048,576."""


def write_workbook(path: Path, source: Source) -> None:
    """Write the workbook to `path`.

    Raises:
        OSError: The file cannot be written.
    """
    # In flat memory the rows of every sheet go to temporary files beside the workbook.
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    book = Workbook(str(path), options)
    book.worksheet_class = RowSheet
    book.set_properties({"title": source.title, "category": _CATEGORY})
    try:
        _write(book, source)
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def is_summary(path: Path) -> bool:
    """Return whether a file is a summary workbook of this program."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            return f">{_CATEGORY}<".encode() in part.read(_PROPERTIES_MOST)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def _write(book: Workbook, source: Source) -> None:
    style = Style.of(book)
    _write_lines(book, style, source)
    for name, title, heads, rows in _lists(source):
        _write_list(Paper(book, style, name, title, heads), rows)


def _write_lines(book: Workbook, style: Style, source: Source) -> None:
    """Write the sheets with a row for each unit, all at once."""
    sheets: tuple[tuple[str, Sequence[Head], Callable[[Line], list[Any]]], ...] = (
        ("汇总", SUMMARY_HEADS, summary_row),
        ("三公经费", THREE_HEADS, three_row),
        ("执行率和得分", RATE_HEADS, rate_row),
    )
    papers = [Paper(book, style, name, f"{source.title}{name}", heads) for name, heads, _ in sheets]
    tally = Tally()
    for line in source.lines():
        tally.add(line)
        for paper, (_, _, row) in zip(papers, sheets, strict=True):
            paper.add(row(line))
    for paper in papers:
        paper.finish(none="一份也没有收到")
    add_charts(book, style, tally, papers[-1])


def _lists(source: Source) -> tuple[tuple[str, str, Sequence[Head], Iterable[Sequence[Any]]], ...]:
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
        ("读不了的文件", "读不了的文件", UNREADABLE_HEADS, source.unreadable()),
        ("重复", _LEFT_TITLE, LEFT_HEADS, source.left_out()),
        ("对不上的", "文件自己说的和数据算出来的不一样", DIFFERENCE_HEADS, source.differences()),
    )


def _write_list(paper: Paper, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        if paper.rows < _ROWS_MOST:
            paper.add(row)
    paper.finish()
