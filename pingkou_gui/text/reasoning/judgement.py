"""Which of the numbers that a finding is about is the wrong one, and whether that is proved.

`evidence` gathers what is printed around a number that fits one value or another in its place,
`comparisons` what the numbers of a comparison would have to be. Here it is decided once, after all
checks: a question that is answered is dropped, findings of one comparison become one, the finding
goes to the number that the others speak against, and what another reading explains, or what is
nothing like the right number, is asked instead of alleged (`other_readings`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, RATIOS, is_swap, swapped
from pingkou_gui.text.lexing.slips import digits_of, is_slip, one_digit_changed
from pingkou_gui.text.lexing.tokens import opposite
from pingkou_gui.text.reading.percentages import is_one_digit
from pingkou_gui.text.reasoning.comparisons import (
    FALLEN,
    TURNED,
    comparisons_in,
    holds,
    mending_of,
    turned_about,
    ways_of,
)
from pingkou_gui.text.reasoning.evidence import LEAST_DIGITS, Evidence, Printed
from pingkou_gui.text.reasoning.finding import LIKELY, Severity
from pingkou_gui.text.reasoning.mending import ways_of_percent
from pingkou_gui.text.reasoning.other_readings import (
    DIGITS,
    HALF,
    HUNDRED,
    OF_NUMBERS,
    ONE_OF_THEM,
    asked_if_doubtful,
    doubted_sum,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reasoning.comparisons import Compared
    from pingkou_gui.text.reasoning.finding import Case, TextFinding

_ARITHMETIC = OF_NUMBERS - {"DIRECTION"} | {"COUNT"}
"""Classes whose findings propose a number that another may be wrong in place of."""
_OF_COMPARISONS = OF_NUMBERS - {"POINTS"}
_MOST = 80
"""More findings are no findings of a report."""
_MOST_OF_PARAGRAPH = 60
_ENOUGH = _TWO = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A number, what should stand in its place, and how many more relations hold with that."""

    number: Printed
    right: str
    gain: int


def judged(case: Case, findings: Sequence[TextFinding]) -> list[TextFinding]:
    """Return the findings, each about the number that the others around it speak against."""
    kept, evidence = list(findings), Evidence(case)
    kept = _each_comparison_once(evidence, kept)
    if sum(f.class_ in _ARITHMETIC for f in kept) <= _MOST:
        kept = [f for f in kept if not _is_answered(evidence, f)]
        kept = [_about_the_wrong_one(evidence, finding) for finding in kept]
        kept = _without_consequences(evidence, kept)
        kept = _told_in_one_place([_of_its_parts(evidence, finding) for finding in kept])
    kept = [_with_other_amounts(evidence, f) for f in kept]
    kept = [doubted_sum(evidence, asked_if_doubtful(evidence, f)) for f in kept]
    return [_by_its_numbers(evidence, f) for f in kept]


_OF_A_WHOLE = "核对是合计还是其中一项写错"
_OF_ANY = "核对是哪一个数写错"


def _by_its_numbers(evidence: Evidence, finding: TextFinding) -> TextFinding:
    """Return a finding of a sum of persons or things as one of a count."""
    whole = finding.class_ == "SUM" and re.search(f"{_OF_A_WHOLE}|{ONE_OF_THEM}", finding.message)
    kinds = {n.kind for n in evidence.between(finding.spot)} if whole else set()
    counted = bool(kinds) and kinds.isdisjoint({MONEY, PERCENT, POINTS, "分"})
    return replace(finding, class_="COUNT") if counted else finding


# ---- comparisons -------------------------------------------------------------------------------


def _each_comparison_once(evidence: Evidence, findings: list[TextFinding]) -> list[TextFinding]:
    """Return the findings, those about one comparison as one that names the number that is wrong."""
    reading, kept = evidence.case.reading, findings
    wrong = [f for f in findings if f.class_ in _OF_COMPARISONS]
    counted = Counter(f.spot.paragraph for f in wrong)
    for at in sorted(counted):
        if reading.source.paragraphs[at].is_cell or counted[at] > _MOST_OF_PARAGRAPH:
            continue
        normal = reading.normals[at]
        for compared in comparisons_in(normal, reading.year, reading.numbers.get(at, [])):
            about = [
                f for f in kept if f.class_ in _OF_COMPARISONS and _is_about(normal, f, compared)
            ]
            if not about or holds(compared) or any(_is_over_this_year(evidence, f) for f in about):
                continue
            told = _turned(normal, about[0], compared)
            if told is None and len(set(_signs(compared))) > 1:
                # 减少…，增长…: whichever number is wrong, so is a word
                about = [f for f in about if f.class_ != "DIRECTION"]
            mending = mending_of(compared, wide=True) if about else None
            if mending is not None and _is_borne_out(evidence, compared, *mending):
                mending = None
            if told is None and mending is not None:
                told = _told_once(evidence, about, *mending)
            if told is None:
                kept = [_with_ways(f, compared) if f in about else f for f in kept]
            else:
                kept = [
                    told if f is about[0] else f for f in kept if f is about[0] or f not in about
                ]
    return kept


