"""Units of money: amounts in 元 where the report wants 万元, told by the checks, a paste, an import.

One judge for all of them: `amounts_in_doubt` says which amounts that come into a report are
probably in another unit, by what the checks of the page would say of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, rounded
from pingkou_gui.form.pages.basic_spending import Conferences, EconomicItem, ThreePublic
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import SINGLE
from pingkou_gui.report.check_rules import check, money, row_check, shortened
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import COLUMNS, QUANTITIES, field_of, is_summed
from pingkou_gui.report.figures_funds import (
    FUNDS,
    stage_field,
    total_spending,
    total_spending_last,
)
from pingkou_gui.report.findings import Finding, QuickFix, Severity
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.proposal import Proposal, Proposed
    from pingkou_gui.report.report import Report

YUAN_IN_WAN = Decimal(10_000)
JUMP = 1_000
"""So many times last year's amount is no change but another unit."""

# Above these amounts (万元) a unit of a county or township has filled in 元. The most that a
# person in post can cost or spend bounds them where it is known how many there are.
_PER_PERSON, _SMALL_PER_PERSON = Decimal(1_000), Decimal(50)
_LEAST_PEOPLE = 10
_MOST, _MOST_SMALL, _MOST_OF_A_FUND = Decimal(100_000), Decimal(5_000), Decimal(200_000)
_UNIT_GROUND = "报告表内金额单位：万元"
_SMALL = (ThreePublic.key, Conferences.key)
_WHEN = {"this": "", "last": "上年决算", "budget": "本年预算"}
_STAGES = (
    (Project.last, "上年决算"),
    (Project.initial, "年初预算"),
    (Project.full_year, "全年预算"),
    (Project.outturn, "全年执行"),
)
_FUND_STAGES = {"initial": "年初预算", "full_year": "全年预算", "outturn": "全年执行"}


def _ceiling(f: Facts, *, small: bool = False) -> Decimal:
    """Return the amount from which a figure of the unit must have been typed in 元."""
    people = f[Staff.headcount]
    if not people:
        return _MOST_SMALL if small else _MOST
    return max(people, _LEAST_PEOPLE) * (_SMALL_PER_PERSON if small else _PER_PERSON)


def _fund_ceiling(f: Facts) -> Decimal:
    """Return the same for what whole budgets and projects may come to."""
    return max(_ceiling(f), _MOST_OF_A_FUND) if f[Staff.headcount] else _MOST


def is_in_yuan(f: Facts, amounts: Amounts) -> bool:
    """Return whether this or last year's amount of a row was probably typed in 元."""
    small = amounts.this.section in _SMALL
    typed = [f[field] for field in (amounts.this, amounts.last)]
    beyond = any(value is not None and value >= _ceiling(f, small=small) for value in typed)
    return beyond or _jumps(*typed)


def _jumps(this: Decimal | None, last: Decimal | None) -> bool:
    return bool(this and last and this >= last * JUMP)


@check("amounts_are_in_wan", "金额单位是万元", "UNIT", ground=_UNIT_GROUND)
def amounts_are_in_wan(f: Facts) -> Iterator[Finding]:
    """An amount ten thousand times off, against last year's or against what can be, is in 元."""
    for row in QUANTITIES.values():
        for column in COLUMNS:
            field = field_of(row.amounts, column)
            if field is None or is_summed(f, row.amounts, column):
                continue  # where it follows from its parts, they are what was typed
            value, label = f[field], f"{row.label}{_WHEN[column]}"
            last = f[row.last] if column == "this" else None
            limit = _ceiling(f, small=field.section in _SMALL)
            if column == "this":
                yield from _too_small(f, "amounts_are_in_wan", field, row.label)
            yield from _too_large(f, "amounts_are_in_wan", label, field.at(), (value, last), limit)
    yield from _funds_too_large(f)


def _funds_too_large(f: Facts) -> Iterator[Finding]:
    limit = _fund_ceiling(f)
    for fund in FUNDS.values():
        for stage, when in _FUND_STAGES.items():
            field = stage_field(fund.section, stage)
            typed = f[field], None
            yield from _too_large(
                f, "amounts_are_in_wan", f"{fund.label}{when}", field.at(), typed, limit
            )


@row_check(
    "item_amounts_are_in_wan", EconomicItem, "明细的金额单位是万元", "UNIT", ground=_UNIT_GROUND
)
def item_amounts_are_in_wan(f: Facts, row: int) -> Iterator[Finding]:
    """The same for an item of an economic class."""
    key, name = "item_amounts_are_in_wan", shortened(f[EconomicItem.name, row] or "未命名明细")
    last, limit = f[EconomicItem.last, row], _ceiling(f)
    this = f[EconomicItem.this, row], last
    yield from _too_large(f, key, name, EconomicItem.this.at(row), this, limit)
    before = (last, None)
    yield from _too_large(f, key, f"{name}上年决算", EconomicItem.last.at(row), before, limit)


