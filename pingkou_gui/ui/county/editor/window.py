"""The window of the editor: pages at the left, problems and a trial report at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.document.target import write_safely
from pingkou_gui.errors import KnownError
from pingkou_gui.file_types import SCHEME_FILE
from pingkou_gui.scheme.drafting import built
from pingkou_gui.scheme.problem import SchemeError
from pingkou_gui.scheme.reader import read_scheme_file
from pingkou_gui.ui.county.editor.outline import OutlinePage
from pingkou_gui.ui.county.editor.pages import basics, habits, limits, phrases, points, units
from pingkou_gui.ui.county.editor.state import EditorState
from pingkou_gui.ui.county.editor.trial import plainly_told, trial_text
from pingkou_gui.ui.county.files import ask_scheme, ask_scheme_target
from pingkou_gui.ui.dialog import Dialog, WordList, framed
from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from pingkou_gui.scheme.model import Scheme

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
        self._laid_out = False
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
        self.dress_dialog()
        self.look()

    def _lay_out(self) -> None:
        self._middle = middle = QHBoxLayout()
        for name, page in self.pages.items():
            self.steps.addItem(name)
            self._stack.addWidget(page)
        self.steps.setCurrentRow(0)
        middle.addWidget(framed(self.steps))
        middle.addWidget(self._stack, 3)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(Text("还有什么不对", TypeRole.STRONG))
        right.addWidget(self.problems)
        right.addWidget(Text("示例报告按这份方案的样子", TypeRole.STRONG))
        right.addWidget(self.trial, 1)
        middle.addWidget(self._right, 2)
        self.column.addLayout(middle, 1)
        self.add_foot(self._open, self._leave, self.save, left=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._laid_out:
            self._fit()

    def dress_dialog(self) -> None:
        super().dress_dialog()
        if self._laid_out:
            self.steps.setFixedWidth(theme().em(7))
            self._fit()

    def _fit(self) -> None:
        """Make the right side one more page where it has no room beside the others."""
        narrow, last = self.width() < theme().em(_WIDE), len(self.pages)
        if narrow == (self.steps.count() > last):
            return
        if narrow:
            self.steps.addItem(_LOOK)
            self._stack.addWidget(self._right)
            return
        if self.steps.currentRow() == last:
            self.steps.setCurrentRow(0)
        self.steps.takeItem(last)
        self._stack.removeWidget(self._right)
        self._middle.addWidget(self._right, 2)
        self._right.show()

    def _connect(self) -> None:
        self.steps.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.state.edited.connect(self._rest.start)
        self.state.replaced.connect(self.look)
        self._rest.timeout.connect(self.look)
        self._open.clicked.connect(self._ask_file)
        self.save.clicked.connect(self._ask_target)
        self._leave.clicked.connect(self.close)

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
            told = [plainly_told(problem) for problem in error.problems]
            more = [f"……共 {len(told)} 处"] if len(told) > _MOST else []
            self.problems.setText("\n".join([*told[:_MOST], *more]))
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
            self._tell(error)

    def save_to(self, path: Path) -> bool:
        """Write the scheme to a file; return whether it was written."""
        try:
            write_safely(path, self.scheme().text.encode())
        except KnownError as error:
            self._tell(error)
            return False
        self.state.saved = True
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.state.saved or self._may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def reject(self) -> None:
        self.close()

    def _may_leave(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle("编辑县级方案")
        box.setText("方案改了还没有保存")
        box.setInformativeText("离开会丢掉改的内容")
        stay = box.addButton("回到方案", QMessageBox.ButtonRole.RejectRole)
        box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is not stay

    def _tell(self, error: KnownError) -> None:
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
