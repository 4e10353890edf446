"""Sections of amount rows in fixed columns, and sections of paragraphs under their labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import FigureRef, Unread
from pingkou_gui.report.checks_amounts import reason_is_due
from pingkou_gui.report.figures import QUANTITIES, is_summed, quantity
from pingkou_gui.ui.editors.binding import amounts_label
from pingkou_gui.ui.editors.field_editors import DerivedLabel, EditorRow, FieldEditor
from pingkou_gui.ui.editors.last_year import LastYearLine
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.pages.form_sections import in_order
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import call_later, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, LineField, UnfoldLine, UnfoldLink
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import GroupBox, GroupColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.ui.breakpoints import Breakpoints
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# An amount row: this year, last year, change, rate, budget, reason.


AMOUNT_LABEL, YEAR, CHANGE, RATE, BUDGET = 8.9, 4.8, 4.0, 3.7, 4.1
"""Widths of the columns, in em."""
COLUMN_KEYS = ("this", "last", "change", "rate", "budget")
BUDGET_AT = 5
"""The place of the budget in the line: after label, two years, change and rate."""
_INDENT = 0.9


class ColumnWidths(QObject):
    """Keeps the columns of all amount rows of a page in line, however long a number is."""

    changed = Signal()
    """A column is wider or narrower than it was."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fields: dict[str, list[LineField]] = {}
        self._widths: dict[str, int] = {}
        self._due = False
        on_theme_change(self.fit)

    def add(self, column: str, field: LineField) -> None:
        """Have a field stand in a column."""
        self._fields.setdefault(column, []).append(field)
        field.textChanged.connect(self._fit_soon)
        self._fit_soon()

    def width_of(self, column: str) -> int:
        """Return the pixels of a column, 0 where none was added."""
        return self._widths.get(column, 0)

    @Slot()
    def _fit_soon(self) -> None:
        if not self._due:
            self._due = True
            call_later(self, self.fit)

    @Slot()
    def fit(self) -> None:
        """Give every field of a column the width of the one that needs most."""
        self._due = False
        # A field that Qt took down with its section may outlive it in Python.
        there = {column: list(filter(isValid, fields)) for column, fields in self._fields.items()}
        self._fields = {column: fields for column, fields in there.items() if fields}
        needed = {
            column: max(field.needed_width() for field in fields)
            for column, fields in self._fields.items()
        }
        if needed == self._widths:
            return
        self._widths = needed
        for column, fields in self._fields.items():
            for field in fields:
                field.set_least_width(needed[column])
        self.changed.emit()


def column_widths(context: PageContext, section: type[Section]) -> ColumnWidths:
    """Return what keeps the columns of a section's page, shared by all its groups."""
    page = FORM.page_of(section.key)
    name = f"columns of {page.key if page else section.key}"
    found = context.findChild(ColumnWidths, name)
    if found is None:
        found = ColumnWidths(context)
        found.setObjectName(name)
    return found


