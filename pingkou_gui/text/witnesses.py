"""Which of the numbers that a finding is about is the wrong one, by all that is printed around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.evidence import Evidence, Printed
from pingkou_gui.text.finding import LIKELY
from pingkou_gui.text.printed_numbers import MONEY, PERCENT, POINTS, is_swap, swapped
from pingkou_gui.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.finding import Case, TextFinding
    from pingkou_gui.text.source import Span

_ARITHMETIC = frozenset({"SUM", "PCT", "POINTS", "CONTRADICTION", "DIGIT_DROP", "COUNT"})
_SUMS = frozenset({"SUM", "COUNT"})
_DIGITS = re.compile(r"(?<![\d.])\d{1,12}(?:\.\d{1,8})?(?![\d.])")
_MOST = 80
"""More findings are no findings of a report."""
_ENOUGH = _TWO = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A number, what should stand in its place, and how many more relations hold with that."""

    number: Printed
    right: str
    gain: int


def name_the_wrong_number(case: Case, findings: Sequence[TextFinding]) -> list[TextFinding]:
    """Return the findings, each about the number that the others around it speak against."""
    if sum(f.class_ in _ARITHMETIC for f in findings) > _MOST:
        return list(findings)
    evidence = Evidence(case)
    kept = (f for f in findings if not _is_spoken_against(evidence, f))
    return [_about_the_wrong_one(evidence, finding) for finding in kept]


def _is_spoken_against(evidence: Evidence, finding: TextFinding) -> bool:
    """Whether a question is answered by the numbers around: as much speaks for what is printed.

    Two numbers that the text itself adds or compares are no one number printed in two ways.
    """
    if finding.class_ not in _SUMS | {"CONTRADICTION"}:
        return False
    here = evidence.between(finding.spot)
    said = _DIGITS.findall(finding.expected)
    if finding.class_ == "CONTRADICTION":
        return len(here) == 1 and len(said) == _TWO and _is_of_both(evidence, here[0], said)
    if len(here) != 1 or not said or finding.certainty != LIKELY:
        return False
    printed = evidence.votes(here[0], here[0].value)
    right = evidence.votes(here[0], here[0].read(said[0]))
    return any(len(others) > 1 for others in printed) and len(printed) >= len(right)


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


def _about_the_wrong_one(evidence: Evidence, finding: TextFinding) -> TextFinding:
    if finding.class_ not in _ARITHMETIC:
        return finding
    slips = sorted(_slips(evidence, finding), key=lambda s: s.gain, reverse=True)
    best = slips[0] if slips else None
    if best is None or any(s.gain == best.gain for s in slips[1:]) or _is_told(finding, best):
        return finding
    here = evidence.between(finding.spot)
    at = here[0] if len(here) == 1 else None
    vouched = at is not None and bool(evidence.votes(at, at.value))
    swap = is_swap(best.number.amount.text, best.right)
    sure = best.gain >= _ENOUGH or (best.gain > 0 and swap and vouched)
    told = 0 if at is None else _gain_of_told(evidence, finding, at)
    return _about(finding, best) if sure and best.gain > told else finding


def _gain_of_told(evidence: Evidence, finding: TextFinding, number: Printed) -> int:
    """Return how many more relations hold with what a finding proposes for the number it is at."""
    said = _DIGITS.findall(finding.expected)
    if len(said) != 1:
        return 0
    right = evidence.votes(number, number.read(said[0]))
    return len(right) - len(evidence.votes(number, number.value))


def _slips(evidence: Evidence, finding: TextFinding) -> Iterator[Slip]:
    """Yield each number of a finding with what would make its own arithmetic come out."""
    numbers = _numbers(evidence, finding)
    own = {number.order for number in numbers}
    for number in numbers:
        kept = len(evidence.votes(number, number.value))
        for right in _rights(number, finding):
            votes = evidence.votes(number, number.read(right))
            if any(len(others) > 1 and others <= own for others in votes):
                yield Slip(number, right, len(votes) - kept)


def _rights(number: Printed, finding: TextFinding) -> set[str]:
    """Return what may have been meant: two digits changed about, or what the finding itself works out."""
    text = number.amount.text
    told = {
        number.printed(number.read(digits))
        for digits in _DIGITS.findall(f"{finding.expected} {finding.message}")
    }
    return {*swapped(text), *(right for right in told if is_slip(text, right))} - {text}


def _numbers(evidence: Evidence, finding: TextFinding) -> list[Printed]:
    """Return the numbers that a finding shows: of its place, and those of its lines that it tells."""
    here = [n for span in (finding.spot, *finding.others) for n in evidence.between(span)]
    told = set(_DIGITS.findall(finding.message))
    around = {
        n.order: n for number in here[:6] for n in evidence.around(number) if n.amount.text in told
    }
    return list({**around, **{n.order: n for n in here}}.values())


def _is_told(finding: TextFinding, slip: Slip) -> bool:
    """Whether a finding says that already."""
    span = slip.number.span
    here = _within(span, finding.spot)
    said = _DIGITS.search(finding.expected)
    return here and said is not None and Decimal(said.group()) == Decimal(slip.right)


def _about(finding: TextFinding, slip: Slip) -> TextFinding:
    number, unit = slip.number, _unit(slip.number)
    expected = f"{slip.right}{unit}"
    message = f"“{number.words}{number.amount.text}{unit}”和前后的数对不上，写成{expected}就都相符；核对（{finding.message}）"
    inside = _within(number.span, finding.spot)
    return replace(
        finding, message=message, expected=expected, spot=number.span, edits=(), deed="",
        quote=f"{number.amount.text}{unit}" if inside else f"{number.amount.text}{unit} / {finding.quote}",
        others=finding.others if inside else (finding.spot, *finding.others),
    )  # fmt: skip


def _within(one: Span, other: Span) -> bool:
    return one.paragraph == other.paragraph and other.start <= one.start < other.end


def _unit(number: Printed) -> str:
    if number.kind in {PERCENT, POINTS}:
        return "%" if number.kind == PERCENT else "个百分点"
    return number.amount.unit if number.kind == MONEY else number.kind
