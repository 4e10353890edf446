"""Shapes of real tables that differ from the official form: each read right, or told."""

from decimal import Decimal as D

import pytest
from asked import report_for

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem, ThreePublic
from pingkou_gui.form.pages.funds import General
from pingkou_gui.report.report import Report

OWNER = "临溪县柳林乡人民政府"
HEAD = (f"部门：{OWNER}　2023年度", None, None, "金额单位：万元")


def values(proposal):
    return {str(item.place): item.value for item in proposal.items if item.place.row == 0}


def items(proposal, field="this"):
    rows = {}
    for item in proposal.items:
        if item.place.section == EconomicItem.key:
            rows.setdefault(item.place.row, {})[item.place.field] = item.value
    return {(r["category"], r["name"]): r[field] for r in rows.values() if field in r}


def doubts(proposal):
    """The doubts; that of a sum some of whose rows the table has not is told elsewhere."""
    doubted = (i for i in proposal.items if i.doubt and not i.doubt.startswith("表里没有"))
    return {str(i.place): i.doubt for i in doubted}


def told(proposal):
    return "\n".join(f"{u.where}：{u.text}（{u.why}）" for u in proposal.unplaced)


# -- basic spending without codes


WITHOUT_CODES = {
    "one column of names": [
        ["一般公共预算财政拨款基本支出决算表"], HEAD, ["科目名称", "决算数"],
        ["工资福利支出", 50], ["基本工资", 30], ["津贴补贴", 20],
        ["商品和服务支出", 26], ["办公费", 12], ["差旅费", 8], ["会议费", 6], ["合计", 76],
    ],
    "numbered, the amount of the class behind its items": [
        ["基本支出决算明细表"], HEAD, ["项目", "金额"],
        ["一、工资福利支出", 50], ["1．基本工资", 30], ["2．津贴补贴", 20],
        ["二、商品和服务支出", 26], ["其中：办公费", 12], ["差旅费", 8], ["会议费", 6], ["总计", 76],
    ],
    "two lanes of names": [
        ["一般公共预算基本支出决算表"], HEAD,
        ["人员经费", None, "公用经费", None], ["科目名称", "决算数", "科目名称", "决算数"],
        ["工资福利支出", 50, "商品和服务支出", 26], ["基本工资", 30, "办公费", 12],
        ["津贴补贴", 20, "差旅费", 8], [None, None, "会议费", 6],
        ["人员经费合计", 50, "公用经费合计", 26],
    ],
    "a column of codes that is blank": [
        ["基本支出决算表"], HEAD, ["科目编码", "科目名称", "决算数"],
        [None, "工资福利支出", 50], [None, "基本工资", 30], [None, "津贴补贴", 20],
        [None, "商品和服务支出", 26], [None, "办公费", 12], [None, "差旅费", 8], [None, "会议费", 6],
    ],
}  # fmt: skip


@pytest.mark.parametrize("shape", WITHOUT_CODES)
def test_a_table_without_codes_is_read_by_its_names(read, shape):
    proposal = read(WITHOUT_CODES[shape])
    assert items(proposal) == {
        ("301", "基本工资"): 30, ("301", "津贴补贴"): 20,
        ("302", "办公费"): 12, ("302", "差旅费"): 8, ("302", "会议费"): 6,
    }  # fmt: skip
    found = values(proposal)
    assert (found["basic.wages"], found["basic.goods"]) == (50, 26)
    assert found["conferences.meetings"] == 6
    assert doubts(proposal) == {}


def test_names_that_stand_in_two_classes_go_by_the_class_above_them(read):
    proposal = read([
        ["基本支出决算表"], HEAD, ["科目名称", "决算数"],
        ["对个人和家庭的补助", 5], ["生活补助", 5], ["其他支出", 3], ["其他支出", 3],
        ["资本性支出", 4], ["办公设备购置", 4],
    ])  # fmt: skip
    assert items(proposal) == {
        ("303", "生活补助"): 5, ("399", "其他支出"): 3, ("310", "办公设备购置"): 4,
    }  # fmt: skip


def test_sums_that_do_not_hold_are_doubted_without_codes_too(read):
    rows = [list(row) for row in WITHOUT_CODES["one column of names"]]
    rows[3][1] = 55
    assert "basic.wages" in doubts(read(rows))


