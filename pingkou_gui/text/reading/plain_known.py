"""The figures that a text states, by slot, and those that clauses add to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.reading.drafts import Draft, fits
from pingkou_gui.text.reading.plain_words import LAST, THIS
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
    PEOPLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.drafts import LineSetting, Memory

PUBLIC = frozenset({
    "overseas_travel", "vehicle_purchase", "vehicle_running", "official_vehicles",
    "official_reception", "three_public",
})  # fmt: skip
OWN = PUBLIC | PEOPLE | {
    "meetings", "training", "procurement", "basic_spending", "personnel_spending",
    "operating_spending", "wages", "goods_and_services", "transfers_to_individuals",
    "project_spending",
}  # fmt: skip
"""The keys of quantities that are read from clauses."""
FUNDS = frozenset(
    {
        "general_public_budget",
        "government_funds",
        "state_capital_operations",
        "social_insurance_funds",
    }
)
ALL_KEYS = frozenset({"total_spending", "spent", "balance", "total_income"})


class Subject(NamedTuple):
    """The subject of a clause: a quantity; `scope` is the budget where it is its total spending."""

    key: str
    scope: str = ""


ALL_MONEY = Subject("total_spending")


class Slot(NamedTuple):
    """A quantity in a year (`THIS` or `LAST`) by its measure: the place of one figure."""

    subject: Subject
    year: str
    measure: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read, with its setting."""

    normal: Normal
    start: int
    end: int
    setting: LineSetting


@dataclass(slots=True)
class Found:
    """A figure found for a slot; `draft` has its number already, `implied` is a number of another quantity."""

    amount: Amount
    span: Span
    draft: Draft | None
    line: Line
    implied: bool = False


