"""The signature under the text, on one page with it: lines set closer where that is enough.

GB/T 9704-2012 wants the signature on a page with text, and names the remedy where the rest of the
page does not hold it: lines are set closer or wider (7.3.5.5; 5.2.3 lets 22 lines a page be adjusted
for it). Here the last one or two pages of the text take one line more, 23 for 22, which nobody
sees; no line is set closer than that, and no page before them. Where that is not enough the end of
the text goes to the next page with the signature, as its paragraphs are tied.

What fits is measured by Word's rules with the widths of the official fonts, so that the Word file,
the pages in the window and the PDF are all set by one decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter
from pingkou_gui.document.page_flow import FlowPart, FlowTable
from pingkou_gui.document.page_geometry import LINES, Geometry, PageStyles
from pingkou_gui.document.page_layout import ParagraphSetter, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.page_flow import FlowItem
    from pingkou_gui.document.page_layout import PageLayout
    from pingkou_gui.scheme.scheme import PageHabits

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
