"""What is counted is listed as often, whichever comes first and whatever stands between."""

import pytest

from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.source import SourceText

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
    ],
)  # fmt: skip
def test_numbers_of_the_places_come_to_all(text, expected):
    assert told(text) == expected
