"""The outline of a report: chapters by their words first, their numbers second."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.domain.reading.normal import Normal
    from pingkou_gui.domain.reading.source import Paragraph

_DIGITS = "一二三四五六七八九十"
_NUMBER = re.compile(
    f"(?P<chapter>[{_DIGITS}]{{1,3}})[、.](?!\\d)|（(?P<section>[{_DIGITS}]{{1,3}})）[、.]?"
    "|(?P<item>\\d{1,2})(?:、|[.](?!\\d))|（(?P<point>\\d{1,2})）[、.]?"
    f"|第(?P<part>[{_DIGITS}]{{1,3}})(?:部分|章)[：、]?"
)
_STYLES = {"chapter": 1, "part": 1, "section": 2, "item": 3, "point": 4}
_TITLE_END = re.compile("[。：；！？]")
_LONG = 42
INNER = 5
"""Level of 一、 inside a chapter."""
INNER_SECTION = 6
"""Level of （一） under such a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered paragraph, or an unnumbered one whose words are a chapter's.

    Attributes:
        paragraph: its index.
        style: 1 for 一、, 2 for （一）, 3 for 1、, 4 for （1）, 0 without a number.
        level: its level in the outline: words first, style second.
        number: the number as an integer; 0 without one.
        mark: the number as printed, evened out.
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


def chinese_number(text: str) -> int:
    """Return 1 to 99 for 一 to 九十九."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.index(text[0]) + 1
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (
        _DIGITS.index(ones[0]) + 1 if ones else 0
    )


def chinese_numeral(number: int) -> str:
    """Return 一 to 九十九 for 1 to 99."""
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "")
    return head + (_DIGITS[ones - 1] if ones else "")


def headings(paragraphs: Sequence[Paragraph], normals: Sequence[Normal]) -> tuple[Heading, ...]:
    """Return the headings of a report in their order."""
    found = [
        heading
        for paragraph, normal in zip(paragraphs, normals, strict=True)
        if (heading := _heading(normal, in_table=paragraph.is_cell))
    ]
    return tuple(_with_levels(_without_contents(found)))


def _heading(normal: Normal, *, in_table: bool) -> Heading | None:
    text = normal.text
    match = _NUMBER.match(text)
    body = text[match.end() :] if match else text
    stop = _TITLE_END.search(body)
    title = body[: stop.start()] if stop else body
    run_in = len(body) > len(title) + 1
    if match is None:
        return _unnumbered(normal, title, run_in=run_in) if not in_table else None
    if not title or (in_table and not 1 <= _STYLES[str(match.lastgroup)] <= 2):
        return None
    kind = str(match.lastgroup)
    printed = match[kind]
    number = int(printed) if printed.isdigit() else chinese_number(printed)
    words = vocabulary().chapter(title) if len(title) <= _LONG and not run_in else None
    style = _STYLES[kind]
    return Heading(
        normal.paragraph, style, style, number, match.group(), title,
        words.key if words else "", words.scope if words else "", run_in or len(title) > _LONG,
    )  # fmt: skip


def _unnumbered(normal: Normal, title: str, *, run_in: bool) -> Heading | None:
    if (
        run_in
        or normal.text.endswith(("。", "；"))
        or not 2 <= len(title) <= 24
        or re.search("[，、\\d]", title.lstrip("0123456789年度"))
    ):
        return None
    words = vocabulary().chapter(title)
    if words is None:
        return None
    return Heading(normal.paragraph, 0, words.level, 0, "", title, words.key, words.scope)


def _without_contents(found: list[Heading]) -> list[Heading]:
    """Drop a table of contents: chapters whose words come again later, close together."""
    tops = [h for h in found if h.level == 1 and h.key]
    first_again = next(
        (
            h.paragraph
            for i, h in enumerate(tops)
            if any(t.key == h.key and t.title == h.title for t in tops[:i])
        ),
        None,
    )
    repeated = [h for h in tops if first_again is not None and h.paragraph < first_again]
    spread = repeated[-1].paragraph - repeated[0].paragraph if repeated else 0
    if len(repeated) < 4 or spread > 4 * len(repeated) + 8:
        return found
    return [h for h in found if h.paragraph >= (first_again or 0)]


def _with_levels(found: list[Heading]) -> list[Heading]:
    """Settle what is a chapter: known words, or a number that goes on where the last ended."""
    result: list[Heading] = []
    current = 0
    inner = False
    for at, heading in enumerate(found):
        if heading.key and heading.style == 3 and _is_chapter(heading) and current:
            level = (
                1 if heading.number == current + 1 and _chinese_before(result) else heading.level
            )
        elif heading.style != 1 or (heading.key and _is_chapter(heading)):
            level = heading.level
        else:
            level = (
                1
                if heading.number == current + 1 and not _taken(found[at + 1 :], heading.number)
                else INNER
            )
        if level == 1 and heading.number:
            current = heading.number
        inner = level == INNER or (inner and level == 2 and not heading.key)
        level = INNER_SECTION if inner and level == 2 else level
        result.append(replace(heading, level=level))
    return result


def _is_chapter(heading: Heading) -> bool:
    words = vocabulary().chapter(heading.title)
    return words is not None and words.level == 1


def _chinese_before(result: list[Heading]) -> bool:
    return any(h.level == 1 and h.style == 1 for h in result)


def _taken(later: list[Heading], number: int) -> bool:
    """Whether the next known chapter claims `number` or an earlier one."""
    known = next((h for h in later if h.style == 1 and h.key and _is_chapter(h)), None)
    return known is not None and known.number <= number
