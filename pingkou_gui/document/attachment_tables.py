"""Cells and indicator rows that the attachments share: words, amounts, rates, merged levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

from pingkou_gui.document.line_breaking import measure
from pingkou_gui.document.phrases import (
    Span,
    SpanKind,
    as_printed,
    concat,
    covered_by_total,
    fixed,
    has_last_year,
    missing,
    spans_of,
    typed,
    words,
)
from pingkou_gui.document.tree import Align, TableCell, TableRow
from pingkou_gui.form.field import REQUIREMENTS, is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind, grouped, rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.scoring import bare_name
from pingkou_gui.form.values import NIL, SINGLE, Unread
from pingkou_gui.report.figure_index import lacking
from pingkou_gui.report.figures import is_summed, quantity
from pingkou_gui.report.indicators import requirement_of
from pingkou_gui.report.scores import actual_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.form.pages.projects import ProjectIndicator
    from pingkou_gui.form.pages.scoring import Indicator
    from pingkou_gui.form.values import Place, Ref
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.scheme.scheme import IndicatorLevel


# Cells of the attachments: words, amounts and rates with what stands behind them.
#
# An amount of 无 is printed as 0.00, as official tables do; a blank one leaves its cell blank, or
# marked 【待填】 where the report cannot do without it. A number that makes no sense, such as a
# rate on a budget of zero or last year's amount of a unit that is new, is a dash.


MISSING = "【待填】"
"""The row and the head of the column say what is missing."""
DASH = "—"


def head(text: str, *, columns: int = 1, rows: int = 1) -> TableCell:
    """Return a cell of the frame: words of the form itself."""
    return TableCell((Span(text),), Align.CENTRE, columns, rows, head=True)


def label(text: str | Spans, indent: float = 0, *, columns: int = 1, rows: int = 1) -> TableCell:
    """Return a cell that names its row, `indent` characters in."""
    spans = (Span(text),) if isinstance(text, str) else text
    return TableCell(spans, Align.LEFT, columns, rows, indent)


def centred(*spans: Span, columns: int = 1, rows: int = 1) -> TableCell:
    """Return a cell with words in its middle."""
    return TableCell(spans, Align.CENTRE, columns, rows)


def empty(*refs: Ref, columns: int = 1, rows: int = 1) -> TableCell:
    """Return a blank cell that knows what would fill it."""
    return TableCell((Span("", SpanKind.TYPED, refs),) if refs else (), columns=columns, rows=rows)


def dash(*refs: Ref, columns: int = 1) -> TableCell:
    """Return the dash of a number that makes no sense here."""
    return centred(Span(DASH, SpanKind.DERIVED if refs else SpanKind.PLAIN, refs), columns=columns)


def words_of(f: Facts, field: Field[Any], row: int = SINGLE) -> Spans:
    """Return what was typed, line by line as it was, or its gap."""
    value = f.raw(field, row)
    if is_blank(value):
        return (_gap(field.at(row), needed=field.required or isinstance(value, Unread)),)
    shown = field.show(value)
    if isinstance(field.kind, TextKind):
        shown = as_printed(f, shown)
    lines = (line.strip() for line in shown.split("\n"))
    return (Span("\n".join(filter(None, lines)), SpanKind.TYPED, (field.at(row),)),)


def prose(f: Facts, field: Field[str], row: int = SINGLE, *, columns: int = 1) -> TableCell:
    """Return a cell of the clerk's sentences."""
    return TableCell(words_of(f, field, row), columns=columns)


def word(
    f: Facts, field: Field[Any], row: int = SINGLE, *, columns: int = 1, rows: int = 1
) -> TableCell:
    """Return a cell of a name or a short answer, in its middle."""
    return TableCell(words_of(f, field, row), Align.CENTRE, columns, rows)


def number(value: Decimal | None, span: Span, *, unit: str = "", columns: int = 1) -> TableCell:
    """Return a cell of figures; `span` carries their source, or is the gap of an unknown one."""
    units = (Span(unit),) if unit and value is not None else ()
    return TableCell((span, *units), Align.RIGHT, columns)


def amount(f: Facts, field: Field[Decimal], row: int = SINGLE, *, columns: int = 1) -> TableCell:
    """Return a cell of an amount as typed."""
    value = f[field, row]
    if value is None:
        return _blank(f, field, row, columns)
    return number(value, Span(fixed(value), SpanKind.TYPED, (field.at(row),)), columns=columns)


