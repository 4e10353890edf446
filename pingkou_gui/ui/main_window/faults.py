"""What goes wrong: known trouble in two sentences, the rest into the log and one dialog."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from pingkou_gui.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_log = logging.getLogger("pingkou_gui")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_LARGEST = 1_000_000


class Faults:
    """The one handler for everything that was not caught where it happened."""

    def __init__(self, folder: Path) -> None:
        """Write the log into `folder`/log; a folder that cannot be written leaves no log."""
        self._folder = folder / "log"
        self._telling = False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            log = self._folder / "pingkou-gui.log"
            if log.exists() and log.stat().st_size > _LARGEST:
                log.replace(log.with_suffix(".old.log"))
            handler = logging.FileHandler(log, encoding="utf-8", delay=True)
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
        _log.setLevel(logging.INFO)
        _log.propagate = False

    def install(self) -> None:
        """Catch what Python and Qt have to say from now on."""
        sys.excepthook = self.caught
        qInstallMessageHandler(_qt_message)

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell the clerk of an error; an unknown one goes to the log first."""
        if isinstance(error, KnownError):
            tell(error)
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        _log.error("%s", words)
        if self._telling or QtWidgets.QApplication.instance() is None:
            return
        self._telling = True  # one dialog, however many errors follow each other
        try:
            _show(
                "程序遇到没有预料的情况，刚才的操作没有完成",
                f"填的内容都已保存，可以继续；情况记在文件夹“{self._folder}”里",
            )
        finally:
            self._telling = False


def tell(error: KnownError) -> None:
    """Say what happened, and what to do."""
    _show(error.happened, error.remedy)


def _show(happened: str, remedy: str) -> None:
    box = QtWidgets.QMessageBox(QtWidgets.QApplication.activeWindow())
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setWindowTitle("绩效自评报告")
    box.setText(happened)
    box.setInformativeText(remedy)
    box.addButton("知道了", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del context
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
