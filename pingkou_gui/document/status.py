"""Whether a composed report is a draft: what is missing in it, and what must be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.review import review
from pingkou_gui.document.tree import PLACEHOLDER, Paragraph, SignatureLine, Table
from pingkou_gui.form.field import Amounts, is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.form.pages.projects import ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import SINGLE, FigureRef, Place, RowList, says_nothing
from pingkou_gui.report.check_rules import with_reasons
from pingkou_gui.report.checks import findings
from pingkou_gui.report.checks_sums import SHEET_FIELDS
from pingkou_gui.report.findings import BLANK_CELLS, Finding, Severity
from pingkou_gui.report.progress import MISSING, Gap, open_points, progress
from pingkou_gui.report.row_names import row_label
from pingkou_gui.text.lines.source import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Block, Document
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.progress import OpenPoint, Progress


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


# What would be printed blank in the attachments. A blank cell does not tell whether there is none
# or nobody has filled it in: the report is a draft until it is told, or said why it stays blank.


_ELSEWHERE = frozenset(
    {*SHEET_FIELDS}
    | {field for each in (Indicator, ProjectIndicator) for field in (each.score, each.reason)}
)
"""Fields that checks of their own ask for: of a project's sheet, of a score, of a deviation."""
_AMOUNTS = {
    field.key: line
    for section in FORM.sections.values()
    for line in section.lines
    if isinstance(line, Amounts)
    for field in line.fields
}
_ASIDE = re.compile("（[^（）]*）$")
_NAMED, _FEW = 6, 4


class BlankMatter(NamedTuple):
    """Fields that are asked for as one, and the numbers of the attachments with their cells."""

    places: tuple[Place, ...]
    sheets: tuple[int, ...]


def blank_matters(
    f: Facts, document: Document, listed: frozenset[Place | RowList]
) -> Iterator[BlankMatter]:
    """Yield what cells are printed blank for want of and nothing in `listed` asks for.

    The amounts of a row, the fields of a section, and a field of the rows of a list are one
    matter: nobody has come to them yet.
    """
    cells = tuple(_blank_cells(f, document))
    asked: dict[Place, int] = {}
    for number, places in sorted(cells, key=lambda cell: len(cell[1])):  # sums come last
        names = {name for place in places for name in _names(place)}
        if (len(places) == 1 or not asked.keys() & names) and not listed & names:
            asked.update((place, number) for place in _needed(places) if place not in asked)
    found: dict[tuple[str, str], list[Place]] = {}
    for place in dict.fromkeys(place for _, places in cells for place in places):
        if place in asked:
            found.setdefault(_matter(place), []).append(place)
    for matter in found.values():
        matter.sort(key=partial(_on_the_page, f))
        yield BlankMatter(tuple(matter), tuple(sorted({asked[place] for place in matter})))


def _unfinished(document: Document) -> frozenset[int]:
    """Return the numbers of the attachments in which something is called for as missing."""
    return frozenset(
        attachment.number
        for attachment in document.attachments
        for block in attachment.blocks
        if any(span.kind is _MISSING for spans in _spans(block) for span in spans)
    )


def _needed(places: tuple[Place, ...]) -> Iterator[Place]:
    """Yield what fills a cell: of a sum the whole alone, where it may be typed itself."""
    rows = {place: _AMOUNTS.get(f"{place.section}.{place.field}") for place in places}
    for place, row in rows.items():
        if not any(row in whole.parts for whole in rows.values() if row and whole):
            yield place


def _blank_cells(f: Facts, document: Document) -> Iterator[tuple[int, tuple[Place, ...]]]:
    """Yield the number of the attachment of every blank cell, and the blank fields behind it."""
    for attachment in document.attachments:
        for block in attachment.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                for cell in row.cells:
                    refs = () if cell.text else (ref for span in cell.spans for ref in span.refs)
                    places = tuple(ref for ref in refs if isinstance(ref, Place) and _due(f, ref))
                    if places:
                        yield attachment.number, places


