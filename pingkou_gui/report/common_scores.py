"""The common indicators of 财预〔2013〕53号, scored from figures where the report has them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.kinds import rounded
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import NIL
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures import added
from pingkou_gui.report.scores import indicator_score

if TYPE_CHECKING:
    from pingkou_gui.form.values import FigureRef
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.scheme.scheme import CommonIndicator

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CommonRow:
    """A common indicator with its figure's value (two places) and its score."""

    indicator: CommonIndicator
    value: Decimal | None
    score: Decimal | None
    """None where the figure is unknown, or where nobody has judged it yet."""
    ref: FigureRef | None
    """What a click leads to: the figure, or the score of the indicator of the same name."""


def common_scores(f: Facts) -> tuple[CommonRow, ...]:
    """Return the common indicators with their scores, none where the county does not use them.

    Those without a figure take the score of the indicator of 附件2 that has their name.
    """
    if not f.scheme.use_common:
        return ()
    named = {(f[Indicator.name, row] or "").strip(): row for row in f.rows(Indicator)}
    return tuple(_row(f, item, named) for item in f.scheme.common)


def common_total(f: Facts) -> Decimal | None:
    """Return what the common indicators come to, None while one is open or there are none."""
    return added(row.score for row in common_scores(f))


def _row(f: Facts, item: CommonIndicator, named: dict[str, int]) -> CommonRow:
    figure = FIGURES.get(item.figure)
    if figure is None:
        row = named.get(item.name)
        if row is None:
            return CommonRow(item, None, None, None)
        return CommonRow(item, None, _judged(f, item, row), indicator_score.at(row))
    value = f[figure]
    if value is None and not _is_none(f, figure):
        return CommonRow(item, None, None, figure.at())
    shown = None if value is None else rounded(value, 2)
    return CommonRow(item, shown, common_score(item, shown), figure.at())


def _is_none(f: Facts, figure: Figure) -> bool:
    """Return whether nothing at all stands behind a figure: one amount alone wants the other."""
    return not any(f.report[place] not in _NOTHING for place in f.places(f.reads(figure.at())))


_NOTHING = (None, NIL, 0)


def _judged(f: Facts, item: CommonIndicator, row: int) -> Decimal | None:
    """Return the share that the indicator of that name earned, of the points of this list."""
    score, points = f[indicator_score, row], f[Indicator.points, row]
    return None if score is None or not points else rounded(score / points * item.points, 2)


def common_score(item: CommonIndicator, value: Decimal | None) -> Decimal | None:
    """Return the points for a figure's value, between 0 and those of the indicator."""
    if value is None:
        return item.points if item.none_is_full else None
    if item.steps:
        fitting = (given for to, given in item.steps if to is None or value <= to)
        return next(fitting, ZERO)
    if item.limit is None:
        return None
    missed = item.limit - value if item.at_least else value - item.limit
    if missed <= 0:
        return item.points
    return max(ZERO, min(item.points, rounded(_reduced(item, item.limit, value, missed), 2)))


def _reduced(item: CommonIndicator, limit: Decimal, value: Decimal, missed: Decimal) -> Decimal:
    if item.each and item.deduct is not None:
        return item.points - (missed / item.each).to_integral_value(ROUND_FLOOR) * item.deduct
    top, bottom = (value, limit) if item.at_least else (limit, value)
    return item.points * top / bottom if bottom > 0 else ZERO
