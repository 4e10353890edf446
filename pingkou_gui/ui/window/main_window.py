"""The window: the start screen or an open report, and everything a menu can ask for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QKeySequence,
    QShortcut,
    QWheelEvent,
)

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.session import Session
from pingkou_gui.store.backups import LostDatabaseError
from pingkou_gui.store.database import DamagedDatabaseError
from pingkou_gui.store.reports import DamagedReportError
from pingkou_gui.ui.editors.page_context import Ask
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.file_dialogs import open_folder
from pingkou_gui.ui.open_items import (
    OVERVIEW,
    PAGES,
    PROGRAM,
    PageStep,
    findings_title,
    last_step,
    local_time,
    report_title,
)
from pingkou_gui.ui.safekeeping import Safekeeper
from pingkou_gui.ui.table.table_actions import IN_MENU, trigger_table_action
from pingkou_gui.ui.theme import Appearance, theme
from pingkou_gui.ui.widgets.base import available_size, call_later, fit_to_screen, is_zoom
from pingkou_gui.ui.window.on_demand import (
    about,
    ask_checkup,
    ask_checkup_text,
    ask_import,
    ask_import_text,
    ask_leave_unsaved,
    checkups,
    collect_reports,
    edit_scheme,
    find_field,
    help_actions,
    import_scheme,
    importing,
    load_file,
    offer_newer,
    offer_recovery,
    open_blank,
    open_sample,
    preview,
    save_data,
    send_report,
    show_over_years,
    stored_scheme,
    take_or_show_error,
    year_actions,
)
from pingkou_gui.ui.window.on_demand import export_word as export_word_
from pingkou_gui.ui.window.on_demand import overview_screen as overview_screen_
from pingkou_gui.ui.window.on_demand import reports_screen as reports_screen_
from pingkou_gui.ui.window.on_demand import start_screen as start_screen_
from pingkou_gui.ui.window.open_report import OpenReport
from pingkou_gui.ui.window.shell import BARE, REPORTS, START, Shell, ShellParts
from pingkou_gui.ui.window.side_panes import FINDINGS, HELP, SidePanes
from pingkou_gui.ui.window.window_host import DropActions, WindowHost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
    )
    from PySide6.QtWidgets import QMenu

    from pingkou_gui.form.values import FigureRef
    from pingkou_gui.importers.last_report_model import Years
    from pingkou_gui.reopen import OpenedWord
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.ui.settings import Settings
    from pingkou_gui.ui.window.actions import ImportActions, ProofreadActions
    from pingkou_gui.ui.window.guides import HelpActions, YearActions


# The menus: everything that can be done, each with its key.


_LARGER = ("Ctrl+=", "Ctrl+Shift+>", "Ctrl+>", "Ctrl+Shift+.")
_SMALLER = ("Ctrl+-", "Ctrl+_", "Ctrl+Shift+<", "Ctrl+<", "Ctrl+Shift+,")
"""The keys of every other program first, then those of Word."""
_AS_MADE = ("Ctrl+Shift+0", "Ctrl+)")
_GAP = "　"
"""Between the longest words of a menu and the key behind them, which Qt sets without any."""
SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


class Menus:
    """Makes the menus of a window, and keeps what depends on the open report."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._needing_report: list[QAction] = []
        self.actions: list[QAction] = []
        self._file()
        self._edit()
        self._view()
        self._tools()
        self._help()

    def set_report_open(self, is_open: bool) -> None:  # noqa: FBT001 - one plain switch
        """Offer what needs an open report, or not."""
        for action in self._needing_report:
            action.setEnabled(is_open)
        # with a report F1 shows the help of the field first, and the manual at its second press
        self.manual.setShortcuts([] if is_open else [QKeySequence("F1")])

    def show_history(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do."""
        self.undo.setText(f"撤销{undo}{_GAP}" if undo else "撤销")
        self.redo.setText(f"重做{redo}{_GAP}" if redo else "重做")

    def _file(self) -> None:
        menu, window = self._menu("文件(&F)"), self._window
        self._add(menu, "新建空白报告", window.new_report, "Ctrl+N")
        self._add(menu, "打开报告…", window.show_reports, "Ctrl+O")
        self._add(menu, "打开示例", window.open_sample, "Ctrl+E")
        self._add(menu, "载入数据文件…", partial(load_file, window))
        menu.addSeparator()
        self._add(menu, "导入…", partial(ask_import, window), "Ctrl+I")
        self._add(menu, "导入粘贴的文字…", partial(ask_import_text, window))
        self._add(menu, "新一年，分五步…", window.show_year, "Ctrl+Shift+N")
        self._add(menu, "用这份报告开始新一年…", window.begin_year_here, report=True)
        menu.addSeparator()
        self._add(menu, "保存状态", window.show_save_state, "Ctrl+S", report=True)
        self._add(menu, "导出 Word…", window.export_word, "Ctrl+Shift+E", report=True)
        self._add(menu, "打印预览和 PDF…", partial(preview, window), "Ctrl+P", report=True)
        self._add(menu, "另存数据文件…", partial(save_data, window), report=True)
        self._add(menu, "打包上报…", partial(send_report, window), report=True)
        menu.addSeparator()
        self._add(menu, "从备份恢复…", window.safekeeper.show_backups)
        self._add(menu, "恢复数据…", window.safekeeper.recover)
        menu.addSeparator()
        self._add(menu, "导入县级方案…", partial(import_scheme, window))
        menu.addSeparator()
        self._add(menu, "退出", window.close, "Ctrl+Q")

    def _edit(self) -> None:
        menu, window = self._menu("编辑(&E)"), self._window
        self.undo = self._add(menu, "撤销", window.undo, "Ctrl+Z", report=True)
        self.redo = self._add(menu, "重做", window.redo, "Ctrl+Y", "Ctrl+Shift+Z", report=True)
        menu.addSeparator()
        self._add(menu, "确认沿用", window.confirm, "Ctrl+D", report=True)
        self._add(menu, "本页全部确认", window.confirm_page, "Ctrl+Shift+D", report=True)
        self._add(menu, "选常用语或选项", window.offer_choices, "Alt+Down", report=True)
        rows = menu.addMenu("表格的行")
        for what in IN_MENU:
            shown = f"{what.title}\t{what.shown_key}".rstrip()  # the table listens to the key
            action = self._add(rows, shown, partial(trigger_table_action, what), report=True)
            action.setObjectName(what.object_name)
        menu.addSeparator()
        safekeeper = window.safekeeper
        self._add(menu, Ask.HISTORY.title, safekeeper.show_field_history, report=True)
        self._add(menu, "找回删掉的行…", safekeeper.show_removed_rows, report=True)
        self._add(menu, "查找栏目…", window.find_field, "Ctrl+F", report=True)

    def _view(self) -> None:
        menu, window = self._menu("查看(&V)"), self._window
        for action in window.shell.step_actions.values():
            menu.addAction(action)
            self._needing_report.append(action)
        menu.addSeparator()
        for action in window.shell.pane_actions.values():
            menu.addAction(action)
            self._needing_report.append(action)
        menu.addSeparator()
        years = partial(show_over_years, window)
        self._add(menu, Ask.YEARS.title, years, "F9", report=True)
        menu.addSeparator()
        self._add(menu, "上一页", lambda: window.turn(-1), "Ctrl+PgUp", report=True)
        self._add(menu, "下一页", lambda: window.turn(1), "Ctrl+PgDown", report=True)
        self._add(
            menu, "本页第一栏", lambda: window.go_to_edge(last=False), "Ctrl+Home", report=True
        )
        self._add(
            menu, "本页最后一栏", lambda: window.go_to_edge(last=True), "Ctrl+End", report=True
        )
        menu.addSeparator()
        self._appearance(menu.addMenu("外观"))
        size = menu.addMenu("字号")
        sizes: tuple[tuple[str, Callable[[], object], tuple[str, ...]], ...] = (
            ("放大\tCtrl+=", lambda: window.set_size(_step(1)), _LARGER),
            ("缩小\tCtrl+-", lambda: window.set_size(_step(-1)), _SMALLER),
            ("100%\tCtrl+Shift+0", lambda: window.set_size(100), _AS_MADE),
        )
        for title, slot, keys in sizes:
            self._add(size, title, slot)
            for key in keys:
                self._listen(key, slot)

    def _listen(self, key: str, slot: Callable[[], object]) -> None:
        """Act at a key that may be written in several ways.

        X11 takes one press for all of them at once, which leaves an action that has them all
        undone as ambiguous.
        """
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.activated.connect(slot)
        shortcut.activatedAmbiguously.connect(slot)

    def _tools(self) -> None:
        menu, window = self._menu("工具(&T)"), self._window
        self._add(menu, "看下一处", lambda: window.go_to_open(1), "F4", report=True)
        self._add(menu, "看上一处", lambda: window.go_to_open(-1), "Shift+F4", report=True)
        self._add(menu, Ask.EXPLAIN.title, window.explain, "Ctrl+[", report=True)
        menu.addSeparator()
        self._add(menu, "编辑县级方案…", partial(edit_scheme, window))
        self._add(menu, "汇总上报…", partial(collect_reports, window))
        menu.addSeparator()
        self._add(menu, "体检一份报告…", partial(ask_checkup, window))
        self._add(menu, "体检粘贴的文字…", partial(ask_checkup_text, window))

    def _help(self) -> None:
        menu, window = self._menu("帮助(&H)"), self._window
        self.manual = self._add(menu, "用户手册", window.show_manual, "F1")
        self._add(menu, "三分钟看一遍", window.show_tour)
        self._add(menu, "怎样安装字体", window.show_font_help)
        menu.addSeparator()
        self._add(menu, "打开数据文件夹", window.open_data_folder)
        self._add(menu, "诊断包…", window.safekeeper.show_diagnosis)
        self._add(menu, "关于本程序", partial(about, window))

    def _appearance(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for appearance in Appearance:
            action = self._add(
                menu, appearance.value, partial(self._window.set_appearance, appearance)
            )
            action.setCheckable(True)
            action.setChecked(theme().appearance is appearance)
            group.addAction(action)
        menu.addSeparator()
        white = self._add(
            menu, "版面用白纸", lambda: self._window.set_white_paper(white.isChecked())
        )
        white.setCheckable(True)
        white.setChecked(theme().white_paper)

    def _menu(self, title: str) -> QMenu:
        return self._window.shell.menu_bar.addMenu(title)

    def _add(
        self, menu: QMenu, title: str, slot: Callable[[], object], *keys: str, report: bool = False
    ) -> QAction:
        action = QAction(title, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: slot())
        menu.addAction(action)
        self.actions.append(action)
        if report:
            self._needing_report.append(action)
        return action


def _step(way: int) -> int:
    now = theme().percent
    larger = [size for size in SIZES if size > now]
    smaller = [size for size in SIZES if size < now]
    return (larger[:1] or [now])[0] if way > 0 else (smaller[-1:] or [now])[0]


# The window: the start screen or an open report, and everything a menu can ask for.


_FIRST_SIZE = QSize(1366, 697)
DRAWN = 10
"""Milliseconds for the screen to show a report that was opened."""


_NOWHERE = "没有放进去：先点一下要填的格子，再粘贴一次"


class MainWindow(WindowHost):
    """One window, one open report at most."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Make the window over a data folder; the database is opened by `begin`."""
        super().__init__(folder, settings)
        self._just_opened: int | None = None
        self._handed: Path | None = None
        self._called = ""
        """What tells the open report from others of its unit and year: 备份 2024-03-20 09:30."""
        self._drawn = QTimer(self, singleShot=True, interval=DRAWN)
        self._drawn.timeout.connect(self._settle)
        self.panes = SidePanes(self._explain_figure, partial(preview, self))
        steps = [PageStep(p.key, p.title, at) for at, p in enumerate(FORM.pages, 1)]
        self.shell = Shell([*steps, last_step()], self.panes.declared())
        self.panes.stand_in(self.shell)
        self.shell.add_page(START, partial(start_screen_, self), BARE)
        self.shell.add_page(REPORTS, partial(reports_screen_, self), BARE)
        self.setCentralWidget(self.shell)
        self._drops = DropActions(self, self.read_documents)
        self.safekeeper = Safekeeper(self)
        self.menus = Menus(self)
        self.menus.set_report_open(is_open=False)
        self.menus.show_history("", "")
        self._connect()
        self._place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.take(event, dropped_now=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Paste) or not self._take_pasted():
            super().keyPressEvent(event)

    def _take_pasted(self) -> bool:
        """Take files copied elsewhere, and text where a report is still to come, as the start says."""
        data = QtGui.QGuiApplication.clipboard().mimeData()
        if self._drops.take_files(data):
            return True
        if not data.text().strip():
            return False
        if self.report is None or self.guide.is_shown:
            self.imports.ask_text(data.text())
        else:
            self.shell.field_bar.show_field("粘贴", _NOWHERE)
        return True

    @cached_property
    def imports(self) -> ImportActions:
        """The ways into the import screen."""
        return importing(self)

    @cached_property
    def checkups(self) -> ProofreadActions:
        """The ways into the 体检 screen."""
        return checkups(self)

    @cached_property
    def guide(self) -> YearActions:
        """The ways into the five steps of a new year."""
        return year_actions(self)

    @cached_property
    def help(self) -> HelpActions:
        """The ways into the manual and the tour."""
        return help_actions(self)

    @Slot()
    def show_manual(self) -> None:
        """Show the page of the manual on the screen in sight."""
        self.help.show_here()

    @Slot(str)
    def show_manual_page(self, key: str) -> None:
        """Open the manual at the page whose key is that of its file in `resources/manual`."""
        self.help.show_page(key)

    @Slot()
    def show_font_help(self) -> None:
        """Show how fonts are installed, and what replaces which."""
        self.help.show_fonts()

    @Slot()
    def show_tour(self) -> None:
        """Show the three minutes."""
        self.help.show_tour()

    @Slot()
    def show_year(self) -> None:
        """Show the five steps of a new year."""
        self.guide.show()

    @Slot()
    def begin_year_here(self) -> None:
        """Begin the year after that of the report in hand."""
        self.guide.begin_here()

    def begin_year(self, report_id: int) -> None:
        """Begin the year after that of a report."""
        self.guide.begin(report_id)

    def begin(self) -> bool:
        """Open the report opened last, or show the start screen.

        Returns:
            Whether the data can be used; if not, the clerk was told why and the window closes.
        """
        while True:
            try:
                self._open_first()
            except (DamagedDatabaseError, DamagedReportError, LostDatabaseError) as error:
                if isinstance(error, DamagedReportError):
                    self.show_reports()  # the others can be worked on; this one is named there
                    show_error(error)
                    return True
                self.reset_store()
                if offer_recovery(self.folder, error, self):
                    continue
            except KnownError as error:
                show_error(error)
            else:
                return True
            self.close()
            return False

    def _open_first(self) -> None:
        """Open the database and the report opened last, one that cannot be read left aside."""
        known = self.store.summaries()
        self.safekeeper.begin()
        if known:
            self.open_report(known[0].id)
        else:
            self.show_start()

    def reload(self, report_id: int) -> None:
        """Show a report after a restore, 0 for the one that is open or else was opened last."""
        wanted = report_id or (self.report.session.report_id if self.report is not None else 0)
        if not self.leave_report():
            return
        known = [each.id for each in self.store.summaries()]
        if known:
            self.open_report(wanted if wanted in known else known[0])
        else:
            self.show_start()

    def open_report(self, report_id: int) -> None:
        """Open a report and show the page it was left on, at first the first one.

        The first page that is not done would have to wait for the checks. A window that is only
        about to open reads the scheme once the page is on the screen.
        """
        if not self.leave_report():
            return
        scheme = partial(self._scheme_of, report_id)
        self.use(Session(self.store, report_id, scheme() if self.isVisible() else scheme))
        known = next(each for each in self.store.summaries() if each.id == report_id)
        self._called = known.name
        self._show_title()
        self.shell.show_saved(local_time(known.changed_at))
        self.safekeeper.warn_read_only()
        left = self.settings.page_of(report_id)
        self.shell.show_page(left if left in PAGES else FORM.pages[0].key)
        self._just_opened = report_id
        call_later(self, self._drawn.start)  # counted from when events are handled

    def use(self, session: Session) -> None:
        """Tie the window to a session."""
        self.report = OpenReport(self.shell, session, self)
        self.report.context.phrase_book = self.settings
        self.report.context.asked.connect(self._answer)
        self.report.titled.connect(self._show_title)
        self.safekeeper.follow(session)
        session.changed.connect(self._show_history)
        self.report.watch.changed.connect(self._show_findings)
        self.panes.follow(self.report)
        self.shell.set_pane_title(FINDINGS, findings_title(0))  # of the report before, till now
        self.shell.drop_page(OVERVIEW)
        self.shell.add_page(OVERVIEW, partial(overview_screen_, self), ShellParts(field_bar=False))
        self.menus.set_report_open(is_open=True)
        self._show_history()
        self._show_title()

    @Slot()
    def show_start(self) -> None:
        """Show the start screen; what was typed is handed over first."""
        if self.leave_report():
            self.shell.drop_page(START)
            self.shell.show_page(START)

    @Slot()
    def show_reports(self) -> None:
        """Show the list of reports and the bin."""
        if self.leave_report():
            self.shell.drop_page(REPORTS)
            self.shell.show_page(REPORTS)

    @Slot()
    def new_report(self) -> None:
        """Make an empty report, ready for the name of the unit."""
        open_blank(self)
        self._jump(Unit.name.at())

    @Slot()
    def open_sample(self) -> None:
        """Make a report of the sample."""
        open_sample(self)

    def read_document(self, path: Path) -> None:
        """Read a document that was handed over: examined on that screen, else imported."""
        if self.checkups.is_shown:
            self.checkups.read(path)
        else:
            years: Years = "auto" if self.report is not None else "last"
            self.imports.read(path, years)

    def read_documents(self, paths: Sequence[Path]) -> None:
        """Read documents that were handed over together; of several one is examined at a time."""
        if len(paths) > 1 and not self.checkups.is_shown:
            self.imports.read_all(paths)
            return
        if len(paths) > 1:
            names = f"拖来了 {len(paths)} 个，现在看“{paths[0].name}”"
            show_error(KnownError("一次只体检一个文件", f"{names}，其余的接着再拖"))
        self.read_document(paths[0])

    def offer_report(self, opened: OpenedWord, name: str) -> None:
        """Show a report that was handed over as a file, beside the one in hand."""
        self.imports.show_restore(opened, name)

    def take_later(self, path: Path) -> None:
        """Do with a file of the program's own what it is for, once the window stands."""
        self._handed = path
        call_later(self, self._take_handed)

    @Slot()
    def export_word(self) -> None:
        """Go to the overview and write the report as Word."""
        export_word_(self)

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        if self.report is not None and not self.shell.holds_back():
            self.report.undo()

    @Slot()
    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self.report is not None and not self.shell.holds_back():
            self.report.redo()

    @Slot()
    def confirm(self) -> None:
        """Confirm what was taken over from last year in the field in hand, or take it over."""
        if self.report is not None:
            self.report.confirm()

    @Slot()
    def confirm_page(self) -> None:
        """Confirm all that was taken over from last year on the page in sight."""
        if self.report is not None:
            self.report.confirm_page()

    @Slot()
    def offer_choices(self) -> None:
        """Open phrases or choices under the field in hand."""
        if self.report is not None:
            self.report.offer_choices()

    @Slot()
    def find_field(self) -> None:
        """Open the search for a field by its name."""
        if self.report is not None:
            self.report.context.commit_pending()
            found = find_field(self.shell, self.report.context.facts)
            found.chosen.connect(self._jump)

    @Slot()
    def show_save_state(self) -> None:
        """Say that everything is saved already, or try again."""
        if self.report is not None and self.report.close():
            self.shell.field_bar.show_field("已经保存", "每改一处都立即保存，不用另外保存")

    @Slot()
    def explain(self) -> None:
        """Show how the number in hand came about, ready to go to its inputs."""
        self.shell.choose_pane(HELP)
        link = self.panes.help.first_link()
        if link is not None:
            link.setFocus()

    @Slot()
    def open_data_folder(self) -> None:
        """Show the folder that holds the database in the file manager."""
        open_folder(self.folder)

    def turn(self, way: int) -> None:
        """Go to the next (1) or previous (-1) page."""
        keys = [step.key for step in self.shell.strip.steps]
        if self.shell.page in keys:
            at = keys.index(self.shell.page) + way
            if 0 <= at < len(keys):
                self.shell.show_page(keys[at])

    def go_to_edge(self, *, last: bool) -> None:
        """Go to the first or last field of the page."""
        if self.report is not None:
            self.report.go_to_edge(last)

    def go_to_open(self, way: int) -> None:
        """Go to the next (1) or previous (-1) open thing."""
        if self.report is not None and not self.shell.holds_back():
            self.report.go_to_open(way)

    def set_appearance(self, appearance: Appearance) -> None:
        """Show the program light, dark, in high contrast, or as the system does."""
        theme().set_appearance(appearance)
        self.settings.appearance = appearance

    def set_white_paper(self, white: bool) -> None:  # noqa: FBT001 - one plain switch
        """Show the pages beside the form white in dark colours too, or as dark as the rest."""
        theme().set_white_paper(white)
        self.settings.white_paper = white

    def set_size(self, percent: int) -> None:
        """Set all type at so many per cent."""
        theme().set_percent(percent)
        self.settings.percent = theme().percent

    def wheelEvent(self, event: QWheelEvent) -> None:
        way = event.angleDelta().y()
        if is_zoom(event) and way:
            self.set_size(_step(1 if way > 0 else -1))
        else:
            super().wheelEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.safekeeper.may_close():
            event.ignore()
            return
        if not self._is_saved():
            event.ignore()
            return
        self._leave_field()
        self.settings.geometry = self.saveGeometry()
        self.settings.pane = self.shell.pane
        self._note_opened()
        self._drawn.stop()
        if self.report is not None:
            self._keep_page()
            self.report.watch.end()
        self.safekeeper.close()
        self.close_store()
        event.accept()

    def _leave_field(self) -> None:
        """Have the field in hand end its stay while there still is a store to write to."""
        field = self.focusWidget()
        if self.report is not None and field is not None:
            field.clearFocus()

    def leave_report(self) -> bool:
        """Let go of the open report; return whether all of it was saved, or need not be."""
        if self.report is None:
            return True
        self._note_opened()
        if not self._is_saved():
            return False
        self._keep_page()
        self.panes.forget()
        self.report.release()
        self.report = None
        self.menus.set_report_open(is_open=False)
        self.menus.show_history("", "")
        self.shell.menu_line.saved.clear()
        self.shell.save_band.clear()
        self.setWindowTitle(PROGRAM)
        return True

    def _is_saved(self) -> bool:
        """Return whether all is saved, or the clerk wants to leave all the same."""
        if self.report is None or self.report.close() or self.safekeeper.is_ending:
            return True
        return ask_leave_unsaved(self, self.report.session.unsaved_count)

    def _scheme_of(self, report_id: int) -> Scheme:
        return stored_scheme(self.store.scheme(report_id))

    def _keep_page(self) -> None:
        """Remember where the report is left: there the clerk goes on."""
        if self.report is not None and self.shell.page in PAGES:
            self.settings.keep_page(self.report.session.report_id, self.shell.page)

    def _note_opened(self) -> None:
        """Have the report opened again at the next start."""
        if self._just_opened is not None:
            self.store.opened(self._just_opened)
            self._just_opened = None

    @Slot()
    def _settle(self) -> None:
        """Do what the first picture of a report did not wait for."""
        self._note_opened()
        if self.report is None:
            return
        if not self.report.context.facts.scheme_is_read:
            self._read_scheme(self.report)
        if self.report is not None and self._handed is None:  # which brings another report
            offer_newer(self)

    def _read_scheme(self, report: OpenReport) -> None:
        """Read the scheme of the open report; without one the report cannot stay open."""
        try:
            report.session.scheme  # noqa: B018 - asking reads it
        except KnownError:
            self.show_reports()
            raise
        report.context.refresh()

    @Slot()
    def _take_handed(self) -> None:
        path, self._handed = self._handed, None
        if path is not None:
            take_or_show_error(self, path)

    def _connect(self) -> None:
        self.shell.menu_line.find_button.clicked.connect(self.find_field)
        self.shell.save_band.retry_wanted.connect(self._retry)
        self.shell.save_band.elsewhere_wanted.connect(partial(save_data, self))
        self.shell.foot.next_wanted.connect(partial(self.go_to_open, 1))
        self.shell.more_help_wanted.connect(self.show_manual)

    def _place(self) -> None:
        self.setWindowTitle(PROGRAM)
        least = QSize(theme().em(34), theme().em(17))
        self.setMinimumSize(fit_to_screen(least, available_size(self)))
        if not self.restoreGeometry(self.settings.geometry):
            self.resize(fit_to_screen(_FIRST_SIZE, available_size(self)))
        if self.settings.pane:
            self.shell.choose_pane(self.settings.pane)

    @Slot(object)
    def _jump(self, target: object) -> None:
        if self.report is not None:
            self.report.jump(target)  # type: ignore[arg-type]  # a `Target`, by the signal's word

    @Slot()
    def _show_findings(self) -> None:
        state = self.report.watch.known if self.report is not None else None
        if state is not None:
            self.shell.set_pane_title(FINDINGS, findings_title(state.findings))

    @Slot(object)
    def _answer(self, ask: Ask) -> None:
        """Answer what is asked about the field in hand."""
        answers: dict[Ask, Callable[[], object]] = {
            Ask.EXPLAIN: self.explain,
            Ask.YEARS: partial(show_over_years, self),
            Ask.HISTORY: self.safekeeper.show_field_history,
            Ask.HELP: partial(self.shell.choose_pane, HELP),
        }
        answers[ask]()

    def _explain_figure(self, ref: FigureRef) -> None:
        self.shell.choose_pane(HELP)
        self.panes.help.show_help(ref)

    @Slot()
    def _retry(self) -> None:
        if self.report is not None and self.safekeeper.retry():
            self.report.retry()

    @Slot()
    def _show_history(self) -> None:
        if self.report is not None:
            session = self.report.session
            self.menus.show_history(session.undo_label, session.redo_label)

    @Slot()
    def _show_title(self) -> None:
        if self.report is not None:
            called = f"（{self._called}）" if self._called else ""
            self.setWindowTitle(f"{report_title(self.report.context.facts)}{called}")
