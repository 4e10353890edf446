"""Whether the numbers around a finding allow another reading than the one that makes it wrong.

A sum, a change or a percent is proved wrong only where it is certain which numbers it is of. Two
things speak against that: numbers of the same sentence with which the printed one is right, and a
printed number that is nothing like the right one, while the sentence holds others that it may be
of. What is left then is a question to the clerk, not a slip that must be mended.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, PROVED, Severity
from pingkou_gui.text.percentages import is_one_digit
from pingkou_gui.text.source import Span
from pingkou_gui.text.tokens import DOWN, UP, amount_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.reader import Reading
    from pingkou_gui.text.tokens import Amount

OF_NUMBERS = frozenset({"PCT", "SUM", "DIRECTION", "POINTS", "CONTRADICTION", "DIGIT_DROP"})
"""Classes of findings that are proved, or not, by arithmetic."""
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_NUMBER = re.compile(
    r"(?<![\d.])(?P<digits>\d{1,12}(?:\.\d{1,8})?)(?P<unit>万元|亿元|元|亿|万|%|分)"
)
_BARE = re.compile(r"\d{1,12}(?:\.\d{1,8})?")
_UP = f"{UP}|增支|多支|多花|升幅|[增多升](?=[了至到]?\\d)"
_DOWN = f"{DOWN}|减支|少支|少花|略降|[减少降](?=[了至到]?\\d)"
_TURN = re.compile(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
_BASE = re.compile(
    "(?:上一?年|去年|20\\d\\d年|[比较与同由从]|年初|预算|批复|控制)[^，。；：、（）\\d]{0,12}$"
)
_TURNED = re.compile(f"(?:{_UP}|{_DOWN}|[增减多少升降])(?:了|额|数|支出|支)?(?:为|是)?$")
_FAR = 400
"""So many characters before and behind a finding are looked at."""
_WINDOW = 30
"""So many numbers around a finding are looked at: a sentence holds fewer."""
_MOST_RUN = 12
_NARROW = Decimal("1.002")
"""A percent of few digits fits so many figures that it tells nothing."""
_NOWHERE = Span(0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A number in its place: `base` where its words say that something is compared with it."""

    amount: Amount
    start: int
    end: int
    base: bool
    change: bool

    @property
    def value(self) -> Decimal:
        return self.amount.value


def doubt_other_readings(reading: Reading, findings: Sequence[TextFinding]) -> list[TextFinding]:
    """Return the findings, those that another reading of the numbers explains as questions."""
    return [_settled(reading, finding) for finding in findings]


def _settled(reading: Reading, finding: TextFinding) -> TextFinding:
    proved = finding.severity is Severity.ERROR and finding.certainty == PROVED
    paragraph = reading.source.paragraphs[finding.spot.paragraph]
    if not proved or finding.class_ not in OF_NUMBERS or paragraph.is_cell:
        return finding
    normal = reading.normals[finding.spot.paragraph]
    start, end = normal.place(finding.spot.start), normal.place(finding.spot.end)
    certain = _is_certain(finding, normal.text, start, end)
    quote = normal.text[start:end]
    if certain and not (
        finding.class_ == "PCT"
        and (_is_of_a_figure(reading, finding, quote) or _is_of_lines(reading, finding, quote))
    ):
        return finding
    return replace(finding, severity=Severity.REMINDER, certainty=LIKELY, edits=(), deed="")


def _is_of_a_figure(reading: Reading, finding: TextFinding, quote: str) -> bool:
    """Whether the printed percent is exactly that of another figure that the text prints.

    基本支出1523.47万元，占本年支出的53.29%: of 2858.92, printed elsewhere as what was spent this year;
    增加52.44万元，增长10.78%: of 486.30 in the table, whose other column holds the slip.
    """
    numbers = list(_numbers(quote, 0, len(quote)))
    percents = [n for n in numbers if n.amount.unit == "%"]
    parts = [n for n in numbers if n.amount.unit not in {"%", "分"}]
    changes = [n for n in parts if n.change]
    if len(percents) != 1 or not parts or _number_of(finding.expected) is None:
        return False
    if _is_slip_like(finding, percents[0].amount.text):
        return False
    percent, own = percents[0].amount, {n.value for n in parts}
    part = (changes or parts)[0].value
    low, high = (
        part / (percent.value + off * percent.step) * _HUNDRED if percent.value else part
        for off in (_HALF, -_HALF)
    )
    if high >= low * _NARROW:
        return False
    amounts = reading.amounts_printed
    fitting = amounts[bisect_left(amounts, low) : bisect_right(amounts, high)]
    return bool(fitting if percent.value == _HUNDRED else set(fitting) - own)


