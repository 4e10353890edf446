"""On the window: the file that was replaced or is gone, damage at the start, backups restored."""

import os
import shutil
import sqlite3
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.store.backups import list_backups, open_reports
from pingkou_gui.store.database import DamagedDatabaseError
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui import backups_dialog as recovery_dialog
from pingkou_gui.ui import safekeeping
from pingkou_gui.ui.backups_dialog import BackupsDialog, RecoveryDialog
from pingkou_gui.ui.editors.binding import FieldWords
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.window.main_window import MainWindow

WAGES = Basic.wages.this


def type_in(window, text, field=WAGES):
    session = window.report.session
    draft = Draft(session.report_as_made)
    draft.type_in(field, text)
    session.make(draft.change, "改")


def stored(folder):
    """What the next start finds: by report the unit and the wages."""
    store = open_reports(folder)
    try:
        held = {s.id: store.load(s.id).report for s in store.summaries()}
        return {rid: (report[Unit.name.at()], report[WAGES.at()]) for rid, report in held.items()}
    finally:
        store.close()


@pytest.fixture
def data(tmp_path, report_of):
    store = open_reports(tmp_path)
    store.create(Record(report_of(unit__name="平口镇"), ""))
    store.close()
    return tmp_path


@pytest.fixture
def opened(data, make_window):
    window = make_window()
    assert window.begin()
    return window


@pytest.fixture
def choose(monkeypatch):
    """Answer what is asked about a file that went astray."""

    def answer(choice):
        monkeypatch.setattr(safekeeping, "ask_detached", lambda *_: choice)

    return answer


def other_computer(data, report_of):
    """The file of another computer: the same start, then other work."""
    path = data.parent / "other.db"
    shutil.copyfile(data / "reports.db", path)
    store = ReportStore(path)
    draft = Draft(store.load(1).report)
    draft.type_in(WAGES, "77")
    store.save(1, draft.change, "改")
    store.create(Record(report_of(unit__name="大福镇"), ""))
    store.close()
    return path


def test_a_synchronised_folder_brings_another_file_and_nothing_is_lost(
    opened, data, report_of, choose
):
    other = other_computer(data, report_of)
    type_in(opened, "12")
    other.replace(data / "reports.db")
    type_in(opened, "13")
    assert opened.report.session.unsaved
    assert opened.shell.save_band.isVisible()
    choose("repair")
    opened._retry()
    assert not opened.report.session.unsaved
    type_in(opened, "14")
    opened.close()
    found = stored(data)
    assert found[1] == ("平口镇", Decimal(77))
    assert ("大福镇", None) in found.values()
    assert ("平口镇", Decimal(14)) in found.values()
    assert not list(data.glob("*-wal"))


def test_a_file_overwritten_in_place_is_noticed_too(opened, data, report_of, choose):
    other = other_computer(data, report_of)
    type_in(opened, "12")
    (data / "reports.db").write_bytes(other.read_bytes())
    type_in(opened, "13")
    assert opened.report.session.unsaved
    choose("repair")
    opened._retry()
    opened.close()
    found = stored(data)
    assert found[1] == ("平口镇", Decimal(77))
    assert ("平口镇", Decimal(13)) in found.values()


def test_a_folder_that_vanished_is_put_back_with_all_it_held(opened, data, choose):
    type_in(opened, "12")
    shutil.rmtree(data)
    type_in(opened, "13")
    assert opened.report.session.unsaved
    choose("repair")
    opened._retry()
    assert not opened.report.session.unsaved
    opened.close()
    assert stored(data) == {1: ("平口镇", Decimal(13))}


def test_a_file_that_vanished_is_noticed_at_the_end_although_nothing_more_was_typed(
    opened, data, choose
):
    type_in(opened, "12")
    (data / "reports.db").unlink()
    choose("stay")
    opened.close()
    assert opened.isVisible()
    choose("repair")
    opened.close()
    assert stored(data) == {1: ("平口镇", Decimal(12))}


