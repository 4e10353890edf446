"""Tab goes as the eye reads, and a page begins where there is something to do."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic, ThreePublicCounts
from pingkou_gui.form.pages.overview import KeyWork, Organisation, Staff
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import RowList
from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.pages.form_page import FoldedSection
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.table.cell_editors import AddRowButton
from pingkou_gui.ui.table.table_actions import IN_MENU
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.widgets.base import tab_stops
from pingkou_gui.ui.widgets.controls import Button, MessageAction, UnfoldLink

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def focused():
    return QApplication.focusWidget()


@pytest.fixture
def empty(window):
    window.new_report()
    return window


@pytest.fixture
def show(rest):
    """Show a page, all of it."""

    def shown(window, page):
        window.shell.show_page(page)
        window.report._complete_page()
        rest(window)

    return shown


@pytest.mark.parametrize(
    ("page", "section"),
    [("projects", Project), ("scoring", Indicator), ("problems", Problem)],
)
def test_an_empty_page_of_rows_begins_with_its_add_button(empty, page, section, show):
    show(empty, page)
    assert focused() is empty.report.context.find(RowList(section.key))
    assert focused().text().startswith("添加")


def test_tab_leads_into_an_empty_list_where_its_first_row_can_be_typed(empty, qtbot, show):
    show(empty, "overview")
    empty.report.jump(Staff.rank.at())
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "x")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    report = empty.report.session.report
    assert [report[Organisation.name.at(row)] for row in report.rows("organisation")] == ["x"]


def test_tab_goes_from_text_to_text_and_not_to_their_phrases(empty, qtbot, show):
    show(empty, "problems")
    empty.report.jump(Closing.application.at())
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().binding.place == Closing.disclosure.at()


def test_tab_goes_through_the_detail_of_the_first_row_before_what_follows(empty, qtbot, show):
    show(empty, "problems")
    focused().click()
    qtbot.keyClicks(focused(), "problem")
    places = []
    for _ in range(3):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        places.append(empty.report.context.ref_in_hand.field)
    assert places == ["measure", "cause", "cause"]
    assert focused().text() == "写具体情况、措施内容"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused().binding.field is Problem.detail


def test_tab_from_the_last_cell_passes_the_acts_over_the_table(sample, qtbot, show):
    show(sample, "projects")
    view = sample.report.context.find(RowList("project"))
    view.setFocus()
    view.choose(view.rows_model.rows[-1], view.rows_model.columnCount() - 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert not view.parentWidget().isAncestorOf(focused())


def test_shift_tab_from_the_first_cell_leads_to_the_add_button(sample, qtbot, show):
    show(sample, "projects")
    view = sample.report.context.find(RowList("project"))
    view.setFocus()
    view.choose(view.rows_model.rows[0])
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert focused().text() == "添加项目"


PAGES = ("overview", "basic_spending", "projects", "funds", "scoring", "problems")


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_from_the_end_of_a_page_to_what_stands_under_it_and_back(
    sample, page, qtbot, show
):
    for each in (*PAGES, page):  # pages made later come later in Qt's own order
        show(sample, each)
    last = tab_stops(sample.shell.widget_of(page))[-1]
    last.setFocus()
    if isinstance(last, RowsView):
        last.choose(last.rows_model.rows[-1], last.rows_model.columnCount() - 1)
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert sample.shell.foot.isAncestorOf(focused())
    qtbot.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused() is last


def test_a_button_that_tab_leads_to_is_named_in_the_field_bar(empty, qtbot, show):
    show(empty, "basic_spending")
    page = empty.shell.widget_of("basic_spending")
    stops = tab_stops(page)
    for before, stop in pairwise(stops):
        if not isinstance(stop, Button) or isinstance(stop, AddRowButton | UnfoldLink):
            continue  # they say what they begin, or are passed by
        before.setFocus()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert focused() is stop
        assert empty.shell.field_bar.words.startswith(stop.accessibleName())
    stops[-1].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert empty.shell.field_bar.words.startswith("看下一处")


def test_what_the_field_bar_offers_is_reached_with_shift_tab_and_stays(sample, qtbot, show):
    show(sample, "basic_spending")
    first = tab_stops(sample.shell.widget_of("basic_spending"))[0]
    first.setFocus()
    sample.shell.field_bar.show_field("甲", "乙", MessageAction("confirm", "确认沿用", "Ctrl+D"))
    QApplication.processEvents()
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    QApplication.processEvents()
    assert focused().text() == "确认沿用 Ctrl+D"
    assert focused().isVisible()


def test_what_a_message_offers_comes_behind_the_row_it_stands_under(sample, show):
    show(sample, "basic_spending")
    sample.report.session.type_in(Basic.goods.this, "9123600")
    sample.report.watch.look()
    QApplication.processEvents()
    area = sample.shell.widget_of("basic_spending")
    stops = tab_stops(area)
    link = next(w for w in stops if isinstance(w, Button) and w.text() == "改为 912.36")
    before = stops[stops.index(link) - 1]
    assert before.binding.place == Basic.goods.reason.at()


def test_figures_come_row_by_row_and_then_the_reasons_of_their_group(sample, show):
    show(sample, "basic_spending")
    area = sample.shell.widget_of("basic_spending")
    fields = [w.binding.field for w in tab_stops(area) if isinstance(w, FieldEditor)]
    spending = [f for f in fields if f.section == Basic.key]
    figures = [f for f in spending if f.kind.numeric]
    assert spending == [*figures, *(f for f in spending if not f.kind.numeric)]
    tops = [
        w.mapTo(area.widget(), QPoint(0, 0)).y()
        for w in tab_stops(area)
        if isinstance(w, FieldEditor) and w.binding.field in figures
    ]
    assert all(below >= above for above, below in pairwise(tops))


def test_tab_goes_into_a_group_that_was_unfolded_between_others(empty, qtbot, show):
    show(empty, "basic_spending")
    page = empty.shell.widget_of("basic_spending")
    folded = next(f for f in page.findChildren(FoldedSection) if f.section is ThreePublicCounts)
    following = tab_stops(page)[tab_stops(page).index(folded.link) + 1]
    folded.link.click()
    inside = [w for w in tab_stops(page) if folded.isAncestorOf(w)]
    inside[-1].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is following


def test_what_tab_passes_stands_in_the_menus(sample, show):
    show(sample, "projects")
    view = sample.report.context.find(RowList("project"))
    offered = {action.objectName() for action in view.actions()}
    assert {what.object_name for what in IN_MENU} <= offered
    named = {action.objectName() for action in sample.menus.actions if action.objectName()}
    assert named == {what.object_name for what in IN_MENU}


@pytest.fixture
def works(empty, show):
    draft = empty.report.session.draft()
    for level, title in (("一级", "产业"), ("二级", "茶叶")):
        row = draft.add(KeyWork)
        draft.type_in(KeyWork.level, level, row)
        draft.type_in(KeyWork.title, title, row)
    empty.report.session.make(draft.change, "重点工作")
    show(empty, "overview")
    view = empty.report.context.find(RowList("key_work"))
    view.setFocus()
    return view


@pytest.mark.parametrize("at", [0, 1])
def test_tab_leaves_the_outline_where_the_level_cannot_change(works, at, qtbot):
    works.choose(works.rows_model.rows[at])
    qtbot.keyClick(works, Qt.Key.Key_Tab)
    assert focused().binding.place == KeyWork.title.at(works.rows_model.rows[at])


def test_the_right_arrow_leads_to_the_text_under_the_title_as_the_head_says(works, qtbot):
    row = works.rows_model.rows[0]
    works.choose(row)
    qtbot.keyClick(works, Qt.Key.Key_Right)
    assert focused().binding.place == KeyWork.text.at(row)
    qtbot.keyClicks(focused(), "x")
    focused().binding.commit()
    report = works.rows_model.context.session.report
    assert (report[KeyWork.title.at(row)], report[KeyWork.text.at(row)]) == ("产业", "x")


def test_control_enter_out_of_the_text_of_an_outline_goes_on(works, qtbot):
    works.text_wanted.emit()
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert focused().binding.field.section == "overview_texts"


def test_escape_in_the_search_goes_back_to_the_field_it_came_from(sample, qtbot):
    sample.report.jump(Basic.wages.this.at())
    field = focused()
    sample.find_field()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is field


def test_control_home_shows_the_heads_over_the_first_field(sample, qtbot):
    sample.report.jump(Basic.wages.this.at())
    sample.go_to_edge(last=True)
    sample.go_to_edge(last=False)
    assert sample.shell.widget_of("basic_spending").verticalScrollBar().value() == 0


def test_a_report_opens_on_the_page_it_was_left_on(sample, make_window, tmp_path, qtbot):
    sample.shell.show_page("funds")
    sample.close()
    again = make_window()
    again.begin()
    assert again.shell.page == "funds"
    assert Settings(tmp_path).page_of(again.report.session.report_id) == "funds"


def test_a_window_about_to_open_shows_the_page_it_was_left_on_too(sample, make_window):
    sample.shell.show_page("scoring")
    sample.close()
    again = make_window()
    again.hide()
    again.begin()
    assert again.shell.page == "scoring"


def test_a_report_never_opened_before_begins_with_the_first_page(empty):
    assert empty.shell.page == "overview"
