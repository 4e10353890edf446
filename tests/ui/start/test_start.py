import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog

from pingkou_gui.document.tree import MissingFont
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import default_scheme, keep_current, known_schemes
from pingkou_gui.store.reports import Summary
from pingkou_gui.ui.start_page import ReportsPage, SchemeChoice, StartPage, font_sentences
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import Card


@pytest.fixture
def reports(theme, store, qtbot):
    store.create(Record(Report(), ""), "甲")
    page = ReportsPage(store)
    qtbot.addWidget(page)
    page.show()
    return page


def click(page, title):
    QApplication.processEvents()
    next(b for b in page.findChildren(Button) if b.text() == title and b.isVisible()).click()


def test_a_report_put_into_the_bin_leaves_the_focus_at_the_one_in_its_place(store, theme, shown):
    for name in ("乙", "丙", "丁"):
        store.create(Record(Report(), ""), name)
    page = shown(ReportsPage(store))
    ids = [each.id for each in store.summaries()]
    links = [b for b in page.findChildren(Button) if b.text() == "放进回收站"]
    links[1].setFocus()
    links[1].click()
    with_focus = QApplication.focusWidget()
    assert with_focus.text() == "打开"
    wanted = []
    page.report_wanted.connect(wanted.append)
    with_focus.click()
    assert wanted == [ids[2]]


def test_down_leads_to_the_next_report_and_right_along_the_row(store, theme, shown, qtbot):
    for name in ("乙", "丙", "丁"):
        store.create(Record(Report(), ""), name)
    page = shown(ReportsPage(store))
    ids = [each.id for each in store.summaries()]

    def press(key):
        qtbot.keyClick(QApplication.focusWidget(), key)
        return QApplication.focusWidget()

    page._first.setFocus()
    press(Qt.Key.Key_Down)
    assert press(Qt.Key.Key_Right).text() == "复制一份"
    assert press(Qt.Key.Key_Down).text() == "打开"
    press(Qt.Key.Key_Up)
    with qtbot.waitSignal(page.report_wanted) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == [ids[1]]
    for _ in range(9):
        press(Qt.Key.Key_Down)
    with qtbot.waitSignal(page.report_wanted) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == [ids[-1]]


def test_what_went_into_the_bin_is_told_at_the_top_and_comes_back_from_there(reports, store):
    click(reports, "放进回收站")
    assert not store.summaries()
    assert any("放进了回收站" in each.text() for each in reports.findChildren(WrappedText))
    click(reports, "撤销")
    assert [s.name for s in store.summaries()] == ["甲"]
    QApplication.processEvents()
    assert not any(b.text() == "撤销" and b.isVisible() for b in reports.findChildren(Button))


def test_the_start_screen_offers_only_what_there_is(theme, qtbot):
    page = StartPage(())
    qtbot.addWidget(page)
    titles = {b.text() for b in page.findChildren(Button)}
    assert titles == {
        "选择文件…",
        "新一年，分五步 Ctrl+Shift+N",
        "新建空白报告",
        "打开示例",
        "三分钟看一遍怎么用",
        "打开用户手册 F1",
        "载入数据文件…",
        "导入方案…",
        "怎样安装",
    }


def test_enter_does_what_the_start_screen_proposes(shown):
    page = shown(StartPage(()))
    assert QApplication.focusWidget().accessibleName() == "导入去年的报告，选择文件"
    assert page.isAncestorOf(QApplication.focusWidget())


def test_the_report_opened_last_is_gone_on_with_in_one_click(theme, qtbot):
    page = StartPage((Summary(7, "", "平口镇", "2023", "", None),))
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.report_wanted) as wanted:
        click(page, "继续填 平口镇 2023年度")
    assert wanted.args == [7]


@pytest.mark.parametrize(
    ("years", "offered"), [(("2023",), True), (("2024", "2023"), True), (("2023", "2024"), False)]
)
def test_the_next_year_is_offered_where_it_is_not_begun(theme, qtbot, years, offered):
    known = [Summary(at, "", "平口镇", year, "", None) for at, year in enumerate(years, 1)]
    page = StartPage(known)
    qtbot.addWidget(page)
    titles = {b.text() for b in page.findChildren(Button)}
    assert (f"开始 {int(years[0]) + 1}年度…" in titles) is offered


def test_the_scheme_of_new_reports_is_chosen_on_the_start_screen(theme, qtbot):
    offered = (SchemeChoice("a", "甲方案"), SchemeChoice("b", "乙方案", current=True))
    page = StartPage((), lambda: offered)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.preparation.choice.count() == 2)
    assert page.preparation.choice.currentText() == "乙方案"
    page.preparation.choice.choose("a")
    with qtbot.waitSignal(page.scheme_chosen) as chosen:
        page.preparation.choice.activated.emit(0)
    assert chosen.args == ["a"]


def test_a_scheme_chosen_is_that_of_the_next_report_and_the_countys_stays(window, tmp_path):
    draft = draft_of(default_scheme())
    draft.name = "桃源县方案"
    keep_current(tmp_path, built(draft))
    window.show_start()
    other = next(s for s in known_schemes(tmp_path) if s.name.startswith("广东"))
    window.shell.widget_of("start").scheme_chosen.emit(other.text)
    window.new_report()
    assert window.report.session.scheme.name == other.name
    assert "桃源县方案" in {s.name for s in known_schemes(tmp_path)}


def test_what_is_missing_and_how_it_is_installed_leads_to_the_manual(theme, qtbot):
    page = StartPage(())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.manual_wanted) as wanted:
        next(b for b in page.findChildren(Button) if b.text() == "怎样安装").click()
    assert wanted.args == ["fonts"]


def test_a_report_goes_into_the_bin_and_comes_back(reports, store):
    click(reports, "放进回收站")
    assert not store.summaries()
    click(reports, "恢复")
    assert [s.name for s in store.summaries()] == ["甲"]


def test_enter_opens_the_report_changed_last_and_escape_leads_back(reports, store, qtbot):
    with qtbot.waitActive(reports):
        reports.show()
        reports.activateWindow()
    first = store.summaries()[0].id
    with qtbot.waitSignal(reports.report_wanted) as opened:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert opened.args == [first]
    with qtbot.waitSignal(reports.back_wanted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_report_is_copied(reports, store):
    click(reports, "复制一份")
    assert sorted(s.name for s in store.summaries()) == ["副本", "甲"]


def test_a_report_gets_another_name(reports, store, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: (" 送审稿 ", True))
    click(reports, "改名")
    assert [s.name for s in store.summaries()] == ["送审稿"]


def test_many_missing_fonts_are_told_in_one_sentence():
    missing = tuple(MissingFont(name, "正文", None) for name in ("甲", "乙", "丙"))
    (sentence,) = font_sentences(missing)
    assert "“甲”等 3 种字体" in sentence
    assert "乙" not in sentence
    assert len(font_sentences(missing[:2])) == 2


def test_no_card_is_squeezed_once_schemes_and_fonts_are_filled_in(theme, qtbot):
    theme.set_percent(200)
    page = StartPage([], lambda: [SchemeChoice("a", "甲县方案", current=True)])
    qtbot.addWidget(page)
    page.resize(1366, 640)
    with qtbot.waitSignal(page.preparation.filled):
        page.show()
    ground = page.widget()
    assert ground.height() >= ground.layout().heightForWidth(ground.width())
    cards = ground.findChildren(Card)
    assert len(cards) > 3
    assert [c.accessibleName() for c in cards if c.height() < c.minimumSizeHint().height()] == []
