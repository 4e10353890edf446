"""Half-width marks in Chinese text are told once, with their number and the first places."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n"
LINES = ("修路抓好落实", "建桥按期完工", "挖塘全部验收", "架线及时通电")


def told(count):
    text = "".join(f"{line},群众满意。\n" for line in LINES[:count])
    return [
        f.message for f in proofread(SourceText.from_string(HEAD + text)) if "半角" in f.message
    ]


@pytest.mark.parametrize("count", [1, 3, 4])
def test_the_first_three_places_are_named_and_more_are_only_counted(count):
    (message,) = told(count)
    assert message.startswith(f"中文里夹着半角标点，共{count}处（")
    assert [line[:4] in message for line in LINES] == [at < min(count, 3) for at in range(4)]
    assert message.endswith("等）；改为全角" if count > 3 else "一段）；改为全角")


def test_text_without_such_marks_is_left_alone():
    assert told(0) == []


def test_a_sign_nobody_sees_that_turns_the_letters_round_is_told_with_its_removal():
    text = "会议费\u202e3.5万元，比上年4.7万元减少1.2万元。\n"
    found = [f for f in proofread(SourceText.from_string(HEAD + text)) if "控制字符" in f.message]
    (finding,) = found
    assert [edit.text for edit in finding.edits] == [""]
    assert "\u202e" not in finding.quote


def test_what_a_web_page_leaves_is_no_instruction_left_from_the_outline():
    text = "青石乡<b>内设</b>机构，<单位数>个。\n"
    found = {f.quote: f.class_ for f in proofread(SourceText.from_string(HEAD + text))}
    assert (found["<b>"], found["</b>"]) == ("FORMAT", "FORMAT")
    assert found["<单位数>"] == "TEMPLATE_LEFTOVER"
