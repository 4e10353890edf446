"""What the pictures of a report show: names and numbers, nothing of how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.figures_funds import total_spending, total_spending_last
from pingkou_gui.report.scores import group_scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pingkou_gui.form.field import Amounts
    from pingkou_gui.report.facts import Facts, Figure

HUNDRED = Decimal(100)


class Look(Enum):
    """How the marks of a series are told apart, in black and white as well."""

    LAST = "outline"
    """Last year, what could be earned: an outline."""
    BUDGET = "hatched"
    THIS = "solid"
    """This year, what was earned."""


class ChartKind(Enum):
    """Bars beside one another, or lines over years."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one name, one for each category; None where it is not known."""

    name: str
    values: tuple[Decimal | None, ...]
    look: Look = Look.THIS


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: its title, the unit of its numbers, what stands along it, and its series."""

    key: str
    title: str
    unit: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def description(self) -> str:
        """The picture in words, for whoever cannot see it."""
        lines = []
        for at, category in enumerate(self.categories):
            parts = [
                f"{each.name} {shown(each.values[at])}"
                for each in self.series
                if each.values[at] is not None
            ]
            if parts:
                lines.append(f"{category}：{'，'.join(parts)}")
        return f"{self.title}（{self.unit}）。{'；'.join(lines)}"

    @property
    def names_series(self) -> bool:
        """Whether the names of the series stand over it: lines are always named."""
        return len(self.series) > 1 or self.kind is ChartKind.LINES

    @property
    def most(self) -> Decimal:
        """The largest number, 0 where there is none."""
        return max((v for s in self.series for v in s.values if v is not None), default=Decimal(0))


def shown(value: Decimal | None) -> str:
    """Return a number as it stands beside its mark."""
    return "" if value is None else grouped(rounded(value, 2), 2)


# The pictures of a report.


_COMPARED = (Basic.total, Basic.personnel, Basic.operating, ProjectTotals.total)
_PUBLIC = (
    ThreePublic.overseas,
    ThreePublic.vehicles,
    ThreePublic.reception,
    Conferences.meetings,
    Conferences.training,
)


def charts(facts: Facts, earlier: Mapping[int, Facts] | None = None) -> tuple[Chart, ...]:
    """Return the pictures that a report has numbers for.

    Args:
        facts: The report.
        earlier: Reports of the unit of earlier years, by year.
    """
    found = (
        _by_kind(facts),
        _beside_last_year(facts),
        _public_expenses(facts),
        _scores(facts),
        *_over_years(facts, dict(earlier or {})),
    )
    return tuple(chart for chart in found if chart.categories and chart.most > 0)


def charts_title(facts: Facts) -> str:
    """Return what stands over the pictures on paper."""
    unit, year = facts[Unit.name], facts[Unit.year]
    return f"{unit or ''}{f'{year}年度' if year else ''}图表"


def _by_kind(f: Facts) -> Chart:
    """What was spent on what, with its share where the parts make up the whole."""
    rows = [(each.label, f[quantity(each).this]) for each in _spent_on(f)]
    known = [(label, value) for label, value in rows if value]
    whole, summed = f[total_spending], sum((value for _, value in known), Decimal(0))
    complete = whole is not None and rounded(whole, 2) == rounded(summed, 2)
    names = [
        f"{name} {rounded(value / summed * HUNDRED, 2)}%" if complete else name
        for name, value in known
    ]
    values = tuple(value for _, value in known)
    series = (Series("本年决算", values),)
    return Chart("by_kind", "支出按性质", "万元", ChartKind.BARS, tuple(names), series)


def _spent_on(f: Facts) -> Iterator[Amounts]:
    """The economic classes, and projects."""
    yield from _told(f, Basic.total)
    yield ProjectTotals.total


def _told(f: Facts, whole: Amounts) -> Iterator[Amounts]:
    """The parts of a total; the total itself where they come to less than it prints."""
    parts = [each for part in whole.parts for each in _told(f, part)]
    total = f[quantity(whole).this]
    summed = sum((f[quantity(each).this] or Decimal(0) for each in parts), Decimal(0))
    if total is not None and rounded(summed, 2) < rounded(total, 2):
        yield whole
    else:
        yield from parts or (whole,)


def _beside_last_year(f: Facts) -> Chart:
    """Return the chart of the main amounts, this year beside last year."""
    rows = [each for each in _COMPARED if _any(f, quantity(each).this, quantity(each).last)]
    return Chart(
        "beside_last_year",
        "本年与上年",
        "万元",
        ChartKind.BARS,
        tuple(each.label for each in rows),
        (
            Series("上年决算", tuple(f[quantity(e).last] for e in rows), Look.LAST),
            Series("本年决算", tuple(f[quantity(e).this] for e in rows)),
        ),
    )


def _public_expenses(f: Facts) -> Chart:
    """The three public expenses, meetings and training beside their budget and last year."""
    rows = [each for each in _public(f) if _any(f, *_figures_of(each))]
    budgets = tuple(_value(f, quantity(each).budget) for each in rows)
    return Chart(
        "public_expenses",
        "“三公”经费、会议费、培训费与预算",
        "万元",
        ChartKind.BARS,
        tuple(each.label for each in rows),
        (
            Series("上年决算", tuple(f[quantity(e).last] for e in rows), Look.LAST),
            Series("本年预算", budgets, Look.BUDGET),
            Series("本年决算", tuple(f[quantity(e).this] for e in rows)),
        ),
    )


def _public(f: Facts) -> Iterator[Amounts]:
    """The public expenses; a total stands for its parts where they do not tell all of it."""
    for each in _PUBLIC:
        yield from each.parts if each.parts and _tell_all(f, each, each.parts) else (each,)


def _tell_all(f: Facts, whole: Amounts, parts: Sequence[Amounts]) -> bool:
    """Return whether parts make up their total this year, last year and in the budget."""
    for at, figure in enumerate(_figures_of(whole)):
        total = _value(f, figure)
        known = (_value(f, _figures_of(part)[at]) for part in parts)
        if total is not None and total != sum((v for v in known if v is not None), Decimal(0)):
            return False
    return True


def _figures_of(amounts: Amounts) -> tuple[Figure | None, ...]:
    found = quantity(amounts)
    return found.this, found.last, found.budget


def _scores(f: Facts) -> Chart:
    """Return the chart of scores beside points, by level."""
    groups = [g for g in group_scores(f) if g.rows or g.score is not None]
    return Chart(
        "scores",
        "得分",
        "分",
        ChartKind.BARS,
        tuple(group.level for group in groups),
        (
            Series("分值", tuple(g.points or g.expected for g in groups), Look.LAST),
            Series("得分", tuple(g.score for g in groups)),
        ),
    )


def _over_years(f: Facts, earlier: dict[int, Facts]) -> tuple[Chart, ...]:
    """Return lines over the years: the year before comes from the report itself."""
    year = f[Unit.year]
    if not isinstance(year, int):
        return ()
    known = {each: facts for each, facts in earlier.items() if each < year} | {year: f}
    years = list(range(max(min(known) - 1, year - _MOST_YEARS + 1), year + 1))
    spending = (
        (_WHOLE, total_spending, total_spending_last),
        *(
            (e.label, quantity(e).this, quantity(e).last)
            for e in (Basic.total, ProjectTotals.total)
        ),
    )
    public = tuple(
        (e.label, quantity(e).this, quantity(e).last)
        for e in (ThreePublic.total, Conferences.meetings, Conferences.training)
    )
    return (
        _line_chart("years", "支出历年", years, known, spending),
        _line_chart("years_public", "“三公”经费、会议费、培训费历年", years, known, public),
    )


_MOST_YEARS = 8
_WHOLE = "总支出"
"""The line that is drawn though only one year of it is known: a point, for what was spent in all."""


def _line_chart(
    key: str,
    title: str,
    years: list[int],
    known: Mapping[int, Facts],
    rows: tuple[tuple[str, Figure, Figure], ...],
) -> Chart:
    """Return a chart over years; a line needs two known years, the whole's only one."""
    series = tuple(
        Series(name, tuple(_of_year(year, known, this, last) for year in years))
        for name, this, last in rows
    )
    known_years = [sum(value is not None for value in each.values) for each in series]
    drawn = tuple(
        each
        for each, number in zip(series, known_years, strict=True)
        if number > 1 or (number and each.name == _WHOLE and max(known_years) > 1)
    )
    names = tuple(f"{year}年" for year in years) if drawn else ()
    return Chart(key, title, "万元", ChartKind.LINES, names, drawn)


def _of_year(year: int, known: Mapping[int, Facts], this: Figure, last: Figure) -> Decimal | None:
    """Return a figure of a year: as its own report says, else as the one after it does."""
    if year in known and known[year][this] is not None:
        return known[year][this]
    return known[year + 1][last] if year + 1 in known else None


def _any(f: Facts, *figures: Figure | None) -> bool:
    return any(_value(f, each) for each in figures)


def _value(f: Facts, figure: Figure | None) -> Decimal | None:
    return None if figure is None else f[figure]
