"""What was taken over from last year and nobody has looked at yet, and its confirmation."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import COUNTED, MeasureKind, TextKind, half_width, rounded
from pingkou_gui.form.pages.basic_spending import EconomicItem, ThreePublicBudget
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import LastYearKinds, Project
from pingkou_gui.form.values import SINGLE, Entry, Place, SourceKind
from pingkou_gui.report.check_rules import money, shortened
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.figures_funds import (
    FUND_TOTALS,
    FUNDS,
    project_carried_out,
    stage_field,
)
from pingkou_gui.report.row_names import row_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.report import Draft, Report


_CARRIED_IN = (
    *(stage_field(fund.section, "carried_in") for fund in FUNDS.values()),
    Project.carried_in,
)


def _of_last_year() -> Iterator[Field[Any]]:
    yield from (each.amounts.last for each in QUANTITIES.values())
    yield from (Unit.year, Staff.headcount_last, ThreePublicBudget.last_budget)
    yield from LastYearKinds.fields
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
    return len({counted_as(place) for place in found})


def texts_to_look_at(f: Facts) -> Iterator[tuple[Place, ...]]:
    """Yield the texts with figures that await a look, those of all rows of a list together."""
    for section in FORM.sections.values():
        fields = [each for each in section.fields if _is_text(each)]
        found: list[Place] = []
        for row in f.every_row(section) if fields else ():
            key = ("texts_to_look_at", section.key, row)
            found += f.cached(key, partial(_texts_of_row, f, fields, row))
        if section.repeated() and found:
            yield tuple(found)
        elif found:
            yield from ((place,) for place in found)


def _texts_of_row(f: Facts, fields: Iterable[Field[Any]], row: int) -> tuple[Place, ...]:
    told = [each.at(row) for each in fields if f.raw(each, row) is not None]
    return tuple(x for x in told if _waits(f.report, x) and _tells_figures(f.report, x))


def waiting_unasked(f: Facts) -> Iterator[Place]:
    """Yield what awaits confirmation and no check asks after, the first place of each row.

    The sections come in the order of the form, their rows in the order of their lists.
    """
    asked = {counted_as(place) for places in texts_to_look_at(f) for place in places}
    first: dict[tuple[str, int, str], Place] = {}
    for place in waiting(f.report):
        first.setdefault(counted_as(place), place)
    turns = {section: turn for turn, section in enumerate(FORM.sections)}
    left = [place for key, place in first.items() if key not in asked]
    at = f.report.position
    yield from sorted(left, key=lambda x: (turns[x.section], at(x.row) if x.row else 0))


def called(f: Facts, place: Place) -> str:
    """Return what a value that awaits confirmation is called: its row, or its field."""
    section, field = FORM.sections[place.section], FORM.field_at(place)
    own = row_label(f, section.key, place.row) if section.repeated() else field and field.label
    return shortened(own or section.heading, 18)


def waiting_by_page(report: Report) -> dict[str, int]:
    """Return by the key of a page how much awaits confirmation there: a row counts once."""
    seen = {counted_as(place) for place in waiting(report)}
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


def counted_as(place: Place) -> tuple[str, int, str]:
    """Return what a value counts as where it awaits confirmation: all of a row is one."""
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
    return _is_text(field) and _holds_figures(value)


def _is_text(field: Field[Any]) -> bool:
    return isinstance(field.kind, TextKind) and not isinstance(field.kind, MeasureKind)


@lru_cache(maxsize=1024)
def _holds_figures(text: str) -> bool:
    return _FIGURE.search(_NOT_OF_A_YEAR.sub("", half_width(text))) is not None


def _page_of(place: Place) -> str:
    page = FORM.page_of(place.section)
    return page.key if page else ""


# Amounts in texts that were right last year: this year's is known, and is another.


class StaleAmount(NamedTuple):
    """An amount in a text: in 万元, what it tells, and what that is this year."""

    place: Place
    written: str
    """The amount in the letters of the text, without its unit."""
    of_last_year: bool
    """Whether it is known to be last year's."""
    what: str
    now: Decimal


