"""A change in the making: several steps that are taken, and taken back, as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.report import Change, Report, Rows
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import SINGLE, Lane, Place
from pingkou_gui.spec.values import TYPED, Entry, Source, Value

if TYPE_CHECKING:
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section


class Draft:
    """Collects steps on a report; `change` is what they come to, the report stays as it is."""

    def __init__(self, report: Report, *, first_free_row: int | None = None) -> None:
        """Begin without steps.

        `first_free_row` is the first number a new row may take; without it the one above
        every row in use (the store knows better: it also counts rows that were removed).
        """
        self._report = report
        self._entries: dict[Place, Entry | None] = {}
        self._lanes: dict[Lane, Rows] = {}
        self._free = report.last_row + 1 if first_free_row is None else first_free_row

    @property
    def change(self) -> Change:
        """What the steps come to; steps that change nothing are not in it."""
        entries = {p: (self._report.entry(p), new) for p, new in self._entries.items()}
        lanes = {n: (self._report.rows(*n), rows) for n, rows in self._lanes.items()}
        return Change(
            {p: pair for p, pair in entries.items() if pair[0] != pair[1]},
            {n: pair for n, pair in lanes.items() if pair[0] != pair[1]},
        )

    def rows(self, section: str, parent: int = SINGLE) -> Rows:
        """Return the rows as they stand after the steps so far."""
        lane = Lane(section, parent)
        return self._lanes.get(lane, self._report.rows(section, parent))

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
        original = text.strip() if parsed.note else ""
        self.put(what, parsed.value, row, Source(original=original) if original else TYPED)
        return parsed.note

    def drop_number(self, what: Field[Any], row: int = SINGLE) -> None:
        """Take the number off words that the program numbers; what was typed is kept as origin."""
        entry = self.entry(what.at(row))
        bare = None if entry is None else what.bare(entry.value)
        if entry is not None and bare != entry.value:
            original = entry.source.original or str(entry.value)
            self.put(what, bare, row, replace(entry.source, original=original))

    def add(self, section: type[Section], parent: int = SINGLE, at: int | None = None) -> int:
        """Add an empty row, last or at position `at`, and return its number."""
        row, self._free = self._free, self._free + 1
        rows = list(self.rows(section.key, parent))
        rows.insert(len(rows) if at is None else at, row)
        self._lanes[Lane(section.key, parent)] = tuple(rows)
        return row

    def remove(self, section: type[Section], row: int, parent: int = SINGLE) -> None:
        """Remove a row with all it holds, rows below it included."""
        lane = Lane(section.key, parent)
        rows = list(self.rows(*lane))
        if row in rows:
            rows.remove(row)
        self._lanes[lane] = tuple(rows)
        for declared in section.fields:
            place = declared.at(row)
            if place in self._entries or self._report.entry(place) is not None:
                self._entries[place] = None
        for child in FORM.children(section.key):
            for inner in self.rows(child.key, row):
                self.remove(child, inner, row)

    def order(self, section: type[Section], rows: Rows, parent: int = SINGLE) -> None:
        """Bring the rows of a lane into a new order."""
        self._lanes[Lane(section.key, parent)] = rows
