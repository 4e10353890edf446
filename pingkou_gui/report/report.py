"""The report: immutable values at places, rows in lists, and changes to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, CountKind
from pingkou_gui.form.values import (
    SINGLE,
    TYPED,
    Entry,
    Place,
    RowList,
    Source,
    SourceKind,
    Unread,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pingkou_gui.form.field import Field, Section


# The report: immutable values at places and rows in lists, and a change to it.


Rows = tuple[int, ...]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Change:
    """Old and new side by side: entries by place (None is a blank), rows by list."""

    entries: Mapping[Place, tuple[Entry | None, Entry | None]]
    row_lists: Mapping[RowList, tuple[Rows, Rows]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.entries or self.row_lists)

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            {place: (new, old) for place, (old, new) in self.entries.items()},
            {row_list: (new, old) for row_list, (old, new) in self.row_lists.items()},
        )

    def rebase(self, report: Report) -> Change:
        """Return the same change to a report that others have changed meanwhile.

        Rows that were added meanwhile stay, before those this change adds at the end; those
        taken away stay away.
        """
        entries = {place: (report.entry(place), new) for place, (_, new) in self.entries.items()}
        row_lists = {}
        for row_list, (before, after) in self.row_lists.items():
            now = report.rows(*row_list)
            kept = tuple(row for row in after if row in now or row not in before)
            more = tuple(row for row in now if row not in before and row not in after)
            known = next((at for at in range(len(kept), 0, -1) if kept[at - 1] in now), 0)
            row_lists[row_list] = now, kept[:known] + more + kept[known:]
        return Change(
            {place: pair for place, pair in entries.items() if pair[0] != pair[1]},
            {row_list: pair for row_list, pair in row_lists.items() if pair[0] != pair[1]},
        )

    def merge(self, later: Change) -> Change:
        """Return both changes as one; what comes back to where it was drops out."""
        entries = dict(self.entries)
        for place, (old, new) in later.entries.items():
            entries[place] = (entries[place][0] if place in entries else old, new)
        row_lists = dict(self.row_lists)
        for row_list, (before, after) in later.row_lists.items():
            row_lists[row_list] = (
                row_lists[row_list][0] if row_list in row_lists else before,
                after,
            )
        return Change(
            {place: pair for place, pair in entries.items() if pair[0] != pair[1]},
            {row_list: pair for row_list, pair in row_lists.items() if pair[0] != pair[1]},
        )


def _copied(values: Mapping[K, V]) -> dict[K, V]:
    """Return a mapping that may be changed; a proxy is copied in one go, not value by value."""
    return values.copy() if isinstance(values, MappingProxyType) else dict(values)


@dataclass(frozen=True, slots=True)
class Report:
    """What has been filled in; an absent place is a blank, never a zero.

    Row numbers are unique within a report and never used again, so that an address stays true
    however rows are moved.
    """

    entries: Mapping[Place, Entry] = field(default_factory=lambda: MappingProxyType({}))
    row_lists: Mapping[RowList, Rows] = field(default_factory=lambda: MappingProxyType({}))
    _row_list_of: dict[int, RowList] = field(default_factory=dict, repr=False, compare=False)
    _position: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, place: Place) -> Value | None:
        """Return the value at a place, None where it is blank."""
        entry = self.entries.get(place)
        return None if entry is None else entry.value

    def entry(self, place: Place) -> Entry | None:
        """Return the value at a place together with its source."""
        return self.entries.get(place)

    def rows(self, section: str, parent: int = SINGLE) -> Rows:
        """Return the row numbers of a repeated section in their order."""
        return self.row_lists.get(RowList(section, parent), ())

    def row_list_of(self, section: str, row: int) -> RowList | None:
        """Return the list a row stands in, None where there is no such row."""
        if not self._row_list_of:  # numbers are unique, so one index serves all sections
            self._row_list_of.update(
                (r, row_list) for row_list, rows in self.row_lists.items() for r in rows
            )
        found = self._row_list_of.get(row)
        return found if found is not None and found.section == section else None

    def position(self, row: int) -> int:
        """Return where a row stands in its list, from 0; 0 where there is no such row."""
        if not self._position:
            self._position.update(
                (row, at) for rows in self.row_lists.values() for at, row in enumerate(rows)
            )
        return self._position.get(row, 0)

    def places_in(self, section: str, row: int) -> Iterator[Place]:
        """Return the places of a row that hold something."""
        return (p for p in self.entries if p.row == row and p.section == section)

    @property
    def last_row(self) -> int:
        """The highest row number in use."""
        return max((row for rows in self.row_lists.values() for row in rows), default=SINGLE)

    def apply(self, change: Change) -> Report:
        """Return this report with `change` made."""
        entries = _copied(self.entries)
        for place, (_, new) in change.entries.items():
            if new is None:
                entries.pop(place, None)
            else:
                entries[place] = new
        if not change.row_lists:
            return self._with_entries(entries)
        row_lists = _copied(self.row_lists)
        for row_list, (_, rows) in change.row_lists.items():
            if rows:
                row_lists[row_list] = rows
            else:
                row_lists.pop(row_list, None)
        return Report(MappingProxyType(entries), MappingProxyType(row_lists))

    def _with_entries(self, entries: dict[Place, Entry]) -> Report:
        """Return a report of the same rows, which keeps what is known of where they stand."""
        return Report(MappingProxyType(entries), self.row_lists, self._row_list_of, self._position)


# A line that stands on the screen only, until the first value is put into it.


class PendingRow(NamedTuple):
    """A row in waiting: its number is its own already, the report does not know it yet."""

    row_list: RowList
    row: int
    at: int
    """The position it takes in its list."""
    values: Mapping[Place, Entry] = MappingProxyType({})
    """What comes with it and is nothing typed, such as the level in an outline."""

    def among(self, rows: Rows) -> Rows:
        """Return the rows of the list with this one at its position."""
        return rows if self.row in rows else (*rows[: self.at], self.row, *rows[self.at :])

    def completed(self, report: Report, change: Change) -> Change:
        """Return a change with the row added where it fills it, removed where it empties it."""
        before = report.rows(*self.row_list)
        rows = change.row_lists[self.row_list][1] if self.row_list in change.row_lists else before
        filled = self._filled(report, change)
        if filled == (self.row in rows) or (not filled and self.row not in before):
            return change
        entries, row_lists = dict(change.entries), dict(change.row_lists)
        if filled:
            row_lists[self.row_list] = before, self.among(rows)
            for place, entry in self.values.items():
                entries.setdefault(place, (report.entry(place), entry))
        else:
            row_lists[self.row_list] = before, tuple(row for row in rows if row != self.row)
            for place in self.values:
                entries[place] = report.entry(place), None
        return Change(entries, row_lists)

    def _filled(self, report: Report, change: Change) -> bool:
        """Return whether anything stands in the row, or below it, after a change."""
        kept = (place for place in report.places_in(*self._own) if place not in change.entries)
        new = (p for p, (_, after) in change.entries.items() if after is not None)
        if any(p not in self.values for p in (*kept, *(p for p in new if _row(p) == self._own))):
            return True
        row_lists = {
            row_list: rows
            for row_list, rows in report.row_lists.items()
            if row_list.parent == self.row
        }
        row_lists |= {n: rows for n, (_, rows) in change.row_lists.items() if n.parent == self.row}
        return any(row_lists.values())

    @property
    def _own(self) -> tuple[str, int]:
        return self.row_list.section, self.row


def _row(place: Place) -> tuple[str, int]:
    return place.section, place.row


# Figures read from a workbook and typed over.


def is_workbook_figure(what: Field[Any]) -> bool:
    """Return whether a field holds an amount, or a number of people or things, of the accounts."""
    return bool(what.unit) and isinstance(what.kind, AmountKind | CountKind)


def workbook_value(what: Field[Any], entry: Entry) -> Value | None:
    """Return the amount or number that a workbook gave for a field, None where none did."""
    if not is_workbook_figure(what):
        return None
    if entry.source.kind is SourceKind.WORKBOOK:
        return None if isinstance(entry.value, Unread) else entry.value
    return what.load(entry.source.workbook) if entry.source.workbook else None


# A change in the making: several steps that are taken, and taken back, as one.


class Draft:
    """Collects steps on a report; `change` is what they come to, the report stays as it is."""

    def __init__(self, report: Report, *, first_free_row: int | None = None) -> None:
        """Begin without steps.

        `first_free_row` is the first number a new row may take; without it the one above
        every row in use (the store knows better: it also counts rows that were removed).
        """
        self._report = report
        self._entries: dict[Place, Entry | None] = {}
        self._row_lists: dict[RowList, Rows] = {}
        self._free = first_free_row

    @property
    def change(self) -> Change:
        """What the steps come to; steps that change nothing are not in it."""
        entries = {p: (self._report.entry(p), new) for p, new in self._entries.items()}
        row_lists = {n: (self._report.rows(*n), rows) for n, rows in self._row_lists.items()}
        return Change(
            {p: pair for p, pair in entries.items() if pair[0] != pair[1]},
            {n: pair for n, pair in row_lists.items() if pair[0] != pair[1]},
        )

    def rows(self, section: str, parent: int = SINGLE) -> Rows:
        """Return the rows as they stand after the steps so far."""
        row_list = RowList(section, parent)
        return self._row_lists.get(row_list, self._report.rows(section, parent))

    def entry(self, place: Place) -> Entry | None:
        """Return the entry at a place as it stands after the steps so far."""
        return self._entries[place] if place in self._entries else self._report.entry(place)

    def put(
        self, what: Field[Any], value: Value | None, row: int = SINGLE, source: Source = TYPED
    ) -> None:
        """Set a value, None to blank it."""
        self._entries[what.at(row)] = None if value is None else Entry(value, source)

    def put_entry(self, place: Place, entry: Entry | None) -> None:
        """Set an entry together with its source."""
        self._entries[place] = entry

    def type_in(self, what: Field[Any], text: str, row: int = SINGLE) -> str:
        """Set what typed text means, and return the note that says what was understood."""
        parsed = what.read(text)
        original = text.strip() if parsed.note and not parsed.plain else ""
        before = self.entry(what.at(row))
        self.put(what, parsed.value, row, Source(original=original) if original else TYPED)
        if before is not None:
            self.keep_workbook(what, before, row)
        return parsed.note

    def keep_workbook(self, what: Field[Any], before: Entry, row: int = SINGLE) -> None:
        """Keep with a typed figure what the workbook said that it was typed over.

        The workbook's own figure typed again is the workbook's. Words and years keep nothing.
        """
        entry, place = self.entry(what.at(row)), what.at(row)
        told, source = workbook_value(what, before), before.source
        if entry is None or told is None or entry.source.kind is not SourceKind.TYPED:
            return
        if entry.value == told:
            if source.kind is not SourceKind.WORKBOOK:
                source = Source(SourceKind.WORKBOOK, source.file, source.where)
            self.put_entry(place, Entry(told, source))
            return
        kept = entry.source._replace(file=source.file, where=source.where, workbook=what.dump(told))
        self.put_entry(place, Entry(entry.value, kept))

    def drop_number(self, what: Field[Any], row: int = SINGLE) -> None:
        """Take the number off words that the program numbers; what was typed is kept as origin."""
        entry = self.entry(what.at(row))
        bare = None if entry is None else what.bare(entry.value)
        if entry is not None and bare != entry.value:
            original = entry.source.original or str(entry.value)
            self.put(what, bare, row, entry.source._replace(original=original))

    def add(self, section: type[Section], parent: int = SINGLE, at: int | None = None) -> int:
        """Add an empty row, last or at position `at`, and return its number."""
        row = self._report.last_row + 1 if self._free is None else self._free
        self._free = row + 1
        rows = list(self.rows(section.key, parent))
        rows.insert(len(rows) if at is None else at, row)
        self._row_lists[RowList(section.key, parent)] = tuple(rows)
        return row

    def remove(self, section: type[Section], row: int, parent: int = SINGLE) -> None:
        """Remove a row with all it holds, rows below it included."""
        row_list = RowList(section.key, parent)
        rows = list(self.rows(*row_list))
        if row in rows:
            rows.remove(row)
        self._row_lists[row_list] = tuple(rows)
        for declared in section.fields:
            place = declared.at(row)
            if place in self._entries or self._report.entry(place) is not None:
                self._entries[place] = None
        for child in FORM.children(section.key):
            for inner in self.rows(child.key, row):
                self.remove(child, inner, row)

    def order(self, section: type[Section], rows: Rows, parent: int = SINGLE) -> None:
        """Bring the rows of a list into a new order."""
        self._row_lists[RowList(section.key, parent)] = rows
