"""The start screen: begin a report, go on with one, and what is good to have at hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from pingkou_gui.ui.kit import Button, ButtonKind, Card, Text, WrappedText, follow_theme, set_look
from pingkou_gui.ui.start.at_hand import AtHand
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QBoxLayout

    from pingkou_gui.store.reports import Summary

_RECENT = 5


class StartPage(QScrollArea):
    """Cards to begin with at the left, what is needed at the right."""

    new_wanted = Signal()
    last_year_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal()
    list_wanted = Signal()
    report_wanted = Signal(int)

    def __init__(self, known: Sequence[Summary]) -> None:
        """Make the screen; `known` are the reports there are, the last one opened first."""
        super().__init__()
        set_look(self, "kind", "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QFrame()
        set_look(ground, "kind", "canvas")
        self._across = QHBoxLayout(ground)
        self._left, self._pair = QVBoxLayout(), QHBoxLayout()
        self._fill_left(known)
        self._across.addLayout(self._left, 10)
        self._at_hand = AtHand()
        self._right = QVBoxLayout()
        self._right.addWidget(self._at_hand)
        self._right.addStretch(1)
        self._across.addLayout(self._right, 6)
        self.setWidget(ground)
        follow_theme(self.dress)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        buttons: list[Button] = list(self.findChildren(Button))
        for button in buttons:
            if button.kind is ButtonKind.PRIMARY:
                button.setFocus()  # Enter does what the screen proposes

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._across.setContentsMargins(em(4), em(2.5), em(4), em(2))
        self._across.setSpacing(em(3))
        self._left.setSpacing(em(0.6))
        self._pair.setSpacing(em(0.6))

    def _fill_left(self, known: Sequence[Summary]) -> None:
        self._left.addWidget(Text("开始今年的绩效自评报告", TypeRole.TITLE))
        words = "填六页，程序算数、核对，写出可以打印上报的 Word 文件"
        self._left.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        if known:
            self._left.addWidget(self._recent(known))
        self._add_pair(has_reports=bool(known))
        link = Button("载入数据文件…", ButtonKind.LINK)
        link.clicked.connect(self.file_wanted)
        self._left.addWidget(link)
        note = "由本程序写出的 json 或 Word 文件，换机器、交接时用"
        self._left.addWidget(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))
        self._left.addStretch(1)

    def _add_pair(self, *, has_reports: bool) -> None:
        kind = ButtonKind.NORMAL if has_reports else ButtonKind.PRIMARY
        new = _card("新建空白报告", "Ctrl+N", "从单位名称和年度填起", kind, self.new_wanted.emit)
        hint = "去年的数填进上年各栏"
        last = _card(
            "导入去年的报告", "Ctrl+I", hint, ButtonKind.NORMAL, self.last_year_wanted.emit
        )
        hint = "平口镇 2023年度，可随意改动"
        sample = _card("打开示例", "Ctrl+E", hint, ButtonKind.NORMAL, self.sample_wanted.emit)
        self._pair.addWidget(last, 1)
        self._pair.addWidget(new, 1)
        self._pair.addWidget(sample, 1)
        self._left.addLayout(self._pair)

    def _recent(self, known: Sequence[Summary]) -> Card:
        card = _StartCard(name="已有的报告")
        _head(card.column, "已有的报告", "Ctrl+O")
        for at, summary in enumerate(known[:_RECENT]):
            kind = ButtonKind.PRIMARY if at == 0 else ButtonKind.LINK
            title = f"继续填 {summary.title}" if at == 0 else summary.title
            button = Button(title, kind)
            button.clicked.connect(partial(self._wanted, summary.id))
            card.column.addWidget(button)
        more = Button("全部报告和回收站", ButtonKind.LINK)
        more.clicked.connect(self.list_wanted)
        card.column.addWidget(more)
        return card

    def _wanted(self, report_id: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.report_wanted.emit(report_id)


class _StartCard(Card):
    """A card with air between its lines."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name, margin=1)
        follow_theme(self.give_air)

    @Slot()
    def give_air(self) -> None:
        """Take the gap between lines from the theme."""
        self.column.setSpacing(theme().em(0.45))


def _card(title: str, key: str, words: str, kind: ButtonKind, act: Callable[[], object]) -> Card:
    card = _StartCard(name=title)
    _head(card.column, title, key)
    card.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
    button = Button(title, kind)
    button.clicked.connect(lambda _checked=False: act())
    card.column.addWidget(button)
    card.column.addStretch(1)
    return card


def _head(column: QBoxLayout, title: str, key: str) -> None:
    line = QHBoxLayout()
    line.addWidget(Text(title, TypeRole.HEAD))
    line.addStretch(1)
    line.addWidget(Text(key, TypeRole.SMALL, Tone.SECONDARY))
    column.addLayout(line)
