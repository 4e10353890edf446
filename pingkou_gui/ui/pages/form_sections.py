"""Sections of short fields, and the order in which lines and fields stand on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.form.field import Amounts, Layout, fields_of
from pingkou_gui.form.kinds import ChoiceKind, DateKind, YearKind
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.ui.editors.field_editors import DerivedLabel, EditorRow, FieldEditor
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change
from pingkou_gui.ui.widgets.controls import UnfoldLine
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import GroupBox, keep_room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.report.facts import Figure
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# The order in which lines and fields stand on a page.


def in_order(lines: Sequence[Amounts]) -> Iterator[Amounts]:
    """Return the rows as they stand: a subtotal before its parts, the grand total after all.

    A quantity that is part of no other is a grand total where it has parts.
    """
    parts = {id(part) for line in lines for part in line.parts}
    for line in lines:
        if id(line) in parts:
            continue
        if line.parts:
            for part in line.parts:
                yield from _with_parts(part)
        yield line


def _with_parts(line: Amounts) -> Iterator[Amounts]:
    yield line
    for part in line.parts:
        yield from _with_parts(part)


def fields_in_order(section: type[Section]) -> Iterator[Field[Any]]:
    """Return the fields of a section as the eye meets them."""
    if section.layout is not Layout.AMOUNTS:
        yield from sorted(section.fields, key=lambda field: field in _DUE)
        return
    for line in in_order([line for line in section.lines if isinstance(line, Amounts)]):
        yield from fields_of(line)


# A section of short fields: label left, field, unit, and what belongs there.


FIELD_LABEL = 8.9
_WIDE, _DAY, _NUMBER, _YEAR = 18.0, 8.0, 4.8, 3.4
_FIELD_ROOM = _WIDE
FIGURES_OF = {
    "staff": ("headcount_change", "staff_control_rate"),
    "three_public_budget": ("three_public_budget_change_rate",),
    "buildings": ("building_area_rate", "building_investment_rate"),
}
"""Derived numbers that stand at the end of a section."""


def form_section(section: type[Section], context: PageContext) -> GroupBox:
    """Return the group of a section of short fields."""
    group = GroupBox(section.heading, note=section.hint)
    seldom: list[EditorRow] = []
    due: list[tuple[EditorRow, Figure]] = []
    for line in sorted(section.lines, key=lambda each: each in _DUE):
        if isinstance(line, Amounts):
            continue
        row = _field_row(line, context)
        if line in _DUE:
            due.append((row, FIGURES[_DUE[line]]))
        else:
            group.add(row)
        if line in _SELDOM:
            seldom.append(row)
    if seldom:
        group.add(SeldomRows(seldom, context))
    for key in FIGURES_OF.get(section.key, ()):
        group.add(_figure_row(FIGURES[key], context))
    for row, change in due:
        group.add(row)
        _ShownWhenDue(row, change, context)
    return group


_DUE: dict[Field[Any], str] = {Staff.headcount_reason: "headcount_change"}
"""Reasons, with the figures of the changes that they explain.

