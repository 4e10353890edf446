"""A file of this program: its data can be had back, its edits are shown beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    Card,
    Group,
    PageArea,
    Text,
    WrappedText,
    follow_theme,
)
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from pingkou_gui.opening import Difference, OpenedWord

_MOST = 60
"""Differences shown; a file edited throughout is another text."""
_LONGEST = 300
_NONE = "没有这一段"


class RestorePage(PageArea):
    """What is in the file, and what was edited in Word since it was written."""

    restore_wanted = Signal()
    """Make a report of the data."""
    words_wanted = Signal()
    """Read the words as those of any report."""
    left = Signal()

    def __init__(self, opened: OpenedWord, name: str, beside: str = "") -> None:
        """Show the file `name`; `beside` says how it stands to the report in hand."""
        super().__init__(name="本程序写出的文件")
        self._acts = QHBoxLayout()
        self.restore = Button("恢复成新报告", ButtonKind.PRIMARY)
        self.words = Button("只把文字当作报告读入", ButtonKind.LINK)
        self.leave = Button("返回", key="Esc")
        self.add(self._head(opened, name, beside))
        if opened.differences:
            self.add(_differences(opened.differences))
        self.restore.clicked.connect(self.restore_wanted)
        self.words.clicked.connect(self.words_wanted)
        self.leave.clicked.connect(self.left)
        follow_theme(self.space_acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Let Enter restore."""
        self.restore.setFocus()

    @Slot()
    def space_acts(self) -> None:
        """Take gaps from the theme."""
        self._acts.setSpacing(theme().em(0.6))

    def _head(self, opened: OpenedWord, name: str, beside: str) -> Card:
        card = Card(name="这是本程序写出的文件", margin=1)
        card.column.addWidget(Text("这个文件由本程序写出，带有全部填报数据", TypeRole.HEAD))
        card.column.addWidget(WrappedText(f"{name}　{_whose(opened)}", tone=Tone.SECONDARY))
        edited = len(opened.differences)
        told = (
            f"写出后在 Word 里改过 {edited} 处，改动只在文字里，不在数据里；恢复后照下面逐处补改"
            if edited
            else "写出后没有改过，恢复后与当时一样"
        )
        for words in filter(None, (told if opened.source.paragraphs else "", beside)):
            card.column.addWidget(WrappedText(words))
        if not opened.source.paragraphs:
            self.words.hide()
        for button in (self.restore, self.words, self.leave):
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        card.column.addLayout(self._acts)
        return card


def _whose(opened: OpenedWord) -> str:
    report = opened.record.report if opened.record else None
    if report is None:
        return ""
    unit, year = report[Unit.name.at()], report[Unit.year.at()]
    return f"{unit or ''} {f'{year}年度' if year else ''}".strip()


def _differences(found: tuple[Difference, ...]) -> Group:
    group = Group("在 Word 里改过的", note=f"{len(found)} 处")
    for each in found[:_MOST]:
        group.add(_Difference(each))
    if len(found) > _MOST:
        group.add(WrappedText(f"还有 {len(found) - _MOST} 处没有列出"))
    return group


class _Difference(QFrame):
    """One paragraph: where it stands, what the data give, what the file says."""

    def __init__(self, difference: Difference) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addWidget(Text(difference.where, TypeRole.STRONG))
        written, stands = _short(difference.written), _short(difference.found)
        self._column.addWidget(WrappedText(f"数据：{written}", tone=Tone.SECONDARY))
        self._column.addWidget(WrappedText(f"文件：{stands}"))
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.6), em(0.3), em(0.6), em(0.3))
        self._column.setSpacing(em(0.1))


def _short(words: str) -> str:
    if not words:
        return _NONE
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
