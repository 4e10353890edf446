"""The sheets with a row for each unit: 汇总, 三公经费, 执行率和得分."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.county.collecting.columns import (
    BY_KEY,
    CONFERENCES,
    PEOPLE,
    SPENDING,
    THREE_PUBLIC,
    TOTAL,
    WAN,
)
from pingkou_gui.county.workbook.cells import Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.county.collecting.columns import Column, Compared
    from pingkou_gui.county.workbook.cells import Cell
    from pingkou_gui.county.workbook.source import Line

_BASIC = ("this", "last", "change", "rate")


def _columns(items: Iterable[Compared], names: Sequence[str]) -> tuple[Column, ...]:
    return tuple(item.column(name) for item in items for name in names)


SUMMARY_KEYS: tuple[Column, ...] = (
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
THREE_KEYS: tuple[Column, ...] = (
    *_columns(THREE_PUBLIC[:1], (*_BASIC, "budget", "budget_rate")),
    BY_KEY["three_public_budget_change_rate"],
    *_columns((*THREE_PUBLIC[1:], *CONFERENCES), ("this", "last", "change", "budget")),
)
RATE_KEYS: tuple[Column, ...] = tuple(
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
UNIT = Head("单位", width=15)
_STATE = (
    Head("等级", width=4),
    Head("必改未改", "", 5),
    Head("提醒未答", "", 5),
    Head("迟交", width=4),
)
_ABOUT = (
    Head("草稿", width=4),
    Head("带问题上报的原因", width=16),
    Head("来自", width=5),
    Head("打包时间", width=10),
    Head("方案", width=14),
    Head("程序版本", width=6),
    Head("文件", width=20),
)


def _head(column: Column) -> Head:
    return Head(f"{column.group}{column.label}", column.unit, total=column.unit in (WAN, PEOPLE))


def _keys(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.key for column in columns)


_SUMMARY, _THREE, _RATES = _keys(SUMMARY_KEYS), _keys(THREE_KEYS), _keys(RATE_KEYS)
SUMMARY_HEADS = (UNIT, *map(_head, SUMMARY_KEYS), *_STATE, *_ABOUT)
THREE_HEADS = (UNIT, *map(_head, THREE_KEYS))
RATE_HEADS = (UNIT, *map(_head, RATE_KEYS), Head("等级", width=4))


def summary_row(line: Line) -> list[Cell]:
    """Return the row of 汇总."""
    return [
        *_figures(line, _SUMMARY),
        line.grade,
        line.open_must,
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


def three_row(line: Line) -> list[Cell]:
    """Return the row of 三公经费."""
    return _figures(line, _THREE)


def rate_row(line: Line) -> list[Cell]:
    """Return the row of 执行率和得分."""
    return [*_figures(line, _RATES), line.grade]


def _figures(line: Line, keys: Sequence[str]) -> list[Cell]:
    return [line.unit, *map(line.figures.get, keys)]