def _is_about(normal: Normal, finding: TextFinding, compared: Compared) -> bool:
    if finding.spot.paragraph != normal.paragraph:
        return False
    start, end = normal.place(finding.spot.start), normal.place(finding.spot.end)
    return start < compared.end and compared.start < end


def _turned(normal: Normal, finding: TextFinding, compared: Compared) -> TextFinding | None:
    """Return the wrong word of 减少6.60万元，增长7.80%, where the figures tell which of the two it is."""
    number = compared.change
    if number is None or compared.base is None or not compared.values:
        return None
    if _signs(compared) != [compared.turn, -compared.turn] or not holds(turned_about(compared)):
        return None
    word = TURNED.search(number.words)
    printed, figure = word.group() if word else "", f"{number.amount.text}{number.unit}"
    right = opposite(printed) or ("增加" if compared.turn < 0 else "减少")
    expected = f"{right}{figure}"
    message = f"按前后两个数是{right}，这里写的是{printed}，后面的百分比也是按{right}写的；应为“{expected}”"
    return replace(
        finding, class_="DIRECTION", message=message, expected=expected, edits=(), deed="",
        spot=normal.span(number.start - len(printed), number.end), quote=f"{printed}{figure}",
    )  # fmt: skip


def _signs(compared: Compared) -> list[int]:
    """Return which way the words before the change and before the percent go."""
    both = (compared.change, compared.percent)
    words = [m.group() for n in both if n is not None and (m := TURNED.search(n.words))]
    return [-1 if FALLEN.search(word) else 1 for word in words]


def _is_borne_out(
    evidence: Evidence, compared: Compared, number: PrintedNumber, right: str
) -> bool:
    """Whether sums outside a comparison hold with a number of it, and not with what would mend it."""
    own = {evidence.at(each).order for each in compared.numbers}
    at = evidence.at(number)
    lost = evidence.votes(at, at.value) - evidence.votes(at, at.read(right))
    return any(len(others) > 1 and not others & own for others in lost)


def _told_once(
    evidence: Evidence, about: Sequence[TextFinding], number: PrintedNumber, right: str
) -> TextFinding:
    """Return one finding in place of those about a comparison, as grave as the gravest of them."""
    said = ((f, re.match("-?\\d+(?:\\.\\d+)?", f.expected)) for f in about)
    same = next((f for f, m in said if m and Decimal(m.group()) == Decimal(right)), None)
    severity = min((f.severity for f in about), key=list(Severity).index)
    grave = (f.certainty for f in about if f.severity is severity)
    certainty = next((c for c in grave if c != LIKELY), LIKELY)
    chosen = same or _about(about[0], Slip(evidence.at(number), right, 0))
    return replace(chosen, severity=severity, certainty=certainty)


def _with_ways(finding: TextFinding, compared: Compared) -> TextFinding:
    """Return a finding of a comparison with what each of its numbers would have to be."""
    if finding.class_ not in {"PCT", "SUM"}:
        return finding
    ways = [
        (n, right) for n, right in ways_of(compared) if finding.class_ == "SUM" or n.kind != PERCENT
    ]
    return _or_else(finding, "也可能是", [(n.amount.text, right, n.unit) for n, right in ways])


_Way = tuple[str, str, str]
"""A number as it is printed, what should stand there, and its unit."""


def _or_else(finding: TextFinding, lead: str, ways: Sequence[_Way]) -> TextFinding:
    """Return a finding that tells, once, what other numbers may be in place of the one it proposes."""
    bare = _OTHERWISE.sub("", finding.message)
    said = set(DIGITS.findall(finding.expected))
    told = [
        f"{printed}{unit}应为{right}{unit}"
        for printed, right, unit in ways
        if right not in said and f"应为{right}{unit}" not in bare
    ]
    if "可能是" in bare or not told:
        return finding
    message = f"{bare}（{lead}{'，或'.join(dict.fromkeys(told[:_MOST_WAYS]))}）"
    return replace(finding, message=message)


