"""Sections that are tables of rows with a detail: projects, problems."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pingkou_gui.form.field import Layout
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Duty
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import SINGLE, FigureRef, Place, RowList
from pingkou_gui.report.checks_sums import SHEET_FIELDS
from pingkou_gui.report.facts import Figure
from pingkou_gui.report.figures import added_rows, share
from pingkou_gui.report.figures_funds import (
    CARRIED,
    OTHER,
    project_carried_out,
    project_execution_rate,
)
from pingkou_gui.report.row_names import row_label
from pingkou_gui.report.scores import actual_of
from pingkou_gui.ui.editors.binding import figure_text, number_text, words_of, words_of_figure
from pingkou_gui.ui.editors.field_editors import DerivedLabel, EditorRow, FieldEditor
from pingkou_gui.ui.editors.last_year import LastYearLine
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.pages.scores_section import ScoresSection
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.rows_group import RowsGroup
from pingkou_gui.ui.table.table_model import (
    DetailSlot,
    RowCell,
    Segment,
    TableColumn,
    TableDesign,
    box,
    field_column,
    numbered_design,
    plain_design,
)
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import (
    FlowRow,
    call_later,
    enclosing,
    join_tab_order,
    on_theme_change,
)
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, SegmentedChoice
from pingkou_gui.ui.widgets.labels import Side, TextLabel
from pingkou_gui.ui.widgets.layout import Cover, GroupBox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QShowEvent

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# A field that may be left blank: the program's own number stands there in grey.


class SoftEditor(FieldEditor):
    """Shows a figure while nothing is typed; what is typed wins over it."""

    def __init__(
        self,
        field: Field[Any],
        figure: Figure,
        context: PageContext,
        row: int = SINGLE,
        *,
        width: float | None = None,
    ) -> None:
        """Make the field of a row; `figure` is what stands there in grey."""
        super().__init__(field, context, row, width=width)
        self._context, self._figure = context, figure
        context.register_figure(self)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """The field itself."""
        return self

    def bind(self, row: int) -> None:
        """Show the same field of another row."""
        super().bind(row)
        self._context.register_figure(self)
        self.refresh()

    def refresh(self) -> None:
        """Show the figure as it is now."""
        self.setPlaceholderText(self._soft_text())

    def commit(self) -> None:
        """Hand over what was typed."""
        self.binding.commit()

    def _soft_text(self) -> str:
        row = self.binding.row if self._figure.section else SINGLE
        return figure_text(self._context.facts, self._figure, row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        soft = self._soft_text()
        if self.text() or not soft:
            return
        row, facts = self.binding.row, self._context.facts
        words = words_of(facts, self.binding.field, row)
        default = f"没有填，按 {words_of_figure(facts, self._figure, row).what}"
        self._context.announce(words._replace(what=f"{default}；{words.what}"))


# A line of the detail: editors under their labels, their messages below.


Shown = DerivedLabel | FieldEditor | TextEditor


class Captioned(QFrame):
    """An editor under its label; figures align with the end of their label."""

    def __init__(self, label: str, shown: Shown, *, figures: bool) -> None:
        super().__init__()
        side = Side.RIGHT if figures else Side.LEFT
        self._figures = figures
        self._label = TextLabel(label, TypeRole.SMALL, Tone.SECONDARY, side=side)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._label)
        edge = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag(0)
        self._column.addWidget(shown, 0, edge)
        if isinstance(shown, TextEditor):
            self._column.addWidget(LastYearLine(shown.binding))
        on_theme_change(self.apply_theme)

    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.05))
        self._label.setContentsMargins(0, 0, theme().digit_inset() if self._figures else 0, 0)


class DetailLine(EditorRow):
    """Slots side by side; short ones go on below where the width ends."""

    def __init__(self, slots: Sequence[DetailSlot], context: PageContext, row: int) -> None:
        super().__init__(indent=0.5)
        self._context = context
        self._slots: dict[str, Shown] = {}
        self._folding: dict[str, tuple[DetailSlot, Captioned]] = {}
        self._opened = False
        holder = QFrame()
        self._boxes = any(slot.lines or slot.width is None for slot in slots)
        self._layout: FlowRow | QHBoxLayout = (
            QHBoxLayout(holder) if self._boxes else FlowRow(holder)
        )
        for slot in slots:
            self._add_slot(slot, context, row)
        self.add(holder, 1)
        on_theme_change(self._theme_line)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - the signal's own
        """Leave the line as it is: the row of the table is the one tinted."""

    def bind(self, row: int) -> None:
        """Show another row."""
        for shown in self._slots.values():
            shown.bind(row)
        self._opened = False
        self.fold()

    def fold(self) -> tuple[str, ...]:
        """Fold away what is blank and not wanted now; return the labels of what could be opened."""
        hidden: list[DetailSlot] = []
        for name, (slot, captioned) in self._folding.items():
            shown: Any = self._slots[name]
            place, facts = shown.binding.place, self._context.facts
            due = slot.due is not None and slot.due(facts, place.row)
            blank = facts.report.entry(place) is None
            folded = blank and not (due or self._opened or shown.hasFocus())
            captioned.setHidden(folded)
            hidden += [slot] if folded else []
        if self._folding:
            self.setHidden(len(hidden) == len(self._slots))
        return tuple(slot.what.label for slot in hidden if slot.on_request)

    def unfold(self) -> QWidget | None:
        """Show everything; return the first of what was folded away."""
        folded = [name for name, (_, captioned) in self._folding.items() if captioned.isHidden()]
        self._opened = True
        self.fold()
        return self._slots[folded[0]] if folded else None

    def tells_of(self, field: Field[Any]) -> bool:
        """Return whether a field stands here, not folded away."""
        _, folding = self._folding.get(field.name, (None, None))
        return field.name in self._slots and (folding is None or not folding.isHidden())

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a place or figure."""
        name = target.figure if isinstance(target, FigureRef) else getattr(target, "field", "")
        if name in self._folding:
            self.unfold()
        return self._slots.get(name)

    def _add_slot(self, slot: DetailSlot, context: PageContext, row: int) -> None:
        """Add the editor or the figure of a slot, under its caption."""
        shown = _made(slot, context, row)
        what = slot.what
        name = what.key if isinstance(what, Figure) else what.name
        self._slots[name] = shown
        if not isinstance(shown, DerivedLabel):
            self.follow(shown)
        figures = isinstance(what, Figure) or what.kind.numeric
        label = slot.label or (what.label if isinstance(what, Figure) else what.head)
        captioned: Any = Captioned(label, shown, figures=figures)
        if slot.due is not None or slot.on_request:
            self._folding[name] = slot, captioned
        if isinstance(self._layout, QHBoxLayout):
            self._layout.addWidget(captioned, 1 if slot.width is None else 0)
        else:
            self._layout.addWidget(captioned)

    def _theme_line(self) -> None:
        gap = theme().em(0.6 if self._boxes else 0.4)
        self._layout.setContentsMargins(0, 0, 0, 0)
        if isinstance(self._layout, QHBoxLayout):
            self._layout.setSpacing(gap)
        else:
            self._layout.set_gap(gap)


