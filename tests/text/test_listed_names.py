"""What is counted is listed as often, whichever comes first and whatever stands between."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "柳湾镇人民政府2024年度部门整体支出绩效自评报告\n\n"


def told(text):
    found = proofread(SourceText.from_string(HEAD + text))
    return [f.expected for f in found if f.class_ == "COUNT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年安排的四项重点工作是：老旧水厂改造、河道清淤疏浚、乡村公路养护。各项工作均有专人负责。", ["三项"]),
        ("本年安排的三项重点工作是：老旧水厂改造、河道清淤疏浚、乡村公路养护。各项工作均有专人负责。", []),
        ("年内实施的4个项目，即高标准农田、山塘加固、集镇管网，均已完工。", ["3"]),
        ("年内实施的4个项目，即高标准农田、山塘加固、集镇管网、敬老院改造，均已完工。", []),
        (
            "制定了采购细则、合同办法和资产制度等四项制度：采购细则明确限额，合同办法统一文本，资产制度规定盘点。",
            ["三项制度"],
        ),
        ("制定了采购细则、合同办法和资产制度等四项制度，均已印发。", []),
        (
            "制定了采购细则、合同办法和资产制度等四项制度：采购细则明确限额，合同办法统一文本，其他两项正在试行。",
            [],
        ),
        ("由镇长、人大主席、财政所所长4人组成评价小组。", ["3人"]),
        ("由镇长、人大主席、财政所所长3人组成评价小组。", []),
        ("由镇长、人大主席、财政所所长等4人组成评价小组。", []),
        ("主要有以下三方面不足：一方面，前期准备不足；另一方面，资料收集偏晚。", ["两方面不足"]),
        ("主要有以下两方面不足：一方面，前期准备不足；另一方面，资料收集偏晚。", []),
        ("主要有以下三方面不足：一方面，前期准备不足；另一方面，资料收集偏晚；此外，培训偏少。", []),
        ("设立三个专项小组，分别是资金核查组和现场踏勘组。", ["两个"]),
        ("设立两个专项小组，分别是资金核查组和现场踏勘组。", []),
        ("全镇共核查6个村：桥头、上塘、下塘、双江、高岭。", ["5"]),
        ("“五个到位”扎实推进：组织到位、责任到位、资金到位、监督到位。", ["四个"]),
        ("下一步有四点打算：第一，细化指标；第二，加快支付；第三，健全台账。", ["三点打算"]),
        ("下一步有三点打算：第一，细化指标；第二，加快支付；第三，健全台账。", []),
        ("经费保障覆盖五个方面：人员工资发放、机关日常运转、民生政策落实、重点项目推进。", ["四个"]),
        ("年内完成3类8个项目，分别为道路类4个、水利类3个、环境类1个。", []),
    ],
)  # fmt: skip
def test_as_many_are_listed_as_are_counted(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全区备案食堂9处，分布在四个街道：东门街道的桂园、文昌2处，西门街道的盐仓、水井、广惠3处，北关街道的铁路、机床2处，南苑街道的龙池1处。", ["8处"]),
        ("全区备案食堂8处，分布在四个街道：东门街道的桂园、文昌2处，西门街道的盐仓、水井、广惠3处，北关街道的铁路、机床2处，南苑街道的龙池1处。", []),
        ("全年召开党委会12次、镇长办公会11次，合计召开会议24次。", ["23次"]),
        ("全年召开党委会12次、镇长办公会11次，合计召开会议23次。", []),
        ("新增就业不低于200人，其中脱贫户不低于50人，全年就业212人、脱贫户56人。", []),
        ("结转项目5个，新建项目8个，全年共实施项目12个。", ["13个"]),
    ],
)  # fmt: skip
def test_numbers_of_the_places_come_to_all(text, expected):
    assert told(text) == expected


def test_phrases_of_one_length_behind_a_colon_are_what_is_counted():
    text = "推进三项改革：撤并村级小学、盘活集体资产、改建农贸市场、调整干部分工。"
    for count, expected in (("三", ["四项"]), ("四", [])):
        found = proofread(SourceText.from_string(text.replace("三", count)))
        assert [f.expected for f in found if f.class_ == "COUNT"] == expected


def test_what_is_counted_is_named_whole():
    text = "我局所属河道管理所、灌区管理站、防汛中心、监察大队等3个二级机构。"
    (found,) = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "COUNT"]
    assert found.expected == "4个二级机构"


def test_what_is_told_of_each_item_again_is_no_item() -> None:
    text = (
        "只有两项：公务用车运行维护费13.80万元，上年14.10万元；公务接待费1.40万元，上年1.80万元。"
    )
    assert not [f for f in proofread(SourceText.from_string(text)) if f.class_ == "COUNT"]


def test_the_last_name_of_a_list_may_have_a_number_in_it() -> None:
    text = "发放低保金、特困供养金、残疾人两项补贴共726人。"
    assert not [f for f in proofread(SourceText.from_string(text)) if f.class_ == "COUNT"]
