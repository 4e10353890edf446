"""附件2: the unit's own evaluation. The year's money both ways, the goal, the indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import (
    derived,
    empty,
    head,
    label,
    number,
    prose,
    quantity_cell,
    rate,
    word,
)
from pingkou_gui.document.compose.common_indicators import common_tables
from pingkou_gui.document.compose.indicator_rows import Sheet, indicator_rows
from pingkou_gui.document.compose.scores import (
    FULL,
    full_points,
    points_in_all,
    points_of_execution,
)
from pingkou_gui.document.tree import Row, Table
from pingkou_gui.domain.figures.funds import FUND_TOTALS, FUNDS, execution_rate
from pingkou_gui.domain.figures.sheets import OTHER_SOURCES, other_sources
from pingkou_gui.domain.scoring import execution_points, indicator_score, points_sum, total_score
from pingkou_gui.domain.wording.values import stage_of
from pingkou_gui.spec.pages.basic_spending import Basic
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.pages.projects import ProjectTotals
from pingkou_gui.spec.pages.scoring import Goal, Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.tree import Block, Cell
    from pingkou_gui.domain.facts import Facts

TITLE = "部门整体支出绩效自评表"
WIDTHS = (30, 45, 25, 25, 25, 25, 25, 25)
"""In mm: the label, the name of the money, then 年初 to 得分."""
INDICATOR_WIDTHS = (23, 28, 44, 28, 28, 13, 16, 45)
"""In mm: the levels, the indicator, target, actual, points, score, reason."""
INDICATOR_NARROWEST = (23, 28, 32, 22, 22, 13, 16, 30)
"""Targets and results are short where the reasons are long."""
SHEET = Sheet(Indicator, indicator_score, (5, 7))
_SOURCES = (
    ("general", "其中：一般公共预算", 0),
    ("government_funds", "政府性基金拨款", 3),
    ("special_account", "纳入专户管理的非税收入拨款", 3),
)


def attachment2_tables(f: Facts) -> tuple[Block, ...]:
    """Return the tables of money and goals, of indicators, and of the common indicators if used."""
    return (
        Table(TITLE, WIDTHS, (), (*_money(f), *_goals(f)), "单位：万元"),
        _indicator_table(f),
        *common_tables(f),
    )


def _indicator_table(f: Facts) -> Table:
    heads, rows = _indicator_head(), _indicators(f)
    return Table(TITLE, INDICATOR_WIDTHS, heads, rows, narrowest=INDICATOR_NARROWEST)


def _money(f: Facts) -> Iterator[Row]:
    yield Row((head("预算部门名称"), word(f, Unit.name, columns=7)))
    titles = ("资金名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    yield Row((head("年度预算申请", rows=7), *(head(title) for title in titles)), keep=True)
    yield Row(
        (
            label("年度资金总额"),
            *(derived(f, FUND_TOTALS[stage]) for stage in ("initial", "full_year", "outturn")),
            full_points(f),
            rate(f, execution_rate, f[FUND_TOTALS["full_year"]]),
            points_of_execution(f, execution_points, f[FUND_TOTALS["full_year"]]),
        ),
        keep=True,
    )
    halves = ("按收入性质分（全年执行数）", 3), ("按支出性质分（全年执行数）", 4)
    yield Row(tuple(head(title, columns=columns) for title, columns in halves), keep=True)
    rights = (*_by_nature(f), (empty(columns=4, rows=2),), ())
    for place, (left, right) in enumerate(zip(_by_source(f), rights, strict=True)):
        yield Row((*left, *right), keep=place < 3)


def _by_source(f: Facts) -> Iterator[tuple[Cell, ...]]:
    for code, name, indent in _SOURCES:
        outturn = stage_of(f, FUNDS[code], "outturn")
        if outturn.value is None:
            cell = derived(f, FUNDS[code].stages["outturn"])
        else:
            cell = number(outturn.value, outturn.span())
        yield label(name, indent, columns=2), cell
    yield label(_other_name(f), 3, columns=2), derived(f, other_sources)


def _other_name(f: Facts) -> str:
    """Return 其他资金, naming the budgets in it that have no row of their own."""
    held = [
        FUNDS[code].label.removesuffix("预算")
        for code in OTHER_SOURCES[1:]
        if f[FUNDS[code].stages["outturn"]]
    ]
    return f"其他资金（含{'、'.join(held)}）" if held else "其他资金"


def _by_nature(f: Facts) -> Iterator[tuple[Cell, ...]]:
    for amounts, name, indent in (
        (Basic.total, "其中：基本支出", 0),
        (ProjectTotals.total, "项目支出", 3),
    ):
        yield label(name, indent, columns=2), quantity_cell(f, amounts, "this", columns=2)


def _goals(f: Facts) -> Iterator[Row]:
    heads = (head("预期目标", columns=3), head("实际完成情况", columns=4))
    yield Row((head("年度总体目标", rows=2), *heads), keep=True)
    yield Row((prose(f, Goal.expected, columns=3), prose(f, Goal.achieved, columns=4)))


def _indicator_head() -> tuple[Row, ...]:
    rest = ("年度指标值", "实际完成值", "分值", "得分", "偏差原因分析\n及改进措施")
    levels = ("一级指标", "二级指标", "三级指标")
    return (
        Row((head("绩效指标", columns=3), *(head(title, rows=2) for title in rest))),
        Row(tuple(head(title) for title in levels)),
    )


def _indicators(f: Facts) -> tuple[Row, ...]:
    rows = f.rows(Indicator)
    points, score = (FULL, empty())
    if rows:
        points, score = points_in_all(f, points_sum), derived(f, total_score)
    total = Row((head("总分", columns=5), points, score, label("含预算执行得分")))
    return indicator_rows(f, SHEET, rows, total)
