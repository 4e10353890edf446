"""What was read, put to the fields of the report: this year's or last year's, once, with doubts."""

from decimal import Decimal as D

import books
import pytest
from asked import report_for, typed
from laid import grid

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Conferences,
    Control,
    EconomicItem,
    ThreePublic,
    ThreePublicBudget,
)
from pingkou_gui.form.pages.funds import GovernmentFunds
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL
from pingkou_gui.importers.accounts import Account, ProjectLine, StatedNone, plain_project
from pingkou_gui.importers.economic_tables import Reading
from pingkou_gui.importers.sheets import find_tables
from pingkou_gui.importers.workbook import Placing, fields_for, read_workbook


def table(unit="万元", *numbers):
    rows = tuple(("甲", number) for number in numbers or (5,))
    (found,) = find_tables((grid(("支出决算表",), (f"单位：{unit}",), ("科目", "金额"), *rows),))
    return found


TABLE = table()


def read(what, amount, label="", where=TABLE):
    return Reading(what, D(str(amount)), where, ((4, 2),), label)


def account_of(**amounts):
    account = Account()
    for what, amount in amounts.items():
        account.keep(read(what.replace("__", ":"), amount))
    return account


def placed(account, report=None, *, last=False):
    placing = Placing(report or typed(), "决算.xlsx", last)
    placing.place(account)
    return placing


def found(placing):
    return {str(item.place): item.value for item in placing.items}


def test_classes_go_to_their_fields_of_this_year_or_the_last():
    account = account_of(economic__301=9, economic__30215=3, all__project=7)
    assert found(placed(account)) == {
        "basic.wages": 9, "conferences.meetings": 3, "project_totals.total": 7,
        "economic_item[-1].category": "302", "economic_item[-1].name": "会议费",
        "economic_item[-1].this": 3,
    }  # fmt: skip
    assert set(found(placed(account, last=True))) == {
        "basic.wages_last", "conferences.meetings_last", "project_totals.total_last",
        "economic_item[-1].category", "economic_item[-1].name", "economic_item[-1].last",
    }  # fmt: skip


@pytest.mark.parametrize("proved", [True, False])
def test_basic_spending_comes_from_the_table_of_all_only_where_its_sums_prove_it(proved):
    account = account_of(all__basic=5, all__project=7)
    account.proved += [account.first("all:basic")] if proved else []
    told = found(placed(account))
    assert told == {"project_totals.total": 7} | ({"basic.total": 5} if proved else {})


def test_a_table_of_basic_spending_and_known_classes_go_before_the_table_of_all():
    account = account_of(basic=4, all__basic=5)
    account.proved.append(account.first("all:basic"))
    assert found(placed(account)) == {"basic.total": 4}
    whole = account_of(economic__301=1, economic__302=2, economic__303=3, all__basic=6)
    whole.proved.append(whole.first("all:basic"))
    assert "basic.total" not in found(placed(whole))


def test_what_has_its_field_or_only_checks_others_is_not_told_as_left_out():
    assert placed(account_of(all__project=7, fiscal__outturn=9, all__outturn=9)).unplaced == []


def test_an_amount_has_two_places_and_more_only_where_it_has_more():
    account = account_of(economic__301="9.1", economic__302="0.123456", economic__303="0.1234567")
    values = found(placed(account))
    assert [str(values[f"basic.{name}"]) for name in ("wages", "goods", "transfers")] == [
        "9.10", "0.123456", "0.123457",
    ]  # fmt: skip


def test_an_amount_below_nought_is_not_proposed_but_told():
    placing = placed(account_of(economic__301="-1234.5", economic__302=0))
    assert found(placing) == {"basic.goods": 0}
    (told,) = placing.unplaced
    assert (told.text, told.why) == ("工资福利支出本年决算 -1,234.50万元", "是负数，没有放进报告")


def test_what_the_sums_point_to_goes_along():
    account = account_of(economic__301=9)
    account.first("economic:301").instead = D("8.1")
    account.first("economic:301").suspect("对不上")
    (item,) = placed(account).items
    assert (item.doubt, str(item.instead)) == ("对不上", "8.10")


