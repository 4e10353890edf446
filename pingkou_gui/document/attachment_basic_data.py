"""附件1: the basic data table. People, spending against budget, buildings, thrift."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.document.attachment_tables import (
    amount,
    count,
    county_spans,
    dash,
    derived,
    empty,
    head,
    known,
    label,
    number,
    prose,
    quantity_cell,
    rate,
    stated_none,
    words_of,
)
from pingkou_gui.document.page_flow import fitted_to_page
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.phrases import (
    Span,
    SpanKind,
    concat,
    fixed,
    has_last_year,
    words,
)
from pingkou_gui.document.tree import Table, TableCell, TableRow
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Buildings,
    Control,
    EconomicItem,
    SpendingTexts,
    ThreePublic,
)
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.report.check_rules import differs
from pingkou_gui.report.figures import (
    added_rows,
    building_area_rate,
    building_investment_rate,
    no_building,
    quantity,
    staff_control_rate,
)
from pingkou_gui.report.figures_funds import (
    LAST_OF_KIND,
    MEETINGS_AND_TRAINING,
    PROJECT_STAGES,
    projects_sum,
    rows_with,
    spent_on_kind,
    told_by_kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.tree import Block
    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.report.facts import Facts


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
    if stage == "last" and kind and told_by_kind(f):
        return amount(f, LAST_OF_KIND[kind], columns=_AMOUNT)
    if stage == "last" and _is_unlisted(f):
        return empty(ProjectTotals.total.last.at(), columns=_AMOUNT)
    if f[item] is not None:
        return derived(f, item, columns=_AMOUNT)
    if (kind and spent_on_kind(f, stage, kind) is not None) or _has_no_project(f, stage):
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
