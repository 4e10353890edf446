"""Whether another reading of the numbers around it explains what a finding alleges: it is asked then."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT
from pingkou_gui.text.lexing.slips import is_slip_of_value
from pingkou_gui.text.lexing.tokens import DOWN, UP
from pingkou_gui.text.reasoning.evidence import BARE_AMOUNT, Evidence
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reasoning.finding import TextFinding

# ---- what is asked instead of alleged ----------------------------------------------------------

OF_NUMBERS = frozenset({"PCT", "SUM", "DIRECTION", "POINTS", "CONTRADICTION", "DIGIT_DROP"})
"""Classes of findings that are proved, or not, by arithmetic."""
ONE_OF_THEM = "和别处的数都对得上，是其中一项写错"
"""What a finding of a sum says that names no one number."""
HUNDRED = Decimal(100)
HALF = Decimal("0.5")
DIGITS = re.compile(r"(?<![\d.])\d{1,12}(?:\.\d{1,8})?(?![\d.])")
_RISES = f"{UP}|增支|多支|多花|升幅|[增多升](?=[了至到]?\\d)"
_FALLS = f"{DOWN}|减支|少支|少花|略降|[减少降](?=[了至到]?\\d)"
_TURN = re.compile(f"(?P<up>{_RISES})|(?P<down>{_FALLS})")
_CHANGES = re.compile(f"(?:{_RISES}|{_FALLS}|[增减多少升降])(?:了|额|数|支出|支)?(?:为|是)?$")
_BASE = re.compile(
    "(?:上一?年|去年|20\\d\\d年|[比较与同由从]|年初|预算|批复|控制)[^，。；：、（）\\d]{0,12}$"
)
_FAR = 400
"""So many characters before and behind a finding are looked at."""
_WINDOW, _WORDS = 30, 16
_NARROW = Decimal("1.002")
"""A percent of few digits fits so many figures that it tells nothing."""


@dataclass(frozen=True, slots=True)
class _Around:
    """The numbers of the sentence of a finding and of the one before it.

    Attributes:
        values, bases, changes: amounts, by what their words make of them.
        percents: the percentages that the finding quotes.
        quoted, before: the amounts that the finding quotes, and those that stand before it.
        turn: 1 where the finding tells of more, -1 of less, 0 of both or neither.
    """

    values: list[PrintedNumber]
    bases: list[PrintedNumber]
    changes: list[PrintedNumber]
    percents: list[PrintedNumber]
    quoted: list[PrintedNumber]
    before: list[PrintedNumber]
    turn: int | None


def asked_if_doubtful(evidence: Evidence, finding: TextFinding) -> TextFinding:
    """Return a finding as a question where another reading of the numbers explains what is printed.

    It is proved only where it is certain which numbers it is of: numbers of the same sentences with
    which the printed one is right speak against that, and so does a printed number that is nothing
    like the right one, while the sentence holds others that it may be of. Where those leave little to
    ask, it is a hint: two figures of one name that no slip makes one are of two things, and a change
    that other figures of its sentences make is theirs.
    """
    reading = evidence.case.reading
    proved = finding.severity is Severity.ERROR and finding.certainty == PROVED
    at = finding.spot.paragraph
    if ONE_OF_THEM in finding.message:
        return finding  # it names no number that another reading could explain
    if not proved or finding.class_ not in OF_NUMBERS or reading.source.paragraphs[at].is_cell:
        return finding
    normal = reading.normals[at]
    start, end = normal.place(finding.spot.start), normal.place(finding.spot.end)
    around = _around(reading, normal, start, end)
    doubtful = _has_another_reading(finding, normal, around, (start, end))
    if not doubtful and finding.class_ == "PCT" and around.percents:
        like = _is_slip_like(finding, around.percents[-1].amount.text)
        doubtful = not like and (
            _is_of_a_figure(evidence, finding, around) or _is_of_lines(evidence, at, around)
        )
    if not doubtful:
        return finding
    of_two = finding.class_ == "CONTRADICTION" and bool(finding.others)
    figures = DIGITS.findall(finding.expected) if of_two else []
    slight = bool(figures) and all(map(Decimal, figures))  # 0 is what is denied
    slight = slight and _FIGURES.fullmatch(finding.expected) is not None
    if finding.class_ == "SUM" and not _ADDED.search(finding.message):
        theirs = around.turn is not None and _fits_others(around, start)
        like = _is_slip_like(finding, normal.text[start:end])
        slight = not like and (theirs or _OF_CHANGE in finding.message)
    return _less_grave(finding, Severity.HINT if slight else Severity.REMINDER)


_OF_CHANGE = "增减额印的是"
"""What a finding says of a change that two figures make."""
_FIGURES = re.compile(r"(?:\d[\d.]*[^\d或]{0,3}或?)+")
"""What a finding proposes where it is a figure, or one of several."""


# ---- sums that are read wrongly ----------------------------------------------------------------

_ADDED = re.compile(
    r"[印写]的是(?P<total>\d[\d,.]*)[^；]*?(?P<parts>(?:\d[\d,.]*\+)+\d[\d,.]*) = (?P<added>\d[\d,.]*)"
)
_MOST_ADDED = 12


def doubted_sum(evidence: Evidence, finding: TextFinding) -> TextFinding:
    """Return a finding of a sum less grave where its parts are hardly those of its whole.

    What is alleged is asked, and what is asked is a hint. That a whole is none of its parts is
    shown by a slip of the hand in one of them; where none explains it, where the rest is printed
    beside, or where the whole is what some of the parts come to, the parts were read wrongly.
    """
    sums = _ADDED.findall(finding.message)
    grave, at = finding.severity, finding.spot.paragraph
    if len(sums) != 1 or grave is Severity.HINT or finding.class_ == "CONTRADICTION":
        return finding
    total, added = _number(sums[0][0]), _number(sums[0][2])
    parts = [_number(part) for part in sums[0][1].split("+")]
    if (
        sum(map(bool, parts)) < _PAIR
        or sum(parts, Decimal(0)) != added
        or _BORNE in finding.message
    ):
        return finding
    off, cell = total - added, evidence.case.reading.source.paragraphs[at].is_cell
    column = cell or _OF_COLUMN in finding.message
    like = is_slip_of_value(str(total), str(added)) or any(
        is_slip_of_value(str(part), str(part + off)) for part in parts if part + off > 0
    )
    some = _is_of_some(total, parts, or_outer=not (column or like))
    beside = not cell and _is_printed_beside(evidence, at, off, parts)
    if not (some or beside or (some is None and not like)):
        return finding
    unlike = some is None and not beside
    whole_list = unlike and sum(map(bool, parts)) > _PAIR
    whole_list = whole_list and _OF_LIST.search(finding.message) is not None
    asked = grave is Severity.ERROR and (column or not unlike or finding.class_ == "COUNT")
    asked = asked or (whole_list and (finding.class_ != "POINTS" or added <= HUNDRED))
    return _less_grave(finding, Severity.REMINDER if asked else Severity.HINT)


_OF_LIST = re.compile("，而|各项得分")
"""What a finding says of parts that are told as all there are."""
_OF_COLUMN = "各项相加是"
"""What a finding says of the sum of a column."""
_BORNE = "就都相符"
"""What a finding says of a number that others speak against."""


def _less_grave(finding: TextFinding, severity: Severity) -> TextFinding:
    return replace(finding, severity=severity, certainty=LIKELY, edits=(), deed="")


_PAIR = 2


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _is_of_some(total: Decimal, parts: Sequence[Decimal], *, or_outer: bool) -> bool | None:
    """Whether a whole is what some of its parts come to, none left out by a slip; None where none come to it.

    One may be left out by a slip, unless it is itself the sum of others, or stands first or last and
    `or_outer` says that it may be of something else there.
    """
    if len(parts) > _MOST_ADDED:
        return None
    left = [
        set(range(len(parts))) - set(chosen)
        for size in range(_PAIR, len(parts)) for chosen in combinations(range(len(parts)), size)
        if sum((parts[n] for n in chosen), Decimal(0)) == total
    ]  # fmt: skip
    least = min(left, key=len, default=set())
    if len(least) != 1:
        return True if least else None
    (one,) = least
    others = [part for n, part in enumerate(parts) if n != one]
    outer = or_outer and one in {0, len(parts) - 1}
    return outer or _is_of_some(parts[one], others, or_outer=False) is not None


def _is_printed_beside(evidence: Evidence, at: int, off: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether what the parts fall short by is printed in the same lines as one more of their kind."""
    beside = [(n.kind, _number(n.amount.text)) for n in evidence.numbers if n.span.paragraph == at]
    short = off > 0 and off not in parts
    return short and any((kind, off) in beside for kind, value in beside if value in parts)


