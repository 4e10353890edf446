"""The about dialog, and the licences of what is shipped."""

from __future__ import annotations

import platform
import re
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from pingkou_gui import __version__
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import asset
from pingkou_gui.store.diagnostics import diagnosis
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.file_dialogs import open_folder, pick_target
from pingkou_gui.ui.machine_diagnosis import MachineDiagnosisDialog
from pingkou_gui.ui.open_items import PROGRAM
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordList, framed
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.scheme.scheme import PageHabits


# The parts the program is made of, with their licences.


SHIPPED = "licences.txt"
"""What the installers put among the resources: all licences, each under a ruled head."""
DISTRIBUTIONS = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "python-docx",
    "lxml",
    "xlrd",
    "XlsxWriter",
)
_HEAD = re.compile(r"^={72}\n(?P<name>.+)  （(?P<licence>.*)）\n={72}\n", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """A part that is shipped: its name, its version, the text of its licence."""

    name: str
    version: str
    licence: str


def parts() -> tuple[LicensedPart, ...]:
    """Return every part: as the installer wrote them down, else what is installed here."""
    return tuple(_shipped()) or tuple(_installed())


def metadata_version(name: str) -> str:
    """Return the version of an installed part, empty where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _shipped() -> Iterator[LicensedPart]:
    path = asset(SHIPPED)
    if not path.is_file():
        return
    text = _text(path)
    heads = list(_HEAD.finditer(text))
    opening = text[: heads[0].start()] if heads else text
    yield LicensedPart("说明", "", opening.strip())
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        words = text[head.end() : end].strip()
        yield LicensedPart(head["name"], "", f"许可：{head['licence']}\n\n{words}")


def _installed() -> Iterator[LicensedPart]:
    own = asset("../LICENSE")
    yield LicensedPart("pingkou-gui", __version__, _text(own) if own.is_file() else "许可：MIT")
    yield LicensedPart("Python", platform.python_version(), _of_python())
    for name in _needed():
        found = metadata.distribution(name)
        yield LicensedPart(found.metadata["Name"], found.version, _of_distribution(found))


def _needed() -> Iterator[str]:
    """Yield what is installed of the distributions and of all that they need in turn."""
    waiting, seen = list(DISTRIBUTIONS), set()
    while waiting:
        name = waiting.pop(0)
        plain = name.lower().replace("_", "-")
        if plain in seen or not metadata_version(name):
            continue
        seen.add(plain)
        yield name
        for line in metadata.requires(name) or ():
            wanted = _NAME.match(line)
            if wanted is not None and "extra ==" not in line:
                waiting.append(wanted[0])


def _of_python() -> str:
    text = Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"
    whole = _text(text) if text.is_file() else "全文在 docs.python.org/3/license.html"
    return f"许可：PSF-2.0\n\n{whole}"


def _of_distribution(found: metadata.Distribution) -> str:
    names = [
        f for f in found.files or () if "licen" in f.name.lower() or "copying" in f.name.lower()
    ]
    texts = [_text(Path(str(found.locate_file(name)))) for name in names]
    said = found.metadata.json
    stated = str(said.get("license_expression") or said.get("license") or "").strip()
    first = f"许可：{stated.splitlines()[0]}" if stated else _classified(found)
    return "\n\n".join([first, *texts]).strip()


def _classified(found: metadata.Distribution) -> str:
    """Return the licence by the classifiers, where nothing else names it."""
    marks = found.metadata.get_all("Classifier") or ()
    named = [mark.rpartition(" :: ")[2] for mark in marks if mark.startswith("License ::")]
    return f"许可：{'、'.join(named)}" if named else "许可见这个部件的网站"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[:_LARGEST]
    except OSError:
        return "读不出许可文本"


# 关于本程序.


_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class AboutDialog(Dialog):
    """Versions, licences, the data folder."""

    def __init__(
        self,
        folder: Path,
        parent: QWidget | None = None,
        *,
        scheme: str = "",
        habits: PageHabits | None = None,
    ) -> None:
        """Show what the program is made of.

        Args:
            folder: Where its data lie.
            parent: The window it stands before.
            scheme: Name and version of the scheme of the open report.
            habits: Its fonts, which the diagnosis looks for.
        """
        super().__init__(f"关于{PROGRAM}", (44, 28), parent)
        self._folder, self._scheme, self._habits = folder, scheme, habits
        self._parts = parts()
        self.list = WordList("用到的部件")
        self.licence = QPlainTextEdit(readOnly=True)
        self.licence.setAccessibleName("许可文本")
        self.data = Button("打开数据文件夹", ButtonKind.LINK)
        self.diagnosis = Button("诊断…")
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        self._lay_out()
        self.list.line_entered.connect(self._chosen)
        self.data.clicked.connect(self._show_data)
        self.diagnosis.clicked.connect(self._diagnose)
        self._leave.clicked.connect(self.accept)
        self.list.choose(0)

    def _lay_out(self) -> None:
        self.column.addWidget(TextLabel(f"{PROGRAM} {__version__}", TypeRole.HEAD))
        self.column.addWidget(WrappedText("离线填写、计算、核对，写出 Word", tone=Tone.SECONDARY))
        scheme = f"\n这份报告的县级方案：{self._scheme}" if self._scheme else ""
        told = WrappedText(versions() + scheme, TypeRole.SMALL)
        told.setTextInteractionFlags(_SELECTABLE)
        self.column.addWidget(told)
        where = WrappedText(f"数据都在 {self._folder}", TypeRole.SMALL)
        where.setTextInteractionFlags(_SELECTABLE)
        line = QHBoxLayout()
        line.addWidget(where, 1)
        line.addWidget(self.data)
        self.column.addLayout(line)
        self.column.addWidget(TextLabel("用到的部件和它们的许可", TypeRole.STRONG))
        both = QHBoxLayout()
        self.list.show_words(f"{part.name} {part.version}".strip() for part in self._parts)
        self.list.setFixedWidth(theme().em(12))
        both.addWidget(framed(self.list))
        both.addWidget(self.licence, 1)
        self.column.addLayout(both, 1)
        self.add_foot(self.diagnosis, self._leave, left=1)

    @Slot(int)
    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self._parts):
            self.licence.setPlainText(self._parts[at].licence)

    @Slot()
    def _diagnose(self) -> None:
        MachineDiagnosisDialog(self._folder, self, habits=self._habits).exec()

    @Slot()
    def _show_data(self) -> None:
        open_folder(self._folder)


def versions() -> str:
    """Return the versions of what the program stands on, in one line."""
    libraries = ("python-docx", "lxml", "sqlite-utils", "xlrd", "XlsxWriter")
    known = ((name, metadata_version(name)) for name in libraries)
    told = [f"{name} {version}" for name, version in known if version]
    return " · ".join([f"Python {platform.python_version()}", f"Qt {qVersion()}", *told])


# 诊断包: shown as it is before it is written anywhere.


_TAB = 13.0
"""Em from one tab stop to the next, so that names and sizes keep apart."""


class DiagnosticsDialog(Dialog):
    """The whole text, and a button that writes it where the clerk wants it."""

    def __init__(self, folder: Path, export_folder: Path, parent: QWidget | None = None) -> None:
        """Show the state of a data folder; it is written to `export_folder` at first."""
        super().__init__("诊断包", (50, 30), parent, scrolls=False)
        self._proposed = export_folder / "诊断包.txt"
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("诊断包的内容")
        self.text.setTabStopDistance(theme().em(_TAB))
        self.text.setPlainText(diagnosis(folder))
        self.save_button = Button("另存…", ButtonKind.PRIMARY)
        self._leave = Button("关闭", ButtonKind.NORMAL, key="Esc")
        words = "下面是全部内容：只有版本、大小、数量和出错的位置，没有报告里的文字和数字。存好后交给县财政局"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.column.addWidget(self.text, 1)
        self.add_foot(self._leave, self.save_button, left=0)
        self.save_button.clicked.connect(self._save)
        self._leave.clicked.connect(self.accept)

    @Slot()
    def _save(self) -> None:
        name = pick_target(self, "另存诊断包", str(self._proposed), "文本文件 (*.txt)")
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write what is shown to a file."""
        try:
            write_safely(path, self.text.toPlainText().encode())
        except KnownError as error:
            show_error(error)
