"""Tables that became text: a figure comes under its own head, or under none."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.reading.reader import read

HEADS = "项目资金\t资金名称\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分"
TOTAL = "年度资金总额\t90.00\t100.00\t98.50\t10\t98.50%\t9.85"
SOURCE = "其中：当年财政拨款\t90.00\t100.00\t98.50\t—\t—\t—"


def held(*lines):
    """What the columns of the figures hold, in reading order."""
    return [cell.column_key for cell in read(SourceText.from_string("\n".join(lines))).cells]


MONEY = ["initial_budget", "full_year_budget", "outturn"]
ALL = [*MONEY, "points", "execution_rate", "score"]


@pytest.mark.parametrize("before", ["\t", ""], ids=["an empty cell", "no cell"])
def test_a_cell_merged_from_above_leaves_the_figures_under_their_heads(before):
    assert held(HEADS, before + TOTAL) == ALL


def test_a_row_without_a_rate_stands_as_the_row_of_its_width_beside_it():
    assert held(HEADS, TOTAL, SOURCE) == [*ALL, *MONEY]


def test_cells_cut_off_at_the_end_of_a_line_shift_nothing():
    assert held(HEADS + "\t备注", "项目资金\t" + TOTAL) == ALL


def test_a_head_merged_across_is_seen_through_as_well():
    assert held(HEADS.replace("项目资金\t", ""), "项目资金\t" + TOTAL) == ALL


def test_a_row_whose_place_nothing_settles_has_no_heads():
    assert held(HEADS, SOURCE) == ["", "", ""]


def test_rates_that_contradict_each_other_settle_nothing():
    other = "年度资金总额\t90.00\t98.50%\t98.50\t10\t98.50\t9.85"
    assert set(held(HEADS, TOTAL, other)) == {""}


def test_the_words_of_a_target_do_not_name_a_row():
    text = "三级指标\t年度指标值\t实际完成值\t分值\t得分\n群众满意度\t≥95%\t92%\t10\t9.68"
    assert {cell.label for cell in read(SourceText.from_string(text)).cells} == {"群众满意度"}
