"""附件3: the evaluation of one project. Its money by origin, its goal, its indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import (
    amount,
    dash,
    derived,
    empty,
    head,
    label,
    prose,
    rate,
    word,
)
from pingkou_gui.document.compose.indicator_rows import Sheet, indicator_rows
from pingkou_gui.document.compose.scores import (
    FULL,
    full_points,
    points_in_all,
    points_of_execution,
)
from pingkou_gui.document.tree import Row, Table
from pingkou_gui.domain.figures.projects import project_execution_rate
from pingkou_gui.domain.figures.sheets import CARRIED, FISCAL, MONEY, OTHER
from pingkou_gui.domain.scoring import (
    project_execution_points,
    project_indicator_score,
    project_points_sum,
    project_total_score,
)
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.tree import Block, Cell
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure

WIDTHS = (18, 36, 21, 21, 21, 10, 17, 12)
"""In mm: the label, the name of the money, then 年初 to 得分."""
INDICATOR_WIDTHS = (18, 25, 25, 22, 22, 10, 13, 21)
"""In mm: the levels, the indicator, target, actual, points, score, reason."""
INDICATOR_NARROWEST = (18, 25, 25, 15, 15, 10, 13, 21)
"""Targets and results are short where the reasons are long."""
SHEET = Sheet(ProjectIndicator, project_indicator_score, (4, 6))
_ORIGINS = (
    ("其中：当年财政拨款", 0, FISCAL),
    ("上年结转资金", 3, CARRIED),
    ("其他资金", 3, OTHER),
)


def attachment3_tables(f: Facts, row: int) -> tuple[Block, ...]:
    """Return the table of money and goals of a project, and the one of its indicators."""
    title = f[Project.name, row] or "项目"
    return (
        Table(title, WIDTHS, (), (*_money(f, row), *_goals(f, row)), "单位：万元"),
        _indicator_table(f, title, row),
    )


def _indicator_table(f: Facts, title: str, row: int) -> Table:
    heads, rows = (_indicator_head(),), _indicators(f, row)
    return Table(title, INDICATOR_WIDTHS, heads, rows, narrowest=INDICATOR_NARROWEST)


def _money(f: Facts, row: int) -> Iterator[Row]:
    yield Row((head("项目名称"), word(f, Project.name, row, columns=7)))
    department = word(f, Project.department, row)
    yield Row((head("主管部门"), department, head("实施单位"), _executor(f, row)))
    titles = ("资金名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    yield Row((head("项目资金", rows=5), *(head(title) for title in titles)), keep=True)
    base = f[Project.full_year, row]
    yield Row(
        (
            label("年度资金总额"),
            *(amount(f, field, row) for field in (Project.initial, Project.full_year)),
            amount(f, Project.outturn, row),
            full_points(f),
            rate(f, project_execution_rate, base, row),
            points_of_execution(f, project_execution_points, base, row),
        ),
        keep=True,
    )
    for name, indent, figures in _ORIGINS:
        cells = (_money_cell(f, figures[stage], row) for stage in MONEY)
        yield Row((label(name, indent), *cells, dash(), dash(), dash()), keep=figures is not OTHER)


def _money_cell(f: Facts, item: Figure, row: int) -> Cell:
    value = f[item, row]
    # Less than nothing cannot have been granted: what was typed contradicts itself.
    return dash(item.at(row)) if value is not None and value < 0 else derived(f, item, row)


def _executor(f: Facts, row: int) -> Cell:
    """Return who carries the project out: the unit itself unless another is named."""
    if f[Project.executor, row] is None:
        return word(f, Unit.name, columns=5)
    return word(f, Project.executor, row, columns=5)


def _goals(f: Facts, row: int) -> Iterator[Row]:
    heads = (head("预期目标", columns=3), head("实际完成情况", columns=4))
    yield Row((head("年度总体\n目标", rows=2), *heads), keep=True)
    yield Row((prose(f, Project.goal, row, columns=3), prose(f, Project.achieved, row, columns=4)))


def _indicator_head() -> Row:
    titles = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度\n指标值",
        "实际\n完成值",
        "分值",
        "得分",
        "偏差原因及\n改进措施",
    )
    return Row(tuple(head(title) for title in titles))


def _indicators(f: Facts, row: int) -> tuple[Row, ...]:
    rows = f.rows(ProjectIndicator, row)
    # The execution rate alone is no score of a project that was not evaluated.
    points, score = (FULL, empty())
    if rows:
        points = points_in_all(f, project_points_sum, row)
        score = derived(f, project_total_score, row)
    total = Row((head("总分", columns=5), points, score, empty()))
    return indicator_rows(f, SHEET, rows, total)
