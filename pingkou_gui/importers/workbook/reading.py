"""Reading a whole workbook of final accounts into one proposal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proposal import Proposal, Proposed
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.workbook.about import owner_in, same_unit, year_of
from pingkou_gui.importers.workbook.account import Account
from pingkou_gui.importers.workbook.basic import read_basic
from pingkou_gui.importers.workbook.cells import Sheet, read_sheets
from pingkou_gui.importers.workbook.crossing import cross_check
from pingkou_gui.importers.workbook.functions import read_functions, stated_none
from pingkou_gui.importers.workbook.leftover import left_over
from pingkou_gui.importers.workbook.opening import too_large
from pingkou_gui.importers.workbook.placing import Placing
from pingkou_gui.importers.workbook.project_list import ProjectLine, read_projects
from pingkou_gui.importers.workbook.tables import Kind, Table, find_tables
from pingkou_gui.importers.workbook.three_public import read_three_public
from pingkou_gui.importers.workbook.totals import read_totals
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.values import Source, SourceKind

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.domain.report import Report

_ORDER = (
    Kind.BASIC,
    Kind.THREE_PUBLIC,
    Kind.GOVERNMENT_FUNDS,
    Kind.STATE_CAPITAL,
    Kind.GENERAL,
    Kind.SPENDING,
    Kind.FISCAL_TOTAL,
    Kind.TOTAL,
    Kind.PROJECT_LIST,
    Kind.RUNNING,
)
"""Where several tables state one quantity, the first of these counts; the others check it."""
_BY_FUNCTION = {
    Kind.GOVERNMENT_FUNDS: "government_funds",
    Kind.STATE_CAPITAL: "state_capital",
    Kind.GENERAL: "general",
    Kind.SPENDING: "all",
}
_YUAN_FROM = Decimal(100_000)
"""Amounts without a unit are taken for 元 from here on: a township spends less than 10亿元."""
_TOO_MUCH = Decimal(1_000_000)
"""万元 that no township spends: the unit line will be wrong."""
_MAX_TABLES, _MAX_ROWS, _MAX_COLUMNS, _MAX_AREA = 60, 800, 120, 20_000
"""The accounts of a department are nine tables or so, a few dozen columns wide at most."""
_NIL = Decimal(0)
_TITLE = "部门决算公开表"


def read_workbook(path: Path, report: Report, *, year: int | None = None) -> Proposal:
    """Return what a workbook of final accounts (部门决算公开表) proposes for a report.

    Args:
        path: An xlsx or xls file.
        report: The report; rows that are there are matched, unit and year are compared.
        year: The year of the accounts where the clerk has said so; else it is looked for.

    Returns:
        Values in 万元; what the sums of the file do not bear out has a doubt, and everything
        has one where the unit, the year or the currency unit is not plain.

    Raises:
        UnusableFileError: no such workbook, damaged, protected, with macros, far too large.
    """
    sheets = read_sheets(path)
    tables = find_tables(sheets)
    if not tables:
        raise UnusableFileError(
            f"“{path.name}”里没有认出决算公开表", "核对选的文件；表名要写在每张表的上面"
        )
    if len(tables) > _MAX_TABLES or any(_is_vast(table) for table in tables):
        raise too_large(path, "里的表太多、太长或太宽")
    _settle_units(tables)
    file_year = year or year_of(sheets, path.stem)
    account = Account()
    projects = _read_all(tables, account, file_year)
    cross_check(account)
    account.settle()
    own_year = report[Unit.year.at()]
    placing = Placing(report, path.name, _is_last(file_year, own_year))
    placing.place(account)
    placing.projects(projects)
    items = _with_doubts(placing, tables, report, file_year)
    notes = _notes(tables, report, file_year, placing.last) + tuple(account.notes)
    unplaced = tuple(placing.unplaced) + left_over(sheets, tables)
    items = _about_unit(items, tables, report, file_year, path.name)
    return Proposal(_TITLE, path.name, items, tuple(placing.rows), unplaced, notes)


def _is_vast(table: Table) -> bool:
    rows, columns = len(table.rows), len(table.columns)
    return rows > _MAX_ROWS or columns > _MAX_COLUMNS or rows * columns > _MAX_AREA


def _settle_units(tables: tuple[Table, ...]) -> None:
    for table in tables:
        if not table.unit:
            numbers = [
                abs(table[at].number or _NIL) for at in table.sheet.cells if at[0] in table.rows
            ]
            table.unit = "元" if max(numbers, default=_NIL) >= _YUAN_FROM else "万元"


def _read_all(tables: tuple[Table, ...], account: Account, year: int | None) -> list[ProjectLine]:
    projects: list[ProjectLine] = []
    for table in sorted(tables, key=lambda t: _ORDER.index(t.kind) if t.kind in _ORDER else 99):
        match table.kind:
            case Kind.BASIC:
                read_basic(table, account)
            case Kind.THREE_PUBLIC | Kind.RUNNING:
                read_three_public(table, account, year)
            case Kind.FISCAL_TOTAL | Kind.TOTAL:
                read_totals(table, account, fiscal=table.kind is Kind.FISCAL_TOTAL)
            case Kind.PROJECT_LIST:
                projects += read_projects(table, account)
            case kind if kind in _BY_FUNCTION:
                none = stated_none(table, _BY_FUNCTION[kind])
                if none is not None and kind in {Kind.GOVERNMENT_FUNDS, Kind.STATE_CAPITAL}:
                    account.nones.append(none)
                else:
                    read_functions(table, account, _BY_FUNCTION[kind])
    return projects


def _is_last(file_year: int | None, own: object) -> bool:
    return isinstance(own, int) and file_year == own - 1


def _with_doubts(
    placing: Placing, tables: tuple[Table, ...], report: Report, year: int | None
) -> tuple[Proposed, ...]:
    whole = _year_doubt(report, year)
    by_table = {
        table.name: _table_doubt(table, report, placing.largest(table.name)) for table in tables
    }
    found: list[Proposed] = []
    for number, item in enumerate(placing.items):
        doubt = whole or by_table.get(placing.tables[number], "") or item.doubt
        found.append(replace(item, doubt=doubt))
    return tuple(found)


def _year_doubt(report: Report, year: int | None) -> str:
    own = report[Unit.year.at()]
    if year is None:
        return "文件没有写明是哪一年的，先核对年度"
    if not isinstance(own, int):
        return f"文件是{year}年度的，报告还没有填年度"
    if year not in {own, own - 1}:
        return f"文件是{year}年度的，报告是{own}年度的"
    return ""


def _table_doubt(table: Table, report: Report, largest: Decimal) -> str:
    own, owner = report[Unit.name.at()], owner_in(table.sheet, table.top)
    if isinstance(own, str) and owner and not same_unit(own, owner):
        return f"这张表是“{owner[:24]}”的，不是本单位的"
    if not table.stated_unit:
        return f"这张表没有写金额单位，先按{table.unit}理解"
    if largest >= _TOO_MUCH:
        return f"单位写{table.unit}，数大得不像，核对是不是元"
    return ""


def _about_unit(
    items: tuple[Proposed, ...],
    tables: tuple[Table, ...],
    report: Report,
    year: int | None,
    file: str,
) -> tuple[Proposed, ...]:
    """Propose the unit's name and the year where the report has none yet."""
    found: list[Proposed] = []
    owners = {owner: t for t in reversed(tables) if (owner := owner_in(t.sheet, t.top))}
    if report[Unit.name.at()] is None and len(owners) == 1:
        (owner, table), *_ = owners.items()
        source = Source(SourceKind.WORKBOOK, file, f"{table.name} 表头")
        found.append(Proposed(Unit.name.at(), owner, source))
    if report[Unit.year.at()] is None and year is not None:
        source = Source(SourceKind.WORKBOOK, file, "表头或文件名")
        doubt = "可能是上年的决算表，核对报告年度"
        found.append(Proposed(Unit.year.at(), year, source, doubt))
    return (*found, *items)


