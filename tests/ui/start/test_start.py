import pytest
from PySide6.QtWidgets import QApplication, QInputDialog

from pingkou_gui.document.tree import MissingFont
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Report
from pingkou_gui.store.reports import Summary
from pingkou_gui.ui.start_page import ReportsPage, StartPage, font_sentences
from pingkou_gui.ui.widgets.controls import Button


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


def test_the_start_screen_offers_only_what_there_is(theme, qtbot):
    page = StartPage(())
    qtbot.addWidget(page)
    titles = {b.text() for b in page.findChildren(Button)}
    assert titles == {"导入去年的报告", "新建空白报告", "打开示例", "载入数据文件…"}


def test_enter_does_what_the_start_screen_proposes(shown):
    page = shown(StartPage(()))
    assert QApplication.focusWidget().text() == "新建空白报告"
    assert page.isAncestorOf(QApplication.focusWidget())


def test_the_report_opened_last_is_gone_on_with_in_one_click(theme, qtbot):
    page = StartPage((Summary(7, "", "平口镇", "2023", "", None),))
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.report_wanted) as wanted:
        click(page, "继续填 平口镇 2023年度")
    assert wanted.args == [7]


def test_a_report_goes_into_the_bin_and_comes_back(reports, store):
    click(reports, "放进回收站")
    assert not store.summaries()
    click(reports, "恢复")
    assert [s.name for s in store.summaries()] == ["甲"]


def test_a_report_is_copied(reports, store):
    click(reports, "复制一份")
    assert sorted(s.name for s in store.summaries()) == ["副本", "甲"]


def test_a_report_gets_another_name(reports, store, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: (" 送审稿 ", True))
    click(reports, "改名")
    assert [s.name for s in store.summaries()] == ["送审稿"]


def test_many_missing_fonts_are_told_in_one_sentence():
    missing = tuple(MissingFont(name, "正文", None) for name in ("甲", "乙", "丙"))
    assert len(font_sentences(missing)) == 1
    assert len(font_sentences(missing[:2])) == 2
