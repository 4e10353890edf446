"""Terms, the numbers of a paragraph with their context, and equations between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, factor_of
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import added_up, plain
from pingkou_gui.text.lines.outline import chinese_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span

_PEOPLE = frozenset({"人", "名", "位", "人次"})
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_LEAD, _TAIL = 60, 24
_LONGEST = 6_000
"""The longest paragraph that is read."""
_MOST_NUMBERS = 400
_SHEETS = frozenset("份张")
_ROUNDED = 2
"""A percentage that differs by at most so many units of its last place is rounded differently."""
_ENDS = re.compile("[。！？]|(?<=[元%）一-鿿])\\.(?=[一-鿿（“]|$)")
_MARKS = re.compile("[，。；：、（）]")


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A number with its context.

    Attributes:
        normal: its paragraph.
        sentence: the index of its sentence in the paragraph.
        depth: the number of brackets around it.
        kind: the kind of the number; `人` for all measure words of persons.
        lead: the text before it in its sentence.
        tail: the text behind it to the next mark.
        words: the text between it and the mark or number before it.
        value: its value; money in 万元.
        step: one unit of its last printed place; 0 for whole counts.
        times: for how many things it is printed at once: 两个教学点各5人.
    """

    number: PrintedNumber
    normal: Normal
    sentence: int
    depth: int
    kind: str
    lead: str
    tail: str
    words: str
    value: Decimal
    step: Decimal
    times: int = 1

    @property
    def text(self) -> str:
        """The digits as printed."""
        return self.number.amount.text

    @property
    def unit(self) -> str:
        """The unit as printed."""
        if self.kind in {PERCENT, POINTS}:
            return "%" if self.kind == PERCENT else "个百分点"
        return self.number.amount.unit if self.kind == MONEY else self.number.kind

    @property
    def span(self) -> Span:
        """Its place, with its unit."""
        return self.number.amount.span

    def printed(self, value: Decimal) -> str:
        """Return a value in the unit and with the places of this number, as text."""
        places = Decimal(1).scaleb(-self.number.amount.places)
        return f"{(value / factor_of(self.number)).quantize(places):f}"

    def number_of(self, digits: str) -> Decimal:
        """Return the value of other digits in the unit of this number."""
        return Decimal(digits) * factor_of(self.number)

    def is_slip_of(self, value: Decimal) -> bool:
        """Whether a single typing slip turns `value` into this number."""
        right = self.printed(value)
        if self.kind == PERCENT and (
            len(right) != len(self.text)
            or abs(value - self.value) <= _ROUNDED * self.step * (value != int(value))
        ):
            return False
        return value > 0 and is_slip(self.text, right)


_EACH = re.compile(
    "(?P<count>\\d{1,3}|[两二三四五六七八九十]{1,3})[个所家名位处座场户批][^，。；、\\d]{0,10}?(?:各|均|每[一-鿿])(?:为|有|是|分配)?$"
)


def times_of(words: str) -> int:
    """Return for how many things a number is printed at once, by the words before it: 两个教学点各5人 gives 2."""
    each = _EACH.search(words)
    if each is None:
        return 1
    return int(each["count"]) if each["count"].isdigit() else chinese_number(each["count"])


def terms_of(normal: Normal, numbers: Sequence[PrintedNumber]) -> list[Term]:
    """Return the terms of a paragraph; none where it is far too long."""
    text = normal.text
    if len(text) > _LONGEST or len(numbers) > _MOST_NUMBERS:
        return []
    found: list[Term] = []
    depth = sentence = at = begin = 0
    for number in numbers:
        between = text[at : number.start]
        depth = max(0, depth + between.count("（") - between.count("）"))
        stops = list(_ENDS.finditer(between))
        if stops:
            begin = at + stops[-1].end()
            sentence += len(stops)
            own = between[stops[-1].end() :]
            depth = max(0, own.count("（") - own.count("）"))
        lead = text[max(begin, number.start - _LEAD) : number.start]
        tail = _MARKS.split(text[number.end : number.end + _TAIL])[0]
        kind = "人" if number.kind in _PEOPLE else number.kind
        whole = kind not in {MONEY, PERCENT, POINTS} and not number.amount.places
        step = Decimal(0) if whole else number.amount.step
        words, value = number.words, number.value
        found.append(
            Term(
                number,
                normal,
                sentence,
                depth,
                kind,
                lead,
                tail,
                words,
                value,
                step,
                times_of(lead),
            )
        )
        at = number.start
    return found


