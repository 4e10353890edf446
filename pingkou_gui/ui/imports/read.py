"""Which reader takes a file, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.domain.proposal import Proposed
from pingkou_gui.domain.reading import normalise
from pingkou_gui.domain.reading.reader import report_year
from pingkou_gui.importers import sniff, source_text
from pingkou_gui.importers.last_year import read_report
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.targets import read_targets
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.opening import open_word
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.values import Source as SourceOf
from pingkou_gui.spec.values import SourceKind
from pingkou_gui.ui.imports.origin import Origin

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.domain.proposal import Proposal
    from pingkou_gui.domain.reading import SourceText
    from pingkou_gui.domain.report import Report
    from pingkou_gui.importers.last_year import Years
    from pingkou_gui.opening import OpenedWord
    from pingkou_gui.scheme.model import Scheme


@dataclass(frozen=True, slots=True)
class Read:
    """A file read: what it proposes, or the Word file of this program that it is."""

    proposal: Proposal | None
    origin: Origin
    opened: OpenedWord | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file is read for: the report it goes into, its scheme, whose year it speaks of."""

    report: Report
    scheme: Scheme | None = None
    years: Years = "auto"


def read_file(path: Path, wanted: Wanted) -> Read:
    """Return what a file holds, by the reader for its kind.

    Raises:
        UnusableFileError: No reader can use it; the sentence says how to save it.
    """
    kind = sniff.kind_of(path)
    if kind == sniff.WORKBOOK:
        return Read(read_workbook(path, wanted.report), Origin(path))
    if kind == sniff.TARGETS:
        proposal = read_targets(path, wanted.report, scheme=wanted.scheme)
        return Read(proposal, Origin(path))
    return _read_report_file(path, wanted)


def read_pasted(text: str, wanted: Wanted) -> Read:
    """Return what pasted text proposes.

    Raises:
        UnusableFileError: The text is empty, or far longer than any report.
    """
    return read_words(source_text.read_pasted(text), wanted)


def read_words(source: SourceText, wanted: Wanted) -> Read:
    """Return what the text of a report proposes."""
    proposal = read_report(source, wanted.report, years=wanted.years)
    if wanted.years == "last":
        proposal = _with_next_year(proposal, source, wanted.report)
    return Read(proposal, Origin(text=source))


def _with_next_year(proposal: Proposal, source: SourceText, report: Report) -> Proposal:
    """Propose the year after that of the text, where the report does not know its own yet."""
    place = Unit.year.at()
    year = report_year(tuple(normalise(p.text, at) for at, p in enumerate(source.paragraphs)))
    known = report[place] is not None or any(item.place == place for item in proposal.items)
    if year is None or known:
        return proposal
    origin = SourceOf(SourceKind.REPORT, source.name, "", f"{year}年度的下一年")
    return replace(proposal, items=(Proposed(place, year + 1, origin), *proposal.items))


def _read_report_file(path: Path, wanted: Wanted) -> Read:
    if not _is_archive(path):
        return read_words(read_source(path), wanted)
    opened = open_word(path)
    if opened.record is not None:
        return Read(None, Origin(text=opened.source), opened)
    return read_words(opened.source, wanted)


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False  # the reader says what is wrong with it
