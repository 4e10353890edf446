"""Two years of one unit: the finished report of the first, what the second comes to, its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from pingkou_gui.document.review import review_report
from pingkou_gui.document.status import report_status
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.form.values import NIL, SINGLE, Entry, Place
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.carried import confirm, waiting
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import project_carried_out, reconciliation_gap, rows_with
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import new_year
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.form.field import Field

CENT = Decimal("0.01")
_MORE = Decimal("1.04")
"""How much more was spent in the second year: below what wants a reason for every amount."""


@dataclass(frozen=True, slots=True)
class TwoYears:
    """What the day begins with and what it is to come to."""

    first: Record
    second: Record


def two_years() -> TwoYears:
    """Return the sample finished, and the report of the year after it finished as well."""
    sample = read_record(asset(SAMPLE))
    first = Record(_finished(sample), sample.scheme)
    second = Record(_next(first), sample.scheme)
    for record in (first, second):
        still = open_things(record)
        if still:
            raise ValueError(f"not finished: {still}")
    return TwoYears(first, second)


def open_things(record: Record) -> list[str]:
    """Return what keeps a report a draft."""
    facts = Facts(record.report, scheme_of(record.scheme))
    found = report_status(facts, review_report(record.report, facts.scheme))
    gaps = [f"{gap.place} {gap.label}" for page in found.pages for gap in page.gaps]
    must = [f.message for f in found.findings if f.open and f.severity is Severity.ERROR]
    return gaps + must


def _put(report: Report, field: Field[Any], value: object, row: int = SINGLE) -> Report:
    draft = Draft(report)
    if isinstance(value, str):
        draft.type_in(field, value, row)
    else:
        draft.put_entry(field.at(row), Entry(value))
    return report.apply(draft.change)


def _balanced(report: Report, record: Record) -> Report:
    """Return the report with its general budget such that both sums of spending agree."""
    gap = Facts(report, scheme_of(record.scheme))[reconciliation_gap] or Decimal(0)
    whole = report[General.full_year.at()]
    return _put(report, General.full_year, whole + gap)


def _finished(record: Record) -> Report:
    report = record.report
    for row in report.rows(Project.key):
        if report[Project.budget.at(row)] is None:
            report = _put(report, Project.budget, "一般公共预算", row)
        short = list(report.rows(ProjectIndicator.key, row))
        points = sum((report[ProjectIndicator.points.at(r)] or 0 for r in short), Decimal(0))
        if short and points != 90:
            first = report[ProjectIndicator.points.at(short[0])]
            report = _put(report, ProjectIndicator.points, str(first + 90 - points), short[0])
    report = _each_evaluated(report)
    known = (report[Project.last.at(row)] or Decimal(0) for row in report.rows(Project.key))
    rest = report[ProjectTotals.total.last.at()] - sum(known, Decimal(0))
    unknown = (r for r in report.rows(Project.key) if report[Project.last.at(r)] is None)
    report = _put(report, Project.last, rest, next(unknown))
    report = _put(report, ThreePublic.running.reason, "车辆统一调度，跨镇公务合乘")
    for row in report.rows(Indicator.key):
        if report[Indicator.name.at(row)] == "群众满意度":
            report = _put(report, Indicator.reason, "两个村的道路还没有完工", row)
    for outturn in (General.outturn, GovernmentFunds.outturn):  # they follow from the projects now
        report = _put(report, outturn, "")
    return _nothing_blank(_balanced(report, record), record)


def _each_evaluated(report: Report) -> Report:
    """Return the report with the indicators of the first project that has them in all without."""
    rows = report.rows(Project.key)
    told = next(row for row in rows if report.rows(ProjectIndicator.key, row))
    draft = Draft(report)
    for row in rows:
        if not report.rows(ProjectIndicator.key, row):
            for each in report.rows(ProjectIndicator.key, told):
                new = draft.add(ProjectIndicator, row)
                for field in ProjectIndicator.fields:
                    entry = report.entry(field.at(each))
                    if entry is not None:
                        draft.put_entry(field.at(new), entry)
    return report.apply(draft.change)


_ROUNDS = 5
"""What is filled may ask for more: a target for its score."""


def _nothing_blank(report: Report, record: Record) -> Report:
    """Return the report with 无 in every amount that would be printed blank, and words in texts."""
    for _ in range(_ROUNDS):
        facts = Facts(report, scheme_of(record.scheme))
        for page in report_status(facts, ()).pages:
            for place in (place for gap in page.gaps for place in gap.all_of or (gap.place,)):
                field = FORM.field_at(place) if isinstance(place, Place) else None
                if field is not None and report[place] is None:
                    words = "按批复的计划办完" if isinstance(field.kind, TextKind) else "无"
                    report = _put(report, field, words, place.row)
    return report


# The second year: what changes in it.


_AMOUNTS = (Basic.wages, Basic.transfers, Basic.goods)
_REASONED = (ThreePublic.reception, ThreePublic.running, Conferences.meetings, Conferences.training)
_TEXTS = {
    ThreePublic.running: "车辆老旧，维修费增加",
    ThreePublic.reception: "严格执行接待审批，批次减少",
    Conferences.meetings: "合并召开会议",
    Conferences.training: "改为线上培训",
}


def _next(record: Record) -> Report:
    old = record.report
    report = new_year(record).report
    draft = Draft(report)
    confirm(draft, report, waiting(report))
    report = report.apply(draft.change)
    report = _put(report, Unit.report_date, date(2025, 3, 14))
    report = _put(report, Staff.headcount, 90)
    report = _put(report, Staff.headcount_reason, "年内退休1人")
    for each in _AMOUNTS:
        report = _put(report, each.this, _more(old[each.this.at()]))
    for each, less in zip(_REASONED, ("0.9", "1.1", "0.95", "0.9"), strict=True):
        spent = old[each.this.at()] * Decimal(less)
        report = _put(report, each.this, spent.quantize(CENT))
        if old[each.budget.at()] is not None:
            report = _put(report, each.budget, old[each.budget.at()])
        report = _put(report, each.reason, _TEXTS[each])
    for each in (ThreePublic.overseas, ThreePublic.purchase):
        report = _put(_put(report, each.this, NIL), each.budget, NIL)
    report = _projects(report, old)
    report = _scores(report, old)
    for place, entry in old.entries.items():
        money = FORM.field_at(place)
        fund = place.section in {"general", "government_funds", "state_capital", "social_insurance"}
        if place == General.carried_out.at():
            report = _put(report, General.carried_out, _left(report, record))
        elif fund and money is not None and report[place] is None:
            report = _put(report, money, entry.value)
    return _nothing_blank(_balanced(report, record), record)


def _left(report: Report, record: Record) -> Decimal:
    """Return what the projects of the general budget leave, in 万元."""
    facts = Facts(report, scheme_of(record.scheme))
    rows = rows_with(facts, Project.budget, "general")
    return sum((facts[project_carried_out, row] or Decimal(0) for row in rows), Decimal(0))


def _more(value: Decimal) -> Decimal:
    return (value * _MORE).quantize(CENT)


def _projects(report: Report, old: Report) -> Report:
    for row in report.rows(Project.key):
        for field in (Project.initial, Project.full_year, Project.outturn):
            before = old[field.at(row)]
            share = _MORE if old[Project.budget.at(row)] == "general" else Decimal(1)
            value = (before * share).quantize(CENT) if isinstance(before, Decimal) else before
            if value is not None:
                report = _put(report, field, value, row)
        carried = report[Project.carried_in.at(row)]
        if carried:  # spent before what this year granted
            report = _put(report, Project.carried_in_outturn, carried, row)
        for field in (Project.achieved, Project.unspent_reason):
            words = old[field.at(row)]
            if words is not None:
                report = _put(report, field, f"{words.rstrip('。')}，{_ANOTHER}。", row)
    return report


_ANOTHER = "比上年办得更早"
"""What words say otherwise in the second year."""


def _scores(report: Report, old: Report) -> Report:
    told = old[Goal.achieved.at()]
    report = _put(report, Goal.achieved, f"{told.rstrip('。')}，{_ANOTHER}。")
    lists = [(Indicator, SINGLE), *((ProjectIndicator, row) for row in report.rows(Project.key))]
    for section, parent in lists:
        for row in report.rows(section.key, parent):
            for field in (section.actual, section.score, section.reason):
                value = old[field.at(row)]
                if field is section.actual:
                    value = _of_another_year(value)
                asked = field is not section.reason or old[section.name.at(row)] in _DEVIATING
                if value is not None and asked:
                    report = _put(report, field, value, row)
    return report


_DEVIATING = frozenset({"群众满意度", "耕地恢复面积"})
"""Indicators whose deviation has to be explained in the second year as well."""


def _of_another_year(actual: object) -> object:
    """Return what came of an indicator a year later: another number, what was reached stays so."""
    if not isinstance(actual, str) or "100" in actual or re.match("0(?!\\d)", actual):
        return actual
    number = re.search(r"\d+(?!\d*月)", actual)
    if number is None or "月" in actual:
        return actual
    other = int(number[0]) + (1 if int(number[0]) < 90 else -1)
    return actual[: number.start()] + str(other) + actual[number.end() :]


# The files of the second year, as offices publish them.


def accounts_file(record: Record, path: Path) -> Path:
    """Write this year's published accounts: basic spending, public expenses, conferences."""
    r = record.report
    basic = [("301", Basic.wages), ("302", Basic.goods), ("303", Basic.transfers)]
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("公开06表")
        _head(sheet, "一般公共预算财政拨款基本支出决算表", ("科目编码", "科目名称", "决算数"))
        rows = [(code, each.label, float(r[each.this.at()])) for code, each in basic]
        for at, row in enumerate(rows, 4):
            sheet.write_row(at, 0, row)
        sheet.write_row(7, 0, ("30215", "会议费", float(r[Conferences.meetings.this.at()])))
        sheet.write_row(8, 0, ("30216", "培训费", float(r[Conferences.training.this.at()])))
        sheet.write_row(9, 0, ("", "合计", sum(row[2] for row in rows)))
        _public_sheet(book, r)
    return path


