"""What a text states in so many words, and the figures that clauses add to it."""

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
"""What the reader of clauses knows; of other names it takes no figure."""
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
    """What a clause speaks of: a quantity, of one budget where it is all that is spent of it."""

    key: str
    scope: str = ""


ALL_MONEY = Subject("total_spending")


class Slot(NamedTuple):
    """A place for one figure."""

    subject: Subject
    year: str
    measure: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read, with what held for it."""

    normal: Normal
    start: int
    end: int
    setting: LineSetting


@dataclass(slots=True)
class Found:
    """A figure for a slot."""

    amount: Amount
    span: Span
    draft: Draft | None
    line: Line
    implied: bool = False


class Known:
    """What the text states in so many words, and what clauses add to it."""

    def __init__(self, memory: Memory, cells: Iterable[tuple[str, str]]) -> None:
        self.memory = memory
        self.told: defaultdict[Slot, list[Decimal]] = defaultdict(list)
        self.drafts: defaultdict[Slot, list[Draft]] = defaultdict(list)
        self.at: dict[tuple[int, int], Draft] = {}
        self.compared: set[tuple[int, int]] = set()
        self.found: defaultdict[Slot, list[Found]] = defaultdict(list)
        self.year: int | None = None
        self.in_cells = frozenset(cells)
        self.last_topic = ""
        """What the line before spoke of last."""
        for draft in memory.drafts:
            self.take(draft)

    def take(self, draft: Draft) -> None:
        """Remember what a draft states, and where."""
        if draft.amount is not None:
            self.at[draft.amount.span.paragraph, draft.amount.span.start] = draft
        for comparison in draft.comparisons:
            for amount in (comparison.base_amount, comparison.change):
                if amount is not None and comparison.owners and draft.key:
                    self.compared.add((amount.span.paragraph, amount.span.start))

    def settle_year(self, year: int) -> None:
        """Sort what the drafts tell into slots, once the year of the text is known."""
        if self.year is not None:
            return
        self.year = year
        for draft in self.memory.drafts:
            slot = slot_of(draft, year)
            if slot is not None and not draft.aside and not draft.whose:
                self.told[slot].append(draft.amount.value if draft.amount else Decimal(0))
                self.drafts[slot].append(draft)

    def tells(self, slot: Slot) -> bool:
        """Whether the text states a figure in so many words."""
        column = LAST_YEAR if slot.year == LAST else slot.measure
        return slot in self.told or (
            not slot.subject.scope and (slot.subject.key, column) in self.in_cells
        )

    def value(self, slot: Slot) -> Decimal | None:
        """Return the figure of a slot, None where there is none or several."""
        values = {*self.told.get(slot, ()), *(f.amount.value for f in self.found.get(slot, ()))}
        return values.pop() if len(values) == 1 else None

    def figure(self, slot: Slot) -> Draft | None:
        """Return the draft that states the figure of a slot, None where there is none or several."""
        drafts = [d for d in self.drafts.get(slot, ()) if d.amount is not None]
        return drafts[0] if len({d.amount.value for d in drafts if d.amount}) == 1 else None

    def tells_another_fund(self) -> bool:
        """Whether any other budget than the general one tells of money."""
        return any(
            s.subject.scope not in {"", "general_public_budget"} and any(values)
            for s, values in self.told.items()
        )

    def add(self, slot: Slot, found: Found) -> None:
        """Keep a figure for a slot that nothing else fills."""
        plan_of_last = slot.year == LAST and slot.measure != OUTTURN
        if not plan_of_last and not self.tells(slot):
            self.found[slot].append(found)

    def keep_all(self) -> None:
        """Turn what was found into drafts, where the text says it one way."""
        for slot, found in self.found.items():
            if len({f.amount.value for f in found}) == 1:
                self.keep(slot, found[0])
        for year in (THIS, LAST):
            self.derive_running(year)
            self.derive_none(year)

    def is_none(self, key: str, year: str) -> bool:
        """Whether the text says that nothing was spent of a quantity in a year."""
        told = self.told.get(Slot(Subject(key), year, OUTTURN), ())
        return bool(told) and not any(told)

    def derive_running(self, year: str) -> None:
        """Add what running the vehicles cost, where all is told and none was bought."""
        vehicles, running = (
            Slot(Subject(key), year, OUTTURN) for key in ("official_vehicles", "vehicle_running")
        )
        whole = self.figure(vehicles)
        if whole is None or whole.amount is None or self.tells(running) or self.found.get(running):
            return
        if whole.amount.value and self.is_none("vehicle_purchase", year):
            self.keep_derived(running, whole)

    def derive_none(self, year: str) -> None:
        """Add that the public expenses were none, where each of their parts was."""
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
            and not self.tells(total)
            and total not in self.found
        ):
            self.keep_derived(total, part)

    def keep_derived(self, slot: Slot, of: Draft) -> None:
        """Add a figure that follows from another one, at its place."""
        derived = replace(
            of, key=slot.subject.key, label=self.memory.words.name(slot.subject.key), comparisons=[],
            share=None, execution=None, group=None, implied=True, inherited=True,
        )  # fmt: skip
        self.insert(derived)

    def keep(self, slot: Slot, found: Found) -> None:
        """Give a figure to the draft that has its number, or to a new one."""
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
            self.hand_over(draft, slot)

    def hand_over(self, draft: Draft, slot: Slot) -> None:
        """Give the comparisons behind a base to the figure that was compared: 同比上年3.6万元减0.4万元."""
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
        """Put a draft in its place among those of the text."""
        place = draft.span.paragraph, draft.span.start
        drafts = self.memory.drafts
        at = next(
            (i for i, d in enumerate(drafts) if (d.span.paragraph, d.span.start) > place),
            len(drafts),
        )
        drafts.insert(at, draft)


def slot_of(draft: Draft, year: int) -> Slot | None:
    """Return the place that a draft fills, None where it is of another year or tells no figure."""
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
