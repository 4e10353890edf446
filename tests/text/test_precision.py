"""How exact a number is, and what follows for percentages and sums."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import Severity

HEAD = "临溪县柳林乡人民政府2023年度部门决算公开说明\n"


def found(text, class_):
    return [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ == class_]


def test_two_decimals_beside_whole_numbers_are_two_decimals():
    text = "2023年我乡“三公”经费预算为20万元，其中：公务接待费9万元，公务用车运行维护费11万元。\n2023年“三公”经费支出共计9.07万元，较上年支出数减少0.71万元，下降7.83%。"
    assert [f.expected for f in found(text, "PCT")] == ["7.26%"]


def test_a_percent_that_was_cut_off_is_asked_for_and_no_error():
    text = "2023年会议费支出247.95万元，较2022年决算227.45万元增加20.50万元，增长9.01%。"
    assert [(f.expected, f.severity) for f in found(text, "PCT")] in (
        [],
        [("9.01%", Severity.HINT)],
    )
    text = "2023年公务接待费1200.00万元，比上年减少113.15万元，下降8.61%。"
    (finding,) = found(text, "PCT")
    assert (finding.expected, finding.severity) == ("8.62%", Severity.REMINDER)


def test_a_percent_beyond_rounding_is_an_error():
    text = "2023年公务接待费918.5万元，比上年减少58.8万元，下降6.2%。"
    (finding,) = found(text, "PCT")
    assert (finding.expected, finding.severity) == ("6.0%", Severity.ERROR)


def test_amounts_in_yuan_are_exact_to_their_last_place():
    text = "2023年公务接待费29,716.40元，与2022年度决算31,280.00元相比减少1,663.60元。"
    assert [f.expected for f in found(text, "SUM")] == ["1563.60"]


@pytest.mark.parametrize(
    ("text", "class_", "right"),
    [
        ("2023年培训费2.4万元，与上年2.2万元持平。", "CONTRADICTION", "增加0.2"),
        ("“三公”经费上年9.8万元，本年16.6万元，增加7.1万元，增长74.74%。", "SUM", "9.5"),
        ("上年项目支出为398.40万元，本年比上年增加28.35万元，增长7.92%。", "PCT", "7.12%"),
        ("“三公”经费8.5万元，控制在9.6万元的预算以内，节约2.1万元。", "SUM", "1.1"),
        ("2023年度总收入684.00万元，由本年收入655.40万元和年初结转38.60万元构成。", "SUM", "694"),
        ("收入总计922.81万元、支出总计926.81万元，收支平衡。", "SUM", "922.81或926.81"),
        ("年末在编78人（行政33人、事业45人），比上年末79人少2人。", "SUM", "1"),
        ("公用经费537.64万元（其中药品费918.20万元）。", "SUM", "918.2"),
        ("完成档案数字化21.3万页，为计划20万页的116.5%。", "PCT", "106.5%"),
        ("确定38项指标，完成37项，完成率87.4%。", "PCT", "97.4%"),
        ("收、支总计各是100.00，200.00万元，各减少10.00，20.00万元，各下降9.09%、9.90%。", "PCT", "9.09%"),
        ("年末在职41人，其中管理人员12人、专业技术人员9人、工勤技能人员16人。", "COUNT", "37"),
    ],
)  # fmt: skip
def test_what_the_numbers_of_a_sentence_prove(text, class_, right):
    assert any(right in f.expected for f in found(text, class_)), found(text, class_)


def test_an_initial_budget_and_what_was_added_make_the_full_one():
    text = "一般公共预算年初安排1764.3万元，年中追加542.45万元，全年预算2206.75万元。"
    assert [f.expected for f in found(text, "SUM")] == ["2306.75"]


def test_the_parts_of_a_list_of_the_three_public_expenses_are_added_without_those_not_named():
    text = "“三公”经费24.66万元，其中公务用车运行维护费74.36万元、公务接待费10.3万元。"
    assert [f.expected for f in found(text, "SUM")] == ["84.66"]


def test_the_share_that_differs_from_those_beside_it_is_named():
    text = "本年支出合计1000万元，其中：教育支出500万元，占50%；社会保障支出300万元，占30%；卫生健康支出200万元，占26%。"
    assert "20%" in [f.expected for f in found(text, "PCT")]


def test_changes_of_parts_come_to_that_of_the_whole_against_each_base():
    text = (
        "2023年“三公”经费41万元，较上年减少19万元，较年初预算数减少4万元。其中：因公出国（境）费0万元，公务用车购置及运行维护费21万元，"
        "较上年减少16万元，较年初预算数减少4万元；公务接待费20万元，较上年减少2.5万元，较年初预算数减少1万元。"
    )
    told = {f.expected: f.severity for f in found(text, "SUM")}
    assert told == {"18.5": Severity.REMINDER, "5": Severity.ERROR}