def _public_sheet(book: xlsxwriter.Workbook, r: Report) -> None:
    sheet = book.add_worksheet("公开08表")
    _head(sheet, "财政拨款“三公”经费支出决算表", ("项目", "预算数", "决算数"))
    lines = (
        ThreePublic.overseas,
        ThreePublic.purchase,
        ThreePublic.running,
        ThreePublic.reception,
    )
    numbers = [
        [0.0 if r[f.at()] is NIL else float(r[f.at()]) for f in (each.budget, each.this)]
        for each in lines
    ]
    for at, (each, row) in enumerate(zip(lines, numbers, strict=True), 4):
        sheet.write_row(at, 0, (each.label, *row))
    sheet.write_row(8, 0, ("合计", *(sum(row[at] for row in numbers) for at in (0, 1))))


def projects_file(record: Record, path: Path) -> Path:
    """Write this year's table of projects."""
    r = record.report
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("项目支出表")
        heads = ("项目名称", "项目类别", "年初预算数", "全年预算数", "全年执行数")
        _head(sheet, "项目支出预算执行情况表", heads)
        for at, row in enumerate(r.rows(Project.key), 4):
            numbers = (
                r[field.at(row)] for field in (Project.initial, Project.full_year, Project.outturn)
            )
            told = [
                float(n) if isinstance(n, Decimal) else 0.0 if n is NIL else "" for n in numbers
            ]
            kind = Project.kind.show(r[Project.kind.at(row)])
            sheet.write_row(at, 0, (r[Project.name.at(row)], kind, *told))
    return path


