"""The state while clauses are read: their subject, and the words since the last number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.text.reading.plain_known import (
    ALL_MONEY,
    OWN,
    PUBLIC,
    Found,
    Slot,
    Subject,
)
from pingkou_gui.text.reading.plain_words import (
    ABOUT_PUBLIC,
    FULL,
    INITIAL,
    LAST,
    NEUTRAL,
    OF_INCOME,
    OTHER,
    PLAN,
    SPENT,
    THIS,
)
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    OUTTURN,
    PEOPLE,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.lines.vocabulary import Vocabulary
    from pingkou_gui.text.reading.drafts import Draft, Memory
    from pingkou_gui.text.reading.plain_known import Known, Line

_MEASURES = {
    PLAN: BUDGET,
    INITIAL: INITIAL_BUDGET,
    FULL: FULL_YEAR_BUDGET,
    SPENT: OUTTURN,
    NEUTRAL: OUTTURN,
}
_MOST_ITEMS = 40


@dataclass(slots=True)
class Segment:
    """The words since the last mark or number.

    Attributes:
        clean: whether all of them were understood.
        foreign: whether one names another quantity or flow, as 收入 or 结转.
        year, stage: those that were named, else empty.
        opening: whether 年初 was.
        versus: the word before a base of comparison, as 比 or 低于.
        turned: whether a change follows (减少).
        onward: whether the result of a change follows (降到).
        origin: whether the origin of a change follows (由上年的).
        total: whether a sum follows (合计).
        part: whether 其中 was read.
        respective: whether 分别为 was.
        named: the quantities named.
        series: years and stages that are listed: 预算、决算; 2023年、2022年.
        joined: whether the next name belongs to the same list (、).
        predicate: whether the name is a predicate: 是“三公”经费唯一支出.
        counted: whether the name counts projects (5个项目), so that it has no amount by itself.
    """

    clean: bool = True
    foreign: bool = False
    year: str = ""
    stage: str = ""
    opening: bool = False
    versus: str = ""
    turned: bool = False
    onward: bool = False
    origin: bool = False
    total: bool = False
    part: bool = False
    respective: bool = False
    named: list[Subject] = field(default_factory=list)
    series: list[tuple[str, str]] = field(default_factory=list)
    joined: bool = False
    predicate: bool = False
    counted: bool = False


class ClauseState:
    """The state of one line while its clauses are read."""

    only: Subject | None = None
    """The whole whose only part is named next: “三公”经费只有."""

    def __init__(self, line: Line, known: Known, memory: Memory) -> None:
        self.line, self.known, self.memory = line, known, memory
        self.normal, self.setting = line.normal, line.setting
        self.text = line.normal.text[: line.end]
        self.words: Vocabulary = memory.words
        self.own = line.setting.year or 0
        known.sort_by_slot(self.own)
        topic = line.setting.topic.quantity
        key = topic.key if topic is not None and topic.key in OWN else ""
        self.subject: Subject | None = Subject(key) if key else None
        self.topic = self.subject
        self.lead = bool(key)
        """Whether the subject is that of the whole sentence."""
        self.stale = bool(key)
        """Whether a sentence or ； ended since the subject was named."""
        self.narrowed = False
        """Whether the subject is a part of the one before it."""
        self.waiting: list[Subject] = []
        self.group: list[Subject] = []
        self.wholes: dict[Subject, Subject] = {}
        """By part, the whole of which the sentence calls it the only part."""
        self.all_of: Subject | None = None
        self.origin_amount: tuple[Amount, str, str] | None = None
        self.past = False
        """Whether the last figure of the subject was of last year."""
        self.last_year_outturn: tuple[Subject, Amount] | None = None
        """That figure, if it is an outturn."""
        self.items: list[Decimal] = []
        self.stated: set[Subject] = set()
        """The quantities with a figure in the sentence."""
        self.stated_before: set[Subject] = set()
        """Those of the sentence before."""
        self.spent: dict[Subject, tuple[Amount, Span]] = {}
        self.brackets: list[tuple[Subject | None, bool, Segment]] = []
        self.series: list[tuple[str, str]] = []
        """The years and stages of the figures that each name of the sentence has."""
        self.running: tuple[Subject, list[tuple[str, str]]] | None = None
        """The subject of the next numbers behind 分别, and their years and stages."""
        self.segment = Segment()
        self.named_end = -1
        """The end of the last name."""
        self.has_number = False
        self.clause_clean = True
        self.both: bool = False
        self.of_income = OF_INCOME.match(self.text, line.start) is not None
        self.income = self.of_income
        """Whether the sentence is on income, so that the budgets it names are no spending."""
        self.source = False
        """Whether the sentence is on the sources of all money."""
        self.public = key in PUBLIC or ABOUT_PUBLIC.search(self.text, line.start) is not None
        self.bought = key == "procurement" or "采购" in self.text[line.start :]

    def subject_here(self) -> Subject | None:
        """Return the name just read, else the subject of the sentence."""
        named = self.segment.named
        return named[-1] if named and self.segment.clean else self.subject

    def carry_names_over(self) -> None:
        """Make names without a number the subject of the next clause."""
        segment = self.segment
        if segment.named:
            self.waiting = list(segment.named) if segment.clean else []
            self.set_subject(segment.named[-1])
            if len(segment.named) > 1:
                self.group = list(segment.named)
        elif not segment.clean:
            self.waiting = []

    def add_name(self, subject: Subject, *, counted: bool = False) -> None:
        """Let a name wait for its number, alone or joined to others; without an understood clause, drop all names."""
        segment = self.segment
        if not segment.clean or segment.turned or segment.versus or segment.onward:
            segment.clean = False
            segment.named, self.subject, self.waiting = [], None, []
            return
        if not (segment.joined and segment.named):
            segment.named = []
        segment.named.append(subject)
        segment.joined, segment.counted = False, counted

    def set_subject(self, subject: Subject) -> None:
        """Make a quantity the subject of what follows, and the topic unless it is a part of that."""
        before = self.subject
        if before is not None and before != subject and self.words.is_part(subject.key, before.key):
            self.narrowed = True
        elif before != subject:
            self.narrowed = False
        if self.topic is None or not self.words.is_part(subject.key, self.topic.key):
            if self.topic != subject:
                self.items = []
            self.topic = subject
        self.subject, self.stale = subject, False
        self.past = False if before != subject else self.past

    def note_figure(self, slot: Slot, amount: Amount, span: Span) -> None:
        """Note a figure of the subject for what follows."""
        self.past = slot.year == LAST
        self.last_year_outturn = (
            (slot.subject, amount) if self.past and slot.measure == OUTTURN else None
        )
        self.stated.add(slot.subject)
        if slot.year == THIS and slot.measure == OUTTURN:
            self.spent[slot.subject] = amount, span
            self.add_item(amount)

    def add_item(self, amount: Amount) -> None:
        """Note an amount that may be an addend of a following sum."""
        self.items = [*self.items[-_MOST_ITEMS:], amount.value]

    def drop_subject(self, amount: Amount) -> None:
        """Forget the subject behind a number that was not understood."""
        self.add_item(amount)
        self.segment.named = []
        self.subject, self.waiting, self.lead = None, [], False

    def store(
        self, slot: Slot, amount: Amount, draft: Draft | None = None, *, implied: bool = False
    ) -> None:
        """Store a figure, unless it is of all money."""
        if slot.subject == ALL_MONEY:
            return
        self.known.add(slot, Found(amount, amount.span, draft, self.line, implied))

    def slot(self, subject: Subject, year: str, stage: str) -> Slot | None:
        """Return the slot of a figure; None if the form has none for its year."""
        if year == OTHER:
            return None
        measure = _MEASURES.get(stage) or self.default_measure
        if subject.key in PEOPLE:
            measure = OUTTURN
        if not subject.scope and measure == INITIAL_BUDGET:
            measure = BUDGET
        if subject.key == "establishment":
            year = THIS
        return Slot(subject, year, measure)

    @property
    def default_measure(self) -> str:
        """The measure of a figure whose words name none."""
        measure = self.setting.topic.measure or self.setting.measure
        return BUDGET if "budget" in measure else OUTTURN
