"""What goes wrong: known trouble in two sentences, the rest into the log and one dialog."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from pingkou_gui.errors import KnownError
from pingkou_gui.ui.main_window.log import Log
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_LEVELS = {
    QtMsgType.QtDebugMsg: "DEBUG",
    QtMsgType.QtInfoMsg: "INFO",
    QtMsgType.QtWarningMsg: "WARNING",
    QtMsgType.QtCriticalMsg: "ERROR",
    QtMsgType.QtFatalMsg: "CRITICAL",
}


class Faults:
    """The one handler for everything that was not caught where it happened."""

    def __init__(self, folder: Path) -> None:
        """Write the log into `folder`/log."""
        self._log = Log(folder / "log")
        self._telling = False

    def install(self) -> None:
        """Catch what Python and Qt have to say from now on."""
        sys.excepthook = self.caught
        qInstallMessageHandler(self._qt_message)

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell the clerk of an error; an unknown one goes to the log first."""
        if isinstance(error, KnownError):
            tell(error)
            return
        self._log.write("ERROR", "".join(traceback.format_exception(kind, error, trace)))
        if self._telling or QtWidgets.QApplication.instance() is None:
            return
        self._telling = True  # one dialog, however many errors follow each other
        try:
            _show(
                "程序遇到没有预料的情况，刚才的操作没有完成",
                f"填的内容都已保存，可以继续；情况记在文件夹“{self._log.folder}”里",
            )
        finally:
            self._telling = False

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        del context
        self._log.write(_LEVELS.get(kind, "WARNING"), f"Qt: {text}")


def tell(error: KnownError) -> None:
    """Say what happened, and what to do."""
    _show(error.happened, error.remedy)


def _show(happened: str, remedy: str) -> None:
    with suppress(RuntimeError):  # there is no theme yet; the words matter more
        theme().put_on_sheet()
    box = QtWidgets.QMessageBox(QtWidgets.QApplication.activeWindow())
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setWindowTitle("绩效自评报告")
    box.setText(happened)
    box.setInformativeText(remedy)
    box.addButton("知道了", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.exec()
