"""The county makes a scheme of its own in the editor, and everything follows it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.tree import plain_text
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file
from pingkou_gui.ui.scheme_editor_pages import RowsTable

POINTS = "指标和分值"


def types(field, text):
    """Select all and type, as a clerk does."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text.isascii() else field.insert(text)
    if not text.isascii():
        field.textEdited.emit(field.text())


def table(editor, key):
    editor.steps.choose(list(editor.pages).index(POINTS))
    return editor.pages[POINTS].findChild(RowsTable, key)


def types_in_cell(rows, row, column, text):
    """Edit a cell in place and press Enter."""
    index = rows.table.words.index(row, column)
    if not lines_in(rows) or rows.table.currentIndex() != index:
        rows.table.setCurrentIndex(index)
        rows.table.edit(index)
    line = lines_in(rows)[-1]
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def lines_in(rows):
    """The line that is open in a cell."""
    return [line for line in rows.table.findChildren(QLineEdit) if line.isVisible()]


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def cost_first(editor):
    """Put 成本 at the first level, with points of its own."""
    levels = table(editor, "levels")
    types_in_cell(levels, 0, 1, "40")
    types_in_cell(levels, 0, 2, "数量指标、质量指标、时效指标")
    types_in_cell(levels, 1, 1, "20")
    levels.table.setCurrentIndex(levels.table.words.index(2, 0))
    click(levels.add_button)
    for column, text in enumerate(("成本指标", "20", "经济成本指标、社会成本指标")):
        types_in_cell(levels, 3, column, text)


def another_county(editor):
    """Other headings, another order, other points."""
    page = editor.pages["名称和标题"]
    types(page.fields["name"], "桃源县绩效自评方案")
    types(page.fields["version"], "2024.7")
    types(page.fields["report"], "{unit}{year}年部门整体绩效自评")
    outline = editor.outline
    outline.choose("overview")
    types(outline.title, "单位基本概况")
    outline.choose("state_capital")
    click(outline.buttons["remove"])
    outline.choose("government_funds")
    click(outline.buttons["up"])
    cost_first(editor)


def composed(scheme, record):
    return plain_text(compose(Facts(record.report, scheme), draft=False))


def test_the_default_scheme_is_shown_and_has_no_problems(editor):
    assert editor.outline.list.words.count() == 30
    assert editor.save.isEnabled()
    assert "一、部门概况" in editor.trial.toPlainText()


def test_another_county_changes_report_and_attachments(editor, sample_record):
    another_county(editor)
    text = composed(editor.scheme(), sample_record)
    assert text.startswith("安化县平口镇人民政府2023年部门整体绩效自评")
    assert "一、单位基本概况" in text
    assert "二、政府性基金预算支出情况" in text
    assert "国有资本经营预算支出情况" not in text


def test_another_county_changes_the_points_of_the_attachment(editor, sample_record):
    another_county(editor)
    scheme = editor.scheme()
    assert [(level.name, level.points) for level in scheme.levels][-1] == ("成本指标", 20)
    before, after = composed(default_scheme(), sample_record), composed(scheme, sample_record)
    assert after.split("附件2")[-1] != before.split("附件2")[-1]


def test_another_county_offers_its_own_levels_to_the_clerk(editor):
    cost_first(editor)
    assert "成本指标" in editor.scheme().phrases["indicator_level1"]
    assert "经济成本指标" in editor.scheme().phrases["indicator_level2"]


def test_margins_reach_the_word_file(editor, sample_record):
    types(editor.pages["版式"].fields["top"], "30")
    scheme = editor.scheme()
    assert scheme.page.margins[0] == 30
    document = compose(Facts(sample_record.report, scheme), draft=False)
    from datetime import UTC, datetime

    moment = datetime(2024, 3, 1, tzinfo=UTC)
    usual = build_word(document, default_scheme().page, written=moment)
    assert build_word(document, scheme.page, written=moment) != usual


def test_what_was_saved_opens_again(editor, tmp_path):
    another_county(editor)
    path = tmp_path / "桃源.jxfa"
    assert editor.save_to(path)
    assert read_scheme_file(path).name == "桃源县绩效自评方案"
    editor.open_file(path)
    assert editor.outline.list.words.cell_at(0, 0).text == "单位基本概况"


def test_wrong_points_are_told_at_once_and_cannot_be_saved(editor):
    types_in_cell(table(editor, "levels"), 0, 1, "55")
    editor.look()
    assert "105，不是 100" in editor.problems.text()
    assert not editor.save.isEnabled()


def test_problems_are_told_without_words_of_the_file(editor):
    types_in_cell(table(editor, "levels"), 0, 1, "55")
    types(editor.pages["名称和标题"].fields["deadline"], "3月底")
    editor.look()
    assert not [c for c in editor.problems.text() if c.isascii() and c.isalpha()]


def test_a_chapter_that_a_report_needs_cannot_be_removed(editor):
    editor.outline.choose("overview")
    assert not editor.outline.buttons["remove"].isEnabled()
    assert "必须有" in editor.outline.buttons["remove"].toolTip()


def test_a_part_that_was_removed_can_be_added_again(editor):
    outline = editor.outline
    outline.choose("remarks")
    click(outline.buttons["remove"])
    outline.missing.choose("remarks")
    click(outline.buttons["add"])
    assert [h.key for h in editor.state.draft.headings].count("remarks") == 1


def test_guidance_and_phrases_are_kept(editor):
    editor.outline.choose("remarks")
    editor.outline.guidance.setPlainText("没有就写无")
    editor.pages["常用语"].boxes["short_names"].setPlainText("我场\n我所")
    scheme = editor.scheme()
    assert scheme.part("remarks").guidance == "没有就写无"
    assert scheme.phrases["short_names"] == ("我场", "我所")


def test_units_are_pasted_a_line_each(editor):
    editor.pages["单位名单"].boxes["units"].setPlainText("甲镇\n\n 乙乡 \n丙街道")
    assert editor.scheme().units == ("甲镇", "乙乡", "丙街道")


def test_a_damaged_file_is_told_and_nothing_is_lost(editor, tmp_path):
    (tmp_path / "坏.jxfa").write_bytes(b"\x00\x01")
    editor.open_file(tmp_path / "坏.jxfa")
    assert "坏.jxfa" in editor.problems.text()
    assert editor.outline.list.words.count() == 30


@pytest.mark.parametrize("way", ["up", "down", "raise", "lower"])
def test_no_act_on_a_heading_loses_one(editor, way):
    for at in range(30):
        editor.outline.list.choose(at)
        click(editor.outline.buttons[way])
    assert len(editor.state.draft.headings) == 30
