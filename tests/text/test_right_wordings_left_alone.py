"""What is right in the wordings of real texts raises no alarm."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import Severity

TITLE = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、部门概况\n"
RIGHT = {
    "the class of spending that has no name of its own": (
        "2023年基本支出103.00万元，其中：工资福利支出81.00万元，比上年减少2.00万元，下降2.41%；商品和服务支出20.00万元，"
        "与上年持平；对个人和家庭的补助1.40万元，与上年持平；其他支出0.60万元，与上年持平。"
        "按用途分，人员经费82.40万元，公用经费20.60万元。"
    ),
    "a name that holds a comma": "本局下设事业单位3个，分别是“办公室、财务科”、社区服务部、退役军人事务部。",
    "an amount before the names of what it consists of": "公用经费29万元（主要包括水费、电费、邮电费），比上年的8.03万元（含水费、电费）增加。",
    "a change made of comings and goings": (
        "年末实有在职人员88人，其中行政32人、事业54人、工勤2人，比上年末的90人减少2人，系年内退休3人、新招录1人。"
    ),
    "what was raised beside an income, behind a semicolon": (
        "全乡税收完成1.46亿元，比上年1.38亿元增长5.80%，其中增值税0.98亿元，占67.12%；争取转移支付2.84亿元、新增债券0.62亿元。"
    ),
    "basic spending with a third part": (
        "2023年支出2354.00万元，其中基本支出2080.00万元，项目支出274.00万元。\n"
        "基本支出包括：人员经费1082.60万元，用于工资；公用经费965.50万元，用于水电；资本性支出31.90万元，用于设备。"
    ),
    "last year's amount that a change starts from, behind what it was for": (
        "“三公”经费4.26万元，都是公务用车运行维护费，上年为4.62万元，减少0.36万元，下降7.79%。"
    ),
    "the retired between the staff and its kinds": (
        "核定编制68名，年末在编在职65人；退休24人，工资由社保发放。在编人员中，高级职称12人、中级职称27人、初级及以下26人。"
    ),
    "the same as last year behind a budget": "公务用车运行维护费3.15万元，预算3.50万元，执行90.00%，与上年3.15万元持平。",
    "last year's figure, and what was reduced from it": "和上年比，2022年总支出1766.35万元，减少56.83万元，下降3.22%。",
    "a number right behind the number of a line": (
        "主要指标如下。\n1.就诊2.4万人次。\n2.住院1128人次。\n3.65岁以上老年人体检2310人。\n4.随访1484人。"
    ),
    "a thing among others": "进展慢的原因之一是……人手不足，另一是。",
    "an income total that takes in what was carried over": (
        "2023年我乡政府性基金收入总计900万元，其中本级收入40万元，上级补助收入360万元，上年结余500万元；"
        "2023年政府性基金支出总计900万元，其中本级支出460万元，调出资金40万元，结转下年使用400万元。"
    ),
    "an amount and a change of other costs in a reason": (
        "2023年“三公”经费支出5.40万元，2022年支出5.10万元，增加0.30万元，增长5.88%。2022年支出较低，是因为当年"
        "只换了轮胎，花去0.45万元；今年没有换轮胎，但出车次数多，油料费比上年多0.52万元。"
    ),
    "shares of both parts, one of which has parts of its own in brackets": (
        "基本支出1000.00万元，其中人员经费800.00万元（工资福利支出780.00万元，对个人和家庭的补助20.00万元），"
        "公用经费200.00万元，二者分别占基本支出的80.00%、20.00%。"
    ),
    "what both come to, with a direction of its own": (
        "与上年相比，基本支出增加27.00万元（增长3.00%），项目支出减少13.00万元（下降1.50%），合计增加14.00万元（增长0.80%）。"
    ),
    "an explanation that tells amounts": "填表说明：三公经费11.86万元由公务用车运行维护费9.40万元和公务接待费2.46万元组成。",
    "the parts named behind their amounts": "全年支出中，520.30万元为基本支出，210.45万元为项目支出。",
    "a share rounded as it should be": "全年支出640.00万元，其中：基本支出520.03万元，占81.25%；项目支出119.97万元，占18.75%。",
    "a count whose parts are named": "内设机构5个，其中行政机构3个（党政办、财政所、司法所），事业机构2个（农技站、文化站）。",
    "people of several kinds": "核定我乡编制共60人，其中行政25人，工勤3人，事业32人，年末实有58人，其中行政26人，事业32人。",
    "the retired beside the others": "教职工36人，其中高级4，中级20，初级12人，退休职工15人。",
    "people not counted in the posts": "编制数为59人，其中在职53人，退休23人。",
    "a subject repeated without its amount": (
        "2023年“三公”经费决算4.5万元，其中公务用车运行维护费4.5万元。经比较，2023年乡本级“三公”经费较上年决算数"
        "减少0.03万元，下降0.6%；较年初预算数减少6.3万元，下降58.3%。"
    ),
    "totals of several ranges": (
        "本年支出合计9759.38万元，其中基本支出5377.64万元，项目支出4381.74万元。"
        "财政拨款收入支出总计9800.50万元，一般公共预算财政拨款支出9746.50万元，年初结转50万元。"
    ),
    "another quantity after a list": "本年支出合计1000万元，其中：基本支出600万元，项目支出400万元，“三公”经费财政拨款支出年初预算20万元，支出决算为15万元。",
    "a county beside its own level": "全县“三公”经费1000万元。县本级“三公”经费736万元。",
    "two years side by side": "2023年“三公”经费支出20万元，其中接待9万元，运行11万元。\n2022年“三公”经费支出22万元，其中接待9万元，运行13万元。",
    "rounding in hundred millions": "全年支出3.74亿元，同比减少1.15亿元，下降23.45%。",
    "two changes in one": "2023年收、支总计均为800万元，与上年相比收、支总计各减少126.8、257.1万元。",
    "income above its budget": "一般公共预算收入306万元，完成预算的102.1%。",
    "a percent of the whole of the list": "支出2690.55万元：基本支出1322.10万元，占49.14%；项目支出1368.45万元，占50.86%。",
    "a list complete before the next figure": "全年支出213.4万元，其中基本支出176.9万元（人员经费158.3万元，日常公用经费18.6万元），项目支出36.5万元，用于数字化加工。",
    "both budget and final in one": "因公出国（境）费预算、决算均为0万元；公务接待费预算22.00万元，决算18.96万元，完成86.18%。",
    "the last item compared, and then the whole": (
        "“三公”经费预算14万元，支出11.46万元，其中公务用车运行维护费9.36万元，公务接待费2.10万元；与上年12.20万元相比下降6.07%，"
        "原因是集中维修。"
    ),
    "carried money in the income": "2023年政府性基金收入总计3319万元，其中本级收入103万元，上级补助收入1331万元，上年结余1885万元；支出总计3319万元，其中本级支出1806万元，结转下年使用1513万元。",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_raises_no_alarm(text):
    found = proofread(SourceText.from_string(TITLE + text))
    assert [(f.class_, f.quote, f.expected) for f in found if f.severity is Severity.ERROR] == []


def test_an_incomplete_income_is_asked_for_and_is_no_matter_of_scope():
    text = "全年收入总额1250万元，其中：上年结转30万元，一般公共预算拨款1100万元，政府性基金拨款100万元。"
    found = proofread(SourceText.from_string(TITLE + text))
    assert [
        f.class_ for f in found if f.severity is not Severity.HINT and f.class_ in {"SUM", "SCOPE"}
    ] == ["SUM"]


def test_chapters_are_numbered_anew_in_every_part():
    text = "第一部分 概况\n一、职责\n二、机构\n第二部分 情况说明\n一、收入\n二、支出\n第三部分 名词解释\n一、收入"
    found = proofread(SourceText.from_string("柳林乡2023年度部门决算\n" + text))
    assert [f for f in found if f.class_ == "NUMBERING"] == []


def test_the_head_of_a_column_on_a_line_of_its_own_is_no_title():
    text = (
        "临溪县柳林林场2022年度“三公”经费支出表\n发布时间：2023-09-20\n金额单位：万元\n项目\n2021年决算\n"
        "2022年预算\n2022年决算\n因公出国（境）费\n0.00\n0.00\n0.00\n公务接待费\n3.42\n3.60\n3.15"
    )
    found = proofread(SourceText.from_string(text))
    assert [f for f in found if f.class_ == "STALE_YEAR"] == []


def told(*lines: str) -> list[tuple[str, str]]:
    """Return the class and the proposal of what is told as more than a hint."""
    found = proofread(SourceText.from_string("\n".join(lines)))
    grave = (f for f in found if f.severity is not Severity.HINT and f.class_ != "MISSING")
    return [(f.class_, f.expected) for f in grave]


def test_names_that_an_office_bears_besides_its_own_are_not_counted() -> None:
    listed = "党政办、经济发展办（挂统计办、商务办牌子）、平安办、社会事务办（挂民政服务中心、退役军人服务站牌子）"
    assert told(TITLE, f"本街道设置内设机构4个，即：{listed}。") == []
    assert told(TITLE, f"本街道设置内设机构5个，即：{listed}。") == [("COUNT", "4")]


def test_the_committee_of_a_county_is_no_slip_in_the_name_of_the_county() -> None:
    title = "临溪县2023年度部门整体支出绩效自评报告\n单位名称：临溪县柳林镇人民政府"
    assert told(title, "按照临溪县县委、县政府的安排，完成了各项任务。") == []
    assert ("NAME", "柳林镇") in told(title, "柳林镇人口2.1万人，柳镇政府设内设机构。")


def test_a_measure_of_an_office_of_its_own_number_need_not_be_known() -> None:
    assert told(TITLE, "依据《预算绩效管理工作考核办法》（南财绩〔2015〕15号）。") == []


def test_more_income_than_planned_is_not_overspent() -> None:
    for name in ("一般公共预算收入", "一般公共预算可用资金"):
        found = proofread(SourceText.from_string(f"{name}111.11万元，为调整预算的116.9%。"))
        assert not [f for f in found if f.class_ == "OVER_EXECUTION"]


def test_a_row_without_label_and_with_a_figure_less_than_heads_is_in_no_columns() -> None:
    heads = "年初预算数 全年预算数 全年执行数 分值 执行率 得分"
    table = ["项目支出绩效自评表", heads, "2500.00 2500.00 2154.60 10 8.62", "其他资金 0 0 —"]
    assert told(*table) == []


def test_entries_of_a_contents_page_that_lost_most_of_its_lines_are_no_chapters() -> None:
    lost = [
        "目 录",
        "九、国有资本经营预算支出情况说明",
        "十二、其他需要说明的事项",
        "九、国有资本经营预算支出表",
    ]
    text = [
        "第一部分 单位概况",
        "一、主要职能",
        "负责政务服务大厅的日常管理。",
        "二、机构设置",
        "设3个科室。",
    ]
    assert not [
        t
        for t in told("柳林县政务中心2023年度部门决算公开说明", *lost, *text)
        if t[0] == "NUMBERING"
    ]


def test_digits_lost_before_a_comma_are_those_printed_elsewhere() -> None:
    line = "全镇支出1,867.48万元。支出总计,867.48万元，当年收支平衡。"
    assert ("FORMAT", "1,867.48万元") in told(TITLE, line)
    assert ("FORMAT", "总计867.48万元") in told(TITLE, "支出总计,867.48万元，当年收支平衡。")


def test_an_item_of_nothing_that_tells_no_change_may_have_been_something_before() -> None:
    text = (
        "“三公”经费41万元，较上年减少19.5万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费21万元，"
        "较上年减少16万元；公务接待费20万元，较上年减少2.5万元。"
    )
    found = proofread(SourceText.from_string(f"{TITLE}\n{text}"))
    (gap,) = [f for f in found if f.class_ == "SUM"]
    assert gap.message.endswith("“因公出国（境）费”没有写增减，原来若有1也对得上")


def test_whole_numbers_beside_decimals_are_not_rounded() -> None:
    text = (
        "“三公”经费41万元，较上年减少18.5万元，较年初预算数减少4万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费21万元，"
        "较上年减少16万元，较年初预算数减少4万元；公务接待费20万元，较上年减少2.5万元，较年初预算数减少1万元。"
    )
    found = proofread(SourceText.from_string(f"{TITLE}\n{text}"))
    (gap,) = [f for f in found if f.class_ == "SUM"]
    assert gap.severity is Severity.ERROR
    assert "尾差" not in gap.message


def test_a_circular_tells_how_the_year_before_was_rated() -> None:
    title = "临溪县财政局关于2024年财政支出绩效评价结果的通报\n2024年12月11日"
    line = "各部门对2023年度使用财政资金安排的项目开展了绩效自评，共263个。"
    assert told(title, line) == []


def test_what_an_economy_comes_to_is_in_its_own_unit() -> None:
    line = "基本支出386.50万元，项目支出358.20万元，公用经费20.10万元。全市建筑业总产值386.5亿元，比上年358.2亿元增长7.9%。"
    assert not [t for t in told(TITLE, line) if t[0] == "UNIT"]


def test_the_words_shown_around_a_slip_end_with_no_part_of_a_number() -> None:
    found = proofread(SourceText.from_string(f"{TITLE}截止2023年12月31日，在职58人。"))
    (slip,) = [f for f in found if f.expected == "截至"]
    assert "即“截至2023年12月31日”" in slip.message
