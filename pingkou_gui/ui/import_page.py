"""The import screen: what a source proposes, taken or left one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.report.proposal import Proposed, State, accept
from pingkou_gui.report.row_names import row_label
from pingkou_gui.ui.editors.binding import title_of
from pingkou_gui.ui.file_dialogs import ask_drop_decisions
from pingkou_gui.ui.import_sources import NotesCard, Origin
from pingkou_gui.ui.import_words import excerpts, part_quote
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.split_list_page import Arrangement, SplitListPage
from pingkou_gui.ui.table.list_view import ListLine, ListModel, ListView
from pingkou_gui.ui.table.table_model import RowCell, TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, SegmentedChoice
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Scroller

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from pingkou_gui.form.values import Place, Value
    from pingkou_gui.importers.workbook import Preview
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.proposal import Proposal
    from pingkou_gui.report.report import Draft, Report
    from pingkou_gui.session import Session


# What the clerk makes of a proposal: what is taken, with which value, in which order it shows.


DOUBTS = ""
"""The key of the group of what is not plain; all others are keys of sections."""
_ORDER = {key: at for at, key in enumerate(FORM.sections)}


class ItemRange(StrEnum):
    """Which items are shown; the value is what the segment says."""

    NEEDED = "要看的"
    SAME = "相同的"
    ALL = "全部"


class ImportChoice:
    """The items of a proposal by their number, ticked or not, each with the value to be used."""

    def __init__(self, proposal: Proposal, report: Report) -> None:
        """Tick what is plain and differs."""
        self.proposal, self.report = proposal, report
        self._states = tuple(item.state(report) for item in proposal.items)
        plain = set(proposal.ticked(report))
        self._ticked = {
            at
            for at, item in enumerate(proposal.items)
            if item in plain and self._states[at] is not State.SAME
        }
        self._instead: set[int] = set()
        self._judged: set[int] = set()

    def item(self, at: int) -> Proposed:
        """Return an item as it was proposed."""
        return self.proposal.items[at]

    def state(self, at: int) -> State:
        """Return how an item stands to the report."""
        return self._states[at]

    def value(self, at: int) -> Value:
        """Return the value that would be taken."""
        item = self.item(at)
        return item.instead if at in self._instead and item.instead is not None else item.value

    def is_ticked(self, at: int) -> bool:
        """Return whether an item is taken."""
        return at in self._ticked

    def is_judged(self, at: int) -> bool:
        """Return whether the clerk has said which value to take."""
        return at in self._judged

    def takes_instead(self, at: int) -> bool:
        """Return whether the other value was chosen."""
        return at in self._instead

    def difference(self, at: int) -> Decimal | None:
        """Return proposed less present, None where one of them is no number."""
        new, old = self.value(at), self.report[self.item(at).place]
        if not isinstance(new, Decimal | int) or not isinstance(old, Decimal | int):
            return None
        return Decimal(new) - Decimal(old)

    def tick(self, numbers: Iterable[int], *, on: bool) -> None:
        """Take items, or leave them."""
        if on:
            self._ticked.update(numbers)
        else:
            self._ticked.difference_update(numbers)

    def judge(self, at: int, *, instead: bool) -> None:
        """Take an item with its own value, or with the other one."""
        self._judged.add(at)
        self._ticked.add(at)
        if instead:
            self._instead.add(at)
        else:
            self._instead.discard(at)

    def shown(self, which: ItemRange) -> tuple[int, ...]:
        """Return the items of a range: what is not plain first, then as the form goes."""
        numbers = [at for at in range(len(self.proposal.items)) if self._is_in(at, which)]
        return tuple(sorted(numbers, key=self._order))

    def groups(self, which: ItemRange) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return the items of a range by group, in order; the group of doubts is `DOUBTS`."""
        found: dict[str, list[int]] = {}
        for at in self.shown(which):
            found.setdefault(self._group(at), []).append(at)
        return tuple((key, tuple(numbers)) for key, numbers in found.items())

    def count(self, which: ItemRange) -> int:
        """Return how many items are in a range."""
        return sum(self._is_in(at, which) for at in range(len(self.proposal.items)))

    @property
    def taken(self) -> int:
        """How many items are taken."""
        return len(self._ticked)

    @property
    def left(self) -> int:
        """How many items that differ are left."""
        return sum(
            at not in self._ticked and state is not State.SAME
            for at, state in enumerate(self._states)
        )

    def chosen(self) -> tuple[Proposed, ...]:
        """Return what is taken, with the values to be used."""
        return tuple(self._used(at) for at in sorted(self._ticked))

    def put_into(self, draft: Draft) -> None:
        """Put what is taken into a draft."""
        accept(draft, self.proposal, self.chosen())

    def _used(self, at: int) -> Proposed:
        item = self.item(at)
        if at not in self._instead:
            return item
        field = FORM.field_at(item.place)
        read = item.source.original or (field.show(item.value) if field else "")
        return replace(item, value=self.value(at), source=item.source._replace(original=read))

    def _is_in(self, at: int, which: ItemRange) -> bool:
        same = self._states[at] is State.SAME
        return which is ItemRange.ALL or same is (which is ItemRange.SAME)

    def _group(self, at: int) -> str:
        same = self._states[at] is State.SAME
        return DOUBTS if self.item(at).doubt and not same else self.item(at).place.section

    def _order(self, at: int) -> tuple[bool, int, int]:
        group = self._group(at)
        return group != DOUBTS, _ORDER.get(self.item(at).place.section, len(_ORDER)), at