def _made(slot: DetailSlot, context: PageContext, row: int) -> Shown:
    what = slot.what
    if isinstance(what, Figure):
        return DerivedLabel(what, context, row, width=slot.width)
    if slot.lines:
        return TextEditor(what, context, row, min_lines=slot.lines)
    if slot.soft is not None:
        return SoftEditor(what, slot.soft, context, row, width=slot.width)
    return FieldEditor(what, context, row, width=slot.width)


# The detail of the chosen row, in segments.


class SegmentBody(Cover):
    """The lines of a segment and the rows below the row."""

    def __init__(self, segment: Segment, context: PageContext, row: int) -> None:
        super().__init__("surface")
        self._column = QVBoxLayout(self)
        self._lines = [DetailLine(slots, context, row) for slots in segment.lines]
        for line in self._lines:
            self._column.addWidget(line)
        self.inner = segment.inner(context) if segment.inner else None
        self._unfold = Button("", ButtonKind.LINK)
        self._unfold.clicked.connect(self._open_lines)
        self._below = QHBoxLayout()
        self._below.addWidget(self._unfold)
        self._below.addStretch(1)
        self._column.addLayout(self._below)
        if self.inner is not None:
            self._column.addWidget(self.inner)
        self.bind(row)
        for editor in (each for line in self._lines for each in line.editors):
            editor.binding.focus_changed.connect(self._fold_lines)
        context.keep_current(self, self._fold_lines)
        on_theme_change(self.apply_theme)

    def bind(self, row: int) -> None:
        """Show another row."""
        for line in self._lines:
            line.bind(row)
        self._fold_lines()
        if self.inner is not None:
            cast("Any", self.inner).show_parent(row)

    @Slot()
    def _fold_lines(self) -> None:
        folded = [label for line in self._lines for label in line.fold()]
        words = "、".join(folded)
        self._unfold.set_text(f"写{words}", f"写{words}")
        self._unfold.setHidden(not folded)

    @Slot()
    def _open_lines(self) -> None:
        opened = [line.unfold() for line in self._lines]
        self._fold_lines()
        first = next((widget for widget in opened if widget is not None), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def tells_of(self, field: Field[Any]) -> bool:
        """Return whether a field stands here, not folded away."""
        return any(line.tells_of(field) for line in self._lines)

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a place or figure of the row."""
        found = (line.widget_of(target) for line in self._lines)
        shown = next((widget for widget in found if widget is not None), None)
        self._fold_lines()
        return shown

    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        self._column.setContentsMargins(0, theme().em(0.1), 0, 0)
        self._column.setSpacing(theme().em(0.15))
        self._below.setContentsMargins(theme().em(0.5), 0, theme().em(0.6), 0)


class RowDetail(GroupBox):
    """What does not fit into the columns of a table, for the row that is chosen."""

    segment_shown = Signal()
    """Another part of it, or that of another row, is in sight."""

    def __init__(
        self,
        section: type[Section],
        context: PageContext,
        design: TableDesign,
        parent: QObject | None = None,
    ) -> None:
        del parent
        super().__init__(section.heading)
        self.section, self.context, self.design = section, context, design
        self.row = 0
        self._bodies: dict[str, SegmentBody] = {}
        self._segments = SegmentedChoice([(s.key, s.title) for s in design.segments])
        self._segments.set_height(1.4)
        self.add_to_head(self._segments)  # before it shows: without a parent it would be a window
        self._segments.setVisible(len(design.segments) > 1)
        self._segments.chosen.connect(self.show_segment)
        context.keep_current(self, self._refresh_head)
        self.setVisible(False)

    @property
    def segment(self) -> str:
        """The key of the segment shown."""
        return self._segments.current or self.design.segments[0].key

    @property
    def heads(self) -> tuple[str, ...]:
        """The titles of the segments with their states."""
        return tuple(self._segment_title(segment) for segment in self.design.segments)

    def tells_of(self, field: Field[Any]) -> bool:
        """Return whether a field of the row is in sight, with what is the matter with it."""
        body = self._bodies.get(self.segment)
        return bool(self.row) and body is not None and body.tells_of(field)

    def show_row(self, row: int) -> None:
        """Show the detail of a row, of none for 0."""
        self.row = row
        self.setVisible(bool(row))
        if row:
            self.show_segment(self.segment)
            self._show_head()

    def show_segment(self, key: str) -> None:
        """Show a part of the detail."""
        self._segments.choose(key)
        for other, body in self._bodies.items():
            body.setVisible(other == key)
        body = self._body(key)
        body.bind(self.row)
        body.show()
        self.segment_shown.emit()

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of the shown row into sight and return its widget."""
        for segment in self.design.segments:
            if not _holds(segment, target):
                continue
            self.show_segment(segment.key)
            return self._body(segment.key).widget_of(target)
        return None

    def reveal_inner(self, target: Target) -> QWidget | None:
        """Bring a place of the rows below the shown row into sight and return its widget."""
        for segment in self.design.segments:
            if segment.inner is not None:
                self.show_segment(segment.key)
                found = cast("Any", self.inner(segment.key)).reveal(target)
                return cast("QWidget | None", found)
        return None

    def inner(self, key: str) -> QWidget | None:
        """Return the widget of the rows below the row."""
        return self._body(key).inner

    def _body(self, key: str) -> SegmentBody:
        if key not in self._bodies:
            segment = next(s for s in self.design.segments if s.key == key)
            self._bodies[key] = SegmentBody(segment, self.context, self.row)
            self.add(self._bodies[key])
            join_tab_order(self._segments.last, self._bodies[key])
        return self._bodies[key]

    def _show_head(self) -> None:
        facts = self.context.facts
        rows = facts.report.rows(*_lane(self.section))
        if self.row not in rows:
            self.set_title(f"新{self.section.noun}")
            self.set_note("")
            return
        counter = self.section.counter
        self.set_title(row_label(facts, self.section.key, self.row))
        self.set_note(f"第 {rows.index(self.row) + 1} {counter}，共 {len(rows)} {counter}")
        for segment in self.design.segments:
            self._segments.set_title(segment.key, self._segment_title(segment))

    def _segment_title(self, segment: Segment) -> str:
        state = segment.state(self.context.facts, self.row) if segment.state else ""
        return f"{segment.title} {state}".strip()

    def _refresh_head(self) -> None:
        if self.row:
            self._show_head()


def _lane(section: type[Section]) -> RowList:
    return RowList(section.key)


def _holds(segment: Segment, target: Target) -> bool:
    slots = (slot for line in segment.lines for slot in line)
    if isinstance(target, FigureRef):
        keys = (s.what.key for s in slots if isinstance(s.what, Figure))
        return target.figure in keys
    names = (s.what.name for s in slots if not isinstance(s.what, Figure))
    return isinstance(target, Place) and target.field in names


# The projects: their columns, their sums, and the three parts of their detail.


FUNDS, STORY, SHEET = "funds", "story", "attachment3"
_AMOUNT = 4.3
_DONE, _UNTOUCHED = "已填", "未填"
_SUMMED = (Project.initial, Project.full_year, Project.outturn)


def sheet_state(facts: Facts, row: int) -> str:
    """Return how far 附件3 of a project is filled in: 已填, 未填 or 差 n 项."""
    return facts.cached(("how far attachment 3 is", row), lambda: _sheet_state(facts, row))


def _sheet_state(facts: Facts, row: int) -> str:
    due = list(_due(facts, row))
    missing = sum(not there for there in due)
    if not missing:
        return _DONE
    touched = any(due) or facts.rows(ProjectIndicator, row)
    return f"差 {missing} 项" if touched else _UNTOUCHED


def _due(facts: Facts, row: int) -> Iterator[bool]:
    """Return for everything that 附件3 needs whether it is there."""
    for field in SHEET_FIELDS:
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


def _sheet_cell(facts: Facts, row: int) -> RowCell:
    state = sheet_state(facts, row)
    return RowCell(state, Tone.TEXT if state == _DONE else Tone.ACCENT)


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


def totals(facts: Facts) -> Mapping[int, RowCell]:
    """Return the sums by column; a column with a blank in it has none, it would not be all."""
    return facts.cached("projects table totals", lambda: _totals(facts))


def _totals(facts: Facts) -> dict[int, RowCell]:
    rows = facts.rows(Project)
    sums = {field.name: added_rows(facts, field, rows) for field in _SUMMED}
    cells: dict[int, RowCell] = {}
    for at, column in enumerate(COLUMNS):
        if column.field in _SUMMED and column.field is not None:
            cells[at] = RowCell(number_text(sums[column.field.name], "万元"), strong=True)
        elif column.figure is project_execution_rate:
            rate = share(sums["outturn"], sums["full_year"])
            cells[at] = RowCell(number_text(rate, "%"), strong=True)
    return cells


def _amounts(*fields: Field[Any]) -> tuple[DetailSlot, ...]:
    return tuple(DetailSlot(field, width=_AMOUNT) for field in fields)


def _has_rest(facts: Facts, row: int) -> bool:
    """Return whether a project has money left, which wants a reason."""
    return bool(facts[project_carried_out, row])


def projects_design(_section: type[Section]) -> TableDesign:
    """Return columns, totals and detail of the table of projects."""
    money = (
        DetailSlot(Project.budget, width=7.0),
        DetailSlot(Project.kind, width=5.4),
        *_amounts(Project.last, Project.initial, Project.full_year, Project.outturn),
        DetailSlot(Project.carried_out, width=_AMOUNT, soft=project_carried_out),
        DetailSlot(project_execution_rate, "执行率", 3.9),
    )
    sheet = (
        (DetailSlot(Project.department), DetailSlot(Project.executor)),
        (
            DetailSlot(Project.carried_in, width=_AMOUNT, soft=CARRIED["full_year"]),
            DetailSlot(Project.carried_in_initial, width=_AMOUNT, soft=CARRIED["initial"]),
            DetailSlot(Project.carried_in_outturn, width=_AMOUNT, soft=CARRIED["outturn"]),
            DetailSlot(Project.other_initial, width=_AMOUNT, soft=OTHER["initial"]),
            DetailSlot(Project.other_full_year, width=_AMOUNT, soft=OTHER["full_year"]),
            DetailSlot(Project.other_outturn, width=_AMOUNT, soft=OTHER["outturn"]),
        ),
        (box(Project.goal), box(Project.achieved)),
    )
    story = (
        (box(Project.arrangement), box(Project.use)),
        (box(Project.management), box(Project.implementation)),
    )
    return TableDesign(
        COLUMNS,
        (
            Segment(
                FUNDS,
                "资金",
                (money, (box(Project.use), box(Project.unspent_reason, due=_has_rest))),
            ),
            Segment(STORY, "四段说明", story),
            Segment(
                SHEET, "附件3 自评", sheet, partial(ScoresSection, ProjectIndicator), _sheet_head
            ),
        ),
        totals,
    )


# The problems: each with its cause and its measure.


def problems_design(_section: type[Section]) -> TableDesign:
    """Return columns and detail of the table of problems and measures."""
    columns = (
        TableColumn("问题", None, field=Problem.name, wraps=True),
        TableColumn("改进措施", None, field=Problem.measure, wraps=True),
    )
    lines = (
        (box(Problem.detail, on_request=True), box(Problem.cause)),
        (box(Problem.measure_detail, 3, due=_has_measure, on_request=True),),
    )
    pasted = (Problem.name, Problem.cause, Problem.measure)
    return TableDesign(columns, (Segment("texts", "文字", lines),), pasted=pasted)


def _has_measure(facts: Facts, row: int) -> bool:
    """Return whether a measure stands there, which wants words on how it is carried out."""
    return facts[Problem.measure, row] is not None


# The widgets of TABLE and DETAIL sections, and how they share the height of the page.


def design_of(section: type[Section]) -> TableDesign:
    """Return how a repeated section is laid out."""
    own = {Project: projects_design, Problem: problems_design, Duty: numbered_design}
    return own.get(section, plain_design)(section)


class RowsSection(QFrame):
    """A table of rows, below it the detail of the chosen row where there is one."""

    _fitting = False
    """Whether the table is being given its height."""

    def __init__(self, section: type[Section], context: PageContext) -> None:
        super().__init__()
        self.section, self.context = section, context
        design = design_of(section)
        self.group = RowsGroup(section, context, design)
        self.detail = self._made_detail(design)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.group)
        if self.detail is not None:
            self._column.addWidget(self.detail)
        context.add_host(section.key, self.reveal)
        for inner in FORM.children(section.key):
            context.add_host(inner.key, self.reveal_inner)
        self.group.view.height_changed.connect(self._fit)
        self.group.view.installEventFilter(self)
        on_theme_change(self.apply_theme)
        if self.group.model.rows:
            self.group.view.choose(self.group.model.rows[0], self.group.model.first_typed)

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of a row into sight, in the table or in the detail."""
        if isinstance(target, RowList):
            return self.group.reveal(target)
        found = self.group.reveal(target)
        column = self._column_of(target)
        if found is None or column is not None or self.detail is None:
            return found
        return self.detail.reveal(target) or found

    def reveal_inner(self, target: Target) -> QWidget | None:
        """Bring a place of the rows below a row into sight."""
        if self.detail is None or isinstance(target, FigureRef):
            return None
        if isinstance(target, RowList):
            parent = target.parent
        else:
            row_list = self.context.session.report.row_list_of(target.section, target.row)
            parent = 0 if row_list is None else row_list.parent
        if not self.group.view.choose(parent):
            return None
        self.detail.show_row(parent)
        return self.detail.reveal_inner(target)

    def open_segment(self, row: int, key: str) -> None:
        """Show a part of the detail of a row."""
        if self.detail is not None:
            self.detail.show_row(row)
            self.detail.show_segment(key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = enclosing(self, QScrollArea)
        if page is not None:
            page.viewport().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.group.view:
            if event.type() == QEvent.Type.ShowToParent:
                call_later(self, self._fit)  # once its total is shown too
        elif event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def apply_theme(self) -> None:
        """Take the gap from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.5))

    def _made_detail(self, design: TableDesign) -> RowDetail | None:
        if self.section.layout is not Layout.DETAIL:
            return None
        self.group.view.keep_choice()
        detail = RowDetail(self.section, self.context, design)
        self.group.row_entered.connect(detail.show_row)
        self.group.segment_wanted.connect(self.open_segment)
        self.group.told_below = detail.tells_of
        detail.segment_shown.connect(self.group.show_notes)
        return detail

    def _column_of(self, target: Place | FigureRef) -> int | None:
        if isinstance(target, FigureRef):
            columns = self.group.model.columns
            found = (i for i, c in enumerate(columns) if c.figure and c.figure.key == target.figure)
            at = next(found, None)
        else:
            at = self.group.model.column_of(target.field)
        return None if at is None or self.group.view.isColumnHidden(at) else at

    @Slot()
    def _fit(self) -> None:
        """Give a long table the height that the detail leaves of the page."""
        page = enclosing(self, QScrollArea)
        if page is None or self._fitting or not self.group.view.scrolls:
            return
        below = self.detail.sizeHint().height() if self.detail and self.detail.isVisible() else 0
        view, gaps = self.group.view, theme().em(1.6)
        # of a table only the height it was given last counts: shown or laid out it may not be yet
        own = 0 if view.isHidden() else view.minimumHeight()
        around = self.group.sizeHint().height() - own
        self._fitting = True  # the height given is no reason to measure again
        try:
            view.set_room(page.viewport().height() - below - around - gaps)
        finally:
            self._fitting = False
