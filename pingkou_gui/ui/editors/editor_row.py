"""A row of editors: tinted while one has the focus, with their messages below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot

from pingkou_gui.spec.form import FORM
from pingkou_gui.ui.editors.binding import PHRASES
from pingkou_gui.ui.kit import Row

if TYPE_CHECKING:
    from pingkou_gui.domain.finding import Act
    from pingkou_gui.ui.editors.field_editor import FieldEditor
    from pingkou_gui.ui.editors.text_editor import TextEditor
    from pingkou_gui.ui.kit import Message

    Editor = FieldEditor | TextEditor


class EditorRow(Row):
    """A row of the kit that follows its editors."""

    def __init__(self, *, total: bool = False, indent: float = 9.75) -> None:
        super().__init__(total=total, indent=indent)
        self._editors: list[FieldEditor | TextEditor] = []
        self._mends: list[tuple[Act, ...]] = []
        self._helped: list[Editor | None] = []
        self.acted.connect(self._act)

    @property
    def editors(self) -> tuple[FieldEditor | TextEditor, ...]:
        """The editors of the row, in reading order."""
        return tuple(self._editors)

    def follow(self, editor: FieldEditor | TextEditor) -> None:
        """Show the problems of an editor that was added, and its focus."""
        self._editors.append(editor)
        editor.binding.problems_changed.connect(self._show_problems)
        editor.binding.focus_changed.connect(self.set_current)
        self._show_problems()

    @Slot()
    def _show_problems(self) -> None:
        problems = [p for editor in self._editors for p in editor.binding.problems]
        messages = dict.fromkeys(problem.message for problem in problems)
        self._mends = [
            next(p.mends for p in problems if p.message == message) for message in messages
        ]
        self._helped = [self._helper(m) for m in messages]
        helped = zip(messages, self._helped, strict=True)
        self.set_messages([_with_helps(message, editor) for message, editor in helped])

    def _helper(self, message: Message) -> Editor | None:
        """Return the editor of the text that a message misses, where it can be helped."""
        if message.acts:
            return None
        said = (e for e in self._editors if message in [p.message for p in e.binding.problems])
        return next((editor for editor in said if editor.binding.helps), None)

    @Slot(int, str)
    def _act(self, message: int, key: str) -> None:
        editor = self._helped[message]
        if editor is not None:
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            if key == PHRASES:
                editor.open_choices()
            return
        act = self._mends[message][int(key)]
        context = self._editors[0].binding.context
        field: Any = FORM.field_at(act.place)
        if field is not None:
            context.session.type_in(field, act.text, act.place.row)


def _with_helps(message: Message, editor: Editor | None) -> Message:
    return message if editor is None else replace(message, acts=editor.binding.helps)