def targets_file(record: Record, path: Path) -> Path:
    """Write the targets declared for this year: of the unit, and of each project."""
    r = record.report
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        unit = [("单位名称", "安化县平口镇人民政府"), ("年度目标", r[Goal.expected.at()])]
        _targets(book, "整体", "部门整体支出绩效目标申报表", unit, (Indicator, SINGLE), r)
        for number, row in enumerate(r.rows(Project.key), 1):
            if r.rows(ProjectIndicator.key, row):
                named = [
                    (label, r[field.at(row)])
                    for label, field in (
                        ("项目名称", Project.name),
                        ("主管部门", Project.department),
                        ("年度目标", Project.goal),
                    )
                ]
                aims = (ProjectIndicator, row)
                _targets(book, f"项目{number}", "项目支出绩效目标申报表", named, aims, r)
    return path


def _targets(  # noqa: PLR0913, PLR0917 - a sheet: its name, title, whose it is, what is in it
    book: xlsxwriter.Workbook,
    name: str,
    title: str,
    whose: list[tuple[str, Any]],
    aims: tuple[Any, int],
    r: Report,
) -> None:
    section, parent = aims
    sheet = book.add_worksheet(name)
    sheet.merge_range(0, 0, 0, 4, title)
    for at, told in enumerate(whose, 1):
        sheet.write_row(at, 0, [words or "" for words in told])
    top = len(whose) + 1
    sheet.write_row(top, 0, ("一级指标", "二级指标", "三级指标", "年度指标值", "分值"))
    for at, row in enumerate(r.rows(section.key, parent), top + 1):
        fields = (section.level1, section.level2, section.name)
        words = [str(r[field.at(row)] or "") for field in fields]
        sign = str(r[section.requirement.at(row)] or "")
        target = (sign if sign in "≥≤＝=" else "") + str(r[section.target.at(row)] or "")
        points = r[section.points.at(row)]
        sheet.write_row(at, 0, (*words, target, float(points) if points is not None else ""))


def _head(sheet: Any, title: str, heads: tuple[str, ...]) -> None:
    sheet.merge_range(0, 0, 0, len(heads) - 1, title)
    sheet.write_row(1, 0, ("部门：安化县平口镇人民政府", "2024年度", "金额单位：万元"))
    sheet.write_row(3, 0, heads)