def test_a_file_that_is_locked_is_tried_again_by_itself(opened, data, qtbot):
    db = sqlite3.connect(data / "reports.db")
    db.execute("begin exclusive")
    type_in(opened, "12")
    assert opened.report.session.unsaved
    db.close()
    qtbot.waitUntil(lambda: not opened.report.session.unsaved)
    assert not opened.shell.save_band.isVisible()


def test_what_was_changed_is_backed_up_at_the_end(opened, data):
    type_in(opened, "12")
    opened.close()
    assert [each.reason.value for each in list_backups(data)] == ["关闭程序时"]


def test_a_second_place_that_is_not_there_is_told_at_the_end_once_until_it_is_back(
    data, make_window, monkeypatch, tmp_path_factory
):
    told, disk = [], tmp_path_factory.mktemp("U盘")
    monkeypatch.setattr(safekeeping, "show_error", told.append)

    def work(text):
        window = make_window()
        assert window.begin()
        window.settings.backup_folder = str(disk / "备份")
        type_in(window, text)
        window.close()
        window.settings.keep()

    for text in ("12", "13"):
        work(text)
    assert ["没能再存一份" in each.happened for each in told] == [True]
    (disk / "备份").mkdir()
    work("14")
    assert len(list((disk / "备份").iterdir())) == 1
    (disk / "备份").rename(disk / "拔掉")
    work("15")
    assert len(told) == 2
    assert len(list_backups(data)) == 4


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_what_the_window_keeps_can_be_read_by_its_user_only(opened, data):
    type_in(opened, "12")
    opened.close()
    opened.settings.keep()
    readable = [path.name for path in data.rglob("*") if path.stat().st_mode & 0o077]
    assert readable == []


def test_a_large_paste_is_preceded_by_a_backup_and_taken_back_in_one_step(opened, data):
    type_in(opened, "12")
    session = opened.report.session
    draft = session.draft()
    for number in range(60):
        row = draft.add(Project)
        draft.type_in(Project.name, f"路灯{number}", row)
        draft.type_in(Project.outturn, "1", row)
    session.make(draft.change, "粘贴")
    assert [each.reason.value for each in list_backups(data)] == ["导入前"]
    session.undo()
    assert session.report.rows(Project.key) == ()


def test_a_window_that_changed_nothing_makes_no_backup(opened, data):
    opened.close()
    assert list_backups(data) == ()


# -- damage at the start ----------------------------------------------------------------------


@pytest.fixture
def damaged(data):
    """A database with a backup, damaged since."""
    from pingkou_gui.store.backups import Reason, make_backup

    path = data / "reports.db"
    make_backup(path, Reason.AUTO)
    with sqlite3.connect(path) as db:
        name = "field_values"
        root = db.execute("select rootpage from sqlite_master where name = ?", [name]).fetchone()[0]
    db.close()
    content = path.read_bytes()
    path.write_bytes(content[: (root - 1) * 4096] + bytes(4096) + content[root * 4096 :])
    return data


@pytest.fixture
def press(monkeypatch):
    """Press a button of the recovery dialog as soon as it is shown."""
    shown = []

    def pressing(name):
        def exec_(dialog):
            shown.append(dialog)
            getattr(dialog, name).click()
            return dialog.result()

        monkeypatch.setattr(RecoveryDialog, "exec", exec_)
        monkeypatch.setattr(recovery_dialog, "_show_rescued", lambda *_: False)
        monkeypatch.setattr(recovery_dialog, "ask", lambda *_: True)
        return shown

    return pressing


@pytest.mark.parametrize(
    ("button", "unit"),
    [("rescue_button", None), ("restore_button", "平口镇"), ("empty_button", "")],
)
def test_damaged_data_are_never_shown_as_blank_but_rescued_restored_or_set_aside(
    damaged, make_window, press, button, unit
):
    shown = press(button)
    window = make_window()
    assert window.begin()
    assert len(shown) == 1
    units = [s.unit for s in window.store.summaries()]
    assert units == ([] if unit == "" else [unit or ""])
    assert len(list(damaged.glob("reports-damaged-*.db"))) == 1


