"""Figures whose clause leaves out what it speaks of, told at its head, behind it, or by its parts."""

from decimal import Decimal

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_pasted
from pingkou_gui.report.report import Report

HEAD = "溪桥县柳树镇人民政府2023年度部门整体支出绩效自评报告\n"


def proposal(text):
    return read_report(read_pasted(HEAD + text), Report())


def figures(text, *, doubted=True):
    """Return what is proposed, by its place; 无 counts as 0."""
    proposed = proposal(text).items
    shown = {
        str(item.place): FORM.field_at(item.place).show(item.value)
        for item in proposed
        if doubted or not item.doubt
    }
    return {
        place: "0" if words == "无" else words.replace(",", "") for place, words in shown.items()
    }


def is_told(found, wanted):
    return {place: Decimal(found[place]) if place in found else None for place in wanted} == {
        place: Decimal(amount) for place, amount in wanted.items()
    }


def of(words):
    """Return the figures of a case: three_public.total=8.20;…."""
    return dict(part.split("=") for part in words.split(";") if part)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("二、项目支出情况\n本年实施项目4个，共支出312.40万元：水渠清淤60.00万元，村道亮化92.40万元，困难群众临时救助80.00万元，护林防火80.00万元。", "project_totals.total=312.40"),
        ("二、项目支出情况\n全年安排专项4个，合计312.40万元，其中水渠清淤60.00万元，村道亮化92.40万元，困难群众临时救助80.00万元，护林防火80.00万元。", "project_totals.total=312.40"),
        ("镇里今年干了3个项目，一共花了188.60万元：桥梁加固88.60万元，垃圾转运60.00万元，河道保洁40.00万元。", "project_totals.total=188.60"),
        ("3个项目支出总计188.60万元，具体是：桥梁加固88.60万元、垃圾转运60.00万元、河道保洁40.00万元。", "project_totals.total=188.60"),
        ("（三）项目支出\n1.桥梁加固88.60万元；2.垃圾转运60.00万元；3.河道保洁40.00万元。三个项目合计188.60万元。", "project_totals.total=188.60"),
        ("项目支出方面：桥梁加固88.60万元，垃圾转运60.00万元，河道保洁40.00万元，三项共计188.60万元。", "project_totals.total=188.60"),
        ("2023年我镇项目资金支出188.60万元，比2022年的170.00万元增加18.60万元，主要是桥梁加固。", "project_totals.total=188.60;project_totals.total_last=170.00"),
        ("部门专项支出3项，金额合计188.60万元，分别用于桥梁加固88.60万元、垃圾转运60.00万元、河道保洁40.00万元。", "project_totals.total=188.60"),
        ("（二）项目支出\n全年共安排运转类、特定目标类项目6个，支出188.60万元，上年为170.00万元。", "project_totals.total=188.60;project_totals.total_last=170.00"),
        ("项目支出由三块构成：桥梁加固88.60万元，垃圾转运60.00万元，河道保洁40.00万元，总共188.60万元。", "project_totals.total=188.60"),
        ("我镇2023年共有预算项目3个，预算执行188.60万元，分别为桥梁加固88.60万元、垃圾转运60.00万元、河道保洁40.00万元。", "project_totals.total=188.60"),
        ("镇本级项目3个，支出合计188.60万元。另有县级代建项目2个，投资900万元，不在本镇支出之内。", "project_totals.total=188.60"),
    ],
)  # fmt: skip
def test_what_projects_cost_all_together_is_read_by_the_sum_told(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("基本支出方面，全年支出612.30万元，上年为598.10万元。", "basic.total=612.30;basic.total_last=598.10"),
        ("基本支出情况：本年支出612.30万元，比上年598.10万元多14.20万元。", "basic.total=612.30;basic.total_last=598.10"),
        ("（一）基本支出\n全年612.30万元，其中人员经费540.10万元，公用经费72.20万元。", "basic.total=612.30;basic.personnel=540.10;basic.operating=72.20"),
        ("在612.30万元的基本支出中，人员经费540.10万元，占88.21%；公用经费72.20万元，占11.79%。", "basic.total=612.30;basic.personnel=540.10;basic.operating=72.20"),
        ("基本支出这一块，今年用了612.30万元，去年用了598.10万元。", "basic.total=612.30;basic.total_last=598.10"),
        ("全年支出900.30万元，属于基本支出的612.30万元，属于项目支出的288.00万元。", "basic.total=612.30;project_totals.total=288.00"),
        ("全年支出900.30万元，其中612.30万元属基本支出，288.00万元属项目支出。", "basic.total=612.30;project_totals.total=288.00"),
        ("全年支出900.30万元：基本612.30万元，项目288.00万元。", "basic.total=612.30;project_totals.total=288.00"),
        ("人员经费540.10万元、公用经费72.20万元，两项合计612.30万元，即为全镇基本支出。", "basic.personnel=540.10;basic.operating=72.20;basic.total=612.30"),
        ("人员经费540.10万元，公用经费72.20万元，合计612.30万元，全部列入基本支出。", "basic.personnel=540.10;basic.operating=72.20;basic.total=612.30"),
        ("工资福利支出500.10万元，对个人和家庭的补助40.00万元，两项合计人员经费540.10万元；商品和服务支出72.20万元。", "basic.wages=500.10;basic.transfers=40.00;basic.personnel=540.10;basic.goods=72.20"),
        ("基本支出612.30万元，占支出的六成八，较上年的598.10万元有所增加。", "basic.total=612.30;basic.total_last=598.10"),
        ("公用经费方面，预算80.00万元，实际支出72.20万元，比上年的75.00万元少2.80万元。", "basic.operating=72.20;basic.operating_last=75.00"),
    ],
)  # fmt: skip
def test_basic_spending_is_read_where_its_name_stands_apart_from_its_figure(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“三公”经费方面：全年支出8.20万元，预算10.00万元，上年9.10万元。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("“三公”经费执行情况。年初预算10.00万元，全年开支8.20万元，控制率82.00%。", "three_public.total=8.20;three_public.total_budget=10.00"),
        ("“三公”经费，年初核定10.00万元，全年实际列支8.20万元，去年同期9.10万元。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("我镇“三公”经费今年花了8.20万元，去年花了9.10万元，少花0.90万元；年初预算是10.00万元。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("“三公”经费支出8.20万元，较年初预算10.00万元减少1.80万元，下降18%；较上年支出9.10万元减少0.90万元，下降9.89%。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("“三公”经费由上年的9.10万元降到8.20万元，低于年初10.00万元的预算。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("“三公”经费2022年9.10万元，2023年8.20万元，减少0.90万元。", "three_public.total=8.20;three_public.total_last=9.10"),
        ("“三公”经费支出8.20万元，上年9.10万元。其中：公务接待费8.20万元，上年9.10万元。", "three_public.total=8.20;three_public.total_last=9.10;three_public.reception=8.20;three_public.reception_last=9.10"),
        ("全年8.20万元的“三公”经费，没有超出年初10.00万元的盘子。", "three_public.total=8.20"),
        ("控制“三公”经费：决算8.20万元，比年初核定的10.00万元节约1.80万元，比2022年的9.10万元下降0.90万元。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("“三公”经费预算安排10.00万元，支出8.20万元；上年支出9.10万元。", "three_public.total=8.20;three_public.total_budget=10.00;three_public.total_last=9.10"),
        ("“三公”经费变动率=（本年8.20万元-上年9.10万元）/上年9.10万元=-9.89%。", "three_public.total=8.20;three_public.total_last=9.10"),
    ],
)  # fmt: skip
def test_the_public_expenses_are_read_below_their_name(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费3.20万元，公务用车运行维护费5.00万元，两项合计8.20万元，就是全部“三公”经费。", "three_public.reception=3.20;three_public.running=5.00;three_public.total=8.20"),
        ("2023年的“三公”经费只有公务接待费和公务用车运行维护费，分别为3.20万元和5.00万元，共8.20万元。", "three_public.reception=3.20;three_public.running=5.00;three_public.total=8.20"),
        ("“三公”经费：\n1.公务接待费3.20万元；\n2.公务用车运行维护费5.00万元；\n3.因公出国（境）费0万元。\n三项合计8.20万元。", "three_public.reception=3.20;three_public.running=5.00;three_public.total=8.20;three_public.overseas=0"),
        ("“三公”经费支出仅有公务用车运行维护费一项，为5.00万元。", "three_public.running=5.00;three_public.total=5.00"),
        ("“三公”经费5.00万元，全部为公务用车运行维护费。", "three_public.running=5.00;three_public.total=5.00"),
        ("“三公”经费只有公务接待费3.20万元，接待40批次。", "three_public.reception=3.20;three_public.total=3.20"),
        ("5.00万元的“三公”经费全是车辆运行维护费。", "three_public.running=5.00;three_public.total=5.00"),
        ("“三公”经费中，接待费3.20万元；车辆方面只有运行维护费5.00万元。合计8.20万元，上年9.10万元。", "three_public.reception=3.20;three_public.running=5.00;three_public.total=8.20;three_public.total_last=9.10"),
        ("公务用车购置及运行维护费5.00万元，均为运行维护费，没有购置。", "three_public.vehicles=5.00;three_public.running=5.00;three_public.purchase=0"),
        ("公务用车购置及运行维护费决算5.00万元，完成预算6.00万元的83.33%，全部用于2辆公务用车的燃油、保险和维修。", "three_public.vehicles=5.00;three_public.vehicles_budget=6.00"),
        ("公务用车购置及运行维护费5.00万元。其中：购置费为零；运行维护费5.00万元，上年5.40万元。", "three_public.vehicles=5.00;three_public.running=5.00;three_public.purchase=0;three_public.running_last=5.40"),
    ],
)  # fmt: skip
def test_a_whole_is_read_where_its_parts_make_it_up(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费预算4.00万元，支出3.20万元，共接待40批次320人次，比上年的3.60万元少0.40万元。", "three_public.reception=3.20;three_public.reception_budget=4.00;three_public.reception_last=3.60"),
        ("公务接待方面：预算4.00万元，花了3.20万元，同比2022年的3.60万元减0.40万元。", "three_public.reception=3.20;three_public.reception_budget=4.00;three_public.reception_last=3.60"),
        ("公务接待花费3.20万元，去年是3.60万元。", "three_public.reception=3.20;three_public.reception_last=3.60"),
        ("公务接待费用了3.20万元（预算4.00万元，上年3.60万元）。", "three_public.reception=3.20;three_public.reception_budget=4.00;three_public.reception_last=3.60"),
        ("公务接待费3.20万元、公务用车运行维护费5.00万元，上年分别为3.60万元和5.50万元。", "three_public.reception=3.20;three_public.reception_last=3.60;three_public.running=5.00;three_public.running_last=5.50"),
        ("公车3辆，运行维护费5.00万元，上年5.50万元，主要是车辆老旧。", "three_public.running=5.00;three_public.running_last=5.50"),
        ("公务用车运行维护费：上年5.50万元，本年5.00万元。", "three_public.running=5.00;three_public.running_last=5.50"),
        ("公务用车运行维护费由5.50万元降至5.00万元。", "three_public.running=5.00;three_public.running_last=5.50"),
        ("公务接待费没有超预算：预算4.00万元，只用3.20万元。", "three_public.reception=3.20;three_public.reception_budget=4.00"),
        ("培训费2.10万元，上年1.80万元；会议费0.50万元，上年未发生。", "conferences.training=2.10;conferences.training_last=1.80;conferences.meetings=0.50;conferences.meetings_last=0"),
        ("会议费、培训费分别支出0.50万元、2.10万元，比上年分别减少0.10万元、增加0.30万元。", "conferences.meetings=0.50;conferences.training=2.10"),
        ("培训费由上年的2.40万元压到2.10万元。", "conferences.training=2.10;conferences.training_last=2.40"),
        ("会议费没有超：预算0.60万元，用了0.50万元，同上年的0.45万元比略多。", "conferences.meetings=0.50;conferences.meetings_budget=0.60;conferences.meetings_last=0.45"),
    ],
)  # fmt: skip
def test_bases_and_stages_inside_a_sentence_are_read(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“三公”经费支出8.20万元，其中公务接待费3.20万元，公务用车运行维护费5.00万元，其他两项没有支出。", "three_public.overseas=0;three_public.purchase=0;three_public.total=8.20;three_public.reception=3.20;three_public.running=5.00"),
        ("“三公”经费只有公务接待费3.20万元，其余各项均未发生。", "three_public.reception=3.20;three_public.overseas=0;three_public.purchase=0;three_public.running=0"),
        ("出国、购车这两块连续多年没有支出。", "three_public.overseas=0;three_public.purchase=0"),
        ("当年没有召开会议，会议费未发生；培训费2.10万元。", "conferences.meetings=0;conferences.training=2.10"),
        ("因公出国（境）、公务用车购置两项均不安排，与上年相同。", "three_public.overseas=0;three_public.purchase=0;three_public.overseas_last=0;three_public.purchase_last=0"),
        ("因公出国（境）费既没有安排预算，也没有发生支出。", "three_public.overseas=0;three_public.overseas_budget=0"),
        ("除公务接待费3.20万元外，“三公”经费其他各项均无支出。", "three_public.reception=3.20;three_public.overseas=0;three_public.purchase=0;three_public.running=0"),
        ("公务接待费一分未花，公务用车没有购置。", "three_public.reception=0;three_public.purchase=0"),
        ("公务接待费由上年的0.36万元降为0。", "three_public.reception=0;three_public.reception_last=0.36"),
        ("政府性基金预算：年初无结转，本年支出38.00万元，年末无结余。", "government_funds.carried_in=0;government_funds.outturn=38.00;government_funds.carried_out=0"),
        ("政府性基金上年没有结转，本年收入38.00万元，支出38.00万元，年底没有余额。", "government_funds.carried_in=0;government_funds.outturn=38.00;government_funds.carried_out=0"),
        ("政府性基金年初、年末均无结转，本年收支均为38.00万元。", "government_funds.carried_in=0;government_funds.outturn=38.00;government_funds.carried_out=0"),
        ("本年没有政府性基金收入，也没有政府性基金支出。", "government_funds.outturn=0"),
        ("政府采购：本年没有采购支出，上年也没有。", "control.procurement=0;control.procurement_last=0"),
    ],
)  # fmt: skip
def test_what_is_left_and_was_not_spent_is_read_as_none(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("编制人数小计57人，其中行政编制23人，事业编制34人；在职人数小计55人。", "staff.establishment=57;staff.headcount=55"),
        ("编制数94，实有在职97人。", "staff.establishment=94;staff.headcount=97"),
        ("镇机关核定人员编制76名，年末在职由上年的74人变为72人。", "staff.establishment=76;staff.headcount=72;staff.headcount_last=74"),
        ("我镇编制103名（公务员41名、事业62名），在职人员99名，比2022年12月31日的102名减少3名。", "staff.establishment=103;staff.headcount=99;staff.headcount_last=102"),
        ("定编85人，现有在册正式职工80人，比2022年底的83人少了3人。", "staff.establishment=85;staff.headcount=80;staff.headcount_last=83"),
        ("共有编制65个，到岗62人，空编3个。", "staff.establishment=65;staff.headcount=62"),
        ("全镇在编在职干部56人，没有超过60人的编制总数。", "staff.headcount=56;staff.establishment=60"),
        ("编制60名，在编人数由年初的58名减至56名。", "staff.establishment=60;staff.headcount=56;staff.headcount_last=58"),
        ("年末在编人员56人，较上年末的58人净减2人；核定编制60人。", "staff.headcount=56;staff.headcount_last=58;staff.establishment=60"),
        ("行政编制20名、事业编制40名，合计60名；实有在编56名。", "staff.establishment=60;staff.headcount=56"),
        ("编制60人、实有56人、退休30人、临聘5人。", "staff.establishment=60;staff.headcount=56"),
        ("人员编制数60，年末在职数56，退休30。", "staff.establishment=60;staff.headcount=56"),
        ("截至2023年12月31日，在职职工56人（2022年末58人），编制60个。", "staff.establishment=60;staff.headcount=56;staff.headcount_last=58"),
    ],
)  # fmt: skip
def test_posts_and_staff_are_read_in_any_words(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("政府采购预算85.00万元，实际采购73.42万元，上年实际采购60.75万元。", "control.procurement=73.42;control.procurement_last=60.75;control.procurement_budget=85.00"),
        ("（五）政府采购\n全年采购支出73.42万元，全部为货物类。", "control.procurement=73.42"),
        ("政府采购情况：全年采购73.42万元，其中货物33.42万元，服务40.00万元。", "control.procurement=73.42"),
        ("政府采购方面，采购总额73.42万元，授予中小企业合同金额73.42万元。", "control.procurement=73.42"),
        ("政府采购完成73.42万元，节约资金11.58万元。", "control.procurement=73.42"),
        ("全年政府采购合同金额73.42万元，比上年的60.75万元增加12.67万元。", "control.procurement=73.42;control.procurement_last=60.75"),
        ("通过政府采购平台采购办公设备等73.42万元。", ""),
        ("政府采购说明：2023年采购金额合计73.42万元，是电脑和家具。", "control.procurement=73.42"),
        ("当年采购预算85.00万元，执行73.42万元，执行率86.38%。", "control.procurement=73.42;control.procurement_budget=85.00"),
        ("政府采购年初计划85.00万元，实际支出73.42万元。", "control.procurement=73.42;control.procurement_budget=85.00"),
    ],
)  # fmt: skip
def test_purchases_are_read_below_their_name(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一般公共预算财政拨款支出968.44万元，较年初预算数702.00万元增加266.44万元，增长37.95%。", "general.outturn=968.44;general.initial=702.00"),
        ("一般公共预算支出968.44万元，比年初预算702.00万元多266.44万元；比上年决算数1041.60万元减少73.16万元。", "general.outturn=968.44;general.initial=702.00"),
        ("一般公共预算全年预算数980.00万元，由三块组成：上年结转78.00万元，年初预算702.00万元，年中追加200.00万元。全年支出968.44万元，执行率98.82%。", "general.full_year=980.00;general.initial=702.00;general.outturn=968.44"),
        ("全年支出968.44万元，全部是一般公共预算财政拨款，没有政府性基金。", "general.outturn=968.44"),
        ("2023年支出合计968.44万元，资金来源均为一般公共预算财政拨款。", "general.outturn=968.44"),
        ("一般公共预算年初批复702.00万元，调整后980.00万元，全年执行968.44万元。", "general.initial=702.00;general.full_year=980.00;general.outturn=968.44"),
        ("一般公共预算支出968.44万元，而全年预算是980.00万元，年初预算702.00万元。", "general.outturn=968.44;general.full_year=980.00;general.initial=702.00"),
        ("支出968.44万元，从资金来源看，政府性基金80.00万元，其余888.44万元来自一般公共预算。", "government_funds.outturn=80.00;general.outturn=888.44"),
        ("支出968.44万元，其中一般公共预算888.44万元，政府性基金80.00万元。", "government_funds.outturn=80.00;general.outturn=888.44"),
        ("我镇项目支出全年389.52万元（其中一般公共预算329.52万元，政府性基金60万元）。", "project_totals.total=389.52"),
        ("一般公共预算支出决算968.44万元，与年初预算702.00万元相比完成137.95%，与调整预算980.00万元相比完成98.82%。", "general.outturn=968.44;general.initial=702.00;general.full_year=980.00"),
        ("一般公共预算财政拨款：年初预算702.00万元，全年预算980.00万元，决算968.44万元。", "general.outturn=968.44;general.initial=702.00;general.full_year=980.00"),
    ],
)  # fmt: skip
def test_the_stages_of_a_budget_are_read_from_comparisons_and_words(text, wanted):
    found = figures(text)
    assert is_told(found, of(wanted)), found


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("“三公”经费方面，接待室改造花了30万元。", "three_public.total"),
        ("基本支出方面，坚持过紧日子。食堂改造是重点，全年支出30万元。", "basic.total"),
        ("公务接待费3.2万元，其中外宾接待费用0.5万元，上年0.4万元。", "three_public.reception_last"),
        ("公务接待费支出3.2万元，低于预算0.8万元。", "three_public.reception_budget"),
        ("上年公务接待费预算4万元，支出3.5万元。", "three_public.reception"),
        ("本年完工项目3个，投入90万元。", "project_totals.total"),
        ("其中跨年项目2个，共支出90万元。", "project_totals.total"),
        ("公务接待费3.2万元、公务用车运行维护费5万元，上年合计9万元。", "three_public.running_last"),
        ("通过政府采购平台采购办公设备等73.42万元。", "control.procurement"),
        ("“三公”经费：\n1.公务接待费3.20万元；\n2.公务用车运行维护费5.00万元。\n三项合计9.20万元。", "three_public.total"),
        ("公务接待费3.2万元，退休人员活动经费支出1万元，上年0.9万元。", "three_public.reception_last"),
    ],
)  # fmt: skip
def test_what_may_be_of_another_matter_is_left_alone(text, never):
    assert never not in figures(text, doubted=False)


