"""The tree as what stands on the page line by line, the same for Word, text and preview."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.document.legible import legible
from pingkou_gui.document.tree import (
    Attachment,
    Heading,
    Paragraph,
    SignatureLine,
    Span,
    SpanKind,
    Table,
    words,
)
from pingkou_gui.domain.gap_marks import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pingkou_gui.document.tree import Block, Document, Signature, Spans

BLANK = " \t\n\u3000\xa0"
_ENDS_ITSELF = "。！？：；…，、"
PLACEHOLDER = re.compile(f"({GAP_MARK.pattern})")
"""A mark of what is still to be filled in or settled, kept where text is split at it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is printed, with the heading that opens it, if one does."""

    spans: Spans
    heading: Heading | None = None

    @property
    def opening(self) -> str:
        """The words in heading form, closed by a full stop unless they close themselves."""
        if self.heading is None:
            return ""
        text = heading_text(self.heading)
        return text if text.endswith(tuple(_ENDS_ITSELF)) else f"{text}。"

    @property
    def text(self) -> str:
        """All words of the line."""
        return self.opening + words(self.spans)


Printed = Heading | Line | Table | SignatureLine


def heading_text(heading: Heading) -> str:
    """Return the number and the words of a heading in one line."""
    return one_line(heading.label + heading.text)


def one_line(text: str) -> str:
    """Return the text without line breaks and without blanks at its ends."""
    return legible(text).replace("\n", "").strip(BLANK)


def marked(text: str) -> Spans:
    """Return plain text as spans in which the placeholders 【待填：…】 and 【待核：…】 are told apart."""
    return tuple(
        Span(part, SpanKind.MISSING if PLACEHOLDER.fullmatch(part) else SpanKind.PLAIN)
        for part in PLACEHOLDER.split(text)
        if part
    )


def printed(blocks: Iterable[Block]) -> Iterator[Printed]:
    """Yield what is printed: run-in headings joined to their paragraph, a line a paragraph.

    A newline in a paragraph begins a new one; blank ones are left out, and so are blanks at the
    ends of a line, since the indent belongs to the page. A run-in heading that no
    paragraph follows stands alone.
    """
    waiting: Heading | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            lines = [line for line in split_lines(block.spans) if words(line)]
            if waiting and not lines:
                continue
            yield from (Line(s, waiting if not n else None) for n, s in enumerate(lines))
            waiting = None if lines else waiting
            continue
        if waiting:
            yield waiting
        waiting = block if isinstance(block, Heading) and block.runs_in else None
        if not waiting:
            yield block
    if waiting:
        yield waiting


def split_lines(spans: Spans) -> list[Spans]:
    """Return the spans line by line, cut at newlines, without blanks at the ends of a line."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = legible(span.text).split("\n")
        lines[-1].append(_with(span, first))
        lines.extend([_with(span, part)] for part in rest)
    return [_trimmed(line) for line in lines]


def _with(span: Span, text: str) -> Span:
    return span if span.text == text else replace(span, text=text)


def _trimmed(line: list[Span]) -> Spans:
    while line and not line[0].text.strip(BLANK):
        line = line[1:]
    while line and not line[-1].text.strip(BLANK):
        line = line[:-1]
    if line:
        line[0] = _with(line[0], line[0].text.lstrip(BLANK))
        line[-1] = _with(line[-1], line[-1].text.rstrip(BLANK))
    return tuple(span for span in line if span.text)


def attachment_mark(document: Document, attachment: Attachment) -> str:
    """Return 附件1, or 附件 where it is the only one (GB/T 9704-2012, 7.3.4)."""
    return f"附件{attachment.number}" if len(document.attachments) > 1 else "附件"


def attachment_list(document: Document) -> list[str]:
    """Return the lines of the 附件： list under the body."""
    alone = len(document.attachments) == 1
    first, *others = (
        one_line(a.title) if alone else f"{a.number}. {one_line(a.title)}"
        for a in document.attachments
    )
    return [f"附件：{first}", *others]


def signing_unit(signature: Signature) -> str:
    """Return the unit that signs, or its placeholder."""
    return one_line(signature.unit or "") or "【待填：单位名称】"


def signing_day(day: date | None) -> str:
    """Return the day in Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "【待填：日期】"


def sign_texts(line: SignatureLine) -> list[str]:
    """Return the entries of the line under an attachment."""
    return [one_line(words(entry)) for entry in line.entries]


def caption(table: Table, attachment: Attachment | None) -> str:
    """Return what is printed above a table: an attachment's own title already names its tables."""
    return "" if attachment else one_line(table.caption)
