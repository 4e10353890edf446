"""Findings on the numbers of headings."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count, takewhile
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import PROVED, Severity
from pingkou_gui.domain.reading.chapters import (
    INNER,
    INNER_SECTION,
    chinese_number,
    chinese_numeral,
)
from pingkou_gui.domain.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.chapters import Heading

_GROUND = "标题序号"
_SHORT = 16
OUTLINE = (
    "overview", "general_public_budget", "government_funds", "state_capital_operations",
    "social_insurance_funds", "performance", "problems", "measures", "results_use", "other_remarks",
)  # fmt: skip
"""The chapters in their order, by what they are about."""
_INSIDE = {
    2: re.compile("（([一二三四五六七八九十]{1,3})）"),
    3: re.compile("(?<=[。；：，])(\\d{1,2})(?:、|\\.(?!\\d))"),
    4: re.compile("（(\\d{1,2})）"),
}
"""The numbers of a series inside running text, by style."""


def mark(style: int, number: int) -> str:
    """Return the number of a heading as it should be printed."""
    return {
        1: f"{chinese_numeral(number)}、",
        2: f"（{chinese_numeral(number)}）",
        3: f"{number}、",
        4: f"（{number}）",
    }[style]


def _say(
    case: Case, heading: Heading, message: str, expected: str, severity: Severity = Severity.ERROR
) -> TextFinding:
    normal = case.reading.normals[heading.paragraph]
    end = min(len(normal.text), len(heading.mark) + min(len(heading.title), 24))
    return case.finding(
        "NUMBERING", normal.span(0, end), message, expected, severity=severity, certainty=PROVED
    )


@check("一级标题依次编号", "NUMBERING", ground=_GROUND)
def chapters_are_numbered_in_order(case: Case) -> Findings:
    """一、二、三…: none missing, none twice, none in another style."""
    tops = [h for h in case.reading.headings if h.level == 1 and h.number]
    if len(tops) < 3 or sum(h.style == 1 for h in tops) < 2:
        return
    expected = tops[0].number
    for at, heading in enumerate(tops):
        if heading.style != 1:
            yield _say(
                case,
                heading,
                f"一级标题用“{mark(1, expected)}”编号，这里写成了“{heading.mark}”",
                mark(1, expected),
            )
            expected += 1
            continue
        if heading.number != expected:
            follows = at + 1 < len(tops) and tops[at + 1].number == expected + 1
            right = mark(1, expected)
            yield _say(case, heading, _wrong_number(case, tops, at, right), right)
            expected = expected if follows else heading.number
        expected += 1


def _wrong_number(case: Case, tops: list[Heading], at: int, right: str) -> str:
    """Return what is wrong with a chapter's number, with the chapter that is missing before it."""
    said = f"印的是“{tops[at].mark}”"
    gone = missing_between(case, tops[at - 1].key if at else "", tops[at].key)
    if not gone:
        return f"序号应为“{right}”，{said}"
    names = "、".join(f"“{title}”" for title in gone)
    return f"前面少了{names}一章，补上；本来没有这一章的，序号应为“{right}”，{said}"


def missing_between(case: Case, before: str, after: str) -> list[str]:
    """Return the chapters of the outline between two of them that a report does not have."""
    if before not in OUTLINE or after not in OUTLINE:
        return []
    there = {heading.key for heading in case.reading.headings}
    between = OUTLINE[OUTLINE.index(before) + 1 : OUTLINE.index(after)]
    titles = {chapter.key: chapter.title for chapter in vocabulary().chapters}
    return [titles[key] for key in between if key not in there]


@check("里层的标题不重复用一级标题的序号", "NUMBERING", ground=_GROUND)
def inner_lists_have_their_own_series(case: Case) -> Findings:
    """A list inside a chapter that is numbered 一、二、三、 again: told once a list."""
    last = -9
    demoted = [h for h in case.reading.headings if h.level == INNER]
    for position, heading in enumerate(demoted):
        if heading.number == last + 1:
            last = heading.number
            continue
        last = heading.number
        run = _run(demoted, position)
        if run < 2 and len(demoted) < 2:
            expected = "1.或（1）"
        else:
            expected = (
                "、".join(f"{n}." for n in range(1, run + 1))
                + "，或"
                + "".join(f"（{n}）" for n in range(1, run + 1))
            )
        message = f"这里的“{heading.mark}”与一级标题的序号重复；里层的{run}条应换一种序号"
        yield _say(case, heading, message, expected)


def _run(headings: list[Heading], at: int) -> int:
    steps = zip(headings[at:], count(headings[at].number), strict=False)
    return sum(1 for _ in takewhile(lambda step: step[0].number == step[1], steps))


