"""What is open in a report: findings and gaps as one list in the order of the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.domain.finding import Severity
from pingkou_gui.domain.progress import progress
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef, Lane, Place
from pingkou_gui.spec.values import SourceKind
from pingkou_gui.ui.editors.problems import SIGNS
from pingkou_gui.ui.editors.words import row_label
from pingkou_gui.ui.pages.order import fields_in_order
from pingkou_gui.ui.shell import Step, StepState, step_state
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.progress import Gap, Progress
    from pingkou_gui.spec.place import Ref
    from pingkou_gui.ui.editors import Target

OVERVIEW = "export"
"""The key of the step 总览与导出."""
_PAGES = {page.key: index for index, page in enumerate(FORM.pages)}
_SECTIONS = {key: index for index, key in enumerate(FORM.sections)}
_FIELDS = {
    field.key: index
    for section in FORM.sections.values()
    for index, field in enumerate(fields_in_order(section))
}
_LAST = 1 << 30
UNREAD = "values_can_be_read"
"""The check whose findings the editors tell by themselves, at once."""

Order = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something to be done: its sign, its page, the place it is about, one sentence."""

    sign: Sign
    page: str
    target: Target
    sentence: str
    order: Order
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class PageState:
    """A page with what is open on it."""

    progress: Progress
    must: int
    missing: int
    reminders: int
    carried: int

    @property
    def step(self) -> Step:
        """The page as a step of the strip."""
        page = self.progress.page
        touched = self.progress.filled > 0 or bool(self.progress.unread)
        state, count = step_state(
            self.must, self.missing, self.reminders + self.carried, touched=touched
        )
        return Step(page.key, page.title, _PAGES[page.key] + 1, state, count)


@dataclass(frozen=True, slots=True)
class OpenState:
    """All that is open in a report."""

    items: tuple[OpenItem, ...]
    pages: tuple[PageState, ...]
    by_place: dict[Place, tuple[Finding, ...]]
    gaps: frozenset[Place]
    closed: tuple[OpenItem, ...] = ()
    """What was closed with a written reason."""

    def count(self, sign: Sign) -> int:
        """Return how many open things have that sign."""
        return sum(item.sign is sign for item in self.items)

    def after(self, order: Order, way: int) -> OpenItem | None:
        """Return the next (1) or previous (-1) open thing from a place, going round."""
        items = [item for item in self.items if item.sign is not Sign.HINT]
        if way > 0:
            ahead = (item for item in items if item.order > order)
            return next(ahead, items[0] if items else None)
        behind = (item for item in reversed(items) if item.order < order)
        return next(behind, items[-1] if items else None)


def last_step() -> Step:
    """Return the step behind the pages: 总览与导出."""
    return Step(OVERVIEW, "总览与导出", None, StepState.LAST)


def open_state(facts: Facts, reviewed: tuple[Finding, ...] = ()) -> OpenState:
    """Return what is open in a report; `reviewed` are findings in the clerk's own words."""
    from pingkou_gui.domain.checks import findings  # noqa: PLC0415 - start-up counts
    from pingkou_gui.domain.checks.closing import with_reasons  # noqa: PLC0415

    rows = {row: at for lane in facts.report.lanes.values() for at, row in enumerate(lane)}
    everything = (*findings(facts), *with_reasons(facts, reviewed))
    found = [finding for finding in everything if finding.open]
    pages = progress(facts)
    items = [_of_finding(facts, finding, rows) for finding in found]
    closed = [_of_finding(facts, finding, rows) for finding in everything if not finding.open]
    items += [_of_gap(facts, page, gap, rows) for page in pages for gap in page.gaps]
    carried = _carried(facts)
    return OpenState(
        tuple(sorted(items, key=lambda item: item.order)),
        tuple(_page_state(page, items, carried.get(page.page.key, 0)) for page in pages),
        _by_place(found),
        frozenset(gap.place for page in pages for gap in page.gaps if isinstance(gap.place, Place)),
        tuple(sorted(closed, key=lambda item: item.order)),
    )


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
    at = _PAGES.get(page, len(_PAGES))
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


def _of_finding(facts: Facts, finding: Finding, rows: dict[int, int]) -> OpenItem:
    from pingkou_gui.domain.checks import page_of  # noqa: PLC0415 - start-up counts

    target: Ref = finding.places[0] if finding.places else FigureRef(finding.check)
    page = page_of(finding) or page_key_of(facts, target)
    order = order_of(target, page, rows)
    return OpenItem(SIGNS[finding.severity], page, target, finding.message, order, finding)


def _of_gap(facts: Facts, page: Progress, gap: Gap, rows: dict[int, int]) -> OpenItem:
    order = order_of(gap.place, page.page.key, rows)
    return OpenItem(Sign.PARTIAL, page.page.key, gap.place, _gap_sentence(facts, gap), order)


def _gap_sentence(facts: Facts, gap: Gap) -> str:
    if isinstance(gap.place, Lane):
        return gap.label
    row = gap.place.row
    whose = f"{row_label(facts, gap.place.section, row)}：" if row else ""
    return f"{whose}填写{gap.label}"


def _page_state(page: Progress, items: list[OpenItem], carried: int) -> PageState:
    here = [item.sign for item in items if item.page == page.page.key]
    must, missing = here.count(Sign.ERROR), here.count(Sign.PARTIAL)
    return PageState(page, must, missing, here.count(Sign.REMINDER), carried)


def _carried(facts: Facts) -> dict[str, int]:
    """Return how many values of each page were taken over from last year unseen."""
    counts: dict[str, int] = {}
    for place, entry in facts.report.entries.items():
        page = FORM.page_of(place.section) if entry.source.kind is SourceKind.CARRIED else None
        if page is not None:
            counts[page.key] = counts.get(page.key, 0) + 1
    return counts


def _by_place(found: list[Finding]) -> dict[Place, tuple[Finding, ...]]:
    by_place: dict[Place, tuple[Finding, ...]] = {}
    for finding in found:
        first = finding.places[0] if finding.places else None
        told = finding.check == UNREAD or finding.severity is Severity.HINT
        if not told and isinstance(first, Place):
            by_place[first] = (*by_place.get(first, ()), finding)
    return by_place