@pytest.mark.parametrize("title", ["收入支出决算总表", "支出决算表", "“三公”经费支出决算表", "基本支出决算表",
                                   "政府性基金预算财政拨款收入支出决算表", "项目支出决算表"])  # fmt: skip
@pytest.mark.parametrize("rows", [[], [["项目", "金额"]], [["无"]], [["项目", "金额"], [None, 5]]])
def test_a_table_with_nothing_in_it_is_no_fault(read, title, rows):
    proposal = read([[title], HEAD, *rows])
    assert all(
        item.place.section in {"unit", "government_funds", "state_capital"}
        for item in proposal.items
    )


# -- last year's amounts beside this year's


def test_last_years_column_beside_this_years_goes_to_last_year(read):
    proposal = read([
        ["基本支出决算表"], HEAD, ["科目编码", "科目名称", "2022年决算数", "2023年决算数"],
        ["302", "商品和服务支出", 25, 26], ["30201", "办公费", 13, 12], ["30211", "差旅费", 12, 14],
    ])  # fmt: skip
    assert items(proposal) == {("302", "办公费"): 12, ("302", "差旅费"): 14}
    assert items(proposal, "last") == {("302", "办公费"): 13, ("302", "差旅费"): 12}
    assert values(proposal)["basic.goods_last"] == 25


def test_a_column_of_the_year_before_the_last_is_not_taken(read):
    proposal = read([
        ["基本支出决算表"], HEAD, ["科目编码", "科目名称", "2021年决算数", "2023年决算数"],
        ["302", "商品和服务支出", 25, 26], ["30201", "办公费", 25, 26],
    ])  # fmt: skip
    assert items(proposal) == {("302", "办公费"): 26}
    assert "25" in told(proposal)


def test_a_budget_column_is_not_taken_for_the_final_amount(read):
    proposal = read([
        ["基本支出决算表"], HEAD, ["科目编码", "科目名称", "年初预算数", "决算数"],
        ["302", "商品和服务支出", 25, 26], ["30201", "办公费", 25, 26],
    ])  # fmt: skip
    assert items(proposal) == {("302", "办公费"): 26}


# -- classes and items as columns


WIDE = [
    ["一般公共预算财政拨款基本支出决算明细表"],
    HEAD,
    [
        "科目编码",
        "科目名称",
        "合计",
        "工资福利支出",
        None,
        None,
        "商品和服务支出",
        None,
        None,
        None,
    ],
    [None, None, None, "小计", "基本工资", "津贴补贴", "小计", "办公费", "差旅费", "会议费"],
    ["合计", None, 76, 50, 30, 20, 26, 12, 8, 6],
    [2010301, "行政运行", 70, 46, 27, 19, 24, 11, 7, 6],
    [2010302, "一般行政管理事务", 6, 4, 3, 1, 2, 1, 1, 0],
]


@pytest.mark.parametrize("merged", [(), ("D3:F3", "G3:J3", "A3:A4", "B3:B4", "C3:C4")])
def test_a_wide_table_with_the_classes_as_columns_is_read(read, merged):
    proposal = read(WIDE, merged=merged)
    assert items(proposal) == {
        ("301", "基本工资"): 30, ("301", "津贴补贴"): 20,
        ("302", "办公费"): 12, ("302", "差旅费"): 8, ("302", "会议费"): 6,
    }  # fmt: skip
    assert values(proposal)["basic.wages"] == 50
    assert doubts(proposal) == {}
    assert told(proposal) == ""


def test_a_wide_table_whose_heads_carry_codes_is_read(read):
    rows = [list(row) for row in WIDE]
    rows[3] = [
        None,
        None,
        None,
        "小计",
        "30101基本工资",
        "30102 津贴补贴",
        "小计",
        "30201办公费",
        "30211差旅费",
        "30215会议费",
    ]
    assert items(read(rows))["302", "会议费"] == 6


def test_a_wide_table_that_does_not_add_up_is_doubted(read):
    rows = [list(row) for row in WIDE]
    rows[4][7] = 21
    assert any("对不上" in doubt for doubt in doubts(read(rows)).values())


