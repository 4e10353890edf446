"""The attachments: 附件1 basic data, 附件2 evaluation of the unit, 附件3 of each project."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from pingkou_gui.document.attachment_tables import (
    FULL,
    MISSING,
    IndicatorSheet,
    amount,
    centred,
    count,
    dash,
    derived,
    empty,
    full_points,
    head,
    indicator_rows,
    known,
    label,
    number,
    points_in_all,
    points_of_execution,
    prose,
    quantity_cell,
    rate,
    stated_none,
    word,
    words_of,
)
from pingkou_gui.document.page_flow import fitted_to_page
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.phrases import (
    Span,
    SpanKind,
    as_printed,
    concat,
    fixed,
    has_last_year,
    missing,
    spans_of,
    stage_of,
    typed,
    words,
)
from pingkou_gui.document.tree import Align, Attachment, SignatureLine, Table, TableCell, TableRow
from pingkou_gui.form.kinds import grouped
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Buildings,
    Control,
    EconomicItem,
    SpendingTexts,
    ThreePublic,
)
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.report.check_rules import differs
from pingkou_gui.report.common_scores import common_scores, common_total
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures import (
    added_rows,
    building_area_rate,
    building_investment_rate,
    may_miss,
    no_building,
    quantity,
    staff_control_rate,
)
from pingkou_gui.report.figures_funds import (
    CARRIED,
    FISCAL,
    FUND_TOTALS,
    FUNDS,
    MEETINGS_AND_TRAINING,
    MONEY,
    OTHER,
    OTHER_SOURCES,
    PROJECT_STAGES,
    execution_rate,
    other_sources,
    project_execution_rate,
    projects_sum,
    reconciliation_gap,
    rows_with,
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

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Block
    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.common_scores import CommonRow
    from pingkou_gui.report.facts import Facts, Figure


# 附件1: the basic data table. People, spending against budget, buildings, thrift.


ZERO = Decimal(0)
ATTACHMENT1_TITLE = "部门整体支出绩效评价基础数据表"
ATTACHMENT1_WIDTHS = (30, 21, 21, 21, 7, 14, 14, 7, 21)
"""In mm: three columns of amounts above, six of buildings below, on one grid."""
_LABEL, _AMOUNT = 3, 2
_PROJECT_COLUMNS = ("last", "initial", "outturn")
_GROUPS = (("business", "1.业务工作经费"), ("maintenance", "2.运行维护经费"))
_SPECIAL = "special"


def attachment1_tables(f: Facts) -> tuple[Block, ...]:
    """Return the table, its rows set closer where that keeps it on one page.

    Where it takes more than a page it is three, so that the heads repeat, and what is below the
    projects goes on to the second page as a whole: a few rows do not stand there alone.
    """
    staff, closing = tuple(_staff(f)), tuple(_closing(f))
    spending, operating = tuple(_spending(f)), tuple(_operating(f))
    heads = (_spending_head(f),)
    whole = _table((), (*staff, *heads, *spending, *operating, *closing), unit=True)
    fitted = fitted_to_page(whole, Geometry.of(f.scheme.page))
    if fitted is not None:
        return (fitted,)
    return (
        _table((), staff, unit=True),
        _table(heads, (*spending, *(replace(row, keep=True) for row in operating))),
        _table((), closing),
    )


def _table(heads: tuple[TableRow, ...], rows: tuple[TableRow, ...], *, unit: bool = False) -> Table:
    return Table(ATTACHMENT1_TITLE, ATTACHMENT1_WIDTHS, heads, rows, "单位：万元" if unit else "")


def _staff(f: Facts) -> Iterator[TableRow]:
    titles = ("编制数", "实际在职人数", "控制率")
    lead = head("财政供养人员情况（人）", columns=_LABEL, rows=2)
    yield TableRow((lead, *(head(title, columns=_AMOUNT) for title in titles)), keep=True)
    yield TableRow(
        (
            count(f, Staff.establishment, columns=_AMOUNT),
            count(f, Staff.headcount, columns=_AMOUNT),
            rate(f, staff_control_rate, f[Staff.establishment], columns=_AMOUNT),
        )
    )


def _spending_head(f: Facts) -> TableRow:
    year = f[Unit.year]
    titles = (
        (f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数")
        if year
        else ("上年决算数", "本年预算数", "本年决算数")
    )
    names = (head(title, columns=_AMOUNT) for title in titles)
    return TableRow((head("经费控制情况", columns=_LABEL), *names), keep=True)


def _spending(f: Facts) -> Iterator[TableRow]:
    yield _amounts(f, "“三公”经费", ThreePublic.total)
    yield _amounts(f, "1.公务用车购置和维护经费", ThreePublic.vehicles, 1)
    yield _amounts(f, "其中：公务用车购置", ThreePublic.purchase, 2)
    yield _amounts(f, "公务用车运行维护", ThreePublic.running, 5)
    yield _amounts(f, "2.因公出国（境）经费", ThreePublic.overseas, 1)
    yield _amounts(f, "3.公务接待", ThreePublic.reception, 1)
    yield from _project_rows(f)


def _operating(f: Facts) -> Iterator[TableRow]:
    yield _amounts(f, "公用经费", Basic.operating)
    yield _amounts(f, "其中：办公经费", Control.office, 1)
    yield _amounts(f, "水费、电费、差旅费", Control.utilities, 4)
    yield _row("会议费、培训费", 4, *(_joint(f, column) for column in ("last", "budget", "this")))
    yield _amounts(f, "政府采购金额", Control.procurement)
    yield _adjustment(f)


def _row(name: str | tuple[Span, ...], indent: float, *cells: TableCell) -> TableRow:
    return TableRow((label(name, indent, columns=_LABEL), *cells))


def _amounts(f: Facts, name: str, amounts: Amounts, indent: float = 0) -> TableRow:
    columns = ("last", "budget", "this")
    return _row(name, indent, *(_amount_cell(f, amounts, column) for column in columns))


_ITEMS_OF = {Control.office.key: ("办公费",), Control.utilities.key: ("水费", "电费", "差旅费")}
"""The economic items that a row of 附件1 is the sum of, where it is not typed itself."""


def _amount_cell(f: Facts, amounts: Amounts, column: str) -> TableCell:
    """Return a cell of 附件1: as typed, or the sum of its economic items where all are known."""
    field = {"this": EconomicItem.this, "last": EconomicItem.last}.get(column)
    names = _ITEMS_OF.get(amounts.key, ())
    figure = quantity(amounts).column(column)
    if field is None or not names or figure is None or f[figure] is not None:
        return quantity_cell(f, amounts, column, columns=_AMOUNT)
    called = {row: _item_name(f, row) for row in f.rows(EconomicItem)}
    rows = [row for row, name in called.items() if name in names]
    total = added_rows(f, field, tuple(rows))
    if total is None or {called[row] for row in rows} < set(names):
        return quantity_cell(f, amounts, column, columns=_AMOUNT)
    span = Span(fixed(total), SpanKind.DERIVED, tuple(field.at(row) for row in rows))
    return number(total, span, columns=_AMOUNT)


def _item_name(f: Facts, row: int) -> str:
    """Return the name of an economic item without its code and blanks: 30201 办公费."""
    return re.sub(r"^\d{5}|\s", "", f[EconomicItem.name, row] or "")


def _joint(f: Facts, column: str) -> TableCell:
    item = MEETINGS_AND_TRAINING[column]
    if column == "last" and f[item] is None and not has_last_year(f):
        return dash(item.at(), columns=_AMOUNT)
    return derived(f, item, columns=_AMOUNT)


def _adjustment(f: Facts) -> TableRow:
    # Only the budget is adjusted; a final amount stands here where a county asks for one.
    row = _amounts(f, "部门基本支出预算调整", Control.adjustment)
    name, last, budget, this = row.cells
    return TableRow(
        (name, last if last.text else _dash(last), budget, this if this.text else _dash(this))
    )


def _dash(cell: TableCell) -> TableCell:
    return dash(*(ref for span in cell.spans for ref in span.refs), columns=cell.columns)


def _project_rows(f: Facts) -> Iterator[TableRow]:
    """Yield the rows of 项目支出 in 附件1: total, groups, and projects without a kind."""
    yield _row(
        "项目支出",
        0,
        quantity_cell(f, ProjectTotals.total, "last", columns=_AMOUNT),
        _group_cell(f, "", "initial"),
        quantity_cell(f, ProjectTotals.total, "this", columns=_AMOUNT),
    )
    untold = [row for row in f.rows(Project) if f[Project.kind, row] is None]
    for kind, name in _GROUPS:
        yield _group(f, kind, name)
        if untold:  # their sums are open, so a draft shows at least what is known of them
            yield from _listed(f, kind)
    yield _group(f, _SPECIAL, "3.专项资金")
    yield from _listed(f, _SPECIAL)
    for row in untold:
        # Printed rather than left out: the sum above holds it.
        gap = words_of(f, Project.kind, row)
        yield _project(f, (*gap, *words_of(f, Project.name, row)), 1, row)


def _listed(f: Facts, kind: str) -> Iterator[TableRow]:
    for place, row in enumerate(rows_with(f, Project.kind, kind)):
        project = words_of(f, Project.name, row)
        first = () if place else (Span("其中："),)
        yield _project(f, (*first, *project), 5 if place else 2, row)


def _group(f: Facts, kind: str, name: str) -> TableRow:
    return _row(name, 1, *(_group_cell(f, kind, stage) for stage in _PROJECT_COLUMNS))


def _group_cell(f: Facts, kind: str, stage: str) -> TableCell:
    """Return the sum of a kind, or of all; none of a kind is nought where all projects are known."""
    item = projects_sum(stage, kind)
    if stage == "last" and _is_unlisted(f):
        return empty(ProjectTotals.total.last.at(), columns=_AMOUNT)
    if f[item] is not None:
        return derived(f, item, columns=_AMOUNT)
    sorted_all = not may_miss(f, PROJECT_STAGES[stage][0], Project, Project.kind)
    if (sorted_all and f[projects_sum(stage)] is not None) or _has_no_project(f, stage):
        return number(ZERO, known(ZERO, item.at()), columns=_AMOUNT)
    if stage == "last" and not has_last_year(f):
        return dash(item.at(), columns=_AMOUNT)
    return derived(f, item, columns=_AMOUNT)


def _is_unlisted(f: Facts) -> bool:
    """Return whether last year's projects are not all listed, so that no kind has its sum."""
    typed, listed = f[ProjectTotals.total.last], f[projects_sum("last")]
    return typed is not None and listed is not None and differs(typed, listed)


