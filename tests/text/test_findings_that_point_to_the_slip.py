"""A finding is told once, at the slip, in the words that should stand there."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

TITLE = "临溪县柳林乡人民政府2022年度部门整体支出绩效自评报告\n"


def told(text, class_):
    """The findings of a class in a text."""
    return [f for f in proofread(SourceText.from_string(TITLE + text)) if f.class_ == class_]


def test_chapters_that_count_on_from_a_wrong_number_are_told_once():
    (found,) = told(
        "一、概况\n乡里有八个村。\n二、支出\n用在修路。\n三、成效\n路通了。\n三、得分\n自评96分。\n四、问题\n人手少。\n五、措施\n多招人。",
        "NUMBERING",
    )
    assert found.expected == "四、"
    assert "“四、”、“五、”依次顺延" in found.message
    assert len(found.others) == 2


def test_a_choice_left_over_is_told_with_its_amount():
    (found,) = told("公务接待费1.20万元，本年度较上年增加（减少）0.90万元。", "TEMPLATE_LEFTOVER")
    assert found.expected == "增加0.90万元，或减少0.90万元"
    assert found.quote == "增加（减少）0.90万元"


@pytest.mark.parametrize(
    ("all_met", "rest"),
    [("以上五项指标均已完成年初目标", "其余四项指标均已完成年初目标"), ("各项指标均已完成年初目标", "其余指标均已完成年初目标")],
)  # fmt: skip
def test_where_one_target_was_missed_so_many_others_were_met(all_met, rest):
    (found,) = told(f"受益户数62户（目标值≥65户）。{all_met}。", "CONTRADICTION")
    assert found.expected == f"除受益户数外，{rest}"


def test_the_end_of_a_title_is_found_by_the_kind_of_document():
    (found,) = told("根据《关于推进预算绩效管理的实施意见和县里的安排，我乡作了自评。", "CITATION")
    assert found.expected == "《关于推进预算绩效管理的实施意见》"


def test_a_number_that_its_parts_bear_out_is_not_the_wrong_one():
    text = (
        "2022年“三公”经费支出17.67万元，比2021年的19.84万元下降10.39%。"
        "其中：公务用车运行维护费14.62万元，公务接待费3.05万元。"
    )
    (found,) = [f for f in told(text, "PCT") if f.severity.value == "必改"]
    assert found.expected == "10.94%"
    assert told(text, "SUM") == []


def test_headings_of_two_years_tell_the_stages_of_both():
    text = (
        "一、2022年预算。“三公”经费29.00万元。\n1.公务接待费6.00万元。\n"
        "二、2021年决算。“三公”经费28.00万元。\n1.公务接待费5.87万元。"
    )
    said = {
        (s.key, s.measure, s.year): s.amount.text
        for s in read(SourceText.from_string(TITLE + text)).statements
        if s.key == "official_reception"
    }
    assert said == {
        ("official_reception", "budget", 2022): "6.00",
        ("official_reception", "outturn", 2021): "5.87",
    }


HEAD = "临溪县柳林乡2024年度部门整体支出绩效自评报告\n"


def test_a_turned_direction_keeps_the_percent_that_both_amounts_give():
    """16.08 to 14.62 is 9.08 % less: 1.64 is the slip, and no new percent is made of it."""
    text = (
        "“三公”经费年初预算18.50万元，实际支出14.62万元，比上年16.08万元减少1.64万元，增长9.08%。"
    )
    found = [f for f in proofread(SourceText.from_string(HEAD + text)) if f.is_certain]
    assert {"下降9.08%", "1.46"} <= {f.expected for f in found}
    assert not any("10.20" in f.message for f in found)


def test_no_new_percent_is_made_of_a_change_that_the_amounts_contradict():
    text = (
        "“三公”经费年初预算18.50万元，实际支出14.62万元，比上年16.08万元减少1.64万元，增长7.31%。"
    )
    found = proofread(SourceText.from_string(HEAD + text))
    assert not any("10.20" in f"{f.expected}{f.message}" for f in found)


def test_a_rate_that_its_own_row_contradicts_accuses_no_other():
    text = (
        "项目名称\t全年预算\t决算数\t执行率\n机耕路维修项目\t500.00\t486.20\t97.42%\n"
        "水渠清淤项目\t200.00\t190.00\t95.00%\n机耕路维修项目执行率97.24%。"
    )
    found = proofread(SourceText.from_string(HEAD + text))
    assert "97.24%" in {f.expected for f in found}
    assert "97.42%" not in {f.expected for f in found}


def test_parts_of_the_whole_are_not_held_against_one_budget_of_it():
    text = (
        "二、一般公共预算支出情况\n2024年度全年调整预算数3412.68万元，决算支出3298.15万元，年末结转结余114.53万元。"
        "其中：一般公共预算财政拨款3062.15万元，政府性基金预算财政拨款236.00万元。\n"
        "（一）基本支出情况。基本支出1986.45万元，其中人员经费1712.30万元；日常公用经费274.15万元。\n"
        "（二）项目支出情况。项目支出1311.70万元。"
    )
    found = proofread(SourceText.from_string(HEAD + text))
    assert not any("1075.70" in f"{f.expected}{f.message}" for f in found)
