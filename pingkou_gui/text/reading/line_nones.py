"""无 and 全部为 while a line is read: names whose figure stands in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import Kind, Token
from pingkou_gui.text.lines.gaps import gives_reason, is_filler
from pingkou_gui.text.reading.line_state import LineState
from pingkou_gui.text.reading.statements import BUDGET, LAST_YEAR, OUTTURN

if TYPE_CHECKING:
    from pingkou_gui.text.lines.vocabulary import Quantity
    from pingkou_gui.text.reading.drafts import Draft

_NONE_LEAD = re.compile(
    "(?:使用|财政拨款|安排|的|当年|本级|发生|单独|有|公务|一般公共预算|预算|本单位|我[镇乡局]|收支|以)*"
)
_FEW = 12
_IS_ALL = re.compile("，?[都均]?[是为系](?:[一-鿿]{1,3}车)?")
_ALONE = re.compile("(?:支出|费用)?(?:[，。；]|$)")
_BOUGHT = re.compile("购|买|新增|更新|添置")
_NONE_SHORT = frozenset(
    {"购车", "出国", "出国（境）", "出国境", "因公出国", "公务用车", "车辆购置"}
)


class NoneReader(LineState):
    """Reads 无A、B, A、B没有安排, and 全部为A."""

    def on_none(self, token: Token) -> None:
        """无, 没有: the next names or budget will be stated as none."""
        if not gives_reason(self.lead(token.start)):
            self.none = token
            self.both_years = self.text[max(0, token.start - 4) : token.end].find("两年") >= 0
            self.names = []

    def state_none(self, token: Token) -> None:
        """State a name behind 无 as none; behind 、 the next name too."""
        lead = self.text[self.none.end : token.start] if self.none is not None else ""
        if not _NONE_LEAD.fullmatch(lead) or not self.is_clause_end(token.end):
            self.none = None
            return
        short = self.words.short.get(token.text)
        if short is not None and short.key in {"total_spending", "total_income"}:
            return
        if self.words.quantity(token.text) is None and not (
            self.is_part_here(self.words.short[token.text]) or token.text in _NONE_SHORT
        ):
            return
        bought = self.none is not None and _BOUGHT.search(self.none.text) is not None
        draft = self.begin(token, token, none=True)
        draft.span = self.span(token.start, token.end)
        if bought and draft.key == "official_vehicles":
            draft.key = "vehicle_purchase"
        if self.both_years:
            last = self.copy_of(draft, token)
            last.none, last.measure, last.measure_said = True, LAST_YEAR, True
            last.span = draft.span
        if re.match("[、和及与]", self.text[token.end : token.end + 1]):
            self.none = Token(Kind.NONE, "", token.end, token.end + 1)
        else:
            self.none = None

    def is_clause_end(self, at: int) -> bool:
        """Whether only words like 费用 or 安排 stand between a name and the end of its clause."""
        tail = re.split("[，。；、（）和及与]", self.text[at : at + 16], maxsplit=1)[0]
        return re.fullmatch(
            "(?:费用|费|支出|经费|预算|财政拨款|收支|收入|安排|情况|团组|人员|任务|活动|车辆|公务用车|用车|的|拨款|项目|计划)*",
            tail,
        ) is not None  # fmt: skip

    def on_void(self, token: Token) -> None:
        """没有安排: state all waiting names as none."""
        names = self.names
        if not names:
            if self.open is not None and self.open.key:
                self.state_other_figure_none(token)
            return
        if not is_filler(self.text[names[-1].end : token.start].lstrip("费用支出、，")):
            return
        both = "两年" in token.text or self.past is not None
        for name in names:
            if self.past is None:
                self.begin(name, token, none=True).span = self.span(name.start, name.end)
            if both:
                last = self.begin(name, token, none=True)
                last.measure, last.measure_said = LAST_YEAR, True
                last.span = self.span(name.start, name.end)
        self.names = []

    def state_other_figure_none(self, token: Token) -> None:
        """上年亦无, 未编预算: state another figure of the open quantity as none."""
        last = self.open
        if last is None or not (self.past is not None or "预算" in token.text):
            return
        measure = LAST_YEAR if self.past is not None else BUDGET
        draft = self.copy_of(last, token)
        draft.none, draft.measure, draft.measure_said = True, measure, True
        self.open = last
        self.past = None

    def on_all(self, token: Token) -> None:
        """全部为: the quantity named next has the amount of the open figure."""
        part = self.open
        if part is not None and part.none and part.amount is None:
            drafts = self.memory.drafts
            own = drafts[max(self.first_draft, len(drafts) - _FEW) :]
            wholes = [d for d in own if d.amount and self.words.is_part(part.key, d.key)]
            self.open = wholes[-1] if wholes else part  # 没有购置，全部为运行维护费
        if self.open is not None and self.open.amount is not None:
            self.all = token

    def names_only_use(self, token: Token) -> bool:
        """Whether a name behind an amount is its only part: “三公”经费5万元，是公务接待费."""
        before, whole = self.before, self.open
        if before is None or before.kind is not Kind.NUMBER or before.end != self.at:
            return False
        if whole is None or not whole.key or whole.measure != OUTTURN:
            return False
        after = _ALONE.match(self.text, token.end)
        if after is None or self.words.starts_with_name(self.text, after.end()):
            return False
        return _IS_ALL.fullmatch(self.text, before.end, token.start) is not None

    def state_as_all_of(self, token: Token, quantity: Quantity) -> bool:
        """Give a quantity without a number the amount of its whole, and return whether it is one."""
        whole, cue = self.open, self.all
        self.all = None
        if whole is None or whole.amount is None or cue is None:
            return False
        main = self.main
        if not whole.key and main is not None and main.amount and main.sentence == whole.sentence:
            whole = main  # 2.46万元，比预算、上年分别减少0.54万元、0.15万元，全部为…
        between = self.text[cue.end : token.start]
        if len(between) > 8 or not self.words.is_part(quantity.key, whole.key):
            return False
        after = self.text[token.end : token.end + 3]
        if re.match("(?:支出)?[\\d.]", after):
            self.names = [token]
            return True
        if not re.match("(?:支出|费用)?(?:[，。；（）]|$)", after):
            return False
        whole = self.outturn_of(whole)
        draft = self.copy_of(whole, token)
        draft.measure, draft.year = whole.measure, whole.year
        draft.key, draft.label, draft.implied = quantity.key, token.text, True
        draft.amount = whole.amount
        draft.span = self.span(token.start, token.end)
        self.open = draft if after.startswith("（") else whole
        return True

    def outturn_of(self, draft: Draft) -> Draft:
        """Return the latest outturn of the quantity of a budget or of last year's figure.

        5万元，预算6万元，上年5.2万元，全部用于….
        """
        if draft.measure == OUTTURN or not draft.key:
            return draft
        drafts = self.memory.drafts
        own = drafts[max(self.first_draft, len(drafts) - _FEW) :]
        spent = [
            d for d in own
            if d.key == draft.key and d.amount and d.amount.value and d.measure == OUTTURN
        ]  # fmt: skip
        return spent[-1] if spent else draft