def _around(reading: Reading, normal: Normal, start: int, end: int) -> _Around:
    text, year = normal.text, reading.year
    numbers = reading.numbers.get(normal.paragraph, [])
    own = max(text.rfind("。", max(0, start - _FAR), start) + 1, start - _FAR)
    first = max(text.rfind("。", max(0, start - _FAR), max(0, own - 1)) + 1, start - _FAR)
    stop = text.find("。", max(end - 1, 0), end + _FAR)
    last = stop if stop >= 0 else min(len(text), end + _FAR)
    beside = [n for n in numbers if first <= n.start < last][-_WINDOW:]
    amounts = [n for n in beside if n.kind == MONEY and n.end <= end]
    kinds: dict[str, list[PrintedNumber]] = {"values": [], "bases": [], "changes": []}
    for n in amounts:
        words = text[max(first, n.start - _WORDS) : n.start]
        named = _BASE.search(words)
        base = "bases" if named and not named.group().startswith(f"{year}年") else "values"
        kinds["changes" if _CHANGES.search(words) else base].append(n)
    signs = {match.lastgroup for match in _TURN.finditer(text[start:end])} if beside else set()
    return _Around(
        **kinds,
        percents=[n for n in beside if n.kind == PERCENT and start <= n.start < end],
        quoted=[n for n in amounts if n.start >= start],
        before=[n for n in amounts if n.end <= start],
        turn=int("up" in signs) - int("down" in signs) if signs else None,
    )


