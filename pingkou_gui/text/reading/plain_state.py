"""What the reading of clauses remembers: what is spoken of, and what was said since the last number."""

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
    """What was said since the last mark or number."""

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
    """Years and stages that are listed: 预算、决算; 2023年、2022年."""
    joined: bool = False
    predicate: bool = False
    """The name says of something else what it is: 是“三公”经费唯一支出."""
    counted: bool = False
    """The name is that of a number of projects, which tells no money by itself."""


class ClauseState:
    """The state of one line while its clauses are read."""

    only: Subject | None = None
    """What the next name is all of: “三公”经费只有."""

    def __init__(self, line: Line, known: Known, memory: Memory) -> None:
        self.line, self.known, self.memory = line, known, memory
        self.normal, self.setting = line.normal, line.setting
        self.text = line.normal.text[: line.end]
        self.words: Vocabulary = memory.words
        self.own = line.setting.year or 0
        known.settle_year(self.own)
        topic = line.setting.topic.quantity
        key = topic.key if topic is not None and topic.key in OWN else ""
        self.subject: Subject | None = Subject(key) if key else None
        self.topic = self.subject
        self.lead = bool(key)
        """Whether the subject is what all of the sentence is about."""
        self.stale = bool(key)
        """Whether a stop stands since the subject was spoken of."""
        self.whole = False
        """Whether the subject is named as a part of another one that was spoken of."""
        self.waiting: list[Subject] = []
        self.group: list[Subject] = []
        self.wholes: dict[Subject, Subject] = {}
        """The whole that the sentence says a part is all of, by the part."""
        self.all_of: Subject | None = None
        self.held: tuple[Amount, str, str] | None = None
        self.past = False
        """Whether the last figure of the subject was one of the year before."""
        self.last_told: tuple[Subject, Amount] | None = None
        """That figure, where it tells what was spent."""
        self.items: list[Decimal] = []
        self.told: set[Subject] = set()
        """What the sentence has told figures of."""
        self.told_before: set[Subject] = set()
        """What the sentence before has."""
        self.spent: dict[Subject, tuple[Amount, Span]] = {}
        self.brackets: list[tuple[Subject | None, bool, Segment]] = []
        self.series: list[tuple[str, str]] = []
        """The years and stages of which each name of the sentence tells a figure."""
        self.running: tuple[Subject, list[tuple[str, str]]] | None = None
        """Of what the next numbers behind 分别 are, and of which years or stages."""
        self.segment = Segment()
        self.named_end = -1
        """Where the name that was read last ends."""
        self.has_number = False
        self.clause_clean = True
        self.both: bool = False
        self.of_income = OF_INCOME.match(self.text, line.start) is not None
        self.income = self.of_income
        """Whether the sentence tells what came in: the budgets it names are not what was spent."""
        self.source = False
        """Whether the sentence speaks of where all money came from."""
        self.public = key in PUBLIC or ABOUT_PUBLIC.search(self.text, line.start) is not None
        self.bought = key == "procurement" or "采购" in self.text[line.start :]

    def of_clause(self) -> Subject | None:
        """Return what is spoken of at this place."""
        named = self.segment.named
        return named[-1] if named and self.segment.clean else self.subject

    def name_waits(self) -> None:
        """A name without its number is what the next clause speaks of."""
        segment = self.segment
        if segment.named:
            self.waiting = list(segment.named) if segment.clean else []
            self.become(segment.named[-1])
            if len(segment.named) > 1:
                self.group = list(segment.named)
        elif not segment.clean:
            self.waiting = []

    def take(self, subject: Subject, *, counted: bool = False) -> None:
        """Let a name wait for its number, alone or beside others."""
        segment = self.segment
        if not segment.clean or segment.turned or segment.versus or segment.onward:
            segment.clean = False
            segment.named, self.subject, self.waiting = [], None, []
            return
        if not (segment.joined and segment.named):
            segment.named = []
        segment.named.append(subject)
        segment.joined, segment.counted = False, counted

    def become(self, subject: Subject) -> None:
        """Speak of a subject from here on."""
        before = self.subject
        if before is not None and before != subject and self.words.is_part(subject.key, before.key):
            self.whole = True
        elif before != subject:
            self.whole = False
        if self.topic is None or not self.words.is_part(subject.key, self.topic.key):
            if self.topic != subject:
                self.items = []
            self.topic = subject
        self.subject, self.stale = subject, False
        self.past = False if before != subject else self.past

    def note(self, slot: Slot, amount: Amount, span: Span) -> None:
        """Remember a figure of the subject for what follows it."""
        self.past = slot.year == LAST
        self.last_told = (slot.subject, amount) if self.past and slot.measure == OUTTURN else None
        self.told.add(slot.subject)
        if slot.year == THIS and slot.measure == OUTTURN:
            self.spent[slot.subject] = amount, span
            self.item(amount)

    def item(self, amount: Amount) -> None:
        """Remember an amount that a sum may be of."""
        self.items = [*self.items[-_MOST_ITEMS:], amount.value]

    def lose(self, amount: Amount) -> None:
        """Nobody knows what a number is of: nor what is left out behind it."""
        self.item(amount)
        self.segment.named = []
        self.subject, self.waiting, self.lead = None, [], False

    def put(
        self, slot: Slot, amount: Amount, draft: Draft | None = None, *, implied: bool = False
    ) -> None:
        """Keep a figure that was found, of what the form has a place for."""
        if slot.subject == ALL_MONEY:
            return
        self.known.add(slot, Found(amount, amount.span, draft, self.line, implied))

    def slot(self, subject: Subject, year: str, stage: str) -> Slot | None:
        """Return the place of a figure, None for one that the form has no place for."""
        if year == OTHER:
            return None
        measure = _MEASURES.get(stage) or self.usual
        if subject.key in PEOPLE:
            measure = OUTTURN
        if not subject.scope and measure == INITIAL_BUDGET:
            measure = BUDGET
        if subject.key == "establishment":
            year = THIS
        return Slot(subject, year, measure)

    @property
    def usual(self) -> str:
        """Which figure is told where no word says more."""
        measure = self.setting.topic.measure or self.setting.measure
        return BUDGET if "budget" in measure else OUTTURN
