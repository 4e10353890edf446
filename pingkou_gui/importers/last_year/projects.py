"""Projects: names and amounts of the lists, the budget by the chapter a project stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.gap_marks import OPAQUE
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.last_year.candidates import ZERO, Candidate, stated
from pingkou_gui.importers.last_year.collector import evened
from pingkou_gui.importers.last_year.shift import Shift

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.source import Span
    from pingkou_gui.domain.reading.statements import ItemList, Statement
    from pingkou_gui.importers.last_year.collector import Collector

_BUDGETS = {
    "general_public_budget": "general",
    "government_funds": "government_funds",
    "state_capital_operations": "state_capital",
    "social_insurance_funds": "social_insurance",
}
_OPENING = re.compile("(?:其中|包括|包含|分别是|分别为|分别|主要是|主要有|用于)[：:为]?")
_EDGES = "、，,；;。：: \u3000\n"
_ALONE = re.compile("(?:全部用于|均为项目支出，项目为)(?P<name>[^，。；]{2,60})[。；]")
_NO_NAME = re.compile(f"[，。；：:【】〔〕{OPAQUE}]|万元|^[\\d.]+$")
_PIECE = re.compile("(?P<name>[^\\d，。；：]{2,40})(?P<amount>\\d{1,9}(?:\\.\\d{1,6})?)万元?")
_PARENTS = frozenset({"project_spending", "total_spending"})
_BESIDE = frozenset(
    {"carried_in", "carried_out", "arranged", "spent", "basic_spending", "project_spending"}
)


@dataclass(slots=True)
class Found:
    """A project as the lists tell of it."""

    name: str
    outturn: Candidate
    where: Span
    budget: str = ""
    doubt: str = ""
    others: list[Candidate] = field(default_factory=list)


def read_projects(c: Collector) -> None:
    """Propose the projects of all lists, each once."""
    overall: list[Found] = []
    by_budget: list[Found] = []
    for found in _listed(c):
        (by_budget if found.budget else overall).append(found)
    projects = _merged(overall, by_budget)
    if overall:
        _doubt_what_does_not_fit(c, projects, overall)
    for project in projects:
        _propose(c, project)


def _propose(c: Collector, found: Found) -> None:
    row = c.row(Project, Project.name, found.name)
    amount = found.outturn
    doubt = found.doubt or (amount.doubt.why if amount.doubt else "")
    if found.others:
        numbers = "、".join(f"{x.number.normalize():f}" for x in found.others)
        doubt = f"这里是{amount.number.normalize():f}万元，别处同名项目是{numbers}万元，核对后填"
    c.put(Project.name, found.name, found.where, row, doubt=found.doubt, carried=True)
    if found.budget:
        c.put(Project.budget, found.budget, found.where, row, doubt=found.doubt, carried=True)
    target = {Shift.SAME: Project.outturn, Shift.NEXT: Project.last, Shift.APART: None}[c.shift]
    if target is not None:
        c.put(target, amount.value, amount.span, row, doubt=doubt)


def _listed(c: Collector) -> list[Found]:
    found: list[Found] = []
    for group in c.reading.lists:
        parent = c.reading.statements[group.parent]
        if _is_of_projects(c, parent):
            found += _items(c, group, parent)
    for index, s in enumerate(c.reading.statements):
        if _is_of_projects(c, s) and not any(g.parent == index for g in c.reading.lists):
            found += _alone(c, s)
    return found


def _is_of_projects(c: Collector, s: Statement) -> bool:
    """Whether what a list makes up is project spending, or a budget that is all projects."""
    if s.aside or s.key not in _PARENTS or s.measure != "outturn" or _is_late(c, s):
        return False
    return s.key == "project_spending" or s.scope in set(_BUDGETS) - {"general_public_budget"}


def _is_late(c: Collector, s: Statement) -> bool:
    return bool(c.reading.year and s.year is not None and s.year != c.reading.year)


def _items(c: Collector, group: ItemList, parent: Statement) -> list[Found]:
    found: list[Found] = []
    before = parent.amount.span.end if parent.amount else parent.span.end
    at = parent.span.paragraph
    for index in group.items:
        item = c.reading.statements[index]
        value = stated(c, item)
        if value is None or item.amount is None or item.span.paragraph != at or item.key in _BESIDE:
            continue
        name = _name(c, item, before, first=not found)
        before = item.amount.span.end
        if not name:
            continue
        c.used.add(index)
        found.append(Found(name, value, item.amount.span, _BUDGETS.get(parent.scope, "")))
    return found


def _name(c: Collector, item: Statement, before: int, *, first: bool) -> str:
    """Return the words between the last amount and this one: a name may hold a 、 of its own."""
    if item.amount is None:
        return ""
    text = c.reading.source.paragraphs[item.span.paragraph].text
    between = text[before : item.amount.span.start]
    if first:
        opened = list(_OPENING.finditer(between))
        between = between[opened[0].end() :] if opened else between
    name = between.strip(_EDGES)
    if name and not _NO_NAME.search(name):
        return name
    label = item.label.strip(_EDGES)
    return "" if not label or _NO_NAME.search(label) else label


def _alone(c: Collector, s: Statement) -> list[Found]:
    """Return the one project a budget was spent on: 全部用于…."""
    value = stated(c, s)
    if value is None or s.amount is None or not value.number:
        return []
    text = c.reading.source.paragraphs[s.span.paragraph].text[s.amount.span.end :]
    several = _parts(text.partition("。")[0], value, _BUDGETS.get(s.scope, ""))
    if several:
        return several
    match = _ALONE.match(text.lstrip("，,"))
    if match is None or _NO_NAME.search(match["name"]):
        return []
    return [Found(match["name"].strip(), value, s.amount.span, _BUDGETS.get(s.scope, ""))]


def _parts(text: str, whole: Candidate, budget: str) -> list[Found]:
    """Return what 用于甲3万元、乙2万元 names, where it comes to the whole."""
    opened = re.search("(?:用于|其中|包括|包含)[：:为]?", text)
    pieces = re.split("[、，,；;]", text[opened.end() :]) if opened else []
    found: list[Found] = []
    for piece in pieces:
        match = _PIECE.fullmatch(piece.strip())
        if match is None:
            return []
        amount = Candidate(Decimal(match["amount"]), whole.span, whole.step)
        found.append(Found(match["name"], amount, whole.span, budget))
    total = sum((x.outturn.number for x in found), ZERO)
    return found if abs(total - whole.number) <= whole.step else []


def _merged(overall: list[Found], by_budget: list[Found]) -> list[Found]:
    """Return the projects of both kinds of list, those that are the same as one."""
    projects: list[Found] = []
    for found in (*overall, *by_budget):
        known = next((p for p in projects if _is_same(p, found)), None)
        if known is None:
            projects.append(found)
            continue
        if _differs(known, found):
            known.others.append(found.outturn)
        elif found.budget:
            known.budget = known.budget or found.budget
    return projects


def _is_same(one: Found, other: Found) -> bool:
    """Whether two names are one project's: equal, or one within the other at the same amount."""
    a, b = evened(one.name), evened(other.name)
    if a == b:
        return not (one.budget and other.budget and one.budget != other.budget)
    if _differs(one, other) or min(len(a), len(b)) < 6:
        return False
    return a.endswith(b) or b.endswith(a)


def _differs(one: Found, other: Found) -> bool:
    return abs(one.outturn.number - other.outturn.number) > max(
        one.outturn.step, other.outturn.step
    )


def _doubt_what_does_not_fit(c: Collector, projects: list[Found], overall: list[Found]) -> None:
    """Put in doubt what only a budget's own list names, once the list of all is complete."""
    total = _total(c)
    listed = sum((p.outturn.number for p in overall), ZERO)
    if total is None or abs(listed - total) > Decimal("0.05"):
        return
    for project in projects:
        if not any(project is p for p in overall) and project.outturn.number:
            project.doubt = "全部项目的清单已等于项目支出合计，其中没有它，可能含在别的项目里"


def _total(c: Collector) -> Decimal | None:
    for s in c.reading.statements:
        if s.key == "project_spending" and s.scope in {"fiscal", "total"} and s.amount is not None:
            return s.amount.value
    return None
