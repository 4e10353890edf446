"""Where a target stands: on which page, and where in the order of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef, Lane, Place
from pingkou_gui.ui.pages.order import fields_in_order
from pingkou_gui.ui.shell import Step, StepState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.ui.editors import Target

OVERVIEW = "export"
"""The key of the step 总览与导出."""
PAGES = {page.key: index for index, page in enumerate(FORM.pages)}
"""The place of each page among the pages, from 0."""
_SECTIONS = {key: index for index, key in enumerate(FORM.sections)}
_FIELDS = {
    field.key: index
    for section in FORM.sections.values()
    for index, field in enumerate(fields_in_order(section))
}
_LAST = 1 << 30

Order = tuple[int, int, int, int]


def last_step() -> Step:
    """Return the step behind the pages: 总览与导出."""
    return Step(OVERVIEW, "总览与导出", None, StepState.LAST)


def page_key_of(facts: Facts, target: Target) -> str:
    """Return the key of the page a target stands on, of the overview where on none."""
    section = getattr(target, "section", "")
    if isinstance(target, FigureRef):
        section = next((part for part in _stems(target) if part in FORM.sections), "")
        if not section:
            typed = facts.places([target])
            section = typed[0].section if typed else ""
    page = FORM.page_of(section)
    return page.key if page else OVERVIEW


def order_of(target: Target, page: str, rows: dict[int, int]) -> Order:
    """Return where a target stands in the order of the form."""
    at = PAGES.get(page, len(PAGES))
    if isinstance(target, Place):
        field = _FIELDS.get(f"{target.section}.{target.field}", _LAST)
        return at, _SECTIONS.get(target.section, _LAST), rows.get(target.row, 0), field
    if isinstance(target, Lane):
        return at, _SECTIONS.get(target.section, _LAST), -1, -1
    return at, _LAST, 0, 0


def _stems(ref: FigureRef) -> Iterator[str]:
    stem = ref.figure.partition(":")[0]
    yield stem.partition(".")[0]
    yield stem.partition("_")[0]
