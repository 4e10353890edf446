"""The page with the outline: order, levels, words of the headings, guidance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from pingkou_gui.scheme.drafting import Heading
from pingkou_gui.scheme.headings import absent, add, can_remove, move, remove, shift
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.ui.dialog import WordList, framed
from pingkou_gui.ui.kit import (
    Button,
    Combo,
    Field,
    Flow,
    PageArea,
    Text,
    TextBox,
    WrappedText,
    follow_theme,
)
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.ui.county.editor.state import EditorState

_INDENT = "　　"


class OutlinePage(PageArea):
    """A list of headings; what is chosen is written below."""

    def __init__(self, state: EditorState) -> None:
        super().__init__(name="提纲")
        self._state = state
        self._filling = False
        self.list = WordList("提纲", lines=6)
        self.title = Field(name="标题文字")
        self.guidance = TextBox(name="填写提示", min_lines=2, max_lines=4)
        self.missing = Combo(name="可以添加的部分", width=10)
        self.acts: dict[str, Button] = {}
        self._what = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._acts_line, self._adding_line = Flow(), QHBoxLayout()
        self._lay_out()
        self._connect()
        self.refresh()
        follow_theme(self.space_acts)

    @property
    def current(self) -> int:
        """Which heading is chosen, -1 for none."""
        return self.list.currentRow()

    def choose(self, key: str) -> None:
        """Choose the heading of a part."""
        keys = [heading.key for heading in self._headings]
        self.list.setCurrentRow(keys.index(key))

    @Slot()
    def refresh(self) -> None:
        """Show the outline as it is."""
        self._fill(0)

    @property
    def _headings(self) -> list[Heading]:
        return self._state.draft.headings

    def _lay_out(self) -> None:
        note = "序号由程序编，这里只写标题文字；填写提示只在屏幕上显示，不会印出"
        self.add(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))
        self.add(framed(self.list), 100)  # more than the empty end of the page
        for key, text in (
            ("up", "上移"),
            ("down", "下移"),
            ("raise", "升一级"),
            ("lower", "降一级"),
            ("remove", "删去"),
        ):
            self.acts[key] = Button(text)
            self._acts_line.addWidget(self.acts[key])
        self.acts["add"] = Button("添加到后面")
        self._adding_line.addWidget(Text("还能写的部分", width=5))
        self._adding_line.addWidget(self.missing)
        self._adding_line.addWidget(self.acts["add"])
        self._adding_line.addStretch(1)
        self.add(self._acts_line)
        self.add(self._what)
        for label, widget in (("标题文字", self.title), ("填写提示", self.guidance)):
            below = QHBoxLayout()
            below.addWidget(Text(label, width=5))
            below.addWidget(widget, 1)
            self.add(below)
        self.add(self._adding_line)

    def _connect(self) -> None:
        self._state.replaced.connect(self.refresh)
        self.list.currentRowChanged.connect(self._chosen)
        self.title.textEdited.connect(self._title_typed)
        self.guidance.textChanged.connect(self._guidance_typed)
        self.acts["up"].clicked.connect(partial(self._move, -1))
        self.acts["down"].clicked.connect(partial(self._move, 1))
        self.acts["raise"].clicked.connect(partial(self._shift, -1))
        self.acts["lower"].clicked.connect(partial(self._shift, 1))
        self.acts["remove"].clicked.connect(self._remove)
        self.acts["add"].clicked.connect(self._add)

    def _fill(self, current: int) -> None:
        self._filling = True
        self.list.clear()
        for heading in self._headings:
            self.list.addItem(f"{_INDENT * (heading.level - 1)}{heading.title}")
        self.missing.set_items([(key, part_label(key)) for key in absent(self._headings)])
        self._filling = False
        self.list.setCurrentRow(min(current, self.list.count() - 1))
        self._chosen(self.list.currentRow())

    @Slot(int)
    def _chosen(self, at: int) -> None:
        if self._filling or not 0 <= at < len(self._headings):
            return
        heading = self._headings[at]
        self._filling = True
        self.title.setText(heading.title)
        self.guidance.set_value_text(heading.guidance)
        self._filling = False
        self._what.setText(f"程序在这里写“{part_label(heading.key)}”的内容")
        needed = "" if can_remove(heading) else "这一章报告里必须有，只能改标题和位置"
        self.acts["remove"].set_missing(needed)
        self.acts["add"].set_missing("" if self.missing.count() else "能写的部分都在提纲里了")

    @Slot(str)
    def _title_typed(self, text: str) -> None:
        heading = self._headings[self.current]
        heading.title = text
        self.list.item(self.current).setText(f"{_INDENT * (heading.level - 1)}{text}")
        self._state.note()

    @Slot()
    def _guidance_typed(self) -> None:
        text = self.guidance.toPlainText().replace("\n", "")
        if (
            not self._filling
            and self.current >= 0
            and self._headings[self.current].guidance != text
        ):
            self._headings[self.current].guidance = text
            self._state.note()

    def _move(self, way: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's word
        self._changed(move(self._headings, self.current, way))

    def _shift(self, by: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's word
        if shift(self._headings, self.current, by):
            self._changed(self.current)

    @Slot()
    def _remove(self) -> None:
        at = self.current
        if can_remove(self._headings[at]):
            remove(self._headings, at)
            self._changed(at)

    @Slot()
    def _add(self) -> None:
        key = self.missing.current_key
        if key:
            heading = Heading(1, key, part_label(key))
            self._changed(add(self._headings, heading, max(self.current, 0)))

    def _changed(self, at: int) -> None:
        self._fill(at)
        self._state.note()

    @Slot()
    def space_acts(self) -> None:
        """Take gaps from the theme."""
        self._acts_line.set_gap(theme().em(0.35))


def part_label(key: str) -> str:
    """Return what a part is usually called."""
    part = default_scheme().part(key)
    return part.title if part else key
