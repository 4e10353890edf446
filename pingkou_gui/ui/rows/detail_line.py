"""A line of the detail: editors under their labels, their messages below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.domain.figure import Figure
from pingkou_gui.spec.place import FigureRef
from pingkou_gui.ui.editors import DerivedLabel, EditorRow, FieldEditor, TextEditor
from pingkou_gui.ui.kit import Flow, Side, Text, follow_theme
from pingkou_gui.ui.rows.soft_editor import SoftEditor
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.ui.editors import PageContext, Target
    from pingkou_gui.ui.rows.design import Slot

Shown = DerivedLabel | FieldEditor | TextEditor


class Captioned(QFrame):
    """An editor under its label; figures align with the end of their label."""

    def __init__(self, label: str, shown: Shown, *, figures: bool) -> None:
        super().__init__()
        side = Side.RIGHT if figures else Side.LEFT
        self._figures = figures
        self._label = Text(label, TypeRole.SMALL, Tone.SECONDARY, side=side)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._label)
        edge = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag(0)
        self._column.addWidget(shown, 0, edge)
        follow_theme(self.dress)

    def dress(self) -> None:
        """Take gaps from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.05))
        self._label.setContentsMargins(0, 0, theme().digit_inset() if self._figures else 0, 0)


class DetailLine(EditorRow):
    """Slots side by side; short ones go on below where the width ends."""

    def __init__(self, slots: Sequence[Slot], context: PageContext, row: int) -> None:
        super().__init__(indent=0.5)
        self._slots: dict[str, Shown] = {}
        holder = QFrame()
        self._boxes = any(slot.lines or slot.width is None for slot in slots)
        self._layout: Flow | QHBoxLayout = QHBoxLayout(holder) if self._boxes else Flow(holder)
        for slot in slots:
            self._add(slot, context, row)
        self.add(holder, 1)
        follow_theme(self._dress_line)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - the signal's own
        """Leave the line as it is: the row of the table is the one tinted."""

    def bind(self, row: int) -> None:
        """Show another row."""
        for shown in self._slots.values():
            shown.bind(row)

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a place or figure."""
        name = target.figure if isinstance(target, FigureRef) else getattr(target, "field", "")
        return self._slots.get(name)

    def _add(self, slot: Slot, context: PageContext, row: int) -> None:
        shown = _made(slot, context, row)
        what = slot.what
        name = what.key if isinstance(what, Figure) else what.name
        self._slots[name] = shown
        if not isinstance(shown, DerivedLabel):
            self.follow(shown)
        figures = isinstance(what, Figure) or what.kind.numeric
        label = slot.label or (what.label if isinstance(what, Figure) else what.head)
        captioned: Any = Captioned(label, shown, figures=figures)
        if isinstance(self._layout, QHBoxLayout):
            self._layout.addWidget(captioned, 1 if slot.width is None else 0)
        else:
            self._layout.addWidget(captioned)

    def _dress_line(self) -> None:
        gap = theme().em(0.6 if self._boxes else 0.4)
        self._layout.setContentsMargins(0, 0, 0, 0)
        if isinstance(self._layout, QHBoxLayout):
            self._layout.setSpacing(gap)
        else:
            self._layout.set_gap(gap)


def _made(slot: Slot, context: PageContext, row: int) -> Shown:
    what = slot.what
    if isinstance(what, Figure):
        return DerivedLabel(what, context, row, width=slot.width)
    if slot.lines:
        return TextEditor(what, context, row, min_lines=slot.lines)
    if slot.soft is not None:
        return SoftEditor(what, slot.soft, context, row, width=slot.width)
    return FieldEditor(what, context, row, width=slot.width)