class Known:
    """The stated figures by slot (`values`, `drafts`), and those found in clauses (`found`)."""

    def __init__(self, memory: Memory, cells: Iterable[tuple[str, str]]) -> None:
        self.memory = memory
        self.values: defaultdict[Slot, list[Decimal]] = defaultdict(list)
        self.drafts: defaultdict[Slot, list[Draft]] = defaultdict(list)
        self.at: dict[tuple[int, int], Draft] = {}
        self.compared: set[tuple[int, int]] = set()
        self.found: defaultdict[Slot, list[Found]] = defaultdict(list)
        self.year: int | None = None
        self.in_cells = frozenset(cells)
        self.last_topic = ""
        """The last topic of the line before."""
        for draft in memory.drafts:
            self.take(draft)

    def take(self, draft: Draft) -> None:
        """Note the places of the numbers of a draft."""
        if draft.amount is not None:
            self.at[draft.amount.span.paragraph, draft.amount.span.start] = draft
        for comparison in draft.comparisons:
            for amount in (comparison.base_amount, comparison.change):
                if amount is not None and comparison.owners and draft.key:
                    self.compared.add((amount.span.paragraph, amount.span.start))

    def sort_by_slot(self, year: int) -> None:
        """Sort the drafts into slots, at the first call, once the year of the text is known."""
        if self.year is not None:
            return
        self.year = year
        for draft in self.memory.drafts:
            slot = slot_of(draft, year)
            if slot is not None and not draft.aside and not draft.whose:
                self.values[slot].append(draft.amount.value if draft.amount else Decimal(0))
                self.drafts[slot].append(draft)

    def states(self, slot: Slot) -> bool:
        """Whether a statement or a table cell fills a slot."""
        column = LAST_YEAR if slot.year == LAST else slot.measure
        return slot in self.values or (
            not slot.subject.scope and (slot.subject.key, column) in self.in_cells
        )

    def value(self, slot: Slot) -> Decimal | None:
        """Return the value of a slot; None if there is none or more than one."""
        values = {*self.values.get(slot, ()), *(f.amount.value for f in self.found.get(slot, ()))}
        return values.pop() if len(values) == 1 else None

    def figure(self, slot: Slot) -> Draft | None:
        """Return a draft with the value of a slot; None if there is none or values differ."""
        drafts = [d for d in self.drafts.get(slot, ()) if d.amount is not None]
        return drafts[0] if len({d.amount.value for d in drafts if d.amount}) == 1 else None

    def states_other_budget(self) -> bool:
        """Whether any money is stated for another budget than the general one."""
        return any(
            s.subject.scope not in {"", "general_public_budget"} and any(values)
            for s, values in self.values.items()
        )

    def add(self, slot: Slot, found: Found) -> None:
        """Keep a found figure, unless its slot is filled; budgets of last year have no slot."""
        plan_of_last = slot.year == LAST and slot.measure != OUTTURN
        if not plan_of_last and not self.states(slot):
            self.found[slot].append(found)

    def create_drafts(self) -> None:
        """Create drafts of the found figures whose slot has one value, and of what follows from them."""
        for slot, found in self.found.items():
            if len({f.amount.value for f in found}) == 1:
                self.create_draft(slot, found[0])
        for year in (THIS, LAST):
            self.derive_running(year)
            self.derive_none(year)

    def is_none(self, key: str, year: str) -> bool:
        """Whether every stated outturn of a quantity in a year is 0."""
        values = self.values.get(Slot(Subject(key), year, OUTTURN), ())
        return bool(values) and not any(values)

    def derive_running(self, year: str) -> None:
        """Add 公务用车运行维护费 as equal to 公务用车费, if none was bought."""
        vehicles, running = (
            Slot(Subject(key), year, OUTTURN) for key in ("official_vehicles", "vehicle_running")
        )
        whole = self.figure(vehicles)
        if whole is None or whole.amount is None or self.states(running) or self.found.get(running):
            return
        if whole.amount.value and self.is_none("vehicle_purchase", year):
            self.insert_derived(running, whole)

    def derive_none(self, year: str) -> None:
        """Add 三公 as 0, if each of its parts is."""
        total = Slot(Subject("three_public"), year, OUTTURN)
        vehicles = self.is_none("official_vehicles", year) or (
            self.is_none("vehicle_purchase", year) and self.is_none("vehicle_running", year)
        )
        others = self.is_none("overseas_travel", year) and self.is_none("official_reception", year)
        part = next(
            iter(self.drafts.get(Slot(Subject("overseas_travel"), year, OUTTURN), ())), None
        )
        if (
            vehicles
            and others
            and part is not None
            and not self.states(total)
            and total not in self.found
        ):
            self.insert_derived(total, part)

    def insert_derived(self, slot: Slot, of: Draft) -> None:
        """Insert a draft of a slot with the figure of another draft."""
        derived = replace(
            of, key=slot.subject.key, label=self.memory.words.name(slot.subject.key), comparisons=[],
            share=None, execution=None, group=None, implied=True, inherited=True,
        )  # fmt: skip
        self.insert(derived)

    def create_draft(self, slot: Slot, found: Found) -> None:
        """Make the draft that has the number a statement of the slot, or insert a new one."""
        setting, subject = found.line.setting, slot.subject
        draft = found.draft
        if draft is None or (draft.key and draft.key != "spent") or found.implied:
            draft = Draft(
                "", "", setting.scope, scope_said=False, year=setting.year, year_said=False,
                measure=OUTTURN, measure_said=True, span=found.span, sentence=found.span,
                chapter=setting.chapter, amount=found.amount, implied=found.implied,
            )  # fmt: skip
            self.insert(draft)
        elif draft.group is not None:
            draft.group.items = [item for item in draft.group.items if item is not draft]
            draft.group = None
        draft.key = subject.key
        draft.label = self.memory.words.name(subject.key, subject.scope)
        if subject.scope:
            draft.scope, draft.scope_said = subject.scope, True
        draft.unit = "people" if subject.key in PEOPLE else "money"
        draft.year = setting.year
        draft.measure = LAST_YEAR if slot.year == LAST else slot.measure
        draft.measure_said = draft.inherited = True
        draft.aside = draft.unsure = False
        draft.head = ""
        if draft.measure != OUTTURN and draft.comparisons:
            self.move_comparisons(draft, slot)

    def move_comparisons(self, draft: Draft, slot: Slot) -> None:
        """Move the comparisons of a base to the figure of this year that they fit: 同比上年3.6万元减0.4万元."""
        moved, draft.comparisons = draft.comparisons, []
        now = [
            d
            for d in self.memory.drafts
            if d.key == slot.subject.key
            and d.amount is not None
            and d.measure == OUTTURN
            and d.span.paragraph == draft.span.paragraph
        ]
        for comparison in moved:
            based = replace(comparison, base_amount=draft.amount)
            owner = next((d for d in now if fits(d, based)), None)
            if owner is not None and not any(c.base == comparison.base for c in owner.comparisons):
                owner.comparisons.append(comparison)

    def insert(self, draft: Draft) -> None:
        """Insert a draft in reading order."""
        place = draft.span.paragraph, draft.span.start
        drafts = self.memory.drafts
        at = next(
            (i for i, d in enumerate(drafts) if (d.span.paragraph, d.span.start) > place),
            len(drafts),
        )
        drafts.insert(at, draft)


def slot_of(draft: Draft, year: int) -> Slot | None:
    """Return the slot that a draft fills; None without a figure, or for another year or measure."""
    if not draft.key or (draft.amount is None and not draft.none):
        return None
    if draft.year is not None and draft.year not in {year, year - 1}:
        return None
    past = draft.measure == LAST_YEAR or draft.year == year - 1
    scope = draft.scope if draft.key == "total_spending" and draft.scope in FUNDS else ""
    measure = OUTTURN if draft.measure in {LAST_YEAR, OUTTURN} else draft.measure
    if measure not in {OUTTURN, BUDGET, INITIAL_BUDGET, FULL_YEAR_BUDGET}:
        return None
    if draft.key in PEOPLE:
        measure = OUTTURN
    elif measure != OUTTURN and draft.key != "total_spending":
        measure = BUDGET
    return Slot(Subject(draft.key, scope), LAST if past else THIS, measure)