They stand last in their section, below its figures: one that came up between two fields would
catch what was meant for the second.
"""


_SELDOM = (Unit.last_year, Unit.punctuation)
"""Fields that hardly any unit needs, the last ones of their section."""


class SeldomRows(UnfoldLine):
    """`展开 与上年比较、半角标点`: rows out of sight until one is filled, looked for or asked for.

    Shift+Tab goes to the link, Tab and Enter pass it by: hardly anybody wants to fill what lies behind it.
    """

    def __init__(self, rows: Sequence[EditorRow], context: PageContext) -> None:
        """Fold `rows` away, all of one section, unless something stands in one of them."""
        editors = [row.editors[0] for row in rows]
        names = "、".join(editor.binding.field.label for editor in editors)
        super().__init__(f"展开 {names}", "一般不用填")
        self._rows, self._context, self._editors = rows, context, editors
        self.link.clicked.connect(self._open_and_enter)
        for row in rows:
            row.hide()
        context.add_host(self._editors[0].binding.place.section, self.reveal)
        context.keep_current(self, self._open_if_filled)
        self._open_if_filled()

    def open(self) -> None:
        """Show the rows."""
        for row in self._rows:
            row.show()
        self.hide()

    def reveal(self, target: Target) -> QWidget | None:
        """Show the rows where one of them is what is looked for."""
        editor = next((each for each in self._editors if each.binding.place == target), None)
        if editor is not None:
            self.open()
        return editor

    @Slot()
    def _open_if_filled(self) -> None:
        report = self._context.session.report
        if any(report.entry(editor.binding.place) for editor in self._editors):
            self.open()

    @Slot()
    def _open_and_enter(self) -> None:
        self.open()
        self._editors[0].setFocus(Qt.FocusReason.TabFocusReason)


class _ShownWhenDue(QObject):
    """Hides the row of a reason until there is a change to explain, or a reason is written.

    Its room stays free: nothing below it moves under a hand when the row comes.
    """

    def __init__(self, row: EditorRow, change: Figure, context: PageContext) -> None:
        super().__init__(row)
        policy = row.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        row.setSizePolicy(policy)
        self._row, self._change, self._context = row, change, context
        self._editor = row.editors[0]
        self._editor.binding.focus_changed.connect(self.refresh)
        context.add_host(self._editor.binding.place.section, self.reveal)
        context.keep_current(row, self.refresh)
        self.refresh()

    def reveal(self, target: Target) -> QWidget | None:
        """Show the row where it is what is looked for."""
        if target != self._editor.binding.place:
            return None
        self._row.show()
        return self._editor

    @Slot()
    def refresh(self) -> None:
        """Show the row where its reason is due now, or was written."""
        if self._editor.hasFocus():
            return
        written = self._context.session.report.entry(self._editor.binding.place) is not None
        due = written or bool(self._context.facts[self._change])
        if not due:
            keep_room(self._row)
        self._row.setVisible(due)


class _Slot(QFrame):
    """A field with its unit, as wide as the widest field, so that hints align."""

    def __init__(self, *parts: FieldEditor | DerivedLabel | TextLabel) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self._line.addWidget(part)
        self._line.addStretch(1)
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._line.setSpacing(theme().em(0.35))
        self.setMinimumWidth(theme().em(_FIELD_ROOM))


class _Hint(QObject):
    """What belongs in a field, beside it where there is room; the field bar says it too."""

    def __init__(self, words: str, row: EditorRow, context: PageContext) -> None:
        super().__init__(row)
        self._words, self._row, self._context = words, row, context
        self._label: WrappedText | None = None
        context.room_changed.connect(self.fit)
        self.fit()

    @property
    def shown(self) -> bool:
        """Whether it stands beside the field."""
        return self._label is not None and not self._label.isHidden()

    @Slot()
    def fit(self) -> None:
        """Stand beside the field, from when there first is room, and only where there is."""
        room = not self._context.room.reason_below
        if self._label is not None:
            self._label.setVisible(room)
        elif room:
            self._label = WrappedText(self._words, TypeRole.SMALL, Tone.SECONDARY)
            self._row.add(self._label, 1)


def width_of(field: Field[Any]) -> float:
    """Return the width in em that suits what is typed there."""
    if isinstance(field.kind, YearKind):
        return _YEAR
    if field.kind.numeric:
        return _NUMBER
    return _DAY if isinstance(field.kind, DateKind | ChoiceKind) else _WIDE


def _field_row(field: Field[Any], context: PageContext) -> EditorRow:
    editor = FieldEditor(field, context, width=width_of(field))
    parts = (
        (editor, TextLabel(field.unit, TypeRole.SMALL, Tone.SECONDARY)) if field.unit else (editor,)
    )
    row = _row(field.label, _Slot(*parts))
    row.follow(editor)
    hint = _Hint(field.help, row, context)
    editor.binding.helped_beside = lambda: hint.shown
    return row


def _figure_row(figure: Figure, context: PageContext) -> EditorRow:
    label = DerivedLabel(figure, context, width=_NUMBER)
    unit = TextLabel("" if figure.unit == "%" else figure.unit, TypeRole.SMALL, Tone.SECONDARY)
    row = _row(figure.label, _Slot(label, unit))
    row.add_stretch()
    return row


def _row(label: str, slot: QFrame) -> EditorRow:
    row = EditorRow()
    row.add(TextLabel(label, width=FIELD_LABEL))
    row.add(slot)
    return row
