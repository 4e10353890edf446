"""Checks of structure: numbering of headings and items, missing parts."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count, takewhile
from typing import TYPE_CHECKING

from pingkou_gui.form.kinds import leading_number
from pingkou_gui.text.checks.counts.check_scores import has_grade, has_score
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.outline import (
    INNER,
    INNER_SECTION,
    PART,
    PART_STYLE,
    chinese_number,
    chinese_numeral,
)
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.lines.vocabulary import vocabulary
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    Case,
    Findings,
    Severity,
    check,
    deed_of,
    edit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.outline import Heading
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reasoning.finding import TextFinding

_GROUND = "标题序号"
_SHORT = 16
OUTLINE = (
    "overview", "general_public_budget", "government_funds", "state_capital_operations",
    "social_insurance_funds", "performance", "problems", "measures", "results_use", "other_remarks",
)  # fmt: skip
"""The chapters in their order, by what they are about."""
_INSIDE = {
    2: re.compile("（([一二三四五六七八九十]{1,3})）"),
    3: re.compile("(?<=[。；：，])(\\d{1,2})(?:、|\\.(?!\\d)|\\.(?=[12]\\d{3}年))"),
    4: re.compile("（(\\d{1,2})）"),
}
"""The numbers of a series inside running text, by style; 1.2024年度… is a number and a year."""
_ITEM_STYLE = 3
_RUN_TOGETHER = re.compile("(\\d{1,2})\\.\\d")
"""The number of a line whose words begin with a number: 3.65岁以上老年人."""


def mark(style: int, number: int) -> str:
    """Return the number of a heading as it should be printed."""
    return {
        PART_STYLE: f"第{chinese_numeral(number)}部分",
        1: f"{chinese_numeral(number)}、",
        2: f"（{chinese_numeral(number)}）",
        3: f"{number}、",
        4: f"（{number}）",
    }[style]


def _say(  # noqa: PLR0913 - a heading, what is said of it, and how gravely
    case: Case, heading: Heading, message: str, expected: str,
    severity: Severity = Severity.ERROR, *, certain: bool = True, later: Sequence[Heading] = (),
) -> TextFinding:  # fmt: skip
    """Return a finding at a heading; what only a custom speaks against is a question.

    Not `certain` is a number that is right once the chapter before it is there; the numbers of
    `later` headings only follow on a wrong one.
    """
    normals = case.reading.normals
    normal = normals[heading.paragraph]
    end = min(len(normal.text), len(heading.mark) + min(len(heading.title), 24))
    if later:
        message += f"；后面的{'、'.join(f'“{each.mark}”' for each in later[:_SHOWN_LATER])}依次顺延"
    return case.finding(
        "NUMBERING", normal.span(0, end), message, expected, severity=severity,
        certainty=PROVED if severity is Severity.ERROR and certain else LIKELY,
        others=tuple(normals[each.paragraph].span(0, len(each.mark)) for each in later),
    )  # fmt: skip


_SHOWN_LATER = 6


@check("一级标题依次编号", "NUMBERING", ground=_GROUND)
def chapters_are_numbered_in_order(case: Case) -> Findings:
    """一、二、三…: none missing, none twice, none in another style; anew in every 第一部分."""
    parts = [h for h in case.reading.headings if h.level == PART and h.number]
    yield from _series_in_order(case, parts)
    for tops in _by_part(case):
        if len(tops) >= 3 and sum(h.style == 1 for h in tops) >= 2:
            yield from _series_in_order(case, tops)
        elif len(tops) == 2 and tops[1].style == tops[0].style == 1:
            right = mark(1, tops[0].number + 1)
            if tops[1].mark != right and tops[1].number != tops[0].number + 1:
                message = f"“{tops[0].mark}”之后是“{tops[1].mark}”；核对是不是应为“{right}”"
                yield _say(case, tops[1], message, right, Severity.REMINDER)


def _by_part(case: Case) -> Iterator[list[Heading]]:
    """Yield the numbered chapters of each part; all of them where there are no parts."""
    tops: list[Heading] = []
    for heading in case.reading.headings:
        if heading.level == PART:
            yield tops
            tops = []
        elif heading.level == 1 and heading.number:
            tops.append(heading)
            if _NEXT_PART.search(case.reading.normals[heading.paragraph].text):
                yield tops
                tops = []
    yield tops


_NEXT_PART = re.compile("(?<!^)第[一二三四五六七八九十]{1,2}部分")
"""The heading of a part that lies within a line, as in a page whose breaks were lost."""


def _series_in_order(case: Case, tops: list[Heading]) -> Findings:
    """Tell each number that does not follow on the one before it."""
    if not tops:
        return
    style, expected = _style_of(tops), tops[0].number
    if len(tops) > 2 and 1 < tops[1].number <= expected:
        expected = tops[1].number - 1  # the first is wrong, not all that follow
    for at, heading in enumerate(tops):
        right = mark(style, expected)
        if heading.style != style:
            message = f"一级标题用“{right}”编号，这里写成了“{heading.mark}”"
            yield _say(case, heading, message, right)
        elif heading.number == 1 and style == PART_STYLE and at > 1:
            expected = 1  # a list of the contents, and then the parts themselves
        elif at and (other := _in_other_style(case, tops[at - 1], heading, expected)) is not None:
            message = f"一级标题用“{right}”编号，这里写成了“{other.mark}”"
            yield _say(case, other, message, right)
            expected += 1
        elif heading.number > expected and style == PART_STYLE:
            message = f"“{tops[at - 1].mark}”之后是“{heading.mark}”，没有找到“{right}”；漏了的补上"
            yield _say(case, heading, message, right, Severity.REMINDER)
            expected = heading.number
        elif heading.number != expected:
            follows = at + 1 < len(tops) and tops[at + 1].number == expected + 1
            message = _wrong_number(case, tops, at, right)
            later = [] if follows or heading.number > expected else _counted_on(tops[at:])
            certain = not message.startswith(_GONE)
            yield _say(case, heading, message, right, certain=certain, later=later)
            on = bool(later) or heading.number > expected
            expected = heading.number if on and not follows else expected
        expected += 1


def _counted_on(tops: Sequence[Heading]) -> Sequence[Heading]:
    """Return the headings whose numbers only count on from that of the first."""
    steps = zip(tops[1:], count(tops[0].number + 1), strict=False)
    return [
        h for h, _ in takewhile(lambda s: (s[0].number, s[0].style) == (s[1], tops[0].style), steps)
    ]


def _in_other_style(case: Case, before: Heading, after: Heading, wanted: int) -> Heading | None:
    """Return the heading that stands alone between two chapters with the number that they lack.

    四、, 5、, 六、: the fifth chapter is there, and only its number is written in another way.
    """
    if after.number != wanted + 1:
        return None
    between = [
        heading
        for heading in case.reading.headings
        if before.paragraph < heading.paragraph < after.paragraph and heading.number
    ]
    styles = [heading.style for heading in between]
    found = [h for h in between if h.number == wanted and styles.count(h.style) == 1]
    return found[0] if len(found) == 1 and not found[0].run_in else None


def _style_of(tops: list[Heading]) -> int:
    return PART_STYLE if all(heading.style == PART_STYLE for heading in tops) else 1


def _wrong_number(case: Case, tops: list[Heading], at: int, right: str) -> str:
    """Return what is wrong with a chapter's number, with the chapter that is missing before it."""
    said = f"印的是“{tops[at].mark}”"
    mended = f"，改为“{right}{tops[at].title[:_SHOWN]}”"
    gone = missing_between(case, tops[at - 1].key if at else "", tops[at].key)
    if not gone:
        return f"序号应为“{right}”，{said}{mended}"
    names = "、".join(f"“{title}”" for title in gone)
    return f"{_GONE}{names}一章，补上；本来没有这一章的，序号应为“{right}”，{said}{mended}"


