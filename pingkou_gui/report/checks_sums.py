"""Checks of sums: identities between fields, and sheets that would go out blank."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, rounded
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.funds import AccountTotals
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import PROJECT_KINDS, Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.values import NIL, RowToAdd, SourceKind, Unread
from pingkou_gui.report.check_rules import (
    check,
    differs,
    is_rounding,
    letters_of,
    money,
    row_check,
    shortened,
    with_reasons,
)
from pingkou_gui.report.figures import (
    COLUMNS,
    QUANTITIES,
    added_rows,
    field_of,
    quantity,
    summed,
)
from pingkou_gui.report.figures_funds import (
    FUND_TOTALS,
    FUNDS,
    LAST_OF_KIND,
    projects_sum,
    reconciliation_gap,
    rows_with,
    spent_by_parts,
    spent_on_kind,
    stage_field,
    told_by_kind,
    total_spending,
)
from pingkou_gui.report.findings import Finding, QuickFix, Severity
from pingkou_gui.report.report import is_workbook_figure
from pingkou_gui.report.row_names import row_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.form.values import Place, Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.figures import Quantity


# Every sum that must agree, each as one line with both sides and the difference.


ZERO = Decimal(0)
FUND_OUTTURN = "fund_outturn"
"""The key of what finds that a budget's outturn is not what was spent of it."""
_WHEN = {"this": "本年决算", "last": "上年决算", "budget": "本年预算"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums that must be the same, in 万元; a side is None while it is not known."""

    key: str
    label: str
    left_label: str
    left: Decimal | None
    right_label: str
    right: Decimal | None
    places: tuple[Ref, ...]
    fix_at: Place | None = None
    """The typed total that could be set to the sum of its parts."""
    hint: str = ""
    """Where the difference lies, in one sentence."""
    parts: int = 2
    rounding: Decimal = Decimal("0.01")
    """The difference that rounding may leave for every two parts (the scheme's `rounding`)."""

    @property
    def gap(self) -> Decimal | None:
        """Left − right; None while one is not known."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def differs(self) -> bool:
        """Whether both sides are known and print differently."""
        return self.left is not None and self.right is not None and differs(self.left, self.right)

    @property
    def is_rounding(self) -> bool:
        """Whether the difference is what rounding the parts leaves."""
        return (
            self.left is not None
            and self.right is not None
            and is_rounding(self.left, self.right, self.parts, self.rounding)
        )


def identities(f: Facts) -> tuple[Identity, ...]:
    """Return every identity of the report; the one by nature and by budget stands first."""
    limit = f.scheme.threshold("rounding")
    return f.cached(
        "identities",
        lambda: tuple(replace(_unmended(f, item), rounding=limit) for item in _identities(f)),
    )


def _unmended(f: Facts, item: Identity) -> Identity:
    """Return a sum built on projects without its mending while one of them looks listed twice."""
    of_projects = item.key.startswith((FUND_OUTTURN, f"typed_total:{ProjectTotals.key}"))
    twice = listed_twice(f) if of_projects and item.fix_at is not None and item.differs else ()
    if not twice:
        return item
    return replace(item, fix_at=None, hint=f"{twice[0].message}，先核对项目")


def listed_twice(f: Facts) -> tuple[Finding, ...]:
    """Return what says of two projects that they look like one, and nobody gave a reason for."""
    found = with_reasons(f, tuple(projects_are_listed_once.run(f)))
    return tuple(each for each in found if each.open)


def _identities(f: Facts) -> Iterator[Identity]:
    yield _nature_and_budget(f)
    for row in QUANTITIES.values():
        for column in COLUMNS:
            yield from _typed_total(f, row, column)
    for code in FUNDS:
        yield from _fund_outturn(f, code)
        yield from _fund_carried_out(f, code)
    yield _accounts_total(f)


def _accounts_total(f: Facts) -> Identity:
    """Return the spending that the published accounts state beside what the report comes to."""
    field = AccountTotals.outturn
    return Identity(
        "accounts_total",
        "决算公开表本年支出合计",
        "决算公开表写的",
        f[field],
        "基本支出 + 项目支出",
        f[total_spending],
        (field.at(),),
        hint=_from_file(f, field.at()).strip("（）"),
    )


def _nature_and_budget(f: Facts) -> Identity:
    return Identity(
        "reconciliation_gap",
        "按性质 = 按预算",
        "基本支出 + 项目支出",
        f[total_spending],
        "各预算全年执行",
        f[FUND_TOTALS["outturn"]],
        (reconciliation_gap.at(),),
        hint=_unassigned(f),
    )


def _unassigned(f: Facts) -> str:
    rows = f.rows_where(Project, Project.budget, None)
    if not rows:
        return ""
    amount, _ = f.known_sum(Project.outturn, rows)
    return f"有 {len(rows)} 个项目没有选预算来源，合计 {money(amount)}"


def _typed_total(f: Facts, row: Quantity, column: str) -> Iterator[Identity]:
    """Yield the typed total and the sum of its parts, where both are known."""
    field = field_of(row.amounts, column)
    if field is None or not (row.amounts.parts or row.amounts.code or _is_projects(row)):
        return
    typed, parts = f[field], summed(f, row.amounts, column)
    if typed is None or parts is None:
        return
    label = f"{row.label}{_WHEN[column]}"
    yield Identity(
        f"typed_total:{field.key}",
        f"{label} = 各部分之和",
        "填的合计",
        typed,
        "各部分之和",
        parts,
        (field.at(), *_part_places(row, column)),
        fix_at=field.at(),
        parts=len(row.amounts.parts),
    )


def _is_projects(row: Quantity) -> bool:
    return row.amounts.key == "project_totals.total"


def _part_places(row: Quantity, column: str) -> tuple[Ref, ...]:
    fields = (field_of(part, column) for part in row.amounts.parts)
    return tuple(field.at() for field in fields if field is not None)


def _fund_outturn(f: Facts, code: str) -> Iterator[Identity]:
    """Yield the typed outturn of a budget and what was spent of it, as far as that is known."""
    fund = FUNDS[code]
    field = stage_field(fund.section, "outturn")
    typed, parts = f[field], spent_by_parts(f, code)
    if typed is not None and parts is None:
        yield from _fund_beyond(f, code, typed)
    if typed is None or parts is None:
        return
    right = "基本支出 + 一般公共预算项目" if code == "general" else "由它安排的项目"
    entry = f.report.entry(field.at())
    official = entry is not None and entry.source.kind is SourceKind.WORKBOOK
    hint = _unassigned(f)
    if official and not hint:
        whose = "基本支出里有没有别的资金开支的，" if code == "general" else ""
        hint = f"全年执行来自决算表，先核对{whose}项目的预算来源选对没有"
    yield Identity(
        f"{FUND_OUTTURN}:{code}",
        f"{fund.label}全年执行",
        "填的全年执行",
        typed,
        right,
        parts,
        (field.at(),),
        fix_at=None if official else field.at(),  # the official table is not what is wrong
        hint=hint,
    )


def _fund_beyond(f: Facts, code: str, typed: Decimal) -> Iterator[Identity]:
    """Yield what the projects of a budget spent beyond its outturn, as far as they are known.

    Whatever the rest comes to, the known ones alone are more: 无政府性基金支出 beside a project of 118万元.
    """
    fund, rows = FUNDS[code], rows_with(f, Project.budget, code)
    known, number = f.known_sum(Project.outturn, rows)
    if not number or known <= typed:
        return
    field = stage_field(fund.section, "outturn")
    spent = (Project.outturn.at(row) for row in rows if f[Project.outturn, row])
    yield Identity(
        f"{FUND_OUTTURN}:{code}",
        f"{fund.label}全年执行",
        "填的全年执行",
        typed,
        "由它安排的项目",
        known,
        (field.at(), *spent),
    )


def _fund_carried_out(f: Facts, code: str) -> Iterator[Identity]:
    """Yield what a budget carries out beside its full-year budget less its outturn."""
    fund = FUNDS[code]
    field = stage_field(fund.section, "carried_out")
    budget, spent = f[fund.stages["full_year"]], f[fund.stages["outturn"]]
    if f[field] is None or budget is None or spent is None or spent > budget:
        return
    yield Identity(
        f"fund_carried_out:{code}",
        f"{fund.label}结转下年",
        "填的结转下年",
        f[field],
        "全年预算 − 全年执行",
        budget - spent,
        (field.at(), stage_field(fund.section, "full_year").at()),
    )


@check(
    "sums_agree",
    "两边的合计相等",
    "SUM",
    ground="部门决算编审口径：表内、表间勾稽关系",
    finding_keys=(
        "reconciliation_gap",
        "typed_total",
        FUND_OUTTURN,
        "fund_carried_out",
        "accounts_total",
    ),
)
def sums_agree(f: Facts) -> Iterator[Finding]:
    """Every identity whose both sides are known holds; a rounding remainder is a hint."""
    for item in identities(f):
        if item.differs and item.left is not None and item.right is not None:
            yield _finding(f, item, item.left, item.right)
    yield from _totals_beside_unsorted(f)
    yield from _parts_beyond_totals(f)


def _finding(f: Facts, item: Identity, left: Decimal, right: Decimal) -> Finding:
    """Return the finding that two sides differ, a hint where rounding explains it."""
    gap = money(abs(left - right))
    carried = item.key.startswith(("fund_carried_out", "accounts_total"))
    severity = Severity.HINT if item.is_rounding else Severity.ERROR
    if carried and severity is Severity.ERROR:
        severity = Severity.REMINDER
    if item.key == "reconciliation_gap":
        message = f"按性质合计比按预算合计{'多' if left > right else '少'} {gap} 万元"
    else:
        message = f"{item.label.split(' = ')[0]}与{item.right_label}相差 {gap} 万元"
    numbers = f"{money(left)} − {money(right)} = {money(left - right)}"
    if item.hint and not item.is_rounding:
        numbers = f"{numbers}；{item.hint}"
    expected, advice = "", ""
    fixes: tuple[QuickFix, ...] = ()
    if item.fix_at is not None and item.key.startswith("typed_total"):
        # the field shows the sum: what was typed stands nowhere else
        expected, advice = money(right), f"这里填过 {money(left)}{_from_file(f, item.fix_at)}"
        fixes = (QuickFix(f"去掉填的 {money(left)}", item.fix_at, ""),)
    elif item.fix_at is not None:
        expected = money(right)
        fixes = (QuickFix(f"改为 {money(right)}", item.fix_at, f"{right:f}"),)
    key = item.key.split(":")[0]
    shown = numbers.replace("= -", "= −")
    former = f"{message}|{numbers}" if shown != numbers else ""
    return Finding(
        key, severity, message, item.places, shown, expected, fixes, advice=advice, formerly=former
    )


def _from_file(f: Facts, place: Place) -> str:
    entry = f.report.entry(place)
    if entry is None or entry.source.workbook:
        return ""
    return f"（来自 {entry.source.file}）" if entry.source.file else ""


# Totals beside items whose class is not known: what holds in every reading is told all the same.


_MOST_UNSORTED = 10
"""So many items without a class are tried in every way of belonging or not."""


def _totals_beside_unsorted(f: Facts) -> Iterator[Finding]:
    """Yield totals that items without a class contradict, or that wait for them."""
    untold: set[str] = set()
    for column, item in (("this", EconomicItem.this), ("last", EconomicItem.last)):
        unsorted = f.rows_where(EconomicItem, EconomicItem.category, None)
        rows = [row for row in unsorted if f[item, row] != ZERO]
        places = tuple(EconomicItem.category.at(row) for row in rows)
        amounts = [f[item, row] for row in rows]
        for each in QUANTITIES.values() if rows else ():
            field = field_of(each.amounts, column)
            if field is None or summed(f, each.amounts, column) is not None:
                continue
            label = f"{each.label}{_WHEN[column]}"
            typed, known = f[field], _sorted_sum(f, each.amounts, column)
            found = None
            if typed is not None and known is not None and differs(typed, known):
                found = _beside_unsorted(f, label, typed, known, amounts)
            elif typed is None and known is not None and _is_whole(each.amounts):
                message = f"{label}还算不出，{len(rows)} 行明细没写清类"
                found = Finding("typed_total", Severity.REMINDER, message, ())
            if found is not None and not (typed is None and each.amounts.key in untold):
                untold |= {each.amounts.key} if typed is None else set()
                yield found._replace(places=(field.at(), *places))


def _is_whole(amounts: Amounts) -> bool:
    """Return whether an amount is the sum of others, and no part of a further one."""
    return bool(amounts.parts) and not any(
        amounts in each.amounts.parts for each in QUANTITIES.values()
    )


def _beside_unsorted(
    f: Facts, label: str, typed: Decimal, known: Decimal, amounts: list[Decimal | None]
) -> Finding:
    """Return that a total is wrong however its items are sorted, or that this is not known yet."""
    numbers = f"填的 {money(typed)}，写清类的明细合计 {money(known)}"
    if _may_agree(typed, known, amounts, f.scheme.threshold("rounding")):
        message = f"{label}还不能核对，{len(amounts)} 行明细没写清类"
        advice = (
            f"写清的合计比填的{'少' if known < typed else '多'} {money(abs(typed - known))} 万元"
        )
        return Finding("typed_total", Severity.REMINDER, message, (), numbers, advice=advice)
    whole = sum((amount or ZERO for amount in amounts), known)
    advice = (
        f"没写清类的不算，差 {money(abs(typed - known))} 万元；"
        f"都算上，差 {money(abs(typed - whole))} 万元"
    )
    message = f"{label}与明细之和对不上"
    return Finding("typed_total", Severity.ERROR, message, (), numbers, advice=advice)


def _may_agree(
    typed: Decimal, known: Decimal, amounts: list[Decimal | None], limit: Decimal
) -> bool:
    """Return whether some of the items without a class may be what is lacking; many may always."""
    values = [amount for amount in amounts if amount is not None]
    if len(values) < len(amounts) or len(values) > _MOST_UNSORTED:
        return True
    return any(
        not differs(typed, whole) or is_rounding(typed, whole, 2, limit)
        for chosen in product(*((ZERO, value) for value in values))
        for whole in (known + sum(chosen, ZERO),)
    )


def _sorted_sum(f: Facts, amounts: Amounts, column: str) -> Decimal | None:
    """Return what a total comes to of what is sorted into classes, None where that is not known."""
    if amounts.parts:
        parts = [_sorted_part(f, part, column) for part in amounts.parts]
        return None if None in parts else sum((part or ZERO for part in parts), ZERO)
    if not amounts.code:
        return None
    item = EconomicItem.this if column == "this" else EconomicItem.last
    return added_rows(f, item, f.rows_where(EconomicItem, EconomicItem.category, amounts.code))


def _sorted_part(f: Facts, part: Amounts, column: str) -> Decimal | None:
    figure = quantity(part).column(column)
    known = None if figure is None else f[figure]
    if known is None:
        known = _sorted_sum(f, part, column)
    typed = field_of(part, column)
    blank = typed is None or f.raw(typed) is None
    items = f.rows_where(EconomicItem, EconomicItem.category, part.code) if part.code else ()
    return ZERO if known is None and part.rare and blank and not items else known


# Totals that are less than a part of them: whatever the parts not known come to.


def _parts_beyond_totals(f: Facts) -> Iterator[Finding]:
    """Yield totals less than those of their parts that are known, while others are not."""
    limit = f.scheme.threshold("rounding")
    for each, column in product(QUANTITIES.values(), COLUMNS):
        field = field_of(each.amounts, column)
        typed = None if field is None else f[field]
        if field is None or typed is None or summed(f, each.amounts, column) is not None:
            continue
        known, places = _known_parts(f, each.amounts, column)
        if known <= typed or is_rounding(typed, known, len(places), limit):
            continue
        yield Finding(
            "typed_total",
            Severity.ERROR,
            f"{each.label}{_WHEN[column]}比已填的部分少 {money(known - typed)} 万元",
            (field.at(), *places),
            f"{money(typed)} < {money(known)}",
            advice="核对合计和它的各部分",
        )


def _known_parts(f: Facts, amounts: Amounts, column: str) -> tuple[Decimal, tuple[Place, ...]]:
    """Return what the known ones of all parts come to, and where they stand."""
    total = ZERO
    places: list[Place] = []
    for part in amounts.parts:
        figure, field = quantity(part).column(column), field_of(part, column)
        known = None if figure is None else f[figure]
        if known is None or field is None:
            known, inner = _known_parts(f, part, column)
            places += inner
        elif known:
            places.append(field.at())
        total += known
    item, rows = Project.outturn, f.rows(Project)  # last year's are asked after by themselves
    if amounts.code and column != "budget":
        item = EconomicItem.this if column == "this" else EconomicItem.last
        rows = f.rows_where(EconomicItem, EconomicItem.category, amounts.code)
    elif amounts is not ProjectTotals.total or column != "this":
        return total, tuple(places)
    places += [item.at(row) for row in rows if f[item, row]]
    return total + f.known_sum(item, rows)[0], tuple(places)


IDENTITY_CHECKS = (sums_agree,)


# Figures that a workbook gave and that were typed over: the published accounts keep theirs.


_READ_FIELDS = tuple(
    field
    for section in FORM.sections.values()
    if not section.repeated()
    for field in section.fields
    if is_workbook_figure(field)
)


@check(
    "workbook_figures_are_kept",
    "从表里读的数没有改成别的",
    "CONTRADICTION",
    ground="部门决算公开表",
)
def workbook_figures_are_kept(f: Facts) -> Iterator[Finding]:
    """A figure typed over one that a workbook gave prints the same."""
    for field in _READ_FIELDS:
        yield from _typed_over(f, "workbook_figures_are_kept", field, Severity.ERROR)


@row_check(
    "item_workbook_figures_are_kept",
    EconomicItem,
    "从表里读的明细没有改成别的",
    "CONTRADICTION",
    ground="部门决算公开表",
)
def item_workbook_figures_are_kept(f: Facts, row: int) -> Iterator[Finding]:
    """The same for an item of an economic class."""
    for field in (EconomicItem.this, EconomicItem.last):
        yield from _typed_over(f, "item_workbook_figures_are_kept", field, Severity.ERROR, row)


@row_check(
    "project_workbook_figures_are_kept",
    Project,
    "从表里读的项目金额没有改成别的",
    "CONTRADICTION",
    ground="部门决算公开表、绩效目标申报表",
)
def project_workbook_figures_are_kept(f: Facts, row: int) -> Iterator[Finding]:
    """The same for a project, whose table may be of the targets declared before the year."""
    for field in filter(is_workbook_figure, Project.fields):
        key = "project_workbook_figures_are_kept"
        yield from _typed_over(f, key, field, Severity.REMINDER, row)


def _typed_over(
    f: Facts, key: str, field: Field[Any], severity: Severity, row: int = 0
) -> Iterator[Finding]:
    """Yield that a field holds another figure than the workbook said, with the way back to it."""
    place = field.at(row)
    value = f.raw(field, row)  # the place is read before its source: so it is asked about again
    entry = f.report.entry(place)
    if entry is None or not entry.source.workbook or isinstance(value, Unread):
        return
    told = field.load(entry.source.workbook)
    now, then = (ZERO if each is NIL else each for each in (value, told))
    if not isinstance(now, Decimal | int) or not isinstance(then, Decimal | int):
        return
    gap = abs(rounded(Decimal(now), 2) - rounded(Decimal(then), 2))
    if not gap:
        return
    apart = money(gap) if isinstance(field.kind, AmountKind) else f"{gap:.0f}"
    label = field.label if not row else f"{row_label(f, field.section, row)}{field.head}"
    shown, read = (field.show(each) for each in (value, told))
    source = entry.source
    where = f"{source.file} {source.where}".strip()
    yield Finding(
        key,
        severity,
        f"{label} {shown} 与表里的 {read} 不一致",
        (place,),
        f"差 {apart} {field.unit}",
        read,
        (QuickFix(f"改为 {read}", place, entry.source.workbook),),
        advice=f"核对{where}；确实要用填的，写原因" if where else "确实要用填的，写原因",
    )


WORKBOOK_CHECKS = (
    workbook_figures_are_kept,
    item_workbook_figures_are_kept,
    project_workbook_figures_are_kept,
)


# Sheets that would go out blank.


_NEEDED = tuple(field for field in Project.fields if field.required)


def _is_full(f: Facts, row: int) -> bool:
    return all(f.raw(field, row) is not None for field in _NEEDED)


@row_check(
    "projects_are_evaluated",
    Project,
    "每个项目都有附件3自评",
    "MISSING",
    ground="项目支出绩效评价管理办法（财预〔2020〕10号）：单位自评对象是预算批复的项目",
)
def projects_are_evaluated(f: Facts, row: int) -> Iterator[Finding]:
    """A project's sheet has its goal, what was achieved, who is in charge, and indicators.

    While no project is entered in full the sheets are not asked for, then all of them by name.
    """
    if f.raw(Project.name, row) is None or not f.cached(
        "a project is entered in full", lambda: any(_is_full(f, each) for each in f.rows(Project))
    ):
        return
    blank, rated = [x for x in SHEET_FIELDS if f.raw(x, row) is None], f.rows(ProjectIndicator, row)
    if rated and not blank:
        return
    name = shortened(f[Project.name, row] or "")
    labels = [x.label for x in blank]
    if rated:
        message, numbers = f"{name}的附件3没填{'、'.join(labels)}", ""
    else:
        message = f"{name}的附件3没有指标，印出来是空表"
        numbers = f"没填{'、'.join([*labels, '绩效指标'])}"
    formerly = [*(x for x in labels if x != Project.department.label), "绩效指标"]
    words = [x for x in blank if rated or x is not Project.department]
    yield Finding(
        "projects_are_evaluated",
        Severity.REMINDER,
        message,
        (words[0].at(row) if words else Project.goal.at(row),),
        numbers,
        leads=None if words else RowToAdd(ProjectIndicator.key, row),
        formerly="" if rated else f"{message}|没填{'、'.join(formerly)}",
    )


SHEET_FIELDS = (Project.goal, Project.achieved, Project.department)
"""What a project's sheet has to say besides its money and its indicators."""


@check("last_years_projects_are_listed", "上年的项目都列了", "SUM")
def last_years_projects_are_listed(f: Facts) -> Iterator[Finding]:
    """Last year's total of projects is what the listed ones come to, or 附件1 cannot part it."""
    typed, listed = f[ProjectTotals.total.last], f[projects_sum("last")]
    listed = listed if f.rows(Project) else ZERO
    if typed is None or listed is None or not differs(typed, listed) or told_by_kind(f):
        return
    more = "多" if typed > listed else "少"
    yield Finding(
        "last_years_projects_are_listed",
        Severity.REMINDER,
        f"项目支出上年决算比所列项目的上年数{more} {money(abs(typed - listed))} 万元",
        (ProjectTotals.total.last.at(),),
        f"合计 {money(typed)}，所列项目 {money(listed)}；附件1上年的分类会空着",
        "上年有、本年没有的项目也列一行，全年执行填 无" if typed > listed else "",
    )


@check("last_years_kinds_are_kept", "上年的分类照去年印的", "SUM")
def last_years_kinds_are_kept(f: Facts) -> Iterator[Finding]:
    """What last year printed of each kind is what its total was, and what the projects come to."""
    told = {kind: f[field] for kind, field in LAST_OF_KIND.items()}
    total = f[quantity(ProjectTotals.total).last]
    places = tuple(field.at() for field in LAST_OF_KIND.values())
    known = [each for each in told.values() if each is not None]
    whole = sum(known, ZERO)
    if total is not None and len(known) == len(told) and differs(whole, total):
        gap = money(abs(whole - total))
        yield Finding(
            "last_years_kinds_are_kept",
            Severity.REMINDER,
            f"上年三类项目之和与项目支出上年决算相差 {gap} 万元",
            (*places, ProjectTotals.total.last.at()),
            f"{' + '.join(map(money, known))} = {money(whole)}，合计 {money(total)}",
            advice="照去年附件1核对",
        )
        return
    now = {kind: spent_on_kind(f, "last", kind) for kind in told}
    others = [
        f"{name}去年印 {money(one)}，今年的类别 {money(other)}"
        for kind, name in PROJECT_KINDS
        if (one := told[kind]) is not None and (other := now[kind]) is not None
        if differs(one, other)
    ]
    listed = f[projects_sum("last")]
    if others and total is not None and listed is not None and not differs(total, listed):
        yield Finding(
            "last_years_kinds_are_kept",
            Severity.REMINDER,
            "项目的类别与去年附件1的分类对不上",
            places,
            "；".join(others),
            advice="上年数照去年的印；今年改了类别的写原因，选错的改类别",
        )


@check("projects_are_listed_once", "一个项目只列一次", "SUM")
def projects_are_listed_once(f: Facts) -> Iterator[Finding]:
    """Two projects of the same amounts whose names differ by 经费 or 项目 may well be one."""
    listed: dict[str, list[int]] = {}
    for row in f.rows(Project):
        name = _PROJECT_WORDS.sub("", letters_of(f[Project.name, row] or ""))
        for other in listed.get(name, ()):
            same = _same_amount(f, row, other)
            if same is not None:
                names = (shortened(f[Project.name, each] or "", 12) for each in (other, row))
                yield Finding(
                    "projects_are_listed_once",
                    Severity.REMINDER,
                    f"{'和'.join(f'“{each}”' for each in names)}像同一个项目",
                    (Project.name.at(row), Project.name.at(other)),
                    f"{same[0].label}都是 {money(same[1])} 万元",
                    advice="是同一个就删去一行，不是的写原因",
                )
                break
        if name:
            listed.setdefault(name, []).append(row)


_PROJECT_WORDS = re.compile("(?:专项|项目|经费|资金|支出|费用|工程|工作)+$")
"""What a project is called by, or not, while it is the same."""


def _same_amount(f: Facts, row: int, other: int) -> tuple[Field[Decimal], Decimal] | None:
    """Return the first amount that two projects share, None where one differs or their budgets do."""
    budgets = {f[Project.budget, each] for each in (row, other)} - {None}
    fields = (Project.outturn, Project.full_year, Project.initial)
    known = [(x, f[x, row], f[x, other]) for x in fields]
    both = [(x, mine, its) for x, mine, its in known if mine is not None and its is not None]
    if len(budgets) > 1 or any(mine != its for _, mine, its in both):
        return None
    return next(((x, mine) for x, mine, _ in both if mine), None)


@check("sheets_are_signed", "附件下方的落款填齐", "MISSING", ground="附件2、附件3表下方的填表栏")
def sheets_are_signed(f: Facts) -> Iterator[Finding]:
    """Who filled the sheets in, the telephone, who answers for them: blank, they print so."""
    blank = [x for x in (Unit.preparer, Unit.phone, Unit.principal) if f.raw(x) is None]
    if blank and f.rows(Project) and f.raw(Unit.name) is not None:  # not before a sheet is begun
        yield Finding(
            "sheets_are_signed",
            Severity.REMINDER,
            f"{'、'.join(x.label for x in blank)}空着，附件下方照空印出",
            tuple(x.at() for x in blank),
            advice="填上；印出来再手写的，写原因说明",
        )


SHEET_CHECKS = (
    projects_are_evaluated,
    last_years_projects_are_listed,
    last_years_kinds_are_kept,
    projects_are_listed_once,
    sheets_are_signed,
)
