"""比上年减少… while a paragraph is read: the base, the direction, the change, the percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.drafts import ComparisonDraft
from pingkou_gui.domain.reading.gaps import clause_start, is_filler, is_lead
from pingkou_gui.domain.reading.numbers import Amount
from pingkou_gui.domain.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
)
from pingkou_gui.domain.reading.tokens import Kind, Token

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.numbers import Amount

from pingkou_gui.domain.reading.walk_state import WalkState

_CHANGE_FILLER = frozenset({"", "了", "额", "为", "额为", "了约", "约", "支出", "经费", "共", "幅度为", "幅度", "率为", "率", "达", "：", "人员", "人数", "额达", "金额", "金额为", "比例为", "比例", "幅", "幅为"})  # fmt: skip


class ComparisonWalk(WalkState):
    """Reads comparisons."""

    def take_base(self, token: Token) -> None:
        """比上年: a comparison begins."""
        draft = self.statement_for(token)
        if draft is None:
            self.expecting = self.comparison = None
            return
        self.comparison = ComparisonDraft(self.span(token), base=self.base(token.text))
        draft.comparisons.append(self.comparison)
        self.expecting = token

    def base(self, words: str) -> str:
        """Return what a comparison compares with, by its words."""
        if "年初" in words and "结" not in words:
            return INITIAL_BUDGET
        if "全年" in words or "调整" in words:
            return FULL_YEAR_BUDGET
        year = next(
            (int(words[i : i + 4]) for i in range(len(words)) if words[i : i + 4].isdigit()), None
        )
        if year is not None:
            return LAST_YEAR if self.setting.year in {None, year + 1} else str(year)
        if "年" not in words and "预算" in words:
            return BUDGET
        return str((self.setting.year or 0) - 2) if "前年" in words else LAST_YEAR

    def take_turn(self, token: Token) -> None:
        """减少, 增加: opens a comparison, or goes on with the one that stands."""
        direction = 1 if token.kind is Kind.UP else -1
        if self.comparison is None and not self.turn_begins(token):
            self.expecting = None
            return
        comparison = self.comparison
        if comparison is None or not (comparison.is_open or self.number_follows(token)):
            return
        if not comparison.words:
            comparison.direction = direction
        comparison.words.append(token.text)
        self.turn = direction
        self.expecting = token

    def turn_begins(self, token: Token) -> bool:
        """A direction without a base: only where a number follows and a subject stands."""
        if self.number_follows(token):
            start = clause_start(self.text, token.start, self.sentence)
            lead = self.text[start : token.start]
            if not is_lead(lead) and self.name is None:
                return False
            draft = self.statement_for(token)
            if draft is not None:
                self.comparison = ComparisonDraft(self.span(token))
                draft.comparisons.append(self.comparison)
                return True
        return False

    def take_flat(self, token: Token) -> None:
        """持平: the comparison is settled; 基本持平 says nothing exact."""
        if self.comparison is not None and self.comparison.is_open:
            self.comparison.flat = "基本" not in token.text
            self.comparison.words.append(token.text)
            self.comparison.span = self.comparison.span.cover(self.span(token))
            if "基本" in token.text and self.open is not None:
                self.open.comparisons.remove(self.comparison)
        self.comparison = self.expecting = None

    def is_base(self, token: Token) -> bool:
        """比上年433万元减少: a direction follows the number at once."""
        tail = self.text[token.end : token.end + 10].lstrip("相比较，的")
        return tail.startswith(
            ("减", "增", "下降", "上升", "降", "少", "多", "持平", "提高", "压", "上涨", "节")
        )

    def close_to(self, meant: Token, token: Token) -> bool:
        """Return whether a number belongs to the direction word before it."""
        between = self.text[meant.end : token.start]
        if meant.onward:
            between = between[1:]
        return between in _CHANGE_FILLER or (
            is_filler(between) and len(between) < 8 and "，" not in between
        )

    def take_change(self, amount: Amount, *, is_percent: bool) -> None:
        """The change itself, in money or percent."""
        comparison = self.comparison
        if comparison is None:
            return
        if is_percent:
            comparison.percent = amount
            comparison.percent_direction = self.turn
        else:
            comparison.change = amount
        comparison.span = comparison.span.cover(amount.span)

    def take_target(self, amount: Amount) -> None:
        """由…减少到X: X is the amount of this year."""
        if self.open is not None and self.open.amount is None:
            self.open.amount = amount
            self.open.span = self.open.span.cover(amount.span)
        if self.comparison is not None:
            self.comparison.onward = True
