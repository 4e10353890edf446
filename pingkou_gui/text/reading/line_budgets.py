"""Budgets while a line is read: which of them its words name, and what is said of what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import Kind
from pingkou_gui.text.lines.gaps import is_filler, is_lead
from pingkou_gui.text.reading.line_state import LineState
from pingkou_gui.text.reading.plain_words import is_headed
from pingkou_gui.text.reading.statements import COUNTY

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Token

SPENT_OF = frozenset({"全年支出", "本年支出", "年度支出", "当年支出", "决算支出"})
"""Names that may only be the stage of the next number: 年初预算3万元，全年支出2.4万元."""
_OTHER_FUNDS = frozenset({"government_funds", "state_capital_operations", "social_insurance_funds"})
_NEGATED = re.compile("无|没有|未|不涉及")
_FLOWS_AHEAD = re.compile(
    "(?:财政拨款)?(?:收支|支出|收入)+(?:总体)?(?:决算)?(?:执行)?(?:情况)?(?:说明)?[。：]"
)
"""Words that make a budget's name a heading: 政府性基金预算财政拨款收支情况。"""
_SAID_OF = SPENT_OF | {"支出合计", "支出总计", "支出总额", "总支出"}
"""Totals that may be of the quantity at the beginning of the sentence: 基本支出方面，全年支出728万元."""


class BudgetReader(LineState):
    """Reads the names of budgets, and totals that are said of them or of another head."""

    def on_scope(self, token: Token) -> None:
        """一般公共预算: set the scope of the rest of the sentence, and let the name wait for an amount."""
        self.scope = self.words.scopes[token.text]
        self.budgets_named.add(self.scope)
        before = self.text[self.sentence : token.start]
        heads = self.scope != "fiscal" and is_lead(before) and not _NEGATED.search(before)
        flows = _FLOWS_AHEAD.match(self.text, token.end) if heads else None
        self.budget_head = self.scope if flows is not None else ""
        if self.none is not None and self.words.starts_with_name(self.text, token.end):
            return  # 无一般公共预算项目支出: there is none of what is named next
        if self.none is not None:
            self.begin(None, token, none=True).key = "total_spending"
            self.none = None
            return
        if self.scope != "fiscal" and is_lead(self.lead(token.start)):
            self.names = [token]

    def on_whose(self, token: Token) -> None:
        """全县: the next figures are of all units together."""
        if is_lead(self.lead(token.start)):
            self.whose = COUNTY

    def is_spending_of_name_before(self, token: Token) -> bool:
        """Whether a total is the spending of the name before it: 三公经费财政拨款支出."""
        name = self.names[-1] if self.names else None
        if name is None:
            return self.is_total_of_heading(token)
        if name.kind is Kind.SCOPE:
            return False
        said = self.text[name.end : token.start]
        return self.quantity_of(name).key != "total_spending" and (
            is_filler(said) or self.is_total_of_heading(token)
        )

    def is_total_of_named_budget(self, token: Token) -> bool:
        """Whether a total is of the budget that heads its sentence: 政府性基金预算：年初无结转，本年支出38万元."""
        flows = token.text in {"本年支出", "当年支出", "本年度支出"}
        if flows and self.scope and self.scope == self.budget_head:
            return True
        if flows and self.scope in _OTHER_FUNDS and self.budgets_named == {self.scope}:
            return True
        return (
            token.text in _SAID_OF
            and self.scope not in {"", "fiscal"}
            and is_headed(self.text, self.line_start, token.start, self.words)
        )

    def is_total_of_heading(self, token: Token) -> bool:
        """Whether a total is of the quantity of the heading: （三）“三公”经费 / 全年支出18万元."""
        topic = self.setting.topic.quantity
        of_heading = (
            topic is not None
            and topic.key in {"three_public", "basic_spending", "project_spending"}
            and token.text in {"全年支出", "本年支出", "年度支出"}
            and is_lead(self.text[self.sentence : token.start])
        )
        return of_heading or (
            token.text in _SAID_OF
            and is_headed(self.text, self.line_start, token.start, self.words)
        )