_GONE = "前面少了"


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
        parted = any(_PART_SAID.match(normal.text) for normal in case.reading.normals)
        severity = Severity.REMINDER if parted else Severity.ERROR
        yield _say(case, heading, message, expected, severity)


_PART_SAID = re.compile("第[一二三四五六七八九十]{1,2}(?:部分|章)")
"""In a text of parts each of them may begin with 一、 once more."""


def _run(headings: list[Heading], at: int) -> int:
    steps = zip(headings[at:], count(headings[at].number), strict=False)
    return sum(1 for _ in takewhile(lambda step: step[0].number == step[1], steps))


@check("下级标题依次编号，从1开始", "NUMBERING", ground=_GROUND)
def lower_headings_are_in_order(case: Case) -> Findings:
    """（一）, 1、, （1）: a series begins with 1 and leaves none out."""
    expected: dict[int, int] = {}
    last = here = 0
    numbered = {heading.paragraph for heading in case.reading.headings if heading.number}
    following = _next_siblings(case.reading.headings)
    chapter, begun = "", _begins_whole(case.reading.headings)
    for at, heading in enumerate(case.reading.headings):
        last, here = here, heading.paragraph
        if heading.level in {PART, 1, INNER}:
            if heading.style == 0 and heading.key == chapter:
                continue  # a caption that repeats the chapter's words
            chapter, begun = heading.key if heading.level == 1 else chapter, True
            inner = heading.level == INNER
            expected = {s: n for s, n in expected.items() if s == 2} if inner else {}
            continue
        if heading.style == 0:
            expected = {s: n for s, n in expected.items() if s in {2, INNER_SECTION}}
            continue
        series = heading.level if heading.style == 2 else heading.style
        number = heading.number
        if not begun and series not in expected:
            expected[series] = number  # a piece of a longer text may begin anywhere
        if heading.style == 2:
            expected = {s: n for s, n in expected.items() if s <= 2 or s == series == INNER_SECTION}
        wanted = _led_in(case, heading, numbered) or expected.get(series, 1)
        again = (
            number == 1
            and wanted > 1
            and _stands_again(heading, wanted, here - last, following[at])
        )
        off = number not in {1, wanted} and not _said_between(case, last, heading, wanted)
        if again or off:
            yield _out_of_order(case, heading, wanted)
        misprinted = off and following[at] == wanted + 1  # 1, 2, 2, 4: what comes next goes on
        number = wanted if again or misprinted else number
        expected[series] = number + 1 + _inline(case, heading)


