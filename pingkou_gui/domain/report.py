"""The report: immutable values at places and rows in lanes, and a change to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.spec.place import SINGLE, Lane, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pingkou_gui.spec.values import Entry, Value


Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Old and new side by side: entries by place (None is a blank), rows by lane."""

    entries: Mapping[Place, tuple[Entry | None, Entry | None]]
    lanes: Mapping[Lane, tuple[Rows, Rows]] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.entries or self.lanes)

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            {place: (new, old) for place, (old, new) in self.entries.items()},
            {lane: (new, old) for lane, (old, new) in self.lanes.items()},
        )

    def upon(self, report: Report) -> Change:
        """Return the same change to a report that others have changed meanwhile.

        Rows that were added meanwhile stay, before those this change adds at the end; those
        taken away stay away.
        """
        entries = {place: (report.entry(place), new) for place, (_, new) in self.entries.items()}
        lanes = {}
        for lane, (before, after) in self.lanes.items():
            now = report.rows(*lane)
            kept = tuple(row for row in after if row in now or row not in before)
            more = tuple(row for row in now if row not in before and row not in after)
            known = next((at for at in range(len(kept), 0, -1) if kept[at - 1] in now), 0)
            lanes[lane] = now, kept[:known] + more + kept[known:]
        return Change(
            {place: pair for place, pair in entries.items() if pair[0] != pair[1]},
            {lane: pair for lane, pair in lanes.items() if pair[0] != pair[1]},
        )

    def then(self, later: Change) -> Change:
        """Return both changes as one; what comes back to where it was drops out."""
        entries = dict(self.entries)
        for place, (old, new) in later.entries.items():
            entries[place] = (entries[place][0] if place in entries else old, new)
        lanes = dict(self.lanes)
        for lane, (before, after) in later.lanes.items():
            lanes[lane] = (lanes[lane][0] if lane in lanes else before, after)
        return Change(
            {place: pair for place, pair in entries.items() if pair[0] != pair[1]},
            {lane: pair for lane, pair in lanes.items() if pair[0] != pair[1]},
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What has been filled in; an absent place is a blank, never a zero.

    Row numbers are unique within a report and never used again, so that an address stays true
    however rows are moved.
    """

    entries: Mapping[Place, Entry] = field(default_factory=lambda: MappingProxyType({}))
    lanes: Mapping[Lane, Rows] = field(default_factory=lambda: MappingProxyType({}))
    _lane_of: dict[int, Lane] = field(default_factory=dict, repr=False, compare=False)
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
        return self.lanes.get(Lane(section, parent), ())

    def lane_of(self, section: str, row: int) -> Lane | None:
        """Return the lane a row stands in, None where there is no such row."""
        if not self._lane_of:  # numbers are unique, so one index serves all sections
            self._lane_of.update((r, lane) for lane, rows in self.lanes.items() for r in rows)
        found = self._lane_of.get(row)
        return found if found is not None and found.section == section else None

    def position(self, row: int) -> int:
        """Return where a row stands in its lane, from 0; 0 where there is no such row."""
        if not self._position:
            self._position.update(
                (row, at) for rows in self.lanes.values() for at, row in enumerate(rows)
            )
        return self._position.get(row, 0)

    def places_in(self, section: str, row: int) -> Iterator[Place]:
        """Return the places of a row that hold something."""
        return (p for p in self.entries if p.row == row and p.section == section)

    @property
    def last_row(self) -> int:
        """The highest row number in use."""
        return max((row for rows in self.lanes.values() for row in rows), default=SINGLE)

    def apply(self, change: Change) -> Report:
        """Return this report with `change` made."""
        entries = dict(self.entries)
        for place, (_, new) in change.entries.items():
            if new is None:
                entries.pop(place, None)
            else:
                entries[place] = new
        if not change.lanes:
            return self._with_entries(entries)
        lanes = dict(self.lanes)
        for lane, (_, rows) in change.lanes.items():
            if rows:
                lanes[lane] = rows
            else:
                lanes.pop(lane, None)
        return Report(MappingProxyType(entries), MappingProxyType(lanes))

    def _with_entries(self, entries: dict[Place, Entry]) -> Report:
        """Return a report of the same rows, which keeps what is known of where they stand."""
        return Report(MappingProxyType(entries), self.lanes, self._lane_of, self._position)
