"""Figures of clauses with an omitted subject: 基本支出方面，全年支出728万元，上年701万元.

A clause counts only if every word between its mark and its number is understood; its subject was
named at the beginning of the sentence or in the clause before. A figure is added only for a slot that
the statements of the text leave empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import ONWARD
from pingkou_gui.text.reading.plain_known import (
    ALL_KEYS,
    ALL_MONEY,
    FUNDS,
    OWN,
    Known,
    Line,
    Subject,
)
from pingkou_gui.text.reading.plain_numbers import NumberReader
from pingkou_gui.text.reading.plain_state import Segment
from pingkou_gui.text.reading.plain_words import (
    FULL,
    INITIAL,
    LAST,
    NEUTRAL,
    OTHER,
    PLAN,
    SPENT,
    THIS,
    TWO,
    Word,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pingkou_gui.text.reading.drafts import Memory

_STOPS = frozenset("。！？\n")
_TOGETHER = ("合计", "共计", "总计")
"""Endings of the name of a sum: 公用经费合计."""
_NOT_OWN = frozenset({"problems", "measures", "results_use"})


def supplement(memory: Memory, lines: Sequence[Line], cells: Iterable[tuple[str, str]]) -> None:
    """Add the figures of clauses with an omitted subject to the drafts.

    Args:
        memory: the drafts of all lines; new ones are inserted in reading order.
        lines: the lines that were read.
        cells: key and column key of every figure in a table.
    """
    known = Known(memory, cells)
    for line in lines:
        if line.setting.year is not None:
            ClauseReader(line, known, memory).read()
    known.create_drafts()


_PURPOSE = re.compile("(?:^|(?<=[。\\n]))主要用于：?[^。；\\d]{2,200}(?=。)")
"""A sentence on the use of money without a figure: the names in it are no subject."""


class ClauseReader(NumberReader):
    """Reads one line: each word goes to its handler `on_…`."""

    def __init__(self, line: Line, known: Known, memory: Memory) -> None:
        super().__init__(line, known, memory)
        self.handlers: dict[str, Callable[[Word], None]] = {
            "mark": self.on_mark, "percent": self.on_percent, "lead": self.on_lead,
            "stage": self.on_stage, "deal": self.on_deal, "year": self.on_year, "name": self.on_name,
            "scope": self.on_scope, "projects": self.on_projects, "number": self.on_number,
            "to": self.on_to, "total": self.on_total, "versus": self.on_versus,
            "turn": self.on_turn, "respective": self.on_respective, "all": self.on_all,
            "only": self.on_only, "source": self.on_source, "from": self.on_from, "part": self.on_part,
            "short": self.on_short, "dead": self.on_dead, "none": self.on_other,
            "and": self.on_and, "other": self.on_other,
        }  # fmt: skip

    def read(self) -> None:
        """Read the line."""
        topic = self.setting.topic
        if topic.year not in {None, self.own} or self.setting.chapter in _NOT_OWN:
            return
        if ONWARD.search(self.text, self.line.start, self.line.end):
            return
        purposes = [m.span() for m in _PURPOSE.finditer(self.text, self.line.start, self.line.end)]
        for word in words_of(self.text, self.line.start, self.words):
            handler = self.handlers.get(word.kind)
            aside = any(first <= word.start < last for first, last in purposes)
            if handler is not None and not aside:
                handler(word)
        if self.topic is not None and not self.topic.scope:
            self.known.last_topic = self.topic.key

    def on_mark(self, word: Word) -> None:
        """End a clause, or enter or leave a bracket."""
        if word.text == "（":
            self.brackets.append((self.subject_here(), self.lead, self.segment))
            self.carry_names_over()
            self.segment = Segment()
            return
        if word.text == "）":
            self.segment = Segment()
            if self.brackets:
                before, self.lead, self.segment = self.brackets.pop()
                self.subject = before if before is not None else self.subject
            return
        self.end_clause(word.text)

    def end_clause(self, mark: str) -> None:
        """Make the names of a clause the subject of the next, and forget what its mark ends."""
        segment = self.segment
        if not segment.clean:
            self.clause_clean = False
        if segment.named:
            self.lead = True if not self.has_number else self.lead
        if len(segment.series) > 1 and segment.clean and not self.has_number:
            self.series = segment.series
        self.running = None
        unsure = segment.predicate and not segment.clean and mark == "，"
        self.carry_names_over()
        self.subject = None if unsure else self.subject
        if not self.clause_clean and self.stale and not segment.named:
            self.subject = None
        if mark in _STOPS or mark == "；":
            if self.narrowed:
                self.subject, self.narrowed = None, False
            self.stale, self.lead = True, self.lead and not self.has_number
            self.past = self.source = False
            self.income = self.of_income or (self.income and mark == "；")
            if mark != "；":
                self.wholes = {}
                self.stated_before, self.stated = self.stated, set()
            self.only = self.origin_amount = None
            self.group = self.group if mark == "；" else []
            self.series = self.series if mark == "；" else []
        self.segment, self.clause_clean, self.all_of = Segment(), True, None
        self.has_number = False
        self.both = False

    def on_percent(self, word: Word) -> None:
        """Skip a percentage; a new segment begins behind it."""
        del word
        self.carry_names_over()
        self.segment = Segment()

    def on_lead(self, word: Word) -> None:
        """基本支出方面: the name before is the subject of the sentence."""
        del word
        self.lead = bool(self.segment.named)

    def on_stage(self, word: Word) -> None:
        """预算, 支出, 花了: set the stage of the next number."""
        segment, match = self.segment, word.match
        if match["opening"]:
            segment.opening = True
            return
        stage = next(s for s in (FULL, SPENT, INITIAL, PLAN, NEUTRAL) if match[s])
        if word.text.startswith("采购预算") and self.bought and not segment.named:
            self.add_name(Subject("procurement"))
        plan = segment.stage in {FULL, INITIAL, PLAN}
        if stage == NEUTRAL and segment.stage:
            return
        if plan and stage == SPENT and word.text in {"发生", "完成", "执行", "支付"}:
            segment.clean = False
            return
        segment.stage = stage
        self.list_figure("", stage)

    def on_deal(self, word: Word) -> None:
        """成交121万元, 合同总额512万元: set the stage to outturn if the subject is 政府采购."""
        named = self.segment.named
        subject = named[-1] if named else self.subject
        if subject != Subject("procurement"):
            self.on_other(word)
            return
        self.segment.stage = SPENT

    def on_year(self, word: Word) -> None:
        """上年, 2022年: set the year of the next number."""
        match = word.match
        if match[TWO]:
            self.both = True
            return
        said = match["said"]
        year = {self.own: THIS, self.own - 1: LAST}.get(int(said), OTHER) if said else ""
        self.segment.year = year or next(y for y in (OTHER, LAST, THIS) if match[y])
        self.list_figure(self.segment.year, "")

    def list_figure(self, year: str, stage: str) -> None:
        """Add a year or stage to the series, or complete its last one: 上年预算、决算."""
        segment = self.segment
        if segment.joined and segment.series:
            segment.series.append((year or segment.series[-1][0], stage))
        elif segment.series:
            before = segment.series.pop()
            segment.series.append((year or before[0], stage or before[1]))
        else:
            segment.series.append((year, stage))
        segment.joined = False

    def on_name(self, word: Word) -> None:
        """Read the name of a quantity."""
        quantity = self.words.quantity(word.text)
        if quantity is None:
            self.on_other(word)
            return
        self.segment.total = self.segment.total or word.text.endswith(_TOGETHER)
        scoped = quantity.key == "total_spending" and quantity.scope in FUNDS
        if quantity.key not in OWN and not scoped:
            self.segment.foreign = True
            self.income = self.income or quantity.key == "carried_in"
            if quantity.key in ALL_KEYS:
                self.subject, self.lead = None, False
            return
        self.segment.predicate = self.text[word.start - 1] in "是属系" and not self.has_number
        self.take_name(Subject(quantity.key, quantity.scope if scoped else ""), word)

    def take_name(self, subject: Subject, word: Word) -> None:
        """Let a name wait for its number, or state it as all of another.

        A name right behind another is joined to it: 会议费培训费3.20万元.
        """
        named = self.segment.named
        if named and word.start == self.named_end and named[-1] != subject:
            beside = self.is_whole_of(named[-1], {subject}) or self.is_whole_of(subject, {*named})
            self.segment.joined = self.segment.joined or not beside
        self.named_end = word.end
        if self.all_of is not None and self.segment.clean:
            self.state_part_as_all(subject)
        else:
            self.add_name(subject)

    def on_short(self, word: Word) -> None:
        """接待, 运行维护费: read a short name, if the line is about its whole."""
        quantity = self.words.short[word.text]
        fits_here = self.bought if quantity.key == "procurement" else self.public
        if fits_here:
            self.take_name(Subject(quantity.key), word)
        else:
            self.on_other(word)

    def on_scope(self, word: Word) -> None:
        """一般公共预算: let the spending of a budget wait for its number, if nothing else is named."""
        scope = self.words.scopes[word.text]
        if self.income:
            self.segment.foreign = True
            return
        if self.all_of == ALL_MONEY and self.segment.clean:
            self.all_of = None
            self.state_as_of_one_budget(scope)
        elif scope in FUNDS and self.segment.clean and not self.segment.named:
            self.add_name(Subject("total_spending", scope))

    def on_projects(self, word: Word) -> None:
        """5个项目: let 项目支出 wait for a sum or an outturn."""
        if self.segment.part:
            self.segment.clean = False
        self.add_name(Subject("project_spending"), counted=not word.text.endswith("支出"))

    def on_total(self, word: Word) -> None:
        """合计: the next number is a sum."""
        del word
        self.segment.total = True

    def on_versus(self, word: Word) -> None:
        """比, 低于: the next number is a base."""
        self.carry_names_over()
        self.segment.named = []
        self.segment.versus = word.text

    def on_turn(self, word: Word) -> None:
        """减少: the next number is a change."""
        del word
        self.carry_names_over()
        self.segment.named = []
        self.segment.turned = True

    def on_to(self, word: Word) -> None:
        """降到: the next number is the figure of this year."""
        del word
        self.carry_names_over()
        self.segment.named = []
        self.segment.onward = True
        self.segment.year = self.segment.stage = ""

    def on_from(self, word: Word) -> None:
        """由上年的: the next number is the origin of a change."""
        del word
        self.carry_names_over()
        self.segment.named = []
        self.segment.origin = True

    def on_respective(self, word: Word) -> None:
        """分别为: the next numbers belong to the names in their order."""
        del word
        self.carry_names_over()
        self.segment.respective = True

    def on_all(self, word: Word) -> None:
        """全部为: the next name has the amount of the subject."""
        del word
        named = self.segment.named
        if self.segment.clean and len(named) < 2:
            whole = ALL_MONEY if self.source else self.subject
            self.all_of, self.segment.named = named[0] if named else whole, []
            if named:
                self.set_subject(named[0])

    def on_source(self, word: Word) -> None:
        """资金来源: the next 全部为 is of all money."""
        del word
        self.source = True

    def on_only(self, word: Word) -> None:
        """只有: the next name is the only part of the one before."""
        del word
        named = self.segment.named
        if len(named) == 1 and named[0].key in self.words.complete and self.segment.clean:
            self.only = named[0]
            self.set_subject(named[0])
            self.segment.named = []

    def on_part(self, word: Word) -> None:
        """其中: the next name is a part."""
        del word
        self.carry_names_over()
        self.segment.part = True

    def on_dead(self, word: Word) -> None:
        """结转, 收入: the next number is of another flow of the subject."""
        del word
        self.segment.foreign = True

    def on_and(self, word: Word) -> None:
        """、: the next name is joined to the last."""
        del word
        self.segment.joined = True

    def on_other(self, word: Word) -> None:
        """Note that a word was not understood."""
        del word
        self.segment.clean = False
