"""Each kind of table read by itself: which columns, which rows, which sums are asked for."""

from decimal import Decimal as D

import pytest
from laid import grid

from pingkou_gui.importers.accounts import (
    Account,
    label_of,
    read_functions,
    read_projects,
    read_three_public,
    stated_none,
)
from pingkou_gui.importers.economic_tables import (
    Reading,
    _holds_codes,
    _holds_names,
    _is_code,
    _next_words,
    cross_check,
    plain_name,
    read_basic,
    read_wide,
    same_name,
)
from pingkou_gui.importers.sheets import amount_columns, codes, find_tables, top_rows, total_row
from pingkou_gui.importers.totals_tables import read_totals, spread_totals


def table(title, *rows, **more):
    (found,) = find_tables((grid((title,), ("单位：万元",), *rows, **more),))
    return found


def amounts(account):
    return {what: [str(r.amount) for r in found] for what, found in account.readings.items()}


def sums(account):
    """The sums that are asked for, each as its two sides."""
    return [
        ([str(r.amount) for r in b.left], [str(r.amount) for r in b.right])
        for b in account.balances
    ]


def doubts(account):
    return {w: [d for r in found for d in r.doubts] for w, found in account.readings.items()}


SPENDING = "支出决算表"
HEADS = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")


def read_spending(*rows, heads=HEADS, budget="all", title=SPENDING):
    account = Account()
    found = table(title, heads, *rows)
    read_functions(found, account, budget)
    return account, found


def test_a_table_by_class_gives_its_total_and_asks_for_its_sums():
    account, found = read_spending(
        (None, "合计", 30, 20, 10),
        (201, "一般公共服务", 18, 12, 6), (20103, "政府办公", 18, 12, 6), (208, "社保", 12, 8, 4),
    )  # fmt: skip
    assert amounts(account) == {"all:outturn": ["30"], "all:basic": ["20"], "all:project": ["10"]}
    assert sums(account) == [
        (["30"], ["20", "10"]),
        (["18"], ["12", "6"]), (["12"], ["8", "4"]),
        (["30"], ["18", "12"]), (["20"], ["12", "8"]), (["10"], ["6", "4"]),
    ]  # fmt: skip
    assert [b.names[0] for b in account.balances][:3] == ["合计行支出", "第5行支出", "第7行支出"]
    assert (6, 3) in found.used


def test_a_column_that_does_not_add_up_is_called_by_eight_letters_of_its_head():
    heads = ("科目编码", "科目名称", "财政拨款本年支出合计")
    account, _ = read_spending((None, "合计", 30), (201, "服务", 20), (208, "社保", 9), heads=heads)
    assert [b.words for b in account.balances] == [
        "财政拨款本年支出合计行30.00，下面各行相加29.00，对不上"
    ]


def test_without_a_row_of_the_total_the_only_class_is_the_total():
    account, _ = read_spending((212, "城乡社区", 5, 0, 5), (21208, "出让", 5, 0, 5))
    assert amounts(account)["all:outturn"] == ["5"]
    two, _ = read_spending((212, "城乡社区", 5, 0, 5), (213, "农林水", 5, 0, 5))
    assert amounts(two) == {}


def test_what_came_in_and_what_is_left_is_asked_for():
    heads = ("科目编码", "科目名称", "年初结转", "本年收入", "本年支出合计", "年末结转")
    account, _ = read_spending(
        (None, "合计", 1, 30, 29, 2), (201, "服务", 1, 30, 29, 2), heads=heads
    )
    assert amounts(account) == {
        "all:carried_in": ["1"], "all:income": ["30"], "all:outturn": ["29"],
        "all:carried_out": ["2"],
    }  # fmt: skip
    assert (["1", "30"], ["29", "2"]) in sums(account)
    assert account.balances[0].names == ("合计行年初加收入", "支出加年末")


def test_where_no_column_tells_what_was_spent_nothing_is_held_against_what_came_in():
    heads = ("科目编码", "科目名称", "年初结转", "本年收入", "年末结转")
    account, _ = read_spending((None, "合计", 1, 30, 2), (201, "服务", 1, 30, 2), heads=heads)
    assert {what: found for what, found in doubts(account).items() if found} == {}
    assert (["1", "30"], ["2"]) not in sums(account)


