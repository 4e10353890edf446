"""What a menu, a drop or a double click asks of the window."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from pingkou_gui.county.package import look_over
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import RETURN_PACKAGE, asset
from pingkou_gui.reopen import SAMPLE, OpenedWord, open_package, read_record
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.report.own_sections import add_own_rows, begun
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import (
    FILE,
    current_scheme,
    default_scheme,
    keep_current,
    read_scheme_file,
    set_scheme_aside,
)
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.ui.about import AboutDialog
from pingkou_gui.ui.county_dialogs import CollectWindow, SchemeOffer, SendDialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.file_dialogs import (
    ask_data_file,
    ask_data_target,
    ask_scheme,
    ask_second_year,
    pick_file,
    pick_files,
)
from pingkou_gui.ui.import_page import ImportPage
from pingkou_gui.ui.import_sources import (
    ImportRequest,
    PasteReportDialog,
    RestorePage,
    read_file,
    read_files,
    read_pasted,
    read_words,
)
from pingkou_gui.ui.open_items import file_name
from pingkou_gui.ui.proofread_page import ProofreadPage, proofread_file, proofread_text
from pingkou_gui.ui.scheme_editor import SchemeEditor
from pingkou_gui.ui.tasks import WaitingDialog
from pingkou_gui.ui.widgets.base import call_later
from pingkou_gui.ui.window.shell import BARE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pingkou_gui.importers.last_report_model import Years
    from pingkou_gui.report.proposal import Proposal
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.ui.import_sources import Origin, ReadSource
    from pingkou_gui.ui.proofread_page import ProofreadResult
    from pingkou_gui.ui.window.window_host import WindowHost


# Reports as files of data: loaded, and written for safekeeping.


def load_file(window: WindowHost) -> None:
    """Make a report of a file the clerk picks."""
    path = ask_data_file(window, window.settings.export_folder)
    if path is not None:
        window.open_report(window.store.create(read_record(path)))


def open_sample(window: WindowHost) -> None:
    """Make a report of the sample and open it."""
    window.open_report(window.store.create(read_record(asset(SAMPLE)), "示例"))


def open_blank(window: WindowHost) -> None:
    """Make an empty report by the county's scheme and open it."""
    scheme = county_scheme(window.folder)
    window.open_report(window.store.create(Record(begun(scheme), scheme.text)))


def county_scheme(folder: Path) -> Scheme:
    """Return what new reports are made with; a kept one that is damaged is told and set aside."""
    try:
        return current_scheme(folder)
    except KnownError:
        aside, usual = set_scheme_aside(folder), default_scheme()
        show_error(
            KnownError(
                f"存着的县级方案读不出来，新报告先用“{usual.name}”",
                f"再导入一次县财政局发的方案文件；读不出来的那份是“{aside.name}”，已有的报告不受影响",
            )
        )
        return usual


def take_package(window: WindowHost, path: Path) -> None:
    """Open the report of a return package, beside the one in hand only where it is wanted.

    Raises:
        UnusableFileError: It is no usable package.
    """
    _take(window, open_package(path), path)


def take_data(window: WindowHost, path: Path) -> None:
    """Open the report of a data file, beside the one in hand only where it is wanted.

    Raises:
        UnusableFileError: It holds no report.
    """
    _take(window, OpenedWord(read_record(path), (), SourceText(())), path)


def same_report(window: WindowHost, record: Record) -> int | None:
    """Return the report that holds the same already, None where none does."""
    for known in window.store.summaries():
        if window.store.load(known.id).report == record.report:
            return known.id
    return None


def _take(window: WindowHost, opened: OpenedWord, path: Path) -> None:
    """Open a report at once where none is in hand or known; else show it before."""
    if opened.record is None:
        return
    if window.report is None and not window.store.summaries():
        window.open_report(window.store.create(opened.record, f"打开自 {path.stem[:30]}"))
    else:
        window.offer_report(opened, path.name)


def save_data(window: WindowHost) -> None:
    """Write all that was typed, saved or not, into a file."""
    if window.report is None:
        return
    context = window.report.context
    name = file_name(context.facts, ".json")
    path = ask_data_target(window, window.settings.export_folder / name)
    if path is None:
        return
    record = Record(context.report_as_typed(), context.session.scheme.text)
    write_safely(path, to_json(record).encode())


# The ways into the import screen, and out of it: menu, start screen, dropped files, new year.


IMPORT = "import"
IMPORT_KINDS = "报告、决算公开表、绩效目标申报表 (*.docx *.txt *.xlsx *.xls);;所有文件 (*)"


