"""What is told of a workbook besides its values: numbers left over, notes, doubts of its year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.importers.accounts import label_of
from pingkou_gui.importers.sheets import TableKind, owner_in, same_unit
from pingkou_gui.importers.workbook_cells import NO_RESULT, REMEDY, address, addresses
from pingkou_gui.report.proposal import Unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.accounts import Account
    from pingkou_gui.importers.sheets import SheetTable
    from pingkou_gui.importers.workbook_cells import At, Sheet
    from pingkou_gui.report.report import Report


# Numbers of a workbook that went nowhere, told sheet by sheet, so that none vanishes.


_SHOWN = 6
_NO_NUMBER = "不是数，没有读"


def left_over(
    sheets: tuple[Sheet, ...], tables: tuple[SheetTable, ...], account: Account
) -> tuple[Unplaced, ...]:
    """Return what was not placed: cells that cannot be read, unused numbers, unknown sheets."""
    known = {table.sheet.number for table in tables}
    found = [entry for table in tables for entry in _unreadable(table, account)]
    found += [entry for table in tables for entry in _of_table(table)]
    found += [entry for sheet in sheets if sheet.number not in known for entry in _of_sheet(sheet)]
    return tuple(found)


def _unreadable(table: SheetTable, account: Account) -> Iterator[Unplaced]:
    """Yield the filled cells of a table without a readable value, by what is wrong with them."""
    found: dict[str, list[At]] = {}
    for why, cells in table.sheet.troubled.items():
        found[why] = [at for at in cells if table.top <= at[0] <= table.bottom]
    for other, at in account.unread:
        if other is table and not table[at].trouble:
            found.setdefault(_NO_NUMBER, []).append(at)
    unknown = [at for other, at in account.unknown if other is table]
    if unknown:
        found["看不出是哪种预算来源或类别，在“项目”页选"] = unknown
    sums = [at for other, at in account.sums if other is table]
    if sums:
        found["是下面各项的合计，没有当作项目"] = sums
    for why, places in found.items():
        every = list(dict.fromkeys(places))
        shown = "；".join(
            f"{label_of(table, at)} {table[at].text}".strip() for at in every[:_SHOWN]
        )
        if every:
            yield Unplaced(f"{table.name} {addresses(every, _SHOWN)}", shown, why)


def _of_table(table: SheetTable) -> Iterator[Unplaced]:
    reasons: dict[str, list[At]] = {}
    for at in sorted(at for at in table.sheet.cells if _is_left(table, at)):
        reasons.setdefault(_why_left(table, at), []).append(at)
    for why, rest in reasons.items():
        shown = [f"{label_of(table, at)} {table[at].text}".strip() for at in rest[:_SHOWN]]
        more = f" 等{len(rest)}个数" if len(rest) > _SHOWN else ""
        cells = "、".join(address(at) for at in rest[:_SHOWN])
        yield Unplaced(f"{table.name} {cells}{more}", "；".join(shown) + more, why)


def _why_left(table: SheetTable, at: At) -> str:
    """Return why the report has no place for a number: what it is, where that is plain."""
    words = (label_of(table, at), *table.heads(at[1]))
    if "结转" in words[0] and "年初" in words[0] + words[-1]:
        return "是几项预算合在一起的上年结转，分到“资金”页各预算的“上年结转”里填"
    if any(map(_INCOME.search, words)) and "结转" not in words[0]:
        told = "是收入数，报告只填支出和结转"
        outside = "；用它开支的填在“资金”页“其他资金”，不填附件2印0"
        return told + outside if _OUTSIDE.search(words[0]) else told
    if _BUDGET_HEAD.search(words[-1]):
        return "是预算数，报告里这一项不填这个预算数"
    return "报告里没有对应的栏"


_BUDGET_HEAD = re.compile("预算数?$|预算数?[（(]")
_INCOME = re.compile("收入(?:$|合计|[（(])")
_OUTSIDE = re.compile("(?:其他|事业|经营|上级补助|附属单位上缴)收入")


def _is_left(table: SheetTable, at: At) -> bool:
    row, column = at
    if not table[at].number or row not in table.rows or at in table.used:
        return False
    heads = table.heads(column)
    return not heads or not any(word in heads[-1] for word in ("行次", "编码", "代码", "序号"))


def _of_sheet(sheet: Sheet) -> Iterator[Unplaced]:
    numbers = sum(cell.number is not None for cell in sheet.cells.values())
    if numbers:
        first = next(cell.text for _, cell in sorted(sheet.cells.items()))
        yield Unplaced(
            f"{sheet.name}（第{sheet.number}张表）",
            f"“{first[:30]}”，{numbers}个数",
            "没有认出是哪张表",
        )


# What is said of the whole file before its values are taken.


def year_doubt(report: Report, year: int | None) -> str:
    """Return why it is not plain that a file is of the year of the report or the one before."""
    own = report[Unit.year.at()]
    if year is None:
        return "文件没有写明是哪一年的，先核对年度"
    if not isinstance(own, int):
        return f"文件是{year}年度的，报告还没有填年度"
    if year not in {own, own - 1}:
        return f"文件是{year}年度的，报告是{own}年度的"
    return ""


def whose_caution(tables: tuple[SheetTable, ...], report: Report, year: int | None) -> str:
    """Return why it is not plain that a file is of the unit and a year of the report."""
    own, owners = report[Unit.name.at()], {owner_in(t.sheet, t.top) for t in tables} - {""}
    others = sorted(o for o in owners if isinstance(own, str) and not same_unit(own, o))
    whose = f"表上写的单位是“{'”“'.join(others)}”，报告的单位是“{own}”" if others else ""
    asked = tuple(filter(None, (whose, year_doubt(report, year))))
    return f"{'；'.join(asked)}，这样的都没有选上，确认后再采用" if asked else ""


def notes_on(
    tables: tuple[SheetTable, ...],
    report: Report,
    year: int | None,
    last: bool,  # noqa: FBT001
) -> tuple[str, ...]:
    """Return the units of a file, and what it cannot hold."""
    units = list(dict.fromkeys(table.unit for table in tables))
    named = "、".join(units)
    turned = "，已换算为万元" if units != ["万元"] else ""
    notes = [f"{len(tables)}张表，单位：{named}{turned}"]
    unstated = [table.name for table in tables if not table.stated_unit]
    if unstated:
        notes.append(f"{'、'.join(unstated)}没有写金额单位，先按{named}理解，逐个核对")
    if last:
        notes.append(f"这是{year}年度的决算表，数填到上年一栏")
    elif not (
        year_doubt(report, year) or all(table.kind is TableKind.PROJECT_LIST for table in tables)
    ):
        heads = (head for table in tables for c in table.columns for head in table.heads(c))
        missing = [] if any("上年决算" in head for head in heads) else ["上年数"]
        missing += [] if any(t.kind is TableKind.PROJECT_LIST for t in tables) else ["项目名称"]
        if missing:
            notes.append(f"决算公开表里没有{'和'.join(missing)}，从去年的报告导入或手工填写")
    hidden = sorted({table.sheet.name for table in tables if table.sheet.hidden})
    if hidden:
        notes.append(f"有隐藏的表也读了：{'、'.join(hidden)}")
    return tuple(notes)


def unread_notes(tables: tuple[SheetTable, ...], account: Account) -> Iterator[str]:
    """Yield how many cells could not be read, and what helps."""
    sheets = {table.sheet.number: table.sheet for table in tables}.values()
    blank = sum(len(sheet.troubled.get(NO_RESULT, ())) for sheet in sheets)
    if blank:
        yield f"有{blank}格{NO_RESULT}：{REMEDY}"
    others = {(t.name, at) for t, at in account.unread if t[at].trouble != NO_RESULT}
    if others:
        yield f"有{len(others)}格填了却读不出数，列在“没有读进来的”里，手工填写"
