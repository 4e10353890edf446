"""附件1: the basic data table. People, spending against budget, buildings, thrift."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import (
    amount,
    count,
    dash,
    derived,
    head,
    known,
    label,
    number,
    prose,
    quantity_cell,
    rate,
    words_of,
)
from pingkou_gui.document.page_flow import fits_one_page
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.tree import Cell, Row, Span, Table
from pingkou_gui.domain.figures.control import building_area_rate, building_investment_rate
from pingkou_gui.domain.figures.people import staff_control_rate
from pingkou_gui.domain.figures.projects import STAGES, projects_sum, rows_with
from pingkou_gui.domain.figures.sheets import MEETINGS_AND_TRAINING
from pingkou_gui.spec.pages.basic_spending import (
    Basic,
    Buildings,
    Control,
    SpendingTexts,
    ThreePublic,
)
from pingkou_gui.spec.pages.overview import Staff, Unit
from pingkou_gui.spec.pages.projects import Project, ProjectTotals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.tree import Block
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.amounts import Amounts

ZERO = Decimal(0)
TITLE = "部门整体支出绩效评价基础数据表"
WIDTHS = (30, 21, 21, 21, 7, 14, 14, 7, 21)
"""In mm: three columns of amounts above, six of buildings below, on one grid."""
_LABEL, _AMOUNT = 3, 2
_PROJECT_COLUMNS = ("last", "initial", "outturn")
_GROUPS = (("business", "1.业务工作经费"), ("maintenance", "2.运行维护经费"))
_SPECIAL = "special"


def attachment1_tables(f: Facts) -> tuple[Block, ...]:
    """Return the table; where it takes more than a page three, so that the heads repeat."""
    staff, spending, closing = tuple(_staff(f)), tuple(_spending(f)), tuple(_closing(f))
    heads = (_spending_head(f),)
    whole = _table((), (*staff, *heads, *spending, *closing), unit=True)
    if fits_one_page(whole, Geometry.of(f.scheme.page)):
        return (whole,)
    return (
        _table((), staff, unit=True),
        _table(heads, spending),
        _table((), closing),
    )


def _table(heads: tuple[Row, ...], rows: tuple[Row, ...], *, unit: bool = False) -> Table:
    return Table(TITLE, WIDTHS, heads, rows, "单位：万元" if unit else "")


def _staff(f: Facts) -> Iterator[Row]:
    titles = ("编制数", "实际在职人数", "控制率")
    lead = head("财政供养人员情况（人）", columns=_LABEL, rows=2)
    yield Row((lead, *(head(title, columns=_AMOUNT) for title in titles)), keep=True)
    yield Row(
        (
            count(f, Staff.establishment, columns=_AMOUNT),
            count(f, Staff.headcount, columns=_AMOUNT),
            rate(f, staff_control_rate, f[Staff.establishment], columns=_AMOUNT),
        )
    )


def _spending_head(f: Facts) -> Row:
    year = f[Unit.year]
    titles = (
        (f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数")
        if year
        else ("上年决算数", "本年预算数", "本年决算数")
    )
    names = (head(title, columns=_AMOUNT) for title in titles)
    return Row((head("经费控制情况", columns=_LABEL), *names), keep=True)


def _spending(f: Facts) -> Iterator[Row]:
    yield _amounts(f, "“三公”经费", ThreePublic.total)
    yield _amounts(f, "1.公务用车购置和维护经费", ThreePublic.vehicles, 1)
    yield _amounts(f, "其中：公务用车购置", ThreePublic.purchase, 2)
    yield _amounts(f, "公务用车运行维护", ThreePublic.running, 5)
    yield _amounts(f, "2.因公出国（境）经费", ThreePublic.overseas, 1)
    yield _amounts(f, "3.公务接待", ThreePublic.reception, 1)
    yield from _projects(f)
    yield _amounts(f, "公用经费", Basic.operating)
    yield _amounts(f, "其中：办公经费", Control.office, 1)
    yield _amounts(f, "水费、电费、差旅费", Control.utilities, 4)
    yield _row("会议费、培训费", 4, *(_joint(f, column) for column in ("last", "budget", "this")))
    yield _amounts(f, "政府采购金额", Control.procurement)
    yield _adjustment(f)


def _row(name: str | tuple[Span, ...], indent: float, *cells: Cell) -> Row:
    return Row((label(name, indent, columns=_LABEL), *cells))


def _amounts(f: Facts, name: str, amounts: Amounts, indent: float = 0) -> Row:
    columns = ("last", "budget", "this")
    cells = (quantity_cell(f, amounts, column, columns=_AMOUNT) for column in columns)
    return _row(name, indent, *cells)


def _joint(f: Facts, column: str) -> Cell:
    return derived(f, MEETINGS_AND_TRAINING[column], columns=_AMOUNT)


def _adjustment(f: Facts) -> Row:
    # Only the budget is adjusted; a final amount stands here where a county asks for one.
    row = _amounts(f, "部门基本支出预算调整", Control.adjustment)
    name, last, budget, this = row.cells
    return Row(
        (name, last if last.text else _dash(last), budget, this if this.text else _dash(this))
    )


def _dash(cell: Cell) -> Cell:
    return dash(*(ref for span in cell.spans for ref in span.refs), columns=cell.columns)


def _projects(f: Facts) -> Iterator[Row]:
    yield _row(
        "项目支出",
        0,
        quantity_cell(f, ProjectTotals.total, "last", columns=_AMOUNT),
        derived(f, projects_sum("initial"), columns=_AMOUNT),
        quantity_cell(f, ProjectTotals.total, "this", columns=_AMOUNT),
    )
    for kind, name in _GROUPS:
        yield _group(f, kind, name)
    yield _group(f, _SPECIAL, "3.专项资金")
    for place, row in enumerate(rows_with(f, Project.kind, _SPECIAL)):
        project = words_of(f, Project.name, row)
        first = () if place else (Span("其中："),)
        yield _project(f, (*first, *project), 5 if place else 2, row)
    for row in f.rows(Project):
        if f[Project.kind, row] is None:
            # Printed rather than left out: the sum above holds it.
            gap = words_of(f, Project.kind, row)
            yield _project(f, (*gap, *words_of(f, Project.name, row)), 1, row)


def _group(f: Facts, kind: str, name: str) -> Row:
    return _row(name, 1, *(_group_cell(f, kind, stage) for stage in _PROJECT_COLUMNS))


def _group_cell(f: Facts, kind: str, stage: str) -> Cell:
    """Return the sum of a kind; no project of that kind means none where all projects are known."""
    item = projects_sum(stage, kind)
    if f[item] is None and f[projects_sum(stage)] is not None:
        return number(ZERO, known(ZERO, item.at()), columns=_AMOUNT)
    return derived(f, item, columns=_AMOUNT)


def _project(f: Facts, name: tuple[Span, ...], indent: float, row: int) -> Row:
    fields = (STAGES[stage][0] for stage in _PROJECT_COLUMNS)
    return _row(name, indent, *(amount(f, field, row, columns=_AMOUNT) for field in fields))


def _closing(f: Facts) -> Iterator[Row]:
    yield from _buildings(f)
    yield Row((head("厉行节约\n保障措施"), prose(f, SpendingTexts.thrift, columns=8)), keep=True)
    yield Row((head("说明"), prose(f, SpendingTexts.note, columns=8)))


def _buildings(f: Facts) -> Iterator[Row]:
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
    yield Row((head(scope, rows=2), *heads), keep=True)
    yield Row(
        (
            amount(f, Buildings.approved_area),
            amount(f, Buildings.actual_area),
            rate(f, building_area_rate, f[Buildings.approved_area]),
            amount(f, Buildings.planned_investment, columns=2),
            amount(f, Buildings.actual_investment, columns=2),
            rate(f, building_investment_rate, f[Buildings.planned_investment]),
        ),
        keep=True,
    )
