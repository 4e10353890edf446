"""Writing a report as a Word file, and proving what was written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pingkou_gui.document.page_flow import flow
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.proof import prove
from pingkou_gui.document.target import write_safely
from pingkou_gui.document.word.package import Package
from pingkou_gui.document.word.sections import edges

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.document.proof import Proof
    from pingkou_gui.document.tree import Document
    from pingkou_gui.scheme.page import PageHabits


def build_word(document: Document, habits: PageHabits, *, written: datetime) -> bytes:
    """Return the report as the bytes of a docx.

    The same document, habits and `written` give the same bytes. A time with a zone is stored as
    UTC; one without is stored as it stands, whatever the zone of the computer.

    Raises:
        ValueError: A table of the tree does not fill its columns.
    """
    page = Geometry.of(habits)
    parts = flow(document, page, sealed=habits.sealed)
    turn = habits.rotate_landscape_numbers
    ends = [edges(part.page, rotated=turn, draft=document.draft) for part in parts]
    package = Package()
    package.fit(habits, page)
    package.fill(parts, ends)
    package.describe(document, _stored(written))
    if document.payload:
        package.carry(document.payload)
    return package.save()


def _stored(written: datetime) -> datetime:
    whole = written.replace(microsecond=0)
    return whole.astimezone(UTC).replace(tzinfo=None) if whole.tzinfo else whole


def write_word(
    document: Document,
    habits: PageHabits,
    target: Path,
    *,
    written: datetime,
    despite_lock: bool = False,
) -> Proof:
    """Write the report to `target` and return the proof of the file that now lies there.

    Args:
        document: The report.
        habits: The page habits of the county.
        target: Where to; an older file there is replaced as a whole or not at all.
        written: The time that goes into the properties of the file.
        despite_lock: Write although a lock file says that the target is open elsewhere.

    Raises:
        TargetError: Nothing could be written there; it may offer another name.
    """
    write_safely(target, build_word(document, habits, written=written), despite_lock=despite_lock)
    return prove(target, document, habits)
