"""The indicators of 附件2 and 附件3: levels merged, groups kept on one page where they fit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from math import ceil
from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import centred, count, derived, empty, prose, word, words_of
from pingkou_gui.document.title_lines import measure
from pingkou_gui.document.tree import Align, Cell, Row, Span, SpanKind
from pingkou_gui.domain.scoring import actual_of, requirement_of
from pingkou_gui.scheme.model import bare_name
from pingkou_gui.spec.indicator_fields import REQUIREMENTS
from pingkou_gui.spec.number_kinds import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pingkou_gui.document.tree import Spans
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.scheme.model import Level
    from pingkou_gui.spec.pages.projects import ProjectIndicator
    from pingkou_gui.spec.pages.scoring import Indicator

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
class Sheet:
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


def indicator_rows(f: Facts, sheet: Sheet, rows: Sequence[int], total: Row) -> tuple[Row, ...]:
    """Return the rows by first and second level; without indicators the form's blank lines.

    Levels come in the order of the county's scheme, others after them in the clerk's; the
    indicators of a level keep the clerk's order. `total` never stands alone on a page.
    """
    found = tuple(_all(f, sheet, rows))
    tied = (replace(row, keep=True) for row in found[-1:])
    return (*found[:-1], *tied, total)


def _all(f: Facts, sheet: Sheet, rows: Sequence[int]) -> Iterator[Row]:
    for blank in () if rows else f.scheme.levels:
        blanks = [_Group((Span(name),), (None,)) for name in blank.names or ("",)]
        yield from _first(f, sheet, (Span(blank.name),), blank, blanks)
    for name, level, members in _levels(f, sheet, rows):
        yield from _first(f, sheet, name, level, _seconds(f, sheet, members, level))


def _levels(
    f: Facts, sheet: Sheet, rows: Sequence[int]
) -> Iterator[tuple[Spans, Level | None, tuple[int, ...]]]:
    order = [bare_name(level.name) for level in f.scheme.levels]
    for members in _grouped(rows, lambda row: f[sheet.section.level1, row], order):
        name = words_of(f, sheet.section.level1, members[0])
        yield name, f.scheme.level(f[sheet.section.level1, members[0]] or ""), members


def _seconds(f: Facts, sheet: Sheet, rows: Sequence[int], level: Level | None) -> list[_Group]:
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


def _first(
    f: Facts, sheet: Sheet, name: Spans, level: Level | None, groups: list[_Group]
) -> Iterator[Row]:
    total = sum(len(group.rows) for group in groups)
    lines = sum(_lines(f, sheet, row) for group in groups for row in group.rows)
    kept = total <= _KEPT and lines <= _KEPT_LINES
    title = _level_cell(name, sheet.room[0], rows=total, points=_points(level))
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        second = _level_cell(group.name, sheet.room[1], rows=len(group.rows))
        for number, row in enumerate(group.rows):
            levels = () if number else (second,) if place else (title, second)
            ends = number == len(group.rows) - 1
            keep = not ends or (kept and not last)
            yield Row((*levels, *_indicator(f, sheet, row)), keep=keep)


def _lines(f: Facts, sheet: Sheet, row: int | None) -> int:
    """Return about how many lines the reason of a row takes."""
    reason = None if row is None else f[sheet.section.reason, row]
    return ceil(measure(reason or "") / _REASON_LINE) or 1


def _points(level: Level | None) -> str:
    return f"（{grouped(level.points, 0)}分）" if level else ""


def _level_cell(name: Spans, room: int, *, rows: int, points: str = "") -> Cell:
    spans = tuple(Span(by_sense(s.text, room), s.kind, s.refs) for s in name)
    aside = (Span(f"\n{points}"),) if points else ()
    return Cell((*spans, *aside), Align.CENTRE, rows=rows)


@lru_cache(1024)
def by_sense(text: str, room: int) -> str:
    """Return a level's name in lines of at most `room` characters, broken between words.

    It takes as few lines as it can, as even as they can be; a word that is too long stays whole.
    """
    words = [word for word in _SEAM.split(text) if word]
    lines = [text]
    for parts in range(1, len(words) + 1):
        cuts = list(combinations(range(1, len(words)), parts - 1))
        lines = min((_broken(words, cut) for cut in reversed(cuts)), key=_longest)
        if _longest(lines) <= room:
            break
    return "\n".join(lines)


def _broken(words: list[str], cuts: tuple[int, ...]) -> list[str]:
    return ["".join(words[left:right]) for left, right in pairwise((0, *cuts, len(words)))]


def _longest(lines: list[str]) -> int:
    return max(map(len, lines))


def _indicator(f: Facts, sheet: Sheet, row: int | None) -> tuple[Cell, ...]:
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


def _actual(f: Facts, sheet: Sheet, row: int) -> Cell:
    """Return the actual value as typed, else that of the figure which the indicator is named for."""
    section = sheet.section
    taken = actual_of(f, section, row)
    if f[section.actual, row] is not None or not taken:
        return word(f, section.actual, row)
    return centred(Span(taken, SpanKind.DERIVED, (sheet.score.at(row), section.actual.at(row))))


def _target(f: Facts, sheet: Sheet, row: int) -> Cell:
    """Return the target with what is required of it, `≥95%`; typed with it, it is not doubled."""
    section = sheet.section
    required, target = f[section.requirement, row], f[section.target, row]
    spans = words_of(f, section.target, row)
    if required is None or target is None:
        return Cell(spans, Align.CENTRE)
    ref = section.requirement.at(row)
    if required == "before" and not target.endswith(_WHEN):
        spans = (*spans, Span("前", SpanKind.TYPED, (ref,)))
    elif _SIGN.get(required, required) in _SIGNS and not _says_itself(target):
        spans = (Span(_SIGN[required], SpanKind.TYPED, (ref,)), *spans)
    return Cell(spans, Align.CENTRE)


def _says_itself(target: str) -> bool:
    """Return whether a target tells what is required, as `≥95%`, 不低于95% and Ⅲ类及以上 do."""
    if target.startswith(tuple(_SIGNS)) or target.endswith(_BOUNDS):
        return True
    return requirement_of(target).code not in ("", "quality")