@pytest.mark.parametrize(
    ("unit", "original"), [("万元", ""), ("元", "12,345.5元"), ("千元", "12,345.5千元")]
)
def test_the_origin_says_what_stood_there_where_it_was_turned_into_wan_yuan(unit, original):
    where = table(unit, 12345.5)
    account = Account()
    account.read(where, (4, 2), "economic:301")
    (item,) = placed(account).items
    assert item.source.original == original
    assert (item.source.file, item.source.where) == ("决算.xlsx", "支出决算表 B4")


def test_a_class_that_the_report_has_not_is_told_where_it_has_an_amount():
    placing = placed(account_of(economic__308=9, economic__30801=5, economic__309=0))
    assert placing.items == []
    assert [(told.text, told.why) for told in placing.unplaced] == [
        ("308  9.00万元", "报告没有这一类"), ("30801  5.00万元", "报告没有这一类"),
    ]  # fmt: skip


def test_an_item_without_an_amount_or_a_name_makes_no_row():
    placing = placed(account_of(economic__30201=0, economic__30298=5))
    assert placing.rows == []
    named = Account()
    named.keep(read("economic:30298", 5, "自编科目"))
    assert found(placed(named))["economic_item[-1].name"] == "自编科目"


@pytest.mark.parametrize(
    ("category", "name", "filled"),
    [
        ("302", "办公费", True), ("302", "办公", True), ("", "办公费", True),
        ("301", "办公费", False), ("302", "印刷费", False),
    ],
)  # fmt: skip
def test_an_item_that_is_there_is_filled_and_not_doubled(category, name, filled):
    report = typed(economic_item=[{"category": category, "name": name}])
    placing = placed(account_of(economic__30201=0, economic__30202=0), report)
    (row,) = report.rows(EconomicItem.key)
    there = [item for item in placing.items if item.place == EconomicItem.this.at(row)]
    assert bool(there) is (filled or name == "印刷费")


def test_office_and_utilities_are_worked_out_of_their_items():
    account = account_of(
        economic__302=20, economic__30201=5, economic__30205=1, economic__30206=2, economic__30211=3
    )
    values = found(placed(account))
    assert (values["control.office"], values["control.utilities"]) == (5, 6)
    last = found(placed(account, last=True))
    assert (last["control.office_last"], last["control.utilities_last"]) == (5, 6)


def test_utilities_with_all_their_parts_need_no_class_to_bear_them_out():
    account = account_of(economic__30205=1, economic__30206=2, economic__30211=3)
    (item,) = (i for i in placed(account).items if i.place == Control.utilities.this.at())
    assert (item.value, item.doubt) == (6, "")


@pytest.mark.parametrize("goods", [None, 3])
def test_utilities_of_which_a_part_has_no_row_are_doubted_whatever_the_class_says(goods):
    account = account_of(economic__30211=3, **({} if goods is None else {"economic__302": goods}))
    (item,) = (i for i in placed(account).items if i.place == Control.utilities.this.at())
    assert item.doubt == "表里没有水费、电费，只加了其余的，核对"


@pytest.mark.parametrize(("goods", "doubted"), [(None, True), (20, False), ("doubt", True)])
def test_utilities_with_a_part_blank_are_doubted_unless_the_class_bears_them_out(goods, doubted):
    account = account_of(economic__30205=1, economic__30206=2)
    account.blank.add("economic:30211")
    if goods is not None:
        account.keep(read("economic:302", 20))
        if goods == "doubt":
            account.first("economic:302").suspect("对不上")
    (item,) = (i for i in placed(account).items if i.place == Control.utilities.this.at())
    assert (item.doubt == "差旅费空着，只加了其余的") is doubted
    assert item.source.where == "支出决算表 B4+B4（2项相加）"


def test_doubts_about_the_parts_of_utilities_go_along():
    account = account_of(economic__30205=1, economic__30206=2, economic__30211=3)
    account.first("economic:30206").suspect("像错了一行")
    (item,) = (i for i in placed(account).items if i.place == Control.utilities.this.at())
    assert item.doubt == "像错了一行"