def test_a_table_without_amounts_gives_nothing():
    assert read_spending((201, "服务"), heads=("科目编码", "科目名称"))[0].readings == {}


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (HEADS, {"outturn": 3, "basic": 4, "project": 5}),
        (("项目", "小计", "支出"), {"outturn": 2}),
        (("类", "款", "项", "名称", "本年收入"), {"income": 5}),
        (("科目", "年初预算", "全年预算", "决算数"), {"initial": 2, "full_year": 3, "outturn": 4}),
        (("科目", "上缴上级支出", "经营支出", "对附属单位补助"),
         {"upward": 2, "business": 3, "subsidy": 4}),
        (("科目", "行次", "上年结转", "结转下年"), {"carried_in": 3, "carried_out": 4}),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_head(heads, columns):
    found = table(SPENDING, heads, ("合计", *range(5, 4 + len(heads))))
    assert amount_columns(found) == columns


def test_codes_may_be_split_over_cells_and_go_on_below():
    found = table(
        SPENDING, ("类", "款", "项", "名称", "支出"),
        (201, None, None, "服务", 9), (None, "03", None, "办公", 9), (None, None, 1, "运行", 9),
        (208, 5, None, "养老", 3), ("注", None, None, None, None),
    )  # fmt: skip
    assert codes(found, 5) == {4: "201", 5: "20103", 6: "2010301", 7: "20805"}
    assert top_rows(found, 5) == (4, 7)
    assert {(4, 1), (5, 2), (6, 3), (7, 1), (7, 2)} <= found.used
    assert (4, 2) not in found.used


def test_whole_codes_in_the_second_column_are_not_joined_twice():
    found = table(
        SPENDING, ("类", "款", "名称", "支出"), (201, 20103, "办公", 9), (201, None, "服务", 9)
    )
    assert codes(found, 4) == {4: "20103", 5: "201"}


def test_the_total_stands_in_front_of_the_amounts():
    found = table(SPENDING, HEADS, (201, "服务", 9), (None, "小计", 9), (None, None, "合计", 8))
    assert total_row(found, 3) == 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("说明：本单位没有政府性基金预算财政拨款收入，也没有支出，故本表无数据。", True),
        ("本单位无政府性基金预算收支。", True),
        ("本单位未安排政府性基金预算支出。", False),
        ("本表为空表。", True),
        ("如本表无数据，请写明。", None),
        ("表为空的，应当说明。", None),
        ("若没有政府性基金的，写明", None),
        ("单位：万元", None),
    ],
)
def test_a_sentence_under_an_empty_table_says_that_there_is_none(words, told):
    found = table("政府性基金预算财政拨款支出决算表", HEADS, ("合计",), (words,))
    none = stated_none(found, "government_funds")
    assert (None if none is None else none.whole) is told
    if none is not None:
        assert (none.budget, none.at) == ("government_funds", (5, 1))


def test_a_sentence_over_figures_says_nothing_and_a_nought_is_no_figure():
    title = "政府性基金预算财政拨款支出决算表"
    filled = table(title, HEADS, (None, "合计", 5), ("本表无数据",))
    assert stated_none(filled, "government_funds") is None
    nought = table(title, HEADS, (None, "合计", 0), ("本表无数据",))
    assert stated_none(nought, "government_funds").whole


def test_an_empty_table_is_told_below_the_heads_only():
    found = table("政府性基金预算财政拨款支出决算表", ("空表",), HEADS, ("合计",))
    assert stated_none(found, "government_funds") is None


BASIC = "一般公共预算财政拨款基本支出决算表"
LANE = ("科目编码", "科目名称", "决算数")


def read_lanes(*rows, heads=LANE * 2):
    account = Account()
    found = table(BASIC, heads, *rows)
    read_basic(found, account)
    return account, found


