"""What was taken over from last year and nobody has looked at yet, and its confirmation."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import COUNTED, MeasureKind, TextKind, half_width
from pingkou_gui.form.pages.basic_spending import EconomicItem, ThreePublicBudget
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import SINGLE, Entry, Place, SourceKind
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.figures_funds import FUNDS, stage_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.report.report import Draft, Report


_CARRIED_IN = (
    *(stage_field(fund.section, "carried_in") for fund in FUNDS.values()),
    Project.carried_in,
)


def _of_last_year() -> Iterator[Field[Any]]:
    yield from (each.amounts.last for each in QUANTITIES.values())
    yield from (Unit.year, Staff.headcount_last, ThreePublicBudget.last_budget)
    yield from (EconomicItem.category, EconomicItem.name, EconomicItem.last)
    yield from (Project.last, *_CARRIED_IN)


LAST_YEARS: frozenset[tuple[str, str]] = frozenset(
    (field.section, field.name) for field in _of_last_year()
)
"""Fields, by section and name, that say how last year was.

The class and the name of an item belong to its last year's amount; the year follows from the old.
"""

SETTLED = LAST_YEARS - {(field.section, field.name) for field in _CARRIED_IN}
"""Those in which there is nothing to confirm: what was to be carried in is granted by this year."""


FOLLOWING_YEAR = "上年报告的下一年"
"""Where the year of a new report is from that follows from the year of last year's report."""

KEPT_TOTAL = "上年明细合计"
"""Where a total of last year is from that was kept when rows came in that had none."""


def awaits_confirmation(place: Place, entry: Entry) -> bool:
    """Return whether a value was taken over from last year for this year and is unconfirmed."""
    carried = entry.source.kind is SourceKind.CARRIED
    return carried and (place.section, place.field) not in SETTLED


def waiting(report: Report, page: str = "") -> tuple[Place, ...]:
    """Return the places that await confirmation, those of one page where its key is given."""
    return tuple(
        place
        for place, entry in report.entries.items()
        if awaits_confirmation(place, entry) and (not page or _page_of(place) == page)
    )


def waiting_in_row(report: Report, place: Place) -> tuple[Place, ...]:
    """Return what awaits confirmation together with a place: all of its row.

    A value of a section without rows stands for itself.
    """
    section = FORM.sections[place.section]
    same = (place,) if place.row == SINGLE else (f.at(place.row) for f in section.fields)
    return tuple(each for each in same if _waits(report, each))


def confirmed_together(report: Report, page: str) -> tuple[Place, ...]:
    """Return what is confirmed with its page: all that awaits it there but texts with figures.

    In a text a figure of last year looks like one of this year, and no check knows it.
    """
    return tuple(place for place in waiting(report, page) if not _tells_figures(report, place))


def waiting_with_figures(report: Report, page: str) -> int:
    """Return how many rows and single values of a page await a look at the figures in their texts."""
    found = (place for place in waiting(report, page) if _tells_figures(report, place))
    return len({_counted_as(place) for place in found})


def waiting_by_page(report: Report) -> dict[str, int]:
    """Return by the key of a page how much awaits confirmation there: a row counts once."""
    seen = {_counted_as(place) for place in waiting(report)}
    return dict(Counter(FORM.page_of(section).key for section, _, _ in seen))  # type: ignore[union-attr]


def confirm(draft: Draft, report: Report, places: Iterable[Place]) -> None:
    """Confirm values of a report in a draft on it: they count as the clerk's own from now on."""
    for place in places:
        entry = report.entry(place)
        if entry is not None and awaits_confirmation(place, entry):
            draft.put_entry(place, Entry(entry.value))


def _waits(report: Report, place: Place) -> bool:
    entry = report.entry(place)
    return entry is not None and awaits_confirmation(place, entry)


def _counted_as(place: Place) -> tuple[str, int, str]:
    return place.section, place.row, "" if place.row else place.field


_NOT_OF_A_YEAR = re.compile(
    "《[^》]*》|[（(][^（()）]*(?:修订|修正|施行|公布|颁布|印发|发布|通过)[^（()）]*[）)]"
    "|自?\\d{4}年\\d{1,2}月\\d{1,2}日起施行"
)
"""Titles of laws, and when they were made or came into force."""
_FIGURE = re.compile(
    "(?<![\\d.A-Za-z第])\\d[\\d,]*(?:\\.\\d+(?!\\.)|[%‰]|\\s?(?![月日号是者级届类线第])[一-鿿])"
    "|百分之[一二三四五六七八九十]|[一二两三四五六七八九十百千]+[十百千万亿]+元"
    f"|(?:[一二两三四五六七八九][十百千万]|十)[一二两三四五六七八九十百千万]*(?:{COUNTED})"
)
"""An amount, a percentage, a count with what it counts or a year; no number of a document or item."""


def _tells_figures(report: Report, place: Place) -> bool:
    """Return whether a value is a text that holds figures; a target is a figure itself, seen as one."""
    field, value = FORM.field_at(place), report[place]
    if field is None or not isinstance(value, str):
        return False
    is_text = isinstance(field.kind, TextKind) and not isinstance(field.kind, MeasureKind)
    return is_text and _holds_figures(value)


@lru_cache(maxsize=1024)
def _holds_figures(text: str) -> bool:
    return _FIGURE.search(_NOT_OF_A_YEAR.sub("", half_width(text))) is not None


def _page_of(place: Place) -> str:
    page = FORM.page_of(place.section)
    return page.key if page else ""