@pytest.mark.parametrize(
    ("known", "proposed"),
    [
        ({"economic__301": 1, "economic__303": 2}, set()),
        ({"economic__301": 1}, {"basic.personnel", "basic.total"}),
        ({"economic__301": 1, "economic__303": 2, "economic__302": 3}, set()),
    ],
)
def test_totals_are_proposed_only_where_a_part_is_unknown(known, proposed):
    values = found(placed(account_of(personnel=3, operating=3, basic=6, **known)))
    totals = {"basic.personnel", "basic.operating", "basic.total"} & set(values)
    assert totals - {"basic.operating"} >= proposed - {"basic.operating"}
    assert ("basic.operating" in totals) is ("economic__302" not in known)
    assert ("basic.personnel" in totals) is ("economic__303" not in known)
    assert ("basic.total" in totals) is ("economic__302" not in known)


def test_the_public_expenses_go_to_this_year_its_budget_and_last_year():
    account = account_of(
        three__reception__this=5, three__reception__budget=6, three__reception__last=7,
        three__reception__initial=8,
    )  # fmt: skip
    assert found(placed(account)) == {
        "three_public.reception": 5, "three_public.reception_budget": 6,
        "three_public.reception_last": 7,
    }  # fmt: skip
    assert found(placed(account, last=True)) == {"three_public.reception_last": 5}


def test_totals_of_the_public_expenses_are_proposed_where_a_part_is_unknown():
    parts = {"overseas": 1, "purchase": 2, "running": 3, "reception": 4}
    known = {f"three__{name}__this": amount for name, amount in parts.items()}
    whole = {"three__total__this": 10, "three__vehicles__this": 5}
    assert not {"three_public.total", "three_public.vehicles"} & set(
        found(placed(account_of(**known, **whole)))
    )
    del known["three__running__this"]
    values = set(found(placed(account_of(**known, **whole))))
    assert {"three_public.vehicles"} == {"three_public.total", "three_public.vehicles"} & values
    both = set(found(placed(account_of(three__total__this=10, three__overseas__this=1))))
    assert "three_public.total" in both


def test_the_budget_of_the_year_before_is_kept_by_itself():
    assert (
        fields_for(account_of(), last=True)["three:total:budget"] is ThreePublicBudget.last_budget
    )
    this = fields_for(account_of(), last=False)
    assert this["three:total:last_budget"] is ThreePublicBudget.last_budget
    assert this["three:total:budget"] is ThreePublic.total.budget


def test_meetings_are_those_of_basic_spending_where_it_has_them():
    account = account_of(economic__30215=3, three__meetings__this=4, three__training__this=5)
    values = found(placed(account))
    assert (values["conferences.meetings"], values["conferences.training"]) == (3, 5)
    assert fields_for(account_of(), last=False)["three:meetings:this"] is Conferences.meetings.this


def test_stages_of_a_budget_are_this_years_only():
    account = account_of(government_funds__outturn=5, general__carried_out=1)
    assert found(placed(account)) == {"government_funds.outturn": 5, "general.carried_out": 1}
    assert found(placed(account, last=True)) == {}


def none_of(whole):
    return StatedNone("government_funds", TABLE, (4, 1), whole)


def test_a_budget_that_is_said_to_be_none_is_none_at_every_stage():
    account = account_of()
    account.nones.append(none_of(whole=True))
    placing = placed(account)
    assert set(found(placing).values()) == {NIL}
    assert len(placing.items) == 5
    assert {item.doubt for item in placing.items} == {""}
    assert placing.items[0].source.where == "支出决算表 A4"
    assert found(placed(account, last=True)) == {}


def test_a_sentence_about_spending_alone_leaves_the_other_stages_in_doubt():
    account = account_of()
    account.nones.append(none_of(whole=False))
    doubts = {item.place.field: bool(item.doubt) for item in placed(account).items}
    assert doubts == {
        "initial": True, "full_year": True, "outturn": False, "carried_in": True,
        "carried_out": True,
    }  # fmt: skip


