from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem
from pingkou_gui.form.pages.overview import OverviewTexts, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowList, SourceKind
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.ui.editors.binding import phrase_actions
from pingkou_gui.ui.editors.field_editors import field_menu
from pingkou_gui.ui.editors.last_year import LastYearLine
from pingkou_gui.ui.editors.page_context import Ask
from pingkou_gui.ui.history_dialog import YearsDialog
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import theme as current_theme

LAST = "2023年全镇召开会议12次。服务群众3000人。"
CTRL = Qt.KeyboardModifier.ControlModifier


def focused():
    return QApplication.focusWidget()


@pytest.fixture
def second_year(window, report_of):
    """This year's report, with last year's of the same unit in the database."""
    old = report_of(
        unit__name="平口镇人民政府",
        unit__year="2023",
        overview_texts__overall=LAST,
        conferences__meetings="3.59",
        conferences__meetings_last="4.10",
        conferences__meetings_reason="会议改为视频方式召开",
        project=[{"name": "村级道路", "use": "用于铺路5公里。", "outturn": "7"}],
    )
    window.new_report()
    session = window.report.session
    session.store.create(Record(old, session.scheme.text), "去年")
    session.type_in(Unit.name, "平口镇人民政府")
    session.type_in(Unit.year, "2024")
    return window


def line_of(window, place):
    """The line of last year's words under the box of a place, and the box."""
    window._jump(place)
    editor = focused()
    page = window.shell.widget_of(window.shell.page)
    found = [each for each in page.findChildren(LastYearLine) if each._binding is editor.binding]
    return found[0], editor


def test_last_years_words_stand_under_a_blank_box_and_one_key_takes_them(second_year, qtbot):
    line, editor = line_of(second_year, OverviewTexts.overall.at())
    assert line.isVisible()
    assert LAST in line.words
    qtbot.keyClick(editor, Qt.Key.Key_D, CTRL)
    assert editor.toPlainText() == LAST
    assert focused() is editor
    assert not line.isVisible()
    entry = second_year.report.session.report.entry(OverviewTexts.overall.at())
    assert entry.source.kind is SourceKind.CARRIED


def test_where_the_words_differ_last_years_are_underlined(second_year):
    line, _ = line_of(second_year, OverviewTexts.overall.at())
    now = LAST.replace("2023", "2024").replace("12次", "15次")
    second_year.report.session.type_in(OverviewTexts.overall, now)
    assert line.isVisible()
    assert "<u>3</u>" in line._text.text()
    assert "<u>2</u>" in line._text.text()
    assert "<u>服务" not in line._text.text()


def test_words_that_were_typed_are_replaced_only_by_the_link_and_come_back(second_year, qtbot):
    line, editor = line_of(second_year, OverviewTexts.overall.at())
    session = second_year.report.session
    session.type_in(OverviewTexts.overall, "今年的话")
    qtbot.keyClick(editor, Qt.Key.Key_D, CTRL)
    assert editor.toPlainText() == "今年的话"
    qtbot.mouseClick(line.take, Qt.MouseButton.LeftButton)
    assert editor.toPlainText() == LAST
    assert focused() is editor
    session.undo()
    assert editor.toPlainText() == "今年的话"


def test_last_years_reason_stands_under_the_box_of_a_reason_that_is_due(second_year, qtbot):
    session = second_year.report.session
    session.type_in(Conferences.meetings.this, "2.80")
    session.type_in(Conferences.meetings.last, "3.59")
    line, editor = line_of(second_year, Conferences.meetings.reason.at())
    assert line.isVisible()
    assert "会议改为视频方式召开" in line.words
    qtbot.keyClick(editor, Qt.Key.Key_D, CTRL)
    assert editor.text() == "会议改为视频方式召开"
    assert not line.isVisible()


def test_a_row_finds_last_years_words_by_what_it_is_called(second_year, qtbot):
    session = second_year.report.session
    draft = session.draft()
    first, second = draft.add(Project), draft.add(Project)
    draft.put(Project.name, "水利", first)
    draft.put(Project.name, "村级道路", second)
    session.make(draft.change, "添加项目")
    line, editor = line_of(second_year, Project.use.at(second))
    assert "铺路5公里" in line.words
    qtbot.keyClick(editor, Qt.Key.Key_D, CTRL)
    assert session.report[Project.use.at(second)] == "用于铺路5公里。"
    line, _ = line_of(second_year, Project.use.at(first))
    assert not line.isVisible()


def test_without_a_report_of_last_year_nothing_is_shown(window):
    window.new_report()
    line, _ = line_of(window, OverviewTexts.overall.at())
    assert not line.isVisible()


# Phrases.


