"""What is open in a report: steps with their states, findings and gaps, and the way through them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import FigureRef, Place, RowList
from pingkou_gui.report.carried import waiting_by_page
from pingkou_gui.report.findings import BLANK_CELLS, Severity
from pingkou_gui.report.progress import MISSING, open_points
from pingkou_gui.report.row_names import asked, row_label
from pingkou_gui.ui.editors.page_context import SIGNS
from pingkou_gui.ui.pages.form_sections import FIGURES_OF, fields_in_order
from pingkou_gui.ui.signs import Sign, Tone, tone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.document.tree import Document
    from pingkou_gui.form.field import Page
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.progress import Gap, OpenPoint, Progress
    from pingkou_gui.report.report import Report
    from pingkou_gui.ui.editors.page_context import Target


# A step: a page of the form with its state in words.


CHECKING = "正在检查"
"""What is shown before everything has been looked at once."""


class StepState(Enum):
    """What is shown of a page: its sign and its words; `{}` is the count."""

    EMPTY = (Sign.EMPTY, "未填")
    PARTIAL = (Sign.PARTIAL, "还差 {} 项")
    ERROR = (Sign.ERROR, "必改 {}")
    REMINDER = (Sign.REMINDER, "提醒 {}")
    CARRIED = (Sign.CARRIED, "待核 {}")
    DONE = (Sign.DONE, "已填完")
    CHECKING = (Sign.EMPTY, "正在检查")  # nothing found yet, but not all looked at either
    LAST = (None, "最后核对")  # 总览与导出 has no state of its own


@dataclass(frozen=True, slots=True)
class PageStep:
    """One of the seven steps at the head of the window.

    A page, its number and its state in words.
    """

    key: str
    title: str
    number: int | None = None
    state: StepState = StepState.EMPTY
    count: int = 0

    @property
    def heading(self) -> str:
        """Number and title: `2 基本支出`."""
        return self.title if self.number is None else f"{self.number} {self.title}"

    @property
    def words(self) -> str:
        """The state in words: `还差 3 项`."""
        words: str = self.state.value[1]
        return words.format(self.count)

    @property
    def sign(self) -> Sign | None:
        """The sign drawn before the words of the state, None for the last step."""
        sign: Sign | None = self.state.value[0]
        return sign

    @property
    def tone(self) -> Tone:
        """The tone of sign and words; what is done is quiet."""
        return tone_of(self.sign) if self.sign else Tone.SECONDARY

    def as_known(self, *, settled: bool) -> PageStep:
        """Return the step as it may be shown: done only once everything has been looked at."""
        done = self.state is StepState.DONE
        return replace(self, state=StepState.CHECKING) if done and not settled else self

    @property
    def spoken(self) -> str:
        """What a screen reader says of the step."""
        return f"{self.heading}，{self.words}"


def step_state(
    must: int,
    missing: int,
    reminders: int,
    rest: Iterable[tuple[StepState, int]] = (),
    *,
    touched: bool,
) -> tuple[StepState, int]:
    """Return state and count of a page: the first of 必改, 还差, 提醒, 待核 that applies.

    Args:
        must: Findings that must be mended.
        missing: Required fields still empty.
        reminders: Findings to think about.
        rest: States that come after these, with their counts.
        touched: Something is filled in; a page without anything is 未填.
    """
    if not touched and not must:
        return StepState.EMPTY, 0
    found: Iterable[tuple[StepState, int]] = (
        (StepState.ERROR, must),
        (StepState.PARTIAL, missing),
        (StepState.REMINDER, reminders),
        *rest,
    )
    return next(((state, count) for state, count in found if count), (StepState.DONE, 0))


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
Turn = tuple[int, Order, str]
_BEHIND_ALL = "\U0010ffff"
"""Comes after every key."""


def unknown_step(page: Page) -> PageStep:
    """Return the step of a page of which nothing is known before its report was looked at."""
    return PageStep(page.key, page.title, PAGES[page.key] + 1, StepState.CHECKING)


def last_step() -> PageStep:
    """Return the step behind the pages: 总览与导出."""
    return PageStep(OVERVIEW, "总览与导出", None, StepState.LAST)


_FIGURE_SECTIONS = {
    **{figure: section for section, shown in FIGURES_OF.items() for figure in shown},
    "project_execution_rate": Project.key,
    "project_carried_out": Project.key,
    "project_indicator_score": Project.key,
    "project_execution_points": Project.key,
    "project_points_sum": Project.key,
    "project_total_score": Project.key,
    "total_spending": General.key,
    "total_spending_last": General.key,
    "execution_rate": General.key,
    "reconciliation_gap": General.key,
    "other_sources": General.key,
    "indicator_score": Indicator.key,
    "execution_points": Indicator.key,
    "points_sum": Indicator.key,
    "total_score": Indicator.key,
}
"""Where a derived number is shown that belongs to no single field, by the key of the figure."""


def section_of(facts: Facts, target: Target) -> str:
    """Return the key of the section a target is shown in, empty where nobody shows it."""
    if not isinstance(target, FigureRef):
        return target.section
    home = _FIGURE_SECTIONS.get(target.figure, "") or target.figure.partition(":")[0]
    stems = (home, home.partition(".")[0])
    known = next((stem for stem in stems if stem in FORM.sections), "")
    if known:
        return known
    typed = facts.places([target])
    return typed[0].section if typed else ""


def page_key_of(facts: Facts, target: Target) -> str:
    """Return the key of the page a target stands on, of the overview where on none."""
    page = FORM.page_of(section_of(facts, target))
    return page.key if page else OVERVIEW


def order_of(target: Target, page: str, rows: dict[int, int]) -> Order:
    """Return where a target stands in the order of the form."""
    at = PAGES.get(page, len(PAGES))
    if isinstance(target, Place):
        field = _FIELDS.get(f"{target.section}.{target.field}", _LAST)
        return at, _SECTIONS.get(target.section, _LAST), rows.get(target.row, 0), field
    if isinstance(target, RowList):
        above = rows.get(target.parent, 0) if target.parent else -1
        return at, _SECTIONS.get(target.section, _LAST), above, _LAST if target.parent else -1
    return at, _LAST, 0, 0


def order_in_hand(facts: Facts, target: Target) -> Order:
    """Return where a place in hand stands in the order of the form; a number is where it is shown."""
    page = page_key_of(facts, target)
    if isinstance(target, FigureRef):
        section = _SECTIONS.get(section_of(facts, target), -1)
        return PAGES.get(page, len(PAGES)), section, -1, -1
    return order_of(target, page, _row_order(facts.report))


# What is open in a report: findings and gaps as one list in the order of the form.


UNREAD = "values_can_be_read"
"""The check whose findings the editors tell by themselves, at once."""


class OpenItem(NamedTuple):
    """Something to be done: its sign, its page, the place it is about, one sentence."""

    sign: Sign
    page: str
    target: Target
    sentence: str
    order: Order
    finding: Finding | None = None
    label: str = ""
    """What is missing, where the item is a gap."""
    of_blank: bool = False
    """Whether the gap is of cells that would be printed blank."""
    cells: tuple[Place, ...] = ()
    """The fields of such cells, where it asks for several: each of them counts."""

    @property
    def key(self) -> str:
        """What the item is known by while others come and go: what two checks find alike is one."""
        return f"{self.cause}|{self.sentence}"

    @property
    def cause(self) -> str:
        """What the item is about, whatever is said of it: it stays while its numbers change."""
        if self.finding is None and self.cells:
            return f"{BLANK_CELLS}@{','.join(map(str, self.cells))}"  # as its finding will be
        return self.finding.key if self.finding is not None else str(self.target)

    @property
    def tally(self) -> int:
        """How many things it counts as: the number of 还差 falls with every cell."""
        return max(1, len(self.cells))

    @property
    def asks_for_blank(self) -> bool:
        """Whether it is asked for because a cell would be printed blank."""
        found = self.finding is not None and self.finding.check == BLANK_CELLS
        return self.of_blank or found

    @property
    def turn(self) -> Turn:
        """Where its turn comes: 必改 first, then 还差, then 提醒, each in the order of the form."""
        return _TURNS.get(self.sign, len(_TURNS)), self.order, self.key


_TURNS = {Sign.ERROR: 0, Sign.PARTIAL: 1, Sign.REMINDER: 2}


class PageState(NamedTuple):
    """How many things are open on a page, by their weight, and what is missing by its labels."""

    progress: Progress
    must: int
    missing: int
    reminders: int
    carried: int
    """What was taken over from last year and is unconfirmed: rows, and single values."""
    labels: tuple[str, ...] = ()
    """What is missing, each label once."""

    @property
    def step(self) -> PageStep:
        """The page as a step of the strip."""
        page = self.progress.page
        touched = self.progress.filled > 0 or bool(self.progress.unread)
        rest = ((StepState.CARRIED, self.carried),)
        state, count = step_state(self.must, self.missing, self.reminders, rest, touched=touched)
        return PageStep(page.key, page.title, PAGES[page.key] + 1, state, count)


class OpenState(NamedTuple):
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
    document: Document | None = None
    """The report as a draft prints it, composed for the look."""
    printed: int | None = None
    """How many numbers it prints, where whoever looked has counted them."""

    def count(self, sign: Sign) -> int:
        """Return how many open things have that sign."""
        return self.signs[sign]

    @property
    def carried(self) -> int:
        """How much was taken over from last year and is unconfirmed, on all pages."""
        return sum(page.carried for page in self.pages)

    @property
    def findings(self) -> int:
        """How many findings are open: what two checks say in the same words counts once."""
        return len({(item.finding.key, item.sentence) for item in self.found if item.finding})

    def route(self) -> tuple[OpenItem, ...]:
        """Return what is to be gone through, each item once: 必改, 还差, 提醒; hints are left out."""
        wanted = [item for item in self.items if item.sign in _TURNS]
        by_key = {
            item.key: item for item in sorted(wanted, key=lambda each: each.turn, reverse=True)
        }
        return tuple(sorted(by_key.values(), key=lambda each: each.turn))

    def after(self, item: OpenItem | None, way: int) -> OpenItem | None:
        """Return the next (1) or previous (-1) item of the route, the first (last) after its end.

        Args:
            item: Where the clerk is, whether or not that is still open; None before the first.
            way: 1 forwards, -1 backwards.
        """
        route = self.route()
        if not route:
            return None
        if item is None:
            return route[0 if way > 0 else -1]
        return _beyond(route, item.turn, way)

    def beyond(self, item: OpenItem, place: Order, way: int) -> OpenItem | None:
        """Return what follows (1) or comes before (-1) a place, of the weight of `item` or after."""
        weight, _, _ = item.turn
        edge = _BEHIND_ALL if way > 0 else ""
        route = self.route()
        return _beyond(route, (weight, place, edge), way) if route else None


def _beyond(route: tuple[OpenItem, ...], turn: Turn, way: int) -> OpenItem:
    """Return the next (1) or previous (-1) item beyond a turn, the first (last) after the end."""
    if way > 0:
        return next((each for each in route if each.turn > turn), route[0])
    return next((each for each in reversed(route) if each.turn < turn), route[-1])


class Walk:
    """The way through what is open, in rounds: all of 必改, then all of 还差, then all of 提醒.

    A round begins anew when something that must be mended has come up, or when the clerk has
    turned to another page by herself: what she had passed by is come to again before any
    reminder. On the page in hand what stands behind her place comes first.
    """

    def __init__(self) -> None:
        self.item: OpenItem | None = None
        """What was gone to last, None before the first."""
        self.ended = False
        """Whether the last step has begun the next round."""
        self._seen: set[str] = set()
        """What is missing or reminded of and was gone to in this round, by its cause."""
        self._hand: Order | None = None
        """Behind which place the way goes on once what must be mended is gone through."""
        self._done: tuple[str, ...] = ()
        """What must be mended and was gone to in this round, by its cause."""
        self._ahead: tuple[str, ...] = ()
        """What must be mended and comes next."""

    def begin_at(self, item: OpenItem, state: OpenState | None) -> None:
        """Go on from an item that was chosen; before a reminder comes all that weighs more."""
        route = state.route() if state is not None else ()
        weighty = item.sign not in (Sign.ERROR, Sign.PARTIAL) and any(
            each.sign in (Sign.ERROR, Sign.PARTIAL) for each in route
        )
        wrong = {each.cause: each for each in route if each.sign is Sign.ERROR}
        self._stand_at(item, wrong)
        if weighty:
            self._done, self._ahead, self._seen = (), tuple(wrong), {item.cause}
        else:
            self._seen = {each.cause for each in route if each.turn <= item.turn}

    def go(
        self, state: OpenState, way: int, hand: Order | None = None, *, turned: bool = False
    ) -> OpenItem | None:
        """Return the next (1) or previous (-1) item and be there, None where nothing is open.

        Args:
            state: What is open.
            way: 1 forwards, -1 backwards.
            hand: The place the clerk went to since the last item, None where she stayed there.
            turned: Whether she has turned to another page for it.
        """
        wrong = _wrong(state)
        self.ended = False
        if way < 0:
            return self._go_back(state, wrong, hand)
        known = wrong.keys() <= {*self._done, *self._ahead}
        self._plan(wrong, hand, turned=turned)
        rest = self._rest_of_row(state) if known and not turned else None
        if rest is not None:
            self._stand_at(rest, wrong)
        elif self._ahead:
            self.item = wrong[self._ahead[0]]
            self._done, self._ahead = (*self._done, self._ahead[0]), self._ahead[1:]
        else:
            self._stand_at(self._next(state), wrong)
        return self.item

    def _plan(self, wrong: dict[str, OpenItem], hand: Order | None, *, turned: bool) -> None:
        """Have what must be mended, and is not known yet, come next; all of it in a new round."""
        here = self.item
        seen = {cause for cause in self._done if cause in wrong}
        self._done = tuple(cause for cause in self._done if cause in wrong)
        self._ahead = tuple(cause for cause in self._ahead if cause in wrong)
        if here is None:
            self._ahead = tuple(wrong)
        elif hand is not None:
            self._done, self._ahead, self._hand = (), _round(wrong, hand, seen), hand
            self._seen = set() if turned else self._seen
        elif wrong.keys() - {*self._done, *self._ahead}:
            due = {cause: item for cause, item in wrong.items() if cause not in self._done}
            self._ahead, self._seen = _round(due, here.order, set()), set()

    def _rest_of_row(self, state: OpenState) -> OpenItem | None:
        """Return what is still blank of the row gone to last, None where nothing of it was filled."""
        row = set(self.item.cells) if self.item is not None else set()
        for item in state.items if row else ():
            left = {item.target, *item.cells} & row
            if item.sign is Sign.PARTIAL and left and left != row:
                return item
        return None

    def _next(self, state: OpenState) -> OpenItem | None:
        """Return what comes next of 还差, else of 提醒; after the last of them what comes first."""
        here, route = self.item, state.route()
        for sign in (Sign.PARTIAL, Sign.REMINDER):
            left = [each for each in route if each.sign is sign and each.cause not in self._seen]
            start = (self._hand, _BEHIND_ALL) if self._hand is not None else None
            if start is None and here is not None and here.sign is sign:
                start = here.order, here.key
            if left:
                behind = (each for each in left if start and (each.order, each.key) > start)
                return next(behind, left[0])
        self.ended = self.item is not None and bool(route)
        self._seen = set()
        return route[0] if route else None

    def _go_back(
        self, state: OpenState, wrong: dict[str, OpenItem], hand: Order | None
    ) -> OpenItem | None:
        """Return the item before; within a round that is the one gone to before."""
        here = self.item
        before = [cause for cause in self._done[:-1] if cause in wrong]
        if here is None or hand is not None or here.sign is not Sign.ERROR:
            known = {cause: wrong[cause] for cause in self._done if cause in wrong}
            to = state.after(here, -1)
            if here is not None and hand is not None and here.sign is not Sign.ERROR:
                to = state.beyond(here, hand, -1)
            self._stand_at(to, known if here is not None else wrong)
        elif before:
            self.item = wrong[before[-1]]
            self._done, self._ahead = tuple(before), (*self._done[-1:], *self._ahead)
        else:
            self._stand_at(state.after(here, -1), wrong)
        if self.item is not None:
            later = {each.cause for each in state.route() if each.turn > self.item.turn}
            self._seen -= later
        return self.item

    def _stand_at(self, item: OpenItem | None, wrong: dict[str, OpenItem]) -> None:
        """Be at an item, as if all that must be mended had been gone through up to it."""
        causes = tuple(wrong)
        at = len(causes)
        if item is not None and item.cause in wrong:
            at = causes.index(item.cause) + 1
        self.item, self._hand = item, None
        self._done, self._ahead = causes[:at], causes[at:]
        if item is not None:
            self._seen.add(item.cause)


def _round(wrong: dict[str, OpenItem], place: Order, seen: set[str]) -> tuple[str, ...]:
    """Return in which turn all that must be mended is gone through from a place, by its cause.

    Args:
        wrong: What must be mended, in its turn.
        place: Behind it on its page is what comes first.
        seen: What was gone to before: on other pages it comes after what was not.
    """

    def turn(cause: str) -> tuple[bool, bool, bool, Order]:
        order = wrong[cause].order
        behind = order > place
        own = behind and order[0] == place[0]
        return not own, not own and cause in seen, not behind, order

    return tuple(sorted(wrong, key=turn))


def _wrong(state: OpenState) -> dict[str, OpenItem]:
    """Return what must be mended, in its turn, by what it is about."""
    return {item.cause: item for item in state.route() if item.sign is Sign.ERROR}


def open_state(facts: Facts, found_out: ReportStatus) -> OpenState:
    """Return what is open in a report, as far as it was found out how it stands."""
    rows = _row_order(facts.report)
    everything, pages = found_out.findings, found_out.pages
    found = [finding for finding in everything if finding.open]
    closed = [_of_finding(facts, finding, rows) for finding in everything if not finding.open]
    items = [_of_point(facts, point, rows) for point in open_points(pages, everything)]
    carried = waiting_by_page(facts.report)
    ordered = tuple(sorted(items, key=lambda item: item.order))
    return OpenState(
        ordered,
        tuple(_page_state(page, items, carried.get(page.page.key, 0)) for page in pages),
        _by_place(found),
        frozenset(_blank_places(pages)),
        tuple(sorted(closed, key=lambda item: item.order)),
        tuple(item for item in ordered if item.finding is not None),
        _counted(ordered),
        found_out.document,
    )


def _blank_places(pages: Iterable[Progress]) -> Iterator[Place]:
    """Yield every field that is missing, all those of a row whose cells are blank."""
    for gap in (gap for page in pages for gap in page.gaps):
        yield from (place for place in (gap.place, *gap.cells) if isinstance(place, Place))


def _row_order(report: Report) -> dict[int, int]:
    """Return where each row comes: rows under another one follow it, not one another's place."""
    first = {row: at for row_list in report.row_lists.values() for at, row in enumerate(row_list)}
    return {
        row: (first.get(row_list.parent, -1) + 1) * _LAST_ROW + at
        for row_list, rows in report.row_lists.items()
        for at, row in enumerate(rows)
    }


