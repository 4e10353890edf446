"""关于 › 诊断: what this computer has and lacks for the program, to be read out over the telephone."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSysInfo, Slot, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from pingkou_gui import __version__
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.document.tree import missing_fonts, required_fonts
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import portable_folder
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.store.backups import list_backups
from pingkou_gui.store.folder_location import is_on_network, synchronised_by
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.file_dialogs import pick_target
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable, framed
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget


# What is found, as lines with a number each: over the telephone one says the number first.


_GIGABYTE = 2**30
_LITTLE = 200 * 2**20
"""Bytes below which backups and Word files soon find no room."""
_MOST_PRINTERS = 8
_FINE, _LOOK = "好", "要看"
_SMALLEST = (1280, 680)
"""Logical pixels of a screen that the window is made for."""


@dataclass(frozen=True, slots=True)
class DiagnosisLine:
    """One thing about the computer: what it is, what was found, and what to do where it is amiss."""

    title: str
    found: str
    remedy: str = ""

    @property
    def state(self) -> str:
        """In one word whether it needs looking at."""
        return _LOOK if self.remedy else _FINE


def machine_diagnosis(folder: Path, habits: PageHabits | None = None) -> tuple[DiagnosisLine, ...]:
    """Return what this computer has and lacks for the program.

    Args:
        folder: Where the data lie.
        habits: The fonts that are wanted; None takes the usual ones.
    """
    return (
        _program(),
        _system(),
        *(_screen(each) for each in QGuiApplication.screens()),
        _font_line(habits or PageHabits()),
        _printers(),
        _data(folder),
        _space(folder),
        _backups(folder),
        _clock(),
        *_input_method(os.environ, sys.platform),
    )


def diagnosis_text(lines: tuple[DiagnosisLine, ...]) -> str:
    """Return the lines as numbered text, to be copied or saved."""
    written = []
    for number, line in enumerate(lines, 1):
        remedy = f"（{line.remedy}）" if line.remedy else ""
        written.append(f"{number}. {line.title}：{line.found}{remedy}")
    return "\n".join(written) + "\n"


def _program() -> DiagnosisLine:
    kind = (
        "源码" if not getattr(sys, "frozen", False) else "U盘版" if portable_folder() else "安装版"
    )
    found = f"{__version__}（{kind}），Python {platform.python_version()}，Qt {qVersion()}"
    return DiagnosisLine("程序", found)


def _system() -> DiagnosisLine:
    name, machine = QSysInfo.prettyProductName(), QSysInfo.currentCpuArchitecture()
    return DiagnosisLine("系统", f"{name}，{machine}，内核 {QSysInfo.kernelVersion()}")


def _screen(screen: QScreen) -> DiagnosisLine:
    size, ratio = screen.size(), screen.devicePixelRatio()
    real = f"{round(size.width() * ratio)}×{round(size.height() * ratio)}"
    percent = round(ratio * screen.logicalDotsPerInch() / 96 * 100)
    usable = screen.availableSize()
    found = f"{real}，缩放 {percent}%，可用 {usable.width()}×{usable.height()}"
    small = usable.width() < _SMALLEST[0] or usable.height() < _SMALLEST[1]
    return DiagnosisLine("屏幕", found, "屏幕小，把系统的显示缩放调小一级" if small else "")


def _font_line(habits: PageHabits) -> DiagnosisLine:
    """Return the line on fonts: those that are here and what stands in for the others."""
    wanted = required_fonts(habits)
    missing = missing_fonts(habits, QFontDatabase.families())
    if not missing:
        return DiagnosisLine("字体", f"公文用的 {len(wanted)} 种都有：{'、'.join(wanted)}")
    absent = {each.name for each in missing}
    here = [name for name in wanted if name not in absent]
    lacking = [
        f"{each.name}（{f'用{each.instead}代替' if each.instead else '没有代替的'}）"
        for each in missing
    ]
    found = (
        f"有 {'、'.join(here)}；缺 {'、'.join(lacking)}"
        if here
        else f"都没有：{'、'.join(lacking)}"
    )
    return DiagnosisLine("字体", found, "打印前装上缺的字体，或换一台有的电脑打印")


def _printers() -> DiagnosisLine:
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        return DiagnosisLine("打印机", "没有", "要打印时，先在系统里添加打印机；也可以写出 PDF")
    usual = QPrinterInfo.defaultPrinterName()
    more = f"等 {len(names)} 台" if len(names) > _MOST_PRINTERS else ""
    default = f"，默认 {usual}" if usual else "，没有默认的"
    return DiagnosisLine("打印机", "、".join(names[:_MOST_PRINTERS]) + more + default)


def _data(folder: Path) -> DiagnosisLine:
    service, remote = synchronised_by(folder), is_on_network(folder)
    if not os.access(folder, os.W_OK):
        return DiagnosisLine("数据文件夹", str(folder), "这个文件夹写不进去，核对权限和磁盘")
    doubts = [f"在 {service} 的同步文件夹里"] if service else []
    doubts += ["在网络共享上"] if remote else []
    remedy = "；".join(doubts) and f"{'；'.join(doubts)}，建议放在本机普通的文件夹"
    return DiagnosisLine("数据文件夹", str(folder), remedy)


def _space(folder: Path) -> DiagnosisLine:
    free = {"数据所在": _free(folder), "临时文件所在": _free(Path(tempfile.gettempdir()))}
    known = {name: room for name, room in free.items() if room is not None}
    disks = "，".join(f"{name}的盘 {room / _GIGABYTE:.1f} GB" for name, room in known.items())
    little = any(room < _LITTLE for room in known.values())
    return DiagnosisLine(
        "剩余空间", disks or "读不出来", "清理磁盘，至少空出 1 GB" if little else ""
    )


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _backups(folder: Path) -> DiagnosisLine:
    made = list_backups(folder)
    if not made:
        return DiagnosisLine("备份", "还没有，填过内容后自动备份")
    return DiagnosisLine("备份", f"{len(made)} 份，最近一份 {made[0].made_at:%Y-%m-%d %H:%M}")


def _clock() -> DiagnosisLine:
    now = datetime.now().astimezone()
    wrong = not 2024 <= now.year <= 2100
    return DiagnosisLine(
        "日期时间", f"{now:%Y-%m-%d %H:%M}", "日期不对，先在系统里改好" if wrong else ""
    )


def _input_method(variables: Mapping[str, str], system: str) -> Iterator[DiagnosisLine]:
    """Yield what Linux says of the input method; Windows brings its own."""
    if system == "linux":
        names = ("QT_IM_MODULE", "XMODIFIERS")
        shown = "，".join(f"{name}={variables.get(name) or '没有设'}" for name in names)
        yield DiagnosisLine("输入法", shown)


# The dialog.


class MachineDiagnosisDialog(Dialog):
    """The lines with their numbers, to be read out, copied or saved."""

    def __init__(
        self, folder: Path, parent: QWidget | None = None, *, habits: PageHabits | None = None
    ) -> None:
        """Look at this computer; `habits` has the fonts of the open report's county."""
        super().__init__("诊断", (46, 26), parent, scrolls=False)
        self.lines = machine_diagnosis(folder, habits)
        self.table = WordsTable(
            "这台电脑",
            (
                TableColumn("号", 3), TableColumn("项目", 7), TableColumn("情况", 4),
                TableColumn("看到的", None),
            ),
        )  # fmt: skip
        self.copy_button = Button("复制")
        self.save_button = Button("另存…")
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        words = "打电话问的时候，照着号念就行。没有报告里的内容"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.column.addWidget(framed(self.table), 1)
        self.add_foot(self.copy_button, self.save_button, self._leave, left=2)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._ask_target)
        self._leave.clicked.connect(self.accept)
        self.table.show_rows(_rows(self.lines))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnosis_text(self.lines))

    @Slot()
    def _ask_target(self) -> None:
        proposed = str(Path.home() / "诊断.txt")
        name = pick_target(self, "另存诊断", proposed, "文本文件 (*.txt)")
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the lines to a text file."""
        try:
            write_safely(path, diagnosis_text(self.lines).encode())
        except KnownError as error:
            show_error(error)


def _rows(lines: tuple[DiagnosisLine, ...]) -> Iterator[tuple[str, str, str, str]]:
    for number, line in enumerate(lines, 1):
        found = f"{line.found}。{line.remedy}" if line.remedy else line.found
        yield str(number), line.title, line.state, found