@dataclass(frozen=True, slots=True)
class Equation:
    """target = some expression of other terms, its operands.

    Attributes:
        target: the number on the left.
        value: the computed value of the expression.
        slack: the tolerance for the rounding of the operands.
        rights: each term with the value it must have if all others are right.
        formula: returns the expression as text.
    """

    target: Term
    value: Decimal
    slack: Decimal
    rights: tuple[tuple[Term, Decimal], ...]
    formula: Callable[[], str]

    @property
    def holds(self) -> bool:
        """Whether the target is the computed value, rounded or truncated."""
        return abs(self.value - self.target.value) <= self.slack + self.target.step

    @property
    def words(self) -> str:
        """The expression as text."""
        return self.formula()


def difference(target: Term, whole: Term, part: Term) -> Equation:
    """Return target = whole − part."""
    value = whole.value - part.value
    slack = (whole.step + part.step) * _HALF
    rights = (
        (target, value),
        (whole, part.value + target.value),
        (part, whole.value - target.value),
    )
    alike = whole.unit == part.unit == target.unit
    sides = (whole.text, part.text) if alike else (plain(whole.value), plain(part.value))
    return Equation(target, value, slack, rights, lambda: " − ".join(sides))


def quotient(target: Term, part: Term, whole: Term) -> Equation:
    """Return target = part ÷ whole in percent."""
    value = part.value / whole.value * _HUNDRED
    slack = (part.step + whole.step * part.value / whole.value) * _HALF / whole.value * _HUNDRED
    sheets = part.kind == whole.kind in _SHEETS
    if sheets and not target.number.amount.places and value == int(value):
        slack = -target.step  # 114 of 120 are 95 %, and no rounding makes 96 of it
    rate = target.value / _HUNDRED
    rights = (
        (target, value),
        (part, whole.value * rate),
        (whole, part.value / rate if rate else Decimal(0)),
    )
    return Equation(target, value, slack, rights, lambda: f"{part.text} ÷ {whole.text}")


def product(target: Term, factors: Sequence[Term]) -> Equation:
    """Return target = product of the factors, one of which is an amount."""
    value = Decimal(1)
    for factor in factors:
        value *= factor.value
    each = next(f for f in factors if f.kind == MONEY)
    times = value / each.value if each.value else Decimal(0)
    rights = [(target, value)]
    rights += [(f, target.value / (value / f.value)) for f in factors if f.value and value]
    slack = each.step * _HALF * times
    return Equation(
        target,
        value,
        slack,
        tuple(rights),
        lambda: " × ".join(f"{f.text}{f.unit}" for f in factors),
    )


def signed(target: Term, terms: Sequence[tuple[int, Term]]) -> Equation:
    """Return target = sum of terms with their signs."""
    value = sum((sign * t.value * t.times for sign, t in terms), Decimal(0))
    off = target.value - value
    rights = [(target, value), *((t, t.value + sign * off) for sign, t in terms if t.times == 1)]
    slack = sum((t.step for _, t in terms), Decimal(0)) * _HALF

    def formula() -> str:
        alike = all(t.unit == target.unit for _, t in terms)
        shown = [
            (s, (t.text if alike else plain(t.value)) + (f"×{t.times}" if t.times > 1 else ""))
            for s, t in terms
        ]
        words = "".join(f" {'+' if s > 0 else '−'} {added_up((text,))}" for s, text in shown)
        return words.removeprefix(" + ")

    return Equation(target, value, slack, tuple(rights), formula)