def test_phrases_kept_are_offered_first_and_outlive_the_window(second_year, tmp_path):
    session = second_year.report.session
    session.type_in(Conferences.meetings.this, "2.80")
    session.type_in(Conferences.meetings.last, "3.59")
    second_year._jump(Conferences.meetings.reason.at())
    binding = focused().binding
    assert binding.choices
    assert not [phrase for phrase in binding.choices if "增加" in phrase]
    ((title, keep),) = phrase_actions(binding, "取消两次现场会")
    assert title == "把“取消两次现场会”存为常用语"
    keep()
    assert binding.choices[0] == "取消两次现场会"
    second_year.settings.keep()
    assert Settings(tmp_path).phrases_of("change_reasons") == ("取消两次现场会",)
    ((title, drop),) = phrase_actions(binding, "取消两次现场会")
    assert title.startswith("从常用语里去掉")
    drop()
    assert "取消两次现场会" not in binding.choices


def test_a_phrase_put_behind_others_is_parted_from_them(window, qtbot):
    window.new_report()
    from pingkou_gui.form.pages.basic_spending import SpendingTexts

    window._jump(SpendingTexts.thrift.at())
    box = focused()
    box._insert("统一派车")
    box._insert("集中采购")
    assert box.toPlainText() == "统一派车；集中采购"
    box._insert("。")
    box._insert("按月公示")
    assert box.toPlainText().endswith("。按月公示")


# Over the years.


def test_a_figure_is_shown_over_the_years_as_table_and_line(second_year, qtbot):
    second_year.report.session.type_in(Conferences.meetings.this, "2.80")
    dialog = YearsDialog(second_year.report.session, Conferences.meetings.this.at(), second_year)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chart.isVisible()
    assert [point.text for point in dialog.chart.points] == ["4.10", "3.59", "2.80"]
    model = dialog.list.model()
    cells = [[model.index(r, c).data() for c in range(4)] for r in range(model.rowCount())]
    assert cells == [
        ["2022年", "4.10", "", ""],
        ["2023年", "3.59", "−0.51", "−12.44%"],
        ["2024年", "2.80", "−0.79", "−22.01%"],
    ]
    assert "2022年 4.10" in dialog.chart.accessibleName()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_text_is_shown_by_year_without_a_line(second_year, qtbot):
    dialog = YearsDialog(second_year.report.session, OverviewTexts.overall.at(), second_year)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.chart.isVisible()
    assert dialog.list.model().index(0, 1).data() == LAST


def test_the_menu_of_a_field_offers_what_can_be_asked_of_it(second_year, monkeypatch, qtbot):
    asked = []
    context = second_year.report.context
    monkeypatch.setattr(second_year.report.context, "asked", None, raising=False)
    monkeypatch.undo()
    context.asked.disconnect(second_year._answer)
    context.asked.connect(asked.append)
    second_year._jump(Conferences.meetings.this.at())
    menu = field_menu(focused())
    titles = [action.text().split("\t")[0] for action in menu.actions()]
    assert [t for t in titles if t][-3:] == ["各年的数和文字…", "这一栏改过什么…", "说明"]
    next(a for a in menu.actions() if a.text().startswith("各年")).trigger()
    assert asked == [Ask.YEARS]
    session = second_year.report.session
    session.type_in(Basic.wages.this, "1")
    session.type_in(Basic.transfers.this, "2")
    editor = context.find(Basic.personnel.this.at())
    titles = [action.text().split("\t")[0] for action in field_menu(editor).actions()]
    assert "这个数怎么来的" in titles


# Tables.


@pytest.fixture
def items(window):
    """The table of items with three rows."""
    window.new_report()
    session = window.report.session
    draft = Draft(Report())
    draft = session.draft()
    for name, amount in (("办公费", "3.00"), ("水费", "1.50"), ("电费", None)):
        row = draft.add(EconomicItem)
        draft.put(EconomicItem.name, name, row)
        draft.put(EconomicItem.this, None if amount is None else Decimal(amount), row)
    draft.put(EconomicItem.category, "302", session.report.last_row + 1)
    session.make(draft.change, "添加明细")
    window._jump(RowList(EconomicItem.key))
    table = focused()
    return window, table


def choose(table, first, last, column):
    model = table.model()
    table.choose(table.rows_model.rows[first], column)
    selection = table.selectionModel()
    from PySide6.QtCore import QItemSelection, QItemSelectionModel

    block = QItemSelection(model.index(first, column), model.index(last, column))
    selection.select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_what_is_chosen_is_filled_down_as_one_step(items, qtbot):
    window, table = items
    column = table.rows_model.column_of("category")
    session = window.report.session
    session.type_in(EconomicItem.category, "302", table.rows_model.rows[0])
    choose(table, 0, 2, column)
    qtbot.keyClick(table, Qt.Key.Key_Return, CTRL)
    rows = table.rows_model.rows
    assert [session.report[EconomicItem.category.at(row)] for row in rows] == ["302"] * 3
    assert session.undo_label == "向下填充"
    assert focused() is table
    session.undo()
    assert session.report[EconomicItem.category.at(rows[1])] is None


