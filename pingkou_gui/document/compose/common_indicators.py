"""The common indicators of 财预〔2013〕53号 below 附件2, where a county asks for them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import centred, empty, head, known, label, number
from pingkou_gui.document.tree import Row, Span, SpanKind, Table
from pingkou_gui.domain.figures import FIGURES
from pingkou_gui.domain.scoring import common_scores, common_total
from pingkou_gui.domain.wording.numbers import fixed
from pingkou_gui.spec.number_kinds import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.tree import Block, Cell
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.scoring import CommonRow

TITLE = "部门整体支出绩效评价共性指标"
WIDTHS = (30, 35, 85, 20, 30, 25)
"""In mm: the levels, the indicator, points, value, score."""


def common_tables(f: Facts) -> tuple[Block, ...]:
    """Return the table of the common indicators; none where the county does not use them."""
    rows = common_scores(f)
    return (Table(TITLE, WIDTHS, _head(), (*_rows(rows), _total(f, rows))),) if rows else ()


def _head() -> tuple[Row, ...]:
    titles = ("一级指标", "二级指标", "共性指标", "分值", "数值", "得分")
    return (
        Row((head(f"{TITLE}（财预〔2013〕53号）", columns=6),)),
        Row(tuple(head(title) for title in titles)),
    )


def _rows(rows: tuple[CommonRow, ...]) -> Iterator[Row]:
    for level1, first in groupby(rows, lambda row: row.indicator.level1):
        members = tuple(first)
        lead: tuple[Cell, ...] = (centred(Span(level1), rows=len(members)),)
        last = members[-1]
        for level2, second in groupby(members, lambda row: row.indicator.level2):
            inner = tuple(second)
            lead = (*lead, centred(Span(level2), rows=len(inner)))
            for row in inner:
                yield Row((*lead, *_indicator(row)), keep=row is not last)
                lead = ()


def _indicator(row: CommonRow) -> tuple[Cell, ...]:
    item = row.indicator
    points = number(item.points, Span(grouped(item.points, 0)))
    refs = () if row.ref is None else (row.ref,)
    score = empty(*refs) if row.score is None else _figure(row, fixed(row.score))
    return label(item.name), points, _value(row), score


def _value(row: CommonRow) -> Cell:
    if row.value is None or row.ref is None:
        return empty()
    unit = FIGURES[row.ref.figure].unit
    return number(row.value, known(row.value, row.ref), unit=unit)


def _figure(row: CommonRow, text: str) -> Cell:
    refs = () if row.ref is None else (row.ref,)
    return number(row.score, Span(text, SpanKind.DERIVED, refs))


def _total(f: Facts, rows: tuple[CommonRow, ...]) -> Row:
    points = sum(row.indicator.points for row in rows)
    total = common_total(f)
    refs = tuple(row.ref for row in rows if row.ref is not None)
    score = (
        empty(*refs) if total is None else number(total, Span(fixed(total), SpanKind.DERIVED, refs))
    )
    return Row((head("合计", columns=3), number(None, Span(f"{points:f}")), empty(), score))
