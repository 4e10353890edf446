"""The model and the view of the scoring table: an automatic first row, spanned levels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from pingkou_gui.ui.editors import words_of_figure
from pingkou_gui.ui.editors.binding import BY_PROGRAM
from pingkou_gui.ui.rows.model import RowsModel
from pingkou_gui.ui.rows.view import RowsView
from pingkou_gui.ui.scores.columns import score_columns
from pingkou_gui.ui.scores.kinds import AUTOMATIC, ScoreKind
from pingkou_gui.ui.scores.reasons import reason_due, words_of_score
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from PySide6.QtCore import QObject

    from pingkou_gui.domain.report import Change
    from pingkou_gui.ui.editors import FieldWords, PageContext
    from pingkou_gui.ui.rows.model import Index

_LEVELS = 2
"""So many columns, the first ones, stand once for several rows."""
_TOLD = ("score", "reason")
"""Columns in which the field bar says how the score came about."""


class ScoresModel(RowsModel):
    """Indicators below the row of 预算执行率."""

    def __init__(self, kind: ScoreKind, context: PageContext, parent: QObject | None) -> None:
        self.kind = kind
        self._first: tuple[Decimal | None, ...] = ()
        """What stands in the first row as it was told last."""
        super().__init__(kind.section, score_columns(kind), context, parent)

    def show_parent(self, parent: int) -> None:
        self.columns, self._first = score_columns(self.kind, parent), ()
        super().show_parent(parent)

    def list_rows(self) -> tuple[int, ...]:
        rows = super().list_rows()
        return (AUTOMATIC, *rows) if rows else ()

    def find_problem(self, row: int) -> Sign | None:
        known = super().find_problem(row)
        if known is not None or row == AUTOMATIC:
            return known
        due = reason_due(self.context.facts, self.kind, row)
        return Sign.REMINDER if due else None

    def words_at(self, index: Index) -> FieldWords | None:
        facts, row = self.context.facts, self.row_at(index)
        field = self.columns[index.column()].field
        name = field.name if field is not None else ""
        if row == AUTOMATIC:
            figure = self.kind.rate_points if name == "score" else self.kind.rate
            words = words_of_figure(facts, figure, self.lane.parent)
            return replace(words, what=f"{BY_PROGRAM}；{words.what}")
        if field is not None and name in _TOLD:
            return words_of_score(facts, self.kind, row, field)
        return super().words_at(index)

    @Slot(object)
    def take_change(self, change: Change) -> None:
        super().take_change(change)
        facts, parent = self.context.facts, self.lane.parent
        first = facts[self.kind.rate, parent], facts[self.kind.rate_points, parent]
        if first != self._first:
            self._first = first
            self._touch((AUTOMATIC,))


class ScoresView(RowsView):
    """The first two levels stand once for all their rows; the page scrolls, not the table."""

    most_rows = 60
    joined = _LEVELS
    _joined: list[tuple[str, ...]] | None = None
    """The levels that were joined last."""

    def fit_rows(self) -> None:
        self._joined = None
        self.span_levels()
        super().fit_rows()

    def _levels(self) -> list[tuple[str, ...]]:
        """Return what is typed as the levels of each row, empty where nothing is."""
        model = self.rows_model
        report = model.context.session.report
        fields = [column.field for column in model.columns[:_LEVELS] if column.field is not None]
        return [tuple(str(report[f.at(row)] or "") for f in fields) for row in model.rows]

    def span_levels(self) -> None:
        """Join the cells of equal levels that follow one another."""
        inner = self._levels()
        if inner == self._joined:
            return
        self._joined = inner
        wanted = [
            (first, column, count)
            for column in range(_LEVELS)
            for first, count in _runs([key[: column + 1] for key in inner])
        ]
        if all(self.rowSpan(first, column) == count for first, column, count in wanted):
            return  # setting them again would paint the whole table
        self.clearSpans()
        for first, column, count in wanted:
            if count > 1:
                self.setSpan(first, column, count, 1)


def _runs(keys: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Return where equal keys begin and how many follow one another, blank ones one by one."""
    first = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[first] or not keys[first][-1]:
            yield first, at - first
            first = at
