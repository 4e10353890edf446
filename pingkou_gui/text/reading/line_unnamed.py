"""The statement of a number without a name before it: an omitted subject, or an item known by its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import Kind, Token
from pingkou_gui.text.lines.gaps import clause_start, is_lead, item_label
from pingkou_gui.text.reading.line_changes import SUM_OF_SEVERAL
from pingkou_gui.text.reading.line_lists import TOTAL_KEYS, TOTALS, ListReader
from pingkou_gui.text.reading.line_state import WORD_FAR
from pingkou_gui.text.reading.statements import OUTTURN, PEOPLE_UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.text.reading.drafts import Draft

LONGEST_LABEL = 40
BUDGET_BEHIND = re.compile("(?:以内)?的(年初|全年)?预算")
BESIDE_BUDGET = re.compile(
    "(?:也|还|均|都)?(?:低于|少于|高于|多于|不及|没有?超过|未超过?|比|较|控制在|在)$"
)
"""Words before 12万元的年初预算."""
SEVERAL_ITEMS = re.compile("(?:以上|上述|前述|这)(?:各|[两二三四五六七八九])[项者]")
"""Beginnings of a sentence whose 支出合计 is the sum of named items, not of all money."""
_HEAD_TAIL = re.compile("(?:决算|实际|预算|财政拨款|支出|情况|数|为|共|计)+$")
_LONGEST_NAME = 18
_SPENT_IN = re.compile("20\\d\\d年度?(?:实际)?(支出)(?:总?[额计]|合计)?[为是：]*")
_OF_ANOTHER = re.compile(
    "其他|人均|每[人辆次批]|平均|用于|减少|增加|压[缩减]|降低|节约|控制|超[出过]|不含|扣除|剔除|项目|工程|补[助贴]|专项|新增"
)
"""Words that make the quantity after them a part, a mean or a change of it."""
_OF_BASIC = re.compile("，?占(?:全部)?(?:财政拨款)?基本支出")
_OF_NO_STAGE = frozenset({"carried_in", "carried_out"})
"""Quantities without a budget: 上年结转78万元，年初预算702万元 are two quantities."""
_FEW_TOLD = 12
_ALTOGETHER = ("合计", "共计", "总计", "加起来", "总额", "总数")
_REASON_BEHIND = re.compile("，(?:是因为|因为|是由于|(?:主要)?原因[是为])[^；]*$")
_ALL_OF_IT = re.compile("(?:总额|总量|总数|总的?情况|总体(?:情况)?)")
_NAMES_A_YEAR = re.compile("20\\d\\d年|[上去今]年")
_EXACTLY = re.compile(
    "(?:(?:具体|准确|精确|实际)(?:数额?|金额)?[为是]?|[，]?(?:即|也就是|折?合|折算|换算|约合)[为成约计]?)"
)
_JOINT_POSTS = re.compile("(?:行政|机关|参公|公务员|工勤)(?:人员)?(?:编制)?[、和与及]$")
"""行政、事业编制共计83个 counts both kinds."""


class UnnamedReader(ListReader):
    """Opens the statement of a number before which no name stands."""

    def is_short_name_valid(self, token: Token) -> bool:
        """Whether a short name holds here: its whole was named, or 支出 alone can be the total."""
        quantity = self.words.short[token.text]
        if quantity.key == "balance":
            return self.open is not None and self.open.key in {
                "total_spending",
                "total_income",
                "balance",
            }
        if quantity.key in {"total_spending", "total_income"}:
            colon = token.start - 1
            if self.text[colon : token.start] == "：" and not self.is_bare_head(colon):
                return False
            topic = self.setting.topic
            about = topic.quantity is None or topic.quantity.key in {*TOTAL_KEYS, quantity.key}
            near = (
                self.open
                if self.open is not None and self.sentence <= self.at_of(self.open)
                else None
            )
            return (
                about
                and topic.label in {"", token.text}
                and (near is None or near.key in {"total_income", "balance"})
            )
        return self.is_part_here(self.words.short[token.text])

    def draft_without_name(self, token: Token, unit: str) -> Draft:
        """Return the draft of a number without a name: of the omitted subject, else of a labelled item."""
        since = max(self.sentence, self.number_end)
        if self.before is not None and self.before.kind is Kind.LIST:
            since = max(since, self.before.end)
        start = clause_start(self.text, token.start, since)
        if self.stack and self.stack[-1].breaks:  # A；B、C；D: 、 is within a name
            start = max(since, self.text.rfind("；", since, token.start) + 1)
        people = unit in PEOPLE_UNITS
        joint = _JOINT_POSTS.search(self.text, since, start) if people else None
        start = joint.start() if joint is not None else start
        words = self.text[start : token.start]
        plain = self.without_owner(words)
        head = self.label_before_colon(start)
        if head is not None and self.is_nameless(plain, token):
            return head
        spent = self.spent_in_the_year()
        if spent is not None and not people:
            return self.begin(spent, token)
        if _EXACTLY.fullmatch(plain) and self.is_exact_repeat(token):
            return self.exact_repeat(token)
        listed = not plain and self.text[start - 1] == "、" and self.number_end == start - 1
        if self.is_nameless(plain, token) and not (listed or self.is_sum_of_several(plain)):
            inherited = self.draft_of_omitted_subject(people=people)
            if inherited is not None:
                return inherited(token)
        draft = self.begin(None, token)
        draft.label = item_label(plain)
        draft.head = self.quantity_at_end(draft.label, people=people)
        if draft.head and self.is_main_part_of_basic(draft, token):
            draft.key = draft.head
        draft.span = self.span(start, token.end)
        draft.unit = "people" if people else "money"
        return draft

    def is_sum_of_several(self, words: str) -> bool:
        """Whether a number is the sum of several figures (三项合计), so not of the one stated last."""
        drafts = self.memory.drafts
        own = drafts[max(self.first_draft, len(drafts) - _FEW_TOLD) :]
        several = {d.key for d in own if d.key and (d.amount is not None or d.none)}
        summed = SUM_OF_SEVERAL.search(words) or SEVERAL_ITEMS.match(self.text, self.sentence)
        if not summed and not (words.endswith(_ALTOGETHER) and len(several) > 1):
            return False
        topic = self.setting.topic.quantity
        key = self.open.key if self.open is not None else ""
        key = key or (topic.key if topic is not None else "")
        return bool(key) and key not in self.words.parts

    def is_main_part_of_basic(self, draft: Draft, token: Token) -> bool:
        """Whether 津贴补贴等人员经费 is the whole 人员经费: an item or a share of 基本支出."""
        if "等" not in draft.label or draft.head not in {
            "personnel_spending",
            "operating_spending",
        }:
            return False
        whole = self.stack[-1].parent if self.stack else None
        listed = whole is not None and whole.key in {"basic_spending", "total_spending", "spent"}
        return listed or _OF_BASIC.match(self.text, token.end) is not None

    def exact_repeat(self, token: Token) -> Draft:
        """Return a new draft of the open figure, with its stage and year."""
        before = self.open
        if before is None:
            return self.begin(None, token)
        draft = self.copy_of(before, token)
        draft.measure, draft.measure_said = before.measure, before.measure_said
        draft.year, draft.year_said = before.year, before.year_said
        return draft

    def is_exact_repeat(self, token: Token) -> bool:
        """Whether a number is the open figure printed exactly: 0.28亿元，具体数为2783.4万元."""
        before, exact = self.open, self.amount(token)
        if before is None or before.amount is None or not before.key:
            return False
        return abs(before.amount.value - exact.value) <= before.amount.step

    def spent_in_the_year(self) -> Token | None:
        """Return 支出 in 2020年支出1455.97万元 as a name, if it is the total; else None."""
        cue = self.measure
        if cue is None or cue.kind is not Kind.LAST or cue.text[:4] != str(self.setting.year):
            return None
        match = _SPENT_IN.fullmatch(cue.text)
        if match is None or not is_lead(self.lead(cue.start)):
            return None
        name = Token(Kind.SHORT, "支出", cue.start + match.start(1), cue.start + match.end(1))
        self.measure = None
        return name if self.is_short_name_valid(name) else None

    def quantity_at_end(self, label: str, *, people: bool) -> str:
        """Return the key of the quantity that a label ends with; empty if its other words rule it out."""
        label = label.rstrip("是")
        for bare in dict.fromkeys((label, _HEAD_TAIL.sub("", label))):
            for start in range(max(0, len(bare) - _LONGEST_NAME), len(bare) - 1):
                quantity = self.words.quantity(bare[start:])
                if quantity is None or quantity.key in {"total_spending", "total_income"}:
                    continue
                fits = (quantity.unit == "people") == people
                if fits and bare[:start].endswith("等"):
                    return quantity.key  # 办公费、水电费等公用经费: called by what it is spent on
                if self.is_named_with_others(quantity, bare[:start]):
                    return ""
                return "" if _OF_ANOTHER.search(bare[:start]) or not fits else quantity.key
        return ""

    def label_before_colon(self, start: int) -> Draft | None:
        """Return a draft labelled by the words before a colon, or None: 义务兵优待（项）：决算318万元."""
        if self.text[start - 1 : start] != "：" or start - 1 <= self.number_end:
            return None
        since = max(self.sentence, self.number_end)
        first = clause_start(self.text, start - 1, since)
        label = self.without_owner(self.text[first : start - 1])
        if not 2 <= len(label) <= LONGEST_LABEL or is_lead(label) or TOTALS.search(label):
            return None
        if _ALL_OF_IT.fullmatch(label):
            return None  # 总额：预算46万元，支出39万元: of what the heading names
        if label[0] in "与和较比同跟":
            return None  # 与上年比：2022年决算5万元
        draft = self.begin(None, Token(Kind.NUMBER, "", start, start + 1))
        draft.label = item_label(label)
        draft.span = self.span(first, start)
        return draft

    def is_nameless(self, words: str, token: Token) -> bool:
        """Whether the words before a number hold no name of an item."""
        if BUDGET_BEHIND.match(self.text, token.end):
            words = BESIDE_BUDGET.sub("", words)
        measure = self.measure
        if measure is not None and token.start - measure.end <= WORD_FAR:
            start = token.start - len(words)
            if measure.start >= start:
                words = self.text[start : measure.start] + self.text[measure.end : token.start]
        return is_lead(words)

    def has_nearer_name(self, before: Draft | None) -> bool:
        """Whether a waiting name stands nearer than a draft: 接待费零支出（年初预算1万元未动用）."""
        return before is not None and bool(self.names) and self.at_of(before) < self.names[-1].start

    def draft_of_omitted_subject(self, *, people: bool) -> Callable[[Token], Draft] | None:
        """Return a function that makes the draft of a number with an omitted subject; None for a new item."""
        before = self.open
        own = (
            before is not None
            and (before.key or before.label)
            and (before.unit == "people") == people
            and not (before.key in _OF_NO_STAGE and self.names_budget(self.measure))
        )
        counted = self.latest_of("headcount") if people and not (before and before.key) else None
        if counted is not None and self.measure is not None and self.measure.kind is Kind.LAST:
            return lambda token: self.copy_of(counted, token)
        fresh_year = self.year is not None and self.year_end >= self.number_end
        within = BUDGET_BEHIND.match(self.text, self.at) is not None
        said = self.measure is not None or fresh_year or self.past is not None or within
        nearer = self.has_nearer_name(before)
        reason = self.is_within_reason()
        fresh = before is None or before.amount is None
        if before is not None and own and (said or fresh) and not (nearer or reason):
            whole, sure = self.omitted_subject(before)
            return lambda token: self.copy_in_year(whole, token, sure=sure)
        topic = self.setting.topic
        here = before is not None and bool(before.key) and self.sentence <= self.at_of(before)
        here = here or nearer
        other = self.spoken_key and topic.quantity and self.spoken_key != topic.quantity.key
        if people or self.stack or not self.is_sentence or here or other or reason:
            return None
        if topic.quantity is not None and topic.quantity.unit == "money":
            return lambda token: self.of_topic(topic.quantity, token)
        if topic.label:
            return lambda token: self.of_topic_label(topic.label, token)
        return None

    def is_within_reason(self) -> bool:
        """Whether a number stands in a reason behind its fact: 较高，是因为车辆大修，花去0.6万元."""
        reason = _REASON_BEHIND.search(self.text, self.sentence, self.at)
        return reason is not None and _NAMES_A_YEAR.search(reason.group()) is None

    def omitted_subject(self, before: Draft) -> tuple[Draft, bool]:
        """Return the figure whose name a number omits, and whether that is sure.

        预算19万元，其中车辆15万元、接待4万元。实际支出16.2万元: behind the last item, the parent.
        """
        group = before.group
        whole = group.parent if group is not None else None
        divided = self.whole_divided_next(before)
        if divided is not None:
            return divided, True
        if group is None and self.returns_to_main(before) and self.main is not None:
            return self.main, False
        if group is None or whole is None or before is not group.items[-1] or len(group.items) < 2:
            return before, True
        if self.outside and self.outside[-1][0] is before:
            return before, True
        parted = max(self.sentence, self.broken) > self.at_of(before)
        return (whole, group.is_complete) if parted else (before, not group.is_complete)

    def is_divided_next(self, draft: Draft) -> bool:
        """Whether 中， behind a budget or a figure of last year begins its parts: 上年9.03万元中，用车…."""
        inside = self.text.startswith(("中，", "里，"), self.at)
        return inside and draft.key in self.words.parts and draft.measure != OUTTURN

    def whole_divided_next(self, before: Draft) -> Draft | None:
        """Return the line's main figure if `before` is its part and 中， follows: 接待1.15万元；上年9.03万元中，用车…."""
        main = self.main
        if main is None or not self.words.is_part(before.key, main.key):
            return None
        return main if self.text.startswith(("中，", "里，"), self.at) else None

    def returns_to_main(self, before: Draft) -> bool:
        """Whether a sentence behind parts of the main figure is of that again.

        三公46.8万元。车辆38.5万元，接待8.3万元。预算60万元: of 三公.
        """
        main = self.main
        if main is None or main is before or self.sentence <= self.at_of(before):
            return False
        own = self.memory.drafts[self.first_draft :][-_FEW_TOLD:]
        parts = {d.key for d in own if d.amount and self.words.is_part(d.key, main.key)}
        return before.key in parts and len(parts) > 1

    def copy_in_year(self, before: Draft, token: Token, *, sure: bool = True) -> Draft:
        """Return a copy of a draft; behind a budget with a year, of that year: 上年预算4万元，支出3.5万元."""
        draft = self.copy_of(before, token)
        draft.unsure = draft.unsure or not sure
        goes_on = self.sentence <= self.at_of(before) and self.broken <= self.at_of(before)
        if before.year_said and not draft.year_said and "budget" in before.measure and goes_on:
            draft.year = before.year
        return draft

    @staticmethod
    def names_budget(measure: Token | None) -> bool:
        """Whether the words before a number name a budget or an addition to it."""
        return measure is not None and re.search("预算|年初|追加", measure.text) is not None
