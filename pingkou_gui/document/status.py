"""Whether a composed report is a draft: what is missing in it, and what must be mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.review import blank_cell_findings, blank_places, review
from pingkou_gui.document.tree import PLACEHOLDER, Paragraph, SignatureLine, Table
from pingkou_gui.form.field import is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.form.values import SINGLE, FigureRef, Place, RowList
from pingkou_gui.report.check_rules import with_reasons
from pingkou_gui.report.checks import findings
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.progress import MISSING, Gap, open_points, progress
from pingkou_gui.text.lines.source import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Block, Document
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.progress import Progress


# What a report still lacks as its pages show it: every 【待填：…】 and 【待核：…】 with its place.
#
# A mark on the page and a gap on the form are the same thing told twice, so the second is read
# off the first: whatever is printed as missing is counted, and nothing is counted out.


_DOUBT = f"{OPENING}核"
_MISSING = SpanKind.MISSING


@dataclass(frozen=True, slots=True)
class Mark:
    """A placeholder on the page: what it says, and the places it is about."""

    what: str
    doubt: bool
    refs: tuple[Ref, ...]


def marks(document: Document) -> Iterator[Mark]:
    """Yield the placeholders of a report, each kind at its places once."""
    yield from dict.fromkeys(_marks(document))


def _marks(document: Document) -> Iterator[Mark]:
    for blocks in (document.blocks, *(a.blocks for a in document.attachments)):
        for block in blocks:
            for spans in _spans(block):
                for span in spans:  # by the hundred thousand in a large report
                    if span.kind is _MISSING or OPENING in span.text:
                        yield from _of_span(span)
    if document.signature is not None and document.signature.day is None:
        yield Mark(Unit.report_date.label, doubt=False, refs=(Unit.report_date.at(),))


def _spans(block: Block) -> Iterable[Spans]:
    if isinstance(block, Paragraph):
        return (block.spans,)
    if isinstance(block, SignatureLine):
        return block.entries
    if isinstance(block, Table):
        return [cell.spans for row in (*block.head, *block.rows) for cell in row.cells]
    return ()


def _of_span(span: Span) -> Iterator[Mark]:
    for found in PLACEHOLDER.findall(span.text):
        what = found.partition("：")[2].removesuffix("】")
        yield Mark(what, found.startswith(_DOUBT), span.refs)


def printed_gaps(
    f: Facts, document: Document, listed: frozenset[Place | RowList]
) -> tuple[Gap, ...]:
    """Return the gaps that the page shows and that are not in `listed`; one of each place and label."""
    found: dict[tuple[Place | RowList | FigureRef, str], Gap] = {}
    for mark in marks(document):
        for gap in _gaps_of_mark(f, mark, listed):
            own = (
                gap.label
                if isinstance(gap.place, Place) and gap.place.section == OwnText.key
                else ""
            )
            found.setdefault((gap.place, own), gap)
    return tuple(found.values())


def _gaps_of_mark(f: Facts, mark: Mark, listed: frozenset[Place | RowList]) -> Iterator[Gap]:
    """Yield what a mark asks for, except what is in `listed`."""
    places = _places(f, mark)
    # A mark that the county itself left in its scheme belongs to no field; it is told anyhow.
    first = mark.refs[0] if mark.refs else Unit.name.at()
    if mark.doubt:
        if not listed.intersection(places):
            yield Gap(places[0] if places else first, mark.what, "核对：")
        return
    places = tuple(p for p in places if is_blank(f.report[p])) or places
    if not places:
        yield Gap(first, mark.what)
    elif len({(place.section, place.field) for place in places}) == 1:
        own = mark.what if places[0].section == OwnText.key else ""
        yield from (_gap(place, own) for place in places if not listed.intersection(_names(place)))
    elif not listed.intersection(name for place in places for name in _names(place)):
        yield _gap(next((p for p in places if _label(p) == mark.what), places[0]))


def _places(f: Facts, mark: Mark) -> tuple[Place, ...]:
    """Return the places a mark is about, a figure's being those it is worked out from."""
    found: dict[Place, None] = {}
    for ref in mark.refs:
        places = f.places(f.reads(ref)) if isinstance(ref, FigureRef) else (ref,)
        found.update(dict.fromkeys(places))
    return tuple(place for place in found if FORM.page_of(place.section) is not None)