# -- the three public expenses as rows


def test_rows_with_three_columns_of_years_are_parted(read):
    proposal = read([
        ["“三公”经费支出决算表"], HEAD, ["项目", "2022年决算数", "2023年预算数", "2023年决算数"],
        ["合计", 24, 26, 23], ["因公出国（境）费", 0, 0, 0],
        ["公务用车购置及运行维护费", 11, 12, 11], ["其中：公务用车购置费", 0, 0, 0],
        ["公务用车运行维护费", 11, 12, 11], ["公务接待费", 13, 14, 12],
    ])  # fmt: skip
    found = values(proposal)
    assert found[str(ThreePublic.reception.this.at())] == 12
    assert found[str(ThreePublic.reception.last.at())] == 13
    assert found[str(ThreePublic.reception.budget.at())] == 14
    assert told(proposal) == ""


@pytest.mark.parametrize(
    "heads",
    [
        ["项 目", "上年决算数", "本年预算数", "本年决算数"],
        ["支出项目", "2022年度实际支出", "2023年度预算", "2023年度实际支出"],
        ["项目", "去年决算", "年初预算数", "决算数"],
    ],
)
def test_other_words_for_the_three_columns(read, heads):
    proposal = read([
        ["“三公”经费支出决算表"], HEAD, heads,
        ["合计", 24, 26, 23], ["出国（境）费", 0, 0, 0], ["公车运行费", 11, 12, 11], ["接待费", 13, 14, 12],
    ])  # fmt: skip
    found = values(proposal)
    assert found["three_public.reception"] == 12
    assert found["three_public.reception_last"] == 13
    assert found["three_public.reception_budget"] == 14


def test_the_year_of_a_table_may_stand_in_its_heads_alone(read):
    proposal = read([
        ["“三公”经费支出决算表"], [f"部门：{OWNER}", None, None, "单位：万元"],
        ["项目", "2022年决算数", "2023年决算数"],
        ["合计", 24, 23], ["公务接待费", 13, 12], ["公务用车运行维护费", 11, 11],
    ])  # fmt: skip
    assert values(proposal)["three_public.reception"] == 12
    assert doubts(proposal) == {}


def test_of_two_budgets_that_of_the_years_begin_is_taken_and_the_other_told(read):
    proposal = read([
        ["“三公”经费支出决算表"], HEAD, ["项目", "年初预算数", "全年预算数", "决算数"],
        ["合计", 26, 25, 23], ["公务用车运行维护费", 12, 12, 11], ["公务接待费", 14, 13, "48 16"],
    ])  # fmt: skip
    found = values(proposal)
    assert found["three_public.reception_budget"] == 14
    assert "three_public.reception" not in found
    assert "48 16" in told(proposal)
    assert "C6" in told(proposal)


@pytest.mark.parametrize(
    ("heads", "budget", "doubted"),
    [
        (["项目", "年初预算数", "调整预算数", "决算数"], 14, False),
        (["项目", "年初预算", "全年预算", "全年执行"], 14, False),
        (["项目", "预算数", "全年预算数", "决算数"], 14, False),
        (["项目", "备注", "全年预算数", "决算数"], 13, True),
    ],
)
def test_which_of_several_budgets_is_this_years(read, heads, budget, doubted):
    rows = [["合计", 26, 25, 23], ["公务用车运行维护费", 12, 12, 11], ["公务接待费", 14, 13, 12]]
    proposal = read([["“三公”经费支出决算表"], HEAD, heads, *rows])
    item = next(i for i in proposal.items if i.place == ThreePublic.reception.budget.at())
    assert item.value == budget
    assert bool(item.doubt) is doubted


