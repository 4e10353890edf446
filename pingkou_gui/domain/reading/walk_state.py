"""What a reader of a sentence remembers: names, the open statement, what a number would mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.drafts import ComparisonDraft, Draft, ListDraft
from pingkou_gui.domain.reading.gaps import clause_start, gives_reason, is_filler, is_lead
from pingkou_gui.domain.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
)
from pingkou_gui.domain.reading.tokens import Kind, Token
from pingkou_gui.domain.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.normal import Normal
    from pingkou_gui.domain.reading.source import Span

MONEY = frozenset({"万元", "元", "万", "亿元", "亿"})
PEOPLE = frozenset({"人", "名", "个"})
_STOP = re.compile("[，。；]")
_FAR = 200
"""Between a name and its figure stand fewer characters; only so many are looked at."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a paragraph stands: chapter, the budget it speaks of, the report's year."""

    chapter: str = ""
    scope: str = "total"
    year: int | None = None


class WalkState:
    """The state of one reading, and how it opens a statement."""

    def __init__(self, normal: Normal, setting: Setting) -> None:
        self.normal = normal
        self.text = normal.text
        self.is_sentence = _STOP.search(normal.text) is not None
        self.setting = setting
        self.drafts: list[Draft] = []
        self.lists: list[ListDraft] = []
        self.stack: list[ListDraft] = []
        self.name: Token | None = None
        self.open: Draft | None = None
        self.comparison: ComparisonDraft | None = None
        self.before: Token | None = None
        self.sentence = 0
        self.turn = 0
        self.running_year: int | None = None
        self.reset()

    def reset(self) -> None:
        """Begin a sentence: what the last one spoke of is kept only for 比上年…."""
        self.scope = ""
        self.year: int | None = None
        self.measure: Token | None = None
        self.expecting: Token | None = None
        self.none: Token | None = None
        self.stack = []
        self.outside: list[Draft | None] = []
        self.name = None

    def span(self, token: Token) -> Span:
        """Return the original place of a token."""
        return self.normal.span(token.start, token.end)

    def subject(self, token: Token) -> Token | None:
        """The name that the number at `token` belongs to, or None."""
        name = self.name
        if name is None:
            return None
        between = self.text[name.end : min(token.start, name.end + _FAR)]
        if self.measure is not None and name.end <= self.measure.start:
            cut = self.measure
            between = self.text[name.end : min(cut.start, name.end + _FAR)]
            between += self.text[cut.end : min(token.start, cut.end + _FAR)]
        quantity = vocabulary().quantities[name.text]
        fits = (
            token.unit in PEOPLE
            if quantity.unit == "people"
            else token.unit in MONEY or not token.unit
        )
        if not fits or not is_filler(between):
            return None
        return name

    def statement_for(self, token: Token) -> Draft | None:
        """The statement that a comparison at `token` speaks of."""
        name = self.name
        if name is not None:
            if is_filler(self.text, name.end, token.start):
                self.name = None
                return self.begin(name, token)
            return None
        if self.open is None or self.open.sentence == self.sentence:
            return self.open
        begins = is_lead(self.text, self.sentence, token.start)
        return self.open if token.kind is Kind.BASE and begins else None

    def begin(self, name: Token | None, token: Token, *, none: bool = False) -> Draft:
        """Open a statement of the quantity `name`."""
        quantity = vocabulary().quantities[name.text] if name is not None else None
        at = name or token
        measure = self.measure_of(token)
        self.measure = self.measure if quantity is None else None
        lead = self.text[clause_start(self.text, at.start, self.sentence) : at.start]
        draft = Draft(
            key=quantity.key if quantity else "",
            label=name.text if name is not None else "",
            scope=(quantity.scope if quantity else "") or self.scope or self.setting.scope,
            scope_said=bool((quantity and quantity.scope) or self.scope),
            year=self.year or self.running_year or self.setting.year, year_said=self.year is not None,
            measure=measure or OUTTURN, measure_said=bool(measure),
            span=self.normal.span(at.start, token.end), sentence=self.sentence, none=none,
            unit=quantity.unit if quantity else "money", aside=gives_reason(lead),
        )  # fmt: skip
        self.open = draft
        self.drafts.append(draft)
        return draft

    def measure_of(self, token: Token) -> str:
        """Return which figure the words before a number name, or an empty string."""
        words = self.measure.text if self.measure is not None else ""
        if not words or self.measure is None or token.start - self.measure.end > 24:
            return ""
        if self.measure.kind is Kind.LAST:
            return self.last_measure(words)
        if "年初" in words:
            return INITIAL_BUDGET
        if "全年预算" in words or "调整" in words:
            return FULL_YEAR_BUDGET
        return BUDGET if "预算" in words else OUTTURN

    def last_measure(self, words: str) -> str:
        """Return the measure of 上年决算数 or 2022年决算数."""
        if not words[:4].isdigit():
            return LAST_YEAR
        year = int(words[:4])
        self.year = year
        if self.setting.year is None or year == self.setting.year:
            return OUTTURN
        return LAST_YEAR if year == self.setting.year - 1 else str(year)

    def number_follows(self, token: Token) -> bool:
        """Return whether a number follows a direction word at once."""
        return (
            self.text[token.end : token.end + 8]
            .lstrip("了额幅度率为达到至约：的支出")[:1]
            .isdigit()
        )
