"""The second year in five steps: what each has been given, and what it still lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.form.values import FigureRef, Nil, Place, RowList, SourceKind
from pingkou_gui.report.carried import (
    FOLLOWING_YEAR,
    KEPT_TOTAL,
    LAST_YEARS,
    awaits_confirmation,
    counted_as,
)
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.progress import Gap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pingkou_gui.form.field import Amounts
    from pingkou_gui.form.values import Entry, Source
    from pingkou_gui.report.facts import Facts


class Step(Enum):
    """A step; the value is its title."""

    BEGIN = "开始新一年"
    LAST_YEAR = "去年的报告"
    ACCOUNTS = "今年的决算公开表"
    PROJECTS = "项目表"
    TARGETS = "绩效目标"


_BEGIN = frozenset((f.section, f.name) for f in (Unit.year, Unit.name))
_TARGETS = frozenset(
    (section.key, field.name)
    for section in (Indicator, ProjectIndicator)
    for field in (section.level1, section.level2, section.name, section.target, section.points)
) | {(Goal.expected.section, Goal.expected.name), (Project.goal.section, Project.goal.name)}
"""What was aimed at; what was reached is the clerk's to say, as no file does."""
_PROJECTS = frozenset((Project.key, ProjectTotals.key))
_ITEMS = frozenset((f.section, f.name) for f in (EconomicItem.category, EconomicItem.name))
"""What an economic item is: last year's where it was carried over, else of this year's accounts."""
_OLD = frozenset((SourceKind.REPORT, SourceKind.CARRIED))
_LISTS = {
    Project.key: Step.PROJECTS,
    Indicator.key: Step.TARGETS,
    ProjectIndicator.key: Step.TARGETS,
}


def step_of(place: Place | RowList | FigureRef) -> Step | None:
    """Return the step that gives a value, None for what the clerk writes on the pages."""
    if isinstance(place, RowList):
        return _LISTS.get(place.section)
    if isinstance(place, FigureRef):
        return None
    key = (place.section, place.field)
    known = (
        (_BEGIN, Step.BEGIN),
        (_ITEMS, Step.ACCOUNTS),
        (LAST_YEARS, Step.LAST_YEAR),
        (_TARGETS, Step.TARGETS),
    )
    found = next((step for fields, step in known if key in fields), None)
    field = FORM.field_at(place)
    if found is None and place.section == Project.key and field is not None and field.required:
        return Step.PROJECTS
    if found is None and field is not None and field.unit == "万元":
        return Step.PROJECTS if place.section in _PROJECTS else Step.ACCOUNTS
    return found


def _step_of_entry(place: Place, entry: Entry) -> Step | None:
    """Return the step that gave a value: what an item was called last year is of that year.

    So is a 无 that was carried over: no accounts of this year have been given by it.
    """
    old = entry.source.kind in _OLD and (place.section, place.field) in _ITEMS
    none = entry.source.kind is SourceKind.CARRIED and isinstance(entry.value, Nil)
    return Step.LAST_YEAR if old or none else step_of(place)


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of a report.

    Attributes:
        step: which.
        read: sentences on what it was given, one a source.
        missing: what it still lacks.
        begun: whether it was given anything, be it typed.
        carried: whether what is there is last year's and nobody has looked at it yet.
        given: whether a table of this year was read.
    """

    step: Step
    read: tuple[str, ...]
    missing: tuple[Gap, ...]
    begun: bool
    carried: bool = False
    given: bool = False

    @property
    def done(self) -> bool:
        """Whether something is there and nothing is lacking."""
        return self.begun and not self.missing


@dataclass(frozen=True, slots=True)
class YearState:
    """The steps of a report, and what it lacks besides."""

    steps: tuple[StepState, ...]
    rest: tuple[Gap, ...]

    def of(self, step: Step) -> StepState:
        """Return the state of a step."""
        return next(each for each in self.steps if each.step is step)


def year_state(facts: Facts, gaps: Iterable[Gap]) -> YearState:
    """Return how far a report has come in the five steps; `gaps` is all it lacks."""
    missing: dict[Step | None, list[Gap]] = {}
    for gap in gaps:
        step = None if gap.blank else _step_missing(gap.place)
        missing.setdefault(step, []).append(gap)
    entries = facts.report.entries
    begun = {_step_of_entry(place, entry) for place, entry in entries.items()}
    last_year = tuple(_last_year_words(entries.items()))
    if Step.LAST_YEAR in begun or last_year:
        lacking = missing.setdefault(Step.LAST_YEAR, [])
        lacking.extend(_last_year_gaps(facts, {gap.place for gap in lacking}))
    carried = {
        step_of(place)
        for place, entry in entries.items()
        if awaits_confirmation(place, entry) and not isinstance(entry.value, Nil)
    }
    given = {
        step_of(place)
        for place, entry in entries.items()
        if entry.source.kind is SourceKind.WORKBOOK
    }
    words_of = {
        Step.BEGIN: _begin_words(facts),
        Step.LAST_YEAR: last_year,
        Step.ACCOUNTS: tuple(_file_words(entries.items(), Step.ACCOUNTS, "个")),
        Step.PROJECTS: tuple(_project_words(facts)),
        Step.TARGETS: tuple(_target_words(facts)),
    }
    steps = tuple(
        StepState(
            step,
            words_of[step],
            tuple(missing.get(step, ())),
            step in begun or (step is Step.LAST_YEAR and bool(words_of[step])),
            step in carried and step in (Step.PROJECTS, Step.TARGETS),
            step in given,
        )
        for step in Step
    )
    return YearState(steps, tuple(missing.get(None, ())))


def _step_missing(place: Place | RowList | FigureRef) -> Step | None:
    """Return the step that lacks a value; an item that has no name yet is one of this year."""
    item = isinstance(place, Place) and place.section == EconomicItem.key
    return Step.ACCOUNTS if item else step_of(place)


def _last_year_gaps(facts: Facts, named: Collection[Place | RowList | FigureRef]) -> Iterator[Gap]:
    """Return the figures of last year that this year's are told beside, and that are not known.

    What is `named` as missing already is not named again.
    """
    if facts[Unit.last_year] == "none":
        return
    if facts[Staff.headcount_last] is None and facts.raw(Staff.headcount_last) is None:
        yield Gap(Staff.headcount_last.at(), Staff.headcount_last.label)
    for each in QUANTITIES.values():
        told = each.amounts.required or each.amounts is ProjectTotals.total
        if told and each.amounts.last.at() not in named and not _last_known(facts, each.amounts):
            yield Gap(each.amounts.last.at(), f"{each.label}上年数")


def _last_known(facts: Facts, amounts: Amounts) -> bool:
    """Return whether last year's amount is known, or a total that holds it was told without it."""
    if facts.raw(amounts.last) is not None or facts[QUANTITIES[amounts.key].last] is not None:
        return True
    holders = (q.amounts for q in QUANTITIES.values() if amounts in q.amounts.parts)
    return any(_last_known(facts, holder) for holder in holders)


