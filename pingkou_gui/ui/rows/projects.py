"""The projects: their columns, their sums, and the three parts of their detail."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.figures.projects import project_carried_out, project_execution_rate
from pingkou_gui.domain.figures.quantity import share
from pingkou_gui.domain.figures.scores import actual_of
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator
from pingkou_gui.ui.editors import number_text
from pingkou_gui.ui.rows.columns import Cell, TableColumn, field_column
from pingkou_gui.ui.rows.design import Design, Segment, Slot, box
from pingkou_gui.ui.scores.section import project_scores
from pingkou_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section

FUNDS, STORY, SHEET = "funds", "story", "attachment3"
_AMOUNT = 4.3
_DONE, _UNTOUCHED = "已填", "未填"
_SUMMED = (Project.initial, Project.full_year, Project.outturn)


def sheet_state(facts: Facts, row: int) -> str:
    """Return how far 附件3 of a project is filled in: 已填, 未填 or 差 n 项."""
    return facts.keep(("how far attachment 3 is", row), lambda: _sheet_state(facts, row))


def _sheet_state(facts: Facts, row: int) -> str:
    due = list(_due(facts, row))
    missing = sum(not there for there in due)
    if not missing:
        return _DONE
    touched = any(due) or facts.rows(ProjectIndicator, row)
    return f"差 {missing} 项" if touched else _UNTOUCHED


def _due(facts: Facts, row: int) -> Iterator[bool]:
    """Return for everything that 附件3 needs whether it is there."""
    for field in (Project.goal, Project.achieved):
        yield facts.raw(field, row) is not None
    inner = facts.rows(ProjectIndicator, row)
    if not inner:
        yield False
    for indicator in inner:
        for field in ProjectIndicator.fields:
            if field is ProjectIndicator.actual:
                yield bool(actual_of(facts, ProjectIndicator, indicator))
            elif field.required:
                yield facts.raw(field, indicator) is not None


def _sheet_cell(facts: Facts, row: int) -> Cell:
    state = sheet_state(facts, row)
    return Cell(state, Tone.TEXT if state == _DONE else Tone.ACCENT)


def _sheet_head(facts: Facts, row: int) -> str:
    state = sheet_state(facts, row)
    return "" if state == _DONE else state


COLUMNS = (
    field_column(Project.name, None),
    field_column(Project.budget, 6.3, narrow=6.0, tight=5.3),
    field_column(Project.kind, 4.9, narrow=4.3, tight=0),
    field_column(Project.initial, 4.3, narrow=4.1, tight=0),
    field_column(Project.full_year, 4.3, narrow=4.1, tight=4.3),
    field_column(Project.outturn, 4.3, narrow=4.1, tight=4.3),
    TableColumn("执行率", 4.2, figure=project_execution_rate, figures=True, tight=4.2),
    TableColumn("附件3", 3.5, words=_sheet_cell, jump=SHEET),
)


def totals(facts: Facts) -> Mapping[int, Cell]:
    """Return the sums by column; a sum with gaps is grey, it is not all."""
    return facts.keep("projects table totals", lambda: _totals(facts))


def _totals(facts: Facts) -> dict[int, Cell]:
    rows = facts.rows(Project)
    sums = {field.name: _sum(facts, field, rows) for field in _SUMMED}
    cells: dict[int, Cell] = {}
    for at, column in enumerate(COLUMNS):
        if column.field in _SUMMED and column.field is not None:
            value, _ = sums[column.field.name]
            cells[at] = Cell(number_text(value, "万元"), strong=True)
        elif column.figure is project_execution_rate:
            outturn, whole = sums["outturn"]
            full, full_whole = sums["full_year"]
            rate = share(outturn, full) if whole and full_whole else None
            cells[at] = Cell(number_text(rate, "%"), strong=True)
    return cells


def _sum(facts: Facts, field: Field[Any], rows: tuple[int, ...]) -> tuple[Decimal | None, bool]:
    """Return what the amounts that are there come to, and whether all are."""
    values = [facts[field, row] for row in rows]
    there = [value for value in values if value is not None]
    return (sum(there, Decimal(0)) if there else None), len(there) == len(values)


def _amounts(*fields: Field[Any]) -> tuple[Slot, ...]:
    return tuple(Slot(field, width=_AMOUNT) for field in fields)


def _sheet(context: Any) -> Any:
    return project_scores(context)


def design(_section: type[Section]) -> Design:
    """Return the design of the table of projects."""
    money = (
        Slot(Project.budget, width=7.0),
        Slot(Project.kind, width=5.4),
        *_amounts(Project.last, Project.initial, Project.full_year, Project.outturn),
        Slot(Project.carried_out, width=_AMOUNT, soft=project_carried_out),
        Slot(project_execution_rate, "执行率", 3.9),
    )
    sheet = (
        (Slot(Project.department), Slot(Project.executor)),
        _amounts(
            Project.carried_in,
            Project.carried_in_outturn,
            Project.other_initial,
            Project.other_full_year,
            Project.other_outturn,
        ),
        (box(Project.goal), box(Project.achieved)),
    )
    story = (
        (box(Project.arrangement), box(Project.use)),
        (box(Project.management), box(Project.implementation)),
    )
    return Design(
        COLUMNS,
        (
            Segment(FUNDS, "资金", (money, (box(Project.use), box(Project.unspent_reason)))),
            Segment(STORY, "四段说明", story),
            Segment(SHEET, "附件3 自评", sheet, _sheet, _sheet_head),
        ),
        totals,
    )