def _has_no_project(f: Facts, stage: str) -> bool:
    """Return whether it was stated that there is no project, in the year that a stage is of."""
    figures = quantity(ProjectTotals.total)
    stated = f[figures.last if stage == "last" else figures.this]
    return not f.rows(Project) and stated is not None and not differs(stated, ZERO)


def _project(f: Facts, name: tuple[Span, ...], indent: float, row: int) -> TableRow:
    fields = (PROJECT_STAGES[stage][0] for stage in _PROJECT_COLUMNS)
    return _row(name, indent, *(_project_cell(f, field, row) for field in fields))


def _project_cell(f: Facts, field: Field[Decimal], row: int) -> TableCell:
    if field is Project.last and f.raw(field, row) is None and not has_last_year(f):
        return dash(field.at(row), columns=_AMOUNT)
    return amount(f, field, row, columns=_AMOUNT)


def _closing(f: Facts) -> Iterator[TableRow]:
    yield from _building_rows(f)
    yield TableRow(
        (head("厉行节约\n保障措施"), prose(f, SpendingTexts.thrift, columns=8)), keep=True
    )
    yield TableRow((head("说明"), _note(f)))


_NOTHING = ("", "无", "没有")


def _note(f: Facts) -> TableCell:
    """Return the cell of 说明: the words of the county's form, then what the clerk wrote."""
    own = words_of(f, SpendingTexts.note)
    fixed_words = county_spans(f, f.scheme.note)
    if not fixed_words:
        return TableCell(own, columns=8)
    if words(own).rstrip("。") in _NOTHING:
        # Below the form's own words 无 would deny them.
        return TableCell((*fixed_words, Span("", refs=(SpendingTexts.note.at(),))), columns=8)
    return TableCell(concat(fixed_words, "\n" if words(own) else "", own), columns=8)


