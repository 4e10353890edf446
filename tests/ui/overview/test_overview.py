from collections import Counter

import docx
import pytest
from PySide6.QtWidgets import QApplication

from pingkou_gui.document.docx_file import read_payload
from pingkou_gui.document.status import report_status
from pingkou_gui.form.pages.basic_spending import ThreePublic
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.ui import overview_page as export_card
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.overview_page import Bars, Comparison, ExportCard, OpenList
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.window.finding_fixes import close_with

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def overview(sample):
    sample.shell.show_page(OVERVIEW)
    return sample.shell.widget_of(OVERVIEW)


@pytest.fixture
def finished(sample, overview):
    """The sample with all filled in and mended that is open in it."""
    session = sample.report.session
    for row in session.report.rows("project"):
        if session.report[Project.budget.at(row)] is None:
            session.type_in(Project.budget, "一般公共预算", row)
            session.type_in(General.outturn, "")  # what all of them come to, then
        if session.report[Project.name.at(row)] == "村级组织运转经费":
            first = session.report.rows("project_indicator", row)[0]
            session.type_in(ProjectIndicator.points, "60", first)
    session.type_in(ThreePublic.running.reason, "车辆统一调度", 0)
    for row in session.report.rows("indicator"):
        if session.report[Indicator.name.at(row)] == "群众满意度":
            session.type_in(Indicator.reason, "两个村的道路还没有完工", row)
    for finding in report_status(session.facts).findings:
        if finding.asks:
            close_with(session, finding, "上年没有分开核算")
    sample.report.watch.look()
    overview.show_state()
    return overview.findChild(ExportCard)


def header(path):
    return docx.Document(str(path)).sections[0].header._element.xml


def links(page, title):
    return [b for b in page.findChildren(Button) if b.text().startswith(title) and b.isVisible()]


def test_every_open_thing_links_to_its_place(sample, overview):
    items = sample.report.watch.state.items
    gone_to = []
    sample.report.context.item_wanted.connect(lambda item: gone_to.append(item.target))
    rows = overview.findChild(OpenList).findChildren(Button)
    for link in rows:
        link.click()
    listed = sorted(items, key=lambda item: item.turn)[:8]
    assert len(listed) < len(items)
    assert gone_to == [item.target for item in listed]


def test_the_button_says_that_a_draft_comes_out(overview):
    assert links(overview, "导出 Word 草稿…")


@pytest.mark.parametrize(
    ("waiting", "note"), [(0, "没有要改的"), (3, "没有要改的，照去年沿用、没有核对的还有 3 处")]
)
def test_what_nobody_has_looked_at_since_last_year_is_told_before_the_export(
    sample, overview, waiting, note
):
    state = sample.report.watch.state
    pages = tuple(page._replace(carried=0) for page in state.pages)
    pages = (pages[0]._replace(carried=waiting), *pages[1:])
    nothing = state._replace(items=(), pages=pages, signs=Counter())
    overview.findChild(ExportCard).show_state(nothing)
    assert overview.findChild(ExportCard)._note.text() == note


def test_bars_stand_in_proportion_to_the_largest(overview):
    largest = overview.findChildren(Bars)[0]
    assert largest._shares[0] == 1
    assert 0 < largest._shares[1] < 1


def test_the_report_is_written_and_proved(overview, sample, tmp_path):
    target = tmp_path / "报告.docx"
    card = overview.findChild(ExportCard)
    card.write(target)
    assert target.stat().st_size > 10_000
    assert "A4 ✓" in card._proof.text()
    assert sample.settings.export_folder == tmp_path