_SENTENCE = re.compile("[^。！？；\\n]+")
_AMOUNT = re.compile("(?<![\\d.,])(\\d[\\d,]*\\.\\d{1,2})\\s*万元")
_LOOKS_BACK = re.compile(
    "上年|去年|上一?年度|以前年度|往年|历年|同期|(?<!占)比(?![例重率])|较(?![为好大小多少慢快高低差])"
    "|[由从]\\d"
)
_ADDED = re.compile(
    "全年(?:共|累计|共计)?(?:追加|调增)(?:预算|资金|经费|支出|指标|共计?|合计|了|达|约|为)*$"
)
_LEFT = re.compile("(?:结余|结转|剩余|未支出|未支付|未使用)[^\\d，,、（(]{0,6}$")


def stale_amounts(f: Facts) -> Iterator[StaleAmount]:
    """Yield the amounts in texts that are another this year, each sentence by itself.

    A sentence that looks back on purpose is left alone, and an amount that is one of this year's.
    """
    known = _amounts_of_this_year(f)
    last = dict(_changed_amounts(f))
    for place, sentence in _sentences(f.report):
        told = _with_marks(sentence)
        for found in _AMOUNT.finditer(sentence):
            amount = Decimal(found[1].replace(",", ""))
            said = _meant(f, sentence, sentence[: found.start()])
            meant = said or last.get(amount)
            if meant is not None and amount not in known and money(meant[1]) not in told:
                yield StaleAmount(place, found[1], said is None, *meant)


def _sentences(report: Report) -> Iterator[tuple[Place, str]]:
    """Yield the sentences of all texts with their places, but for those that look back."""
    for place, entry in sorted(report.entries.items()):
        field = FORM.field_at(place)
        if field is not None and isinstance(field.kind, TextKind) and isinstance(entry.value, str):
            for sentence in _SENTENCE.findall(half_width(entry.value)):
                if not _LOOKS_BACK.search(sentence):
                    yield place, sentence


def _with_marks(sentence: str) -> set[str]:
    """Return the amounts of a sentence as they are printed: one that tells both years is no slip."""
    return {money(Decimal(x.replace(",", ""))) for x in _AMOUNT.findall(sentence)}


def _meant(f: Facts, sentence: str, before: str) -> tuple[str, Decimal] | None:
    """Return what the words before an amount say that it is, and what that comes to this year."""
    if _ADDED.search(before):
        full, initial = f[FUND_TOTALS["full_year"]], f[FUND_TOTALS["initial"]]
        if full is not None and initial is not None and full > initial:
            return "全年预算比年初预算多", full - initial
    if _LEFT.search(before):
        named = [row for row in f.rows(Project) if _is_named(f[Project.name, row], sentence)]
        left = f[project_carried_out, named[0]] if len(named) == 1 else None
        if left is not None:
            return f"{row_label(f, Project.key, named[0])}结转下年", left
    return None


def _is_named(name: str | None, sentence: str) -> bool:
    bare = half_width(name or "").removesuffix("项目")
    return len(bare) > 1 and bare in sentence


def _changed_amounts(f: Facts) -> Iterator[tuple[Decimal, tuple[str, Decimal]]]:
    """Yield last year's amounts that are another this year, with their names and this year's."""
    for row in f.rows(Project):
        last, this = f[Project.last, row], f[Project.outturn, row]
        if last and this is not None and rounded(last, 2) != rounded(this, 2):
            yield rounded(last, 2), (f"{row_label(f, Project.key, row)}全年执行", this)
    for each in QUANTITIES.values():
        last, this = f[each.last], f[each.this]
        if last and this is not None and rounded(last, 2) != rounded(this, 2):
            yield rounded(last, 2), (each.label, this)


def _amounts_of_this_year(f: Facts) -> set[Decimal]:
    """Return all amounts of the report that do not tell how last year was, and what they add."""
    found = [
        entry.value
        for place, entry in f.report.entries.items()
        if isinstance(entry.value, Decimal) and (place.section, place.field) not in SETTLED
    ]
    figures = [each for q in QUANTITIES.values() for each in (q.this, q.change)]
    funds = (*FUNDS.values(),)
    figures += [*FUND_TOTALS.values(), *(each for fund in funds for each in fund.stages.values())]
    found += [value for each in figures if (value := f[each]) is not None]
    pairs = [(f[Project.full_year, row], f[Project.initial, row]) for row in f.rows(Project)]
    pairs += [(f[fund.stages["full_year"]], f[fund.stages["initial"]]) for fund in funds]
    found += [one - other for one, other in pairs if one is not None and other is not None]
    return {abs(rounded(value, 2)) for value in found}
