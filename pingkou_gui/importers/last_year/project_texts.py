"""What is told of the projects together and of each: arrangement, use, management, carrying out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.projects import Project, ProjectTexts
from pingkou_gui.importers.last_year.collector import evened

if TYPE_CHECKING:
    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_year.blocks import Block
    from pingkou_gui.importers.last_year.collector import Collector

Texts = tuple["Field[str]", "Field[str]"]
_PARTS: tuple[tuple[re.Pattern[str], Texts], ...] = (
    (re.compile("组织实施|实施情况"), (ProjectTexts.implementation, Project.implementation)),
    (re.compile("管理"), (ProjectTexts.management, Project.management)),
    (re.compile("使用"), (ProjectTexts.use, Project.use)),
    (re.compile("安排|落实|投入"), (ProjectTexts.arrangement, Project.arrangement)),
)
_FUNDS: dict[str, Field[str]] = {
    "government_funds": FundTexts.government_funds,
    "state_capital_operations": FundTexts.state_capital,
    "social_insurance_funds": FundTexts.social_insurance,
}
_UNSPENT = re.compile("结转下年[\\d.,，]+万元[，,]未执行完的原因是(?P<why>.+?)。?$")
_COMPUTED = re.compile("(?:年初预算[\\d.,]+万元，)?全年预算[\\d.,]+万元，全年执行[\\d.,]+万元")
"""The sentence the program writes from the projects' figures."""
_PROMPT = re.compile("[^，。]{2,40}(?:情况)?分析。?")
_PURPOSE = re.compile("主要(?:用于|包括)(?P<use>[^。]+)")


def read_project_texts(c: Collector) -> None:
    """Propose the words on projects and on the three other budgets."""
    told = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    for block in c.chapter("general_public_budget", "project_spending"):
        if block.index not in told and block.index not in c.placed and block.body:
            _general(c, block)
    for chapter, field in _FUNDS.items():
        for block in c.chapter(chapter):
            if block.body:
                _of_fund(c, block, field, told)


def _general(c: Collector, block: Block) -> None:
    if block.title and not any(p.search(block.title) for p, _ in _PARTS):
        return
    if _COMPUTED.match(block.body):
        c.placed.add(block.index)
        return
    together, each = _texts(block)
    row, text = _project_of(c, block.body)
    if not row:
        c.add_to(together, block.body, block.index)
        return
    unspent = _UNSPENT.search(text)
    if unspent:
        c.carry(Project.unspent_reason, unspent["why"], block.index, row)
    else:
        c.add_to(each, text, block.index, row)


def _texts(block: Block) -> Texts:
    return next((t for p, t in _PARTS if p.search(block.topic)), (ProjectTexts.use, Project.use))


def _project_of(c: Collector, text: str) -> tuple[int, str]:
    """Return the row of the project a paragraph opens with, and what it says of it."""
    names = {
        evened(item.value): place.row
        for place, item in c.items.items()
        if place.section == Project.key and place.field == "name" and isinstance(item.value, str)
    }
    for name in sorted(names, key=len, reverse=True):
        if evened(text[: len(name) + 8]).startswith(name):
            rest = text[len(name) :].lstrip("”：:")
            return names[name], rest
    return 0, text


def _of_fund(c: Collector, block: Block, field: Field[str], told: set[int]) -> None:
    if _PROMPT.fullmatch(block.body):
        c.miss(block.index, block.body, "像是小标题，没有读入")
        c.placed.add(block.index)
    elif block.index not in told:
        row, text = _project_of(c, block.body)
        if row:
            c.add_to(_texts(block)[1], text, block.index, row)
        else:
            c.add_to(field, block.body, block.index)
    else:
        _purpose(c, block, field)


def _purpose(c: Collector, block: Block, field: Field[str]) -> None:
    match = _PURPOSE.search(block.body)
    if match and "【" not in match["use"] and not re.search("\\d万元", match["use"]):
        c.add_to(field, match["use"], block.index)
