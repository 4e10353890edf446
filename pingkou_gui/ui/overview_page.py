"""总览与导出: what is open, how the year compares, points, and the finished file."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.document.compose import numbers_printed, numbers_typed
from pingkou_gui.document.publish import publish
from pingkou_gui.document.status import open_words
from pingkou_gui.errors import KnownError
from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM, PAGE_TITLES
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import RowList
from pingkou_gui.reopen import guard_hand_edits
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.json_format import Record
from pingkou_gui.ui.charts_group import ChartsGroup
from pingkou_gui.ui.editors.binding import figure_text
from pingkou_gui.ui.editors.field_editors import bring_into_sight
from pingkou_gui.ui.file_dialogs import ask_word_target, open_file
from pingkou_gui.ui.open_items import CHECKING, StepState, carried_words, file_name
from pingkou_gui.ui.pages.scores_section import ScorePair, sums_of
from pingkou_gui.ui.pages.scores_table import UNIT_SCORES
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.start_page import FONTS, FontNote
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, SignLabel, call_later, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import Side, TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Banner, Card, FormRow, GroupBox, PageArea

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from pingkou_gui.document.publish import Published
    from pingkou_gui.document.tree import Document
    from pingkou_gui.form.field import Page
    from pingkou_gui.ui.background_checker import BackgroundChecker
    from pingkou_gui.ui.editors.page_context import PageContext
    from pingkou_gui.ui.open_items import OpenItem, OpenState, PageState, PageStep
    from pingkou_gui.ui.pages.scores_section import ScoreSums
    from pingkou_gui.ui.settings import Settings


# 导出: the Word file, what is proved of it, and the fonts this computer lacks.


_PUBLIC = "（公开用）"


class ExportCard(Card):
    """One primary button; below it what came of the last export."""

    preview_wanted = Signal(str)
    """Show the pages as they are printed: `""`, ready to be written as `pdf`, or by `parts`."""
    manual_wanted = Signal(str)
    """Show the manual at this page."""

    def __init__(self, context: PageContext, watch: BackgroundChecker, settings: Settings) -> None:
        super().__init__(name="导出")
        self._context, self._watch, self._settings = context, watch, settings
        self._note = WrappedText("", tone=Tone.SECONDARY)
        self._button = Button("导出 Word…", ButtonKind.PRIMARY)
        self._button.clicked.connect(self.export)
        self._ways = FlowRow()
        for title, way in (("打印预览", ""), ("另存 PDF…", "pdf"), ("附件单独导出…", "parts")):
            button = Button(title)
            button.clicked.connect(partial(self._preview, way))
            self._ways.addWidget(button)
        self._public = Button("公开用…")
        self._public.setToolTip("文字和版面一样，不带填报数据，供网上公开；不能再用本程序打开")
        self._public.clicked.connect(self.export_public)
        self._ways.addWidget(self._public)
        self._other = Button("")
        self._open = Button("打开文件", ButtonKind.LINK)
        self._message = WrappedText("")
        self._proof = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._counts = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._counted_for: Document | None = None
        self._suggested: Path | None = None
        self._written: Path | None = None
        self._as_public = False
        """Whether what was written last is the copy without data."""
        self._lay_out()
        self._other.clicked.connect(self._export_to_other)
        self._open.clicked.connect(self._open_written)
        self._clear_result()

    @property
    def button(self) -> Button:
        """The button that exports."""
        return self._button

    def take_focus(self) -> None:
        """Let Enter export."""
        self._button.setFocus()

    def show_state(self, state: OpenState, *, settled: bool = True) -> None:
        """Say whether a draft or the final text comes out, as far as it is `settled`."""
        still = open_words(state.count(Sign.ERROR), state.count(Sign.PARTIAL))
        self._button.set_text("导出 Word 草稿…" if still else "导出 Word…")
        nothing = "，".join(filter(None, ("没有要改的", carried_words(state.carried))))
        nothing = nothing if settled else CHECKING
        note = f"{still}，导出的是草稿，每页带“草稿”字样" if still else nothing
        self._note.setText(note)
        self._count(state)

    def _count(self, state: OpenState) -> None:
        """Say how many numbers were typed for all that are printed."""
        document = state.document
        if document is not None and document is not self._counted_for:
            self._counted_for = document
            typed = numbers_typed(self._context.facts.report)
            printed = state.printed
            printed = numbers_printed(document) if printed is None else printed
            words = f"填了 {typed} 个数，报告里印出 {printed} 个，其余由程序算出"
            self._counts.setText(words if typed else "")

    @Slot()
    def export(self) -> None:
        """Ask where to, and write."""
        self._ask_and_write(public=False)

    @Slot()
    def export_public(self) -> None:
        """Ask where to, and write the copy without data."""
        self._ask_and_write(public=True)

    def _ask_and_write(self, *, public: bool) -> None:
        if not self._context.commit_pending():
            return
        state = self._watch.state
        draft = bool(state.count(Sign.ERROR) or state.count(Sign.PARTIAL))
        suffix = f"{_PUBLIC}.docx" if public else ".docx"
        name = file_name(self._context.facts, suffix, draft=draft)
        path = ask_word_target(self, self._settings.export_folder / name)
        if path is not None:
            self.write(path, public=public)

    def write(self, path: Path, *, despite_lock: bool = False, public: bool = False) -> None:
        """Write the report, or the copy without data, to `path` and show what came of it."""
        self._as_public = public
        session, reviewer = self._context.session, self._watch.reviewer
        record = Record(session.report, session.scheme.text)
        self._clear_result()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            guard_hand_edits(path)
            moment = session.changed_at
            reviewer.read_now()  # the card then says of the report what the file says
            published = publish(
                record,
                path,
                moment,
                with_data=not public,
                reviewed=reviewer.findings,
                despite_lock=despite_lock,
            )
        except KnownError as error:
            self._show_error(error)
        else:
            self._settings.export_folder = path.parent
            self._show_written(published)
        finally:
            QApplication.restoreOverrideCursor()

    @property
    def message(self) -> WrappedText:
        """What is said of the last export."""
        return self._message

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self._buttons = line = QHBoxLayout()
        head.addWidget(TextLabel("导出", TypeRole.HEAD))
        head.addWidget(self._note, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._ways, 1)
        after = QHBoxLayout()
        for widget in (self._other, self._open):
            after.addWidget(widget)
        after.addStretch(1)
        self.column.addLayout(head)
        self.column.addLayout(line)
        self.column.addWidget(self._message)
        self.column.addLayout(after)
        self.column.addWidget(self._proof)
        self.column.addWidget(self._counts)
        fonts = FontNote()
        self.column.addWidget(fonts)
        fonts.show_missing(self._context.session.scheme.page)
        fonts.help_wanted.connect(partial(self.manual_wanted.emit, FONTS))
        on_theme_change(self._space_ways)

    @Slot()
    def _space_ways(self) -> None:
        self._ways.set_gap(theme().em(0.5), theme().em(0.3))
        self._buttons.setSpacing(theme().em(0.5))

    def _preview(self, way: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.preview_wanted.emit(way)

    def _show_written(self, published: Published) -> None:
        """Say which file was written, as what, and what its verification found."""
        kind = "草稿" if published.draft else "报告"
        self._written = published.target
        self._open.setVisible(True)
        wrong = published.proof.failures
        tone = Tone.ERROR if wrong else Tone.TEXT
        message = f"{kind}已写到“{published.target}”"
        if published.draft:
            message = f"{message}，每页带“草稿”字样"
        if self._as_public:
            message = f"{message}，不带填报数据，供公开用"
        faults = "；".join(f"{item.label}：{item.detail}" for item in wrong)
        self._say(f"{message}。{faults}" if wrong else message, tone)
        self._proof.setText(f"已逐项核对写出的文件：{published.proof}")
        self._proof.setVisible(True)

    def _show_error(self, error: KnownError) -> None:
        self._say(f"{error.happened}。{error.remedy}", tone_of(Sign.ERROR))
        self._suggested = getattr(error, "suggestion", None)
        if self._suggested is not None:
            self._other.set_text(f"存为“{self._suggested.name}”")
            self._other.setVisible(True)

    def _say(self, words: str, tone: Tone) -> None:
        self._message.setText(words)
        self._message.set_tone(tone)
        self._message.setVisible(True)
        call_later(self, partial(bring_into_sight, self._message))

    def _clear_result(self) -> None:
        for widget in (self._other, self._open, self._message, self._proof):
            widget.setVisible(False)

    @Slot()
    def _export_to_other(self) -> None:
        if self._suggested is not None:
            self.write(self._suggested, public=self._as_public)

    @Slot()
    def _open_written(self) -> None:
        if self._written is not None:
            open_file(self._written)


# 与上年比: outline is last year, solid is this year, legible in black and white.


LARGE = (Basic.total, Basic.personnel, Basic.operating, ProjectTotals.total)
SMALL = (ThreePublic.total, *(row for row in Conferences.lines if isinstance(row, Amounts)))
ZERO = Decimal(0)
_LABEL, _NUMBER, _RATE = 4.6, 4.2, 4.0


class Comparison(GroupBox):
    """Seven quantities with both years, the rate and two bars; small ones on a scale of theirs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("与上年比")
        self.add_to_head(TextLabel("万元　空框上年，实条本年", TypeRole.SMALL, Tone.SECONDARY))
        self._context = context
        self._lines = {line: _Line(line) for line in (*LARGE, *SMALL)}
        for line in LARGE:
            self.add(self._lines[line])
        self._scale = TextLabel("", TypeRole.SMALL, Tone.SECONDARY)
        between = FormRow(indent=0.5)
        between.add(self._scale)
        between.add_stretch()
        self.add(between)
        for line in SMALL:
            self.add(self._lines[line])
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the numbers as they are now."""
        large, small = self._most(LARGE), self._most(SMALL)
        for lines, most in ((LARGE, large), (SMALL, small)):
            for line in lines:
                self._lines[line].show_line(self._context, most)
        times = int(large / small) if small else 0
        self._scale.setText(f"以下三行的条形放大 {times} 倍" if times > 1 else "")

    def _most(self, lines: tuple[Amounts, ...]) -> Decimal:
        facts = self._context.facts
        return max(
            (
                v
                for line in lines
                for f in (quantity(line).this, quantity(line).last)
                if (v := facts[f])
            ),
            default=ZERO,
        )


class _Line(FormRow):
    """One quantity."""

    def __init__(self, line: Amounts) -> None:
        super().__init__(indent=0.5)
        self._figures = quantity(line)
        self._last = TextLabel("", TypeRole.BODY, Tone.SECONDARY, width=_NUMBER, side=Side.RIGHT)
        self._this = TextLabel("", TypeRole.STRONG, width=_NUMBER, side=Side.RIGHT)
        self._rate = TextLabel("", width=_RATE, side=Side.RIGHT)
        self._bars = Bars()
        self.add(TextLabel(line.label, width=_LABEL))
        for widget in (self._last, self._this, self._rate):
            self.add(widget)
        self.add(self._bars, 1)

    def show_line(self, context: PageContext, most: Decimal) -> None:
        facts, own = context.facts, self._figures
        self._last.setText(figure_text(facts, own.last))
        self._this.setText(figure_text(facts, own.this))
        self._rate.setText(figure_text(facts, own.rate))
        last, this = (facts[f] or ZERO for f in (own.last, own.this))
        self._bars.show_shares(*((v / most if most else ZERO) for v in (last, this)))


class Bars(QWidget):
    """Two bars, one over the other: the upper an outline, the lower solid."""

    def __init__(self) -> None:
        super().__init__()
        self._shares = (ZERO, ZERO)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        on_theme_change(self.apply_theme)

    def show_shares(self, last: Decimal, this: Decimal) -> None:
        """Show two lengths as shares of the width, 0 to 1."""
        self._shares = (last, this)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(7), theme().em(1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme().colours
        last, this = (float(share) * (self.width() - 1) for share in self._shares)
        height = theme().em(0.45)
        top = (self.height() - 2 * height - 2) / 2
        painter.setPen(QPen(QColor(colours.field_border), 1))
        if last:
            painter.drawRect(QRectF(0.5, top + 0.5, last, height - 1))
        if this:
            below = QRectF(0, top + height + 2, this, height)
            painter.fillRect(below, QColor(colours.accent_fill))

    @Slot()
    def apply_theme(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(self.sizeHint().height())


# 还没了结的: findings and gaps, each with the way to its field.


_MOST = 8
_PAGE = 3.4
_ORDER = (Sign.ERROR, Sign.PARTIAL, Sign.REMINDER, Sign.HINT)


class OpenList(GroupBox):
    """The first dozen open things, the weightiest first; F4 leads to all of them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("还没了结的")
        self._counts = TextLabel("", TypeRole.SMALL, Tone.SECONDARY)
        self.add_to_head(self._counts)
        self._context = context
        self._rows: list[FormRow] = []
        self.links: list[tuple[OpenItem, Button]] = []
        """What is listed, each with its 去看 or 去填."""
        self._shown: tuple[tuple[OpenItem, ...], bool] | None = None

    def show_items(self, state: OpenState, *, settled: bool = True) -> None:
        """Show what is open; nothing open is said only once everything is `settled`."""
        if (state.items, settled) == self._shown:
            return
        self._shown = state.items, settled
        counts = [(sign, state.count(sign)) for sign in _ORDER]
        words = (f"{sign.value} {number}" for sign, number in counts if number)
        self._counts.setText("　".join(words))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self.links = []
        hints = tuple(item for item in state.items if item.sign is Sign.HINT)
        items = [*state.route(), *hints]
        self._rows = [self._row(item) for item in items[:_MOST]]
        if len(items) > _MOST:
            self._rows.append(
                _words(f"还有 {len(items) - _MOST} 处，按 F4 逐处看", tone_of(Sign.DONE))
            )
        if not items:
            left = carried_words(state.carried)
            sentence = f"没有要改的，{left or '可以导出'}" if settled else CHECKING
            self._rows.append(_words(sentence, tone_of(Sign.DONE) if settled else Tone.SECONDARY))
        for row in self._rows:
            self.add(row)

    def _row(self, item: OpenItem) -> FormRow:
        row = FormRow(indent=0.5)
        row.add(SignLabel(item.sign))
        row.add(TextLabel(PAGE_TITLES.get(item.page, ""), tone=Tone.SECONDARY, width=_PAGE))
        row.add(WrappedText(item.sentence), 1)
        link = Button("去填" if item.sign is Sign.PARTIAL else "去看", ButtonKind.LINK)
        link.setAccessibleName(f"{link.text()}：{item.sentence}")
        link.clicked.connect(partial(self._go, item))
        self.links.append((item, link))
        row.add(link)
        return row

    def _go(self, item: OpenItem, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self._context.item_wanted.emit(item)


def _words(words: str, tone: Tone) -> FormRow:
    row = FormRow(indent=0.5)
    row.add(WrappedText(words, tone=tone), 1)
    return row


# 各页: the six pages with their states.


_TITLE = 5.2


class PageList(GroupBox):
    """A row for every page: number and title, sign and state, the way there."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("各页")
        self._counts = TextLabel("", TypeRole.SMALL, Tone.SECONDARY)
        self.add_to_head(self._counts)
        self._context = context
        self._signs: dict[str, SignLabel] = {}
        self._words: dict[str, WrappedText] = {}
        for number, page in enumerate(FORM.pages, 1):
            self.add(self._row(number, page))

    def show_pages(self, state: OpenState, *, settled: bool = True) -> None:
        """Show the states of the pages."""
        filled = sum(page.progress.filled for page in state.pages)
        missing = state.count(Sign.PARTIAL)
        self._counts.setText(f"已填 {filled} 项" + (f"，还差 {missing} 项" if missing else ""))
        for page in state.pages:
            key, step = page.progress.page.key, page.step.as_known(settled=settled)
            self._signs[key].set_sign(step.sign or Sign.DONE, step.tone)
            self._words[key].setText(_sentence(page, step))
            self._words[key].set_tone(step.tone)

    def _row(self, number: int, page: Page) -> FormRow:
        row = FormRow(indent=0.5)
        self._signs[page.key] = SignLabel(Sign.EMPTY)
        self._words[page.key] = WrappedText("")
        row.add(TextLabel(f"{number} {page.title}", width=_TITLE))
        row.add(self._signs[page.key])
        row.add(self._words[page.key], 1)
        link = Button("打开", ButtonKind.LINK, spoken=f"打开{page.title}")
        link.clicked.connect(partial(self._open, page))
        row.add(link)
        return row

    def _open(self, page: Page, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        first = page.sections[0]
        target = RowList(first.key) if first.repeated() else first.fields[0].at()
        self._context.jump(target)


def _sentence(page: PageState, step: PageStep) -> str:
    parts = [step.words]
    if page.missing:
        labels = page.labels
        parts.append("缺" + "、".join(labels[:2]) + ("等" if len(labels) > 2 else ""))
    if page.carried and step.state is not StepState.CARRIED:
        parts.append(f"{page.carried} 处沿用待核")
    return "，".join(parts)


# 得分: what each first-level indicator scored, the total and the grade.


class PointsCard(Card):
    """One line: the sums of 附件2; without indicators the way to them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(name="得分")
        self._context = context
        self._groups = FlowRow()
        self._total, self._grade = TextLabel("", TypeRole.FIGURE), TextLabel("", TypeRole.FIGURE)
        self._warning = WrappedText("", tone=Tone.ERROR)
        self._open = Button("打开评分", ButtonKind.LINK)
        self._open.clicked.connect(self._go)
        self._line = QHBoxLayout()
        self._line.addWidget(TextLabel("得分", TypeRole.HEAD))
        self._line.addLayout(self._groups, 1)
        for widget in (self._open, self._total, self._grade):
            self._line.addWidget(widget)
        self.column.addLayout(self._line)
        self.column.addWidget(self._warning)
        on_theme_change(self.space)

    @Slot()
    def refresh(self) -> None:
        """Show the sums as they are now."""
        facts = self._context.facts
        sums, any_rows = sums_of(facts, UNIT_SCORES), bool(facts.rows(Indicator))
        self._rebuild(sums)
        self._total.setText(sums.total)
        self._grade.setText(sums.grade.split("（")[0])
        for widget in (self._total, self._grade):
            widget.setVisible(any_rows)
        self._open.setVisible(not any_rows)
        self._warning.setText(sums.warning)
        self._warning.set_tone(tone_of(sums.sign))
        self._warning.setVisible(bool(sums.warning))
        parts = [f"{g.name} {g.score} / {g.points}" for g in sums.groups]
        parts += [f"总分 {sums.total}", sums.grade, sums.warning]
        self.setAccessibleName("得分：" + "，".join(part for part in parts if part))

    @Slot()
    def space(self) -> None:
        """Take gaps from the theme."""
        self._line.setSpacing(theme().em(0.8))
        self._groups.set_gap(theme().em(1))

    def _rebuild(self, sums: ScoreSums) -> None:
        while self._groups.count():
            self._groups.takeAt(0).widget().deleteLater()
        for group in sums.groups:
            pair = ScorePair(group.name, TypeRole.BODY, Side.LEFT)
            pair.show_value(group.score, f"/ {group.points}")
            self._groups.addWidget(pair)

    def _go(self, *_sent: object) -> None:
        self._context.jump(RowList(Indicator.key))


# Once a report is done: the way into the next year.


class NextYearBanner(Banner):
    """Offers the year after, where the report is done and that year is not begun."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="开始新一年", tone=Tone.SECONDARY, margin=0.4)
        self._words = WrappedText("")
        self._go = Button("开始新一年…")
        self._go.clicked.connect(self.wanted)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self._go)
        self.column.addLayout(line)
        self.hide()

    def show_for(self, context: PageContext, *, done: bool) -> None:
        """Show the offer, or not."""
        year = context.facts[Unit.year]
        offered = done and isinstance(year, int) and not context.session.has_year(year + 1)
        if offered and isinstance(year, int):
            self._words.setText(
                f"{year}年度填完了；到写 {year + 1}年度时从这里开始，去年的数和文字带过去"
            )
            self._go.set_text(f"开始 {year + 1}年度…")
        self.setVisible(offered)


# The overview: open things, pages, change against last year, points, export.


class OverviewPage(PageArea):
    """Five cards in two columns, in one where the window is narrow; the pictures below."""

    preview_wanted = Signal(str)
    manual_wanted = Signal(str)
    year_wanted = Signal()
    """Show the five steps of a new year."""

    def __init__(self, context: PageContext, watch: BackgroundChecker, settings: Settings) -> None:
        super().__init__(name="总览与导出")
        self._context, self._watch = context, watch
        self._open = OpenList(context)
        self._pages = PageList(context)
        self._comparison = Comparison(context)
        self._points = PointsCard(context)
        self._export = ExportCard(context, watch, settings)
        self._charts = ChartsGroup(context, settings)
        self._next_year = NextYearBanner()
        self._across = QHBoxLayout()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._across.addLayout(self._left, 1)
        self._across.addLayout(self._right, 1)
        for layout in (self._left, self._right):
            layout.addStretch(1)
        self._left.insertWidget(0, self._open)
        self._left.insertWidget(1, self._pages)
        self.add(self._next_year)
        self.add(self._across)
        self.add(self._charts)
        self._place_groups()
        self._export.preview_wanted.connect(self.preview_wanted)
        self._export.manual_wanted.connect(self.manual_wanted)
        self._next_year.wanted.connect(self.year_wanted)
        watch.changed.connect(self.show_state)
        context.room_changed.connect(self._place_groups)
        on_theme_change(self.space_cards)

    def export(self) -> None:
        """Ask where to, and write the report as Word."""
        self._export.export()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()
        self._begin()

    def _begin(self) -> None:
        """Let Enter export where that can be seen, else go to the first thing that is open."""
        self.verticalScrollBar().setValue(0)
        links = self._open.links
        if links and not self.sees(self._export.button):
            links[0][1].setFocus()
        else:
            self._export.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out_now()  # the pictures may stand in another number of columns

    @Slot()
    def show_state(self) -> None:
        """Show what is open now; while out of sight nothing needs to be shown."""
        if not self.isVisible():
            return
        state, settled = self._watch.shown, self._watch.settled and not self._watch.is_late
        self._open.show_items(state, settled=settled)
        self._pages.show_pages(state, settled=settled)
        self._comparison.refresh()
        self._points.refresh()
        self._export.show_state(state, settled=settled)
        self._charts.refresh()
        done = settled and not state.count(Sign.ERROR) and not state.count(Sign.PARTIAL)
        self._next_year.show_for(self._context, done=done)
        self.lay_out_now()  # or what was added would be squeezed in for a moment

    @Slot()
    def space_cards(self) -> None:
        """Take the gaps between the cards from the theme."""
        for layout in (self._across, self._left, self._right):
            layout.setSpacing(theme().em(0.6))

    @Slot()
    def _place_groups(self) -> None:
        """Put the groups into two columns, or into one where the page is narrow."""
        narrow = self._context.room.one_column
        second = self._left if narrow else self._right
        for card in (self._comparison, self._points, self._export):
            # not `takeAt`: an item taken out lives on, and Qt tells it alone that a height is another
            self._left.removeWidget(card)
            self._right.removeWidget(card)
            second.insertWidget(second.count() - 1, card)
        self._across.setStretch(1, 0 if narrow else 1)
        if self.isVisible():
            self.lay_out_now()
