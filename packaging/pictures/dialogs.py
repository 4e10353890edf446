"""Pictures of what stands before the window: dialogs, the county's windows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pictures.sources import copied_rows, sample_text
from PySide6.QtGui import QGuiApplication

from pingkou_gui.county.package import look_over, send
from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.store.backups import Reason, make_backup
from pingkou_gui.ui.about import DiagnosticsDialog
from pingkou_gui.ui.backups_dialog import BackupsDialog, RecoveryDialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.file_dialogs import ask_drop_decisions
from pingkou_gui.ui.history_dialog import FieldHistoryDialog, RemovedRowsDialog
from pingkou_gui.ui.import_sources import NewYearDialog, PasteReportDialog
from pingkou_gui.ui.machine_diagnosis import MachineDiagnosisDialog
from pingkou_gui.ui.manual import ManualWindow, TourDialog
from pingkou_gui.ui.print_preview import PrintPreview
from pingkou_gui.ui.table.rows_group import RowsGroup
from pingkou_gui.ui.window import actions as acts

if TYPE_CHECKING:
    from pathlib import Path

    from pictures.stage import Stage


def imports(stage: Stage) -> None:
    """Pasting a report, pasting rows that are not plain, a new year."""
    stage.open_sample()
    window = stage.window
    pasting = PasteReportDialog("导入粘贴的文字", "读入", window)
    pasting.words.setPlainText(sample_text()[:1500])
    stage.shoot_dialog("paste-text", pasting.exec)
    window.report.jump(Project.name.at(window.report.session.report.rows(Project.key)[0]))
    stage.settle()
    QGuiApplication.clipboard().setText(copied_rows())
    group = window.shell.widget_of(window.shell.page).findChild(RowsGroup)
    stage.shoot_dialog("paste-rows", group.paste_rows)
    stage.shoot_dialog(
        "new-year", NewYearDialog(window.report.context.facts, window, "必改 3 处、还差 3 项").exec
    )


def help_(stage: Stage) -> None:
    """The manual at two of its pages, and the tour."""
    manual = ManualWindow(stage.window)
    for key in ("year", "fonts"):
        manual.open_at(key)
        manual.show()
        stage.shoot(f"manual-{key}", manual)
    manual.close()
    tour = TourDialog(stage.window)
    tour.show()
    stage.shoot("tour", tour)
    tour.close()


def about(stage: Stage) -> None:
    """The about box."""
    stage.shoot_dialog("about", lambda: acts.about(stage.window))


def diagnosis(stage: Stage) -> None:
    """What the computer has and lacks."""
    dialog = MachineDiagnosisDialog(stage.window.folder, stage.window)
    stage.shoot_dialog("diagnosis", dialog.exec)


def send_package(stage: Stage) -> None:
    """Sending a report with something open, and one that is done."""
    stage.open_sample()
    window = stage.window
    stage.shoot_dialog("send", lambda: acts.send_report(window))
    window.report.session.type_in(Conferences.meetings.this, "280")
    stage.shoot_dialog("send-open", lambda: acts.send_report(window))
    window.report.undo()


def editor(stage: Stage) -> None:
    """Every page of the scheme editor, and a scheme that is wrong."""
    stage.open_sample()
    held = acts.edit_scheme(stage.window)
    for at in range(held.steps.words.count()):
        held.steps.choose(at)
        stage.shoot(f"editor-{at + 1}", held)
    held.steps.choose(0)
    held.state.draft.deadline = "3月底"
    held.state.replaced.emit()
    stage.shoot("editor-wrong", held)
    held.state.saved = True
    held.close()


def offer(stage: Stage) -> None:
    """A county's newer scheme for the open report."""
    stage.open_sample()
    draft = draft_of(default_scheme())
    draft.name, draft.version, draft.headings[0].title = "桃源县方案", "2025.1", "单位概况"
    stage.shoot_dialog("scheme-offer", lambda: acts.offer_scheme(stage.window, built(draft)))


def collect(stage: Stage) -> None:
    """Collecting: before, and what came of it."""
    held = acts.collect_reports(stage.window)
    stage.shoot("collect-empty", held)
    held.add_folder(_inbox(stage.sources))
    held.collect_to(stage.sources / "汇总.xlsx")
    stage.until(lambda: not held.running)
    stage.shoot("collect", held)
    held.shown.choose("all")
    stage.shoot("collect-status", held)
    held.close()


def _inbox(folder: Path) -> Path:
    found = folder / "2023年各单位报送"
    found.mkdir(exist_ok=True)
    ready, moment = look_over(read_record(asset(SAMPLE))), datetime.now().astimezone()
    send(ready, found / "平口镇.jxbg", moment, despite="按期报送")
    (found / "东坪镇.jxbg").write_bytes(b"PK but broken")
    return found


def safety(stage: Stage) -> None:
    """Backups, the history of a value, removed rows, the package for diagnosis, the preview."""
    stage.open_sample()
    window, session = stage.window, stage.window.report.session
    place = Conferences.meetings.this.at()
    session.type_in(Conferences.meetings.this, "3.2")
    make_backup(window.store.path, Reason.MANUAL)
    row = session.report.rows(Project.key)[-1]
    session.remove_rows(Project, (row,))
    for name, dialog in {
        "removed-rows": RemovedRowsDialog(session, window),
        "history": FieldHistoryDialog(session, place, window),
        "backups": BackupsDialog(window.store, parent=window),
        "diagnostics": DiagnosticsDialog(window.folder, stage.sources, window),
        "preview": PrintPreview(
            window.report.context.facts,
            stage.sources / "预览.pdf",
            window,
            draft=True,
            written=datetime.now().astimezone(),
        ),
        "recovery": RecoveryDialog(
            window.folder, KnownError("数据文件读不出", "从备份恢复"), window
        ),
    }.items():
        stage.shoot_dialog(name, dialog.exec)
    window.report.undo()
    window.report.undo()
    error = KnownError("没能存到 D 盘：磁盘已满", "腾出空间后按“再试”，内容还在")
    stage.shoot_dialog("error", lambda: show_error(error))
    stage.shoot_dialog("question", lambda: ask_drop_decisions(window, 12))
