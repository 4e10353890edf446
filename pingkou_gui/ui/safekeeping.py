"""What keeps the data of the window safe: backups by the clock, tries again, files gone astray."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError, StorageError
from pingkou_gui.form.values import Place
from pingkou_gui.paths import database_in
from pingkou_gui.report.json_format import Record, to_json
from pingkou_gui.store.backups import BackupKeeper, Reason, keep_both, put_back
from pingkou_gui.store.database import (
    DamagedDatabaseError,
    DetachedDatabaseError,
    LockedDatabaseError,
    find_damage,
    make_private,
)
from pingkou_gui.store.folder_location import risk_of
from pingkou_gui.ui.error_dialogs import show_error, show_good
from pingkou_gui.ui.window.on_demand import (
    ask_detached,
    backups_dialog,
    diagnostics_dialog,
    field_history_dialog,
    offer_recovery,
    removed_rows_dialog,
)

if TYPE_CHECKING:
    from pingkou_gui.session import Session
    from pingkou_gui.store.reports import ReportStore
    from pingkou_gui.ui.dialogs import Dialog
    from pingkou_gui.ui.window.main_window import MainWindow

_LOOK_EVERY = 60_000
"""Milliseconds between two looks whether a backup is due."""
_CHECK_AFTER = 3_000
"""Milliseconds after the start at which all the data are checked in the background."""
_TRY_AGAIN = 1_000
"""Milliseconds after which a file that was locked is tried again."""
_RESTORED = "这是恢复出来的那一份，"
_BOTH = "原来的一份没有动，按 Ctrl+O 可以换过去"
_ALONE = "原来的一份已经删去，现在用的就是这一份"
_LEFT = "没存下的报告-"
"""How the name of a file begins that holds what could not be saved."""


class Safekeeper(QObject):
    """Backs up what the window changes, and sees to it that it is saved where it will be looked for."""

    _found_damaged = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        """Keep the data of a window safe, from when its database is open."""
        super().__init__(window)
        self._window = window
        self._keeper: BackupKeeper | None = None
        self._clock = QTimer(self, interval=_LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        self._again = QTimer(self, singleShot=True, interval=_TRY_AGAIN)
        self._again.timeout.connect(self._try_again)
        self._first = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._first.timeout.connect(self._check)
        self._found_damaged.connect(self._show_damage)
        self._ending = False

    def begin(self) -> None:
        """Begin to look after the database that is open now."""
        self._keeper = BackupKeeper(self._window.store, self._second, self._found_damaged.emit)
        self._clock.start()
        self._first.start()

    def follow(self, session: Session) -> None:
        """Look after the changes of a session."""
        session.save_failed.connect(self._save_failed)
        session.before_large_change = self._back_up_before_import

    def warn_read_only(self) -> None:
        """Say beforehand where nothing can be saved."""
        if self._window.store.read_only:
            where = self._window.folder
            self._window.shell.show_save_trouble(
                f"“{where}”只能读，改动存不下", "可以看、可以导出；要改就换一个能写的数据文件夹"
            )

    def save_all(self) -> bool:
        """Save what stands in the window without a question; return whether all of it is saved."""
        report = self._window.report
        return report is None or report.close()

    def end(self) -> None:
        """Save all and close without a question: the computer is shutting down.

        A file that has vanished is put back. What cannot be saved is written as a data file where
        that can be done; the next start tells of it.
        """
        report = self._window.report
        saved = self.save_all()
        if report is not None and not (self._is_put_back() if saved else self._saves_after_all()):
            self._write_elsewhere(report.session)
        self._ending = True
        self._window.close()

    def _saves_after_all(self) -> bool:
        """Return whether all is saved once a file that has vanished is put back."""
        return self._is_put_back() and self.save_all()

    def _is_put_back(self) -> bool:
        """Return whether the open file lies at its path, where it has vanished after putting it back."""
        store = self._window.store
        try:
            store.check_in_place()
        except DetachedDatabaseError as error:
            if error.replaced:
                return False
            try:
                self._move_to(put_back(store), None)
            except KnownError:
                return False
        except KnownError:  # locked, or out of reach: whether all is saved is known
            return True
        return True

    def _write_elsewhere(self, session: Session) -> None:
        window = self._window
        record = Record(session.report_as_made, session.scheme.text)
        name = f"{_LEFT}{datetime.now().astimezone():%Y%m%d-%H%M%S}.json"
        for folder in (window.folder, window.settings.export_folder, Path.home()):
            with suppress(KnownError, OSError):
                write_safely(folder / name, to_json(record).encode())
                make_private(folder / name)
                return

    def show_unsaved_files(self) -> None:
        """Say once where lies what could not be saved when the computer was shut down."""
        settings = self._window.settings
        folders = {self._window.folder, settings.export_folder, Path.home()}
        found = max(
            (path for each in folders for path in each.glob(f"{_LEFT}*.json")), default=None
        )
        if found is None or found.name <= settings.shown_unsaved_file:
            return
        settings.shown_unsaved_file = found.name
        show_error(
            KnownError(
                "上次关机时最后填的内容没能存进数据文件，另存成了一份数据文件",
                f"用“文件”里的“载入数据文件”打开“{found}”，核对后接着填",
            )
        )

    def may_close(self) -> bool:
        """Return whether the database can be closed: it is the one that will be opened next time.

        Nothing is asked where the computer is shutting down.
        """
        if self._ending or not self._window.has_store:
            return True
        try:
            self._window.store.check_in_place()
        except DetachedDatabaseError as error:
            return self.resolve(error)
        except KnownError:  # locked, or out of reach: what waits to be saved is asked for next
            return True
        return True

    @property
    def is_ending(self) -> bool:
        """Whether the computer is shutting down, so that there is nobody to answer a question."""
        return self._ending

    def close(self) -> None:
        """Make a last backup, where anything changed."""
        for timer in (self._clock, self._again, self._first):
            timer.stop()
        if self._keeper is not None:
            self._keeper.make_now(Reason.CLOSE)
            self._tell_of_trouble(self._keeper.trouble)

    def _tell_of_trouble(self, trouble: StorageError | None) -> None:
        """Say at the end of the work why no backup could be made: once, until one is made again.

        Of damaged data the red band has told already.
        """
        settings = self._window.settings
        if isinstance(trouble, DamagedDatabaseError):
            return
        if trouble is None:
            settings.backup_missed = False
        elif not (settings.backup_missed or self._ending):
            settings.backup_missed = True
            show_error(trouble)

    def resolve(self, error: DetachedDatabaseError) -> bool:
        """Ask what to do about a file that was replaced or is gone; return whether all is saved."""
        choice = ask_detached(self._window, error)
        try:
            if choice == "repair" and error.replaced:
                self._keep_both()
            elif choice == "repair":
                self._move_to(put_back(self._window.store), None)
        except KnownError as fault:
            self._window.shell.show_save_trouble(fault.happened, fault.remedy)
            return False
        if choice == "repair":
            report = self._window.report
            return report is None or report.session.retry()
        return choice == "leave"

    def retry(self) -> bool:
        """See to what keeps changes from being saved; return whether they can be tried again."""
        try:
            self._window.store.check_in_place()
        except DetachedDatabaseError as error:
            return self.resolve(error)
        except KnownError:  # trying again tells
            return True
        return True

    @Slot()
    def show_backups(self) -> None:
        """Show the backups, to restore one."""
        if self._window.report is not None:
            self._window.report.close()
        dialog = backups_dialog(self._window, str(self._second() or ""))
        dialog.restored.connect(self._restored)
        dialog.second_changed.connect(self._set_second)
        _show(dialog)

    @Slot()
    def show_field_history(self) -> None:
        """Show what became of the field in hand."""
        report = self._window.report
        if report is None:
            return
        report.close()
        place = report.context.ref_in_hand
        if isinstance(place, Place):
            _show(field_history_dialog(self._window, report.session, place))
        else:
            show_error(
                KnownError("这里没有可以查的栏目", "先点一下要查的栏目，再选“这一栏改过什么”")
            )

    @Slot()
    def show_removed_rows(self) -> None:
        """Show the rows that were removed from the open report, to bring them back."""
        report = self._window.report
        if report is not None:
            report.close()
            _show(removed_rows_dialog(self._window, report.session))

    @Slot()
    def show_diagnosis(self) -> None:
        """Show the state of the data folder, to be handed in."""
        window = self._window
        _show(diagnostics_dialog(window))

    def warn_of_place(self) -> None:
        """Say once where the data lie in a place that is a risk."""
        window = self._window
        error = risk_of(window.folder)
        if error is not None and window.settings.warned_of != str(window.folder):
            window.settings.warned_of = str(window.folder)
            show_error(error)

    def _keep_both(self) -> None:
        window, report = self._window, self._window.report
        if report is None:
            store, _ = keep_both(window.store, 0, None)
            self._move_to(store, None)
            return
        session = report.session
        record = Record(session.report, session.scheme.text)
        self._move_to(*keep_both(window.store, session.report_id, record))

    def _move_to(self, store: ReportStore, report_id: int | None) -> None:
        window = self._window
        window.replace_store(store)
        if window.report is not None:
            session = window.report.session
            session.move_to(window.store, report_id or session.report_id)
        if window.lock is not None:
            window.lock.retake()
        self.begin()

    def _back_up_before_import(self) -> None:
        if self._keeper is not None:
            self._keeper.make_now(Reason.IMPORT)

    @Slot()
    def _look(self) -> None:
        if self._keeper is not None:
            self._keeper.tick()

    @Slot()
    def _check(self) -> None:
        if self._keeper is not None:
            self._keeper.check()

    @Slot(object)
    def _save_failed(self, error: KnownError) -> None:
        if isinstance(error, LockedDatabaseError):
            self._again.start()

    @Slot()
    def _try_again(self) -> None:
        if self._window.report is not None:
            self._window.report.session.retry()

    @Slot(object)
    def _show_damage(self, error: StorageError) -> None:
        self._window.shell.show_save_trouble(
            error.happened, "先按“另存到别处”存下手上的报告，再用“文件”里的“恢复数据”"
        )

    @Slot()
    def recover(self) -> None:
        """Close the data and offer what can be done about them: rescue, a backup, an empty start."""
        window, path = self._window, database_in(self._window.folder)
        if not find_damage(window.store.file.connection):
            show_good("数据文件是完好的", "要回到以前的样子，用“从备份恢复”")
            return
        if not window.leave_report():
            return
        self.close()
        window.reset_store()
        offer_recovery(window.folder, DamagedDatabaseError(path), window)
        window.begin()

    @Slot(int, bool)
    def _restored(self, report_id: int, beside: bool) -> None:  # noqa: FBT001 - a signal's own
        self._window.reload(report_id)
        report = self._window.report
        if report_id and report is not None:
            report.context.note_understood(_RESTORED, _BOTH if beside else _ALONE)
            report.speak_again()

    def _second(self) -> Path | None:
        kept = self._window.settings.backup_folder
        return Path(kept) if kept else None

    @Slot(str)
    def _set_second(self, folder: str) -> None:
        self._window.settings.backup_folder = folder


def _show(dialog: Dialog) -> None:
    dialog.exec()
    dialog.deleteLater()
