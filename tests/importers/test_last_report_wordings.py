"""One figure in every wording that reports use: this year, last year, or honestly in doubt."""

from decimal import Decimal

import pytest

from pingkou_gui.form.values import NIL

HEAD = "2023年度清溪县大坪乡人民政府部门整体支出绩效自评报告\n一、部门概况\n二、一般公共预算支出情况\n（一）基本支出情况\n"


@pytest.mark.parametrize(
    ("sentence", "this", "last"),
    [
        ("2023年会议费支出3.20万元，比上年减少0.80万元，下降20%。", "3.20", "4.00"),
        ("会议费完成3.2万元，较上年增加0.7万元，增长28%。", "3.20", "2.50"),
        ("会议费3.20万元，同比减少0.80万元，下降20%。", "3.20", "4.00"),
        ("会议费3.20万元，与去年同期4.00万元比减少了0.80万元，减少20%。", "3.20", "4.00"),
        ("会议费支出3.20万元，比上年累计支出4万元减少0.8万元。", "3.20", "4.00"),
        ("会议费支出3.20万元，与上年持平。", "3.20", "3.20"),
        ("会议费支出3.20万元，较上年无增减变化。", "3.20", "3.20"),
        ("会议费支出32000元，比上年减少8000元，下降20%。", "3.20", "4.00"),
        ("会议费支出３．２０万元，比上年减少０．８０万元，下降２０％。", "3.20", "4.00"),
        ("会议费支出 3. 20 万元,比上年减少 0. 80 万元,下降20%.", "3.20", "4.00"),
        ("会议费支出3.20万，比上年减少0.80万，下降20%。", "3.20", "4.00"),
        ("会议费支出3.20万元，较上年减少0.80万元，较年初预算数减少0.50万元。", "3.20", "4.00"),
        ("会议费支出3.20万元，完成预算的63.76%，比上年减少0.80万元。", "3.20", "4.00"),
        ("会议费支出3.20万元。", "3.20", None),
    ],
)
def test_the_wordings_give_this_year_and_last(read, sentence, this, last):
    items = read(HEAD + sentence)
    assert items["conferences.meetings"].value == Decimal(this)
    found = items.get("conferences.meetings_last")
    assert (found and found.value) == (last and Decimal(last))
    assert not any(
        items[k].doubt for k in ("conferences.meetings", "conferences.meetings_last") if k in items
    )


def test_a_percentage_alone_gives_last_year_only_with_a_doubt(read):
    item = read(HEAD + "会议费支出3.20万元，比上年下降20%。")["conferences.meetings_last"]
    assert item.value == Decimal("4.00")
    assert "百分比" in item.doubt


def test_a_percentage_that_does_not_fit_puts_last_year_in_doubt(read):
    items = read(HEAD + "会议费支出3.20万元，比上年减少0.80万元，下降28%。")
    assert items["conferences.meetings_last"].doubt
    assert not items["conferences.meetings"].doubt


def test_two_printings_that_disagree_are_told_of(read):
    items = read(HEAD + "会议费支出3.20万元。\n培训费支出1.00万元。\n会议费支出4.20万元。")
    assert "4.2" in items["conferences.meetings"].doubt + str(items["conferences.meetings"].value)
    assert items["conferences.meetings"].doubt


def test_an_approximate_amount_is_in_doubt(read):
    assert read(HEAD + "会议费支出约3.2万元。")["conferences.meetings"].doubt


def test_none_is_read_as_none_and_nothing_as_unknown(read):
    items = read(HEAD + "2023年无会议费支出。")
    assert items["conferences.meetings"].value is NIL
    assert "conferences.training" not in items


def test_what_office_running_costs_are_is_not_operating_spending(read):
    assert "basic.operating" not in read(HEAD + "机关运行经费支出88.00万元。")


def test_a_change_of_people_in_a_reason_is_no_change_of_money(read):
    items = read(HEAD + "会议费支出3.20万元，主要原因是参会人数比上年减少5人。")
    assert "conferences.meetings_last" not in items


def test_an_amount_in_a_reason_is_no_amount_of_the_year(read):
    items = read(
        HEAD + "会议费支出3.20万元，比上年增加1.20万元，增长60%，主要原因是培训费减少1.20万元。"
    )
    assert items["conferences.meetings_last"].value == Decimal("2.00")
    assert "conferences.training" not in items


def test_figures_of_another_year_are_not_this_years(read):
    items = read(HEAD + "2021年会议费支出9.90万元。\n2023年会议费支出3.20万元。")
    assert items["conferences.meetings"].value == Decimal("3.20")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("人员经费支出", "basic.personnel"),
        ("日常公用经费", "basic.operating"),
        ("对个人和家庭补助支出", "basic.transfers"),
        ("因公出国（境）费用", "three_public.overseas"),
        ("出国经费", "three_public.overseas"),
        ("公务用车购置及运行费", "three_public.vehicles"),
        ("公务用车购置和维护经费", "three_public.vehicles"),
        ("公务接待费", "three_public.reception"),
        ("“三公”经费", "three_public.total"),
    ],
)
def test_the_names_of_the_list_are_known(read, name, field):
    assert read(f"{HEAD}2023年{name}12.30万元。")[field].value == Decimal("12.30")


@pytest.mark.parametrize("name", ["编制数", "人员编制", "核定人数"])
def test_posts_and_people_are_read_under_their_names(read, name):
    text = HEAD.replace(
        "二、", f"（一）基本情况\n我乡{name}50人，年末在职人数48人，比上年减少2人。\n二、"
    )
    items = read(text)
    found = [
        items[k].value for k in ("staff.establishment", "staff.headcount", "staff.headcount_last")
    ]
    assert found == [50, 48, 50]
