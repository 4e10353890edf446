"""Lists without rows take typing and pasting at once; what comes up behind is gone to first."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, OverviewTexts, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.values import Entry, RowList, Source, SourceKind
from pingkou_gui.report.carried import awaits_confirmation
from pingkou_gui.ui.editors.field_editors import page_of
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.inputs import ComboBox
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import GroupBox
from pingkou_gui.ui.window.side_panes import FINDINGS

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = "党政办公室\t党政机构\n财政所\t党政机构\n"


def focused():
    return QApplication.focusWidget()


@pytest.fixture
def blank(window):
    window.new_report()
    window.report._complete_page()
    return window


def go_to(window, section):
    window.report.jump(RowList(section.key))


def named(window, section, field):
    report = window.report.session.report
    return [report[field.at(row)] for row in report.rows(section.key)]


def test_letters_typed_on_an_empty_list_begin_its_first_row(blank, qtbot):
    go_to(blank, Organisation)
    qtbot.keyClicks(focused(), "c")
    qtbot.keyClicks(focused(), "aizhengsuo")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert named(blank, Organisation, Organisation.name) == ["caizhengsuo"]


@pytest.mark.parametrize(("section", "name"), [(Organisation, "name"), (KeyWork, "title")])
def test_words_of_an_input_method_begin_the_first_row(blank, qtbot, section, name):
    go_to(blank, section)
    assert focused().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent()
    event.setCommitString("财政所")
    QApplication.sendEvent(focused(), event)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert named(blank, section, getattr(section, name))[:1] == ["财政所"]


def test_letters_are_composed_on_the_button_and_none_is_lost(blank, qtbot):
    go_to(blank, Organisation)
    button, own = focused(), focused().text()
    for letters in ("c", "cai", "cai zheng suo"):
        QApplication.sendEvent(button, QInputMethodEvent(letters, []))
        assert focused() is button
        assert button.text() == letters
    done = QInputMethodEvent()
    done.setCommitString("财政所")
    QApplication.sendEvent(button, done)
    assert button.text() == own
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert named(blank, Organisation, Organisation.name)[:1] == ["财政所"]


def test_rows_are_pasted_on_an_empty_list_with_control_v(blank, qtbot, monkeypatch):
    go_to(blank, Organisation)
    group = focused().parentWidget()
    while not hasattr(group, "ask"):
        group = group.parentWidget()
    monkeypatch.setattr(group, "ask", lambda _plan: True)
    QGuiApplication.clipboard().setText(ROWS)
    qtbot.keyClick(focused(), Qt.Key.Key_V, CTRL)
    assert named(blank, Organisation, Organisation.name) == ["党政办公室", "财政所"]


def test_what_is_pasted_second_stands_beside_what_was_pasted_first(blank, qtbot):
    go_to(blank, Problem)
    for words in ("绩效目标编得不细", "年初逐项审核目标"):
        QGuiApplication.clipboard().setText(words)
        qtbot.keyClick(focused(), Qt.Key.Key_V, CTRL)
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert named(blank, Problem, Problem.name) == ["绩效目标编得不细"]
    assert named(blank, Problem, Problem.measure) == ["年初逐项审核目标"]


def test_paragraphs_are_pasted_on_an_empty_outline_with_control_v(blank, qtbot, monkeypatch):
    go_to(blank, KeyWork)
    group = focused().parentWidget()
    while not hasattr(group, "ask"):
        group = group.parentWidget()
    monkeypatch.setattr(group, "ask", lambda _plan: True)
    QGuiApplication.clipboard().setText("（一）抓党建\n落实责任制。\n（二）抓产业\n种茶百亩。")
    qtbot.keyClick(focused(), Qt.Key.Key_V, CTRL)
    assert named(blank, KeyWork, KeyWork.title)[:1] == ["抓党建"]


def test_a_list_with_rows_adds_none_because_somebody_types_on_its_button(sample, qtbot):
    sample.report.jump(Unit.name.at())
    sample.report._complete_page()
    rows = sample.report.session.report.rows(Organisation.key)
    titles = {b.text(): b for b in sample.shell.widget_of("overview").findChildren(Button)}
    button = titles["添加机构"]
    button.setFocus()
    qtbot.keyClicks(button, "x")
    assert sample.report.session.blank is None
    assert sample.report.session.report.rows(Organisation.key) == rows


def test_rows_pasted_on_the_button_of_a_list_with_rows_come_behind_them(sample, qtbot):
    sample.report.jump(Unit.name.at())
    sample.report._complete_page()
    session = sample.report.session
    rows = session.report.rows(Organisation.key)
    titles = {b.text(): b for b in sample.shell.widget_of("overview").findChildren(Button)}
    titles["添加机构"].setFocus()
    QGuiApplication.clipboard().setText("应急办\t党政机构\r\n农技站\t事业单位\r\n")
    qtbot.keyClick(titles["添加机构"], Qt.Key.Key_V, CTRL)
    after = session.report.rows(Organisation.key)
    assert after[: len(rows)] == rows
    names = [session.report[Organisation.name.at(row)] for row in after[len(rows) :]]
    assert names == ["应急办", "农技站"]


def test_the_button_keeps_the_keys_that_lead_away(blank, qtbot):
    go_to(blank, Organisation)
    button = focused()
    qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert focused() is not button
    assert blank.report.session.blank is None


@pytest.mark.parametrize("section", [Organisation, KeyWork])
def test_the_bar_speaks_of_the_empty_list_and_not_of_the_field_before(blank, section):
    blank.report.jump(Unit.name.at())
    go_to(blank, section)
    assert blank.shell.field_bar.words.startswith(section.heading)
    assert "Ctrl+V" in blank.shell.field_bar.words


def test_the_first_row_is_in_sight_as_a_whole_while_it_is_typed(blank, qtbot, rest):
    go_to(blank, Organisation)
    qtbot.keyClicks(focused(), "c")
    rest(blank)
    editor = focused()
    area = page_of(editor)
    top = editor.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top + editor.height() <= area.viewport().height()


def test_enter_opens_the_choice_that_is_framed(theme, shown, qtbot):
    box = shown(ComboBox([("a", "甲"), ("b", "乙")], name="单位", width=5))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.view().isVisible()
    box.hidePopup()


def test_what_stands_beside_a_field_is_not_said_again_over_the_page(sample):
    sample.report.jump(Unit.name.at())
    assert Unit.name.help not in sample.shell.field_bar.words
    assert Unit.name.source in sample.shell.field_bar.words
    sample.report.jump(OverviewTexts.overall.at())
    assert OverviewTexts.overall.help not in sample.shell.field_bar.words


# -- what comes up behind the clerk


def to_the_reminders(window, qtbot):
    """Walk until a reminder is gone to; return it."""
    window.report.session.type_in(Unit.phone, "")  # who signs is asked for as a reminder
    window.report.watch.look()
    seen = []
    window.report.visited.connect(seen.append)
    for _ in range(60):
        qtbot.keyClick(window, Qt.Key.Key_F4)
        if seen[-1].sign is Sign.REMINDER:
            window.report.visited.disconnect(seen.append)
            return seen[-1]
    raise AssertionError


def spoilt(window):
    """Make a value unreadable behind the clerk."""
    window.report.session.type_in(Basic.wages.this, "约三五")
    window.report.watch.look()


def test_what_must_be_mended_and_came_up_behind_is_next_and_then_what_is_missing(sample, qtbot):
    sample.report.watch.reviewer.read_now()
    to_the_reminders(sample, qtbot)
    spoilt(sample)
    following = next(i for i in sample.report.watch.state.route() if i.sign is Sign.PARTIAL)
    seen = []
    sample.report.visited.connect(seen.append)
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    assert (seen[0].sign, seen[0].target) == (Sign.ERROR, Basic.wages.this.at())
    new = {i.key for i in sample.report.watch.state.route() if i.sign is Sign.ERROR}
    while seen[-1].sign is Sign.ERROR and len(seen) < 9:
        qtbot.keyClick(sample, Qt.Key.Key_F4)
    assert seen[-1].key == following.key
    assert {i.key for i in seen[:-1]} <= new


def test_a_value_that_stays_wrong_with_other_words_does_not_hold_the_way_up(sample, qtbot):
    sample.report.watch.reviewer.read_now()
    spoilt(sample)
    seen = []
    sample.report.visited.connect(seen.append)
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    sample.report.session.type_in(Basic.wages.this, "约四六")
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    assert seen[0].cause != seen[1].cause


def test_back_leads_back_whatever_came_up(sample, qtbot):
    sample.report.watch.reviewer.read_now()
    left = to_the_reminders(sample, qtbot)
    before = sample.report.watch.state.after(left, -1)
    spoilt(sample)
    seen = []
    sample.report.visited.connect(seen.append)
    qtbot.keyClick(sample, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert seen[0].key == before.key


def test_what_was_passed_by_going_back_is_still_come_to(sample, qtbot):
    sample.report.watch.reviewer.read_now()
    to_the_reminders(sample, qtbot)
    spoilt(sample)
    qtbot.keyClick(sample, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    seen = []
    sample.report.visited.connect(seen.append)
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    assert (seen[0].sign, seen[0].target) == (Sign.ERROR, Basic.wages.this.at())


# -- what was taken over from last year, on its card


def test_a_card_confirms_what_was_taken_over_from_last_year(sample, qtbot):
    session, place = sample.report.session, OverviewTexts.overall.at()
    draft = session.draft()
    words = "2022年，我镇按照年初确定的目标编好预算。"
    draft.put_entry(place, Entry(words, Source(SourceKind.CARRIED)))
    session.make(draft.change, "沿用")
    sample.report.watch.reviewer.read_now()
    sample.report.watch.look()
    sample.shell.choose_pane(FINDINGS)
    sample.panes.findings.list._make(99)  # they come up as they are scrolled to
    card = next(c for c in sample.panes.findings.list.cards if c.entry.target == place)
    button = next(b for b in card.findChildren(Button) if b.text() == "确认沿用")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    entry = session.report.entry(place)
    assert entry.value == words
    assert not awaits_confirmation(place, entry)
    qtbot.waitUntil(lambda: sample.panes.findings.isAncestorOf(focused()))


def test_a_card_of_the_clerks_own_words_has_nothing_to_confirm(sample):
    sample.report.watch.reviewer.read_now()
    sample.shell.choose_pane(FINDINGS)
    titles = [b.text() for c in sample.panes.findings.list.cards for b in c.findChildren(Button)]
    assert "跳到这里" in titles
    assert "确认沿用" not in titles


@pytest.mark.parametrize("section", [Duty, KeyWork])
@pytest.mark.parametrize("where", ["hint", "head", "edge"])
def test_a_click_anywhere_on_an_empty_list_has_typing_begin_there(blank, qtbot, section, where):
    session = blank.report.session
    row = session.add_row(Organisation)
    session.type_in(Organisation.name, "农业农村服务中心", row)
    go_to(blank, section)
    start, group = focused(), focused().parentWidget()
    while not isinstance(group, GroupBox):
        group = group.parentWidget()
    go_to(blank, Organisation)
    other = focused()
    assert other is not start
    label = next(each for each in group.findChildren(WrappedText) if "Ctrl+V" in each.text())
    clicked = {"hint": label, "head": group._head, "edge": group}[where]
    place = QPoint(1, group.height() - 2) if where == "edge" else clicked.rect().center()
    qtbot.mouseClick(clicked, Qt.MouseButton.LeftButton, pos=place)
    assert focused() is start
    qtbot.keyClicks(focused(), "x")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert named(blank, Organisation, Organisation.name) == ["农业农村服务中心"]
    assert len(session.report.rows(section.key)) == 1


def test_f4_goes_on_from_the_place_gone_to_in_the_meantime(blank, qtbot):
    seen = []
    blank.report.visited.connect(seen.append)
    qtbot.keyClick(blank, Qt.Key.Key_F4)
    assert seen[-1].page == "overview"
    blank.report.jump(Basic.wages.this.at())
    qtbot.keyClick(blank, Qt.Key.Key_F4)
    due = [i for i in blank.report.watch.state.route() if i.page == "basic_spending"]
    assert seen[-1].page == "basic_spending"
    assert seen[-1].key == next(i.key for i in due if i.target != Basic.wages.this.at())
    blank.report.jump(Basic.wages.this.at())
    qtbot.keyClick(blank, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert seen[-1].page == "overview"


def test_the_bar_tells_of_the_field_again_once_a_paste_is_taken_back(blank, qtbot):
    blank.report.jump(Basic.wages.this.at())
    QGuiApplication.clipboard().setText("1024.74\r\n18.24\r\n244.8\r\n")
    qtbot.keyClick(focused(), Qt.Key.Key_V, CTRL)
    assert "粘贴了 3 个数" in blank.shell.field_bar.words
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert blank.report.session.report[Basic.wages.this.at()] is None
    assert "粘贴了" not in blank.shell.field_bar.words
    assert "301" in blank.shell.field_bar.words


def f4_to_errors(window, qtbot, times):
    seen = []
    window.report.visited.connect(seen.append)
    for _ in range(times):
        qtbot.keyClick(window, Qt.Key.Key_F4)
    window.report.visited.disconnect(seen.append)
    return seen


@pytest.fixture
def spoilt_twice(sample):
    """The sample with two values that must be mended, on the first and the second page."""
    sample.report.watch.reviewer.read_now()
    for field in (Staff.headcount, Basic.wages.this):
        sample.report.session.type_in(field, "约三五")
    sample.report.watch.look()
    return [i for i in sample.report.watch.state.route() if i.sign is Sign.ERROR]


def test_on_a_page_turned_to_by_hand_what_must_be_mended_comes_first_again(
    sample, spoilt_twice, qtbot
):
    seen = f4_to_errors(sample, qtbot, len(spoilt_twice) + 2)
    assert seen[-1].sign is not Sign.ERROR
    other = "projects" if seen[-1].page == "overview" else "overview"
    sample.shell.show_page(other)
    qtbot.waitUntil(lambda: sample.report.target is not None and focused() is not None)
    again = f4_to_errors(sample, qtbot, len(spoilt_twice) + 1)
    assert [i.sign for i in again[:-1]] == [Sign.ERROR] * len(spoilt_twice)
    assert {i.key for i in again[:-1]} == {i.key for i in spoilt_twice}
    assert again[-1].sign is not Sign.ERROR


def test_after_the_focus_was_moved_what_must_be_mended_comes_first_again(
    sample, spoilt_twice, qtbot
):
    f4_to_errors(sample, qtbot, len(spoilt_twice) + 1)
    sample.report.jump(Basic.goods.last.at())
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    again = f4_to_errors(sample, qtbot, len(spoilt_twice) + 1)
    assert {i.key for i in again[:-1]} == {i.key for i in spoilt_twice}
    assert again[-1].sign is Sign.PARTIAL


def test_the_rest_of_the_page_in_hand_comes_before_other_pages_and_round_to_its_beginning(
    sample, spoilt_twice, qtbot
):
    f4_to_errors(sample, qtbot, len(spoilt_twice) + 1)
    sample.report.jump(Unit.name.at())
    first = f4_to_errors(sample, qtbot, 1)
    assert first[0].target == Staff.headcount.at()
    sample.report.session.type_in(Staff.headcount, "40")
    sample.report.session.type_in(Unit.year, "某年")
    sample.report.watch.look()
    sample.report.jump(OverviewTexts.overall.at())
    left = [i.target for i in sample.report.watch.state.route() if i.sign is Sign.ERROR]
    again = f4_to_errors(sample, qtbot, len(left) + 1)
    assert {i.target for i in again[:-1]} == set(left)
    assert again[0].page != "overview"
    assert again[len(left) - 1].target == Unit.year.at()
    assert again[-1].sign is not Sign.ERROR


def test_what_a_page_begins_with_comes_first_when_the_page_is_turned_to(sample, qtbot, rest):
    sample.report.watch.reviewer.read_now()
    for field in (Unit.year, Staff.headcount):
        sample.report.session.type_in(field, "约三五")
    sample.report.watch.look()
    wrong = [i.key for i in sample.report.watch.state.route() if i.sign is Sign.ERROR]
    f4_to_errors(sample, qtbot, len(wrong) + 1)
    sample.shell.show_page("projects")
    sample.shell.show_page("overview")
    rest(sample)
    assert [i.key for i in f4_to_errors(sample, qtbot, 2)] == wrong[:2]


def test_back_from_what_must_be_mended_leads_to_what_must_be_mended_before_it(
    sample, spoilt_twice, qtbot
):
    f4_to_errors(sample, qtbot, len(spoilt_twice) + 1)
    sample.report.jump(OverviewTexts.overall.at())
    (here,) = f4_to_errors(sample, qtbot, 1)
    assert here.target == Basic.wages.this.at()
    seen = []
    sample.report.visited.connect(seen.append)
    qtbot.keyClick(sample, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert (seen[0].sign, seen[0].target) == (Sign.ERROR, Staff.headcount.at())


def test_f4_passes_by_nothing_that_must_be_mended_wherever_it_is_mended(sample, qtbot):
    sample.report.watch.reviewer.read_now()
    for field in (Basic.wages.this, Basic.goods.this, Staff.headcount):
        sample.report.session.type_in(field, "约三五")
    sample.report.watch.look()
    wrong = [i.key for i in sample.report.watch.state.route() if i.sign is Sign.ERROR]
    assert len(wrong) > 2
    seen = []
    sample.report.visited.connect(seen.append)
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    sample.report.jump(RowList("problem"))
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    assert [item.key for item in seen] == wrong[:2]
