"""What the window shows while no report is open: the start screen and the list of reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QMessageBox,
    QSizePolicy,
    QVBoxLayout,
)

from pingkou_gui.document.tree import missing_fonts
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.ui.open_items import local_time
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, SignLabel, call_later, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.inputs import ComboBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import (
    Card,
    FormRow,
    GroupBox,
    HorizontalLine,
    PageArea,
    Scroller,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from pingkou_gui.document.tree import MissingFont
    from pingkou_gui.store.reports import ReportStore, Summary


# What is good to have at hand, the county's scheme, the official fonts this computer lacks.


THINGS = (
    ("去年的自评报告", "Word 文件，用来带出上年数和文字"),
    ("今年的部门决算公开表", "xlsx 或 xls，基本支出、“三公”经费从这里取"),
    ("绩效目标申报表", "填评分页的指标值时用"),
)
_MOST = 2


def font_sentences(missing: tuple[MissingFont, ...]) -> tuple[str, ...]:
    """Return what is said of missing fonts: a sentence each, one for all where there are many."""
    if len(missing) <= _MOST:
        return tuple(str(font) for font in missing)
    first = f"“{missing[0].name}”等 {len(missing)} 种"
    return (f"本机缺{first}字体，看到的是代替的字体；装有这些字体的电脑上按规定显示",)


class FontNote(QFrame):
    """What is said of missing fonts, with the way to what replaces which; hidden where none is."""

    help_wanted = Signal()

    def __init__(self, *, head: bool = False) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._words = WrappedText("", tone=Tone.SECONDARY)
        self._title = TextLabel("本机字体", TypeRole.STRONG)
        self.link = Button("怎样安装", ButtonKind.LINK, spoken="怎样安装字体")
        self.link.clicked.connect(self.help_wanted)
        self._line = QHBoxLayout()
        self._line.addWidget(SignLabel(Sign.REMINDER), 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addWidget(self._title)
        self._column.addLayout(self._line)
        self._title.setVisible(head)  # only here: without a parent it would be a window
        self.hide()

    def show_missing(self, habits: PageHabits) -> None:
        """Say which of the fonts that a county asks for are missing here."""
        sentences = font_sentences(missing_fonts(habits, QFontDatabase.families()))
        self._words.setText("；".join(sentences))
        self.setVisible(bool(sentences))


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """A scheme that new reports can be made by."""

    key: str
    title: str
    current: bool = False


class PreparationCard(Card):
    """Three things, the scheme, the fonts; the latter are looked for after the window shows."""

    scheme_chosen = Signal(str)
    scheme_wanted = Signal()
    """Take a scheme from a file."""
    font_help_wanted = Signal()
    filled = Signal()
    """Schemes and fonts stand in it: it is higher now."""

    def __init__(self, schemes: Callable[[], Sequence[SchemeChoice]] = tuple) -> None:
        """Make the card; `schemes` returns what can be chosen, asked once the window shows."""
        super().__init__(name="准备好这三样，填得最快", margin=1)
        self._schemes = schemes
        self.column.addWidget(TextLabel("准备好这三样，填得最快", TypeRole.HEAD))
        for number, (what, why) in enumerate(THINGS, 1):
            self._add_thing(number, what, why)
        self._rule = HorizontalLine()
        self.choice = ComboBox((), name="县级方案")
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._import = Button("导入方案…")
        self._scheme = QFrame()
        self._fonts = FontNote(head=True)
        self.column.addWidget(self._rule)
        self.column.addWidget(self._scheme)
        self.column.addWidget(self._fonts)
        self._lay_out_scheme()
        self._scheme.hide()
        self._import.clicked.connect(self.scheme_wanted)
        self.choice.activated.connect(self._choose)
        self._fonts.help_wanted.connect(self.font_help_wanted)
        on_theme_change(self.space_lines)
        call_later(self, self._fill_later)

    def _add_thing(self, number: int, what: str, why: str) -> None:
        thing, line, below = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        thing.setSpacing(0)  # what it is for stands close below it
        line.addWidget(TextLabel(str(number), TypeRole.STRONG, Tone.ACCENT, width=1.4))
        line.addWidget(TextLabel(what, TypeRole.STRONG))
        line.addStretch(1)
        below.addWidget(TextLabel("", width=1.4))
        below.addWidget(WrappedText(why, tone=Tone.SECONDARY), 1)
        thing.addLayout(line)
        thing.addLayout(below)
        self.column.addLayout(thing)

    def _lay_out_scheme(self) -> None:
        column, line = QVBoxLayout(self._scheme), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TextLabel("县级方案", TypeRole.STRONG))
        line.addWidget(self.choice, 1)
        line.addWidget(self._import)
        column.addLayout(line)
        note = "方案决定标题、顺序、指标和分值，以后可以换"
        column.addWidget(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))

    @Slot()
    def space_lines(self) -> None:
        """Take gaps from the theme."""
        self.column.setSpacing(theme().em(0.3))

    @Slot()
    def _fill_later(self) -> None:
        self._fonts.show_missing(PageHabits())
        offered = self._schemes()
        self.choice.set_items([(each.key, each.title) for each in offered])
        self.choice.choose(next((each.key for each in offered if each.current), ""))
        self._scheme.setVisible(bool(offered))
        self.filled.emit()

    @Slot()
    def _choose(self) -> None:
        self.scheme_chosen.emit(self.choice.current_key)


# Where files are dropped.


class DropArea(QFrame):
    """A dotted frame that says what can be dropped, with a button where there is one."""

    def __init__(self, words: str, pick: Button | None = None) -> None:
        super().__init__()
        set_look(self, "kind", "drop")
        self.setAccessibleName(words)
        self._line = QHBoxLayout(self)
        self._words = WrappedText(words, tone=Tone.SECONDARY)
        if pick is None:
            self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.addWidget(self._words, 1)
        if pick is not None:
            self._line.addWidget(pick)
        on_theme_change(self.apply_theme)

    def set_over(self, over: bool) -> None:  # noqa: FBT001 - one plain switch
        """Show that a file is held over the window."""
        set_look(self, "over", "true" if over else None)

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._line.setSpacing(em(0.6))


# The start screen: begin a report, go on with one, and what is good to have at hand.


_RECENT = 4


class StartPage(Scroller):
    """Cards to begin with at the left, what is needed at the right."""

    new_wanted = Signal()
    last_year_wanted = Signal()
    year_wanted = Signal()
    """Show the five steps of a new year."""
    sample_wanted = Signal()
    file_wanted = Signal()
    list_wanted = Signal()
    report_wanted = Signal(int)
    tour_wanted = Signal()
    manual_wanted = Signal(str)
    """Show the manual at this page."""
    scheme_chosen = Signal(str)
    scheme_wanted = Signal()

    def __init__(
        self, known: Sequence[Summary], schemes: Callable[[], Sequence[SchemeChoice]] = tuple
    ) -> None:
        """Make the screen.

        Args:
            known: The reports there are, the last one opened first.
            schemes: Returns what new reports can be made by; asked once the screen shows.
        """
        super().__init__(look="page")
        ground = QFrame()
        set_look(ground, "kind", "canvas")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._left, self._pair, self._links = QVBoxLayout(), QHBoxLayout(), FlowRow()
        self._fill_left(known)
        self._across.addLayout(self._left, 10)
        self.preparation = PreparationCard(schemes)
        self._right = QVBoxLayout()
        self._right.addWidget(self.preparation)
        self._right.addStretch(1)
        self._across.addLayout(self._right, 6)
        self.setWidget(ground)
        self.preparation.filled.connect(self._grow)
        self.preparation.scheme_chosen.connect(self.scheme_chosen)
        self.preparation.scheme_wanted.connect(self.scheme_wanted)
        self.preparation.font_help_wanted.connect(partial(self.manual_wanted.emit, FONTS))
        on_theme_change(self.apply_theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        buttons: list[Button] = list(self.findChildren(Button))
        for button in buttons:
            if button.kind is ButtonKind.PRIMARY:
                button.setFocus()  # Enter does what the screen proposes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._fit()
        em = theme().em
        self._left.setSpacing(em(0.6))
        self._pair.setSpacing(em(0.6))
        self._links.set_gap(em(1))

    @Slot()
    def _grow(self) -> None:
        """Be as high as all needs now, at once: squeezed cards would cut their lines."""
        self._across.invalidate()
        ground, room = self.widget(), self.viewport().size()
        ground.resize(room.width(), max(room.height(), self._across.heightForWidth(room.width())))
        self.setWidgetResizable(True)

    def _fit(self) -> None:
        """Stand side by side where there is room, else one under the other."""
        em = theme().em
        narrow = self.width() < em(_SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        edge = em(1.5 if narrow else 4)
        self._across.setContentsMargins(edge, em(1.4), edge, em(0.8))
        self._across.setSpacing(em(1 if narrow else 3))

    def _fill_left(self, known: Sequence[Summary]) -> None:
        """Fill the left column: reports, last year's, a blank one, the sample, other ways."""
        self._left.addWidget(TextLabel("开始今年的绩效自评报告", TypeRole.TITLE))
        words = "填六页，程序算数、核对，写出可以打印上报的 Word 文件"
        self._left.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        if known:
            self._left.addWidget(self._recent_card(known))
        self._left.addWidget(self._last_year(has_reports=bool(known)))
        new = _card("新建空白报告", "Ctrl+N", "从单位名称和年度填起", self.new_wanted.emit)
        hint = "平口镇 2023年度，可随意改动"
        sample = _card("打开示例", "Ctrl+E", hint, self.sample_wanted.emit)
        self._pair.addWidget(new, 1)
        self._pair.addWidget(sample, 1)
        self._left.addLayout(self._pair)
        drop = "也可以把文件拖到窗口里：去年的报告、决算公开表、县里发的方案；几个文件一次拖"
        self._left.addWidget(DropArea(drop))
        self._add_links()
        self._left.addStretch(1)

    def _add_links(self) -> None:
        tour = Button("三分钟看一遍怎么用", ButtonKind.LINK)
        manual = Button("打开用户手册", ButtonKind.LINK, key="F1")
        load = Button("载入数据文件…", ButtonKind.LINK)
        load.setToolTip("由本程序写出的 json 或 Word 文件，换机器、交接时用")
        load.setAccessibleDescription("由本程序写出的 json 或 Word 文件，换机器、交接时用")
        tour.clicked.connect(self.tour_wanted)
        manual.clicked.connect(partial(self.manual_wanted.emit, ""))
        load.clicked.connect(self.file_wanted)
        for link in (tour, manual, load):
            self._links.addWidget(link)
        self._left.addLayout(self._links)

    def _last_year(self, *, has_reports: bool) -> Card:
        """The way in that is proposed where there is no report to go on with."""
        hint = "机构、职能、上年数先填好，逐项看过再采用。支持 docx、txt 和粘贴的文字"
        card = _StartCard(name="导入去年的报告")
        _head(card.column, "导入去年的报告", "Ctrl+I")
        card.column.addWidget(WrappedText(hint, tone=Tone.SECONDARY))
        kind = ButtonKind.NORMAL if has_reports else ButtonKind.PRIMARY
        pick = Button("选择文件…", kind, spoken="导入去年的报告，选择文件")
        pick.clicked.connect(self.last_year_wanted)
        steps = Button("新一年，分五步", ButtonKind.LINK, key="Ctrl+Shift+N")
        steps.clicked.connect(self.year_wanted)
        line = QHBoxLayout()
        for button in (pick, steps):
            line.addWidget(button)
        line.addStretch(1)
        card.column.addLayout(line)
        return card

    def _recent_card(self, known: Sequence[Summary]) -> Card:
        """Return the card of the reports there are; the latest can be gone on with."""
        card = _StartCard(name="已有的报告")
        _head(card.column, "已有的报告", "Ctrl+O")
        first = known[0]
        go_on = Button(f"继续填 {first.title}", ButtonKind.PRIMARY)
        go_on.clicked.connect(partial(self._open_wanted, first.id))
        line = QHBoxLayout()
        line.addWidget(go_on)
        if first.year.isdecimal() and not _has_year(known, first, int(first.year) + 1):
            following = Button(f"开始 {int(first.year) + 1}年度…")
            following.clicked.connect(self.year_wanted)
            line.addWidget(following)
        line.addStretch(1)
        card.column.addLayout(line)
        for summary in known[1:_RECENT]:
            button = Button(summary.title, ButtonKind.LINK)
            button.clicked.connect(partial(self._open_wanted, summary.id))
            card.column.addWidget(button)
        more = Button("全部报告和回收站", ButtonKind.LINK)
        more.clicked.connect(self.list_wanted)
        card.column.addWidget(more)
        return card

    def _open_wanted(self, report_id: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.report_wanted.emit(report_id)


_SIDE_BY_SIDE = 58
"""Em of width from which both columns have room."""
FONTS = "fonts"
"""The page of the manual on fonts."""


def _has_year(known: Sequence[Summary], like: Summary, year: int) -> bool:
    return any((each.unit, each.year) == (like.unit, str(year)) for each in known)


class _StartCard(Card):
    """A card with air between its lines."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name, margin=0.8)
        on_theme_change(self.space_lines)

    @Slot()
    def space_lines(self) -> None:
        """Take the gap between lines from the theme."""
        self.column.setSpacing(theme().em(0.35))


def _card(title: str, key: str, words: str, slot: Callable[[], object]) -> Card:
    card = _StartCard(name=title)
    _head(card.column, title, key)
    card.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
    button = Button(title)
    button.clicked.connect(lambda _checked=False: slot())
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


_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
"""What an arrow does in the list of reports: so many reports on, so many links along the row."""


class _RowLink(Button):
    """A link of a report's row; the arrows lead to other reports and other links."""

    stepped = Signal(int, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(*step)


class ReportsPage(PageArea):
    """Every report as a row with what can be done to it."""

    report_wanted = Signal(int)
    back_wanted = Signal()

    def __init__(self, store: ReportStore) -> None:
        super().__init__(name="全部报告")
        self._store = store
        self._groups: list[GroupBox] = []
        self._links: list[list[Button]] = []
        """The links by rows, as they stand on the page."""
        self._put_away: Summary | None = None
        """What went into the bin last, for as long as that can be undone at the top."""
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _take_focus(self) -> None:
        """Have Enter open the report in hand, without one lead back."""
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, at: int = 0) -> None:
        """Show the reports; the focus is at the one in that position, or at the last."""
        for group in self._groups:
            group.hide()
            group.deleteLater()
        alive, gone = self._store.summaries(), self._store.summaries(deleted=True)
        back = Button("返回开始页", key="Esc")
        back.clicked.connect(self.back_wanted)
        here = GroupBox("全部报告", note=f"{len(alive)} 份")
        here.add_to_head(back)
        self._links = []
        put_away = self._put_away
        if put_away is not None and put_away.id in {each.id for each in gone}:
            here.add(self._undo_row(put_away))
        openings = []
        for summary in alive:
            row, opening = self._row(summary)
            here.add(row)
            openings.append(opening)
        self._first = openings[min(at, len(openings) - 1)] if openings else back
        self._groups = [here]
        if gone:
            bin_ = GroupBox("回收站", note=f"{len(gone)} 份")
            for summary in gone:
                bin_.add(self._gone_row(summary))
            self._groups.append(bin_)
        for group in self._groups:
            self.add(group)
        if self.isVisible():
            self._take_focus()

    def _undo_row(self, summary: Summary) -> FormRow:
        """Return the line that tells what went into the bin just now and takes it out again."""
        row = FormRow(indent=0.5)
        row.add(SignLabel(Sign.HINT))
        row.add(WrappedText(f"“{summary.title}”放进了回收站"))
        row.add_stretch()
        self._links.append([])
        row.add(self._link("撤销", summary, self._restore))
        return row

    def _row(self, summary: Summary) -> tuple[FormRow, Button]:
        """Return a report's row, and the link in it that opens the report."""
        self._links.append([])
        row = _named(summary, f"改于 {local_time(summary.changed_at, day=True)}")
        opening = self._link("打开", summary, self.report_wanted.emit)
        row.add(opening)
        row.add(self._link("复制一份", summary, self._duplicate))
        row.add(self._link("改名", summary, partial(self._rename, summary)))
        row.add(self._link("放进回收站", summary, self._delete))
        return row, opening

    def _gone_row(self, summary: Summary) -> FormRow:
        row = _named(summary, f"删于 {local_time(summary.deleted_at or '', day=True)}")
        self._links.append([])
        row.add(self._link("恢复", summary, self._restore))
        row.add(self._link("彻底删除…", summary, partial(self._purge, summary)))
        return row

    def _link(self, title: str, summary: Summary, slot: Callable[[int], object]) -> Button:
        button = _RowLink(title, ButtonKind.LINK, spoken=f"{title} {summary.title}")
        button.clicked.connect(lambda _checked=False: slot(summary.id))
        button.stepped.connect(partial(self._step, button))
        self._links[-1].append(button)
        return button

    def _step(self, link: Button, rows: int, along: int) -> None:
        """Lead from a link to the first one of another row, or along its own row."""
        row = next(at for at, links in enumerate(self._links) if link in links)
        at = self._links[row].index(link) + along if along else 0
        to = row + rows
        if 0 <= to < len(self._links) and 0 <= at < len(self._links[to]):
            self._links[to][at].setFocus(Qt.FocusReason.TabFocusReason)

    def _at(self, report_id: int) -> int:
        """Return the position of a report that is not in the bin."""
        return [each.id for each in self._store.summaries()].index(report_id)

    def _duplicate(self, report_id: int) -> None:
        self._fill(self._at(self._store.duplicate(report_id)))

    def _rename(self, summary: Summary, report_id: int) -> None:
        words = "显示在单位和年度后面，例如 送审稿"
        name, taken = QInputDialog.getText(self, "改名", words, text=summary.name)
        if taken:
            self._store.rename(report_id, name.strip())
            self._fill(self._at(report_id))

    def _delete(self, report_id: int) -> None:
        at = self._at(report_id)
        self._put_away = next(each for each in self._store.summaries() if each.id == report_id)
        self._store.delete(report_id)
        self._fill(at)

    def _restore(self, report_id: int) -> None:
        self._store.restore(report_id)
        self._fill(self._at(report_id))

    def _purge(self, summary: Summary, report_id: int) -> None:
        box = QMessageBox(self)
        box.setWindowTitle("彻底删除")
        box.setText(f"彻底删除“{summary.title}”")
        box.setInformativeText("以后只有备份里还有它时，才能用“从备份恢复”找回")
        keep = box.addButton("留着", QMessageBox.ButtonRole.RejectRole)
        purge = box.addButton("彻底删除", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is purge:
            self._store.purge(report_id)
            self._fill()


def _named(summary: Summary, when: str) -> FormRow:
    row = FormRow(indent=0.5)
    row.add(WrappedText(summary.title))
    if summary.damaged:
        row.add(TextLabel("有一部分读不出来，用“文件”里的“恢复数据”", TypeRole.SMALL, Tone.ERROR))
    row.add(TextLabel(when, TypeRole.SMALL, Tone.SECONDARY))
    row.add_stretch()
    return row