COUNTED = (
    "（一）三公经费。公务接待费6.42万元（85批次760人次），其中外事接待2批次；年末公务用车保有2辆，"
    "本年更新公务用车1辆；因公出国（境）团组1个，累计3人次。上年接待90批次，惠及群众3200人，新增路灯120盏。"
)


def counts(*sentences):
    found = proposal("\n".join(("二、一般公共预算支出情况", *sentences)))
    return {
        i.place.field: (i.value, bool(i.doubt))
        for i in found.items
        if i.place.section == "three_public_counts"
    }


def test_guests_vehicles_and_groups_are_read_from_running_text():
    assert counts(COUNTED) == {
        "reception_batches": (85, False), "reception_people": (760, False),
        "vehicles_kept": (2, False), "vehicles_bought": (1, False),
        "overseas_groups": (1, False), "overseas_people": (3, False),
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "2022年接待36批次。",
        "比上年少接待5批次。",
        "预计接待36批次。",
        "接待外宾2批次。",
        "运行费3.1万元。",
    ],
)
def test_counts_of_another_year_of_some_guests_or_of_a_change_are_none(words):
    assert counts(f"公务接待费1.20万元，{words}") == {}


def test_two_counts_of_one_matter_are_asked_about():
    found = counts("国内接待36批次。", "全年公务接待63批次。")
    assert found["reception_batches"][1]