class AmountRow(EditorRow):
    """One quantity; what follows from its parts is shown, what does not can be typed."""

    def __init__(self, line: Amounts, context: PageContext, *, budgeted: bool) -> None:
        """Make the row; with `budgeted` it keeps the room of the budget column."""
        self._grand = bool(line.parts) and line.level == 0 and not _is_part(line)
        super().__init__(total=self._grand)
        self.line = line
        self._context, self._budgeted = context, budgeted
        self._budget: QWidget | None = None
        self._budget_below = self._narrow = self._narrowest = self._long = False
        self._reason: FieldEditor | None = None
        figures = quantity(line)
        role = TypeRole.STRONG if self._grand else TypeRole.BODY
        indent = _INDENT if line.level else 0
        self._label = TextLabel(self._title(), role, width=AMOUNT_LABEL, indent=indent)
        self.add(self._label)
        self._fields = [
            self._add_amount(line.this, figures.this, "this", YEAR),
            self._add_amount(line.last, figures.last, "last", YEAR),
        ]
        self._figures = [
            DerivedLabel(figures.change, context, width=CHANGE, strong=self._grand),
            DerivedLabel(figures.rate, context, width=RATE, strong=self._grand),
        ]
        for label in self._figures:
            self.add(label)
        self._add_budget(line, figures.budget)
        self._write = _ReasonLink("写原因", ButtonKind.QUIET, spoken=f"写{line.label}的变动原因")
        self._write.setParent(self)
        self._write.hide()
        self._write.clicked.connect(self.open_reason)
        self._write.typed.connect(self._type_reason)
        self._reason = self._add_reason(line)
        self._show_reason()
        self._keep_columns()

    def _keep_columns(self) -> None:
        widths = column_widths(self._context, FORM.sections[self.line.this.section])
        budget = [self._budget] if isinstance(self._budget, LineField) else []
        for column, field in zip(
            COLUMN_KEYS, (*self._fields[:2], *self._figures, *budget), strict=False
        ):
            widths.add(column, field)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(self._context.session.report[f.at()] for f in self.line.fields)

    def holds(self, target: Target) -> bool:
        """Return whether a place or figure stands in this row."""
        if isinstance(target, FigureRef):
            return any(f.at() == target for f in quantity(self.line).figures)
        return any(f.at() == target for f in self.line.fields)

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a target of this row."""
        if isinstance(target, FigureRef):
            shown = (w for w in self._figures if w.figure.at() == target)
            return next(shown, self._fields[1 if target.figure.endswith(":last") else 0])
        found = next((each for each in self.editors if each.binding.place == target), None)
        return self._shown_reason() if found is self._reason and self._hides_reason() else found

    def _hides_reason(self) -> bool:
        return self._reason is not None and self._reason.isHidden()

    def _shown_reason(self) -> QWidget | None:
        """Return the box of the reason, opened unless there is no change to tell the reason of."""
        if self._context.facts[quantity(self.line).change] == 0:
            return self._amount_typed()
        self.open_reason()
        return self._reason

    def _amount_typed(self) -> FieldEditor:
        """Return the first amount that can be typed: without a change it is what to look at."""
        typed = (each for each in self._fields if not each.binding.is_derived)
        return next(typed, self._fields[0])

    def fit(self, room: Breakpoints) -> None:
        """Put the reason under the figures where the window is narrow."""
        self._narrow = room.reason_below or (self._budgeted and room.reason_below_budget)
        self._narrowest = room.reason_link_below
        self._fit_tail()
        self._fit_budget(below=room.budget_beside_reason)

    @Slot()
    def _fit_tail(self) -> None:
        """Give the reason a line of its own where it needs one; its link stays while it fits."""
        reason = self._reason
        if reason is None:
            return
        if reason.isHidden():
            self.set_tail_below(self._narrowest and not self._write.isHidden())
            return
        stays = self._long and reason.hasFocus()  # it would go up and down while one types
        self._long = stays or reason.text_width() > self.room_for_tail()
        self.set_tail_below(self._narrow or self._long)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tail()

    def _fit_budget(self, *, below: bool) -> None:
        """Put the budget with its name before the reason, where the columns have no room."""
        budget = self._budget
        if budget is None or below == self._budget_below:
            return
        self._budget_below = below
        typed = isinstance(budget, FieldEditor)
        budget.setVisible(typed or not below)
        if typed:
            self.set_before_tail((self._budget_name, budget), BUDGET_AT, below=below)
            self._budget_name.setVisible(below)

    def _title(self) -> str:
        return amounts_label(self.line) + ("合计" if self._grand else "")

    def _add_amount(
        self, field: Field[Decimal], figure: Figure, column: str, width: float
    ) -> FieldEditor:
        """Add and return the editor of an amount; while its parts are known it is derived."""

        def summed(facts: Facts) -> bool:
            # words that cannot be read are shown, else nothing could mend them
            unread = isinstance(facts.raw(field), Unread)
            return is_summed(facts, self.line, column) and not unread

        def derived(facts: Facts) -> bool:
            key = ("summed", self.line.key, column)
            return facts.cached(key, lambda: summed(facts))

        editor = FieldEditor(
            field, self._context, width=width, strong=self._grand, figure=figure, derived=derived
        )
        self.add(editor)
        self.follow(editor)
        return editor

    def _add_budget(self, line: Amounts, figure: Figure | None) -> None:
        self._budget_name = TextLabel("本年预算", TypeRole.SMALL, Tone.SECONDARY)
        self._budget_name.setParent(self)
        self._budget_name.hide()
        if line.budget is not None and figure is not None:
            self._budget = self._add_amount(line.budget, figure, "budget", BUDGET)
        elif self._budgeted:
            self._budget = TextLabel(width=BUDGET)
            self.add(self._budget)

    def _add_reason(self, line: Amounts) -> FieldEditor | None:
        """Add and return the editor of the reason, None where the row has none."""
        if line.reason is None:
            self.add_stretch()
            return None
        reason = FieldEditor(line.reason, self._context)
        reason.ends_line = True
        policy = reason.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        reason.setSizePolicy(policy)
        self.set_tail(_ReasonRoom(reason, self._write))
        self.follow(reason)
        reason.textChanged.connect(self._fit_tail)
        self._last = LastYearLine(reason.binding, only_while_blank=True)
        self.add_note(self._last)
        reason.binding.focus_changed.connect(self._show_reason)
        self._context.keep_current(self, self._show_reason)
        return reason

    @property
    def figure_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through first: the amounts, and the figures that are worked out."""
        typed = tuple(each for each in self.editors if each is not self._reason)
        return (*typed[:2], *self._figures, *typed[2:])

    @property
    def reason_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through behind the figures of all rows."""
        return () if self._reason is None else (self._write, self._reason)

    def stops(self) -> list[QWidget]:
        return super().stops() if self._reason is None else [self._reason]

    @property
    def write_reason(self) -> Button | None:
        """The link that opens the box of a reason nobody asks for; None where there is none."""
        return None if self._reason is None else self._write

    @Slot()
    def open_reason(self) -> None:
        """Open the box of the reason and put the focus into it."""
        if self._reason is not None:
            self._reason.show()
            self._write.hide()
            self._fit_tail()
            self._last.refresh()
            self._reason.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _type_reason(self, text: str) -> None:
        """Open the box of the reason with what was typed on its link, so that nothing is lost."""
        self.open_reason()
        if self._reason is not None:
            self._reason.insert(text)

    @Slot()
    def _show_reason(self) -> None:
        """Show the reason where it is due or written; where it is not due, the way to write one."""
        if self._reason is None or self._reason.hasFocus():
            return
        facts = self._context.facts
        wanted = bool(self._reason.text()) or reason_is_due(facts, self.line)
        self._reason.setHidden(not wanted)
        self._write.setHidden(wanted or not facts[quantity(self.line).change])
        self._fit_tail()
        self._last.refresh()


class _ReasonLink(UnfoldLink):
    """The link that opens the box of a reason, by a press or by typing the reason at once.

    Nobody asks for that reason: who goes on with Tab means the amounts of the next row.
    """

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is typed; Enter and the space bar press the link."""
        chord = event.modifiers() & ~(_SHIFTED | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if not chord and text.isprintable() and text.strip():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


_SHIFTED = Qt.KeyboardModifier.ShiftModifier


class _ReasonRoom(QFrame):
    """The room of a reason: its box, or the link that opens the box."""

    def __init__(self, reason: FieldEditor, write: Button) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(reason, 1)
        self._line.addWidget(write)
        self._line.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


def _is_part(line: Amounts) -> bool:
    return any(line in other.amounts.parts for other in QUANTITIES.values())


# Rows that are folded away while nothing stands in them.


class Fold(UnfoldLine):
    """`展开 307、310、399`, and the rows it opens; rows that hold something stay open."""

    def __init__(self, rows: tuple[AmountRow, ...]) -> None:
        super().__init__("", "没有支出的不用填")
        self._rows = rows
        self.link.clicked.connect(self.open)
        self._show({row for row in rows if not row.empty})

    @property
    def folded(self) -> tuple[AmountRow, ...]:
        """The rows out of sight."""
        return tuple(row for row in self._rows if row.isHidden())

    @Slot()
    def open(self) -> None:
        """Show all rows."""
        first = next(iter(self.folded), None)
        self._show(set(self._rows))
        if first is not None:
            first.editors[0].setFocus()

    def open_for(self, row: AmountRow) -> None:
        """Show the rows if `row` is one of those out of sight."""
        if row in self.folded:
            self._show(set(self._rows))

    def _show(self, shown: set[AmountRow]) -> None:
        for row in self._rows:
            row.setVisible(row in shown)
        if not self.folded:
            self.hide()
        names = "、".join(row.line.code or row.line.label for row in self.folded)
        self.link.set_text(f"展开 {names}")


# A section of amount rows in fixed columns, subtotals over their parts, the total last.


class AmountsGroup(GroupBox):
    """The rows of a section; classes that are rarely used are folded away while empty."""

    def __init__(self, section: type[Section], context: PageContext) -> None:
        lines = [line for line in section.lines if isinstance(line, Amounts)]
        budgeted = any(line.budgeted for line in lines)
        self._budgeted, self._heads = budgeted, _columns(lines)
        super().__init__(section.heading, columns=self._heads, title_width=AMOUNT_LABEL)
        self._unit = TextLabel("单位：万元", TypeRole.SMALL, Tone.SECONDARY)
        self.add_to_head(self._unit)
        self._heading = section.heading
        self._context = context
        self._rows: list[AmountRow] = []
        self._folds: list[Fold] = []
        rare: list[AmountRow] = []
        for line in in_order(lines):
            row = AmountRow(line, context, budgeted=budgeted)
            if rare and not line.rare:
                self._add_fold(rare)
                rare = []
            self._rows.append(row)
            self.add(row)
            if line.rare:
                rare.append(row)
        if rare:
            self._add_fold(rare)
        self._order_stops()
        context.add_host(section.key, self.reveal)
        context.room_changed.connect(self._fit)
        self._widths = column_widths(context, section)
        self._widths.changed.connect(self._fit)
        self._fit()

    def reveal(self, target: Target) -> QWidget | None:
        """Unfold the row of a target and return its field."""
        row = next((row for row in self._rows if row.holds(target)), None)
        if row is None:
            return None
        for fold in self._folds:
            fold.open_for(row)
        return row.widget_of(target)

    def _order_stops(self) -> None:
        """Have Tab go through all figures first, row by row, and through the reasons behind them.

        A reason stands in a row or not as its figures are; between them it would catch a figure
        that was meant for the next row. Behind the last figure comes the reason of its own row,
        as the eye goes, and then those of the rows above.
        """
        figures = [each for row in self._rows for each in row.figure_stops]
        rows = (*self._rows[-1:], *self._rows[:-1])
        behind = [each for row in rows for each in row.reason_stops]
        for before, after in pairwise((*figures, *behind)):
            QWidget.setTabOrder(before, after)

    def _add_fold(self, rows: list[AmountRow]) -> None:
        fold = Fold(tuple(rows))
        self._folds.append(fold)
        self.add(fold)

    @Slot()
    def _fit(self) -> None:
        """Show, hide and size the heads as the width of the page allows."""
        room = self._context.room
        for row in self._rows:
            row.fit(room)
        below = room.reason_below or (self._budgeted and room.reason_below_budget)
        self._unit.setHidden(below)
        short = self._heading.removesuffix("（附件1）")
        self.set_title(f"{short}（万元）" if below else self._heading)
        hidden = {"本年预算"} if room.budget_beside_reason else set()
        hidden |= {"变动原因"} if below else set()
        widths = [self._head_width(at, column) for at, column in enumerate(self._heads)]
        heads = zip(self._heads, widths, strict=True)
        self.fit_columns(AMOUNT_LABEL, [0 if c.title in hidden else width for c, width in heads])

    def _head_width(self, at: int, column: GroupColumn) -> float | None:
        """Return the width of a head in em, that of its fields."""
        if column.width is None or at >= len(COLUMN_KEYS):
            return column.width
        return max(column.width, self._widths.width_of(COLUMN_KEYS[at]) / theme().em(1))


def _columns(lines: Sequence[Amounts]) -> tuple[GroupColumn, ...]:
    columns = [
        GroupColumn("本年决算", YEAR),
        GroupColumn("上年决算", YEAR),
        GroupColumn("增减额", CHANGE),
        GroupColumn("增减率", RATE),
    ]
    if any(line.budgeted for line in lines):
        columns.append(GroupColumn("本年预算", BUDGET))
    if any(line.reasoned for line in lines):
        columns.append(GroupColumn("变动原因", None, figures=False))
    return tuple(columns)


# A section of paragraphs: boxes under their labels.


def texts_section(section: type[Section], context: PageContext) -> GroupBox:
    """Return the group of a section of paragraphs."""
    group = GroupBox(section.heading, note=section.hint)
    for line in section.lines:
        if not isinstance(line, Amounts):
            group.add(text_row(line, context))
    return group


def text_row(field: Field[Any], context: PageContext) -> EditorRow:
    """Return a row with the label, what belongs there, the scheme's phrases, and the box."""
    editor = TextEditor(field, context)
    made = EditorRow(indent=0.5)
    made.add(_Paragraphs(field, editor), 1)
    editor.binding.helped_beside = lambda: True
    made.follow(editor)
    return made


class _Paragraphs(QFrame):
    """Label, hint and phrases over the box."""

    def __init__(self, field: Field[Any], editor: TextEditor) -> None:
        super().__init__()
        self._column, self._head = QVBoxLayout(self), QHBoxLayout()
        self._head.addWidget(TextLabel(field.label))
        self._head.addWidget(WrappedText(field.help, TypeRole.SMALL, Tone.SECONDARY), 1)
        if editor.binding.choices:
            phrases = Button("常用语", ButtonKind.LINK, key="Alt+↓", spoken=f"{field.label}常用语")
            phrases.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab leads on to where one writes
            phrases.clicked.connect(editor.open_choices)
            self._head.addWidget(phrases)
        self._column.addLayout(self._head)
        self._column.addWidget(editor)
        self._column.addWidget(LastYearLine(editor.binding))
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(0, em(0.1), 0, em(0.1))
        self._column.setSpacing(em(0.1))
        self._head.setSpacing(em(0.6))