def test_a_backup_that_holds_more_than_was_rescued_is_offered_and_both_are_kept(
    damaged, make_window, press, monkeypatch
):
    offered = []

    def take(_parent, done, better):
        offered.append((done.values, better[1], better[0].reason.value))
        return True

    press("rescue_button")
    monkeypatch.setattr(recovery_dialog, "_show_rescued", take)
    window = make_window()
    assert window.begin()
    assert offered == [(0, 1, "自动")]
    assert [s.unit for s in window.store.summaries()] == ["平口镇"]
    assert len(list(damaged.glob("reports-damaged-*.db"))) == 2


def test_what_was_rescued_and_what_the_backup_holds_are_told(damaged, theme, qtbot, monkeypatch):
    from pingkou_gui.store.rescue import Rescued

    told = []
    monkeypatch.setattr(
        recovery_dialog.QMessageBox,
        "exec",
        lambda box: told.append((box.text(), box.informativeText())),
    )
    dialog = RecoveryDialog(damaged, DamagedDatabaseError(damaged / "reports.db"))
    qtbot.addWidget(dialog)
    better = list_backups(damaged)[0], 9
    assert not recovery_dialog._show_rescued(dialog, Rescued(1, 4, ("缺一处",)), better)
    assert not recovery_dialog._show_rescued(dialog, Rescued(1, 4, ()), None)
    assert [text for text, _ in told] == ["救出报告 1 份，内容 4 处"] * 2
    assert "备份里有 9 处，比救出的多" in told[0][1]
    assert "没有发现缺少" in told[1][1]


@pytest.fixture
def spoiled(data, report_of):
    """One of two reports has a value that nobody wrote."""
    store = open_reports(data)
    store.create(Record(report_of(unit__name="大福镇"), ""))
    store.close()
    with sqlite3.connect(data / "reports.db") as db:
        db.execute("update field_values set value = '平口乡' where value = '大福镇'")
    db.close()
    return data


def test_a_report_that_cannot_be_read_is_named_in_the_list_and_the_others_can_be_worked_on(
    spoiled, make_window, monkeypatch
):
    told = []
    monkeypatch.setattr("pingkou_gui.ui.window.main_window.show_error", told.append)
    window = make_window()
    assert window.begin()
    assert window.report is None
    assert "读不出来" in told[0].happened
    window.open_report(1)
    assert window.report.session.report[Unit.name.at()] == "平口镇"


def test_damage_of_another_report_is_found_soon_after_the_start(
    spoiled, make_window, qtbot, monkeypatch
):
    monkeypatch.setattr(safekeeping, "_CHECK_AFTER", 10)
    store = open_reports(spoiled)
    store.opened(1)
    store.close()
    window = make_window()
    assert window.begin()
    assert window.report is not None
    qtbot.waitUntil(window.shell.save_band.isVisible)
    assert {s.id: s.damaged for s in window.store.summaries()} == {1: False, 2: True}


def test_data_are_recovered_from_the_menu(spoiled, make_window, press):
    store = open_reports(spoiled)
    store.opened(1)
    store.close()
    window = make_window()
    assert window.begin()
    press("rescue_button")
    window.safekeeper.recover()
    assert {s.unit for s in window.store.summaries()} == {"平口镇", ""}


def test_that_the_data_are_sound_is_no_warning(opened, monkeypatch):
    icons = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: icons.append(box.icon()))
    opened.safekeeper.recover()
    assert icons == [QMessageBox.Icon.Information]


def test_leaving_the_dialog_of_a_damaged_start_changes_nothing(damaged, theme, qtbot, press):
    before = (damaged / "reports.db").read_bytes()
    press("_leave")
    window = MainWindow(damaged, Settings(damaged))
    qtbot.addWidget(window)
    assert not window.begin()
    assert (damaged / "reports.db").read_bytes() == before


def test_the_dialog_says_what_each_backup_holds(damaged, theme, qtbot):
    from pingkou_gui.store.database import DamagedDatabaseError

    dialog = RecoveryDialog(damaged, DamagedDatabaseError(damaged / "reports.db"))
    qtbot.addWidget(dialog)
    assert dialog.list.words.cell_at(0, 3).text == "平口镇"


# -- backups in the menu ----------------------------------------------------------------------


