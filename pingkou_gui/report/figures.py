"""Figures of amounts and people: change, percent, rates, control rates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.form.form import AMOUNTS
from pingkou_gui.form.kinds import rounded
from pingkou_gui.form.pages.basic_spending import (
    Buildings,
    EconomicItem,
    ThreePublic,
    ThreePublicBudget,
)
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.form.values import NIL
from pingkou_gui.report.facts import Facts, Figure, figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pingkou_gui.form.field import Amounts, Field, Section
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.report import Report


# Quantities: every amount row with its years, its change and its rate, as figures.
#
# Change = this year − last year; rate = change ÷ last year (决算公开说明口径, two places half up
# where printed). A sum holds where all its parts are known, else what was typed for it.


ZERO = Decimal(0)
HUNDRED = Decimal(100)
PLACES = 2
"""Decimals of an amount as it is printed."""
COLUMNS = ("this", "last", "budget")


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum, None where there is nothing to add or a part is unknown."""
    parts = list(values)
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if known and len(known) == len(parts) else None


def added_rows(f: Facts, field: Field[Decimal], rows: tuple[int, ...]) -> Decimal | None:
    """Return the sum of a field over rows, None where there are none or one is unknown."""
    total, known = f.known_sum(field, rows)
    return total if known and known == len(rows) else None


def may_miss(f: Facts, field: Field[Decimal], section: type[Section], by: Field[str]) -> bool:
    """Return whether a row that does not say its group holds, or may hold, an amount of it.

    Such a row may belong to any group: what a group comes to is not known before it says so.
    """
    return any(f[field, row] != ZERO for row in f.rows_where(section, by, None))


def added_group(
    f: Facts, field: Field[Decimal], section: type[Section], by: Field[str], code: str
) -> Decimal | None:
    """Return the sum of a field over the rows of a group, None where one is unknown or may miss."""
    if may_miss(f, field, section, by):
        return None
    return added_rows(f, field, f.rows_where(section, by, code))


def has_unread(f: Facts, field: Field[Decimal], rows: tuple[int, ...]) -> bool:
    """Return whether some row holds words that could not be read as an amount."""
    if f.known_sum(field, rows)[1] == len(rows):
        return False
    return f.has_unread(field, rows)


# Differences and rates follow from the amounts as they are printed, two places half up: whoever
# works them out again from the paper comes to the same.