class ImportActions(QObject):
    """Reads files beside the window and shows what they propose."""

    def __init__(self, window: WindowHost) -> None:
        super().__init__(window)
        self._window = window
        self._before = ""
        self._fresh: int | None = None
        self._again: Callable[[], None] = lambda: None
        """Reads the same once more, into the report that is open then."""
        self._begins = False
        """Whether what is read was picked as last year's report."""
        self._pasted, self._pasted_in = "", 0
        """Text that was read and of which nothing was taken: it stands in its dialog again."""

    @Slot()
    def ask_file(self) -> None:
        """Have the clerk pick a file, and read it; without a report one is begun with it."""
        if self._window.report is None:
            self.ask_last_year()
            return
        self._read_picked(self._picked("导入"), "auto")

    @Slot()
    def ask_last_year(self) -> None:
        """Begin a report from last year's, whose figures become last year's."""
        self._read_picked(self._picked("导入去年的报告，可以同时选今年的表格"), "last")

    @Slot()
    def ask_text(self, pasted: str = "") -> None:
        """Have the clerk paste a report, or look at the one `pasted` already, and read it."""
        kept = "" if pasted or self._pasted_in != self._report_id() else self._pasted
        dialog = PasteReportDialog("导入粘贴的文字", "读入", self._window, kept)
        if pasted:
            dialog.words.setPlainText(pasted)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            self.read_text(dialog.text)

    def read(self, path: Path, years: Years = "auto") -> None:
        """Read a file, with a bar where it takes longer than a moment."""
        self._again, self._begins = partial(self.read, path), years == "last"
        wanted = self._request_for(years)
        self._work(f"正在读“{path.name}”", lambda: read_file(path, wanted), path.name)

    def read_all(self, paths: Sequence[Path]) -> None:
        """Read several files into one proposal."""
        self._again, self._begins = partial(self.read_all, paths), False
        wanted = self._request_for("auto")
        self._work(f"正在读 {len(paths)} 个文件", lambda: read_files(paths, wanted), "")

    def _report_id(self) -> int:
        """Return which report is open, 0 where none is: text pasted for one is not for another."""
        report = self._window.report
        return 0 if report is None else report.session.report_id

    def read_text(self, text: str) -> None:
        """Read pasted text."""
        self._again, self._begins = partial(self.read_text, text), False
        self._pasted, self._pasted_in = text, self._report_id()
        wanted = self._request_for("auto")
        self._work("正在读粘贴的文字", lambda: read_pasted(text, wanted), "")

    def show(
        self,
        proposal: Proposal,
        origin: Origin | None = None,
        *,
        title: str = "",
        about: str = "",
    ) -> None:
        """Show a proposal for the report that is open, for a new one where none is.

        `title` and `about` say what it is where that is no imported source.
        """
        if self._window.report is None:
            self._begin_report()
        held = self._window.report
        if held is None:
            return
        held.context.commit_pending()
        page = ImportPage(proposal, held.session, origin, title=title, about=about)
        page.taken.connect(self._taken)
        page.left.connect(self._leave)
        self._show_page(page)

    def _picked(self, title: str) -> tuple[Path, ...]:
        folder = str(self._window.settings.export_folder)
        names = pick_files(self._window, title, folder, IMPORT_KINDS)
        return tuple(Path(name) for name in names)

    def _read_picked(self, paths: Sequence[Path], years: Years) -> None:
        if len(paths) > 1:
            self.read_all(paths)
        elif paths:
            self.read(paths[0], years)

    def _request_for(self, years: Years) -> ImportRequest:
        held = self._window.report
        if held is None:
            return ImportRequest(Report(), None, years)
        held.context.commit_pending()
        return ImportRequest(held.session.report, held.session.scheme, years)

    def _work(self, words: str, work: Callable[[], ReadSource], name: str) -> None:
        waiting = WaitingDialog(self._window.shell, words, work)
        waiting.done.connect(lambda read: self._done(read, name))
        waiting.failed.connect(self._failed)

    def _done(self, read: ReadSource, name: str) -> None:
        if read.opened is not None:
            self.show_restore(read.opened, name)
        elif read.proposal is not None and (read.proposal.items or read.proposal.unplaced):
            self.show(read.proposal, read.origin)
        else:
            happened = f"“{name}”里没有读到可以导入的内容" if name else "没有读到可以导入的内容"
            show_error(KnownError(happened, "核对选的是不是报告、决算公开表或绩效目标申报表"))

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        show_error(error)

    def show_restore(self, opened: OpenedWord, name: str) -> None:
        """Show a file of the program with its data, to be had back or compared."""
        page = RestorePage(opened, name, self._beside(opened), begins=self._begins)
        page.left.connect(self._leave)
        page.restore_wanted.connect(lambda: self._restore(opened))
        page.words_wanted.connect(lambda: self._read_words(opened, name))
        page.next_year_wanted.connect(lambda: self._restore(opened, go_on=True))
        self._show_page(page)

    def _restore(self, opened: OpenedWord, *, go_on: bool = False) -> None:
        if opened.record is None:
            return
        held = same_report(self._window, opened.record)
        if held is None:
            held = self._window.store.create(opened.record, "恢复")
        self._window.open_report(held)
        self._drop()
        if go_on:
            self._window.begin_year(held)

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
        wanted = self._request_for("auto")
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
        scheme = county_scheme(self._window.folder)
        self._fresh = self._window.store.create(Record(begun(scheme), scheme.text))
        self._window.open_report(self._fresh)
        self._before = before

    @Slot(int)
    def _taken(self, number: int) -> None:
        """Leave the import after `number` values were taken: to the year or the page before."""
        shell, fresh, self._fresh = self._window.shell, self._fresh, None
        self._pasted = ""
        self._drop()
        if fresh is not None and self._goes_on_elsewhere(fresh):
            return
        if fresh is not None or self._before not in shell.step_actions:
            self._window.show_year()
            return
        shell.show_page(self._before)
        report = self._window.report
        if report is not None:  # the field that the page begins with says it, whenever it does
            words = f"已导入 {number} 个，整批是一步，按 Ctrl+Z 全部撤销"
            report.context.note_understood("", words)
            report.speak_again()

    def _goes_on_elsewhere(self, fresh: int) -> bool:
        """Where the unit has a report of that year already, ask which of them to go on with.

        Returns:
            Whether the other one was chosen: the same files are read into it, and the one that
            was begun for them goes.
        """
        window, held = self._window, self._window.report
        known = window.same_year(held.session.report, besides=fresh) if held is not None else None
        if known is None or ask_second_year(window, known.title, with_files=True):
            return False
        window.open_report(known.id)
        window.store.delete(fresh)
        window.store.purge(fresh)
        window.show_year()
        self._again()
        return True

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
        call_later(self, lambda: shell.drop_page(IMPORT))