@row_check(
    "project_amounts_are_in_wan", Project, "项目的金额单位是万元", "UNIT", ground=_UNIT_GROUND
)
def project_amounts_are_in_wan(f: Facts, row: int) -> Iterator[Finding]:
    """The same for a project; the largest share of all is told of, in which column it stands."""
    name = shortened(f[Project.name, row] or "未命名项目", 8)
    last = f[Project.last, row]
    for field, when in _STAGES:
        yield from _too_small(f, "project_amounts_are_in_wan", field, f"{name}{when}", row)
        value = f[field, row], None if field is Project.last else last
        yield from _too_large(
            f, "project_amounts_are_in_wan", f"{name}{when}", field.at(row), value, _fund_ceiling(f)
        )


def _too_small(
    f: Facts, key: str, field: Field[Decimal], label: str, row: int = SINGLE
) -> Iterator[Finding]:
    """Yield an amount that is less than what is printed: it was taken for 元, and was 万元."""
    this, place = f[field, row], field.at(row)
    if not this or this >= Decimal("0.01"):
        return
    entry = f.report.entry(place)
    typed = entry.source.original if entry else ""
    meant = this * YUAN_IN_WAN
    yield _finding(
        key,
        f"{typed or label}是 {money(this)} 万元，核对单位",
        place,
        f"按万元应为 {money(meant)}",
        meant,
    )


def _too_large(  # noqa: PLR0913, PLR0917 - an amount with all that is known of it
    f: Facts,
    key: str,
    label: str,
    place: Place,
    value: tuple[Decimal | None, Decimal | None],
    limit: Decimal,
) -> Iterator[Finding]:
    """Yield what is wrong with an amount, beside last year's where that is known."""
    amount, last = value
    if amount is None:
        return
    meant = _in_yuan(f, place, amount)
    if last and _jumps(amount, last):
        message = f"{label}是上年的 {int(amount / last)} 倍，核对是否按元填的"
        numbers = f"{money(last)} → {money(amount)}；按元折算为 {money(meant)}"
        yield _finding(key, message, place, numbers, meant)
    elif amount >= limit:
        message = f"{label}有 {money(amount)} 万元，核对单位"
        yield _finding(key, message, place, f"按元折算为 {money(meant)}", meant)


_WITH_UNIT = re.compile(r"(?P<figure>[\d,，]*\.?\d+) ?(?:亿元?|百万元?|千元|千万元?)")


def _in_yuan(f: Facts, place: Place, amount: Decimal) -> Decimal:
    """Return what an amount comes to if it was in 元: the figure that was typed, whatever its unit.

    200000 for which 百万元 was chosen by mistake is 20.00, and not a tenth of a thousandth of what
    it became.
    """
    entry = f.report.entry(place)
    found = _WITH_UNIT.fullmatch(entry.source.original.strip()) if entry else None
    if found is None:
        return amount / YUAN_IN_WAN
    return Decimal(found["figure"].replace(",", "").replace("，", "")) / YUAN_IN_WAN


def _finding(key: str, message: str, place: Place, numbers: str, meant: Decimal) -> Finding:
    fix = QuickFix(f"改为 {money(meant)}", place, f"{meant:f}")
    return Finding(key, Severity.REMINDER, message, (place,), numbers, money(meant), (fix,))


UNIT_CHECKS = (amounts_are_in_wan, item_amounts_are_in_wan, project_amounts_are_in_wan)


# Amounts that come into a report, pasted or read from a file: which are probably in another unit.


_MUCH = Decimal(100_000)
"""万元 that a township does not spend in a year (10亿元)."""
_TIMES_ALL = 10
"""So many times all that is spent is another unit, and no part that was still to come."""
_TIMES = re.compile("是上年的 \\d+ 倍")