def test_lanes_side_by_side_are_read_each_with_its_codes():
    account, _ = read_lanes(
        (301, "工资福利支出", 9, 302, "商品和服务支出", 5),
        (30101, "基本工资", 6, 30201, "办公费", 2),
        (30102, "津贴补贴", 3, 30202, "印刷费", 3),
        ("人员经费合计", None, 9, "公用经费合计", None, 5),
    )
    assert amounts(account) == {
        "economic:301": ["9"], "economic:30101": ["6"], "economic:30102": ["3"],
        "economic:302": ["5"], "economic:30201": ["2"], "economic:30202": ["3"],
        "personnel": ["9"], "operating": ["5"],
    }  # fmt: skip
    assert sums(account) == [
        (["9"], ["6", "3"]), (["5"], ["2", "3"]), (["9"], ["9"]), (["5"], ["5"]),
    ]  # fmt: skip


def test_a_code_in_two_cells_is_joined():
    account, _ = read_lanes(
        (301, None, "工资福利支出", 9), (301, 1, "基本工资", 9), heads=("类", "款", "科目名称", "决算数")
    )  # fmt: skip
    assert amounts(account) == {"economic:301": ["9"], "economic:30101": ["9"]}


def test_amounts_of_people_and_of_running_beside_the_whole_are_summed():
    heads = ("科目编码", "科目名称", "合计", "人员经费", "公用经费")
    account, _ = read_lanes(
        (301, "工资福利支出", 9, 9, None), (302, "商品和服务支出", 5, None, 5),
        ("合计", None, 14, 9, 5), heads=heads,
    )  # fmt: skip
    assert amounts(account)["basic"] == ["14"]
    assert (amounts(account)["personnel"], amounts(account)["operating"]) == (["9"], ["5"])
    assert (["14"], ["9", "5"]) in sums(account)


def test_a_name_beside_another_code_is_doubted_and_an_own_name_is_not():
    account, _ = read_lanes((30215, "培训费", 3), (30216, "干部培训", 2), heads=LANE)
    told = "科目编码30215是会议费，名称写的是培训费，像错了行"
    assert told in doubts(account)["economic:30215"]
    assert not any("像错了行" in words for words in doubts(account)["economic:30216"])


def test_an_amount_beside_no_name_makes_its_lane_doubtful():
    account, _ = read_lanes((30201, "办公费", 2), (None, None, 7), (30202, "印刷费", 3), heads=LANE)
    told = "基本支出决算表 C5的数旁边没有科目，这一列像错了一行"
    assert told in doubts(account)["economic:30201"]
    assert told in doubts(account)["economic:30202"]
    nought, _ = read_lanes(
        (302, "商品和服务", 2), (30201, "办公费", 2), (None, None, 0), heads=LANE
    )
    assert doubts(nought)["economic:30201"] == []


@pytest.mark.parametrize(
    ("code", "name", "same"),
    [
        ("30201", "办公费", True), ("30201", "办公费用", True), ("30201", "（1）办公费", True),
        ("30201", "会议费", False), ("30201", "自编的", True), ("30201", "", True),
        ("30298", "会议费", True), ("301", "工资福利支出", True), ("301", "商品和服务支出", False),
        ("30211", "差旅", True), ("301", "办公费", True),
    ],
)  # fmt: skip
def test_a_name_may_stand_beside_a_code(code, name, same):
    assert same_name(code, name) is same


def test_a_plain_name_is_without_what_changes_from_year_to_year():
    assert plain_name("其中：1. 因公出国（境）费用") == "因公出国"


THREE = "财政拨款“三公”经费支出决算表"


