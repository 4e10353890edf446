"""A paragraph read word by word: names, amounts and comparisons become statements.

One pass, no going back: the state is the name that waits for its amount, the statement
that waits for its comparison, and what the next number would mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.drafts import ComparisonDraft, Draft, ListDraft
from pingkou_gui.domain.reading.gaps import clause_start, gives_reason, is_filler, is_lead
from pingkou_gui.domain.reading.numbers import Amount, amount_of
from pingkou_gui.domain.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
    Share,
)
from pingkou_gui.domain.reading.tokens import Kind, Token, tokens
from pingkou_gui.domain.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.domain.reading.normal import Normal
    from pingkou_gui.domain.reading.source import Span

_MONEY = frozenset({"万元", "元", "万", "亿元", "亿"})
_PEOPLE = frozenset({"人", "名", "个"})
_ABOUT = ("约", "近", "超", "超过", "大约", "达约", "不足", "逾")
_CHANGE_FILLER = frozenset({"", "了", "额", "为", "额为", "了约", "约", "支出", "经费", "共", "幅度为", "幅度", "率为", "率", "达", "：", "人员", "人数", "额达", "金额", "金额为", "比例为", "比例", "幅", "幅为"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a paragraph stands: chapter, the budget it speaks of, the report's year."""

    chapter: str = ""
    scope: str = "total"
    year: int | None = None


def read_paragraph(normal: Normal, setting: Setting) -> tuple[list[Draft], list[ListDraft]]:
    """Return the statements of one paragraph in their order, and the lists among them."""
    walk = _Walk(normal, setting)
    for token in tokens(normal.text):
        walk.take(token)
    return [draft for draft in walk.drafts if draft.says_something], walk.lists


