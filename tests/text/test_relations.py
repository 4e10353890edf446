"""What the words beside a number make of it: remainders, means, flows, rates, and the same thing told twice."""

import pytest

from pingkou_gui.text.finding import PROVED, Severity
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.source import SourceText

HEAD = "青岩县石桥铺镇人民政府2023年度部门整体支出绩效自评报告\n"
NUMBERS = {"SUM", "PCT", "COUNT", "DIRECTION", "CONTRADICTION", "ZERO_BASE"}


def found(text):
    findings = examine(SourceText.from_string(HEAD + text))
    return [f for f in findings if f.class_ in NUMBERS and f.severity is not Severity.HINT]


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("当年可支配资金2478.60万元，实支2429.03万元，剩下{}万元，全数交回国库。", "59.57", "49.57"),
        ("批复资金236.00万元，于4月到位。实际使用219.48万元，其中：清理118.20万元，飞防62.28万元，普查39.00万元。结余资金{}万元已上缴。", "15.52", "16.52"),
        ("年末尚有{}万元没有形成支出：一笔是路灯尾款21.40万元，另一笔是质保金15.00万元。全年预算1722.00万元，已支出1685.60万元。", "43.60", "36.40"),
        ("大队编制40名，年末实有38名，空编{}名。", "3", "2"),
        ("补助标准每亩150元，全镇落实3260亩，兑付补助{}万元。", "49.80", "48.90"),
        ("共改造危房24户，户均补助3.20万元，拨付资金{}万元。", "78.60", "76.80"),
        ("公务用车运行费12.56万元，年末公务用车4辆，车均{}万元。", "3.41", "3.14"),
        ("接待86批次、720人次，支出5.04万元，人均{}元。", "60", "70"),
        ("年初结转45.20万元，当年拨入386.00万元，当年支出402.75万元，年末结转{}万元。", "24.85", "28.45"),
        ("年初批复预算1846.20万元，调整后预算2013.75万元。全年支出1985.56万元，预算完成率{}%。", "107.55", "98.60"),
        ("项目总投入480.00万元。到12月底已付453.60万元，资金支出率{}%，余下26.40万元为尾款。", "95.40", "94.50"),
        ("接待费只有公务接待一项支出，金额{}万元，购车、运行和出国均无支出。三公经费合计4.26万元。", "4.62", "4.26"),
        ("今年“三公”开支14.30万元，去年开支15.60万元，前年开支16.80万元。去年比前年{}7.14%。", "增长", "下降"),
        ("2023年共安排资金323.00万元，实施{}个项目，具体为：护林防火26.00万元；集镇亮化58.00万元；厕所革命99.00万元；沟渠清淤74.00万元；屋场建设66.00万元。", "6", "5"),
        ("会议费2.75万元，召开人代会1.30万元、经济工作会0.85万元、三干会{}万元。", "0.90", "0.60"),
        ("项目资金用在四个方面，共支付512.30万元。一是道路养护128.60万元，二是监测帮扶{}万元，三是饮水巩固204.30万元，四是广场建设100.00万元。", "97.40", "79.40"),
        ("街道在编71人，编制72名，另有网格员88人。在编人员中行政28人、事业{}人。", "45", "43"),
        ("“一事一议”奖补支出112.60万元，占项目支出的25.02%。投入“一事一议”奖补资金{}万元，硬化道路8.4公里。项目支出总额450.00万元。", "121.60", "112.60"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_words_make_it(text, printed, right):
    assert found(text.format(right)) == []
    told = found(text.format(printed))
    assert any(right in f.expected or f"应为{right}" in f.message for f in told)
    assert all(f.severity is Severity.REMINDER or f.certainty == PROVED for f in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务用车购置费12.60万元，上年没有购车，同比增长100%。", ["增加12.60万元（上年没有，不写百分比）"]),
        ("公务用车购置费12.60万元，上年没有购车，同比增加12.60万元。", []),
        ("因公出国（境）费上年没有安排，公务接待费3.20万元，比上年3.00万元增长6.67%。", []),
        ("公务用车购置费：年初未安排，当年支出16.40万元，完成年初预算的100%。", ["不计算完成率"]),
        ("公务用车购置费：年初未安排，全年预算16.40万元，完成全年预算的100%。", []),
        ("培训费支出2.60万元，去年2.60万元，同比下降0%，下降的主要原因是压减培训班次。", ["与上年持平"]),
    ],
)  # fmt: skip
def test_of_nothing_there_is_no_percent(text, expected):
    assert [f.expected for f in found(text) if f.class_ == "ZERO_BASE"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费未超预算：全年支出7.35万元，预算安排7.00万元。", ["超预算0.35万元"]),
        ("公务接待费未超预算：全年支出6.35万元，预算安排7.00万元。", []),
        ("运行维护费预算9.00万元，实际支出9.63万元，较好地控制在预算范围之内。", ["超预算0.63万元"]),
        ("公务接待费预算7.00万元；运行维护费预算9.00万元，实际支出8.63万元，控制在预算之内。", []),
    ],
)  # fmt: skip
def test_what_is_said_to_be_within_its_budget_is_below_it(text, expected):
    assert [f.expected for f in found(text) if f.class_ == "CONTRADICTION"] == expected


def test_parts_that_overlap_are_not_added_up():
    text = "政府采购支出180.00万元，其中授予中小企业合同162.00万元，占比90%；授予小微企业合同99.00万元，占比55%。"
    assert found(text) == []


def test_a_number_that_others_speak_for_is_not_accused():
    text = "收入预算2056.00万元，其中财政拨款1986.00万元、基金50.00万元、上年结转20.00万元。"
    assert found(text) == []
