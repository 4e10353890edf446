"""What can be done with rows: each act is one step of the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.draft import Draft
from pingkou_gui.spec.values import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.session import Session
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.place import Lane, Place
    from pingkou_gui.spec.section import Section

Finish = Callable[[Draft, int], None]
"""Sets in a draft what follows from what was typed into a row."""


def is_blank_row(session: Session, section: type[Section], row: int) -> bool:
    """Return whether nothing at all stands in a row."""
    report = session.report
    return all(report.entry(field.at(row)) is None for field in section.fields)


def delete_rows(session: Session, section: type[Section], lane: Lane, rows: Sequence[int]) -> None:
    """Delete rows with all they hold."""
    if rows:
        session.remove_rows(section, tuple(rows), lane.parent)


def move_rows(
    session: Session, section: type[Section], lane: Lane, rows: Iterable[int], by: int
) -> None:
    """Move rows as one block up (negative) or down; at the end they stay."""
    order = list(session.report.rows(*lane))
    block = [row for row in order if row in set(rows)]
    if not block:
        return
    first = order.index(block[0])
    rest = [row for row in order if row not in set(block)]
    to = min(max(first + by, 0), len(rest))
    draft = session.draft()
    draft.order(section, (*rest[:to], *block, *rest[to:]), lane.parent)
    session.make(draft.change, f"移动{section.noun}")


def clear_cells(session: Session, cells: Iterable[tuple[Field[Any], int]]) -> None:
    """Blank cells."""
    draft = Draft(session.report)
    for field, row in cells:
        draft.put(field, None, row)
    session.make(draft.change, "清除内容")


def confirm_cells(session: Session, places: Iterable[Place]) -> None:
    """Confirm values taken over from last year."""
    draft = Draft(session.report)
    for place in places:
        entry = session.report.entry(place)
        if entry is not None and entry.source.kind is SourceKind.CARRIED:
            draft.put_entry(place, type(entry)(entry.value))
    session.make(draft.change, "确认沿用")
