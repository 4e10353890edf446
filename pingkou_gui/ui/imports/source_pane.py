"""Beside the proposal: what stands at the source, why it is not ticked, which value to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pingkou_gui.domain.proposal import State
from pingkou_gui.ui.imports.names import NOTHING, is_figure, shown
from pingkou_gui.ui.imports.sheet_view import SheetView
from pingkou_gui.ui.kit import Button, Text, WrappedText, follow_theme, set_look
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.domain.proposal import Proposed
    from pingkou_gui.ui.imports.choice import Choice
    from pingkou_gui.ui.imports.names import Names
    from pingkou_gui.ui.imports.origin import Origin

_LONGEST = 400
"""Characters of a paragraph that are shown."""


class SourcePane(QScrollArea):
    """Speaks of the item in hand."""

    judged = Signal(int, bool)
    """Take this item: with the other value (True) or with its own."""

    def __init__(self, choice: Choice, names: Names, origin: Origin) -> None:
        super().__init__()
        self.setAccessibleName("出处")
        set_look(self, "kind", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choice, self._names, self._origin = choice, names, origin
        self._ground = QFrame()
        set_look(self._ground, "kind", "side")
        self._column = QVBoxLayout(self._ground)
        self._column.addStretch(1)
        self.setWidget(self._ground)
        self._parts: list[QWidget] = []
        self.buttons: tuple[Button, ...] = ()
        follow_theme(self.dress)

    def show_item(self, at: int | None) -> None:
        """Speak of an item, of none in hand where it is None."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.buttons = [], ()
        if at is None:
            self._say("出处", "选一行，这里显示它在原文件里的位置")
            return
        item = self._choice.item(at)
        self._show_source(item)
        self._show_values(at, item)
        if item.doubt and self._choice.state(at) is not State.SAME:
            self._show_doubt(at, item)
        self._ground.adjustSize()

    @Slot()
    def dress(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._column.setSpacing(em(0.4))

    def _show_source(self, item: Proposed) -> None:
        where = item.source.where or item.source.file
        self._add(WrappedText(f"出处：{where}" if where else "出处", TypeRole.HEAD))
        cells = self._origin.cells(item.source)
        if cells is not None:
            words = f"原文件第 {cells.number} 张表，只读"
            self._add(WrappedText(words, tone=Tone.SECONDARY))
            self._add(SheetView(cells))
            return
        self._add(WrappedText(item.source.file, tone=Tone.SECONDARY))
        text = self._origin.paragraph(item.source) or item.source.original
        if text:
            short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            self._add(WrappedText(f"原文：{short}"))

    def _show_values(self, at: int, item: Proposed) -> None:
        self._add(WrappedText(self._names.of(item), TypeRole.STRONG))
        if is_figure(item) and self._choice.state(at) is not State.DIFFERS:
            return
        present = shown(item, self._choice.report[item.place])
        if present != NOTHING:
            self._add(WrappedText(f"现有：{present}", tone=Tone.SECONDARY))
        self._add(WrappedText(f"读到：{shown(item, item.value)}"))

    def _show_doubt(self, at: int, item: Proposed) -> None:
        self._add(Text("为什么先不选", TypeRole.STRONG))
        self._add(WrappedText(item.doubt))
        instead = item.instead
        if instead is not None:
            words = f"读到 {shown(item, item.value)}　应为 {shown(item, instead)}"
            self._add(WrappedText(words, tone=Tone.REMINDER))
        line = QFrame()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        titles = [("仍用", False, item.value)]
        if instead is not None:
            titles.insert(0, ("改用", True, instead))
        buttons = []
        for verb, other, value in titles:
            text = shown(item, value) if is_figure(item) else "这段文字"
            button = Button(f"{verb} {text}", spoken=f"{self._names.of(item)} {verb} {text}")
            button.clicked.connect(lambda _checked=False, o=other: self.judged.emit(at, o))
            across.addWidget(button)
            buttons.append(button)
        across.addStretch(1)
        self.buttons = tuple(buttons)
        self._add(line)

    def _say(self, head: str, words: str) -> None:
        self._add(Text(head, TypeRole.HEAD))
        self._add(WrappedText(words, tone=Tone.SECONDARY))

    def _add(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self._column.insertWidget(self._column.count() - 1, widget)
