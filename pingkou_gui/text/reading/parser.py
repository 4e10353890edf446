"""Reads the lines of a text into statements: quantity, amount, comparison.

A line is read token by token. The words between a number and the mark before it tell its meaning;
what they omit (name, year, measure, unit) is taken from the sentence, the list, the paragraph or the
heading. A list ends where its sum is complete, or at a quantity that is no part of its total.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import ONWARD, Amount, Kind, Token, amount_of, tokens
from pingkou_gui.text.lines.gaps import gives_reason, is_filler, is_lead
from pingkou_gui.text.reading.drafts import Draft, LineSetting, ListDraft, Memory
from pingkou_gui.text.reading.line_budgets import SPENT_OF, BudgetReader
from pingkou_gui.text.reading.line_changes import ChangeReader
from pingkou_gui.text.reading.line_lists import TOTAL_KEYS
from pingkou_gui.text.reading.line_nones import NoneReader
from pingkou_gui.text.reading.line_state import WORD_FAR
from pingkou_gui.text.reading.line_unnamed import (
    BESIDE_BUDGET,
    BUDGET_BEHIND,
    LONGEST_LABEL,
    SEVERAL_ITEMS,
    UnnamedReader,
)
from pingkou_gui.text.reading.statements import (
    BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
    PEOPLE_UNITS,
)
from pingkou_gui.text.reading.wholes import MEAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.lines.vocabulary import Quantity, Vocabulary

MONEY = frozenset({"万元", "元", "千元", "万", "亿元", "亿"})
_NAME_FAR = 200
_SHARED_UNIT = re.compile(
    "(?:[，、；（）和及](?:(?![比较减增占同下上])[^，。；、\\d]){0,14}\\d{1,12}(?:\\.\\d{1,6})?(?!\\d)(?![%年月日])){1,12}?(?P<unit>万元|元|亿元|人|名)"
)
_LINE_HEAD = re.compile(
    "(?:(?P<year>20\\d\\d)年度?|上年|本年)(?P<measure>(?:年初|全年|调整)?预算|决算)(?:数|情况)?："
)
_NEAR = 8
_INSIDE = re.compile(
    "(?:财政拨款|一般公共预算|支出|年初|当年|本年)*(?P<stage>预算|决算)?(?:数|支出|安排)*(?:中|里|内|当中|里面)的?[，：]?"
)
_DECIMAL_NUMBER = re.compile(
    "\\d{1,2}）|\\d{1,2}(?:\\.\\d{1,2}){1,3}(?=[一-鿿“])(?![万元亿人名个年月日公亩户平吨倍分次]|项(?!目))"
)
"""The numbering of a line, no amount: 2.2.1, 1）."""
_CODE = re.compile("（\\d{2,3}[类款项目]）")
_IS = re.compile("是|为|系|属于?|用于|用在")
_IS_CALLED = re.compile("(?:[都均]?[是为系]|属于?)")
"""Words between an amount and its name behind it."""
_THE_REST = re.compile("^(?:其余的?|余下的?|剩下的?|剩余的?)")
"""Words before an amount with its name behind it: 其余30万元用于公用经费."""
_COUNTS = re.compile("（[^（）万元%]*\\d(?:批次|人次|[批次人辆个])[^（）万元%]*）")
"""A bracket of counts between a name and its figure: 公务接待费（36批次、210人次）1.4万元."""
_OF_THE_YEAR = frozenset({"全年", "本年", "当年"})
_YEAR_HEAD = re.compile("(?:同口径|同期|情况|数据|决算|支出)*：")
"""上年同口径：接待费…，用车费…: all figures of the sentence are of that year."""
_IS_CALLED_SO = re.compile("(?:(?:合|归|列|统称|合称)为?|[是为即系])$")
_NOTHING_ELSE = ("只有", "仅有", "只剩")
_COUNTED = re.compile("，?(?:合计|共计|总计|共|计)(?:为|是)?\\d")
_SUM_OF_NAMES = re.compile("(?:合计|共计|总计|相加|加起来)(?:为|是|得|共)?$")
_THAT_IS = re.compile("，[即为是系](?=[一-鿿])")
_APPOSITION = re.compile("即[^，。；：\\d]{2,16}[加和与及][^，。；：\\d]{2,16}(?=，)")
_EACH = re.compile("[均都]|各(?!项|类)")

_LONGEST_NAME = 24
_THOUSANDS = 4
"""The digits before the point from which a number can be no percentage."""


class LineParser(ChangeReader, UnnamedReader, NoneReader, BudgetReader):
    """Reads one line: each token goes to its handler `on_…`, which changes the state and keeps drafts."""

    def __init__(
        self, normal: Normal, start: int, end: int, setting: LineSetting, memory: Memory
    ) -> None:
        super().__init__(normal, start, end, setting, memory)
        self.handlers: dict[Kind, Callable[[Token], None]] = {
            Kind.NAME: self.on_name, Kind.SCOPE: self.on_scope, Kind.SHORT: self.on_short,
            Kind.YEAR: self.on_year, Kind.THIS: self.on_this, Kind.WHOSE: self.on_whose,
            Kind.NUMBER: self.on_number, Kind.BASE: self.on_base, Kind.ORIGIN: self.on_base,
            Kind.OVER: self.on_over, Kind.UP: self.on_direction, Kind.DOWN: self.on_direction,
            Kind.FLAT: self.on_flat, Kind.SHARE: self.on_percent_cue, Kind.EXECUTION: self.on_percent_cue,
            Kind.RATE: self.on_rate, Kind.MEASURE: self.on_measure, Kind.LAST: self.on_measure,
            Kind.BOTH: self.on_measure, Kind.NONE: self.on_none, Kind.VOID: self.on_void,
            Kind.LIST: self.on_list, Kind.RESPECTIVE: self.on_respective, Kind.ALL: self.on_all,
            Kind.STOP: self.on_stop, Kind.BREAK: self.on_break, Kind.COLON: self.on_colon,
            Kind.OPEN: self.on_open, Kind.CLOSE: self.on_close,
        }  # fmt: skip

    def read(self) -> None:
        """Read the line; its drafts go into the memory."""
        carried, first_list = self.memory.carried, len(self.memory.lists)
        if carried is not None:
            self.stack = [carried]
        self.take_head()
        numbering = _DECIMAL_NUMBER.match(self.text, self.line_start)
        if numbering is not None:
            self.sentence = self.number_end = numbering.end()
        for token in tokens_of(self.text, self.line_start, self.words):
            if numbering is not None and token.start < numbering.end():
                continue
            handler = self.handlers.get(token.kind)
            if handler is not None:
                handler(token)
            self.before = token
        self.assign_proved_stages(self.memory.lists[first_list:])
        self.settle_comparisons()

    def take_head(self) -> None:
        """Take year and measure of the whole line from its beginning: 2023年预算：."""
        head = _LINE_HEAD.match(self.text, self.line_start)
        if head is None:
            return
        measure = (
            OUTTURN
            if "决算" in head["measure"]
            else INITIAL_BUDGET
            if "年初" in head["measure"]
            else BUDGET
        )
        year = int(head["year"]) if head["year"] else self.setting.topic.year
        if head["year"] is None and "上年" in head.group():
            year = (self.setting.year or 0) - 1 or None
        topic = replace(self.setting.topic, year=year, measure=measure, quantity=None)
        self.setting = replace(self.setting, topic=topic)

    def on_name(self, token: Token) -> None:
        """Let a name wait for its amount, unless other words give it another role."""
        if token.start < self.named_until:
            return
        quantity = self.words.quantity(token.text)
        if quantity is None or (quantity.key == "spent" and self.is_verb(token)):
            return
        if self.repeats_name_before_base(token, quantity):
            return
        self.all = self.before if self.names_only_use(token) else self.all
        if self.all is not None and self.state_as_all_of(token, quantity):
            return
        if quantity.key == "total_spending" and (
            self.is_spending_of_name_before(token) or SEVERAL_ITEMS.match(self.text, self.sentence)
        ):
            return
        if token.text in SPENT_OF and self.is_verb(token):
            return
        scope = quantity.scope
        self.expecting = None
        if self.comparison is not None and not (
            self.comparison.is_open and self.comparison is self.pending_base
        ):
            self.comparison = None
        if (scope and scope != "fiscal") or (scope and not self.scope):
            self.scope = scope
        elif quantity.key == "total_spending" and not self.is_total_of_named_budget(token):
            self.scope = ""
        self.take_name(token, whole=True)

    def take_name(self, token: Token, *, whole: bool) -> None:
        """Let a name wait, alone or joined to others; `whole` is False for a short name."""
        key = self.quantity_of(token).key
        self.spoken_key = key if key not in TOTAL_KEYS else self.spoken_key
        if self.none is not None and token.start - self.none.end <= 8:
            self.state_none(token)
            return
        before = self.before
        if (
            before is not None
            and before.unit in MONEY
            and _IS_CALLED.fullmatch(self.text, before.end, token.start)
            and self.text[token.end : token.end + 1] in {"，", "；"}
        ):
            self.names = []
            return
        lead = self.lead(token.start)
        joined = self.names and self.text[self.names[-1].end : token.start] in {
            "、", "和", "与", "及", "以及", "，",
        }  # fmt: skip
        joined = joined or self.follows_other_name(token)
        if self.opens_list_of_parts(token) or self.is_in_apposition(token):
            return
        if not joined:
            self.names = []
        if not (joined or is_lead(lead) or self.is_name_for_previous(lead, token)):
            self.names = []
            if MEAN.search(lead):
                self.begin(None, token).label = f"{lead}{token.text}"  # 人均公用经费: not 公用经费
            return
        if whole or self.is_short_name_valid(token):
            self.names.append(token)

    def is_name_for_previous(self, lead: str, token: Token) -> bool:
        """Whether a name is given to what was listed, and its figure follows: 前两类归为人员经费，计320万元."""
        called = _IS_CALLED_SO.search(lead)
        if called is None:
            return lead.endswith(_NOTHING_ELSE)  # 三公经费只有接待费3万元
        both = called.group()[0] in "合统" and self.text.startswith("，", token.end)
        return both or _COUNTED.match(self.text, token.end) is not None

    def is_in_apposition(self, token: Token) -> bool:
        """Whether names only explain the one before: 基本支出即人员经费加公用经费，为1104万元."""
        if not self.names:
            return False
        said = _APPOSITION.match(self.text, self.names[-1].end, self.names[-1].end + LONGEST_LABEL)
        if said is None or not token.start < said.end():
            return False
        self.names = [self.names[-1]._replace(end=said.end())]
        self.named_until = said.end()
        return True

    def opens_list_of_parts(self, token: Token) -> bool:
        """Open the list of a name behind 中，, and return whether it did: 三公经费预算中，因公出国费…."""
        whole = self.names[-1] if self.names else None
        if whole is None or whole.kind is Kind.SCOPE or token.start - whole.end > WORD_FAR:
            return False
        inside = _INSIDE.fullmatch(self.text, whole.end, token.start)
        if inside is None:
            return False
        stage = {"预算": BUDGET, "决算": OUTTURN}.get(inside["stage"] or "", "")
        group = ListDraft(self.latest_of(self.quantity_of(whole).key, stage), "中")
        group.measure = stage
        self.push(group)
        self.names, self.measure = [token], None
        return True

    def on_short(self, token: Token) -> None:
        """接待 after “三公”经费: a part by its short name."""
        if token.start < self.named_until:
            return
        quantity = self.words.short[token.text]
        bare = is_lead(self.lead(token.start))
        if quantity.key == "total_spending" and bare and self.is_verb(token):
            return
        self.all = self.before if self.names_only_use(token) else self.all
        if self.all is not None:
            if self.is_part_here(quantity) and self.state_as_all_of(token, quantity):
                return
        elif self.none is None and not self.is_whole_clause(token):
            return
        self.take_name(token, whole=False)

    def is_whole_clause(self, token: Token) -> bool:
        """Whether a short name is all there is between a mark and an amount."""
        if not is_lead(self.lead(token.start)):
            return False
        after = self.text[token.end : token.end + WORD_FAR]
        figure = re.search("[\\d，。；、：（）]", after)
        between = after[: figure.start()] if figure else after
        return (
            is_filler(between)
            or re.match("没有|未|无|均|都|本年|两年|上年|[比较与](?:上年|去年|20\\d\\d年)", between)
            is not None
        )

    def is_verb(self, token: Token) -> bool:
        """Whether 支出 is a verb, not a quantity: 人员经费实际支出, 预算数10万元，实际支出."""
        name = self.name
        if name is not None and is_filler(self.text, name.end, token.start):
            return True
        before = self.open or self.subject
        if before is None or "budget" not in before.measure:
            return False
        self.measure = token
        return bool(before.key or before.label)

    def on_year(self, token: Token) -> None:
        """2023年: set the year of what follows, and of the line where it begins a sentence."""
        if gives_reason(self.text[max(self.sentence, token.start - _NEAR) : token.start]):
            return  # 主要是2016年开展公车改革: when something happened, not whose figure
        if self.names_an_item(token):
            return
        self.year = int(token.text[:4])
        self.year_end = token.end
        if is_lead(self.text[self.sentence : token.start]):
            self.running_year = self.year

    def on_this(self, token: Token) -> None:
        """本年, 上年: return to the year of the text, or remember 上年."""
        if token.text == "当年" and self.year is not None and self.year_end == token.start:
            self.year_end = token.end
            return
        if token.text[0] in "上去":
            self.past = token
            heads = _YEAR_HEAD.match(self.text, token.end) is not None
            if heads and self.setting.year and is_lead(self.text[self.sentence : token.start]):
                self.year, self.year_end = self.setting.year - 1, token.end
            return
        self.past = None
        self.year_end = token.end
        year = self.setting.year
        if self.running_year is not None and self.running_year != year:
            self.running_year = None
        self.year = year

    def on_number(self, token: Token) -> None:
        """Read a number as percentage, amount or number without a unit."""
        unit = token.unit
        if (
            not unit
            and token.start == self.line_start
            and self.text[token.end : token.end + 1] in ".、"
        ):
            return  # 4.“三公”经费: the number of the line
        if not unit and _CODE.match(self.text, token.start - 1):
            return  # 普法宣传（05项）124.29万元: the code of an item
        if unit == "%":
            self.take_percent(token, self.amount(token))
        elif unit in MONEY or unit in PEOPLE_UNITS:
            self.take_amount(token, self.amount(token))
        elif not unit:
            self.take_unitless_number(token)
        self.expecting = None
        self.number_end = token.end

    def take_unitless_number(self, token: Token) -> None:
        """Read a number without a unit as an amount, if its surroundings expect one."""
        after = self.text[token.end : token.end + 1]
        if after not in {"，", "。", "；", "、", "）", "（", ""}:
            return
        if after == "）" and self.text[token.start - 1 : token.start] == "（":
            return
        if after == "、" and token.start in {self.line_start, self.sentence}:
            return
        unit = self.unit_of_unitless(token)
        expected = self.expecting is not None and self.expecting.kind in {
            Kind.UP,
            Kind.DOWN,
            Kind.BASE,
        }
        measured = self.measure is not None and is_filler(self.text, self.measure.end, token.start)
        subject = self.subject_of(token, unit)
        listed = bool(self.stack) and (bool(unit) or subject is not None)
        named = bool(self.lead(token.start))
        exact = named and bool(self.setting.unit) and "." in token.number
        if not (expected or measured or subject is not None or listed or exact):
            return
        if not unit and not after and not (expected or listed or self.is_sentence):
            return
        amount = self.amount(token)
        if unit and (not expected or self._belongs_to_unitless_amount(unit, token.number)):
            span = amount.span
            amount = amount_of(token.number, unit, span, approximate=amount.approximate)
        self.take_amount(token, amount)

    def _belongs_to_unitless_amount(self, unit: str, number: str) -> bool:
        """Whether the open amount was printed without a unit too, so that its change has the same one.

        Without an open amount, a change of four digits or more can be no percentage.
        """
        amount = self.open.amount if self.open is not None else None
        if amount is None:
            return unit == self.setting.unit and len(number.partition(".")[0]) >= _THOUSANDS
        return amount.unit == unit == self.setting.unit

    def unit_of_unitless(self, token: Token) -> str:
        """Return the unit of a number without one: that of the text or of its list, else empty."""
        if self.setting.unit:
            return self.setting.unit
        following = _SHARED_UNIT.match(self.text, token.end)
        return following["unit"] if following and self.stack else ""

    def take_amount(self, token: Token, amount: Amount) -> None:
        """Read an amount as base, change, result of a change, or value."""
        if ONWARD.match(self.text, token.end):
            return
        meant, comparison = self.expecting, self.comparison
        if meant is not None and comparison is not None:
            between = self.text[meant.end : token.start]
            if meant.kind in {Kind.BASE, Kind.ORIGIN} and between in {"", "的", "约"}:
                if meant.kind is Kind.ORIGIN or self.is_base(token):
                    comparison.base_amount = amount
                    comparison.span = comparison.span.cover(amount.span)
                    self.expecting = meant
                    return
            elif meant.kind in {Kind.UP, Kind.DOWN, Kind.OVER} and self.belongs_to_direction(
                meant, token
            ):
                self.attach_comparison(meant)
                if meant.onward:
                    self.take_target(amount)
                else:
                    self.take_change(amount, is_percent=False)
                return
        self.take_value(token, amount)

    def repeats_name_before_base(self, token: Token, quantity: Quantity) -> bool:
        """Whether the compared quantity is named again before the base: 较上年末在编91人减少3人."""
        meant, owner = self.expecting, self.base_owner
        if meant is None or meant.kind is not Kind.BASE or meant.end != token.start:
            return False
        if (
            owner is None
            or owner.key != quantity.key
            or not self.text[token.end : token.end + 1].isdigit()
        ):
            return False
        self.expecting = meant._replace(end=token.end)
        return True

    def subject_of(self, token: Token, unit: str = "") -> Token | None:
        """Return the waiting name that the number at `token` belongs to, or None."""
        name = self.name
        if name is None:
            return None
        between = self.text[name.end : min(token.start, name.end + _NAME_FAR)].removeprefix("）")
        if between == "中，" and self.name_behind(token) is not None:
            return None  # 全年支出中，520.3万元为基本支出
        cut = self.measure
        if cut is not None and name.end <= cut.start:
            between = self.text[name.end : min(cut.start, name.end + _NAME_FAR)]
            between += self.text[cut.end : min(token.start, cut.end + _NAME_FAR)]
        if self.respective is not None:
            between = self.text[self.respective.end : token.start]
            between = re.sub("[\\d.万亿元人名%、和及与，]+", "", between)
        if len(self.names) > 1:
            between = _EACH.sub("", between, count=1)
        between = _COUNTS.sub("", between.replace("两年", "", 1), count=1)
        unit = token.unit or unit
        if name.kind is Kind.SCOPE:
            fits = unit in MONEY
        else:
            people = self.quantity_of(name).unit == "people"
            fits = unit in PEOPLE_UNITS if people else unit in MONEY or not unit
        return name if fits and is_filler(between) else None

    def take_value(self, token: Token, amount: Amount) -> None:
        """Make the statement of an amount: of a waiting name, the omitted subject, or a labelled item."""
        self.comparison = None
        self.at = token.end
        unit = amount.unit
        spoken_of = self.open
        name, after = self.names_of(token, unit)
        if name is not None:
            draft = self.begin(name, token)
        elif after is not None:
            draft = self.begin(after, token)
            draft.span = self.span(token.start, after.end)
            self.named_until = after.end
        else:
            draft = self.draft_without_name(token, unit)
        draft.amount = amount
        if self.stages:
            draft.measure, draft.measure_said = self.stages.pop(0), True
        if name is not None:
            self.state_each(draft, token)
        self.name_sum_of_joined(draft)
        self.name_total(draft)
        if self.measure_is_both:
            self.measure_is_both = False
            twin = self.copy_of(draft, token)
            twin.measure, twin.measure_said, twin.amount = OUTTURN, True, amount
        self.names = self.names_left(name, token)
        self.widen_scope_of_parent(name, draft)
        self.enter_list(draft)
        self.memory.note(draft)
        self.items_since.append(draft)
        budget = BUDGET_BEHIND.match(self.text, token.end)
        if budget and not draft.measure_said:
            draft.measure = INITIAL_BUDGET if budget[1] == "年初" else BUDGET
            draft.measure_said = True
        if budget and BESIDE_BUDGET.search(
            self.text, max(self.sentence, token.start - _NEAR), token.start
        ):
            self.open = spoken_of if spoken_of is not None else draft
        if draft.key:
            self.subject = draft
            self.main = self.main if self.main is not None else draft
        if self.is_divided_next(draft):
            self.push(ListDraft(draft, "中", measure=draft.measure))

    def names_of(self, token: Token, unit: str) -> tuple[Token | None, Token | None]:
        """Return (name before, None) or (None, name behind) a number; both None without a name."""
        summed = self.sum_named_behind(token)
        if summed is not None:
            self.names = []
            return None, summed
        name = self.subject_of(token, unit)
        inside = name is not None and _INSIDE.fullmatch(self.text, name.end, token.start)
        if name is not None and not inside:
            return name, None
        # 基本支出中，810万元为人员经费: it is a part of it
        return None, self.name_behind(token, inside=bool(inside))

    def names_left(self, name: Token | None, token: Token) -> list[Token]:
        """Return the names that still wait behind the number of `name`."""
        if name is None:
            return []
        if self.respective is not None:
            return self.names[1:]
        return [name._replace(end=token.end + 1)] if self.stages else []

    def state_each(self, draft: Draft, token: Token) -> None:
        """Give the amount to each name, measure and year it is of: 出国费、购置费两年均为0万元."""
        names, amount = self.names, draft.amount
        draft.inherited |= bool(names) and self.text.endswith(_NOTHING_ELSE, 0, names[-1].start)
        if amount is None or self.respective is not None:
            return
        words = self.text[names[-1].end : token.start] if names else ""
        twins, both = [draft], self.measure_is_both
        if len(names) > 1 and _EACH.search(words):
            for other in names[:-1]:
                if other.kind is Kind.SCOPE:
                    continue
                twin = self.begin(other, token)
                twin.measure, twin.amount, twin.year = draft.measure, amount, draft.year
                self.memory.note(twin)
                twins.append(twin)
            self.names = names[-1:]
        if "两年" in words:
            for twin in twins:
                last = self.copy_of(twin, token)
                last.measure, last.measure_said, last.amount = LAST_YEAR, True, amount
        if both and len(twins) > 1:
            for twin in twins[1:]:
                final = self.copy_of(twin, token)
                final.measure, final.measure_said, final.amount = OUTTURN, True, amount
        self.open, self.measure_is_both = draft, both

    def sum_named_behind(self, token: Token) -> Token | None:
        """Return the name behind a sum, or None: 工资福利与个人补助合计1070.63万元，为人员经费."""
        before = max(self.sentence, token.start - _NEAR)
        if token.unit not in MONEY or not _SUM_OF_NAMES.search(self.text, before, token.start):
            return None
        called = _THAT_IS.match(self.text, token.end)
        names = self.names_from(called.end()) if called is not None else ()
        return next((n for n, _ in names if self.text[n.end : n.end + 1] in "，。；"), None)

    def names_from(self, start: int) -> Iterator[tuple[Token, Quantity]]:
        """Yield the names that begin at a position with their quantities, the longest first."""
        for end in range(min(start + _LONGEST_NAME, len(self.text)), start + 1, -1):
            quantity = self.words.quantity(self.text[start:end])
            if quantity is not None:
                yield Token(Kind.NAME, self.text[start:end], start, end), quantity

    def name_behind(self, token: Token, *, inside: bool = False) -> Token | None:
        """Return the name behind a number, or None: 3977.4万元是基本支出.

        With `inside`, the words before the number name its whole and may be anything.
        """
        lead = "" if inside else _THE_REST.sub("", self.lead(token.start))
        if not is_lead(lead) or token.unit not in MONEY:
            return None
        match = _IS.match(self.text, token.end)
        if match is None:
            return None
        for name, quantity in self.names_from(match.end()):
            whole = "用" not in match.group() or self.is_spent_on(quantity, lead)
            if whole and self.text[name.end : name.end + 1] in "，。；占":
                return name
        return None

    def is_spent_on(self, quantity: Quantity, lead: str) -> bool:
        """Whether 9.86万元用于公务接待 is all spending on that quantity."""
        if quantity.key in self.words.parts.get("three_public", frozenset()):
            return "其中" not in lead
        return self.is_part_of_subject(quantity)

    def is_part_of_subject(self, quantity: Quantity) -> bool:
        """Whether the line is about the whole of a quantity or about its sibling."""
        near = (self.open, self.subject, self.main)
        keys = {d.key for d in near if d is not None}
        halves = self.words.parts.get("total_spending", frozenset())
        beside = quantity.key in halves and bool(keys & halves)
        if (
            beside
            or "spent" in keys
            or any(d is not None and d.label in _OF_THE_YEAR for d in near)
        ):
            keys.add("total_spending")
        return any(self.words.is_part(quantity.key, key) for key in keys)

    def on_measure(self, token: Token) -> None:
        """年初预算数, 上年决算数: remember the measure of the next number."""
        self.measure = token

    def on_stop(self, token: Token) -> None:
        """。: end the sentence; a name that was all of it waits in the next one."""
        topic = self.heading_name(token)
        self.sentence = self.number_end = token.end
        carried = self.memory.carried
        self.reset()
        self.scope = self.budget_head
        self.comparison = None
        if carried is not None and self.first_value:
            self.stack = [carried]
        if topic is not None:
            self.names = [topic._replace(start=token.end, end=token.end)]

    def heading_name(self, token: Token) -> Token | None:
        """Return the name that a sentence without a number consists of, or None: “三公”经费。预算36万元，…."""
        name = self.name
        if name is None or self.number_end > self.sentence:
            return None
        if "用于" in self.text[self.sentence : name.start]:
            return None  # 主要用于：人员支出、公用支出。年初预算为…: what it is for, not what it is
        return name if token.start - name.end <= 2 else None


def tokens_of(text: str, start: int, words: Vocabulary) -> list[Token]:
    """Return the tokens of a line that begins at `start` of a paragraph's text."""
    found = tokens(text[start:], words)
    return [t._replace(start=t.start + start, end=t.end + start) for t in found]
