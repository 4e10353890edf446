"""The ways into the 体检 screen, and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Slot

from pingkou_gui.errors import KnownError
from pingkou_gui.ui.background import Waiting
from pingkou_gui.ui.checkup.examined import examine_file, examine_text
from pingkou_gui.ui.checkup.page import CheckupPage
from pingkou_gui.ui.imports.paste_dialog import PasteDialog
from pingkou_gui.ui.kit import later
from pingkou_gui.ui.main_window.faults import tell
from pingkou_gui.ui.shell import BARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.ui.checkup.examined import Examined
    from pingkou_gui.ui.main_window.host import Host

CHECKUP = "checkup"
KINDS = "报告 (*.docx *.txt);;所有文件 (*)"


class Checkups(QObject):
    """Examines reports from outside; the report that is open stays open behind the screen."""

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._before = ""

    @property
    def is_shown(self) -> bool:
        """Whether the screen is in sight: a dropped file is examined then."""
        return self._window.shell.page == CHECKUP

    @Slot()
    def ask_file(self) -> None:
        """Have the clerk pick a report, and examine it."""
        folder = str(self._window.settings.export_folder)
        name, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, "体检一份报告", folder, KINDS)
        if name:
            self.read(Path(name))

    @Slot()
    def ask_text(self) -> None:
        """Have the clerk paste a report, and examine it."""
        dialog = PasteDialog("体检粘贴的文字", "体检", self._window)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            text = dialog.text
            self._work("正在体检粘贴的文字", lambda: examine_text(text))

    def read(self, path: Path) -> None:
        """Examine a file, with a bar where it takes longer than a moment."""
        self._work(f"正在体检“{path.name}”", lambda: examine_file(path))

    def _work(self, words: str, work: Callable[[], Examined]) -> None:
        if self._window.report is not None:
            self._window.report.context.commit_pending()
        waiting = Waiting(self._window.shell, words, work)
        waiting.done.connect(self._show)
        waiting.failed.connect(self._failed)

    @Slot(object)
    def _show(self, examined: Examined) -> None:
        page, shell = CheckupPage(examined, self._window.settings), self._window.shell
        page.left.connect(self._leave)
        page.another_wanted.connect(self.ask_file)
        if shell.page != CHECKUP:
            self._before = shell.page
        shell.drop_page(CHECKUP)
        shell.add_page(CHECKUP, lambda: page, BARE)
        shell.show_page(CHECKUP)
        page.take_focus()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        tell(error)

    @Slot()
    def _leave(self) -> None:
        shell = self._window.shell
        shell.show_page(self._before)
        later(self, lambda: shell.drop_page(CHECKUP))