def as_printed(amount: Decimal) -> Decimal:
    """Return an amount as it is printed; one of no more places stays as it is."""
    two = rounded(amount, PLACES)
    return amount if two == amount else two


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return `part` in per cent of `whole`, None where one is unknown or the whole is zero."""
    if part is None or whole is None or not as_printed(whole):
        return None
    return as_printed(part) / as_printed(whole) * HUNDRED


def less(this: Decimal | None, last: Decimal | None) -> Decimal | None:
    """Return `this` − `last`, None where one is unknown.

    Of two that print the same a difference below a printed cent is kept: they are all but equal.
    """
    if this is None or last is None:
        return None
    printed, exact = as_printed(this) - as_printed(last), this - last
    return exact if not printed and not rounded(exact, PLACES) else printed


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """An amount row with its figures, all amounts in 万元, rates in per cent."""

    amounts: Amounts
    this: Figure
    last: Figure
    change: Figure
    rate: Figure
    budget: Figure | None = None
    budget_rate: Figure | None = None
    """This year's final amount in per cent of this year's budget (控制率)."""

    @property
    def label(self) -> str:
        """The name of the quantity."""
        return self.amounts.label

    @property
    def figures(self) -> Iterator[Figure]:
        """Yield this year, last year, change and rate.

        Budget and its rate where the quantity has them.
        """
        yield from (self.this, self.last, self.change, self.rate)
        if self.budget is not None:
            yield self.budget
        if self.budget_rate is not None:
            yield self.budget_rate

    def column(self, name: str) -> Figure | None:
        """Return the figure of `this`, `last` or `budget`."""
        found: Figure | None = getattr(self, name)
        return found


def field_of(amounts: Amounts, column: str) -> Field[Decimal] | None:
    """Return the typed field of a column, None where the row has no such column."""
    found: Field[Decimal] | None = getattr(amounts, column)
    return found


def summed(f: Facts, amounts: Amounts, column: str) -> Decimal | None:
    """Return what the parts of a quantity come to, None where they do not tell it."""
    rule = _summing(amounts, column)
    return None if rule is None else rule(f)


@cache
def _summing(amounts: Amounts, column: str) -> Callable[[Facts], Decimal | None] | None:
    """Return how the parts of a quantity are added up, None where it has none."""
    if amounts.parts:
        parts = amounts.parts
        return lambda f: added(_part(f, part, column) for part in parts)
    if amounts.code and column != "budget":
        item = EconomicItem.this if column == "this" else EconomicItem.last
        return lambda f: _items(f, item, amounts.code)
    if amounts is ProjectTotals.total:
        return {"this": _projects_this, "last": _projects_last}.get(column)
    return None


def _projects_this(f: Facts) -> Decimal | None:
    return added_rows(f, Project.outturn, f.rows(Project))


def _projects_last(f: Facts) -> Decimal | None:
    if f[ProjectTotals.total.last] is not None:
        return None  # last year's projects need not all be on this year's list
    return added_rows(f, Project.last, f.rows(Project))


def _items(f: Facts, item: Field[Decimal], code: str) -> Decimal | None:
    return added_group(f, item, EconomicItem, EconomicItem.category, code)


def _part(f: Facts, part: Amounts, column: str) -> Decimal | None:
    """Return a part of a sum; a class that most units have none of is 0 where nothing names it."""
    item = quantity(part).column(column)
    value = None if item is None else f[item]
    return ZERO if value is None and part.rare and not _is_named(f, part, column) else value


def _is_named(f: Facts, part: Amounts, column: str) -> bool:
    """Return whether something stands for a class that has no amount: unread words, its items."""
    typed = field_of(part, column)
    if typed is not None and f.raw(typed) is not None:
        return True
    item = EconomicItem.last if column == "last" else EconomicItem.this
    category = EconomicItem.category
    named = f.rows_where(EconomicItem, category, part.code)
    return bool(named) or may_miss(f, item, EconomicItem, category)


def settled(f: Facts, amounts: Amounts, column: str) -> Decimal | None:
    """Return the amount of a column: the sum of its parts where known, else what was typed."""
    total = summed(f, amounts, column)
    if total is not None:
        return total
    typed = field_of(amounts, column)
    return None if typed is None else f[typed]


def is_summed(f: Facts, amounts: Amounts, column: str) -> bool:
    """Return whether the amount of a column follows from its parts, so that none is typed."""
    return summed(f, amounts, column) is not None


def _words(amounts: Amounts, column: str) -> str:
    typed = field_of(amounts, column)
    if amounts.parts:
        return " + ".join(f"{{{part.key}:{column}}}" for part in amounts.parts)
    if amounts.code and column != "budget":
        return f"{amounts.label}各明细之和"
    if amounts is ProjectTotals.total and column != "budget":
        return "各项目之和"
    return "" if typed is None else f"{{{typed.key}}}"


def _column(amounts: Amounts, column: str, when: str) -> Figure:
    def rule(f: Facts, _row: int) -> Decimal | None:
        return settled(f, amounts, column)

    words = _words(amounts, column)
    key = f"{amounts.key}:{column}"
    return Figure(key, amounts.label + when, "万元", words, amounts.source, rule)


def _derived(
    amounts: Amounts, name: str, unit: str, words: str, rule: Callable[[Facts, int], Decimal | None]
) -> Figure:
    label = {"change": "增减额", "rate": "增减率", "budget_rate": "控制率"}[name]
    source = "决算公开说明口径：与上年决算数相比"
    return Figure(f"{amounts.key}:{name}", amounts.label + label, unit, words, source, rule)


def _quantity_of(amounts: Amounts) -> Quantity:
    """Return an amount with what follows from it: change, rate, share of its budget."""
    key = amounts.key
    this, last = _column(amounts, "this", "本年决算"), _column(amounts, "last", "上年决算")
    budget = _column(amounts, "budget", "本年预算") if amounts.budgeted else None
    change = _derived(
        amounts,
        "change",
        "万元",
        f"{{{key}:this}} − {{{key}:last}}",
        lambda f, _: less(f[this], f[last]),
    )
    rate = _derived(
        amounts,
        "rate",
        "%",
        f"{{{key}:change}} ÷ {{{key}:last}} × 100%",
        lambda f, _: share(f[change], f[last]),
    )
    control = None
    if budget is not None:
        kept = budget
        control = _derived(
            amounts,
            "budget_rate",
            "%",
            f"{{{key}:this}} ÷ {{{key}:budget}} × 100%",
            lambda f, _: share(f[this], f[kept]),
        )
    return Quantity(amounts, this, last, change, rate, budget, control)


QUANTITIES: dict[str, Quantity] = {amounts.key: _quantity_of(amounts) for amounts in AMOUNTS}
"""Every amount row of the form, by its key."""


@cache
def quantity(amounts: Amounts) -> Quantity:
    """Return the figures of an amount row."""
    return QUANTITIES[amounts.key]


_TYPED_IN = {
    field.key: (entry.amounts, column)
    for entry in QUANTITIES.values()
    for column in COLUMNS
    if (field := field_of(entry.amounts, column)) is not None
}
"""The row and the column of every amount that can be typed."""


def figure_shown(f: Facts, place: Place) -> Figure | None:
    """Return the figure that stands at a place while its amount follows from its parts."""
    amounts, column = _TYPED_IN.get(f"{place.section}.{place.field}", (None, ""))
    if amounts is None or not is_summed(f, amounts, column):
        return None
    return QUANTITIES[amounts.key].column(column)


def lost_last_totals(before: Facts, after: Report) -> tuple[tuple[Field[Decimal], Decimal], ...]:
    """Return last year's totals, in 万元, that a changed report does not tell any more.

    A class that was the sum of its items loses last year's total with an item of which nothing
    is known for last year: the total that was known is to be kept as stated. So is a sum of classes
    that took a class most units have none of for 0: with that class's first item nothing says
    whether it was 0 last year, and what the classes came to together is all that is known.
    """
    later = Facts(after, lambda: before.scheme)
    found = []
    for item in QUANTITIES.values():
        by_rows = item.amounts.code or item.amounts is ProjectTotals.total
        total = before[item.last] if by_rows or _took_none(before, later, item.amounts) else None
        if total is not None and later[item.last] is None:
            found.append((item.amounts.last, total))
    return tuple(found)


def _took_none(before: Facts, later: Facts, amounts: Amounts) -> bool:
    """Return whether a sum of last year took a class for 0, and something names that class now."""
    return any(
        part.rare and not _is_named(before, part, "last") and _is_named(later, part, "last")
        for part in amounts.parts
    )


# How the three public expenses stand to their budgets.


@figure(
    "three_public_budget_change_rate",
    "“三公”经费变动率",
    unit="%",
    words="({three_public.total:budget} − {three_public_budget.last_budget})"
    " ÷ {three_public_budget.last_budget} × 100%",
    source="财预〔2013〕53号：“三公”经费变动率比较本年与上年预算数",
)
def three_public_budget_change_rate(f: Facts, _row: int) -> Decimal | None:
    """This year's budget against last year's, in per cent."""
    budget, last = quantity(ThreePublic.total).budget, f[ThreePublicBudget.last_budget]
    return None if budget is None else share(less(f[budget], last), last)


def no_building(f: Facts) -> bool:
    """Return whether 无 is said of one of the four cells of 楼堂馆所 and a number in none."""
    values = [f.raw(field) for field in Buildings.fields]
    return NIL in values and all(value is None or value is NIL for value in values)


@figure(
    "building_area_rate",
    "规模控制率",
    unit="%",
    words="{buildings.actual_area} ÷ {buildings.approved_area} × 100%",
    source="部门整体支出绩效评价基础数据表",
)
def building_area_rate(f: Facts, _row: int) -> Decimal | None:
    """Area built in per cent of the area approved."""
    return share(f[Buildings.actual_area], f[Buildings.approved_area])


@figure(
    "building_investment_rate",
    "投资概算控制率",
    unit="%",
    words="{buildings.actual_investment} ÷ {buildings.planned_investment} × 100%",
    source="部门整体支出绩效评价基础数据表",
)
def building_investment_rate(f: Facts, _row: int) -> Decimal | None:
    """Money spent in per cent of the investment approved."""
    return share(f[Buildings.actual_investment], f[Buildings.planned_investment])


CONTROL = (three_public_budget_change_rate, building_area_rate, building_investment_rate)


# Posts and people.


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@figure(
    "staff_control_rate",
    "在职人员控制率",
    unit="%",
    words="{staff.headcount} ÷ {staff.establishment} × 100%",
    source="财预〔2013〕53号：在职人员控制率 = 在职人员数 / 编制数",
)
def staff_control_rate(f: Facts, _row: int) -> Decimal | None:
    """People in post in per cent of posts; None where one is unknown or there are no posts."""
    return share(_decimal(f[Staff.headcount]), _decimal(f[Staff.establishment]))


@figure(
    "headcount_change",
    "实有人数增减",
    unit="人",
    words="{staff.headcount} − {staff.headcount_last}",
    source="决算报表“机构人员情况表”",
)
def headcount_change(f: Facts, _row: int) -> Decimal | None:
    """This year's people less last year's; None where one is unknown."""
    return less(_decimal(f[Staff.headcount]), _decimal(f[Staff.headcount_last]))


PEOPLE = (staff_control_rate, headcount_change)
