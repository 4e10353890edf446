"""The ways into the import screen, and out of it: menu, start screen, dropped files, new year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Slot

from pingkou_gui.domain.new_year import new_year, year_mentions
from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Report
from pingkou_gui.errors import KnownError
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.ui.background import Waiting
from pingkou_gui.ui.imports.new_year_dialog import NewYearDialog
from pingkou_gui.ui.imports.page import ImportPage
from pingkou_gui.ui.imports.paste_dialog import PasteDialog
from pingkou_gui.ui.imports.read import Wanted, read_file, read_pasted, read_words
from pingkou_gui.ui.imports.restore_page import RestorePage
from pingkou_gui.ui.kit import later
from pingkou_gui.ui.main_window.acts.data_files import same_report
from pingkou_gui.ui.main_window.faults import tell
from pingkou_gui.ui.shell import BARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.domain.proposal import Proposal
    from pingkou_gui.importers.last_year import Years
    from pingkou_gui.opening import OpenedWord
    from pingkou_gui.ui.imports.origin import Origin
    from pingkou_gui.ui.imports.read import Read
    from pingkou_gui.ui.main_window.host import Host

IMPORT = "import"
KINDS = "报告、决算公开表、绩效目标申报表 (*.docx *.txt *.xlsx *.xls);;所有文件 (*)"
_SHOWN_AFTER = 60
"""Milliseconds: the page has put the cursor into its first field by then."""


class Importing(QObject):
    """Reads files beside the window and shows what they propose."""

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._before = ""
        self._fresh: int | None = None

    @Slot()
    def ask_file(self) -> None:
        """Have the clerk pick a file, and read it; without a report one is begun with it."""
        if self._window.report is None:
            self.ask_last_year()
            return
        path = self._picked("导入")
        if path is not None:
            self.read(path)

    @Slot()
    def ask_last_year(self) -> None:
        """Begin a report from last year's, whose figures become last year's."""
        path = self._picked("导入去年的报告")
        if path is not None:
            self.read(path, "last")

    @Slot()
    def ask_text(self) -> None:
        """Have the clerk paste a report, and read it."""
        dialog = PasteDialog("导入粘贴的文字", "读入", self._window)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            self.read_text(dialog.text)

    @Slot()
    def new_year(self) -> None:
        """Begin the next year's report from the one that is open."""
        held = self._window.report
        if held is None or not held.close():
            return
        dialog = NewYearDialog(held.context.facts, self._window)
        if dialog.exec() != QtWidgets.QDialog.DialogCode.Accepted:
            return
        record = Record(held.session.report, held.session.scheme.text)
        turned = new_year(record, dialog.kept)
        self._window.open_report(self._window.store.create(turned))
        mentions = year_mentions(turned)
        if mentions.items:
            self.show(mentions)

    def read(self, path: Path, years: Years = "auto") -> None:
        """Read a file, with a bar where it takes longer than a moment."""
        wanted = self._wanted(years)
        self._work(f"正在读“{path.name}”", lambda: read_file(path, wanted), path.name)

    def read_text(self, text: str) -> None:
        """Read pasted text."""
        wanted = self._wanted("auto")
        self._work("正在读粘贴的文字", lambda: read_pasted(text, wanted), "")

    def show(self, proposal: Proposal, origin: Origin | None = None) -> None:
        """Show a proposal for the report that is open, for a new one where none is."""
        if self._window.report is None:
            self._begin_report()
        held = self._window.report
        if held is None:
            return
        held.context.commit_pending()
        page = ImportPage(proposal, held.session, origin)
        page.taken.connect(self._taken)
        page.left.connect(self._leave)
        self._show_page(page)

    def _picked(self, title: str) -> Path | None:
        folder = str(self._window.settings.export_folder)
        name, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, title, folder, KINDS)
        return Path(name) if name else None

    def _wanted(self, years: Years) -> Wanted:
        held = self._window.report
        if held is None:
            return Wanted(Report(), None, years)
        held.context.commit_pending()
        return Wanted(held.session.report, held.session.scheme, years)

    def _work(self, words: str, work: Callable[[], Read], name: str) -> None:
        waiting = Waiting(self._window.shell, words, work)
        waiting.done.connect(lambda read: self._done(read, name))
        waiting.failed.connect(self._failed)

    def _done(self, read: Read, name: str) -> None:
        if read.opened is not None:
            self.show_restore(read.opened, name)
        elif read.proposal is not None and (read.proposal.items or read.proposal.unplaced):
            self.show(read.proposal, read.origin)
        else:
            happened = f"“{name}”里没有读到可以导入的内容" if name else "没有读到可以导入的内容"
            tell(KnownError(happened, "核对选的是不是报告、决算公开表或绩效目标申报表"))

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        tell(error)

    def show_restore(self, opened: OpenedWord, name: str) -> None:
        """Show a file of the program with its data, to be had back or compared."""
        page = RestorePage(opened, name, self._beside(opened))
        page.left.connect(self._leave)
        page.restore_wanted.connect(lambda: self._restore(opened))
        page.words_wanted.connect(lambda: self._read_words(opened, name))
        self._show_page(page)

    def _restore(self, opened: OpenedWord) -> None:
        if opened.record is None:
            return
        held = same_report(self._window, opened.record)
        if held is None:
            held = self._window.store.create(opened.record, "恢复")
        self._window.open_report(held)
        self._drop()

    def _beside(self, opened: OpenedWord) -> str:
        """Return how a report in a file stands to the one in hand."""
        held = self._window.report
        if held is None or opened.record is None:
            return ""
        held.context.commit_pending()
        if held.session.report == opened.record.report:
            return "内容和打开着的这份一样，不用再打开"
        compare = "，或读入文字逐项比较、采用" if opened.source.paragraphs else ""
        return f"内容和打开着的这份不一样；可以恢复成另一份，打开着的不动{compare}"

    def _read_words(self, opened: OpenedWord, name: str) -> None:
        wanted = self._wanted("auto")
        self._work(f"正在读“{name}”", lambda: read_words(opened.source, wanted), name)

    def _show_page(self, page: object) -> None:
        shell = self._window.shell
        if shell.page != IMPORT:
            self._before = shell.page
        shell.drop_page(IMPORT)
        shell.add_page(IMPORT, lambda: page, BARE)  # type: ignore[arg-type,return-value]
        shell.show_page(IMPORT)
        page.take_focus()  # type: ignore[attr-defined]

    def _begin_report(self) -> None:
        """Make a report to read into; it goes again where nothing is taken."""
        before = self._window.shell.page
        self._fresh = self._window.store.create(Record(Report(), default_scheme().text))
        self._window.open_report(self._fresh)
        self._before = before

    @Slot(int)
    def _taken(self, number: int) -> None:
        shell, fresh, self._fresh = self._window.shell, self._fresh, None
        first = next(iter(shell.step_actions))
        known = self._before in shell.step_actions and fresh is None
        shell.show_page(self._before if known else first)
        self._drop()
        words = "整批是一步，按 Ctrl+Z 全部退回"
        told = lambda: shell.field_bar.show_field(f"已导入 {number} 个", words)  # noqa: E731
        later(self, told, _SHOWN_AFTER)

    @Slot()
    def _leave(self) -> None:
        fresh, self._fresh = self._fresh, None
        if fresh is not None:
            self._window.show_start()
            self._window.store.delete(fresh)
            self._window.store.purge(fresh)
            self._window.show_start()
        else:
            self._window.shell.show_page(self._before)
        self._drop()

    def _drop(self) -> None:
        """Let go of the screen once its own click is over."""
        shell = self._window.shell
        later(self, lambda: shell.drop_page(IMPORT))
