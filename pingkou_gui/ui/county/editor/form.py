"""Pages of the editor that are a list of labelled fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.ui.county.editor.placeholders import PLAIN, Words
from pingkou_gui.ui.kit import Check, Field, Group, PageArea, Row, Text, TextBox, WrappedText
from pingkou_gui.ui.theme import Tone, TypeRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.ui.county.editor.state import EditorState

_SHORT = 4
"""Characters of a unit; what is longer is a hint and wraps."""


class EditorPage(PageArea):
    """A page whose fields read and write the draft through small functions."""

    def __init__(self, state: EditorState, name: str, *, label: float = 6.0) -> None:
        """Make an empty page called `name`, its labels `label` em wide."""
        super().__init__(name=name)
        self.state, self._label = state, label
        self.fields: dict[str, Field] = {}
        self.boxes: dict[str, TextBox] = {}
        self.checks: dict[str, Check] = {}
        self._shown: list[Callable[[], None]] = []
        state.replaced.connect(self.refresh)

    def refresh(self) -> None:
        """Show the draft as it is."""
        for show in self._shown:
            show()

    def on_show(self, show: Callable[[], None]) -> None:
        """Call `show` whenever another draft is shown, and now."""
        self._shown.append(show)
        show()

    def group(self, title: str, note: str = "") -> Group:
        """Add a group."""
        group = Group(title, note=note)
        self.add(group)
        return group

    def add_field(  # noqa: PLR0913 - what a field of a form is
        self,
        group: Group,
        key: str,
        label: str,
        store: Callable[[], dict[str, str]],
        *,
        width: float | None = None,
        unit: str = "",
        words: Words = PLAIN,
    ) -> None:
        """Add a field for the text `store()[key]`, shown and read by `words`."""
        field = Field(name=label, width=width)
        self.fields[key] = field

        def typed(text: str) -> None:
            store()[key] = words.read(text)
            self.state.note()

        field.textEdited.connect(typed)
        self.on_show(lambda: field.setText(words.show(store().get(key, ""))))
        group.add(self._row(label, field, unit, stretch=width is None))

    def add_attribute(
        self, group: Group, key: str, label: str, *, width: float | None = None, unit: str = ""
    ) -> None:
        """Add a field for the attribute `key` of the draft."""
        field = Field(name=label, width=width)
        self.fields[key] = field

        def typed(text: str) -> None:
            setattr(self.state.draft, key, text)
            self.state.note()

        field.textEdited.connect(typed)
        self.on_show(lambda: field.setText(getattr(self.state.draft, key)))
        group.add(self._row(label, field, unit, stretch=width is None))

    def add_check(
        self,
        group: Group,
        key: str,
        label: str,
        read: Callable[[], bool],
        write: Callable[[bool], None],
    ) -> None:
        """Add a box to tick."""
        box = Check(label)
        self.checks[key] = box

        def clicked(checked: bool) -> None:  # noqa: FBT001 - Qt's own word
            write(checked)
            self.state.note()

        box.clicked.connect(clicked)
        self.on_show(lambda: box.setChecked(read()))
        row = Row()
        row.add(box)
        group.add(row)

    def add_lines(  # noqa: PLR0913 - what a box of a form is
        self,
        group: Group,
        key: str,
        label: str,
        read: Callable[[], list[str]],
        write: Callable[[list[str]], None],
        *,
        least: int = 3,
        most: int = 8,
    ) -> None:
        """Add a box with an entry in each line; the head of the group is its label."""
        box = TextBox(name=label, min_lines=least, max_lines=most)
        self.boxes[key] = box

        def typed() -> None:
            lines = [line.strip() for line in box.toPlainText().splitlines() if line.strip()]
            if lines != read():
                write(lines)
                self.state.note()

        box.textChanged.connect(typed)
        self.on_show(lambda: box.set_value_text("\n".join(read())))
        row = Row()
        row.add(box, 1)
        group.add(row)

    def add_note(self, words: str) -> None:
        """Add a quiet sentence."""
        self.add(WrappedText(words, TypeRole.SMALL, Tone.SECONDARY))

    def _row(self, label: str, widget: QWidget, unit: str, *, stretch: bool) -> Row:
        row = Row()
        row.add(Text(label, width=self._label))
        row.add(widget, 1 if stretch else 0)
        if len(unit) > _SHORT:
            row.add(WrappedText(unit, TypeRole.SMALL, Tone.SECONDARY), 1)
        elif unit:
            row.add(Text(unit, TypeRole.SMALL, Tone.SECONDARY))
        return row
