"""The paragraphs of a report with the heading they stand under, numbers and titles taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.chapters import Heading
    from pingkou_gui.domain.reading.reader import Reading

TOPIC = 3
"""The deepest level of headings that say what the paragraphs below are about."""
_DEEPER = frozenset({"duties", "key_work", "organisation", "scale", "score"})
_CIRCLED = re.compile("\\s*(?P<circle>[①-⑳])\\s*")
_NUMBERED = re.compile(
    "\\s*(?:(?P<item>\\d{1,2}[、.．](?!\\d))|(?P<point>[（(]\\d{1,2}[）)]、?))\\s*"
)
"""Numbers that the reader of headings leaves alone inside tables."""
_STYLES = {"circle": 5, "item": 3, "point": 4}
_BLANK = " \t\n\u3000\xa0"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph.

    Attributes:
        index: of the paragraph.
        chapter, section, scope: where it stands, as the reader says.
        topic: the words of the heading it stands under or opens with, below the section.
        style: of its own number: 1 一、 2 （一） 3 1、 4 （1） 5 ①; 0 without one.
        title: its own words as a heading, as printed; empty for plain text.
        body: what it says after number and title, as printed.
        whole: what it says after its number alone.
    """

    index: int
    chapter: str
    section: str
    scope: str
    topic: str
    style: int
    title: str
    body: str
    whole: str
    is_cell: bool
    """Whether it stands beside other cells."""


def blocks(reading: Reading) -> tuple[Block, ...]:
    """Return all paragraphs in reading order."""
    heads = {heading.paragraph: heading for heading in reading.headings}
    found: list[Block] = []
    crossed = _crossed(reading)
    topic, deeper, at = "", "", ("", "")
    for index, standing in enumerate(reading.standings):
        heading = heads.get(index)
        here = (standing.chapter, standing.section)
        if here != at:
            topic, deeper, at = "", "", here
        if heading is not None and heading.level <= TOPIC:
            topic = heading.title
            deeper = heading.key if heading.key in _DEEPER and heading.level == TOPIC else ""
        elif heading is not None and not heading.run_in and not standing.section:
            topic = heading.title
        block = _block(reading, index, heading, (topic, deeper))
        paragraph = reading.source.paragraphs[index]
        among = (paragraph.table, paragraph.row) in crossed
        found.append(block if among else replace(block, is_cell=False))
    return tuple(found)


def _crossed(reading: Reading) -> set[tuple[int, int]]:
    """Return the rows of tables with more than one cell; a cell of its own is running text."""
    columns: dict[tuple[int, int], set[int]] = {}
    for paragraph in reading.source.paragraphs:
        if paragraph.is_cell and paragraph.text.strip():
            columns.setdefault((paragraph.table, paragraph.row), set()).add(paragraph.column)
    return {row for row, found in columns.items() if len(found) > 1}


def _block(reading: Reading, index: int, heading: Heading | None, under: tuple[str, str]) -> Block:
    paragraph, standing = reading.source.paragraphs[index], reading.standings[index]
    text = paragraph.text.strip(_BLANK)
    style, title, body, whole = 0, "", text, text
    circled = _CIRCLED.match(paragraph.text)
    if circled is None and paragraph.is_cell:
        circled = _NUMBERED.match(paragraph.text)
    if heading is not None:
        style = heading.style
        title, body, whole = _parts(reading, index, heading)
    elif circled:
        style, whole = (
            _STYLES[str(circled.lastgroup)],
            paragraph.text[circled.end() :].strip(_BLANK),
        )
        title, body = split_title(whole)
    return Block(
        index, standing.chapter, under[1] or standing.section, standing.scope, under[0], style,
        title, body, whole, paragraph.is_cell,
    )  # fmt: skip


def _parts(reading: Reading, index: int, heading: Heading) -> tuple[str, str, str]:
    """Return title, body and both of a heading, in the words as printed."""
    text, origin = reading.source.paragraphs[index].text, reading.normals[index].origin
    start = origin[len(heading.mark)] if len(heading.mark) < len(origin) else len(text)
    end = len(heading.mark) + len(heading.title)
    stop = origin[end] if end < len(origin) else len(text)
    # A mark dropped while reading, such as an opening quote, belongs to the title.
    while heading.mark and start and text[start - 1] in '“"‘《':
        start -= 1
    title = text[start:stop].strip(_BLANK)
    body = text[stop:].lstrip("”’").lstrip(_BLANK)[1:].strip(_BLANK)
    return title, body, text[start:].strip(_BLANK)


def split_title(text: str) -> tuple[str, str]:
    """Return the first short sentence and the rest; no title where it is long."""
    title, stop, rest = text.partition("。")
    if not stop and len(text) <= 60:
        return text.strip(_BLANK), ""
    return (title.strip(_BLANK), rest.strip(_BLANK)) if len(title) <= 60 else ("", text)
