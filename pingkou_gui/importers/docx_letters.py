"""Printed letters, and the elements of a Word file that print them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters `start` to `end` of a text.

    Attributes:
        element: what prints them, None where nobody can edit them.
        skipped: how many letters of the element stand before them.
    """

    element: etree._Element | None
    start: int
    end: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Letters:
    """A text with its pieces in their order.

    Attributes:
        text: as printed.
        pieces: who prints which letters; letters that no element holds have none.
        number: how many letters at the head are an automatic number.
    """

    text: str = ""
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    number: int = 0

    @classmethod
    def of(cls, parts: Iterable[tuple[str, etree._Element | None]]) -> Letters:
        """Return the letters of parts in their order."""
        text, pieces, at = [], [], 0
        for words, element in parts:
            if words:
                text.append(words)
                pieces.append(Piece(element, at, at + len(words)))
                at += len(words)
        return cls("".join(text), tuple(pieces))

    def __add__(self, other: Letters | str) -> Letters:
        if isinstance(other, str):
            return replace(self, text=self.text + other)
        at = len(self.text)
        moved = (replace(p, start=p.start + at, end=p.end + at) for p in other.pieces)
        return Letters(self.text + other.text, (*self.pieces, *moved), self.number)

    def behind(self, number: str) -> Letters:
        """Return the letters behind an automatic number."""
        if not number:
            return self
        return replace(Letters(number) + self, number=len(number))

    def cut(self, start: int, end: int) -> Letters:
        """Return the letters from `start` to `end`."""
        pieces = tuple(
            Piece(
                p.element,
                max(p.start, start) - start,
                min(p.end, end) - start,
                p.skipped + max(start - p.start, 0),
            )
            for p in self.pieces
            if p.start < end and start < p.end
        )
        return Letters(self.text[start:end], pieces, max(self.number - start, 0))

    def stripped(self) -> Letters:
        """Return the letters without blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(len(self.text.rstrip()), start))
