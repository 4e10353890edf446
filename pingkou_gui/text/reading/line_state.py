"""What the reading of a line remembers, and how it opens a statement."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import Amount, Kind, Token, amount_of
from pingkou_gui.text.lines.gaps import clause_start, gives_reason, is_filler, is_lead
from pingkou_gui.text.reading.drafts import ComparisonDraft, Draft, LineSetting, ListDraft, Memory
from pingkou_gui.text.reading.plain_words import OF_INCOME
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_BUDGET,
    LAST_YEAR,
    OUTTURN,
)
from pingkou_gui.text.reading.wholes import MEAN

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.lines.vocabulary import Quantity

_ABOUT = ("约", "近", "超", "超过", "大约", "达约", "不足", "逾")
_ABOUT_BEHIND = re.compile("[余左]|多(?![\\d了出支用花于])")
"""45万元多 is approximate; 比45万元多1.3万元 is exact."""
WORD_FAR = 24
_ANY_OWNER = re.compile(
    "^(?:20\\d\\d年度?)*[一-鿿]{2,16}?(?:人民政府|办事处|委员会|办公室|联合会|中心|[局委办署院校部站所会园馆处镇乡县市区州旗])(?:本级|机关|（本级）)?(?=$|20\\d\\d年|一般公共预算|财政拨款)"
)
"""Names of the unit in a text that does not print its name."""
_AGO = re.compile("上年|去年")
_CLAUSES = re.compile("[，。；]")
_HEAD_WORDS = "(?:20\\d\\d年度?|年初|年底|年末|到|本级|当年|本年度?|我[镇乡局院校县办委馆所站会]|县?(?:财政局?|人大)|部门|批复|批准|下达|编制|安排|核定|实际|最终|的|了)*"
_STAGE_HEADS = re.compile(
    f"(?:(?<=[。；，\\n])|\\A)(?:(?P<plan>(?:按照?|根据|依据|依照){_HEAD_WORDS}预算(?:批复|安排|数)?(?:情况)?)，"
    f"|(?P<spent>{_HEAD_WORDS}(?:执行|决算|完成|支出)(?:结果|情况)(?:为|是|如下)?)：)"
)
"""Clauses that set the stage of all figures behind them."""
_FEW_BACK = 12
_TAIL_FAR = 8
_PART_AT = 2
_STOP = re.compile("[。！？\\n]")


class LineState:
    """The state while a line is read.

    Attributes:
        text: the normalised paragraph up to the end of the line; all positions are indices of it.
        names: the names that wait for their numbers.
        open: the latest draft, which comparisons and numbers without a name belong to.
        stack: the open lists, the innermost last.
        comparison, pending_base: the comparison being read, and the same while it has no owner.
        before: the token before the current one.
        sentence, number_end: the start of the sentence and the end of the last number.
        expecting: the token that decides what the next number is: 减少, 占…的.
        measure, year, past, scope, whose: what words of the clause set for the next draft.
        none, all, respective: the token 无, 全部为 or 分别为 whose names or numbers follow.
        turn: the last direction, 1 or -1.
    """

    both_years = False
    year_end = 0
    """The end of the last year."""
    at = 0
    """The end of the current number."""
    named_until = 0
    """The end of a name behind its number, which waits for no other number."""
    budget_head = ""
    """The budget that the first sentence sets for the line."""
    main: Draft | None = None
    """The first quantity of the line, which the line is about."""
    measure_is_both = False
    last_base = base_before = ""
    """The last base of the sentence, and that of the sentence before."""
    base_owner: Draft | None = None
    compared: tuple[int, ComparisonDraft | None, Draft | None] | None = None
    """The position of a bracket behind a base, and the comparison and its owner to continue behind it."""
    alternates: list[Draft] = []  # noqa: RUF012 - replaced, never changed

    def __init__(
        self, normal: Normal, start: int, end: int, setting: LineSetting, memory: Memory
    ) -> None:
        self.normal = normal
        self.text = normal.text[:end]
        self.line_start = start
        self.setting = setting
        self.memory = memory
        self.words = memory.words
        self.stack: list[ListDraft] = []
        self.names: list[Token] = []
        self.open: Draft | None = None
        self.subject: Draft | None = None
        """The last draft with a name of its own in this line, for short names of its parts."""
        self.comparison: ComparisonDraft | None = None
        self.before: Token | None = None
        self.number_end = start
        self.sentence = start
        self.broken = start
        """The position behind the last ；."""
        self.turn = 0
        self.running_year: int | None = None
        self.first_value = True
        self.sentence_known: tuple[int, Span | None] = -1, None
        self.is_sentence = _CLAUSES.search(normal.text) is not None
        self.first_draft = len(memory.drafts)
        self.stage_heads: list[re.Match[str]] | None = None
        """The matches of `_STAGE_HEADS` in the line; None before the first search."""
        self.reset()

    def reset(self) -> None:
        """Begin a sentence: forget all but the base of the last comparison."""
        self.scope = ""
        self.budgets_named: set[str] = set()
        """The budgets named in the sentence since its last ；."""
        self.whose = ""
        self.year: int | None = None
        self.past: Token | None = None
        self.measure: Token | None = None
        self.expecting: Token | None = None
        self.none: Token | None = None
        self.all: Token | None = None
        self.respective: Token | None = None
        self.shares: list[Amount] = []
        self.stack = []
        self.outside: list[tuple[Draft | None, int, int, int | None]] = []
        self.before_brackets: list[list[Token]] = []
        self.spoken_key = ""
        """The key of the last expense named in the sentence."""
        self.listed: list[Token] = []
        """The names of the numbers behind the last 分别."""
        self.stages: list[str] = []
        """The measures of the next numbers, in their order: 预算与决算分别为."""
        self.names = []
        self.pending_base: ComparisonDraft | None = None
        self.base_before, self.last_base = self.last_base, ""
        self.items_since: list[Draft] = []

    def span(self, start: int, end: int) -> Span:
        """Return the original place of `text[start:end]`."""
        return self.normal.span(start, end)

    @property
    def name(self) -> Token | None:
        """The name that waits for its amount: the last, or the first of several that do."""
        if not self.names:
            return None
        return self.names[0] if self.respective is not None else self.names[-1]

    def lead(self, at: int) -> str:
        """Return the words of the clause before `at`, without the names of the unit itself."""
        since = max(self.sentence, self.number_end)
        return self.without_owner(self.text[clause_start(self.text, at, since) : at])

    def quantity_of(self, token: Token) -> Quantity:
        """Return the quantity of a name, whole or short."""
        found = self.words.quantity(token.text)
        return found if found is not None else self.words.short[token.text]

    def is_part_here(self, quantity: Quantity) -> bool:
        """Whether a quantity is a part of, or a sibling of, an open, latest or heading quantity."""
        near = [group.parent for group in self.stack if group.parent is not None]
        near += [draft for draft in (self.open, self.subject) if draft is not None]
        keys = [draft.key for draft in near]
        topic = self.setting.topic.quantity
        keys += [topic.key] if topic is not None else []
        if self.stack and self.stack[0].parent is None:
            keys.append(self.stack[0].style)
        halves = self.words.parts.get("total_spending", frozenset())
        half = quantity.key in halves  # 人员经费900万元，公用经费90万元，项目700万元
        return any(
            self.words.is_part(quantity.key, key)
            or key == quantity.key
            or (half and any(self.words.is_part(key, other) for other in halves))
            or any(
                quantity.key in parts and key in parts and quantity.key != "total_spending"
                for parts in self.words.parts.values()
            )
            for key in keys
        )

    def at_of(self, draft: Draft) -> int:
        """Return the position of a draft in the normalised text."""
        return self.normal.place(draft.span.start)

    def without_owner(self, words: str) -> str:
        """Return words without the names of the unit itself."""
        return (self.setting.owner or _ANY_OWNER).sub("", words)

    def is_bare_head(self, colon: int) -> bool:
        """Whether the words before a colon hold no name of an item: 2023年支出：."""
        since = max(self.sentence, self.number_end)
        words = self.without_owner(self.text[clause_start(self.text, colon, since) : colon])
        return is_lead(words)

    def amount(self, token: Token) -> Amount:
        """Return the number at `token` with its unit and place."""
        start = token.start
        before = self.text[max(0, start - 2) : start]
        about = before.endswith(_ABOUT) and before not in {"节约", "合约", "预约"}
        about = about or _ABOUT_BEHIND.match(self.text, token.end) is not None
        span = self.normal.span(start, token.end)
        return amount_of(token.number, token.unit, span, approximate=about)

    def begin(self, name: Token | None, token: Token, *, none: bool = False) -> Draft:
        """Return a new open draft of the quantity `name` (None for an item known by its label)."""
        quantity = self.named(name)
        at = name or token
        measure = self.measure_of(token)
        listed = self.stack[-1].parent if self.stack else None
        inherited = listed.measure if listed is not None and "budget" in listed.measure else ""
        if self.stack and self.stack[-1].measure:
            inherited = self.stack[-1].measure
        head = self.stage_of_clause(at.start)
        self.measure_is_both = self.measure is not None and self.measure.kind is Kind.BOTH
        self.measure = None
        said = self.past_year(min(at.start, token.start)) or self.year
        year = said if said is not None else self.inherited_year(listed)
        topic = self.setting.topic
        draft = Draft(
            key=quantity.key if quantity else "",
            label=name.text if name is not None else "",
            scope=(quantity.scope if quantity else "") or self.scope or self.setting.scope,
            scope_said=bool((quantity and quantity.scope) or self.scope),
            year=year, year_said=said is not None and said != topic.year,
            measure=measure or inherited or head or topic.measure or self.setting.measure,
            measure_said=bool(measure or (head and not inherited)),
            span=self.span(at.start, max(token.end, at.end)) if at.start < token.end else self.span(token.start, at.end),
            sentence=self.sentence_span(), chapter=self.setting.chapter, none=none,
            unit=quantity.unit if quantity else "money",
            aside=gives_reason(self.lead(min(at.start, token.start))), whose=self.whose,
        )  # fmt: skip
        if quantity is not None and name is not None and name.kind is Kind.SCOPE:
            draft.label = name.text
        if none and not draft.measure_said and self.stack:
            self.stack[-1].nones.append(draft)
        self.open = draft
        self.memory.keep(draft)
        return draft

    def stage_of_clause(self, at: int) -> str:
        """Return the stage that a clause at the head of the sentence names: 按照年初批复的预算，…."""
        if self.stage_heads is None:
            found = _STAGE_HEADS.finditer(self.text, self.line_start)
            self.stage_heads = list(islice(found, _FEW_BACK))
        here = [h for h in self.stage_heads if h.start() >= self.sentence and h.end() <= at]
        plan = here[-1]["plan"] if here else ""
        return OUTTURN if plan is None else stage_of(plan) if plan else ""

    def past_year(self, at: int) -> int | None:
        """Return last year if 上年 stands before `at` in its clause, else None."""
        past, own = self.past, self.setting.year
        if past is None or own is None or past.start > at:
            return None
        return own - 1 if not set("，；") & set(self.text[past.end : at]) else None

    def named(self, name: Token | None) -> Quantity | None:
        """Return the quantity of a name; a budget's name alone is its spending, or its income."""
        if name is None:
            return None
        if name.kind is not Kind.SCOPE:
            return self.quantity_of(name)
        whole = self.stack[-1].parent if self.stack else None
        if whole is not None and whole.key in {"project_spending", "basic_spending"}:
            known = self.words.quantity(whole.label) or self.words.quantity("项目支出")
            return None if known is None else replace(known, scope=self.words.scopes[name.text])
        income = any(g.parent is not None and g.parent.key == "total_income" for g in self.stack)
        income = income or (self.subject is not None and self.subject.key == "total_income")
        income = income or OF_INCOME.match(self.text, self.line_start) is not None
        spent = "支" in self.text[name.end : name.end + _TAIL_FAR]
        income = income or (not spent and any(d.key == "carried_in" for d in self.items_since))
        words = "收入" if income else "支出"
        return self.words.quantity(f"{name.text}{words}") or self.words.quantity(
            f"{name.text}财政拨款{words}"
        )

    def inherited_year(self, listed: Draft | None) -> int | None:
        """Return the year of a figure that names none: of its list, paragraph, heading or text."""
        if listed is not None and listed.year is not None:
            return listed.year
        if self.running_year is not None:
            return self.running_year
        return self.setting.topic.year or self.setting.year

    def sentence_span(self) -> Span:
        """Return the place of the sentence that is being read."""
        start, span = self.sentence_known
        if start != self.sentence or span is None:
            stop = _STOP.search(self.text, self.sentence)
            span = self.span(self.sentence, stop.end() if stop else len(self.text))
            self.sentence_known = self.sentence, span
        return span

    def measure_of(self, token: Token) -> str:
        """Return the measure that the words before a number name, or an empty string."""
        cue = self.measure
        if cue is None or token.start - cue.end > WORD_FAR:
            return ""
        words = cue.text
        if cue.kind is Kind.LAST:
            return self.last_measure(words)
        if "追加" in words:
            return "added"
        if "年初" in words:
            return INITIAL_BUDGET
        if "全年预算" in words or "调整" in words:
            return FULL_YEAR_BUDGET
        return BUDGET if re.search("预决?算|控制", words) else OUTTURN

    def last_measure(self, words: str) -> str:
        """Return the measure of 上年决算数 or 2022年决算数, and remember a year named in digits."""
        budget = "预算" in words
        if not words[:4].isdigit():
            return LAST_BUDGET if budget else LAST_YEAR
        year = int(words[:4])
        if self.setting.year is None or year == self.setting.year:
            self.year = year
            return BUDGET if budget else self.setting.measure
        self.year = year
        if year == self.setting.year - 1:
            return LAST_BUDGET if budget else LAST_YEAR
        return OUTTURN

    def copy_of(self, other: Draft, token: Token) -> Draft:
        """Return a new draft of the same quantity, with the measure and year named here."""
        draft = self.begin(None, token)
        draft.key, draft.label, draft.unit = other.key, other.label, other.unit
        draft.scope, draft.scope_said, draft.whose = other.scope, other.scope_said, other.whose
        draft.unsure = other.unsure
        return draft

    def of_topic(self, quantity: Quantity | None, token: Token) -> Draft:
        """Return a new draft of the quantity of the heading."""
        draft = self.begin(None, token)
        draft.inherited = True
        if quantity is not None:
            draft.key, draft.label, draft.unit = quantity.key, quantity.label, quantity.unit
            draft.scope = quantity.scope or draft.scope
            draft.unsure = self.previous_line_ends_with_part(quantity.key)
        self.subject = draft
        return draft

    def previous_line_ends_with_part(self, key: str) -> bool:
        """Whether the last quantity of the line before is a part of the heading's, so that the subject is unsure."""
        if len(self.memory.drafts) < _PART_AT:
            return False
        before = next((d for d in reversed(self.memory.drafts[:-1][-_FEW_BACK:]) if d.key), None)
        near = before is not None and before.span.paragraph == self.normal.paragraph - 1
        return near and before is not None and self.words.is_part(before.key, key)

    def of_topic_label(self, label: str, token: Token) -> Draft:
        """Return a new draft of the item of the heading."""
        draft = self.begin(None, token)
        draft.label = label
        return draft

    def statement_for(self, token: Token) -> Draft | None:
        """Return the draft that a comparison or rate at `token` is of, or None."""
        name = self.name
        if name is not None:
            if is_filler(self.text, name.end, token.start):
                self.names = []
                return self.begin(name, token)
            return None
        begins = is_lead(self.text[self.sentence : token.start])
        broken = self.broken > self.sentence and self.open is not None and self.open.comparisons
        begins = begins or bool(broken and is_lead(self.text[self.broken : token.start]))
        if self.open is None:
            topic = self.setting.topic.quantity
            return self.of_topic(topic, token) if topic is not None and begins else None
        if self.sentence <= self.at_of(self.open):
            return (
                self.copy_of(self.open, token)
                if self.is_of_other_measure_or_year(token)
                else self.open
            )
        begins = begins or (
            self.is_compared_in_sentence(self.open) and is_lead(self.lead(token.start))
        )
        goes_on = begins and token.kind in {Kind.BASE, Kind.EXECUTION, Kind.SHARE}
        return self.open if goes_on else None

    def is_compared_in_sentence(self, draft: Draft) -> bool:
        """Whether a figure has a comparison in this sentence already: 较预算数减少1万元，较上年减少2万元."""
        last = draft.comparisons[-1] if draft.comparisons else None
        return last is not None and self.normal.place(last.span.start) >= self.sentence

    def is_of_other_measure_or_year(self, token: Token) -> bool:
        """Whether a comparison is of another measure or year of the open quantity."""
        before = self.open
        if before is None or not before.key:
            return False
        cue = self.measure
        final = cue is not None and self.measure_of(token) == OUTTURN
        if cue is not None and cue.end == token.start and before.measure == OUTTURN:
            planned = "budget" in self.measure_of(token)  # 年初预算数较上年减少: not what was spent
            if planned and token.kind is Kind.BASE:
                return True
        other_year = self.year is not None and before.year not in {None, self.year}
        if before.measure == LAST_YEAR and token.kind is Kind.BASE and _AGO.search(token.text):
            return True  # 上年0.40万元，今年比上年增加…: it is this year's that has changed
        return (final and "budget" in before.measure) or other_year

    def latest_of(self, key: str, measure: str = "") -> Draft | None:
        """Return the latest figure of a quantity, in the year named here; None if it has none."""
        year = self.year if self.year is not None else self.inherited_year(None)
        for each in (measure,) if measure else (self.setting.measure, OUTTURN, BUDGET):
            found = self.memory.latest.get((key, each, year))
            if found is not None:
                return found
        return None

    def figure_before_mean(self, draft: Draft) -> Draft | None:
        """Return a draft, or the last one before it if it is a mean: 公用经费174万元，人均2.52万元，其中…."""
        if not MEAN.search(draft.label):
            return draft
        return next(
            (
                d
                for d in reversed(self.memory.drafts[self.first_draft :][-_FEW_BACK:])
                if d.amount is not None
                and self.sentence <= self.at_of(d)
                and not MEAN.search(d.label)
            ),
            None,
        )

    def push(self, group: ListDraft) -> None:
        """Open a list within the open ones; an empty list in brackets gives way to it."""
        if group.bracketed and self.stack and self.stack[-1].bracketed and not self.stack[-1].items:
            self.stack.pop()
        self.stack.append(group)
        self.memory.lists.append(group)


def stage_of(words: str) -> str:
    """Return the measure that words name: 年初预算 `initial_budget`, 决算 `outturn`, 上年 `last_year`."""
    if "上年" in words or "去年" in words:
        return LAST_BUDGET if "预算" in words else LAST_YEAR
    first = re.search("年初|批[复准]", words) is not None
    return (INITIAL_BUDGET if first else BUDGET) if "预算" in words else OUTTURN