@check("下级标题依次编号，从1开始", "NUMBERING", ground=_GROUND)
def lower_headings_are_in_order(case: Case) -> Findings:
    """（一）, 1、, （1）: a series begins with 1 and leaves none out."""
    expected: dict[int, int] = {}
    numbered = {heading.paragraph for heading in case.reading.headings if heading.number}
    for heading in case.reading.headings:
        if heading.level in {1, INNER}:
            expected = {} if heading.level == 1 else {s: n for s, n in expected.items() if s == 2}
            continue
        if heading.style == 0:
            expected = {s: n for s, n in expected.items() if s in {2, INNER_SECTION}}
            continue
        series = heading.level if heading.style == 2 else heading.style
        number = heading.number
        if heading.style == 2:
            expected = {s: n for s, n in expected.items() if s <= 2 or s == series == INNER_SECTION}
        wanted = _led_in(case, heading, numbered) or expected.get(series, 1)
        if number not in {1, wanted}:
            yield _out_of_order(case, heading, wanted)
        expected[series] = number + 1 + _inline(case, heading)


def _led_in(case: Case, heading: Heading, numbered: set[int]) -> int:
    """The number that goes on where running text began the series: 附件：1.… and then 2.…; or 0."""
    before = heading.paragraph - 1
    if before < 0 or before in numbered:
        return 0
    begun = _run_inside(case, before, heading.style, 1)
    return begun + 1 if begun else 0


def _inline(case: Case, heading: Heading) -> int:
    """How many further numbers of the series stand inside the same paragraph."""
    return _run_inside(case, heading.paragraph, heading.style, heading.number + 1)


def _run_inside(case: Case, paragraph: int, style: int, first: int) -> int:
    """How many numbers from `first` on, none left out, stand inside a paragraph."""
    pattern = _INSIDE.get(style)
    if pattern is None:
        return 0
    printed = pattern.findall(case.reading.normals[paragraph].text, 1)
    inside = {int(n) if n.isdigit() else chinese_number(n) for n in printed}
    return next(n for n in count() if first + n not in inside)


def _out_of_order(case: Case, heading: Heading, wanted: int) -> TextFinding:
    right = mark(heading.style, wanted)
    if wanted == 1:
        message = f"有“{heading.mark}”，前面却没有“{right}”"
    elif heading.number < wanted:
        message = f"“{heading.mark}”重复了，序号应为“{right}”"
    else:
        message = f"“{heading.mark}”之前缺“{right}”"
    return _say(case, heading, message, right)


@check("只有一条时不编号", "NUMBERING", ground=_GROUND)
def no_series_of_one(case: Case) -> Findings:
    """1、 without a 2、: the second has lost its number, or none is needed."""
    series: list[list[Heading]] = []
    current: dict[int, list[Heading]] = {}
    for heading in case.reading.headings:
        if heading.style in {0, 1, 2} or heading.level in {1, 2, INNER}:
            current = {}
            continue
        run = current.get(heading.style)
        if run is None or heading.number == 1:
            run = []
            current[heading.style] = run
            series.append(run)
        run.append(heading)
    for run in series:
        if len(run) == 1 and run[0].number == 1 and not _inline(case, run[0]):
            right = mark(run[0].style, 2)
            message = f"只有“{run[0].mark}”，没有“{right}”；给后面并列的一条补上序号，或去掉“{run[0].mark}”"
            yield _say(case, run[0], message, right)


@check("并列的小标题都有序号", "NUMBERING", ground=_GROUND)
def no_bare_heading_between_numbered_ones(case: Case) -> Findings:
    """A known heading without a number between （一） and （二） of the same chapter."""
    groups: defaultdict[int, list[Heading]] = defaultdict(list)
    top = 0
    for heading in case.reading.headings:
        top += heading.level == 1
        groups[top].append(heading)
    for group in groups.values():
        numbered = [h for h in group if h.style == 2 and h.level == 2]
        bare = [h for h in group if h.style == 0 and h.level == 2 and _is_bare(case, h)]
        if not numbered or not bare:
            continue
        first, last = numbered[0].paragraph, numbered[-1].paragraph
        between = [h for h in bare if first < h.paragraph < last]
        if between:
            names = "、".join(f"“{h.title}”" for h in between)
            message = f"{names}夹在（一）和后面的标题之间，却没有序号"
            yield _say(case, between[0], message, "1. 2.，或（二）（三）", Severity.REMINDER)


def _is_bare(case: Case, heading: Heading) -> bool:
    text = case.reading.normals[heading.paragraph].text
    return len(text) <= _SHORT and not text.endswith(("：", "。", "；"))


CHECKS = (
    chapters_are_numbered_in_order,
    inner_lists_have_their_own_series,
    lower_headings_are_in_order,
    no_series_of_one,
    no_bare_heading_between_numbered_ones,
)
