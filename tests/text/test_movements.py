"""From one number to another, persons in and out, this year beside last: each is worked out."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "河湾镇人民政府2024年度部门整体支出绩效自评报告\n\n"


def told(text, *classes):
    found = proofread(SourceText.from_string(HEAD + text))
    return [(f.class_, f.expected) for f in found if f.class_ in classes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参训人数由120人增加到150人，增长30%。", [("PCT", "25%")]),
        ("参训人数由120人增加到150人，增长25%。", []),
        ("受理件数从400件减少到300件，下降20%。", [("PCT", "25%")]),
        ("受理件数从400件减少到300件，增长25%。", [("DIRECTION", "下降")]),
    ],
)
def test_a_percent_follows_from_where_it_began_and_ended(text, expected):
    assert told(text, "PCT", "DIRECTION") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年支出6.40万元，上年为5.10万元，同比减少1.30万元。", ["增加1.30万元"]),
        ("全年支出6.40万元，上年为5.10万元，同比增加1.30万元。", []),
        ("公务用车购置费0万元，上年为18.20万元，同比增加18.20万元。", ["减少18.20万元"]),
        ("2020年支出5.10万元，2021年支出6.40万元，增加1.30万元。", []),
        ("2020年支出5.10万元，2021年支出6.40万元，减少1.30万元。", ["增加1.30万元"]),
        ("2021年支出6.40万元，2020年支出5.10万元，增加1.30万元。", []),
    ],
)
def test_the_word_of_a_change_agrees_with_this_year_and_last(text, expected):
    assert [e for c, e in told(text, "DIRECTION")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("问卷满意率93.5%，低于考核要求90%。", "高于"),
        ("合格率88%，高于目标95%。", "低于"),
        ("合格率98%，高于目标95%。", ""),
        ("公务接待费支出20.00万元，低于上年5.00万元。", ""),
        ("窗口平均办理时间3.2天，比上年4.5天延长1.3天。", "缩短1.3天"),
        ("收入860.00万元，支出880.00万元，年末结余20.00万元。", "超支20.00万元"),
        ("收入860.00万元，支出880.00万元，年末超支20.00万元。", ""),
        ("收入860.00万元，支出880.00万元，上年结余40.00万元，年末结余20.00万元。", ""),
        ("培训费年初预算2.00万元，支出2.40万元，节约0.40万元。", "超支0.40万元"),
        ("培训费年初预算2.40万元，支出2.00万元，节约0.40万元。", ""),
        ("会议费预算2.00万元，决算2.40万元，结余0.40万元。", "超支0.40万元"),
        ("会议费预算2.00万元，决算2.40万元，以前年度结余0.40万元。", ""),
        ("办公费比上年增加1.20万元，增长8.5%，主要是纸张降价。", "纸张涨价"),
        ("办公费比上年减少1.20万元，下降8.5%，主要是纸张降价。", ""),
        ("补助比上年减少1.20万元，下降8.5%，主要是上年提标。", ""),
    ],
)
def test_words_of_more_and_less_follow_the_numbers(text, expected):
    found = proofread(SourceText.from_string(f"石坪镇2023年度绩效自评报告\n\n{text}"))
    told = [f.expected for f in found if f.class_ == "DIRECTION"]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核定编制64名，在职36人，较上年末59人净减3人。", "56人"),
        ("年末在职56人，较上年末85人净减2人。", "58人"),
        ("核定编制64名，在职56人，较上年末59人净减3人。", ""),
        ("核定编制64名，在职56人，较上年末59人净减3人（退休5人、调入2人）。", ""),
    ],
)
def test_a_number_and_what_it_was_differ_by_the_net_change(text, expected):
    assert [e for c, e in told(text, "COUNT")] == ([expected] if expected else [])