def read_three(heads, *rows, title=THREE, year=2023):
    account = Account()
    found = table(title, heads, *rows)
    read_three_public(found, account, year)
    return account


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("预算数", "three:reception:budget"),
        ("年初预算数", "three:reception:initial"),
        ("全年预算数", "three:reception:full_year"),
        ("调整预算数", "three:reception:full_year"),
        ("决算数", "three:reception:this"),
        ("2023年决算数", "three:reception:this"),
        ("2022年决算数", "three:reception:last"),
        ("上年决算数", "three:reception:last"),
        ("上年预算数", "three:reception:last_budget"),
        ("去年数", "three:reception:last"),
        ("2021年决算数", None),
        ("增减率", None),
        ("决算数比预算数%", None),
        ("统计数", "three:reception:this"),
        ("实际支出", "three:reception:this"),
        ("一般公共预算财政拨款支出数", "three:reception:this"),
        ("备注", None),
    ],
)
def test_a_column_of_the_public_expenses_is_known_by_its_head(head, what):
    account = read_three(
        ("项目", head), ("因公出国（境）费", 1), ("公务接待费", 5), ("公务用车运行维护费", 2)
    )
    assert amounts(account).get(what) == (["5"] if what else None)
    assert bool(account.readings) == bool(what)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("一、“三公”经费支出合计", "total"),
        ("1．因公出国（境）费", "overseas"),
        ("（二）公务用车购置及运行维护费", "vehicles"),
        ("其中：公务用车购置费", "purchase"),
        ("用车运行维护", "running"),
        ("公务用车购置支出", "purchase"),
        ("公务用车运行支出", "running"),
        ("公务用车维护支出", "running"),
        ("公务用车购置和维护支出", "vehicles"),
        ("车辆运行维护费", None),
        ("3.公务接待费", "reception"),
        ("国内公务接待批次（个）", None),
        ("公务接待人次", None),
        ("公务用车保有量", None),
        ("其中：国内接待费", None),
        ("外事接待费", None),
        ("会议费", None),
        ("公务用车运行维护费" + "长" * 15, "running"),
        ("公务用车运行维护费" + "长" * 16, None),
    ],
)
def test_a_row_of_the_public_expenses_is_known_by_its_words(words, item):
    account = read_three(
        ("项目", "决算数"), ("公务接待费", 1), ("因公出国费", 2), ("末", 3), (words, 7),
    )  # fmt: skip
    found = {what for what, amount in amounts(account).items() if "7" in amount}
    first = {"reception", "overseas"}
    expected = {f"three:{item}:this"} if item and item not in first else set()
    assert found == expected


def test_meetings_stand_in_the_table_of_running_information_only():
    rows = (("公务接待费", 1), ("因公出国费", 2), ("会议费", 3), ("培训费", 4), ("政府采购金额", 5))
    account = read_three(("项目", "统计数"), *rows, title="机构运行信息表")
    assert amounts(account) == {
        "three:reception:this": ["1"], "three:overseas:this": ["2"], "three:meetings:this": ["3"],
        "three:training:this": ["4"], "three:procurement:this": ["5"],
    }  # fmt: skip
    assert "three:meetings:this" not in amounts(read_three(("项目", "统计数"), *rows))


def test_the_sums_of_the_public_expenses_are_asked_for():
    account = read_three(
        ("项目", "决算数"), ("合计", 10), ("因公出国费", 1), ("公务用车购置及运行维护费", 5),
        ("公务用车购置费", 2), ("公务用车运行维护费", 3), ("公务接待费", 4),
    )  # fmt: skip
    assert sums(account) == [(["10"], ["1", "4", "5"]), (["5"], ["2", "3"])]
    bare = read_three(
        ("项目", "决算数"), ("合计", 10), ("因公出国费", 1), ("公务用车购置费", 2),
        ("公务用车运行维护费", 3), ("公务接待费", 4),
    )  # fmt: skip
    assert sums(bare) == [(["10"], ["1", "4", "2", "3"])]


@pytest.mark.parametrize(
    ("bought", "run", "doubted"), [(5, None, True), (5, 0, True), (5, 1, False), (0, 0, False)]
)
def test_a_car_bought_that_never_runs_is_doubted(bought, run, doubted):
    account = read_three(
        ("项目", "决算数"), ("公务用车购置费", bought), ("公务用车运行维护费", run),
        ("公务接待费", 4), ("因公出国费", 1),
    )  # fmt: skip
    assert bool(doubts(account)["three:purchase:this"]) is doubted