def _has_last_year(tables: tuple[Table, ...]) -> bool:
    heads = (head for table in tables for c in table.columns for head in table.heads(c))
    return any("上年决算" in head for head in heads)


def _notes(
    tables: tuple[Table, ...],
    report: Report,
    year: int | None,
    last: bool,  # noqa: FBT001
) -> tuple[str, ...]:
    units = list(dict.fromkeys(table.unit for table in tables))
    said = "、".join(units)
    turned = "，已换算为万元" if units != ["万元"] else ""
    notes = [f"{len(tables)}张表，单位：{said}{turned}"]
    unstated = [table.name for table in tables if not table.stated_unit]
    if unstated:
        notes.append(f"{'、'.join(unstated)}没有写金额单位，按数的大小判断，逐个核对")
    doubt = _year_doubt(report, year)
    if doubt:
        notes.append(f"{doubt}，确认后再采用")
    elif last:
        notes.append(f"这是{year}年度的决算表，数填到上年一栏")
    else:
        missing = [] if _has_last_year(tables) else ["上年数"]
        missing += [] if any(t.kind is Kind.PROJECT_LIST for t in tables) else ["项目名称"]
        if missing:
            notes.append(f"决算公开表里没有{'和'.join(missing)}，从去年的报告导入或手工填写")
    own, owners = report[Unit.name.at()], {owner_in(t.sheet, t.top) for t in tables} - {""}
    others = sorted(o for o in owners if isinstance(own, str) and not same_unit(own, o))
    if others:
        notes.append(
            f"表上写的单位是“{'”“'.join(others)}”，报告的单位是“{own}”，确认是不是同一个单位"
        )
    hidden = sorted({table.sheet.name for table in tables if table.sheet.hidden})
    if hidden:
        notes.append(f"有隐藏的表也读了：{'、'.join(hidden)}")
    return tuple(notes)


def known_sheets(sheets: tuple[Sheet, ...]) -> bool:
    """Return whether any sheet holds a table of final accounts."""
    return bool(find_tables(sheets))
