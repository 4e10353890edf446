"""Slips in the wordings of real texts are found, each with what should stand there.

The sentences are made up here; each pair is one kind of slip, told twice in other words.
"""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.finding import Severity

TITLE = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）基本情况\n"
MONEY = "二、一般公共预算支出情况\n（一）基本支出情况\n"


def found(text):
    return proofread(SourceText.from_string(TITLE + text))


def told(text):
    return {(f.class_, f.expected) for f in found(text)}


def words(text):
    return "\n".join(f"{f.class_} {f.quote} {f.expected} {f.message}" for f in found(text))


RATES = [
    ("“三公”经费年初预算25万元，实际支出21万元，控制率为94.00%。", "84.00%"),
    ("控制率=18÷24×100%=85%。", "75%"),
    ("全年预算1500万元，实际支出1440万元，预算执行率98%。", "96%"),
    (
        "全年预算资金480.50万元，用于路灯改造。\n截至年底，实际支出461.28万元，预算执行率为69.00%。",
        "96.00%",
    ),
    ("公务接待费预算12.00万元，决算9.60万元，完成预算的88.00%。", "80.00%"),
    ("培训费年初预算8万元，支出决算为6万元，完成年初预算的57%。", "75%"),
]


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_a_rate_in_running_text_follows_from_its_amounts(text, expected):
    assert expected in words(MONEY + text)


PERCENTS = [
    ("2023年公务接待费12万元，上年16万元，下降35%。", "25%"),
    (
        "会议费支出3万元，仅为上年的40%，上年为6万元。培训费本年8.00万元，上年10.00万元，下降12%。",
        "20%",
    ),
    (
        (
            "“三公”经费支出预算为20万元，其中：公务接待费9万元，公务用车运行维护费11万元。\n"
            "2023年“三公”经费支出共计9.40万元，较上年支出数减少0.60万元，下降7.00%。"
        ),
        "6.00%",
    ),
    ("人员经费500万元，公用经费80万元。人员经费增20万元（7.10%），公用经费未变。", "4.17%"),
    ("公务接待费8.40万元，比上年减少1.60万元，下降19.05%。", "16.00%"),
]


@pytest.mark.parametrize(("text", "expected"), PERCENTS)
def test_a_percent_follows_from_amounts_wherever_they_stand(text, expected):
    assert expected in words(MONEY + text)


def test_a_change_is_held_against_two_totals_printed_apart():
    text = "2023年“三公”经费支出60万元，2022年“三公”经费支出45万元。\n2023年“三公”经费比上年增加18万元，主要是换车。"
    assert "15" in {expected for class_, expected in told(MONEY + text) if class_ == "SUM"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "行政运行年初预算为520.05万元，支出决算为511.89万元，决算数大于预算数的主要原因是人员调出。",
            "决算数小于预算数",
        ),
        (
            "公务接待费预算10.00万元，决算12.00万元，决算数小于预算数的主要原因是来客增多。",
            "决算数大于预算数",
        ),
        (
            "公务用车运行维护费4.0万元，比上年增加1.0万元，增长33.33%，下降的原因是新接一辆车。",
            "增长的原因",
        ),
        ("公务接待费346万元，较上年358万元增长3.4%。", "下降"),
    ],
)
def test_words_of_direction_agree_with_the_numbers(text, expected):
    assert ("DIRECTION", expected) in told(MONEY + text)


def test_a_whole_execution_leaves_no_difference():
    text = "行政运行支出1741.75万元，完成年初预算100%，决算数大于预算数55.93万元。"
    assert "103.32" in words(MONEY + text)