def _building_rows(f: Facts) -> Iterator[TableRow]:
    """Yield heads and amounts of 楼堂馆所 in 附件1."""
    year = f[Unit.year]
    scope = f"楼堂馆所控制\n情况（{year}年\n完工项目）" if year else "楼堂馆所\n控制情况"
    titles = (
        ("批复规模\n（㎡）", 1),
        ("实际规模\n（㎡）", 1),
        ("规模控制率", 1),
        ("预算投资\n（万元）", 2),
        ("实际投资\n（万元）", 2),
        ("投资概算\n控制率", 1),
    )
    heads = (head(title, columns=columns) for title, columns in titles)
    yield TableRow((head(scope, rows=2), *heads), keep=True)
    cell, none = (stated_none, ZERO) if no_building(f) else (amount, None)
    area, planned = Buildings.approved_area, Buildings.planned_investment
    cells = (
        cell(f, area),
        cell(f, Buildings.actual_area),
        rate(f, building_area_rate, f[area] if none is None else none),
        cell(f, planned, columns=2),
        cell(f, Buildings.actual_investment, columns=2),
        rate(f, building_investment_rate, f[planned] if none is None else none),
    )
    yield TableRow(cells, keep=True)


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


def in_county_words(f: Facts, text: str) -> str:
    """Return a title, a heading or a cover line of the scheme with its slots filled in."""
    return words(county_spans(f, text))


def county_spans(f: Facts, text: str) -> Spans:
    """Return words of the scheme with its slots filled in, each knowing the field behind it.

    What is not known yet is called for, as everywhere on the page. A slot of another kind stays.
    """
    if "{" not in text:
        return spans_of(text)
    year = f[Unit.year]
    place = Unit.year.at()
    last_year = (
        Span(str(year - 1), SpanKind.DERIVED, (place,)) if year else missing("上年度", place)
    )
    slots = {
        "year": typed(f, Unit.year),
        "last_year": last_year,
        "unit": typed(f, Unit.name),
        "short_name": typed(f, Unit.short_name),
        "county": typed(f, Unit.county),
        "date": typed(f, Unit.report_date),
    }
    return concat(*(slots.get(part[1:-1], part) for part in re.split("({[a-z_]+})", text)))


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
