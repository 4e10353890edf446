"""看下一处, 去看, 跳到这里: every open thing is reached, on its own page, from everywhere."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Control, ThreePublic
from pingkou_gui.form.pages.overview import Organisation, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import FigureRef, RowList
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.overview_page import OpenList
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.window.side_panes import FINDINGS

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
PAGES = [page.key for page in FORM.pages]
WEIGHTS = [Sign.ERROR, Sign.PARTIAL, Sign.REMINDER]
REPORTS = ["empty", "sample", *range(8)]


def made(which):
    """One of ten reports: empty, the sample, or the sample with a twelfth of its values spoilt."""
    if which == "empty":
        return Record(Report(), "")
    record = read_record(asset(SAMPLE))
    if which == "sample":
        return record
    chance, draft = random.Random(which), Draft(record.report)
    places = sorted(record.report.entries, key=str)
    for place in chance.sample(places, len(places) // 12):
        field = FORM.field_at(place)
        how = chance.choice(("blank", "other", "unread"))
        if how == "blank":
            draft.put(field, None, place.row)
        else:
            text = "约三五" if how == "unread" else str(chance.randint(1, 99999))
            draft.type_in(field, text, place.row)
    return Record(record.report.apply(draft.change), record.scheme)


@pytest.fixture
def opened(make_window):
    def open_one(which):
        window = make_window()
        window.resize(1366, 697)
        window.open_report(window.store.create(made(which)))
        window.report.watch.reviewer.read_now()
        return window

    return open_one


def arrived(window, item):
    """Whether the window stands on the page of an item with the focus on what shows it."""
    focused = QApplication.focusWidget()
    page = window.shell.widget_of(item.page)
    shown = window.report._shown_on(item.page, item.target)
    return (
        window.shell.page == item.page
        and shown is not None
        and page.isAncestorOf(focused)
        and (focused is shown or shown.isAncestorOf(focused))
    )


@pytest.mark.parametrize("which", REPORTS)
def test_f4_visits_every_open_thing_once_in_its_turn_and_begins_again(opened, qtbot, which):
    window = opened(which)
    starts = [*PAGES, OVERVIEW]
    window.shell.show_page(starts[REPORTS.index(which) % len(starts)])
    window.shell.choose_pane(FINDINGS if REPORTS.index(which) % 2 else "")
    route = window.report.watch.state.route()
    assert {item.key for item in route} == {
        item.key for item in window.report.watch.state.items if item.sign is not Sign.HINT
    }
    seen = []
    window.report.visited.connect(seen.append)
    for item in route:
        qtbot.keyClick(window, Qt.Key.Key_F4)
        assert arrived(window, item), item
    assert [item.key for item in seen] == [item.key for item in route]
    assert [WEIGHTS.index(item.sign) for item in seen] == sorted(
        WEIGHTS.index(item.sign) for item in seen
    )
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert seen[-1].key == route[0].key
    qtbot.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert seen[-1].key == route[-1].key


@pytest.mark.parametrize("which", REPORTS)
def test_the_overview_leads_to_everything_it_lists(opened, which):
    window = opened(which)
    window.shell.show_page(OVERVIEW)
    items = window.shell.widget_of(OVERVIEW).findChild(OpenList)
    count = len(items.links)
    assert count
    for at in range(count):
        window.shell.show_page(OVERVIEW)
        item, link = items.links[at]
        link.click()
        assert arrived(window, item), item


@pytest.mark.parametrize("start", [*PAGES, OVERVIEW])
def test_the_difference_between_the_sums_is_reached_from_every_page(opened, start):
    window = opened("sample")
    gap = FigureRef("reconciliation_gap", 0)
    item = next(each for each in window.report.watch.state.items if each.target == gap)
    for pane in ("", FINDINGS):
        window.shell.choose_pane(pane)
        window.shell.show_page(start)
        window.report.context.item_wanted.emit(item)
        assert window.shell.page == "funds"
        assert arrived(window, item), pane


def test_a_card_leads_to_its_own_page_and_f4_goes_on_from_it(opened, qtbot):
    window = opened("sample")
    window.shell.choose_pane(FINDINGS)
    for at in range(len(window.panes.findings.list.cards)):
        window.shell.show_page(PAGES[0])
        card = window.panes.findings.list.cards[at]
        item = next(i for i in window.report.watch.state.found if i.key == card.entry.key)
        press(card, "跳到这里", qtbot)
        assert arrived(window, item), item
        assert card.property("current") == "true"
    following = window.report.watch.state.after(item, 1)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert arrived(window, following)


def press(card, title, qtbot):
    button = next(b for b in card.findChildren(Button) if b.text() == title)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_mended_is_not_visited_again(opened, qtbot):
    window = opened("empty")
    qtbot.keyClick(window, Qt.Key.Key_F4)
    first = window.report.watch.state.route()[0]
    qtbot.keyClicks(QApplication.focusWidget(), "pingkou")
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert first.key not in {item.key for item in window.report.watch.state.route()}
    assert arrived(window, window.report.watch.state.route()[0])


def test_a_score_that_is_missing_is_asked_for_on_the_page_of_scores(opened):
    window = opened("empty")
    item = next(each for each in window.report.watch.state.items if each.sentence == "填写自评得分")
    window.report.context.item_wanted.emit(item)
    assert window.shell.page == "scoring"
    hosts = window.report.context.find(RowList(Indicator.key))
    assert QApplication.focusWidget() is hosts
    counted = {page.progress.page.key: page.labels for page in window.report.watch.state.pages}
    assert "自评得分" in counted["scoring"]
    assert "自评得分" not in counted["overview"]


def test_a_reason_that_is_due_is_asked_for_once_in_the_words_of_the_finding(opened):
    window = opened("sample")
    place = ThreePublic.running.reason.at()
    asked = [each for each in window.report.watch.state.items if each.target == place]
    assert [(each.sign, each.finding is not None) for each in asked] == [(Sign.PARTIAL, True)]
    assert asked[0].sentence.endswith("减少 40.27%，写明原因")
    steps = {page.progress.page.key: page for page in window.report.watch.state.pages}
    assert "公务用车运行维护费变动原因" in steps["basic_spending"].labels
    assert steps["basic_spending"].reminders == 0


def test_what_is_missing_in_one_project_comes_together_before_the_next(sample):
    """Indicators of projects come project by project, not first by first."""
    session = sample.report.session
    outer = [
        row
        for row in session.report.rows("project")
        if session.report.rows("project_indicator", row)
    ]
    draft = Draft(session.report)
    for project in outer:
        for row in session.report.rows("project_indicator", project):
            draft.put(ProjectIndicator.actual, None, row)
    session.make(draft.change, "清空")
    sample.report.watch.look()
    rows = [
        item.target.row
        for item in sample.report.watch.state.route()
        if getattr(item.target, "field", "") == "actual"
        and item.target.section == "project_indicator"
    ]
    wanted = [row for project in outer for row in session.report.rows("project_indicator", project)]
    assert rows == wanted


def test_a_cell_that_is_gone_to_is_seen_with_the_row_below_it(window, rest):
    window.new_report()
    window.resize(1366, 697)
    draft = Draft(window.report.session.report)
    for name in ("甲办", "乙办", "丙办", "丁办"):
        draft.put(Organisation.name, name, draft.add(Organisation))
    window.report.session.make(draft.change, "粘贴")
    window.shell.show_page("overview")
    page = window.shell.widget_of("overview")
    page.complete()
    rest(window)
    for row in window.report.session.report.rows(Organisation.key):
        page.verticalScrollBar().setValue(0)
        window._jump(Organisation.kind.at(row))
        rest(window)
        table = QApplication.focusWidget()
        cell = table.visualRect(table.currentIndex())
        bottom = table.viewport().mapTo(page.viewport(), cell.bottomLeft()).y()
        assert bottom + cell.height() <= page.viewport().height()


def test_title_and_counts_are_those_of_what_was_taken_back_at_once(window, rest):
    window.new_report()
    empty = window.windowTitle()
    rest(window)
    draft = Draft(window.report.session.report)
    draft.put(Unit.name, "云岭县白茅镇人民政府")
    draft.put(Unit.year, 2024)
    window.report.session.make(draft.change, "导入")
    window.report.watch.look()
    assert "2024年度" in window.windowTitle()
    for step, shown in ((window.report.undo, False), (window.report.redo, True)):
        step()
        assert ("2024年度" in window.windowTitle()) is shown
        assert (window.windowTitle() == empty) is not shown
        assert not window.report.watch._rest.isActive()


def passed_by(window, qtbot):
    """Go through all that is open up to the first reminder, filling in nothing; return what was seen."""
    seen = []
    window.report.visited.connect(seen.append)
    while not seen or seen[-1].sign is not Sign.REMINDER:
        qtbot.keyClick(window, Qt.Key.Key_F4)
    return seen


@pytest.fixture
def reminded(opened):
    """The sample with a reminder besides what is missing and what must be mended."""
    window = opened("sample")
    window.report.session.type_in(Unit.phone, "")
    window.report.watch.look()
    return window


def first_missing(window):
    return next(i for i in window.report.watch.state.route() if i.sign is Sign.PARTIAL)


def test_after_the_overview_what_was_passed_by_is_asked_again_before_any_reminder(reminded, qtbot):
    seen = passed_by(reminded, qtbot)
    wrong = [item for item in seen if item.sign is Sign.ERROR]
    assert wrong
    reminded.shell.show_page(OVERVIEW)
    for _ in range(len(wrong) + 1):
        qtbot.keyClick(reminded, Qt.Key.Key_F4)
    again = seen[-len(wrong) - 1 :]
    assert [item.sign for item in again] == [Sign.ERROR] * len(wrong) + [Sign.PARTIAL]
    assert again[-1].key == first_missing(reminded).key


def test_a_new_slip_leads_back_to_the_first_thing_missing_and_not_among_reminders(reminded, qtbot):
    seen = passed_by(reminded, qtbot)
    reminded.report.session.type_in(Unit.year, "某年")
    reminded.report.watch.look()
    qtbot.keyClick(reminded, Qt.Key.Key_F4)
    assert (seen[-1].sign, seen[-1].target) == (Sign.ERROR, Unit.year.at())
    reminded.report.session.type_in(Unit.year, "2023")
    reminded.report.watch.look()
    qtbot.keyClick(reminded, Qt.Key.Key_F4)
    while seen[-1].sign is Sign.ERROR:
        qtbot.keyClick(reminded, Qt.Key.Key_F4)
    assert seen[-1].key == first_missing(reminded).key


def test_something_missing_that_comes_up_among_the_reminders_is_asked_first(reminded, qtbot):
    seen = passed_by(reminded, qtbot)
    reminded.report.session.type_in(Unit.short_name, "")
    reminded.report.watch.look()
    qtbot.keyClick(reminded, Qt.Key.Key_F4)
    assert (seen[-1].sign, seen[-1].target) == (Sign.PARTIAL, Unit.short_name.at())


def test_the_end_of_a_round_is_said_and_what_was_passed_by_comes_again(reminded, qtbot):
    route = reminded.report.watch.state.route()
    for _ in route:
        qtbot.keyClick(reminded, Qt.Key.Key_F4)
    assert "都看过一遍了" not in reminded.shell.field_bar.words
    qtbot.keyClick(reminded, Qt.Key.Key_F4)
    assert arrived(reminded, route[0])
    assert f"都看过一遍了，还有 {len(route)} 处" in reminded.shell.field_bar.words


def test_a_reminder_that_was_chosen_is_followed_by_what_weighs_more(reminded, qtbot):
    route = reminded.report.watch.state.route()
    reminder = next(item for item in route if item.sign is Sign.REMINDER)
    reminded.report.go_to_item(reminder)
    qtbot.keyClick(reminded, Qt.Key.Key_F4)
    assert arrived(reminded, route[0])


def test_who_signs_the_sheets_is_asked_where_they_would_print_it_blank(reminded):
    (item,) = [i for i in reminded.report.watch.state.items if i.target == Unit.phone.at()]
    assert (item.sign, item.page) == (Sign.REMINDER, "overview")
    assert item.sentence == "联系电话空着，附件下方照空印出"


def test_a_project_without_its_sheet_is_one_stop_and_leads_to_its_goal(opened, qtbot):
    window = opened("sample")
    bare = [i for i in window.report.watch.state.items if "没有指标" in i.sentence]
    assert bare
    assert {i.sign for i in bare} == {Sign.PARTIAL}
    for item in bare:
        window.report.go_to_item(item)
        assert arrived(window, item)
        assert item.target.field == "goal"


def one_row(window):
    """Leave the three cells of a row of 附件1 blank; return the item that asks for them."""
    row = Control.utilities
    for field in (row.this, row.last, row.budget):
        window.report.session.type_in(field, "")
    window.report.watch.look()
    return next(i for i in window.report.watch.state.items if i.target == row.this.at())


def counted(window):
    step = next(p for p in window.report.watch.state.pages if p.step.key == "basic_spending")
    return step.missing


def test_f4_goes_through_the_blank_cells_of_a_row_before_it_leaves_it(opened, qtbot):
    window = opened("sample")
    row, item = Control.utilities, one_row(window)
    assert item.sentence == "水费、电费、差旅费空着 3 格，会照空印出"
    cells = (row.this, row.last, row.budget)
    assert all(window.report.context.is_gap(field.at()) for field in cells), "each looks due"
    window.report.go_to_item(item)
    left = counted(window)
    for field, following in ((row.this, row.last), (row.last, row.budget)):
        assert window.report.target == field.at()
        qtbot.keyClicks(QApplication.focusWidget(), "12.5")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert window.report.target != field.at(), "the next row below"
        qtbot.keyClick(window, Qt.Key.Key_F4)
        assert window.report.target == following.at()
        left -= 1
        assert counted(window) == left
    qtbot.keyClicks(QApplication.focusWidget(), "12.5")
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert counted(window) == left - 1
    assert window.report.target == Control.procurement.this.at()


def test_a_row_of_which_nothing_was_filled_in_is_left_by_f4(opened, qtbot):
    window = opened("sample")
    window.report.go_to_item(one_row(window))
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.report.target == Control.procurement.this.at()


def test_another_page_that_was_turned_to_comes_before_the_rest_of_a_row(opened, qtbot):
    window = opened("sample")
    window.report.go_to_item(one_row(window))
    qtbot.keyClicks(QApplication.focusWidget(), "12.5")
    window.shell.show_page(OVERVIEW)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert arrived(window, window.report.watch.state.route()[0])


def test_a_figure_that_cannot_be_read_comes_before_the_rest_of_its_row(opened, qtbot):
    window = opened("sample")
    window.report.go_to_item(one_row(window))
    qtbot.keyClicks(QApplication.focusWidget(), "12.5x")
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.report.target == Control.utilities.this.at()
    assert QApplication.focusWidget().text() == "12.5x"


def test_indicators_that_every_project_lacks_are_added_where_f4_leads(opened, qtbot):
    window = opened("sample")
    session = window.report.session
    rows, draft = session.report.rows(Project.key), Draft(session.report)
    for row in rows:
        for field in (Project.goal, Project.achieved):
            draft.type_in(field, "修好12公里", row)
        draft.put(Project.department, None, row)
        for inner in session.report.rows(ProjectIndicator.key, row):
            draft.remove(ProjectIndicator, inner, row)
    session.make(draft.change, "清空")
    window.report.watch.look()
    bare = [i for i in window.report.watch.state.items if "没有指标" in i.sentence]
    assert [item.target.parent for item in bare] == list(rows)
    window.report.go_to_item(bare[0])
    for item in bare:
        button = QApplication.focusWidget()
        assert button.text() == "添加指标", item
        assert window.report.target == item.target
        qtbot.keyClick(window, Qt.Key.Key_F4)
