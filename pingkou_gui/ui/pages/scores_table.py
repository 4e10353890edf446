"""The scoring table: its model and view, columns, cell editors, bands and reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.projects import ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator, without_points
from pingkou_gui.form.values import Unread
from pingkou_gui.report.figures_funds import execution_rate, project_execution_rate
from pingkou_gui.report.indicators import JudgedBy, requirement_of
from pingkou_gui.report.report import Draft
from pingkou_gui.report.scores import (
    actual_of,
    execution_points,
    grade,
    group_scores,
    indicator_score,
    lacks_reason,
    points_total,
    project_execution_points,
    project_grade,
    project_group_scores,
    project_indicator_score,
    project_points_total,
    project_total_score,
    score_beside_rule,
    score_words,
    total_score,
    verdict,
)
from pingkou_gui.ui.editors.binding import (
    BY_PROGRAM,
    FieldWords,
    figure_text,
    number_text,
    offer_choices,
    phrases_action,
    words_of,
    words_of_figure,
)
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.table.cell_editors import CellEditor
from pingkou_gui.ui.table.table_model import RowCell, RowsModel, TableColumn, field_cell
from pingkou_gui.ui.table.table_view import RowsView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QMenu, QWidget

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.report.report import Change
    from pingkou_gui.report.scores import GroupScore
    from pingkou_gui.scheme.scheme import Band
    from pingkou_gui.ui.editors.page_context import PageContext
    from pingkou_gui.ui.table.cell_editors import CellTextEditor
    from pingkou_gui.ui.table.table_model import Index
    from pingkou_gui.ui.widgets.base import FieldState


# What a qualitative indicator can be given: the scheme's bands in steps of ten per cent.


HUNDRED, TEN = Decimal(100), Decimal(10)


def band_choices(bands: Sequence[Band], points: Decimal) -> tuple[str, ...]:
    """Return the choices, best first: 8 分　80%（100–80%）."""
    return tuple(_choices(bands, points))


def points_of_choice(choice: str) -> str:
    """Return the points that a choice stands for, as they are typed."""
    return choice.split(" ", maxsplit=1)[0]


def _choices(bands: Sequence[Band], points: Decimal) -> Iterator[str]:
    seen: set[Decimal] = set()
    for band in bands:
        share = band.most
        while share >= band.least:
            if share not in seen:
                seen.add(share)
                given = grouped(rounded(points * share / HUNDRED, 2), 0)
                yield f"{given} 分　{share:f}%（{band.name} {band.most:f}–{band.least:f}%）"
            share -= TEN


# Whether an indicator owes a reason, in the words that stand in its empty cell.


def reason_due(facts: Facts, kind: ScoreKind, row: int) -> str:
    """Return what the reason has to say, empty where none is due."""
    found = facts.cached(
        ("reason due", kind.section.key, row), lambda: lacks_reason(facts, kind.section, row)
    )
    return f"{found.value}，写明原因" if found is not None else ""


def words_of_score(facts: Facts, kind: ScoreKind, row: int, field: Field[Any]) -> FieldWords:
    """Return how a score came about, and what that asks of the reason."""
    words = words_of(facts, field, row)
    score = f"得分 {score_words(facts, row, kind.section)}"
    due = reason_due(facts, kind, row)
    asked = f"{due.split('，')[0]}，原因必填" if due else ""
    offered = field.name == "reason" and facts.scheme.phrases.get(field.phrases)
    offer = phrases_action(field) if offered else None
    return FieldWords(words.name, "；".join(part for part in (score, asked) if part), offer)


# The two lists of indicators, of the unit and of a project, with their figures.


AUTOMATIC = -1
"""Stands for the first row, 预算执行率, which the program fills in."""
QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class ScoreKind:
    """A list of indicators and what is worked out for it."""

    section: type[Indicator | ProjectIndicator]
    rate: Figure
    rate_points: Figure
    score: Figure
    total: Figure

    def groups(self, facts: Facts, parent: int) -> tuple[GroupScore, ...]:
        """Return the sums by first level."""
        if self.section is Indicator:
            return group_scores(facts)
        return project_group_scores(facts, parent)

    def grade(self, facts: Facts, parent: int) -> str:
        """Return the grade, empty while there is no total."""
        return grade(facts) if self.section is Indicator else project_grade(facts, parent)

    def points(self, facts: Facts, parent: int) -> Decimal:
        """Return the points given so far, 预算执行 included."""
        if self.section is Indicator:
            return points_total(facts)
        return project_points_total(facts, parent)

    def field(self, name: str) -> Any:
        """Return a field of the list by its name."""
        return getattr(self.section, name)


UNIT_SCORES = ScoreKind(Indicator, execution_rate, execution_points, indicator_score, total_score)
PROJECT_SCORES = ScoreKind(
    ProjectIndicator,
    project_execution_rate,
    project_execution_points,
    project_indicator_score,
    project_total_score,
)


def kind_of(section: type[Section]) -> ScoreKind:
    """Return the kind of a section of indicators."""
    return PROJECT_SCORES if section is ProjectIndicator else UNIT_SCORES


# Editors of the scoring table: the target takes its sign along, the score offers bands.


class TargetEditor(CellEditor):
    """年度指标值 or 要求: `≥95%` sets the requirement and leaves the target 95%."""

    def __init__(
        self, name: str, kind: ScoreKind, context: PageContext, row: int, into: QWidget
    ) -> None:
        super().__init__(kind.field(name), context, row, into, arrows=True)
        self._kind, self._context, self._row = kind, context, row
        self.binding.focus_changed.connect(self._focus_changed)

    @Slot(bool)
    def _focus_changed(self, focused: bool) -> None:  # noqa: FBT001 - the signal's own
        if focused:
            return
        session = self._context.session
        draft = Draft(session.report)
        settle_requirement(draft, self._kind, self._row)
        settle_target(draft, self._kind, self._row)
        session.make(draft.change, "按年度指标值改要求", merge=True)  # one stay, one step back


def settle_requirement(draft: Draft, kind: ScoreKind, row: int) -> None:
    """Part a target that was written into the requirement: ≥12公里 is ≥ and 12公里.

    Another target that stands there already stays, and so do the words.
    """
    target, requirement = kind.field("target"), kind.field("requirement")
    entry, held = draft.entry(requirement.at(row)), draft.entry(target.at(row))
    if entry is None or not isinstance(entry.value, Unread):
        return
    asked = requirement_of(entry.value.text)
    if asked.code != QUALITY and asked.rest and (held is None or held.value == asked.rest):
        draft.put(requirement, asked.code or None, row, entry.source)
        draft.put(target, asked.rest, row, entry.source)


def settle_levels(draft: Draft, kind: ScoreKind, row: int) -> None:
    """Leave out the points that stand behind the name of a level: 产出指标（50分）."""
    for field in (kind.field("level1"), kind.field("level2")):
        entry = draft.entry(field.at(row))
        if entry is not None and isinstance(entry.value, str):
            draft.put(field, without_points(entry.value) or entry.value, row, entry.source)


def settle_target(draft: Draft, kind: ScoreKind, row: int) -> None:
    """Move the sign of a target into the requirement; without a sign fill in a blank one.

    A plain number asks for nothing by itself: whether more or less is better is the clerk's.
    """
    target, requirement = kind.field("target"), kind.field("requirement")
    entry = draft.entry(target.at(row))
    if entry is None or not isinstance(entry.value, str):
        return
    asked = requirement_of(entry.value)
    if asked.rest != entry.value.strip() and asked.rest:
        draft.put_entry(target.at(row), type(entry)(asked.rest, entry.source))
    elif draft.entry(requirement.at(row)) is not None:
        return
    if asked.code:
        draft.put(requirement, asked.code, row)


class ScoreEditor(CellEditor):
    """得分 of a qualitative indicator; Alt+↓ offers the bands with the points they give."""

    def __init__(self, kind: ScoreKind, context: PageContext, row: int, into: QWidget) -> None:
        self._offers = band_choices(
            context.session.scheme.bands, context.facts[kind.field("points"), row] or Decimal(0)
        )
        super().__init__(kind.field("score"), context, row, into, arrows=True)

    @property
    def offers(self) -> tuple[str, ...]:
        """The words that can be chosen for the score at hand, empty for none."""
        return self._offers

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        super().show_look(state, left, right or Sign.CHEVRON)

    @Slot()
    def open_choices(self) -> QMenu | None:
        """Open the bands under the field."""
        return offer_choices(self, self._offers, "", self._take_band)

    def _take_band(self, choice: str) -> None:
        self.binding.put(points_of_choice(choice))


class ReasonEditor(CellEditor):
    """偏差原因; says inside what is due."""

    def __init__(self, kind: ScoreKind, context: PageContext, row: int, into: QWidget) -> None:
        super().__init__(kind.field("reason"), context, row, into, arrows=True)
        self._kind, self._context, self._row = kind, context, row
        self.setPlaceholderText(reason_due(context.facts, kind, row))
        self.binding.focus_changed.connect(self._announce_score)

    @Slot(bool)
    def _announce_score(self, focused: bool) -> None:  # noqa: FBT001 - the signal's own
        if focused:
            words = words_of_score(self._context.facts, self._kind, self._row, self.binding.field)
            self._context.announce(words)


# The columns of the scoring table; the first row is filled in by the program.


_TYPED = (JudgedBy.TYPED, JudgedBy.UNCLEAR)
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
            judged = score_is_judged(facts, self.kind, row)
            beside = score_beside_rule(facts, self.kind.section, row) is not None
            return self.field if judged or beside else None
        return self.field

    def offers_list(self, facts: Facts, row: int) -> bool:
        field = self.typed(facts, row)
        by_band = field is not None and self._by_band(facts, row)
        return by_band or TableColumn.offers_list(self, facts, row)

    def _by_band(self, facts: Facts, row: int) -> bool:
        """Return whether a score is chosen by band here; one beside the rule's is a mere number."""
        if self.kind is None or self.field is None or self.field.name != "score":
            return False
        return bool(facts.scheme.bands) and score_is_judged(facts, self.kind, row)

    def cell(self, context: PageContext, row: int) -> RowCell:
        name = self.field.name if self.field else ""
        if row == AUTOMATIC:
            return self.first(context, name)
        if self.kind is None or self.field is None:
            return RowCell()
        if name == "score" and self.typed(context.facts, row) is None:
            text = figure_text(context.facts, self.kind.score, row)
            return RowCell(text, derived=True, strong=True)
        return _typed_cell(context, self.kind, name, row)

    def first(self, context: PageContext, name: str) -> RowCell:
        """Return a cell of the first row."""
        kind, facts = self.kind, context.facts
        if kind is None:
            return RowCell()
        row = self.parent[0] if self.parent else 0
        if name == "actual":
            return RowCell(figure_text(facts, kind.rate, row), derived=True)
        if name == "points":
            return RowCell(f"{facts.scheme.execution:f}")
        if name == "score":
            text = number_text(facts[kind.rate_points, row], "分")
            return RowCell(text, derived=True, strong=True)
        return RowCell(FIRST.get(name, ""), strong=name == "level1")

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
        """Return the editor of a cell, None where nothing can be typed."""
        field, kind = self.typed(context.facts, row), self.kind
        if field is None or kind is None:
            return None
        if field.name in ("target", "requirement"):
            return TargetEditor(field.name, kind, context, row, into)
        if field.name == "score" and score_is_judged(context.facts, kind, row):
            return ScoreEditor(kind, context, row, into)
        if field.name == "reason":
            return ReasonEditor(kind, context, row, into)
        return TableColumn.editor(self, context, row, into, arrows=arrows)


