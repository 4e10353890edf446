import pytest

from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.ui.kit import Button
from pingkou_gui.ui.main_window.places import OVERVIEW
from pingkou_gui.ui.overview import export_card
from pingkou_gui.ui.overview.comparison import Bars
from pingkou_gui.ui.overview.export_card import ExportCard
from pingkou_gui.ui.overview.open_list import OpenList

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def overview(sample):
    sample.shell.show_page(OVERVIEW)
    return sample.shell.widget_of(OVERVIEW)


def links(page, title):
    return [b for b in page.findChildren(Button) if b.text().startswith(title) and b.isVisible()]


def test_every_open_thing_links_to_its_place(sample, overview):
    items = sample.report.watch.state.items
    gone_to = []
    sample.report.context.jump_wanted.connect(gone_to.append)
    rows = overview.findChild(OpenList).findChildren(Button)
    for link in rows:
        link.click()
    assert sorted(map(str, gone_to)) == sorted(str(item.target) for item in items)


def test_the_button_says_that_a_draft_comes_out(overview):
    assert links(overview, "导出 Word 草稿…")


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


def test_the_proposed_name_is_unit_year_and_title(overview, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(export_card, "ask_word_target", lambda _p, path: asked.append(path.name))
    overview.export()
    assert asked == ["安化县平口镇人民政府2023年度部门整体支出绩效自评报告.docx"]


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
