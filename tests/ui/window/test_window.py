from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QMenu

from pingkou_gui.errors import StorageError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Duty, Staff, Unit
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import RowList, SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.json_format import Record
from pingkou_gui.scheme.scheme import SchemeError
from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.open_items import StepState
from pingkou_gui.ui.theme import Appearance, theme
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.window.find_field import Highlight
from pingkou_gui.ui.window.shell import REPORTS, START

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def focused():
    return QApplication.focusWidget()


def steps(window):
    window.report.watch.look()
    return {step.key: step for step in window.shell.strip.steps}


def test_the_first_run_begins_at_the_start_screen(window):
    window.begin()
    assert window.shell.page == START


def test_a_new_report_begins_in_the_name_of_the_unit(window):
    window.new_report()
    assert isinstance(focused(), FieldEditor)
    assert focused().binding.field is Unit.name


def test_the_next_run_opens_the_report_opened_last(make_window, sample):
    title = sample.windowTitle()
    sample.close()
    again = make_window()
    again.begin()
    assert again.windowTitle() == title


def test_the_window_is_called_after_the_report(sample):
    steps(sample)
    assert sample.windowTitle() == "平口镇 2023年度部门整体支出绩效自评报告（示例）"


def test_only_the_last_jump_is_framed_and_what_it_frames_is_left_alone(sample, qtbot):
    for line in (Basic.wages, Basic.goods):
        before = sample.report._highlight
        sample.report.jump(line.this.at())
        qtbot.waitUntil(lambda before=before: sample.report._highlight not in (None, before))
    qtbot.waitUntil(lambda: len(sample.findChildren(Highlight)) == 1)
    frame = sample.report._highlight
    assert not frame.mask().contains(frame.rect().center())
    assert frame.mask().contains(frame.rect().topLeft())


def test_steps_tell_what_is_missing_on_their_page(window):
    window.new_report()
    assert steps(window)["overview"].state is StepState.EMPTY
    window.report.session.type_in(Unit.name, "安化县平口镇人民政府")
    assert steps(window)["overview"].state is StepState.PARTIAL


def test_what_cannot_be_read_must_be_mended(window):
    window.new_report()
    window.report.session.type_in(Staff.headcount, "很多")
    assert steps(window)["overview"].state is StepState.ERROR


def test_f4_leads_from_gap_to_gap_over_the_pages(window, qtbot):
    window.new_report()
    window.shell.show_page("basic_spending")
    window.go_to_open(1)
    first = focused().binding.field
    window.go_to_open(1)
    assert first is Unit.name  # what is missing is gone through from the first page on
    assert focused().binding.field is Unit.short_name
    window.go_to_open(-1)
    assert focused().binding.field is first
    gaps = [item.target for item in window.report.watch.state.route()]
    wages = gaps.index(Basic.wages.this.at())
    assert gaps[wages + 1] == Basic.transfers.this.at()


def test_undo_goes_where_it_changed_something(sample, qtbot):
    sample.report.jump(Conferences.meetings.this.at())
    qtbot.keyClicks(focused(), "9")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    sample.shell.show_page("problems")
    sample.undo()
    assert focused().binding.field is Conferences.meetings.this
    assert focused().text() == "2.80"


def test_undo_of_many_places_stays_on_the_page_in_sight_where_one_of_them_is_there(sample):
    draft = sample.report.session.draft()
    draft.put(Conferences.meetings.this, Decimal(9))
    draft.put(Unit.name, "甲镇人民政府")
    sample.report.session.make(draft.change, "导入")
    sample.shell.show_page(FORM.pages[0].key)
    sample.undo()
    assert sample.shell.page == FORM.pages[0].key


def test_the_menu_names_what_undo_takes_back(sample, qtbot):
    sample.report.jump(Conferences.meetings.this.at())
    qtbot.keyClicks(focused(), "9")
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert sample.menus.redo.text().strip() == "重做修改会议费本年决算"


def test_typed_text_is_handed_over_when_the_window_closes(make_window, sample, qtbot):
    sample.report.jump(Conferences.meetings.this.at())
    qtbot.keyClicks(focused(), "9.99")
    sample.close()
    again = make_window()
    again.begin()
    assert str(again.report.session.report[Conferences.meetings.this.at()]) == "9.99"


def test_a_failed_save_keeps_the_text_and_can_be_tried_again(sample, qtbot, monkeypatch):
    session = sample.report.session
    sample.report.jump(Conferences.meetings.this.at())
    broken = StorageError("没能存到 D 盘：磁盘已满", "腾出空间后按“再试”")

    def fail(*_args, **_more):
        raise broken

    with monkeypatch.context() as patch:
        patch.setattr(session.store, "save", fail)
        qtbot.keyClicks(focused(), "9.99")
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
        assert sample.shell.save_band.isVisible()
        assert (
            str(sample.report.context.report_as_typed()[Conferences.meetings.this.at()]) == "9.99"
        )
    sample.shell.save_band.retry_wanted.emit()
    assert str(session.report[Conferences.meetings.this.at()]) == "9.99"
    assert not sample.shell.save_band.isVisible()