def _is_of_lines(reading: Reading, finding: TextFinding, quote: str) -> bool:
    """Whether two amounts of the few lines before a percent give it, which nothing like it is to replace.

    调整预算 9,942,180.00 / 决算数 9,825,063.20 / 完成调整预算98.82%: lines that were not read as one budget.
    """
    percents = [n for n in _numbers(quote, 0, len(quote)) if n.amount.unit == "%"]
    if not percents or _is_slip_like(finding, percents[-1].amount.text):
        return False
    here = finding.spot.paragraph
    amounts = [
        n.value
        for at in range(max(0, here - _LINES), here)
        for n in reading.numbers.get(at, []) or _bare_amounts(reading.normals[at].text)
    ][-_FEW_AMOUNTS:]
    percent = percents[-1].amount
    return percent.places > 1 and any(
        whole and abs(part / whole * _HUNDRED - percent.value) <= percent.step * _HALF
        for part in amounts
        for whole in amounts
        if part != whole
    )


def _bare_amounts(text: str) -> list[_Bare]:
    """Return the number at the end of a line without a unit."""
    match = _BARE_END.search(text)
    return [_Bare(Decimal(match.group()))] if match else []


@dataclass(frozen=True, slots=True)
class _Bare:
    value: Decimal


_BARE_END = re.compile(r"(?<![\d.])\d{2,12}\.\d{2}$")
_LINES = 5
_FEW_AMOUNTS = 12


