"""A section of paragraphs: boxes under their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.ui.editors import EditorRow, TextEditor
from pingkou_gui.ui.kit import Button, ButtonKind, Group, Text, WrappedText, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext


def texts_section(section: type[Section], context: PageContext) -> Group:
    """Return the group of a section of paragraphs."""
    group = Group(section.heading, note=section.hint)
    for line in section.lines:
        if not isinstance(line, Amounts):
            group.add(text_row(line, context))
    return group


def text_row(field: Field[Any], context: PageContext, row: int = 0) -> EditorRow:
    """Return a row with the label, what belongs there, the scheme's phrases, and the box."""
    editor = TextEditor(field, context, row)
    made = EditorRow(indent=0.5)
    made.add(_Paragraphs(field, editor), 1)
    made.follow(editor)
    return made


class _Paragraphs(QFrame):
    """Label, hint and phrases over the box."""

    def __init__(self, field: Field[Any], editor: TextEditor) -> None:
        super().__init__()
        self._column, self._head = QVBoxLayout(self), QHBoxLayout()
        self._head.addWidget(Text(field.label))
        self._head.addWidget(WrappedText(field.help, TypeRole.SMALL, Tone.SECONDARY), 1)
        if editor.binding.choices:
            phrases = Button("常用语", ButtonKind.LINK, key="Alt+↓", spoken=f"{field.label}常用语")
            phrases.clicked.connect(editor.open_choices)
            self._head.addWidget(phrases)
        self._column.addLayout(self._head)
        self._column.addWidget(editor)
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(0, em(0.1), 0, em(0.1))
        self._column.setSpacing(em(0.1))
        self._head.setSpacing(em(0.6))
