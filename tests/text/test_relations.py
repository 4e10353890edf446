"""What the words beside a number make of it: remainders, means, flows, rates, and the same thing told twice."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import PROVED, Severity

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算调整率＝（调整后预算1638.00万元－年初预算1560.00万元）÷年初预算1560.00万元×100%＝4.76%。", "5.00%"),
        ("全部资金可用数2200.00万元＝年初结转64.00万元＋本年收入2126.00万元。", "2190万元"),
        ("预算执行率（实际支出1575.00万元/调整后预算1638.00万元）为95.16%。", "96.15%"),
        ("资金可用数2200.00万元，本年支出2134.00万元；资金使用率（本年支出÷可用数）为93.30%。", "97.00%"),
        ("补贴合计36元=12元×3。", None),
        ("预算调整率＝（1638.00万元－1560.00万元）÷1560.00万元×100%＝5%。", None),
    ],
)  # fmt: skip
def test_what_is_worked_out_on_the_page_comes_out(text, expected):
    told = [f.expected for f in found(text)]
    assert (expected in told) if expected else told == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与2022年末相比，在职人员减少3人：调出2人、退休4人、新录用5人。", "减少1人"),
        ("年末实有21人，较上年增加2人，主要原因是退休1人、调出1人，无新进人员。", "减少2人"),
        ("年末实有21人，较上年增加2人，主要是新招录的公务员和农技员各1人。", None),
        ("年末党员713名，比年初净增4名（去世、转出共7名）。", None),
    ],
)
def test_persons_in_and_out_make_the_change(text, expected):
    told = [f.expected for f in found(text) if f.class_ in {"SUM", "DIRECTION"}]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费支出0万元，与上年一样没有发生公务接待，全年接待12批次98人次。", ["0批次0人次"]),
        ("公务用车购置未安排，购置数为1辆；运行维护费3.40万元，用于2辆公务用车。", ["0辆"]),
        ("本镇名下没有公务用车，年末公务用车保有量2辆。", ["0辆"]),
        ("公务接待费15.30万元，接待163批次、1487人次，国（境）外公务接待没有发生。", []),
        ("上年没有发生公务接待，今年接待12批次98人次。", []),
    ],
)
def test_what_is_not_there_is_not_counted(text, expected):
    assert [f.expected for f in found(text) if f.class_ == "CONTRADICTION"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目下达资金60.00万元，截至年底支付51.80万元，支付率86.33%，资金全部支付完毕，无结余。", "结余8.20万元"),
        ("项目下达资金60.00万元，截至年底支付60.00万元，支付率100%，资金全部支付完毕，无结余。", None),
        ("街道行政编制22名、事业编制30名，共52名。年末行政在职21人、事业在职29人，共50人，超编2名。", "空编2名"),
        ("街道行政编制22名、事业编制30名，共52名。年末行政在职21人、事业在职29人，共50人，空编2名。", None),
        ("“三公”经费年初预算9.00万元，决算9.80万元，其中接待费3.15万元。全年“三公”经费控制在预算以内，较上年的11.20万元减少1.40万元。", "超预算0.80万元"),
    ],
)  # fmt: skip
def test_what_is_claimed_follows_from_the_amounts(text, expected):
    told = [f.expected for f in found(text) if f.class_ == "CONTRADICTION"]
    assert told == ([expected] if expected else [])


def test_of_several_rates_the_one_is_named_that_is_not_of_their_common_whole():
    lines = "全年预算1035.00万元。\n二季度支付274.65万元，上半年累计460.85万元，进度{}%；\n三季度支付231.40万元，前三季度累计692.25万元，进度66.88%；\n四季度支付318.75万元，全年累计1011.00万元，进度97.68%。"
    assert "44.53%" not in [f.expected for f in found(lines.format("44.53"))]
    assert "44.53%" in [f.expected for f in found(lines.format("45.53"))]


def test_a_mean_in_the_wrong_unit_is_told_in_the_right_one():
    text = (
        "9.86万元用于公务接待，14.30万元用于车辆运行。年末保有公务用车8辆，车均运行维护费1.79元。"
    )
    assert "1.79万元" in [f.expected for f in examine(SourceText.from_string(HEAD + text))]


def test_columns_of_a_list_are_added_up_one_by_one():
    text = "2022年我乡接待56批次412人次，其中检查指导38批次{}人次，外地考察18批次132人次。"
    assert found(text.format(280)) == []
    (finding,) = found(text.format(290))
    assert "应为280" in finding.message


def test_three_named_one_by_one_are_not_two():
    text = "年末我站保有公务用车{}辆，为皮卡1辆、轿车1辆、面包车1辆。"
    assert found(text.format(3)) == []
    assert [f.expected for f in found(text.format(2))] == ["3辆"]


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("基本支出占比分项：工资福利支出824.50万元，占基本支出的78.35%；其他基本支出占{}%。", "26.15", "21.65"),
        ("政府采购预算86.00万元，实际采购79.12万元，节约资金6.88万元，资金节约率{}%。", "9.20", "8.00"),
        ("新建文化广场3个，单个造价18.50万元，合计投资{}万元。", "55.00", "55.50"),
        ("年初应付账款88.00万元，当年新增应付32.50万元，当年支付{}万元，年末应付45.90万元。", "76.40", "74.60"),
        ("上年预算执行率97.30%。全年预算执行率98.20%，得9.82分。存在问题：预算执行率仅{}%，支付不及时。", "92.80", "98.20"),
        ("越野车年运行费5.20万元、轿车年运行费{}万元，全年运行维护费9.85万元。", "4.56", "4.65"),
    ],
)  # fmt: skip
def test_what_a_passage_leaves_open_is_made_of_its_other_numbers(text, printed, right):
    assert found(text.format(right)) == []
    assert any(right in f.expected + f.message for f in found(text.format(printed)))


def test_money_added_while_the_year_runs_is_no_spending():
    text = "年初部门预算1640.00万元，执行中追加两次共215.00万元，形成全年预算1855.00万元；当年列支1809.18万元，预算执行进度97.53%。"
    assert found(text) == []


def test_numbered_lines_come_to_the_whole_above_them():
    text = "项目支出{}万元，主要用于以下方面：\n（1）社区工作612.40万元；\n（2）环境整治294.75万元；\n（3）信访维稳58.00万元。"
    assert found(text.format("965.15")) == []
    assert any("965.15" in f.expected + f.message for f in found(text.format("975.15")))


def test_a_change_is_told_in_percent_of_what_it_is_compared_with():
    text = "全年支出18.94万元，同比减少1.36万元，下降{}%，去年支出20.30万元。"
    assert found(text.format("6.70")) == []
    assert "6.70%" in [f.expected for f in found(text.format("7.18"))]


def test_shares_of_one_whole_that_is_not_printed_raise_no_alarm():
    text = (
        "支出总预算7034418.94元。教育支出5806105.16元，占支出总预算82.27%；"
        "住房保障支出418288.92元，占支出总预算5.93%。"
    )
    assert [f for f in found(text) if f.severity is Severity.ERROR] == []


def test_changes_of_the_public_expenses_told_come_to_that_of_all_of_them():
    text = (
        "白水镇人民政府2020年度决算说明\n“三公”经费支出决算数29.73万元。其中：公务接待费18.23万元，比2019年减少2.77万元；"
        "公务用车购置及运行维护费11.50万元，比2019年减少0.62万元。“三公”经费总额比2019年减少{}万元。"
    )
    assert not [f for f in found(text.format("3.39")) if f.class_ == "SUM"]
    assert any(f.expected == "3.39" for f in found(text.format("3.93")))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("政府采购支出总额200.00万元。授予中小企业合同金额10万元，占政府采购支出总额的0.00%。", "5.00%"),
        ("补助标准为每人每天100元，参加培训60人，共0天，支付培训费1.80万元。", "300元"),
    ],
)  # fmt: skip
def test_a_number_that_is_nothing_stops_no_check(text, right):
    assert [f.expected for f in found(text)] == [right]
