"""A paragraph read word by word: names, amounts and comparisons become statements.

One pass, no going back: the state is the name that waits for its amount, the statement
that waits for its comparison, and what the next number would mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.gaps import clause_start, is_filler, is_lead
from pingkou_gui.domain.reading.normal import Normal
from pingkou_gui.domain.reading.numbers import Amount, amount_of
from pingkou_gui.domain.reading.statements import Share
from pingkou_gui.domain.reading.tokens import Kind, Token, tokens
from pingkou_gui.domain.reading.vocabulary import vocabulary
from pingkou_gui.domain.reading.walk_comparisons import ComparisonWalk
from pingkou_gui.domain.reading.walk_lists import ListWalk

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.domain.reading.drafts import Draft, ListDraft
    from pingkou_gui.domain.reading.normal import Normal

from pingkou_gui.domain.reading.walk_state import MONEY, PEOPLE, Setting

_ABOUT = ("约", "近", "超", "超过", "大约", "达约", "不足", "逾")


def read_paragraph(normal: Normal, setting: Setting) -> tuple[list[Draft], list[ListDraft]]:
    """Return the statements of one paragraph in their order, and the lists among them."""
    walk = Walk(normal, setting)
    for token in tokens(normal.text):
        walk.take(token)
    return [draft for draft in walk.drafts if draft.says_something], walk.lists


class Walk(ListWalk, ComparisonWalk):
    """Reads one paragraph."""

    def __init__(self, normal: Normal, setting: Setting) -> None:
        super().__init__(normal, setting)
        self.handlers: dict[Kind, Callable[[Token], None]] = {
            Kind.NAME: self.take_name, Kind.SCOPE: self.take_scope, Kind.YEAR: self.take_year,
            Kind.NUMBER: self.take_number, Kind.BASE: self.take_base, Kind.ORIGIN: self.take_base,
            Kind.UP: self.take_turn, Kind.DOWN: self.take_turn, Kind.FLAT: self.take_flat,
            Kind.SHARE: self.take_meaning, Kind.EXECUTION: self.take_meaning, Kind.RATE: self.take_meaning,
            Kind.MEASURE: self.take_measure, Kind.LAST: self.take_measure, Kind.NONE: self.take_none,
            Kind.LIST: self.take_list, Kind.STOP: self.take_stop, Kind.BREAK: self.take_break,
            Kind.OPEN: self.take_open, Kind.CLOSE: self.take_close,
        }  # fmt: skip

    def take(self, token: Token) -> None:
        """Read one word."""
        handler = self.handlers.get(token.kind)
        if handler:
            handler(token)
        self.before = token

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
        if self.name is not None and is_filler(self.text, self.name.end, token.start):
            return True
        before = self.open
        if before is None or before.sentence != self.sentence or "budget" not in before.measure:
            return False
        self.measure = token
        return bool(before.key)

    def take_scope(self, token: Token) -> None:
        """一般公共预算: what the rest of the sentence speaks of."""
        self.scope = vocabulary().scopes[token.text]
        if self.none is not None:
            self.begin(None, token, none=True).key = "total_spending"
            self.none = None

    def take_year(self, token: Token) -> None:
        """2023年: the year of what follows, and of the paragraph where it opens a sentence."""
        self.year = int(token.text[:4])
        if is_lead(self.text, self.sentence, token.start):
            self.running_year = self.year

    def take_none(self, token: Token) -> None:
        """无, 没有: the next name or budget is stated as none."""
        self.none = token

    def take_number(self, token: Token) -> None:
        """A number is a share, a change, a base or an amount, by what stands before it."""
        amount = self.amount(token)
        if token.unit == "%":
            self.take_percent(token, amount)
        elif (
            token.unit in MONEY or token.unit in PEOPLE or (not token.unit and self.unitless(token))
        ):
            self.take_amount(token, amount)
        self.expecting = None

    def unitless(self, token: Token) -> bool:
        """Whether a bare number stands where an amount would: 完成25.99，.

        A name and a number without any stop are the row of a table, whose unit stands above it.
        """
        after = self.text[token.end : token.end + 1]
        if after not in {"，", "。", "；", "、", ""} or (not after and not self.is_sentence):
            return False
        expected = self.expecting is not None and self.expecting.kind in {Kind.UP, Kind.DOWN}
        measured = self.measure is not None and is_filler(self.text, self.measure.end, token.start)
        return expected or measured or self.subject(token) is not None

    def amount(self, token: Token) -> Amount:
        """Return the number at `token` with its unit and place."""
        start = token.start
        about = self.text[max(0, start - 2) : start].endswith(_ABOUT)
        about = about or self.text[token.end : token.end + 1] in {"余", "多", "左"}
        return amount_of(
            token.number, token.unit, self.normal.span(start, token.end), approximate=about
        )

    def take_percent(self, token: Token, amount: Amount) -> None:
        """A percent: of a change, of a whole, or of the budget."""
        meant = self.expecting
        if meant is None or (self.open is None and self.name is None):
            return
        if meant.kind in {Kind.UP, Kind.DOWN} and self.close_to(meant, token):
            self.take_change(amount, is_percent=True)
        elif meant.kind is Kind.SHARE and self.open is not None and meant.end == token.start:
            self.open.share = self.share(meant, amount)
        elif meant.kind is Kind.EXECUTION and is_filler(self.text, meant.end, token.start):
            draft = self.statement_for(meant)
            if draft is not None:
                draft.execution = amount

    def share(self, meant: Token, amount: Amount) -> Share:
        """Return 占…的x% with the whole it speaks of."""
        whole = meant.text.removeprefix("占").rstrip("约达为")
        for tail in ("的比重", "的比例", "比重", "比例", "的", "比"):
            whole = whole.removesuffix(tail)
        quantity = vocabulary().quantities.get(whole)
        return Share(whole, quantity.key if quantity else "", amount)

    def take_amount(self, token: Token, amount: Amount) -> None:
        """An amount: a base, a change, where a change went to, or a value."""
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

    def take_value(self, token: Token, amount: Amount) -> None:
        """A value: of the name that waits, of a second measure, or of an item known by its label."""
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
        """Return where the label of an item may begin."""
        before = self.before
        if before is not None and before.kind in {Kind.LIST, Kind.NUMBER}:
            return max(self.sentence, before.end)
        return self.sentence

    def continues(self, draft: Draft, token: Token) -> bool:
        """年初预算10万元，决算8万元: a second measure of the quantity just spoken of."""
        measure, earlier = self.measure, self.drafts[-2] if len(self.drafts) > 1 else None
        if measure is None or earlier is None or not earlier.key:
            return False
        if not is_filler(self.text, measure.end, token.start) or earlier.sentence != draft.sentence:
            return False
        lead = self.text[clause_start(self.text, measure.start, self.sentence) : measure.start]
        if not is_lead(lead):
            return False
        draft.key, draft.label, draft.unit = earlier.key, earlier.label, earlier.unit
        draft.scope, draft.scope_said = earlier.scope, earlier.scope_said
        return True

    def take_meaning(self, token: Token) -> None:
        """占…的, 完成预算的, 控制率: what the next percent means."""
        self.expecting = token
        if token.kind is Kind.RATE:
            self.name = self.comparison = None

    def take_measure(self, token: Token) -> None:
        """年初预算数, 上年决算数: which figure of the quantity comes next."""
        self.measure = token

    def take_stop(self, token: Token) -> None:
        """A sentence ends."""
        self.sentence = token.end
        self.reset()
        self.comparison = None