def test_words_among_the_amounts_of_a_row_are_told_and_a_dash_is_not():
    heads = ("项目", "预算数", "决算数", "备注")
    account = read_three(heads, ("公务接待费", "—", 5), ("因公出国费", "甲", 6), ("公务用车", 1))
    assert amounts(account)["three:reception:this"] == ["5"]
    assert amounts(account)["three:overseas:this"] == ["6"]
    assert [at for _, at in account.unread] == [(5, 2)]


def test_amounts_beside_an_expense_end_at_the_next_words_that_stand_below_no_stage():
    account = Account()
    found = table(
        "三公经费决算表", ("项目", "预算数", "其他", "决算数"),
        ("公务接待费", 9, "差旅费", 5), ("因公出国（境）费", 2, "—", 1),
    )  # fmt: skip
    read_three_public(found, account, 2023)
    assert {w: a for w, a in amounts(account).items() if "reception" in w} == {
        "three:reception:budget": ["9"]
    }
    assert amounts(account)["three:overseas:this"] == ["1"]


def test_amounts_beside_an_expense_end_at_the_next_expense_below_one_head():
    account = Account()
    found = table(
        "三公经费决算表", ("2023年决算数", None, "2023年预算数", None),
        ("公务接待费", 9, "因公出国（境）费", 5), ("运行维护费", 7, "公务用车购置费", 8),
        merged=((3, 1, 3, 2), (3, 3, 3, 4)),
    )  # fmt: skip
    read_three_public(found, account, 2023)
    assert {w: a for w, a in amounts(account).items() if "reception" in w} == {
        "three:reception:this": ["9"]
    }
    assert account.unread == []


def test_expenses_in_columns_are_read_in_the_row_of_the_total():
    heads = ("预算数", "决算数", "决算数", "决算数")
    names = ("合计", "合计", "公务接待费", "国内接待费")
    account = read_three(heads, names, (1, 9, 4, 3), (2, 8, 4, 3))
    assert amounts(account) == {}
    account = read_three(heads, names, (1, 9, 4, 3))
    assert amounts(account) == {
        "three:total:budget": ["1"], "three:total:this": ["9"], "three:reception:this": ["4"],
    }  # fmt: skip
    heads, names = ("部门", *heads), ("部门", *names)
    account = read_three(heads, names, ("甲", 1, 9, 4, 3), ("合计", 2, 8, 4, 3))
    assert amounts(account)["three:total:this"] == ["8"]


TOTALS = "收入支出决算总表"


def read_whole(*rows, title=TOTALS, fiscal=False, heads=("项目", "金额", "项目", "金额")):
    account = Account()
    found = table(title, heads, *rows)
    read_totals(found, account, fiscal=fiscal)
    return account, found


def test_both_sides_of_a_table_of_totals_are_read():
    account, found = read_whole(
        ("一、一般公共预算财政拨款收入", 20, "一、一般公共服务支出", 15),
        ("二、政府性基金预算财政拨款收入", 5, "二、教育支出", 10),
        ("本年收入合计", 25, "本年支出合计", 25),
        ("年初结转和结余", 3, "年末结转和结余", 3),
        ("一般公共预算", 2, None, None),
        ("总计", 28, "总计", 28),
    )
    assert amounts(account) == {
        "general:income": ["20"], "government_funds:income": ["5"], "general:carried_in": ["2"],
        "all:carried_in": ["3"], "all:outturn": ["25"], "all:carried_out": ["3"],
    }  # fmt: skip
    assert sums(account) == [(["25"], ["15", "10"])]
    assert {(9, 2), (9, 4)} <= found.used
    assert (6, 2) in found.used
    spread_totals(account)
    assert (7, 2) not in found.used, "whose the rest is nobody told"


@pytest.mark.parametrize("ends", ["本年支出合计", "年末结转和结余"])
def test_what_stands_below_the_spending_is_no_income(ends):
    account, _ = read_whole(
        ("一、一般公共预算", 20), ("二、政府性基金", 5), (ends, 25), ("一般公共预算", 7),
        heads=("项目", "金额"),
    )  # fmt: skip
    assert amounts(account)["general:income"] == ["20"]


