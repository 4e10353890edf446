"""A proposal: values read elsewhere beside what is there, taken or left one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import NIL, SINGLE, Place, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.form.values import Source, Value
    from pingkou_gui.report.report import Draft, Report


class State(Enum):
    """How a proposed value stands to the one that is there."""

    NEW = "新"
    DIFFERS = "与现有不同"
    SAME = "相同"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text that is there, by its letters, and what would stand in its place."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One value for one place; a place in a row that is proposed too has a negative row.

    `doubt` says why it is not ticked at first: the source contradicts itself or other figures.
    `instead` is then the value that those figures point to, where they point to one.
    With a `part` only that piece of the text in `source.original` would become another: `value`
    is the text with this piece changed alone, and several pieces of one text go together.
    """

    place: Place
    value: Value
    source: Source
    doubt: str = ""
    instead: Value | None = None
    part: TextPart | None = None

    @property
    def label(self) -> str:
        """The label of its field, the address where the form no longer has the field."""
        field = FORM.field_at(self.place)
        return field.label if field else str(self.place)

    def state(self, report: Report) -> State:
        """Return how it stands to the report.

        无 and 0.00 are kept apart, but neither says more than the other: where one of them is
        stated there is nothing to take from a source that says the other. A figure typed over one
        of a workbook is not the same before a workbook has said it: what the former said would stay.
        """
        entry = report.entry(self.place)
        if entry is None:
            return State.NEW
        present = entry.value
        if entry.source.workbook and self.source.kind is SourceKind.WORKBOOK:
            return State.SAME if _both_say_none(present, self.value) else State.DIFFERS
        same = present == self.value or _both_say_none(present, self.value)
        return State.SAME if same else State.DIFFERS


def _both_say_none(one: Value, other: Value) -> bool:
    """Whether both say that there is none: 无, or a figure of 0."""
    return all(value is NIL or value == 0 for value in (one, other))


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be added; `row` is negative, `parent` a row of the report or another new one."""

    section: str
    row: int
    parent: int = SINGLE


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in the source that no field was found for, so that nothing vanishes silently."""

    where: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything one source proposes; `notes` are sentences about the source as a whole.

    `caution` says that the source is another unit's, or of a year that is none of the report's:
    then every value has that doubt.
    """

    title: str
    file: str
    items: tuple[Proposed, ...]
    rows: tuple[NewRow, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[str, ...] = ()
    caution: str = ""

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The sentences about the source, the caution first."""
        return (self.caution, *self.notes) if self.caution else self.notes

    def ticked(self, report: Report) -> tuple[Proposed, ...]:
        """Return what is taken unless the clerk says otherwise: no doubt, and not there yet."""
        return tuple(i for i in self.items if not i.doubt and i.state(report) is not State.SAME)

    def without_conflict(self, report: Report) -> tuple[Proposed, ...]:
        """Return what fills blanks and is not in doubt: what may be taken unseen."""
        return tuple(i for i in self.items if not i.doubt and i.state(report) is State.NEW)


def accept(draft: Draft, proposal: Proposal, chosen: Iterable[Proposed]) -> dict[int, int]:
    """Put the chosen values into the draft; a new row is added once a value in it is chosen.

    Returns the numbers of the new rows by those they have in the proposal.
    """
    wanted = list(chosen)
    needed = {item.place.row for item in wanted if item.place.row < 0}
    by_row = {new.row: new for new in proposal.rows}
    needed |= {by_row[row].parent for row in needed}
    numbers: dict[int, int] = {}
    for new in proposal.rows:
        if new.row in needed:
            parent = numbers.get(new.parent, new.parent)
            numbers[new.row] = draft.add(FORM.sections[new.section], parent)
    values = {item.place: item.value for item in wanted} | _with_parts(wanted)
    for item in wanted:
        field = FORM.field_at(item.place)
        if field is not None:
            row = numbers.get(item.place.row, item.place.row)
            draft.put(field, values[item.place], row, item.source)
    return numbers


def _with_parts(wanted: Iterable[Proposed]) -> dict[Place, Value]:
    """Return the texts of which pieces are changed, with all their chosen pieces changed."""
    parts: dict[Place, list[tuple[TextPart, str]]] = {}
    for item in wanted:
        if item.part is not None:
            parts.setdefault(item.place, []).append((item.part, item.source.original))
    found: dict[Place, Value] = {}
    for place, pieces in parts.items():
        text = pieces[0][1]
        for part, _ in sorted(pieces, key=lambda piece: -piece[0].start):
            text = text[: part.start] + part.words + text[part.end :]
        found[place] = text
    return found
