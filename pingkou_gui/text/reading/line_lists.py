"""Lists while a line is read: where one opens, what belongs to it, where it ends."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import Kind, Token
from pingkou_gui.text.lines.gaps import clause_start, gives_reason, is_filler, is_lead
from pingkou_gui.text.lines.source import OPAQUE
from pingkou_gui.text.reading.drafts import Draft, ListDraft
from pingkou_gui.text.reading.line_state import WORD_FAR, LineState, stage_of
from pingkou_gui.text.reading.statements import COUNTED, LAST_YEAR, OUTTURN
from pingkou_gui.text.reading.wholes import MEAN

if TYPE_CHECKING:
    from pingkou_gui.text.lines.vocabulary import Quantity

_LOOK_BACK = 12
_BRACKET_FAR = 80
_NAMES_ALL = frozenset({"系", "为", "即"})
_JOINT = re.compile("[一-鿿](?:[、和与及加]|加上|连同)$")
TOTAL_KEYS = frozenset({"total_spending", "total_income", "balance"})
TOTALS = re.compile(
    "(?:以上|上述|各项|三项|两项|四项|五项|以上各项)?(?:合计|共计|总计|小计|合起来|加起来|相加)(?:为|支出|金额)*"
)
_ALL_PEOPLE = re.compile("(?:一共|共|共有|总共|合计|共计|总计|总数|总人数)(?:为|是)?")
_OF_STAFF = re.compile("在职|在编|在岗|实有|现有")
_HEAD_OF_KINDS = re.compile("[^，。；：\\d]{0,8}?(?P<head>[^，。；：\\d]{2,10})：")
_KINDS = 9
_NOT_COUNTED = re.compile("退休|离休|离退|编外|聘|临时|劳务|遗属|借调|志愿")
_PURPOSE = re.compile(
    "(?:的)?(?:具体|主要)?(?:用途|使用方向|支出方向|构成|明细|去向|分布|项目)?(?:如下|分别)?(?:为|是)?"
)

_A_STAGE = "((?:上年|去年|本年|年初|全年)?(?:预算|决算|支出|执行)数?|上年|本年)"
_STAGES_LISTED = re.compile(f"{_A_STAGE}[、和与及]{_A_STAGE}(?:[、和与及]{_A_STAGE})?$")
_ONE_STAGE = re.compile("(?:费用|经费|支出)?(?:的)?(?:年初|全年)?(?:预算|决算|执行)数?")
_AGAIN = re.compile(
    "(?:20\\d\\d年度?|上年度?|去年|本年度?|今年)?(?:的)?(?P<stage>(?:年初|全年)?(?:预算|决算|执行|实际)(?:支出|执行|安排)?数?)?(?<=.)"
)
"""A year or a stage for which the listed names are repeated: 决算分别为."""
_ONE_AMOUNT = re.compile("\\d+(?:\\.\\d+)?(?:万元|亿元|元)")
_SEVERAL_AMOUNTS = re.compile("[是为]?(?:\\d+(?:\\.\\d+)?(?:万元|亿元|元)[、，和与及]{0,2}){1,9}")


_NAMED_BY_YEAR = re.compile(
    "20\\d\\d年度?(?!的?(?:年初|年末|全年|决算|预算|支出|收入|实际|执行|当年|上年))[一-鿿（）]{4,40}\\d"
)
_COUNTED_PROJECTS = re.compile(
    "(?<!重点)(?<!主要)(?:项目(?P<one>[1-9]\\d?)个|(?P<other>[1-9]\\d?)个项目)$"
)
_AMOUNT = re.compile("\\d(?:\\.\\d+)?万?元")
_ITEM_BEGINS = re.compile("(?:[、：；]|其中|包括)$")


class ListReader(LineState):
    """Reads 其中A、B、C, lists in brackets, after a colon, and over several lines."""

    def on_list(self, token: Token) -> None:
        """其中: open a list; its parent is the figure stated last."""
        if token.text == "用于" and self.is_next_use(token):
            return
        bracketed = bool(
            self.before and self.before.kind is Kind.OPEN and self.before.end == token.start
        )
        reason = gives_reason(self.text[max(self.sentence, token.start - 8) : token.end + 2])
        reason = reason or (token.text in _NAMES_ALL and self.is_change_before(token))
        parent = None if reason else self.parent_of(token)
        if token.text == "组成" or (token.text.startswith("用于") and parent is None):
            return
        self.push(ListDraft(parent, token.text, bracketed=bracketed))
        if token.start == self.sentence:
            self.last_base = self.base_before  # 比上年减少1万元。其中：运行费减少0.4万元
        if not self.text.startswith("：", token.end) or parent is not None:
            self.names = []
        self.comparison = self.expecting = self.measure = None
        self.number_end = max(self.number_end, token.end)

    def is_change_before(self, token: Token) -> bool:
        """Whether a change stands right before the words that explain it: 减少2人，系退休3人、招录1人."""
        comparison = self.comparison
        if comparison is None or comparison.change is None or token.start - self.number_end > 1:
            return False
        return self.normal.place(comparison.change.span.end) == self.number_end

    def is_next_use(self, token: Token) -> bool:
        """Whether 用于 begins one more item of the open list: 其中用于工资280万元，用于商品服务60万元."""
        items = self.stack[-1].items if self.stack else []
        if not items or self.text[token.start - 1] not in "，、；":
            return False
        first = self.at_of(items[0])
        return self.text[clause_start(self.text, first, self.sentence) : first].endswith("用于")

    def names_an_item(self, token: Token) -> bool:
        """Whether a year is part of the name of an item: 其中甲10万元、2023年度公益金项目23万元."""
        group = self.stack[-1] if self.stack else None
        if group is None or not _ITEM_BEGINS.search(self.text[self.sentence : token.start]):
            return False
        if group.items and group.parent is not None and group.items[-1].year != group.parent.year:
            return False
        return _NAMED_BY_YEAR.match(self.text, token.start) is not None

    def on_respective(self, token: Token) -> None:
        """分别为: assign the next numbers in order to the names before, or to the stages of the last name."""
        if "占" in token.text:
            self.expecting = self.respective = token
            self.names = []
            return
        if len(self.names) > 1:
            self.respective = token
            self.listed = self.names
            stage = _ONE_STAGE.fullmatch(self.text, self.names[-1].end, token.start)
            measure = self.measure_of(token) if stage is None else stage_of(stage.group())
            is_told = stage is not None or "budget" in measure
            self.stages = [measure] * len(self.names) if is_told else []
            return
        again = _AGAIN.fullmatch(self.lead(token.start))
        if not self.names and self.listed and (self.past is not None or again is not None):
            self.respective, self.names = token, [n._replace(end=token.end) for n in self.listed]
            words = again.group() if again is not None else "上年"
            last = self.past is not None or words.startswith(f"{(self.setting.year or 0) - 1}年")
            measure = stage_of(f"上年{words}" if last else words)
            said = last or (again is not None and again["stage"])
            self.stages = [measure] * len(self.listed) if said else []
            return
        if not self.names and self.past is not None and self.resume_listed_names(token):
            return
        stages = _STAGES_LISTED.search(
            self.text, max(self.sentence, token.start - WORD_FAR), token.start
        )
        if stages is not None and self.names:
            self.stages = [stage_of(words) for words in stages.groups() if words]
            self.names = [self.names[-1]._replace(end=token.end)]
            return
        self.on_list(token)

    def resume_listed_names(self, token: Token) -> bool:
        """Let the names stated last wait again, and return whether they could be found.

        接待费3.2万元、运行费5万元，上年分别为3.6万元和5.5万元: as many names as amounts follow.
        """
        following = _SEVERAL_AMOUNTS.match(self.text, token.end)
        number = len(_ONE_AMOUNT.findall(following.group())) if following is not None else 0
        outturns = [d for d in self.items_since if d.amount is not None and d.measure == OUTTURN]
        last = outturns[-number:] if number > 1 else []
        keys = {d.key for d in last if d.key and self.words.quantity(d.label) is not None}
        if len(last) != number or len(keys) != number or len(last) < len(outturns):
            return False
        self.respective = token
        self.listed = [Token(Kind.NAME, d.label, token.end, token.end) for d in last]
        self.names, self.stages = list(self.listed), [LAST_YEAR] * number
        return True

    def parent_of(self, token: Token) -> Draft | None:
        """Return the figure of which a list that opens at `token` names the parts; None if it is not printed."""
        if OPAQUE in self.text[max(self.sentence, self.number_end) : token.start]:
            return None
        name = self.name
        if name is not None and name.kind is Kind.SCOPE and self.open is not None:
            name = None
        if name is not None and is_filler(self.text[name.end : token.start].rstrip("：")):
            quantity = self.named(name)
            return self.latest_of(quantity.key) if quantity is not None else None
        return self.unnamed_parent(token)

    def unnamed_parent(self, token: Token) -> Draft | None:
        """Return the parent of a list before which no name stands: mostly the figure stated last."""
        here = self.open is not None and self.sentence <= self.at_of(self.open)
        group = self.open.group if self.open is not None else None
        if self.measure is not None and group is not None and group.parent is not None:
            measure = self.measure_of(token)
            if measure and measure != group.parent.measure:
                return self.latest_of(group.parent.key, measure) if group.parent.key else None
        if self.open is not None and here and self.open.amount is not None:
            return (
                None
                if self.has_new_words_after_semicolon(token)
                else self.figure_before_mean(self.open)
            )
        words = self.text[self.sentence : token.start]
        if self.open is not None and is_lead(words) and self.open.amount:
            return self.parent_of_flow(words, self.open)
        topic = self.setting.topic.quantity
        if self.open is None and topic is not None:
            return self.latest_of(topic.key)
        return self.item_named_again(token)

    def has_new_words_after_semicolon(self, token: Token) -> bool:
        """Whether the words between ； and 其中 are of another matter: 货物28万元；全部授予中小企业，其中…."""
        since = self.text.rfind("；", self.sentence, token.start) + 1
        if not since or since <= self.number_end - 1:
            return False
        return not is_lead(self.text[since : token.start].rstrip("，："))

    def parent_of_flow(self, words: str, draft: Draft) -> Draft | None:
        """Return the total of the flow that `words` name, if `draft` is of the other: 支出包括： after a sentence on income."""
        flow = re.search("收入|支出", words)
        if flow is None or flow.group() in draft.label:
            return draft
        return self.latest_of("total_income" if flow.group() == "收入" else "total_spending")

    def item_named_again(self, token: Token) -> Draft | None:
        """Return the earlier item whose label begins the sentence, or None: 村级运转资金分两块，即…."""
        words = self.text[self.sentence : token.start]
        for draft in reversed(self.memory.drafts[-_LOOK_BACK:]):
            if (
                not draft.key
                and draft.amount is not None
                and len(draft.label) >= 4
                and words.startswith(draft.label)
            ):
                return draft
        return None

    def on_colon(self, token: Token) -> None:
        """： behind an amount: open a list of all its parts; behind a number of projects, of all project spending."""
        before = self.before
        if self.opens_projects(token):
            return
        if (
            before is None
            or before.kind is not Kind.NUMBER
            or not _PURPOSE.fullmatch(self.text, before.end, token.start)
        ):
            return
        if self.open is None or self.open.amount is None or not self.text[token.end :]:
            return
        if before.end != self.at:
            return  # 目标1：: no amount, but a number in a name
        self.push(ListDraft(self.open, "："))
        self.names = []
        self.comparison = self.expecting = self.measure = None

    def opens_projects(self, token: Token) -> bool:
        """Open the list of a number of projects, each with its amount: 全年安排项目3个：A10万元，B8万元，C6万元."""
        counted = _COUNTED_PROJECTS.search(self.text, self.sentence, token.start)
        projects = self.latest_of("project_spending") if counted is not None else None
        if counted is None or projects is None:
            return False
        behind = self.text[token.end : self.normal.place(self.sentence_span().end)]
        if len(_AMOUNT.findall(behind)) != int(counted["one"] or counted["other"]):
            return False
        self.push(ListDraft(projects, COUNTED))
        self.names = []
        self.comparison = self.expecting = self.measure = None
        return True

    def widen_scope_of_parent(self, name: Token | None, draft: Draft) -> None:
        """Set the parent's scope to all budgets if one budget is its part: 项目资金862万元，其中一般公共预算262万元."""
        whole = self.stack[-1].parent if self.stack else None
        if name is None or name.kind is not Kind.SCOPE or whole is None or whole.scope_said:
            return
        if whole.key != draft.key or whole.amount is None or draft.amount is None:
            return
        if draft.amount.value < whole.amount.value and whole.scope != "total":
            whole.scope = "fiscal"

    def enter_list(self, draft: Draft) -> None:
        """Add a figure to the innermost open list that it can be an item of."""
        if draft.aside or MEAN.search(draft.label):
            return  # 保有车辆3辆，车均1.99万元: a mean is no part
        self.note_item_of_other_stage(draft)
        self.close_lists(draft)
        if not self.stack or self.stack[-1].parent is draft:
            return
        here = self.stack[-1]
        if not self.can_be_item(draft, here):
            return
        if here.items and self.is_behind_in_brackets(here.items[-1]):
            return  # 行政29人（含工勤2人）、事业43人: some of the item before
        if here is self.memory.carried:
            if not self.first_value and not here.is_completed_by(draft):
                return
            self.first_value = False
        start = clause_start(self.text, self.at_of(draft), self.sentence)
        if here.items and start > 0:
            here.marks.add(self.text[start - 1])
        here.items.append(draft)
        draft.group = here
        if not draft.key:
            draft.measure = self.list_measure(here)

    def is_behind_in_brackets(self, item: Draft) -> bool:
        """Return whether the bracket that is open opened right behind an item."""
        at = self.outside[-1][2] if self.outside else -1
        return item.amount is not None and self.normal.place(item.amount.span.end) == at

    def note_item_of_other_stage(self, draft: Draft) -> None:
        """Keep an outturn within a list of a budget; `assign_proved_stages` decides on it."""
        here = self.stack[-1] if self.stack else None
        whole = here.parent if here is not None else None
        if here is None or whole is None or here.items or not whole.measure_said:
            return
        part = bool(draft.key) and self.words.is_part(draft.key, whole.key)
        if part and draft.measure == OUTTURN and "budget" in whole.measure:
            here.of_another_stage.append(draft)

    @staticmethod
    def assign_proved_stages(lists: list[ListDraft]) -> None:
        """Make drafts of another stage items of their list if they add up to its parent.

        预算54万元，其中：…支出决算12万元: items that add up to 54 are of the budget.
        """
        for group in lists:
            items = group.of_another_stage
            if group.items or not ListDraft(group.parent, group.word, items).is_complete:
                continue
            for item in items:
                if group.parent is not None and item.group is None:
                    item.measure, item.group = group.parent.measure, group
                    group.items.append(item)

    def close_lists(self, draft: Draft) -> None:
        """Close the open lists, from the innermost, that a figure cannot be an item of."""
        while self.stack and self.stack[-1].parent is not draft:
            here = self.stack[-1]
            whole = here.parent.unit if here.parent is not None else draft.unit
            if not draft.key and here.items and draft.unit == "people" != whole:
                return  # ②助学金51.24万元，惠及2135人；③…: a count beside an item ends no list
            self.clear_shared_key(draft, here)
            if self.can_be_item(draft, here):
                return
            if here is self.memory.carried and len(self.stack) == 1:
                self.memory.carried = None
            if here.bracketed or draft.measure != self.list_measure(here):
                return
            self.stack.pop()

    @staticmethod
    def clear_shared_key(draft: Draft, here: ListDraft) -> None:
        """Clear the key of a smaller item with the key of its parent: 其中本级支出1703万元.

        Of two 实有人数 the parent loses it, which counts others too.
        """
        whole = here.parent
        if whole is None or whole.amount is None or draft.amount is None or not draft.key:
            return
        same = (draft.key, draft.scope, draft.measure) == (whole.key, whole.scope, whole.measure)
        if same and draft.year == whole.year and draft.amount.value < whole.amount.value:
            if draft.key == "headcount":
                whole.key = ""  # 实有人数 that counts the retired too
            elif not draft.scope_said or draft.label != whole.label:
                draft.key = ""

    @staticmethod
    def list_measure(group: ListDraft) -> str:
        """Return the measure of the parent, `outturn` without one."""
        return group.parent.measure if group.parent is not None else OUTTURN

    def can_be_item(self, draft: Draft, here: ListDraft) -> bool:
        """Whether a figure can be an item of a list: by unit, measure, year, sum and key."""
        parent = here.parent
        if parent is None:
            return True
        people = parent.unit == "people"
        uncounted = people and _NOT_COUNTED.search(draft.label) and here.would_exceed(draft)
        total = TOTALS.fullmatch(draft.label)
        if (draft.unit == "people") != people or here.is_complete or uncounted or total:
            return False
        unsaid = not draft.measure_said and not (draft.key and parent.measure_said)
        same = draft.measure == parent.measure or unsaid
        return same and draft.year == parent.year and self.can_be_part(draft, parent)

    def can_be_part(self, draft: Draft, parent: Draft) -> bool:
        """Whether a figure can be a part of another by their keys."""
        if draft.key and draft.key == parent.key and draft.scope == parent.scope:
            return False
        if {draft.key, parent.key} == {"establishment", "headcount"}:
            return False  # posts and who holds them are two counts
        if draft.key and self.words.parts.get(parent.key):
            return self.words.is_part(draft.key, parent.key) or draft.key == "total_spending"
        return True

    def on_break(self, token: Token) -> None:
        """；: end inner lists and a division by budgets: …中，一般公共预算2575万元，政府性基金160万元；基本支出…."""
        self.broken = token.end
        if len(self.budgets_named) > 1:
            self.scope = ""
        self.budgets_named = set()
        if len(self.stack) > 1:
            del self.stack[1:]
        if self.stack and self.ends_at_semicolon(self.stack[0]):
            self.stack = []
        elif self.stack and self.stack[0].items:
            self.stack[0].breaks += 1
        self.names = []
        self.measure = self.expecting = self.comparison = self.pending_base = None
        self.none = self.all = self.respective = None
        self.year = None if not self.stack else self.year

    def ends_at_semicolon(self, group: ListDraft) -> bool:
        """Whether a list ends at a ；: without items, complete, or separated by 、 and ，."""
        if group is self.memory.carried:
            return False
        if not group.items:
            return group.word not in {"其中", "包括", "分为", "：", COUNTED}
        if group.items[0].unit == "people" and group.marks - {"；"}:
            return True
        if group.breaks:
            return group.is_complete
        return group.is_complete or (len(group.items) > 1 and group.marks <= {"、", "，"})

    def on_open(self, token: Token) -> None:
        """（: remember the state of the sentence, and open a list if an amount stands before."""
        self.outside.append((self.open, len(self.stack), token.start, self.year))
        self.before_brackets.append(self.names)
        before = self.before
        follows = before is not None and before.kind is Kind.NUMBER and before.end == token.start
        stated = self.open is not None and self.open.amount is not None
        base = self.base_of_bracketed_list(token) if follows else None
        if base is not None:
            self.push(ListDraft(base, "（", bracketed=True, measure=LAST_YEAR))
            self.compared = (token.start, self.comparison, self.base_owner)
            return
        some = self.text.startswith(("含", "内含", "包含", "不含"), token.end)  # not all parts
        if follows and stated and before is not None and before.unit != "%" and not some:
            self.push(ListDraft(self.open, "（", bracketed=True))

    def base_of_bracketed_list(self, token: Token) -> Draft | None:
        """Return a new draft of last year's total if its parts follow in brackets, or None.

        比上年的14.76万元（接待5.3万元，用车9.46万元）: 14.76.
        """
        comparison, main = self.comparison, self.main
        base = comparison.base_amount if comparison is not None else None
        if comparison is None or base is None or main is None or comparison.base != LAST_YEAR:
            return None
        parts = self.words.parts.get(main.key)
        if not parts or self.normal.place(base.span.end) != token.start:
            return None
        inside = self.text[token.end : self.text.find("）", token.end, token.end + _BRACKET_FAR)]
        first = re.match(f"{self.words.names}|{self.words.short_pattern_of(parts)}", inside)
        if first is None or not re.search("\\d", inside):
            return None
        draft = self.copy_of(main, token)
        draft.measure, draft.measure_said, draft.amount = LAST_YEAR, True, base
        draft.span = base.span
        self.memory.note(draft)
        return draft

    def on_close(self, token: Token) -> None:
        """）: restore the state from before the bracket."""
        if not self.outside:
            return
        before, depth, opened, year = self.outside.pop()
        if self.number_end > opened:
            self.year = year  # （2021年11.38万元）: of what stands inside alone
        names = self.before_brackets.pop()
        del self.stack[depth:]
        if before is not None and before is not self.open:
            self.open = before
            if self.pending_base is None:
                self.comparison = self.expecting = None
        if self.compared is not None and self.compared[0] == opened:
            _, self.comparison, self.base_owner = self.compared
            self.pending_base, self.compared = self.comparison, None
        if self.number_end > opened:
            self.names = [name for name in self.names if name.start < opened]
        elif names and names[-1].end == opened:
            self.names = [*names[:-1], names[-1]._replace(end=token.end)]

    def follows_name(self, token: Token) -> bool:
        """Whether a name stands right behind another, neither a part of the other: 会议费培训费3.20万元."""
        before = self.names[-1] if self.names else None
        if before is None or before.end != token.start or {before.kind, token.kind} != {Kind.NAME}:
            return False
        one, other = self.quantity_of(before).key, self.quantity_of(token).key
        parts = self.words.is_part(one, other) or self.words.is_part(other, one)
        return one != other and not parts and not {one, other} & TOTAL_KEYS

    def is_named_with_others(self, quantity: Quantity, before: str) -> bool:
        """Whether the words before a name join it to another: 差旅费和会议费, 工资福利支出加上对个人和家庭的补助."""
        if quantity.unit == "people":
            return False
        named = (self.words.quantity(m.group()) for m in re.finditer(self.words.names, before))
        return _JOINT.search(before) is not None or any(
            other is not None
            and other.unit == quantity.unit
            and other.key != quantity.key
            and not self.words.is_part(quantity.key, other.key)
            for other in named
        )

    def name_sum_of_joined(self, draft: Draft) -> None:
        """Name an amount that joined names share: 出国费、用车费和接待费的预算数2711.65万元 as 三公."""
        if len(self.names) < 2 or self.respective is not None or self.is_for_each(draft):
            return
        keys = {self.quantity_of(name).key for name in self.names if name.kind is not Kind.SCOPE}
        parts = self.words.parts.get("three_public", frozenset())
        whole = len(keys) > 2 and keys <= parts
        draft.key = "three_public" if whole else ""
        draft.label = "三公经费" if whole else "、".join(name.text for name in self.names)

    def is_for_each(self, draft: Draft) -> bool:
        """Whether 各, 均 or 分别 before an amount makes it that of each name."""
        amount = draft.amount
        at = self.normal.place(amount.span.start) if amount is not None else 0
        return re.search("[各均都]|分别", self.text[self.names[-1].end : at]) is not None

    def name_total_of_people(self, draft: Draft) -> None:
        """Give 共52人 the key that the counts before it have, if it is their sum: 在职行政人员21人、事业人员31人."""
        if not _ALL_PEOPLE.fullmatch(draft.label) or draft.amount is None:
            return
        added, kinds = Decimal(0), 0
        parts: list[Draft] = []
        for item in reversed(self.items_since[-_KINDS:]):
            if item.unit != "people" or item.amount is None or item.label.startswith("含"):
                continue
            if _NOT_COUNTED.search(item.label):
                return
            added, kinds, parts = added + item.amount.value, kinds + 1, [*parts, item]
            if kinds > 1 and added == draft.amount.value:
                words = self.words_of_kind(item)
                posts, staff = "编制" in words, _OF_STAFF.search(words)
                draft.key = "establishment" if posts else "headcount" if staff else ""
                for part in parts:
                    self.name_part_by_label(part, draft.key)
                return

    def name_part_by_label(self, part: Draft, key: str) -> None:
        """Replace the key of a part by its full label: 参公编制11名、事业编制8名，合计19名."""
        if key and part.key == key:
            at = self.at_of(part)
            lead = self.text[clause_start(self.text, at, self.sentence) : at]
            part.key, part.label = "", f"{lead}{part.label}"

    def words_of_kind(self, item: Draft) -> str:
        """Return the words that say which people an item counts: its label, else the heading of its sentence."""
        if "编制" in item.label or _OF_STAFF.search(item.label):
            return item.label
        head = _HEAD_OF_KINDS.match(self.text, self.sentence, self.at_of(item))
        return head["head"] if head is not None else ""

    def name_total(self, draft: Draft) -> None:
        """Give 合计 the key of 三公 if all figures before it are its parts; of people see `name_total_of_people`."""
        if not draft.key and draft.unit == "people":
            self.name_total_of_people(draft)
        if draft.key or not TOTALS.fullmatch(draft.label):
            return
        keys = {d.key for d in self.items_since if d.amount is not None}
        for whole in sorted(self.words.complete):
            parts = self.words.parts.get(whole, frozenset())
            if len(keys) > 1 and keys <= parts and whole == "three_public":
                draft.key, draft.label = whole, self.words.labels.get(whole, whole)
                draft.inherited = True