def _begins_whole(found: Sequence[Heading]) -> bool:
    """Whether the first number of a text is a 1, so that nothing stood before it."""
    first = next((heading for heading in found if heading.number), None)
    return first is None or first.number == 1


def _next_siblings(headings: Sequence[Heading]) -> list[int]:
    """Return for each heading the number of the next one beside it; 0 without one."""
    result: list[int] = []
    seen: dict[int, int] = {}
    for heading in reversed(headings):
        result.append(seen.get(heading.style, 0))
        if heading.level in {PART, 1, INNER} or heading.style == 2:
            seen = {}
        seen[heading.style] = heading.number
    return result[::-1]


def _stands_again(heading: Heading, wanted: int, distance: int, following: int) -> bool:
    """Whether a 1 is no new list but the number before it once more.

    What comes next goes on as if it were `wanted`; or nothing comes next, and it stands right
    below the other one, or is a （一） below a （一）.
    """
    if following == wanted + 1:
        return True
    return wanted == 2 and not following and (heading.style == 2 or distance == 1)


def _said_between(case: Case, since: int, heading: Heading, wanted: int) -> bool:
    """Whether the numbers that seem to be missing stand inside the text since the last heading."""
    pattern = _INSIDE.get(heading.style)
    if pattern is None or not wanted < heading.number:
        return False
    inside: set[int] = set()
    for normal in case.reading.normals[since : heading.paragraph]:
        printed = pattern.findall(normal.text)
        inside |= set(map(chinese_number, printed))
        begun = _RUN_TOGETHER.match(normal.text) if heading.style == _ITEM_STYLE else None
        inside |= {int(begun[1])} if begun is not None else set()
    return set(range(wanted, heading.number)) <= inside


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
    inside = set(map(chinese_number, printed))
    return next(n for n in count() if first + n not in inside)


def _out_of_order(case: Case, heading: Heading, wanted: int) -> TextFinding:
    right = mark(heading.style, wanted)
    if _is_printed_before(case, heading):
        message = f"“{heading.mark}”这一条前面已经有了，一字不差；核对是不是多印了一遍，重复的删去"
        return _say(case, heading, message, "删去重复的", Severity.REMINDER)
    if wanted == 1:
        message = f"有“{heading.mark}”，前面却没有“{right}”"
    elif heading.number < wanted:
        message = f"“{heading.mark}”重复了，序号应为“{right}”"
    else:
        message = f"“{heading.mark}”之前缺“{right}”"
    if wanted > 1:
        printed = case.reading.source.paragraphs[heading.paragraph].text
        title = _TITLE_END.split(printed.strip()[len(heading.mark) :])[0][:_SHOWN]
        message += f"；没有漏写的，这一条改为“{right}{title}”"
    severity = Severity.REMINDER if wanted == 1 else Severity.ERROR
    return _say(case, heading, message, right, severity)


