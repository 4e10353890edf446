"""All pages of a report, laid out anew as it changes, with numbers, marks and a signature that fits."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter, measured
from pingkou_gui.document.page_flow import FlowMemory, FlowPart, FlowTable, flow_parts
from pingkou_gui.document.page_geometry import (
    DRAFT,
    LINES,
    NUMBER_BOX,
    NUMBER_DROP,
    NUMBER_SIZE,
    Geometry,
    PageStyles,
)
from pingkou_gui.document.page_layout import (
    ON_LINE,
    EdgeText,
    Layout,
    ParagraphSetter,
    pages_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.line_breaking import FontMetrics, MeasuredText
    from pingkou_gui.document.page_flow import FlowItem, FlowSection
    from pingkou_gui.document.page_layout import PageLayout
    from pingkou_gui.document.tree import Document
    from pingkou_gui.scheme.scheme import PageHabits


# The signature under the text, on one page with it: lines set closer where that is enough.


CLOSER_PAGES = 2
"""So many pages at the end of the text may take a line more."""


def closer_line(page: Geometry) -> int:
    """Return the height of a line, in twips, where a page takes one more than the grid has."""
    return page.pitch * LINES // (LINES + 1)


class SignatureFit:
    """Fits the end of one report again and again, as it changes."""

    def __init__(self, habits: PageHabits) -> None:
        """Fit reports on a county's page."""
        self._page = Geometry.of(habits)
        self._styles = PageStyles(habits, self._page)
        self._setter = ParagraphSetter(self._styles, OfficialWidths(), Typesetter.WORD)

    def parts(
        self, flowing: Iterable[tuple[Geometry, FlowPart]]
    ) -> Iterator[tuple[Geometry, FlowPart]]:
        """Yield the parts of a report, the report itself with its lines set as they are to be."""
        for page, part in flowing:
            yield page, part if part.number else self.fitted(part)

    def fitted(self, part: FlowPart) -> FlowPart:
        """Return the report itself with lines set closer where that saves the signature's page."""
        self._setter.begin()
        pages = self._pages(part)
        before = pages[:-1]
        if not before or not _ends_early(before[-1], self._page):
            return part
        for page in before[: -CLOSER_PAGES - 1 : -1]:
            closer = self._set_closer(part, page)
            if len(self._pages(closer)) < len(pages):
                return closer
        return part

    def _pages(self, part: FlowPart) -> list[PageLayout]:
        return pages_of(part, self._page, self._page.pitch, self._setter)

    def _set_closer(self, part: FlowPart, page: PageLayout) -> FlowPart:
        """Return the part with closer lines from the paragraph that a page begins with."""
        standing = {id(line.paragraph.source) for line in page.lines}
        first = next((n for n, item in enumerate(part.items) if id(item) in standing), 0)
        rest = (self._closer(item) for item in part.items[first:])
        return FlowPart(part.number, (*part.items[:first], *rest))

    def _closer(self, item: FlowItem) -> FlowItem:
        if isinstance(item, FlowTable) or not self._styles[item.style].on_grid:
            return item
        return item._replace(line=closer_line(self._page))


def _ends_early(page: PageLayout, geometry: Geometry) -> bool:
    """Return whether a page has room for a line at its foot: what came next was moved as a whole."""
    last = max((line.top + line.height for line in page.lines), default=0.0)
    last = max([last, *(rule.y for rule in page.rules)])
    return last + geometry.pitch <= geometry.top + geometry.height