_LAST_ROW = 1 << 20


def _of_finding(facts: Facts, finding: Finding, rows: dict[int, int]) -> OpenItem:
    first: Ref = finding.places[0] if finding.places else FigureRef(finding.check)
    target: Target = finding.leads or first
    page = page_key_of(facts, target)
    order = order_of(target, page, rows)
    words = f"{_row_of(facts, finding, first)}{finding.message}"
    return OpenItem(SIGNS[finding.severity], page, target, words, order, finding)


def _row_of(facts: Facts, finding: Finding, place: Ref) -> str:
    """Return the row that an unreadable value stands in: its message tells the column alone."""
    unread = finding.check == "values_can_be_read" and isinstance(place, Place) and place.row
    if not unread or not isinstance(place, Place):
        return ""
    return f"{row_label(facts, place.section, place.row)}："


def _of_gap(facts: Facts, page: Progress, gap: Gap, rows: dict[int, int]) -> OpenItem:
    key = page_key_of(facts, gap.place)
    key = page.page.key if key == OVERVIEW else key
    order = order_of(gap.place, key, rows)
    words = asked(facts, gap)
    told = OpenItem(Sign.PARTIAL, key, gap.place, words, order, label=gap.label)
    return told._replace(of_blank=gap.blank, cells=gap.cells)