def test_a_field_is_found_by_a_part_of_its_name(sample, qtbot):
    sample.find_field()
    qtbot.waitUntil(lambda: focused() is not None and focused().accessibleName() == "栏目名称")
    focused().setText("会议费 上年")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused().binding.field is Conferences.meetings.last


def test_control_and_page_keys_turn_the_pages(sample):
    sample.turn(1)
    assert sample.shell.page == "basic_spending"
    sample.turn(-1)
    sample.turn(-1)
    assert sample.shell.page == "overview"


def test_settings_are_kept_in_the_data_folder(make_window, window, tmp_path):
    window.set_appearance(Appearance.DARK)
    window.set_size(125)
    window.set_white_paper(True)
    window.close()
    again = make_window()
    assert (again.settings.appearance, again.settings.percent) == (Appearance.DARK, 125)
    assert again.settings.white_paper
    assert (tmp_path / "settings.ini").exists()
    assert theme().percent == 125


def test_a_window_that_filled_the_screen_fills_it_again(make_window, window):
    window.showMaximized()
    QApplication.processEvents()
    window.close()
    assert make_window().isMaximized()


def test_files_are_written_home_where_there_is_no_folder_for_documents(window, monkeypatch):
    missing = lambda _: "/nowhere/Documents"  # noqa: E731
    monkeypatch.setattr(QStandardPaths, "writableLocation", missing)
    assert window.settings.export_folder == Path.home()


def test_a_file_that_is_held_over_a_page_is_marked_until_it_leaves(sample, tmp_path):
    data, none = QMimeData(), Qt.KeyboardModifier.NoModifier
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "去年的报告.docx"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    mark = sample._drops._mark
    QApplication.sendEvent(sample, QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none))
    assert mark.isVisible()
    assert mark.geometry() == sample.centralWidget().geometry()
    QApplication.sendEvent(sample, QDragLeaveEvent())
    assert not mark.isVisible()


def test_what_stands_beside_a_page_is_chosen_from_one_menu(sample):
    menus = sample.shell.menu_bar.findChildren(QMenu)
    held = {menu.title().split("(")[0]: set(menu.actions()) for menu in menus}
    panes = set(sample.shell.pane_actions.values())
    assert len(panes) == 4
    assert panes <= held["查看"]
    assert all(panes.isdisjoint(acts) for name, acts in held.items() if name != "查看")


def test_the_field_bar_does_not_say_again_what_stands_beside_the_field(sample):
    said = []
    sample.report.context.spoke.connect(said.append)
    sample.report.jump(Unit.county.at())
    sample.report.jump(Unit.name.at())
    assert Unit.name.help
    assert said[-1].name.startswith(Unit.name.label)
    assert Unit.name.help not in said[-1].what
    sample.resize(760, 697)
    QApplication.processEvents()
    sample.report.jump(Unit.county.at())
    sample.report.jump(Unit.name.at())
    assert Unit.name.help in said[-1].what


def test_no_key_stands_for_two_menu_entries(sample):
    shell = sample.shell
    steps = [*shell.step_actions.values(), *shell.pane_actions.values()]
    entries = [*sample.menus.actions, *steps]
    keys = [k.toString() for a in entries for k in a.shortcuts()]
    assert len(keys) == len(set(keys))


def test_another_report_shows_its_own_values(sample):
    sample.show_start()
    sample.new_report()
    sample.report.jump(Conferences.meetings.this.at())
    assert not focused().text()


def test_a_page_begins_in_its_first_field(sample, qtbot):
    sample.turn(1)
    qtbot.waitUntil(lambda: isinstance(focused(), FieldEditor))
    assert focused().binding.field is Basic.wages.this


