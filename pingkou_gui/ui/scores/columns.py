"""The columns of the scoring table; the first row is filled in by the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.indicators.judge import How
from pingkou_gui.domain.scoring import actual_of, verdict
from pingkou_gui.ui.editors import figure_text, number_text
from pingkou_gui.ui.rows.columns import Cell, TableColumn, field_cell
from pingkou_gui.ui.scores.cell_editors import ReasonEditor, ScoreEditor, TargetEditor
from pingkou_gui.ui.scores.kinds import AUTOMATIC, QUALITY, ScoreKind
from pingkou_gui.ui.scores.reasons import reason_due
from pingkou_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.place import Ref
    from pingkou_gui.ui.editors import PageContext
    from pingkou_gui.ui.rows.cell_editor import CellEditor, CellTextEditor

_TYPED = (How.TYPED, How.UNCLEAR)
FIRST = {
    "level1": "预算执行",
    "level2": "执行率",
    "name": "预算执行率",
    "requirement": "=",
    "target": "100%",
}
"""The words of the first row."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreColumn(TableColumn):
    """A column of the scoring table."""

    kind: ScoreKind | None = None
    parent: tuple[int, ...] = ()

    def typed(self, facts: Facts, row: int) -> Field[Any] | None:
        if row == AUTOMATIC or self.field is None or self.kind is None:
            return None
        if self.field.name == "score":
            return self.field if score_is_typed(facts, self.kind, row) else None
        return self.field

    def cell(self, context: PageContext, row: int) -> Cell:
        name = self.field.name if self.field else ""
        if row == AUTOMATIC:
            return self.first(context, name)
        if self.kind is None or self.field is None:
            return Cell()
        if name == "score" and self.typed(context.facts, row) is None:
            text = figure_text(context.facts, self.kind.score, row)
            return Cell(text, derived=True, strong=True)
        return _typed_cell(context, self.kind, name, row)

    def first(self, context: PageContext, name: str) -> Cell:
        """Return a cell of the first row."""
        kind, facts = self.kind, context.facts
        if kind is None:
            return Cell()
        row = self.parent[0] if self.parent else 0
        if name == "actual":
            return Cell(figure_text(facts, kind.rate, row), derived=True)
        if name == "points":
            return Cell(f"{facts.scheme.execution:f}")
        if name == "score":
            text = number_text(facts[kind.rate_points, row], "分")
            return Cell(text, derived=True, strong=True)
        return Cell(FIRST.get(name, ""), strong=name == "level1")

    def ref(self, facts: Facts, row: int) -> Ref | None:
        if self.kind is None or self.field is None:
            return None
        name, parent = self.field.name, self.parent[0] if self.parent else 0
        if row == AUTOMATIC:
            shown = {"actual": self.kind.rate, "score": self.kind.rate_points}.get(name)
            return None if shown is None else shown.at(parent)
        if self.typed(facts, row) is None:
            return self.kind.score.at(row)
        return self.field.at(row)

    def editor(
        self, context: PageContext, row: int, into: QWidget, *, arrows: bool
    ) -> CellEditor | CellTextEditor | None:
        field, kind = self.typed(context.facts, row), self.kind
        if field is None or kind is None:
            return None
        if field.name in ("target", "requirement"):
            return TargetEditor(field.name, kind, context, row, into)
        if field.name == "score":
            return ScoreEditor(kind, context, row, into)
        if field.name == "reason":
            return ReasonEditor(kind, context, row, into)
        return TableColumn.editor(self, context, row, into, arrows=arrows)


def score_is_typed(facts: Facts, kind: ScoreKind, row: int) -> bool:
    """Return whether a score is the clerk's: judged by band, or the words leave it open."""
    if facts[kind.field("requirement"), row] == QUALITY:
        return True
    found = verdict(facts, kind.section, row)
    return found.how in _TYPED or (found.how is How.ZERO and found.by_day)


def _typed_cell(context: PageContext, kind: ScoreKind, name: str, row: int) -> Cell:
    cell = field_cell(context, kind.field(name), row)
    if context.session.report.entry(kind.field(name).at(row)) is not None:
        if name == "score" and cell.problem is None:
            score = context.facts[kind.field("score"), row]
            cell = replace(cell, text=number_text(score, "分") or cell.text)
        return replace(cell, strong=True) if name in ("level1", "score") else cell
    if name == "actual" and (known := actual_of(context.facts, kind.section, row)):
        return Cell(known, derived=True)
    if name == "reason":
        return replace(cell, text=reason_due(context.facts, kind, row), tone=Tone.SECONDARY)
    blank = {"score": Cell("选档次", Tone.REMINDER), "requirement": Cell("选", Tone.REMINDER)}
    return blank.get(name, cell)


_WIDTHS: tuple[tuple[str, float | None, float | None, float | None], ...] = (
    ("level1", 4.9, 4.0, 2.5),
    ("level2", 7.0, 4.6, 3.2),
    ("name", 9.2, 7.0, 4.6),
    ("requirement", 3.5, 3.0, 2.4),
    ("target", 5.4, 5.0, 4.9),
    ("actual", 5.4, 5.0, 4.9),
    ("points", 3.0, 2.6, 2.0),
    ("score", 3.6, 3.3, 3.0),
    ("reason", None, None, None),
)
"""Widths where there is room, where the table is narrow, and where it is narrower still."""
_RIGHT = frozenset({"target", "actual", "points", "score"})
_WRAPPED = frozenset({"level1", "level2", "name", "reason"})


def score_columns(kind: ScoreKind, parent: int = 0) -> tuple[ScoreColumn, ...]:
    """Return the columns; `parent` is the project whose rate stands in the first row."""
    return tuple(
        ScoreColumn(
            kind.field(name).head,
            width,
            field=kind.field(name),
            figure=kind.score if name == "score" else None,
            figures=name in _RIGHT,
            centred=name == "requirement",
            wraps=name in _WRAPPED,
            narrow=narrow,
            tight=tight,
            kind=kind,
            parent=(parent,) if parent else (),
        )
        for name, width, narrow, tight in _WIDTHS
    )
