"""A section of short fields: label left, field, unit, and what belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.domain.figures import FIGURES
from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.spec.number_kinds import YearKind
from pingkou_gui.spec.text_kinds import ChoiceKind, DateKind
from pingkou_gui.ui.editors import DerivedLabel, EditorRow, FieldEditor
from pingkou_gui.ui.kit import Group, Text, WrappedText, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext

LABEL = 8.9
_WIDE, _DAY, _NUMBER, _YEAR = 18.0, 8.0, 4.8, 3.4
_FIELD_ROOM = _WIDE
FIGURES_OF = {
    "staff": ("headcount_change", "staff_control_rate"),
    "three_public_budget": ("three_public_budget_change_rate",),
    "buildings": ("building_area_rate", "building_investment_rate"),
}
"""Derived numbers that stand at the end of a section."""


def form_section(section: type[Section], context: PageContext) -> Group:
    """Return the group of a section of short fields."""
    group = Group(section.heading, note=section.hint)
    for line in section.lines:
        if not isinstance(line, Amounts):
            group.add(_field_row(line, context))
    for key in FIGURES_OF.get(section.key, ()):
        group.add(_figure_row(FIGURES[key], context))
    return group


class _Slot(QFrame):
    """A field with its unit, as wide as the widest field, so that hints align."""

    def __init__(self, *parts: FieldEditor | DerivedLabel | Text) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self._line.addWidget(part)
        self._line.addStretch(1)
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        self._line.setSpacing(theme().em(0.35))
        self.setMinimumWidth(theme().em(_FIELD_ROOM))


class _Hint(WrappedText):
    """What belongs in a field; gives way first, the field bar says it too."""

    def __init__(self, words: str, context: PageContext) -> None:
        super().__init__(words, TypeRole.SMALL, Tone.SECONDARY)
        self._context = context
        context.room_changed.connect(self.fit)
        if context.room.reason_below:
            self.hide()

    @Slot()
    def fit(self) -> None:
        """Stand beside the field only where there is room."""
        self.setHidden(self._context.room.reason_below)


def width_of(field: Field[Any]) -> float:
    """Return the width in em that suits what is typed there."""
    if isinstance(field.kind, YearKind):
        return _YEAR
    if field.kind.numeric:
        return _NUMBER
    return _DAY if isinstance(field.kind, DateKind | ChoiceKind) else _WIDE


def _field_row(field: Field[Any], context: PageContext) -> EditorRow:
    editor = FieldEditor(field, context, width=width_of(field))
    parts = (editor, Text(field.unit, TypeRole.SMALL, Tone.SECONDARY)) if field.unit else (editor,)
    row = _row(field.label, _Slot(*parts))
    row.follow(editor)
    row.add(_Hint(field.help, context), 1)
    return row


def _figure_row(figure: Figure, context: PageContext) -> EditorRow:
    label = DerivedLabel(figure, context, width=_NUMBER)
    unit = Text("" if figure.unit == "%" else figure.unit, TypeRole.SMALL, Tone.SECONDARY)
    row = _row(figure.label, _Slot(label, unit))
    row.add_stretch()
    return row


def _row(label: str, slot: QFrame) -> EditorRow:
    row = EditorRow()
    row.add(Text(label, width=LABEL))
    row.add(slot)
    return row
