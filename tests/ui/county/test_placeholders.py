"""The county sees the slots of titles in Chinese; the file keeps its own."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.ui.scheme_editor_pages import in_chinese, in_latin

titles = st.lists(st.sampled_from(["{year}", "{unit}", "{project}", "年度", "报告", "{"])).map(
    "".join
)


@given(titles)
def test_a_title_comes_back_as_it_stood_in_the_file(title):
    assert in_latin(in_chinese(title)) == title


def test_the_county_reads_and_types_chinese(editor):
    field = editor.pages["名称和标题"].fields["report"]
    assert field.text() == "{年度}年度{单位}部门整体支出绩效自评报告"
    field.textEdited.emit("{单位}{年度}年自评")
    assert editor.state.draft.titles["report"] == "{unit}{year}年自评"


def test_a_slot_nobody_knows_is_told_in_chinese(editor):
    editor.pages["名称和标题"].fields["report"].textEdited.emit("{镇}报告")
    editor.look()
    assert "{年度}、{上年}、{单位}、{简称}、{县}" in editor.problems.text()
    assert not re.search("[a-z_]", editor.problems.text())


def test_where_it_is_narrow_problems_and_trial_are_a_page(editor):
    editor.resize(900, 600)
    assert editor.steps.words.cell_at(len(editor.pages), 0).text == "检查和样子"
    editor.steps.choose(len(editor.pages))
    assert editor.trial.isVisible()
    editor.resize(1320, 680)
    assert editor.steps.words.count() == len(editor.pages)
    assert editor.trial.isVisible()
