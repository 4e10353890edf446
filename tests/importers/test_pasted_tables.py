"""Tables as they are really copied: heads over rows, units, codes, sums, notes."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.pasted_rows import PasteChoice, match_rows

P, E = Project.fields, EconomicItem.fields


def pasted(text, fields=P, **how):
    return match_rows(grid_of(text.replace("|", "\t")), fields, **how)


def rows(found):
    """What each row comes to, as it would be kept."""
    out = []
    for row in found.rows:
        kept = {field.name: field.read(text).value for field, text in row if text}
        assert not any(isinstance(value, Unread) for value in kept.values())
        out.append(kept)
    return out


def left(found):
    return [each.words for each in found.left_over]


# -- heads over several rows, and the unit in any of them


@pytest.mark.parametrize(
    "heads",
    [
        "项目名称|资金（元）||\n|年初预算|全年预算|全年执行\n",
        "项目名称|项目资金（单位：元）||\n|年初预算数|全年预算数|全年执行数\n",
        "单位：元|||\n项目名称|年初预算|全年预算|全年执行\n",
        "2023年项目表|||\n金额单位：人民币元|||\n项目名称|预算||决算\n|年初预算|全年预算|全年执行\n",
        "（元）|||\n项目名称|年初预算|全年预算|全年执行\n",
        "单位：元（列至角分）|||\n项目|资金||\n|年初数|调整预算|实际支出\n",
        "项目名称|年初预算（元）|全年预算（元）|全年执行（元）\n",
    ],
)
def test_heads_in_one_or_two_rows_and_the_unit_wherever_it_stands(heads):
    found = pasted(heads + "路灯|125000|130000|128000\n桥|200000|200000|200000\n")
    assert rows(found) == [
        {"name": "路灯", "initial": Decimal("12.5"), "full_year": 13, "outturn": Decimal("12.8")},
        {"name": "桥", "initial": 20, "full_year": 20, "outturn": 20},
    ]
    assert found.unit == "元"


def test_heads_over_three_rows():
    found = pasted(
        "项目名称|资金情况|||\n|预算||决算\n|年初预算|全年预算|全年执行\n路灯|12|13|12.8\n"
    )
    assert rows(found)[0]["full_year"] == 13


def test_a_unit_of_one_column_is_not_that_of_its_neighbour():
    found = pasted("项目名称|年初预算（元）|全年执行\n路灯|125000|12.8\n")
    assert rows(found) == [{"name": "路灯", "initial": Decimal("12.5"), "outturn": Decimal("12.8")}]


# -- economic items by code and by name


OFFICIAL = (
    "科目编码|科目名称|决算数\n301|工资福利支出|50\n30101|基本工资|30\n30102|津贴补贴|20\n"
    "302|商品和服务支出|26\n30201|办公费|12\n30211|差旅费|8\n30215|会议费|6\n"
)
ITEMS = [
    {"category": "301", "name": "基本工资", "this": 30}, {"category": "301", "name": "津贴补贴", "this": 20},
    {"category": "302", "name": "办公费", "this": 12}, {"category": "302", "name": "差旅费", "this": 8},
    {"category": "302", "name": "会议费", "this": 6},
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        OFFICIAL,
        OFFICIAL.replace("科目编码|科目名称|决算数", "经济分类科目编码|科目名称|本年决算数"),
        OFFICIAL.replace("科目编码|科目名称|决算数\n", ""),
        OFFICIAL.replace("科目编码|科目名称|决算数", "代码|名称|支出数").replace(
            "支出数", "决算数"
        ),
        "科目名称|决算数\n工资福利支出|50\n基本工资|30\n津贴补贴|20\n商品和服务支出|26\n办公费|12\n差旅费|8\n会议费|6\n",
        "工资福利支出|50\n基本工资|30\n津贴补贴|20\n商品和服务支出|26\n办公费|12\n差旅费|8\n会议费|6\n",
        "类|科目名称|本年决算\n301|基本工资|30\n301|津贴补贴|20\n302|办公费|12\n302|差旅费|8\n302|会议费|6\n",
        OFFICIAL + "合计||76\n注：本表反映基本支出||\n",
    ],
)
def test_economic_items_find_their_class_by_code_or_name(text):
    found = pasted(text, E)
    assert rows(found) == ITEMS


def test_rows_of_classes_are_left_out_and_told():
    found = pasted(OFFICIAL, E)
    assert left(found) == [
        "301 工资福利支出 50（是下面各行的合计）",
        "302 商品和服务支出 26（是下面各行的合计）",
    ]
    assert not found.plain


def test_a_code_without_a_name_gets_the_name_it_stands_for():
    found = pasted("科目编码|决算数\n30201|12\n30211|8\n", E)
    assert rows(found)[0] == {"category": "302", "name": "办公费", "this": 12}


def test_codes_that_no_class_has_are_kept_as_they_were_copied():
    found = pasted("科目编码|科目名称|决算数\n50201|办公经费|12\n30211|差旅费|8\n", E)
    assert [row["name"] for row in ({f.name: t for f, t in r} for r in found.rows)] == [
        "办公经费",
        "差旅费",
    ]


def test_the_same_name_in_two_classes_goes_by_the_class_above():
    found = pasted("科目名称|决算数\n资本性支出|4\n办公设备购置|4\n其他支出|3\n其他支出|3\n", E)
    assert [(r["category"], r["name"]) for r in rows(found)] == [
        ("310", "办公设备购置"),
        ("399", "其他支出"),
    ]


# -- rows that are no data


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("项目名称|全年执行\n一、业务工作|10\n1.路灯|4\n2.桥|6\n合计|10\n", ["路灯", "桥"]),
        (
            "项目名称|全年执行\n一、业务工作|10\n1.路灯|4\n2.桥|6\n二、维护|3\n1.保洁|3\n合计|13\n",
            ["路灯", "桥", "保洁"],
        ),
        ("项目名称|全年执行\n业务工作|10\n路灯|4\n桥|6\n保洁|3\n合计|13\n", ["路灯", "桥", "保洁"]),
        (
            "序号|项目名称|全年执行\n一|一、业务工作|10\n1|1.路灯|4\n2|2.桥|6\n|合计|10\n注：单位万元||\n",
            ["路灯", "桥"],
        ),
        ("项目名称|全年执行\n一、业务工作|10\n路灯|4\n桥|6\n", ["路灯", "桥"]),
        ("项目名称|全年执行\n1.路灯|4\n2.桥|6\n其他|2\n合计|12\n", ["路灯", "桥", "其他"]),
        ("项目名称|全年执行\n路灯|4\n桥|6\n注：单位万元|\n填表人：甲|\n", ["路灯", "桥"]),
        ("项目名称|全年执行\n路灯|4\n项目名称|全年执行\n桥|6\n", ["路灯", "桥"]),
        ("序号|项目名称|全年执行\n1|路灯|4\n2|桥|6\n3|合计|10\n", ["路灯", "桥"]),
    ],
)
def test_rows_that_are_no_data_are_left_out_and_told(text, names):
    found = pasted(text)
    assert [row["name"] for row in rows(found)] == names
    assert found.left_over


def test_a_row_without_a_number_behind_numbered_ones_is_a_row_like_them():
    found = pasted("项目名称|全年执行\n1.路灯|4\n2.桥|6\n其他|2\n")
    assert [row["name"] for row in rows(found)] == ["路灯", "桥", "其他"]
    assert found.plain


def test_levels_that_do_not_agree_are_asked_for():
    found = pasted("项目名称|全年执行\n一、业务工作|12\n1.路灯|4\n2.桥|6\n")
    assert "对不上" in found.doubt
    assert not found.plain


# -- what the clerk says about columns and unit


def test_a_column_is_given_to_another_field():
    text = "项目名称|数一|数二\n路灯|12|13\n"
    assert rows(pasted(text)) == [{"name": "路灯"}]
    found = pasted(text, choice=PasteChoice({1: Project.initial, 2: Project.outturn}))
    assert rows(found) == [{"name": "路灯", "initial": 12, "outturn": 13}]
    assert found.left_over == ()


def test_a_column_is_left_out_and_a_field_has_one_column():
    text = "项目名称|年初预算|全年执行\n路灯|12|13\n"
    assert rows(pasted(text, choice=PasteChoice({1: None}))) == [{"name": "路灯", "outturn": 13}]
    found = pasted(text, choice=PasteChoice({1: Project.outturn}))
    assert rows(found) == [{"name": "路灯", "outturn": 12}]
    assert left(found) == ["13"]


def test_another_unit_is_chosen_for_all_amounts():
    text = "项目名称|年初预算|全年执行\n路灯|125000|128000\n"
    found = pasted(text, choice=PasteChoice({}, "元"))
    assert rows(found)[0]["outturn"] == Decimal("12.8")
    back = pasted("项目名称|年初预算（元）\n路灯|12\n", choice=PasteChoice({}, "万元"))
    assert rows(back)[0]["initial"] == 12


def test_columns_without_heads_are_chosen_too():
    found = pasted("路灯|甲|12\n", choice=PasteChoice({0: Project.name, 1: None, 2: Project.last}))
    assert rows(found) == [{"name": "路灯", "last": 12}]
    assert found.fits


# -- official tables side by side, codes in two columns, broken names


SIDE_BY_SIDE = {
    "three lanes with codes": (
        "人员经费|||公用经费|||||\n科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数\n"
        "301|工资福利支出|50|302|商品和服务支出|26|310|资本性支出|4\n"
        "30101|基本工资|30|30201|办公费|12|31002|办公设备购置|4\n30102|津贴补贴|20|30211|差旅费|8|||\n"
        "|||30215|会议费|6|||\n人员经费合计||50|公用经费合计|||||30\n"
    ),
    "two lanes of names": (
        "科目名称|金额|科目名称|金额\n工资福利支出|50|商品和服务支出|26\n基本工资|30|办公费|12\n"
        "津贴补贴|20|差旅费|8\n||会议费|6\n||资本性支出|4\n||办公设备购置|4\n合计|50|合计|30\n"
    ),
    "the class in one column, the item in the next": (
        "科目编码||科目名称|决算数\n类|款||\n301||工资福利支出|50\n301|01|基本工资|30\n|02|津贴补贴|20\n"
        "302||商品和服务支出|26\n302|01|办公费|12\n302|11|差旅费|8\n302|15|会议费|6\n310||资本性支出|4\n"
        "310|2|办公设备购置|4\n"
    ),
    "the same without heads above": (
        "类|款|科目名称|决算数\n301||工资福利支出|50\n301|01|基本工资|30\n301|02|津贴补贴|20\n"
        "302|01|办公费|12\n302|11|差旅费|8\n302|15|会议费|6\n310|02|办公设备购置|4\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SIDE_BY_SIDE)
def test_official_tables_are_read_however_their_lanes_and_codes_stand(shape):
    found = pasted(SIDE_BY_SIDE[shape], E)
    more = {"category": "310", "name": "办公设备购置", "this": 4}
    assert rows(found) == [*ITEMS, more]
    assert not [column for column in found.columns if column.why]


def test_sums_below_lanes_are_told_once_and_no_rows():
    found = pasted(SIDE_BY_SIDE["three lanes with codes"], E)
    assert {"人员经费合计 50", "公用经费合计 30"} <= set(left(found))


def test_heads_that_repeat_in_another_table_are_left_as_they_are():
    found = pasted("项目名称|全年执行|项目名称|全年执行\n路灯|4|桥|6\n")
    assert [row["name"] for row in rows(found)] == ["路灯"]
    assert {"桥", "6"} <= set(left(found))


def test_lanes_of_which_one_has_other_heads_are_not_put_below_each_other():
    found = pasted(
        "科目名称|决算数|科目名称|决算数|科目名称|预算数\n基本工资|30|办公费|12|差旅费|8\n"
        "津贴补贴|20|印刷费|6|会议费|6\n",
        E,
    )
    assert [row["name"] for row in rows(found)] == ["基本工资", "津贴补贴"]
    assert {"差旅费", "办公费", "8"} <= set(left(found))


def test_a_name_broken_over_two_lines_of_its_cell_is_one():
    found = pasted('项目名称|全年执行\n"1.农村公路\n养护"|4\n"Wi-Fi\n建设"|6\n')
    assert [row["name"] for row in rows(found)] == ["农村公路养护", "Wi-Fi 建设"]


def test_codes_tell_the_class_where_no_column_names_it():
    found = rows(
        pasted("科目编码|科目名称|本年决算数\n30201|办公费|3.60\n31002|办公设备购置|5.00\n", E)
    )
    assert [row["category"] for row in found] == ["302", "310"]
    told = rows(pasted("类|编码|名称|本年决算数\n商品和服务支出|30201|办公费|3.60\n", E))
    assert [(row["category"], row["name"]) for row in told] == [("302", "办公费")]


def test_a_total_left_out_that_is_not_the_sum_of_its_rows_is_told():
    found = pasted(
        "项目名称|年初预算（元）|全年执行（元）\n路灯|1000000|5.2万元\n桥|200000|60000\n合计|1668000|112000\n"
    )
    assert "年初预算”的合计是166.80万元，各行相加是120.00万元，差46.80万元" in found.doubt
    assert "全年执行" not in found.doubt


@pytest.mark.parametrize("total", ["120", "120.01", "", "无"])
def test_a_total_that_fits_its_rows_raises_no_doubt(total):
    assert not pasted(f"项目名称|全年执行（万元）\n路灯|100.004|\n桥|20|\n合计|{total}|\n").doubt


def test_a_total_over_a_row_that_cannot_be_read_is_not_held_against_the_rest():
    found = match_rows(grid_of("项目名称\t全年执行\n路灯\t约四十\n桥\t20\n合计\t60\n"), P)
    assert not found.doubt
