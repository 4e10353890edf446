"""Numbers before words: taken for one where a list was meant, left where the words need them."""

import pytest

from pingkou_gui.form.kinds import leading_number, without_number
from pingkou_gui.form.pages.overview import Duty, KeyWork


@pytest.mark.parametrize(
    "number",
    [
        "一、",
        "十二、",
        "（一）",
        "(2)",
        "（2）、",
        "3.",
        "3．",
        "1、",
        "4）",
        "①",
        "１．",
        "（一）1.",
    ],
)
def test_a_number_is_taken_off(number):
    assert without_number(f"{number}负责农村公路养护") == "负责农村公路养护"
    assert without_number(f"{number} 2023年完成养护") == "2023年完成养护"


@pytest.mark.parametrize(
    "words",
    [
        "3个村通水",
        "2023年完成养护",
        "一是抓学习",
        "一、二级公路养护",
        "1、2号楼修缮",
        "二、三产业融合",
        "3.15专项行动",
        "（十四五）规划编制",
        "一般公共预算",
        "第一，抓学习",
        "（一）",
        "1.",
        "",
    ],
)
def test_what_belongs_to_the_words_stays(words):
    assert leading_number(words) == ""
    assert without_number(words) == words


def test_a_field_that_the_program_numbers_says_so_and_keeps_what_was_typed():
    read = Duty.text.read("一、负责养护")
    assert (read.value, read.note) == ("一、负责养护", "编号由程序加，“一、”不用写")
    assert Duty.text.bare(read.value) == "负责养护"
    assert KeyWork.text.bare("一、负责养护") == "一、负责养护"
