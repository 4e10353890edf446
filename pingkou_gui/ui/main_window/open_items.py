"""What is open in a report: findings and gaps as one list in the order of the form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.document.standing import standing
from pingkou_gui.domain.checks import page_of
from pingkou_gui.domain.finding import Severity
from pingkou_gui.domain.naming import asked
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef, Place
from pingkou_gui.spec.values import SourceKind
from pingkou_gui.ui.editors.problems import SIGNS
from pingkou_gui.ui.main_window.places import PAGES, Order, order_of, page_key_of
from pingkou_gui.ui.shell import Step, step_state
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.progress import Gap, Progress
    from pingkou_gui.spec.place import Ref
    from pingkou_gui.ui.editors import Target

UNREAD = "values_can_be_read"
"""The check whose findings the editors tell by themselves, at once."""


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
        return Step(page.key, page.title, PAGES[page.key] + 1, state, count)


@dataclass(frozen=True, slots=True)
class OpenState:
    """All that is open in a report."""

    items: tuple[OpenItem, ...]
    pages: tuple[PageState, ...]
    by_place: dict[Place, tuple[Finding, ...]]
    gaps: frozenset[Place]
    closed: tuple[OpenItem, ...]
    """What was closed with a written reason."""
    found: tuple[OpenItem, ...]
    """Those of the items that a check has found: the others are gaps, by the thousand at times."""
    signs: Counter[Sign]
    """How many items have which sign: counted by whoever looks, not by the window."""

    def count(self, sign: Sign) -> int:
        """Return how many open things have that sign."""
        return self.signs[sign]

    @property
    def findings(self) -> int:
        """How many findings are open: what two checks say in the same words counts once."""
        return len({(item.finding.key, item.sentence) for item in self.found if item.finding})

    def after(self, order: Order, way: int) -> OpenItem | None:
        """Return the next (1) or previous (-1) open thing from a place, going round."""
        items = [item for item in self.items if item.sign is not Sign.HINT]
        if way > 0:
            ahead = (item for item in items if item.order > order)
            return next(ahead, items[0] if items else None)
        behind = (item for item in reversed(items) if item.order < order)
        return next(behind, items[-1] if items else None)


def open_state(facts: Facts, reviewed: tuple[Finding, ...] = ()) -> OpenState:
    """Return what is open in a report; `reviewed` are findings in the clerk's own words."""
    rows = {row: at for lane in facts.report.lanes.values() for at, row in enumerate(lane)}
    found_out = standing(facts, reviewed)
    everything, pages = found_out.findings, found_out.pages
    found = [finding for finding in everything if finding.open]
    items = [_of_finding(facts, finding, rows) for finding in found]
    closed = [_of_finding(facts, finding, rows) for finding in everything if not finding.open]
    items += [_of_gap(facts, page, gap, rows) for page in pages for gap in page.gaps]
    carried = _carried(facts)
    ordered = tuple(sorted(items, key=lambda item: item.order))
    return OpenState(
        ordered,
        tuple(_page_state(page, items, carried.get(page.page.key, 0)) for page in pages),
        _by_place(found),
        frozenset(gap.place for page in pages for gap in page.gaps if isinstance(gap.place, Place)),
        tuple(sorted(closed, key=lambda item: item.order)),
        tuple(item for item in ordered if item.finding is not None),
        Counter(item.sign for item in ordered),
    )


def _of_finding(facts: Facts, finding: Finding, rows: dict[int, int]) -> OpenItem:
    target: Ref = finding.places[0] if finding.places else FigureRef(finding.check)
    page = page_of(finding) or page_key_of(facts, target)
    order = order_of(target, page, rows)
    return OpenItem(SIGNS[finding.severity], page, target, finding.message, order, finding)


def _of_gap(facts: Facts, page: Progress, gap: Gap, rows: dict[int, int]) -> OpenItem:
    order = order_of(gap.place, page.page.key, rows)
    return OpenItem(Sign.PARTIAL, page.page.key, gap.place, asked(facts, gap), order)


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