def _has_another_reading(
    finding: TextFinding, normal: Normal, around: _Around, place: tuple[int, int]
) -> bool:
    start, end = place
    like = _is_slip_like(finding, normal.text[start:end])
    if finding.class_ in {"PCT", "DIRECTION", "SUM"} and around.turn is not None:
        if finding.class_ == "DIRECTION":
            return around.turn != 0 and _fits_others(around, start)
        rivals = any(n in around.values for n in around.before)
        return (rivals and not like) or _fits_others(around, start)
    if finding.class_ == "PCT":
        amounts = [*around.before, *around.quoted]
        of_change = bool(amounts) and amounts[-1] in around.changes
        return of_change or any(
            _is_share(part, whole, percent)
            for percent in around.percents for part in around.quoted for whole in around.before
        )  # fmt: skip
    if finding.class_ == "POINTS":
        return _ends_a_run(normal.text, start, end)
    if finding.class_ == "SUM" and like:
        right = DIGITS.search(finding.expected)
        return right is not None and any(n.value == Decimal(right.group()) for n in around.before)
    return not like


def _is_share(part: PrintedNumber, whole: PrintedNumber, percent: PrintedNumber) -> bool:
    """Whether one amount is that percent of another, larger one."""
    off = part.value / whole.value * HUNDRED - percent.value if whole.value else HUNDRED
    return whole.value > part.value and abs(off) <= percent.amount.step * HALF