def stated_none(_f: Facts, field: Field[Any], *, columns: int = 1) -> TableCell:
    """Return the 无 of a cell whose whole row is stated as none, typed there or in another cell."""
    span = Span(NIL.value, SpanKind.DERIVED, (field.at(),))
    return TableCell((span,), Align.RIGHT, columns)


def count(f: Facts, field: Field[Any], row: int = SINGLE, *, columns: int = 1) -> TableCell:
    """Return a cell of a number of people or of points, as it was typed; 无 is 0."""
    value = f[field, row]
    if value is None:
        return _blank(f, field, row, columns)
    span = Span(field.kind.show(value), SpanKind.TYPED, (field.at(row),))
    return number(value, span, columns=columns)


def derived(
    f: Facts, item: Figure, row: int = SINGLE, *, unit: str = "", columns: int = 1
) -> TableCell:
    """Return a cell of a figure with two places, or its gap."""
    value = f[item, row]
    span = known(value, item.at(row)) if value is not None else gap_of(f, item, row)
    return number(value, span, unit=unit, columns=columns)


def known(value: Decimal, ref: Ref) -> Span:
    """Return a computed number with two places."""
    return Span(fixed(value), SpanKind.DERIVED, (ref,))


def rate(
    f: Facts, item: Figure, base: Decimal | int | None, row: int = SINGLE, *, columns: int = 1
) -> TableCell:
    """Return a cell of a rate in per cent, a dash where its base is zero as it is printed."""
    if base is not None and not rounded(Decimal(base), 2):
        return dash(item.at(row), columns=columns)
    return derived(f, item, row, unit="%", columns=columns)


def quantity_cell(f: Facts, amounts: Amounts, column: str, *, columns: int = 1) -> TableCell:
    """Return a cell of an amount row: as typed, or the sum of its parts.

    A part that is not told of on its own leaves no gap under a total that is known.
    """
    item = quantity(amounts).column(column)
    if item is None:
        return dash(columns=columns)
    value = f[item]
    if value is None and column == "last" and not has_last_year(f):
        return dash(item.at(), columns=columns)
    field = {"this": amounts.this, "last": amounts.last, "budget": amounts.budget}[column]
    if value is None:
        covered = covered_by_total(f, amounts, column)
        span = _gap(*lacking(f, item), needed=False) if covered else gap_of(f, item)
        return number(None, span, columns=columns)
    if field is None or is_summed(f, amounts, column):
        return number(value, known(value, item.at()), columns=columns)
    return amount(f, field, columns=columns)


def gap_of(f: Facts, item: Figure, row: int = SINGLE) -> Span:
    """Return the gap of a figure that cannot be worked out, marked where a required value lacks."""
    places = lacking(f, item, row)
    needed = [p for p in places if _is_needed(f, p)]
    return _gap(*(needed or places or (item.at(row),)), needed=bool(needed))


def _is_needed(f: Facts, place: Place) -> bool:
    field = FORM.field_at(place)
    return isinstance(f.report[place], Unread) or (field is not None and field.required)


def _blank(f: Facts, field: Field[Any], row: int, columns: int) -> TableCell:
    needed = field.required or isinstance(f.raw(field, row), Unread)
    return number(None, _gap(field.at(row), needed=needed), columns=columns)


def _gap(*refs: Ref, needed: bool) -> Span:
    return Span(MISSING, SpanKind.MISSING, refs) if needed else Span("", SpanKind.TYPED, refs)


# The indicators of 附件2 and 附件3: levels merged, groups kept on one page where they fit.


_KEPT = 12
"""So many rows of a first-level indicator stay on one page, below a head of two rows."""
_KEPT_LINES = 20
"""And no more lines than these: what is kept whole moves whole, and leaves its page half empty."""
_REASON_LINE = 10
"""About so many characters of a reason stand on a line."""
_SEAM = re.compile(r"(?<=对象)|(?<=影响)|(?<=效益)|(?<=发展)|(?=成本)|(?=指标)")
_SIGNS = "=＝≥≤>＞<＜"
_BOUNDS = ("以上", "以下", "以内", "之内")
_WHEN = ("前", "内", "止")
_SIGN = dict(REQUIREMENTS)


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """Which indicators are printed: their section, their score, and how wide the levels are."""

    section: type[Indicator | ProjectIndicator]
    score: Figure
    room: tuple[int, int]
    """How many characters a first and a second level take in one line."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A level with its rows; a row of None is a blank line of the form."""

    name: Spans
    rows: tuple[int | None, ...]