_OTHERWISE = re.compile("（也可能是[^（）]*）$")
_MOST_WAYS = 5


def _with_other_amounts(evidence: Evidence, finding: TextFinding) -> TextFinding:
    """Return a finding of a wrong percent with what the amounts would be that it was divided of."""
    here = evidence.between(finding.spot)
    percents = [n for n in here if n.kind == PERCENT]
    right = DIGITS.search(finding.expected)
    if finding.class_ != "PCT" or not percents or right is None:
        return finding
    percent = percents[-1]
    beside = {n.order: n for n in (*here, *evidence.around(percent))}.values()
    near = [n for n in beside if n.kind not in RATIOS and n.value > 0]
    near.sort(key=lambda n: abs(n.order - percent.order))
    division = _DIVISION.search(finding.message)
    if division is not None:
        sides = Decimal(division["part"]), Decimal(division["whole"])
    else:
        own = [n for n in near if n in here]
        pairs = (
            (size, whole.value)
            for part, whole in permutations(own[:_FEW_BESIDE], 2)
            if part.kind == whole.kind
            for size in (part.value, abs(part.value - whole.value))
        )
        told, step = Decimal(right.group()), percent.step
        made = (p for p in pairs if abs(p[0] / p[1] * HUNDRED - told) <= step * HALF)
        sides = next(made, (Decimal(0), Decimal(0)))
    ways = ways_of_percent(percent, *sides, near) if all(sides) else []
    return _or_else(finding, "也可能是", [(n.amount.text, r, n.unit) for n, r in ways])


_FEW_BESIDE = 6


# ---- questions that are answered ---------------------------------------------------------------


def _is_answered(evidence: Evidence, finding: TextFinding) -> bool:
    """Whether the numbers around answer a question: as much speaks for what is printed.

    Two numbers that the text itself adds or compares are no one number printed in two ways.
    """
    here, said = evidence.between(finding.spot), DIGITS.findall(finding.expected)
    if len(here) != 1 or not said:
        return False
    if finding.class_ == "CONTRADICTION":
        return len(said) == _TWO and _is_of_both(evidence, here[0], said)
    if finding.class_ not in {"SUM", "COUNT"} or finding.certainty != LIKELY:
        return False
    if _may_be_another(evidence, finding, here[0], said[0]):
        return False
    printed = evidence.votes(here[0], here[0].value)
    right = evidence.votes(here[0], here[0].read(said[0]))
    return any(len(others) > 1 for others in printed) and len(printed) >= len(right)


def _may_be_another(evidence: Evidence, finding: TextFinding, here: Printed, said: str) -> bool:
    """Whether it may be one of the other numbers of a sum that is wrong."""
    others = [n.amount.text for span in finding.others for n in evidence.between(span)]
    any_of_them = _OF_ANY in finding.message and bool(others)
    slip = not is_slip(here.amount.text, said) and any(is_slip(each, said) for each in others)
    lines = bool(finding.others) and _OTHER_WAYS.search(finding.message) is not None
    return any_of_them or slip or lines


_OTHER_WAYS = re.compile("所列各项.*”应为[\\d.,]+，或“")


def _is_of_both(evidence: Evidence, number: Printed, said: Sequence[str]) -> bool:
    """Whether a number holds something together with another that is told beside it."""
    kin = [n for n in evidence.around(number) if n.kind == number.kind]
    others = [n for n in kin if n.amount.text in said]
    made = {
        abs(number.value + sign * other.value) for other in others for sign in (1, -1)
    }  # also of short numbers: 行政在岗43名，事业在岗58名，合计在岗101名
    beside = any(n.value in made for n in kin if n not in others)
    orders = {n.order for n in others}
    return beside or any(orders & found for found in evidence.votes(number, number.value))


# ---- the wrong number --------------------------------------------------------------------------


