"""Putting sentences together from words and from spans that know their sources."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from pingkou_gui.domain.wording.spans import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.domain.wording.spans import Spans

Part = str | Span | tuple[Span, ...]
"""What a sentence is made of: words of the program, a span, or spans."""


def spans_of(part: Part) -> Spans:
    """Return the part as spans; words become a plain one."""
    if isinstance(part, str):
        return (Span(part),) if part else ()
    return (part,) if isinstance(part, Span) else part


def say(template: str, **parts: Part) -> Spans:
    """Return the template with spans for its names.

    `say("{year}会议费支出{amount}", year=…, amount=…)`; every name of the template must be given.
    """
    said: list[Span] = []
    for plain, name, _, _ in Formatter().parse(template):
        said += spans_of(plain)
        said += spans_of(parts[name]) if name else ()
    return _merged(said)


def together(*parts: Part) -> Spans:
    """Return the parts one after another."""
    return _merged(span for part in parts for span in spans_of(part))


def joined(parts: Iterable[Part], mark: str = "、") -> Spans:
    """Return the parts that say something, separated by `mark`."""
    said: list[Span] = []
    for part in parts:
        spans = spans_of(part)
        if said and spans:
            said.append(Span(mark))
        said += spans
    return _merged(said)


def listed(parts: Iterable[Part], last: str = "和") -> Spans:
    """Return the parts as a list in prose: 甲、乙和丙."""
    kept = [spans for spans in map(spans_of, parts) if spans]
    if len(kept) < 2:
        return joined(kept)
    return together(joined(kept[:-1]), last, kept[-1])


def _merged(spans: Iterable[Span]) -> Spans:
    """Return the spans with plain neighbours as one."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before and before.kind is span.kind is SpanKind.PLAIN and before.refs == span.refs:
            merged[-1] = Span(before.text + span.text, SpanKind.PLAIN, span.refs)
        elif span.text:
            merged.append(span)
    return tuple(merged)
