"""A line that stands on the screen only, until the first value is put into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.domain.report import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pingkou_gui.domain.report import Report, Rows
    from pingkou_gui.spec.place import Lane, Place
    from pingkou_gui.spec.values import Entry


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A row in waiting: its number is its own already, the report does not know it yet."""

    lane: Lane
    row: int
    at: int
    """The position it takes in its list."""
    values: Mapping[Place, Entry] = field(default_factory=lambda: MappingProxyType({}))
    """What comes with it and is nothing typed, such as the level in an outline."""

    def among(self, rows: Rows) -> Rows:
        """Return the rows of the list with this one at its position."""
        return rows if self.row in rows else (*rows[: self.at], self.row, *rows[self.at :])

    def completed(self, report: Report, change: Change) -> Change:
        """Return a change with the row added where it fills it, removed where it empties it."""
        before = report.rows(*self.lane)
        rows = change.lanes[self.lane][1] if self.lane in change.lanes else before
        filled = self._filled(report, change)
        if filled == (self.row in rows) or (not filled and self.row not in before):
            return change
        entries, lanes = dict(change.entries), dict(change.lanes)
        if filled:
            lanes[self.lane] = before, self.among(rows)
            for place, entry in self.values.items():
                entries.setdefault(place, (report.entry(place), entry))
        else:
            lanes[self.lane] = before, tuple(row for row in rows if row != self.row)
            for place in self.values:
                entries[place] = report.entry(place), None
        return Change(entries, lanes)

    def _filled(self, report: Report, change: Change) -> bool:
        """Return whether anything stands in the row, or below it, after a change."""
        kept = (place for place in report.places_in(*self._own) if place not in change.entries)
        new = (p for p, (_, after) in change.entries.items() if after is not None)
        if any(p not in self.values for p in (*kept, *(p for p in new if _row(p) == self._own))):
            return True
        lanes = {lane: rows for lane, rows in report.lanes.items() if lane.parent == self.row}
        lanes |= {n: rows for n, (_, rows) in change.lanes.items() if n.parent == self.row}
        return any(lanes.values())

    @property
    def _own(self) -> tuple[str, int]:
        return self.lane.section, self.row


def _row(place: Place) -> tuple[str, int]:
    return place.section, place.row