def _is_printed_before(case: Case, heading: Heading) -> bool:
    """Whether a whole paragraph with its number stands above, letter by letter."""
    own = case.reading.normals[heading.paragraph].text
    first = case.reading.first_of.get(own, heading.paragraph)
    return len(own) >= _LEAST_LETTERS and first < heading.paragraph


_TITLE_END = re.compile("[。：:；\\n]")


@check("只有一条时不编号", "NUMBERING", ground=_GROUND)
def no_series_of_one(case: Case) -> Findings:
    """1、 without a 2、: the second has lost its number, or none is needed."""
    series: list[list[Heading]] = []
    current: dict[int, list[Heading]] = {}
    for heading in case.reading.headings:
        if heading.style in {0, 1, 2, PART_STYLE} or heading.level in {1, 2, INNER}:
            current = {}
            continue
        run = current.get(heading.style)
        beside = run is not None and heading.paragraph - run[-1].paragraph == 1
        if run is None or (heading.number == 1 and not beside):
            run = []
            current[heading.style] = run
            series.append(run)
        run.append(heading)
    for run in series:
        cut = _is_open_at_the_end(case, run[0])  # a piece of a longer text may end anywhere
        if len(run) == 1 and run[0].number == 1 and not cut and not _inline(case, run[0]):
            right = mark(run[0].style, 2)
            message = f"只有“{run[0].mark}”，没有“{right}”；给后面并列的一条补上序号，或去掉“{run[0].mark}”"
            yield _say(case, run[0], message, right, Severity.REMINDER)


def _is_open_at_the_end(case: Case, first: Heading) -> bool:
    """Whether nothing closes a series: no heading that stands as far out comes after it."""
    later = [h for h in case.reading.headings if h.paragraph > first.paragraph and h.number]
    return all(heading.style > first.style for heading in later)


@check("并列的小标题都有序号", "NUMBERING", ground=_GROUND)
def no_bare_heading_between_numbered_ones(case: Case) -> Findings:
    """A known heading without a number between （一） and （二） of the same chapter."""
    groups: defaultdict[int, list[Heading]] = defaultdict(list)
    top = 0
    for heading in case.reading.headings:
        top += heading.level in {PART, 1}
        groups[top].append(heading)
    for group in groups.values():
        numbered = [h for h in group if h.style == 2 and h.level == 2]
        bare = [h for h in group if h.style == 0 and h.level == 2 and _is_bare(case, h)]
        if not numbered or not bare:
            continue
        first, last = numbered[0].paragraph, numbered[-1].paragraph
        between = [h for h in bare if first < h.paragraph < last and not _begins_anew(h, numbered)]
        if between:
            names = "、".join(f"“{h.title}”" for h in between)
            message = f"{names}夹在（一）和后面的标题之间，却没有序号"
            yield _say(case, between[0], message, "1. 2.，或（二）（三）", Severity.REMINDER)


def _begins_anew(bare: Heading, numbered: list[Heading]) -> bool:
    """Whether the series below a heading without a number is one of its own."""
    following = next((h for h in numbered if h.paragraph > bare.paragraph), None)
    return following is not None and following.number == 1


def _is_bare(case: Case, heading: Heading) -> bool:
    text = case.reading.normals[heading.paragraph].text
    return len(text) <= _SHORT and not text.endswith(("：", "。", "；"))


_DEPTHS = (
    re.compile("[一二三四五六七八九十]+[、.]"),
    re.compile("（[一二三四五六七八九十]+）[、.]?"),
    re.compile("\\d+[、.]"),
    re.compile("（?\\d+）[、.]?"),
    re.compile("[①-⑳㉑-㉟㊱-㊿]"),
)
"""The numbers of a list from the outermost in."""
_FIRST = re.compile("[一1①]")
_SECOND = re.compile("[二2②]")
_SHOWN = 16
_LEAST_LETTERS = 12
_LEAST_SERIES = 3