def _fits_others(around: _Around, start: int) -> bool:
    """Whether a value and a base of the same sentences make the printed change and percent right."""
    turn = around.turn or 0
    quoted = [n for n in around.changes if n.start >= start]
    for value in around.values:
        bases = [
            n.value for n in around.bases
            if value.value != n.value and (not turn or (value.value > n.value) == (turn > 0))
        ]  # fmt: skip
        if turn and value.start < start and around.percents:
            bases += [value.value - turn * change.value for change in quoted]
        if any(_fits(value.value, base, quoted, around.percents) for base in bases if base > 0):
            return True
    return any(  # the amount is itself the base: 2022年执行数3205.60万元，2023年减支118.40万元
        abs(change.value / base.value * HUNDRED - percent.value) <= percent.amount.step * HALF
        for base in around.bases if base.value and base.start >= start
        for change in quoted for percent in around.percents
    )  # fmt: skip


def _fits(
    value: Decimal, base: Decimal, changes: Sequence[PrintedNumber], percents: Sequence[PrintedNumber]
) -> bool:  # fmt: skip
    size = abs(value - base)
    right_change = any(abs(size - c.value) <= c.amount.step for c in changes)
    right_percent = any(
        abs(size / base * HUNDRED - p.value) <= p.amount.step * HALF for p in percents
    )
    told = bool(changes or percents)
    return told and (right_change or not changes) and (right_percent or not percents)


def _is_of_a_figure(evidence: Evidence, finding: TextFinding, around: _Around) -> bool:
    """Whether the printed percent is exactly that of another figure that the text prints.

    基本支出1523.47万元，占本年支出的53.29%: of 2858.92, printed elsewhere as what was spent this year.
    """
    parts = [n for n in around.quoted if n in around.changes] or around.quoted
    if len(around.percents) != 1 or not parts or not DIGITS.search(finding.expected):
        return False
    percent, part = around.percents[0].amount, parts[0].value
    if not percent.value:
        return False
    low, high = (part / (percent.value + off * percent.step) * HUNDRED for off in (HALF, -HALF))
    amounts = evidence.case.reading.amounts_printed
    fitting = set(amounts[bisect_left(amounts, low) : bisect_right(amounts, high)])
    own = set() if percent.value == HUNDRED else {n.value for n in around.quoted}
    return high < low * _NARROW and bool(fitting - own)


def _is_of_lines(evidence: Evidence, here: int, around: _Around) -> bool:
    """Whether two amounts of the few lines before a percent give it, which nothing like it is to replace.

    调整预算 9,942,180.00 / 决算数 9,825,063.20 / 完成调整预算98.82%: lines that were not read as one budget.
    """
    reading, percent = evidence.case.reading, around.percents[-1].amount
    amounts: list[Decimal] = []
    for at in range(max(0, here - _LINES), here):
        bare = BARE_AMOUNT.search(reading.normals[at].text)
        told = [n.value for n in reading.numbers.get(at, [])]
        amounts += told or ([Decimal(bare.group())] if bare else [])
    few = amounts[-_FEW_AMOUNTS:]
    return percent.places > 1 and any(
        whole and abs(part / whole * HUNDRED - percent.value) <= percent.step * HALF
        for part in few for whole in few if part != whole
    )  # fmt: skip


_LINES, _FEW_AMOUNTS, _MOST_RUN = 5, 12, 12
_POINTS = re.compile(r"(?<![\d.])(\d{1,12}(?:\.\d{1,8})?)分")


def _ends_a_run(text: str, start: int, end: int) -> bool:
    """Whether a total of points is what a shorter run of points before it makes: 依次为14.5分、23.6分."""
    total = _POINTS.search(text, start, end)
    points = [Decimal(m[1]) for m in _POINTS.finditer(text, max(0, start - _FAR), start)]
    return total is not None and any(
        sum(points[-length:], Decimal(0)) == Decimal(total[1])
        for length in range(2, min(len(points), _MOST_RUN) + 1)
    )


def _is_slip_like(finding: TextFinding, quote: str) -> bool:
    """Whether a slip of the pen makes one of the quoted numbers of the right one, or a wrong unit."""
    right = DIGITS.search(finding.expected)
    return right is None or any(
        is_slip_of_value(printed, right.group()) for printed in DIGITS.findall(quote)
    )
