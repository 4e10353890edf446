"""What is open in a report: findings and gaps as one list in the order of the form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pingkou_gui.document.status import report_status
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import FigureRef, Place, RowList, SourceKind
from pingkou_gui.report.checks import page_of
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.progress import asked
from pingkou_gui.ui.editors.page_context import SIGNS
from pingkou_gui.ui.pages.form_sections import fields_in_order
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.window.step_bar import PageStep, StepState, step_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.progress import Gap, Progress
    from pingkou_gui.ui.editors.page_context import Target


# Where a target stands: on which page, and where in the order of the form.


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


def last_step() -> PageStep:
    """Return the step behind the pages: 总览与导出."""
    return PageStep(OVERVIEW, "总览与导出", None, StepState.LAST)


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
    if isinstance(target, RowList):
        return at, _SECTIONS.get(target.section, _LAST), -1, -1
    return at, _LAST, 0, 0


def _stems(ref: FigureRef) -> Iterator[str]:
    stem = ref.figure.partition(":")[0]
    yield stem.partition(".")[0]
    yield stem.partition("_")[0]


# What is open in a report: findings and gaps as one list in the order of the form.


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
    def step(self) -> PageStep:
        """The page as a step of the strip."""
        page = self.progress.page
        touched = self.progress.filled > 0 or bool(self.progress.unread)
        state, count = step_state(
            self.must, self.missing, self.reminders + self.carried, touched=touched
        )
        return PageStep(page.key, page.title, PAGES[page.key] + 1, state, count)


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
    found_out = report_status(facts, reviewed)
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


# What a report is called: in the title of the window, and as a file.


TITLE = "部门整体支出绩效自评报告"
PROGRAM = "绩效自评报告"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 80


def findings_title(number: int) -> str:
    """Return what the list of so many open findings is called in the switch: 检查 6."""
    return f"检查 {number}" if number else "检查"


def short_unit(facts: Facts) -> str:
    """Return the unit without county and 人民政府: 平口镇."""
    name, county = facts[Unit.name] or "", facts[Unit.county] or ""
    short = name.removeprefix(county).removesuffix("人民政府")
    return short or name


def report_title(facts: Facts) -> str:
    """Return the report's title as far as unit and year are known."""
    year = facts[Unit.year]
    return f"{short_unit(facts)} {f'{year}年度' if year else ''}{TITLE}".strip()


def file_name(facts: Facts, suffix: str = ".docx", *, draft: bool = False) -> str:
    """Return a name for a file of the report that every system takes; a draft's says 草稿."""
    year = facts[Unit.year]
    unit = facts[Unit.name] or ""
    stem = f"{unit}{f'{year}年度' if year else ''}{TITLE}"
    mark = "（草稿）" if draft else ""
    return _NOT_IN_NAMES.sub("", stem)[-_LONGEST:].strip(". ") + mark + suffix


def local_time(stored: str, *, day: bool = False) -> str:
    """Return a stored moment (ISO 8601, UTC) by the local clock, with the day if not today."""
    try:
        local = datetime.fromisoformat(stored).astimezone()
    except ValueError:
        return ""
    today = local.date() == datetime.now().astimezone().date()
    clock = f"{local:%H:%M}"
    return clock if today and not day else f"{local.year}年{local.month}月{local.day}日 {clock}"