def _of_point(facts: Facts, point: OpenPoint, rows: dict[int, int]) -> OpenItem:
    if point.finding is None and point.gap is not None and point.page is not None:
        return _of_gap(facts, point.page, point.gap, rows)
    finding = cast("Finding", point.finding)
    item = _of_finding(facts, finding, rows)
    sign = Sign.PARTIAL if point.weight == MISSING else item.sign
    label = point.gap.label if point.gap else ""
    return item._replace(sign=sign, label=label, cells=point.cells)


def _page_state(page: Progress, items: list[OpenItem], carried: int) -> PageState:
    own = [item for item in items if item.page == page.page.key]
    signs = _counted(own)
    labels = tuple(dict.fromkeys(item.label for item in own if item.label))
    must, missing, reminders = (signs[s] for s in (Sign.ERROR, Sign.PARTIAL, Sign.REMINDER))
    return PageState(page, must, missing, reminders, carried, labels)


def _counted(items: Iterable[OpenItem]) -> Counter[Sign]:
    """Return how many things have which sign."""
    counts: Counter[Sign] = Counter()
    for item in items:
        counts[item.sign] += item.tally
    return counts


def _by_place(found: list[Finding]) -> dict[Place, tuple[Finding, ...]]:
    by_place: dict[Place, tuple[Finding, ...]] = {}
    for finding in found:
        unmarked = finding.check == UNREAD or finding.severity is Severity.HINT
        for place in () if unmarked else _marked(finding):
            by_place[place] = (*by_place.get(place, ()), finding)
    return by_place


def _marked(finding: Finding) -> tuple[Place, ...]:
    """Return where a finding shows: at its first place, and in the row that this is a part of."""
    first = finding.places[0] if finding.places else None
    if not isinstance(first, Place):
        return ()
    above = FORM.sections[first.section].parent
    rows = (p for p in finding.places[1:] if isinstance(p, Place))
    return first, *(p for p in rows if above is not None and p.section == above.key)


# What a report is called: in the title of the window, and as a file.


TITLE = "部门整体支出绩效自评报告"
PROGRAM = "绩效自评报告"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 80


def carried_words(number: int) -> str:
    """Return how much was taken over from last year and nobody confirmed, empty for nothing."""
    return f"照去年沿用、没有核对的还有 {number} 处" if number else ""


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
    """Return a name for a file of the report that every system takes; a draft's says so."""
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
