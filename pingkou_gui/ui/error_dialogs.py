"""What goes wrong: known trouble in two sentences, the rest into the log and one dialog."""

from __future__ import annotations

import logging
import sys
import traceback
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler

from pingkou_gui.errors import KnownError, StorageError
from pingkou_gui.store.database import make_private, make_private_folder
from pingkou_gui.store.masked_lines import masked_line
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


# The log file in the data folder, begun with the first thing to write into it.


NAME = "pingkou-gui"
_LARGEST = 1_000_000
_LINE = "%(asctime)s %(levelname)s %(message)s"


class Log:
    """Writes lines with their time; a folder that cannot be written leaves no log."""

    def __init__(self, folder: Path) -> None:
        """Write into `folder`; nothing is made there yet."""
        self.folder = folder

    def write(self, level: str, words: str) -> None:
        """Add a line; `level` is one of the standard names, as `ERROR`."""
        logger = logging.Logger(NAME, logging.INFO)  # noqa: LOG001 - known to nobody else
        try:
            handler = self._handler()
        except (OSError, StorageError):
            return
        handler.setFormatter(logging.Formatter(_LINE))
        logger.addHandler(handler)
        logger.log(logging.getLevelNamesMapping()[level], "%s", words)
        handler.close()
        make_private(self.folder / f"{NAME}.log")

    def _handler(self) -> logging.Handler:
        """Return what writes into the file; one that has grown too large is laid aside."""
        make_private_folder(self.folder)
        file = self.folder / f"{NAME}.log"
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(file.with_suffix(".old.log"))
        return logging.FileHandler(file, encoding="utf-8", delay=True)


# What goes wrong: known trouble in two sentences, the rest into the log and one dialog.


_LEVELS = {
    QtMsgType.QtDebugMsg: "DEBUG",
    QtMsgType.QtInfoMsg: "INFO",
    QtMsgType.QtWarningMsg: "WARNING",
    QtMsgType.QtCriticalMsg: "ERROR",
    QtMsgType.QtFatalMsg: "CRITICAL",
}


class ErrorReporter:
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
        if isinstance(error, RecursionError) and QtWidgets.QApplication.instance() is not None:
            # there is no room for words here: what called itself without end has not yet returned
            QTimer.singleShot(0, partial(self._tell, kind, error, trace))
            return
        self._tell(kind, error, trace)

    def _tell(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KnownError):
            show_error(error)
            return
        lines = "".join(traceback.format_exception(kind, error, trace)).splitlines()
        self._log.write("ERROR", "\n".join(map(masked_line, lines)))
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


def show_error(error: KnownError) -> None:
    """Say what happened, and what to do."""
    _show(error.happened, error.remedy)


def show_good(found: str, rest: str) -> None:
    """Say that all is well, and what else can be done."""
    _show(found, rest, QtWidgets.QMessageBox.Icon.Information)


def _show(
    happened: str,
    remedy: str,
    icon: QtWidgets.QMessageBox.Icon = QtWidgets.QMessageBox.Icon.Warning,
) -> None:
    with suppress(RuntimeError):  # there is no theme yet; the words matter more
        theme().put_on_sheet()
    box = QtWidgets.QMessageBox(QtWidgets.QApplication.activeWindow())
    box.setIcon(icon)
    box.setWindowTitle("绩效自评报告")
    box.setText(happened)
    box.setInformativeText(remedy)
    box.addButton("知道了", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.exec()
