"""The scheme editor: window, outline, placeholders, and the trial of what was changed."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.document.compose import compose
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.document.tree import plain_text
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import SCHEME_FILE, asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme import SchemeError
from pingkou_gui.scheme.scheme_editing import (
    DraftHeading,
    absent,
    add,
    built,
    can_remove,
    draft_of,
    move,
    remove,
    shift,
)
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.file_dialogs import ask_scheme, ask_scheme_target
from pingkou_gui.ui.scheme_editor_pages import (
    basics,
    habits,
    in_chinese,
    limits,
    phrases,
    points,
    units,
)
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordList, framed
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, LineField
from pingkou_gui.ui.widgets.inputs import ComboBox, TextBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import PageArea

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from pingkou_gui.report.report import Report
    from pingkou_gui.scheme.scheme import Scheme, SchemeProblem
    from pingkou_gui.scheme.scheme_editing import SchemeDraft


# The page with the outline: order, levels, words of the headings, guidance.


_INDENT = "　　"


class OutlinePage(PageArea):
    """A list of headings; what is chosen is written below."""

    def __init__(self, state: EditorState) -> None:
        super().__init__(name="提纲")
        self._state = state
        self._filling = False
        self.list = WordList("提纲", lines=6)
        self.title = LineField(name="标题文字")
        self.guidance = TextBox(name="填写提示", min_lines=2, max_lines=4)
        self.missing = ComboBox(name="可以添加的部分", width=10, least=7)
        self.buttons: dict[str, Button] = {}
        self._what = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._buttons_line, self._adding_line = FlowRow(), QHBoxLayout()
        self._lay_out()
        self._connect()
        self.refresh()
        on_theme_change(self.space_buttons)

    @property
    def current(self) -> int:
        """Which heading is chosen, -1 for none."""
        return self.list.at

    def choose(self, key: str) -> None:
        """Choose the heading of a part."""
        keys = [heading.key for heading in self._headings]
        self.list.choose(keys.index(key))

    @Slot()
    def refresh(self) -> None:
        """Show the outline as it is."""
        self._fill(0)

    @property
    def _headings(self) -> list[DraftHeading]:
        return self._state.draft.headings

    def _lay_out(self) -> None:
        note = "编号由程序加，这里只写标题文字；填写提示只在屏幕上显示，不会印出"
        self.add(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))
        self.add(framed(self.list), 100)  # more than the empty end of the page
        for key, text in (
            ("up", "上移"),
            ("down", "下移"),
            ("raise", "升级"),
            ("lower", "降级"),
            ("remove", "删除"),
        ):
            self.buttons[key] = Button(text)
            self._buttons_line.addWidget(self.buttons[key])
        self.buttons["add"] = Button("添加到后面")
        self._adding_line.addWidget(TextLabel("还能写的部分", width=5))
        self._adding_line.addWidget(self.missing)
        self._adding_line.addWidget(self.buttons["add"])
        self._adding_line.addStretch(1)
        self.add(self._buttons_line)
        self.add(self._what)
        for label, widget in (("标题文字", self.title), ("填写提示", self.guidance)):
            below = QHBoxLayout()
            below.addWidget(TextLabel(label, width=5))
            below.addWidget(widget, 1)
            self.add(below)
        self.add(self._adding_line)

    def _connect(self) -> None:
        self._state.replaced.connect(self.refresh)
        self.list.line_entered.connect(self._chosen)
        self.title.textEdited.connect(self._title_typed)
        self.guidance.textChanged.connect(self._guidance_typed)
        self.buttons["up"].clicked.connect(partial(self._move, -1))
        self.buttons["down"].clicked.connect(partial(self._move, 1))
        self.buttons["raise"].clicked.connect(partial(self._shift, -1))
        self.buttons["lower"].clicked.connect(partial(self._shift, 1))
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["add"].clicked.connect(self._add)

    def _fill(self, current: int) -> None:
        self._filling = True
        self.list.show_words(map(_indented, self._headings))
        self.missing.set_items([(key, part_label(key)) for key in absent(self._headings)])
        self._filling = False
        self.list.choose(min(current, len(self._headings) - 1))
        self._chosen(self.current)

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
        self.buttons["remove"].set_missing(needed)
        self.buttons["add"].set_missing("" if self.missing.count() else "能写的部分都在提纲里了")

    @Slot(str)
    def _title_typed(self, text: str) -> None:
        heading = self._headings[self.current]
        heading.title = text
        self.list.words.put(self.current, 0, _indented(heading))
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
            self.list.setFocus()  # the button may have nothing more to remove

    @Slot()
    def _add(self) -> None:
        key = self.missing.current_key
        if key:
            heading = DraftHeading(1, key, part_label(key))
            self._changed(add(self._headings, heading, max(self.current, 0)))

    def _changed(self, at: int) -> None:
        self._fill(at)
        self._state.note()

    @Slot()
    def space_buttons(self) -> None:
        """Take gaps from the theme."""
        self._buttons_line.set_gap(theme().em(0.35))


def _indented(heading: DraftHeading) -> str:
    return f"{_INDENT * (heading.level - 1)}{heading.title}"


def part_label(key: str) -> str:
    """Return what a part is usually called."""
    part = default_scheme().part(key)
    return part.title if part else key


# The scheme in the making, as the pages of the editor share it.


class EditorState(QObject):
    """Holds the draft; a page that changes it says so."""

    edited = Signal()
    """Something in the draft was changed by the county."""
    replaced = Signal()
    """Another scheme is worked on; the pages show it."""

    def __init__(self, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: SchemeDraft = draft_of(scheme)
        self.saved = True

    def open(self, scheme: Scheme) -> None:
        """Work on another scheme."""
        self.draft = draft_of(scheme)
        self.saved = True
        self.replaced.emit()

    def note(self) -> None:
        """Say that the draft was changed."""
        self.saved = False
        self.edited.emit()


# What a scheme makes of the sample report, and what is wrong with it in plain words.


_PLAIN = {
    "points": "分值",
    "least": "起点（最低）",
    "most": "最高",
    "deadline": "上报截止日",
    "name": "名称",
    "version": "版本",
    "county": "县名",
    "title": "标题",
    "units": "单位名单",
    "guidance": "填写提示",
    "margins": "页边距",
}
_WORD = re.compile(r"(?<![\w{])[a-z_]+(?![\w}])", re.ASCII)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff（）]) (?=[\u4e00-\u9fff])")
_EXAMPLE = re.compile(r"(?:写成|补上一行|例如) \w+ = ([\"\[]?)(.*?)[\"\]]?$", re.ASCII)


def trial_text(scheme: Scheme) -> str:
    """Return the sample report under a scheme as text, its attachments included."""
    facts = Facts(_sample(), scheme)
    return plain_text(compose(facts, draft=False))


def without_file_terms(problem: SchemeProblem) -> str:
    """Return a fault without line and keys of the file: nobody edits a file here."""
    remedy = _EXAMPLE.sub(r"写成 \2", problem.remedy)
    words = f"{problem.what}。{remedy}"
    return in_chinese(_GAP.sub("", _WORD.sub(lambda found: _PLAIN.get(found[0], found[0]), words)))


@lru_cache(maxsize=1)
def _sample() -> Report:
    return read_record(asset(SAMPLE)).report


# The window of the editor: pages at the left, problems and a trial report at the right.


_REST = 300
"""Milliseconds of quiet before the scheme is looked at again."""
_MOST = 6
_WIDE = 50
"""Em of width from which problems and trial report stand beside the pages."""
_LOOK = "检查和样子"


class SchemeEditor(Dialog):
    """Makes a scheme, or another one of a scheme."""

    def __init__(self, scheme: Scheme, folder: Path, parent: QWidget | None = None) -> None:
        """Work on `scheme`; dialogs for files begin in `folder`."""
        self._laid_out = False  # the dialog's own beginning already calls `theme_dialog`
        super().__init__("编辑县级方案", (66, 34), parent, scrolls=False)
        self._folder = folder
        self.state = EditorState(scheme, self)
        self.outline = OutlinePage(self.state)
        self.pages = {
            "名称和标题": basics(self.state),
            "提纲": self.outline,
            "指标和分值": points(self.state),
            "核对界限": limits(self.state),
            "常用语": phrases(self.state),
            "单位名单": units(self.state),
            "版式": habits(self.state),
        }
        self.steps = WordList("方案的各页")
        self._stack, self._right = QStackedWidget(), QWidget()
        self.problems = WrappedText("")
        self.trial = QPlainTextEdit(readOnly=True)
        self.trial.setAccessibleName("示例报告的样子")
        self._open = Button("打开…")
        self.save = Button("保存为…", ButtonKind.PRIMARY)
        self._leave = Button("关闭", key="Esc")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._lay_out()
        self._laid_out = True
        self._connect()
        self.theme_dialog()
        self.look()

    def _lay_out(self) -> None:
        self._middle = middle = QHBoxLayout()
        self.steps.show_words(self.pages)
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.steps.choose(0)
        middle.addWidget(framed(self.steps))
        middle.addWidget(self._stack, 3)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(TextLabel("还有什么不对", TypeRole.STRONG))
        right.addWidget(self.problems)
        right.addWidget(TextLabel("示例报告按这份方案的样子", TypeRole.STRONG))
        right.addWidget(self.trial, 1)
        middle.addWidget(self._right, 2)
        self.column.addLayout(middle, 1)
        self.add_foot(self._open, self._leave, self.save, left=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._laid_out:
            self._fit()

    def theme_dialog(self) -> None:
        super().theme_dialog()
        if self._laid_out:
            self.steps.setFixedWidth(theme().em(7))
            self._fit()

    def _fit(self) -> None:
        """Make the right side one more page where it has no room beside the others."""
        narrow, last = self.width() < theme().em(_WIDE), len(self.pages)
        if narrow == (self._stack.count() > last):
            return
        if narrow:
            self.steps.show_words([*self.pages, _LOOK])
            self._stack.addWidget(self._right)
            return
        if self.steps.at == last:
            self.steps.choose(0)
        self.steps.show_words(self.pages)
        self._stack.removeWidget(self._right)
        self._middle.addWidget(self._right, 2)
        self._right.show()

    def _connect(self) -> None:
        self.steps.line_entered.connect(self._stack.setCurrentIndex)
        self.state.edited.connect(self._rest.start)
        self.state.replaced.connect(self.look)
        self._rest.timeout.connect(self.look)
        self._open.clicked.connect(self._ask_file)
        self.save.clicked.connect(self._ask_target)
        self._leave.clicked.connect(self.reject)

    def scheme(self) -> Scheme:
        """Return the scheme as it is.

        Raises:
            SchemeError: It is none yet.
        """
        return built(self.state.draft)

    @Slot()
    def look(self) -> None:
        """Say what is wrong, or show what the sample report becomes."""
        self._rest.stop()
        try:
            scheme = self.scheme()
        except SchemeError as error:
            problems = [without_file_terms(problem) for problem in error.problems]
            more = [f"……共 {len(problems)} 处"] if len(problems) > _MOST else []
            self.problems.setText("\n".join([*problems[:_MOST], *more]))
            self.problems.set_tone(Tone.ERROR)
            self.save.set_missing("先改好“还有什么不对”里说的")
            return
        self.problems.setText("没有，可以保存下发")
        self.problems.set_tone(Tone.SECONDARY)
        self.save.set_missing("")
        at = self.trial.verticalScrollBar().value()
        self.trial.setPlainText(trial_text(scheme))
        self.trial.verticalScrollBar().setValue(at)

    def open_file(self, path: Path) -> None:
        """Work on the scheme of a file."""
        try:
            self.state.open(read_scheme_file(path))
        except KnownError as error:
            self._show_error(error)

    def save_to(self, path: Path) -> bool:
        """Write the scheme to a file; return whether it was written."""
        try:
            write_safely(path, self.scheme().text.encode())
        except KnownError as error:
            self._show_error(error)
            return False
        self.state.saved = True
        self.problems.setText(f"已保存到“{path}”。发给各单位，用“文件 › 导入县级方案…”打开")
        self.problems.set_tone(Tone.TEXT)
        return True

    def reject(self) -> None:
        """Close, by button, key or frame alike; what is not saved is asked about first."""
        if self.state.saved or self._may_leave():
            super().reject()

    def _may_leave(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle("编辑县级方案")
        box.setText("方案改了还没有保存")
        box.setInformativeText("离开会丢掉改的内容")
        stay = box.addButton("回到方案", QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is leave

    def _show_error(self, error: KnownError) -> None:
        self.problems.set_tone(Tone.ERROR)
        self.problems.setText(f"{error.happened}。{error.remedy}")

    @Slot()
    def _ask_file(self) -> None:
        if self.state.saved or self._may_leave():
            path = ask_scheme(self, self._folder)
            if path is not None:
                self.open_file(path)

    @Slot()
    def _ask_target(self) -> None:
        self.look()
        if not self.save.isEnabled():
            return
        draft = self.state.draft
        name = f"{draft.name} {draft.version}".replace("/", "-").strip()
        path = ask_scheme_target(self, self._folder / f"{name}{SCHEME_FILE.extension}")
        if path is not None:
            self.save_to(path)
