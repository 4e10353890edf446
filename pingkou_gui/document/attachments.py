"""The attachments: 附件2 evaluation of the unit, 附件3 of each project, and all of them together."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from pingkou_gui.document.attachment_basic_data import ZERO, attachment1_tables
from pingkou_gui.document.attachment_tables import (
    FULL,
    MISSING,
    IndicatorSheet,
    amount,
    centred,
    dash,
    derived,
    empty,
    full_points,
    head,
    in_county_words,
    indicator_rows,
    known,
    label,
    number,
    points_in_all,
    points_of_execution,
    prose,
    quantity_cell,
    rate,
    word,
    words_of,
)
from pingkou_gui.document.phrases import (
    Span,
    SpanKind,
    as_printed,
    fixed,
    missing,
    stage_of,
    words,
)
from pingkou_gui.document.tree import Align, Attachment, SignatureLine, Table, TableCell, TableRow
from pingkou_gui.form.kinds import grouped
from pingkou_gui.form.pages.basic_spending import (
    Basic,
)
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.report.check_rules import differs
from pingkou_gui.report.common_scores import common_scores, common_total
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures_funds import (
    CARRIED,
    FISCAL,
    FUND_TOTALS,
    FUNDS,
    MONEY,
    OTHER,
    OTHER_SOURCES,
    PROJECT_STAGES,
    execution_rate,
    other_sources,
    project_execution_rate,
    reconciliation_gap,
    total_spending,
    wanted,
)
from pingkou_gui.report.scores import (
    execution_points,
    indicator_score,
    points_sum,
    project_execution_points,
    project_indicator_score,
    project_points_sum,
    project_total_score,
    total_score,
)
from pingkou_gui.scheme.scheme import filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Block
    from pingkou_gui.form.field import Field
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.common_scores import CommonRow
    from pingkou_gui.report.facts import Facts, Figure

# The common indicators of 财预〔2013〕53号 below 附件2, where a county asks for them.


COMMON_TITLE = "部门整体支出绩效评价共性指标"
COMMON_WIDTHS = (30, 35, 85, 20, 30, 25)
"""In mm: the levels, the indicator, points, value, score."""


def common_tables(f: Facts) -> tuple[Block, ...]:
    """Return the table of the common indicators; none where the county does not use them."""
    rows = common_scores(f)
    return (
        (Table(COMMON_TITLE, COMMON_WIDTHS, _head(), (*_rows(rows), _total(f, rows))),)
        if rows
        else ()
    )


def _head() -> tuple[TableRow, ...]:
    titles = ("一级指标", "二级指标", "共性指标", "分值", "数值", "得分")
    return (
        TableRow((head(f"{COMMON_TITLE}（财预〔2013〕53号）", columns=6),)),
        TableRow(tuple(head(title) for title in titles)),
    )


def _rows(rows: tuple[CommonRow, ...]) -> Iterator[TableRow]:
    for level1, first in groupby(rows, lambda row: row.indicator.level1):
        members = tuple(first)
        lead: tuple[TableCell, ...] = (centred(Span(level1), rows=len(members)),)
        last = members[-1]
        for level2, second in groupby(members, lambda row: row.indicator.level2):
            inner = tuple(second)
            lead = (*lead, centred(Span(level2), rows=len(inner)))
            for row in inner:
                yield TableRow((*lead, *_indicator(row)), keep=row is not last)
                lead = ()


def _indicator(row: CommonRow) -> tuple[TableCell, ...]:
    item = row.indicator
    points = number(item.points, Span(grouped(item.points, 0)))
    refs = () if row.ref is None else (row.ref,)
    score = empty(*refs) if row.score is None else _figure(row, fixed(row.score))
    return label(item.name), points, _value(row), score


def _value(row: CommonRow) -> TableCell:
    if row.value is None or row.ref is None:
        return empty()
    unit = FIGURES[row.ref.figure].unit
    return number(row.value, known(row.value, row.ref), unit=unit)


def _figure(row: CommonRow, text: str) -> TableCell:
    refs = () if row.ref is None else (row.ref,)
    return number(row.score, Span(text, SpanKind.DERIVED, refs))


def _total(f: Facts, rows: tuple[CommonRow, ...]) -> TableRow:
    points = sum(row.indicator.points for row in rows)
    total = common_total(f)
    refs = tuple(row.ref for row in rows if row.ref is not None)
    score = (
        empty(*refs) if total is None else number(total, Span(fixed(total), SpanKind.DERIVED, refs))
    )
    return TableRow((head("合计", columns=3), number(None, Span(f"{points:f}")), empty(), score))


# 附件2: the unit's own evaluation. The year's money both ways, the goal, the indicators.


ATTACHMENT2_TITLE = "部门整体支出绩效自评表"
ATTACHMENT2_WIDTHS = (30, 45, 25, 25, 25, 25, 25, 25)
"""In mm: the label, the name of the money, then 年初 to 得分."""
ATTACHMENT2_INDICATOR_WIDTHS = (23, 28, 44, 28, 28, 13, 16, 45)
"""In mm: the levels, the indicator, target, actual, points, score, reason."""
ATTACHMENT2_INDICATOR_NARROWEST = (23, 28, 32, 22, 22, 13, 16, 30)
"""Targets and results are short where the reasons are long."""
ATTACHMENT2_SHEET = IndicatorSheet(Indicator, indicator_score, (5, 7))
_SOURCES = (
    ("general", "其中：一般公共预算", 0),
    ("government_funds", "政府性基金拨款", 3),
    ("special_account", "纳入专户管理的非税收入拨款", 3),
)


def attachment2_tables(f: Facts) -> tuple[Block, ...]:
    """Return the tables of money and goals, of indicators, and of the common indicators if used."""
    return (
        Table(
            ATTACHMENT2_TITLE,
            ATTACHMENT2_WIDTHS,
            (),
            (*_attachment2_money(f), *_attachment2_goals(f)),
            "单位：万元",
        ),
        Table(
            ATTACHMENT2_TITLE,
            ATTACHMENT2_INDICATOR_WIDTHS,
            _attachment2_indicator_head(),
            _attachment2_indicators(f),
            narrowest=ATTACHMENT2_INDICATOR_NARROWEST,
        ),
        *common_tables(f),
    )


def _attachment2_money(f: Facts) -> Iterator[TableRow]:
    """Yield the rows of 附件2 on money: in all, by source and by nature."""
    yield TableRow((head("预算部门名称"), word(f, Unit.name, columns=7)))
    titles = ("资金名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    yield TableRow((head("年度预算申请", rows=7), *(head(title) for title in titles)), keep=True)
    yield TableRow(
        (
            label("年度资金总额"),
            *(derived(f, FUND_TOTALS[stage]) for stage in ("initial", "full_year", "outturn")),
            full_points(f),
            rate(f, execution_rate, f[FUND_TOTALS["full_year"]]),
            points_of_execution(f, execution_points, f[FUND_TOTALS["full_year"]]),
        ),
        keep=True,
    )
    halves = (
        ("按收入性质分（全年执行数）", FUND_TOTALS["outturn"], 3),
        ("按支出性质分（全年执行数）", total_spending, 4),
    )
    yield TableRow(tuple(_half_head(f, *half) for half in halves), keep=True)
    rights = (*_by_nature(f), (empty(columns=4, rows=2),), ())
    for place, (left, right) in enumerate(zip(_by_source(f), rights, strict=True)):
        yield TableRow((*left, *right), keep=place < 3)


def _half_head(f: Facts, title: str, total: Figure, columns: int) -> TableCell:
    """Return the head over a way to divide the money, with the sum it divides beside it.

    Sums that disagree are called for in the report itself; no table states both as true.
    """
    value, gap = f[total], f[reconciliation_gap]
    if value is None or gap is None or differs(gap, ZERO):
        return head(title, columns=columns)
    spans = (Span(f"{title}："), known(value, total.at()))
    return TableCell(spans, Align.CENTRE, columns, head=True)


def _by_source(f: Facts) -> Iterator[tuple[TableCell, ...]]:
    """Yield label and amount of every source of money: the budgets, then all others."""
    for code, name, indent in _SOURCES:
        outturn = stage_of(f, FUNDS[code], "outturn")
        if not outturn.value and f[FUND_TOTALS["outturn"]] is None:
            cell = empty(*outturn.refs)  # a 0 that nobody typed says too much among blanks
        elif outturn.value is None:
            cell = derived(f, FUNDS[code].stages["outturn"])
        else:
            cell = number(outturn.value, outturn.span())
        yield label(name, indent, columns=2), cell
    known_all = f[FUND_TOTALS["outturn"]] is not None or f[other_sources]
    yield (
        label(_other_name(f), 3, columns=2),
        derived(f, other_sources) if known_all else empty(other_sources.at()),
    )


def _other_name(f: Facts) -> str:
    """Return 其他资金, naming the budgets in it that have no row of their own."""
    held = [
        FUNDS[code].label.removesuffix("预算")
        for code in OTHER_SOURCES[1:]
        if f[FUNDS[code].stages["outturn"]]
    ]
    return f"其他资金（含{'、'.join(held)}）" if held else "其他资金"


def _by_nature(f: Facts) -> Iterator[tuple[TableCell, ...]]:
    for amounts, name, indent in (
        (Basic.total, "其中：基本支出", 0),
        (ProjectTotals.total, "项目支出", 3),
    ):
        yield label(name, indent, columns=2), quantity_cell(f, amounts, "this", columns=2)


def _attachment2_goals(f: Facts) -> Iterator[TableRow]:
    heads = (head("预期目标", columns=3), head("实际完成情况", columns=4))
    yield TableRow((head("年度总体目标", rows=2), *heads), keep=True)
    yield TableRow((prose(f, Goal.expected, columns=3), prose(f, Goal.achieved, columns=4)))


def _attachment2_indicator_head() -> tuple[TableRow, ...]:
    rest = ("年度指标值", "实际完成值", "分值", "得分", "偏差原因分析\n及改进措施")
    levels = ("一级指标", "二级指标", "三级指标")
    return (
        TableRow((head("绩效指标", columns=3), *(head(title, rows=2) for title in rest))),
        TableRow(tuple(head(title) for title in levels)),
    )


def _attachment2_indicators(f: Facts) -> tuple[TableRow, ...]:
    rows = f.rows(Indicator)
    points, score = (FULL, empty())
    if rows:
        points, score = points_in_all(f, points_sum), derived(f, total_score)
    total = TableRow((head("总分", columns=5), points, score, label("含预算执行得分")))
    return indicator_rows(f, ATTACHMENT2_SHEET, rows, total)


# 附件3: the evaluation of one project. Its money by origin, its goal, its indicators.


ATTACHMENT3_WIDTHS = (18, 36, 21, 21, 21, 10, 17, 12)
"""In mm: the label, the name of the money, then 年初 to 得分."""
ATTACHMENT3_INDICATOR_WIDTHS = (18, 25, 25, 22, 22, 10, 13, 21)
"""In mm: the levels, the indicator, target, actual, points, score, reason."""
ATTACHMENT3_INDICATOR_NARROWEST = (18, 25, 25, 15, 15, 10, 13, 21)
"""Targets and results are short where the reasons are long."""
ATTACHMENT3_SHEET = IndicatorSheet(ProjectIndicator, project_indicator_score, (4, 6))
_ORIGINS = (
    ("其中：当年财政拨款", 0, FISCAL),
    ("上年结转资金", 3, CARRIED),
    ("其他资金", 3, OTHER),
)


def attachment3_tables(f: Facts, row: int) -> tuple[Block, ...]:
    """Return the table of money and goals of a project, and the one of its indicators."""
    title = f[Project.name, row] or "项目"
    return (
        Table(
            title,
            ATTACHMENT3_WIDTHS,
            (),
            (*_attachment3_money(f, row), *_attachment3_goals(f, row)),
            "单位：万元",
        ),
        Table(
            title,
            ATTACHMENT3_INDICATOR_WIDTHS,
            (_attachment3_indicator_head(),),
            _attachment3_indicators(f, row),
            narrowest=ATTACHMENT3_INDICATOR_NARROWEST,
        ),
    )


def _attachment3_money(f: Facts, row: int) -> Iterator[TableRow]:
    """Yield the rows of 附件3 on a project's names and its money by origin."""
    yield TableRow((head("项目名称"), word(f, Project.name, row, columns=7)))
    department = word(f, Project.department, row)
    yield TableRow((head("主管部门"), department, head("实施单位"), _executor(f, row)))
    titles = ("资金名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    yield TableRow((head("项目资金", rows=5), *(head(title) for title in titles)), keep=True)
    base = f[Project.full_year, row]
    yield TableRow(
        (
            label("年度资金总额"),
            *(_total_cell(f, PROJECT_STAGES[stage][0], row) for stage in MONEY),
            full_points(f),
            rate(f, project_execution_rate, base, row),
            points_of_execution(f, project_execution_points, base, row),
        ),
        keep=True,
    )
    for name, indent, figures in _ORIGINS:
        cells = (_money_cell(f, figures[stage], row) for stage in MONEY)
        yield TableRow(
            (label(name, indent), *cells, dash(), dash(), dash()), keep=figures is not OTHER
        )


def _total_cell(f: Facts, field: Field[Decimal], row: int) -> TableCell:
    return _called_for(field.at(row)) if f.raw(field, row) is None else amount(f, field, row)


def _called_for(place: Place) -> TableCell:
    return number(None, Span(MISSING, SpanKind.MISSING, (place,)))


def _money_cell(f: Facts, item: Figure, row: int) -> TableCell:
    value, place = f[item, row], wanted(f, item, row)
    # Less than nothing cannot have been granted: what was typed contradicts itself.
    if value is not None and value < 0:
        return dash(item.at(row))
    if place is not None:
        return _called_for(place)
    return derived(f, item, row)


def _executor(f: Facts, row: int) -> TableCell:
    """Return who carries the project out: the unit itself unless another is named."""
    if f[Project.executor, row] is None:
        return word(f, Unit.name, columns=5)
    return word(f, Project.executor, row, columns=5)


def _attachment3_goals(f: Facts, row: int) -> Iterator[TableRow]:
    heads = (head("预期目标", columns=3), head("实际完成情况", columns=4))
    yield TableRow((head("年度总体\n目标", rows=2), *heads), keep=True)
    yield TableRow(
        (prose(f, Project.goal, row, columns=3), prose(f, Project.achieved, row, columns=4))
    )


def _attachment3_indicator_head() -> TableRow:
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
    return TableRow(tuple(head(title) for title in titles))


def _attachment3_indicators(f: Facts, row: int) -> tuple[TableRow, ...]:
    rows = f.rows(ProjectIndicator, row)
    # The execution rate alone is no score of a project that was not evaluated.
    points, score = (FULL, empty())
    if rows:
        points = points_in_all(f, project_points_sum, row)
        score = derived(f, project_total_score, row)
    total = TableRow((head("总分", columns=5), points, score, empty()))
    return indicator_rows(f, ATTACHMENT3_SHEET, rows, total)


# The attachments of a report: 附件1, 附件2, and 附件3 with a sheet for every project.
#
# Every project of the report has its sheet: 附件3-1, 附件3-2 … under one line of the list below the
# body, or, where a county's scheme wants that, each under a number of its own. A project that was not evaluated yet gets the county's form with its
# money filled in and the rest blank.


_FIRST_PROJECT = 3
_SIGNED = (
    ("填表人：", Unit.preparer),
    ("联系电话：", Unit.phone),
    ("填报日期：", Unit.report_date),
    ("单位负责人：", Unit.principal),
)


def attachments(f: Facts) -> tuple[Attachment, ...]:
    """Return the attachments in their order, numbered from 1."""
    rows = f.rows(Project)
    if f.scheme.project_attachments or len(rows) < 2:
        sheets = [_attachment3(f, row, n) for n, row in enumerate(rows, _FIRST_PROJECT)]
    else:
        listed = in_county_words(f, f.scheme.titles["attachment3"].replace("{project}", ""))
        sheets = [
            replace(_attachment3(f, row, _FIRST_PROJECT), sheet=n, listed=listed)
            for n, row in enumerate(rows, 1)
        ]
    return (_attachment1(f), _attachment2(f), *sheets)


def _attachment1(f: Facts) -> Attachment:
    blocks = f.cached("attachment1", lambda: (*attachment1_tables(f), signature_line(f)))
    return Attachment(1, in_county_words(f, f.scheme.titles["attachment1"]), blocks)


def _attachment2(f: Facts) -> Attachment:
    blocks = f.cached("attachment2", lambda: (*attachment2_tables(f), signature_line(f)))
    title = in_county_words(f, f.scheme.titles["attachment2"])
    return Attachment(2, title, blocks, landscape=True)


def _attachment3(f: Facts, row: int, number: int) -> Attachment:
    blocks = f.cached(
        ("attachment3", row), lambda: (*attachment3_tables(f, row), signature_line(f))
    )
    return Attachment(number, _sheet_title(f, row), blocks)


def _sheet_title(f: Facts, row: int) -> str:
    """Return the title of a project's sheet; 项目支出 at the end of its name is not said twice."""
    name = as_printed(f, f[Project.name, row] or missing(Project.name.label).text)
    title = f.scheme.titles["attachment3"]
    if "{project}项目支出" in title:
        name = name.removesuffix("项目支出") or name
    text = in_county_words(f, filled(title, project=name))
    # Many a central fund is named after its year, which the county's title gives as well.
    year = f[Unit.year]
    return re.sub(f"{year}年度?(?={year}年)", "", text) if year else text


def signature_line(f: Facts) -> SignatureLine:
    """Return who filled the sheet in and who answers for it; a blank is signed by hand."""
    entries = f.cached("signed", lambda: tuple(_entry(f, *pair) for pair in _SIGNED))
    return SignatureLine(entries)


def _entry(f: Facts, label: str, field: Field[object]) -> Spans:
    text = words_of(f, field)
    return (Span(label), *text) if words(text) else (Span(label),)