def indicator_rows(
    f: Facts, sheet: IndicatorSheet, rows: Sequence[int], total: TableRow
) -> tuple[TableRow, ...]:
    """Return the rows by first and second level; without indicators the form's blank lines.

    Levels come in the order of the county's scheme, others after them in the clerk's; the
    indicators of a level keep the clerk's order. `total` never stands alone on a page.
    """
    found = tuple(_all(f, sheet, rows))
    tied = (replace(row, keep=True) for row in found[-1:])
    return (*found[:-1], *tied, total)


def _all(f: Facts, sheet: IndicatorSheet, rows: Sequence[int]) -> Iterator[TableRow]:
    for blank in () if rows else f.scheme.levels:
        blanks = [_Group((Span(name),), (None,)) for name in blank.names or ("",)]
        yield from _first_level_rows(f, sheet, (Span(blank.name),), blank, blanks)
    for name, level, members in _levels(f, sheet, rows):
        yield from _first_level_rows(f, sheet, name, level, _seconds(f, sheet, members, level))


def _levels(
    f: Facts, sheet: IndicatorSheet, rows: Sequence[int]
) -> Iterator[tuple[Spans, IndicatorLevel | None, tuple[int, ...]]]:
    order = [bare_name(level.name) for level in f.scheme.levels]
    for members in _grouped(rows, lambda row: f[sheet.section.level1, row], order):
        name = words_of(f, sheet.section.level1, members[0])
        yield name, f.scheme.level(f[sheet.section.level1, members[0]] or ""), members


def _seconds(
    f: Facts, sheet: IndicatorSheet, rows: Sequence[int], level: IndicatorLevel | None
) -> list[_Group]:
    order = [bare_name(name) for name in level.names] if level else []
    groups = _grouped(rows, lambda row: f[sheet.section.level2, row], order)
    return [_Group(words_of(f, sheet.section.level2, own[0]), own) for own in groups]


