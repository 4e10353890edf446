"""From a report to a verified Word file where the clerk wants it, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import compose
from pingkou_gui.document.docx_file import DocxPackage, part_xml, read_written
from pingkou_gui.document.page_flow import flow_parts
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.status import report_status
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.document.typesetting import SignatureFit
from pingkou_gui.document.verify import verify
from pingkou_gui.document.word_page import edges
from pingkou_gui.errors import KnownError
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.document.tree import Document
    from pingkou_gui.document.verify import Verification
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.scheme.scheme import PageHabits


# Writing a report as a Word file, and proving what was written.


def build_word(document: Document, habits: PageHabits, *, written: datetime) -> bytes:
    """Return the report as the bytes of a docx.

    The same document, habits and `written` give the same bytes. A time with a zone is stored as
    UTC; one without is stored as it stands, whatever the zone of the computer.

    Raises:
        ValueError: A table of the tree does not fill its columns.
    """
    page = Geometry.of(habits)
    parts = SignatureFit(habits).parts(flow_parts(document, page, sealed=habits.sealed))
    flowing = groupby(parts, key=itemgetter(0))
    sections = (
        (here, (item for _, part in parts for item in part_xml(part, page.pitch)))
        for here, parts in flowing
    )
    turn = habits.rotate_landscape_numbers
    pages = [page, *(page.turned() if a.landscape else page for a in document.attachments)]
    ends = [
        edges(here, rotated=turn, draft=document.draft, cover=bool(document.cover) and not number)
        for number, (here, _) in enumerate(groupby(pages))
    ]
    package = DocxPackage()
    package.fit(habits, page)
    package.fill(sections, ends)
    package.describe(document, _stored(written))
    if document.payload:
        package.carry(document.payload)
    return package.save()


def _stored(written: datetime) -> datetime:
    return written.astimezone(UTC).replace(tzinfo=None) if written.tzinfo else written


def write_word(
    document: Document,
    habits: PageHabits,
    target: Path,
    *,
    written: datetime,
    despite_lock: bool = False,
) -> Verification:
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
    return verify(target, document, habits)


# From a record to a proved Word file: what the window, the command line and tests all do.


@dataclass(frozen=True, slots=True)
class Published:
    """A written file, its proof, and how the report in it stands."""

    target: Path
    proof: Verification
    status: ReportStatus

    @property
    def draft(self) -> bool:
        """Whether the file says 草稿 on every page."""
        return self.status.draft


def publish(  # noqa: PLR0913 - what a window, a command and a collection each decide
    record: Record,
    target: Path,
    written: datetime,
    *,
    with_data: bool = True,
    reviewed: Iterable[Finding] | None = None,
    despite_lock: bool = False,
) -> Published:
    """Write the report as Word, and prove the file.

    A report that has not changed since it was written there keeps its time, and so its bytes.

    Args:
        record: The report with its scheme.
        target: The file to write.
        written: The moment that counts as that of writing, where the report has changed.
        with_data: Whether the data travel inside. Without them it is the copy for a website: the
            same pages, which cannot be opened as a report again; the full file stays with the unit.
        reviewed: The findings in the clerk's own words, where they are known already.
        despite_lock: Write although another program seems to hold the file.

    Raises:
        TargetError: The file cannot be written; nothing is left half written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    standing = report_status(facts, reviewed)
    payload = to_json(record) if with_data else ""
    document = compose(facts, draft=standing.draft, payload=payload)
    moment = _unchanged_since(target, document, scheme.page) or written
    proof = write_word(document, scheme.page, target, written=moment, despite_lock=despite_lock)
    return Published(target, proof, standing)


def _unchanged_since(target: Path, document: Document, habits: PageHabits) -> datetime | None:
    """Return when the very same report was written to the target, None where it was not."""
    try:
        earlier, size = read_written(target), target.stat().st_size
        if earlier is None or size > _SAME_LARGEST:
            return None
        same = build_word(document, habits, written=earlier) == target.read_bytes()
    except (KnownError, OSError, ValueError):
        return None
    return earlier if same else None


_SAME_LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is held against a report before it is written anew."""