def _begin_words(facts: Facts) -> tuple[str, ...]:
    unit, year = facts[Unit.name], facts[Unit.year]
    named = "　".join(part for part in (unit or "", f"{year}年度" if year else "") if part)
    return (named,) if named else ()


def _last_year_words(entries: Iterable[tuple[Place, Entry]]) -> Iterator[str]:
    """Figures of last year and words that go on, by the report they are from.

    A report that gave nothing but its unit and year is told as such.
    """
    figures: Counter[str] = Counter()
    read: Counter[str] = Counter()
    carried: dict[str, set[tuple[str, int, str]]] = {}
    for place, entry in entries:
        if entry.source.where.startswith((KEPT_TOTAL, FOLLOWING_YEAR)):
            continue  # the program worked it out: no report gave it
        if entry.source.kind in _OLD and (place.section, place.field) not in _ITEMS:
            name, last = _name_of(entry.source), (place.section, place.field) in LAST_YEARS
            told = step_of(place) is not Step.BEGIN
            figures[name] += last and told
            if awaits_confirmation(place, entry):
                carried.setdefault(name, set()).add(counted_as(place))
            else:
                read[name] += told and not last
    for name in figures:
        parts = [f"带来上年数 {figures[name]} 个" if figures[name] else "没有上年数"]
        parts += [f"照原样沿用、要核对的 {len(carried[name])} 处"] if name in carried else []
        parts += [f"读入 {read[name]} 处"] if read[name] else []
        yield f"{name}：{'，'.join(parts)}"


def _name_of(source: Source) -> str:
    return source.file or source.where or "去年的报告"


def _file_words(entries: Iterable[tuple[Place, Entry]], step: Step, unit: str) -> Iterator[str]:
    """What files gave a step; of a file that gave others something too, how much in all."""
    here: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for place, entry in entries:
        if entry.source.kind is SourceKind.WORKBOOK:
            every[entry.source.file or "表格"] += 1
            here[entry.source.file or "表格"] += step_of(place) is step
    for name, number in here.items():
        if number:
            more = f"共采用 {every[name]} 个，这一步 " if every[name] > number else "采用 "
            yield f"{name}：{more}{number} {unit}"


def _project_words(facts: Facts) -> Iterator[str]:
    rows = facts.rows(Project)
    if rows:
        spent = sum(facts.raw(Project.outturn, row) is not None for row in rows)
        yield f"{len(rows)} 个项目，{_of_all(spent, len(rows))}填了全年执行"
    yield from _file_words(facts.report.entries.items(), Step.PROJECTS, "个值")


def _target_words(facts: Facts) -> Iterator[str]:
    rows = facts.rows(Indicator)
    if rows:
        aimed = sum(facts.raw(Indicator.target, row) is not None for row in rows)
        yield f"{len(rows)} 个指标，{_of_all(aimed, len(rows))}有目标值"
    yield from _file_words(facts.report.entries.items(), Step.TARGETS, "个值")


def _of_all(number: int, every: int) -> str:
    return "都" if number == every else f"{number} 个"


def named(gaps: Sequence[Gap], most: int = 3) -> str:
    """Return the first labels of what is missing and how many there are: 差旅费、会议费等 5 项."""
    labels = list(dict.fromkeys(gap.label for gap in gaps))
    if len(gaps) <= most and len(labels) == len(gaps):
        return "、".join(labels)
    return f"{'、'.join(labels[:most])}等 {len(gaps)} 项"