def _due(f: Facts, place: Place) -> bool:
    return FORM.field_at(place) not in _ELSEWHERE and is_blank(f.report[place])


def _matter(place: Place) -> tuple[str, str]:
    """Return what a field is told of together with: its row of amounts, or its section."""
    section = FORM.sections[place.section]
    if section.repeated():
        return section.key, place.field
    amounts = _AMOUNTS.get(f"{place.section}.{place.field}")
    return section.key, amounts.name if amounts is not None else ""


def _on_the_page(f: Facts, place: Place) -> tuple[int, int]:
    """Return where a field comes among those of its matter: as on the form, not as in print."""
    row = f.report.position(place.row) if place.row else 0
    fields = FORM.sections[place.section].fields
    return row, next(i for i, field in enumerate(fields) if field.name == place.field)


def _called(f: Facts, places: tuple[Place, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what the fields of a matter are called together, and each of several by itself."""
    parts, name = tuple(_label(place) for place in places), _label(places[0])
    section = FORM.sections[places[0].section]
    amounts = _AMOUNTS.get(f"{places[0].section}.{places[0].field}")
    if section.repeated():
        parts = tuple(row_label(f, section.key, place.row) for place in places)
        whose = parts[0] if len(parts) == 1 else f"{len(parts)} {section.counter}{section.noun}"
        name = f"{whose}的{name}"
    elif amounts is not None and len(parts) > 1:
        name, parts = amounts.label, tuple(part.removeprefix(amounts.label) for part in parts)
    elif len(parts) > 1:
        name = _ASIDE.sub("", section.heading)
    return name, parts if len(parts) > 1 else ()


def _blank_finding(f: Facts, matter: BlankMatter) -> Finding:
    name, parts = _called(f, matter.places)
    rows = FORM.sections[matter.places[0].section].repeated()
    more = f"等 {len(parts)} 项" if len(parts) > _NAMED else ""
    which = f"：{'、'.join(parts[:_NAMED])}{more}" if parts else ""
    field = FORM.field_at(matter.places[0])
    words = field is not None and isinstance(field.kind, TextKind)
    return Finding(
        BLANK_CELLS,
        Severity.REMINDER,
        _blank_words(name, 1 if rows else len(matter.places)),
        matter.places,
        f"印在附件{'、附件'.join(map(str, matter.sheets))}{which}",
        advice="没有的填 无" if words else "没有的填 无，有的填数",
    )


def _blank_gap(f: Facts, places: tuple[Place, ...]) -> Gap:
    name, parts = _called(f, places)
    few = parts and len(parts) <= _FEW and not FORM.sections[places[0].section].repeated()
    label = f"{name}的{'、'.join(parts)}" if few else name
    return Gap(places[0], label, all_of=places if parts else (), blank=True)


def points_one_by_one(f: Facts, status: ReportStatus) -> Iterator[OpenPoint]:
    """Yield all that is open as it is counted: every blank cell of a row by itself."""
    for point in open_points(status.pages, status.findings):
        for place in point.cells if point.tally > 1 else ():
            name, _ = _called(f, (place,))
            gap, finding = Gap(place, name, blank=True), point.finding
            if finding is not None:
                finding = finding._replace(message=_blank_words(name), places=(place,), numbers="")
            yield point._replace(gap=gap, finding=finding)
        if point.tally == 1:
            yield point


def _blank_words(name: str, cells: int = 1) -> str:
    return f"{name}空着{f' {cells} 格' if cells > 1 else ''}，会照空印出"


def _asked(f: Facts, found: Iterable[Finding], listed: set[Place | RowList]) -> Iterator[Gap]:
    """Yield the gaps of findings that ask for what would be printed blank."""
    for finding in found:
        place = finding.places[0] if finding.places else None
        if finding.asks and isinstance(place, Place) and place not in listed:
            blank = tuple(ref for ref in finding.places if isinstance(ref, Place))
            blank = tuple(ref for ref in blank if is_blank(f.report[ref]))
            more = blank if len(blank) > 1 else ()
            yield Gap(
                place, _wanted(f, finding, place), all_of=more, blank=finding.check == BLANK_CELLS
            )


def _wanted(f: Facts, finding: Finding, place: Place) -> str:
    """Return what a finding asks for: rows of a list, a blank field, or a look at what is there."""
    if finding.leads is not None:
        return FORM.sections[finding.leads.section].heading
    value = f.report[place]
    lacks = is_blank(value) or (isinstance(value, str) and says_nothing(value))
    return _label(place) if lacks else f"{_label(place)}的核对"


# How a report stands: what is missing, what must be mended, and so whether it is a draft.
#
# The window, the command line, the file and the return package all ask here, so that none of
# them can promise what another does not keep.


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """The pages with what is missing on them, and all findings, closed ones with their reasons."""

    pages: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    document: Document | None = field(default=None, compare=False, repr=False)
    """The report as a draft prints it, composed for the look."""

    @property
    def must(self) -> tuple[Finding, ...]:
        """What must be mended and was not closed, each once."""
        return tuple({f"{x.key}|{x.message}": x for x in _must(self.findings)}.values())

    @property
    def missing(self) -> int:
        """How many things are still to be filled in, but for those that must be mended."""
        points = open_points(self.pages, self.findings)
        return sum(point.tally for point in points if point.weight == MISSING)

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
        reviewed = review(document, f.report, f)
    found = (*findings(f), *with_reasons(f, tuple(reviewed)))
    pages = pages_of(f, document, found)
    listed, unfinished = frozenset(_listed(f, pages, found)), _unfinished(document)
    matters = tuple(blank_matters(f, document, listed))
    # One by one by what a reason closes only where nothing else is called for on the sheet.
    gaps = (_blank_gap(f, x.places) for x in matters if unfinished.intersection(x.sheets))
    pages = _with_gaps(f, pages, gaps)
    last = (_blank_finding(f, x) for x in matters if not unfinished.intersection(x.sheets))
    blank = with_reasons(f, tuple(last))
    return ReportStatus(_with_asked(f, pages, blank), (*found, *blank), document)


def open_words(must: int, missing: int) -> str:
    """Return 必改 1 处、还差 2 项, as the window counts them; nothing where nothing is open."""
    parts = [f"必改 {must} 处"] if must else []
    parts += [f"还差 {missing} 项"] if missing else []
    return "、".join(parts)


def pages_of(f: Facts, document: Document, found: tuple[Finding, ...]) -> tuple[Progress, ...]:
    """Return the pages with all that is missing: what is required, and what is printed as so."""
    pages = progress(f)
    listed = frozenset(_listed(f, pages, found))
    pages = _with_gaps(f, pages, printed_gaps(f, document, listed))
    return _with_asked(f, pages, found)


def _listed(
    f: Facts, pages: tuple[Progress, ...], found: tuple[Finding, ...]
) -> set[Place | RowList]:
    """Return the places that are told of already: as missing, as unread, as to be mended."""
    listed: set[Place | RowList] = {place for page in pages for place, _ in page.unread}
    listed.update(g.place for p in pages for g in p.gaps if not isinstance(g.place, FigureRef))
    listed.update(place for page in pages for gap in page.gaps for place in gap.all_of)
    listed.update(_about(f, _must(found)))
    return listed


def _with_asked(
    f: Facts, pages: tuple[Progress, ...], found: tuple[Finding, ...]
) -> tuple[Progress, ...]:
    """Return the pages with the gaps of findings that ask for what would be printed blank."""
    return _with_gaps(f, pages, _asked(f, found, _listed(f, pages, ())))


def _with_gaps(f: Facts, pages: tuple[Progress, ...], gaps: Iterable[Gap]) -> tuple[Progress, ...]:
    more: dict[str, list[Gap]] = {}
    for gap in gaps:
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
