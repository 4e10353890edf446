"""A page of the form, built from its declaration when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.ui.kit import PageArea
from pingkou_gui.ui.pages.builders import TOGETHER, builders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.spec.section import Page, Section
    from pingkou_gui.ui.editors import PageContext


def build_page(page: Page, context: PageContext) -> PageArea:
    """Return the page with its sections one under the other."""
    known = builders()
    area = PageArea(name=page.title)
    for section in shown_sections(page):
        builder = known.get(section.layout)
        if builder is not None:
            area.add(builder(section, context))
    return area


def shown_sections(page: Page) -> Iterator[type[Section]]:
    """Return the sections that stand on the page by themselves.

    Rows under a row of another section stand with that row, and sections that are shown
    together are told by the first of them.
    """
    seen = set()
    for section in page.sections:
        if section.parent is not None or (section.layout in TOGETHER and section.layout in seen):
            continue
        seen.add(section.layout)
        yield section
