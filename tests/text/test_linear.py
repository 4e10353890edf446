"""Twice the text costs twice the steps, whatever stands in a paragraph without end."""

from cProfile import Profile

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

SIZE = 3000
PIECES = [
    "一", "（", "（1）", "1.", "。", "，", "镇", "2023年", "会议费", "其中", "比上年减少", "编制数5人，",
    "7个机构分别是", "会议费3万元，", "会议费3万元。", "会议费3万元；", "其中会议费1万元，", "甲3万元、",
    "其中：会议费1万元（", "甲3万元，乙4万元，合计7万元，", "会议费减少3万元，增长5%，", "培训费2.80，",
    "公用经费主要包括", "执行率9%得5分", "自评得分", "《办法》", "x\t", "（其中", "项目支出包括：", "无公务接待费、", "各减少2、", "全部为", "完成预算9%，",
    "占9%；", "2023年预算：", "50,", "0 ",
]  # fmt: skip


def steps(text):
    """How many functions are called, our own and the built-in ones, while a text is proofread."""
    with Profile() as profile:
        proofread(SourceText.from_string(text))
    return sum(entry.callcount for entry in profile.getstats())


@pytest.fixture(scope="module")
def _all_is_loaded():
    """What is compiled and loaded late is there by now."""
    for piece in (*PIECES, *LINES):
        proofread(SourceText.from_string(piece * 20))


@pytest.mark.usefixtures("_all_is_loaded")
@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_as_the_text_does(piece):
    text = piece * (2 * SIZE // len(piece))
    assert steps(text) <= 2.3 * steps(text[:SIZE]) + 200


LINES = [
    "支出决算表\n单位：万元\n项目\n1.00\n",
    "1、教育（类）普通（款）小学（项）。主要用于：小学支出。年初预算为1.00万元，支出决算为1.00万元。\n",
    "“甲的收支（一直\n在这里接着写下去\n", "第一部分\n", "其他情况说明\n一、概况\n", "目\n录\n",
    "2023年执行数为1.00万元，2024年预算安排2.00万元，比2023年执行数增加3%。\n", "（六）负责全县的群众文化工作。\n",
]  # fmt: skip


@pytest.mark.usefixtures("_all_is_loaded")
@pytest.mark.parametrize("lines", LINES)
def test_steps_grow_as_the_lines_do(lines):
    text = lines * (2 * SIZE // len(lines))
    half = lines * (SIZE // len(lines))
    assert steps(text) <= 2.3 * steps(half) + 200