def test_the_proposed_name_is_unit_year_and_title_and_says_draft(overview, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(export_card, "ask_word_target", lambda _p, path: asked.append(path.name))
    overview.export()
    assert asked == ["安化县平口镇人民政府2023年度部门整体支出绩效自评报告（草稿）.docx"]


def test_the_public_copy_says_so_and_carries_no_data(overview, tmp_path, monkeypatch):
    asked = []

    def pick(_parent, proposed):
        asked.append(proposed.name)
        return tmp_path / "公开.docx"

    monkeypatch.setattr(export_card, "ask_word_target", pick)
    links(overview, "公开用…")[0].click()
    assert asked[0].endswith("（草稿）（公开用）.docx")
    assert read_payload(tmp_path / "公开.docx") is None
    assert "不带填报数据" in overview.findChild(ExportCard)._message.text()
    (tmp_path / ".~lock.公开.docx#").write_text("LibreOffice", "utf-8")
    overview.findChild(ExportCard).write(tmp_path / "公开.docx", public=True)
    links(overview, "存为")[0].click()
    assert read_payload(tmp_path / "公开（2）.docx") is None


def test_a_file_open_elsewhere_is_written_under_another_name_with_one_click(overview, tmp_path):
    target = tmp_path / "报告.docx"
    card = overview.findChild(ExportCard)
    card.write(target)
    (tmp_path / ".~lock.报告.docx#").write_text("LibreOffice", "utf-8")
    card.write(target)
    offered = links(overview, "存为")
    offered[0].click()
    assert (tmp_path / "报告（2）.docx").exists()


def test_what_stands_in_a_field_when_exporting_is_in_the_file(
    overview, sample, tmp_path, qtbot, monkeypatch
):
    sample.report.jump(Unit.principal.at())
    editor = sample.report.context.find(Unit.principal.at())
    editor.selectAll()
    qtbot.keyClicks(editor, "Wang")
    target = tmp_path / "r.docx"
    monkeypatch.setattr(export_card, "ask_word_target", lambda _parent, _path: target)
    overview.export()
    assert sample.report.session.report[Unit.principal.at()] == "Wang"
    assert target.exists()


def test_a_report_with_nothing_open_is_no_draft_on_the_screen_and_in_the_file(
    overview, finished, tmp_path
):
    assert not links(overview, "导出 Word 草稿…")
    finished.write(tmp_path / "r.docx")
    assert finished._message.text() == f"报告已写到“{tmp_path / 'r.docx'}”"
    assert "✗" not in finished._proof.text()
    assert "草稿" not in header(tmp_path / "r.docx")


def test_a_slip_that_nobody_has_read_yet_makes_screen_and_file_a_draft_alike(
    sample, overview, finished, tmp_path
):
    session = sample.report.session
    row = session.report.rows("problem")[0]
    session.type_in(Problem.cause, "支出较少5万元", row)
    finished.write(tmp_path / "r.docx")
    assert finished._message.text().startswith("草稿已写到")
    assert "草稿" in header(tmp_path / "r.docx")
    assert links(overview, "导出 Word 草稿…")


def test_a_blank_that_the_page_shows_is_missing_on_the_screen(sample, overview, finished):
    sample.report.session.type_in(ProjectTotals.total.last, "")
    sample.report.watch.look()
    texts = [item.sentence for item in sample.report.watch.state.items]
    assert "填写项目支出上年决算" in texts
    assert links(overview, "导出 Word 草稿…")


def test_where_the_export_is_out_of_sight_the_overview_begins_with_what_is_open(sample, theme):
    sample.resize(1366, 697)
    theme.set_percent(200)
    sample.shell.show_page(OVERVIEW)
    page = sample.shell.widget_of(OVERVIEW)
    first = page.findChild(OpenList).links[0][1]
    assert QApplication.focusWidget() is first
    assert page.sees(first)
    assert page.verticalScrollBar().value() == 0


def test_where_the_export_is_in_sight_enter_exports(sample):
    sample.resize(1366, 697)
    sample.shell.show_page(OVERVIEW)
    page = sample.shell.widget_of(OVERVIEW)
    assert QApplication.focusWidget() is page.findChild(ExportCard).button
    assert page.sees(QApplication.focusWidget())
    assert page.verticalScrollBar().value() == 0


def test_a_value_that_cannot_be_read_is_told_with_its_row(sample):
    session = sample.report.session
    row = session.report.rows("project")[0]
    session.type_in(Project.kind, "无", row)
    sample.report.watch.look()
    name = session.report[Project.name.at(row)]
    told = [i.sentence for i in sample.report.watch.state.items if i.target == Project.kind.at(row)]
    assert len(told) == 1
    assert told[0].startswith(f"{name}：")


def test_cards_are_as_high_as_before_once_large_type_is_made_small_again(sample, theme):
    sample.resize(1366, 697)
    sample.shell.show_page(OVERVIEW)
    comparison = sample.shell.widget_of(OVERVIEW).findChild(Comparison)
    QApplication.processEvents()
    before = comparison.height()
    for percent in (110, 125, 150, 175, 200, 175, 150, 125, 110, 150, 100):
        theme.set_percent(percent)
        QApplication.processEvents()
    assert comparison.height() == before == comparison.sizeHint().height()
