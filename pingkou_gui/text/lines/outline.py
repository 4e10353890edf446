"""The outline of a text: headings, levels, and where every paragraph stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.copied_tables import is_account_title
from pingkou_gui.text.lines.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal, Paragraph

PART_STYLE = 9
PART = 0
"""Level of 第一部分, where 一、 stands below it; else such a part is a chapter."""
_DIGITS = "一二三四五六七八九十"
_NUMBER = re.compile(
    f"(?P<chapter>[{_DIGITS}]{{1,3}})(?:、|[.](?!\\d))|（(?P<section>[{_DIGITS}]{{1,3}})）[、.]?"
    "|(?P<item>\\d{1,2})(?:、|[.](?!\\d))|（(?P<point>\\d{1,2})）[、.]?"
    f"|第(?P<part>[{_DIGITS}]{{1,3}})(?:部分|章)[：、]?"
)
_STYLES = {"chapter": 1, "part": PART_STYLE, "section": 2, "item": 3, "point": 4}
_LEGAL_DIGITS = "壹贰叁肆伍陆柒捌玖拾貳參陸"
_LEGAL = str.maketrans(_LEGAL_DIGITS, "一二三四五六七八九十二三六")
"""Numerals of cheques, which may number chapters, too: 壹、部门概况."""
_FIGURE = re.compile("-?\\d{1,15}(?:\\.\\d{1,8})?%?")
_TITLE_END = re.compile("[。：；！？]")
_LONG = 42
_LEAST_CONTENTS = 3
INNER = 5
"""Level of 一、 inside a chapter."""
INNER_SECTION = 6
"""Level of （一） under such a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered paragraph, or an unnumbered one whose words are a chapter's.

    Attributes:
        paragraph: its index.
        style: 1 for 一、, 2 for （一）, 3 for 1、, 4 for （1）, 9 for 第一部分, 0 without a number.
        level: its level in the outline: words first, style second; 0 for a part above chapters.
        number: the number as an integer; 0 without one.
        mark: the number as printed, normalised.
        title: the words up to the first stop.
        key: the chapter's key, or empty.
        run_in: text follows in the same paragraph.
    """

    paragraph: int
    style: int
    level: int
    number: int
    mark: str
    title: str
    key: str = ""
    scope: str = ""
    run_in: bool = False


_MOST_COUNTED = 99


def chinese_number(text: str) -> int:
    """Return 1 to 99 for 一 to 九十九, 2 for 两, a number in digits as it is, and 0 for no numeral."""
    if text.isdigit() or text == "两":
        return int(text) if text.isdigit() else 2
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.find(text[0]) + 1
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 + (_DIGITS.find(ones[0]) + 1 if ones else 0)


def chinese_numeral(number: int) -> str:
    """Return 一 to 九十九 for 1 to 99, and digits for a number that no report counts to."""
    if number > _MOST_COUNTED:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "")
    return head + (_DIGITS[ones - 1] if ones else "")


def headings(paragraphs: Sequence[Paragraph], normals: Sequence[Normal]) -> tuple[Heading, ...]:
    """Return the headings of a report in their order, without rows of figures in tables."""
    pairs = list(zip(paragraphs, normals, strict=True))
    counted = {(p.table, p.row) for p, n in pairs if p.is_cell and _FIGURE.fullmatch(n.text)}
    of_figures = _tables_of_figures(pairs, counted)
    labels = _labels_of_figures(normals)
    found = [
        heading
        for paragraph, normal in pairs
        if normal.text
        and (paragraph.table, paragraph.row) not in counted
        and paragraph.table not in of_figures
        and (heading := _heading(normal, in_table=paragraph.is_cell))
        and (heading.style or normal.paragraph not in labels)
    ]
    return tuple(_with_levels(_with_part_titles(_without_contents(found), pairs)))


def _labels_of_figures(normals: Sequence[Normal]) -> frozenset[int]:
    """Return the lines right above a bare figure, which are labels of a table copied cell by cell."""
    written = [normal for normal in normals if normal.text]
    pairs = pairwise(written)
    return frozenset(label.paragraph for label, next_ in pairs if _FIGURE.fullmatch(next_.text))


def _tables_of_figures(
    pairs: Sequence[tuple[Paragraph, Normal]], counted: set[tuple[int, int]]
) -> frozenset[int]:
    """Return the tables with rows of figures and no sentence, whose labels are no headings."""
    rows = Counter(table for table, _ in counted)
    with_sentences = {p.table for p, n in pairs if p.is_cell and n.text.endswith(("。", "；"))}
    return frozenset(t for t, n in rows.items() if n >= _FEWEST_ROWS and t not in with_sentences)


_FEWEST_ROWS = 2


def _with_part_titles(
    found: list[Heading], pairs: Sequence[tuple[Paragraph, Normal]]
) -> list[Heading]:
    """Return the headings with the unnumbered titles of the parts of a disclosure.

    …情况说明 right above a 一、 that begins anew, and …预算编制说明 wherever it stands.
    """
    titles = {
        n.paragraph: n.text for p, n in pairs if not p.is_cell and _PLAIN_PART.fullmatch(n.text)
    }
    numbered = {heading.paragraph for heading in found if heading.style}
    seen = False
    for heading in found:
        if heading.style == 1 and heading.number == 1 and seen:
            above = heading.paragraph - 1
            while above > 0 and not pairs[above][1].text:
                above -= 1
            if above >= 0 and above not in numbered and _PART_TITLE.fullmatch(pairs[above][1].text):
                titles[above] = pairs[above][1].text
        seen = seen or heading.style == 1
    parts = [Heading(at, 0, PART, 0, "", title) for at, title in titles.items()]
    kept = (heading for heading in found if heading.paragraph not in titles)
    return sorted([*kept, *parts], key=lambda heading: heading.paragraph)


_OF_ACCOUNTS = re.compile("[预决]算[^，。；：]{0,8}表$")
"""The title of a table of a disclosure; what follows the table is not below it."""
_PART_TITLE = re.compile("[^，。；：、]{2,32}情况说明")
_PLAIN_PART = re.compile("(?:20\\d\\d年度?)?(?:部门|单位)?预算编制说明")


def is_chapter_title(text: str) -> bool:
    """Whether a line is the title of a chapter and nothing else, with or without its number."""
    match = _NUMBER.match(text)
    title = text[match.end() :].strip() if match else text
    return 2 <= len(title) <= _LONG and vocabulary().chapter(title) is not None


def _heading(normal: Normal, *, in_table: bool) -> Heading | None:
    """Return the heading that a paragraph is; None if it is no heading."""
    text = normal.text
    match = _NUMBER.match(_with_usual_number(text))
    if match is None and in_table:
        return None
    body = text[match.end() :] if match else text
    stop = _TITLE_END.search(body)
    title = body[: stop.start()] if stop else body
    run_in = len(body) > len(title) + 1
    if match is None:
        return _unnumbered(normal, title, run_in=run_in)
    kind = str(match.lastgroup)
    if (not title and kind != "part") or (in_table and not 1 <= _STYLES[kind] <= 2):
        return None
    printed = match[kind]
    number = chinese_number(printed)
    words = vocabulary().chapter(title) if len(title) <= _LONG and not run_in else None
    style = _STYLES[kind]
    return Heading(
        normal.paragraph, style, style, number, text[: match.end()], title,
        words.key if words else "", words.scope if words else "", run_in or len(title) > _LONG,
    )  # fmt: skip


_BY_DIGITS = re.compile("(（?)一([〇○零一二三四五六七八九])(?=[、.）])")


def _with_usual_number(text: str) -> str:
    """Return a text with unusual numerals replaced by usual ones of the same length: 壹、, 一〇、."""
    if text[:1] in _LEGAL_DIGITS:
        return text.translate(_LEGAL)
    match = _BY_DIGITS.match(text)
    if match is None:
        return text
    number = "一十" if match[2] in "〇○零" else f"十{match[2]}"
    return f"{match[1]}{number}{text[match.end() :]}"


def _unnumbered(normal: Normal, title: str, *, run_in: bool) -> Heading | None:
    """Return a heading without a number if its words are those of a chapter, else None."""
    if (
        run_in
        or normal.text.endswith(("。", "；"))
        or not 2 <= len(title) <= 24
        or (is_account_title(title) and _OF_ACCOUNTS.search(title))
        or re.search("[，、\\d]", title.lstrip("0123456789年度"))
    ):
        return None
    words = vocabulary().chapter(title)
    if words is None:
        return None
    return Heading(normal.paragraph, 0, words.level, 0, "", title, words.key, words.scope)


def _without_contents(found: list[Heading]) -> list[Heading]:
    """Return the headings without those of a page of contents, whose words come again further down."""
    later: dict[str, int] = {_title_words(heading): heading.paragraph for heading in found}
    start = 0
    while start < len(found):
        end = start + 1
        while end < len(found) and found[end].paragraph - found[end - 1].paragraph <= 2:
            end += 1
        run = found[start:end]
        chapters = [h for h in run if h.style in {1, PART_STYLE}]
        again = [h for h in chapters if later[_title_words(h)] > run[-1].paragraph]
        if len(again) >= _LEAST_CONTENTS and len(again) * 3 >= len(chapters) * 2:
            return [*found[:start], *found[end:]]
        split = _contents_before_text(run)
        if split:
            return [*found[:start], *run[split:], *found[end:]]
        start = end
    return found


def _contents_before_text(run: list[Heading]) -> int:
    """Return how many headings of a run are contents that the text follows without a gap, else 0.

    The first heading of the contents comes again, with its number, where the text begins.
    """
    first = _title_words(run[0])
    same = (
        at for at, h in enumerate(run) if at and _title_words(h) == first and h.mark == run[0].mark
    )
    again = next(same, 0)
    return again if again >= _LEAST_CONTENTS else 0


def _title_words(heading: Heading) -> str:
    """Return the title of a heading without dots and page number."""
    return re.sub("[.…·\\s]*\\d*$", "", heading.title)


def _with_levels(found: list[Heading]) -> list[Heading]:
    """Set the level of each heading; a chapter has known words or the next number."""
    result: list[Heading] = []
    divided = _has_chapters_below_parts(found)
    current = inner = 0
    below = False
    claimed, following = _next_known_chapters(found), _next_numbers(found)
    for at, heading in enumerate(found):
        level = heading.level
        if heading.style == PART_STYLE or heading.level == PART:
            level = PART if divided or not heading.style else 1
            current = inner = 0
        elif heading.key and heading.style == 3 and _is_chapter(heading) and current:
            before = found[at - 1] if at else heading
            listed = before.style == heading.style and before.number == heading.number - 1
            goes_on = (
                heading.number == current + 1 and _follows_chinese_number(result) and not listed
            )
            level = 1 if goes_on else level
        elif heading.style == 1 and not (heading.key and _is_chapter(heading)):
            level = _level_of_numbered(heading.number, current, inner, claimed[at], following[at])
        if level == INNER:
            inner = heading.number
        elif level == 1:
            inner = 0
            current = heading.number or current
        below = level == INNER or (below and level == 2 and not heading.key)
        level = INNER_SECTION if below and level == 2 else level
        result.append(replace(heading, level=level))
    return result


def _next_known_chapters(found: list[Heading]) -> list[int]:
    """Return for each heading the number of the next known chapter in its part; 0 without one."""
    result: list[int] = []
    number = 0
    for heading in reversed(found):
        result.append(number)
        if heading.style == PART_STYLE or heading.level == PART:
            number = 0
        elif heading.style == 1 and heading.key and _is_chapter(heading):
            number = heading.number
    return result[::-1]


def _next_numbers(found: list[Heading]) -> list[int]:
    """Return for each heading the number of the next 一、 in its part; 0 without one."""
    result: list[int] = []
    number = 0
    for heading in reversed(found):
        result.append(number)
        if heading.style == PART_STYLE or heading.level == PART:
            number = 0
        elif heading.style == 1:
            number = heading.number
    return result[::-1]


def _level_of_numbered(number: int, current: int, inner: int, claimed: int, following: int) -> int:
    """Return the level of 三、 without known words: that of a chapter, or of a list within one.

    `claimed` is the number of the next known chapter, which no other has. `following` is the next
    number: if it is two more than the last chapter's, this heading is the chapter between them.
    """
    if number == current + 1 and not 0 < claimed <= number:
        return 1
    if current and not inner and number <= current and following == current + 2:
        return 1
    if current and (number in {1, inner + 1}):
        return INNER
    return INNER if inner and number != current + 2 else 1


def _has_chapters_below_parts(found: list[Heading]) -> bool:
    """Whether the numbers 一、 begin anew below each 第一部分."""
    parts = [at for at, heading in enumerate(found) if heading.style == PART_STYLE]
    return any(heading.style == 1 for heading in found[parts[0] :]) if parts else False


def _is_chapter(heading: Heading) -> bool:
    """Whether the title has the words of a chapter."""
    words = vocabulary().chapter(heading.title)
    return words is not None and words.level == 1


def _follows_chinese_number(result: list[Heading]) -> bool:
    """Whether a chapter with a number 一、 stands among the headings so far."""
    return any(h.level == 1 and h.style == 1 for h in result)


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a paragraph in the outline.

    Attributes:
        chapter: key of its chapter, or empty.
        section: key of its section, or empty.
        scope: the budget of its chapter, or `total`.
        path: the numbers of its headings, for people: 二（一）.
    """

    chapter: str = ""
    section: str = ""
    scope: str = "total"
    path: str = ""