def test_an_offer_of_phrases_opens_them_even_after_a_click_on_the_offer(sample, qtbot):
    sample._jump(ThreePublic.running.reason.at())
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), FieldEditor))
    field = QApplication.focusWidget()
    assert sample.shell.field_bar._act.key == "phrases"
    sample.shell.field_bar._offer.setFocus()
    sample.shell.field_bar._offer.click()
    menu = next(m for m in field.findChildren(QMenu) if m.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert sample.report.session.report[field.binding.place] == menu.actions()[0].data()


def test_last_years_text_is_shown_and_taken_over(sample, qtbot):
    from pingkou_gui.report.new_year import new_year

    old = sample.store.load(sample.report.session.report_id)
    report = sample.report.session.report
    sample.open_report(sample.store.create(new_year(Record(report, old.scheme))))
    place = ThreePublic.reception.reason.at()
    sample._jump(place)
    assert report[place] in sample.shell.field_bar.words
    sample.confirm()
    entry = sample.report.session.report.entry(place)
    assert (entry.value, entry.source.kind) == (report[place], SourceKind.CARRIED)


def test_indicators_are_brought_in_from_last_years_report(sample):
    report = sample.report.session.report
    sample.new_report()
    session = sample.report.session
    session.type_in(Unit.name, report[Unit.name.at()])
    session.type_in(Unit.year, str(report[Unit.year.at()] + 1))
    sample.shell.show_page("scoring")
    link = next(
        b for b in sample.findChildren(Button) if b.text() == "从去年带入" and b.isVisible()
    )
    link.click()
    names = [session.report[Indicator.name.at(row)] for row in session.report.rows("indicator")]
    assert names == [report[Indicator.name.at(row)] for row in report.rows("indicator")]
    first = session.report.rows("indicator")[0]
    assert session.report.entry(Indicator.target.at(first)).source.kind is SourceKind.CARRIED
    assert session.report[Indicator.actual.at(first)] is None
    assert not link.isVisible()


def test_a_start_reads_the_scheme_once_the_report_stands_on_the_screen(
    make_window, sample, qtbot, monkeypatch
):
    sample.close()
    again = make_window()
    again.hide()
    again.begin()
    facts = again.report.context.facts
    assert not facts.scheme_is_read
    field = again.report.context.showing(Unit.short_name.at())[0]
    assert field.offers
    again.show()
    qtbot.waitUntil(lambda: facts.scheme_is_read)
    assert field.offers


def test_a_report_whose_scheme_cannot_be_read_is_closed_with_a_sentence(make_window, sample, qtbot):
    sample.store.set_scheme(sample.report.session.report_id, "这不是方案")
    sample.close()
    again = make_window()
    again.hide()
    again.begin()
    again.show()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: again.shell.page == REPORTS)
    assert again.report is None
    assert raised[0][0] is SchemeError


def test_words_that_were_typed_are_found_and_gone_to(sample, qtbot):
    sample.report.session.type_in(Conferences.meetings.reason, "较好地控制了会议规模")
    sample.find_field()
    field = QApplication.focusWidget()
    field.setText("较好地控制")
    found = field.parentWidget()
    assert any("较好地控制" in name for name, _ in found._fitting)
    at = next(n for n, (name, _) in enumerate(found._fitting) if "会议费" in name)
    found._list.choose(at)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert QApplication.focusWidget().binding.place == Conferences.meetings.reason.at()


@pytest.mark.parametrize("heading", ["内设机构", "主要职能", "经济分类明细", "附件2 绩效指标"])
def test_the_bar_speaks_of_the_list_that_was_found_and_of_nothing_before(sample, qtbot, heading):
    sample._jump(Staff.headcount.at())
    before = sample.shell.field_bar.words
    sample.find_field()
    field = focused()
    field.setText(heading)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    table = focused()
    assert table.accessibleName() == heading
    said = sample.shell.field_bar.words
    assert said not in ("", before)
    assert table.model().columns[table.currentIndex().column()].head in said or "预算执行率" in said


def test_the_bar_speaks_of_a_cell_the_program_fills_in(sample):
    sample._jump(RowList(Duty.key))
    table = focused()
    table.setCurrentIndex(table.model().index(2, 0))
    assert sample.shell.field_bar.words.endswith(" · 序号，这一格由程序填写，不用打字")


def test_where_nothing_is_found_that_is_said(sample, qtbot):
    sample.find_field()
    field = QApplication.focusWidget()
    found = field.parentWidget()
    assert found._none.isHidden()
    qtbot.keyClicks(field, "zzqq")
    assert found._none.isVisible()
    assert found._none.text().startswith("没有找到“zzqq”")


def test_a_long_name_of_what_undo_takes_back_stands_off_its_key(sample):
    sample.report.session.type_in(Conferences.meetings.reason, "x")
    assert sample.menus.undo.text().endswith("　")


def test_a_report_restored_from_a_backup_is_told_from_the_other_by_its_title(sample, tmp_path):
    record = read_record(asset(SAMPLE))
    sample.open_report(sample.store.create(record, "备份 2024-03-20 09:30"))
    sample.report.watch.look()
    assert sample.windowTitle().endswith("（备份 2024-03-20 09:30）")


def test_what_is_pasted_where_nothing_is_in_hand_is_said_to_go_nowhere(sample, qtbot):
    QApplication.clipboard().setText("公务接待批次减少")
    sample.setFocus()
    qtbot.keyClick(sample, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "没有放进去" in sample.shell.field_bar.words