# The ways into the 体检 screen, and out of it.


CHECKUP = "checkup"
CHECK_KINDS = "报告 (*.docx *.txt);;所有文件 (*)"


class ProofreadActions(QObject):
    """Examines reports from outside; the report that is open stays open behind the screen."""

    def __init__(self, window: WindowHost) -> None:
        super().__init__(window)
        self._window = window
        self._before = ""
        self._pasted = ""
        """Text that was examined: it stands in its dialog again."""

    @property
    def is_shown(self) -> bool:
        """Whether the screen is in sight: a dropped file is examined then."""
        return self._window.shell.page == CHECKUP

    @Slot()
    def ask_file(self) -> None:
        """Have the clerk pick a report, and examine it."""
        folder = str(self._window.settings.export_folder)
        name = pick_file(self._window, "体检一份报告", folder, CHECK_KINDS)
        if name:
            self.read(Path(name))

    @Slot()
    def ask_text(self) -> None:
        """Have the clerk paste a report, and examine it."""
        dialog = PasteReportDialog("体检粘贴的文字", "体检", self._window, self._pasted)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            self._pasted = text = dialog.text
            self._work("正在体检粘贴的文字", lambda: proofread_text(text))

    def read(self, path: Path) -> None:
        """Examine a file, with a bar where it takes longer than a moment."""
        self._work(f"正在体检“{path.name}”", lambda: proofread_file(path))

    def _work(self, words: str, work: Callable[[], ProofreadResult]) -> None:
        if self._window.report is not None:
            self._window.report.context.commit_pending()
        waiting = WaitingDialog(self._window.shell, words, work)
        waiting.done.connect(self._show)
        waiting.failed.connect(self._failed)

    @Slot(object)
    def _show(self, examined: ProofreadResult) -> None:
        page, shell = ProofreadPage(examined, self._window.settings), self._window.shell
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
        show_error(error)

    @Slot()
    def _leave(self) -> None:
        shell = self._window.shell
        shell.show_page(self._before)
        call_later(self, lambda: shell.drop_page(CHECKUP))


# What the menus ask of this room; each act loads what it needs.


def send_report(window: WindowHost) -> None:
    """Show what is open in the report and pack it to be sent."""
    if window.report is None or not window.report.close():
        return
    session = window.report.session
    ready = look_over(Record(session.report, session.scheme.text))
    folder = window.settings.export_folder
    proposed = folder / file_name(session.facts, RETURN_PACKAGE.extension)
    dialog = SendDialog(ready, proposed, window)
    dialog.exec()
    if dialog.written is not None:
        window.settings.export_folder = dialog.written.parent