def score_is_judged(facts: Facts, kind: ScoreKind, row: int) -> bool:
    """Return whether a score is the clerk's: judged by band, or the words leave it open."""
    if facts[kind.field("requirement"), row] == QUALITY:
        return True
    found = verdict(facts, kind.section, row)
    return found.how in _TYPED or (found.how is JudgedBy.ZERO and found.by_day)


def _typed_cell(context: PageContext, kind: ScoreKind, name: str, row: int) -> RowCell:
    """Return a cell as typed; a blank one shows what is known, or what is to be chosen."""
    cell = field_cell(context, kind.field(name), row)
    if context.session.report.entry(kind.field(name).at(row)) is not None:
        if name == "score" and cell.problem is None:
            score = context.facts[kind.field("score"), row]
            cell = replace(cell, text=number_text(score, "分") or cell.text)
        return replace(cell, strong=True) if name in ("level1", "score") else cell
    if name == "actual" and (known := actual_of(context.facts, kind.section, row)):
        return RowCell(known, derived=True)
    if name == "reason":
        return replace(cell, text=reason_due(context.facts, kind, row), tone=Tone.SECONDARY)
    blank = {"score": RowCell("选档次", Tone.REMINDER), "requirement": RowCell("选", Tone.REMINDER)}
    return blank.get(name, cell)


_WIDTHS: tuple[tuple[str, float | None, float | None, float | None], ...] = (
    ("level1", 4.9, 4.0, 2.5),
    ("level2", 7.6, 4.6, 3.2),
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


# The model and the view of the scoring table: an automatic first row, spanned levels.


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
            words = words_of_figure(facts, figure, self.row_list.parent)
            return words._replace(what=f"{BY_PROGRAM}；{words.what}")
        if field is not None and name in _TOLD:
            return words_of_score(facts, self.kind, row, field)
        return super().words_at(index)

    @Slot(object)
    def take_change(self, change: Change) -> None:
        super().take_change(change)
        facts, parent = self.context.facts, self.row_list.parent
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
