"""What a line states while it is being read, before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.reading.statements import OUTTURN, Comparison, Share, Statement

if TYPE_CHECKING:
    import re

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.lines.vocabulary import Quantity, Vocabulary

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject that the headings above a line give to its sentences.

    Attributes:
        quantity: the quantity that the nearest head names, or None.
        label: the name of an item, where the head is one.
        year: the year that a head names, or None.
        measure: the measure that a head names, or empty.
    """

    quantity: Quantity | None = None
    label: str = ""
    year: int | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class LineSetting:
    """What holds for a line from outside.

    Attributes:
        chapter: key of its chapter.
        scope: the budget of its chapter.
        year: the year of the text.
        measure: what an amount is where nothing says more: `outturn`, or `budget` in a budget.
        unit: the unit of amounts without one, or empty.
        owner: a pattern for the names of the unit itself, or None.
    """

    chapter: str = ""
    scope: str = "total"
    year: int | None = None
    measure: str = OUTTURN
    unit: str = ""
    owner: re.Pattern[str] | None = None
    topic: Topic = Topic()


@dataclass(slots=True)
class ComparisonDraft:
    """A comparison while it is being read; see `Comparison` for its fields."""

    span: Span
    base: str = ""
    second: str = ""
    spent: int = 0
    """The year whose outturn the base names, else 0."""
    direction: int = 0
    change: Amount | None = None
    percent: Amount | None = None
    base_amount: Amount | None = None
    words: list[str] = field(default_factory=list)
    flat: bool = False
    onward: bool = False
    percent_direction: int = 0
    owners: list[Draft] = field(default_factory=list)
    """The figures it may be a comparison of, likeliest first."""

    @property
    def is_open(self) -> bool:
        """Whether no number and no 持平 has been read yet."""
        return self.change is None and self.percent is None and not self.flat

    def freeze(self, base: str = "") -> Comparison | None:
        """Return the comparison with `base`, if given; None if it has neither change nor base amount."""
        if self.is_open and self.base_amount is None:
            return None
        return Comparison(
            base or self.base, self.direction, self.change, self.percent, self.base_amount,
            tuple(self.words), self.flat, self.onward, self.span, self.percent_direction,
        )  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A statement while it is being read; see `Statement` for its fields.

    `*_said` is whether the sentence itself names that property, `group` the list it is an item of.
    """

    key: str
    label: str
    scope: str
    scope_said: bool
    year: int | None
    year_said: bool
    measure: str
    measure_said: bool
    span: Span
    sentence: Span
    chapter: str = ""
    amount: Amount | None = None
    none: bool = False
    comparisons: list[ComparisonDraft] = field(default_factory=list)
    share: Share | None = None
    execution: Amount | None = None
    execution_base: str = ""
    group: ListDraft | None = None
    unit: str = "money"
    aside: bool = False
    whose: str = ""
    implied: bool = False
    head: str = ""
    unsure: bool = False
    inherited: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is a figure or a 无."""
        return bool(
            self.amount
            or self.none
            or self.execution
            or self.share
            or any(c.freeze() for c in self.comparisons)
        )

    def freeze(self, group: int) -> Statement:
        """Return the immutable statement; `group` is the index of its list or -1."""
        planned = "budget" in self.measure  # 预算比上年执行数: with what was spent, no budget
        frozen = [
            c for d in self.comparisons
            if (c := d.freeze(str(d.spent) if planned and d.spent else "")) is not None
        ]  # fmt: skip
        frozen += [
            c for d in self.comparisons if d.second and (c := d.freeze(d.second)) is not None
        ]
        return Statement(
            self.key, self.label, self.scope, self.scope_said, self.chapter, self.year,
            self.year_said, self.measure, self.measure_said, self.amount, self.none, tuple(frozen),
            self.share, self.execution, self.span, self.sentence, group, self.aside, self.whose,
            self.execution_base, self.implied, self.head, self.unsure, self.inherited,
        )  # fmt: skip