def test_a_sentence_against_an_amount_is_doubted_and_stands_once():
    account = account_of(government_funds__outturn=5, government_funds__carried_in=0)
    account.nones.append(none_of(whole=True))
    placing = placed(account)
    items = {item.place: item for item in placing.items}
    assert len(placing.items) == len(items) == 5
    assert items[GovernmentFunds.outturn.at()].doubt == "说明写没有，支出决算表写5.00万元"
    assert items[GovernmentFunds.carried_in.at()].doubt == ""


def line(name, budget="", **amounts):
    readings = {stage: read("", amount) for stage, amount in amounts.items()}
    return ProjectLine(name, (4, 1), TABLE, budget, readings)


def projects(lines, report=None, *, last=False):
    placing = Placing(report or typed(), "决算.xlsx", last)
    placing.projects(lines)
    return placing


def test_projects_are_added_with_name_budget_and_stages():
    placing = projects([line("道路", "general", initial=5, outturn=6), line("饮水", full_year=7)])
    assert found(placing) == {
        "project[-1].name": "道路", "project[-1].budget": "general",
        "project[-1].initial": 5, "project[-1].outturn": 6,
        "project[-2].name": "饮水", "project[-2].full_year": 7,
    }  # fmt: skip
    assert [new.row for new in placing.rows] == [-1, -2]


def test_a_project_that_is_there_is_filled_by_its_name():
    report = typed(project=[{"name": "道路（一期）"}])
    (row,) = report.rows(Project.key)
    placing = projects([line("道路(一期)", "general", outturn=6)], report)
    assert found(placing) == {f"project[{row}].outturn": 6, f"project[{row}].budget": "general"}


def test_what_a_project_is_paid_from_is_in_doubt_where_another_is_known():
    report = typed(project=[{"name": "道路", "budget": "政府性基金"}])
    (row,) = report.rows(Project.key)
    placing = projects([line("道路", "general", outturn=6)], report)
    assert found(placing) == {f"project[{row}].outturn": 6, f"project[{row}].budget": "general"}
    assert [bool(item.doubt) for item in placing.items] == [True, False]


def test_of_last_years_projects_only_the_outturn_is_taken():
    placing = projects([line("道路", initial=5, outturn=6), line("饮水", initial=7)], last=True)
    assert found(placing) == {
        "project[-1].name": "道路", "project[-1].last": 6, "project[-2].name": "饮水",
    }  # fmt: skip


def test_the_name_of_a_project_is_plain_without_blanks_quotes_and_brackets():
    assert plain_project(" 道路　（一期）“甲”'乙'\"(丙)") == "道路一期甲乙丙"


def proposal(tmp_path, report=None, name="决算.xlsx", **how):
    return read_workbook(books.whole(**how).write(tmp_path / name), report or report_for())


def plain(tmp_path, *amounts, unit="", name="决算2023.xlsx", title="支出决算表", heads=("支出",)):
    """A workbook of one small table."""
    book = books.Book(unit or "元", stated=bool(unit), owner="", year="")
    sheet = book.sheet(3, title, 4)
    del sheet.cells[2, 1], sheet.cells[3, 1]
    sheet.put(4, 1, "科目编码", "科目名称", *heads)
    sheet.put(5, 1, "合计", None, *amounts)
    return book.write(tmp_path / name)


@pytest.mark.parametrize(
    ("amount", "unit"), [(99_999.99, "万元"), (100_000, "元"), (-100_000, "元")]
)
def test_without_a_unit_large_amounts_are_yuan(tmp_path, amount, unit):
    path = plain(tmp_path, amount, 1, heads=("支出", "基本支出"))
    assert f"1张表，单位：{unit}" in read_workbook(path, report_for()).notes[0]


@pytest.mark.parametrize(("amount", "doubted"), [(99_999, False), (100_000, True)])
def test_more_than_any_township_spends_is_a_wrong_unit(tmp_path, amount, doubted):
    path = plain(
        tmp_path, amount, unit="万元", title="一般公共预算财政拨款支出决算表", heads=("支出",)
    )
    (item,) = (i for i in read_workbook(path, report_for()).items if i.place.field == "outturn")
    assert (item.instead == 10 and item.doubt.endswith("核对金额单位是不是元")) is doubted