# What the items of a proposal are called, rows that do not exist yet included.


_NAMING = ("name", "title", "text", "year")
_LONGEST_NAME = 16
NOTHING = "—"


class ItemNames:
    """Names and words of a proposal's items beside a report."""

    def __init__(self, proposal: Proposal, facts: Facts) -> None:
        self._proposal, self._facts = proposal, facts

    def of(self, item: Proposed) -> str:
        """Return the name of an item: 302 商品和服务支出 · 本年决算, 全年执行（新项目“甲”）."""
        field = FORM.field_at(item.place)
        if field is None:
            return str(item.place)
        name = self._plain(item.place)
        if self._counts[name] == 1:
            return name
        return f"{name}（{FORM.sections[item.place.section].heading}）"

    def _plain(self, place: Place) -> str:
        field = FORM.field_at(place)
        if field is None:
            return ""
        if place.row >= 0:
            return title_of(self._facts, field, place.row)
        return f"{field.head}（{self.row(place)}）"

    @cached_property
    def _counts(self) -> Counter[str]:
        """How many places have a name: 会议费 is a quantity, and an economic item."""
        return Counter(map(self._plain, {item.place for item in self._proposal.items}))

    def row(self, place: Place) -> str:
        """Return what the row of a place is called."""
        if place.row >= 0:
            return row_label(self._facts, place.section, place.row)
        section = FORM.sections[place.section]
        number = self._numbers.get((place.section, place.row), 0)
        words = self._rows.get((place.section, place.row), "") or f"第 {number} {section.counter}"
        return f"新{section.noun}“{words}”"

    @cached_property
    def _rows(self) -> dict[tuple[str, int], str]:
        found: dict[tuple[str, int], str] = {}
        for item in self._proposal.items:
            if item.place.row < 0 and item.place.field in _NAMING:
                line = shown(item, item.value).split("\n")[0]
                short = line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
                found.setdefault((item.place.section, item.place.row), short)
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], int]:
        counted: dict[str, int] = {}
        found = {}
        for new in self._proposal.rows:
            counted[new.section] = counted.get(new.section, 0) + 1
            found[new.section, new.row] = counted[new.section]
        return found


def shown(item: Proposed, value: Value | None) -> str:
    """Return a value as its field shows it, a dash where there is none."""
    field = FORM.field_at(item.place)
    if field is None or value is None:
        return NOTHING
    return field.show(value) or NOTHING


