"""What the window shows while no report is open: the start screen and the list of reports."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
)

from pingkou_gui.document.tree import missing_fonts
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.ui.open_items import local_time
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import SignLabel, call_later, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Card, FormRow, GroupBox, PageArea

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QBoxLayout

    from pingkou_gui.document.tree import MissingFont
    from pingkou_gui.store.reports import ReportStore, Summary


# What is good to have at hand, and the official fonts this computer lacks.


THINGS = (
    ("去年的自评报告", "抄上年数和没有变的文字"),
    ("今年的部门决算公开表", "基本支出、“三公”经费从这里抄"),
    ("绩效目标申报表", "填评分页的指标值时用"),
)
_MOST = 2


def font_sentences(missing: tuple[MissingFont, ...]) -> tuple[str, ...]:
    """Return what is said of missing fonts: a sentence each, one for all where there are many."""
    if len(missing) <= _MOST:
        return tuple(str(font) for font in missing)
    names = "、".join(f"“{font.name}”" for font in missing)
    return (f"本机缺{names}，看到的是代替的字体；装有这些字体的机器上按规定显示",)


class PreparationCard(Card):
    """Three things, and the fonts; the fonts are looked for after the window shows."""

    def __init__(self) -> None:
        super().__init__(name="准备好这三样，填得最快", margin=1)
        self.column.addWidget(TextLabel("准备好这三样，填得最快", TypeRole.HEAD))
        for number, (what, why) in enumerate(THINGS, 1):
            line = QHBoxLayout()
            line.addWidget(TextLabel(str(number), TypeRole.STRONG, Tone.ACCENT, width=1.4))
            line.addWidget(TextLabel(what, TypeRole.STRONG))
            line.addStretch(1)
            self.column.addLayout(line)
            below = QHBoxLayout()
            below.addWidget(TextLabel("", width=1.4))
            below.addWidget(WrappedText(why, tone=Tone.SECONDARY), 1)
            self.column.addLayout(below)
        call_later(self, self._tell_fonts)

    @Slot()
    def _tell_fonts(self) -> None:
        missing = missing_fonts(PageHabits(), QFontDatabase.families())
        if not missing:
            return
        self.column.addWidget(TextLabel("本机字体", TypeRole.STRONG))
        for words in font_sentences(missing):
            line = QHBoxLayout()
            line.addWidget(SignLabel(Sign.REMINDER))
            line.addWidget(WrappedText(words), 1)
            self.column.addLayout(line)


# The start screen: begin a report, go on with one, and what is good to have at hand.


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
        self._at_hand = PreparationCard()
        self._right = QVBoxLayout()
        self._right.addWidget(self._at_hand)
        self._right.addStretch(1)
        self._across.addLayout(self._right, 6)
        self.setWidget(ground)
        on_theme_change(self.apply_theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        buttons: list[Button] = list(self.findChildren(Button))
        for button in buttons:
            if button.kind is ButtonKind.PRIMARY:
                button.setFocus()  # Enter does what the screen proposes

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._across.setContentsMargins(em(4), em(2.5), em(4), em(2))
        self._across.setSpacing(em(3))
        self._left.setSpacing(em(0.6))
        self._pair.setSpacing(em(0.6))

    def _fill_left(self, known: Sequence[Summary]) -> None:
        self._left.addWidget(TextLabel("开始今年的绩效自评报告", TypeRole.TITLE))
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
        on_theme_change(self.give_air)

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
    line.addWidget(TextLabel(title, TypeRole.HEAD))
    line.addStretch(1)
    line.addWidget(TextLabel(key, TypeRole.SMALL, Tone.SECONDARY))
    column.addLayout(line)


# All reports: open, copy, rename, put into the bin, bring back.


class ReportsPage(PageArea):
    """Every report as a row with what can be done to it."""

    report_wanted = Signal(int)
    back_wanted = Signal()

    def __init__(self, store: ReportStore) -> None:
        super().__init__(name="全部报告")
        self._store = store
        self._groups: list[GroupBox] = []
        self._fill()

    def _fill(self) -> None:
        for group in self._groups:
            group.hide()
            group.deleteLater()
        alive, gone = self._store.summaries(), self._store.summaries(deleted=True)
        back = Button("返回开始页")
        back.clicked.connect(self.back_wanted)
        here = GroupBox("全部报告", note=f"{len(alive)} 份")
        here.add_act(back)
        for summary in alive:
            here.add(self._row(summary))
        self._groups = [here]
        if gone:
            bin_ = GroupBox("回收站", note=f"{len(gone)} 份")
            for summary in gone:
                bin_.add(self._gone_row(summary))
            self._groups.append(bin_)
        for group in self._groups:
            self.add(group)

    def _row(self, summary: Summary) -> FormRow:
        row = _named(summary, f"改于 {local_time(summary.changed_at, day=True)}")
        row.add(self._act("打开", summary, self.report_wanted.emit))
        row.add(self._act("复制一份", summary, self._duplicate))
        row.add(self._act("改名", summary, partial(self._rename, summary)))
        row.add(self._act("放进回收站", summary, self._delete))
        return row

    def _gone_row(self, summary: Summary) -> FormRow:
        row = _named(summary, f"删于 {local_time(summary.deleted_at or '', day=True)}")
        row.add(self._act("恢复", summary, self._restore))
        row.add(self._act("彻底删除…", summary, partial(self._purge, summary)))
        return row

    def _act(self, title: str, summary: Summary, act: Callable[[int], object]) -> Button:
        button = Button(title, ButtonKind.LINK, spoken=f"{title} {summary.title}")
        button.clicked.connect(lambda _checked=False: act(summary.id))
        return button

    def _duplicate(self, report_id: int) -> None:
        self._store.duplicate(report_id)
        self._fill()

    def _rename(self, summary: Summary, report_id: int) -> None:
        words = "显示在单位和年度后面，例如 送审稿"
        name, taken = QInputDialog.getText(self, "改名", words, text=summary.name)
        if taken:
            self._store.rename(report_id, name.strip())
            self._fill()

    def _delete(self, report_id: int) -> None:
        self._store.delete(report_id)
        self._fill()

    def _restore(self, report_id: int) -> None:
        self._store.restore(report_id)
        self._fill()

    def _purge(self, summary: Summary, report_id: int) -> None:
        box = QMessageBox(self)
        box.setWindowTitle("彻底删除")
        box.setText(f"彻底删除“{summary.title}”")
        box.setInformativeText("删除后不能恢复")
        keep = box.addButton("留着", QMessageBox.ButtonRole.RejectRole)
        box.addButton("彻底删除", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is not keep:
            self._store.purge(report_id)
            self._fill()


def _named(summary: Summary, when: str) -> FormRow:
    row = FormRow(indent=0.5)
    row.add(TextLabel(summary.title))
    if summary.damaged:
        row.add(TextLabel("有一部分读不出来，用“文件”里的“恢复数据”", TypeRole.SMALL, Tone.ERROR))
    row.add(TextLabel(when, TypeRole.SMALL, Tone.SECONDARY))
    row.add_stretch()
    return row