def _about_the_wrong_one(evidence: Evidence, finding: TextFinding) -> TextFinding:
    if finding.class_ not in _ARITHMETIC:
        return finding
    here = evidence.between(finding.spot)
    share = _share_of(evidence, finding)
    if share is not None and _this_year_of(evidence, share) is not None:
        return finding  # the percent is over this year's number: no amount is to be changed for it
    slips = sorted(_slips(evidence, finding, share), key=lambda s: s.gain, reverse=True)
    best = slips[0] if slips else None
    if best is not None and any(s.gain == best.gain for s in slips[1:]):
        best = None
    if best is not None and _is_one_of_ways(finding, best):
        return finding
    at = here[0] if len(here) == 1 else None
    if best is not None and not _is_told(finding, best):
        swap = is_swap(best.number.amount.text, best.right)
        vouched = at is not None and bool(evidence.votes(at, at.value))
        sure = best.gain >= _ENOUGH or (best.gain > 0 and swap and (vouched or share is not None))
        told = 0 if at is None else _gain_of_told(evidence, finding, at)
        if sure and best.gain > told - (swap and share is not None):
            rivals = _rivals(evidence, best)
            ways = [
                (best.number.amount.text, right, best.number.unit)
                for right in (best.right, *rivals)
            ]
            return (
                _or_else(finding, "也可能是", ways[:_FEW_WAYS]) if rivals else _about(finding, best)
            )
    if share is None or finding.severity is Severity.HINT:
        return finding
    parts = [s for s in slips if s.gain >= 0 and _gives(share, s.number, s.right)]
    swaps = [s for s in parts if is_swap(s.number.amount.text, s.right)]
    ways = [(s.number.amount.text, s.right, s.number.unit) for s in swaps or parts]
    few = 0 < len(ways) <= _FEW_WAYS
    return _or_else(finding, "执行率或占比若不错，可能是", ways) if few else finding


def _is_one_of_ways(finding: TextFinding, slip: Slip) -> bool:
    """Whether a finding tells of a slip already, and of another number that may be one as well."""
    told = [(m[1], m[2]) for m in _WAY.finditer(finding.message) if is_slip(m[1], m[2])]
    return (slip.number.amount.text, slip.right) in told and len({n for n, _ in told}) > 1


_WAY = re.compile(r"(\d+(?:\.\d+)?)[^\d，（）]{0,4}应为(\d+(?:\.\d+)?)")
_FEW_WAYS = 3
_TOTAL_AND_PARTS = re.compile(
    r"(?P<lead>.*印的是(?P<total>\d+(?:\.\d+)?)[^；]*：(?P<terms>[\d.+]+) = [\d.]+；)"
    r"核对是合计还是其中一项写错（合计若不错，可能是(?P<ways>.+)）"
)


def _of_its_parts(evidence: Evidence, finding: TextFinding) -> TextFinding:
    """Return a finding of a broken sum without a proposal for the total where others bear that out.

    基本支出912.40万元 of parts that make 902.40, where 912.40 + 950.00 is the printed whole and
    912.40 is 17.30 more than the year before: one of the parts is wrong, which one nobody knows. Of a
    short count only what words tell bears out (79人, 编制86, 控制率91.86%), so that once is enough.
    """
    match = _TOTAL_AND_PARTS.fullmatch(finding.message)
    right = DIGITS.fullmatch(finding.expected)
    if finding.class_ != "SUM" or match is None or right is None:
        return finding
    kinds = {n.kind for n in evidence.between(finding.spot)} - RATIOS
    numbers = [n for n in evidence.numbers if n.kind in kinds]
    terms = match["terms"].split("+")
    parts = frozenset(n.order for n in numbers if n.amount.text in terms)
    borne: set[frozenset[int]] = set()
    for total in (n for n in numbers if n.amount.text == match["total"]):
        if _beyond(evidence, total, total.read(right.group()), parts):
            return finding
        borne |= _beyond(evidence, total, total.value, parts)
    if not borne:
        return finding
    ways = match["ways"]
    short = MONEY not in kinds and digits_of(match["total"]) < LEAST_DIGITS
    if len(borne) < (1 if short else _ENOUGH):
        named = "或".join([*DIGITS.findall(ways), right.group()])
        return replace(asked_if_doubtful(evidence, finding), expected=named, edits=(), deed="")
    message = f"{match['lead']}{match['total']}{ONE_OF_THEM}：{ways}；核对"
    return replace(
        finding, message=message, expected="或".join(DIGITS.findall(ways)), edits=(), deed=""
    )


def _beyond(
    evidence: Evidence, number: Printed, value: Decimal, parts: frozenset[int]
) -> set[frozenset[int]]:
    """Return what else a value holds together with than the parts of its sum, and its own copies."""
    copies = {n.order for n in evidence.numbers if n.value == value}
    votes = evidence.votes(number, value)
    return {frozenset(others) for others in votes if not others <= parts and not others <= copies}


