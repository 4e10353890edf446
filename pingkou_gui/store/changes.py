"""A change as text for the history, and as rows of the tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import TYPED, Entry, Place, RowList, Source
from pingkou_gui.report.json_format import source_as_data, source_from_data
from pingkou_gui.report.report import Change

if TYPE_CHECKING:
    from sqlite_utils import Database


_UPSERT = """
    insert into field_values (report_id, section, row, field, value, source)
    values (?, ?, ?, ?, ?, ?)
    on conflict (report_id, section, row, field)
    do update set value = excluded.value, source = excluded.source
"""
"""In plain words: sqlite-utils asks for the tables of the file with every value it writes."""


def source_text(source: Source) -> str | None:
    """Return a source as it is stored, None for plain typing."""
    data = source_as_data(source)
    return json.dumps(data, ensure_ascii=False) if data else None


def stored_entry(place: Place, value: str, source: str | None) -> Entry | None:
    """Return the entry of a stored row, None for a field that this version does not know."""
    field = FORM.field_at(place)
    if field is None:
        return None
    return Entry(field.load(value), source_from_data(json.loads(source)) if source else TYPED)


def _pair(place: Place, entry: Entry | None) -> list[Any] | None:
    field = FORM.field_at(place)
    if entry is None or field is None:
        return None
    return [field.dump(entry.value), source_text(entry.source)]


def change_text(change: Change) -> str:
    """Return the change as JSON text."""
    entries = [[*p, _pair(p, old), _pair(p, new)] for p, (old, new) in change.entries.items()]
    lanes = [[*lane, old, new] for lane, (old, new) in change.lanes.items()]
    return json.dumps({"entries": entries, "lanes": lanes}, ensure_ascii=False)


def change_of(text: str) -> Change:
    """Return the change that was stored as `text`."""
    data = json.loads(text)
    entries: dict[Place, tuple[Entry | None, Entry | None]] = {}
    for section, row, name, old, new in data["entries"]:
        place = Place(section, row, name)
        entries[place] = (
            stored_entry(place, *old) if old else None,
            stored_entry(place, *new) if new else None,
        )
    lanes = {
        RowList(section, parent): (tuple(old), tuple(new))
        for section, parent, old, new in data["lanes"]
    }
    return Change(entries, lanes)


def write_change(db: Database, report_id: int, change: Change) -> None:
    """Bring the tables to the new side of `change`, inside the caller's transaction."""
    gone = [(report_id, *p) for p, (_, new) in change.entries.items() if new is None]
    if gone:
        db.conn.executemany(
            "delete from field_values where report_id = ? and section = ? and row = ?"
            " and field = ?",
            gone,
        )
    there = [(p, FORM.field_at(p), new) for p, (_, new) in change.entries.items()]
    rows = [
        (report_id, *place, field.dump(new.value), source_text(new.source))
        for place, field, new in there
        if new is not None and field is not None
    ]
    if rows:
        db.conn.executemany(_UPSERT, rows)
    for lane, (old, new_rows) in change.lanes.items():
        _write_lane(db, report_id, lane, old, new_rows)


def _write_lane(
    db: Database, report_id: int, lane: RowList, old: tuple[int, ...], new: tuple[int, ...]
) -> None:
    table = db.table("report_rows")
    gone = [(report_id, row) for row in set(old) - set(new)]
    if gone:
        db.conn.executemany("delete from report_rows where report_id = ? and row = ?", gone)
    before = {row: position for position, row in enumerate(old)}
    moved = [
        {
            "report_id": report_id,
            "section": lane.section,
            "parent": lane.parent,
            "row": row,
            "position": position,
        }
        for position, row in enumerate(new)
        if before.get(row) != position
    ]
    if moved:
        table.upsert_all(moved, pk=("report_id", "row"))
