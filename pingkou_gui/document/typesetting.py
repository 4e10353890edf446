"""All pages of a report, laid out anew as it changes, with their numbers and marks."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from pingkou_gui.document.line_breaking import Typesetter, measured
from pingkou_gui.document.page_flow import FlowMemory, flow_parts
from pingkou_gui.document.page_geometry import (
    DRAFT,
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
from pingkou_gui.document.signature_fit import SignatureFit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.line_breaking import FontMetrics, MeasuredText
    from pingkou_gui.document.page_flow import FlowPart, FlowSection
    from pingkou_gui.document.page_layout import PageLayout
    from pingkou_gui.document.tree import Document
    from pingkou_gui.scheme.scheme import PageHabits


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
        fresh.edges = tuple(self._edges(fresh, draft=draft))
        return fresh

    def _edges(self, page: PageLayout, *, draft: bool) -> Iterator[EdgeText]:
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