@check("一条只有一个编号", "NUMBERING", ground="标题序号")
def nothing_is_numbered_twice(case: Case) -> Findings:
    """（7）一、负责…: a list that opens inside another, （一）1.…2.…, is left alone."""
    for normal in case.reading.written:
        if case.reading.source.paragraphs[normal.paragraph].is_cell:
            continue
        first = leading_number(normal.text)
        second = leading_number(normal.text[len(first) :]) if first else ""
        if not second or _opens_a_list(case, normal, first.strip(), second.strip()):
            continue
        end = len(first) + len(second)
        yield case.finding(
            "NUMBERING",
            normal.span(0, min(len(normal.text), end + _SHOWN)),
            f"“{first.strip()}”后面又有“{second.strip()}”，编号印了两次",
            first.strip(),
            certainty=PROVED,
        )


def _opens_a_list(case: Case, normal: Normal, outer: str, inner: str) -> bool:
    """Return whether the second number is the first of a list inside the other one's words."""
    depth = _depth(inner)
    if depth <= _depth(outer) or not _FIRST.search(inner):
        return False
    following = _following(case, normal.paragraph, _depth(outer))
    return any(
        _SECOND.search(found[0]) and len(found[0]) == len(inner)
        for text in (normal.text, *following)
        for found in _DEPTHS[depth].finditer(text)
    )


def _following(case: Case, paragraph: int, outer: int) -> list[str]:
    """Return the paragraphs up to the next number that stands as far out."""
    found = []
    for normal in case.reading.normals[paragraph + 1 :]:
        number = leading_number(normal.text).strip()
        if number and _depth(number) <= outer:
            break
        found.append(normal.text)
    return found


_INLINE = {
    3: re.compile("(?:^|(?<=[。；：，！\\n]))(\\d{1,2})[、.](?!\\d)"),
    4: re.compile("(?:^|(?<=[。；：，！\\n]))（(\\d{1,2})）"),
    2: re.compile("(?:^|(?<=[。；：，！\\n]))（([一二三四五六七八九十]{1,3})）"),
    5: re.compile("(?:^|(?<=[。；：，！\\n]))([一二三四五六七八九十])是"),
    6: re.compile("(?:^|(?<=[。；：，！\\n]))([①-⑳])"),
}
"""Numbers of a series that stand within a paragraph, by style; 5 is 一是, 二是, 6 is ①, ②."""


@check("段内的序号依次编号", "NUMBERING", ground=_GROUND)
def numbers_within_a_paragraph_follow(case: Case) -> Findings:
    """1.…2.…3.…3.…4.…: one twice or left out, while those around it go on."""
    for normal in case.reading.written:
        if len(normal.text) < _LEAST_LETTERS:
            continue
        for style, pattern in _INLINE.items():
            found = list(pattern.finditer(normal.text))
            if len(found) >= _LEAST_SERIES or _leaps(normal.text, style, found):
                yield from _inline_faults(case, normal, style, found)


def _leaps(text: str, style: int, found: Sequence[re.Match[str]]) -> bool:
    """Return whether a series goes from its first number to its third, and none says the second."""
    numbers = [_number_of(each[1]) for each in found[:2]]
    return numbers == [1, 3] and style != _OF_DIGITS and _inline_mark(style, 2) not in text


_OF_DIGITS = 3
"""1. and 3. alone may be figures of something else: a series of two needs a mark of its own."""


def _inline_faults(case: Case, normal: Normal, style: int, found: list[re.Match[str]]) -> Findings:
    numbers = [_number_of(m[1]) for m in found]
    if numbers[0] != 1:
        return
    for at in range(1, len(found)):
        before, here = numbers[at - 1], numbers[at]
        if at > 1 and (before != numbers[at - 2] + 1 or here in {before + 1, 1}):
            continue
        if at == 1 and not _leaps(normal.text, style, found):
            continue
        twice, skipped = here == before, here == before + 2
        right = _inline_mark(style, before + 1)
        if not twice and not skipped:
            continue
        printed = found[at].group()
        after = (
            [_inline_mark(style, before + 2)]
            if twice and numbers[at + 1 : at + 2] == [before + 1]
            else []
        )
        message = (
            f"“{printed}”重复了，应为“{right}”"
            if twice
            else f"“{found[at - 1].group()}”之后缺“{right}”，直接写了“{printed}”"
        ) + (f"，后面的顺次改为“{after[0]}”" if after else "")
        start = found[at].start()
        words = _TITLE_END.split(normal.text[found[at].end() :])[0][:_SHOWN_IN_TEXT]
        message += f"，即“{right}{words}”" if twice else ""
        yield case.finding(
            "NUMBERING",
            normal.span(start, min(len(normal.text), found[at].end() + _SHOWN)),
            message,
            right,
        )
        return