HEADS_OVER_THREE_ROWS = {
    "budgets and finals first": (
        ["预算数", None, None, None, None, None, "决算数", None, None, None, None, None],
        ["合计", "因公出国（境）费", "公务用车购置及运行维护费", None, None, "公务接待费"] * 2,
        [None, None, "小计", "公务用车购置费", "公务用车运行维护费", None] * 2,
    ),
    "the year above all": (
        [
            "2023年度预算数",
            None,
            None,
            None,
            None,
            None,
            "2023年度决算数",
            None,
            None,
            None,
            None,
            None,
        ],
        ["合计", "因公出国（境）费", "公务用车", None, None, "公务接待费"] * 2,
        [None, None, "小计", "购置费", "运行费", None] * 2,
    ),
    "the title once more above": (
        [
            "“三公”经费预算",
            None,
            None,
            None,
            None,
            None,
            "“三公”经费决算",
            None,
            None,
            None,
            None,
            None,
        ],
        ["小计", "因公出国费", "公务用车费", None, None, "公务接待费"] * 2,
        [None, None, "小计", "公务用车购置", "公务用车运行维护", None] * 2,
    ),
}


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("shape", HEADS_OVER_THREE_ROWS)
def test_heads_over_three_rows_merged_or_not(read, shape, merged):
    areas = ("A3:F3", "G3:L3", "C4:E4", "I4:K4", "A4:A5", "F4:F5", "L4:L5") if merged else ()
    proposal = read(
        [["“三公”经费支出决算表"], HEAD, *HEADS_OVER_THREE_ROWS[shape],
         [26, 0, 12, 0, 12, 14, 23, 0, 11, 0, 11, 12]],
        merged=areas,
    )  # fmt: skip
    found = values(proposal)
    assert found["three_public.reception"] == 12
    assert found["three_public.reception_budget"] == 14
    assert found["three_public.running"] == 11
    assert doubts(proposal) == {}


# -- units


NO_UNIT = [f"部门：{OWNER}　2023年度"]
TOTALS = [
    ["项目", "金额", "项目", "金额"],
    ["一、一般公共预算财政拨款", 2287.4, "一、一般公共服务支出", 2287.4],
    ["本年收入合计", 2287.4, "本年支出合计", 2287.4],
    ["年初财政拨款结转和结余", 0, "年末财政拨款结转和结余", 0],
    ["总计", 2287.4, "总计", 2287.4],
]
CLASSES = [
    ["科目编码", "科目名称", "决算数"],
    ["301", "工资福利支出", 0.9],
    ["30101", "基本工资", 0.9],
]


def test_without_any_unit_one_is_asked_for_with_both_answers(read):
    proposal = read(
        [["财政拨款收入支出决算总表"], NO_UNIT, *TOTALS], [["基本支出决算表"], NO_UNIT, *CLASSES]
    )
    by_place = {item.place: item for item in proposal.items}
    general = by_place.get(General.outturn.at())
    wages = by_place[Basic.wages.this.at()]
    for item in filter(None, (general, wages)):
        assert "没有写金额单位" in item.doubt
        assert item.instead == item.value.scaleb(-4).normalize()
    assert wages.value == D("0.9")


def test_one_unit_holds_for_the_workbook_unless_a_sheet_says_otherwise(read):
    yuan = [["基本支出决算表"], [*NO_UNIT, "单位：元"], ["科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", 500_000], ["30101", "基本工资", 500_000]]  # fmt: skip
    three = [["“三公”经费支出决算表"], NO_UNIT, ["项目", "决算数"],
             ["合计", 90_000], ["公务接待费", 50_000], ["公务用车运行维护费", 40_000]]  # fmt: skip
    proposal = read(yuan, three)
    found = values(proposal)
    assert found["basic.wages"] == 50
    assert found["three_public.reception"] == 5
    assert "与其他表一样按元" in doubts(proposal)["three_public.reception"]
    assert "basic.wages" not in doubts(proposal)
    instead = {str(item.place): item.instead for item in proposal.items}
    assert (instead["three_public.reception"], instead["basic.wages"]) == (50_000, None)


@pytest.mark.parametrize(
    "line",
    [
        "金额单位：人民币元",
        "（单位：元）",
        "单位:人民币 元",
        "（元）",
        "单位：元（列至角分）",
        "计量单位：元",
    ],
)
def test_ways_to_write_the_unit(read, line):
    proposal = read([
        ["基本支出决算表"], [f"部门：{OWNER}　2023年度"], [line], ["科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", 9000], ["30101", "基本工资", 9000],
    ])  # fmt: skip
    assert values(proposal)["basic.wages"] == D("0.9")
    assert doubts(proposal) == {}