def _grouped(
    rows: Sequence[int], name_of: Callable[[int], str | None], order: list[str]
) -> list[tuple[int, ...]]:
    """Return the rows by name, the names of `order` first, else as they come."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(bare_name(name_of(row) or ""), []).append(row)
    places = {name: place for place, name in enumerate(order)}
    names = sorted(found, key=lambda name: places.get(name, len(order)))
    return [tuple(found[name]) for name in names]


def _first_level_rows(
    f: Facts, sheet: IndicatorSheet, name: Spans, level: IndicatorLevel | None, groups: list[_Group]
) -> Iterator[TableRow]:
    """Yield the rows of one first-level indicator; a short group is kept on one page."""
    total = sum(len(group.rows) for group in groups)
    lines = sum(_lines(f, sheet, row) for group in groups for row in group.rows)
    kept = total <= _KEPT and lines <= _KEPT_LINES
    title = _level_cell(name, sheet.room[0], rows=total, points=_points(f, sheet, level, groups))
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        second = _level_cell(group.name, sheet.room[1], rows=len(group.rows))
        for number, row in enumerate(group.rows):
            levels = () if number else (second,) if place else (title, second)
            ends = number == len(group.rows) - 1
            keep = not ends or (kept and not last)
            yield TableRow((*levels, *_indicator(f, sheet, row)), keep=keep)


def _lines(f: Facts, sheet: IndicatorSheet, row: int | None) -> int:
    """Return about how many lines the reason of a row takes."""
    reason = None if row is None else f[sheet.section.reason, row]
    return ceil(measure(reason or "") / _REASON_LINE) or 1


def _points(
    f: Facts, sheet: IndicatorSheet, level: IndicatorLevel | None, groups: list[_Group]
) -> str:
    """Return the points of a level: what its rows say where all do, else those of the scheme."""
    if level is None:
        return ""
    rows = [row for group in groups for row in group.rows]
    told = [None if row is None else f[sheet.section.points, row] for row in rows]
    known = [points for points in told if points is not None]
    own = sum(known, Decimal(0)) if known and len(known) == len(told) else level.points
    return f"（{grouped(own, 0)}分）"


def _level_cell(name: Spans, room: int, *, rows: int, points: str = "") -> TableCell:
    spans = tuple(Span(by_sense(s.text, room), s.kind, s.refs) for s in name)
    aside = (Span(f"\n{points}"),) if points else ()
    return TableCell((*spans, *aside), Align.CENTRE, rows=rows)


@lru_cache(1024)
def by_sense(text: str, room: int) -> str:
    """Return a level's name in lines of at most `room` characters, broken between words.

    It takes as few lines as it can, as even as they can be; a word that is too long stays whole,
    and then every word has a line of its own. The time grows with the length of the name.
    """
    words = [word for word in _SEAM.split(text) if word]
    if not words:
        return text
    if max(map(len, words)) > room:
        return "\n".join(words)
    few = len(_filled(words, room))
    narrow, wide = max(map(len, words)), room
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(_filled(words, middle)) == few:
            wide = middle
        else:
            narrow = middle + 1
    return "\n".join(_filled(words, wide))


def _filled(words: list[str], room: int) -> list[str]:
    """Return the words in lines of at most `room` characters, each as full as it can be."""
    lines = [words[0]]
    for part in words[1:]:
        if len(lines[-1]) + len(part) <= room:
            lines[-1] += part
        else:
            lines.append(part)
    return lines


def _indicator(f: Facts, sheet: IndicatorSheet, row: int | None) -> tuple[TableCell, ...]:
    if row is None:
        return tuple(empty() for _ in range(6))
    section = sheet.section
    return (
        prose(f, section.name, row),
        _target(f, sheet, row),
        _actual(f, sheet, row),
        count(f, section.points, row),
        derived(f, sheet.score, row),
        prose(f, section.reason, row),
    )


def _actual(f: Facts, sheet: IndicatorSheet, row: int) -> TableCell:
    """Return the actual value as typed, else that of the figure which the indicator is named for."""
    section = sheet.section
    taken = actual_of(f, section, row)
    if f[section.actual, row] is not None or not taken:
        return word(f, section.actual, row)
    return centred(Span(taken, SpanKind.DERIVED, (sheet.score.at(row), section.actual.at(row))))


def _target(f: Facts, sheet: IndicatorSheet, row: int) -> TableCell:
    """Return the target with what is required of it, `≥95%`; typed with it, it is not doubled."""
    section = sheet.section
    required, target = f[section.requirement, row], f[section.target, row]
    spans = words_of(f, section.target, row)
    if required is None or target is None:
        return TableCell(spans, Align.CENTRE)
    ref = section.requirement.at(row)
    if required == "before" and not target.endswith(_WHEN):
        spans = (*spans, Span("前", SpanKind.TYPED, (ref,)))
    elif _SIGN.get(required, required) in _SIGNS and not _says_itself(target):
        spans = (Span(_SIGN[required], SpanKind.TYPED, (ref,)), *spans)
    return TableCell(spans, Align.CENTRE)


def _says_itself(target: str) -> bool:
    """Return whether a target tells what is required, as `≥95%`, 不低于95% and Ⅲ类及以上 do."""
    if target.startswith(tuple(_SIGNS)) or target.endswith(_BOUNDS):
        return True
    return requirement_of(target).code not in ("", "quality")


# Points and scores as the sheets print them.


FULL = TableCell((Span("100"),), Align.RIGHT)
"""The points of a form that is not filled in yet."""


def points_in_all(f: Facts, item: Figure, row: int = SINGLE) -> TableCell:
    """Return what the points of a sheet come to, right or not: a check tells where it is not."""
    value = f[item, row]
    if value is None:
        return derived(f, item, row)
    return number(value, Span(grouped(value, 0), SpanKind.DERIVED, (item.at(row),)))


def full_points(f: Facts) -> TableCell:
    """Return the points of the execution rate, as the county sets them."""
    return number(f.scheme.execution, Span(grouped(f.scheme.execution, 0)))


def points_of_execution(
    f: Facts, item: Figure, base: Decimal | None, row: int = SINGLE
) -> TableCell:
    """Return the points an execution rate earns, a dash on a budget of zero."""
    nothing = base is not None and not rounded(base, 2)
    return dash(item.at(row)) if nothing else derived(f, item, row)


# Words of the county's scheme, with what the report knows in their slots.


def in_county_words(f: Facts, text: str) -> str:
    """Return a title, a heading or a cover line of the scheme with its slots filled in."""
    return words(county_spans(f, text))


def county_spans(f: Facts, text: str) -> Spans:
    """Return words of the scheme with its slots filled in, each knowing the field behind it.

    What is not known yet is called for, as everywhere on the page. A slot of another kind stays.
    """
    if "{" not in text:
        return spans_of(text)
    year = f[Unit.year]
    place = Unit.year.at()
    last_year = (
        Span(str(year - 1), SpanKind.DERIVED, (place,)) if year else missing("上年度", place)
    )
    slots = {
        "year": typed(f, Unit.year),
        "last_year": last_year,
        "unit": typed(f, Unit.name),
        "short_name": typed(f, Unit.short_name),
        "county": typed(f, Unit.county),
        "date": typed(f, Unit.report_date),
    }
    return concat(*(slots.get(part[1:-1], part) for part in re.split("({[a-z_]+})", text)))