def test_the_rate_names_the_budget_it_is_taken_of():
    text = "公务用车购置费年初预算为0万元，全年预算为321万元，支出决算为300万元，完成年初预算的93.46%。"
    assert ("WORDING", "完成全年预算的") in told(MONEY + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务用车运行维护费年初预算为3万元，支出决算为4.19。培训费2万元。", "4.19万元"),
        (
            "“三公”经费14.80万元，其中公务接待费9.60万元；公务用车运行维护费5.2，比上年减少0.8万元。",
            "5.2万元",
        ),
        (
            "支出200万元，其中：教育支出20万元，占10%；城乡社区支出150万元，占75；农林水支出30万元，占15%。",
            "75%",
        ),
        ("“三公”经费5.62万元，全部是公务用车运行维护费5.62元。", "5.62万元"),
    ],
)
def test_a_unit_or_a_sign_that_was_dropped_is_asked_for(text, expected):
    assert ("UNIT", expected) in told(MONEY + text)


SUMS = [
    (
        "“三公”经费支出30万元，其中：因公出国（境）费0万元，公务用车运行维护费10万元，公务接待费8万元，会议费7万元，培训费5万元。",
        "18",
    ),
    ("项目支出合计300万元：道路养护120万元、村级运转100万元、人居环境90万元。", "310"),
    (
        "项目支出450万元，用于以下三个方面：饮水工程150万元，道路硬化180万元，垃圾清运130万元。",
        "460",
    ),
    (
        "转移支付755.19万元。其中：中央124.23，省370.83，市260.3万元，资金共分为10个项目。",
        "755.36",
    ),
    (
        "项目支出139.50万元，包括：\n（1）村级公共服务96.40万元；\n（2）药物补助22.75万元；\n（3）村医补助18.35万元。",
        "137.5",
    ),
    ("政府采购支出总额88.40万元，其中货物12.40万元、服务66.00万元、工程20.00万元。", "98.4"),
    (
        "公务用车购置及运行维护费1190万元，其中：公务用车购置费402万元，公务用车运行维护费778万元。",
        "1180",
    ),
    (
        "项目支出1012.40万元用于村级运转。村级运转保障资金300万元分两块，即村干部报酬160万元、办公经费150万元。",
        "310",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_a_list_is_added_up_however_it_is_opened(text, expected):
    assert expected in words(MONEY + text)


def test_the_likeliest_of_three_numbers_is_named_by_the_percent_beside_it():
    text = (
        "2023年“三公”经费支出预算为24.00万元，支出决算为19.84万元。\n"
        "公务用车运行维护费：预算14.40万元，决算13.20万元，完成预算的94.29%。\n"
        "公务接待费：预算10.00万元，决算6.64万元，完成预算的66.40%。\n"
        "2023年预算：出国（境）0万元；车辆运行14.00万元；公务接待10.00万元；合计24.00万元。"
    )
    amiss = [f for f in found(MONEY + text) if f.severity is Severity.ERROR]
    assert {f.expected for f in amiss} == {"14.00"}
    assert all("14.40" in f.quote for f in amiss)


COUNTS = [
    ("全年实施项目53个，其中“优”40个，“良”10个。", "50"),
    ("全乡辖12个村、2个社区，共15个。", "14个"),
    ("现有公务用车8辆，其中一般公务用车4辆、执法执勤用车2辆。", "6辆"),
    ("全年重点抓了四件事：一是修路；二是架桥；三是植树。", "三件事"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_add_up(text, expected):
    assert ("COUNT", expected) in told(text)


def test_so_many_at_so_much_make_the_total():
    assert "6万元" in words("发放补贴120户，每户500元，共计6.5万元。")
    assert "84万元" in words("安装路灯200盏，每盏补助4200元，共计投入48万元。")


def test_carried_in_and_income_make_what_was_spent_and_carried_out():
    text = "三、政府性基金预算支出情况\n2023年政府性基金预算年初结转和结余42.60万元，本年收入318.50万元，本年支出309.75万元，年末结转和结余53.15万元。"
    assert "51.35" in words(text)


def test_growth_from_nothing_has_no_percent_wherever_the_nothing_is_printed():
    text = "公务接待费2022年度为0万元，本年增加0.40万元，增长100%，因接待来访。"
    assert "ZERO_BASE" in {class_ for class_, _ in told(MONEY + text)}


def test_no_change_is_told_as_none_with_the_words_of_the_base():
    text = "因公出国（境）费0万元，较2022年减少0万元，下降0%。"
    assert ("ZERO_BASE", "与2022年持平") in told(MONEY + text)


def test_changes_of_the_parts_make_the_change_of_the_whole():
    text = (
        "“三公”经费支出14.62万元，比上年减少2.43万元。其中：因公出国（境）费0万元，与上年持平；"
        "公务接待费6.12万元，比上年减少1.68万元；公务用车运行维护费8.50万元，比上年减少0.57万元。"
    )
    assert "0.75" in words(MONEY + text)


def test_an_item_without_a_reason_stands_out_beside_those_that_have_one():
    text = (
        "“三公”经费16.6万元，比上年9.5万元增加7.1万元，增长74.74%，分项及原因如下：\n"
        "1.公务用车运行维护费11.8万元，比上年9.5万元增加2.3万元，增长24.21%。\n"
        "2.公务接待费4.8万元，比上年4万元增加0.8万元，增长20%，原因是承办现场会。"
    )
    assert ("REASON", "补充增长原因") in told(MONEY + text)


def test_a_title_of_last_year_is_found_where_the_text_is_of_this_year():
    text = (
        "清源街道办事处2022年度部门决算\n第三部分 清源街道办事处2021年度部门决算情况说明\n"
        "一、收入支出决算总体情况说明\n2022年度收入支出总计8642.37万元。与2021年度相比，减少368.18万元，下降4.09%。"
    )
    stale = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "STALE_YEAR"]
    assert [f.expected for f in stale] == ["2022年度"]


def test_all_targets_reached_is_held_against_the_targets():
    text = "高血压管理率70.5%（目标值≥64%）；老年人管理率63.2%（目标值≥65%）。\n综上，各项指标均达到或超过年度目标值。"
    assert "除老年人管理率外，其余指标均达到或超过年度目标值" in words(text)


LAST_DIGITS = [
    (
        (
            "基本支出预算640000.00元，包括：\n（一）工资福利支出520020.00元，占基本支出预算81.26%。\n"
            "（二）商品和服务支出119980.00元，占基本支出预算18.75%。"
        ),
        "81.25%",
    ),
    (
        "2023年一般公共预算支出800.00万元，其中：基本支出617.12万元，占77.14%；项目支出182.88万元，占22.85%。",
        "22.86%",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LAST_DIGITS)
def test_a_share_whose_last_digit_is_off_is_told_as_a_hint(text, expected):
    hints = [f for f in found(MONEY + text) if f.class_ == "PCT"]
    assert [(f.expected, f.severity) for f in hints] == [(expected, Severity.HINT)]


def test_the_changes_of_a_list_add_up_to_that_of_its_total():
    text = (
        "2023年“三公”经费预算9.50万元，比上年减少0.80万元。其中：因公出国（境）费0万元，与上年持平；"
        "公务接待费1.50万元，与上年持平；公务用车运行维护费8.00万元，比上年减少1.80万元。"
    )
    assert ("SUM", "1.80") in told(MONEY + text)


COUNTED = [
    (
        "下属单位0个，其中行政单位3个（党政办、财政所、司法所），事业单位2个（农技站、文化站）。",
        "5个",
    ),
    (
        "公务用车9辆，其中机要通信用车1辆（轿车），应急保障用车2辆（皮卡、越野车），其他用车7辆。",
        "10辆",
    ),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_what_is_counted_may_be_named_behind_its_count(text, expected):
    assert told(text) & {("COUNT", expected), ("SUM", expected)}


LISTED = [
    "内设机构5个（党政办、财政所、党建办。规划办、执法办）。",
    "主要单位（农技站、文化站、林业站。水管站、司法所、财政所）均已纳入。",
]


@pytest.mark.parametrize("text", LISTED)
def test_a_full_stop_among_listed_items_is_told(text):
    assert ("FORMAT", "、") in told(text)


def test_a_sum_is_told_with_the_places_that_are_printed():
    text = "2023年“三公”经费支出21.30万元，其中：公务接待费8.20万元，公务用车运行维护费11.10万元，因公出国（境）费0万元。"
    assert ("SUM", "19.30") in told(MONEY + text)


PAID = [
    ("路灯改造资金支付180.00万元，未支付20.00万元，支付率95%。", "90%"),
    ("已使用45万元，剩余15万元，资金使用率为80.00%。", "75.00%"),
]


@pytest.mark.parametrize(("text", "expected"), PAID)
def test_what_was_paid_and_what_was_not_give_the_rate(text, expected):
    assert ("PCT", expected) in told(text)


def test_no_change_of_nothing_is_told_as_none():
    text = (
        "因公出国（境）费0万元，比上年增加0万元，增长0%。公务接待费2万元，较上年减少0万元，下降0%。"
    )
    assert [f.class_ for f in found(MONEY + text)].count("ZERO_BASE") == 2


def test_what_lies_in_several_places_is_counted():
    text = "在东河、西河两个乡镇的5所学校实施，分别是东河小学、东河中学、西河小学、西河中学。"
    assert ("COUNT", "4") in told(text)


def test_a_percent_from_nothing_told_in_words_is_named():
    text = "公务用车购置费15.20万元，上年未购置，增长100%。"
    found = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "ZERO_BASE"]
    assert [f.expected for f in found] == ["增加15.20万元（上年没有，不写百分比）"]


def test_a_reason_of_the_other_direction_is_mended_in_its_own_words():
    text = "会议费1.50万元，上年2.00万元，减少0.50万元，下降25.00%，增加的主要原因是合并开会。"
    found = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "DIRECTION"]
    assert [f.expected for f in found] == ["减少的主要原因"]


def test_two_words_of_comparison_are_one_too_many():
    text = "会议费较上年相比减少0.50万元，与去年相比减少一次。"
    found = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "WORDING"]
    assert [f.expected for f in found][:1] == ["较上年减少"]


def expected_of(text, class_):
    found = proofread(SourceText.from_string(f"2023年度部门整体支出绩效自评报告\n{text}"))
    return [f.expected for f in found if f.class_ == class_]


@pytest.mark.parametrize(
    ("text", "class_", "expected"),
    [
        ("在石塘村、柳坪村、高岭村4个村修了水渠。", "COUNT", ["3个村"]),
        ("在石塘村、柳坪村、高岭村3个村修了水渠。", "COUNT", []),
        ("在石塘村、柳坪村、高岭村等6个村修了水渠。", "COUNT", []),
        ("内设办公室、财政股、民政股、农经股4个股室。", "COUNT", []),
        ("公务接待费4.80万元，接待600人次，人均80万元。", "UNIT", ["80元"]),
        ("公务接待费4.80万元，接待600人次，人均80元。", "UNIT", []),
        ("运行费22.40万元，比2022年24.10减少1.70万元。", "FORMAT", ["24.10万元"]),
        ("运行费22.40万元，比2022年24.10万元减少1.70万元。", "FORMAT", []),
        ("我镇2022年度部门整体支出自评得分93分。", "STALE_YEAR", ["2023年度"]),
        ("我镇2023年度部门整体支出自评得分93分。", "STALE_YEAR", []),
        ("比上年增加（减少）6.20万元，下降3.10%。", "TEMPLATE_LEFTOVER", ["比上年减少6.20万元"]),
    ],
)
def test_what_the_sentence_itself_tells_is_proposed(text, class_, expected):
    assert expected_of(text, class_) == expected


def test_both_names_before_none_are_none():
    reading = read(SourceText.from_string("因公出国（境）费和公务用车购置费均为0万元。"))
    found = {s.key for s in reading.statements if s.none}
    assert found == {"overseas_travel", "vehicle_purchase"}


def test_points_that_stand_behind_the_score_are_read_in_their_order():
    table = "指标名称\t目标值\t完成值\t得分/分值\n出苗率（%）\t100\t95\t4.75/5\n亩产（公斤）\t≥60\t63\t15/15"
    assert expected_of(table, "POINTS") == []


@pytest.mark.parametrize(
    ("text", "class_", "expected"),
    [
        ("年末实有54人，比上年58人减少4人，系退休3人、调出1人。", "SUM", []),
        ("培训费上年没有安排，今年比上年增加0.80万元，增长100%。", "ZERO_BASE", ["增加0.80万元（上年没有，不写百分比）"]),
        ("培训费上年为0.40万元，今年比上年增加0.40万元，增长100%。", "ZERO_BASE", []),
        ("合计95分，各部分是：\n决策（20分）：得19分，扣1分。\n过程（30分）：得28分。\n产出（30分）：得29分。\n效益（20分）：得18分。", "POINTS", ["94"]),
        ("合计94分，各部分是：\n决策（20分）：得19分，扣1分。\n过程（30分）：得28分。\n产出（30分）：得29分。\n效益（20分）：得18分。", "POINTS", []),
    ],
)  # fmt: skip
def test_what_belongs_together_is_added_up_and_nothing_else(text, class_, expected):
    assert expected_of(text, class_) == expected


def test_after_a_division_by_budgets_the_next_is_of_the_whole_again():
    text = "支出的900.00万元中，一般公共预算860.00万元，政府性基金40.00万元；基本支出520.00万元，项目支出380.00万元。"
    found = {s.key: s.scope for s in read(SourceText.from_string(text)).statements}
    assert found["basic_spending"] == found["project_spending"] == "fiscal"


def test_a_rate_of_the_right_total_leaves_only_the_total_to_be_told():
    table = (
        "单位：万元\n项目\t2022年决算\t2023年预算\t2023年决算\n因公出国（境）费\t0\t0\t0\n公务用车购置费\t0\t0\t0\n"
        "公务用车运行维护费\t7.20\t8.00\t6.00\n公务接待费\t4.10\t4.50\t4.00\n合计\t11.30\t13.50\t10.00\n"
    )
    text = f"石坪乡人民政府2023年度“三公”经费决算公开\n{table}“三公”经费决算10.00万元，为预算的80.00%。"
    found = proofread(SourceText.from_string(text))
    assert [(f.class_, f.expected) for f in found if f.class_ in {"SUM", "PCT"}] == [
        ("SUM", "12.50")
    ]


def test_the_words_that_turn_a_direction_are_what_is_marked():
    text = "“三公”经费支出预算13.00万元，决算11.25万元，完成预算的86.54%。决算数大于预算数的原因是车辆维修。"
    found = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "DIRECTION"]
    assert [(f.quote, f.expected) for f in found] == [("决算数大于预算数", "决算数小于预算数")]


@pytest.mark.parametrize(
    "text",
    [
        "公用经费67.20万元（含会议费1.90万元、培训费2.50万元）。",
        "一般公共预算年初安排890万元，年中追加110万元，全年预算1000万元。\n上述预算共执行980万元，执行率98%。",
        "一、基本数据\n事项\t数据\n人员编制\t116人\n年末在职\t109人\n本年支出合计\t905.20万元\n其中：基本支出\t385.20万元\n项目支出\t520.00万元\n",
    ],
)
def test_a_part_a_remark_and_persons_are_no_sum_of_money(text):
    assert not [f for f in found(text) if f.class_ in {"SUM", "PCT"}]


def test_a_small_rise_lacks_its_reason_where_every_other_ceiling_has_one():
    lines = [
        "1.公务用车运行维护费6.26万元，比上年5.90万元增加0.36万元，增长6.10%{}；",
        "2.公务接待费2.40万元，比上年2.88万元减少0.48万元，下降16.67%，原因是从简；",
        "3.会议费1.20万元，比上年1.50万元减少0.30万元，下降20%，原因是并会。",
    ]
    text = "\n".join(lines)
    assert ("REASON", "补充增长原因") in told(MONEY + text.format(""))
    assert "REASON" not in {c for c, _ in told(MONEY + text.format("，原因是油价上涨"))}
