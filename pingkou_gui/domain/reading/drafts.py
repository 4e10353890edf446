"""Statements while they are being read, before they are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.statements import Comparison, ItemList, Share, Statement

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.numbers import Amount
    from pingkou_gui.domain.reading.source import Span


@dataclass(slots=True)
class ComparisonDraft:
    """A comparison half read."""

    span: Span
    base: str = ""
    direction: int = 0
    change: Amount | None = None
    percent: Amount | None = None
    base_amount: Amount | None = None
    words: list[str] = field(default_factory=list)
    flat: bool = False
    onward: bool = False
    percent_direction: int = 0

    @property
    def is_open(self) -> bool:
        """Whether no number and no 持平 has been read yet."""
        return self.change is None and self.percent is None and not self.flat

    def freeze(self) -> Comparison | None:
        """Return the comparison, or None where nothing was compared after all."""
        if self.is_open and self.base_amount is None:
            return None
        return Comparison(
            self.base, self.direction, self.change, self.percent, self.base_amount,
            tuple(self.words), self.flat, self.onward, self.span, self.percent_direction,
        )  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A statement half read."""

    key: str
    label: str
    scope: str
    scope_said: bool
    year: int | None
    year_said: bool
    measure: str
    measure_said: bool
    span: Span
    sentence: int
    amount: Amount | None = None
    none: bool = False
    comparisons: list[ComparisonDraft] = field(default_factory=list)
    share: Share | None = None
    execution: Amount | None = None
    group: int = -1
    unit: str = "money"
    aside: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is a figure or a 无."""
        return bool(
            self.amount or self.none or self.execution or any(c.freeze() for c in self.comparisons)
        )

    def freeze(self, chapter: str, sentence: Span, group: int) -> Statement:
        """Return the statement as it will stay."""
        frozen = tuple(c for draft in self.comparisons if (c := draft.freeze()))
        return Statement(
            self.key, self.label, self.scope, self.scope_said, chapter, self.year, self.year_said,
            self.measure, self.measure_said, self.amount, self.none, frozen, self.share,
            self.execution, self.span, sentence, group, self.aside,
        )  # fmt: skip


@dataclass(slots=True)
class ListDraft:
    """A list half read."""

    parent: Draft | None
    word: str
    number: int
    """Its place among the lists of the paragraph."""
    items: list[Draft] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    bracketed: bool = False

    def freeze(self, places: dict[int, int]) -> ItemList | None:
        """Return the list with its statements' indices, or None without parent or items."""
        if self.parent is None or id(self.parent) not in places or not self.items:
            return None
        items = tuple(places[id(item)] for item in self.items if id(item) in places)
        return ItemList(places[id(self.parent)], items, self.word, frozenset(self.marks))