class Typesetting:
    """Lays out one report again and again, as it changes."""

    def __init__(
        self, habits: PageHabits, metrics: FontMetrics, rules: Typesetter = Typesetter.WORD
    ) -> None:
        """Set reports on a county's page with fonts as `metrics` knows them."""
        self._habits = habits
        self._upright = Geometry.of(habits)
        self.styles = PageStyles(habits, self._upright)
        self._setter = ParagraphSetter(self.styles, metrics, rules)
        self._metrics, self._rules = metrics, rules
        self._memory = FlowMemory()
        self._fit = SignatureFit(habits)
        self._covered = False
        """Whether the first page is a cover, which shows no number."""
        self._parts: dict[int, tuple[FlowPart, bool, list[PageLayout]]] = {}
        """The pages of every part of the last layout; a part that is the same keeps them."""

    def lay_out(self, document: Document, *, seconds: float = inf) -> Layout:
        """Return the pages of a report; ValueError where a table does not fill its columns.

        After `seconds` it stops before the next part that is new, so that a window can show what
        there is and go on: laying out again takes up what is known already, and lays out at
        least one attachment more, however slow the machine, so that going on comes to an end.
        """
        sealed, self._covered = self._habits.sealed, bool(document.cover)
        flowing = flow_parts(document, self._upright, sealed=sealed, memory=self._memory)
        parts = self._fit.parts(flowing)
        return self._lay_out(parts, draft=document.draft, until=perf_counter() + seconds)

    def lay_out_flow(self, sections: Iterable[FlowSection]) -> Layout:
        """Return the pages of a flow."""
        parts = ((section.page, part) for section in sections for part in section.parts)
        return self._lay_out(parts, draft=False, until=inf)

    def _lay_out(
        self, flowing: Iterable[tuple[Geometry, FlowPart]], *, draft: bool, until: float
    ) -> Layout:
        """Return the pages; parts laid out before are reused, and after `until` the rest waits."""
        self._setter.begin()
        pages: list[PageLayout] = []
        parts: dict[int, tuple[FlowPart, bool, list[PageLayout]]] = {}
        complete = True
        advanced = not self._parts
        for page, part in flowing:
            known = self._parts.get(id(part))
            if known is None or known[1] is not draft:
                if pages and advanced and perf_counter() > until:
                    complete = False
                    break
                advanced = advanced or bool(pages)
                known = part, draft, self._pages(part, page)
            numbered = [
                self._numbered(laid, number, draft=draft)
                for number, laid in enumerate(known[2], len(pages) + 1)
            ]
            parts[id(part)] = part, draft, numbered
            pages += numbered
        self._parts = parts
        return Layout(tuple(pages), draft, complete)

    def _pages(self, part: FlowPart, page: Geometry) -> list[PageLayout]:
        return pages_of(part, page, self._upright.pitch, self._setter)

    def _numbered(self, page: PageLayout, number: int, *, draft: bool) -> PageLayout:
        """Return the page under its number; the very same while nothing of it changed."""
        if page.number == number and page.edges:
            return page
        fresh = replace(page, number=number)
        fresh.edges = tuple(self._edge_texts(fresh, draft=draft))
        return fresh

    def _edge_texts(self, page: PageLayout, *, draft: bool) -> Iterator[EdgeText]:
        """Yield what stands in a page's margins: its number, and the mark of a draft."""
        sheet, odd = page.page, page.number % 2 == 1
        number = self._edge_text("Footer", f"— {page.number} —")
        long = number.width(0, len(number.text))
        if self._covered and page.number == 1:
            pass
        elif sheet.landscape and self._habits.rotate_landscape_numbers:
            thick = NUMBER_BOX[0]
            # The box stands as the Word file places it; its text is turned clockwise.
            y = (
                sheet.paper[1] - sheet.bottom - NUMBER_SIZE - long
                if odd
                else sheet.top + NUMBER_SIZE
            )
            middle = sheet.left - NUMBER_DROP - thick // 2 + thick / 2
            x = middle - NUMBER_SIZE / 2 + NUMBER_SIZE * (1 - ON_LINE)
            yield EdgeText(number, x, y, turned=True)
        else:
            right = sheet.paper[0] - sheet.right - NUMBER_SIZE - long
            x = right if odd else sheet.left + NUMBER_SIZE
            y = sheet.paper[1] - sheet.footer - NUMBER_SIZE * (1 - ON_LINE)
            yield EdgeText(number, x, y)
        if draft:
            mark = self._edge_text("DraftMark", DRAFT)
            x = sheet.left + (sheet.width - mark.width(0, len(mark.text))) / 2
            y = sheet.header + self.styles["DraftMark"].line * ON_LINE
            yield EdgeText(mark, x, y, warning=True)

    def _edge_text(self, style: str, text: str) -> MeasuredText:
        return measured(((text, self.styles[style].look),), self._metrics, self._rules)
