"""What a text states: quantities with their amounts and comparisons, and lists of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span

LAST_YEAR = "last_year"
PEOPLE = frozenset({"establishment", "headcount"})
"""Keys of counts of persons."""
PEOPLE_UNITS = frozenset({"人", "名", "个"})
INITIAL_BUDGET = "initial_budget"
FULL_YEAR_BUDGET = "full_year_budget"
BUDGET = "budget"
LAST_BUDGET = "last_budget"
OUTTURN = "outturn"
COUNTY = "county"
"""Value of `Statement.whose` for all units of a county together."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """比…减少…: an amount against a base.

    Attributes:
        base: `last_year`, `initial_budget`, `full_year_budget`, `budget`, `last_budget`, a year
            such as `2019`, or empty where the sentence names none.
        direction: -1, 0 or 1.
        change: the change in 万元 (or persons), without sign unless one is printed.
        percent: the change in percent.
        base_amount: the base itself, where it is printed.
        direction_words: the direction words as printed, with those before the percent.
        flat: whether it is called unchanged.
        onward: whether the number is the result of the change (减少到), not its size.
        span: from the first to the last word.
    """

    base: str
    direction: int
    change: Amount | None
    percent: Amount | None
    base_amount: Amount | None
    direction_words: tuple[str, ...]
    flat: bool
    onward: bool
    span: Span
    percent_direction: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """占…的x%: the whole as printed, its key if known, its amount if printed."""

    whole: str
    key: str
    percent: Amount
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One quantity as one sentence states it.

    Attributes:
        key: canonical key, or empty for an item known by its label alone.
        label: the name as printed, normalised.
        scope: its budget: `fiscal`, `general_public_budget`, `government_funds`,
            `state_capital_operations`, `social_insurance_funds` or `total`.
        scope_said: whether the sentence itself names that budget.
        chapter: key of the chapter it stands in.
        year: its year; None where the text names no year at all.
        measure: `outturn`, `initial_budget`, `full_year_budget`, `budget`, `last_year`,
            `last_budget`.
        amount: in 万元 or persons; None where only a change or a rate is stated.
        none: stated as 无.
        execution: 完成预算的x%; `execution_base` is the measure it is a part of.
        group: which list it is an item of (index into `Reading.lists`), or -1.
        aside: whether it stands in a reason or another aside, so that it is no statement of its own.
        whose: empty for the unit's own figure, `county` for that of all units together.
        implied: whether the number is printed for another quantity that is equal to this one.
        head: the key of the quantity that its label ends with, behind words that may restrict it: 经编委核定的编制人数, 开展业务活动的公务接待费.
        inherited: whether its name is taken from a heading or its parts, not from the sentence.
        unsure: whether its stage is unclear: its list follows two figures of its total.
    """

    key: str
    label: str
    scope: str
    scope_said: bool
    chapter: str
    year: int | None
    year_said: bool
    measure: str
    measure_said: bool
    amount: Amount | None
    none: bool
    comparisons: tuple[Comparison, ...]
    share: Share | None
    execution: Amount | None
    span: Span
    sentence: Span
    group: int
    aside: bool = False
    whose: str = ""
    execution_base: str = ""
    implied: bool = False
    head: str = ""
    unsure: bool = False
    inherited: bool = False

    @property
    def unit_is_people(self) -> bool:
        """Whether persons are counted, not money."""
        return self.amount is not None and self.amount.unit in PEOPLE_UNITS


COUNTED = "个："
"""The word of a list behind the number of its items, whose total is printed elsewhere: 安排项目3个：…."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """其中A、B、C: indices of the parent and the items among the statements.

    Attributes:
        parent: the total, or -1 where it has no amount.
        items: the parts, in their order.
        word: the word or mark that opens the list: 其中, 包括, ：, （.
        marks: the marks between the items.
    """

    parent: int
    items: tuple[int, ...]
    word: str
    marks: frozenset[str]
