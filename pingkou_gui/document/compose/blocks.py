"""What every chapter is put together from: headings with what stands below them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.document.numbering import DEEPEST, Numbering
from pingkou_gui.document.tree import Heading, Paragraph
from pingkou_gui.domain.wording.say import together
from pingkou_gui.domain.wording.spans import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pingkou_gui.document.tree import Block
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.sentence import Sentence
    from pingkou_gui.domain.wording.spans import Span, Spans

Blocks = tuple["Block", ...]
RUNS_IN = 3
"""From this level on a heading opens its paragraph, where it has just one."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what stands under the heading of one part of the outline.

    `write` is given the count of the level below that heading, for headings of its own; the
    headings of the parts below go on counting where it ends.
    """

    key: str
    write: Callable[[Facts, Numbering], Blocks]


def says(*sentences: Sentence) -> Callable[[Facts, Numbering], Blocks]:
    """Return a writer of sentences, each as paragraphs of its own."""
    return lambda f, _: tuple(block for item in sentences for block in paragraphs(item(f)))


def paragraphs(spans: Spans) -> Blocks:
    """Return the spans as paragraphs, a new one at every newline; none for no words."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if "\n" not in span.text:
            lines[-1].append(span)
            continue
        first, *rest = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines.extend([replace(span, text=part)] for part in rest)
    kept = (together(*line) for line in lines)
    return tuple(Paragraph(line) for line in kept if words(line).strip())


def headed(numbers: Numbering, title: Spans, body: Sequence[Block]) -> Blocks:
    """Return a numbered heading with its body.

    A deep heading over a single paragraph opens it; below the fourth level there are no
    headings, only paragraphs that begin with their number and title.
    """
    label = numbers.next()
    first = body[0] if body else None
    if numbers.level >= DEEPEST:
        opening = together(label, title, "。")
        if isinstance(first, Paragraph):
            return (Paragraph(together(opening, first.spans)), *body[1:])
        return (Paragraph(opening), *body)
    alone = len(body) == 1 and isinstance(first, Paragraph)
    refs = tuple(ref for span in title for ref in span.refs)
    runs_in = numbers.level >= RUNS_IN and alone
    return (Heading(numbers.level, words(title), label, runs_in, refs), *body)


def item(numbers: Numbering, text: Spans) -> Blocks:
    """Return numbered text without a title: （1）…."""
    label = numbers.next()
    first, *rest = paragraphs(text)
    assert isinstance(first, Paragraph)  # noqa: S101 - `paragraphs` makes nothing else
    return (Paragraph(together(label, first.spans)), *rest)
