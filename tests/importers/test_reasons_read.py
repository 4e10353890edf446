"""Reasons of changes come whole onto the form; what cannot be told apart is in doubt or listed."""

import pytest
from plain_report import BASIC, PROJECTS, TEXT

from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import SourceText


def proposal(sentence):
    text = TEXT.replace(BASIC, f"二、一般公共预算支出情况\n（一）基本支出情况\n{sentence}\n")
    return read_report(SourceText.from_string(text.replace(PROJECTS, "")), Report())


def reasons(sentence):
    found = [i for i in proposal(sentence).items if i.place.field.endswith("reason")]
    return [(str(i.value), bool(i.doubt)) for i in found if i.place.section != "staff"]


MEETINGS = "会议费2.10万元，比上年减少0.40万元，下降16.00%"
READ = {
    f"{MEETINGS}，主要原因：一是次数减少；二是改为视频；三是压缩会期。": "一是次数减少；二是改为视频；三是压缩会期",
    f"{MEETINGS}，主要原因是厉行节约。一是减少次数，二是控制人数。": "厉行节约。一是减少次数，二是控制人数",
    f"{MEETINGS}。减少的主要原因是次数减少，参会人数减少。": "次数减少，参会人数减少",
    f"{MEETINGS}；原因分析：（1）次数减少；（2）会期压缩。": "（1）次数减少；（2）会期压缩",
    f"{MEETINGS}，是因为次数减少，我镇严格控制会期。": "次数减少，我镇严格控制会期",
    f"{MEETINGS}，原因在于换届结束，主要用于人代会。": "换届结束",
    "会议费2.10万元，由于换届结束，比上年减少0.40万元。": "换届结束",
    f"一是{MEETINGS}，原因是次数减少；二是培训费1.00万元，与上年持平。": "次数减少",
    f"（1）{MEETINGS}，原因是次数减少。（2）培训费1.00万元，与上年持平。": "次数减少",
    f"{MEETINGS}，原因是一是次数减少；二是会期压缩；另外，培训费1.00万元，与上年持平。": "一是次数减少；二是会期压缩",
}


@pytest.mark.parametrize("sentence", READ)
def test_a_reason_is_read_to_its_end(sentence):
    assert reasons(sentence) == [(READ[sentence], False)]


def test_a_reason_that_is_not_called_one_is_in_doubt():
    assert reasons(f"{MEETINGS}，主要是次数减少。") == [("次数减少", True)]


def test_a_reason_behind_which_another_figure_begins_is_in_doubt():
    sentence = f"{MEETINGS}，原因是次数减少，培训费1.00万元，与上年持平。"
    assert reasons(sentence) == [("次数减少", True)]


@pytest.mark.parametrize("words", ["主要是用于人代会", "主要用于人代会"])
def test_what_money_was_used_for_is_no_reason(words):
    assert reasons(f"{MEETINGS}，{words}。") == []


def test_sentences_between_figures_that_go_nowhere_are_listed():
    found = proposal(f"{MEETINGS}，原因是次数减少。全年召开会议12次，参会300人次。")
    assert "全年召开会议12次，参会300人次。" in [each.text for each in found.unplaced]


def test_a_reason_that_may_be_of_two_figures_is_listed():
    found = proposal(
        "“三公”经费支出12.30万元，比上年减少1.20万元，下降8.89%，其中公务接待费4.30万元，主要原因是厉行节约。"
    )
    assert [each.text for each in found.unplaced if "原因" in each.text] == ["主要原因是厉行节约"]


def test_a_reason_that_is_told_of_all_items_is_in_doubt_for_one() -> None:
    assert reasons(f"{MEETINGS}，下降的主要原因都是厉行节约，压缩会期。") == [
        ("厉行节约，压缩会期", True)
    ]
