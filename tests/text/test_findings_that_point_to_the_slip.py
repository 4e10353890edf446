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
