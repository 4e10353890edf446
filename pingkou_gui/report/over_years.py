"""What a unit's reports of other years say at the same place: amounts, texts, differences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import SINGLE, FigureRef, Place
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures import COLUMNS, QUANTITIES, field_of
from pingkou_gui.report.row_names import naming_field, same_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts, Figure


# Where a text differs from an earlier one.


_CLAUSE = re.compile("[^，。；：、\n]*[，。；：、\n]?")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether the other text has something else there."""

    text: str
    differs: bool


def differing_parts(before: str, now: str) -> tuple[Part, ...]:
    """Return the earlier text in pieces, marked where the later one says something else.

    Clauses are compared first and letters within them, so that it takes little time however
    long the texts are.
    """
    old, new = _clauses(before), _clauses(now)
    parts: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        earlier = "".join(old[a:b])
        if tag == "replace":
            parts += _letters(earlier, "".join(new[c:d]))
        elif earlier:
            parts.append(Part(earlier, tag != "equal"))
    return tuple(_joined(parts))


def _clauses(text: str) -> list[str]:
    return [found for found in _CLAUSE.findall(text) if found]


_LETTERS = 200
"""Where a text has so many, its matcher leaves the frequent ones out."""


def _letters(before: str, now: str) -> Iterator[Part]:
    if max(len(before), len(now)) >= _LETTERS:
        yield Part(before, differs=True)
        return
    for tag, a, b, _, _ in SequenceMatcher(None, before, now).get_opcodes():
        if a < b:
            yield Part(before[a:b], tag != "equal")


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    held: Part | None = None
    for part in parts:
        if held is not None and held.differs == part.differs:
            held = Part(held.text + part.text, part.differs)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


# An amount, or a text, over the years.


@dataclass(frozen=True, slots=True)
class YearValue:
    """What one year says: a number with its unit's places, or words; where that stands."""

    year: int
    text: str
    number: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class OverYears:
    """A quantity, or a text, with its years from the earliest to the latest."""

    label: str
    unit: str
    values: tuple[YearValue, ...]

    @property
    def is_numeric(self) -> bool:
        """Whether there are numbers to be drawn."""
        return any(value.number is not None for value in self.values)


_PAIRS: dict[str, tuple[Any, Any]] = {
    field.key: (each.amounts.this, each.amounts.last)
    for each in QUANTITIES.values()
    for field in (each.amounts.this, each.amounts.last)
}
_PAIRS |= {
    f.key: (Staff.headcount, Staff.headcount_last) for f in (Staff.headcount, Staff.headcount_last)
}
_PAIRS |= {f.key: (Project.outturn, Project.last) for f in (Project.outturn, Project.last)}
_FIGURE_OF = {
    field.key: each.column(column)
    for each in QUANTITIES.values()
    for column in COLUMNS
    if (field := field_of(each.amounts, column)) is not None
}
"""The figure that tells the amount of a field, whether it was typed or follows from parts."""


def over_years(reports: Mapping[int, Facts], year: int, ref: Ref) -> OverYears:
    """Return what the reports of a unit say at a place, or of a derived number, by year.

    Args:
        reports: The reports by their years; the one of `year` is among them.
        year: The year of the report that `ref` is an address in.
        ref: A typed value or a derived number. Last year's amount is the same quantity as this
            year's, a year earlier: it counts where that year has no report of its own.
    """
    here = reports[year]
    this, last = _pair(ref)
    found: dict[int, YearValue] = {}
    for each in sorted(reports):
        place = _there(this, here, reports[each])
        if place is not None and (value := _value_of_year(reports[each], place, each, "")):
            found[each] = value
    for each in sorted(reports):
        place = None if last is None else _there(last, here, reports[each])
        if place is not None and each - 1 not in found:
            value = _value_of_year(reports[each], place, each - 1, f"{each}年度报告里的上年数")
            if value:
                found[each - 1] = value
    label, unit = _named(this)
    return OverYears(label, unit, tuple(found[each] for each in sorted(found)))


def _pair(ref: Ref) -> tuple[Ref, Ref | None]:
    """Return where this year's value stands and where the same quantity's of the year before."""
    if isinstance(ref, FigureRef):
        stem, _, column = ref.figure.rpartition(":")
        if column in ("this", "last"):
            return FigureRef(f"{stem}:this", ref.row), FigureRef(f"{stem}:last", ref.row)
        return ref, None
    pair = _PAIRS.get(f"{ref.section}.{ref.field}")
    if pair is None:
        return ref, None
    return pair[0].at(ref.row), pair[1].at(ref.row)


def _there(ref: Ref, here: Facts, there: Facts) -> Ref | None:
    if isinstance(ref, Place):
        return same_place(ref, here.report, there.report)
    section = FIGURES[ref.figure].section
    if not section or ref.row == SINGLE:
        return ref
    name = naming_field(FORM.sections[section]).at(ref.row)
    row = same_place(name, here.report, there.report)
    return None if row is None else ref._replace(row=row.row)


def _value_of_year(f: Facts, ref: Ref, year: int, source: str) -> YearValue | None:
    """Return a field or figure of one year, as words and number; None where it is blank."""
    figure = _figure_of(ref)
    if figure is not None:
        number = f[figure, ref.row]
        if number is None:
            return None
        return YearValue(year, _number_text(number, figure.unit), number, source)
    if isinstance(ref, FigureRef):
        return None
    field, value = FORM.field_at(ref), f.report[ref]
    if field is None or value is None:
        return None
    known = f[field, ref.row]
    number = Decimal(known) if isinstance(known, int | Decimal) and field.kind.numeric else None
    return YearValue(year, field.show(value), number, source)


def _figure_of(ref: Ref) -> Figure | None:
    if isinstance(ref, FigureRef):
        return FIGURES.get(ref.figure)
    return _FIGURE_OF.get(f"{ref.section}.{ref.field}")


def _number_text(number: Decimal, unit: str) -> str:
    if unit in ("人", "个"):
        return f"{rounded(number, 0)}"
    return grouped(rounded(number, 2), 2) + ("%" if unit == "%" else "")


def _named(ref: Ref) -> tuple[str, str]:
    figure = _figure_of(ref)
    if figure is not None:
        return figure.label.removesuffix("本年决算"), figure.unit
    field = FORM.field_at(ref) if isinstance(ref, Place) else None
    return ("", "") if field is None else (field.label, field.unit)