def test_a_single_cell_is_filled_from_the_one_above(items, qtbot):
    window, table = items
    column = table.rows_model.column_of("this")
    choose(table, 2, 2, column)
    qtbot.keyClick(table, Qt.Key.Key_Return, CTRL)
    last = table.rows_model.rows[2]
    assert window.report.session.report[EconomicItem.this.at(last)] == Decimal("1.50")


def test_numbers_that_are_chosen_are_summed_in_the_field_bar(items):
    window, table = items
    column = table.rows_model.column_of("this")
    choose(table, 0, 2, column)
    QApplication.processEvents()
    QApplication.processEvents()
    assert window.shell.field_bar.words == "选中 2 个数，合计 4.50，平均 2.25"


def test_a_table_of_amounts_has_a_line_of_sums_once_all_are_there(items):
    window, _ = items
    from pingkou_gui.ui.table.rows_group import TotalLine

    def said():
        page = window.shell.widget_of("basic_spending")
        return [line.words for line in page.findChildren(TotalLine) if line.isVisible()]

    assert not any("4.50" in words for words in said())
    session = window.report.session
    session.type_in(EconomicItem.this, "2", session.report.rows("economic_item")[2])
    assert any("6.50" in words for words in said())


# The window.


def turned(widget, way):
    """Give a widget a turn of the wheel with Ctrl held; return whether it took it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, 120 * way),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_control_and_the_wheel_change_the_size_of_type(sample):
    before = current_theme().percent
    turned(sample, 1)
    larger = current_theme().percent
    turned(sample, -1)
    assert (larger > before, current_theme().percent) == (True, before)


def test_a_page_and_a_table_leave_control_and_the_wheel_to_the_window(items):
    window, table = items
    page = window.shell.widget_of("basic_spending")
    at = page.verticalScrollBar().value()
    assert not turned(page.viewport(), -1)
    assert not turned(table.viewport(), -1)
    assert page.verticalScrollBar().value() == at


def test_a_long_number_keeps_the_columns_in_line(sample):
    sample.shell.show_page("basic_spending")
    sample.report._complete_page()
    from pingkou_gui.ui.pages.amount_sections import AmountRow

    def places():
        QApplication.processEvents()
        page = sample.shell.widget_of("basic_spending")
        rows = [row for row in page.findChildren(AmountRow) if row.isVisible()]
        rights = {row._fields[1].mapTo(row, QPoint(0, 0)).x() for row in rows}
        return rights, {row._fields[0].width() for row in rows}

    before = places()
    assert [len(each) for each in before] == [1, 1]
    sample.report.session.type_in(Conferences.meetings.this, "123456789012.34")
    QApplication.processEvents()
    after = places()
    assert [len(each) for each in after] == [1, 1]
    assert min(after[1]) > min(before[1])


def test_buttons_that_have_a_key_give_way_before_others_break_into_a_second_line(sample):
    from pingkou_gui.ui.pages.outline_section import OutlineSection

    sample.report._complete_page()
    section = sample.shell.widget_of("overview").findChild(OutlineSection)
    titles = {b.text() for b in section._row_buttons if not b.isHidden()}
    assert titles == {"升级", "降级", "上移", "下移", "删除"}
    section.resize(current_theme().em(20), section.height())
    shown = {b.text() for b in section._row_buttons if not b.isHidden()}
    assert shown == {"删除"}
    assert not section.add_button.isHidden()


@pytest.mark.parametrize("said", ["无", "无。", "5.2"])
def test_last_years_words_that_are_refused_as_a_reason_are_not_offered(
    second_year, report_of, said
):
    session = second_year.report.session
    old = report_of(unit__name="甲镇人民政府", unit__year="2023", conferences__meetings_reason=said)
    session.store.create(Record(old, session.scheme.text), "去年")
    session.type_in(Unit.name, "甲镇人民政府")
    session.type_in(Conferences.meetings.this, "9")
    session.type_in(Conferences.meetings.last, "3")
    assert session.last_year is not None
    line, editor = line_of(second_year, Conferences.meetings.reason.at())
    assert not line.isVisible()
    assert editor.binding.last_text == ""
    assert not editor.binding.confirm()
    assert session.report[Conferences.meetings.reason.at()] is None