def test_a_note_says_what_the_accounts_do_not_have(tmp_path):
    notes = proposal(tmp_path).notes
    assert "决算公开表里没有上年数和项目名称，从去年的报告导入或手工填写" in notes
    last = proposal(tmp_path, year=2022).notes
    assert "这是2022年度的决算表，数填到上年一栏" in last
    assert not any("没有上年数" in note for note in last)


def test_units_that_were_turned_are_told_once_each(tmp_path):
    assert proposal(tmp_path).notes[0] == "7张表，单位：万元"
    book = books.whole()
    for sheet in books.whole("元").sheets[:1]:
        book.sheets[0] = sheet
    notes = read_workbook(book.write(tmp_path / "b.xlsx"), report_for()).notes
    assert notes[0] == "7张表，单位：元、万元，已换算为万元"


def test_the_unit_and_the_year_are_proposed_where_the_report_has_none(tmp_path):
    items = {str(i.place): i for i in proposal(tmp_path, typed()).items}
    assert items["unit.name"].value == books.OWNER
    assert items["unit.name"].source.where == "支出决算表 表头"
    assert (items["unit.year"].value, items["unit.year"].doubt) == (
        2023, "可能是上年的决算表，核对报告年度",
    )  # fmt: skip
    there = {str(i.place) for i in proposal(tmp_path).items}
    assert not {"unit.name", "unit.year"} & there


def test_two_owners_are_asked_about_and_none_is_proposed(tmp_path):
    book = books.whole()
    book.sheets[0].cells[3, 1] = "部门：大福镇人民政府"
    path = book.write(tmp_path / "a.xlsx")
    assert "unit.name" not in {str(i.place) for i in read_workbook(path, typed()).items}
    found_here = read_workbook(path, report_for())
    assert any("“大福镇人民政府”" in note for note in found_here.all_notes)
    doubted = {i.place.section for i in found_here.items if "不是本单位的" in i.doubt}
    assert doubted == {"project_totals", "account_totals"}


def test_a_year_that_nobody_says_is_asked_for(tmp_path):
    path = plain(tmp_path, 5, unit="万元", name="决算.xlsx", title="一般公共预算财政拨款支出决算表")
    doubts = {i.doubt for i in read_workbook(path, report_for()).items}
    assert doubts == {"文件没有写明是哪一年的，先核对年度"}
    told = {i.doubt for i in read_workbook(path, report_for(), year=2023).items}
    assert told == {""}


def vast(tmp_path, rows, columns):
    book = books.Book()
    sheet = book.sheet(3, "支出决算表", 4)
    sheet.put(4, 1, "科目编码", "科目名称", "支出")
    for row in range(5, 5 + rows):
        sheet.put(row, 1, "1", "甲", 1.5)
    sheet.put(5, columns, 1.5)
    return book.write(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("rows", "columns", "read"),
    [(800, 4, True), (801, 4, False), (5, 120, True), (5, 121, False), (200, 100, True), (200, 101, False)],
)  # fmt: skip
def test_a_table_is_no_longer_and_no_wider_than_any_account(tmp_path, rows, columns, read):
    path = vast(tmp_path, rows, columns)
    if read:
        assert read_workbook(path, report_for())
    else:
        with pytest.raises(UnusableFileError, match="太长或太宽"):
            read_workbook(path, report_for())


@pytest.mark.parametrize(("tables", "read"), [(60, True), (61, False)])
def test_a_workbook_has_no_more_tables_than_any_account(tmp_path, tables, read):
    book = books.Book()
    for number in range(tables):
        sheet = book.sheet(number, "支出决算表", 4)
        sheet.put(4, 1, "科目编码", "科目名称", "支出")
        sheet.put(5, 1, "合计", None, 1.5)
    path = book.write(tmp_path / "a.xlsx")
    if read:
        assert f"{tables}张表" in read_workbook(path, report_for()).notes[0]
    else:
        with pytest.raises(UnusableFileError, match="太多"):
            read_workbook(path, report_for())


def test_a_total_that_is_known_is_not_proposed_beside_its_parts(tmp_path):
    places = {item.place for item in proposal(tmp_path).items}
    assert Basic.total.this.at() not in places
    assert ThreePublic.vehicles.this.at() not in places
    assert ThreePublic.running.this.at() in places