@pytest.mark.parametrize("head", ["决算数（元）", "金额（人民币元）", "决算数/元"])
def test_the_unit_may_stand_in_a_head(read, head):
    proposal = read([
        ["基本支出决算表"], NO_UNIT, ["科目编码", "科目名称", head],
        ["301", "工资福利支出", 9000], ["30101", "基本工资", 9000],
    ])  # fmt: skip
    assert values(proposal)["basic.wages"] == D("0.9")


# -- a column that slipped by a row


def lanes(*right):
    """A lane that is right beside one whose amounts are given."""
    left = [("301", "工资福利支出", 50), ("30101", "基本工资", 30), ("30102", "津贴补贴", 20)]
    names = [
        ("302", "商品和服务支出"),
        ("30201", "办公费"),
        ("30211", "差旅费"),
        ("30215", "会议费"),
    ]
    rows = [["基本支出决算表"], HEAD, ["科目编码", "科目名称", "决算数"] * 2]
    for at in range(max(len(right), 4)):
        one = left[at] if at < len(left) else (None, None, None)
        other = names[at] if at < len(names) else (None, None)
        rows.append([*one, *other, right[at] if at < len(right) else None])
    return [*rows, ["人员经费合计", None, 50, "公用经费合计", None, 26]]


@pytest.mark.parametrize(
    "amounts",
    [
        (None, 26, 12, 8, 6),
        (None, 26, 12, 8),
        (26, None, 12, 8, 6),
        (12, 8, 6, None),
        (None, None, 26, 12, 8, 6),
    ],
)
def test_a_lane_that_slipped_is_in_doubt_as_a_whole(read, amounts):
    proposal = read(lanes(*amounts))
    doubted = doubts(proposal)
    for item in proposal.items:
        if (
            item.place.section == EconomicItem.key
            and item.place.field == "this"
            and "F" in item.source.where
        ):
            assert item.doubt, item
    assert "conferences.meetings" in doubted or str(Conferences.meetings.this.at()) not in values(
        proposal
    )


def test_a_lane_that_did_not_slip_is_not_doubted(read):
    assert doubts(read(lanes(26, 12, 8, 6))) == {}


def test_an_empty_report_and_no_owner_take_the_same_table(read):
    proposal = read(WITHOUT_CODES["one column of names"], report=Report())
    assert FORM.field_at(proposal.items[0].place) is not None


# -- names with their codes in brackets, tables of one expense, signs of the currency


def test_names_that_bear_their_codes_in_brackets_are_read(read):
    proposal = read([
        ["基本支出决算表"], HEAD, ["支出项目", "金额"], ["工资福利支出（301）", 50], ["基本工资（30101）", 30],
        ["津贴补贴(30102)", 20], ["商品和服务支出（302）", 26], ["办公费（30201）", 18], ["差旅费 （30211）", 8],
        ["合计", 76],
    ])  # fmt: skip
    assert items(proposal) == {
        ("301", "基本工资"): 30, ("301", "津贴补贴"): 20, ("302", "办公费"): 18, ("302", "差旅费"): 8,
    }  # fmt: skip
    assert doubts(proposal) == {}


@pytest.mark.parametrize(("unit", "turn"), [("万元", 1), ("千元", 10), ("元", 10_000)])
@pytest.mark.parametrize("name", ["公务接待费", "一、公务接待费支出"])
def test_a_table_with_one_of_the_three_expenses_is_read(read, name, unit, turn):
    proposal = read([
        ["“三公”经费支出决算表"], (f"部门：{OWNER}　2023年度", None, f"单位：{unit}"),
        ["项目", "预算数", "决算数"], [name, 14 * turn, 12 * turn], ["合计", 14 * turn, 12 * turn],
    ])  # fmt: skip
    found = values(proposal)
    assert (found["three_public.reception"], found["three_public.reception_budget"]) == (12, 14)
    assert proposal.unplaced == ()


@pytest.mark.parametrize("cell", ["￥12.00", "¥ 12", "人民币12万元", "12.00万元"])
def test_an_amount_behind_a_sign_of_the_currency_is_read(read, cell):
    proposal = read([
        ["“三公”经费支出决算表"], HEAD, ["项目", "预算数", "决算数"],
        ["公务接待费", 14, cell], ["公务用车运行维护费", 5, 3], ["合计", 19, 15],
    ])  # fmt: skip
    assert values(proposal)["three_public.reception"] == 12
    assert doubts(proposal) == {}