_REMARKS = re.compile("备注：")
"""Remarks below the last chapter of a form, which are of the whole form."""


def standings(
    normals: Sequence[Normal], headings: Sequence[Heading], *, fiscal: bool
) -> tuple[Standing, ...]:
    """Return the standing of each paragraph.

    `fiscal` is whether the scope outside the chapters of the four budgets is all fiscal money, not `total`.
    """
    at = {heading.paragraph: heading for heading in headings}
    top: Heading | None = None
    section: Heading | None = None
    standing = _standing_of(top, section, fiscal=fiscal)
    result: list[Standing] = []
    for index, normal in enumerate(normals):
        here = at.get(index)
        if here is None and _REMARKS.match(normal.text):
            top = section = None
            standing = _standing_of(top, section, fiscal=fiscal)
        if here is not None and here.level in {PART, 1, 2}:
            top, section = (top, here) if here.level == 2 else (here, None)
            standing = _standing_of(top, section, fiscal=fiscal)
        result.append(standing)
    return tuple(result)


def _standing_of(top: Heading | None, section: Heading | None, *, fiscal: bool) -> Standing:
    """Return the standing below a chapter and a section."""
    default = "fiscal" if fiscal else "total"
    scope = (top.scope if top else "") or (section.scope if section else "") or default
    path = _numeral(top) + (
        f"（{chinese_numeral(section.number)}）" if section and section.number else ""
    )
    return Standing(top.key if top else "", section.key if section else "", scope, path)


def _numeral(heading: Heading | None) -> str:
    """Return the number of a chapter as printed in a path, or an empty string."""
    if heading is None:
        return ""
    return chinese_numeral(heading.number) if heading.number else heading.title
