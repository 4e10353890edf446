"""Lines of a text read into statements: who is spoken of, how much it is, against what.

A line is read word by word. What a number means is told by the words between it and the mark
before it; what is left out (the name, the year, the measure, the unit) is taken from what the
sentence, the list, the paragraph or the heading said last. A list ends where its sum is
complete, or where a quantity is named that is no part of its whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import ONWARD, Amount, Kind, Token, amount_of, tokens
from pingkou_gui.text.lines.gaps import clause_start, gives_reason, is_filler, is_lead, item_label
from pingkou_gui.text.reading.drafts import Draft, LineSetting, ListDraft, Memory
from pingkou_gui.text.reading.line_budgets import SPENT_OF, BudgetReader
from pingkou_gui.text.reading.line_changes import _TOGETHER, ChangeReader
from pingkou_gui.text.reading.line_lists import _TOTALS, ListReader
from pingkou_gui.text.reading.line_nones import NoneReader
from pingkou_gui.text.reading.line_state import _WORD_FAR
from pingkou_gui.text.reading.statements import (
    BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
)
from pingkou_gui.text.reading.wholes import MEAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.lines.vocabulary import Quantity, Vocabulary

MONEY = frozenset({"万元", "元", "千元", "万", "亿元", "亿"})
PEOPLE = frozenset({"人", "名", "个"})
_LABEL = 40
_NAME_FAR = 200
_WITHIN = re.compile("(?:以内)?的(年初|全年)?预算")
_SHARED_UNIT = re.compile(
    "(?:[，、；（）和及](?:(?![比较减增占同下上])[^，。；、\\d]){0,14}\\d{1,12}(?:\\.\\d{1,6})?(?!\\d)(?![%年月日])){1,12}?(?P<unit>万元|元|亿元|人|名)"
)
_LINE_HEAD = re.compile(
    "(?:(?P<year>20\\d\\d)年度?|上年|本年)(?P<measure>(?:年初|全年|调整)?预算|决算)(?:数|情况)?："
)
_HEAD_TAIL = re.compile("(?:决算|实际|预算|财政拨款|支出|情况|数|为|共|计)+$")
_LONGEST_NAME = 18
_SPENT_IN = re.compile("20\\d\\d年度?(?:实际)?(支出)(?:总?[额计]|合计)?[为是：]*")
_NEAR = 8
_INSIDE = re.compile(
    "(?:财政拨款|一般公共预算|支出|年初|当年|本年)*(?P<stage>预算|决算)?(?:数|支出|安排)*(?:中|里|内|当中|里面)的?[，：]?"
)
_OF_ANOTHER = re.compile(
    "其他|人均|每[人辆次批]|平均|用于|减少|增加|压[缩减]|降低|节约|控制|超[出过]|不含|扣除|剔除|项目|工程|补[助贴]|专项|新增"
)
"""Words that make the quantity after them another one: a part, a mean, a change."""
_DECIMAL_NUMBER = re.compile(
    "\\d{1,2}）|\\d{1,2}(?:\\.\\d{1,2}){1,3}(?=[一-鿿“])(?![万元亿人名个年月日公亩户平吨倍分次]|项(?!目))"
)
"""2.2.1 or 1） before the words of a line: its number, no amount."""
_CODE = re.compile("（\\d{2,3}[类款项目]）")
_IS = re.compile("是|为|系|属于?|用于|用在")
_IS_CALLED = re.compile("(?:[都均]?[是为系]|属于?)")
"""What stands between an amount and the name behind it: that name waits for no other amount."""
_THE_REST = re.compile("^(?:其余的?|余下的?|剩下的?|剩余的?)")
"""What may stand before an amount that is named behind: 其余30万元用于公用经费."""
_BESIDE = re.compile(
    "(?:也|还|均|都)?(?:低于|少于|高于|多于|不及|没有?超过|未超过?|比|较|控制在|在)$"
)
"""What stands before 12万元的年初预算."""
_COUNTS = re.compile("（[^（）万元%]*\\d(?:批次|人次|[批次人辆个])[^（）万元%]*）")
"""A bracket of counts between a name and its figure: 公务接待费（36批次、210人次）1.4万元."""
_TOTAL_KEYS = frozenset({"total_spending", "total_income", "balance"})
_OF_BASIC = re.compile("，?占(?:全部)?(?:财政拨款)?基本支出")
_OF_THE_YEAR = frozenset({"全年", "本年", "当年"})
_OF_NO_STAGE = frozenset({"carried_in", "carried_out"})
"""What has no budget: 上年结转78万元，年初预算702万元 tells two things."""
_FEW_TOLD = 12
_YEAR_HEAD = re.compile("(?:同口径|同期|情况|数据|决算|支出)*：")
"""上年同口径：接待费…，用车费…: all that the sentence tells is of that year."""
_ALTOGETHER = ("合计", "共计", "总计", "加起来", "总额", "总数")
_REASON_BEHIND = re.compile("，(?:是因为|因为|是由于|(?:主要)?原因[是为])[^；]*$")
_NAMES_A_YEAR = re.compile("20\\d\\d年|[上去今]年")
_EXACTLY = re.compile("(?:具体|准确|精确|实际)(?:数额?|金额)?[为是]?")
_JOINT_POSTS = re.compile("(?:行政|机关|参公|公务员|工勤)(?:人员)?(?:编制)?[、和与及]$")
"""行政、事业编制共计83个 counts both kinds."""
_SEVERAL_ITEMS = re.compile("(?:以上|上述|前述|这)(?:各|[两二三四五六七八九])[项者]")
"""What a sentence that sums up begins with: its 支出合计 is that of these, not of all money."""
_EACH = re.compile("[均都]|各(?!项|类)")


class LineParser(ChangeReader, ListReader, NoneReader, BudgetReader):
    """Reads one line."""

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
        """Read the line and keep what it states."""
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
        self.prove_stages(self.memory.lists[first_list:])
        self.settle()

    def take_head(self) -> None:
        """2023年预算：: the head of a line says year and measure of all that follows in it."""
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
        """A name waits for its amount, unless other words make it a part of something."""
        if token.start < self.named_until:
            return
        quantity = self.words.quantity(token.text)
        if quantity is None or (quantity.key == "spent" and self.is_verb(token)):
            return
        self.all = self.before if self.opens_all(token) else self.all
        if self.all is not None and self.is_all_of(token, quantity):
            return
        if quantity.key == "total_spending" and (
            self.is_said_of(token) or _SEVERAL_ITEMS.match(self.text, self.sentence)
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
        elif quantity.key == "total_spending" and not self.is_of_one_budget(token):
            self.scope = ""
        self.take_name(token, whole=True)

    def take_name(self, token: Token, *, whole: bool) -> None:
        """Let a name wait, alone or beside others that it is listed with."""
        key = self.quantity_of(token).key
        self.spoken_key = key if key not in _TOTAL_KEYS else self.spoken_key
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
        joined = joined or self.stands_beside(token)
        if self.takes_apart(token):
            return
        if not joined:
            self.names = []
        if not is_lead(lead) and not joined:
            self.names = []
            if MEAN.search(lead):
                self.begin(None, token).label = f"{lead}{token.text}"  # 人均公用经费: not 公用经费
            return
        if whole or self.fits_short(token):
            self.names.append(token)

    def takes_apart(self, token: Token) -> bool:
        """三公经费预算中，因公出国费…: a name opens the list of what it is the whole of."""
        whole = self.names[-1] if self.names else None
        if whole is None or whole.kind is Kind.SCOPE or token.start - whole.end > _WORD_FAR:
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
        self.all = self.before if self.opens_all(token) else self.all
        if self.all is not None:
            if self.is_part_here(quantity) and self.is_all_of(token, quantity):
                return
        elif self.none is None and not self.stands_alone(token):
            return
        self.take_name(token, whole=False)

    def stands_alone(self, token: Token) -> bool:
        """Whether a short name is all the words between a mark and its amount."""
        if not is_lead(self.lead(token.start)):
            return False
        after = self.text[token.end : token.end + _WORD_FAR]
        figure = re.search("[\\d，。；、：（）]", after)
        between = after[: figure.start()] if figure else after
        return (
            is_filler(between)
            or re.match("没有|未|无|均|都|本年|两年|上年|[比较与](?:上年|去年|20\\d\\d年)", between)
            is not None
        )

    def fits_short(self, token: Token) -> bool:
        """Whether the whole stands near of which a short name is a part; 支出 alone is the total."""
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
            about = topic.quantity is None or topic.quantity.key in {*_TOTAL_KEYS, quantity.key}
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

    def is_verb(self, token: Token) -> bool:
        """人员经费实际支出, 预算数10万元，实际支出: a verb, not another quantity."""
        name = self.name
        if name is not None and is_filler(self.text, name.end, token.start):
            return True
        before = self.open or self.topic_draft()
        if before is None or "budget" not in before.measure:
            return False
        self.measure = token
        return bool(before.key or before.label)

    def topic_draft(self) -> Draft | None:
        """Return the draft that the heading's quantity has in this line, if any."""
        return self.subject

    def on_year(self, token: Token) -> None:
        """2023年: the year of what follows, and of the paragraph where it opens a sentence."""
        if gives_reason(self.text[max(self.sentence, token.start - _NEAR) : token.start]):
            return  # 主要是2016年开展公车改革: when something happened, not whose figure
        if self.names_an_item(token):
            return
        self.year = int(token.text[:4])
        self.year_end = token.end
        if is_lead(self.text[self.sentence : token.start]):
            self.running_year = self.year

    def on_this(self, token: Token) -> None:
        """本年: back to the year of the text; 2023年当年 is 2023."""
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
        """A number is a share, a change, a base or an amount, by what stands before it."""
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
        elif unit in MONEY or unit in PEOPLE:
            self.take_amount(token, self.amount(token))
        elif not unit:
            self.take_bare(token)
        self.expecting = None
        self.number_end = token.end

    def take_bare(self, token: Token) -> None:
        """A number without a unit: that of its list, of the text, or none at all."""
        after = self.text[token.end : token.end + 1]
        if after not in {"，", "。", "；", "、", "）", "（", ""}:
            return
        if after == "）" and self.text[token.start - 1 : token.start] == "（":
            return
        if after == "、" and token.start in {self.line_start, self.sentence}:
            return
        unit = self.unit_here(token)
        expected = self.expecting is not None and self.expecting.kind in {
            Kind.UP,
            Kind.DOWN,
            Kind.BASE,
        }
        measured = self.measure is not None and is_filler(self.text, self.measure.end, token.start)
        subject = self.subject_of(token, unit)
        listed = bool(self.stack) and (bool(unit) or subject is not None)
        if not (expected or measured or subject is not None or listed):
            return
        if not unit and not after and not (expected or listed or self.is_sentence):
            return
        amount = self.amount(token)
        if unit and (not expected or self._has_bare_amount(unit)):
            span = amount.span
            amount = amount_of(token.number, unit, span, approximate=amount.approximate)
        self.take_amount(token, amount)

    def _has_bare_amount(self, unit: str) -> bool:
        """Whether what is spoken of was printed without its unit too, as are its changes then."""
        amount = self.open.amount if self.open is not None else None
        return amount is not None and amount.unit == unit == self.setting.unit

    def unit_here(self, token: Token) -> str:
        """Return the unit that a bare number has by its list or by the text; empty if none."""
        if self.setting.unit:
            return self.setting.unit
        following = _SHARED_UNIT.match(self.text, token.end)
        return following["unit"] if following and self.stack else ""

    def take_amount(self, token: Token, amount: Amount) -> None:
        """An amount: a base, a change, where a change went to, or a value."""
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
            elif meant.kind in {Kind.UP, Kind.DOWN, Kind.OVER} and self.close_to(meant, token):
                self.attach(meant)
                if meant.onward:
                    self.take_target(amount)
                else:
                    self.take_change(amount, is_percent=False)
                return
        self.take_value(token, amount)

    def subject_of(self, token: Token, unit: str = "") -> Token | None:
        """The name that the number at `token` belongs to, or None."""
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
            fits = unit in PEOPLE if people else unit in MONEY or not unit
        return name if fits and is_filler(between) else None

    def take_value(self, token: Token, amount: Amount) -> None:
        """A value: of the name that waits, of what is spoken of, or of an item by its label."""
        self.comparison = None
        self.at = token.end
        unit = amount.unit
        spoken_of = self.open
        name = self.subject_of(token, unit)
        inside = name is not None and _INSIDE.fullmatch(self.text, name.end, token.start)
        name = None if inside else name  # 基本支出中，810万元为人员经费: it is a part of it
        after = None if name is not None else self.name_behind(token, inside=bool(inside))
        if name is not None:
            draft = self.begin(name, token)
        elif after is not None:
            draft = self.begin(after, token)
            draft.span = self.span(token.start, after.end)
            self.named_until = after.end
        else:
            draft = self.unnamed(token, unit)
        draft.amount = amount
        if self.stages:
            draft.measure, draft.measure_said = self.stages.pop(0), True
        if name is not None:
            self.state_each(draft, token)
        self.name_joined(draft)
        self.name_total(draft)
        if self.measure_is_both:
            self.measure_is_both = False
            twin = self.copy_of(draft, token)
            twin.measure, twin.measure_said, twin.amount = OUTTURN, True, amount
        self.names = self.names_left(name, token)
        self.widen_whole(name, draft)
        self.enter_list(draft)
        self.memory.note(draft)
        self.items_since.append(draft)
        budget = _WITHIN.match(self.text, token.end)
        if budget and not draft.measure_said:
            draft.measure = INITIAL_BUDGET if budget[1] == "年初" else BUDGET
            draft.measure_said = True
        if budget and _BESIDE.search(
            self.text, max(self.sentence, token.start - _NEAR), token.start
        ):
            self.open = spoken_of if spoken_of is not None else draft
        if draft.key:
            self.subject = draft
            self.main = self.main if self.main is not None else draft

    def names_left(self, name: Token | None, token: Token) -> list[Token]:
        """Return the names that still wait once `name` has the number at `token`."""
        if name is None:
            return []
        if self.respective is not None:
            return self.names[1:]
        return [name._replace(end=token.end + 1)] if self.stages else []

    def state_each(self, draft: Draft, token: Token) -> None:
        """出国费、购置费两年均为0万元: the amount is that of each name, and of both years."""
        names, amount = self.names, draft.amount
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

    def name_behind(self, token: Token, *, inside: bool = False) -> Token | None:
        """Return the name in 3977.4万元是基本支出, None where none stands there.

        With `inside`, the words before the number are the whole that it is a part of.
        """
        lead = "" if inside else _THE_REST.sub("", self.lead(token.start))
        if not is_lead(lead) or token.unit not in MONEY:
            return None
        match = _IS.match(self.text, token.end)
        if not match:
            return None
        start = match.end()
        for length in range(min(24, len(self.text) - start), 1, -1):
            words = self.text[start : start + length]
            quantity = self.words.quantity(words)
            if (
                quantity is not None
                and ("用" not in match.group() or self.is_spent_on(quantity, lead))
                and self.text[start + length : start + length + 1] in "，。；占"
            ):
                return Token(Kind.NAME, words, start, start + length)
        return None

    def is_spent_on(self, quantity: Quantity, lead: str) -> bool:
        """Whether 9.86万元用于公务接待 tells all that was spent on it."""
        if quantity.key in self.words.parts.get("three_public", frozenset()):
            return "其中" not in lead
        return self.is_part_of_all(quantity)

    def is_part_of_all(self, quantity: Quantity) -> bool:
        """Whether the line speaks of the whole of which what money was used for is a part."""
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

    def unnamed(self, token: Token, unit: str) -> Draft:
        """Return the draft of a value whose name is left out, or that is known by its label."""
        since = max(self.sentence, self.number_end)
        if self.before is not None and self.before.kind is Kind.LIST:
            since = max(since, self.before.end)
        start = clause_start(self.text, token.start, since)
        if self.stack and self.stack[-1].breaks:  # A；B、C；D: 、 is within a name
            start = max(since, self.text.rfind("；", since, token.start) + 1)
        people = unit in PEOPLE
        joint = _JOINT_POSTS.search(self.text, since, start) if people else None
        start = joint.start() if joint is not None else start
        words = self.text[start : token.start]
        plain = self.without_owner(words)
        head = self.label_before_colon(start)
        if head is not None and self.says_nothing(plain, token):
            return head
        spent = self.spent_in_the_year()
        if spent is not None and not people:
            return self.begin(spent, token)
        if _EXACTLY.fullmatch(plain) and self.is_told_again(token):
            return (
                self.copy_of(self.open, token) if self.open is not None else self.begin(None, token)
            )
        listed = not plain and self.text[start - 1] == "、" and self.number_end == start - 1
        if self.says_nothing(plain, token) and not (listed or self.is_of_several(plain)):
            inherited = self.left_out(people=people)
            if inherited is not None:
                return inherited(token)
        draft = self.begin(None, token)
        draft.label = item_label(plain)
        draft.head = self.head_of(draft.label, people=people)
        if draft.head and self.is_half_of_basic(draft, token):
            draft.key = draft.head
        draft.span = self.span(start, token.end)
        draft.unit = "people" if people else "money"
        return draft

    def is_of_several(self, words: str) -> bool:
        """Whether 三项合计 stands where a part was told last: the sum is not that part's."""
        drafts = self.memory.drafts
        own = drafts[max(self.first_draft, len(drafts) - _FEW_TOLD) :]
        several = {d.key for d in own if d.key and (d.amount is not None or d.none)}
        summed = _TOGETHER.search(words) or _SEVERAL_ITEMS.match(self.text, self.sentence)
        if not summed and not (words.endswith(_ALTOGETHER) and len(several) > 1):
            return False
        topic = self.setting.topic.quantity
        key = self.open.key if self.open is not None else ""
        key = key or (topic.key if topic is not None else "")
        return bool(key) and key not in self.words.parts

    def is_half_of_basic(self, draft: Draft, token: Token) -> bool:
        """Whether 津贴补贴等人员经费 is all of it: a part of the basic spending, or told as its share."""
        if "等" not in draft.label or draft.head not in {
            "personnel_spending",
            "operating_spending",
        }:
            return False
        whole = self.stack[-1].parent if self.stack else None
        listed = whole is not None and whole.key in {"basic_spending", "total_spending", "spent"}
        return listed or _OF_BASIC.match(self.text, token.end) is not None

    def is_told_again(self, token: Token) -> bool:
        """Whether a number is the exact one of what was just told roundly: 0.28亿元，具体数为2783.4万元."""
        before, exact = self.open, self.amount(token)
        if before is None or before.amount is None or not before.key:
            return False
        return abs(before.amount.value - exact.value) <= before.amount.step

    def spent_in_the_year(self) -> Token | None:
        """Return the 支出 of 2020年支出1455.97万元, where it is the total and not that of a name."""
        cue = self.measure
        if cue is None or cue.kind is not Kind.LAST or cue.text[:4] != str(self.setting.year):
            return None
        match = _SPENT_IN.fullmatch(cue.text)
        if match is None or not is_lead(self.lead(cue.start)):
            return None
        name = Token(Kind.SHORT, "支出", cue.start + match.start(1), cue.start + match.end(1))
        self.measure = None
        return name if self.fits_short(name) else None

    def head_of(self, label: str, *, people: bool) -> str:
        """Return the quantity that a label ends with, empty where its other words rule it out."""
        for bare in dict.fromkeys((label, _HEAD_TAIL.sub("", label))):
            for start in range(max(0, len(bare) - _LONGEST_NAME), len(bare) - 1):
                quantity = self.words.quantity(bare[start:])
                if quantity is None or quantity.key in {"total_spending", "total_income"}:
                    continue
                fits = (quantity.unit == "people") == people
                if fits and bare[:start].endswith("等"):
                    return quantity.key  # 办公费、水电费等公用经费: called by what it is spent on
                if self.is_told_with(quantity, bare[:start]):
                    return ""
                return "" if _OF_ANOTHER.search(bare[:start]) or not fits else quantity.key
        return ""

    def label_before_colon(self, start: int) -> Draft | None:
        """Return a draft of the item that stands before the colon: 义务兵优待（项）：决算318万元."""
        if self.text[start - 1 : start] != "：" or start - 1 <= self.number_end:
            return None
        since = max(self.sentence, self.number_end)
        first = clause_start(self.text, start - 1, since)
        label = self.without_owner(self.text[first : start - 1])
        if not 2 <= len(label) <= _LABEL or is_lead(label) or _TOTALS.search(label):
            return None
        if label[0] in "与和较比同跟":
            return None  # 与上年比：2022年决算5万元
        draft = self.begin(None, Token(Kind.NUMBER, "", start, start + 1))
        draft.label = item_label(label)
        draft.span = self.span(first, start)
        return draft

    def says_nothing(self, words: str, token: Token) -> bool:
        """Whether the words before a number name nothing of their own."""
        if _WITHIN.match(self.text, token.end):
            words = _BESIDE.sub("", words)
        measure = self.measure
        if measure is not None and token.start - measure.end <= _WORD_FAR:
            start = token.start - len(words)
            if measure.start >= start:
                words = self.text[start : measure.start] + self.text[measure.end : token.start]
        return is_lead(words)

    def is_named_since(self, before: Draft | None) -> bool:
        """Whether another name waits that stands nearer: 接待费零支出（年初预算1万元未动用）."""
        return before is not None and bool(self.names) and self.at_of(before) < self.names[-1].start

    def left_out(self, *, people: bool) -> Callable[[Token], Draft] | None:
        """Return what makes the draft of a value whose subject is left out, None for a new item."""
        before = self.open
        own = (
            before is not None
            and (before.key or before.label)
            and (before.unit == "people") == people
            and not (before.key in _OF_NO_STAGE and self.is_planned(self.measure))
        )
        counted = self.latest_of("headcount") if people and not (before and before.key) else None
        if counted is not None and self.measure is not None and self.measure.kind is Kind.LAST:
            return lambda token: self.copy_of(counted, token)
        fresh_year = self.year is not None and self.year_end >= self.number_end
        within = _WITHIN.match(self.text, self.at) is not None
        said = self.measure is not None or fresh_year or self.past is not None or within
        nearer = self.is_named_since(before)
        reason = self.is_reason()
        fresh = before is None or before.amount is None
        if before is not None and own and (said or fresh) and not (nearer or reason):
            whole, sure = self.whole_spoken_of(before)
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
            return lambda token: self.labelled(topic.label, token)
        return None

    def is_reason(self) -> bool:
        """Whether a number stands in a reason told behind its fact: 较高，是因为车辆大修，花去0.6万元."""
        reason = _REASON_BEHIND.search(self.text, self.sentence, self.at)
        return reason is not None and _NAMES_A_YEAR.search(reason.group()) is None

    def whole_spoken_of(self, before: Draft) -> tuple[Draft, bool]:
        """Return what a figure without a name is of behind the last item of a list, and whether that is sure.

        预算19万元，其中车辆15万元、接待4万元。实际支出16.2万元: once its parts are told, the whole is
        spoken of again.
        """
        group = before.group
        whole = group.parent if group is not None else None
        if group is None and self.goes_on_with_main(before) and self.main is not None:
            return self.main, False
        if group is None or whole is None or before is not group.items[-1] or len(group.items) < 2:
            return before, True
        if self.outside and self.outside[-1][0] is before:
            return before, True
        parted = max(self.sentence, self.broken) > self.at_of(before)
        return (whole, group.is_complete) if parted else (before, not group.is_complete)

    def goes_on_with_main(self, before: Draft) -> bool:
        """Whether a new sentence follows several parts of what the line is about: 三公46.8万元。车辆38.5万元，接待8.3万元。预算60万元."""
        main = self.main
        if main is None or main is before or self.sentence <= self.at_of(before):
            return False
        own = self.memory.drafts[self.first_draft :][-_FEW_TOLD:]
        parts = {d.key for d in own if d.amount and self.words.is_part(d.key, main.key)}
        return before.key in parts and len(parts) > 1

    def copy_in_year(self, before: Draft, token: Token, *, sure: bool = True) -> Draft:
        """上年预算4万元，支出3.5万元: what was spent is of the year whose budget was told."""
        draft = self.copy_of(before, token)
        draft.unsure = draft.unsure or not sure
        goes_on = self.sentence <= self.at_of(before) and self.broken <= self.at_of(before)
        if before.year_said and not draft.year_said and "budget" in before.measure and goes_on:
            draft.year = before.year
        return draft

    @staticmethod
    def is_planned(measure: Token | None) -> bool:
        """Whether the words before a number name a budget, or what was added to it."""
        return measure is not None and re.search("预算|年初|追加", measure.text) is not None

    def on_measure(self, token: Token) -> None:
        """年初预算数, 上年决算数: which figure of the quantity comes next."""
        self.measure = token

    def on_stop(self, token: Token) -> None:
        """A sentence ends."""
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
        """Return the name that is all of the first sentence: “三公”经费。预算36万元，…."""
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