@dataclass(slots=True)
class ListDraft:
    """A list while it is being read: 其中A、B、C with its total, the parent (None if not printed)."""

    parent: Draft | None
    word: str
    items: list[Draft] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    bracketed: bool = False
    breaks: int = 0
    """The number of ； between its items so far."""
    nones: list[Draft] = field(default_factory=list)
    """Quantities stated as 无 within the list without a stage; they are of the stage of its items."""
    of_another_stage: list[Draft] = field(default_factory=list)
    """Drafts that could be items but for the stage their words name."""
    measure: str = ""
    """The measure of its items, where its total is named without an amount."""
    style: str = ""
    """The style of numbering of the lines that continue the list."""

    @property
    def whole(self) -> Amount | None:
        """The amount of the parent."""
        return self.parent.amount if self.parent is not None else None

    _added: Decimal = field(default=Decimal(0), init=False)
    """The sum of the first items."""
    _steps: Decimal = field(default=Decimal(0), init=False)
    _summed: int = field(default=0, init=False)
    """The number of items in that sum or in `_waiting`, which have no amount yet."""
    _waiting: list[Draft] = field(default_factory=list, init=False)

    @property
    def is_complete(self) -> bool:
        """Whether two or more items add up to the parent, within rounding."""
        return self._make_up(len(self.items), *self._sum())

    def is_completed_by(self, draft: Draft) -> bool:
        """Whether the items and `draft` add up to the parent."""
        added, steps = self._sum()
        if draft.amount is not None:
            added, steps = added + draft.amount.value, steps + draft.amount.step
        return self._make_up(len(self.items) + 1, added, steps)

    def would_exceed(self, draft: Draft) -> bool:
        """Whether the items and `draft` exceed the parent."""
        whole = self.whole
        if whole is None or draft.amount is None:
            return False
        return self._sum()[0] + draft.amount.value > whole.value

    def leave_out(self, strangers: list[Draft]) -> None:
        """Remove drafts from the items."""
        for draft in strangers:
            self.items = [item for item in self.items if item is not draft]
            draft.group = None
        if strangers:
            self._added, self._steps, self._summed, self._waiting = Decimal(0), Decimal(0), 0, []

    def _make_up(self, number: int, added: Decimal, steps: Decimal) -> bool:
        """Whether so many items with this sum are the whole; `steps` is the sum of their last places."""
        whole = self.whole
        if whole is None or number < 2 or not whole.value:
            return False
        if self.parent is not None and self.parent.unit == "people":
            return whole.value == added
        return abs(whole.value - added) <= (whole.step + steps) / 2

    def _sum(self) -> tuple[Decimal, Decimal]:
        """Return the sum of the items and of their last places; computed once for each item."""
        waiting = self._waiting + self.items[self._summed :]
        self._summed, self._waiting = len(self.items), []
        for item in waiting:
            if item.amount is None:
                self._waiting.append(item)
            else:
                self._added += item.amount.value
                self._steps += item.amount.step
        return self._added, self._steps


class Memory:
    """What all lines so far have stated, and the list that the next line may continue (`carried`)."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.lists: list[ListDraft] = []
        self.latest: dict[tuple[str, str, int | None], Draft] = {}
        self.carried: ListDraft | None = None

    def keep(self, draft: Draft) -> None:
        """Add a draft in its order."""
        self.drafts.append(draft)

    def note(self, draft: Draft) -> None:
        """Remember a figure as the latest of its quantity."""
        if draft.key and draft.amount is not None:
            self.latest[draft.key, draft.measure, draft.year] = draft


def fits(draft: Draft, comparison: ComparisonDraft) -> bool:
    """Return whether base, change and percentage of a comparison fit the amount of a draft."""
    if draft.amount is None:
        return False
    this, change, percent = draft.amount, comparison.change, comparison.percent
    base = comparison.base_amount
    if not this.value and change is not None and not change.value:
        return True
    if base is not None and change is not None:
        slack = this.step + base.step + change.step
        return abs(abs(this.value - base.value) - abs(change.value)) <= slack
    before = base.value if base is not None else None
    if before is None and change is not None:
        before = this.value - comparison.direction * abs(change.value)
    if before is None or percent is None or before <= 0:
        return False
    rate = abs(this.value - before) / before * _HUNDRED
    return abs(rate - abs(percent.value)) <= percent.step + this.step / before * _HUNDRED
