"""Figures told by lists of years and stages, below heads, in tables, and by what follows from others."""

from decimal import Decimal

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_pasted
from pingkou_gui.report.report import Report

HEAD = "梅溪县竹坪镇人民政府2023年度部门决算说明\n"


def figures(text, head=HEAD):
    """Return what is proposed, by its place; 无 counts as 0."""
    shown = {
        str(item.place): FORM.field_at(item.place).show(item.value)
        for item in read_report(read_pasted(head + text), Report()).items
    }
    return {
        place: "0" if words == "无" else words.replace(",", "") for place, words in shown.items()
    }


def of(words):
    return {k: Decimal(v) for k, v in (part.split("=") for part in words.split(";") if part)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2023年、2022年，我镇公务接待费分别为4.10万元和4.60万元，公务用车运行维护费分别为6.00万元和5.80万元。", "three_public.reception=4.10;three_public.reception_last=4.60;three_public.running=6.00;three_public.running_last=5.80"),
        ("2.10万元用于公务接待，5.30万元用于公务用车运行维护，二者合计7.40万元，就是全年的“三公”经费。", "three_public.reception=2.10;three_public.running=5.30;three_public.total=7.40"),
        ("政府性基金预算财政拨款收支情况。年初结转和结余3.20万元，本年收入50.00万元，本年支出49.20万元，年末结转和结余4.00万元。", "government_funds.carried_in=3.20;government_funds.outturn=49.20;government_funds.carried_out=4.00"),
        ("2023年一般公共预算财政拨款收支：年初结转和结余3.20万元，本年收入850.00万元，本年支出849.20万元。", "general.outturn=849.20"),
        ("基金预算全年预算数40万元，全年执行数40万元。", "government_funds.outturn=40"),
        ("因公出国（境）费、公务用车购置费预决算均为0万元。", "three_public.overseas=0;three_public.overseas_budget=0;three_public.purchase=0;three_public.purchase_budget=0"),
        ("公务用车购置及运行维护费5.60万元，没有购置车辆。", "three_public.vehicles=5.60;three_public.running=5.60;three_public.purchase=0"),
        ("因公出国（境）费、公务用车购置及运行维护费、公务接待费均无支出。", "three_public.total=0;three_public.overseas=0;three_public.reception=0"),
        ("年末在职人数与年初的58名相同。", "staff.headcount=58;staff.headcount_last=58"),
        ("基本支出占大头，为712.00万元；项目支出占三成，为305.00万元。", "basic.total=712.00;project_totals.total=305.00"),
        ("人员经费600.00万元；公用经费90.00万元。两项合计较上年700.00万元减少10.00万元。", "basic.total_last=700.00"),
        ("公用经费控制在38.40万元，同比下降2.04%（上年39.20万元）。", "basic.operating=38.40;basic.operating_last=39.20"),
        ("一般公共预算年初预算780.00万元；年中追加（村级运转补助）96.00万元；全年预算数876.00万元。全年执行860.00万元。", "general.initial=780.00;general.full_year=876.00;general.outturn=860.00"),
        ("“三公”经费对比\n上年同口径：公务接待费2.40万元，公务用车运行维护费5.60万元。", "three_public.reception_last=2.40;three_public.running_last=5.60"),
        ("公务用车购置及及运行维护费支出5.38万元，没有购置车辆，全部为运行维护费，预算7.00万元。", "three_public.vehicles=5.38;three_public.vehicles_budget=7.00;three_public.running=5.38"),
    ],
)  # fmt: skip
def test_lists_heads_and_what_follows_from_others_are_read(text, wanted):
    found = figures(text)
    assert {place: Decimal(found.get(place, -1)) for place in of(wanted)} == of(wanted), found


def test_a_sum_behind_a_part_that_was_none_is_not_that_part():
    found = figures(
        "公务接待费1.20万元，公务用车运行维护费3.00万元，因公出国（境）费：无。合计4.20万元。"
    )
    assert found["three_public.overseas"] == "0"
    assert found["three_public.total"] == "4.20"


def test_bare_numbers_of_a_list_are_not_the_matter_of_the_heading():
    text = "四、“三公”经费\n公务接待费3.95万元。三项比例均与2022年决算42.30万元、15.00万元、27.30万元比较。"
    assert "three_public.total" not in figures(text)


def test_the_total_row_of_a_table_of_the_public_expenses_is_their_sum():
    table = (
        "项目\t2023年预算\t2023年决算\n公务接待费\t42,000.00\t35,180.00\n公务用车运行维护费\t60,000.00\t58,216.40\n"
        "合计\t102,000.00\t93,396.40\n注：单位为元。\n"
    )
    found = figures(table, head="")
    assert found["three_public.total"] == "9.33964"
    assert found["three_public.reception"] == "3.518"


def test_a_text_that_speaks_of_what_was_spent_is_no_plan():
    text = "会议费支出0.88万元，上年决算数1.02万元。费用在批复的预算以内。"
    found = figures(text, head="2023年\n")
    assert found["conferences.meetings"] == "0.88"
    assert "conferences.meetings_budget" not in found