def _names(place: Place) -> tuple[Place | RowList, ...]:
    """Return a place as it may be told of: a list without rows by its list."""
    lists = place.row == SINGLE and FORM.sections[place.section].repeated()
    return (place, RowList(place.section)) if lists else (place,)


def _label(place: Place) -> str:
    field = FORM.field_at(place)
    return "" if field is None else field.label


def _gap(place: Place, label: str = "") -> Gap:
    return Gap(place, label or _label(place))


# How a report stands: what is missing, what must be mended, and so whether it is a draft.
#
# The window, the command line, the file and the return package all ask here, so that none of
# them can promise what another does not keep.


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """The pages with what is missing on them, and all findings, closed ones with their reasons."""

    pages: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    blank: frozenset[Place] = frozenset()
    """Fields whose cells in the attachments would be printed blank."""
    document: Document | None = field(default=None, compare=False, repr=False)
    """The report as a draft prints it, composed for the look."""

    @property
    def must(self) -> tuple[Finding, ...]:
        """What must be mended and was not closed, each once."""
        return tuple({f"{x.key}|{x.message}": x for x in _must(self.findings)}.values())

    @property
    def missing(self) -> int:
        """How many things are still to be filled in, but for those that must be mended."""
        return sum(point.weight == MISSING for point in open_points(self.pages, self.findings))

    @property
    def draft(self) -> bool:
        """Whether what comes out is a draft: something is missing, unread, or must be mended."""
        return bool(self.must) or any(page.gaps or page.unread for page in self.pages)


def report_status(f: Facts, reviewed: Iterable[Finding] | None = None) -> ReportStatus:
    """Return how a report stands.

    `reviewed` are the findings in the clerk's own words where they are known already; without
    them the report is read over (0.2 s).
    """
    document = compose(f, draft=True)
    if reviewed is None:
        reviewed = (*review(document, f.report, f), *blank_cell_findings(document, f.report))
    found = (*findings(f), *with_reasons(f, tuple(reviewed)))
    blank = blank_places(document, f.report)
    return ReportStatus(pages_of(f, document, found), found, blank, document)


def open_words(must: int, missing: int) -> str:
    """Return 必改 1 处、还差 2 项, as the window counts them; nothing where nothing is open."""
    parts = [f"必改 {must} 处"] if must else []
    parts += [f"还差 {missing} 项"] if missing else []
    return "、".join(parts)


def pages_of(f: Facts, document: Document, found: tuple[Finding, ...]) -> tuple[Progress, ...]:
    """Return the pages with all that is missing: what is required, and what is printed as so."""
    pages = progress(f)
    listed: set[Place | RowList] = {place for page in pages for place, _ in page.unread}
    listed.update(g.place for p in pages for g in p.gaps if not isinstance(g.place, FigureRef))
    listed.update(place for page in pages for gap in page.gaps for place in gap.all_of)
    listed.update(_about(f, _must(found)))
    more: dict[str, list[Gap]] = {}
    for gap in printed_gaps(f, document, frozenset(listed)):
        more.setdefault(_page_of(f, gap), []).append(gap)
    return tuple(p._replace(gaps=(*p.gaps, *more.get(p.page.key, ()))) for p in pages)


def _must(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(x for x in found if x.open and x.severity is Severity.ERROR)


def _about(f: Facts, found: Iterable[Finding]) -> Iterable[Place]:
    """Return the places that findings are about, those behind their figures included."""
    for ref in (ref for finding in found for ref in finding.places):
        yield from (ref,) if isinstance(ref, Place) else f.places(f.reads(ref))


def _page_of(f: Facts, gap: Gap) -> str:
    """Return the key of the page a gap is filled in on, the first one where none shows it."""
    place = gap.place
    behind = f.places(f.reads(place)) if isinstance(place, FigureRef) else (place,)
    pages = (FORM.page_of(each.section) for each in behind)
    return next((page.key for page in pages if page), FORM.pages[0].key)