def test_every_other_number_of_a_sentence_that_was_read_is_listed():
    left = {each.text for each in proposal(f"二、一般公共预算支出情况\n{COUNTED}").unplaced}
    assert {"其中外事接待2批次", "上年接待90批次", "惠及群众3200人", "新增路灯120盏"} <= left


def test_a_budget_that_the_report_does_not_ask_for_is_listed():
    text = (
        "二、一般公共预算支出情况\n（一）基本支出。年初预算580.00万元，支出600.00万元。\n"
        "（二）项目支出。项目支出300.00万元，比年初预算280.00万元多20.00万元。"
    )
    left = {each.text: each.why for each in proposal(text).unplaced}
    assert left["年初预算580.00万元"] == "没有对应的栏目"
    assert left["280.00万元"] == "报告按各个项目填预算数，原文没有分到项目"


THREE_STAGES = "“三公”经费：2022年决算15.30万元，2023年预算18.00万元，2023年决算14.62万元。"


def test_numbers_told_in_their_order_are_of_the_stages_of_the_whole_before_them():
    found = figures(
        f"二、支出情况\n{THREE_STAGES}其中公务接待费分别为6.20万元、8.00万元、6.42万元，"
        "公务用车运行维护费分别为9.10万元、10.00万元、8.20万元。"
    )
    assert is_told(
        found,
        of(
            "three_public.reception_last=6.20;three_public.reception_budget=8;"
            "three_public.reception=6.42;three_public.running_last=9.10;"
            "three_public.running_budget=10;three_public.running=8.20"
        ),
    )


def test_numbers_in_an_order_that_nothing_told_are_taken_unseen_for_nothing():
    found = proposal(f"二、支出情况\n{THREE_STAGES}其中公务接待费分别为6.20万元、6.42万元。")
    assert all(item.doubt for item in found.items if "reception" in item.place.field)


@pytest.mark.parametrize(
    "line", ["（二）三公经费（单位：元）", "2023年三公经费情况见下表（单位：万元）。"]
)
def test_a_line_that_states_the_unit_of_the_table_below_is_read(line):
    left = proposal(f"二、支出情况\n{line}\n（三）会议费1.20万元，路灯12盏。").unplaced
    assert [each.text for each in left] == ["路灯12盏"]