def amounts_in_doubt(before: Facts, after: Facts, places: Iterable[Place]) -> dict[Place, str]:
    """Return why amounts that come in are probably in another unit, in words that follow them.

    Args:
        before: The report without them.
        after: The report with them: what it knows of last year, of persons, of the whole counts.
        places: Where they stand in `after`.
    """
    told = {f.places[0]: f for check in UNIT_CHECKS for f in check.run(after)}
    known = [f[each] for f in (before, after) for each in (total_spending, total_spending_last)]
    most, spent = max((each for each in known if each), default=None), before[total_spending]
    found: dict[Place, str] = {}
    for place in places:
        field, amount = FORM.field_at(place), after.report[place]
        money_there = field is not None and isinstance(field.kind, AmountKind)
        if not money_there or not isinstance(amount, Decimal) or not amount:
            continue
        why = _beyond_all(place, amount, most, spent)
        finding = told.get(place)
        if finding is not None:
            times = _TIMES.search(finding.message)
            why = times[0] if times else _in_its_size(amount)
        if why or amount >= _MUCH:
            found[place] = why or _in_its_size(amount)
    return found


def _in_its_size(amount: Decimal) -> str:
    if amount < _MOST_SMALL:
        return "小得不像" if amount < 1 else "大得不像"
    return f"就是 {money(amount / YUAN_IN_WAN)} 亿元"


def _beyond_all(place: Place, amount: Decimal, most: Decimal | None, spent: Decimal | None) -> str:
    """Return that an amount is more than all spending; a project may still be a part to come.

    Args:
        place: Where the amount stands.
        amount: The amount.
        most: The most that was spent in this year or the last, before the amount came in or after.
        spent: What was spent this year without the amount.
    """
    whole = most
    if place.section not in _SMALL:
        whole = spent
        if not whole or amount < max(whole * _TIMES_ALL, _MOST_SMALL):
            return ""
    return f"比全部支出 {money(whole)} 万元还多" if whole and amount > whole else ""


def with_units_in_doubt(proposal: Proposal, report: Report) -> Proposal:
    """Return a proposal with a doubt on amounts that are probably in another unit than is stated.

    What stands in one table has one unit: with one amount of it all others are asked about, and
    each gets what it would be in the other unit.
    """
    draft = Draft(report)
    rows = accept(draft, proposal, proposal.items)
    places = [i.place._replace(row=rows.get(i.place.row, i.place.row)) for i in proposal.items]
    facts = Facts(report, default_scheme)
    found = amounts_in_doubt(facts, Facts(report.apply(draft.change), default_scheme), places)
    told: dict[tuple[str, str], str] = {}
    for item, place in zip(proposal.items, places, strict=True):
        if place in found and isinstance(item.value, Decimal):
            told.setdefault(_group_of(item), _unit_doubt(item, found[place]))
    if not told:
        return proposal
    items = [_doubted(item, told.get(_group_of(item), "")) for item in proposal.items]
    waiting = {i.place.row for i in items if i.place.row < 0 and _ASKED.search(i.doubt)}
    for at, item in enumerate(items):  # words of a new row wait for its amounts
        if item.place.row in waiting and not isinstance(item.value, Decimal):
            items[at] = _with_doubt(item, told.get(_group_of(item), ""))
    return replace(proposal, items=tuple(items))


_TABLE = re.compile("^(.*表\\d+)“")
_CELL = re.compile("^(.+) [A-Z]{1,3}\\d+")
_ASKED = re.compile("是不是(?:元|万元)|单位写成")
_LEAST = Decimal("0.01")
"""万元 that are printed; less is hardly what a table holds."""


def _group_of(item: Proposed) -> tuple[str, str]:
    """Return what shares the unit of an item: its table, else the words it was read from alone."""
    where = item.source.where
    found = _TABLE.match(where) or _CELL.match(where)
    return item.source.file, found[1] if found else f"{where} {item.source.original}"


def _unit_doubt(item: Proposed, why: str) -> str:
    amount = item.value if isinstance(item.value, Decimal) else Decimal(0)
    small = amount < 1
    read = f"{amount.normalize():f}" if small else money(amount)
    return f"{item.label} {read} 万元{why}，核对金额单位是不是{'万元' if small else '元'}"


def _with_doubt(item: Proposed, doubt: str) -> Proposed:
    if _ASKED.search(item.doubt):
        return item  # when its file was read by itself
    return replace(item, doubt="；".join(filter(None, (doubt, item.doubt))))


def _doubted(item: Proposed, doubt: str) -> Proposed:
    """Return an amount with a doubt about its unit, and its value in the other one."""
    field, value = FORM.field_at(item.place), item.value
    money_there = field is not None and isinstance(field.kind, AmountKind)
    if not doubt or not money_there or not isinstance(value, Decimal):
        return item
    turned = value.scaleb(4 if doubt.endswith("万元") else -4)
    if not _LEAST <= turned < _MUCH:
        return item  # of this one the other unit makes nothing that can be
    two = rounded(turned, 2)
    turned = two if two == turned else turned.normalize()
    instead = turned if item.instead is None else item.instead
    return replace(_with_doubt(item, doubt), instead=instead)
