"""What a text says twice it says alike: items, vehicles, lines of a list, scores, names."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "临溪县枫树坪镇人民政府2023年度部门整体支出绩效自评报告\n\n"


def told(text, *classes):
    found = proofread(SourceText.from_string(HEAD + text))
    return [f.expected for f in found if f.class_ in classes]


ITEMS = "项目支出120.00万元，包括山塘清淤45.00万元、茶园道路维修75.00万元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ITEMS}其中茶园道路维修的70.00万元由两个村实施。", ["75.00万元"]),
        (f"{ITEMS}其中茶园道路维修的75.00万元由两个村实施。", []),
        (f"{ITEMS}茶园道路维修年初预算80.00万元。", []),
        (f"{ITEMS}老茶园道路维修30.00万元由县里直接支付。", []),
    ],
)
def test_an_item_keeps_its_amount(text, expected):
    assert told(text, "CONTRADICTION") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务用车保有量3辆，均为执法用车。现有公务用车4辆，均已喷涂标识。", ["3辆"]),
        ("公务用车保有量3辆，均为执法用车。现有公务用车3辆，均已喷涂标识。", []),
        ("上年公务用车保有量4辆。现有公务用车3辆，均已喷涂标识。", []),
    ],
)
def test_vehicles_are_as_many_everywhere(text, expected):
    assert told(text, "CONTRADICTION") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目支出用于以下四个项目：\n①山塘清淤；\n②茶园道路；\n③村级运转。", ["三个项目"]),
        ("项目支出用于以下三个项目：\n①山塘清淤；\n②茶园道路；\n③村级运转。", []),
        ("项目支出用于以下4个项目：（1）山塘清淤；（2）茶园道路；（3）村级运转。", ["3个项目"]),
        ("严格落实中央八项规定，主要包括：\n1.控制接待；\n2.压减会议。", []),
        ("检查发现以下三个问题：\n1.账目不清；\n2.报账太慢。", ["两个问题"]),
        ("扣分的指标有2个：\n1.预算调整率扣1分；\n2.按期完工率扣2分；\n3.满意度扣1分。\n其余不扣分。", ["3个"]),
        ("主要做了两件事，项目清单如下：\n1.山塘清淤；\n2.茶园道路；\n3.村级运转。", []),
    ],
)  # fmt: skip
def test_as_many_lines_follow_as_are_counted(text, expected):
    assert told(text, "COUNT") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自评结果：92分。分项得分如下：\n预算执行 9分\n产出——数量20分，质量14分\n效益——经济25分，社会15分\n满意度 8分", ["91"]),
        ("自评结果：91分。分项得分如下：\n预算执行 9分\n产出——数量20分，质量14分\n效益——经济25分，社会15分\n满意度 8分", []),
        ("总分88分，其中产出45分、效益26分、满意度9分、预算执行8分。按90分（含）以上为优、80分（含）以上为良的标准，等次为优。", ["良"]),
    ],
)  # fmt: skip
def test_scores_in_lines_and_deductions_are_added_up(text, expected):
    assert told(text, "POINTS") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("枫树坪镇编制70人。枫木坪镇当年退休2人。", ["枫树坪镇"]),
        ("枫树坪镇编制70人。邻近的枫树湾镇没有参加。", []),
        ("枫树坪镇编制70人。邻近的双树湾镇没有参加。", []),
    ],
)
def test_a_long_name_of_the_unit_is_not_spelt_in_a_second_way(text, expected):
    assert told(text, "NAME") == expected


def test_a_number_has_one_point():
    assert told("年中追加2.10.45万元。", "FORMAT") == ["210.45或2.1045"]


def test_a_share_is_of_the_whole_named_before():
    text = "政府采购支出总额200.00万元。授予中小企业合同金额180.00万元，占政府采购支出总额的{}%。"
    assert told(text.format("98.00"), "PCT") == ["90.00%"]
    assert told(text.format("90.00"), "PCT") == []


def test_a_point_in_the_wrong_place_is_found_by_the_sum():
    text = "机关运行经费支出165.20万元，包括办公费31.50万元、水电费24.70万元、差旅费55.30万元、其他交通费用537.0万元。"
    found = proofread(SourceText.from_string(HEAD + text))
    assert any("应为53.7" in f.message for f in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议费支出较上年较少。", ["较上年减少"]),
        ("接待批次比去年较多，用车次数持平。", ["比去年增加"]),
        ("会议费支出与上年相比较少。", []),
        ("会议费支出较少，较上年减少。", []),
        ("比上年较少发生应急用车。", []),
    ],
)
def test_a_comparison_is_not_compared_once_more(text, expected):
    assert told(text, "WORDING") == expected


TWICE = "青溪县石坪镇人民政府2023年度部门整体支出绩效自评报告\n一、概况\n{}\n六、绩效情况\n{}"


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        ("改造农村危房126户。", "全年完成农村危房改造162户。", "126户"),
        ("改造农村危房126户。", "全年完成农村危房验收162户。", ""),
        ("硬化村组道路12.6公里。", "完成村组道路硬化16.2公里。", "12.6公里"),
        ("硬化村组道路12.6公里。", "养护村组道路16.2公里，上年硬化16.2公里。", ""),
        ("年末在职在编干部职工46人。", "公用经费按年末实有人数48人测算。", "46人"),
        ("年末在职46人。", "年末实有职工48人，其中在职46人，聘用2人。", ""),
        ("1.村级水厂改造项目支出120.00万元。2.村道养护项目支出60.00万元。", "村级水厂改造投入102.00万元。", "120.00万元"),
        ("1.村级水厂改造项目预算120.00万元。2.村道养护项目预算60.00万元。", "村级水厂改造投入102.00万元。", ""),
        ("总人口18642人。", "服务总人口18462人。", "18642人"),
        ("总人口18642人。", "流动人口18462人。", ""),
        ("公务用车编制3辆，实有2辆。", "现有公务用车3辆。", "2辆"),
        ("公务用车编制3辆，实有2辆。", "现有公务用车2辆。", ""),
        ("公务用车运行维护费4.52万元。", "全年公车运维费仅4.25万元。", "4.25万元或4.52万元"),
    ],
)  # fmt: skip
def test_a_thing_told_again_in_other_words_has_its_number(first, later, expected):
    found = proofread(SourceText.from_string(TWICE.format(first, later)))
    told = [f.expected for f in found if f.class_ == "CONTRADICTION"]
    assert told == ([expected] if expected else [])