class _Walk:
    """The state of one reading."""

    def __init__(self, normal: Normal, setting: Setting) -> None:
        self.normal = normal
        self.text = normal.text
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
        self.handlers: dict[Kind, Callable[[Token], None]] = {
            Kind.NAME: self.take_name, Kind.SCOPE: self.take_scope, Kind.YEAR: self.take_year,
            Kind.NUMBER: self.take_number, Kind.BASE: self.take_base, Kind.ORIGIN: self.take_base,
            Kind.UP: self.take_turn, Kind.DOWN: self.take_turn, Kind.FLAT: self.take_flat,
            Kind.SHARE: self.take_meaning, Kind.EXECUTION: self.take_meaning, Kind.RATE: self.take_meaning,
            Kind.MEASURE: self.take_measure, Kind.LAST: self.take_measure, Kind.NONE: self.take_none,
            Kind.LIST: self.take_list, Kind.STOP: self.take_stop, Kind.BREAK: self.take_break,
            Kind.OPEN: self.take_open, Kind.CLOSE: self.take_close,
        }  # fmt: skip

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

    def take(self, token: Token) -> None:
        """Read one word."""
        handler = self.handlers.get(token.kind)
        if handler:
            handler(token)
        self.before = token

    # -- names ----------------------------------------------------------------------

    def take_name(self, token: Token) -> None:
        """A name waits for its amount, unless other words make it a part of something."""
        since = self.sentence if self.before is None else max(self.sentence, self.before.end)
        lead = self.text[clause_start(self.text, token.start, since) : token.start]
        quantity = vocabulary().quantities[token.text]
        if quantity.key == "spent" and self.is_verb(token):
            return
        scope = quantity.scope
        self.expecting = None
        self.comparison = None
        if (scope and scope != "fiscal") or (scope and not self.scope):
            self.scope = scope
        self.name = token if is_lead(lead) else None
        if self.none is not None and self.name is None and token.start - self.none.end <= 6:
            self.name = token
        if self.none is not None and self.name is not None:
            self.begin(token, token, none=True)
            self.none, self.name = None, None

    def is_verb(self, token: Token) -> bool:
        """人员经费实际支出, 预算数10万元，实际支出: a verb, not another quantity."""
        if self.name is not None and is_filler(self.text[self.name.end : token.start]):
            return True
        before = self.open
        if before is None or before.sentence != self.sentence or "budget" not in before.measure:
            return False
        self.measure = token
        return bool(before.key)

    def take_scope(self, token: Token) -> None:
        self.scope = vocabulary().scopes[token.text]
        if self.none is not None:
            self.begin(None, token, none=True).key = "total_spending"
            self.none = None

    def take_year(self, token: Token) -> None:
        self.year = int(token.text[:4])
        if is_lead(self.text[self.sentence : token.start]):
            self.running_year = self.year

    def take_none(self, token: Token) -> None:
        self.none = token

    # -- numbers --------------------------------------------------------------------

    def take_number(self, token: Token) -> None:
        """A number is a share, a change, a base or an amount, by what stands before it."""
        amount = self.amount(token)
        if token.unit == "%":
            self.take_percent(token, amount)
        elif token.unit in _MONEY or token.unit in _PEOPLE or (not token.unit and self.unitless(token)):
            self.take_amount(token, amount)
        self.expecting = None

    def unitless(self, token: Token) -> bool:
        """Whether a bare number stands where an amount would: 完成25.99，."""
        after = self.text[token.end : token.end + 1]
        if after not in {"，", "。", "；", "、", ""} or (not after and token.start == 0):
            return False
        expected = self.expecting is not None and self.expecting.kind in {Kind.UP, Kind.DOWN}
        measured = self.measure is not None and is_filler(self.text[self.measure.end : token.start])
        return expected or measured or self.subject(token) is not None

    def amount(self, token: Token) -> Amount:
        start = token.start
        about = self.text[max(0, start - 2) : start].endswith(_ABOUT)
        about = about or self.text[token.end : token.end + 1] in {"余", "多", "左"}
        return amount_of(
            token.number, token.unit, self.normal.span(start, token.end), approximate=about
        )

    def take_percent(self, token: Token, amount: Amount) -> None:
        meant = self.expecting
        if meant is None or (self.open is None and self.name is None):
            return
        if meant.kind in {Kind.UP, Kind.DOWN} and self.close_to(meant, token):
            self.take_change(amount, is_percent=True)
        elif meant.kind is Kind.SHARE and self.open is not None and meant.end == token.start:
            self.open.share = self.share(meant, amount)
        elif meant.kind is Kind.EXECUTION and is_filler(self.text[meant.end : token.start]):
            draft = self.statement_for(meant)
            if draft is not None:
                draft.execution = amount

    def share(self, meant: Token, amount: Amount) -> Share:
        whole = meant.text.removeprefix("占").rstrip("约达为")
        for tail in ("的比重", "的比例", "比重", "比例", "的", "比"):
            whole = whole.removesuffix(tail)
        quantity = vocabulary().quantities.get(whole)
        return Share(whole, quantity.key if quantity else "", amount)

    def take_amount(self, token: Token, amount: Amount) -> None:
        meant, comparison = self.expecting, self.comparison
        if meant is not None and comparison is not None:
            between = self.text[meant.end : token.start]
            if meant.kind in {Kind.BASE, Kind.ORIGIN} and between in {"", "的", "约"}:
                if meant.kind is Kind.ORIGIN or self.is_base(token):
                    comparison.base_amount = amount
                    comparison.span = comparison.span.cover(amount.span)
                    return
            elif meant.kind in {Kind.UP, Kind.DOWN} and self.close_to(meant, token):
                if meant.onward:
                    self.take_target(amount)
                else:
                    self.take_change(amount, is_percent=False)
                return
        self.take_value(token, amount)

    def is_base(self, token: Token) -> bool:
        """比上年433万元减少: a direction follows the number at once."""
        tail = self.text[token.end : token.end + 10].lstrip("相比较，的")
        return tail.startswith(
            ("减", "增", "下降", "上升", "降", "少", "多", "持平", "提高", "压", "上涨", "节")
        )

    def close_to(self, meant: Token, token: Token) -> bool:
        between = self.text[meant.end : token.start]
        if meant.onward:
            between = between[1:]
        return (
            between in _CHANGE_FILLER
            or (is_filler(between)
            and len(between) < 8
            and "，" not in between)
        )

    def take_change(self, amount: Amount, *, is_percent: bool) -> None:
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

    def take_value(self, token: Token, amount: Amount) -> None:
        self.comparison = None
        subject = self.subject(token)
        draft = self.begin(subject, token)
        draft.amount = amount
        if subject is None and not self.continues(draft, token):
            start = clause_start(self.text, token.start, self.label_from())
            draft.label = self.text[start : token.start]
            draft.span = self.normal.span(start, token.end)
        self.name = None
        self.enter_list(draft)

    def label_from(self) -> int:
        before = self.before
        if before is not None and before.kind in {Kind.LIST, Kind.NUMBER}:
            return max(self.sentence, before.end)
        return self.sentence

    def continues(self, draft: Draft, token: Token) -> bool:
        """年初预算10万元，决算8万元: a second measure of the quantity just spoken of."""
        measure, earlier = self.measure, self.drafts[-2] if len(self.drafts) > 1 else None
        if measure is None or earlier is None or not earlier.key:
            return False
        if (
            not is_filler(self.text[measure.end : token.start])
            or earlier.sentence != draft.sentence
        ):
            return False
        lead = self.text[clause_start(self.text, measure.start, self.sentence) : measure.start]
        if not is_lead(lead):
            return False
        draft.key, draft.label, draft.unit = earlier.key, earlier.label, earlier.unit
        draft.scope, draft.scope_said = earlier.scope, earlier.scope_said
        return True

    def subject(self, token: Token) -> Token | None:
        """The name that the number at `token` belongs to, or None."""
        name = self.name
        if name is None:
            return None
        between = self.text[name.end : token.start]
        if self.measure is not None and name.end <= self.measure.start:
            cut = self.measure
            between = self.text[name.end : cut.start] + self.text[cut.end : token.start]
        quantity = vocabulary().quantities[name.text]
        fits = (
            token.unit in _PEOPLE
            if quantity.unit == "people"
            else token.unit in _MONEY or not token.unit
        )
        if not fits or not is_filler(between):
            return None
        return name

    # -- comparisons ----------------------------------------------------------------

    def take_base(self, token: Token) -> None:
        draft = self.statement_for(token)
        if draft is None:
            self.expecting = self.comparison = None
            return
        self.comparison = ComparisonDraft(self.span(token), base=self.base(token.text))
        draft.comparisons.append(self.comparison)
        self.expecting = token

    def base(self, words: str) -> str:
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

    def statement_for(self, token: Token) -> Draft | None:
        """The statement that a comparison at `token` speaks of."""
        name = self.name
        if name is not None:
            between = self.text[name.end : token.start]
            if is_filler(between):
                self.name = None
                return self.begin(name, token)
            return None
        if self.open is None or self.open.sentence == self.sentence:
            return self.open
        begins = is_lead(self.text[self.sentence : token.start])
        return self.open if token.kind is Kind.BASE and begins else None

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

    def number_follows(self, token: Token) -> bool:
        return (
            self.text[token.end : token.end + 8]
            .lstrip("了额幅度率为达到至约：的支出")[:1]
            .isdigit()
        )

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
        if self.comparison is not None and self.comparison.is_open:
            self.comparison.flat = "基本" not in token.text
            self.comparison.words.append(token.text)
            self.comparison.span = self.comparison.span.cover(self.span(token))
            if "基本" in token.text and self.open is not None:
                self.open.comparisons.remove(self.comparison)
        self.comparison = self.expecting = None

    def take_meaning(self, token: Token) -> None:
        self.expecting = token
        if token.kind is Kind.RATE:
            self.name = self.comparison = None

    def take_measure(self, token: Token) -> None:
        self.measure = token

    # -- sentences and lists --------------------------------------------------------

    def take_list(self, token: Token) -> None:
        before = self.before
        bracketed = bool(before and before.kind is Kind.OPEN and before.end == token.start)
        parent = (
            self.open if self.open is not None and self.open.sentence == self.sentence else None
        )
        parent = parent if parent is not None and parent.amount is not None else None
        parent = (
            None if gives_reason(self.text[max(0, token.start - 8) : token.end + 2]) else parent
        )
        fresh = ListDraft(parent, token.text, bracketed=bracketed)
        if token.text != "组成":
            self.stack.append(fresh)
            self.lists.append(fresh)
        if self.name is not None and not self.text[token.end :].startswith("："):
            self.name = None
        self.comparison = self.expecting = self.measure = None

    def enter_list(self, draft: Draft) -> None:
        if not self.stack or draft is self.stack[-1].parent:
            return
        if draft.measure != OUTTURN or draft.aside:
            return
        here = self.stack[-1]
        here.items.append(draft)
        at = draft.span.start
        text = self.text
        start = clause_start(text, self.place(at), self.sentence)
        if len(here.items) > 1 and start > 0:
            here.marks.add(text[start - 1])
        draft.group = self.lists.index(here)

    def place(self, original: int) -> int:
        low, high = 0, len(self.normal.origin)
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if self.normal.origin[middle] < original else (low, middle)
            )
        return low

    def take_stop(self, token: Token) -> None:
        self.sentence = token.end
        self.reset()
        self.comparison = None

    def take_break(self, token: Token) -> None:
        del self.stack[1:]
        if self.stack and self.list_ends(self.stack[0], token.end):
            self.stack.clear()
        self.name = self.measure = self.expecting = self.comparison = None

    def list_ends(self, group: ListDraft, at: int) -> bool:
        """Whether a ； ends a list: none read yet, people, or another quantity begins."""
        if not group.items or group.items[0].amount is None:
            return True
        if group.items[0].amount.unit in _PEOPLE:
            return True
        uniform = len(group.items) > 1 and group.marks <= {"、", "，"}
        return uniform and any(self.text.startswith(name, at) for name in vocabulary().quantities)

    def take_open(self, _: Token) -> None:
        self.outside.append(self.open)

    def take_close(self, _: Token) -> None:
        """After a bracket the sentence goes on with what it spoke of before."""
        if self.stack and self.stack[-1].bracketed:
            self.stack.pop()
        if self.outside:
            before = self.outside.pop()
            if before is not self.open and before is not None:
                self.open, self.comparison, self.expecting = before, None, None

    # -- building -------------------------------------------------------------------

    def span(self, token: Token) -> Span:
        return self.normal.span(token.start, token.end)

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
        if not words[:4].isdigit():
            return LAST_YEAR
        year = int(words[:4])
        self.year = year
        if self.setting.year is None or year == self.setting.year:
            return OUTTURN
        return LAST_YEAR if year == self.setting.year - 1 else str(year)
