"""How a report stands: what is missing, what must be mended, and so whether it is a draft.

The window, the command line, the file and the return package all ask here, so that none of
them can promise what another does not keep.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import compose
from pingkou_gui.document.marks import printed_gaps
from pingkou_gui.document.review import review
from pingkou_gui.domain.checks import findings
from pingkou_gui.domain.checks.closing import with_reasons
from pingkou_gui.domain.finding import Severity
from pingkou_gui.domain.progress import progress
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.document.tree import Document
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.progress import Gap, Progress
    from pingkou_gui.spec.place import Lane


@dataclass(frozen=True, slots=True)
class Standing:
    """The pages with what is missing on them, and all findings, closed ones with their reasons."""

    pages: tuple[Progress, ...]
    findings: tuple[Finding, ...]

    @property
    def must(self) -> tuple[Finding, ...]:
        """What must be mended and was not closed."""
        return _must(self.findings)

    @property
    def missing(self) -> int:
        """How many things are still to be filled in."""
        return sum(len(page.gaps) for page in self.pages)

    @property
    def draft(self) -> bool:
        """Whether what comes out is a draft: something is missing, unread, or must be mended."""
        return bool(self.must) or any(page.gaps or page.unread for page in self.pages)


def standing(f: Facts, reviewed: Iterable[Finding] | None = None) -> Standing:
    """Return how a report stands.

    `reviewed` are the findings in the clerk's own words where they are known already; without
    them the report is read over (0.2 s).
    """
    document = compose(f, draft=True)
    if reviewed is None:
        reviewed = review(document, f.report)
    found = (*findings(f), *with_reasons(f, tuple(reviewed)))
    return Standing(pages_of(f, document, found), found)


def open_words(must: int, missing: int) -> str:
    """Return 还有 1 处必改、2 项没填; nothing where nothing is open."""
    parts = [f"{must} 处必改"] if must else []
    parts += [f"{missing} 项没填"] if missing else []
    return f"还有 {'、'.join(parts)}" if parts else ""


def pages_of(f: Facts, document: Document, found: tuple[Finding, ...]) -> tuple[Progress, ...]:
    """Return the pages with all that is missing: what is required, and what is printed as so."""
    pages = progress(f)
    told: set[Place | Lane] = {place for page in pages for place, _ in page.unread}
    told.update(g.place for p in pages for g in p.gaps if not isinstance(g.place, FigureRef))
    told.update(_about(f, _must(found)))
    more: dict[str, list[Gap]] = {}
    for gap in printed_gaps(f, document, frozenset(told)):
        more.setdefault(_page_of(f, gap), []).append(gap)
    return tuple(replace(p, gaps=(*p.gaps, *more.get(p.page.key, ()))) for p in pages)


def _must(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(x for x in found if x.open and x.severity is Severity.ERROR)


def _about(f: Facts, found: Iterable[Finding]) -> Iterable[Place]:
    """Return the places that findings are about, those behind their figures included."""
    for ref in (ref for finding in found for ref in finding.places):
        yield from (ref,) if isinstance(ref, Place) else f.places(f.reads(ref))


def _page_of(f: Facts, gap: Gap) -> str:
    place = gap.place
    if isinstance(place, FigureRef):
        behind = f.places(f.reads(place))
        pages = (FORM.page_of(each.section) for each in behind)
        return next((page.key for page in pages if page), FORM.pages[0].key)
    page = FORM.page_of(place.section)
    return page.key if page else FORM.pages[0].key
