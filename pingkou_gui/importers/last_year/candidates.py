"""Several printings of one figure settled into one proposed value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.values import NIL, Nil
from pingkou_gui.importers.last_year.doubts import Doubt, shortened

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.numbers import Amount
    from pingkou_gui.domain.reading.source import Span
    from pingkou_gui.domain.reading.statements import Comparison, Statement
    from pingkou_gui.importers.last_year.collector import Collector

ZERO = Decimal(0)
CENT = Decimal("0.01")
_MONEY = frozenset({"万元", "万", "元", "亿元", "亿"})
_PEOPLE = frozenset({"人", "名", "个"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure as one place prints it; `step` is one unit of its last printed place."""

    value: Decimal | Nil
    span: Span
    step: Decimal = CENT
    doubt: Doubt | None = None

    @property
    def number(self) -> Decimal:
        """The amount; 无 counts as zero."""
        return ZERO if isinstance(self.value, Nil) else self.value


def stated(c: Collector, statement: Statement) -> Candidate | None:
    """Return the amount of a statement, None where it states none."""
    if statement.amount is None:
        return Candidate(NIL, statement.span) if statement.none else None
    amount = statement.amount
    if amount.unit not in _MONEY | _PEOPLE and amount.unit:
        return None
    doubt = c.doubts.of_amount(amount.span)
    if doubt is None and amount.approximate:
        doubt = Doubt("原文写的是约数，核对准确的数")
    if doubt is None and not amount.unit:
        doubt = Doubt("原文没有写单位，核对是不是万元")
    return Candidate(amount.value, amount.span, amount.step, doubt)


def last_of(c: Collector, statement: Statement, this: Candidate) -> Candidate | None:
    """Return last year's amount by the comparison a statement makes, None where it makes none."""
    comparison = next((x for x in statement.comparisons if _tells_last(c, statement, x)), None)
    if comparison is None:
        return None
    value, step = _base(this, comparison)
    if value is None:
        return None
    doubt = c.doubts.of_change(comparison.span)
    if doubt is None and this.doubt:
        doubt = this.doubt
    if comparison.change is None and comparison.base_amount is None and not comparison.flat:
        doubt = doubt or Doubt("原文只写了百分比，按百分比倒推，不是准数")
    return Candidate(value, comparison.span, step, _moved(doubt, this, value))


def _moved(doubt: Doubt | None, this: Candidate, value: Decimal | Nil) -> Doubt | None:
    """Return the doubt with what last year comes to once this year's slip is mended."""
    if doubt is None or isinstance(value, Nil):
        return doubt
    mended = this.doubt.expected if this.doubt else None
    expected = None if mended is None else mended + (value - this.number)
    return Doubt(doubt.why, expected)


def _tells_last(c: Collector, statement: Statement, comparison: Comparison) -> bool:
    """Whether a comparison is one of the statement's own amount with the year before."""
    year = c.reading.year
    if comparison.base != "last_year" and (year is None or comparison.base != str(year - 1)):
        return False
    people = statement.unit_is_people
    numbers = (comparison.change, comparison.base_amount)
    units = {n.unit for n in numbers if n is not None and n.unit}
    if units & _PEOPLE and not people:
        return False
    between = c.reading.source.paragraphs[statement.span.paragraph].text[
        statement.span.end : comparison.span.start
    ]
    return "原因" not in between and "由于" not in between


def _base(this: Candidate, comparison: Comparison) -> tuple[Decimal | Nil | None, Decimal]:
    if comparison.base_amount is not None:
        return comparison.base_amount.value, comparison.base_amount.step
    if comparison.flat and not (comparison.change and comparison.change.value):
        return this.value, this.step
    if comparison.change is not None:
        return _by_change(this, comparison, comparison.change)
    return _by_percent(this, comparison), CENT


def _by_change(
    this: Candidate, comparison: Comparison, change: Amount
) -> tuple[Decimal | None, Decimal]:
    if not comparison.direction and change.value:
        return None, CENT
    size = abs(change.value) * comparison.direction
    before = this.number - size
    return (None if before < 0 else before), max(this.step, change.step)


def _by_percent(this: Candidate, comparison: Comparison) -> Decimal | None:
    direction = comparison.direction or comparison.percent_direction
    if comparison.percent is None or not direction:
        return None
    factor = 1 + direction * abs(comparison.percent.value) / 100
    if factor <= 0 or isinstance(this.value, Nil):
        return None
    return (this.value / factor).quantize(CENT, ROUND_HALF_UP)


def settled(found: list[Candidate]) -> Candidate:
    """Return the one value of several printings.

    Printings that agree within their last places are the same, the finest holds; where they
    do not, the first that is not in doubt holds and is put in doubt itself.
    """
    best = min(found, key=lambda x: (x.doubt is not None, isinstance(x.value, Nil), x.step))
    others = [x for x in found if abs(x.number - best.number) > max(x.step, best.step)]
    doubts = [x.doubt for x in found if x.doubt is not None and x not in others]
    if not others:
        return Candidate(best.value, best.span, best.step, doubts[0] if doubts else None)
    numbers = "、".join(dict.fromkeys(f"{x.number.normalize():f}" for x in others))
    why = shortened(f"报告里有不同的数：这里是{best.number.normalize():f}，别处是{numbers}")
    return Candidate(best.value, best.span, best.step, best.doubt or Doubt(why))