_SHOWN_IN_TEXT = 14
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _number_of(printed: str) -> int:
    if printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    return chinese_number(printed)


@check("①②③、一是二是三是依次编号", "NUMBERING", ground=_GROUND)
def numbers_of_paragraphs_follow(case: Case) -> Findings:
    """Paragraphs that begin with ①, ②, ③ or 一是, 二是: none twice, none left out."""
    for style in (5, 6):
        last, place = 0, -_FAR
        for at, normal in enumerate(case.reading.normals):
            marks = list(_INLINE[style].finditer(normal.text))
            if not marks:
                continue
            numbers = [_number_of(found[1]) for found in marks]
            begins = marks[0].start() == 0
            if begins and at - place < _FAR and last and numbers[0] not in {1, last + 1}:
                right = _inline_mark(style, last + 1)
                fault = "重复了" if numbers[0] <= last else f"之前缺“{right}”"
                end = min(len(normal.text), marks[0].end() + _SHOWN)
                message = f"“{marks[0].group()}”{fault}，序号应为“{right}”"
                yield case.finding("NUMBERING", normal.span(0, end), message, right)
            last = numbers[0] if begins else last
            for number in numbers[begins:]:
                last = number if number in {1, last + 1} else last
            place = at


_FAR = 12
"""A series of circled numbers goes on within so many paragraphs."""


def _inline_mark(style: int, number: int) -> str:
    if style == 6:
        return _CIRCLED[min(number, len(_CIRCLED)) - 1]
    if style == 5:
        return f"{chinese_numeral(number)}是"
    return f"{number}." if style == 3 else mark(style, number)


def _depth(number: str) -> int:
    depths = (at for at, style in enumerate(_DEPTHS) if style.fullmatch(number))
    return next(depths, len(_DEPTHS))


_FIGURES = ("basic_spending", "project_spending", "three_public")
_OPERATING = ("会议费", "培训费", "公务接待费")
_PARTS_OF_PUBLIC = {"overseas_travel", "official_vehicles", "vehicle_running", "official_reception"}
FOLLOWS = 6
"""With so many chapters of the outline a report follows it, and each matter has its chapter."""
_BUDGET_CHAPTERS = {"general_public_budget", "government_funds", "scale", "basic_spending"}


def end_of_text(case: Case) -> Span:
    """Return the last paragraph, where what is missing is told."""
    last = len(case.reading.normals) - 1
    return Span(last, 0, len(case.reading.source.paragraphs[last].text))


def is_whole_report(case: Case) -> bool:
    """Whether the outline of a report on all spending holds for a text."""
    return case.reading.genre in {Genre.WHOLE, Genre.UNKNOWN}


@check("必有的数都在", "MISSING", ground="自评报告提纲")
def required_figures_are_there(case: Case) -> Findings:
    """基本支出, 项目支出, “三公”经费, the number of people and the score are printed somewhere."""
    known = {h.key for h in case.reading.headings if h.key in OUTLINE}
    if not is_whole_report(case) or len(known) < FOLLOWS - 1 or not known & _BUDGET_CHAPTERS:
        return
    stated = {s.key for s in case.reading.statements}
    spent = {s.key for s in case.reading.statements if s.amount and s.amount.value}
    if len(spent & _PARTS_OF_PUBLIC) == 1:
        stated.add("three_public")  # the one of them that was spent is their sum
    if not stated & set(_FIGURES):  # a form that states all of them in its tables
        stated |= {e.key for e in case.ledger.entries} | {c.key for c in case.reading.cells}
    for key in _FIGURES:
        label = vocabulary().name(key)
        if key not in stated and not (
            key == "project_spending" and re.search("[无没]有?项目支出", case.reading.text)
        ):
            yield _missing(case, label, f"没有找到{label}的金额")
    if not stated & {"headcount", "establishment"} and not re.search(
        "\\d+[人名]", case.reading.chapter_text("overview")
    ):
        yield _missing(case, "年末实有人数", "没有找到编制数和年末实有人数")
    if "performance" in known and not has_score(case.reading.text) and not _scored(case):
        yield _missing(case, "自评得分", "没有找到自评得分")