def test_a_doubt_names_the_side_that_is_blank_in_one_pair_of_quotes(read):
    proposal = read([
        ["“三公”经费支出决算表"], HEAD, ["项目", "决算数"], ["公务接待费", 12],
        ["公务用车运行维护费", 3], ["合计", None],
    ])  # fmt: skip
    assert "“三公”合计一边空着，这个数核对不了" in doubts(proposal).values()


# -- sums of parts among the rows of a list


LISTED = [["路灯", 4], ["桥", 6], ["甲类小计", 10], ["保洁", 3], ["乙类小计", 3]]


@pytest.mark.parametrize(
    "rows",
    [
        [*LISTED, ["总计", 13]],
        [*LISTED, ["合　计", 13]],
        [["总计", 13], *LISTED],
        [["甲类小计", 10], ["路灯", 4], ["桥", 6], ["乙类小计", 3], ["保洁", 3], ["总计", 13]],
        LISTED,
    ],
)
def test_sums_of_parts_are_not_taken_for_the_total(read, rows):
    proposal = read([["项目支出明细"], ["单位：万元"], ["项目名称", "金额"], *rows])
    named = [i.value for i in proposal.items if str(i.place).endswith(".name")]
    assert named == ["路灯", "桥", "保洁"]
    assert doubts(proposal) == {}


def public_expenses(running, reception):
    return (
        ("“三公”经费支出决算表",),
        HEAD,
        ("项目", "上年决算数", "本年预算数", "本年决算数"),
        ("1.因公出国（境）费", 0, 0, 0),
        ("2.公务用车运行维护费", *running),
        ("3.公务接待费", *reception),
    )


def asked_units(proposal):
    return {str(i.place): i.instead for i in proposal.items if i.doubt.endswith("是不是元")}


def test_a_sheet_marked_in_wan_that_holds_yuan_is_asked_about_as_a_whole(read):
    found = read(public_expenses((79_000, 100_000, 80_500), (640, 7_500, 581)))
    assert asked_units(found) == {
        "three_public.running": D("8.05"), "three_public.running_budget": 10,
        "three_public.running_last": D("7.9"), "three_public.reception": D("0.0581"),
        "three_public.reception_budget": D("0.75"), "three_public.reception_last": D("0.064"),
    }  # fmt: skip
    assert not [
        i for i in found.ticked(report_for(OWNER)) if i.value and i.place.row == 0 and i.doubt
    ]


def test_amounts_of_a_sheet_are_held_to_last_year_and_to_all_spending_of_the_report(read):
    sheet = public_expenses((None, 900, 905), (None, 75, 58))
    assert not asked_units(read(sheet))
    last = report_for(OWNER, three_public__running_last="0.0905")
    assert asked_units(read(sheet, report=last))["three_public.running"] == D("0.0905")
    small = report_for(OWNER, basic__total="800", project_totals__total="无")
    assert asked_units(read(sheet, report=small))["three_public.running"] == D("0.0905")


def test_a_sheet_in_wan_of_an_ordinary_township_is_not_asked_about(read):
    assert not asked_units(read(public_expenses((9.1, 10, 8.05), (6.2, 7.5, 5.81))))


def test_one_amount_in_yuan_among_others_in_wan_is_asked_about_alone(read):
    found = asked_units(read(public_expenses((9.1, 10, 80_500), (6.2, 7.5, 5.81))))
    assert found == {"three_public.running": D("8.05")}


BY_NATURE = (
    ("收入支出决算总表",),
    HEAD,
    ("项目", "年初预算数", "决算数", "项目", "年初预算数", "决算数"),
    ("一、一般公共预算财政拨款收入", 1562.4, 2041.86, "一、基本支出", 1234.56, 1265.83),
    ("二、政府性基金预算财政拨款收入", 0, 86, "    人员经费", 1062.3, 1091.23),
    ("三、其他收入", 0, 12.5, "    日常公用经费", 172.26, 174.60),
    ("", None, None, "二、项目支出", 327.84, 862.03),
    ("本年收入合计", 1562.4, 2140.36, "本年支出合计", 1562.4, 2127.86),
)