def _is_certain(finding: TextFinding, text: str, start: int, end: int) -> bool:
    first, last = _sentences(text, start, end)
    around = list(_numbers(text, first, last))[-_WINDOW:]
    if finding.class_ in {"PCT", "DIRECTION", "SUM"} and _is_change(text[start:end], around):
        if _fits_others(around, text[start:end], start, end):
            return False
        rivals = [n for n in around if n.end <= start and not n.base and not n.change]
        return (
            not rivals or finding.class_ == "DIRECTION" or _is_slip_like(finding, text[start:end])
        )
    if finding.class_ == "PCT":
        before = [n for n in around if n.end <= end and n.amount.unit not in {"%", "分"}]
        of_change = bool(before) and before[-1].change
        return not of_change and not _is_share_of_other(around, start, end)
    if finding.class_ == "POINTS":
        return not _ends_a_run(text, start, end)
    if finding.class_ == "SUM":
        return _is_slip_like(finding, text[start:end]) and not _is_printed(finding, around, start)
    return _is_slip_like(finding, text[start:end])


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence before the finding begins and where its own ends."""
    first, last = max(0, start - _FAR), min(len(text), end + _FAR)
    own = max(first, text.rfind("。", first, start) + 1)
    before = max(first, text.rfind("。", first, max(first, own - 1)) + 1)
    after = text.find("。", max(end - 1, 0), last)
    return before, last if after < 0 else after


def _numbers(text: str, first: int, last: int) -> Iterator[_Printed]:
    """Yield the amounts of money and the percentages between two places, in their order."""
    for match in _NUMBER.finditer(text, first, last):
        words = text[max(first, match.start() - 16) : match.start()]
        amount = amount_of(match["digits"], match["unit"], _NOWHERE)
        changed = _TURNED.search(words) is not None
        base = not changed and _BASE.search(words) is not None
        yield _Printed(amount, match.start(), match.end(), base, changed)


def _is_change(quote: str, around: Sequence[_Printed]) -> bool:
    return bool(around) and _TURN.search(quote) is not None


def _fits_others(around: Sequence[_Printed], quote: str, start: int, end: int) -> bool:
    """Whether a value and a base of the same sentences make the printed change and percent right."""
    turn = _direction(quote)
    money = [n for n in around if n.amount.unit not in {"%", "分"} and n.end <= end]
    changes = [n for n in money if n.change and start <= n.start < end]
    percents = [n for n in around if n.amount.unit == "%" and start <= n.start < end]
    values = [n for n in money if not n.base and not n.change]
    bases = [n.value for n in money if n.base and not n.change and n.value]
    for value in values:
        printed = [base for base in bases if _turns(value.value, base, turn)]
        told = [value.value - turn * c.value for c in changes if turn and value.start < start]
        if any(
            _fits(value.value, base, changes, percents) for base in (*printed, *told) if base > 0
        ):
            return True
    return _is_of_the_base(money, changes, percents, start)


def _is_of_the_base(
    money: Sequence[_Printed], changes: Sequence[_Printed], percents: Sequence[_Printed], start: int
) -> bool:
    """Whether the amount is itself the base: 2022年执行数3205.60万元，2023年减支118.40万元."""
    return any(
        abs(change.value / base.value * _HUNDRED - percent.value) <= percent.amount.step * _HALF
        for base in money
        if base.base and base.value and start <= base.start
        for change in changes
        for percent in percents
    )


def _direction(quote: str) -> int:
    """Return 1 for more, -1 for less, 0 where both or neither is said."""
    found = {match.lastgroup for match in _TURN.finditer(quote)}
    return int("up" in found) - int("down" in found)


def _turns(value: Decimal, base: Decimal, turn: int) -> bool:
    return value != base and (turn == 0 or (value > base) == (turn > 0))


def _fits(
    value: Decimal, base: Decimal, changes: Sequence[_Printed], percents: Sequence[_Printed]
) -> bool:
    size = abs(value - base)
    right_change = any(abs(size - c.value) <= c.amount.step for c in changes)
    right_percent = any(
        abs(size / base * _HUNDRED - p.value) <= p.amount.step * _HALF for p in percents
    )
    return (
        (right_change or not changes)
        and (right_percent or not percents)
        and bool(changes or percents)
    )


def _is_share_of_other(around: Sequence[_Printed], start: int, end: int) -> bool:
    """Whether the printed share or rate is that of the amount beside it in another whole."""
    percents = [n for n in around if n.amount.unit == "%" and start <= n.start < end]
    parts = [n for n in around if n.amount.unit not in {"%", "分"} and start <= n.start < end]
    wholes = [
        n.value for n in around if n.amount.unit not in {"%", "分"} and n.end <= start and n.value
    ]
    return any(
        abs(part.value / whole * _HUNDRED - percent.value) <= percent.amount.step * _HALF
        for percent in percents
        for part in parts
        for whole in wholes
        if whole > part.value
    )


def _ends_a_run(text: str, start: int, end: int) -> bool:
    """Whether a total of points is what a shorter run of points before it makes: 依次为14.5分、23.6分."""
    total = next(
        (Decimal(m["digits"]) for m in _NUMBER.finditer(text, start, end) if m["unit"] == "分"),
        None,
    )
    points = [
        Decimal(m["digits"])
        for m in _NUMBER.finditer(text, max(0, start - _FAR), start)
        if m["unit"] == "分"
    ]
    return total is not None and any(
        sum(points[-length:], Decimal(0)) == total
        for length in range(2, min(len(points), _MOST_RUN) + 1)
    )


def _is_printed(finding: TextFinding, around: Sequence[_Printed], start: int) -> bool:
    """Whether the sum of a list is itself a figure printed before it: the list is then of that."""
    right = _number_of(finding.expected)
    return right is not None and any(
        n.value == right and n.start <= start and n.amount.unit not in {"%", "分"} for n in around
    )


def _is_slip_like(finding: TextFinding, quote: str) -> bool:
    """Whether a slip of the pen makes one of the quoted numbers of the right one, or a wrong unit."""
    right = _number_of(finding.expected)
    if right is None:
        return True
    return any(_alike(Decimal(match.group()), right) for match in _BARE.finditer(quote))


def _alike(printed: Decimal, right: Decimal) -> bool:
    """Whether two numbers differ by a digit, two changed about, one lost or doubled, or the point."""
    if not printed or not right or printed == right:
        return False
    if is_one_digit(printed, right):
        return True
    one, other = (_digits(number) for number in (printed, right))
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1:
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return len(short) == len(long) and any(
        one[:at] + b + a + one[at + 2 :] == other for at, (a, b) in enumerate(pairwise(one))
    )


def _digits(number: Decimal) -> str:
    return f"{number:f}".replace(".", "").strip("0")


def _number_of(expected: str) -> Decimal | None:
    match = _BARE.search(expected)
    return Decimal(match.group()) if match else None