def take_file(window: WindowHost, path: Path) -> None:
    """Do with a file what its kind is for: take a scheme, show or open the report of a package or data file.

    Raises:
        KnownError: The file cannot be used.
    """
    if path.suffix.lower() == RETURN_PACKAGE.extension:
        take_package(window, path)
    elif path.suffix.lower() == ".json":
        take_data(window, path)
    else:
        take_scheme_file(window, path)


def take_or_show_error(window: WindowHost, path: Path) -> None:
    """Take a file from a timer, where Qt drops an error instead of handing it on."""
    try:
        take_file(window, path)
    except KnownError as error:
        show_error(error)


def import_scheme(window: WindowHost) -> None:
    """Ask for a scheme file and offer it to the report that is open."""
    path = ask_scheme(window, window.settings.export_folder)
    if path is not None:
        take_scheme_file(window, path)


def take_scheme_file(window: WindowHost, path: Path) -> None:
    """Keep the scheme of a file for new reports, and offer it to the report that is open.

    Raises:
        KnownError: The file is no scheme, or it cannot be kept.
    """
    scheme = read_scheme_file(path)
    keep_current(window.folder, scheme)
    if window.report is None:
        words = f"已导入“{scheme.name} {scheme.version}”"
        _tell(window, words, "以后新建的报告都用它；已有的报告打开后可以再选一次这个文件改用")
    else:
        offer_scheme(window, scheme)


def offer_scheme(window: WindowHost, scheme: Scheme) -> None:
    """Ask whether the open report shall take another scheme; do so where it shall."""
    if window.report is None or not window.report.close():
        return
    session = window.report.session
    number = session.report_id
    if SchemeOffer(session.scheme, scheme, window).exec():
        page = window.shell.page
        window.store.set_scheme(number, scheme.text)
        window.open_report(number)
        _give_rows(window)
        if page in {step.key for step in window.shell.strip.steps}:
            window.shell.show_page(page)
        _tell(window, f"这份报告已经改用“{scheme.name} {scheme.version}”", "填好的内容都没有动")
    else:
        window.settings.leave_scheme(_mark(number, scheme))


def _give_rows(window: WindowHost) -> None:
    """Give every section that the county has added its row, as one step that can be undone."""
    if window.report is not None:
        session = window.report.session
        draft = session.draft()
        if add_own_rows(draft, session.report, session.scheme):
            session.make(draft.change, "添上县里自设的各节")


def offer_newer(window: WindowHost) -> None:
    """Offer the open report the county's other edition, unless it was left aside before."""
    if window.report is None:
        return
    session = window.report.session
    newer = newer_scheme(window.folder, session.scheme)
    if newer and _mark(session.report_id, newer) not in window.settings.left_schemes:
        offer_scheme(window, newer)


def _mark(number: int, scheme: Scheme) -> str:
    return f"{number}-{hashlib.sha256(scheme.text.encode()).hexdigest()[:16]}"


def newer_scheme(folder: Path, used: Scheme) -> Scheme | None:
    """Return the county's scheme where it is another edition of the one in use, else None."""
    if not (folder / FILE).is_file():
        return None
    kept = county_scheme(folder)
    if kept is default_scheme():  # the one that was imported is damaged
        return None
    same_county = kept.name == used.name or (kept.county and kept.county == used.county)
    return kept if same_county and kept.text != used.text else None


def edit_scheme(window: WindowHost) -> SchemeEditor:
    """Open the editor on the county's scheme."""
    editor = SchemeEditor(county_scheme(window.folder), window.settings.export_folder, window)
    editor.show()
    return editor


def collect_reports(window: WindowHost) -> CollectWindow:
    """Open the window that collects what the units sent."""
    scheme = county_scheme(window.folder)
    collecting = CollectWindow(window.settings.export_folder, window, scheme=scheme)
    collecting.show()
    return collecting


def about(window: WindowHost) -> None:
    """Show versions, licences and the data folder."""
    used = window.report.session.scheme if window.report is not None else None
    scheme = f"{used.name} {used.version}" if used else ""
    habits = used.page if used else None
    AboutDialog(window.folder, window, scheme=scheme, habits=habits).exec()


def _tell(window: WindowHost, done: str, rest: str) -> None:
    box = QMessageBox(window)
    box.setWindowTitle("县级方案")
    box.setText(done)
    box.setInformativeText(rest)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