def test_the_lines_by_nature_of_the_table_of_totals_fill_their_rows(read):
    found = values_of_all(read(BY_NATURE))
    assert found["basic.total"] == D("1265.83")
    assert found["basic.personnel"] == D("1091.23")
    assert found["basic.operating"] == D("174.60")
    assert found["basic.operating_budget"] == D("172.26")
    assert found["project_totals.total"] == D("862.03")


def values_of_all(proposal):
    return {str(item.place): item.value for item in proposal.items if not item.doubt}


def test_what_the_report_has_no_place_for_is_told_with_what_it_is(read):
    left = {each.why: each.text for each in read(BY_NATURE).unplaced}
    assert "本年收入合计 1562.4" in left["是收入数，报告只填支出和结转"]
    (other,) = (why for why, words in left.items() if words == "三、其他收入 12.5")
    assert "填在“资金”页“其他资金”，不填附件2印0" in other
    assert "基本支出 1234.56" in left["是预算数，报告里这一项不填这个预算数"]
    assert "报告里没有对应的栏" not in left


FISCAL = (
    ("财政拨款收入支出决算总表",),
    HEAD,
    ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"),
    ("一、一般公共预算财政拨款", 900, "一、一般公共服务支出", 900, 900, 0),
    ("二、政府性基金预算财政拨款", 60, "二、城乡社区支出", 60, 0, 60),
    ("本年收入合计", 960, "本年支出合计", 960, 900, 60),
)


def carried(*rows):
    """The table of fiscal money with its row of what was carried in."""
    return (*FISCAL, *rows, ("总计", 960, "总计", 960, 900, 60))


def test_where_nothing_was_carried_in_no_budget_has_carried_anything_in(read):
    row = ("年初财政拨款结转和结余", 0, "年末财政拨款结转和结余", 0, 0, 0)
    found = values_of_all(read(carried(row)))
    assert found["general.carried_in"] == found["government_funds.carried_in"] == 0


def test_what_several_budgets_carried_in_is_not_given_to_one_of_them(read):
    row = ("年初财政拨款结转和结余", 45.4, "年末财政拨款结转和结余", 45.4, 45.4, 0)
    proposal = read(carried(row))
    assert not [item for item in proposal.items if item.place.field == "carried_in"]
    (left,) = (each for each in proposal.unplaced if "45.4" in each.text)
    assert left.why == "是几项预算合在一起的上年结转，分到“资金”页各预算的“上年结转”里填"
    assert doubts(proposal) == {}  # which budget brought it in is not told: none is out of balance


def test_what_all_budgets_carried_in_is_held_against_what_all_spent_and_left(read):
    row = ("年初财政拨款结转和结余", 54.4, "年末财政拨款结转和结余", 45.4, 45.4, 0)
    assert "年初加收入1,014.40，支出加年末1,005.40" in " ".join(doubts(read(carried(row))).values())


def test_the_one_budget_that_does_not_tell_it_has_what_the_others_leave_of_it(read):
    funds = (
        ("政府性基金预算财政拨款收入支出决算表",),
        HEAD,
        ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"),
        ("合计", "", 15.4, 60, 60, 15.4),
    )
    none = (
        ("国有资本经营预算财政拨款支出决算表",),
        HEAD,
        ("科目编码", "科目名称", "本年支出"),
        ("说明：本单位没有国有资本经营预算财政拨款收支，本表为空。",),
    )
    row = ("年初财政拨款结转和结余", 45.4, "年末财政拨款结转和结余", 45.4, 30, 15.4)
    items = {str(item.place): item for item in read(carried(row), funds, none).items}
    general = items["general.carried_in"]
    assert (general.value, general.doubt) == (D(30), "是合计减其他预算的上年结转，核对")