def _told_in_one_place(findings: list[TextFinding]) -> list[TextFinding]:
    """Return the findings, of broken sums in the same words the gravest alone, the first of those."""
    first: dict[str, TextFinding] = {}
    for finding in sorted(findings, key=lambda f: list(Severity).index(f.severity)):
        if ONE_OF_THEM in finding.message:
            first.setdefault(finding.message, finding)
    return [f for f in findings if first.get(f.message, f) is f]


def _rivals(evidence: Evidence, best: Slip) -> list[str]:
    """Return what else a number may be, one digit another, with which as many relations hold."""
    number = best.number
    kept = len(evidence.votes(number, number.value))
    return [
        right
        for right in one_digit_changed(number.amount.text)
        if right != best.right
        and len(evidence.votes(number, number.read(right))) - kept >= best.gain
    ]


def _gain_of_told(evidence: Evidence, finding: TextFinding, number: Printed) -> int:
    """Return how many more relations hold with what a finding proposes for the number it is at."""
    said = DIGITS.findall(finding.expected)
    if len(said) != 1:
        return 0
    right = evidence.votes(number, number.read(said[0]))
    return len(right) - len(evidence.votes(number, number.value))


_Share = tuple[Printed, frozenset[Decimal]]
"""A percent, and the two amounts that a finding divides."""


def _share_of(evidence: Evidence, finding: TextFinding) -> _Share | None:
    """Return the share that a wrong percent is of; None where the percent is just a digit off."""
    division = _DIVISION.search(finding.message)
    percents = [n for n in evidence.between(finding.spot) if n.kind == PERCENT and not n.table]
    right = DIGITS.search(finding.expected)
    if finding.class_ != "PCT" or division is None or not percents or right is None:
        return None
    percent = percents[-1]
    if is_one_digit(Decimal(percent.amount.text), Decimal(right.group())):
        return None
    return percent, frozenset({Decimal(division["part"]), Decimal(division["whole"])})


def _is_over_this_year(evidence: Evidence, finding: TextFinding) -> bool:
    share = _share_of(evidence, finding)
    return share is not None and _this_year_of(evidence, share) is not None


def _this_year_of(evidence: Evidence, share: _Share) -> Printed | None:
    """Return this year's number where a percent of a change is the change as a part of it."""
    percent, amounts = share
    part, base = min(amounts), max(amounts)
    for this in evidence.around(percent):
        if this.value not in {base + part, base - part} or this.value <= 0:
            continue
        if abs(part / this.value * HUNDRED - percent.value) <= percent.step * HALF:
            return this
    return None


_DIVISION = re.compile("(?P<part>\\d+(?:\\.\\d+)?) ÷ (?P<whole>\\d+(?:\\.\\d+)?) = ")


def _slips(evidence: Evidence, finding: TextFinding, share: _Share | None) -> Iterator[Slip]:
    """Yield each number of a finding with what would make its own arithmetic come out."""
    numbers = _numbers(evidence, finding)
    parts = [] if share is None else [n for n in evidence.around(share[0]) if n.value in share[1]]
    own = {number.order for number in (*numbers, *parts)}
    for number in {n.order: n for n in (*numbers, *parts)}.values():
        kept = len(evidence.votes(number, number.value))
        for right in _rights(number, finding) | _of_share(number, share):
            votes = evidence.votes(number, number.read(right))
            if any(len(others) > 1 and others <= own for others in votes):
                yield Slip(number, right, len(votes) - kept)


def _rights(number: Printed, finding: TextFinding) -> set[str]:
    """Return what may have been meant: two digits changed about, or what the finding itself works out."""
    text = number.amount.text
    told = {
        number.printed(number.read(digits))
        for digits in DIGITS.findall(f"{finding.expected} {finding.message}")
    }
    return {*swapped(text), *(right for right in told if is_slip(text, right))} - {text}


def _of_share(number: Printed, share: _Share | None) -> set[str]:
    """Return an amount of a share with one other digit, so that it gives the printed percent."""
    if share is None or number.value not in share[1] or number.kind in RATIOS:
        return set()
    return {
        right for right in one_digit_changed(number.amount.text) if _gives(share, number, right)
    }