def test_the_table_of_fiscal_funds_asks_for_the_sums_over_its_budgets():
    heads = ("项目", "金额", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    account, _ = read_whole(
        ("一、一般公共预算", 20, "一、服务支出", 15, 15, 0, 0),
        ("二、政府性基金", 5, "二、教育支出", 10, 4, 6, 0),
        ("三、国有资本", 0, "本年支出合计", 25, 19, 6, 0),
        ("年初结转", 1, "年末结转", 1, 1, 0, 0),
        title="财政拨款收入支出决算总表", fiscal=True, heads=heads,
    )  # fmt: skip
    asked = sums(account)
    assert (["25"], ["19", "6", "0"]) in asked
    assert (["1"], ["1", "0", "0"]) in asked
    assert (["20"], ["19", "1"]) in asked
    assert (["1", "20", "5", "0"], ["25", "1"]) in asked
    assert (["5"], ["6", "0"]) not in asked  # it may have brought in the 1 that nobody split
    assert amounts(account)["fiscal:outturn"] == ["25"]


def test_a_column_is_of_the_budget_that_its_own_head_names_whatever_stands_over_it():
    title, account = "财政拨款收入支出决算总表", Account()
    found = table(
        title,
        ("收入", None, "支出（一般公共预算等财政拨款）", None, None, None),
        ("项目", "金额", "项目", "合计", "一般公共预算", "政府性基金预算"),
        ("一、一般公共预算", 20, "一、服务支出", 15, 15, 0),
        ("二、政府性基金", 5, "二、教育支出", 10, 4, 6),
        (None, None, "本年支出合计", 25, 19, 6),
        (None, None, "年末结转", 1, 1, 0),
    )
    read_totals(found, account, fiscal=True)
    assert {key: read for key, read in amounts(account).items() if key.endswith(":outturn")} == {
        "fiscal:outturn": ["25"], "general:outturn": ["19"], "government_funds:outturn": ["6"],
    }  # fmt: skip


@pytest.mark.parametrize("head", ["年初预算数", "上年决算数", "全年预算", "行次"])
def test_columns_of_other_stages_are_no_amounts_of_this_year(head):
    heads = ("项目", head, "决算数")
    account, _ = read_whole(
        ("一、一般公共预算", 20, 30), ("二、政府性基金", 5, 6), ("本年支出合计", 25, 36),
        heads=heads,
    )  # fmt: skip
    assert amounts(account)["general:income"] == ["30"]


def test_a_column_that_counts_the_rows_is_no_amount():
    account, found = read_whole(
        ("一、一般公共预算", 1, 30), ("二、政府性基金", 2, 6), ("三、国有资本", 3, 5),
        heads=("项目", "金额", "金额"),
    )  # fmt: skip
    assert amounts(account)["general:income"] == ["30"]
    assert {(4, 2), (5, 2), (6, 2)} <= found.used


def test_the_label_of_a_cell_is_the_nearest_words_on_its_left():
    found = table(SPENDING, HEADS, (201, "服务", 18, 12, 6))
    assert label_of(found, (4, 5)) == "服务"
    assert label_of(found, (4, 2)) == ""


PROJECTS = "项目支出明细表"


def read_lines(heads, *rows, title=PROJECTS):
    account = Account()
    return read_projects(table(title, heads, *rows), account), account


def test_projects_are_read_with_their_stages_and_their_sum():
    lines, account = read_lines(
        ("序号", "项目名称", "资金性质", "年初预算", "全年预算", "支出决算数", "结转下年"),
        (1, "道路", "一般公共预算", 5, 6, 5.5, 0.5),
        (2, "饮水", "政府性基金", 1, 2, 2, None),
        ("合计", None, None, 6, 8, 7.5, 0.5),
        (None, "说明", None, None, None, None, None),
    )
    assert [(line.name, line.budget, line.at) for line in lines] == [
        ("道路", "general", (4, 2)), ("饮水", "government_funds", (5, 2)),
    ]  # fmt: skip
    assert {stage: str(r.amount) for stage, r in lines[0].amounts.items()} == {
        "initial": "5", "full_year": "6", "outturn": "5.5", "carried_out": "0.5",
    }  # fmt: skip
    assert sums(account) == [
        (["6"], ["5", "1"]), (["8"], ["6", "2"]), (["7.5"], ["5.5", "2"]), (["0.5"], ["0.5"]),
    ]  # fmt: skip


def test_amounts_on_the_left_of_the_names_are_not_those_of_the_projects():
    lines, _ = read_lines(("结转下年", "年初预算", "项目名称", "决算数"), (3, 5, "道路", 4))
    assert {stage: str(r.amount) for stage, r in lines[0].amounts.items()} == {"outturn": "4"}


def test_sums_among_projects_are_told_by_the_stage_that_counts_though_one_lacks_it():
    lines, account = read_lines(
        ("项目名称", "全年预算", "决算数"),
        ("一、基础设施", 100, 57), ("（一）道路", 50, 48), ("（二）饮水", 40, 9), ("二、水渠", 10, None),
    )  # fmt: skip
    assert [line.name for line in lines] == ["道路", "饮水", "水渠"]
    assert [at for _, at in account.sums] == [(4, 1)]


def test_last_years_amounts_in_a_list_of_projects_are_not_taken_for_this_years():
    lines, _ = read_lines(("项目名称", "2022年度上年决算数", "本年决算数"), ("道路", 4, 5))
    assert {stage: str(r.amount) for stage, r in lines[0].amounts.items()} == {
        "last": "4", "outturn": "5",
    }  # fmt: skip


def test_without_a_column_the_budget_is_what_the_title_says():
    lines, _ = read_lines(("项目名称", "金额"), ("道路", 5), title="政府性基金预算项目支出明细表")
    assert lines[0].budget == "government_funds"
    assert read_lines(("名称", "金额"), ("道路", 5))[0] == []


def account_of(**readings):
    account = Account()
    places = table(SPENDING, HEADS, (201, "服务", 18, 12, 6))
    for number, (name, amount) in enumerate(readings.items(), 4):
        what = name.replace("__", ":")
        account.keep(Reading(what, D(str(amount)), places, ((number, 3),)))
    return account


def test_basic_spending_is_compared_with_its_total_elsewhere():
    account = account_of(basic=5, general__basic=5, economic__301=5)
    cross_check(account)
    assert sums(account) == [(["5"], ["5"])]
    classes = account_of(general__basic=9, economic__301=5, economic__302=4, economic__30201=4)
    cross_check(classes)
    assert sums(classes) == [(["9"], ["5", "4"])]


@pytest.mark.parametrize(("part", "doubted"), [(5, False), (6, False), (6.01, True)])
def test_an_item_may_not_be_more_than_all_spending_of_its_kind(part, doubted):
    account = account_of(economic__30217=part, three__reception__this=5)
    cross_check(account)
    assert bool(account.first("three:reception:this").doubt) is doubted
    meetings = account_of(economic__30215=part, three__meetings__this=5)
    cross_check(meetings)
    assert bool(meetings.first("economic:30215").doubt) is doubted


def test_an_amount_that_stands_beside_its_own_code_is_a_column_that_slipped():
    account = account_of(economic__30216=5, economic__30217=1, economic__30218=3, three__reception__this=5)  # fmt: skip
    cross_check(account)
    assert "这一列像错了一行" in account.first("economic:30217").doubt
    held = account_of(economic__30216=5, economic__30217=5, three__reception__this=5)
    cross_check(held)
    assert held.first("economic:30216").doubt == ""
    far = account_of(economic__30215=5, economic__30216=2, economic__30217=1, three__reception__this=5)  # fmt: skip
    cross_check(far)
    assert far.first("economic:30217").doubt == ""


@pytest.mark.parametrize(("everything", "told"), [("10.02", False), ("10.03", True), ("9", False)])
def test_spending_beyond_the_fiscal_funds_is_noted(everything, told):
    account = account_of(fiscal__outturn=10, all__outturn=everything)
    cross_check(account)
    assert bool(account.notes) is told
    if told:
        assert account.notes[0].startswith("全部支出比财政拨款支出多0.03万元")


@pytest.mark.parametrize(
    ("right", "coded"),
    [
        ((None, None, "办公费"), True),
        ((None, None, None, "办公费"), False),
        (("办公费",), True),
        ((12, 1.5, "-3"), False),
        ((12, 1.5, "是"), True),
    ],
)
def test_a_number_is_a_code_where_words_stand_at_most_three_cells_right_of_it(right, coded):
    found = table("基本支出决算表", ("编码", "金额"), (30201, *right, *(None,) * 9, "尾"))
    assert _is_code(found, (4, 1)) is coded


@pytest.mark.parametrize(
    ("heads", "read"),
    [
        (("合计", "基本工资", "津贴补贴"), {"economic:30101", "economic:30102", "basic"}),
        (("合计", "基本工资", "其他"), set()),
        (("合计", "基本工资", "基本工资"), set()),
    ],
)
def test_a_table_is_wide_where_two_items_stand_over_its_columns(heads, read):
    account = Account()
    read_wide(table("基本支出决算表", ("单位", *heads), ("合计", 9, 4, 5)), account)
    assert set(account.readings) == read


def test_a_total_reaches_to_the_next_words_of_its_row():
    found = table(
        "基本支出决算表", ("甲", "乙", "丙", "丁"), ("合计", None, 3, "小计"), ("合计", 1)
    )
    assert _next_words(found, 4, 1) == 4
    assert _next_words(found, 4, 3) == 4
    assert _next_words(found, 5, 1) == 4


def test_a_title_that_says_the_table_is_without_data_counts_with_its_whole_row():
    rows = (("政府性基金预算支出决算表", "本单位无政府性基金预算收支"), ("科目", "支出"))
    (found,) = find_tables((grid(*rows),))
    assert stated_none(found, "government_funds").at == (1, 2)
    above = (("本单位无政府性基金预算收支",), *rows[:1], rows[1])
    (below,) = find_tables((grid(above[0], ("政府性基金预算支出决算表",), rows[1]),))
    assert stated_none(below, "government_funds") is None


PROVING = ((None, "合计", 30, 20, 10), (201, "服务", 18, 12, 6), (208, "社保", 12, 8, 4))


@pytest.mark.parametrize(
    ("rows", "proved"),
    [
        (PROVING, True),
        (PROVING[:1], False),  # nothing but the total
        (PROVING[:2], False),  # a row is missing
        (((None, "合计", 30, 12, 10), (201, "服务", 18, 8, 6), (208, "社保", 12, None, 4)), False),
        (
            ((None, "合计", 30, 12, 6), (201, "服务", 18, 8, 4), (208, "社保", 12, None, None)),
            False,
        ),
        (((None, "合计", 30, 20, 10), (201, "服务", 18, 13, 6), (208, "社保", 12, 7, 4)), False),
    ],
)
def test_basic_spending_is_proved_where_every_row_and_every_column_adds_up(rows, proved):
    account, _ = read_spending(*rows)
    assert account.is_proved("all:basic") is proved


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("办公费", "印刷费"), True),
        (("办公费",), False),
        (("工资福利支出", "办公费", "退耕补种", "修渠"), True),
        (("办公费", "印刷费", "退耕补种", "修渠", "护林"), False),
        (("办公费", "印刷费", 3, 4, 5), True),
    ],
)
def test_a_column_names_items_where_half_of_its_words_are_of_items(words, known):
    found = table("基本支出决算表", ("名称", "决算数"), *((word, 1) for word in words))
    assert _holds_names(found, 1) is known


@pytest.mark.parametrize(
    ("head", "cells", "known"),
    [
        ("编码", ("301", "302"), True),
        ("编码", ("301", "甲"), True),
        ("编码", ("301", "甲", "乙"), False),
        ("编码", ("甲", "乙"), False),
        ("金额", ("301", "302"), False),
    ],
)
def test_a_column_holds_codes_where_half_of_its_cells_are_ones(head, cells, known):
    rows = ((cell, "工资福利支出", 1) for cell in cells)
    assert _holds_codes(table("基本支出决算表", (head, "名称", "决算数"), *rows), 1) is known