def test_spending_beyond_fiscal_money_is_offered_as_other_money_and_doubted(read):
    whole = (
        ("收入支出决算总表",),
        HEAD,
        ("项目", "金额", "项目", "金额"),
        ("一、一般公共预算财政拨款收入", 900, "一、一般公共服务支出", 912.5),
        ("二、政府性基金预算财政拨款收入", 60, "二、城乡社区支出", 60),
        ("三、其他收入", 12.5, "", None),
        ("本年收入合计", 972.5, "本年支出合计", 972.5),
    )
    items = {str(item.place): item for item in read(whole, FISCAL).items}
    assert items["other_funds.outturn"].value == D("12.5")
    assert "总支出减财政拨款支出" in items["other_funds.outturn"].doubt


CONFERENCES = (
    ("会议费、培训费支出表",),
    HEAD,
    ("项目", "2023年预算数", "2023年决算数"),
    ("1．会议费", 6.5, 6),
    ("2．培训费", 4.2, 4),
    ("合计", 10.7, 10),
)


def test_a_table_of_conferences_and_training_is_read(read):
    found = values_of_all(read(CONFERENCES))
    told = {key: value for key, value in found.items() if key.startswith(("conf", "three"))}
    assert told == {
        "conferences.meetings": 6, "conferences.meetings_budget": D("6.5"),
        "conferences.training": 4, "conferences.training_budget": D("4.2"),
    }  # fmt: skip


def test_conferences_and_training_together_are_neither(read):
    rows = (*CONFERENCES[:3], ("会议费、培训费", 10.7, 10))
    found = values_of_all(read(rows))
    assert not [key for key in found if key.startswith("conferences")]


def test_the_table_of_running_gives_its_total_below_a_head_and_its_counts(read):
    rows = (
        ("机构运行信息表",),
        HEAD,
        ("项目", "行次", "年初预算数", "全年预算数", "统计数"),
        ("一、“三公”经费支出", 1, None, None, None),
        ("（一）支出合计", 2, 18.2, 19.2, 15.1),
        ("1．因公出国（境）费", 3, 0, 0, 0),
        ("2．公务用车购置及运行维护费", 4, 10.2, 10.2, 9.1),
        ("（1）公务用车购置费", 5, 0, 0, 0),
        ("（2）公务用车运行维护费", 6, 10.2, 10.2, 9.1),
        ("3．公务接待费", 7, 8, 9, 6),
        ("（二）相关统计数", 8, None, None, None),
        ("1．公务用车保有量（辆）", 9, None, None, 2),
        ("2．国内公务接待批次（个）", 10, None, None, 62),
        ("其中：外事接待批次（个）", 11, None, None, 1),
        ("3．国内公务接待人次（人）", 12, None, None, 540),
    )
    found = read(rows)
    assert values_of_all(found)["three_public.running"] == D("9.10")
    assert {
        i.place.field: (i.value, i.doubt)
        for i in found.items
        if i.place.section == "three_public_counts"
    } == {
        "vehicles_kept": (2, ""), "reception_batches": (62, ""), "reception_people": (540, "")
    }  # fmt: skip
    other = read(rows, report=report_for("白石县青林乡人民政府"))
    assert all(i.doubt for i in other.items if i.place.section == "three_public_counts")


def test_a_column_of_the_year_before_is_no_final_of_this_year(read):
    found = read(
        (
            ("一般公共预算财政拨款支出决算表",),
            HEAD,
            ("科目编码", "科目名称", "2022年决算数", "2023年决算数"),
            ("合计", None, 1950, 2041.86),
            (201, "一般公共服务支出", 1400, 1500.5),
            (213, "农林水支出", 550, 541.36),
        )
    )
    assert values_of_all(found) == {"general.outturn": D("2041.86")}


def test_last_years_column_of_a_list_of_projects_goes_to_last_year(read):
    found = read(
        (
            ("2023年项目支出情况表",),
            (
                "项目名称",
                "2022年决算",
                "2023年年初预算（万元）",
                "2023年决算（万元）",
                "2021年决算",
            ),
            ("防汛抗旱", 50, 52, 51, 33),
            ("路灯维护", 20, 21, 19.5, 14),
        )
    )
    row = {i.place.field: i.value for i in found.items if i.place.row == -1}
    assert row == {"name": "防汛抗旱", "last": 50, "initial": 52, "outturn": 51}
    assert any("33" in each.text for each in found.unplaced)