def dialog_of(window, qtbot):
    dialog = BackupsDialog(window.store, "", window)
    dialog.restored.connect(window.safekeeper._restored)
    qtbot.addWidget(dialog)
    return dialog


def test_all_is_restored_and_the_restoring_taken_back(opened, qtbot, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.backups_dialog.ask", lambda *_: True)
    type_in(opened, "12")
    dialog = dialog_of(opened, qtbot)
    dialog.make_button.click()
    type_in(opened, "13")
    dialog = dialog_of(opened, qtbot)
    assert dialog.reports.words.cell_at(0, 1).text == "有 1 处不同"
    dialog.all_button.click()
    assert opened.report.session.report[WAGES.at()] == 12
    dialog = dialog_of(opened, qtbot)
    assert dialog.list.words.cell_at(0, 1).text == "恢复前"
    dialog.all_button.click()
    assert opened.report.session.report[WAGES.at()] == 13
    type_in(opened, "14")
    assert not opened.report.session.unsaved


def test_a_report_in_the_bin_is_not_called_the_same_and_none_is_said_to_stand_beside_it(
    opened, qtbot
):
    type_in(opened, "12")
    dialog_of(opened, qtbot).make_button.click()
    (own,) = opened.store.summaries()
    opened.store.delete(own.id)
    dialog = dialog_of(opened, qtbot)
    assert dialog.reports.words.cell_at(0, 1).text == "现在在回收站里，内容相同"
    dialog.one_button.click()
    said = []
    opened.report.context.spoke.connect(lambda words: said.append(words.what))
    opened.report.context.announce(FieldWords("单位名称", "填全称"))
    assert said == ["这是恢复出来的那一份， 原来的一份已经删去，现在用的就是这一份；填全称"]


def test_one_report_is_restored_beside_the_one_of_now(opened, qtbot):
    type_in(opened, "12")
    dialog = dialog_of(opened, qtbot)
    dialog.make_button.click()
    type_in(opened, "13")
    dialog = dialog_of(opened, qtbot)
    plain = opened.windowTitle()
    dialog.one_button.click()
    assert opened.report.session.report[WAGES.at()] == 12
    assert len(opened.store.summaries()) == 2
    copy = next(each for each in opened.store.summaries() if each.name)
    assert opened.windowTitle() == f"{plain}（{copy.name}）"
    assert copy.name.startswith("备份 ")
    said = []
    opened.report.context.spoke.connect(lambda words: said.append(words.what))
    opened.report.context.announce(FieldWords("单位名称", "填全称"))
    assert said == ["这是恢复出来的那一份， 原来的一份没有动，按 Ctrl+O 可以换过去；填全称"]
    other = next(each for each in opened.store.summaries() if not each.name)
    opened.open_report(other.id)
    assert opened.windowTitle() == plain


def test_a_folder_that_can_only_be_read_is_shown_and_told(data, make_window, monkeypatch):
    monkeypatch.setattr("pingkou_gui.store.database._is_writable", lambda _: False)
    window = make_window()
    assert window.begin()
    assert window.report.session.report[Unit.name.at()] == "平口镇"
    assert window.shell.save_band.isVisible()
    type_in(window, "12")
    assert window.report.session.unsaved
    window.report.session._waiting.clear()  # nobody is asked whether to leave


def test_the_diagnosis_is_shown_before_it_is_written_and_written_as_it_is_shown(
    data, theme, qtbot, tmp_path
):
    from pingkou_gui.ui.about import DiagnosticsDialog

    dialog = DiagnosticsDialog(data, tmp_path)
    qtbot.addWidget(dialog)
    shown = dialog.text.toPlainText()
    assert "检查：完好" in shown
    assert "平口镇" not in shown
    dialog.write(tmp_path / "诊断包.txt")
    assert (tmp_path / "诊断包.txt").read_text("utf-8") == shown


def test_enter_in_the_list_of_backups_frames_what_restores_the_report(opened, qtbot):
    type_in(opened, "12")
    dialog = dialog_of(opened, qtbot)
    dialog.make_button.click()
    with qtbot.waitActive(dialog):
        dialog.show()
    for table in (dialog.list, dialog.reports):
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.one_button
