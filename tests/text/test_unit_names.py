"""The unit's own name: which spelling is the right one, and which are not."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

UNIT = "清溪县平口镇人民政府"
TITLE = f"2023年度{UNIT}部门整体支出绩效自评报告"
TEXT = f"{TITLE}\n平口镇党委重视。\n平口镇修路。\n平口镇修渠。\n{UNIT}\n填报单位：{UNIT}"


def told(text):
    found = proofread(SourceText.from_string(text))
    return [(f.spot.paragraph, f.quote, f.expected) for f in found if f.class_ == "NAME"]


@pytest.mark.parametrize("wrong", ["囗", "□", "曰", "扣"])
def test_the_spelling_used_most_is_right_be_it_not_that_of_the_title(wrong):
    slip = UNIT.replace("口", wrong)
    assert told(TEXT.replace(UNIT, slip, 1)) == [(0, slip, UNIT)]


@pytest.mark.parametrize("wrong", ["囗", "□", "曰"])
def test_the_place_alone_with_a_character_that_looks_alike_is_told(wrong):
    slip = f"平{wrong}镇"
    assert told(TEXT.replace("平口镇修路", f"{slip}修路")) == [(2, slip, "平口镇")]


def test_a_neighbour_with_a_name_of_its_own_is_left_alone():
    assert told(f"{TEXT}\n与平江镇合作。") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (
            (
                "寻安县农业农村局2023年部门整体支出绩效自评报告",
                "寻安回族彝族自治县农业农村局是主管部门。",
            ),
            "寻安回族彝族自治县农业农村局",
        ),
        (
            ("清溪县经科局2023年部门整体支出绩效自评报告", "清溪县经济信息化和科技局下设3个股室。"),
            "清溪县经济信息化和科技局",
        ),
        (("2023年项目支出自评报告", "填报单位：", "清溪县文化馆", "一、基本情况"), "清溪县文化馆"),
        (
            ("清溪县平口镇人民政府转移支付2023年度绩效自评报告", "一、基本情况"),
            "清溪县平口镇人民政府",
        ),
        (
            (
                "2023年村级项目支出绩效自评表",
                "单位（盖章）：平口镇下罗村村民委员会　　　金额单位：元",
            ),
            "平口镇下罗村村民委员会",
        ),
        (
            (
                "清溪县2023年机耕路项目绩效自评报告",
                "项目主管部门：清溪县农业农村局　　评价年度：2023年",
            ),
            "清溪县农业农村局",
        ),
        (
            (
                "清溪县机耕路项目绩效自评报告",
                "项目主管部门：清溪县农业农村局",
                "项目实施单位：清溪县农机站",
            ),
            "清溪县农机站",
        ),
        (
            ("管网改造项目2023年度绩效自评报告", "一、概况", "实施单位为清溪县供水中心。"),
            "清溪县供水中心",
        ),
        (
            ("小流域治理项目2023年度绩效自评报告", "本项目由清溪县水土保持站组织实施。"),
            "清溪县水土保持站",
        ),
        (("2023年度清溪县农业农村局一般公共预算“三公”经费支出说明",), "清溪县农业农村局"),
    ],
)
def test_the_name_printed_in_full_is_the_units(text, unit):
    source = SourceText.from_string("\n".join(text))
    assert read(source).unit == unit


@pytest.mark.parametrize(
    ("other", "expected"), [("财政局", []), ("民政局", []), ("氏政局", ["安平县民政局"])]
)
def test_another_office_of_the_county_is_no_slip_in_the_units_name(other, expected):
    title = "安平县民政局2023年度部门整体支出绩效自评报告"
    text = f"{title}\n一、部门概况\n根据安平县{other}的通知，安平县民政局开展自评。"
    found = proofread(SourceText.from_string(text))
    assert [f.expected for f in found if f.class_ == "NAME"] == expected


OFFICE = "安平县林业局2024年度部门整体支出绩效自评报告\n一、部门概况\n安平县林业局是政府工作部门。\n{name}组织了自评。\n安平县林业局"


@pytest.mark.parametrize(
    ("name", "expected"), [("安平县林业和草原局", ["安平县林业局"]), ("安平县林业局", [])]
)
def test_a_fuller_name_printed_once_is_asked_about_and_is_not_the_units(name, expected):
    source = SourceText.from_string(OFFICE.format(name=name))
    assert read(source).unit == "安平县林业局"
    assert [f.expected for f in proofread(source) if f.class_ == "NAME"] == expected


def test_the_fuller_name_is_the_units_where_the_text_prints_it_oftener():
    text = OFFICE.format(name="安平县林业和草原局").replace(
        "\n安平县林业局", "\n安平县林业和草原局"
    )
    assert read(SourceText.from_string(text)).unit == "安平县林业和草原局"


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("清溪县平口乡人民政府位于山区，辖6个村。", "清溪县平口乡人民政府"),
        ("清溪县平口乡人民政府位于山区。西川县平口乡人民政府来访。", "平口乡人民政府"),
        ("我乡位于山区，辖6个村。", "平口乡人民政府"),
    ],
)
def test_a_township_is_named_with_the_one_county_that_the_body_prints_before_it(body, unit):
    text = f"平口乡人民政府2023年整体支出绩效自评情况\n{body}\n平口乡人民政府"
    assert read(SourceText.from_string(text)).unit == unit


PAGE = "云岭县大坪街道办事处2024年度决算公开说明\n一、基本情况\n编制20名。"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (
            f"索引号 115001\n发布机构 云岭县大坪街道\n发布日期 2025-10-17\n{PAGE}",
            "云岭县大坪街道办事处",
        ),
        (f"{PAGE}\n相关链接\n地方政府网站\n其他网站", "云岭县大坪街道办事处"),
        ("公务用车费14.01万元。\n国务院部门网站\n地方政府网站", ""),
        ("项目资金\n（万元）\n年初预算数\n全年预算数", ""),
        ("云岭县政府办财政拨款“三公”经费2022年预算情况的说明", "云岭县政府办"),
        ("云岭县财政局关于2024年财政支出绩效评价结果的通报\n各单位：", "云岭县财政局"),
        (
            "一、机构设置\n本部门有2个机构，即党政办组织机构、退役军人服务站组织机构。\n说明：大坪镇人民政府没有国有资本支出。",
            "大坪镇人民政府",
        ),
    ],
)
def test_what_a_web_page_prints_around_its_text_names_no_unit(text: str, unit: str) -> None:
    assert read(SourceText.from_string(text)).unit == unit