def is_figure(item: Proposed) -> bool:
    """Return whether the item is a number."""
    field = FORM.field_at(item.place)
    return field is not None and field.kind.numeric


def difference_text(item: Proposed, difference: Decimal | None) -> str:
    """Return the difference with its sign; empty where there is none."""
    field = FORM.field_at(item.place)
    if not difference or field is None:
        return ""
    places = 0 if field.unit in ("人", "个", "辆") else 2
    sign = "+" if difference > 0 else "−"
    return sign + grouped(rounded(abs(difference), places), places)


def group_title(key: str) -> str:
    """Return what a group of items is called."""
    return FORM.sections[key].heading if key else "先核对这几个"


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
        headed = len(groups) > 1 and self._choice.count(which) > _FEW
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
            return ListLine(self._cells(line), check=_CHECK[self._choice.is_ticked(line)])
        key, numbers = line
        title = RowCell(f"{group_title(key)}　{len(numbers)} 个")
        return ListLine((RowCell(), title), head=True, check=_CHECK[self._all_ticked(numbers)])

    def _all_ticked(self, numbers: Sequence[int]) -> bool | None:
        ticked = {self._choice.is_ticked(at) for at in numbers}
        return None if len(ticked) > 1 else ticked == {True}

    def _cells(self, at: int) -> tuple[RowCell, ...]:
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
        present = choice.report[item.place]
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


_LONGEST_SOURCE = 400
"""Characters of a paragraph that are shown."""


class SourcePane(Scroller):
    """Speaks of the item in hand."""

    judged = Signal(int, bool)
    """Take this item: with the other value (True) or with its own."""

    def __init__(self, choice: ImportChoice, names: ItemNames, origin: Origin) -> None:
        super().__init__("出处", "side")
        self._choice, self._names, self.origin = choice, names, origin
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
        self._show_source(item)
        self._show_values(at, item)
        if item.doubt and self._choice.state(at) is not State.SAME:
            self._show_doubt(at, item)
        self._ground.adjustSize()

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._column.setSpacing(em(0.4))

    def _show_source(self, item: Proposed) -> None:
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
        self._add(WrappedText(self._names.of(item), TypeRole.STRONG))
        quote = part_quote(item, _SENTENCES)
        if quote is not None:
            self._add(WrappedText(f"写着：{quote.old}", tone=Tone.SECONDARY))
            self._add(WrappedText(f"改成：{quote.new}"))
            return
        if is_figure(item) and self._choice.state(at) is not State.DIFFERS:
            return
        present = shown(item, self._choice.report[item.place])
        if present != NOTHING:
            self._add(WrappedText(f"现有：{present}", tone=Tone.SECONDARY))
        self._add(WrappedText(f"读到：{shown(item, item.value)}"))

    def _show_doubt(self, at: int, item: Proposed) -> None:
        self._add(TextLabel("为什么先不选", TypeRole.STRONG))
        self._add(WrappedText(item.doubt))
        instead = item.instead
        if instead is not None:
            words = f"读到 {shown(item, item.value)}　也可能是 {shown(item, instead)}"
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
            words = f"{verb} {text}" if item.part is None else f"改成 {item.part.words}"
            button = Button(words, spoken=f"{self._names.of(item)} {words}")
            button.clicked.connect(lambda _checked=False, o=other: self.judged.emit(at, o))
            across.addWidget(button)
            buttons.append(button)
        across.addStretch(1)
        self.buttons = tuple(buttons)
        self._add(line)

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
        self.choice = ImportChoice(proposal, session.report)
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

    def _tie(self) -> None:
        self.segments.chosen.connect(self._show_range)
        self.view.line_entered.connect(self._entered)
        self.view.ticked.connect(self._toggle)
        self.view.choose_several()
        self.view.several_ticked.connect(self._toggle_all)
        self.view.selectionModel().selectionChanged.connect(self._show_taken)
        self.view.opened.connect(self._go_on)
        self.pane.judged.connect(self._judge)
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
        self._decided.add(number)
        self.choice.judge(number, instead=instead)
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