def _gives(share: _Share, number: Printed, right: str) -> bool:
    """Whether the amounts of a share give its percent once one of them is written otherwise."""
    percent, amounts = share
    value, others = number.read(right), amounts - {number.value}
    if value <= 0 or number.value not in amounts or len(others) != 1:
        return False
    (other,) = others
    part, whole = (value, other) if number.value < other else (other, value)
    return abs(part / whole * HUNDRED - percent.value) <= percent.step * HALF


def _numbers(evidence: Evidence, finding: TextFinding) -> list[Printed]:
    """Return the numbers that a finding shows: of its place, and those of its lines that it tells."""
    here = [n for span in (finding.spot, *finding.others) for n in evidence.between(span)]
    told = set(DIGITS.findall(finding.message))
    around = {
        n.order: n for number in here[:6] for n in evidence.around(number) if n.amount.text in told
    }
    return list({**around, **{n.order: n for n in here}}.values())


def _is_told(finding: TextFinding, slip: Slip) -> bool:
    """Whether a finding says that already."""
    said = DIGITS.search(finding.expected)
    here = _within(slip.number.span, finding.spot)
    return here and said is not None and Decimal(said.group()) == Decimal(slip.right)


def _about(finding: TextFinding, slip: Slip) -> TextFinding:
    """Return a finding that names the number that is wrong, with what it was said of before."""
    number = slip.number
    printed, expected = f"{number.amount.text}{number.unit}", f"{slip.right}{number.unit}"
    message = f"“{number.words}{printed}”和前后的数对不上，写成{expected}就都相符；核对（{finding.message}）"
    inside = _within(number.span, finding.spot)
    of_parts = finding.class_ in {"PCT", "SUM", "DIRECTION"}
    return replace(
        finding, message=message, expected=expected, spot=number.span, edits=(), deed="",
        class_=("PCT" if number.kind == PERCENT else "SUM") if of_parts else finding.class_,
        quote=printed if inside else f"{printed} / {finding.quote}",
        others=finding.others if inside else (finding.spot, *finding.others),
    )  # fmt: skip


def _within(one: Span, other: Span) -> bool:
    return one.paragraph == other.paragraph and other.start <= one.start < other.end


# ---- what follows from a wrong number ----------------------------------------------------------


def _without_consequences(evidence: Evidence, findings: list[TextFinding]) -> list[TextFinding]:
    """Return the findings without those whose printed numbers hold once another's number is right.

    项目支出724.20 in a table whose parts make 720.20; 完成预算的100.73%，增加22.05万元 are of 720.20.
    """
    slips = [slip for f in findings if f.class_ in _ARITHMETIC for slip in _slip_of(evidence, f)]
    return [f for f in findings if not any(_follows(evidence, f, slip) for slip in slips)]


def _slip_of(evidence: Evidence, finding: TextFinding) -> Iterator[Slip]:
    """Yield the one number of a finding with what it proposes, where more relations hold with that."""
    said = DIGITS.findall(finding.expected)
    amounts = [n for n in evidence.between(finding.spot) if n.kind not in RATIOS]
    if len(amounts) > 1 and said:
        amounts = [n for n in amounts if is_slip(n.amount.text, said[0])]
    if len(amounts) == 1 and len(said) == 1:
        gain = _gain_of_told(evidence, finding, amounts[0])
        if gain > 0:
            yield Slip(amounts[0], said[0], gain)


def _follows(evidence: Evidence, finding: TextFinding, slip: Slip) -> bool:
    wrong, right = slip.number.value, slip.number.read(slip.right)
    told = {Decimal(digits) for digits in DIGITS.findall(finding.message)}
    here = evidence.between(finding.spot)
    if finding.class_ not in {"PCT", "SUM"} or wrong not in told or slip.number in here:
        return False
    rates = [n for n in here if n.kind == PERCENT]
    others = told - {wrong, right, *(n.value for n in rates or here)}
    return bool(here) and all(
        digits_of(n.amount.text) >= _TELLING and any(_makes(right, other, n) for other in others)
        for n in rates or here
    )


def _makes(one: Decimal, other: Decimal, number: Printed) -> bool:
    """Whether two amounts make a number: their sum, what one is more than the other, or a percent of theirs."""
    if number.kind != PERCENT:
        return number.value in {one + other, abs(one - other)}
    pairs = ((one, other), (other, one), (abs(one - other), other), (abs(one - other), one))
    off = (abs(a / b * HUNDRED - number.value) for a, b in pairs if b)
    return any(each <= number.step * HALF for each in off)


_TELLING = 3
"""So many digits of a number tell that it is made of two others."""
