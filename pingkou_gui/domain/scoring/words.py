"""How a score came about, in one line: `9.68 = 10 × 92 ÷ 95`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.scores import IndicatorSection, score_of, verdict
from pingkou_gui.domain.indicators.judge import How
from pingkou_gui.spec.number_kinds import grouped
from pingkou_gui.spec.pages.scoring import Indicator

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts


def score_words(f: Facts, row: int, section: IndicatorSection = Indicator) -> str:
    """Return how the score of an indicator came about, or why it is open."""
    points, score = f[section.points, row], score_of(f, section, row)
    found = verdict(f, section, row)
    if points is None:
        return "分值没有填"
    if found.how in (How.UNCLEAR, How.TYPED) or (found.how is How.ZERO and score):
        return _typed(found.note or found.how.value, written=score is not None)
    if found.how is How.PROPORTION and score is not None:
        top, bottom = grouped(found.top, 0), grouped(found.bottom, 0)
        return f"{grouped(score, 0)} = {grouped(points, 0)} × {top} ÷ {bottom}"
    return str(found.how.value)


def _typed(why: str, *, written: bool) -> str:
    return f"{why}，得分为手填" if written else f"{why}，得分要手填"
