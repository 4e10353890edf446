"""Mending by the letter: which characters change, and into what, where that is certain."""

from __future__ import annotations

from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.finding import Edit

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.normal import Normal

_LONGEST = 12
"""Characters of a quotation on a button."""


def edit_of(normal: Normal, start: int, end: int, right: str) -> Edit | None:
    """Return the smallest edit that turns `text[start:end]` into `right`.

    None where quotes or blanks stand between the letters: they were dropped while reading,
    and nobody has said what is to become of them.
    """
    wrong = normal.text[start:end]
    head = _shared(wrong, right)
    tail = _shared(wrong[head:][::-1], right[head:][::-1])
    first, last = start + head, end - tail
    span = normal.span(first, last)
    if first >= last or span.end - span.start != last - first:
        return None
    return Edit(span, right[head : len(right) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    return sum(takewhile(bool, map(eq, one, other)))


def deed_of(wrong: str, right: str) -> str:
    """Return what putting `right` for `wrong` does: “较少”改为“减少”, 删去“变动”."""
    if not right:
        return f"删去“{_short(wrong)}”"
    return f"“{_short(wrong)}”改为“{_short(right)}”"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
