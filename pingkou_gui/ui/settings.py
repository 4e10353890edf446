"""What the window remembers between runs, in the data folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QSettings

from pingkou_gui.store.database import make_private
from pingkou_gui.ui.theme import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "settings.ini"
_LEFT_MOST = 200
_PHRASES_MOST = 100


class Settings:
    """Appearance, type size, place of the window, the folder last exported to."""

    def __init__(self, folder: Path) -> None:
        """Read the settings of a data folder; whatever is missing or odd has its default."""
        self._held = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    def keep(self) -> None:
        """Write down now what was set."""
        self._held.sync()
        make_private(Path(self._held.fileName()))

    @property
    def appearance(self) -> Appearance:
        """What 查看 › 外观 was set to."""
        found = str(self._held.value("appearance", ""))
        return next((a for a in Appearance if a.name.lower() == found), Appearance.SYSTEM)

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._held.setValue("appearance", appearance.name.lower())

    @property
    def percent(self) -> int:
        """The type setting in per cent."""
        found = str(self._held.value("percent", "100"))
        return int(found) if found.isdecimal() else 100

    @percent.setter
    def percent(self, percent: int) -> None:
        self._held.setValue("percent", percent)

    @property
    def white_paper(self) -> bool:
        """Whether 查看 › 外观 › 版面用白纸 is ticked."""
        return str(self._held.value("white_paper", "")) == "yes"

    @white_paper.setter
    def white_paper(self, white: bool) -> None:
        self._held.setValue("white_paper", "yes" if white else "")

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, empty before the first run."""
        found = self._held.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._held.setValue("geometry", geometry)

    @property
    def pane(self) -> str:
        """The key of the pane that stood beside the form."""
        return str(self._held.value("pane", ""))

    @pane.setter
    def pane(self, pane: str) -> None:
        self._held.setValue("pane", pane)

    def begin_with(self, pane: str) -> None:
        """Have a pane stand beside the form as long as nobody has chosen or closed one."""
        if not self._held.contains("pane"):
            self.pane = pane

    def page_of(self, report: int) -> str:
        """Return the key of the page a report was left on, empty where that is not known."""
        return str(self._held.value(f"pages/{report}", ""))

    def keep_page(self, report: int, page: str) -> None:
        """Remember the page a report was left on."""
        self._held.setValue(f"pages/{report}", page)

    @property
    def export_folder(self) -> Path:
        """The folder last exported to, at first the user's documents, or home without such."""
        found = Path(str(self._held.value("export_folder", "")))
        if found.is_absolute() and found.is_dir():
            return found
        documents = QtCore.QStandardPaths.StandardLocation.DocumentsLocation
        found = Path(QtCore.QStandardPaths.writableLocation(documents))
        return found if found.is_dir() else Path.home()

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._held.setValue("export_folder", str(folder))

    @property
    def backup_folder(self) -> str:
        """The second place that backups go to, empty for none."""
        return str(self._held.value("backup_folder", ""))

    @backup_folder.setter
    def backup_folder(self, folder: str) -> None:
        self._held.setValue("backup_folder", folder)

    @property
    def backup_missed(self) -> bool:
        """Whether it was told that the last backup could not be made."""
        return str(self._held.value("backup_missed", "")) == "yes"

    @backup_missed.setter
    def backup_missed(self, missed: bool) -> None:
        if missed != self.backup_missed:
            self._held.setValue("backup_missed", "yes" if missed else "")

    @property
    def warned_of(self) -> str:
        """The data folder whose place was told to be a risk, empty for none."""
        return str(self._held.value("warned_of", ""))

    @warned_of.setter
    def warned_of(self, folder: str) -> None:
        self._held.setValue("warned_of", folder)

    @property
    def shown_unsaved_file(self) -> str:
        """The last file with what could not be saved that was told of, empty for none."""
        return str(self._held.value("told_of_rest", ""))

    @shown_unsaved_file.setter
    def shown_unsaved_file(self, name: str) -> None:
        self._held.setValue("told_of_rest", name)

    @property
    def left_schemes(self) -> tuple[str, ...]:
        """The schemes that were offered to a report and left aside, by report and scheme."""
        return tuple(str(self._held.value("left_schemes", "")).split())

    def phrases_of(self, kind: str) -> tuple[str, ...]:
        """Return the clerk's own phrases of a list, the last one kept first."""
        try:
            found = json.loads(str(self._held.value(f"phrases/{kind}", "[]")))
        except ValueError:
            return ()
        kept = found if isinstance(found, list) else []
        return tuple(str(each) for each in kept)[:_PHRASES_MOST]

    def keep_phrase(self, kind: str, words: str) -> None:
        """Keep words as a phrase of a list."""
        self._set_phrases(kind, dict.fromkeys((words, *self.phrases_of(kind))))

    def drop_phrase(self, kind: str, words: str) -> None:
        """Keep words no more."""
        self._set_phrases(kind, (each for each in self.phrases_of(kind) if each != words))

    def _set_phrases(self, kind: str, phrases: Iterable[str]) -> None:
        kept = json.dumps(list(phrases)[:_PHRASES_MOST], ensure_ascii=True)
        self._held.setValue(f"phrases/{kind}", kept)

    def leave_scheme(self, mark: str) -> None:
        """Do not offer this scheme to this report again."""
        kept = [each for each in self.left_schemes if each != mark][-_LEFT_MOST:]
        self._held.setValue("left_schemes", " ".join([*kept, mark]))