def _scored(case: Case) -> bool:
    """Whether a score is spoken of in running text, or totalled in a table."""
    cells = any(
        re.match("总分|合计|自评得分", c.label) and c.column_key == "score"
        for c in case.reading.cells
    )
    return cells or any(
        re.search("得分|评分|\\d分[，。；]", normal.text) for normal in case.reading.running
    )


def _missing(case: Case, what: str, message: str) -> TextFinding:
    return case.question("MISSING", end_of_text(case), f"{message}；补上", what, quote=what)


@check("有得分就有等级", "MISSING", ground="自评报告提纲")
def a_score_has_a_grade(case: Case) -> Findings:
    """A total score without 优, 良, 中 or 差, and what the outline asks for besides."""
    if (
        not has_score(case.reading.text)
        or has_grade(case.reading.text)
        or re.search("[优良]秀?(?:等级|等次|档)|[“为][优良中差][”秀好等]", case.reading.text)
    ):
        return
    known = {h.key for h in case.reading.headings}
    more = [
        t
        for k, t in (
            ("results_use", "九、自评结果拟应用和公开情况"),
            ("other_remarks", "十、其他需要说明的情况"),
        )
        if k not in known
    ]
    if "附件" not in case.reading.text:
        more.append("附件")
    tail = f"；另外没有找到{'、'.join(more)}，县里有要求时补上" if more else ""
    normal = next(n for n in case.reading.written if has_score(n.text))
    message = f"写了自评得分，没有写等级（优、良、中、差）{tail}"
    yield case.finding(
        "MISSING", normal.span(0, len(normal.text)), message, "等级", severity=Severity.HINT, certainty=LIKELY,
        quote=re.sub("\\s", "", normal.text)[-24:],
    )  # fmt: skip


@check(
    "公用经费的明细不漏有支出的项目", "CONTRADICTION", ground="公用经费包括会议费30215、培训费30216"
)
def operating_items_are_named(case: Case) -> Findings:
    """公用经费主要包括… leaves out an item whose amount is printed elsewhere."""
    spent = {
        s.label: s
        for s in case.reading.statements
        if s.key in {"meetings", "training", "official_reception"} and s.amount and s.amount.value
    }
    for normal in case.reading.written:
        match = re.search("公用经费[^；。]{0,60}主要?包括(?P<items>[^；。]{10,300})", normal.text)
        if match is None or match["items"].count("、") < 4:
            continue
        for label in _OPERATING:
            if (
                label in spent
                and label not in match["items"]
                and any(o in match["items"] for o in _OPERATING)
            ):
                message = f"公用经费的明细里没有{label}，后面却支出了{_printed(spent[label])}万元"
                yield case.finding(
                    "CONTRADICTION", normal.span(*match.span("items")), message, f"补上{label}",
                    severity=Severity.HINT, certainty=LIKELY,
                )  # fmt: skip


def _printed(statement: Statement) -> str:
    return statement.amount.text if statement.amount is not None else ""


@check("县里的乡镇说县财政", "WORDING", ground="称谓")
def the_right_level_of_finance(case: Case) -> Findings:
    """市财政 in the report of a county's township, where 县财政 stands elsewhere."""
    unit, text = case.reading.unit, case.reading.text
    if not re.search("县[^县市]{1,8}[镇乡局]", unit) or "县财政" not in text:
        return
    for normal in case.reading.written:
        for match in re.finditer(
            "(?<![省和及、级])市财政(?!局?、)(?=逐步|局|部门|要求|统一|的|加强)", normal.text
        ):
            message = "本单位属县，其他地方写的是县财政，这里写市财政，像是别处的文字照搬过来的"
            edit = edit_of(normal, *match.span(), "县财政")
            yield case.finding(
                "WORDING",
                normal.span(*match.span()),
                message,
                "县财政",
                severity=Severity.HINT,
                certainty=LIKELY,
                edits=(edit,) if edit else (),
                deed=deed_of(match.group(), "县财政"),
            )


CHECKS = (
    chapters_are_numbered_in_order,
    numbers_within_a_paragraph_follow,
    numbers_of_paragraphs_follow,
    inner_lists_have_their_own_series,
    lower_headings_are_in_order,
    no_series_of_one,
    no_bare_heading_between_numbered_ones,
    nothing_is_numbered_twice,
    required_figures_are_there,
    a_score_has_a_grade,
    operating_items_are_named,
    the_right_level_of_finance,
)
