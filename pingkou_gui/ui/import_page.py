"""The import screen: what a source proposes, taken or left one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from pingkou_gui.report.proposal import Proposed, State
from pingkou_gui.ui.file_dialogs import ask_drop_decisions
from pingkou_gui.ui.import_choice import (
    DOUBTS,
    NOTHING,
    ImportChoice,
    ItemNames,
    ItemRange,
    difference_text,
    group_title,
    is_figure,
    shown,
)
from pingkou_gui.ui.import_sources import NotesCard, Origin
from pingkou_gui.ui.import_words import excerpts, part_quote
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.split_list_page import Arrangement, SplitListPage
from pingkou_gui.ui.table.list_view import ListLine, ListModel, ListView
from pingkou_gui.ui.table.table_model import RowCell, TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, call_later, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, SegmentedChoice
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Scroller

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from pingkou_gui.importers.workbook import Preview
    from pingkou_gui.report.proposal import Proposal
    from pingkou_gui.session import Session


# The proposal as a list: groups with boxes, items with boxes.


_CHECK = {
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
    None: Qt.CheckState.PartiallyChecked,
}
_AROUND_PART, _SENTENCES = 11, 60
"""Letters around a piece of a text: in the list, and beside it."""
_FEW = 12
"""Up to here, and without doubts of many kinds, a list needs no heads."""


_PARTS = (
    TableColumn("采用", 2.8),
    TableColumn("项目", 11, narrow=8),
    TableColumn("写着", None),
    TableColumn("改成", 6.4, narrow=6),
    TableColumn("相差", 0),
    TableColumn("出处", 0),
    TableColumn("说明", 5.2, narrow=5),
)
"""Where pieces of texts are changed, the words around them get the room."""


def columns(source_head: str, *, figures: bool = True) -> tuple[TableColumn, ...]:
    """Return the columns.

    Args:
        source_head: What the column of the proposed value is called (表中).
        figures: Whether most values are numbers; words get the room of the difference, and
            stand at the left.
    """
    if not figures:
        return (
            TableColumn("采用", 2.8),
            TableColumn("项目", None),
            TableColumn("现有", 9, narrow=7),
            TableColumn(source_head, 9, narrow=7),
            TableColumn("相差", 0),
            TableColumn("出处", 7.8, narrow=0),
            TableColumn("说明", 5, narrow=5),
        )
    return (
        TableColumn("采用", 2.8),
        TableColumn("项目", None),
        TableColumn("现有", 4.8, figures=True, narrow=4.6),
        TableColumn(source_head, 5, figures=True, narrow=4.6),
        TableColumn("相差", 4.4, figures=True, narrow=0),
        TableColumn("出处", 7.8, narrow=0),
        TableColumn("说明", 6.2, narrow=6),
    )


class ItemsModel(ListModel):
    """The items of a choice in one range, each group under its head."""

    def __init__(self, choice: ImportChoice, names: ItemNames, source_head: str) -> None:
        items = choice.proposal.items
        figures = sum(is_figure(item) for item in items) * 2 >= len(items)
        parts = bool(items) and all(item.part is not None for item in items)
        super().__init__(_PARTS if parts else columns(source_head, figures=figures))
        self._choice, self._names = choice, names
        self._lines: list[tuple[str, tuple[int, ...]] | int] = []
        self.show_range(ItemRange.NEEDED)

    def show_range(self, which: ItemRange) -> None:
        """Show the items of a range."""
        self.beginResetModel()
        groups = self._choice.groups(which)
        parted = len(groups) > 1 or any(key == DOUBTS for key, _ in groups)
        headed = parted and self._choice.count(which) > _FEW
        self._lines = []
        for key, numbers in groups:
            if headed:
                self._lines.append((key, numbers))
            self._lines.extend(numbers)
        self.endResetModel()

    def numbers_at(self, at: int) -> tuple[int, ...]:
        """Return the items a line stands for: one, or those of its group."""
        if not 0 <= at < len(self._lines):
            return ()
        line = self._lines[at]
        return (line,) if isinstance(line, int) else line[1]

    def item_at(self, at: int) -> int | None:
        """Return the item of a line, None for the head of a group."""
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        return line if isinstance(line, int) else None

    def heads(self) -> tuple[int, ...]:
        """Return the lines that are heads of groups."""
        return tuple(at for at, line in enumerate(self._lines) if not isinstance(line, int))

    def first_item(self) -> int:
        """Return the first line that is an item, -1 where there is none."""
        return next((at for at, line in enumerate(self._lines) if isinstance(line, int)), -1)

    def toggle(self, lines: Iterable[int]) -> set[int]:
        """Tick what lines stand for, or leave it where all is ticked; return what has changed."""
        numbers = sorted({number for at in lines for number in self.numbers_at(at)})
        on = self._all_ticked(numbers) is not True
        changed = {number for number in numbers if self._choice.is_ticked(number) is not on}
        self._choice.tick(numbers, on=on)
        self.changed()
        return changed

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def line(self, at: int) -> ListLine:
        """Return a line as it stands now."""
        line = self._lines[at]
        if isinstance(line, int):
            return ListLine(self._row_cells(line), check=_CHECK[self._choice.is_ticked(line)])
        key, numbers = line
        title = RowCell(f"{group_title(key)}　{len(numbers)} 个")
        return ListLine((RowCell(), title), head=True, check=_CHECK[self._all_ticked(numbers)])

    def _all_ticked(self, numbers: Sequence[int]) -> bool | None:
        ticked = {self._choice.is_ticked(at) for at in numbers}
        return None if len(ticked) > 1 else ticked == {True}

    def _row_cells(self, at: int) -> tuple[RowCell, ...]:
        """Return the cells of a row: field, present value, new one, difference, source, state."""
        choice = self._choice
        item = choice.item(at)
        quote = part_quote(item, _AROUND_PART)
        if quote is not None:
            return (
                RowCell(),
                RowCell(self._names.of(item)),
                RowCell(quote.old, marked=quote.marked),
                RowCell(f"{quote.piece} → {quote.words}", strong=True),
                RowCell(),
                RowCell(),
                self._row_state(at),
            )
        present = choice.present(at)
        difference = difference_text(item, choice.difference(at)) if is_figure(item) else ""
        old, new = excerpts(shown(item, present), shown(item, choice.value(at)))
        return (
            RowCell(),
            RowCell(self._names.of(item)),
            RowCell(old, Tone.SECONDARY if present is None else Tone.TEXT),
            RowCell(new, strong=True),
            RowCell(difference),
            RowCell(item.source.where or NOTHING, Tone.SECONDARY),
            self._row_state(at),
        )

    def _row_state(self, at: int) -> RowCell:
        choice, state = self._choice, self._choice.state(at)
        if choice.is_judged(at):
            verb = "改用" if choice.takes_instead(at) else "仍用"
            if choice.item(at).part is not None:
                return RowCell("改" if choice.is_ticked(at) else "不改", Tone.ACCENT)
            return RowCell(f"{verb} {shown(choice.item(at), choice.value(at))}", Tone.ACCENT)
        if choice.item(at).doubt and state is not State.SAME:
            if choice.is_ticked(at):  # whoever ticked it has looked at it
                return RowCell("已选", Tone.ACCENT)
            return RowCell("待核对", Tone.REMINDER, sign=Sign.REMINDER)
        return RowCell(state.value, Tone.ACCENT if state is State.DIFFERS else Tone.SECONDARY)


# Cells of a workbook as they stand in the file, the ones in question marked.


_ROW, _NUMBER, _INSET = 1.4, 2.2, 0.3


class SheetView(QWidget):
    """Draws a `Preview`; nothing in it can be changed."""

    def __init__(self, cells: Preview) -> None:
        super().__init__()
        self._cells = cells
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        marked = "，".join(cells.cells[row][column] for row, column in cells.marked)
        self.setAccessibleName(f"{cells.title}，{marked}")
        on_theme_change(self.apply_theme)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(16), theme().em(_ROW) * (len(self._cells.rows) + 1))

    @Slot()
    def apply_theme(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme().colours
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setFont(theme().font(TypeRole.SMALL))
        number = QRect(0, 0, theme().em(_NUMBER), self.height())
        painter.fillRect(number, QColor(colours.head))
        painter.fillRect(QRect(0, 0, self.width(), theme().em(_ROW)), QColor(colours.head))
        for at, letters in enumerate(self._cells.columns):
            self._write(painter, self._place(-1, at), letters, Tone.SECONDARY)
        for row, name in enumerate(self._cells.rows):
            self._write(painter, self._place(row, -1), str(name), Tone.SECONDARY)
            for column, words in enumerate(self._cells.cells[row]):
                self._paint_cell(painter, row, column, words)

    @property
    def marked(self) -> QRect:
        """Where the first marked cell stands; nowhere where none is."""
        return next((self._place(*at) for at in self._cells.marked), QRect())

    def _paint_cell(self, painter: QPainter, row: int, column: int, words: str) -> None:
        place, colours = self._place(row, column), theme().colours
        marked = (row, column) in self._cells.marked
        if marked:
            painter.fillRect(place, QColor(colours.mark))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(colours.line))
        painter.setFont(theme().font(TypeRole.STRONG if marked else TypeRole.SMALL))
        self._write(painter, place, words, Tone.TEXT)

    def _place(self, row: int, column: int) -> QRect:
        high, first = theme().em(_ROW), theme().em(_NUMBER)
        if column < 0:
            return QRect(0, (row + 1) * high, first, high)
        wide = (self.width() - first) / max(1, len(self._cells.columns))
        left = round(first + column * wide)
        return QRect(left, (row + 1) * high, round(first + (column + 1) * wide) - left, high)

    def _write(self, painter: QPainter, place: QRect, words: str, tone: Tone) -> None:
        inset = theme().em(_INSET)
        box = place.adjusted(inset, 0, -inset, 0)
        painter.setPen(theme().colour(tone))
        figure = words.replace(",", "").replace(".", "").lstrip("-").isdigit() or len(words) == 1
        side = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
        line = painter.fontMetrics().elidedText(
            words.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), line)


# Beside the proposal: what stands at the source, why it is not ticked, which value to take.


_SEVERAL = 2
"""So many values of a table that states no unit are decided together."""
_LONGEST_SOURCE = 400
"""Characters of a paragraph that are shown."""


class SourcePane(Scroller):
    """Speaks of the item in hand."""

    judged = Signal(int, bool)
    """Take this item: with the other value (True) or with its own."""
    judged_alike = Signal(int, bool)
    """Take all that are in doubt for the reason of this item, in the same way."""

    def __init__(self, choice: ImportChoice, names: ItemNames, origin: Origin) -> None:
        super().__init__("出处", "side")
        self._choice, self._names, self.origin = choice, names, origin
        self._low = False
        self._ground = QFrame()
        set_look(self._ground, "kind", "side")
        self._column = QVBoxLayout(self._ground)
        self._column.addStretch(1)
        self.setWidget(self._ground)
        self._parts: list[QWidget] = []
        self.buttons: tuple[Button, ...] = ()
        on_theme_change(self.apply_theme)

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
        doubted = bool(item.doubt) and self._choice.state(at) is not State.SAME
        if doubted and self._low:
            self._show_doubt(at, item)
        self._show_source(item)
        self._show_values(at, item)
        if doubted and not self._low:
            self._show_doubt(at, item)
        self._ground.adjustSize()
        call_later(self, self._show_marked)

    @Slot()
    def _show_marked(self) -> None:
        """Scroll a low pane to the cell that a value was read from: it begins above it."""
        sheet = next((part for part in self._parts if isinstance(part, SheetView)), None)
        if sheet is None or not self._low or any(button.isVisible() for button in self.buttons):
            return
        middle = sheet.mapTo(self._ground, sheet.marked.center())
        self.ensureVisible(0, middle.y(), 0, self.viewport().height() // 3)

    def set_low(self, *, low: bool) -> bool:
        """Begin with what is to be decided, where little can be seen; return whether that is new."""
        changed, self._low = low != self._low, low
        return changed

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._column.setSpacing(em(0.4))

    def _show_source(self, item: Proposed) -> None:
        """Show where a value was read: the cells around it, or the words of the text."""
        where = item.source.where or item.source.file
        self._add(WrappedText(f"出处：{where}" if where else "出处", TypeRole.HEAD))
        cells = self.origin.cells(item.source)
        if cells is not None:
            words = f"{item.source.file}，第 {cells.number} 张表，只读"
            self._add(WrappedText(words, tone=Tone.SECONDARY))
            self._add(SheetView(cells))
            return
        self._add(WrappedText(item.source.file, tone=Tone.SECONDARY))
        if item.part is not None:
            return
        text = self.origin.paragraph(item.source) or item.source.original
        if text:
            short = text if len(text) <= _LONGEST_SOURCE else text[:_LONGEST_SOURCE] + "…"
            self._add(WrappedText(f"原文：{short}"))

    def _show_values(self, at: int, item: Proposed) -> None:
        """Show what a field holds now and what was read, where the row does not say so."""
        self._add(WrappedText(self._names.of(item), TypeRole.STRONG))
        quote = part_quote(item, _SENTENCES)
        if quote is not None:
            self._add(WrappedText(f"写着：{quote.old}", tone=Tone.SECONDARY))
            self._add(WrappedText(f"改成：{quote.new}"))
            return
        if is_figure(item) and self._choice.state(at) is not State.DIFFERS:
            return
        present = shown(item, self._choice.present(at))
        if present != NOTHING:
            self._add(WrappedText(f"现有：{present}", tone=Tone.SECONDARY))
        self._add(WrappedText(f"读到：{shown(item, item.value)}"))

    def _show_doubt(self, at: int, item: Proposed) -> None:
        """Show why a value is not taken by itself, with a button for each way to take it."""
        if not self._low:
            self._add(TextLabel("为什么先不选", TypeRole.STRONG))
        self._add(WrappedText(item.doubt))
        instead = item.instead
        if instead is not None and not self._low:  # the buttons say as much
            words = f"读到 {shown(item, item.value)}　也可能是 {shown(item, instead)}"
            self._add(WrappedText(words, tone=Tone.REMINDER))
        flow = self._flow()
        titles = [("仍用", False, item.value)]
        if instead is not None:
            titles.insert(0, ("改用", True, instead))
        for verb, other, value in titles:
            text = shown(item, value) if is_figure(item) else "这段文字"
            words = f"{verb} {text}" if item.part is None else f"改成 {item.part.words}"
            button = Button(words, spoken=f"{self._names.of(item)} {words}")
            button.clicked.connect(lambda _checked=False, o=other: self.judged.emit(at, o))
            flow.addWidget(button)
            self.buttons += (button,)
        self._offer_alike(at, flow)

    def _offer_alike(self, at: int, flow: FlowRow) -> None:
        """Offer one decision about the unit for all of a table that states none.

        On a low screen its buttons stand in the line of the others.
        """
        alike = self._choice.alike(at)
        units = self._choice.units_in_question(alike)
        if units is None or len(alike) < _SEVERAL:
            return
        if not self._low:
            self._add(WrappedText(f"整张表的单位一次定，共 {len(alike)} 个", TypeRole.STRONG))
            flow = self._flow()
        for unit, other in ((units[1], True), (units[0], False)):
            button = Button(f"整张表 {len(alike)} 个都按{unit}")
            button.clicked.connect(lambda _checked=False, o=other: self.judged_alike.emit(at, o))
            flow.addWidget(button)
            self.buttons += (button,)

    def _flow(self) -> FlowRow:
        """Add a line of buttons that breaks where it must."""
        line = QFrame()
        flow = FlowRow(line)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.set_gap(theme().em(0.4), theme().em(0.3))
        self._add(line)
        return flow

    def _say(self, head: str, words: str) -> None:
        self._add(TextLabel(head, TypeRole.HEAD))
        self._add(WrappedText(words, tone=Tone.SECONDARY))

    def _add(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self._column.insertWidget(self._column.count() - 1, widget)


# The import screen: everything one source proposes, taken or left one by one.


_NOTES = {Arrangement.BESIDE: 9.0, Arrangement.BELOW: 5.0, Arrangement.INSTEAD: 3.6}
"""Em of the notes that are opened."""


_SAME = "都与现有的相同，没有要看的"
_NOTHING_READ = (
    "没有读到能用的数和文字。核对是不是自评报告、决算公开表、项目表或绩效目标表；"
    "别的文字到各页的栏目里粘贴"
)


class ImportPage(SplitListPage):
    """A proposal over a session; taking it is one step of the history."""

    taken = Signal(int)
    """So many values were taken and saved."""
    low_share = 0.26

    def __init__(
        self,
        proposal: Proposal,
        session: Session,
        origin: Origin | None = None,
        *,
        title: str = "",
        about: str = "",
    ) -> None:
        """Show a proposal; `title` and `about` say what it is where that is no imported source."""
        self._proposal, self._session = proposal, session
        self._decided: set[int] = set()
        """The items about which the clerk has decided otherwise than proposed."""
        self.choice = ImportChoice(proposal, session.report, session.facts)
        names = ItemNames(proposal, session.facts)
        head = "表中" if _is_workbook(proposal) else "读到"
        self.model = ItemsModel(self.choice, names, head)
        self.pane = SourcePane(self.choice, names, origin or Origin())
        self.notes = NotesCard(proposal)
        title = title or f"导入{proposal.title}"
        about = about or proposal.file or "粘贴的文字"
        super().__init__(
            ListView(self.model, name="要导入的值"), self.pane, title=title, about=about
        )
        self.setAccessibleName(title)
        self.segments = SegmentedChoice([(r.name, r.value) for r in ItemRange], joined=False)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.segments.choose(ItemRange.NEEDED.name)
        self.leave = Button("不导入，返回", key="Esc")
        self.take = Button("", ButtonKind.PRIMARY)
        self._nothing = WrappedText(_SAME if proposal.items else _NOTHING_READ)
        self._nothing.set_tone(Tone.SECONDARY if proposal.items else Tone.REMINDER)
        self.head.add_control(self.segments)
        self.add_below_list(self._nothing)
        self.add_below_list(self.notes)
        self.add_buttons(self.leave, self.take)
        self._tie()
        self._show_counts()
        self._begin()

    def arranged(self) -> None:
        self.notes.set_room(theme().em(_NOTES[self.arrangement]))
        self.notes.set_short(short=self.arrangement is not Arrangement.BESIDE)
        self.notes.set_flat(flat=self.is_low)
        if self.pane.set_low(low=self.is_low and self.arrangement is not Arrangement.BESIDE):
            self._entered(self.view.at)

    def _tie(self) -> None:
        self.segments.chosen.connect(self._show_range)
        self.view.line_entered.connect(self._entered)
        self.view.ticked.connect(self._toggle)
        self.view.choose_several()
        self.view.several_ticked.connect(self._toggle_all)
        self.view.selectionModel().selectionChanged.connect(self._show_taken)
        self.view.opened.connect(self._go_on)
        self.pane.judged.connect(self._judge)
        self.pane.judged_alike.connect(self._judge_alike)
        self.leave.clicked.connect(self.leave_page)
        self.take.clicked.connect(self._take)

    def _begin(self) -> None:
        self.view.choose(self.model.first_item())
        self._entered(self.view.at)
        self._show_range()

    @Slot()
    def _show_range(self) -> None:
        which = ItemRange[self.segments.current or ItemRange.NEEDED.name]
        self.model.show_range(which)
        empty = self.model.count() == 0
        unread = not self._proposal.items
        self._nothing.setVisible(empty and (unread or which is ItemRange.NEEDED))
        self.view.choose(self.model.first_item())
        self._entered(self.view.at)

    @Slot(int)
    def _entered(self, at: int) -> None:
        self.pane.show_item(self.model.item_at(at))

    @Slot()
    def _go_on(self) -> None:
        """Frame what takes the values: Space ticks, and Enter twice takes what is ticked."""
        self.take.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def has_decisions(self) -> bool:
        """Whether the clerk has decided otherwise than proposed."""
        return bool(self._decided)

    def close_inner(self) -> bool:
        return self.notes.fold()

    @Slot()
    def leave_page(self) -> None:
        if not self._decided or ask_drop_decisions(self, len(self._decided)):
            self.left.emit()

    @Slot(int)
    def _toggle(self, at: int) -> None:
        self._toggle_all([at])

    @Slot(list)
    def _toggle_all(self, lines: list[int]) -> None:
        self._decided ^= self.model.toggle(lines)
        self._show_counts()

    @Slot(int, bool)
    def _judge(self, number: int, instead: bool) -> None:  # noqa: FBT001 - a signal's own
        self._judge_all((number,), instead=instead)

    @Slot(int, bool)
    def _judge_alike(self, number: int, instead: bool) -> None:  # noqa: FBT001 - a signal's own
        self._judge_all(self.choice.alike(number), instead=instead)

    def _judge_all(self, numbers: tuple[int, ...], *, instead: bool) -> None:
        self._decided.update(numbers)
        self.choice.judge_all(numbers, instead=instead)
        self.model.changed()
        self._show_counts()
        self.show_list()

    def _show_counts(self) -> None:
        for each in ItemRange:
            self.segments.set_title(each.name, f"{each.value} {self.choice.count(each)}")
        self._show_taken()
        taken = self.choice.taken
        self.take.set_text(f"采用 {taken} 个")
        missing = "先在左边选要采用的" if self._proposal.items else "没有读到能采用的"
        self.take.set_missing("" if taken else missing)

    @Slot()
    def _show_taken(self) -> None:
        words = f"已选 {self.choice.taken} 个，留下 {self.choice.left} 个"
        several = len(self.view.chosen_lines)
        self.show_state(f"{words}；按空格改选中的 {several} 行" if several else words)

    @Slot()
    def _take(self) -> None:
        draft = self._session.draft()
        self.choice.put_into(draft)
        if self._session.make(draft.change, f"导入{self._proposal.title}"):
            self.taken.emit(self.choice.taken)


def _is_workbook(proposal: Proposal) -> bool:
    kinds = {item.source.kind.value for item in proposal.items}
    return kinds == {"workbook"}
