"""Pages of the scheme editor: forms and tables of its parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.scheme.scheme import PHRASES, THRESHOLDS
from pingkou_gui.scheme.scheme_editing import MARGINS, TITLE_LABELS
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change
from pingkou_gui.ui.widgets.controls import Button, LineField
from pingkou_gui.ui.widgets.inputs import CheckBox, TextBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import FormRow, GroupBox, PageArea

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pingkou_gui.ui.scheme_editor import EditorState


# The slots of titles: the file names them in Latin letters, the county in Chinese.


_SLOTS = {
    "{year}": "{年度}",
    "{last_year}": "{上年}",
    "{unit}": "{单位}",
    "{short_name}": "{简称}",
    "{date}": "{日期}",
    "{county}": "{县}",
    "{project}": "{项目}",
}


class PlaceholderEdit(NamedTuple):
    """How a text of the draft is shown, and how what is typed is read."""

    show: Callable[[str], str]
    read: Callable[[str], str]


def in_chinese(text: str) -> str:
    """Return a text with the slots as the county writes them."""
    for latin, chinese in _SLOTS.items():
        text = text.replace(latin, chinese)
    return text


def in_latin(text: str) -> str:
    """Return a text with the slots as the file writes them."""
    for latin, chinese in _SLOTS.items():
        text = text.replace(chinese, latin)
    return text


PLAIN = PlaceholderEdit(str, str)
TITLES = PlaceholderEdit(in_chinese, in_latin)


# Pages of the editor that are a list of labelled fields.


_SHORT = 4
"""Characters of a unit; what is longer is a hint and wraps."""
_LONG, _UNIT = 8, 2.2
"""Em of a label; what is wider gives way on a narrow page. Em of a unit behind such a one."""


class LongLabel(WrappedText):
    """A label that breaks where the page has not the width of its column."""

    def __init__(self, text: str, width: float) -> None:
        """Say `text`, in a column of `width` em where there is room."""
        self._column = width
        super().__init__(text)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(self._column), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(_LONG), super().minimumSizeHint().height())

    @Slot()
    def apply_theme(self) -> None:
        """Take the width of the column from the theme."""
        super().apply_theme()
        self.setMaximumWidth(theme().em(self._column))


class EditorPage(PageArea):
    """A page whose fields read and write the draft through small functions."""

    def __init__(self, state: EditorState, name: str, *, label: float = 6.0) -> None:
        """Make an empty page called `name`, its labels `label` em wide."""
        super().__init__(name=name)
        self.state, self._label = state, label
        self.fields: dict[str, LineField] = {}
        self.boxes: dict[str, TextBox] = {}
        self.checks: dict[str, CheckBox] = {}
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

    def group(self, title: str, note: str = "") -> GroupBox:
        """Add a group."""
        group = GroupBox(title, note=note)
        self.add(group)
        return group

    def add_field(  # noqa: PLR0913 - what a field of a form is
        self,
        group: GroupBox,
        key: str,
        label: str,
        store: Callable[[], dict[str, str]],
        *,
        width: float | None = None,
        unit: str = "",
        words: PlaceholderEdit = PLAIN,
    ) -> None:
        """Add a field for the text `store()[key]`, shown and read by `words`."""
        field = LineField(name=label, width=width)
        self.fields[key] = field

        def typed(text: str) -> None:
            store()[key] = words.read(text)
            self.state.note()

        field.textEdited.connect(typed)
        self.on_show(lambda: field.setText(words.show(store().get(key, ""))))
        group.add(self._row(label, field, unit, stretch=width is None))

    def add_attribute(
        self, group: GroupBox, key: str, label: str, *, width: float | None = None, unit: str = ""
    ) -> None:
        """Add a field for the attribute `key` of the draft."""
        field = LineField(name=label, width=width)
        self.fields[key] = field

        def typed(text: str) -> None:
            setattr(self.state.draft, key, text)
            self.state.note()

        field.textEdited.connect(typed)
        self.on_show(lambda: field.setText(getattr(self.state.draft, key)))
        group.add(self._row(label, field, unit, stretch=width is None))

    def add_check(
        self,
        group: GroupBox,
        key: str,
        label: str,
        read: Callable[[], bool],
        write: Callable[[bool], None],
    ) -> None:
        """Add a box to tick."""
        box = CheckBox(label)
        self.checks[key] = box

        def clicked(checked: bool) -> None:  # noqa: FBT001 - Qt's own word
            write(checked)
            self.state.note()

        box.clicked.connect(clicked)
        self.on_show(lambda: box.setChecked(read()))
        row = FormRow()
        row.add(box)
        group.add(row)

    def add_lines(  # noqa: PLR0913 - what a box of a form is
        self,
        group: GroupBox,
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
        row = FormRow()
        row.add(box, 1)
        group.add(row)

    def add_note(self, words: str) -> None:
        """Add a quiet sentence."""
        self.add(WrappedText(words, TypeRole.SMALL, Tone.SECONDARY))

    def _row(self, label: str, widget: QWidget, unit: str, *, stretch: bool) -> FormRow:
        row = FormRow()
        long = self._label > _LONG
        row.add(LongLabel(label, self._label) if long else TextLabel(label, width=self._label))
        row.add(widget, 1 if stretch else 0)
        if len(unit) > _SHORT:
            row.add(WrappedText(unit, TypeRole.SMALL, Tone.SECONDARY), 1)
        elif unit:
            wide = _UNIT if long else None  # the fields stand in line whatever their units are
            row.add(TextLabel(unit, TypeRole.SMALL, Tone.SECONDARY, width=wide))
        return row


# A small table to type in: rows are added, removed and moved.


_FEWEST, _ROW, _COLUMN = 2, 1.5, 6
_ON = QAbstractItemView.EditTrigger
_TRIGGERS = _ON.DoubleClicked | _ON.SelectedClicked | _ON.EditKeyPressed | _ON.AnyKeyPressed


class HighTable(WordsTable):
    """As high as its rows: the page scrolls, not the table in it."""

    def fit_height(self) -> None:
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = max(self.verticalHeader().length(), theme().em(_ROW) * _FEWEST)
        self.setFixedHeight(self.horizontalHeader().height() + rows + 2)


class RowsTable(QWidget):
    """Edits a list of rows of text in place."""

    edited = Signal()

    def __init__(self, name: str, heads: Sequence[str], noun: str, *, wide: int) -> None:
        """Make an empty table; column `wide` takes the room that is left."""
        super().__init__()
        self._rows: list[list[str]] = []
        columns = [
            TableColumn(head, None if at == wide else _COLUMN, narrow=_COLUMN)
            for at, head in enumerate(heads)
        ]
        self.table = HighTable(name, columns, editable=True)
        self.table.setEditTriggers(_TRIGGERS)
        self.table.words.typed.connect(self.edited)
        self._column = column = QVBoxLayout(self)
        column.addWidget(self.table)
        self._line = QHBoxLayout()
        self.add_button = self._button(f"添加{noun}", self.add_row)
        self.remove_button = self._button(f"删除{noun}", self.remove_row)
        self._button("上移", partial(self.move_row, -1))
        self._button("下移", partial(self.move_row, 1))
        self._line.addStretch(1)
        column.addLayout(self._line)
        on_theme_change(self.apply_theme)

    def show_rows(self, rows: list[list[str]]) -> None:
        """Show and edit these rows, in place."""
        self._rows = rows
        self._fill(0)

    @Slot()
    def add_row(self) -> None:
        """Add an empty row behind the current one."""
        at = self.table.at + 1 if self._rows else 0
        self._rows.insert(at, [""] * len(self.table.words.columns))
        self._fill(at)
        self.table.edit(self.table.currentIndex())
        self.edited.emit()

    @Slot()
    def remove_row(self) -> None:
        """Remove the current row."""
        at = self.table.at
        if 0 <= at < len(self._rows):
            del self._rows[at]
            self._fill(min(at, len(self._rows) - 1))
            (self.table if self._rows else self.add_button).setFocus()
            self.edited.emit()

    def move_row(self, way: int) -> None:
        """Move the current row up (-1) or down (1)."""
        at = self.table.at
        to = at + way
        if 0 <= at < len(self._rows) and 0 <= to < len(self._rows):
            self._rows.insert(to, self._rows.pop(at))
            self._fill(to)
            self.edited.emit()

    def _button(self, text: str, slot: object) -> Button:
        button = Button(text)
        button.clicked.connect(lambda _checked=False: slot())  # type: ignore[operator]
        self._line.addWidget(button)
        return button

    def _fill(self, current: int) -> None:
        self.table.words.show_rows(self._rows)
        self.table.setCurrentIndex(self.table.words.index(current, 0))

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        edge = theme().em(0.5)
        self._line.setContentsMargins(edge, 0, edge, 0)
        self._line.setSpacing(theme().em(0.35))
        self._column.setSpacing(theme().em(0.4))
        self._column.setContentsMargins(0, 0, 0, edge)


# The pages of the editor but for the outline.


_MARGINS = dict(zip(MARGINS, ("上边距", "下边距", "左边距", "右边距"), strict=True))
_FONTS = {
    "body_font": "正文字体",
    "title_font": "标题字体",
    "heading_font": "一级标题字体",
    "subheading_font": "二级标题字体",
    "table_font": "表格字体",
    "latin_font": "西文字体",
    "number_font": "页码字体",
}
_FLAGS = {
    "bold_third_level": "三级标题加粗",
    "sealed": "落款处加盖公章（日期右空四字）",
    "rotate_landscape_numbers": "横排附件的页码转到装订边的对侧",
}


def basics(state: EditorState) -> EditorPage:
    """Return the page with name, deadline and titles."""
    page = EditorPage(state, "名称和标题")
    group = page.group("方案")
    page.add_attribute(group, "name", "方案名称")
    page.add_attribute(group, "version", "版本", width=7, unit="每次下发改一下，例如 2024.2")
    page.add_attribute(group, "county", "县（市、区）", width=10)
    page.add_attribute(group, "deadline", "上报截止日", width=7, unit="例如 2024-03-31，没有就空着")
    titles = page.group("标题", "花括号里的由程序填：年度、上年、单位、简称、县、项目")
    for key, label in TITLE_LABELS.items():
        page.add_field(titles, key, label, lambda: state.draft.titles, words=TITLES)
    return page


def points(state: EditorState) -> EditorPage:
    """Return the page with indicators, points, grades and bands."""
    page = EditorPage(state, "指标和分值", label=7)
    group = page.group("一级指标", "连同预算执行合计 100 分")
    page.add_attribute(group, "execution", "预算执行的分值", width=4, unit="分")
    heads = ("一级指标", "分值", "二级指标，用顿号隔开")
    _add_table(page, group, "levels", RowsTable("一级指标", heads, "指标", wide=2))
    grades = page.group("等级", "从高到低，最后一等从 0 分起")
    _add_table(page, grades, "grades", RowsTable("等级", ("等级", "多少分起"), "等级", wide=0))
    bands = page.group("定性指标的档次", "得分占分值的百分比，从 100 到 0 不留空")
    table = RowsTable("档次", ("档次", "最高 %", "最低 %"), "档次", wide=0)
    _add_table(page, bands, "bands", table)
    common = page.group("共性指标", "财预〔2013〕53号")
    page.add_check(
        common,
        "use_common",
        "另按财政部共性指标计一次分",
        lambda: state.draft.use_common,
        lambda wanted: setattr(state.draft, "use_common", wanted),
    )
    return page


def _add_table(page: EditorPage, group: object, key: str, table: RowsTable) -> None:
    state = page.state
    table.edited.connect(state.note)
    table.setObjectName(key)
    page.on_show(lambda: table.show_rows(getattr(state.draft, key)))
    group.add(table)  # type: ignore[attr-defined]


def limits(state: EditorState) -> EditorPage:
    """Return the page with the thresholds."""
    page = EditorPage(state, "核对界限", label=16)
    group = page.group("核对界限")
    for limit in THRESHOLDS:
        page.add_field(
            group, limit.key, limit.label, lambda: state.draft.thresholds, width=5, unit=limit.unit
        )
    return page


def phrases(state: EditorState) -> EditorPage:
    """Return the page with the phrases that are offered."""
    page = EditorPage(state, "常用语")
    page.add_note("一行一句，填写时可以选，选了还能改")
    for key, label in PHRASES.items():
        group = page.group(label)
        page.add_lines(
            group,
            key,
            label,
            partial(_phrases_of, state, key),
            partial(_set_phrases, state, key),
        )
    return page


def _phrases_of(state: EditorState, key: str) -> list[str]:
    return state.draft.phrases.get(key, [])


def _set_phrases(state: EditorState, key: str, lines: list[str]) -> None:
    state.draft.phrases[key] = lines


def units(state: EditorState) -> EditorPage:
    """Return the page with the units that hand in a report."""
    page = EditorPage(state, "单位名单")
    page.add_note("一行一个单位，可以从表格里整列复制过来；汇总时按这个名单找谁没有交")
    group = page.group("要上报的单位")
    page.add_lines(
        group,
        "units",
        "单位",
        lambda: state.draft.units,
        lambda lines: setattr(state.draft, "units", lines),
        least=14,
        most=20,
    )
    return page


def habits(state: EditorState) -> EditorPage:
    """Return the page with margins, fonts and marks."""
    page = EditorPage(state, "版式")
    margins = page.group("页边距", "公文标准是上 37、下 35、左 28、右 26")
    for key, label in _MARGINS.items():
        page.add_field(margins, key, label, lambda: state.draft.margins, width=4, unit="毫米")
    fonts = page.group("字体")
    for key, label in _FONTS.items():
        page.add_field(fonts, key, label, lambda: state.draft.fonts, width=12)
    flags = page.group("其他")
    for key, label in _FLAGS.items():
        page.add_check(
            flags, key, label, partial(_flag, state, key), partial(_set_flag, state, key)
        )
    return page


def _flag(state: EditorState, key: str) -> bool:
    return state.draft.flags.get(key, False)


def _set_flag(state: EditorState, key: str, wanted: bool) -> None:  # noqa: FBT001 - a tick
    state.draft.flags[key] = wanted
